"""Appending events to a coder's file."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crosscase.coding import Event
from crosscase.errors import Problem, StudyError
from crosscase.storage.coding_files import FOLDER, EventFile, read_event_file
from crosscase.storage.declaring import ID, ID_WORDS
from crosscase.storage.event_checks import check_codings
from crosscase.storage.event_format import write_event
from crosscase.storage.findings import Findings, Place
from crosscase.storage.folder import Folder
from crosscase.storage.loading import Contents, read_folder
from crosscase.storage.locking import locate_beside, lock
from crosscase.storage.writing import append_lines

__all__ = [
    "Appended",
    "Tail",
    "append_events",
    "data_line",
    "errors_brought",
    "event_line",
    "new_errors",
    "own_file",
    "place_errors",
    "prepare_tail",
    "write_tail",
]


@dataclass(frozen=True, slots=True)
class Appended:
    """What an append did.

    Parameters
    ----------
    file : str
        The codings file, relative to the study folder.
    events : tuple of str
        Ids of the events appended.
    torn : str
        The file to which a broken last line was moved aside; empty when there was none.
    """

    file: str
    events: tuple[str, ...]
    torn: str = ""


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def data_line(data: Mapping[str, Any]) -> bytes:
    """Return what :func:`write_event` gave as a line of a codings file."""
    return _ENCODE(data).encode("utf-8", "surrogatepass") + b"\n"


def event_line(event: Event) -> bytes:
    """Return an event as a line of a codings file."""
    return data_line(write_event(event))


@dataclass(frozen=True, slots=True)
class Tail:
    """New lines as they would stand at the end of a codings file.

    Parameters
    ----------
    contents : Contents
        The study as it is without them.
    path : str
        The codings file, relative to the study folder.
    events : tuple of Event
        What they say.
    lines : bytes
        The lines themselves.
    first : int
        The number of the first.
    torn : bytes
        A last line that broke off, of which they take the place.
    """

    contents: Contents
    path: str
    events: tuple[Event, ...]
    lines: bytes
    first: int
    torn: bytes


def prepare_tail(contents: Contents, path: str, events: tuple[Event, ...]) -> Tail:
    """Return events as they would stand at the end of a codings file.

    Parameters
    ----------
    contents : Contents
        The study.
    path : str
        The codings file, relative to the study folder.
    events : tuple of Event
        The events.

    Returns
    -------
    Tail
        Neither checked nor written.
    """
    file = next((one for one in contents.event_files if one.path == path), EventFile(path))
    lines = b"".join(event_line(event) for event in events)
    return Tail(contents, path, events, lines, file.free, file.torn)


def errors_brought(tail: Tail) -> list[Problem]:
    """Return the errors that new lines would bring; those that were there are not theirs.

    Parameters
    ----------
    tail : Tail
        The new lines.

    Returns
    -------
    list of Problem
        Nothing when all is well.
    """
    contents, path = tail.contents, tail.path
    before, after = contents.findings.fresh(), contents.findings.fresh()
    check_codings(contents.event_files, contents.background, before)
    new = read_event_file(tail.lines, path, after, first=tail.first)
    files = {file.path: file for file in contents.event_files}
    old = files.get(path, EventFile(path))
    files[path] = replace(old, events=old.events + new.events)
    in_order = [files[name] for name in sorted(files)]
    check_codings(in_order, contents.background, after)
    return new_errors(before.problems, after.problems)


def new_errors(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    """Return the errors that are told after a change and were not told before it.

    Parameters
    ----------
    before, after : iterable of Problem
        What is wrong without the change, and with it.

    Returns
    -------
    list of Problem
        What is said of an old error may change when part of it is mended: that is no new one.
    """
    before, after = list(before), list(after)
    brought = Counter(after) - Counter(before)
    more = Counter(map(_where, after)) - Counter(map(_where, before))
    return [one for one in brought.elements() if one.severity == "error" and _where(one) in more]


def _where(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.line, problem.rule


def write_tail(root: Path, tail: Tail) -> Appended:
    """Write new lines that were checked; the caller holds the lock of the file.

    Parameters
    ----------
    root : Path
        The study folder.
    tail : Tail
        The lines.

    Returns
    -------
    Appended
        When they have reached the disk.
    """
    moved = ""
    if tail.torn:
        aside = locate_beside(root, tail.path, ".torn")
        append_lines(aside, tail.torn + b"\n")
        moved = f"{FOLDER}/{aside.name}"
    # A link within the study is followed here, for no link is followed there.
    append_lines((root / tail.path).resolve(), tail.lines, torn=tail.torn)
    return Appended(tail.path, tuple(event.id for event in tail.events), moved)


def place_errors(tail: Tail, errors: Iterable[Problem]) -> list[tuple[Problem, int | None]]:
    """Return errors, each with the place of its line among new ones.

    Parameters
    ----------
    tail : Tail
        The new lines.
    errors : iterable of Problem
        What they would bring.

    Returns
    -------
    list of (Problem, int or None)
        The place is None where an error is not of one line.
    """
    path, first = tail.path, tail.first
    return [
        (one, one.line - first if one.file == path and one.line >= first else None)
        for one in errors
    ]


def own_file(root: Path, coder: str) -> str:
    """Return the path of a coder's file, when it lies in a study and its name is a coder's.

    Parameters
    ----------
    root : Path
        The study folder.
    coder : str
        Whose file.

    Returns
    -------
    str
        Relative to the study folder; there need not be such a file.

    Raises
    ------
    StudyError
        With what is wrong with the folder or the name.
    """
    path = f"{FOLDER}/{coder}.jsonl"
    findings = Findings()
    folder = Folder(root, findings)
    if not (root / "study.yaml").is_file():
        findings.add(
            Place("study.yaml"), "missing-file", "no file study.yaml", "", "name a study folder"
        )
    if not re.fullmatch(ID, coder):
        findings.add(Place(path), "wrong-name", coder, ID_WORDS, "name a coder of the study")
    if folder.locate(path, Place(path)) is None or findings.problems:
        raise StudyError(findings.problems)
    return path


def append_events(root: Path | str, coder: str, events: Iterable[Event]) -> Appended:
    """Append events to a coder's file, all of them or none.

    The file is locked, so that several programs may append at once; a last line that broke off
    earlier is first moved to ``<coder>.jsonl.torn``; the events are checked against the study
    as it stands at that moment and reach the disk before this returns. Errors that the study
    had already do not keep events out; errors they would bring do.

    Parameters
    ----------
    root : Path or str
        The study folder.
    coder : str
        Whose file.
    events : iterable of Event
        Made by ``make_add`` and its kin.

    Returns
    -------
    Appended
        Where they went, and whether a broken line was moved aside.

    Raises
    ------
    StudyError
        With every problem the events would bring, or when the file, its lock or the file for
        the broken line lies outside the study; the file is then as it was.
    BusyError
        When another program does not let go of the file.
    """
    events = tuple(events)
    root = Path(root)
    if not events:
        return Appended(f"{FOLDER}/{coder}.jsonl", ())
    path = own_file(root, coder)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    with lock(root, path):
        tail = prepare_tail(read_folder(root), path, events)
        if errors := errors_brought(tail):
            raise StudyError(errors)
        return write_tail(root, tail)
