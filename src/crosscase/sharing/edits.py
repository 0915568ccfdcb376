"""Changes to a text as records: made, taken back, and offsets carried through them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

__all__ = ["Edit", "Shift", "invert", "splice", "trim"]


class Edit(NamedTuple):
    """Half-open code points of a text, and what comes in their place."""

    start: int
    end: int
    new: str


def splice(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with edits made.

    Parameters
    ----------
    text : str
        The text.
    edits : sequence of Edit
        In the order of the text, none over another.

    Returns
    -------
    str
        The new text.

    Examples
    --------
    >>> splice("Jan zei ja", [Edit(0, 3, "Persoon 1")])
    'Persoon 1 zei ja'
    """
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.start], edit.new)
        at = edit.end
    return "".join((*parts, text[at:]))


def invert(text: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the edits that take a changed text back to what it was.

    Parameters
    ----------
    text : str
        The text before the edits.
    edits : iterable of Edit
        In the order of the text.

    Returns
    -------
    tuple of Edit
        Their offsets are those of the changed text.

    Examples
    --------
    >>> invert("Jan zei ja", [Edit(0, 3, "Persoon 1")])
    (Edit(start=0, end=9, new='Jan'),)
    """
    back: list[Edit] = []
    moved = 0
    for start, end, new in edits:
        begin = start + moved
        back.append(Edit(begin, begin + len(new), text[start:end]))
        moved += len(new) - (end - start)
    return tuple(back)


def trim(text: str, edit: Edit) -> Edit:
    """Return an edit without the characters at its edges that stay what they are.

    Parameters
    ----------
    text : str
        The text before the edit.
    edit : Edit
        The edit.

    Returns
    -------
    Edit
        One that does the same and touches no more than it must.

    Examples
    --------
    >>> trim("de raad", Edit(0, 7, "de stad"))
    Edit(start=3, end=5, new='st')
    """
    start, end, new = edit
    shared = min(end - start, len(new))
    before = 0
    while before < shared and text[start + before] == new[before]:
        before += 1
    after = 0
    while after < shared - before and text[end - 1 - after] == new[len(new) - 1 - after]:
        after += 1
    return Edit(start + before, end - after, new[before : len(new) - after])


@dataclass(frozen=True, slots=True)
class Shift:
    """Carries spans of a text through edits.

    Parameters
    ----------
    edits : tuple of Edit
        In the order of the text, none over another, none of them empty.
    """

    edits: tuple[Edit, ...]
    _starts: tuple[int, ...]
    _ends: tuple[int, ...]
    _moved: tuple[int, ...]

    @classmethod
    def of(cls, edits: Iterable[Edit]) -> Shift:
        """Return the shift that edits bring about."""
        edits = tuple(edits)
        moved = accumulate((len(e.new) - (e.end - e.start) for e in edits), initial=0)
        return cls(edits, tuple(e.start for e in edits), tuple(e.end for e in edits), tuple(moved))

    def _inside(self, offset: int) -> Edit | None:
        at = bisect_right(self._starts, offset) - 1
        edit = self.edits[at] if at >= 0 else None
        return edit if edit and edit.start < offset < edit.end else None

    def _carry(self, offset: int) -> int:
        return offset + self._moved[bisect_right(self._ends, offset)]

    def span(self, start: int, end: int) -> tuple[int, int, bool]:
        """Return where a span stands afterwards, and whether it grew.

        A span with an edge inside an edit grows to take in the whole of what came there.

        Parameters
        ----------
        start, end : int
            Half-open offsets before the edits.

        Returns
        -------
        tuple of int, int, bool
            Half-open offsets after them; whether an edge moved outwards.

        Examples
        --------
        >>> Shift.of([Edit(4, 7, "Persoon 1")]).span(5, 9)
        (4, 15, True)
        """
        first, last = self._inside(start), self._inside(end)
        begin = self._carry(first.start if first else start)
        until = self._carry(last.end if last else end)
        return begin, until, bool(first or last)
