"""A study held open: kept in step with its files, and appended to without reading all again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock

from crosscase.coding import Event
from crosscase.errors import ConflictError, Problem, StudyError
from crosscase.storage.appending import (
    Appended,
    Tail,
    errors_brought,
    new_errors,
    own_file,
    prepare_tail,
    write_tail,
)
from crosscase.storage.coding_by_quote import coverages
from crosscase.storage.coding_files import FOLDER, read_event_file
from crosscase.storage.event_format import write_event
from crosscase.storage.findings import Findings
from crosscase.storage.following import Changes, Follower
from crosscase.storage.judging_events import Claim, acceptances, rejections, undoings
from crosscase.storage.locking import lock
from crosscase.storage.withdrawing import uncoverings, withdrawals
from crosscase.storage.writing import sync_file
from crosscase.study import Study
from crosscase.suggestion import Suggestion

__all__ = ["Changes", "OpenStudy"]


class OpenStudy:
    r"""A study held open: what is on disk, kept in step, and appended to.

    Every call first looks whether something changed on disk, by whatever program, and reads what
    did. Several threads may use one open study, and several programs one study folder.

    Parameters
    ----------
    root : Path or str
        The folder that holds ``study.yaml``.

    Examples
    --------
    >>> import tempfile
    >>> from crosscase.storage import NewText, enter_texts, init, make_add, make_revise
    >>> folder = tempfile.TemporaryDirectory()
    >>> root = init(Path(folder.name) / "new", title="A study", language="en")
    >>> talk = NewText("talk", "Talk", "We had to.\n", "talk.txt")
    >>> _ = enter_texts(root, [talk], units=["case-one"])
    >>> held = OpenStudy(root)
    >>> claim = {"code": "urgency", "unit": "case-one", "value": "present"}
    >>> added = make_add(held.study(), "talk", 0, 6, coder="coder-1", **claim)
    >>> held.append("coder-1", [added]).file
    'corpus/codings/coder-1.jsonl'
    >>> coding = held.study().codings[added.id]
    >>> coding.quote
    'We had'

    Who revises says what the coding was: when it is another by then, nothing is written.

    >>> later = make_revise(coding, value="absent")
    >>> _ = held.append("coder-1", [later], expect={coding.id: coding.last_claim})
    >>> held.append("coder-1", [make_revise(coding, value="partial")],
    ...             expect={coding.id: coding.last_claim})
    Traceback (most recent call last):
    ...
    crosscase.errors.ConflictError: ...
    >>> folder.cleanup()
    """

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)
        # Held while events are made of the study as it is and appended; always taken first.
        self._writing = RLock()
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

    def append(
        self, coder: str, events: Iterable[Event], *, expect: Mapping[str, str] | None = None
    ) -> Appended:
        """Append events to a coder's file, all of them or none.

        As :func:`crosscase.storage.append_events`, with the same checks under the same lock, but
        what was read before is not read again.

        Parameters
        ----------
        coder : str
            Whose file.
        events : iterable of Event
            Made by ``make_add`` and its kin. One whose id is there already with the same content,
            whenever it was made, is taken as done: who got no answer may ask again.
        expect : mapping, optional
            Codings by id, each with the id of the event that made its last claim when it was read
            (``last_claim``).

        Returns
        -------
        Appended
            When the events have reached the disk; those that were there already are among them.

        Raises
        ------
        ConflictError
            When a coding is not as expected any more; nothing is written.
        StudyError
            With every problem the events would bring; nothing is written.
        CrosscaseError
            When another program does not let go of the file.
        """
        events = tuple(events)
        if not events:
            return Appended(f"{FOLDER}/{coder}.jsonl", ())
        path = own_file(self.root, coder)
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        with self._writing, lock(self.root, path):
            with self._lock:
                self._follower.refresh()
                new = tuple(event for event in events if not self._is_done(event))
                if new:
                    self._check_expected(expect)
                tail = prepare_tail(self._follower.contents, path, new)
                errors = self._errors(tail) if new else []
            if errors:
                raise StudyError(errors)
            done = tuple(event.id for event in events)
            if new:
                return replace(write_tail(self.root, tail), events=done)
            # Whoever wrote them may have been killed before they reached the disk.
            sync_file(self.root / path)
            return Appended(path, done)

    def _errors(self, tail: Tail) -> list[Problem]:
        """Return the errors that new lines would bring, as :func:`errors_brought`."""
        findings = Findings()
        read = read_event_file(tail.lines, tail.path, findings, first=tail.first)
        growth = None if findings.problems else self._follower.grow(read)
        if growth is None:
            return errors_brought(tail)
        return new_errors(growth.before, growth.after)

    def _is_done(self, event: Event) -> bool:
        known = self._follower.events.get(event.id)
        return known is not None and self._content(known) == self._content(event)

    def _content(self, event: Event) -> dict[str, object]:
        """Return what an event says; a second attempt may answer the first and has another time."""
        return {**write_event(event), "at": "", "of": self._first(event.of)}

    def _first(self, id: str) -> str:
        """Return the event that a chain of answers begins with."""
        known, seen = self._follower.events, {""}
        while id in known and known[id].of not in seen:
            seen.add(id)
            id = known[id].of
        return id

    def _check_expected(self, expect: Mapping[str, str] | None) -> None:
        if not expect:
            return
        codings = self._follower.contents.study.codings
        now = {id: codings[id].last_claim if id in codings else "" for id in expect}
        other = {id: (seen, now[id]) for id, seen in expect.items() if seen != now[id]}
        if other:
            raise ConflictError(other)

    def _carry_out(
        self,
        coder: str,
        request: str,
        make: Callable[[Study], list[Event]],
        expect: Mapping[str, str] | None = None,
    ) -> tuple[str, ...]:
        """Append the events that follow from the study as it is; those of one request once."""
        with self._writing:
            study = self.study()
            events = self._of_request(request)
            if not events:
                with self._lock:
                    self._check_expected(expect)
                events = make(study)
                if request:
                    events = [replace(one, id=f"{request}-{n}") for n, one in enumerate(events)]
            return self.append(coder, events, expect=expect).events

    def _of_request(self, request: str) -> list[Event]:
        """Return the events that a request led to already."""
        with self._lock:
            known = self._follower.events.items()
            return [one for id, one in known if request and id.startswith(f"{request}-")]

    def code_suggestions(
        self,
        coder: str,
        ids: Sequence[str],
        claim: Claim | None = None,
        *,
        correct: bool = False,
        more: bool = False,
        request: str = "",
    ) -> tuple[str, ...]:
        """Make codings of suggestions, as :func:`crosscase.storage.code_suggestions`.

        Parameters
        ----------
        coder, ids, claim, correct, more
            As there.
        request : str
            An id drawn by the caller, such as 32 hexadecimal digits: the ids of the events follow
            from it, and a second attempt with the same adds nothing.

        Returns
        -------
        tuple of str
            Ids of the new codings.
        """

        def make(study: Study) -> list[Event]:
            suggestions = self.suggestions()
            return acceptances(study, suggestions, coder, ids, claim, correct=correct, more=more)

        return self._carry_out(coder, request, make)

    def reject_suggestions(
        self, coder: str, ids: Sequence[str], *, memo: str = "", request: str = ""
    ) -> tuple[str, ...]:
        """Reject suggestions, as :func:`crosscase.storage.reject_suggestions`.

        Parameters
        ----------
        coder, ids, memo
            As there.
        request : str
            As for :meth:`code_suggestions`.

        Returns
        -------
        tuple of str
            Ids of the events that say so.
        """

        def make(study: Study) -> list[Event]:
            return rejections(study, self.suggestions(), coder, ids, memo=memo)

        return self._carry_out(coder, request, make)

    def undo_suggestions(
        self, coder: str, ids: Sequence[str], *, request: str = ""
    ) -> tuple[str, ...]:
        """Take back decisions on suggestions, as :func:`crosscase.storage.undo_suggestions`.

        Parameters
        ----------
        coder, ids
            As there.
        request : str
            As for :meth:`code_suggestions`.

        Returns
        -------
        tuple of str
            Ids of the events that take them back.
        """

        def make(study: Study) -> list[Event]:
            return undoings(study, self.suggestions(), coder, ids)

        return self._carry_out(coder, request, make)

    def withdraw_codings(
        self,
        coder: str,
        ids: Sequence[str],
        *,
        expect: Mapping[str, str] | None = None,
        request: str = "",
    ) -> tuple[str, ...]:
        """Take codings back, as :func:`crosscase.storage.withdraw_codings`.

        Parameters
        ----------
        coder, ids
            As there.
        expect : mapping, optional
            As for :meth:`append`.
        request : str
            As for :meth:`code_suggestions`.

        Returns
        -------
        tuple of str
            Ids of the events that take them back.
        """
        return self._carry_out(coder, request, lambda study: withdrawals(study, coder, ids), expect)

    def cover_documents(
        self, coder: str, documents: Iterable[str], *, codebooks: Iterable[str] = ()
    ) -> tuple[str, ...]:
        """State that documents were read, as :func:`crosscase.storage.cover_documents`.

        Parameters
        ----------
        coder, documents, codebooks
            As there.

        Returns
        -------
        tuple of str
            Ids of the events that say so.
        """
        return self._carry_out(
            coder, "", lambda study: coverages(study, coder, documents, codebooks=codebooks)
        )

    def uncover_document(self, coder: str, document: str, codes: Iterable[str]) -> tuple[str, ...]:
        """Take back that a document was read for some codes; for others it stays so.

        Parameters
        ----------
        coder : str
            Who stated it.
        document : str
            Document id.
        codes : iterable of str
            Code ids; nothing is done for those of which it was not stated.

        Returns
        -------
        tuple of str
            Ids of the events that say so.
        """

        def make(study: Study) -> list[Event]:
            with self._lock:
                return uncoverings(self._follower.events.values(), coder, document, codes)

        return self._carry_out(coder, "", make)
