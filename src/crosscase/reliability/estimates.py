"""Estimates: a coefficient with its interval, and what to know before trusting it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscase.reliability.alpha import krippendorff_alpha
from crosscase.reliability.kappa import cohen_kappa, fleiss_kappa, gwet_ac, percent
from crosscase.reliability.ratings import Codes, Vector, count_values, tally_rows
from crosscase.reliability.words import COEFFICIENTS, NOTICES, REASONS, remark

__all__ = [
    "COLUMNS",
    "KINDS",
    "RESAMPLES",
    "Estimate",
    "estimate_ratings",
    "rows_of",
    "with_interval",
]

COLUMNS = ("coefficient", "value", "low", "high", "n", "reason", "notice")
"""The columns that every table of agreement has."""

RESAMPLES = 1000
"""Resamples for an interval."""

FEW = 20
"""Below so many units (or segments) a coefficient is hardly an estimate of anything."""

SKEWED = 0.9
"""From this share of one value on, correction for chance leaves little to agree on."""

DEFINED = 0.9
"""So much of the resamples must have a value, or there is no interval."""

MOST_VALUES = 2000
"""More different values are no categories."""

_CELLS = 4_000_000
_CATEGORICAL = ("percent-agreement", "alpha-nominal", "kappa", "fleiss-kappa", "ac1")
_BY_UNIT = ("fleiss-kappa", "ac1", "ac2-linear", "ac2-quadratic")
"""These expect agreement by chance from the units with one value too."""

_WEIGHTED = ("kappa-linear", "kappa-quadratic", "ac2-linear", "ac2-quadratic")
KINDS: Mapping[str, frozenset[str]] = {
    "nominal": frozenset(_CATEGORICAL),
    "ordinal": frozenset((*_CATEGORICAL, *_WEIGHTED, "alpha-ordinal")),
    "number": frozenset(("percent-agreement", "alpha-interval", "alpha-ratio")),
    "numeric": frozenset(
        (*_CATEGORICAL, *_WEIGHTED, "alpha-ordinal", "alpha-interval", "alpha-ratio")
    ),
}
"""Which coefficients go with which kind of values; ``numeric``: numbers of unknown level."""

_UNLIMITED = ("alpha-nominal", "alpha-ordinal", "alpha-interval")
"""These are computed without a table of all pairs of values."""

Kernel = Callable[[Vector, Vector], Vector]


@dataclass(frozen=True)
class Estimate:
    """One coefficient.

    Parameters
    ----------
    coefficient : str
        A key of :data:`~crosscase.reliability.words.COEFFICIENTS`.
    value, low, high : float
        The coefficient and the ends of its 95 % interval; NaN where undefined.
    n : int
        Units with values of two coders or more; of segments, how many there are.
    reason : str
        A key of ``REASONS``: why the value is undefined.
    notices : tuple of (str, mapping)
        Keys of ``NOTICES`` with their numbers.
    """

    coefficient: str
    value: float
    n: int
    low: float = math.nan
    high: float = math.nan
    reason: str = ""
    notices: tuple[tuple[str, Mapping[str, Any]], ...] = field(default=())

    def noting(self, notice: str, **filled: object) -> Estimate:
        """Return the estimate with one notice more.

        Parameters
        ----------
        notice : str
            Key of ``NOTICES``.
        **filled : object
            Its numbers.

        Returns
        -------
        Estimate
            The other estimate.
        """
        return replace(self, notices=(*self.notices, (notice, filled)))


@dataclass(frozen=True)
class _Counted:
    """How often each value occurs: in all units, and in those with two values or more."""

    coders: int
    units: int
    all: Mapping[float, float]
    shared: Mapping[float, float]

    def of(self, coefficient: str) -> Mapping[float, float]:
        """Return the values that the coefficient rests on."""
        return self.all if coefficient in _BY_UNIT else self.shared


def _count(rows: Vector, times: Vector) -> _Counted:
    """Count the values of rows that occur so many times each."""

    def tally(chosen: NDArray[np.bool_]) -> Mapping[float, float]:
        known = ~np.isnan(rows) & chosen[:, None]
        values, place = np.unique(rows[known], return_inverse=True)
        weights = np.broadcast_to(times[:, None], rows.shape)[known]
        counts = np.bincount(place, weights=weights, minlength=len(values))
        return dict(zip(values.tolist(), counts.tolist(), strict=True))

    shared = count_values(rows) >= 2
    units = int(times[shared].sum())
    return _Counted(rows.shape[1], units, tally(shared | True), tally(shared))


def with_interval(estimate: Estimate, resampled: Vector | None) -> Estimate:
    """Add the 95 % percentile interval of resamples, where enough of them are defined.

    Parameters
    ----------
    estimate : Estimate
        The estimate.
    resampled : array, optional
        Its value in every resample; None where nothing was resampled.

    Returns
    -------
    Estimate
        With ``low`` and ``high``, or a notice why not.

    References
    ----------
    Efron, B. and Tibshirani, R. J. (1993). An introduction to the bootstrap, section 13.3.
    """
    if resampled is None or not len(resampled) or math.isnan(estimate.value):
        return estimate
    defined = resampled[~np.isnan(resampled)]
    missing = len(resampled) - len(defined)
    if len(defined) < DEFINED * len(resampled):
        return estimate.noting("no interval", n=missing, of=len(resampled))
    low, high = np.quantile(defined, (0.025, 0.975))
    return replace(estimate, low=float(low), high=float(high))


def _kernels(kind: str, categories: Vector | None, coders: int) -> dict[str, Kernel]:
    """Return the coefficients of a kind of values; kappa for two coders only."""
    found: dict[str, Kernel] = {"percent-agreement": percent, "fleiss-kappa": fleiss_kappa}
    for metric in ("nominal", "ordinal", "interval", "ratio"):
        found[f"alpha-{metric}"] = partial(_alpha, metric=metric)
    for name, weighting in (("", "identity"), ("-linear", "linear"), ("-quadratic", "quadratic")):
        if coders == 2:
            found[f"kappa{name}"] = partial(cohen_kappa, kind=weighting)
        ac = f"ac2{name}" if name else "ac1"
        found[ac] = partial(gwet_ac, categories=categories, kind=weighting)
    return {name: found[name] for name in COEFFICIENTS if name in found and name in KINDS[kind]}


def _alpha(ratings: Vector, weights: Vector, *, metric: str) -> Vector:
    return krippendorff_alpha(ratings, metric, weights)


def _draw(row_of: Codes, rows: int, count: int, rng: np.random.Generator) -> Iterator[Vector]:
    """Yield blocks of draws of units with replacement: how often each of the rows is in each."""
    units = len(row_of)
    block = max(1, _CELLS // max(units, rows))
    for first in range(0, count, block):
        lines = min(block, count - first)
        drawn = row_of[rng.integers(units, size=(lines, units))]
        place = drawn + rows * np.arange(lines)[:, None]
        counts = np.bincount(place.ravel(), minlength=lines * rows)
        yield counts.reshape(lines, rows).astype(np.float64)


def _resample(
    rows: Vector, row_of: Codes, kernels: Mapping[str, Kernel], resamples: int, seed: int
) -> dict[str, Vector]:
    """Draw units with replacement and compute every coefficient in each draw."""
    rng = np.random.default_rng(seed)
    block = max(1, _CELLS // rows.size)
    found: dict[str, list[Vector]] = {name: [] for name in kernels}
    for first in range(0, resamples, block):
        draws = _draw(row_of, len(rows), min(block, resamples - first), rng)
        weights = np.concatenate(list(draws))
        for name, kernel in kernels.items():
            found[name].append(kernel(rows, weights))
    return {name: np.concatenate(parts) for name, parts in found.items()}


def _undefined(name: str, values: _Counted, kernels: Mapping[str, Kernel]) -> str:
    """Say why a coefficient cannot be computed; empty where it can."""
    if values.coders < 2:
        return "one coder"
    if name not in kernels:
        return "two coders"
    if not values.units:
        return "no shared units"
    if name == "percent-agreement":
        return ""
    if len(values.of(name)) < 2:
        return "no variation" if len(values.all) < 2 else "no shared variation"
    if name == "alpha-ratio" and min(values.shared) < 0:
        return "negative values"
    if len(values.of(name)) > MOST_VALUES and name not in _UNLIMITED:
        return "too many pairs" if name == "alpha-ratio" else "too many values"
    return ""


def _with_notices(estimate: Estimate, values: _Counted, agreed: float) -> Estimate:
    if estimate.reason:
        return estimate
    if estimate.n < FEW:
        estimate = estimate.noting("few units", n=estimate.n)
    counts = values.of(estimate.coefficient).values()
    most = max(counts) / sum(counts)
    corrected = estimate.coefficient.startswith(("alpha", "kappa", "fleiss"))
    if most >= SKEWED and corrected:
        share, agree = math.floor(most * 100), round(agreed * 100)
        estimate = estimate.noting("skewed", share=share, agree=agree)
    return estimate


def estimate_ratings(
    ratings: Vector,
    kind: str,
    *,
    categories: Vector | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> list[Estimate]:
    """Compute the coefficients that go with a kind of values.

    Parameters
    ----------
    ratings : array of shape (units, coders)
        NaN where a coder gave no value. Intervals depend on the order of the units, nothing else
        does.
    kind : {"nominal", "ordinal", "number", "numeric"}
        What the values are: a key of :data:`KINDS`.
    categories : array, optional
        All values there were to choose from, for Gwet's coefficients.
    resamples : int
        Resamples of units for the intervals; 0 for none.
    seed : int
        Of the resamples.

    Returns
    -------
    list of Estimate
        In the order of the coefficients.

    Examples
    --------
    >>> same = estimate_ratings(np.ones((4, 2)), "nominal")
    >>> [(one.coefficient, one.value, one.reason) for one in same[:2]]
    [('percent-agreement', 1.0, ''), ('alpha-nominal', nan, 'no variation')]
    """
    ratings = ratings[count_values(ratings) >= 1]
    if ratings.shape[1] > 2:
        # Of more than two coders no coefficient asks who gave which value.
        ratings = np.sort(ratings, axis=1)
    rows, row_of = tally_rows(ratings)
    times = np.bincount(row_of, minlength=len(rows)).astype(np.float64)
    counted = _count(rows, times)
    wanted = [name for name in COEFFICIENTS if name in KINDS[kind]]
    kernels = _kernels(kind, categories, ratings.shape[1])
    reasons = {name: _undefined(name, counted, kernels) for name in wanted}
    possible = {name: kernels[name] for name in wanted if not reasons[name]}
    values = {name: float(kernel(rows, times[None, :])[0]) for name, kernel in possible.items()}
    drawn = _resample(rows, row_of, possible, resamples, seed) if possible and resamples else {}
    found = []
    for name in wanted:
        value = values.get(name, math.nan)
        reason = reasons[name] or ("no variation" if math.isnan(value) else "")
        estimate = Estimate(name, value, counted.units, reason=reason)
        estimate = _with_notices(estimate, counted, values.get("percent-agreement", math.nan))
        found.append(with_interval(estimate, drawn.get(name)))
    return found


def rows_of(
    estimates: Iterable[Estimate], language: str, labels: Sequence[object] = ()
) -> list[tuple[object, ...]]:
    """Return estimates as rows of a table.

    Parameters
    ----------
    estimates : iterable of Estimate
        Estimates.
    language : str
        Two-letter language code of reasons and notices.
    labels : sequence
        What every row starts with.

    Returns
    -------
    list of tuple
        The labels and then :data:`COLUMNS`; several notices are joined by ``;``.
    """
    return [
        (
            *labels,
            one.coefficient,
            one.value,
            one.low,
            one.high,
            one.n,
            remark(REASONS[one.reason], language, n=MOST_VALUES),
            "; ".join(remark(NOTICES[name], language, **filled) for name, filled in one.notices),
        )
        for one in estimates
    ]
