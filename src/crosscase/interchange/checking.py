"""Checking a study as it is to be, before anything is written to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from crosscase.coding import Event
from crosscase.errors import ForeignFileError
from crosscase.interchange.losses import Loss
from crosscase.storage.coding_files import FOLDER as CODINGS
from crosscase.storage.coding_files import EventFile
from crosscase.storage.event_checks import check_codings
from crosscase.storage.event_format import read_event, write_event
from crosscase.storage.findings import Findings, Place
from crosscase.storage.loading import errors_of, read_folder

__all__ = ["check_additions"]

_FAR = 1_000_000_000
"""Line numbers of events that are in no file yet, beyond those of any that is."""


def _with_events(
    files: Iterable[EventFile], events: Iterable[Event], findings: Findings
) -> tuple[list[EventFile], dict[str, Event]]:
    """Return codings files with new events, each checked and at a line that tells it apart."""
    held = {file.path: list(file.events) for file in files}
    unread = {file.path: file.unread for file in files}
    by_line: dict[str, Event] = {}
    for number, event in enumerate(events):
        path = f"{CODINGS}/{event.coder}.jsonl"
        line = _FAR + number
        by_line[f"{path}:{line}"] = event
        read = read_event(write_event(event), Place(path, line), findings)
        if read is not None:
            held.setdefault(path, []).append(read)
    made = [
        EventFile(path, tuple(held[path]), unread.get(path, frozenset())) for path in sorted(held)
    ]
    return made, by_line


def check_additions(
    root: Path, files: Iterable[EventFile], events: Sequence[Event], name: str
) -> dict[str, Loss]:
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
    dict
        The new codings that do not fit, by their ids, each as what is lost.

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
    findings = contents.findings.fresh()
    made, by_line = _with_events(files, events, findings)
    check_codings(made, contents.background, findings)
    unfit: dict[str, Loss] = {}
    for problem in errors_of(findings.problems):
        event = by_line.get(f"{problem.file}:{problem.line}")
        if event is None:
            continue
        about, why = f"{event.code} on {event.unit}", f"{problem.rule}: found {problem.found}"
        allowed = f"; allowed: {problem.allowed}" if problem.allowed else ""
        unfit[event.id] = Loss("coding", about, event.document, why + allowed, event.quote)
    return unfit
