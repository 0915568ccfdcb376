"""Precision, recall and F1 with intervals over documents, on plain arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscase.evaluation import Measured, Traced

__all__ = [
    "FEW_DOCUMENTS",
    "RESAMPLES",
    "Counts",
    "draw_weights",
    "estimate_share",
    "mean_of_codes",
    "measure",
    "name_estimates",
    "round_share",
    "wilson",
]

Floats = NDArray[np.float64]

RESAMPLES = 1000
"""Resamples of documents for an interval."""

FEW_DOCUMENTS = 10
"""Below so many documents that have anything to count, they are not resampled."""

_DEFINED = 0.9
_DIGITS = 4
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
    found : array of float, shape (documents,), or None
        How many of the coded are suggested, where these are not sentences but something longer;
        None where that is ``right``.
    """

    coded: Floats
    suggested: Floats
    right: Floats
    found: Floats | None = None


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


def _between(shares: Floats) -> Interval:
    known = shares[~np.isnan(shares)]
    if len(known) < _DEFINED * len(shares):
        return _NONE
    low, high = np.percentile(known, _ENDS)
    return float(low), float(high), "bootstrap"


def estimate_share(
    part: Floats, whole: Floats, weights: Floats | None, *, counted: bool = True
) -> Estimate:
    """Return a share and its interval.

    Resampling says nothing of a share of 0 or 1, nor of a few documents; there a share of counted
    things gets Wilson's interval, as if they were independent.

    Parameters
    ----------
    part, whole : array of float, shape (documents,)
        How many there are, and how many of them count.
    weights : array of shape (resamples, documents) or None
        As :func:`draw_weights` returns them; None for no resampling.
    counted : bool
        Whether the things are counted, each once.

    Returns
    -------
    tuple
        Value, and low, high and kind of the interval; None where there is nothing.
    """
    total = float(whole.sum())
    if not total:
        return None, _NONE
    value = float(part.sum()) / total
    enough = np.count_nonzero(whole) >= FEW_DOCUMENTS
    if weights is not None and enough and 0 < value < 1:
        return value, _between(_share(weights @ part, weights @ whole))
    return value, (*wilson(float(part.sum()), total), "wilson") if counted else _NONE


def measure(counts: Counts, weights: Floats | None) -> dict[str, Estimate]:
    """Return precision, recall and F1 with their intervals.

    F1 is the harmonic mean of the two, 2·right / (coded + suggested) where both count the same
    things: undefined only where nothing is coded and nothing suggested. Precision is undefined
    where nothing is suggested, recall where nothing is coded.

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
    found = counts.right if counts.found is None else counts.found
    return {
        "precision": estimate_share(counts.right, counts.suggested, weights),
        "recall": estimate_share(found, counts.coded, weights),
        "f1": _estimate_f1(counts, weights),
    }


def _estimate_f1(counts: Counts, weights: Floats | None) -> Estimate:
    both = counts.coded + counts.suggested
    if counts.found is None:
        return estimate_share(2 * counts.right, both, weights, counted=False)
    parts = (counts.right, counts.suggested, counts.found, counts.coded)
    value = float(_harmonic(*(np.array([part.sum()]) for part in parts))[0])
    if np.isnan(value):
        return None, _NONE
    if weights is None or np.count_nonzero(both) < FEW_DOCUMENTS or not 0 < value < 1:
        return value, _NONE
    return value, _between(_harmonic(*(weights @ part for part in parts)))


def _harmonic(right: Floats, suggested: Floats, found: Floats, coded: Floats) -> Floats:
    """Return the harmonic mean of two shares; 0 where nothing is found, NaN where nothing is."""
    precision, recall = _share(right, suggested), _share(found, coded)
    both = np.nan_to_num(precision) + np.nan_to_num(recall)
    mean = np.zeros_like(both)
    np.divide(2 * np.nan_to_num(precision * recall), both, out=mean, where=both > 0)
    mean[(suggested == 0) & (coded == 0)] = np.nan
    return mean


def round_share(value: float) -> float:
    """Round so that no other processor's last digit makes another file."""
    return round(value, _DIGITS)


def mean_of_codes(rows: Iterable[Measured | Traced]) -> dict[str, float | None]:
    """Return the plain mean of the codes that something is coded with.

    What a method cannot do for a code, it does not find: recall and F1 are 0 there.

    Parameters
    ----------
    rows : iterable of Measured or Traced
        One for each code.

    Returns
    -------
    dict
        ``precision``, ``recall`` and ``f1``; None where no code has any.

    Examples
    --------
    >>> from crosscase.evaluation import Measured
    >>> one = Measured("lexicon", "none", "trust", coded=2, precision=0.5, recall=1.0, f1=0.6667)
    >>> other = Measured("lexicon", "none", "urgency", "no-patterns", coded=3)
    >>> mean_of_codes([one, other])
    {'precision': 0.5, 'recall': 0.5, 'f1': 0.3333}
    """
    coded = [row for row in rows if row.coded]
    known = {
        "precision": [row.precision for row in coded if row.precision is not None],
        "recall": [row.recall or 0.0 for row in coded],
        "f1": [row.f1 or 0.0 for row in coded],
    }
    return {
        name: round_share(sum(values) / len(values)) if values else None
        for name, values in known.items()
    }


def name_estimates(found: Mapping[str, Estimate]) -> dict[str, float | str | None]:
    """Return estimates as the fields of a record.

    Parameters
    ----------
    found : mapping
        Name → estimate.

    Returns
    -------
    dict
        The value under the name, and the interval under the name with ``_low``, ``_high`` and
        ``_by``.

    Examples
    --------
    >>> name_estimates({"recall": (0.5, (0.1, 0.9, "wilson"))})
    {'recall': 0.5, 'recall_low': 0.1, 'recall_high': 0.9, 'recall_by': 'wilson'}
    """
    fields: dict[str, float | str | None] = {}
    for name, (value, (low, high, kind)) in found.items():
        fields[name] = None if value is None else round_share(value)
        fields[f"{name}_low"] = None if low is None else round_share(low)
        fields[f"{name}_high"] = None if high is None else round_share(high)
        fields[f"{name}_by"] = kind
    return fields
