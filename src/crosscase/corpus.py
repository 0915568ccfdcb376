"""Documents, the passages in them, and the publications they come from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

__all__ = [
    "KINDS",
    "Document",
    "Excluded",
    "LeftOut",
    "Origin",
    "Page",
    "Passage",
    "Source",
    "Turn",
    "find_label",
    "find_passages",
    "page_at",
    "passage_at",
    "passages_in",
    "speaker_at",
    "time_at",
    "turns_at",
]

KINDS = ("interview", "document", "observation", "narration")
"""The kinds of document."""

_NUMBERED = re.compile(r"\[(\d+)\] ")
_LINE = r"(?!#{1,6} )[^\n]*\S[^\n]*"  # neither a heading nor blank
_PARAGRAPH = re.compile(rf"^{_LINE}(?:\n{_LINE})*", re.MULTILINE)
_AFTER_NAME = re.compile(r"\s*:[ \t]*|\s+|\Z")


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of a text that one speaker says, or that one caption shows.

    Parameters
    ----------
    start, end : int
        Half-open offsets in code points; a name before the words is part of the turn.
    speaker : str
        The name as the transcript has it; empty for a timed stretch without a name.
    begin, until : str
        Time codes, as ``00:01:02.500``; empty when unknown.
    """

    start: int
    end: int
    speaker: str
    begin: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a text that one page of the original holds, with the number of the page."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """One text with what is known about it.

    Parameters
    ----------
    id, title, kind : str
        Identity; ``kind`` is one of :data:`KINDS`.
    path : str
        Path of the text relative to the study folder.
    sha256 : str
        Hash of the text as catalogued.
    units : tuple of str
        Ids of the cases and parties it speaks about.
    date : str
        ``2012``, ``2012-07`` or ``2012-07-09``; empty when unknown.
    role : str
        The speaker's role, or the body that issued it.
    party : str
        The party the speaker belongs to; empty when none.
    source_group : str
        One person, or one body for its documents: one voice.
    language : str
        Two-letter language code.
    text : str
        The text itself; empty when the file is missing.
    turns : tuple of Turn
        Who speaks where, in the order of the text and without overlap; empty when unknown.
    pages : tuple of Page
        The pages of the original, likewise.
    original : str
        Path, relative to the study folder, of the file the text was read from; empty when it is
        not kept.
    original_sha256 : str
        Hash of that file's bytes, whether it is kept or not; empty when unknown.
    """

    id: str
    title: str
    kind: str
    path: str
    sha256: str
    units: tuple[str, ...]
    date: str
    role: str
    party: str
    source_group: str
    language: str
    text: str
    turns: tuple[Turn, ...] = ()
    pages: tuple[Page, ...] = ()
    original: str = ""
    original_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a document, with the number it carries or its place in the text."""

    document: str
    number: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Excluded:
    """A range of a source that no origin may touch."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """A publication behind the texts."""

    id: str
    citation: str
    file: str
    sha256: str
    length: int
    excluded: tuple[Excluded, ...]
    covered: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where in a source a passage of a document comes from."""

    document: str
    passage: str
    source: str
    start: int
    end: int
    sha256: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A part of a source that no document renders, and why."""

    source: str
    start: int
    end: int
    sha256: str
    reason: str


def find_passages(document: str, text: str) -> tuple[Passage, ...]:
    r"""Divide a text into passages: its paragraphs.

    A paragraph that starts with ``[12] `` carries that number, which stays with it when others
    are added; any other paragraph is numbered by its place, as ``p3``. Paragraphs are divided by
    blank lines and by headings: lines that start with one to six ``#`` and a space.

    Parameters
    ----------
    document : str
        Id of the document.
    text : str
        Its text.

    Returns
    -------
    tuple of Passage
        In the order of the text.

    Examples
    --------
    >>> [p.number for p in find_passages("d", "# Kop\n[7] Een.\n\nTwee.")]
    ['7', 'p2']
    """
    found: list[Passage] = []
    for match in _PARAGRAPH.finditer(text):
        numbered = _NUMBERED.match(match.group())
        number = numbered.group(1) if numbered else f"p{len(found) + 1}"
        found.append(Passage(document, number, match.start(), match.end()))
    return tuple(found)


def passages_in(passages: Sequence[Passage], start: int, end: int) -> Sequence[Passage]:
    r"""Return the passages that a span touches.

    Parameters
    ----------
    passages : sequence of Passage
        Those of a document, in the order of the text.
    start, end : int
        Half-open offsets in code points.

    Returns
    -------
    sequence of Passage
        In that order.

    Examples
    --------
    >>> [one.number for one in passages_in(find_passages("d", "Een.\n\nTwee.\n\nDrie."), 3, 8)]
    ['p1', 'p2']
    """
    first = bisect_right(passages, start, key=lambda passage: passage.end)
    last = bisect_left(passages, end, key=lambda passage: passage.start)
    return passages[first:last]


def passage_at(passages: Mapping[str, tuple[Passage, ...]], document: str, start: int) -> str:
    r"""Return the number of the passage that holds an offset.

    Parameters
    ----------
    passages : mapping
        Passages by document.
    document : str
        Id of the document.
    start : int
        Offset in code points.

    Returns
    -------
    str
        The passage number; empty when the offset lies in none.

    Examples
    --------
    >>> passage_at({"d": find_passages("d", "Een.\n\nTwee.")}, "d", 7)
    'p2'
    """
    for passage in passages.get(document, ()):
        if passage.start <= start < passage.end:
            return passage.number
    return ""


_Stretch = TypeVar("_Stretch", Turn, Page)


def _touched(stretches: Sequence[_Stretch], start: int, end: int) -> tuple[_Stretch, ...]:
    """Return the stretches, in order and without overlap, that share a character with a span."""
    first = bisect_right(stretches, start, key=attrgetter("end"))
    last = first
    while last < len(stretches) and stretches[last].start < end:
        last += 1
    return tuple(stretches[first:last])


def _joined(names: Sequence[str]) -> str:
    return ";".join(name for name in dict.fromkeys(names) if name)


def turns_at(document: Document, start: int, end: int) -> tuple[Turn, ...]:
    """Return the turns that a span touches.

    Parameters
    ----------
    document : Document
        The document.
    start, end : int
        Half-open offsets in code points.

    Returns
    -------
    tuple of Turn
        In the order of the text; empty when nothing is known there.
    """
    return _touched(document.turns, start, end)


def speaker_at(document: Document, start: int, end: int) -> str:
    r"""Return who speaks in a span.

    Parameters
    ----------
    document : Document
        The document.
    start, end : int
        Half-open offsets in code points.

    Returns
    -------
    str
        The speakers of the turns it touches, each once, joined by ``;``; empty when unknown.

    Examples
    --------
    >>> from crosscase.corpus import Document, Turn
    >>> turns = (Turn(0, 8, "I"), Turn(9, 17, "R"))
    >>> interview = Document("d", "D", "interview", "d.md", "", (), "", "", "", "", "en",
    ...                      "I: Why?\n\nR: Money.", turns=turns)
    >>> speaker_at(interview, 12, 17)
    'R'
    """
    return _joined([turn.speaker for turn in turns_at(document, start, end)])


def find_label(text: str, turn: Turn, start: int, end: int) -> int:
    r"""Return where the label of a turn ends: the name before what is said.

    Parameters
    ----------
    text : str
        The text.
    turn : Turn
        One of its turns.
    start, end : int
        Half-open offsets of what may begin with its label.

    Returns
    -------
    int
        ``start`` when no name stands there.

    Examples
    --------
    >>> find_label("I: Why?", Turn(0, 7, "I"), 0, 7)
    3
    """
    if not turn.speaker or not text.startswith(turn.speaker, start):
        return start
    after = _AFTER_NAME.match(text, start + len(turn.speaker), end)
    return after.end() if after else start


def time_at(document: Document, start: int, end: int) -> str:
    """Return the time code of the first timed turn that a span touches; empty when unknown.

    Parameters
    ----------
    document : Document
        The document.
    start, end : int
        Half-open offsets in code points.

    Returns
    -------
    str
        Such as ``00:01:02.500``.
    """
    return next((turn.begin for turn in turns_at(document, start, end) if turn.begin), "")


def page_at(document: Document, start: int, end: int) -> str:
    """Return the pages of the original that a span stands on, joined by ``;``.

    Parameters
    ----------
    document : Document
        The document.
    start, end : int
        Half-open offsets in code points.

    Returns
    -------
    str
        The labels of the pages; empty when unknown.
    """
    return _joined([page.label for page in _touched(document.pages, start, end)])
