"""Coding by the place of the words, for who has the text before them: codings and coverage."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from crosscase.coding import Coding, Coverage, Event
from crosscase.errors import StudyError
from crosscase.storage.claim_notes import claims_in, note_repeated, note_unlisted
from crosscase.storage.findings import Findings
from crosscase.storage.making import make_add, make_cover, make_revise
from crosscase.study import Study

__all__ = ["codings_at", "codings_starting", "coverage_of", "revision_of"]


def codings_starting(study: Study, document: str, start: int) -> Iterator[Coding]:
    """Yield the codings of words that start at a place, without going through all.

    Parameters
    ----------
    study : Study
        The study.
    document : str
        Id of a document.
    start : int
        Offset in code points.

    Yields
    ------
    Coding
        Those of all coders, in the order of their ends.
    """
    # They are kept in the order of document and start.
    codings = study.coding_state.codings
    at = bisect_left(codings, (document, start), key=attrgetter("document", "start"))
    while at < len(codings) and (codings[at].document, codings[at].start) == (document, start):
        yield codings[at]
        at += 1


def _note_repeated(
    study: Study,
    events: Sequence[Coding | Event],
    findings: Findings,
    *,
    but: Collection[str] = (),
) -> None:
    """Note claims that the coder has made already, or makes twice."""
    said = claims_in(
        coding
        for document, start in {(one.document, one.start) for one in events}
        for coding in codings_starting(study, document, start)
        if coding.id not in but
    )
    for event in events:
        note_repeated(study, event, said, findings)


def codings_at(
    study: Study,
    coder: str,
    document: str,
    start: int,
    end: int,
    claims: Iterable[Mapping[str, str]],
    *,
    instead: Collection[str] = (),
) -> tuple[Event, ...]:
    """Return the events that add codings of the same words.

    Parameters
    ----------
    study : Study
        The study.
    coder : str
        Who codes.
    document : str
        Id of a document of the study.
    start, end : int
        Half-open offsets in code points.
    claims : iterable of mapping
        Each with ``code``, ``unit`` and ``value``, and where they apply ``period``, ``date``,
        ``actor``, ``toward``, ``decision`` and ``memo``.
    instead : collection of str
        Ids of codings that are taken back with it, and may claim the same.

    Returns
    -------
    tuple of Event
        One for each claim, to be appended.

    Raises
    ------
    StudyError
        When the document does not list a unit, or the coder has claimed the same already.
    AnchorError
        When the span does not lie in the text.
    UsageError
        When there is no such document.
    """
    events = [make_add(study, document, start, end, coder=coder, **claim) for claim in claims]
    findings = Findings()
    for unit in dict.fromkeys(event.unit for event in events):
        note_unlisted(study, study.documents[document], unit, findings)
    _note_repeated(study, events, findings, but=instead)
    if findings.problems:
        raise StudyError(findings.problems)
    return tuple(events)


def revision_of(study: Study, coding: Coding, changes: Mapping[str, str]) -> Event | None:
    """Return the event by which a coding claims something else.

    Parameters
    ----------
    study : Study
        The study.
    coding : Coding
        The coding as it stands.
    changes : mapping
        Fields of the claim with what they become; empty takes an optional one away.

    Returns
    -------
    Event or None
        To be appended; None when the coding claims all of that already.

    Raises
    ------
    StudyError
        When the document does not list the unit, or the coder has claimed the same already.
    UsageError
        When something else is to be changed.
    """
    real = {name: new for name, new in changes.items() if getattr(coding, name, None) != new}
    if not real:
        return None
    event = make_revise(coding, **real)
    findings = Findings()
    after = replace(coding, **real)  # type: ignore[arg-type]
    if "unit" in real and coding.document in study.documents:
        note_unlisted(study, study.documents[coding.document], after.unit, findings)
    if coding.document in study.documents and set(real) != {"memo"}:
        _note_repeated(study, [after], findings, but=[coding.id])
    if findings.problems:
        raise StudyError(findings.problems)
    return event


def coverage_of(study: Study, coder: str, document: str, codes: Iterable[str]) -> tuple[Event, ...]:
    """Return the event that states coverage for codes, where the coder did not state it before.

    Parameters
    ----------
    study : Study
        The study.
    coder : str
        Who has read the document.
    document : str
        Its id.
    codes : iterable of str
        Code ids.

    Returns
    -------
    tuple of Event
        One event, or none when all was stated for the text and the definitions as they are.

    Raises
    ------
    UsageError
        When there is no such document or code.
    """
    event = make_cover(study, document, coder=coder, codes=codes)
    stated = {
        (code, defined)
        for cover in _statements(study, coder, document)
        if cover.text_sha256 == event.text_sha256
        for code, defined in cover.codes.items()
    }
    new = {
        code: defined
        for code, defined in (event.codes or {}).items()
        if (code, defined) not in stated
    }
    return (replace(event, codes=new),) if new else ()


def _statements(study: Study, coder: str, document: str) -> list[Coverage]:
    return [
        cover
        for cover in study.coding_state.coverage
        if cover.coder == coder and cover.document == document
    ]
