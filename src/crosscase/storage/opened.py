"""A study held open: kept in step with its files, and appended to without reading all again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import RLock

from crosscase.coding import Event
from crosscase.errors import ConflictError, OtherRequestError, Problem, StudyError, UsageError
from crosscase.folding import fold_events
from crosscase.storage.appending import Appended, own_file, prepare_tail, write_tail
from crosscase.storage.coding_files import FOLDER
from crosscase.storage.event_format import write_event
from crosscase.storage.held import HeldStudy
from crosscase.storage.judging_events import Claim, acceptances, rejections, undoings
from crosscase.storage.judging_requests import are_acceptances, are_rejections
from crosscase.storage.locking import lock
from crosscase.storage.own_events import coverages, uncoverings, withdrawals
from crosscase.storage.writing import sync_file
from crosscase.study import Study

__all__ = ["OpenStudy"]


def _number(events: Sequence[Event], request: str) -> list[Event]:
    """Return the events of a request with ids that follow from it, and name one another by them."""
    ids = {one.id: f"{request}-{n}" for n, one in enumerate(events)}

    def name(id: str) -> str:
        return ids.get(id, id)

    return [
        replace(one, id=ids[one.id], of=name(one.of), stands=tuple(map(name, one.stands)))
        for one in events
    ]


class OpenStudy(HeldStudy):
    r"""A study held open: what is on disk, kept in step, and appended to.

    Several threads may use one open study, and several programs one study folder.

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
        super().__init__(root)
        # Held while events are made of the study as it is and appended; always taken first.
        self._writing = RLock()

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
        BusyError
            When another program does not let go of the file.
        """
        events = tuple(events)
        if not events:
            return Appended(f"{FOLDER}/{coder}.jsonl", ())
        with self._holding(coder) as path:
            return self._append(path, events, expect)

    @contextmanager
    def _holding(self, coder: str) -> Iterator[str]:
        """Keep others from appending to a coder's file, and give its path."""
        path = own_file(self.root, coder)
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        with self._writing, lock(self.root, path):
            yield path

    def _append(
        self, path: str, events: Sequence[Event], expect: Mapping[str, str] | None = None
    ) -> Appended:
        with self._lock:
            self._follower.refresh()
            new = tuple(event for event in events if not self._is_done(event))
            if new:
                self._check_expected(self._follower.contents.study, expect)
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

    def _is_done(self, event: Event) -> bool:
        known = self._follower.events.get(event.id)
        return known is not None and self._content(known) == self._content(event)

    def _content(self, event: Event) -> dict[str, object]:
        """Return what an event says; a second attempt may answer the first and has another time."""
        return {**write_event(event), "at": "", "of": self._follower.first_of(event.of)}

    def _check_expected(self, study: Study, expect: Mapping[str, str] | None) -> None:
        if not expect:
            return
        codings = study.codings
        now = {id: codings[id].last_claim if id in codings else "" for id in expect}
        other = {id: (seen, now[id]) for id, seen in expect.items() if seen != now[id]}
        if other:
            raise ConflictError(other)

    def carry_out(
        self,
        coder: str,
        make: Callable[[Study], Sequence[Event]],
        *,
        request: str = "",
        done: Callable[[Sequence[Event]], bool] | None = None,
        expect: Mapping[str, str] | None = None,
    ) -> tuple[str, ...]:
        """Append the events that follow from the study as it is, those of one request once.

        Nothing is appended to the file of the coder, by whatever program, nor by this open study
        to any other, between the look at the study and the moment that the events are there.

        Parameters
        ----------
        coder : str
            Whose file.
        make : callable
            Makes the events from the study, or raises what stands in the way.
        request : str
            An id drawn by the caller, such as 32 hexadecimal digits, from which the ids of the
            events follow. With one that was used before, they are made of the study as it was
            then: those that are there are done, and what a program that was killed did not write
            is appended.
        done : callable, optional
            Says of the events of a request that was used before whether they are all it asks for;
            then nothing is made, whatever has changed since.
        expect : mapping, optional
            As for :meth:`append`.

        Returns
        -------
        tuple of str
            Ids of the events.

        Raises
        ------
        ConflictError
            When a coding is not as expected any more; nothing is written.
        StudyError
            With what the events would bring; nothing is written.
        OtherRequestError
            When the request of that id was another; nothing is written.
        """
        with self._holding(coder) as path:
            study = self.study()
            there = self.events_of_request(request)
            if there and done is not None and there[0].file == path and done(there):
                sync_file(self.root / path)
                return tuple(event.id for event in there)
            was = self._was_before(study, request) if request else None
            self._check_expected(was or study, expect)
            events = make(was or study)
            if request:
                events = _number(events, request)
            if was is not None:
                self._check_same(request, events)
            expect = expect if was is None else None
            return self._append(path, events, expect).events if events else ()

    def _was_before(self, study: Study, request: str) -> Study | None:
        """Return the study as it was before a request; None when it is new."""
        with self._lock:
            known = self._follower.events
            first = known.get(f"{request}-0")
            if first is None:
                return None
            # A coder's file has what it had then before the lines of the request.
            events = [e for e in known.values() if e.file != first.file or e.line < first.line]
        return study.with_codings(fold_events(events), study.unplaced, study.problems)

    def _check_same(self, request: str, events: Sequence[Event]) -> None:
        """Refuse a request that has the number of another one."""
        with self._lock:
            known = self._follower.events
            ids = [one.id for one in events if not self._is_done(one)]
            other = [id for id in (*ids, f"{request}-{len(events)}") if id in known]
        if other:
            there = known[other[0]]
            found = f"request {request}, by which event {there.id} says something else"
            allowed, advice = "a request as it was first made", "draw another number"
            raise OtherRequestError(
                [Problem(there.file, there.line, "other-request", found, allowed, advice)]
            )

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
            As for :meth:`carry_out`.

        Returns
        -------
        tuple of str
            Ids of the new codings.
        """

        def make(study: Study) -> list[Event]:
            suggestions = self.suggestions()
            return acceptances(study, suggestions, coder, ids, claim, correct=correct, more=more)

        def done(events: Sequence[Event]) -> bool:
            return are_acceptances(events, ids, claim)

        return self.carry_out(coder, make, request=request, done=done)

    def reject_suggestions(
        self, coder: str, ids: Sequence[str], *, memo: str = "", request: str = ""
    ) -> tuple[str, ...]:
        """Reject suggestions, as :func:`crosscase.storage.reject_suggestions`.

        Parameters
        ----------
        coder, ids, memo
            As there.
        request : str
            As for :meth:`carry_out`.

        Returns
        -------
        tuple of str
            Ids of the events that say so.
        """

        def make(study: Study) -> list[Event]:
            return rejections(study, self.suggestions(), coder, ids, memo=memo)

        def done(events: Sequence[Event]) -> bool:
            return are_rejections(events, ids, memo)

        return self.carry_out(coder, make, request=request, done=done)

    def undo_suggestions(
        self, coder: str, ids: Sequence[str], *, request: str = ""
    ) -> tuple[str, ...]:
        """Take back decisions on suggestions, as :func:`crosscase.storage.undo_suggestions`.

        Parameters
        ----------
        coder, ids
            As there.
        request : str
            As for :meth:`carry_out`.

        Returns
        -------
        tuple of str
            Ids of the events that take them back.
        """

        def make(study: Study) -> list[Event]:
            try:
                return undoings(study, self.suggestions(), coder, ids)
            except StudyError:
                # What a coder made of suggestions says itself of which.
                with suppress(UsageError):
                    return undoings(study, (), coder, ids)
                raise

        return self.carry_out(coder, make, request=request)

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
            As for :meth:`carry_out`.

        Returns
        -------
        tuple of str
            Ids of the events that take them back.
        """
        return self.carry_out(
            coder, lambda study: withdrawals(study, coder, ids), request=request, expect=expect
        )

    def cover_documents(
        self, coder: str, documents: Iterable[str], *, codebooks: Iterable[str] = ()
    ) -> Appended:
        """State that documents were read, as :func:`crosscase.storage.cover_documents`.

        Parameters
        ----------
        coder, documents, codebooks
            As there.

        Returns
        -------
        Appended
            With one event a document.
        """
        with self._holding(coder) as path:
            events = coverages(self.study(), coder, documents, codebooks=codebooks)
            return self._append(path, events) if events else Appended(path, ())

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

        return self.carry_out(coder, make)
