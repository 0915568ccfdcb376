"""A study whose texts are masked: every offset, coding and score stands, and no word is told.

A masked text keeps its lines, its headings' marks and the numbers of its passages, so that it
divides into the same passages; every other character is the same dot.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from crosscase.coding import ACTORS
from crosscase.sharing.edits import Edit
from crosscase.sharing.pattern_checks import refuse_patterns
from crosscase.sharing.rewriting import Rewriting, rewrite_study
from crosscase.sharing.rules import Rules
from crosscase.storage import load

__all__ = ["DOT", "LEFT_OUT", "RUN", "Quotes", "mask_study", "mask_text"]

DOT = "·"
"""What stands for any character."""

LEFT_OUT = "[…]"
"""What stands for words that quote a text."""

RUN = 5
"""So many words in a row that stand in a text are a quote of it."""

_WORD = re.compile(r"[^\W_]+")
_SHOWN = re.compile(r"(#{1,6} +|\[\d+\] )?(.*)")


def mask_text(text: str) -> str:
    r"""Return a text with a dot for every character.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        As long as the text, with the same lines, heading marks and passage numbers.

    Examples
    --------
    >>> mask_text("# Kop\n[7] Ja, graag.\n")
    '# ···\n[7] ··········\n'
    """
    return "\n".join(_mask_line(line) for line in text.split("\n"))


def _mask_line(line: str) -> str:
    if not line.strip():
        return line
    match = _SHOWN.match(line)
    assert match is not None
    shown = match.group(1) or ""
    return shown + DOT * (len(line) - len(shown))


def _words(text: str) -> list[str]:
    # However it is typed: an accent apart, a soft hyphen within, a letter of full width.
    plain = unicodedata.normalize("NFKD", text)
    kept = (letter for letter in plain if unicodedata.category(letter) not in ("Mn", "Cf"))
    return _WORD.findall("".join(kept).casefold())


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


class Quotes:
    """Knows every run of words of some texts.

    Parameters
    ----------
    texts : iterable of str
        The texts.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs = {run for text in texts for run in _runs(_words(text))}

    def __call__(self, text: str) -> bool:
        """Say whether a text has a run of words that stands in one of the texts."""
        return any(run in self._runs for run in _runs(_words(text)))


def mask_study(root: Path) -> Rewriting:
    """Write a study anew without any word of its texts, in memory.

    Memos and speakers go as well, and so does whatever else shares a run of five words with a text:
    a title, a reason, a definition, a published value. Ids stay.

    Parameters
    ----------
    root : Path
        The study folder, which is only read.

    Returns
    -------
    Rewriting
        The masked study; it gives the same scores, tables and verdicts.

    Raises
    ------
    StudyError
        When the study has errors.
    """
    study = load(root)
    quotes = Quotes(document.text for document in study.documents.values())
    speakers: dict[str, str] = {}

    def words(text: str) -> str:
        return LEFT_OUT if quotes(text) else text

    def edits(text: str) -> tuple[Edit, ...]:
        masked = mask_text(text)
        return (Edit(0, len(text), masked),) if masked != text else ()

    def speaker(name: str) -> str:
        return speakers.setdefault(name, f"{len(speakers) + 1}") if name else name

    rules = Rules(
        text=edits,
        words=words,
        memo=lambda text: "",
        quote=lambda text: DOT * len(text),
        speaker=speaker,
        actor=lambda name: name if name in ACTORS else speaker(name),
        rule=lambda text: "",
        same_places=True,
    )
    made = rewrite_study(root, rules, study=study)
    refuse_patterns(made.files, quotes, "words of a text")
    return made
