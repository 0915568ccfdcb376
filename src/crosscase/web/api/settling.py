"""Disagreements of coders, and deciding on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import Response

from crosscase.coding import ADJUDICATED
from crosscase.errors import ConflictError, UsageError
from crosscase.study import Study
from crosscase.web.answers import RefusedError, answer
from crosscase.web.api import bodies, models
from crosscase.web.api.asking import bench_of, coding_bench
from crosscase.web.api.shown import show_item
from crosscase.web.state import Workbench

if TYPE_CHECKING:
    from crosscase.adjudication import Answer, Item

__all__ = ["router"]

router = APIRouter()


def _find(study: Study) -> tuple[tuple[Item, ...], str]:
    from crosscase.adjudication import find_items

    try:
        return find_items(study), ""
    except UsageError as error:
        return (), str(error)


def _items(bench: Workbench) -> tuple[tuple[Item, ...], str]:
    """Return the disagreements, or why there cannot be any."""
    return bench.work_out("disagreements", _find)


@router.get("/disagreements", response_model=models.Disagreements, summary="Where coders disagree")
def get_disagreements(request: Request) -> Response:
    """List the disagreements of all coders who count, those that were settled included."""
    bench = bench_of(request)
    study, version = bench.current()
    items, lack = _items(bench)
    shown = [show_item(study, item) for item in items]
    return answer(request, {"version": version, "items": shown, "lack": lack})


def _answer_of(item: Item, body: bodies.Decision, coder: str) -> Answer:
    from crosscase.adjudication import Answer, change_coding

    own = {coding.id: coding for coding in item.codings}
    strangers = [one for one in (*body.stands, *(c.coding for c in body.change)) if one not in own]
    if strangers:
        raise UsageError(
            f"found {', '.join(strangers)}; allowed: codings of the item: {', '.join(own)}"
        )
    if both := [one.coding for one in body.change if one.coding in body.stands]:
        raise UsageError(f"found {', '.join(both)} to stand and to change; allowed: one of the two")
    added = []
    for change in body.change:
        sent = change.model_fields_set - {"coding"}
        changes = {name: getattr(change, name) or "" for name in sent}
        added.append(change_coding(own[change.coding], changes))
    return Answer(
        item=item.id,
        by=tuple(body.by) or (coder,),
        why=body.why,
        keep=tuple(body.stands),
        add=tuple(added),
    )


@router.post(
    "/disagreements/{item}/decide",
    status_code=201,
    response_model=models.Decided,
    summary="Settle a disagreement",
)
def decide_item(item: str, body: bodies.Decision, request: Request) -> Response:
    """Record which codings stand, who decided and why; nothing that was coded is changed."""
    from crosscase.adjudication import decision_events

    bench = coding_bench(request)
    study = bench.study()
    found = next((one for one in _items(bench)[0] if one.id == item), None)
    if found is None:
        raise RefusedError(
            404, f"found disagreement {item}; when its codings change it is another; list them anew"
        )
    answers = [_answer_of(found, body, bench.coder)]
    events, (decision,) = decision_events(study, _items(bench)[0], answers)
    seen = {coding.id: coding.last_claim for coding in found.codings}
    try:
        bench.opened.append(ADJUDICATED, events, expect=seen)
    except ConflictError as error:
        raise RefusedError(409, str(error)) from None
    study, version = bench.current()
    now = next((one for one in _items(bench)[0] if one.id == item), None)
    shown = show_item(study, now) if now else None
    return answer(request, {"version": version, "decision": decision, "item": shown}, status=201)


@router.delete(
    "/decisions/{decision}", response_model=models.Reopened, summary="Take a decision back"
)
def reopen_decision(decision: str, request: Request) -> Response:
    """Take back what was decided; what it settled is open again."""
    from crosscase.adjudication import reopening_events

    bench = coding_bench(request)
    study = bench.study()
    if decision not in {one.id for one in study.coding_state.decisions}:
        raise RefusedError(404, f"found decision {decision}; none that stands has this id")
    bench.opened.append(ADJUDICATED, reopening_events(study, [decision]))
    return answer(request, {"version": bench.current()[1], "reopened": decision})
