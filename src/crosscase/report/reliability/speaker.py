"""How the section on reliability says what it shows: its records, and words for measures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from crosscase.codebook import NOT_APPLICABLE, in_language
from crosscase.comparison.words import STATES
from crosscase.reliability import NOTICES, REASONS, SILENCE, Estimate, remark
from crosscase.reliability.estimates import FEW, MOST_VALUES
from crosscase.report.filters import make_filters
from crosscase.report.model import Report
from crosscase.report.phrases import Phrases
from crosscase.report.reliability.gather import Moment, ScoreLine
from crosscase.report.reliability.words import WORDS

__all__ = ["RELIABLE", "TENTATIVE", "Cell", "Part", "Sheet", "Speaker"]

RELIABLE, TENTATIVE = 0.8, 0.667
"""From here on data are reliable, or bear tentative conclusions: Krippendorff 2004, p. 241."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, what stands small below it, and the id in the page it leads to."""

    text: str
    notes: tuple[str, ...] = ()
    link: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in words; a row of one cell is the heading of those below it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the section.

    Parameters
    ----------
    heading : str
        Empty for the first, which the heading of the section serves.
    sentences : tuple of str
        Paragraphs.
    sheets : tuple of Sheet
        Tables.
    fold, folded : str, tuple of Sheet
        Tables that open on request, and what one asks for.
    figure : bool
        Whether the figure stands above the tables.
    """

    heading: str
    sentences: tuple[str, ...]
    sheets: tuple[Sheet, ...] = ()
    fold: str = ""
    folded: tuple[Sheet, ...] = ()
    figure: bool = False


class Speaker:
    """Says the reliability of one report in its language."""

    def __init__(self, report: Report) -> None:
        assert report.reliability is not None
        self.report = report
        self.study = report.study
        self.reliability = report.reliability
        self.words = Phrases(WORDS, report.language)
        self.filters: dict[str, Callable[..., Any]] = make_filters(report)
        self.say, self.join = self.words.say, self.words.join

    def levels(self) -> dict[str, str]:
        """Return the thresholds of alpha as they are written."""
        return {
            "high": self.words.decimal(RELIABLE, 3),
            "low": self.words.decimal(TENTATIVE, 3),
            "few": str(FEW),
        }

    def level(self, estimate: Estimate) -> str:
        """Say how reliable data with this alpha are; nothing where it is undefined."""
        if estimate.reason:
            return ""
        if estimate.value < TENTATIVE:
            return self.say("low")
        reliable = estimate.value >= RELIABLE
        level = self.say("reliable" if reliable else "tentative")
        firm = estimate.low >= (RELIABLE if reliable else TENTATIVE)  # no interval: not firm
        return level if firm and estimate.n >= FEW else self.say("uncertain", level=level)

    def measure(self, estimate: Estimate | None) -> str:
        """Say a coefficient with its interval; a dash where it is undefined."""
        if estimate is None or estimate.reason:
            return "–"
        value = self.words.decimal(estimate.value, 3)
        if estimate.low != estimate.low:
            return value
        low, high = (self.words.decimal(end, 2) for end in (estimate.low, estimate.high))
        return f"{value} [{low};\u00a0{high}]"

    def share(self, line: ScoreLine) -> str:
        """Say the percentage of agreement."""
        estimate = line.estimates["percent-agreement"]
        return "–" if estimate.reason else f"{self.words.decimal(100 * estimate.value, 0)} %"

    def remarks(self, estimates: Iterable[Estimate], *, without: Sequence[str] = ()) -> str:
        """Say why coefficients are undefined and what to know of the others, each once."""
        said: dict[str, None] = {}
        for one in estimates:
            if one.reason:
                said[remark(REASONS[one.reason], self.report.language, n=MOST_VALUES)] = None
            for name, filled in one.notices:
                if name not in without:
                    said[remark(NOTICES[name], self.report.language, **filled)] = None
        return "; ".join(said)

    def scale(self, scale: str) -> str:
        """Return the label of a scale."""
        return in_language(self.study.scales[scale].label, self.report.language) or scale

    def about(self, line: ScoreLine) -> str:
        """Say on what coders agree."""
        if line.about == "found":
            return self.say("found")
        kind = self.say(self.study.scales[line.scale].kind)
        return self.say("value", scale=self.scale(line.scale), kind=kind)

    def book(self, codebook: str) -> str:
        """Return the title of a codebook."""
        for book in self.study.codebooks:
            if book.id == codebook:
                return in_language(book.title, self.report.language)
        return self.say("all_codes")

    def at(self, moment: Moment) -> str:
        """Say of what moment a row is; nothing where there is one."""
        if len(self.reliability.moments) == 1:
            return ""
        return f" ({self.moment_name(moment)})"

    def moment_name(self, moment: Moment) -> str:
        """Return the label of a snapshot, or the word for now."""
        if not moment.snapshot:
            return self.say("now_redefined" if self.reliability.read_anew else "now")
        snapshot = self.study.snapshots[moment.snapshot][0]
        return in_language(snapshot.label, self.report.language)

    def value(self, scale: str, value: str) -> str:
        """Return the label of what a coder said."""
        if value == SILENCE:
            return in_language(STATES["silent"], self.report.language)
        if value == NOT_APPLICABLE:
            return in_language(STATES["not-applicable"], self.report.language)
        said = self.study.scales[scale].value_label
        return " | ".join(said(one, self.report.language) for one in value.split("|"))

    def head(self, *keys: str) -> tuple[str, ...]:
        """Return the heads of columns by their words."""
        return tuple("n" if key == "n" else self.say(key) for key in keys)
