"""Keeping what was read of a study in step with its files, reading only what changed."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from crosscase.coding import Event
from crosscase.storage.coding_files import FOLDER as CODINGS
from crosscase.storage.coding_files import EventFile, read_event_file
from crosscase.storage.findings import Findings, Place
from crosscase.storage.growing import Growth, Ledger
from crosscase.storage.loading import Contents, read_folder
from crosscase.storage.suggestion_files import FOLDER as SUGGESTIONS
from crosscase.storage.suggestion_files import read_suggestions
from crosscase.storage.watching import WatchedFolder
from crosscase.suggestion import Suggestion

__all__ = ["Changes", "Follower"]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed of a study since a version of it.

    Parameters
    ----------
    version : str
        The version it has now.
    documents : frozenset of str
        Ids of the documents of which codings, coverage or decisions changed.
    structure : bool
        Whether anything else may have changed as well: texts, codes, suggestions, any codings.
    events : tuple of str
        Ids of the events that changed these documents; none where anything may have changed.
    """

    version: str
    documents: frozenset[str]
    structure: bool
    events: tuple[str, ...] = ()


class _Step(NamedTuple):
    """A change: how many events there were before it, and what it touches; None for anything."""

    before: int
    documents: frozenset[str] | None


def _is_codings(path: str) -> bool:
    return path.startswith(f"{CODINGS}/") and path.endswith(".jsonl")


class Follower:
    """A study folder as it was last looked at; not safe for several threads at once.

    Parameters
    ----------
    root : Path
        The study folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._mark = uuid.uuid4().hex
        self._log: list[_Step] = []
        self._suggestions: tuple[Suggestion, ...] | None = None
        self._in_step = True
        self._reload()
        self._look_at_suggestions()

    @property
    def contents(self) -> Contents:
        """What the folder holds."""
        return self._ledger.contents

    @property
    def events(self) -> Mapping[str, Event]:
        """All events by id; the first of several with one id."""
        return self._ledger.events

    @property
    def version(self) -> str:
        """What is another after every change."""
        return f"{self._mark}-{len(self._log)}"

    def changes(self, since: str) -> Changes:
        """Return what changed since a version, as far as was looked.

        Parameters
        ----------
        since : str
            A version; of another follower it says nothing, so that anything may have changed.

        Returns
        -------
        Changes
            What changed.
        """
        mark, _, number = since.rpartition("-")
        known = mark == self._mark and number.isdecimal() and int(number) <= len(self._log)
        steps = self._log[int(number) :] if known else [_Step(0, None)]
        documents = frozenset[str]().union(*(step.documents or () for step in steps))
        if any(step.documents is None for step in steps):
            return Changes(self.version, documents, structure=True)
        events = tuple(islice(self.events, steps[0].before, None)) if steps else ()
        return Changes(self.version, documents, structure=False, events=events)

    def chain(self, first: str) -> tuple[Event, ...]:
        """Return an event with the answers to it and theirs, as :meth:`Ledger.chain`."""
        return self._ledger.chain(first)

    def first_of(self, id: str) -> str:
        """Return the event that a chain of answers begins with."""
        known, seen = self.events, {""}
        while id in known and known[id].of not in seen:
            seen.add(id)
            id = known[id].of
        return id

    def grow(self, tail: EventFile) -> Growth | None:
        """Return what new events would make of the study, as :meth:`Ledger.grow`."""
        return self._ledger.grow(tail)

    def refresh(self) -> None:
        """Look at the folder, and read what changed."""
        changed = self._folder.watch.changed()
        before = len(self.events)
        if changed or not self._in_step:
            self._log.append(_Step(before, self._follow(changed)))
        if self._suggestions_watch.changed():
            self._look_at_suggestions()
            self._log.append(_Step(before, None))

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Return the suggestions; read again only when they changed.

        Raises
        ------
        StudyError
            With everything wrong in the files.
        """
        if self._suggestions is None:
            folder = WatchedFolder(self.root, Findings())
            self._suggestions = read_suggestions(self.contents.study, folder=folder)
            self._suggestions_watch = folder.watch
        return self._suggestions

    def _reload(self) -> None:
        self._folder = WatchedFolder(self.root, Findings())
        self._ledger = Ledger(read_folder(self.root, self._folder))

    def _look_at_suggestions(self) -> None:
        folder = WatchedFolder(self.root, Findings())
        for path in folder.files(SUGGESTIONS, ".jsonl"):
            folder.read(path)
        self._suggestions = None
        self._suggestions_watch = folder.watch

    def _follow(self, changed: Collection[str]) -> frozenset[str] | None:
        """Take in what changed; return the documents it touches, None when it may be any."""
        # What was looked at counts as seen, even when it then could not be read.
        was_in_step, self._in_step = self._in_step, False
        documents = self._read_tails(changed) if was_in_step else None
        if documents is None:
            self._reload()
        self._in_step = True
        return documents

    def _read_tails(self, changed: Collection[str]) -> frozenset[str] | None:
        """Take in what was added to codings files; None when more than that is another now."""
        documents: set[str] = set()
        for path in self._codings_among(changed):
            growth = self._read_tail(path)
            if growth is None:
                return None
            self._ledger.take_in(growth)
            documents |= growth.documents
        return frozenset(documents)

    def _codings_among(self, changed: Collection[str]) -> list[str]:
        """Return the codings files that changed, new ones included, and what else did."""
        if CODINGS not in changed:
            return sorted(changed)
        watch = self._folder.watch
        was = watch.names(CODINGS)
        try:
            now = watch.list(CODINGS)
        except OSError:
            return [CODINGS]
        names = {f"{CODINGS}/{name}" for name in {*was} ^ {*now}}
        return sorted(names.union(changed) - {CODINGS})

    def _read_tail(self, path: str) -> Growth | None:
        """Read what was added to a codings file; None when more than that is another now."""
        folder = self._folder
        located = folder.locate(path, Place(path)) if _is_codings(path) else None
        was = folder.watch.held(path)
        try:
            now = b"" if located is None else folder.take(path, located)
        except OSError:
            return None
        if not (now.startswith(was) and now.endswith(b"\n") and (was or b"\n").endswith(b"\n")):
            return None
        findings = Findings()
        first = next((one.free for one in self.contents.event_files if one.path == path), 1)
        tail = read_event_file(now[len(was) :], path, findings, first=first)
        return None if findings.problems else self._ledger.grow(tail)
