"""Adding events to codings that were read and checked before, by looking at what they touch."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, TypeVar

from crosscase.coding import (
    ADJUDICATED,
    ANCHOR_FIELDS,
    Coding,
    CodingState,
    Coverage,
    Decision,
    Event,
    Rejection,
)
from crosscase.errors import Problem
from crosscase.folding import (
    Answers,
    Folded,
    fold_chain,
    is_first,
    link_answers,
    members_of,
    order_coding,
    order_coverage,
)
from crosscase.storage.claim_checks import check_claims, check_coverage
from crosscase.storage.coding_files import EventFile
from crosscase.storage.decision_checks import check_authors, check_decisions
from crosscase.storage.event_checks import check_answers, check_conflicts
from crosscase.storage.findings import Findings
from crosscase.storage.loading import Contents
from crosscase.storage.suggestion_checks import check_rejections

__all__ = ["Growth", "Ledger"]


_Stands = TypeVar("_Stands", Coding, Decision, Rejection)


@dataclass(frozen=True, slots=True)
class Growth:
    """What new events make of a study.

    Parameters
    ----------
    contents : Contents
        The study with them.
    events : tuple of Event
        The new events.
    answers : mapping
        The events that they answer, each with all its answers.
    before, after : tuple of Problem
        What is wrong with the things that they touch, without them and with them.
    documents : frozenset of str
        The documents whose codings, coverage or decisions they touch.
    """

    contents: Contents
    events: tuple[Event, ...]
    answers: Mapping[str, list[Event]]
    before: tuple[Problem, ...]
    after: tuple[Problem, ...]
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class _World:
    """All events, with or without the new ones, and what they add up to."""

    files: Sequence[EventFile]
    events: Mapping[str, Event]
    state: CodingState
    unplaced: frozenset[str]

    def in_order(self) -> Collection[Event]:
        """Return every event once, file by file."""
        found: dict[str, Event] = {}
        for file in self.files:
            for event in file.events:
                found.setdefault(event.id, event)
        return found.values()


@dataclass(frozen=True, slots=True)
class _Touched:
    """The chains that new events belong to, and which checks look beyond these chains."""

    firsts: Mapping[str, Event]
    coverage: bool
    decisions: bool
    rejections: bool


def _first_of(event: Event, events: Mapping[str, Event]) -> Event | None:
    """Return the event that a chain begins with; None when it begins nowhere."""
    seen: set[str] = set()
    at: Event | None = event
    while at is not None and at.of:
        if at.id in seen:
            return None
        seen.add(at.id)
        at = events.get(at.of)
    return at if at is not None and is_first(at) else None


def _grown_files(files: Iterable[EventFile], tail: EventFile) -> tuple[EventFile, ...]:
    by_path = {file.path: file for file in files}
    old = by_path.get(tail.path, EventFile(tail.path))
    by_path[tail.path] = replace(old, events=old.events + tail.events, free=tail.free)
    return tuple(by_path[name] for name in sorted(by_path))


def _change(
    problems: tuple[Problem, ...], before: Iterable[Problem], after: Iterable[Problem]
) -> tuple[Problem, ...]:
    """Return sorted problems without some and with others."""
    changed = list(problems)
    for one in before:
        del changed[bisect_left(changed, one)]
    for one in after:
        insort(changed, one)
    return tuple(changed)


def _id_of(one: Decision | Rejection) -> str:
    return one.id


def _exchange(
    ones: tuple[_Stands, ...],
    was: Iterable[_Stands],
    now: Iterable[_Stands],
    order: Callable[[_Stands], Any],
) -> tuple[_Stands, ...]:
    """Return what stands, in order, with some of it exchanged."""
    changed = list(ones)
    for one in was:
        del changed[bisect_left(changed, order(one), key=order)]
    for one in now:
        insort(changed, one, key=order)
    return tuple(changed)


def _of(kind: type[_Stands], folded: Iterable[Folded]) -> list[_Stands]:
    return [one.stands for one in folded if isinstance(one.stands, kind)]


def _named_by(decisions: Iterable[Decision]) -> frozenset[str]:
    """Return the ids of the codings and claims that decisions speak of."""
    return frozenset(
        id for one in decisions for id in (*one.settles, *one.settles.values(), *one.stands)
    )


class Ledger:
    """The events of a study, linked to one another, so that a few more cost little.

    Parameters
    ----------
    contents : Contents
        The study as it was read.

    Attributes
    ----------
    contents : Contents
        The study with everything that was taken in since.
    events : dict
        All its events by id; the first of several with one id.
    """

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        state, unplaced = contents.study.coding_state, contents.study.unplaced
        world = _World(contents.event_files, {}, state, unplaced)
        self.events = {event.id: event for event in world.in_order()}
        self._answers = link_answers(self.events.values())
        self._unread = {id for file in contents.event_files for id in file.unread}
        added = (one.at[:10] for one in self.events.values() if one.event == "add")
        self._since = min(added, default="")
        self._named = _named_by(state.decisions)
        snapshots = (snapshot.events for snapshot, _ in contents.study.snapshots.values())
        self._in_snapshots = frozenset[str]().union(*snapshots)
        self._last: tuple[EventFile, Growth | None] | None = None

    def chain(self, first: str) -> tuple[Event, ...]:
        """Return an event, then the answers to it, then theirs; nothing when it is not there."""
        found = {first: self.events[first]} if first in self.events else {}
        waiting = [*found.values()]
        while waiting:
            answers = self._answers.get(waiting.pop(0).id, ())
            new = {one.id: one for one in answers if one.id not in found}
            found |= new
            waiting += new.values()
        return tuple(found.values())

    def grow(self, tail: EventFile) -> Growth | None:
        """Return what new events at the end of a codings file make of the study.

        Parameters
        ----------
        tail : EventFile
            What was, or would be, added to the file, without its earlier lines; all its lines
            could be read.

        Returns
        -------
        Growth or None
            Nothing is taken in yet. None when the events touch more than their own chains, so
            that all has to be read or checked anew: an id that is not new, an answer to what is
            not there, a signature that is not that of the file, and the like.
        """
        # What was checked before it was written is not checked again once it is there.
        if self._last is None or self._last[0] != tail:
            self._last = (tail, self._find_growth(tail))
        return self._last[1]

    def _find_growth(self, tail: EventFile) -> Growth | None:
        events = ChainMap({event.id: event for event in tail.events}, self.events)
        touched = self._touch(tail, events) if len(events.maps[0]) == len(tail.events) else None
        if touched is None:
            return None
        linked = link_answers(tail.events)
        linked = {id: [*self._answers.get(id, ()), *more] for id, more in linked.items()}
        answers = ChainMap(linked, self._answers)
        if self._moves_in_snapshot(touched.firsts, events, answers):
            return None
        return self._grow(tail, events, touched, answers)

    def _grow(
        self,
        tail: EventFile,
        events: Mapping[str, Event],
        touched: _Touched,
        answers: ChainMap[str, list[Event]],
    ) -> Growth:
        contents, study = self.contents, self.contents.study
        before, after = contents.findings.fresh(), contents.findings.fresh()
        old = _World(contents.event_files, self.events, study.coding_state, study.unplaced)
        firsts = touched.firsts
        was = [fold_chain(one, self._answers) for id, one in firsts.items() if id in self.events]
        self._check(old, was, touched, before)
        now = [fold_chain(one, answers) for one in firsts.values()]
        files = _grown_files(contents.event_files, tail)
        world = _World(files, events, old.state, old.unplaced - firsts.keys())
        world = replace(world, state=self._state(world, was, now, touched, answers))
        check_answers(tail.events, events, after)
        check_authors(tail.events, after)
        unplaced = self._check(world, now, touched, after)
        problems = _change(study.problems, before.problems, after.problems)
        grown = study.with_codings(world.state, unplaced, problems)
        return Growth(
            replace(contents, study=grown, event_files=files),
            tail.events,
            answers.maps[0],
            tuple(before.problems),
            tuple(after.problems),
            frozenset(self._documents([*was, *now])),
        )

    def _touch(self, tail: EventFile, events: Mapping[str, Event]) -> _Touched | None:
        """Return what new events touch; None when that cannot be told from their chains."""
        name = PurePosixPath(tail.path).stem
        if name not in (*self.contents.background.study.coders, ADJUDICATED):
            return None
        if any(one.rule == "unknown-event" for one in self.contents.study.problems):
            return None
        firsts: dict[str, Event] = {}
        for event in tail.events:
            first = _first_of(event, events)
            if first is None or event.coder != name or self._is_known(event):
                return None
            if event.event == "add" and self._changes_registration(event.at[:10]):
                return None
            firsts[first.id] = first
        kinds = {(one.event, one.coder == ADJUDICATED) for one in firsts.values()}
        named = firsts.keys() | {event.id for event in tail.events}
        return _Touched(
            firsts,
            coverage=any(kind == "cover" for kind, _ in kinds),
            decisions=any(kind == "adjudicate" or by for kind, by in kinds)
            or not self._named.isdisjoint(named),
            rejections=any(one.suggestion for one in firsts.values()),
        )

    def _is_known(self, event: Event) -> bool:
        """Whether an event with this id is there, or something speaks of one already."""
        return any(event.id in ids for ids in (self.events, self._answers, self._unread))

    def _changes_registration(self, day: str) -> bool:
        """Whether a coding of a day can make a hypothesis one that was registered too late."""
        hypotheses = self.contents.study.hypotheses
        return day < self._since or any(one.registered_on > day for one in hypotheses)

    def _moves_in_snapshot(
        self, firsts: Mapping[str, Event], events: Mapping[str, Event], answers: Answers
    ) -> bool:
        """Whether words of a coding that a snapshot holds may stand elsewhere than they did."""
        return any(
            not events[id].fields.isdisjoint(ANCHOR_FIELDS)
            for first in firsts.keys() & self._in_snapshots
            for id in members_of(first, answers) - {first}
        )

    def _state(
        self,
        world: _World,
        was: Sequence[Folded],
        now: Sequence[Folded],
        touched: _Touched,
        answers: Answers,
    ) -> CodingState:
        """Return what all events add up to, given what the touched chains do."""
        old = world.state
        chains = {id for first in touched.firsts for id in members_of(first, answers)}
        conflicts = [one for one in old.conflicts if one[0].id not in chains]
        conflicts += [one.conflict for one in now if one.conflict]

        def exchange(
            ones: tuple[_Stands, ...], kind: type[_Stands], order: Callable[[_Stands], Any]
        ) -> tuple[_Stands, ...]:
            return _exchange(ones, _of(kind, was), _of(kind, now), order)

        state = replace(
            old,
            codings=exchange(old.codings, Coding, order_coding),
            decisions=exchange(old.decisions, Decision, _id_of),
            rejections=exchange(old.rejections, Rejection, _id_of),
            conflicts=tuple(sorted(conflicts, key=lambda pair: pair[0].id)),
        )
        if not touched.coverage:
            return state
        # It has no ids, and what sorts alike stays in the order of the lines: all is told anew.
        covers = (one for one in world.in_order() if one.event == "cover" and is_first(one))
        coverage = [fold_chain(one, answers).stands for one in covers]
        stated = (one for one in coverage if isinstance(one, Coverage))
        return replace(state, coverage=tuple(sorted(stated, key=order_coverage)))

    def _check(
        self, world: _World, folded: Iterable[Folded], touched: _Touched, findings: Findings
    ) -> frozenset[str]:
        """Check what is touched and return the codings of the study that cannot be placed."""
        folded, background = list(folded), self.contents.background
        check_conflicts([one.conflict for one in folded if one.conflict], findings)
        codings = [one.stands for one in folded if isinstance(one.stands, Coding)]
        unplaced = world.unplaced | check_claims(codings, world.events, background, findings)
        if touched.coverage:
            check_coverage(world.in_order(), background, findings)
        if touched.decisions:
            coders = background.study.coders
            check_decisions(world.state, world.events, self._unread, unplaced, coders, findings)
        if touched.rejections:
            check_rejections(world.state, findings)
        return unplaced

    def _documents(self, folded: Iterable[Folded]) -> Iterable[str]:
        for one in (one.stands for one in folded):
            if isinstance(one, Rejection):
                yield str(one.proposed["document"])
            elif isinstance(one, Decision):
                settled = (self.events.get(id) for id in (*one.settles, *one.stands))
                yield from (event.document for event in settled if event is not None)
            elif one is not None:
                yield one.document

    def take_in(self, growth: Growth) -> None:
        """Make what :meth:`grow` gave the study as it is.

        Parameters
        ----------
        growth : Growth
            Of this ledger as it stands.
        """
        self.contents, self._last = growth.contents, None
        self.events.update((event.id, event) for event in growth.events)
        self._answers.update(growth.answers)
        days = [event.at[:10] for event in growth.events if event.event == "add"]
        self._since = min([*days, *filter(None, [self._since])], default="")
        self._named = _named_by(growth.contents.study.coding_state.decisions)
