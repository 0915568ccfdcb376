"""From scores to decisions and chances, on plain arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["chances", "choose_threshold", "fit_sigmoid"]

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_APART = 1e-9
"""Scores no further apart are the same; their order would be an accident of rounding."""

_MOST = 2
"""No more than so many times the sentences there are to find are taken."""

_STEPS = 100
_CLOSE = 1e-9
_SHORTEST = 1e-3


def choose_threshold(scores: Floats, positive: Bools) -> float:
    """Return the threshold with the largest F1: harmonic mean of precision and recall.

    It takes at most twice as many examples as there are to find: where hardly anything is found,
    the largest F1 would be that of reading nearly everything.

    Parameters
    ----------
    scores : array of float
        Of examples that the model was not shown.
    positive : array of bool
        What they are; one at least is True.

    Returns
    -------
    float
        Halfway between two scores; of several as good, the highest. Infinite when there is
        nothing to find, or no score apart from too many others.

    Examples
    --------
    >>> choose_threshold(np.array([0.9, 0.6, 0.4, 0.1]), np.array([True, False, True, False]))
    0.25
    """
    total = int(positive.sum())
    if not total:
        return float("inf")
    order = np.argsort(-scores, kind="stable")
    ranked, right = scores[order], np.cumsum(positive[order])
    taken = np.arange(1, len(ranked) + 1)
    f1 = 2 * right / (taken + total)
    below = np.append(ranked[1:], ranked[-1] - 1.0)
    f1[ranked - below <= _APART] = -1.0
    f1[_MOST * total :] = -1.0
    best = int(np.argmax(f1))
    if f1[best] < 0:
        return float("inf")
    return float((ranked[best] + below[best]) / 2)


def fit_sigmoid(scores: Floats, positive: Bools) -> tuple[float, float]:
    """Return slope and intercept of the logistic curve from scores to chances.

    Platt's smoothed targets keep the curve finite where scores divide the examples.

    Parameters
    ----------
    scores : array of float
        Of examples that the model was not shown.
    positive : array of bool
        What they are.

    Returns
    -------
    tuple of float
        Slope and intercept.

    References
    ----------
    Platt, J. (1999). Probabilistic outputs for support vector machines. Lin, H.-T., Lin, C.-J.,
    & Weng, R. C. (2007). A note on Platt's probabilistic outputs for support vector machines.
    Machine Learning, 68, 267–276. https://doi.org/10.1007/s10994-007-5018-6
    """
    yes, no = int(positive.sum()), int((~positive).sum())
    target = np.where(positive, (yes + 1) / (yes + 2), 1 / (no + 2))
    centre, width = float(scores.mean()), float(scores.std()) or 1.0
    design = np.column_stack([(scores - centre) / width, np.ones_like(scores)])
    weights = np.array([0.0, np.log((yes + 1) / (no + 1))])
    loss = _loss(design @ weights, target)
    for _ in range(_STEPS):
        chance = _logistic(design @ weights)
        gradient = design.T @ (chance - target)
        curve = design.T @ (design * (chance * (1 - chance))[:, None]) + 1e-12 * np.eye(2)
        step = np.linalg.solve(curve, gradient)
        size = 1.0
        while size > _SHORTEST and _loss(design @ (weights - size * step), target) > loss:
            size /= 2
        weights = weights - size * step
        before, loss = loss, _loss(design @ weights, target)
        if before - loss <= _CLOSE:
            break
    slope = float(weights[0]) / width
    return slope, float(weights[1]) - slope * centre


def _logistic(values: Floats) -> Floats:
    return np.asarray(0.5 * (1 + np.tanh(values / 2)))


def _loss(values: Floats, target: Floats) -> float:
    return float(np.sum(np.logaddexp(0, values) - target * values))


def chances(scores: Floats, curve: tuple[float, float]) -> Floats:
    """Return the chances that a logistic curve gives scores.

    Parameters
    ----------
    scores : array of float
        Any shape.
    curve : tuple of float
        As :func:`fit_sigmoid` returns it.

    Returns
    -------
    array of float
        From 0 to 1.
    """
    return _logistic(curve[0] * scores + curve[1])
