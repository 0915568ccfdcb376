"""Adding, revising and taking back codings: each is on disk before the answer says so."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from crosscase.coding import Coding, Event
from crosscase.errors import ConflictError
from crosscase.storage import codings_at, make_withdraw, revision_of
from crosscase.study import Study
from crosscase.web.answers import RefusedError, answer
from crosscase.web.api import models
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

__all__ = ["added_before", "router"]

router = APIRouter()

_CLAIM = ("code", "unit", "value", "period", "date", "actor", "toward", "decision", "memo")


def added_before(study: Study, coder: str, ids: list[str]) -> list[Coding]:
    """Return the codings of a request that was carried out before; none when it was not."""
    found = [study.codings[id] for id in ids if id in study.codings]
    return [coding for coding in found if coding.coder == coder]


def _refuse_other_use(found: list[Coding], document: str, body: models.NewCodings) -> None:
    """Refuse a request number that was used for other words."""
    for coding in found:
        same = (coding.document, coding.start, coding.end) == (document, body.start, body.end)
        if len(found) != len(body.claims) or not (same or coding.quote == body.quote):
            raise RefusedError(
                409,
                f"found request {body.request}, which added other codings; draw another number",
            )


@router.post(
    "/documents/{document}/codings",
    status_code=201,
    response_model=models.Added,
    summary="Add codings of the same words",
)
def add_codings(document: str, body: models.NewCodings, request: Request) -> Response:
    """Add one coding for each claim, all of them or none; sent again it adds nothing twice."""
    bench = coding_bench(request)
    study = bench.study()
    text = find_document(study, document).text
    ids = [event_id(body.request, place) for place in range(len(body.claims))]
    found = added_before(study, bench.coder, ids)
    if found:
        _refuse_other_use(found, document, body)
    else:
        check_words(text, body.start, body.end, body.quote)
        claims = [claim.model_dump() for claim in body.claims]
        events = codings_at(study, bench.coder, document, body.start, body.end, claims, ids=ids)
        bench.opened.append(bench.coder, events)
    study, version = bench.current()
    missing = [id for id in ids if id not in study.codings]
    if missing:
        raise conflict(study, missing[0], "codings that were taken back since", "those that stand")
    codings = [show_coding(study, study.codings[id]) for id in ids]
    return answer(request, {"version": version, "codings": codings}, status=201)


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
def revise_coding(coding: str, body: models.Revision, request: Request) -> Response:
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
