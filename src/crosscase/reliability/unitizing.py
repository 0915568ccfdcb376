"""Krippendorff's alpha for unitizing: agreement on where units lie in a text and what they are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from crosscase.reliability.marks import (
    Marks,
    Parts,
    cut_parts,
    intersections,
    sum_into,
)
from crosscase.reliability.ratings import Codes, Vector

__all__ = ["CodeLengths", "Lengths", "measure_codes", "measure_lengths"]

_BLOCK = 1 << 18
"""So many intersections are compared at once, which bounds the memory."""


def _quotient(observed: Vector, expected: Vector, defined: NDArray[np.bool_]) -> Vector:
    return np.where(defined, 1 - observed / np.where(defined, expected, 1), np.nan)


@dataclass(frozen=True)
class Lengths:
    """The lengths that the coefficients rest on, by document, in code points.

    Parameters
    ----------
    total : array of shape (documents,)
        The length of the document once for each coder.
    agreed, gaps, valued : array of shape (documents,)
        Of the intersections of all ordered pairs of coders, by coders less one: the length where
        both have the same value; where both have a gap; where both have a unit.
    document, value : array of shape (cells,)
        A document and a value that occurs in it; value 0 is a gap.
    length, square : array of shape (cells,)
        The length with that value, over coders; the sum of the squared lengths of its units (of a
        gap the length itself: its code points are no unit).
    paired, paired_square : array of shape (cells,)
        The same for that part of each unit that meets units of others: the mean over the others.
    values : int
        How many values there are, gaps included.
    """

    total: Vector
    agreed: Vector
    gaps: Vector
    valued: Vector
    document: Codes
    value: Codes
    length: Vector
    square: Vector
    paired: Vector
    paired_square: Vector
    values: int

    def _by_value(self, amount: Vector, weights: Vector) -> Vector:
        return np.stack(
            [sum_into(self.value, amount * row[self.document], self.values) for row in weights]
        )

    def family(self, weights: Vector | None = None) -> tuple[Vector, Vector, Vector]:
        """Return the alphas of the whole: of units and values, of units alone, of values alone.

        With l_ck the length of the intersections of segments valued c and k of all ordered pairs
        of coders, divided by the number of coders less one, l_c its margins and l its sum,
        u-alpha = 1 - (l - sum_c l_cc) / (l - sum_c e_cc), where
        e_ck = l (l_c l_k - [c = k] S_c) / (l² - sum_c S_c) and S_c is the sum of the squared
        lengths of the segments valued c, so that no unit is expected to meet itself; for gaps,
        whose code points are no unit, it is their length. The binary u-alpha tells units from
        gaps only. cu-alpha has the same form over the text in which two coders have a unit: each
        unit counts there as long as, in the mean, it meets units of another coder.

        Where a coder's segments of different codes overlap, the set of codes is the value.

        Missing data: none; documents that not all coders read are left out beforehand.

        Degenerate cases: NaN where there is one value only; cu-alpha where units do not meet.

        Parameters
        ----------
        weights : array of shape (resamples, documents), optional
            How often each document counts; once when left out.

        Returns
        -------
        tuple of array of shape (resamples,)
            u-alpha, binary u-alpha, cu-alpha.

        References
        ----------
        Krippendorff, K., Mathet, Y., Bouvry, S. and Widlöcher, A. (2016). On the reliability of
        unitizing textual continua: further developments. Quality & Quantity 50(6), 2347–2364.
        https://doi.org/10.1007/s11135-015-0266-1
        Krippendorff, K. (2019). Content analysis, 4th ed., section 12.6, eq. 32–37.
        """
        rows = np.ones((1, len(self.total))) if weights is None else weights
        whole, agreed, gaps = rows @ self.total, rows @ self.agreed, rows @ self.gaps
        length = self._by_value(self.length, rows)
        squares = self._by_value(self.square, rows).sum(axis=1)
        spread = whole**2 - np.sum(length**2, axis=1)
        scale = np.where(whole > 0, whole / np.maximum(whole**2 - squares, 1), 0)
        varies = np.sum(length > 0, axis=1) >= 2
        alpha = _quotient(whole - agreed, scale * spread, varies)
        gap = length[:, 0]
        binary = _quotient(gap - gaps, scale * gap * (whole - gap), (gap > 0) & (gap < whole))
        meeting = rows @ self.valued
        paired = self._by_value(self.paired, rows)
        self_paired = self._by_value(self.paired_square, rows).sum(axis=1)
        varies = np.sum(paired > 0, axis=1) >= 2
        room = np.where(varies, meeting**2 - self_paired, 1)
        expected = meeting * (meeting**2 - np.sum(paired**2, axis=1)) / room
        coding = _quotient(meeting - (agreed - gaps), expected, varies)
        return alpha, binary, coding


@dataclass(frozen=True)
class CodeLengths:
    """The lengths that the coefficients of single codes rest on, by document and code.

    Parameters
    ----------
    total : array of shape (documents, codes)
        The length of the document once for each coder; 0 where it was not read for the code.
    length, square, agreed : array of shape (documents, codes)
        Length of the code's units over coders, sum of their squares, and length on which ordered
        pairs of coders agree, divided by the number of coders less one.
    paired, paired_square : array of shape (documents, codes)
        The same for that part of each unit that meets units, whatever their code.
    valued : array of shape (documents,)
        Length of the intersections in which both have a unit.
    """

    total: Vector
    length: Vector
    square: Vector
    agreed: Vector
    paired: Vector
    paired_square: Vector
    valued: Vector

    def alone(self, weights: Vector | None = None) -> Vector:
        """Return u-alpha of every code on its own: its units against everything else.

        The formula of :meth:`Lengths.family` with one value and gaps.

        Parameters
        ----------
        weights : array of shape (resamples, documents), optional
            How often each document counts.

        Returns
        -------
        array of shape (resamples, codes)
            NaN where no coder marked the code, or all marked all text.
        """
        rows = np.ones((1, len(self.total))) if weights is None else weights
        whole, length = rows @ self.total, rows @ self.length
        gap = whole - length
        room = whole**2 - rows @ self.square - gap
        defined = (length > 0) & (gap > 0)
        observed = (length - rows @ self.agreed) * room
        return _quotient(observed, whole * length * gap, defined)

    def among_units(self, weights: Vector | None = None) -> Vector:
        """Return (k)u-alpha of every code k: how well it is told from the other codes.

        1 - (e_k / l_k) (l_k - l_kk) / (e_k - e_kk), over the text in which two coders have a
        unit, as for cu-alpha (Krippendorff and others 2016; Krippendorff 2019, eq. 38).

        Parameters
        ----------
        weights : array of shape (resamples, documents), optional
            How often each document counts.

        Returns
        -------
        array of shape (resamples, codes)
            NaN where no unit of the code meets a unit of another coder, or none of another code
            does.
        """
        rows = np.ones((1, len(self.total))) if weights is None else weights
        meeting = (rows @ self.valued)[:, None]
        paired = rows @ self.paired
        defined = (paired > 0) & (paired < meeting * (1 - 1e-12))
        observed = (paired * meeting - rows @ self.paired_square) * (paired - rows @ self.agreed)
        return _quotient(observed, paired**2 * (meeting - paired), defined)


def _part_of(parts: Parts, at: Codes) -> Codes:
    return np.searchsorted(parts.bounds, at, side="right") - 1


def _compare(marks: Marks, parts: tuple[Parts, ...]) -> tuple[Vector, Vector, Vector, list[Vector]]:
    """Go through the intersections: agreed, gaps and valued by document; paired by part."""
    documents, others = len(marks.lengths), marks.coders - 1
    agreed, gaps, valued = (np.zeros(documents) for _ in range(3))
    paired = [np.zeros(len(one.value)) for one in parts]
    bounds = intersections(parts)
    for first in range(0, len(bounds) - 1, _BLOCK):
        cut = bounds[first : first + _BLOCK + 1]
        at, width = cut[:-1], np.diff(cut).astype(np.float64)
        document = np.searchsorted(marks.offsets, at, side="right") - 1
        part = [_part_of(one, at) for one in parts]
        value = [one.value[index] for one, index in zip(parts, part, strict=True)]
        units = np.sum([one > 0 for one in value], axis=0)
        same = np.zeros(len(at))
        for one, other in combinations(value, 2):
            same += one == other
        empty = marks.coders - units
        agreed += sum_into(document, 2 * same * width, documents)
        gaps += sum_into(document, empty * (empty - 1) * width, documents)
        valued += sum_into(document, units * (units - 1) * width, documents)
        for coder, index in enumerate(part):
            met = np.where(value[coder] > 0, (units - 1) * width, 0)
            lowest = index[0]
            found = sum_into(index - lowest, met, 0)
            paired[coder][lowest : lowest + len(found)] += found
    # Divided last, so that sums stay whole numbers.
    return agreed / others, gaps / others, valued / others, [one / others for one in paired]


def measure_lengths(marks: Marks) -> tuple[Lengths, Vector, Vector]:
    """Measure the intersections of all coders' segments.

    Works on the places where a segment starts or ends, never on single code points: with s
    segments of m coders it takes time in the order of s log s + m² s.

    Parameters
    ----------
    marks : Marks
        Merged segments of two or more coders.

    Returns
    -------
    Lengths
        What the coefficients of the whole rest on.
    array of shape (documents, codes), array of shape (documents, codes)
        ``paired`` and ``paired_square`` of single codes, for :func:`measure_codes`.
    """
    parts, holds = cut_parts(marks)
    agreed, gaps, valued, paired = _compare(marks, parts)
    values, documents = len(holds), len(marks.lengths)
    value = np.concatenate([one.value for one in parts])
    length = np.concatenate([np.diff(one.bounds) for one in parts]).astype(np.float64)
    starts = np.concatenate([one.bounds[:-1] for one in parts])
    document = np.searchsorted(marks.offsets, starts, side="right") - 1
    met = np.concatenate(paired)
    cells, cell = np.unique(document * values + value, return_inverse=True)
    amounts = [
        sum_into(cell, amount, len(cells))
        for amount in (length, np.where(value > 0, length**2, length), met, met**2)
    ]
    lengths = Lengths(
        marks.coders * marks.lengths.astype(np.float64),
        agreed,
        gaps,
        valued,
        cells // values,
        cells % values,
        amounts[0],
        amounts[1],
        amounts[2],
        amounts[3],
        values,
    )
    by_code = [np.zeros((documents, marks.codes)) for _ in range(2)]
    for table, amount in zip(by_code, amounts[2:], strict=True):
        for code in range(marks.codes):
            share = amount * holds[lengths.value, code]
            table[:, code] = sum_into(lengths.document, share, documents)
    return lengths, by_code[0], by_code[1]


def measure_codes(
    marks: Marks, paired: Vector, paired_square: Vector, valued: Vector, read: Vector
) -> CodeLengths:
    """Measure, code by code, the segments and the text on which coders agree.

    Parameters
    ----------
    marks : Marks
        Merged segments of two or more coders.
    paired, paired_square : array of shape (documents, codes)
        As :func:`measure_lengths` gives them.
    valued : array of shape (documents,)
        As in :class:`Lengths`.
    read : array of shape (documents, codes)
        1 where all coders read the document for the code, else 0.

    Returns
    -------
    CodeLengths
        What the coefficients of single codes rest on.
    """
    size = (len(marks.lengths), marks.codes)
    cell = marks.document * marks.codes + marks.code
    width = (marks.end - marks.start).astype(np.float64)
    at = np.concatenate((marks.start, marks.end)) + np.tile(marks.offsets[marks.document], 2)
    change = np.repeat([1, -1], len(marks.start))
    where = np.tile(cell, 2)
    # Ends before starts: at a shared offset the count never rises above the number of coders.
    order = np.lexsort((change, at, where))
    at, where, depth = at[order], where[order], np.cumsum(change[order])
    between = np.diff(at, append=at[-1:]).astype(np.float64)
    both = np.where(depth > 0, depth * (depth - 1) * between / (marks.coders - 1), 0)
    area = size[0] * size[1]
    return CodeLengths(
        marks.coders * marks.lengths.astype(np.float64)[:, None] * read,
        sum_into(cell, width, area).reshape(size),
        sum_into(cell, width**2, area).reshape(size),
        sum_into(where, both, area).reshape(size),
        paired,
        paired_square,
        valued,
    )
