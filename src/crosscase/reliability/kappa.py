"""Agreement corrected for chance over categories: percent agreement, Cohen, Fleiss, Gwet."""

from __future__ import annotations

import numpy as np

from crosscase.reliability.ratings import (
    Codes,
    Vector,
    column_pairs,
    count_values,
    index_values,
    total_by_value,
    unit_weights,
    values_of,
    within_range,
)

__all__ = ["WEIGHTS", "agreement_weights", "cohen_kappa", "fleiss_kappa", "gwet_ac", "percent"]

WEIGHTS = ("identity", "linear", "quadratic")
"""How much two different categories still agree."""


def agreement_weights(categories: Vector, kind: str = "identity") -> Vector:
    """Return how much each pair of categories agrees, from 0 to 1.

    Identity: 1 for the same category, else 0. Linear: 1 - |c - k| / (highest - lowest); quadratic:
    1 - (c - k)² / (highest - lowest)². Distances are those of the numbers given, so a category
    that nobody used still keeps its neighbours apart.

    Parameters
    ----------
    categories : array of shape (categories,)
        Numbers from low to high.
    kind : {"identity", "linear", "quadratic"}
        Which weights.

    Returns
    -------
    array of shape (categories, categories)
        The weights.

    References
    ----------
    Cohen, J. (1968). Weighted kappa. Psychological Bulletin 70(4), 213–220.
    https://doi.org/10.1037/h0026256
    Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th ed., chapter 3.

    Examples
    --------
    >>> agreement_weights(np.array([1.0, 2.0, 3.0]), "quadratic").tolist()
    [[1.0, 0.75, 0.0], [0.75, 1.0, 0.75], [0.0, 0.75, 1.0]]
    """
    if kind == "identity" or len(categories) < 2:
        return np.eye(len(categories))
    places = within_range(categories)
    apart = np.abs(places[:, None] - places[None, :]) / (places[-1] - places[0])
    agree: Vector = 1 - apart ** (1 if kind == "linear" else 2)
    return agree


def _corrected(observed: Vector, expected: Vector, used: Vector) -> Vector:
    """Return (observed - expected) / (1 - expected), where two categories are used or more."""
    possible = (np.sum(used > 0, axis=1) >= 2) & (expected < 1)
    return np.where(possible, (observed - expected) / np.where(possible, 1 - expected, 1), np.nan)


def _observed(codes: Codes, counts: Vector, table: Vector | None, weights: Vector) -> Vector:
    """Return the mean over units of the agreement in the pairs of their values."""
    agreeing = np.zeros(len(codes))
    for both, one, other in column_pairs(codes):
        agreeing[both] += one == other if table is None else table[one, other]
    shared = counts >= 2
    pairs = np.where(shared, counts * (counts - 1) / 2, 1)
    units = weights @ shared.astype(np.float64)
    found = weights @ (agreeing / pairs)
    return np.where(units > 0, found / np.where(units > 0, units, 1), np.nan)


def percent(ratings: Vector, weights: Vector | None = None) -> Vector:
    """Return the proportion of agreement.

    The mean over units of the share of agreeing pairs among the pairs of the unit's values; with
    two coders, the share of units on which they agree. It is not corrected for chance.

    Missing data: a unit with fewer than two values does not count.

    Degenerate cases: NaN without a shared unit. Without variation it is 1, which says little.

    Parameters
    ----------
    ratings : array of shape (units, coders)
        NaN where a coder gave no value.
    weights : array of shape (resamples, units), optional
        How often each unit counts; once when left out.

    Returns
    -------
    array of shape (resamples,)
        From 0 to 1.

    References
    ----------
    Fleiss, J. L. (1971). Psychological Bulletin 76(5), 378–382, eq. 2 and 3.
    https://doi.org/10.1037/h0031619
    Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th ed., chapter 2.

    Examples
    --------
    >>> percent(np.array([[1.0, 1.0, 2.0], [1.0, 1.0, np.nan]])).round(3).tolist()
    [0.667]
    """
    codes = index_values(ratings, values_of(ratings))
    return _observed(codes, count_values(ratings), None, unit_weights(ratings, weights))


def cohen_kappa(
    ratings: Vector,
    weights: Vector | None = None,
    *,
    kind: str = "identity",
    table: Vector | None = None,
) -> Vector:
    """Return Cohen's kappa of two coders, weighted where asked.

    kappa = (p_o - p_e) / (1 - p_e), p_o = sum_ck w_ck p_ck and p_e = sum_ck w_ck p_c. p_.k, with
    p_ck the share of units that the first coder gave c and the second k, p_c. and p_.k the shares
    of each coder alone, and w_ck how much c and k agree.

    Missing data: a unit that either coder did not give a value does not count.

    Degenerate cases: NaN without a shared unit, and NaN where all values are the same. It is 0
    where one coder never varies and the other does.

    Parameters
    ----------
    ratings : array of shape (units, 2)
        NaN where a coder gave no value.
    weights : array of shape (resamples, units), optional
        How often each unit counts; once when left out.
    kind : {"identity", "linear", "quadratic"}
        Which agreement weights.
    table : array of shape (categories, categories), optional
        Agreement weights of one's own, for the values that occur from low to high.

    Returns
    -------
    array of shape (resamples,)
        Kappa.

    References
    ----------
    Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological
    Measurement 20(1), 37–46. https://doi.org/10.1177/001316446002000104
    Cohen, J. (1968), as for :func:`agreement_weights`.

    Examples
    --------
    >>> cohen_kappa(np.array([[1.0, 1.0], [1.0, 2.0], [2.0, 2.0], [2.0, 2.0]])).tolist()
    [0.5]
    """
    both = count_values(ratings) == 2
    shares = unit_weights(ratings, weights)[:, both]
    ratings = ratings[both]
    if not len(ratings):
        return np.full(len(shares), np.nan)
    values = values_of(ratings)
    codes = index_values(ratings, values)
    agree = agreement_weights(values, kind) if table is None else table
    units = np.maximum(shares.sum(axis=1), 1)
    each = np.ones(len(ratings))
    first = total_by_value(codes[:, :1], len(values), shares, each) / units[:, None]
    second = total_by_value(codes[:, 1:], len(values), shares, each) / units[:, None]
    observed = shares @ agree[codes[:, 0], codes[:, 1]] / units
    expected = np.sum((first @ agree) * second, axis=1)
    return _corrected(observed, expected, first + second)


def _prevalence(codes: Codes, counts: Vector, size: int, weights: Vector) -> Vector:
    """Return the mean over units of the share of each category among the unit's values."""
    rated = counts >= 1
    share = np.where(rated, 1 / np.maximum(counts, 1), 0)
    units = np.maximum(weights @ rated.astype(np.float64), 1)
    return total_by_value(codes, size, weights, share) / units[:, None]


def fleiss_kappa(ratings: Vector, weights: Vector | None = None) -> Vector:
    """Return Fleiss' kappa of any number of coders.

    kappa = (p_a - p_e) / (1 - p_e): p_a as in :func:`percent`, p_e = sum_c pi_c², with pi_c the
    mean over units of the share of their values that is c.

    Missing data: Fleiss has the same number of values for every unit; where the number differs
    this is Gwet's generalisation, in which units with one value count for pi_c only.

    Degenerate cases: NaN without a shared unit, and NaN where all values are the same, those of
    units with one value among them.

    Parameters
    ----------
    ratings : array of shape (units, coders)
        NaN where a coder gave no value.
    weights : array of shape (resamples, units), optional
        How often each unit counts; once when left out.

    Returns
    -------
    array of shape (resamples,)
        Kappa.

    References
    ----------
    Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological
    Bulletin 76(5), 378–382. https://doi.org/10.1037/h0031619
    Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th ed., chapter 2.

    Examples
    --------
    >>> fleiss_kappa(np.array([[1.0, 1.0], [1.0, 2.0], [2.0, 2.0], [2.0, 2.0]])).round(4).tolist()
    [0.4667]
    """
    values = values_of(ratings)
    codes, counts = index_values(ratings, values), count_values(ratings)
    shares = unit_weights(ratings, weights)
    prevalence = _prevalence(codes, counts, len(values), shares)
    observed = _observed(codes, counts, None, shares)
    return _corrected(observed, np.sum(prevalence**2, axis=1), prevalence)


def gwet_ac(
    ratings: Vector,
    weights: Vector | None = None,
    *,
    categories: Vector | None = None,
    kind: str = "identity",
) -> Vector:
    """Return Gwet's AC1, or with weights AC2, of any number of coders.

    (p_a - p_e) / (1 - p_e), with p_a the weighted agreement of :func:`percent`, q categories, and
    p_e = sum_ck w_ck / (q (q - 1)) · sum_c pi_c (1 - pi_c); pi_c as in :func:`fleiss_kappa`.

    Missing data: units with one value count for pi_c only.

    Degenerate cases: NaN without a shared unit, and NaN with one category. Where all values, those
    of units with one value among them, are the same it would be 1 whatever the coders did; that
    too is NaN here.

    Parameters
    ----------
    ratings : array of shape (units, coders)
        NaN where a coder gave no value.
    weights : array of shape (resamples, units), optional
        How often each unit counts; once when left out.
    categories : array, optional
        All categories there were to choose from, low to high; those that occur when left out.
    kind : {"identity", "linear", "quadratic"}
        Which agreement weights; identity gives AC1.

    Returns
    -------
    array of shape (resamples,)
        The coefficient.

    References
    ----------
    Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high
    agreement. British Journal of Mathematical and Statistical Psychology 61(1), 29–48.
    https://doi.org/10.1348/000711006X126600
    Gwet, K. L. (2014). Handbook of inter-rater reliability, 4th ed., chapters 2 and 3.

    Examples
    --------
    >>> gwet_ac(np.array([[1.0, 1.0], [1.0, 2.0], [2.0, 2.0], [2.0, 2.0]])).round(4).tolist()
    [0.5294]
    """
    shares = unit_weights(ratings, weights)
    values = values_of(ratings) if categories is None else categories
    size = len(values)
    if size < 2:
        return np.full(len(shares), np.nan)
    codes, counts = index_values(ratings, values), count_values(ratings)
    table = agreement_weights(values, kind)
    prevalence = _prevalence(codes, counts, size, shares)
    spread = np.sum(prevalence * (1 - prevalence), axis=1)
    expected = table.sum() / (size * (size - 1)) * spread
    observed = _observed(codes, counts, table, shares)
    return _corrected(observed, expected, prevalence)
