"""Coding without counting characters: the words themselves say where they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from crosscase.coding import DETAIL_FIELDS, Event
from crosscase.corpus import Document
from crosscase.errors import Problem, StudyError, UsageError
from crosscase.spans import line_of, line_starts
from crosscase.storage.appending import Appended, append_events, preview_errors
from crosscase.storage.claim_notes import claims_in, note_repeated, note_unlisted
from crosscase.storage.findings import Findings, Place, list_some, shorten, suggest
from crosscase.storage.loading import load
from crosscase.storage.making import make_add, make_cover
from crosscase.study import Study

__all__ = [
    "add_coding",
    "add_codings",
    "cover_documents",
    "coverages",
    "locate_quote",
    "review_codings",
]

_Located = list[tuple[Problem, int | None]]
"""Problems, each with the place of its row."""

_NEEDED = ("document", "quote", "code", "unit", "value")
_AROUND = 16
_SHOWN = 12


def _places(text: str, quote: str) -> list[int]:
    found: list[int] = []
    at = text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _note_places(document: Document, quote: str, places: Sequence[int], findings: Findings) -> None:
    """Note that a quote stands nowhere, or each of the places where it stands."""
    if not places:
        findings.add(
            Place(document.path),
            "quote-not-found",
            f"no “{shorten(quote)}” in {document.id}",
            "words of the text, to the letter",
            "copy the words from the text",
        )
    starts = line_starts(document.text)
    for at in places[:_SHOWN]:
        around = document.text[max(0, at - _AROUND) : at + len(quote) + _AROUND]
        findings.add(
            Place(document.path, line_of(starts, at)),
            "quote-not-unique",
            f"“{shorten(quote)}” {len(places)} times in {document.id}; "
            f"at {at}: “…{shorten(around)}…”",
            "words that stand in the document once",
            "quote a few words more",
        )


def locate_quote(
    document: Document, quote: str, findings: Findings, *, near: tuple[int, int] | None = None
) -> tuple[int, int] | None:
    """Return where words stand in a document.

    Parameters
    ----------
    document : Document
        The document.
    quote : str
        The words, to the letter.
    findings : Findings
        Gets a problem when they stand nowhere, or in several places that will do.
    near : tuple of (int, int), optional
        Of several places the one that lies within this span will do.

    Returns
    -------
    tuple of (int, int) or None
        Half-open offsets in code points; None when a problem was noted.
    """
    # Texts are in normal form C; words pasted from elsewhere need not be.
    quote = unicodedata.normalize("NFC", quote)
    places = _places(document.text, quote)
    if near is not None and len(places) > 1:
        within = [at for at in places if near[0] <= at and at + len(quote) <= near[1]]
        places = within if len(within) == 1 else places
    if len(places) != 1:
        _note_places(document, quote, places, findings)
        return None
    return places[0], places[0] + len(quote)


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
    root: Path, coder: str, rows: Sequence[Mapping[str, str]], problems: _Located
) -> dict[int, Event]:
    """Return the events by the place of their row, noting the rows whose words are not found."""
    study = load(root, strict=False)
    said = claims_in(study.coding_state.codings)
    events: dict[int, Event] = {}
    for place, row in enumerate(rows):
        findings = Findings()
        event = _make_event(study, coder, row, findings)
        if event:
            note_repeated(study, event, said, findings)
            events[place] = event
        problems += [(problem, place) for problem in findings.problems]
    return events


def _preview(root: Path, coder: str, events: Mapping[int, Event]) -> _Located:
    places = list(events)
    found = preview_errors(root, coder, events.values()) if events else []
    return [(problem, None if at is None else places[at]) for problem, at in found]


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
    problems: _Located = []
    events = _make_events(Path(root), coder, rows, problems)
    return _name_lines(problems + _preview(Path(root), coder, events), file, lines)


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
    root = Path(root)
    problems: _Located = []
    events = _make_events(root, coder, list(rows), problems)
    if not problems:
        try:
            return append_events(root, coder, events.values()).events
        except StudyError:
            if not file:
                raise
    raise StudyError(_name_lines(problems + _preview(root, coder, events), file, lines))


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


def coverages(
    study: Study, coder: str, documents: Iterable[str], *, codebooks: Iterable[str] = ()
) -> list[Event]:
    """Return the events that state that a coder has read documents completely.

    Parameters
    ----------
    study : Study
        The study.
    coder, documents, codebooks
        As for :func:`cover_documents`.

    Returns
    -------
    list of Event
        One for each document.

    Raises
    ------
    UsageError
        When there is no such document or codebook.
    """
    books = {book.id: book for book in study.codebooks}
    chosen = tuple(codebooks)
    for name in chosen:
        if name not in books:
            raise UsageError(
                f"found codebook {name}; allowed: {list_some(books)}; "
                + suggest(name, books, "name a file of codes by its id")
            )
    codes = None
    if chosen:
        members = [code for name in chosen for code in books[name].codes]
        codes = [code.id for code in members if code.derive is None]
    return [make_cover(study, name, coder=coder, codes=codes) for name in documents]


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
    study = load(root, strict=False)
    return append_events(root, coder, coverages(study, coder, documents, codebooks=codebooks))
