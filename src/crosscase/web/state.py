"""What the pages and the API share: the study held open, who codes, and what was worked out."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from crosscase.codebook import Code
from crosscase.coding import ADJUDICATED
from crosscase.errors import UsageError
from crosscase.study import Study
from crosscase.web.standin import OpenStudy

__all__ = ["Workbench", "choose_coder"]

Made = TypeVar("Made")

_KEPT = 64
"""Answers kept; what was worked out for an earlier version is forgotten first."""


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


class Workbench:
    """A study held open for one coder.

    Parameters
    ----------
    opened : OpenStudy
        The study, kept in step with the disk.
    coder : str
        Who codes; empty when the workbench is for reading only.
    """

    def __init__(self, opened: OpenStudy, coder: str) -> None:
        self.opened = opened
        self.coder = coder
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def study(self) -> Study:
        """Return the study as it is on disk now."""
        return self.opened.study()

    def current(self) -> tuple[Study, str]:
        """Return the study as it is on disk now, and the version that it is."""
        before = ""
        while True:
            study, version = self.opened.study(), self.opened.version
            if version == before:
                return study, version
            # Something changed between the two questions, or since the last time.
            before = version

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
        key = (version, name)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]  # type: ignore[no-any-return]
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._kept:
                    return self._kept[key]  # type: ignore[no-any-return]
            made = make(study)
            with self._lock:
                self._kept[key] = made
                self._making.pop(key, None)
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return made


def coded_codes(study: Study) -> tuple[Code, ...]:
    """Return the codes that are coded, and not computed from others."""
    return tuple(code for code in study.codes.values() if code.derive is None)
