"""Precision, recall and F1 by hand, against scikit-learn, and undefined where they are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import precision_recall_fscore_support

from crosscase.suggest.measures import Counts, draw_weights, measure, wilson


def counts(coded: list[int], suggested: list[int], right: list[int]) -> Counts:
    return Counts(*(np.array(one, dtype=float) for one in (coded, suggested, right)))


def values(found: Counts) -> list[float | None]:
    return [one[0] for one in measure(found, None).values()]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (counts([3, 1], [1, 1], [1, 1]), [1.0, 0.5, 2 / 3]),
        (counts([4], [4], [0]), [0.0, 0.0, 0.0]),
        (counts([0], [2], [0]), [0.0, None, 0.0]),
        (counts([2], [0], [0]), [None, 0.0, 0.0]),
        (counts([0], [0], [0]), [None, None, None]),
    ],
)
def test_by_hand(given: Counts, expected: list[float | None]) -> None:
    assert values(given) == expected


def test_as_scikit_learn_has_them() -> None:
    rng = np.random.default_rng(3)
    coded, suggested = rng.random(200) < 0.3, rng.random(200) < 0.4
    document = rng.integers(12, size=200)
    by = [np.bincount(document, one, 12) for one in (coded, suggested, coded & suggested)]
    expected = precision_recall_fscore_support(coded, suggested, average="binary")[:3]
    assert values(Counts(*by)) == pytest.approx([*expected])


def test_wilson_by_the_published_example() -> None:
    """Newcombe (1998), Statistics in Medicine 17, table I: 81 of 263, 15 of 148, 0 of 20."""
    for right, of, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)):
        assert wilson(right, of) == pytest.approx((low, high), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0, 0.1611), abs=5e-5)


def test_intervals_over_documents_where_there_are_enough() -> None:
    many = counts([2] * 12, [2, 1] * 6, [1] * 12)
    weights = draw_weights(12, resamples=200, seed=1)
    found = measure(many, weights)
    value, (low, high, kind) = found["precision"]
    assert kind == "bootstrap"
    assert low is not None
    assert high is not None
    assert value is not None
    assert 0.5 <= low < value < high <= 1
    shares = (weights @ many.right) / (weights @ many.suggested)
    assert (low, high) == tuple(np.percentile(shares, (2.5, 97.5)))
    # Recall is the same in every document: there is nothing that differs between resamples.
    assert found["recall"] == (0.5, (0.5, 0.5, "bootstrap"))


def test_few_documents_and_shares_of_all_or_nothing_get_wilson() -> None:
    weights = draw_weights(12, resamples=50)
    few = measure(counts([4, 4] + [0] * 10, [2, 2] + [0] * 10, [1, 1] + [0] * 10), weights)
    assert few["recall"] == (0.25, (*wilson(2, 8), "wilson"))
    assert few["f1"] == (pytest.approx(1 / 3), (None, None, ""))
    none = measure(counts([1] * 12, [1] * 12, [0] * 12), weights)
    assert none["precision"] == (0.0, (*wilson(0, 12), "wilson"))


def test_resamples_have_as_many_documents_and_repeat_for_a_seed() -> None:
    weights = draw_weights(7, resamples=30, seed=5)
    assert (weights.sum(axis=1) == 7).all()
    assert (weights == draw_weights(7, resamples=30, seed=5)).all()
    assert (weights != draw_weights(7, resamples=30, seed=6)).any()


@pytest.mark.parametrize(
    ("given", "found", "expected"),
    [
        (counts([4], [2], [1]), [3], [0.5, 0.75, 0.6]),
        (counts([4], [2], [0]), [0], [0.0, 0.0, 0.0]),
        (counts([0], [2], [0]), [0], [0.0, None, 0.0]),
        (counts([2], [0], [0]), [0], [None, 0.0, 0.0]),
        (counts([0], [0], [0]), [0], [None, None, None]),
    ],
)
def test_recall_may_count_other_things(
    given: Counts, found: list[int], expected: list[float | None]
) -> None:
    both = replace(given, found=np.array(found, dtype=float))
    assert values(both) == [one if one is None else pytest.approx(one) for one in expected]


def test_where_both_count_the_same_it_makes_no_difference() -> None:
    rng = np.random.default_rng(5)
    right = rng.integers(0, 4, size=20)
    one = counts(
        (right + rng.integers(0, 4, size=20)).tolist(),
        (right + rng.integers(0, 4, size=20)).tolist(),
        right.tolist(),
    )
    weights = draw_weights(20, resamples=50)
    own, other = measure(one, weights), measure(replace(one, found=one.right), weights)
    for name, (value, interval) in own.items():
        assert other[name][0] == pytest.approx(value)
        assert other[name][1] == pytest.approx(interval)
