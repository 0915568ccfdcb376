"""Precision, recall and F1 with intervals over documents, on plain arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["FEW_DOCUMENTS", "RESAMPLES", "Counts", "draw_weights", "measure", "wilson"]

Floats = NDArray[np.float64]

RESAMPLES = 1000
"""Resamples of documents for an interval."""

FEW_DOCUMENTS = 10
"""Below so many documents that have anything to count, they are not resampled."""

_DEFINED = 0.9
_Z = 1.959963984540054
_ENDS = (2.5, 97.5)

Interval = tuple[float | None, float | None, str]
Estimate = tuple[float | None, Interval]
_NONE: Interval = (None, None, "")


@dataclass(frozen=True)
class Counts:
    """Sentences of one code, or of several, by document.

    Parameters
    ----------
    coded, suggested, right : array of float, shape (documents,)
        How many are coded, suggested, and both.
    """

    coded: Floats
    suggested: Floats
    right: Floats


def draw_weights(documents: int, *, resamples: int = RESAMPLES, seed: int = 0) -> Floats:
    """Return how often each document is in each resample.

    Parameters
    ----------
    documents : int
        How many there are; each resample has as many.
    resamples, seed : int
        How many resamples, and where chance begins.

    Returns
    -------
    array of shape (resamples, documents)
        Whole numbers.
    """
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(documents, np.full(documents, 1 / documents), size=resamples)
    return drawn.astype(np.float64)


def wilson(right: float, of: float) -> tuple[float, float]:
    """Return the 95 % interval of a share by Wilson's score method.

    Parameters
    ----------
    right, of : float
        A number, and the larger one it is a share of.

    Returns
    -------
    tuple of float
        Ends within 0 and 1.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association, 22, 209–212.

    Examples
    --------
    >>> [round(end, 4) for end in wilson(8, 10)]
    [0.4902, 0.9433]
    """
    share, square = right / of, _Z**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = _Z / (1 + square / of) * np.sqrt(share * (1 - share) / of + square / (4 * of**2))
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def _share(part: Floats, whole: Floats) -> Floats:
    found = np.full(np.shape(whole), np.nan)
    np.divide(part, whole, out=found, where=whole > 0)
    return found


def _bootstrap(part: Floats, whole: Floats, weights: Floats) -> Interval:
    shares = _share(weights @ part, weights @ whole)
    known = shares[~np.isnan(shares)]
    if len(known) < _DEFINED * len(shares):
        return _NONE
    low, high = np.percentile(known, _ENDS)
    return float(low), float(high), "bootstrap"


def _estimate(part: Floats, whole: Floats, weights: Floats | None, *, counted: bool) -> Estimate:
    """Return a share and its interval.

    Resampling says nothing of a share of 0 or 1, nor of a few documents; there a share of counted
    things gets Wilson's interval, as if they were independent.
    """
    total = float(whole.sum())
    if not total:
        return None, _NONE
    value = float(part.sum()) / total
    enough = np.count_nonzero(whole) >= FEW_DOCUMENTS
    if weights is not None and enough and 0 < value < 1:
        return value, _bootstrap(part, whole, weights)
    return value, (*wilson(float(part.sum()), total), "wilson") if counted else _NONE


def measure(counts: Counts, weights: Floats | None) -> dict[str, Estimate]:
    """Return precision, recall and F1 with their intervals.

    F1 is 2·right / (coded + suggested): undefined only where nothing is coded and nothing
    suggested. Precision is undefined where nothing is suggested, recall where nothing is coded.

    Parameters
    ----------
    counts : Counts
        By document.
    weights : array of shape (resamples, documents) or None
        As :func:`draw_weights` returns them; None for no resampling.

    Returns
    -------
    dict
        ``precision``, ``recall`` and ``f1`` → value, and low, high and kind of the interval; None
        where undefined.

    Examples
    --------
    >>> one = Counts(np.array([4.0]), np.array([2.0]), np.array([1.0]))
    >>> {name: found[0] for name, found in measure(one, None).items()}
    {'precision': 0.5, 'recall': 0.25, 'f1': 0.3333333333333333}
    """
    both = counts.coded + counts.suggested
    return {
        "precision": _estimate(counts.right, counts.suggested, weights, counted=True),
        "recall": _estimate(counts.right, counts.coded, weights, counted=True),
        "f1": _estimate(2 * counts.right, both, weights, counted=False),
    }
