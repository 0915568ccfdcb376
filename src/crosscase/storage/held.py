"""A study held open to be read: kept in step with its files, reading only what changed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from threading import RLock

from crosscase.coding import Event
from crosscase.errors import Problem
from crosscase.storage.appending import (
    Tail,
    errors_brought,
    new_errors,
    own_file,
    place_errors,
    prepare_tail,
)
from crosscase.storage.coding_files import read_event_file
from crosscase.storage.findings import Findings
from crosscase.storage.following import Changes, Follower
from crosscase.study import Study
from crosscase.suggestion import Suggestion

__all__ = ["HeldStudy"]


class HeldStudy:
    r"""A study held open: what is on disk, kept in step.

    Every call first looks whether something changed on disk, by whatever program, and reads what
    did. Several threads may use one.

    Parameters
    ----------
    root : Path or str
        The folder that holds ``study.yaml``.

    Examples
    --------
    >>> import tempfile
    >>> from crosscase.storage import NewText, enter_texts, init
    >>> folder = tempfile.TemporaryDirectory()
    >>> root = init(Path(folder.name) / "new", title="A study", language="en")
    >>> held = HeldStudy(root)
    >>> before = held.version
    >>> talk = NewText("talk", "Talk", "We had to.\n", "talk.txt")
    >>> _ = enter_texts(root, [talk], units=["case-one"])
    >>> list(held.study().documents), held.version == before
    (['talk'], False)
    >>> folder.cleanup()
    """

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)
        self._lock = RLock()
        self._follower = Follower(self.root)

    @property
    def version(self) -> str:
        """What changes whenever anything of the study does, its suggestions included."""
        with self._lock:
            self._follower.refresh()
            return self._follower.version

    def changes(self, since: str) -> Changes:
        """Return what changed since a version.

        Parameters
        ----------
        since : str
            A :attr:`version` of this open study; of any other one nothing is known, so that
            anything may have changed.

        Returns
        -------
        Changes
            The version of now, the documents whose codings changed, and whether more did.
        """
        with self._lock:
            self._follower.refresh()
            return self._follower.changes(since)

    def study(self) -> Study:
        """Return the study as it is on disk now, with all its problems.

        Returns
        -------
        Study
            The same object as long as nothing changed. It is not refused for its errors: see
            :func:`crosscase.storage.load`, of which this is the study when not strict.
        """
        with self._lock:
            self._follower.refresh()
            return self._follower.contents.study

    def current(self) -> tuple[Study, str]:
        """Return the study as it is on disk now, and the version that it is.

        Returns
        -------
        tuple of (Study, str)
            As :meth:`study` and :attr:`version`, of one moment.
        """
        with self._lock:
            self._follower.refresh()
            return self._follower.contents.study, self._follower.version

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Return the suggestions as they were last made.

        Returns
        -------
        tuple of Suggestion
            As :func:`crosscase.storage.read_suggestions`; read again only when they changed.

        Raises
        ------
        StudyError
            With everything wrong in the files.
        """
        with self._lock:
            self._follower.refresh()
            return self._follower.suggestions()

    def events_of(self, first: str) -> tuple[Event, ...]:
        """Return everything that was done to a coding, or to whatever else an event began.

        Parameters
        ----------
        first : str
            The id of the event that it began with, which is that of a coding.

        Returns
        -------
        tuple of Event
            That event, then the answers to it and theirs; nothing when there is no such event.
        """
        with self._lock:
            self._follower.refresh()
            return self._follower.chain(first)

    def events_of_request(self, request: str) -> tuple[Event, ...]:
        """Return the events of a request that was carried out, as they were appended.

        Parameters
        ----------
        request : str
            Its number.

        Returns
        -------
        tuple of Event
            Nothing when there was no such request.
        """
        with self._lock:
            self._follower.refresh()
            known, there = self._follower.events, list[Event]()
            while event := known.get(f"{request}-{len(there)}"):
                there.append(event)
        return tuple(there)

    def first_of(self, event: str) -> str:
        """Return the id of what an event was done to.

        Parameters
        ----------
        event : str
            The id of an event.

        Returns
        -------
        str
            That of the coding, or of the event that whatever else it was done to began with.
        """
        with self._lock:
            self._follower.refresh()
            return self._follower.first_of(event)

    def preview(self, coder: str, events: Iterable[Event]) -> list[tuple[Problem, int | None]]:
        """Return the errors that events would bring, each with the place of its event among them.

        Parameters
        ----------
        coder, events
            As for :meth:`OpenStudy.append`; nothing is written.

        Returns
        -------
        list of (Problem, int or None)
            The place is None where an error is not of one event.
        """
        path, events = own_file(self.root, coder), tuple(events)
        with self._lock:
            self._follower.refresh()
            tail = prepare_tail(self._follower.contents, path, events)
            return place_errors(tail, self._errors(tail) if events else [])

    def _errors(self, tail: Tail) -> list[Problem]:
        """Return the errors that new lines would bring, as :func:`errors_brought`."""
        findings = Findings()
        read = read_event_file(tail.lines, tail.path, findings, first=tail.first)
        growth = None if findings.problems else self._follower.grow(read)
        if growth is None:
            return errors_brought(tail)
        return new_errors(growth.before, growth.after)
