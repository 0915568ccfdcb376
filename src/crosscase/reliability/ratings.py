"""Ratings on plain arrays, and the sums that the coefficients share.

A table of ratings has a row a unit and a column a coder; a value nobody gave is NaN. Values that
are names are numbered beforehand. Equal rows are kept once: ``weights`` says how often a row
counts, with a row for each resample, so that one call computes all resamples.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Codes",
    "Vector",
    "column_pairs",
    "count_values",
    "index_values",
    "tally_rows",
    "total_by_value",
    "unit_weights",
    "values_of",
    "within_range",
]

Vector = NDArray[np.float64]
"""An array of real numbers of any shape."""

Codes = NDArray[np.int64]
"""An array of indices; -1 stands for a value nobody gave."""

_SQUARED = 400
"""Numbers up to two to this power, or down to minus it, can be squared and summed."""


def tally_rows(ratings: Vector) -> tuple[Vector, Codes]:
    """Keep every different row once.

    Parameters
    ----------
    ratings : array of shape (units, coders)
        NaN where a coder gave no value.

    Returns
    -------
    array of shape (patterns, coders), array of shape (units,)
        The different rows, and the index of each unit's row among them.

    Examples
    --------
    >>> rows, row_of = tally_rows(np.array([[2.0, np.nan], [1.0, 1.0], [2.0, np.nan]]))
    >>> len(rows), row_of.tolist()
    (2, [1, 0, 1])
    """
    values = values_of(ratings)
    codes = index_values(ratings, values) + 1
    base = len(values) + 1
    if base ** ratings.shape[1] < 2**62:
        # A row as one number: far quicker to sort.
        keys = codes @ (base ** np.arange(ratings.shape[1], dtype=np.int64)[::-1])
        _, first, row_of = np.unique(keys, return_index=True, return_inverse=True)
    else:
        _, first, row_of = np.unique(codes, axis=0, return_index=True, return_inverse=True)
    return ratings[first], row_of.reshape(-1).astype(np.int64)


def unit_weights(ratings: Vector, weights: Vector | None) -> Vector:
    """Return how often each row counts, with a row for each resample.

    Parameters
    ----------
    ratings : array of shape (rows, coders)
        The ratings.
    weights : array of shape (resamples, rows), optional
        As given; every row counts once when left out.

    Returns
    -------
    array of shape (resamples, rows)
        The weights.
    """
    return np.ones((1, len(ratings))) if weights is None else weights


def count_values(ratings: Vector) -> Vector:
    """Count the values of each unit.

    Parameters
    ----------
    ratings : array of shape (rows, coders)
        The ratings.

    Returns
    -------
    array of shape (rows,)
        How many coders gave a value.
    """
    counts: Vector = np.sum(~np.isnan(ratings), axis=1).astype(np.float64)
    return counts


def values_of(ratings: Vector) -> Vector:
    """Return the different values that occur, from low to high.

    Parameters
    ----------
    ratings : array
        Ratings in any shape.

    Returns
    -------
    array of shape (values,)
        The values.
    """
    return np.unique(ratings[~np.isnan(ratings)])


def index_values(ratings: Vector, values: Vector) -> Codes:
    """Return the place of every rating among the values.

    Parameters
    ----------
    ratings : array
        Ratings in any shape.
    values : array of shape (values,)
        From low to high, with every value that occurs.

    Returns
    -------
    array
        Of the same shape as the ratings; -1 where there is none.
    """
    missing = np.isnan(ratings)
    codes = np.searchsorted(values, np.where(missing, 0.0, ratings))
    return np.where(missing, -1, codes).astype(np.int64)


def within_range(values: Vector) -> Vector:
    """Return very large or very small numbers in another measure, so that their squares exist.

    Parameters
    ----------
    values : array of shape (values,)
        Numbers.

    Returns
    -------
    array of shape (values,)
        The numbers themselves, or all of them times one power of two.

    Examples
    --------
    >>> within_range(np.array([1.0, 3.0])).tolist()
    [1.0, 3.0]
    >>> within_range(np.array([0.0, 2.0**1000])).tolist()
    [0.0, 0.5]
    """
    exponent = int(np.frexp(np.max(np.abs(values), initial=0.0))[1])
    return values if abs(exponent) <= _SQUARED else np.ldexp(values, -exponent)


def total_by_value(codes: Codes, size: int, weights: Vector, share: Vector) -> Vector:
    """Sum over the ratings of each value the weights of their units.

    Parameters
    ----------
    codes : array of shape (rows, coders)
        Places of the values.
    size : int
        How many values there are.
    weights : array of shape (resamples, rows)
        How often each row counts.
    share : array of shape (rows,)
        What one rating of a row counts.

    Returns
    -------
    array of shape (resamples, values)
        The totals.
    """
    row, _ = np.nonzero(codes >= 0)
    code = codes[codes >= 0]
    order = np.argsort(code, kind="stable")
    row, code = row[order], code[order]
    totals = np.zeros((len(weights), size))
    if len(code):
        present, starts = np.unique(code, return_index=True)
        totals[:, present] = np.add.reduceat(weights[:, row] * share[row], starts, axis=1)
    return totals


def column_pairs(codes: Codes) -> Iterator[tuple[NDArray[np.bool_], Codes, Codes]]:
    """Go through the pairs of coders.

    Parameters
    ----------
    codes : array of shape (rows, coders)
        Places of the values.

    Yields
    ------
    tuple of array
        Which rows both coders gave a value, and the values of the first and the second there.
    """
    for one, other in combinations(range(codes.shape[1]), 2):
        both = (codes[:, one] >= 0) & (codes[:, other] >= 0)
        yield both, codes[both, one], codes[both, other]
