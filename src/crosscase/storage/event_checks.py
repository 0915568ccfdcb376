"""Checks of codings files as a whole: ids, signatures, and links between events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from crosscase.coding import ADJUDICATED, CodingState, Event
from crosscase.folding import fold_events
from crosscase.storage.background import Background
from crosscase.storage.claim_checks import check_claims, check_coverage
from crosscase.storage.coding_files import EventFile
from crosscase.storage.decision_checks import check_authors, check_decisions
from crosscase.storage.findings import Findings, Place
from crosscase.storage.suggestion_checks import check_rejections

__all__ = ["CheckedCodings", "check_answers", "check_codings", "check_conflicts"]

_TAKEN_BACK = {
    "cover": "withdraw the coverage and state it anew",
    "adjudicate": "take the decision back and decide again",
    "reject": "withdraw the rejection and decide again",
}
"""What can be taken back but not changed, and what to do instead."""


@dataclass(frozen=True, slots=True)
class CheckedCodings:
    """What the events of all coders add up to.

    Parameters
    ----------
    events : mapping
        Every event by id.
    state : CodingState
        The codings and coverage that stand.
    unplaced : frozenset of str
        Ids of codings whose words are not where they were said to be.
    """

    events: Mapping[str, Event]
    state: CodingState
    unplaced: frozenset[str]


def _place(event: Event) -> Place:
    return Place(event.file, event.line)


def _check_ids(events: Iterable[Event], findings: Findings) -> dict[str, Event]:
    by_id: dict[str, Event] = {}
    for event in events:
        first = by_id.setdefault(event.id, event)
        if first is event:
            continue
        found = f"event {event.id}, which stands at {first.file}:{first.line} as well"
        if replace(event, file=first.file, line=first.line) == first:
            findings.warn(
                _place(event), "repeated-event", found, "each event once", "remove one of the two"
            )
        else:
            findings.add(
                _place(event),
                "duplicate-id",
                found,
                "an id of its own for each event",
                "give one of the two a new id, and what answers it the same in of",
            )
    return by_id


def _check_signatures(file: EventFile, coders: Iterable[str], findings: Findings) -> None:
    """Check who signed the events; an unknown coder is told once a file, not once a line."""
    name = PurePosixPath(file.path).stem
    told: set[str] = set()
    for event in file.events:
        if event.coder != name:
            findings.add(
                _place(event),
                "coder-mismatch",
                f"coder {event.coder} in the file of {name}",
                name,
                f"move the line to the file of {event.coder}, or correct coder",
            )
        if event.coder not in coders and event.coder not in told:
            told.add(event.coder)
            findings.unknown("coder", event.coder, _place(event))


def _check_answer(event: Event, answered: Event, findings: Findings) -> None:
    if answered.event == "withdraw":
        findings.add(
            _place(event),
            "answers-withdrawn",
            f"{event.event} of {answered.id}, which withdraws",
            "an answer to an event that stands",
            "add a new coding instead",
        )
    elif answered.event in _TAKEN_BACK and event.event != "withdraw":
        findings.add(
            _place(event),
            "wrong-answer",
            f"{event.event} of {answered.id}, which is a {answered.event}",
            "withdraw",
            _TAKEN_BACK[answered.event],
        )
    if event.coder != answered.coder:
        findings.add(
            _place(event),
            "foreign-answer",
            f"{event.event} by {event.coder} of an event of {answered.coder}",
            "an answer by the same coder",
            "leave each coder's claims to that coder, and add a coding of your own",
        )


def check_answers(events: Iterable[Event], by_id: Mapping[str, Event], findings: Findings) -> None:
    """Check whether events answer what they may answer.

    Parameters
    ----------
    events : iterable of Event
        The events to check.
    by_id : mapping
        All events by id.
    findings : Findings
        Gets the problems.
    """
    for event in events:
        if event.of in by_id:
            _check_answer(event, by_id[event.of], findings)


def _check_dangling(
    dangling: Iterable[Event], by_id: Mapping[str, Event], unread: set[str], findings: Findings
) -> None:
    for event in dangling:
        if _ends_in_itself(event, by_id) or not (event.of in by_id or event.of in unread):
            findings.add(
                _place(event),
                "dangling",
                f"{event.event} of {event.of}, which leads to no add, cover, adjudicate or reject",
                "the id of the last event of a coding",
                "correct of, or restore the event it answers",
            )


def check_conflicts(
    conflicts: Iterable[tuple[Event, tuple[Event, ...]]], findings: Findings
) -> None:
    """Tell every answer that is at odds with another.

    Parameters
    ----------
    conflicts : iterable of (Event, tuple of Event)
        Events with the live answers that they got.
    findings : Findings
        Gets the problems.
    """
    for answered, answers in conflicts:
        for event in answers:
            others = ", ".join(
                f"{other.id} ({other.file}:{other.line})" for other in answers if other != event
            )
            findings.add(
                _place(event),
                "conflict",
                f"{event.event} of {answered.id}, which {others} answers as well",
                "one live answer to an event",
                "withdraw all but one of the answers",
            )


def _ends_in_itself(event: Event, by_id: Mapping[str, Event]) -> bool:
    """Whether a chain of answers runs in a circle; the end of any other is told where it is."""
    seen: set[str] = set()
    at: Event | None = event
    while at is not None and at.id not in seen:
        seen.add(at.id)
        at = by_id.get(at.of)
    return at is not None


def check_codings(
    files: Sequence[EventFile], background: Background, findings: Findings
) -> CheckedCodings:
    """Check all codings against the study and fold them to those that stand.

    Parameters
    ----------
    files : sequence of EventFile
        The codings files of all coders.
    background : Background
        The rest of the study.
    findings : Findings
        Gets the problems.

    Returns
    -------
    CheckedCodings
        The events, their state, and the codings that cannot be placed.
    """
    events = [event for file in files for event in file.events]
    unread = {name for file in files for name in file.unread}
    by_id = _check_ids(events, findings)
    coders = background.study.coders
    for file in files:
        _check_signatures(file, (*coders, ADJUDICATED), findings)
    state = fold_events(by_id.values())
    check_answers(by_id.values(), by_id, findings)
    _check_dangling(state.dangling, by_id, unread, findings)
    check_conflicts(state.conflicts, findings)
    unplaced = check_claims(state.codings, by_id, background, findings)
    check_coverage(by_id.values(), background, findings)
    check_authors(by_id.values(), findings)
    check_decisions(state, by_id, unread, unplaced, coders, findings)
    check_rejections(state, findings)
    return CheckedCodings(by_id, state, unplaced)
