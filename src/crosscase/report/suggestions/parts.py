"""The section on suggestions in words: sentences and tables."""

from __future__ import annotations

from collections.abc import Iterator

from crosscase.evaluation import ALL_CODES, MEAN_OF_CODES, Evaluation, Measured
from crosscase.report.reliability.speaker import Cell, Part, Sheet
from crosscase.report.suggestions.claims import describe_claims
from crosscase.report.suggestions.gather import Decisions, SuggestionsAccount
from crosscase.report.suggestions.originals import describe_originals
from crosscase.report.suggestions.speaker import KINDS, Row, Speaker
from crosscase.study import Study
from crosscase.suggest.models import FEWEST_DOCUMENTS, FEWEST_POSITIVE

__all__ = ["describe_suggestions"]

_NAMES = ("precision", "recall", "f1")
_COUNTS = ("coded", "suggested", "right")


class _Speaker(Speaker):
    """Says how well sentences are found."""

    def head(self, first: str) -> tuple[str, ...]:
        return self.heads(first, *_COUNTS, *_NAMES)

    def row(self, row: Measured, name: str) -> Row:
        counts = self.numbers(row, *_COUNTS)
        if row.status:
            return (Cell(name, (self.say(row.status),)), *counts, *(Cell("–") for _ in _NAMES))
        return (Cell(name), *counts, *(Cell(self.share(row, one)) for one in _NAMES))

    def how(self, evaluation: Evaluation) -> Iterator[str]:
        """Yield what a reader must know before the numbers."""
        say, methods = self.say, {row.method for row in evaluation.rows}
        yield say(
            "intro",
            documents=self.words.count(evaluation.documents),
            sentences=self.words.count(evaluation.sentences),
        )
        yield say("how")
        yield say(
            "intervals", resamples=self.words.count(evaluation.resamples), seed=evaluation.seed
        )
        if "learned" in methods:
            yield say("learned")
            if evaluation.without_case:
                yield say("without_case", n=evaluation.without_case)
            yield say("few", positive=FEWEST_POSITIVE, documents=FEWEST_DOCUMENTS)
        tuned = f"patterns_{evaluation.patterns.replace('-', '_')}"
        yield say(tuned if "lexicon" in methods else "no_patterns")

    def overview(self, evaluation: Evaluation) -> Part:
        rows: list[Row] = []
        for code, title in ((ALL_CODES, "all"), (MEAN_OF_CODES, "mean")):
            rows.append((Cell(self.say(title)),))
            rows += [
                self.row(row, self.say(f"{row.method}-{row.split}"))
                for kind in KINDS
                for row in evaluation.rows
                if (row.method, row.split) == kind and row.code == code
            ]
        heading = self.say("overview")
        sheet = Sheet(heading, self.head("method"), tuple(rows))
        return Part(heading, (self.say("mean_note"),), (sheet,))

    def by_code(self, evaluation: Evaluation) -> Part:
        sheets = []
        for method, split in KINDS[:-1]:
            rows = [
                self.row(row, self.code(row.code))
                for row in evaluation.rows
                if (row.method, row.split) == (method, split)
                and row.code not in (ALL_CODES, MEAN_OF_CODES)
            ]
            if rows:
                title = self.say(f"{method}-{split}")
                sheets.append(Sheet(title, self.head("code"), tuple(rows)))
        return Part(self.say("by_code"), (), fold=self.say("show_codes"), folded=tuple(sheets))

    def chances(self, evaluation: Evaluation) -> Part:
        rows = tuple(
            (
                Cell(f"{self.decimal(one.low)}–{self.decimal(one.high)}"),
                Cell(self.words.count(one.number)),
                Cell(self.decimal(one.chance)),
                Cell(self.decimal(one.coded)),
            )
            for one in evaluation.bins
        )
        names = ("between", "number", "mean_chance", "share_coded")
        heading = self.say("chances")
        sheet = Sheet(heading, tuple(self.say(name) for name in names), rows)
        return Part(heading, (self.say("chances_text"),), (sheet,))

    def decided(self, decisions: tuple[Decisions, ...]) -> Part:
        names = ("accepted", "corrected", "rejected")
        rows = tuple(
            (Cell(one.coder), *(Cell(self.words.count(getattr(one, name))) for name in names))
            for one in decisions
        )
        heading = self.say("decided")
        head = tuple(self.say(name) for name in ("coder", *names))
        return Part(heading, (self.say("decided_text"),), (Sheet(heading, head, rows),))


def describe_suggestions(
    study: Study, account: SuggestionsAccount, language: str
) -> tuple[Part, ...]:
    """Say what there is to say of suggestions: sentences and tables.

    Parameters
    ----------
    study : Study
        The study.
    account : SuggestionsAccount
        As :func:`gather_suggestions` gathered it.
    language : str
        Of the report.

    Returns
    -------
    tuple of Part
        For HTML and Markdown to lay out.
    """
    speaker, evaluation = _Speaker(study, language), account.evaluation
    parts: list[Part] = []
    if evaluation is not None:
        old = () if account.current else (speaker.say("outdated"),)
        parts.append(Part("", (*old, *speaker.how(evaluation))))
        parts.append(speaker.overview(evaluation))
        parts += describe_claims(speaker, evaluation)
        if evaluation.sources is not None:
            current = account.sources_current
            parts.append(describe_originals(speaker, evaluation.sources, current=current))
        if evaluation.bins:
            parts.append(speaker.chances(evaluation))
        parts.append(speaker.by_code(evaluation))
    if account.decisions:
        parts.append(speaker.decided(account.decisions))
    return tuple(parts)
