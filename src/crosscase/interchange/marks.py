"""Letters under more marks than any script puts there."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import lru_cache

from crosscase.errors import ForeignFileError, Problem
from crosscase.spans import line_of, line_starts

__all__ = ["MOST_MARKS", "refuse_piled_marks"]

MOST_MARKS = 30
"""Marks that may follow one letter: as many as Unicode's stream-safe text format has (UAX 15)."""

# No mark comes before U+0300: few texts need the closer look, which takes a hundred times as long.
_HIGH = "[\u0300-\U0010ffff]"
_MAY_PILE = re.compile(f"{_HIGH}{_HIGH}{{{MOST_MARKS}}}")


@lru_cache(maxsize=1)
def _piled() -> re.Pattern[str]:
    marks = [chr(at) for at in range(sys.maxunicode + 1) if unicodedata.combining(chr(at))]
    return re.compile(f"[{''.join(map(re.escape, marks))}]{{{MOST_MARKS + 1},}}")


def refuse_piled_marks(text: str, name: str) -> None:
    r"""Refuse a text that takes hours to bring into a normal form.

    Parameters
    ----------
    text : str
        The text as it came.
    name : str
        What to call it in messages.

    Raises
    ------
    ForeignFileError
        When more than :data:`MOST_MARKS` combining marks follow one another.

    Examples
    --------
    >>> refuse_piled_marks("e\u0301e\u0301", "a text")
    """
    if text.isascii() or not _MAY_PILE.search(text):
        return
    if match := _piled().search(text):
        found = f"{match.end() - match.start()} combining marks in a row"
        line = line_of(line_starts(text), match.start())
        allowed = f"at most {MOST_MARKS}"
        raise ForeignFileError(
            [Problem(name, line, "piled-marks", found, allowed, "take them out of the text")]
        )
