"""How the section on suggestions says names and numbers."""

from __future__ import annotations

from crosscase.codebook import in_language
from crosscase.evaluation import Measured, Traced, UnitsMeasured, ValuesMeasured
from crosscase.report.phrases import Phrases
from crosscase.report.reliability.speaker import Cell
from crosscase.report.suggestions.words import WORDS
from crosscase.study import Study

__all__ = ["KINDS", "Row", "Speaker"]

Row = tuple[Cell, ...]

KINDS = (
    *(("learned", "document"), ("learned", "case")),
    *(("lexicon", "none"), ("label", "none"), ("nothing", "none")),
)
"""Methods and splits, in the order of the tables."""

_DIGITS = 2


class Speaker:
    """Says an evaluation of a study in one language.

    Parameters
    ----------
    study : Study
        The study.
    language : str
        Dutch or English.
    """

    def __init__(self, study: Study, language: str) -> None:
        self.study, self.language = study, language
        self.words = Phrases(WORDS, language)
        self.say, self.count = self.words.say, self.words.count

    def decimal(self, value: float | None) -> str:
        """Return a share with two decimals; a dash where it is undefined."""
        return "–" if value is None else self.words.decimal(value, _DIGITS)

    def share(self, row: Measured | Traced | UnitsMeasured | ValuesMeasured, name: str) -> str:
        """Return a share with its interval, marked where that is Wilson's."""
        value = getattr(row, name)
        low, high = getattr(row, f"{name}_low"), getattr(row, f"{name}_high")
        if value is None or low is None:
            return self.decimal(value)
        mark = " w" if getattr(row, f"{name}_by") == "wilson" else ""
        return f"{self.decimal(value)} ({self.decimal(low)}–{self.decimal(high)}{mark})"

    def code(self, code: str) -> str:
        """Return the label of a code; its id where the study no longer has it."""
        known = self.study.codes.get(code)
        return in_language(known.label, self.language) if known else code

    def numbers(self, row: object, *names: str) -> Row:
        """Return counts as cells; a dash where there is none."""
        found = (getattr(row, name) for name in names)
        return tuple(Cell("–" if one is None else self.count(one)) for one in found)

    def heads(self, *names: str) -> tuple[str, ...]:
        """Return the heads of columns by their words."""
        return tuple(self.say(name) for name in names)
