"""From what a file or row says to a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from crosscase.corpus import Document
from crosscase.errors import ForeignFileError
from crosscase.interchange.reading.plain import MARKS, make_uniform
from crosscase.storage.findings import shorten
from crosscase.study import Unit
from crosscase.sweep.opening import Refused
from crosscase.sweep.records import FIELDS, Setting

__all__ = ["DocumentMaker", "decode"]

_LANGUAGE = re.compile("[a-z]{2}")


def decode(data: bytes, encoding: str) -> str:
    """Return the bytes of a text file as text.

    Parameters
    ----------
    data : bytes
        What the file holds; a byte-order mark says its encoding.
    encoding : str
        The encoding where there is none.

    Returns
    -------
    str
        The text as it lies.

    Raises
    ------
    Refused
        When a byte does not fit.
    """
    name = next((name for mark, name in MARKS if data.startswith(mark)), encoding)
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(
            "bad-encoding",
            f"byte 0x{data[error.start]:02x} on line {line} is not {name}; save the file as UTF-8, "
            "or sweep files in another encoding apart with --encoding",
        ) from None
    except ValueError as error:
        raise Refused("bad-encoding", str(error)) from None


def _names_of(units: Mapping[str, Unit]) -> dict[str, str]:
    """Return the unit that each name stands for; a name of two units stands for none."""
    found: dict[str, set[str]] = {}
    for unit in units.values():
        for name in (*unit.label.values(), *unit.aliases):
            found.setdefault(" ".join(name.split()).casefold(), set()).add(unit.id)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def _plain(value: Any, name: str) -> str:
    """Return a value that should be one text, a number or a date."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    raise Refused("wrong-type", f"{name} is {_kind(value)}, not a text")


def _kind(value: Any) -> str:
    names = {bool: "true or false", float: "a number", list: "a list", dict: "a mapping"}
    return names.get(type(value), type(value).__name__)


class DocumentMaker:
    """Makes documents of what rows say.

    Parameters
    ----------
    setting : Setting
        What is asked.

    Attributes
    ----------
    unknown : tuple of str
        Names in the document made last that stand for no unit.
    """

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self._names = _names_of(setting.units)
        self.unknown: tuple[str, ...] = ()

    def unit(self, name: str) -> str:
        """Return the unit that an id, label or other name stands for; empty when it is none."""
        if name in self.setting.units:
            return name
        return self._names.get(" ".join(name.split()).casefold(), "")

    def _units(self, value: Any) -> tuple[str, ...]:
        given: Iterable[Any] = value if isinstance(value, list | tuple) else [value]
        names = [part.strip() for one in given for part in _plain(one, "units").split(";")]
        found = {name: self.unit(name) for name in filter(None, names)}
        self.unknown = tuple(dict.fromkeys(shorten(name) for name in found if not found[name]))
        if not found and self.setting.any_unit:
            return tuple(self.setting.units)
        return tuple(dict.fromkeys(filter(None, found.values())))

    def from_row(self, row: Mapping[str, Any], otherwise: str) -> Document:
        """Make a document of a row.

        Parameters
        ----------
        row : mapping
            Values by field, as far as the row has them.
        otherwise : str
            The id of a row that has none.

        Returns
        -------
        Document
            With its text.

        Raises
        ------
        Refused
            When it is none.
        """
        fields = self.setting.fields
        value = row.get(fields["text"])
        if value is None:
            raise Refused("missing-field", f"there is no {fields['text']}")
        if not isinstance(value, str):
            raise Refused("wrong-type", f"{fields['text']} is {_kind(value)}, not a text")
        said = {name: row.get(fields[name]) for name in FIELDS}
        return self.make(
            _plain(said["id"], "id") or otherwise,
            value,
            self._units(said["units"]),
            party=self.unit(_plain(said["party"], "party")),
            date=_plain(said["date"], "date"),
            language=_plain(said["language"], "language"),
        )

    def from_file(self, file: str, text: str) -> Document:
        """Make a document of a text file, whose path is its id.

        Parameters
        ----------
        file : str
            Its path from the source on, without the ending that says how it is packed.
        text : str
            What it holds.

        Returns
        -------
        Document
            With its text.

        Raises
        ------
        Refused
            When it is none.
        """
        folders = file.split("/")[:-1] if self.setting.by_folder else []
        units = [unit for unit in map(self.unit, folders) if unit]
        return self.make(file, text, self._units(units))

    def make(
        self, id: str, text: str, units: tuple[str, ...], *, party: str = "", date: str = "",
        language: str = "",
    ) -> Document:  # fmt: skip
        """Make a document of its parts, the text as `crosscase add` would enter it."""
        language = language or self.setting.language
        if not _LANGUAGE.fullmatch(language):
            raise Refused("wrong-language", f"language is {shorten(language)!r}, not two letters")
        if len(text) > self.setting.longest:
            raise Refused(
                "too-long", f"{len(text)} characters; at most {self.setting.longest}, or --longest"
            )
        for one in (id, text, date):
            try:
                one.encode("utf-8")
            except UnicodeEncodeError as error:
                raise Refused(
                    "bad-character", f"U+{ord(one[error.start]):04X}, which is half a character"
                ) from None
        if not text.strip():
            raise Refused("empty-text", "no words; a scan without text recognition?")
        try:
            text = make_uniform(text)
        except ForeignFileError as error:
            (problem,) = error.problems
            raise Refused(problem.rule, f"{problem.found} on line {problem.line}") from None
        return Document(id, "", "document", "", "", units, date, "", party, "", language, text)
