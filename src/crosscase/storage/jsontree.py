"""JSON as the same tree of strings with their lines that YAML files are read as."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from crosscase.spans import line_of, line_starts
from crosscase.storage.findings import Findings, Place, shorten
from crosscase.storage.folder import CONTROL, decode
from crosscase.storage.yamltree import MAX_DEPTH, Broken, Fields, Items, Scalar, Tree

__all__ = ["MAX_BYTES", "read_json"]

MAX_BYTES = 64 * 1024 * 1024
"""A larger file is not read."""

_TOKEN = re.compile(r'[\[\]{}]|"(?:[^"\\]|\\.)*"|[^\s\[\]{}:,"]+')


class _TooDeepError(ValueError):
    """Brackets within brackets without end."""


class _Builder:
    """Makes the tree of a text that is known to be JSON."""

    def __init__(self, text: str, file: str, findings: Findings) -> None:
        self.file = file
        self.findings = findings
        self.starts = line_starts(text)
        self.tokens: Iterator[re.Match[str]] = _TOKEN.finditer(text)

    def tree(self, token: re.Match[str], depth: int = 0) -> Tree:
        place = Place(self.file, line_of(self.starts, token.start()))
        if depth > MAX_DEPTH:
            raise _TooDeepError
        if token.group() == "{":
            return self.mapping(place, depth)
        if token.group() == "[":
            return self.items(place, depth)
        return self.scalar(token.group(), place)

    def items(self, place: Place, depth: int) -> Items:
        found: list[Tree] = []
        for token in self.tokens:
            if token.group() == "]":
                break
            found.append(self.tree(token, depth + 1))
        return Items(tuple(found), place)

    def mapping(self, place: Place, depth: int) -> Fields:
        found: dict[str, tuple[Place, Tree]] = {}
        for token in self.tokens:
            if token.group() == "}":
                break
            key = self.scalar(token.group(), Place(self.file, line_of(self.starts, token.start())))
            value = self.tree(next(self.tokens), depth + 1)
            if isinstance(key, Scalar):
                self.enter(found, key, value)
        return Fields(found, place)

    def enter(self, found: dict[str, tuple[Place, Tree]], key: Scalar, value: Tree) -> None:
        if key.value in found:
            self.findings.add(
                key.place,
                "duplicate-key",
                f"{shorten(key.value)}, which stands on line {found[key.value][0].line} as well",
                "each key once",
                "remove one of the two",
            )
        else:
            found[key.value] = (key.place, value)

    def scalar(self, token: str, place: Place) -> Scalar | Broken:
        value = json.loads(token) if "\\" in token else token.strip('"')
        if match := CONTROL.search(value):
            self.findings.add(
                place,
                "control-character",
                f"U+{ord(match.group()):04X}",
                "printable characters",
                "remove it",
            )
            return Broken(place)
        return Scalar("" if token == "null" else value, place)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _note_broken(place: Place, found: str, findings: Findings) -> None:
    findings.add(
        place, "broken-json", found, "JSON", "restore the file from a copy or from version control"
    )


def read_json(data: bytes, file: str, findings: Findings) -> Tree | None:
    r"""Read a JSON file as a tree of strings; numbers and truth values are strings as well.

    Parameters
    ----------
    data : bytes
        What the file holds.
    file : str
        Its path in the study, for the places of problems.
    findings : Findings
        Gets the problems.

    Returns
    -------
    Tree or None
        The tree; None when the file could not be read.

    Examples
    --------
    >>> tree = read_json(b'{"start": 3,\n "speaker": "R"}', "s.json", Findings())
    >>> [(key, value.value, place.line) for key, (place, value) in tree.entries.items()]
    [('start', '3', 1), ('speaker', 'R', 2)]
    """
    if len(data) > MAX_BYTES:
        findings.add(
            Place(file),
            "file-too-large",
            f"{len(data)} bytes",
            f"at most {MAX_BYTES} bytes",
            "divide the text it belongs to",
        )
        return None
    text = decode(data.removeprefix(b"\xef\xbb\xbf"), Place(file), findings)
    if text is None:
        return None
    try:
        json.loads(text, parse_constant=_refuse_constant, parse_int=str, parse_float=str)
        builder = _Builder(text, file, findings)
        return builder.tree(next(builder.tokens))
    except json.JSONDecodeError as error:
        _note_broken(Place(file, error.lineno), f"{error.msg} at column {error.colno}", findings)
    except (RecursionError, _TooDeepError):
        _note_broken(Place(file), "brackets within brackets without end", findings)
    except ValueError as error:
        _note_broken(Place(file), str(error), findings)
    return None
