"""Checking a study as it is to be, before anything is written to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from crosscase.coding import Event
from crosscase.errors import ForeignFileError
from crosscase.interchange.losses import Loss
from crosscase.storage.coding_files import FOLDER as CODINGS
from crosscase.storage.coding_files import EventFile
from crosscase.storage.event_checks import check_codings
from crosscase.storage.event_format import read_event, write_event
from crosscase.storage.findings import Findings, Place
from crosscase.storage.loading import errors_of, read_folder

__all__ = ["Checked", "check_additions"]

_FAR = 1_000_000_000
"""Line numbers of events that are in no file yet, beyond those of any that is."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check.

    Parameters
    ----------
    written : dict
        Every new event as the data of its line, by its id.
    unfit : dict
        Those that do not fit, by their ids, each as what is lost.
    """

    written: dict[str, dict[str, Any]] = field(default_factory=dict)
    unfit: dict[str, Loss] = field(default_factory=dict)


def _with_events(
    files: Iterable[EventFile],
    events: Iterable[Event],
    written: dict[str, dict[str, Any]],
    findings: Findings,
) -> tuple[list[EventFile], dict[str, Event]]:
    """Return codings files with new events, each checked and at a line that tells it apart."""
    held = {file.path: list(file.events) for file in files}
    unread = {file.path: file.unread for file in files}
    by_line: dict[str, Event] = {}
    for number, event in enumerate(events):
        path = f"{CODINGS}/{event.coder}.jsonl"
        line = _FAR + number
        by_line[f"{path}:{line}"] = event
        written[event.id] = write_event(event)
        read = read_event(written[event.id], Place(path, line), findings)
        if read is not None:
            held.setdefault(path, []).append(read)
    made = [
        EventFile(path, tuple(held[path]), unread.get(path, frozenset())) for path in sorted(held)
    ]
    return made, by_line


def check_additions(
    root: Path, files: Iterable[EventFile], events: Sequence[Event], name: str
) -> Checked:
    """Check a study as it is to be.

    Parameters
    ----------
    root : Path
        A copy of the study with its additions, but without codings.
    files : iterable of EventFile
        The codings it had.
    events : sequence of Event
        New ones.
    name : str
        What to call the file they come from.

    Returns
    -------
    Checked
        The new codings as they are written, and those that do not fit.

    Raises
    ------
    ForeignFileError
        When anything else of what is new does not fit.
    """
    contents = read_folder(root)
    wrong = [
        replace(problem, file=f"{name}, as {problem.file}")
        for problem in errors_of(contents.study.problems)
        if problem.rule != "unknown-snapshot"
    ]
    if wrong:
        raise ForeignFileError(wrong)
    findings, checked = contents.findings.fresh(), Checked()
    made, by_line = _with_events(files, events, checked.written, findings)
    check_codings(made, contents.background, findings)
    for problem in errors_of(findings.problems):
        event = by_line.get(f"{problem.file}:{problem.line}")
        if event is None:
            continue
        about, why = f"{event.code} on {event.unit}", f"{problem.rule}: found {problem.found}"
        allowed = f"; allowed: {problem.allowed}" if problem.allowed else ""
        checked.unfit[event.id] = Loss("coding", about, event.document, why + allowed, event.quote)
    return checked
