"""Appending events to a coder's file."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

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
from crosscase.storage.writing import append_bytes

__all__ = ["Appended", "append_events", "event_line", "preview_errors"]


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


def event_line(event: Event) -> bytes:
    """Return an event as a line of a codings file."""
    text = json.dumps(write_event(event), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"


@dataclass(frozen=True, slots=True)
class _Tail:
    """New lines as they would stand at the end of a codings file."""

    contents: Contents
    path: str
    lines: bytes
    first: int
    start: bytes
    keep: int
    torn: bytes


def _prepare(root: Path, path: str, events: tuple[Event, ...]) -> _Tail:
    file = root / path
    held = file.read_bytes() if file.exists() else b""
    contents = read_folder(root)
    torn = next((one.torn for one in contents.event_files if one.path == path), b"")
    keep = len(held) - len(torn)
    # A last line may be whole and yet lack its line end, when it was written by hand.
    start = b"\n" if keep and not held[:keep].endswith(b"\n") else b""
    lines = b"".join(event_line(event) for event in events)
    first = held.count(b"\n", 0, keep) + len(start) + 1
    return _Tail(contents, path, lines, first, start, keep, torn)


def _errors_brought(tail: _Tail) -> list[Problem]:
    """Return the errors that the new lines would bring; old ones are not theirs."""
    contents, path = tail.contents, tail.path
    before, after = contents.findings.fresh(), contents.findings.fresh()
    check_codings(contents.event_files, contents.background, before)
    new = read_event_file(tail.lines, path, after, first=tail.first)
    files = {file.path: file for file in contents.event_files}
    old = files.get(path, EventFile(path, (), frozenset()))
    files[path] = replace(old, events=old.events + new.events)
    in_order = [files[name] for name in sorted(files)]
    check_codings(in_order, contents.background, after)
    brought = Counter(after.problems) - Counter(before.problems)
    # What is said of an old error may change when part of it is mended: that brings no error.
    more = Counter(map(_where, after.problems)) - Counter(map(_where, before.problems))
    return [one for one in brought.elements() if one.severity == "error" and _where(one) in more]


def _where(problem: Problem) -> tuple[str, int, str]:
    return problem.file, problem.line, problem.rule


def _append(root: Path, path: str, events: tuple[Event, ...]) -> Appended:
    tail = _prepare(root, path, events)
    if errors := _errors_brought(tail):
        raise StudyError(errors)
    moved = ""
    if tail.torn:
        aside = locate_beside(root, path, ".torn")
        append_bytes(aside, tail.torn + b"\n")
        moved = f"{FOLDER}/{aside.name}"
    # A link within the study is followed here, for no link is followed there.
    append_bytes((root / path).resolve(), tail.start + tail.lines, keep=tail.keep)
    return Appended(path, tuple(event.id for event in events), moved)


def preview_errors(
    root: Path, coder: str, events: Iterable[Event]
) -> list[tuple[Problem, int | None]]:
    """Return the errors that events would bring, each with the place of its event among them.

    Parameters
    ----------
    root : Path
        The study folder.
    coder : str
        Whose file.
    events : iterable of Event
        As for :func:`append_events`; nothing is written.

    Returns
    -------
    list of (Problem, int or None)
        The place is None where an error is not of one event.
    """
    path = f"{FOLDER}/{coder}.jsonl"
    _own_file(root, coder, path)
    tail = _prepare(root, path, tuple(events))
    return [
        (one, one.line - tail.first if one.file == path and one.line >= tail.first else None)
        for one in _errors_brought(tail)
    ]


def _own_file(root: Path, coder: str, path: str) -> Path:
    """Return where a coder's file is, when it lies in a study and its name is a coder's."""
    findings = Findings()
    folder = Folder(root, findings)
    if not (root / "study.yaml").is_file():
        findings.add(
            Place("study.yaml"), "missing-file", "no file study.yaml", "", "name a study folder"
        )
    if not re.fullmatch(ID, coder):
        findings.add(Place(path), "wrong-name", coder, ID_WORDS, "name a coder of the study")
    file = folder.locate(path, Place(path))
    if file is None or findings.problems:
        raise StudyError(findings.problems)
    return file


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
    CrosscaseError
        When another program does not let go of the file.
    """
    events = tuple(events)
    root = Path(root)
    path = f"{FOLDER}/{coder}.jsonl"
    if not events:
        return Appended(path, ())
    file = _own_file(root, coder, path)
    file.parent.mkdir(parents=True, exist_ok=True)
    with lock(root, path):
        return _append(root, path, events)
