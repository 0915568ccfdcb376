"""Coding without counting characters: the words themselves say where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from crosscase.coding import DETAIL_FIELDS, Event
from crosscase.errors import Problem, StudyError, UsageError
from crosscase.storage.appending import Appended
from crosscase.storage.claim_notes import claims_in, note_repeated, note_unlisted
from crosscase.storage.findings import Findings, Place, list_some, suggest
from crosscase.storage.making import make_add
from crosscase.storage.opened import OpenStudy
from crosscase.storage.quotes import locate_quote
from crosscase.study import Study

__all__ = ["add_coding", "add_codings", "cover_documents", "review_codings"]

_Located = list[tuple[Problem, int | None]]
"""Problems, each with the place of its row."""

_NEEDED = ("document", "quote", "code", "unit", "value")


def _make_event(
    study: Study, coder: str, row: Mapping[str, str], findings: Findings
) -> Event | None:
    missing = [name for name in _NEEDED if not row.get(name)]
    unknown = [name for name in row if name not in (*_NEEDED, *DETAIL_FIELDS)]
    if missing or unknown:
        raise UsageError(
            f"found {list_some(row) or 'nothing'}; allowed: {', '.join(_NEEDED)}, and "
            f"{', '.join(DETAIL_FIELDS)}; "
            + (f"add {', '.join(missing)}" if missing else f"remove {', '.join(unknown)}")
        )
    document = study.documents.get(row["document"])
    if document is None:
        findings.add(
            Place("corpus/documents.yaml"),
            "unknown-document",
            row["document"],
            list_some(study.documents),
            suggest(row["document"], study.documents, "add it to the catalogue"),
        )
        return None
    note_unlisted(study, document, row["unit"], findings)
    claim = {name: value for name, value in row.items() if name not in ("document", "quote")}
    span = locate_quote(document, row["quote"], findings)
    if span is None:
        return None
    return make_add(study, document.id, span[0], span[1], coder=coder, **claim)


def _make_events(
    held: OpenStudy, study: Study, coder: str, rows: Sequence[Mapping[str, str]]
) -> tuple[list[Event], _Located]:
    """Return the events of the rows whose words are found, and all that is wrong with any row."""
    said = claims_in(study.coding_state.codings)
    problems: _Located = []
    events: dict[int, Event] = {}
    for place, row in enumerate(rows):
        findings = Findings()
        event = _make_event(study, coder, row, findings)
        if event:
            note_repeated(study, event, said, findings)
            events[place] = event
        problems += [(problem, place) for problem in findings.problems]
    places = list(events)
    for problem, at in held.preview(coder, events.values()):
        problems.append((problem, None if at is None else places[at]))
    return list(events.values()), problems


def _name_lines(problems: _Located, file: str, lines: Sequence[int]) -> list[Problem]:
    return [
        replace(problem, file=file, line=lines[at]) if file and at is not None else problem
        for problem, at in problems
    ]


def review_codings(
    root: Path | str,
    coder: str,
    rows: Sequence[Mapping[str, str]],
    *,
    file: str = "",
    lines: Sequence[int] = (),
) -> list[Problem]:
    """Return everything that would keep :func:`add_codings` from adding rows; add nothing.

    Parameters
    ----------
    root, coder, rows, file, lines
        As for :func:`add_codings`.

    Returns
    -------
    list of Problem
        Nothing when all is well.
    """
    held = OpenStudy(root)
    _, problems = _make_events(held, held.study(), coder, rows)
    return _name_lines(problems, file, lines)


def add_codings(
    root: Path | str,
    coder: str,
    rows: Iterable[Mapping[str, str]],
    *,
    file: str = "",
    lines: Sequence[int] = (),
) -> tuple[str, ...]:
    """Add codings whose words are given and whose place is looked up, all of them or none.

    Parameters
    ----------
    root : Path or str
        The study folder.
    coder : str
        Who codes.
    rows : iterable of mapping
        Each with ``document``, ``quote``, ``code``, ``unit`` and ``value``, and where they apply
        ``period``, ``date``, ``actor``, ``toward``, ``decision`` and ``memo``. The quote must
        stand in the document once, to the letter in Unicode normal form C.
    file : str
        The file the rows were read from; problems then name it with the line of the row.
    lines : sequence of int
        The line of each row in that file.

    Returns
    -------
    tuple of str
        Ids of the new codings, in the order of the rows.

    Raises
    ------
    StudyError
        With every row that cannot be added and why; nothing is added then. A quote that stands
        in several places is told with each place and the words around it.
    UsageError
        When a row lacks something or has something else.
    """
    held, rows = OpenStudy(root), list(rows)

    def make(study: Study) -> list[Event]:
        events, problems = _make_events(held, study, coder, rows)
        if problems:
            raise StudyError(_name_lines(problems, file, lines))
        return events

    return held.carry_out(coder, make)


def add_coding(
    root: Path | str,
    coder: str,
    document: str,
    quote: str,
    code: str,
    unit: str,
    value: str,
    **optional: str,
) -> str:
    """Add one coding whose words are given and whose place is looked up.

    Parameters
    ----------
    root : Path or str
        The study folder.
    coder : str
        Who codes.
    document : str
        Document id.
    quote : str
        Words that stand in the document once, to the letter.
    code, unit, value : str
        The claim.
    **optional : str
        ``period``, ``date``, ``actor``, ``toward``, ``decision``, ``memo``.

    Returns
    -------
    str
        Id of the new coding.

    Raises
    ------
    StudyError
        As :func:`add_codings`.
    UsageError
        As :func:`add_codings`.
    """
    row = {"document": document, "quote": quote, "code": code, "unit": unit, "value": value}
    (identity,) = add_codings(root, coder, [{**row, **optional}])
    return identity


def cover_documents(
    root: Path | str,
    coder: str,
    documents: Iterable[str],
    *,
    codebooks: Iterable[str] = (),
) -> Appended:
    """State that a coder has read documents completely.

    Parameters
    ----------
    root : Path or str
        The study folder.
    coder : str
        Who has read them.
    documents : iterable of str
        Document ids.
    codebooks : iterable of str
        Only for the codes of these; for all codes by default.

    Returns
    -------
    Appended
        With one event a document.

    Raises
    ------
    StudyError
        When the statements would be wrong.
    UsageError
        When there is no such document or codebook.
    """
    return OpenStudy(root).cover_documents(coder, documents, codebooks=codebooks)
