"""Spans of code points in a text: hashes, quotes, anchoring, conversion at the edges."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass

from crosscase.errors import AnchorError

__all__ = [
    "CONTEXT",
    "ENOUGH_CONTEXT",
    "LONG_QUOTE",
    "Anchor",
    "fold_case",
    "line_of",
    "line_starts",
    "make_anchor",
    "place_anchor",
    "text_sha256",
    "to_utf16",
]

CONTEXT = 32
"""Code points of context stored on either side of a quote."""

ENOUGH_CONTEXT = 8
"""Code points of context that a short quote must share with the place where it is found again."""

LONG_QUOTE = 32
"""Code points from which a quote says by itself where it stands."""


def text_sha256(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        64 lower-case hexadecimal digits.

    Examples
    --------
    >>> text_sha256("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Anchor:
    """A half-open span of code points with the words that stand there and around it.

    Parameters
    ----------
    start, end : int
        Half-open offsets in code points, ``0 <= start < end <= len(text)``.
    quote : str
        ``text[start:end]``.
    prefix, suffix : str
        Up to 32 code points before and after the quote.
    """

    start: int
    end: int
    quote: str
    prefix: str
    suffix: str


def make_anchor(text: str, start: int, end: int) -> Anchor:
    """Return the anchor of a span.

    Parameters
    ----------
    text : str
        The whole text.
    start, end : int
        Half-open offsets in code points.

    Returns
    -------
    Anchor
        The span with its quote and context.

    Raises
    ------
    AnchorError
        When the span is empty or does not lie inside the text.

    Examples
    --------
    >>> make_anchor("ja, wij willen", 4, 7).quote
    'wij'
    """
    if not 0 <= start < end <= len(text):
        raise AnchorError(
            f"span {start}–{end} does not lie in a text of {len(text)} code points; "
            f"allowed: 0 <= start < end <= {len(text)}"
        )
    return Anchor(
        start,
        end,
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
    )


def _shared_suffix(a: str, b: str) -> int:
    n = 0
    while n < min(len(a), len(b)) and a[-1 - n] == b[-1 - n]:
        n += 1
    return n


def _shared_prefix(a: str, b: str) -> int:
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return n


def place_anchor(anchor: Anchor, text: str) -> Anchor | None:
    """Find where an anchor's quote now stands in a changed text.

    The quote must occur to the letter. Among several places the one whose surroundings share
    most with the stored context is taken; when two places do equally well there is no answer,
    for a guess would move a researcher's mark in silence. For the same reason a quote of fewer
    than 32 code points must share 8 of context, before and after together, or all there can be
    where less stands around it: words that were taken out may stand elsewhere by chance.

    Parameters
    ----------
    anchor : Anchor
        The quote with the context it had.
    text : str
        The text as it is now.

    Returns
    -------
    Anchor or None
        The anchor in the new text; None when the quote is gone, its place is ambiguous, or too
        little around it is what it was.

    Examples
    --------
    >>> old = make_anchor("Zij wil. Hij wil.", 13, 16)
    >>> place_anchor(old, "Nu: Zij wil. Hij wil.").start
    17
    >>> place_anchor(old, "Wie niet wil, die moet.") is None
    True
    """
    best: list[int] = []
    best_score = -1
    at = text.find(anchor.quote)
    while at >= 0:
        end = at + len(anchor.quote)
        score = _shared_suffix(text[max(0, at - CONTEXT) : at], anchor.prefix) + _shared_prefix(
            text[end : end + CONTEXT], anchor.suffix
        )
        if score > best_score:
            best, best_score = [at], score
        elif score == best_score:
            best.append(at)
        at = text.find(anchor.quote, at + 1)
    if len(best) != 1:
        return None
    found = make_anchor(text, best[0], best[0] + len(anchor.quote))
    room = min(len(found.prefix), len(anchor.prefix)) + min(len(found.suffix), len(anchor.suffix))
    enough = len(anchor.quote) >= LONG_QUOTE or best_score >= min(ENOUGH_CONTEXT, room)
    return found if enough else None


def fold_case(text: str) -> str:
    """Fold case one code point to one, so that offsets stay what they are.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        A text of the same length.

    Examples
    --------
    >>> fold_case("Straße")
    'straße'
    >>> len(fold_case("İ"))
    1
    """
    return "".join(low if len(low := ch.lower()) == 1 else ch for ch in text)


def line_starts(text: str) -> list[int]:
    r"""Return the offset at which every line starts.

    Parameters
    ----------
    text : str
        A text with LF line ends.

    Returns
    -------
    list of int
        Increasing offsets, the first 0.

    Examples
    --------
    >>> line_starts("a\nbc")
    [0, 2]
    """
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts


def line_of(starts: list[int], offset: int) -> int:
    """Return the line number, counted from 1, of an offset.

    Parameters
    ----------
    starts : list of int
        What :func:`line_starts` gave.
    offset : int
        Offset in code points.

    Returns
    -------
    int
        Line number.

    Examples
    --------
    >>> line_of([0, 2], 2)
    2
    """
    return bisect_right(starts, offset)


def to_utf16(text: str, offset: int) -> int:
    """Convert an offset in code points to UTF-16 code units, as browsers count.

    Parameters
    ----------
    text : str
        The whole text.
    offset : int
        Offset in code points.

    Returns
    -------
    int
        Offset in UTF-16 code units.

    Examples
    --------
    >>> to_utf16("a😀b", 2)
    3
    """
    return offset + sum(1 for ch in text[:offset] if ord(ch) > 0xFFFF)
