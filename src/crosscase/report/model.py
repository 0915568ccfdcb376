"""Everything a report shows, gathered once; the renderers only lay it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

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
from crosscase.report.networks import Networks, gather_networks
from crosscase.report.reliability import Reliability, gather_reliability
from crosscase.report.robustness import Robustness, gather_robustness
from crosscase.report.suggestions import SuggestionsAccount, gather_suggestions
from crosscase.scoring import Score, Scorebook, Selection
from crosscase.study import Study

__all__ = ["FIRST_CODING", "Report", "View", "gather_report", "inferred_refs", "lifted_refs"]

FIRST_CODING = "first-coding"
"""The snapshot shown beside the codings as they are now."""

Progress = Callable[[str], None]


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
    """What a report shows.

    Parameters
    ----------
    study : Study
        The study.
    language : str
        Language of the report.
    tables : tuple of Table
        The declared tables, filled.
    figures : tuple of Figure
        The declared figures with their data.
    now : View
        The results as the study stands.
    first : View or None
        As first coded, where the study has that snapshot.
    without_narration : View or None
        Without the documents in which an author narrates, where there are any.
    scores : dict
        Every score that a table, a figure, a comparison or a verdict rests on.
    evidence : dict
        Every placed coding by id, with its document, passage and origins.
    documents, sources : tuple
        The account of the material.
    verified : bool
        Whether the publications were at hand, so that origins show their passages.
    configurations : tuple of Configurations
        The declared configurations, compared.
    reliability : Reliability or None
        How far coders agree; None where no two read the same text for the same code.
    robustness : Robustness or None
        What would change the verdicts; None where there are none.
    networks : Networks or None
        Which codes occur together; None where nothing was coded.
    suggestions : SuggestionsAccount or None
        How good suggestions are; None where there is nothing to say of them.
    """

    study: Study
    language: str
    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    now: View
    first: View | None
    without_narration: View | None
    scores: dict[Ref, Score]
    evidence: dict[str, Evidence]
    documents: tuple[DocumentAccount, ...]
    sources: tuple[SourceAccount, ...]
    verified: bool
    configurations: tuple[Configurations, ...] = ()
    reliability: Reliability | None = None
    robustness: Robustness | None = None
    networks: Networks | None = None
    suggestions: SuggestionsAccount | None = None

    @property
    def ending(self) -> str:
        """What comes before the ending of a file's name: nothing in the study's first language."""
        return "" if self.language == self.study.languages[0] else f".{self.language}"


def _with_origins(book: Scorebook, refs: Iterable[Ref]) -> dict[Ref, Score]:
    """Return the scores, and those from which any of them is inferred."""
    scores: dict[Ref, Score] = {}
    waiting = sorted(refs)
    while waiting:
        ref = waiting.pop()
        if ref in scores:
            continue
        score = book.score(ref.unit, ref.code, period=ref.period, toward=ref.toward)
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
    progress("scores")
    book = Scorebook(study, Selection())
    now = _view(study, book)
    progress("tables")
    tables = build_tables(study, book)
    progress("figures")
    figures = build_figures(study, book)
    progress("comparison")
    first = None
    if FIRST_CODING in study.snapshots:
        first = _view(study, Scorebook(study, Selection(snapshot=FIRST_CODING)))
    kinds = frozenset(document.kind for document in study.documents.values())
    without = None
    if "narration" in kinds and len(kinds) > 1:
        without = _view(study, Scorebook(study, Selection(kinds=kinds - {"narration"})))
    progress("evidence")
    configurations = gather_configurations(study, book)
    compared = {ref for one in configurations for ref in one.refs}
    progress("reliability")
    reliability = gather_reliability(study, book, now.verdicts)
    compared |= reliability.refs if reliability else set()
    progress("networks")
    networks = gather_networks(book)
    compared |= networks.refs if networks else set()
    scores = _with_origins(book, _refs(tables, figures, now, study) | compared)
    evidence = gather_evidence(study, texts=texts)
    robustness = gather_robustness(study, progress=lambda step: progress(f"robustness, {step}"))
    return Report(
        study,
        language,
        tables,
        figures,
        now,
        first,
        without,
        scores,
        evidence,
        account_documents(study),
        account_sources(study),
        bool(texts),
        configurations=configurations,
        reliability=reliability,
        robustness=robustness,
        networks=networks,
        suggestions=gather_suggestions(study),
    )
