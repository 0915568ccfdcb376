"""The texts and numbers in YAML, JSON and CSV, each with where it stands, and how to write one.

A file is changed by replacing single fields where they stand; all else in it stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from json.decoder import scanstring  # type: ignore[attr-defined]

import yaml

__all__ = [
    "Field",
    "csv_fields",
    "json_fields",
    "quote_csv",
    "quote_json",
    "quote_yaml",
    "yaml_fields",
    "yaml_gaps",
]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CELL = re.compile(r'"((?:[^"]|"")*)"|([^,"\r\n]*)')
_JSON_SPACE = re.compile(r"[ \t\r\n]*")
_JSON_WORD = re.compile(r"-?[0-9][0-9.eE+-]*|true|false|null")
_YAML_BREAKS = {"\x85": "\\N", "\u2028": "\\L", "\u2029": "\\P", "\ufeff": "\\uFEFF"}

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A text or number in a file.

    Parameters
    ----------
    path : tuple of str and int
        The keys and places in lists that lead to it; for a key the last is the key itself.
    value : str or int or float or bool or None
        What it says.
    start, end : int
        Half-open code points of it as written, quotes included.
    is_key : bool
        Whether it is the key of a mapping.
    remark : bool
        Whether a comment stands within what is written, and goes when the field is written anew.
    """

    path: Path
    value: str | int | float | bool | None
    start: int
    end: int
    is_key: bool = False
    remark: bool = False


@dataclass(slots=True)
class _Level:
    """A list or mapping while it is read: its place, and the key or place in it reached."""

    path: Path
    is_mapping: bool
    count: int = 0
    key: str = field(default="")
    awaits_value: bool = False

    def next_path(self) -> Path:
        """Return the place of what comes next, and step on."""
        if not self.is_mapping:
            self.count += 1
            return (*self.path, self.count - 1)
        self.awaits_value = not self.awaits_value
        return self.path if self.awaits_value else (*self.path, self.key)


def _yaml_span(text: str, event: yaml.ScalarEvent) -> tuple[int, int]:
    assert event.start_mark and event.end_mark
    start, end = event.start_mark.index, event.end_mark.index
    block = event.style in ("|", ">")
    return start, start + len(text[start:end].rstrip(" \t\r\n")) if block else end


def yaml_fields(text: str) -> Iterator[Field]:
    """Yield the scalars of a YAML text in its order.

    Parameters
    ----------
    text : str
        YAML without tags, anchors or aliases, as every file of a study.

    Yields
    ------
    Field
        Every scalar is a text.

    Examples
    --------
    >>> [(f.path, f.value, f.is_key) for f in yaml_fields("cases: [{id: a}]")][-2:]
    [(('cases', 0, 'id'), 'id', True), (('cases', 0, 'id'), 'a', False)]
    """
    levels: list[_Level] = []
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionEndEvent):
            levels.pop()
        elif isinstance(event, yaml.CollectionStartEvent):
            path = levels[-1].next_path() if levels else ()
            levels.append(_Level(path, isinstance(event, yaml.MappingStartEvent)))
        elif isinstance(event, yaml.ScalarEvent):
            level = levels[-1] if levels else _Level((), False)
            path = level.next_path()
            is_key = level.is_mapping and level.awaits_value
            if is_key:
                level.key = event.value
                path = (*path, event.value)
            start, end = _yaml_span(text, event)
            header = text[start:end].partition("\n")[0]
            remark = event.style in ("|", ">") and "#" in header
            yield Field(path, event.value, start, end, is_key, remark)


def yaml_gaps(text: str, fields: list[Field]) -> Iterator[tuple[int, int]]:
    """Yield the half-open stretches between the scalars of a YAML text: marks and comments."""
    at = 0
    for one in fields:
        if one.start > at:
            yield at, one.start
        at = one.end
    if at < len(text):
        yield at, len(text)


def quote_yaml(value: str) -> str:
    """Return a text as a YAML scalar on one line, between double quotes."""
    written = json.dumps(value, ensure_ascii=False)
    return "".join(_YAML_BREAKS.get(character, character) for character in written)


def json_fields(text: str, start: int = 0) -> Iterator[Field]:
    """Yield the keys and scalars of a JSON text in its order.

    Parameters
    ----------
    text : str
        One JSON value, known to be valid.
    start : int
        Where it begins.

    Yields
    ------
    Field
        Texts, numbers, truth values and null.

    Examples
    --------
    >>> [(f.path, f.value) for f in json_fields('{"a": [1, "x"]}')]
    [(('a',), 'a'), (('a', 0), 1), (('a', 1), 'x')]
    """
    levels: list[_Level] = []
    at = start
    while at < len(text):
        at = _JSON_SPACE.match(text, at).end()  # type: ignore[union-attr]
        mark = text[at : at + 1]
        if mark in "{[" and mark:
            levels.append(_Level(levels[-1].next_path() if levels else (), mark == "{"))
            at += 1
            continue
        if mark in "}],:":
            if mark in "}]" and mark:
                levels.pop()
            at += 1
            continue
        if mark == '"':
            value, end = scanstring(text, at + 1)
        else:
            word = _JSON_WORD.match(text, at)
            assert word is not None
            value, end = json.loads(word.group()), word.end()
        level = levels[-1] if levels else _Level((), False)
        path = level.next_path()
        is_key = level.is_mapping and level.awaits_value
        if is_key:
            level.key = value
            path = (*path, value)
        yield Field(path, value, at, end, is_key)
        at = end


def quote_json(value: object) -> str:
    """Return a value as JSON, letters beyond ASCII as they are."""
    return json.dumps(value, ensure_ascii=False)


def csv_fields(text: str) -> Iterator[Field]:
    r"""Yield the cells of a CSV text in its order, those of the first row aside.

    Parameters
    ----------
    text : str
        CSV with commas, known to be valid.

    Yields
    ------
    Field
        Its path is the number of the row, counted from 0, and the name of the column.

    Examples
    --------
    >>> [(f.path, f.value) for f in csv_fields('a,b\n1,"x, y"\n')]
    [((0, 'a'), '1'), ((0, 'b'), 'x, y')]
    """
    header: list[str] = []
    row, column, at = -1, 0, 0
    while at < len(text):
        cell = _CELL.match(text, at)
        assert cell is not None
        quoted, plain = cell.groups()
        value = plain if quoted is None else quoted.replace('""', '"')
        if row < 0:
            header.append(value)
        elif column < len(header):
            yield Field((row, header[column]), value, at, cell.end())
        at = cell.end()
        if text[at : at + 1] == ",":
            column += 1
            at += 1
        else:
            at += 2 if text[at : at + 2] == "\r\n" else 1
            row, column = row + 1, 0


def quote_csv(value: str) -> str:
    """Return a text as a cell of a CSV file."""
    if re.search(r'[,"\r\n]', value) or value != value.strip():
        return '"' + value.replace('"', '""') + '"'
    return value
