"""Adding, revising and taking back codings: each is on disk before the answer says so."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import Response

from crosscase.coding import Coding, Event
from crosscase.errors import ConflictError, StudyError
from crosscase.storage import codings_at, codings_starting, make_withdraw, revision_of
from crosscase.study import Study
from crosscase.web.answers import RefusedError, answer
from crosscase.web.api import bodies, models
from crosscase.web.api.asking import (
    check_words,
    coding_bench,
    conflict,
    event_id,
    find_coding,
    find_document,
)
from crosscase.web.api.shown import show_coding
from crosscase.web.state import Workbench

__all__ = ["router"]

router = APIRouter()

_CLAIM = ("code", "unit", "value", "period", "date", "actor", "toward", "decision", "memo")


def _standing(study: Study, document: str, start: int, ids: Sequence[str]) -> list[Coding]:
    """Return the codings of a request that stand, where it put them or wherever they are now."""
    there = {one.id: one for one in codings_starting(study, document, start) if one.id in ids}
    if len(there) < len(ids):
        there = {id: study.codings[id] for id in ids if id in study.codings}
    return [there[id] for id in ids if id in there]


def _was_added(study: Study, document: str, body: bodies.NewCodings, ids: Sequence[str]) -> bool:
    """Say whether the request was carried out before; refuse one that cannot be carried out."""
    there = codings_starting(study, document, body.start)
    if any(one.id == ids[0] and one.quote == body.quote for one in there):
        return True
    try:
        check_words(study.documents[document].text, body.start, body.end, body.quote)
    except RefusedError:
        # The words may have moved since, with the coding.
        if ids[0] in study.codings and study.codings[ids[0]].quote == body.quote:
            return True
        raise
    return False


def _add(
    bench: Workbench, study: Study, document: str, body: bodies.NewCodings, ids: Sequence[str]
) -> None:
    claims = [claim.model_dump() for claim in body.claims]
    events = codings_at(study, bench.coder, document, body.start, body.end, claims, ids=ids)
    try:
        bench.opened.append(bench.coder, events)
    except StudyError as error:
        if {problem.rule for problem in error.problems} != {"duplicate-id"}:
            raise
        message = f"found request {body.request}, which added other codings; draw another number"
        raise RefusedError(409, message, error.problems) from None


@router.post(
    "/documents/{document}/codings",
    status_code=201,
    response_model=models.Added,
    summary="Add codings of the same words",
)
def add_codings(document: str, body: bodies.NewCodings, request: Request) -> Response:
    """Add one coding for each claim, all of them or none; sent again it adds nothing twice."""
    bench = coding_bench(request)
    study = bench.study()
    find_document(study, document)
    ids = [event_id(body.request, place) for place in range(len(body.claims))]
    if not _was_added(study, document, body, ids):
        _add(bench, study, document, body, ids)
    study, version = bench.current()
    codings = _standing(study, document, body.start, ids)
    if len(codings) < len(ids):
        gone = next(id for id in ids if id not in {one.id for one in codings})
        raise conflict(study, gone, "a coding that was taken back since", "those that stand")
    shown = [show_coding(study, coding) for coding in codings]
    return answer(request, {"version": version, "codings": shown}, status=201)


def _append_for(bench: Workbench, coding: Coding, event: Event, last: str) -> None:
    """Append an event that answers a coding, when nobody else was first."""
    try:
        bench.opened.append(bench.coder, [event], expect={coding.id: last})
    except ConflictError:
        found, allowed = "another claim since", "the claim that you saw"
        raise conflict(bench.study(), coding.id, found, allowed) from None


def _check_last(study: Study, coding: Coding, last: str) -> None:
    if coding.last_claim != last:
        raise conflict(study, coding.id, f"last {last}", coding.last_claim)


@router.patch(
    "/codings/{coding}", response_model=models.Revised, summary="Revise what a coding claims"
)
def revise_coding(coding: str, body: bodies.Revision, request: Request) -> Response:
    """Change what a coding claims; its words stay, for other words are another coding."""
    bench = coding_bench(request)
    study = bench.study()
    found = find_coding(bench, study, coding)
    identity = event_id(body.request, 0) if body.request else ""
    if not (identity and found.last_claim == identity):
        _check_last(study, found, body.last)
        sent = body.model_fields_set
        changes = {name: getattr(body, name) or "" for name in _CLAIM if name in sent}
        empty = [name for name in ("code", "unit", "value") if changes.get(name, "-") == ""]
        if empty:
            raise RefusedError(400, f"found no {', '.join(empty)}; a coding has to have them")
        event = revision_of(study, found, changes, id=identity)
        if event is not None:
            _append_for(bench, found, event, body.last)
    study, version = bench.current()
    shown = show_coding(study, find_coding(bench, study, coding))
    return answer(request, {"version": version, "coding": shown})


@router.delete("/codings/{coding}", response_model=models.Withdrawn, summary="Take a coding back")
def withdraw_coding(coding: str, last: str, request: Request) -> Response:
    """Take a coding back; the file keeps that it was there."""
    bench = coding_bench(request)
    study = bench.study()
    found = find_coding(bench, study, coding)
    _check_last(study, found, last)
    _append_for(bench, found, make_withdraw(found), last)
    return answer(request, {"version": bench.current()[1], "withdrawn": coding})
