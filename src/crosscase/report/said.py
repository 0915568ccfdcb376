"""What a report says in words, section by section, each worked out when it is laid out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crosscase.codebook import in_language
from crosscase.comparison import ValueComparison, VerdictComparison
from crosscase.report.model import Report, View
from crosscase.report.networks.parts import Section, describe_networks
from crosscase.report.reliability.parts import describe_reliability
from crosscase.report.robustness.parts import describe_robustness, firm_lines
from crosscase.report.suggestions.parts import describe_suggestions
from crosscase.report.words import words_in

__all__ = ["Said"]

_SECTIONS = (
    ("summary", "summary"),
    ("tables", "tables"),
    ("figures", "figures"),
    ("verdicts", "verdicts"),
    ("robustness", "robustness"),
    ("comparison", "comparison"),
    ("discrepancies", "discrepancies"),
    ("networks", "networks"),
    ("reliability", "reliability"),
    ("suggestions", "suggestions"),
    ("material", "material"),
    ("scores", "scores"),
    ("codings", "all_codings"),
)


def _tally(comparisons: tuple[ValueComparison | VerdictComparison, ...], words: str) -> str:
    counts = Counter(c.outcome for c in comparisons)
    return words.format(
        agrees=counts["agrees"], differs=counts["differs"], rest=counts["not-comparable"]
    )


@dataclass(frozen=True)
class Said:
    """What a report says, in its language.

    Parameters
    ----------
    report : Report
        The report.
    """

    report: Report

    @cached_property
    def words(self) -> dict[str, str]:
        """The words of the report itself."""
        return words_in(self.report.language)

    @cached_property
    def contents(self) -> list[tuple[str, str]]:
        """The sections that it has: id and title."""
        report, study = self.report, self.report.study
        there = {
            "tables": bool(report.tables),
            "figures": bool(report.figures),
            "verdicts": bool(study.hypotheses),
            "comparison": bool(study.published_tables or study.published_verdicts),
            "discrepancies": bool(study.discrepancies),
            "networks": report.networks is not None,
            "reliability": report.reliability is not None,
            "suggestions": report.suggestions is not None,
            "robustness": report.robustness is not None or bool(report.configurations),
        }
        return [(id, self.words[key]) for id, key in _SECTIONS if there.get(id, True)]

    @cached_property
    def tallies(self) -> list[str]:
        """How much agrees with what was published, in each view."""
        words = self.words
        lines = []
        views: list[tuple[str, View | None]] = [
            (words["derived"], self.report.now),
            (words["first_coded"], self.report.first),
            (words["without_narration"], self.report.without_narration),
        ]
        for name, view in views:
            if view is None:
                continue
            for title, compared in (("tables", view.values), ("verdicts", view.published)):
                if compared:
                    tally = _tally(compared, words["tally"])
                    lines.append(f"{words[title]}, {name.lower()}: {tally}.")
        return lines

    @cached_property
    def claim(self) -> list[str]:
        """What agreement means here."""
        sentences = [self.words["claim_text"]]
        if self.report.study.sources:
            sentences.append(self.words["claim_sources"])
        if self.report.without_narration:
            sentences.append(self.words["claim_narration"])
        return sentences

    @cached_property
    def compared(self) -> str:
        """What stands beside what was published."""
        sentences = [self.words["comparison_text"]]
        if self.report.first:
            sentences.append(self.words["comparison_first"])
        if self.report.without_narration:
            sentences.append(self.words["comparison_without"])
        return " ".join(sentences)

    @cached_property
    def published(self) -> list[dict[str, Any]]:
        """The published tables, value by value beside what is derived."""
        report = self.report
        titles = {table.id: table.title for table in report.study.tables}
        first, without = report.first, report.without_narration
        return [
            {
                "id": table.id,
                "title": in_language(titles.get(table.id, {}), report.language),
                "reading": in_language(table.reading, report.language),
                "rows": [
                    {
                        "now": now,
                        "first": first.values[place] if first else None,
                        "without": without.values[place] if without else None,
                    }
                    for place, now in enumerate(report.now.values)
                    if now.table == table.id
                ],
            }
            for table in report.study.published_tables
        ]

    @cached_property
    def networks(self) -> Section | None:
        """Which codes occur together."""
        return describe_networks(self.report)

    @cached_property
    def reliability(self) -> tuple[Any, ...]:
        """How far coders agree."""
        return describe_reliability(self.report) if self.report.reliability else ()

    @cached_property
    def robustness(self) -> tuple[Any, ...]:
        """What would change the verdicts."""
        return describe_robustness(self.report) if self.report.robustness else ()

    @cached_property
    def suggestions(self) -> tuple[Any, ...]:
        """How good suggestions are."""
        found = self.report.suggestions
        if found is None:
            return ()
        return describe_suggestions(self.report.study, found, self.report.language)

    @cached_property
    def firm(self) -> dict[str, str]:
        """How firm each verdict is, by the id of its account."""
        return firm_lines(self.report)
