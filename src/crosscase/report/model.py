"""Everything a report shows, gathered once when asked for; the renderers only lay it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crosscase.comparison import (
    Ref,
    Table,
    ValueComparison,
    VerdictComparison,
    build_tables,
    compare_published,
    compare_published_verdicts,
)
from crosscase.evidence import Evidence, gather_evidence, read_sources
from crosscase.figures import Figure, build_figures
from crosscase.hypotheses import Verdict, evaluate
from crosscase.report.account import (
    DocumentAccount,
    SourceAccount,
    account_documents,
    account_sources,
)
from crosscase.report.configurations import Configurations, gather_configurations
from crosscase.report.gathered import Gathered
from crosscase.report.networks import Networks, gather_networks
from crosscase.report.reliability import Reliability, gather_reliability
from crosscase.report.robustness import Robustness, gather_robustness
from crosscase.report.suggestions import SuggestionsAccount, gather_suggestions
from crosscase.scoring import Score, Scorebook, Selection
from crosscase.scoring.selection import AS_IT_STANDS
from crosscase.study import Study

__all__ = ["FIRST_CODING", "Report", "View", "gather_report", "inferred_refs", "lifted_refs"]

FIRST_CODING = "first-coding"
"""The snapshot shown beside the codings as they are now."""

Progress = Callable[[str], None]

_STEPS = (
    ("scores", ("now",)),
    ("tables", ("tables",)),
    ("figures", ("figures",)),
    ("comparison", ("first", "without_narration")),
    ("evidence", ("configurations", "evidence", "documents", "sources", "suggestions")),
    ("reliability", ("reliability",)),
    ("networks", ("networks", "scores")),
)
"""What is gathered in which step; robustness comes last."""


@dataclass(frozen=True)
class View:
    """The results under one selection of the codings."""

    values: tuple[ValueComparison, ...]
    verdicts: tuple[Verdict, ...]
    published: tuple[VerdictComparison, ...]

    def verdict_of(self, hypothesis: str, reading: str, unit: str) -> Verdict | None:
        """Return a verdict; None when the hypothesis has none on the unit."""
        for verdict in self.verdicts:
            if (verdict.hypothesis, verdict.reading, verdict.unit) == (hypothesis, reading, unit):
                return verdict
        return None


@dataclass(frozen=True)
class Report:
    """What a report shows, each part of it gathered when it is asked for.

    Parameters
    ----------
    study : Study
        The study.
    language : str
        Language of the report.
    selection : Selection
        Which codings count.
    texts : mapping
        The publications as :func:`crosscase.evidence.read_sources` gave them, so that origins show
        their passages; empty when they are not at hand.
    found : dict
        What was gathered so far, by the name of the part; the same for a report that differs in
        language only. What stands here already is taken as it is.
    """

    study: Study
    language: str
    selection: Selection = AS_IT_STANDS
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    found: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @Gathered
    def book(self) -> Scorebook:
        """The scores."""
        return Scorebook(self.study, self.selection)

    @Gathered
    def now(self) -> View:
        """The results under the selection; when nothing was selected, as the study stands."""
        return _view(self.study, self.book)

    @Gathered
    def tables(self) -> tuple[Table, ...]:
        """The declared tables, filled."""
        return build_tables(self.study, self.book)

    @Gathered
    def figures(self) -> tuple[Figure, ...]:
        """The declared figures with their data."""
        return build_figures(self.study, self.book)

    @Gathered
    def first(self) -> View | None:
        """The results as first coded, where the study has that snapshot."""
        if FIRST_CODING not in self.study.snapshots:
            return None
        return _view(self.study, Scorebook(self.study, Selection(snapshot=FIRST_CODING)))

    @Gathered
    def without_narration(self) -> View | None:
        """The results without documents in which an author narrates, where there are any."""
        kinds = frozenset(document.kind for document in self.study.documents.values())
        if "narration" not in kinds or len(kinds) == 1:
            return None
        return _view(self.study, Scorebook(self.study, Selection(kinds=kinds - {"narration"})))

    @Gathered
    def configurations(self) -> tuple[Configurations, ...]:
        """The declared configurations, compared."""
        return gather_configurations(self.study, self.book)

    @Gathered
    def reliability(self) -> Reliability | None:
        """How far coders agree; None where no two read the same text for the same code."""
        return gather_reliability(self.study, self.book, self.now.verdicts)

    @Gathered
    def networks(self) -> Networks | None:
        """Which codes occur together; None where nothing was coded."""
        return gather_networks(self.book)

    @Gathered
    def robustness(self) -> Robustness | None:
        """What would change the verdicts; None where there are none."""
        return gather_robustness(self.study)

    @Gathered
    def suggestions(self) -> SuggestionsAccount | None:
        """How good suggestions are; None where there is nothing to say of them."""
        return gather_suggestions(self.study)

    @Gathered
    def scores(self) -> dict[Ref, Score]:
        """Every score that a part of the report rests on."""
        refs = _refs(self.tables, self.figures, self.now, self.study)
        refs |= {ref for one in self.configurations for ref in one.refs}
        refs |= self.reliability.refs if self.reliability else set()
        refs |= self.networks.refs if self.networks else set()
        return _with_origins(self.book, refs)

    @Gathered
    def evidence(self) -> dict[str, Evidence]:
        """Every placed coding by id, with its document, passage and origins."""
        snapshot = self.selection.snapshot
        then = self.study.snapshots[snapshot][1].codings if snapshot else None
        return gather_evidence(self.study, texts=self.texts, codings=then)

    @Gathered
    def documents(self) -> tuple[DocumentAccount, ...]:
        """The account of the documents."""
        return account_documents(self.study)

    @Gathered
    def sources(self) -> tuple[SourceAccount, ...]:
        """The account of the publications behind them."""
        return account_sources(self.study)

    @property
    def verified(self) -> bool:
        """Whether the publications were at hand."""
        return bool(self.texts)

    @property
    def ending(self) -> str:
        """What comes before the ending of a file's name: nothing in the study's first language."""
        return "" if self.language == self.study.languages[0] else f".{self.language}"

    def score(self, ref: Ref) -> Score:
        """Return a score, whether or not the report names it elsewhere.

        Parameters
        ----------
        ref : Ref
            What it is about.

        Returns
        -------
        Score
            Under the selection.
        """
        return _score(self.book, ref)


def _score(book: Scorebook, ref: Ref) -> Score:
    return book.score(ref.unit, ref.code, period=ref.period, toward=ref.toward)


def _with_origins(book: Scorebook, refs: Iterable[Ref]) -> dict[Ref, Score]:
    """Return the scores, and those from which any of them is inferred."""
    scores: dict[Ref, Score] = {}
    waiting = sorted(refs)
    while waiting:
        ref = waiting.pop()
        if ref in scores:
            continue
        score = _score(book, ref)
        scores[ref] = score
        waiting += inferred_refs(book.study, score) + lifted_refs(book.study, score)
    return dict(sorted(scores.items()))


def lifted_refs(study: Study, score: Score) -> list[Ref]:
    """Return the scores of the parties from which a score of their case was lifted.

    Parameters
    ----------
    study : Study
        The study.
    score : Score
        Any score.

    Returns
    -------
    list of Ref
        One for each party; none when the score was not lifted party by party.
    """
    if not score.rule.endswith(("lifted:all", "lifted:any")):
        return []
    parties = study.units[score.unit].parties
    return [
        Ref(party, score.code, score.period, score.toward)
        for party in parties
        if party != score.toward
    ]


def inferred_refs(study: Study, score: Score) -> list[Ref]:
    """Return the scores another one is inferred from.

    Parameters
    ----------
    study : Study
        The study.
    score : Score
        Any score.

    Returns
    -------
    list of Ref
        Nothing when it is not inferred.
    """
    pairs = (one.split(":", 1) for one in score.inferred_from)
    return [
        Ref(unit, code, score.period, score.toward if study.codes[code].directed else "")
        for unit, code in pairs
    ]


def _view(study: Study, book: Scorebook) -> View:
    verdicts = evaluate(study, book)
    return View(
        compare_published(study, book),
        verdicts,
        compare_published_verdicts(
            study, ((v.unit, v.hypothesis, v.reading, v.verdict) for v in verdicts)
        ),
    )


def _refs(tables: Iterable[Table], figures: Iterable[Figure], view: View, study: Study) -> set[Ref]:
    refs = {ref for table in tables for ref in table.refs}
    refs |= {ref for figure in figures for ref in figure.refs}
    refs |= {Ref(v.score.unit, v.score.code, v.score.period) for v in view.values}
    for verdict in view.verdicts:
        outcomes = list(verdict.predictions)
        if verdict.scope is not None:
            outcomes.append(verdict.scope)
        outcomes += [rival.prediction for rival in verdict.rivals]
        refs |= {Ref(*key) for outcome in outcomes for key in outcome.scores}
    for discrepancy in study.discrepancies:
        refs |= {Ref(unit, code) for unit in discrepancy.units for code in discrepancy.codes}
    return refs


def gather_report(
    study: Study,
    *,
    language: str,
    sources: Path | None = None,
    progress: Progress = lambda step: None,
) -> Report:
    """Compute everything a report shows.

    Parameters
    ----------
    study : Study
        The study.
    language : str
        Language of the report.
    sources : Path, optional
        Folder with the publications, to verify origins and show the original passages.
    progress : callable, optional
        Told the name of each step when it begins.

    Returns
    -------
    Report
        The whole, ready to be laid out.

    Raises
    ------
    CheckFailedError
        When a publication is missing or another than the origins were taken from.
    """
    progress("sources")
    texts = read_sources(study, sources) if sources is not None else {}
    report = Report(study, language, texts=texts)
    for step, parts in _STEPS:
        progress(step)
        for part in parts:
            getattr(report, part)
    report.found["robustness"] = gather_robustness(
        study, progress=lambda step: progress(f"robustness, {step}")
    )
    return report
