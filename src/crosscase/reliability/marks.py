"""Marked text as arrays: segments of coders and codes, merged and cut into parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crosscase.reliability.ratings import Codes, Vector

__all__ = [
    "Marks",
    "Parts",
    "cut_parts",
    "intersections",
    "merge_marks",
    "narrow_marks",
    "sum_into",
]

_BITS = 62
"""So many codes fit in one whole number without its sign."""


@dataclass(frozen=True)
class Marks:
    """Segments that coders marked with codes in one or more texts.

    Parameters
    ----------
    coder, code, document : array of int
        Of each segment: index of its coder, code and document.
    start, end : array of int
        Half-open offsets in code points in its document.
    coders, codes : int
        How many there are.
    lengths : array of int
        Code points of each document.
    """

    coder: Codes
    code: Codes
    document: Codes
    start: Codes
    end: Codes
    coders: int
    codes: int
    lengths: Codes

    @property
    def offsets(self) -> Codes:
        """Where each document starts when they are laid end to end."""
        return np.concatenate(([0], np.cumsum(self.lengths)[:-1])).astype(np.int64)

    @property
    def total(self) -> int:
        """Code points of all documents."""
        return int(self.lengths.sum())


@dataclass(frozen=True)
class Parts:
    """One coder's texts, laid end to end and cut where a segment or document starts or ends.

    Parameters
    ----------
    bounds : array of int
        Increasing offsets, the first 0 and the last the total length.
    value : array of int
        Of each part between two bounds: 0 where nothing is marked, else the number of the set of
        codes that is marked there.
    """

    bounds: Codes
    value: Codes


def narrow_marks(marks: Marks, chosen: Codes) -> Marks:
    """Keep some of the segments.

    Parameters
    ----------
    marks : Marks
        Segments.
    chosen : array
        Their indices, or whether each is kept.

    Returns
    -------
    Marks
        Those segments, of the same coders, codes and documents.
    """
    return Marks(
        marks.coder[chosen],
        marks.code[chosen],
        marks.document[chosen],
        marks.start[chosen],
        marks.end[chosen],
        marks.coders,
        marks.codes,
        marks.lengths,
    )


def merge_marks(marks: Marks, *, touching: bool = False) -> Marks:
    """Merge the segments of one coder and code that overlap.

    Parameters
    ----------
    marks : Marks
        Segments in any order.
    touching : bool
        Whether two that only touch are merged too; else they stay two units.

    Returns
    -------
    Marks
        Segments sorted by coder, code, document and start; those of one coder and code are
        disjoint.

    Examples
    --------
    >>> zero = np.zeros(3, dtype=np.int64)
    >>> merged = merge_marks(Marks(zero, zero, zero, np.array([4, 0, 6]), np.array([6, 5, 9]),
    ...                            1, 1, np.array([9])))
    >>> merged.start.tolist(), merged.end.tolist()
    ([0, 6], [6, 9])
    """
    if not len(marks.start):
        return marks
    order = np.lexsort((marks.end, marks.start, marks.document, marks.code, marks.coder))
    marks = narrow_marks(marks, order)
    owner = (marks.coder * marks.codes + marks.code) * len(marks.lengths) + marks.document
    group = np.cumsum(np.concatenate(([0], owner[1:] != owner[:-1])))
    # Every group lies beyond the one before it, so that the furthest end so far is its own.
    shift = group * (int(marks.lengths.max()) + 2)
    furthest = np.maximum.accumulate(marks.end + shift)
    beyond = marks.start[1:] + shift[1:]
    apart = beyond > furthest[:-1] if touching else beyond >= furthest[:-1]
    first = np.flatnonzero(np.concatenate(([True], apart)))
    last = np.concatenate((first[1:], [len(order)])) - 1
    ends = furthest[last] - shift[last]
    kept = narrow_marks(marks, first)
    return Marks(
        kept.coder,
        kept.code,
        kept.document,
        kept.start,
        ends,
        marks.coders,
        marks.codes,
        marks.lengths,
    )


def _code_sets(marks: Marks) -> tuple[list[Codes], list[Codes]]:
    """Return the bounds of each coder's parts, and the set of codes of each part as bits."""
    words = -(-marks.codes // _BITS)
    offsets = marks.offsets
    everywhere = np.concatenate((offsets, [marks.total]))
    all_bounds, all_sets = [], []
    for coder in range(marks.coders):
        mine = narrow_marks(marks, np.flatnonzero(marks.coder == coder))
        starts, ends = mine.start + offsets[mine.document], mine.end + offsets[mine.document]
        bounds = np.unique(np.concatenate((everywhere, starts, ends)))
        change = np.zeros((len(bounds), words), dtype=np.int64)
        bit = np.left_shift(np.int64(1), mine.code % _BITS)
        np.add.at(change, (np.searchsorted(bounds, starts), mine.code // _BITS), bit)
        np.subtract.at(change, (np.searchsorted(bounds, ends), mine.code // _BITS), bit)
        all_bounds.append(bounds)
        all_sets.append(np.cumsum(change, axis=0)[:-1])
    return all_bounds, all_sets


def cut_parts(marks: Marks) -> tuple[tuple[Parts, ...], Codes]:
    """Cut every coder's texts into parts, each marked throughout with the same codes.

    Where no segments overlap the parts are the segments and the gaps between them.

    Parameters
    ----------
    marks : Marks
        Merged segments.

    Returns
    -------
    tuple of Parts
        One for each coder.
    array of shape (sets, codes)
        1 where a set of codes holds a code; the first set is empty.
    """
    bounds, sets = _code_sets(marks)
    nothing = np.zeros((1, sets[0].shape[1]), dtype=np.int64)
    known, number = np.unique(np.concatenate((nothing, *sets)), axis=0, return_inverse=True)
    ends = np.cumsum([len(one) for one in sets])[:-1]
    values = np.split(number.reshape(-1)[1:].astype(np.int64), ends)
    code = np.arange(marks.codes)
    holds = (known[:, code // _BITS] >> (code % _BITS)) & 1
    return tuple(Parts(b, v) for b, v in zip(bounds, values, strict=True)), holds


def intersections(parts: Sequence[Parts]) -> Codes:
    """Return the bounds of all coders together.

    Parameters
    ----------
    parts : sequence of Parts
        One for each coder.

    Returns
    -------
    array of int
        Increasing offsets; between two of them no coder has a bound.
    """
    return np.unique(np.concatenate([one.bounds for one in parts]))


def sum_into(place: Codes, amount: Vector, size: int) -> Vector:
    """Sum amounts by place.

    Parameters
    ----------
    place : array of int
        Where each amount belongs.
    amount : array
        The amounts.
    size : int
        How many places there are.

    Returns
    -------
    array of shape (size,)
        The sums.
    """
    return np.bincount(place, weights=amount, minlength=size).astype(np.float64)
