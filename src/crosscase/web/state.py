"""What the pages and the API share: the study held open, who codes, and what was worked out."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from crosscase.codebook import Code
from crosscase.coding import ADJUDICATED
from crosscase.errors import UsageError
from crosscase.storage import OpenStudy
from crosscase.study import Study
from crosscase.suggestion import Suggestion

__all__ = ["Changed", "Workbench", "choose_coder", "coded_codes"]

Made = TypeVar("Made")

_KEPT = 64
"""Answers kept; what was worked out for an earlier version is forgotten first."""

_REMEMBERED = 512
"""Versions with which a page can compare."""


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


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed since a version.

    Parameters
    ----------
    documents : tuple of str
        Documents with other codings, coverage, rejections or suggestions.
    structure : bool
        Whether anything else changed: texts, codebooks, cases, coders.
    """

    documents: tuple[str, ...]
    structure: bool


@dataclass(frozen=True, slots=True)
class _Trace:
    """What a version of the study was, as far as a later one is compared with it."""

    structure: int
    documents: Mapping[str, int]
    suggestions: Mapping[str, int]


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
        self._traces: OrderedDict[str, _Trace] = OrderedDict()
        self._seen: Study | None = None
        self._suggested: tuple[tuple[Suggestion, ...], Mapping[str, int]] = ((), {})

    def study(self) -> Study:
        """Return the study as it is on disk now."""
        return self.opened.study()

    def current(self) -> tuple[Study, str]:
        """Return the study as it is on disk now, and the version that it is."""
        study, version = self.opened.current()
        self._note(study, version)
        return study, version

    def _note(self, study: Study, version: str) -> None:
        """Remember what this version is, so that a page can be told what changed since."""
        with self._lock:
            if version in self._traces:
                return
            last = next(reversed(self._traces.values()), None)
            structure = last.structure if last else 0
            if self._seen is not None and not _same_structure(self._seen, study):
                structure += 1
            self._seen = study
            suggestions = self.opened.suggestions()
            if suggestions is not self._suggested[0]:
                self._suggested = (suggestions, _fold((s.document, s.id) for s in suggestions))
            self._traces[version] = _Trace(structure, _coded(study), self._suggested[1])
            while len(self._traces) > _REMEMBERED:
                self._traces.popitem(last=False)

    def changes_since(self, since: str) -> Changed:
        """Return what changed since a version that an answer carried.

        Parameters
        ----------
        since : str
            The version; of one that is not remembered everything may have changed.

        Returns
        -------
        Changed
            Up to the version that is on disk now.
        """
        study, version = self.current()
        with self._lock:
            then, now = self._traces.get(since), self._traces[version]
        if then is None:
            return Changed(tuple(study.documents), True)
        changed = tuple(
            document
            for document in study.documents
            if then.documents.get(document) != now.documents.get(document)
            or then.suggestions.get(document) != now.suggestions.get(document)
        )
        return Changed(changed, then.structure != now.structure)

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


_STRUCTURE = (
    *("title", "languages", "units", "coders", "period_schemes", "scales", "codebooks"),
    *("documents", "source_groups"),
)


def _same_structure(a: Study, b: Study) -> bool:
    return all(
        getattr(a, name) is getattr(b, name) or getattr(a, name) == getattr(b, name)
        for name in _STRUCTURE
    )


def _fold(pairs: Iterable[tuple[str, object]]) -> dict[str, int]:
    """Return for each name a number that follows from what goes with it, in that order."""
    found: dict[str, int] = {}
    for name, what in pairs:
        found[name] = hash((found.get(name), what))
    return found


def _coded(study: Study) -> dict[str, int]:
    state = study.coding_state
    found = _fold((coding.document, coding.last_event) for coding in state.codings)
    covered = _fold(
        (one.document, (one.coder, one.text_sha256, frozenset(one.codes.items())))
        for one in state.coverage
    )
    rejected = _fold((str(one.proposed["document"]), one.id) for one in state.rejections)
    for more in (covered, rejected):
        for document, number in more.items():
            found[document] = hash((found.get(document), number))
    return found


def coded_codes(study: Study) -> tuple[Code, ...]:
    """Return the codes that are coded, and not computed from others."""
    return tuple(code for code in study.codes.values() if code.derive is None)
