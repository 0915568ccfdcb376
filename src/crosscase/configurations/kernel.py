"""Parameters of fit on plain arrays of memberships.

``x`` holds the memberships of the cases in a set of conditions, ``y`` those in the outcome. Sums
are exact before they are rounded once, so that the order of the cases never matters. A quotient of
nothing by nothing is undefined: NaN, with the reason.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = ["TOLERANCE", "Fit", "Memberships", "fit_necessity", "fit_sufficiency", "unique_coverage"]

Memberships = NDArray[np.float64]
"""The memberships of all cases in one set."""

TOLERANCE = 1e-9
"""Differences below this are rounding: ``1 - 0.9`` is not ``0.1`` to a computer."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one set relation fits.

    Parameters
    ----------
    incl, cov : float
        Inclusion (consistency) and coverage.
    pri : float
        Proportional reduction in inconsistency; NaN for necessity.
    ron : float
        Relevance of necessity; NaN for sufficiency.
    undefined : mapping
        Parameter → why it is nothing divided by nothing.
    """

    incl: float
    cov: float
    pri: float = math.nan
    ron: float = math.nan
    undefined: dict[str, str] = field(default_factory=dict)


def _total(values: Memberships) -> float:
    return math.fsum(values.tolist())


def _divide(part: float, whole: float) -> float:
    return part / whole if whole > TOLERANCE else math.nan


def _undefined(**found: tuple[float, str]) -> dict[str, str]:
    return {name: why for name, (value, why) in found.items() if math.isnan(value)}


def fit_necessity(x: Memberships, y: Memberships) -> Fit:
    """Return how well ``x`` fits as necessary for ``y``.

    Inclusion is sum(min(x, y)) / sum(y) and coverage sum(min(x, y)) / sum(x) (Ragin 2006, Political
    Analysis 14(3), 291–310, https://doi.org/10.1093/pan/mpj019); relevance of necessity is
    sum(1 − x) / sum(1 − min(x, y)) (Schneider and Wagemann 2012, Set-Theoretic Methods for the
    Social Sciences, § 9.2.1, https://doi.org/10.1017/CBO9781139004244).

    Parameters
    ----------
    x, y : array
        Memberships of the same cases.

    Returns
    -------
    Fit
        ``incl``, ``ron`` and ``cov``.

    Examples
    --------
    >>> fit = fit_necessity(np.array([1.0, 1.0, 1.0, 0.0]), np.array([1.0, 1.0, 0.0, 0.0]))
    >>> fit.incl, fit.ron, round(fit.cov, 3)
    (1.0, 0.5, 0.667)
    """
    both = np.minimum(x, y)
    incl = _divide(_total(both), _total(y))
    cov = _divide(_total(both), _total(x))
    ron = _divide(_total(1 - x), _total(1 - both))
    undefined = _undefined(
        incl=(incl, "no case has the outcome"),
        ron=(ron, "every case is fully in the expression and in the outcome"),
        cov=(cov, "no case is in the expression"),
    )
    return Fit(incl, cov, ron=ron, undefined=undefined)


def fit_sufficiency(x: Memberships, y: Memberships) -> Fit:
    """Return how well ``x`` fits as sufficient for ``y``.

    Inclusion is sum(min(x, y)) / sum(x) and coverage sum(min(x, y)) / sum(y) (Ragin 2006, as for
    necessity). PRI takes from both what ``x`` shares with the outcome and its negation at once:
    (sum(min(x, y)) − sum(min(x, y, 1 − y))) / (sum(x) − sum(min(x, y, 1 − y))) (Duşa 2019, QCA
    with R, ch. 6, https://doi.org/10.1007/978-3-319-75668-4).

    Parameters
    ----------
    x, y : array
        Memberships of the same cases.

    Returns
    -------
    Fit
        ``incl``, ``pri`` and ``cov``.

    Examples
    --------
    >>> fit = fit_sufficiency(np.array([0.8, 0.6]), np.array([0.9, 0.4]))
    >>> round(fit.incl, 3), round(fit.pri, 3), round(fit.cov, 3)
    (0.857, 0.778, 0.923)
    """
    both = np.minimum(x, y)
    shared = _total(np.minimum(both, 1 - y))
    incl = _divide(_total(both), _total(x))
    pri = _divide(_total(both) - shared, _total(x) - shared)
    cov = _divide(_total(both), _total(y))
    empty = "no case is in the expression"
    torn = "no case is in the expression further than in both the outcome and its negation"
    undefined = _undefined(
        incl=(incl, empty),
        pri=(pri, empty if math.isnan(incl) else torn),
        cov=(cov, "no case has the outcome"),
    )
    return Fit(incl, cov, pri=pri, undefined=undefined)


def unique_coverage(terms: list[Memberships], y: Memberships) -> list[float]:
    """Return what part of the outcome each term covers alone.

    Of a term x: (sum(min(x, y)) − sum(min(x, y, highest of the other terms))) / sum(y) (Ragin
    2006; Duşa 2019, ch. 6).

    Parameters
    ----------
    terms : list of array
        Memberships in each of the terms that stand beside one another.
    y : array
        Memberships in the outcome.

    Returns
    -------
    list of float
        One for each term; NaN when there is one term only, or nobody has the outcome.

    Examples
    --------
    >>> y = np.array([1.0, 1.0])
    >>> unique_coverage([np.array([1.0, 0.0]), np.array([1.0, 1.0])], y)
    [0.0, 0.5]
    """
    if len(terms) < 2:
        return [math.nan] * len(terms)
    found = []
    for place, x in enumerate(terms):
        others = np.maximum.reduce([*terms[:place], *terms[place + 1 :]])
        both = np.minimum(x, y)
        found.append(_divide(_total(both) - _total(np.minimum(both, others)), _total(y)))
    return found
