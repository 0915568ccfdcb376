"""What the pages and the API share: the study held open, who codes, and what was worked out."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from crosscase.codebook import Code
from crosscase.coding import ADJUDICATED
from crosscase.errors import UsageError
from crosscase.storage import OpenStudy
from crosscase.study import Study

__all__ = ["Workbench", "choose_coder", "coded_codes"]

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
    """What was worked out for a version; whoever asks meanwhile waits at the lock."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.is_there = False
        self.what: Any = None


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
        self._version = ""
        self._kept: dict[Hashable, _Made] = {}
        self._lock = threading.Lock()

    def study(self) -> Study:
        """Return the study as it is on disk now."""
        return self.opened.study()

    def current(self) -> tuple[Study, str]:
        """Return the study as it is on disk now, and the version that it is."""
        return self.opened.current()

    def work_out(self, name: Hashable, make: Callable[[Study], Made]) -> Made:
        """Return what follows from the study as it is now, worked out once a version.

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
            What ``make`` returned for this version of the study.
        """
        study, version = self.current()
        with self._lock:
            if version != self._version:
                self._version = version
                self._kept = {}
            made = self._kept.setdefault(name, _Made())
        with made.lock:
            if not made.is_there:
                made.what = make(study)
                made.is_there = True
        return made.what  # type: ignore[no-any-return]


def coded_codes(study: Study) -> tuple[Code, ...]:
    """Return the codes that are coded, and not computed from others."""
    return tuple(code for code in study.codes.values() if code.derive is None)
