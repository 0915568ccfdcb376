"""Folding: from events to the codings that stand, by their links alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crosscase.coding import (
    ANCHOR_FIELDS,
    CLAIM_FIELDS,
    FIRST_EVENTS,
    Coding,
    CodingState,
    Coverage,
    Decision,
    Event,
    Rejection,
)

__all__ = [
    "Answers",
    "Folded",
    "fold_chain",
    "fold_events",
    "is_first",
    "link_answers",
    "members_of",
    "order_coding",
    "order_coverage",
]

Answers = Mapping[str, Sequence[Event]]
"""By event the events that answer it."""


@dataclass(frozen=True, slots=True)
class Folded:
    """What became of an event that answers none.

    Parameters
    ----------
    stands : Coding, Coverage, Decision or Rejection, optional
        What stands; None when it was taken back, or is in conflict.
    conflict : tuple of (Event, tuple of Event), optional
        An event of its chain with the two or more live answers it got.
    """

    stands: Coding | Coverage | Decision | Rejection | None
    conflict: tuple[Event, tuple[Event, ...]] | None = None


def _same_answer(a: Event, b: Event) -> bool:
    blank = {"id": "", "of": "", "at": "", "line": 0, "file": ""}
    return replace(a, **blank) == replace(b, **blank)  # type: ignore[arg-type]


def _replies(group: Iterable[Event], answers: Answers) -> list[list[Event]]:
    """Return the answers to one event, or to several that say the same, alike ones together."""
    replies = (reply for event in group for reply in answers.get(event.id, ()))
    groups: list[list[Event]] = []
    for reply in sorted(replies, key=lambda e: e.id):
        same = next((found for found in groups if _same_answer(found[0], reply)), None)
        if same is None:
            groups.append([reply])
        else:
            same.append(reply)
    return groups


def _taken_back(group: list[Event], answers: Answers) -> bool:
    replies = _replies(group, answers)
    while len(replies) == 1:
        if replies[0][0].event == "withdraw":
            return True
        replies = _replies(replies[0], answers)
    return False


def _live_replies(group: list[Event], answers: Answers) -> list[list[Event]]:
    """Return the answers that stand: of several, those that were not withdrawn since."""
    replies = _replies(group, answers)
    if len(replies) < 2:
        return replies
    return [reply for reply in replies if not _taken_back(reply, answers)] or replies[:1]


def _begin(event: Event) -> Coding:
    return Coding(
        id=event.id,
        coder=event.coder,
        document=event.document,
        start=event.start,
        end=event.end,
        quote=event.quote,
        prefix=event.prefix,
        suffix=event.suffix,
        text_sha256=event.text_sha256,
        code=event.code,
        unit=event.unit,
        value=event.value,
        period=event.period,
        date=event.date,
        actor=event.actor,
        toward=event.toward,
        decision=event.decision,
        memo=event.memo,
        suggestion=event.suggestion,
        proposed=event.proposed,
        at=event.at,
        last_event=event.id,
        last_claim=event.id,
        file=event.file,
        line=event.line,
    )


def _answer(coding: Coding, event: Event) -> Coding:
    names = ANCHOR_FIELDS if event.event == "move" else ANCHOR_FIELDS + CLAIM_FIELDS
    changes = {name: getattr(event, name) for name in names if name in event.fields}
    if event.event != "move":
        changes["last_claim"] = event.id
    return replace(
        coding,
        **changes,
        last_event=event.id,
        revised=coding.revised or event.event == "revise",
    )


def _decide(event: Event) -> Decision:
    return Decision(
        id=event.id,
        settles=event.settles or {},
        stands=event.stands,
        between=event.between,
        by=event.by,
        why=event.why,
        at=event.at,
        file=event.file,
        line=event.line,
    )


def _reject(event: Event) -> Rejection:
    return Rejection(
        id=event.id,
        coder=event.coder,
        suggestion=event.suggestion,
        proposed=event.proposed or {},
        memo=event.memo,
        at=event.at,
        file=event.file,
        line=event.line,
    )


def is_first(event: Event) -> bool:
    """Say whether an event begins something: a coding, a coverage, a decision, a rejection."""
    return not event.of and event.event in FIRST_EVENTS


def link_answers(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Return the events that answer others.

    Parameters
    ----------
    events : iterable of Event
        Events, each once.

    Returns
    -------
    dict
        By the id of the event they answer.
    """
    answers: dict[str, list[Event]] = {}
    for event in events:
        if event.of:
            answers.setdefault(event.of, []).append(event)
    return answers


def members_of(first: str, answers: Answers) -> set[str]:
    """Return the ids of all events of a chain, those that are no longer live included.

    Parameters
    ----------
    first : str
        Id of the event that it begins with.
    answers : mapping
        As :func:`link_answers` gives it.

    Returns
    -------
    set of str
        With the first itself.
    """
    seen = {first}
    waiting = [first]
    while waiting:
        for child in answers.get(waiting.pop(), ()):
            if child.id not in seen:
                seen.add(child.id)
                waiting.append(child.id)
    return seen


def fold_chain(first: Event, answers: Answers) -> Folded:
    """Follow the answers to an event that answers none.

    Parameters
    ----------
    first : Event
        An event for which :func:`is_first` holds.
    answers : mapping
        As :func:`link_answers` gives it.

    Returns
    -------
    Folded
        What became of it.
    """
    state = _begin(first)
    at = [first]
    while live := _live_replies(at, answers):
        if len(live) > 1:
            return Folded(None, (at[0], tuple(reply[0] for reply in live)))
        at = live[0]
        if at[0].event == "withdraw":
            return Folded(None)
        state = _answer(state, at[0])
    if first.event == "cover":
        return Folded(Coverage(first.coder, first.document, first.text_sha256, first.codes or {}))
    if first.event == "adjudicate":
        return Folded(_decide(first))
    if first.event == "reject":
        return Folded(_reject(first))
    return Folded(state)


def order_coding(coding: Coding) -> tuple[str, int, int, str]:
    """Return what codings are sorted by: document and place, then id."""
    return coding.document, coding.start, coding.end, coding.id


def order_coverage(coverage: Coverage) -> tuple[str, str, list[str]]:
    """Return what statements of coverage are sorted by: document, coder and codes."""
    return coverage.document, coverage.coder, sorted(coverage.codes)


def _gather(folded: Collection[Folded], dangling: Iterable[Event]) -> CodingState:
    """Return what folded chains add up to, in order."""
    codings = [one.stands for one in folded if isinstance(one.stands, Coding)]
    coverage = [one.stands for one in folded if isinstance(one.stands, Coverage)]
    decisions = [one.stands for one in folded if isinstance(one.stands, Decision)]
    rejections = [one.stands for one in folded if isinstance(one.stands, Rejection)]
    conflicts = [one.conflict for one in folded if one.conflict]
    return CodingState(
        tuple(sorted(codings, key=order_coding)),
        tuple(sorted(coverage, key=order_coverage)),
        tuple(sorted(conflicts, key=lambda pair: pair[0].id)),
        tuple(sorted(dangling, key=lambda e: e.id)),
        tuple(sorted(decisions, key=lambda d: d.id)),
        tuple(sorted(rejections, key=lambda r: r.id)),
    )


def fold_events(events: Iterable[Event]) -> CodingState:
    """Follow the links between events to the codings that stand.

    Neither the order of lines nor the clock plays a part: an event that answers another names
    it in ``of``, and where two different answers to one event are live, both are reported and
    the coding is left out. Answers that say the same count as one, and of several answers those
    whose own chain ends in a withdrawal are no longer live.

    Parameters
    ----------
    events : iterable of Event
        All events of one or more coders.

    Returns
    -------
    CodingState
        Codings, coverage, decisions, rejections, conflicts and dangling events.

    Examples
    --------
    >>> added = Event("1", "add", coder="c", document="d", value="present")
    >>> better = Event("2", "revise", of="1", coder="c", value="absent",
    ...                fields=frozenset({"value"}))
    >>> [c.value for c in fold_events([better, added]).codings]
    ['absent']
    """
    by_id: dict[str, Event] = {}
    for event in events:
        by_id.setdefault(event.id, event)
    answers = link_answers(by_id.values())
    folded: list[Folded] = []
    reached: set[str] = set()
    for event in by_id.values():
        if is_first(event):
            reached |= members_of(event.id, answers)
            folded.append(fold_chain(event, answers))
    return _gather(folded, [one for one in by_id.values() if one.id not in reached])
