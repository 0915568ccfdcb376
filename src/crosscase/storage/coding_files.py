"""Reading codings files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crosscase.coding import Event
from crosscase.storage.event_format import read_event
from crosscase.storage.findings import Findings, Place, shorten
from crosscase.storage.folder import CONTROL, Folder, decode

__all__ = [
    "FOLDER",
    "EventFile",
    "parse_json",
    "read_event_file",
    "read_event_files",
]

FOLDER = "corpus/codings"
"""Where the codings files are, in the study folder."""

_ID = re.compile(rb'"id" *: *"([A-Za-z0-9._:-]+)"')


@dataclass(frozen=True, slots=True)
class EventFile:
    """The events of one codings file.

    Parameters
    ----------
    path : str
        Relative to the study folder.
    events : tuple of Event
        Those that could be read.
    unread : frozenset of str
        Ids of events that could not: what answers them is not reported once more.
    torn : bytes
        A last line that broke off while it was written; empty when there is none.
    free : int
        The number of the first free line, which is that of a torn one.
    """

    path: str
    events: tuple[Event, ...] = ()
    unread: frozenset[str] = frozenset()
    torn: bytes = b""
    free: int = 1


class _BadJsonError(ValueError):
    """JSON that Python reads but the format does not allow."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _BadJsonError(f"the key {shorten(twice)} twice")
    return found


def _constant(name: str) -> Any:
    raise _BadJsonError(name)


def _strings(data: Any) -> Iterable[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from _strings(value)
    elif isinstance(data, str):
        yield data


def parse_json(text: str) -> Any:
    """Read JSON from other people's hands, and refuse what Python alone would let pass.

    Parameters
    ----------
    text : str
        A line.

    Returns
    -------
    object
        Its data.

    Raises
    ------
    ValueError
        With what is wrong: no JSON, a key twice, a number that JSON does not have, a character
        that belongs in no file, nesting without end.

    Examples
    --------
    >>> parse_json('{"a": "b"}')
    {'a': 'b'}
    """
    try:
        data = json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant)
        # Only an escape can bring in what the text itself does not have.
        plain = "\\" not in text and not CONTROL.search(text)
        strings = [] if plain else [*_strings(data)]
    except RecursionError:
        raise _BadJsonError("brackets within brackets without end") from None
    except json.JSONDecodeError as error:
        raise _BadJsonError(f"{error.msg} at column {error.colno}") from None
    for string in strings:
        if match := CONTROL.search(string):
            raise _BadJsonError(f"the character U+{ord(match.group()):04X}")
    return data


def _ids(line: bytes) -> list[str]:
    """Return the id that a line which cannot be read seems to have."""
    return [name.decode("ascii") for name in _ID.findall(line)]


def _is_json(line: bytes) -> bool:
    try:
        parse_json(line.decode("utf-8"))
    except ValueError:
        return False
    return True


def _read_line(raw: bytes, place: Place, findings: Findings) -> Event | None:
    """Return the event of a line; None when a problem was noted."""
    text = decode(raw, place, findings)
    if text is None:
        return None
    try:
        data = parse_json(text)
    except ValueError as error:
        findings.add(
            place,
            "broken-json",
            str(error) or "no JSON",
            "one JSON object a line",
            "restore the line from a copy or from version control",
        )
        return None
    return read_event(data, place, findings)


def read_event_file(data: bytes, path: str, findings: Findings, *, first: int = 1) -> EventFile:
    """Read the lines of a codings file.

    A last line without line end that is no JSON broke off while it was written. It is a warning,
    costs no other line and stays where it is; the next append moves it aside.

    Parameters
    ----------
    data : bytes
        What the file holds.
    path : str
        Its path in the study.
    findings : Findings
        Gets the problems.
    first : int
        The number of the first line.

    Returns
    -------
    EventFile
        The events.
    """
    events: list[Event] = []
    unread: set[str] = set()
    *lines, last = data.split(b"\n")
    torn = last if last.strip() and not _is_json(last) else b""
    if torn:
        findings.warn(
            Place(path, first + len(lines)),
            "torn-line",
            f"a last line that broke off after {len(last)} bytes",
            "one JSON object a line",
            "code on: the next coding moves it to a file beside this one",
        )
    else:
        lines.append(last)
    for number, raw in enumerate(lines, start=first):
        if not raw.strip():
            continue
        event = _read_line(raw, Place(path, number), findings)
        if event is not None:
            events.append(event)
        else:
            unread.update(_ids(raw))
    free = first + len(lines) - (not last and not torn)
    return EventFile(path, tuple(events), frozenset(unread), torn, free)


def read_event_files(folder: Folder) -> tuple[EventFile, ...]:
    """Read all codings files of a study.

    Parameters
    ----------
    folder : Folder
        The study folder.

    Returns
    -------
    tuple of EventFile
        In the order of their names.
    """
    found: list[EventFile] = []
    for path in folder.files(FOLDER, ".jsonl"):
        data = folder.read(path)
        if data is not None:
            found.append(read_event_file(data, path, folder.findings))
    return tuple(found)
