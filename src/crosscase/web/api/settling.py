"""Disagreements of coders, and deciding on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import Response

from crosscase.coding import ADJUDICATED, Event
from crosscase.errors import UsageError
from crosscase.study import Study
from crosscase.web.answers import RefusedError, answer
from crosscase.web.api import bodies, models
from crosscase.web.api.asking import coding_bench, taken_back
from crosscase.web.api.shown import show_item
from crosscase.web.state import Moment, moment_of

if TYPE_CHECKING:
    from crosscase.adjudication import Answer, Item

__all__ = ["find_disagreements", "router"]

router = APIRouter()


def _look(study: Study) -> tuple[tuple[Item, ...], str]:
    from crosscase.adjudication import find_items

    try:
        return find_items(study), ""
    except UsageError as error:
        return (), str(error)


def find_disagreements(moment: Moment) -> tuple[tuple[Item, ...], str]:
    """Return the disagreements, or why there cannot be any.

    Parameters
    ----------
    moment : Moment
        The study.

    Returns
    -------
    tuple of (tuple of Item, str)
        The disagreements of all coders who count, those that were settled included.
    """
    return moment.work_out("disagreements", _look)


def _find_item(moment: Moment, item: str) -> Item | None:
    return next((one for one in find_disagreements(moment)[0] if one.id == item), None)


@router.get("/disagreements", response_model=models.Disagreements, summary="Where coders disagree")
def get_disagreements(request: Request) -> Response:
    """List the disagreements of all coders who count, those that were settled included."""
    moment = moment_of(request)
    items, lack = find_disagreements(moment)
    shown = [show_item(moment.study, item) for item in items]
    return answer(request, {"version": moment.version, "items": shown, "lack": lack})


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


def _is_decision(events: Sequence[Event], item: str, body: bodies.Decision, coder: str) -> bool:
    """Say whether events are all that a request to settle a disagreement asks for."""
    from crosscase.adjudication import identify_item

    *others, decision = events
    if decision.event != "adjudicate":
        return False
    added = [one for one in others if one.event == "add"]
    asked = [one.model_dump(exclude={"coding"}, exclude_unset=True) for one in body.change]
    return (
        identify_item(decision.between, (decision.settles or {}).values()) == item
        and decision.by == tuple(dict.fromkeys(body.by or [coder]))
        and decision.why == body.why
        and {*decision.stands} == {*body.stands, *(one.id for one in added)}
        and len(added) == len(asked)
        and all(
            getattr(one, name) == (new or "")
            for one, change in zip(added, asked, strict=True)
            for name, new in change.items()
        )
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

    bench, moment = coding_bench(request), moment_of(request)
    found = _find_item(moment, item)

    def make(study: Study) -> list[Event]:
        if found is None:
            raise RefusedError(
                404,
                f"found disagreement {item}; when its codings change it is another; list them anew",
            )
        items = find_disagreements(moment) if study is moment.study else _look(study)
        return decision_events(study, items[0], [_answer_of(found, body, bench.coder)])[0]

    def done(events: Sequence[Event]) -> bool:
        return _is_decision(events, item, body, bench.coder)

    seen = {coding.id: coding.last_claim for coding in found.codings} if found else {}
    events = bench.opened.carry_out(
        ADJUDICATED, make, request=body.request or "", done=done, expect=seen
    )
    after = bench.moment()
    if events[-1] not in {one.id for one in after.study.coding_state.decisions}:
        raise taken_back("decision", events[-1])
    now = _find_item(after, item)
    data = {
        "version": after.version,
        "decision": events[-1],  # what it takes back and adds comes before it
        "item": show_item(after.study, now) if now else None,
    }
    return answer(request, data, status=201)


@router.delete(
    "/decisions/{decision}", response_model=models.Reopened, summary="Take a decision back"
)
def reopen_decision(decision: str, request: Request) -> Response:
    """Take back what was decided; what it settled is open again."""
    from crosscase.adjudication import reopening_events

    bench = coding_bench(request)

    def make(study: Study) -> list[Event]:
        if decision not in {one.id for one in study.coding_state.decisions}:
            raise RefusedError(404, f"found decision {decision}; none that stands has this id")
        return reopening_events(study, [decision])

    bench.opened.carry_out(ADJUDICATED, make)
    return answer(request, {"version": bench.moment().version, "reopened": decision})
