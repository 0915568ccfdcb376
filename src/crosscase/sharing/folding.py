"""Letters as they may be typed: without accents, ligatures, soft hyphens and curly quotes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["WORD", "fold", "fold_word", "slug_words"]

WORD = re.compile(r"[^\W_]+")
"""A word in a folded text: letters and digits."""

_BEYOND_ASCII = re.compile("[^\x00-\x7f]")

_ALIKE = {
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u02b9`\u00b4", "'"),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u00a0\u2007\u202f\u2009", " "),
    **{"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE"},
    **{"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ĳ": "ij", "Ĳ": "IJ"},
}


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _ALIKE:
        return _ALIKE[character]
    if unicodedata.category(character) == "Cf":
        return ""
    parts = unicodedata.normalize("NFKD" if character.isalpha() else "NFD", character)
    return "".join(part for part in parts if unicodedata.category(part) != "Mn")


def fold(text: str) -> tuple[str, list[int] | range]:
    """Return a text as names are compared in it, and where its characters stood.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    folded : str
        Accents dropped, ligatures taken apart, hyphens and quotes alike; case as it is.
    positions : list of int
        For each character of ``folded``, and for its end, the offset in ``text``.

    Examples
    --------
    >>> fold("Zoë")[0]
    'Zoe'
    """
    if text.isascii():
        return text, range(len(text) + 1)
    folded: list[str] = []
    positions: list[int] = []
    reached = 0
    for match in _BEYOND_ASCII.finditer(text):
        at = match.start()
        made = _fold_character(match.group())
        folded += (text[reached:at], made)
        positions += range(reached, at)
        positions += [at] * len(made)
        reached = at + 1
    folded.append(text[reached:])
    positions += range(reached, len(text) + 1)
    return "".join(folded), positions


def fold_word(text: str) -> str:
    """Return a text as names are compared, without where its characters stood."""
    return _BEYOND_ASCII.sub(lambda match: _fold_character(match.group()), text)


def slug_words(text: str) -> tuple[str, ...]:
    """Return the words of a text as they stand in an id.

    Examples
    --------
    >>> slug_words("J. de Vríes")
    ('j', 'de', 'vries')
    """
    return tuple(re.findall("[a-z0-9]+", fold_word(text).lower()))
