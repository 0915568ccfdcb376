"""What the pages and the API share: the study held open, who codes, and what was worked out."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from starlette.requests import Request

from crosscase.codebook import Code
from crosscase.coding import ADJUDICATED
from crosscase.errors import UsageError
from crosscase.storage import OpenStudy
from crosscase.study import Study
from crosscase.suggestion import Suggestion

__all__ = ["Moment", "Workbench", "bench_of", "choose_coder", "coded_codes", "moment_of"]

Made = TypeVar("Made")


def choose_coder(study: Study, given: str = "") -> str:
    """Return who codes at this workbench.

    Parameters
    ----------
    study : Study
        The study.
    given : str
        The coder asked for; empty for the only one who counts.

    Returns
    -------
    str
        A coder's id; empty when the workbench is for reading only.

    Raises
    ------
    UsageError
        When no such coder is declared.
    """
    if given:
        if given == ADJUDICATED or given not in study.coders:
            allowed = ", ".join(study.coders) or "none"
            raise UsageError(
                f"found coder {given}; allowed: {allowed}; declare the coder in study.yaml"
            )
        return given
    counting = [coder.id for coder in study.coders.values() if coder.counts]
    return counting[0] if len(counting) == 1 else ""


class _Made:
    """What was worked out of a moment; whoever asks meanwhile waits at the lock."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.is_there = False
        self.what: Any = None


class Moment:
    """The study in one version, and what was worked out of it.

    Parameters
    ----------
    study : Study
        The study.
    version : str
        The version that it is.
    bench : Workbench
        Where it was looked at.
    """

    def __init__(self, study: Study, version: str, bench: Workbench) -> None:
        self.study = study
        self.version = version
        self.coder = bench.coder
        self._opened = bench.opened
        self._kept: dict[Hashable, _Made] = {}
        self._lock = threading.Lock()

    def work_out(self, name: Hashable, make: Callable[[Study], Made]) -> Made:
        """Return what follows from the study, worked out once.

        Who asks for it while another request is working it out waits for that.

        Parameters
        ----------
        name : hashable
            What it is: the same name is the same question.
        make : callable
            Works it out from the study.

        Returns
        -------
        any
            What ``make`` returned.
        """
        with self._lock:
            made = self._kept.setdefault(name, _Made())
        with made.lock:
            if not made.is_there:
                made.what = make(self.study)
                made.is_there = True
        return made.what  # type: ignore[no-any-return]

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Return the suggestions as they were when they were first asked for.

        Raises
        ------
        StudyError
            With everything wrong in their files.
        """
        return self.work_out("suggestions", lambda _: self._opened.suggestions())


class Workbench:
    """A study held open for one coder.

    Parameters
    ----------
    opened : OpenStudy
        The study, kept in step with the disk.
    coder : str
        Who codes; empty when the workbench is for reading only.

    Attributes
    ----------
    key : str
        Tells this study and coder from any other that is served at the same address later.
    """

    def __init__(self, opened: OpenStudy, coder: str) -> None:
        self.opened = opened
        self.coder = coder
        whose = f"{opened.root.resolve()}\0{coder}".encode("utf-8", "replace")
        self.key = hashlib.sha256(whose).hexdigest()[:16]
        self._moment: Moment | None = None
        self._lock = threading.Lock()

    def moment(self) -> Moment:
        """Return the study as it is on disk now.

        Returns
        -------
        Moment
            The same one for as long as nothing changes.
        """
        # Looked at under the lock: who looked earlier would put an older moment over a newer one.
        with self._lock:
            study, version = self.opened.current()
            if self._moment is None or self._moment.version != version:
                self._moment = Moment(study, version, self)
            return self._moment


def bench_of(request: Request) -> Workbench:
    """Return the workbench that a request is for."""
    found: Workbench = request.app.state.workbench
    return found


def moment_of(request: Request) -> Moment:
    """Return the study as it was when a request first looked at it.

    All that an answer says is of that moment, whatever changes meanwhile; only who has written
    something looks again, by :meth:`Workbench.moment`.
    """
    state = request.state
    if not hasattr(state, "moment"):
        state.moment = bench_of(request).moment()
    found: Moment = state.moment
    return found


def coded_codes(study: Study) -> tuple[Code, ...]:
    """Return the codes that are coded, and not computed from others."""
    return tuple(code for code in study.codes.values() if code.derive is None)
