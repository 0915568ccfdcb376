"""Agreement on segments: every coefficient with its interval over documents."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from crosscase.reliability.estimates import FEW, RESAMPLES, Estimate, with_interval
from crosscase.reliability.marks import Marks, merge_marks, narrow_marks
from crosscase.reliability.overlap import Overlap, measure_overlap
from crosscase.reliability.ratings import Codes, Vector
from crosscase.reliability.unitizing import (
    CodeLengths,
    Lengths,
    measure_codes,
    measure_lengths,
)

__all__ = ["SegmentAgreement", "in_documents"]

FEW_DOCUMENTS = 10
"""Below so many documents an interval over documents says little."""

SHARES = ("precision", "recall", "f1")
_Three = tuple[Vector, Vector, Vector]
_Shares = tuple[_Three, _Three | None]


def in_documents(marks: Marks, documents: Codes) -> Marks:
    """Keep some documents, with their segments.

    Parameters
    ----------
    marks : Marks
        Segments.
    documents : array of int
        Indices of the documents kept, increasing.

    Returns
    -------
    Marks
        The documents numbered anew.
    """
    kept = narrow_marks(marks, np.flatnonzero(np.isin(marks.document, documents)))
    renumbered = np.searchsorted(documents, kept.document)
    return replace(kept, document=renumbered, lengths=marks.lengths[documents])


def _together(overlap: Overlap) -> Overlap:
    """Add up the codes."""
    return Overlap(
        *(
            one.sum(axis=1, keepdims=True)
            for one in (overlap.reference, overlap.other, overlap.found, overlap.right)
        )
    )


@dataclass(frozen=True)
class _Measured:
    """What was measured once; every coefficient and resample is computed from it."""

    lengths: Lengths
    codes: CodeLengths
    overlap: Overlap | None
    weights: Vector | None

    @cached_property
    def alone(self) -> tuple[Vector, Vector | None]:
        """u-alpha of every code alone, and resampled."""
        drawn = None if self.weights is None else self.codes.alone(self.weights)
        return self.codes.alone(), drawn

    @cached_property
    def among(self) -> tuple[Vector, Vector | None]:
        """(k)u-alpha of every code, and resampled."""
        drawn = None if self.weights is None else self.codes.among_units(self.weights)
        return self.codes.among_units(), drawn

    def scores(self, overlap: Overlap | None) -> _Shares | None:
        """Return precision, recall and F1, and resampled; None unless there are two coders."""
        if overlap is None:
            return None
        return overlap.scores(), None if self.weights is None else overlap.scores(self.weights)

    @cached_property
    def by_code(self) -> _Shares | None:
        """Precision, recall and F1 of every code."""
        return self.scores(self.overlap)


class SegmentAgreement:
    """Agreement of coders on the segments of texts that all of them read.

    Parameters
    ----------
    marks : Marks
        Segments in any order.
    coders : sequence of str
        Names of the coders; for precision and recall the first is the reference.
    read : array of shape (documents, codes), optional
        1 where all coders read the document for the code; everywhere when left out.
    tolerance : int
        For precision, recall and F1: so many code points beyond a segment still count as in it.
    resamples : int
        Resamples of documents for the intervals; 0 for none.
    seed : int
        Of the resamples.
    """

    def __init__(
        self,
        marks: Marks,
        coders: Sequence[str],
        *,
        read: Vector | None = None,
        tolerance: int = 0,
        resamples: int = RESAMPLES,
        seed: int = 0,
    ) -> None:
        self.marks = merge_marks(marks)
        self.coders = tuple(coders)
        documents = len(marks.lengths)
        self.read = np.ones((documents, marks.codes)) if read is None else read
        self.documents = documents
        self._weights: Vector | None = None
        if documents > 1 and resamples:
            rng = np.random.default_rng(seed)
            drawn = [rng.integers(documents, size=documents) for _ in range(resamples)]
            counted = [np.bincount(one, minlength=documents) for one in drawn]
            self._weights = np.array(counted, dtype=np.float64)
        self._measured = self._measure(tolerance) if self._comparable else None

    @property
    def _comparable(self) -> bool:
        return len(self.coders) >= 2 and self.marks.total > 0 and len(self.marks.start) > 0

    def _measure(self, tolerance: int) -> _Measured:
        lengths, paired, square = measure_lengths(self.marks)
        codes = measure_codes(self.marks, paired, square, lengths.valued, self.read)
        two = len(self.coders) == 2
        overlap = measure_overlap(self.marks, tolerance) if two else None
        return _Measured(lengths, codes, overlap, self._weights)

    def _refusal(self) -> str:
        if len(self.coders) < 2:
            return "one coder"
        return "no segments" if self.marks.total else "no shared text"

    def _estimate(
        self, name: str, n: int, value: float, drawn: Vector | None, reason: str
    ) -> Estimate:
        if math.isnan(value):
            return Estimate(name, value, n, reason=reason)
        found = Estimate(name, value, n)
        if n < FEW:
            found = found.noting("few segments", n=n)
        if self.documents == 1:
            found = found.noting("one document")
        found = with_interval(found, drawn)
        if not math.isnan(found.low) and self.documents < FEW_DOCUMENTS:
            found = found.noting("few documents", n=self.documents)
        return found

    def whole(self) -> list[Estimate]:
        """Return the alphas of the whole, then precision, recall and F1 over all codes.

        Returns
        -------
        list of Estimate
            ``n`` is the number of segments.
        """
        names = ("u-alpha", "u-alpha-binary", "cu-alpha")
        n = len(self.marks.start)
        if self._measured is None:
            return [Estimate(x, math.nan, n, reason=self._refusal()) for x in (*names, *SHARES)]
        lengths = self._measured.lengths
        values = [float(one[0]) for one in lengths.family()]
        drawn: Sequence[Vector | None] = (None, None, None)
        if self._weights is not None:
            drawn = lengths.family(self._weights)
        apart = "one code" if lengths.valued.sum() else "no meeting"
        reasons = ("no text left", "no text left", apart)
        found = []
        for name, value, draw, reason in zip(names, values, drawn, reasons, strict=True):
            estimate = self._estimate(name, n, value, draw, reason)
            if self._overlapping and not estimate.reason and name != "u-alpha-binary":
                estimate = estimate.noting("sets")
            found.append(estimate)
        overlap = self._measured.overlap
        shares = self._measured.scores(None if overlap is None else _together(overlap))
        return [*found, *self._shares(shares, 0, n)]

    @cached_property
    def _overlapping(self) -> bool:
        """Whether any coder gave the same text two codes."""
        marks = self.marks
        merged = merge_marks(replace(marks, code=np.zeros_like(marks.code), codes=1))
        return bool((merged.end - merged.start).sum() < (marks.end - marks.start).sum())

    def _shares(self, scores: _Shares | None, code: int, n: int) -> list[Estimate]:
        if scores is None:
            return [Estimate(name, math.nan, n, reason="two coders") for name in SHARES]
        values, drawn = scores
        reasons = ("nothing marked", "nothing marked", "no segments")
        found = []
        for place, name in enumerate(SHARES):
            draw = None if drawn is None else drawn[place][:, code]
            value = float(values[place][0, code])
            estimate = self._estimate(name, n, value, draw, reasons[place])
            if not estimate.reason and name != "f1":
                reference, other = self.coders
                against = ("against", {"other": other, "reference": reference})
                estimate = replace(estimate, notices=(against, *estimate.notices))
            found.append(estimate)
        return found

    def among_codes(self, code: int) -> Estimate:
        """Return how well one code is told from the others: (k)u-alpha.

        Parameters
        ----------
        code : int
            Index of the code.

        Returns
        -------
        Estimate
            ``n`` is the number of its segments.
        """
        n = int(np.sum(self.marks.code == code))
        if self._measured is None or not n:
            reason = "no segments" if self._measured is not None else self._refusal()
            return Estimate("ku-alpha", math.nan, n, reason=reason)
        values, drawn = self._measured.among
        reason = "one code" if self._measured.codes.paired[:, code].sum() else "no meeting"
        draw = None if drawn is None else drawn[:, code]
        return self._estimate("ku-alpha", n, float(values[0, code]), draw, reason)

    def one_code(self, code: int) -> list[Estimate]:
        """Return the coefficients of one code.

        Parameters
        ----------
        code : int
            Index of the code.

        Returns
        -------
        list of Estimate
            u-alpha of the code alone, (k)u-alpha, precision, recall and F1.
        """
        n = int(np.sum(self.marks.code == code))
        names = ("u-alpha", "ku-alpha", *SHARES)
        if len(self.coders) >= 2 and not self.read[:, code].any():
            return [Estimate(name, math.nan, n, reason="no shared text") for name in names]
        if self._measured is None:
            return [Estimate(name, math.nan, n, reason=self._refusal()) for name in names]
        values, drawn = self._measured.alone
        draw = None if drawn is None else drawn[:, code]
        reason = "no text left" if n else "no segments"
        alone = self._estimate("u-alpha", n, float(values[0, code]), draw, reason)
        return [alone, self.among_codes(code), *self._shares(self._measured.by_code, code, n)]
