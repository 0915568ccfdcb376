"""Ridge regression in its dual form, on plain arrays: what it says of what it was not shown.

The model of one code is a linear one, y = Xw with ‖y − Xw‖² + λ‖w‖² least. With the Gram matrix
K = XXᵀ and M = (K + λI)⁻¹ its dual coefficients are a = My, and w = Xᵀa. Taking rows D out of the
training data needs no new inverse: the coefficients without them are a − M[:, D] M[D, D]⁻¹ a[D],
and they then say y[D] − M[D, D]⁻¹ a[D] of these rows (Rasmussen & Williams 2006, § 5.4.2, eq.
5.12, for one row; here for blocks). That makes it affordable to judge every document by a model
that has not seen it, and to choose thresholds inside what is left.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["PENALTY", "drop_rows", "invert_gram", "predict_blocks", "predict_rows"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PENALTY = 1.0
"""λ: the default of scikit-learn's Ridge, not tuned on any study."""


def invert_gram(gram: Floats, penalty: float = PENALTY) -> Floats:
    """Return the inverse of a Gram matrix with the penalty on its diagonal.

    Parameters
    ----------
    gram : array of shape (rows, rows)
        Products of all pairs of rows.
    penalty : float
        More than 0.

    Returns
    -------
    array of shape (rows, rows)
        Symmetric.
    """
    return np.asarray(np.linalg.inv(gram + penalty * np.eye(len(gram))))


def drop_rows(inverse: Floats, dual: Floats, rows: Ints) -> Floats:
    """Return the dual coefficients as they are without some rows.

    Parameters
    ----------
    inverse : array of shape (rows, rows)
        As :func:`invert_gram` returns it.
    dual : array of shape (rows, targets)
        The inverse times the targets.
    rows : array of int
        The rows to leave out.

    Returns
    -------
    array of shape (rows, targets)
        0 for the rows left out.

    Examples
    --------
    >>> gram, target = np.array([[1.0, 0.5], [0.5, 1.0]]), np.array([[1.0], [0.0]])
    >>> inverse = invert_gram(gram)
    >>> drop_rows(inverse, inverse @ target, np.array([1])).round(6).tolist()
    [[0.5], [0.0]]
    """
    block = inverse[np.ix_(rows, rows)]
    left = dual - inverse[:, rows] @ np.linalg.solve(block, dual[rows])
    left[rows] = 0.0
    return np.asarray(left)


def predict_blocks(inverse: Floats, targets: Floats, blocks: Sequence[Ints]) -> Floats:
    """Return what is said of every block of rows by the model without that block.

    Parameters
    ----------
    inverse : array of shape (rows, rows)
        As :func:`invert_gram` returns it.
    targets : array of shape (rows, targets)
        What is to be predicted.
    blocks : sequence of array of int
        Rows that are left out together; every row in one of them.

    Returns
    -------
    array of shape (rows, targets)
        Predictions.
    """
    dual = inverse @ targets
    found = np.empty_like(targets)
    for rows in blocks:
        block = inverse[np.ix_(rows, rows)]
        found[rows] = targets[rows] - np.linalg.solve(block, dual[rows])
    return found


def predict_rows(inverse: Floats, targets: Floats, without: Ints, blocks: Sequence[Ints]) -> Floats:
    """Return what is said of blocks of rows when others are left out for good.

    Parameters
    ----------
    inverse : array of shape (rows, rows)
        As :func:`invert_gram` returns it.
    targets : array of shape (rows, targets)
        What is to be predicted.
    without : array of int
        Rows left out of every model.
    blocks : sequence of array of int
        Rows that are left out together, none of them in ``without``.

    Returns
    -------
    array of shape (rows, targets)
        For every block the predictions of the model without that block and without the rows
        left out for good; NaN for these.
    """
    dual = drop_rows(inverse, inverse @ targets, without)
    found = np.full_like(targets, np.nan)
    held = np.linalg.inv(inverse[np.ix_(without, without)])
    for rows in blocks:
        across = inverse[np.ix_(rows, without)]
        block = inverse[np.ix_(rows, rows)] - across @ held @ across.T
        found[rows] = targets[rows] - np.linalg.solve(block, dual[rows])
    return found
