"""Documents, the passages in them, and the publications they come from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = [
    "KINDS",
    "Document",
    "Excluded",
    "LeftOut",
    "Origin",
    "Passage",
    "Source",
    "find_passages",
    "passage_at",
]

KINDS = ("interview", "document", "observation", "narration")
"""The kinds of document."""

_NUMBERED = re.compile(r"\[(\d+)\] ")
_LINE = r"(?!#{1,6} )[^\n]*\S[^\n]*"  # neither a heading nor blank
_PARAGRAPH = re.compile(rf"^{_LINE}(?:\n{_LINE})*", re.MULTILINE)


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
