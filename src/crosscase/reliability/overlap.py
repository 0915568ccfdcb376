"""Precision, recall and F1 of the text that two coders marked."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from crosscase.reliability.marks import Marks, merge_marks, narrow_marks, sum_into
from crosscase.reliability.ratings import Codes, Vector

__all__ = ["Overlap", "measure_overlap"]


@dataclass(frozen=True)
class Overlap:
    """Marked text by document and code, in code points.

    Parameters
    ----------
    reference, other : array of shape (documents, codes)
        What the first coder marked, and the second.
    found, right : array of shape (documents, codes)
        How much of the first coder's text lies within the second's, and of the second's within
        the first's.
    """

    reference: Vector
    other: Vector
    found: Vector
    right: Vector

    def scores(self, weights: Vector | None = None) -> tuple[Vector, Vector, Vector]:
        """Return precision, recall and their harmonic mean, of every code.

        Precision is the share of the second coder's text that lies within the first's, recall
        the share of the first coder's that lies within the second's; F1 = 2 p r / (p + r), which
        does not depend on who is first.

        Missing data: none; documents that not both coders read are left out beforehand.

        Degenerate cases: NaN where the coder whose share it is marked nothing; F1 is 0 where one
        marked something and the other nothing, and NaN where neither did.

        Parameters
        ----------
        weights : array of shape (resamples, documents), optional
            How often each document counts; once when left out.

        Returns
        -------
        tuple of array of shape (resamples, codes)
            Precision, recall, F1.

        References
        ----------
        Van Rijsbergen, C. J. (1979). Information retrieval, 2nd ed., chapter 7.
        """
        rows = np.ones((1, len(self.other))) if weights is None else weights
        reference, other = rows @ self.reference, rows @ self.other
        precision = np.where(other > 0, rows @ self.right / np.where(other > 0, other, 1), np.nan)
        found = rows @ self.found / np.where(reference > 0, reference, 1)
        recall = np.where(reference > 0, found, np.nan)
        p, r = np.nan_to_num(precision), np.nan_to_num(recall)
        mean = np.where(p + r > 0, 2 * p * r / np.where(p + r > 0, p + r, 1), 0.0)
        return precision, recall, np.where((reference > 0) | (other > 0), mean, np.nan)


def _widen(marks: Marks, tolerance: int) -> Marks:
    limits = marks.lengths[marks.document]
    wider = replace(
        marks,
        start=np.maximum(marks.start - tolerance, 0),
        end=np.minimum(marks.end + tolerance, limits),
    )
    return merge_marks(wider, touching=True)


def _line(marks: Marks) -> tuple[Codes, Codes]:
    """Return starts and ends with the texts of every code laid end to end."""
    shift = marks.code * marks.total + marks.offsets[marks.document]
    return marks.start + shift, marks.end + shift


def _within(marks: Marks, cover: Marks) -> Vector:
    """Return how much of each segment lies within others of the same code, which are disjoint."""
    starts, ends = _line(cover)
    before = np.concatenate(([0], np.cumsum(ends - starts)))

    def covered(at: Codes) -> Codes:
        place = np.searchsorted(starts, at, side="right")
        reach = np.minimum(at, ends[place - 1]) - starts[place - 1]
        return np.where(place > 0, before[place - 1] + reach, 0)

    if not len(starts):
        return np.zeros(len(marks.start))
    first, last = _line(marks)
    return (covered(last) - covered(first)).astype(np.float64)


def measure_overlap(marks: Marks, tolerance: int = 0) -> Overlap:
    """Measure how much of the text one coder marked lies within what the other marked.

    Parameters
    ----------
    marks : Marks
        Merged segments of two coders; the first is the reference.
    tolerance : int
        Text counts as within a segment up to so many code points before and after it.

    Returns
    -------
    Overlap
        By document and code.

    Examples
    --------
    >>> marks = Marks(np.array([0, 1]), np.array([0, 0]), np.array([0, 0]), np.array([0, 4]),
    ...               np.array([8, 10]), 2, 1, np.array([20]))
    >>> [round(float(one[0, 0]), 3) for one in measure_overlap(marks).scores()]
    [0.667, 0.5, 0.571]
    >>> [round(float(one[0, 0]), 3) for one in measure_overlap(marks, 2).scores()]
    [1.0, 0.75, 0.857]
    """
    size = (len(marks.lengths), marks.codes)

    def table(of: Marks, amount: Vector) -> Vector:
        return sum_into(of.document * of.codes + of.code, amount, size[0] * size[1]).reshape(size)

    one, two = (
        merge_marks(narrow_marks(marks, np.flatnonzero(marks.coder == coder)), touching=True)
        for coder in (0, 1)
    )
    return Overlap(
        table(one, (one.end - one.start).astype(np.float64)),
        table(two, (two.end - two.start).astype(np.float64)),
        table(one, _within(one, _widen(two, tolerance))),
        table(two, _within(two, _widen(one, tolerance))),
    )
