"""Adding, revising and taking back codings: each is on disk before the answer says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import Response

from crosscase.coding import CLAIM_FIELDS, Coding, Event
from crosscase.errors import ConflictError
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
    taken_back,
)
from crosscase.web.api.shown import show_coding
from crosscase.web.state import Workbench, moment_of

__all__ = ["router"]

router = APIRouter()


def _standing(study: Study, document: str, start: int, ids: Sequence[str]) -> list[Coding]:
    """Return the codings of a request that stand, where it put them or wherever they are now."""
    there = {one.id: one for one in codings_starting(study, document, start) if one.id in ids}
    if len(there) < len(ids):
        there = {id: study.codings[id] for id in ids if id in study.codings}
    return [there[id] for id in ids if id in there]


def _are_all(
    bench: Workbench, document: str, body: bodies.NewCodings, events: Sequence[Event]
) -> bool:
    """Say whether events are all that a request to add codings asks for."""
    where = (document, body.start, body.end, body.quote)
    asked = [(*where, *map(claim.model_dump().get, CLAIM_FIELDS)) for claim in body.claims]
    added = [
        (one.document, one.start, one.end, one.quote, *(getattr(one, f) for f in CLAIM_FIELDS))
        for one in events
        if one.event == "add"
    ]
    withdrawn = [bench.opened.first_of(one.of) for one in events if one.event == "withdraw"]
    return added == asked and withdrawn == [one.id for one in body.instead]


def _carry_out(
    bench: Workbench,
    make: Callable[[Study], list[Event]],
    request: str,
    seen: Mapping[str, str],
    done: Callable[[Sequence[Event]], bool] | None = None,
) -> None:
    """Append what answers the last claims of codings, when nobody else was first."""
    try:
        bench.opened.carry_out(bench.coder, make, request=request, done=done, expect=seen)
    except ConflictError as error:
        study = bench.moment().study
        coding, (last, now) = next(iter(error.conflicts.items()))
        find_coding(bench, study, coding)  # Refuses one that was taken back.
        raise conflict(study, coding, f"last {last}", now) from None


@router.post(
    "/documents/{document}/codings",
    status_code=201,
    response_model=models.Added,
    summary="Add codings of the same words",
)
def add_codings(document: str, body: bodies.NewCodings, request: Request) -> Response:
    """Add one coding for each claim and take back what they replace, all of it or nothing."""
    bench = coding_bench(request)
    seen = {one.id: one.last for one in body.instead}

    def make(study: Study) -> list[Event]:
        text = find_document(study, document).text
        check_words(text, body.start, body.end, body.quote)
        claims = [claim.model_dump() for claim in body.claims]
        gone = [make_withdraw(find_coding(bench, study, id)) for id in seen]
        where = (document, body.start, body.end)
        return [*codings_at(study, bench.coder, *where, claims, instead=seen), *gone]

    done = partial(_are_all, bench, document, body)
    _carry_out(bench, make, body.request, seen, done)
    moment = bench.moment()
    study, ids = moment.study, [event_id(body.request, n) for n in range(len(body.claims))]
    codings = _standing(study, document, body.start, ids)
    if len(codings) < len(ids):
        gone = next(id for id in ids if id not in {one.id for one in codings})
        raise taken_back("coding", gone)
    shown = [show_coding(study, coding) for coding in codings]
    return answer(request, {"version": moment.version, "codings": shown}, status=201)


@router.patch(
    "/codings/{coding}", response_model=models.Revised, summary="Revise what a coding claims"
)
def revise_coding(coding: str, body: bodies.Revision, request: Request) -> Response:
    """Change what a coding claims; its words stay, for other words are another coding."""
    bench = coding_bench(request)
    find_coding(bench, moment_of(request).study, coding)
    sent = body.model_fields_set
    changes = {name: getattr(body, name) or "" for name in CLAIM_FIELDS if name in sent}
    empty = [name for name in ("code", "unit", "value") if changes.get(name, "-") == ""]
    if empty:
        raise RefusedError(400, f"found no {', '.join(empty)}; a coding has to have them")

    def make(study: Study) -> list[Event]:
        event = revision_of(study, find_coding(bench, study, coding), changes)
        return [] if event is None else [event]

    _carry_out(bench, make, body.request or "", {coding: body.last})
    moment = bench.moment()
    shown = show_coding(moment.study, find_coding(bench, moment.study, coding))
    return answer(request, {"version": moment.version, "coding": shown})


@router.delete("/codings/{coding}", response_model=models.Withdrawn, summary="Take a coding back")
def withdraw_coding(coding: str, last: str, request: Request) -> Response:
    """Take a coding back; the file keeps that it was there."""
    bench = coding_bench(request)
    find_coding(bench, moment_of(request).study, coding)
    _carry_out(
        bench, lambda study: [make_withdraw(find_coding(bench, study, coding))], "", {coding: last}
    )
    return answer(request, {"version": bench.moment().version, "withdrawn": coding})
