"""From a study folder to a study, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from crosscase.coding import CodingState, Event
from crosscase.errors import Problem, StudyError
from crosscase.specs import Hypothesis
from crosscase.storage.background import Background
from crosscase.storage.codebook_files import read_codebooks
from crosscase.storage.coding_files import EventFile, read_event_files
from crosscase.storage.documents_file import check_originals, read_corpus
from crosscase.storage.evaluation_file import note_evaluation_file
from crosscase.storage.event_checks import CheckedCodings, check_codings
from crosscase.storage.findings import Findings, Place
from crosscase.storage.folder import Folder
from crosscase.storage.hypotheses_file import read_hypotheses
from crosscase.storage.origin_checks import check_origins, check_sources
from crosscase.storage.published_files import read_published
from crosscase.storage.snapshot_files import read_snapshots
from crosscase.storage.source_files import SourceFiles, read_sources
from crosscase.storage.study_file import read_study_file
from crosscase.storage.suggestion_files import note_suggestion_files
from crosscase.storage.tables_file import read_tables
from crosscase.study import Study

__all__ = ["Contents", "check", "errors_of", "load", "read_folder"]


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything a study folder holds, as read and before anything is refused.

    Parameters
    ----------
    study : Study
        The study, with all its problems.
    background : Background
        What codings are checked against.
    event_files : tuple of EventFile
        The codings files.
    sources : SourceFiles
        The publications behind the texts.
    findings : Findings
        What was found.
    """

    study: Study
    background: Background
    event_files: tuple[EventFile, ...]
    sources: SourceFiles
    findings: Findings


def errors_of(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return the problems that keep analyses from running."""
    return tuple(problem for problem in problems if problem.severity == "error")


def read_folder(root: Path, folder: Folder | None = None) -> Contents:
    """Read a study folder as far as it can be read.

    Parameters
    ----------
    root : Path
        The study folder.
    folder : Folder, optional
        What reads its files, with findings that are empty; one that only reads by default.

    Returns
    -------
    Contents
        What it holds, and every problem.
    """
    folder = folder or Folder(root, Findings())
    findings = folder.findings
    study = read_study_file(folder)
    codebooks = read_codebooks(folder, study.reference_date)
    corpus = read_corpus(folder)
    sources = read_sources(folder)
    tables, figures, configurations = read_tables(folder, study.units, codebooks)
    hypotheses = read_hypotheses(folder, codebooks)
    published = read_published(folder, codebooks, hypotheses)
    event_files = read_event_files(folder)
    background = Background(study, codebooks, corpus)
    check_origins(sources, corpus, findings)
    codings = check_codings(event_files, background, findings)
    hypotheses = _registered_in_time(hypotheses, codings.events.values(), findings)
    _define_events(codings, event_files, findings)
    snapshots = read_snapshots(folder, codings.events, codings.state, background)
    findings.resolve()
    made = replace(
        _make_study(root, background, sources, codings.state),
        tables=tables,
        figures=figures,
        configurations=configurations,
        hypotheses=hypotheses,
        published_tables=published.tables,
        published_verdicts=published.verdicts,
        discrepancies=published.discrepancies,
        snapshots=snapshots,
        unplaced=codings.unplaced,
        problems=tuple(sorted(findings.problems)),
    )
    return Contents(made, background, event_files, sources, findings)


def _registered_in_time(
    hypotheses: Sequence[Hypothesis], events: Iterable[Event], findings: Findings
) -> tuple[Hypothesis, ...]:
    """Take no registration for one that is dated after the first coding."""
    first = min((event.at[:10] for event in events if event.event == "add"), default="")
    kept = []
    for hypothesis in hypotheses:
        if first and hypothesis.registered_on > first:
            findings.warn(
                Place("codebooks/hypotheses.yaml", 0),
                "registered-late",
                f"{hypothesis.id} registered on {hypothesis.registered_on}, "
                f"after the first coding of {first}",
                "a registration before coding",
                "nothing to mend: the hypothesis counts as post hoc",
            )
            hypothesis = replace(hypothesis, registered_on="", registered_sha256="")
        kept.append(hypothesis)
    return tuple(kept)


def _make_study(
    root: Path, background: Background, sources: SourceFiles, state: CodingState
) -> Study:
    """Return cases, codes, texts and codings as a study; what rests on them is to be added."""
    study, corpus = background.study, background.corpus
    return Study(
        root=root,
        title=study.title,
        languages=study.languages,
        units=study.units,
        coders=study.coders,
        period_schemes=study.schemes,
        reference_date=study.reference_date or "",
        report=study.report,
        about=study.about,
        agreement=study.agreement,
        authors=study.authors,
        license=study.license,
        scales=background.codebooks.scales,
        codebooks=background.codebooks.codebooks,
        documents=corpus.documents,
        source_groups=corpus.source_groups,
        sources=sources.sources,
        origins=tuple(origin for origin, _ in sources.origins),
        left_out=tuple(row for row, _ in sources.left_out),
        coding_state=state,
    )


def _define_events(codings: CheckedCodings, files: Sequence[EventFile], findings: Findings) -> None:
    for event in codings.events.values():
        findings.define("event", event.id, Place(event.file, event.line))
    for file in files:
        findings.presume("event", file.unread)


def load(root: Path | str, *, strict: bool = True) -> Study:
    """Read a study from its folder.

    Parameters
    ----------
    root : Path or str
        The folder that holds ``study.yaml``.
    strict : bool
        Whether to refuse a study with errors. Warnings, such as a torn last line or codings
        that cannot be placed, never keep a study from being read; they are in its ``problems``.

    Returns
    -------
    Study
        Everything in the folder. What could not be read is missing from a study that is read
        although it has errors.

    Raises
    ------
    StudyError
        With every problem at once, when the study has errors and ``strict`` is set.

    Examples
    --------
    >>> import tempfile
    >>> from crosscase.storage import init
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     study = load(init(Path(folder) / "new", title="A study", language="en"))
    >>> [unit.id for unit in study.cases]
    ['case-one']
    """
    study = read_folder(Path(root)).study
    if strict and errors_of(study.problems):
        raise StudyError(study.problems)
    return study


def check(root: Path | str, *, sources: Path | str | None = None) -> tuple[Problem, ...]:
    """Say everything that is wrong with a study.

    Parameters
    ----------
    root : Path or str
        The study folder.
    sources : Path or str, optional
        A folder with the publications behind the texts; with it their hashes, and whether every
        paragraph is rendered or left out, are checked as well. These problems have rules that
        begin with ``source-``.

    Returns
    -------
    tuple of Problem
        Sorted by file and line; empty when all is well.

    Examples
    --------
    >>> [problem.rule for problem in check("no-such-folder")][:1]
    ['missing-file']
    """
    contents = read_folder(Path(root))
    folder = Folder(Path(root), contents.findings)
    check_originals(folder, contents.study.documents.values())
    note_suggestion_files(folder, contents.study)
    note_evaluation_file(folder)
    if sources is not None:
        check_sources(contents.sources, Path(sources), contents.findings)
    return tuple(sorted(contents.findings.problems))
