"""Krippendorff's alpha for values of given units."""

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

__all__ = ["METRICS", "krippendorff_alpha"]

METRICS = ("nominal", "ordinal", "interval", "ratio")
"""The levels of measurement."""


def _ratio_difference(one: Vector, other: Vector) -> Vector:
    one, other = one / 4, other / 4  # so that the sum of the largest numbers exists
    total = one + other
    apart: Vector = np.where(total == 0, 0.0, (one - other) / np.where(total == 0, 1.0, total))
    return apart**2


def _observed(codes: Codes, values: Vector, metric: str, weights: Vector, share: Vector) -> Vector:
    """Return the weighted sum over units of the differences in each pair of its values."""
    differences = np.zeros(len(codes))
    for both, one, other in column_pairs(codes):
        if metric == "nominal":
            differences[both] += one != other
        elif metric == "interval":
            differences[both] += (values[one] - values[other]) ** 2
        else:
            differences[both] += _ratio_difference(values[one], values[other])
    return weights @ (differences * share)


def _observed_ordinal(codes: Codes, ranks: Vector, weights: Vector, share: Vector) -> Vector:
    """Return the same for ranks, which differ from resample to resample."""
    found = np.zeros(len(weights))
    for both, one, other in column_pairs(codes):
        squared = (ranks[:, one] - ranks[:, other]) ** 2
        found += np.sum(weights[:, both] * share[both] * squared, axis=1)
    return found


def _expected(totals: Vector, values: Vector, metric: str) -> Vector:
    """Return the sum over all pairs of values, whatever their unit, of their differences."""
    size: Vector = totals.sum(axis=1)
    found: Vector
    if metric == "nominal":
        found = (size**2 - np.sum(totals**2, axis=1)) / 2
    elif metric == "ratio":
        table = _ratio_difference(values[:, None], values[None, :])
        found = np.sum((totals @ table) * totals, axis=1) / 2
    else:
        # With the mean at zero nothing is lost where numbers are large and close together.
        centred = values - (totals @ values / np.maximum(size, 1))[:, None]
        found = size * np.sum(totals * centred**2, axis=1) - np.sum(totals * centred, axis=1) ** 2
    return found


def krippendorff_alpha(
    ratings: Vector, metric: str = "nominal", weights: Vector | None = None
) -> Vector:
    """Return Krippendorff's alpha.

    With n values in units that have at least two, m_u of them in unit u and n_c times the value c,
    alpha = 1 - (n - 1) sum_u [sum_{i<j} d(c_ui, c_uj) / (m_u - 1)] / sum_{c<k} n_c n_k d(c, k).
    The difference d is 1 for unlike nominal values; ((n_c + n_k) / 2 + the number of values
    between c and k) squared for ordinal ones, which is the squared difference of their mean ranks;
    (c - k)² for interval and ((c - k) / (c + k))² for ratio values.

    Missing data: a coder may miss any unit; a unit with fewer than two values counts nowhere.

    Degenerate cases: NaN without a unit that two coders gave a value (no shared units), and NaN
    where all values are the same (no variation: nothing by nothing). Ratio values start at 0.

    Parameters
    ----------
    ratings : array of shape (units, coders)
        NaN where a coder gave no value.
    metric : {"nominal", "ordinal", "interval", "ratio"}
        Level of measurement.
    weights : array of shape (resamples, units), optional
        How often each unit counts; once when left out.

    Returns
    -------
    array of shape (resamples,)
        Alpha; one element without ``weights``.

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability, sections C to E.
    https://repository.upenn.edu/asc_papers/43
    Hayes, A. F. and Krippendorff, K. (2007). Answering the call for a standard reliability measure
    for coding data. Communication Methods and Measures 1(1), 77–89.
    https://doi.org/10.1080/19312450709336664

    Examples
    --------
    >>> two = np.array([[1, 0], [1, 1], [0, 1], [0, 0], [0, 0], [0, 1], [0, 0], [0, 1], [0, 0],
    ...                 [0, 0]], dtype=float)
    >>> krippendorff_alpha(two).round(3).tolist()
    [0.095]
    """
    chosen = count_values(ratings) >= 2
    weights = unit_weights(ratings, weights)[:, chosen]
    ratings = ratings[chosen]
    if not len(ratings):
        return np.full(len(weights), np.nan)
    values = values_of(ratings)
    codes = index_values(ratings, values)
    if metric == "interval":
        values = within_range(values)
    totals = total_by_value(codes, len(values), weights, np.ones(len(ratings)))
    share = 1 / (count_values(ratings) - 1)
    if metric == "ordinal":
        ranks = np.cumsum(totals, axis=1) - totals / 2
        observed = _observed_ordinal(codes, ranks, weights, share)
        size = totals.sum(axis=1)
        ranks = ranks - (size / 2)[:, None]  # the mean of mean ranks
        expected = size * np.sum(totals * ranks**2, axis=1)
    else:
        observed = _observed(codes, values, metric, weights, share)
        expected = _expected(totals, values, metric)
    varies = (np.sum(totals > 0, axis=1) >= 2) & (expected > 0)
    quotient = observed / np.where(varies, expected, 1)
    return np.where(varies, 1 - (totals.sum(axis=1) - 1) * quotient, np.nan)
