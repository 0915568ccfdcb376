"""Leaving rows out by arithmetic gives what scikit-learn gives when it never saw them."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression, Ridge

from crosscase.suggest.ridge import drop_rows, invert_gram, predict_blocks, predict_rows
from crosscase.suggest.thresholds import chances, choose_threshold, fit_sigmoid

RNG = np.random.default_rng(7)
DATA = RNG.normal(size=(12, 5))
TARGETS = (RNG.random((12, 3)) < 0.4).astype(float)
GROUPS = [np.array([0, 1, 2]), np.array([3]), np.array([4, 5, 6, 7]), np.array([8, 9, 10, 11])]
INVERSE = invert_gram(DATA @ DATA.T)


def refit(without: np.ndarray) -> Ridge:
    kept = np.setdiff1d(np.arange(12), without)
    return Ridge(alpha=1.0, fit_intercept=False).fit(DATA[kept], TARGETS[kept])


@pytest.mark.parametrize("rows", GROUPS, ids=len)
def test_weights_without_some_rows(rows: np.ndarray) -> None:
    dual = drop_rows(INVERSE, INVERSE @ TARGETS, rows)
    np.testing.assert_allclose(DATA.T @ dual, refit(rows).coef_.T, atol=1e-9)


def test_every_block_is_predicted_without_it() -> None:
    found = predict_blocks(INVERSE, TARGETS, GROUPS)
    for rows in GROUPS:
        np.testing.assert_allclose(found[rows], refit(rows).predict(DATA[rows]), atol=1e-9)


def test_blocks_are_predicted_without_others_too() -> None:
    held, *others = GROUPS
    found = predict_rows(INVERSE, TARGETS, held, others)
    assert np.isnan(found[held]).all()
    for rows in others:
        expected = refit(np.concatenate([held, rows])).predict(DATA[rows])
        np.testing.assert_allclose(found[rows], expected, atol=1e-9)


def test_the_threshold_has_the_largest_f1_there_is() -> None:
    scores, positive = RNG.normal(size=60), RNG.random(60) < 0.3

    def f1(threshold: float) -> float:
        taken = scores >= threshold
        return 2 * (taken & positive).sum() / (taken.sum() + positive.sum())

    few = [one for one in scores if (scores >= one).sum() <= 2 * positive.sum()]
    assert f1(choose_threshold(scores, positive)) == max(f1(one) for one in few)


@pytest.mark.parametrize(
    ("scores", "positive", "threshold"),
    [
        ([0.9, 0.8, 0.1], [True, True, False], 0.45),
        ([0.5, 0.4], [False, False], np.inf),
        ([0.9, 0.3, 0.2, 0.1], [False, False, False, True], 0.6),
        ([0.5, 0.5, 0.5, 0.5], [True, False, False, False], np.inf),
        ([0.3, 0.2], [True, True], -0.3),
    ],
)
def test_thresholds(scores: list[float], positive: list[bool], threshold: float) -> None:
    found = choose_threshold(np.array(scores), np.array(positive))
    assert found == pytest.approx(threshold)


def test_chances_are_those_of_logistic_regression_on_smoothed_targets() -> None:
    scores, positive = RNG.normal(size=80), RNG.random(80) < 0.3
    yes, no = positive.sum(), (~positive).sum()
    target = np.where(positive, (yes + 1) / (yes + 2), 1 / (no + 2))
    # A target between 0 and 1 is an example of either kind, weighed.
    twice, kinds = np.concatenate([scores, scores])[:, None], np.repeat([1, 0], 80)
    model = LogisticRegression(C=1e10, tol=1e-10, max_iter=1000)
    model.fit(twice, kinds, sample_weight=np.concatenate([target, 1 - target]))
    curve = fit_sigmoid(scores, positive)
    np.testing.assert_allclose(curve, [model.coef_[0, 0], model.intercept_[0]], atol=1e-3)
    np.testing.assert_allclose(
        chances(scores, curve), model.predict_proba(scores[:, None])[:, 1], atol=1e-3
    )


@pytest.mark.parametrize("scores", [[1.0, 2.0, 3.0, 4.0], [1.0, 1.0, 1.0, 1.0]])
def test_chances_are_finite_where_scores_divide_the_examples(scores: list[float]) -> None:
    curve = fit_sigmoid(np.array(scores), np.array([False, False, True, True]))
    assert np.isfinite(curve).all()
    assert (curve[0] > 0) == (len({*scores}) > 1)
