"""Finding thousands of needles in a text at once: where a token may stand that a pattern asks for.

The text is folded byte by byte: letters of the Latin alphabet to lower case, all else to spaces,
also each byte of a letter with an accent. A needle folded the same way is found wherever its
word stands, and perhaps elsewhere: what is found is a candidate, no more.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

from crosscase.spans import fold_case
from crosscase.suggest.compiling import Glob, Literal, Steps

__all__ = ["Needles"]

Wanted = TypeVar("Wanted", bound=Hashable)

_FOLD = bytes(
    byte + 32 if 65 <= byte <= 90 else byte if 97 <= byte <= 122 else 32 for byte in range(256)
)
_RUN = re.compile("[a-z]+")

_ODD_CASE = "\u0130\u212a\u03a3"
"""Capitals whose lower case is another number of characters, a Latin letter, or hangs on what
stands beside them; a word with one of these is always a candidate."""


def _fold_needle(text: str, open_start: bool, open_end: bool) -> bytes:
    """Return a needle; empty when there is no Latin letter in it."""
    if text.isascii():
        core = text.encode().translate(_FOLD).strip()
        return core and (b"" if open_start else b" ") + core + (b"" if open_end else b" ")
    # Capitals and small letters beyond ASCII may differ in bytes: only what lies between them.
    runs = [match.span() for match in _RUN.finditer(text)]
    if not runs:
        return b""
    start, end = max(runs, key=lambda run: run[1] - run[0])
    before = b"" if open_start and start == 0 else b" "
    after = b"" if open_end and end == len(text) else b" "
    return before + text[start:end].encode() + after


class Needles(Generic[Wanted]):
    """Finds where elements of patterns may stand.

    Parameters
    ----------
    wanted : iterable of (tuple of Element, Wanted)
        What to find, and what to say when it is found: one element, or words of Latin letters.
    whole_words : bool
        Whether tokens end only where letters do. Otherwise every needle is sought within words.
    split_words : iterable of str
        Words that tokens divide between two letters all the same; each is a candidate.
    """

    def __init__(
        self,
        wanted: Iterable[tuple[Steps, Wanted]],
        *,
        whole_words: bool,
        split_words: Iterable[str] = (),
    ) -> None:
        from ahocorasick_rs import AhoCorasick, BytesAhoCorasick

        folded: dict[bytes, dict[Wanted | None, None]] = {}
        odd: dict[str, dict[Wanted | None, None]] = {}
        for steps, one in wanted:
            for text, open_start, open_end in _texts(steps, whole_words):
                needle = _fold_needle(text, open_start, open_end)
                if needle:
                    folded.setdefault(needle, {})[one] = None
                else:
                    odd.setdefault(text, {})[one] = None
        if folded or odd:
            for text in split_words if whole_words else ():
                folded.setdefault(_fold_needle(text, False, False), {})[None] = None
        self._folded = [tuple(ones) for ones in folded.values()]
        self._leads = [needle.startswith(b" ") for needle in folded]
        self._odd = [tuple(ones) for ones in odd.values()]
        self._finder = BytesAhoCorasick([*folded]) if folded else None
        self._odd_finder = AhoCorasick([*odd]) if odd else None

    def find(self, text: str) -> Iterator[tuple[int, tuple[Wanted | None, ...]]]:
        """Yield where something may stand.

        Parameters
        ----------
        text : str
            Any text.

        Yields
        ------
        tuple of (int, tuple)
            An offset within the token, and what may stand there; None for anything.
        """
        if self._finder is not None:
            raw = text.encode("utf-8", "surrogatepass")
            hits = self._finder.find_matches_as_indexes(
                b" " + raw.translate(_FOLD) + b" ", overlapping=True
            )
            # The space before the text and that before the needle cancel each other out.
            starts = [start - 1 + self._leads[number] for number, start, _ in hits]
            offsets = starts if len(raw) == len(text) else _count_points(raw, starts)
            for (number, _, _), offset in zip(hits, offsets, strict=True):
                yield offset, self._folded[number]
        if self._odd_finder is not None:
            low = text.lower()
            low = low if len(low) == len(text) else fold_case(text)
            for number, start, _ in self._odd_finder.find_matches_as_indexes(low, overlapping=True):
                yield start, self._odd[number]
        if not text.isascii():
            for letter in _ODD_CASE:
                at = text.find(letter)
                while at >= 0:
                    yield at, (None,)
                    at = text.find(letter, at + 1)


def _texts(steps: Steps, whole_words: bool) -> Iterator[tuple[str, bool, bool]]:
    """Yield (text, open at its start, open at its end) of everything that fits elements."""
    first, loose = steps[0], not whole_words
    if isinstance(first, Glob):
        yield first.text, first.open_start or loose, first.open_end or loose
    elif len(steps) > 1 and whole_words:
        words = (form for step in steps if isinstance(step, Literal) for form in step.forms)
        yield " ".join(words), False, False
    elif isinstance(first, Literal):
        for form in sorted(first.forms):
            yield form, loose, loose


def _count_points(raw: bytes, starts: Iterable[int]) -> Iterator[int]:
    """Yield offsets in code points for offsets in bytes that lie close together in turn."""
    at = points = 0
    for start in starts:
        if start >= at:
            points += len(raw[at:start].decode("utf-8", "surrogatepass"))
        else:
            points -= len(raw[start:at].decode("utf-8", "surrogatepass"))
        at = start
        yield points
