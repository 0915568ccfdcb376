"""Checks of decisions on disagreements, and of the codings added with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from crosscase.coding import ADJUDICATED, CodingState, Decision, Event
from crosscase.decisions import changes_since, clashes
from crosscase.storage.findings import Findings, Place, list_some

__all__ = ["check_authors", "check_decisions"]

_ALLOWED = ("add", "move", "withdraw", "adjudicate")
"""The events that the file of adjudication may hold."""


def _place(decision: Decision) -> Place:
    return Place(decision.file, decision.line)


def _origin(event: Event, events: Mapping[str, Event]) -> str:
    """Return the id of the coding that an event is of; its own when its chain breaks off."""
    seen: set[str] = set()
    while event.of in events and event.id not in seen:
        seen.add(event.id)
        event = events[event.of]
    return event.id


@dataclass(frozen=True)
class _Check:
    """One decision, with what it is checked against."""

    decision: Decision
    events: Mapping[str, Event]
    unread: Collection[str]
    findings: Findings

    def refuse(self, rule: str, found: str, allowed: str, action: str) -> None:
        self.findings.add(_place(self.decision), rule, found, allowed, action)

    def added(self, id: str, *, adjudicated: bool) -> bool:
        event = self.events.get(id)
        if event is None:
            return id in self.unread
        return event.event == "add" and (event.coder == ADJUDICATED) == adjudicated

    def check_settled(self) -> None:
        for id, claim in self.decision.settles.items():
            if not self.added(id, adjudicated=False):
                self.refuse(
                    "unknown-coding",
                    f"{id} among what it settles",
                    "ids of codings by coders of the study",
                    "list the items anew with `crosscase disagreements`",
                )
                continue
            event = self.events.get(claim)
            if event is None or id not in self.events:
                known = claim in self.unread or id not in self.events
            else:
                known = event.event in ("add", "revise") and _origin(event, self.events) == id
            if not known:
                self.refuse(
                    "wrong-claim",
                    f"{claim} as the claim of {id}",
                    f"{id}, or the id of an event that revises it",
                    "list the items anew with `crosscase disagreements`",
                )

    def check_standing(self) -> None:
        wrong = [
            id
            for id in self.decision.stands
            if id not in self.decision.settles and not self.added(id, adjudicated=True)
        ]
        if wrong:
            self.refuse(
                "stands-unsettled",
                f"{list_some(wrong)} among what stands",
                "codings that it settles, or that adjudication added",
                "let only such codings stand",
            )

    def check_coders(self, coders: Collection[str]) -> None:
        decision = self.decision
        for coder in sorted({*decision.between, *decision.by}):
            if coder not in coders:
                self.findings.unknown("coder", coder, _place(decision))
        settled = (self.events[id].coder for id in decision.settles if id in self.events)
        missing = sorted({*settled} - {*decision.between})
        if missing:
            self.refuse(
                "between-others",
                f"between {list_some(decision.between)}",
                f"all who coded what it settles: {list_some(missing)} as well",
                "correct between",
            )


def _check_standing_decisions(
    state: CodingState, unplaced: Collection[str], findings: Findings
) -> None:
    codings = {coding.id: coding for coding in state.codings}
    for decision in state.decisions:
        changed = changes_since(decision, codings, unplaced)
        if changed:
            findings.warn(
                _place(decision),
                "overtaken",
                f"decision {decision.id} on codings that are another now: "
                + list_some(f"{id} ({what})" for id, what in changed.items()),
                "codings as they were when it was taken",
                "decide again with `crosscase adjudicate`; until then it has no effect",
            )
    _check_clashes(state, unplaced, findings)


def _check_clashes(state: CodingState, unplaced: Collection[str], findings: Findings) -> None:
    """Tell each decision that is at odds with others once, however many codings they share."""
    shared: dict[str, list[str]] = {}
    others: dict[str, set[str]] = {}
    for id, decisions in clashes(state, unplaced).items():
        for decision in decisions:
            shared.setdefault(decision.id, []).append(id)
            others.setdefault(decision.id, set()).update(
                f"{one.id} ({one.file}:{one.line})" for one in decisions if one is not decision
            )
    for decision in state.decisions:
        if decision.id in shared:
            findings.add(
                _place(decision),
                "settled-twice",
                f"decision {decision.id} on {list_some(shared[decision.id])}, of which "
                f"{list_some(sorted(others[decision.id]))} settles some as well",
                "one decision on a coding; until then none of them has effect",
                "take one back with `crosscase adjudicate --reopen`",
            )


def _check_added(state: CodingState, findings: Findings) -> None:
    standing = {id for decision in state.decisions for id in decision.stands}
    for coding in state.codings:
        if coding.coder == ADJUDICATED and coding.id not in standing:
            findings.warn(
                Place(coding.file, coding.line),
                "never-counts",
                f"coding {coding.id}, which no decision lets stand",
                "codings that belong to a decision",
                "decide with `crosscase adjudicate`, or withdraw the coding",
            )


def check_authors(events: Iterable[Event], findings: Findings) -> None:
    """Check that decisions stand in the file of adjudication only, and little else does.

    Parameters
    ----------
    events : iterable of Event
        Events of any kind.
    findings : Findings
        Gets the problems.
    """
    for event in events:
        adjudicated = event.coder == ADJUDICATED
        if (adjudicated and event.event not in _ALLOWED) or (
            event.event == "adjudicate" and not adjudicated
        ):
            findings.add(
                Place(event.file, event.line),
                "wrong-event",
                f"{event.event} by {event.coder}",
                f"adjudicate by {ADJUDICATED} only, and of {ADJUDICATED} {', '.join(_ALLOWED)}",
                "use `crosscase adjudicate` for decisions and a coder of the study for the rest",
            )


def check_decisions(
    state: CodingState,
    events: Mapping[str, Event],
    unread: Collection[str],
    unplaced: Collection[str],
    coders: Collection[str],
    findings: Findings,
) -> None:
    """Check every decision that was not taken back.

    Parameters
    ----------
    state : CodingState
        The codings and decisions that stand.
    events : mapping
        All events by id.
    unread : collection of str
        Ids of events that could not be read: nothing is said of references to these.
    unplaced : collection of str
        Ids of codings whose words are not where they were said to be.
    coders : collection of str
        The coders of the study.
    findings : Findings
        Gets the problems.
    """
    for decision in state.decisions:
        check = _Check(decision, events, unread, findings)
        check.check_settled()
        check.check_standing()
        check.check_coders(coders)
    _check_standing_decisions(state, unplaced, findings)
    _check_added(state, findings)
