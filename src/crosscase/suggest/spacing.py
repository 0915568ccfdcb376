"""White space of any kind and length as one space, and the way back."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right

__all__ = ["BLANK_LINE", "Places", "close_up", "place_back"]

Places = list[tuple[int, int]]
"""Pairs of offsets, in the new text and in the old, from which on they run alike."""

BLANK_LINE = "\n\n"

_WIDE_SPACE = re.compile("[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_SIGNS_OF_RUNS = ("  ", " \n", "\n ", "\n\n\n", *"\t\r\x0b\x0c\x1c\x1d\x1e\x1f")
"""Where none of these is, white space is single spaces, line ends and blank lines."""
_RUN = re.compile(r"\n\n\s+|\n[^\S\n]\s*|[^\S\n]\s+|[^\S\n ]")


def close_up(text: str) -> tuple[str, Places]:
    """Return a text with one space for white space of any kind and length, but for blank lines.

    With it, where any was taken out: the offset in the new text and that in the old.
    """
    if not text.isascii():
        text = _WIDE_SPACE.sub(" ", text)
    if not any(sign in text for sign in _SIGNS_OF_RUNS):
        return text, []
    parts: list[str] = []
    places: Places = [(0, 0)]
    at = length = 0
    for match in _RUN.finditer(text):
        parts += text[at : match.start()], BLANK_LINE if match.group().count("\n") > 1 else " "
        length += len(parts[-2]) + len(parts[-1])
        at = match.end()
        places.append((length, at))
    return "".join([*parts, text[at:]]), places


def place_back(places: Places, offset: int) -> int:
    """Return the offset in the old text of one in the new."""
    new, old = places[bisect_right(places, (offset, sys.maxsize)) - 1]
    return old + offset - new
