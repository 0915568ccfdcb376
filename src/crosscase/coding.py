"""Codings: the events in a coder's file, and the state that follows from their links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from crosscase.spans import Anchor

__all__ = [
    "ACTORS",
    "ADJUDICATED",
    "EVENTS",
    "Coding",
    "CodingState",
    "Coverage",
    "Decision",
    "Event",
    "Rejection",
    "fold_events",
]

EVENTS = ("add", "revise", "withdraw", "cover", "move", "adjudicate", "reject")
"""What an event in a codings file can be."""

ADJUDICATED = "adjudicated"
"""The reserved coder id of decisions on disagreements, and of codings that coders agreed on."""

ACTORS = ("council", "college", "secretary", "staff", "party-group", "business", "province")
"""Who, within or beside a party, a coding can be about."""

_FIRST = ("add", "cover", "adjudicate", "reject")
_ANCHOR_FIELDS = ("document", "start", "end", "quote", "prefix", "suffix", "text_sha256")
_CLAIM_FIELDS = (
    "code",
    "unit",
    "value",
    "period",
    "date",
    "actor",
    "toward",
    "decision",
    "memo",
)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a codings file.

    Parameters
    ----------
    id, event, of, at, coder : str
        Identity, what it is, the event it answers, when and by whom.
    document, start, end, quote, prefix, suffix, text_sha256
        Where the words stand.
    code, unit, value, period, date, actor, toward, decision, memo : str
        The claim. ``period`` may hold several period ids joined by ``;``; ``date`` is when the
        thing coded took place; ``decision`` names an undivided decision.
    codes : mapping
        For ``cover``: code ids with the hashes of their definitions.
    settles, stands, between, by, why
        For ``adjudicate``: as in :class:`Decision`.
    suggestion, proposed
        For ``reject``, and for an ``add`` that came of a suggestion: its id and what it proposed.
    fields : frozenset of str
        The fields the line really carried; a revision changes only these.
    line : int
        Line number in the file.
    """

    id: str
    event: str
    of: str = ""
    at: str = ""
    coder: str = ""
    document: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    text_sha256: str = ""
    code: str = ""
    unit: str = ""
    value: str = ""
    period: str = ""
    date: str = ""
    actor: str = ""
    toward: str = ""
    decision: str = ""
    memo: str = ""
    codes: Mapping[str, str] | None = None
    settles: Mapping[str, str] | None = None
    stands: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    why: str = ""
    suggestion: str = ""
    proposed: Mapping[str, Any] | None = None
    fields: frozenset[str] = frozenset()
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder's claim as it stands now; ``id`` is that of the event that added it.

    ``last_event`` is the last event of all, ``last_claim`` the last that said something other than
    where the words stand. ``coders`` are those the coding counts for, when scored; empty elsewhere.
    ``suggestion`` and ``proposed`` are the id and the claim of the suggestion that it came of.
    """

    id: str
    coder: str
    document: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    text_sha256: str
    code: str
    unit: str
    value: str
    period: str = ""
    date: str = ""
    actor: str = ""
    toward: str = ""
    decision: str = ""
    memo: str = ""
    at: str = ""
    last_event: str = ""
    last_claim: str = ""
    revised: bool = False
    coders: tuple[str, ...] = ()
    suggestion: str = ""
    proposed: Mapping[str, Any] | None = None
    file: str = ""
    line: int = 0

    @property
    def anchor(self) -> Anchor:
        """The span with its words."""
        return Anchor(self.start, self.end, self.quote, self.prefix, self.suffix)

    @property
    def periods(self) -> tuple[str, ...]:
        """The ids of the periods the coding names."""
        return tuple(p for p in self.period.split(";") if p)


@dataclass(frozen=True, slots=True)
class Coverage:
    """A coder's statement of having read a document completely for some codes."""

    coder: str
    document: str
    text_sha256: str
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about codings that disagree.

    Parameters
    ----------
    id, at : str
        Of the event that says so, and when.
    settles : mapping
        The codings decided on: id → the event that made its claim of then.
    stands : tuple of str
        Ids of the codings that stand: of those settled, or added by the decision.
    between : tuple of str
        The coders who disagreed, those who were silent included.
    by : tuple of str
        The coders who decided.
    why : str
        Their reason.
    """

    id: str
    settles: Mapping[str, str]
    stands: tuple[str, ...]
    between: tuple[str, ...]
    by: tuple[str, ...]
    why: str
    at: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rejection:
    """A coder's statement that a suggestion is wrong.

    Parameters
    ----------
    id, at, coder : str
        Of the event that says so, when, and by whom.
    suggestion : str
        Id of the suggestion.
    proposed : mapping
        What it proposed, so that the rejection outlives the suggestions file.
    memo : str
        Why, where the coder said so.
    """

    id: str
    coder: str
    suggestion: str
    proposed: Mapping[str, Any]
    memo: str = ""
    at: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class CodingState:
    """What the events add up to.

    Parameters
    ----------
    codings : tuple of Coding
        Live codings, sorted by document, start and id.
    coverage : tuple of Coverage
        Live coverage statements.
    conflicts : tuple of (Event, tuple of Event)
        An event with the two or more live answers it got; its coding is left out.
    dangling : tuple of Event
        Events that answer one that is not there.
    decisions : tuple of Decision
        Decisions that were not taken back, in force or not, sorted by id.
    rejections : tuple of Rejection
        Rejections of suggestions that were not taken back, sorted by id.
    """

    codings: tuple[Coding, ...]
    coverage: tuple[Coverage, ...]
    conflicts: tuple[tuple[Event, tuple[Event, ...]], ...]
    dangling: tuple[Event, ...]
    decisions: tuple[Decision, ...] = ()
    rejections: tuple[Rejection, ...] = ()


def _same_answer(a: Event, b: Event) -> bool:
    blank = {"id": "", "of": "", "at": "", "line": 0, "file": ""}
    return replace(a, **blank) == replace(b, **blank)  # type: ignore[arg-type]


def _replies(group: Iterable[Event], answers: Mapping[str, list[Event]]) -> list[list[Event]]:
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


def _taken_back(group: list[Event], answers: Mapping[str, list[Event]]) -> bool:
    replies = _replies(group, answers)
    while len(replies) == 1:
        if replies[0][0].event == "withdraw":
            return True
        replies = _replies(replies[0], answers)
    return False


def _live_replies(group: list[Event], answers: Mapping[str, list[Event]]) -> list[list[Event]]:
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
    names = _ANCHOR_FIELDS if event.event == "move" else _ANCHOR_FIELDS + _CLAIM_FIELDS
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


def _descendants(event: Event, answers: Mapping[str, list[Event]]) -> set[str]:
    seen: set[str] = set()
    waiting = [event.id]
    while waiting:
        for child in answers.get(waiting.pop(), ()):
            if child.id not in seen:
                seen.add(child.id)
                waiting.append(child.id)
    return seen


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
    answers: dict[str, list[Event]] = {}
    for event in events:
        by_id.setdefault(event.id, event)
    for event in by_id.values():
        if event.of:
            answers.setdefault(event.of, []).append(event)

    codings: list[Coding] = []
    coverage: list[Coverage] = []
    decisions: list[Decision] = []
    rejections: list[Rejection] = []
    conflicts: list[tuple[Event, tuple[Event, ...]]] = []
    reached: set[str] = set()
    for event in by_id.values():
        if event.of or event.event not in _FIRST:
            continue
        reached.add(event.id)
        reached |= _descendants(event, answers)
        state: Coding | None = _begin(event)
        at = [event]
        while state is not None:
            live = _live_replies(at, answers)
            if not live:
                break
            if len(live) > 1:
                conflicts.append((at[0], tuple(reply[0] for reply in live)))
                state = None
            elif live[0][0].event == "withdraw":
                state = None
            else:
                at = live[0]
                state = _answer(state, at[0])
        if state is None:
            continue
        if event.event == "cover":
            coverage.append(
                Coverage(event.coder, event.document, event.text_sha256, event.codes or {})
            )
        elif event.event == "adjudicate":
            decisions.append(_decide(event))
        elif event.event == "reject":
            rejections.append(_reject(event))
        else:
            codings.append(state)
    return CodingState(
        tuple(sorted(codings, key=lambda c: (c.document, c.start, c.end, c.id))),
        tuple(sorted(coverage, key=lambda c: (c.document, c.coder, sorted(c.codes)))),
        tuple(sorted(conflicts, key=lambda pair: pair[0].id)),
        tuple(sorted((e for e in by_id.values() if e.id not in reached), key=lambda e: e.id)),
        tuple(sorted(decisions, key=lambda d: d.id)),
        tuple(sorted(rejections, key=lambda r: r.id)),
    )
