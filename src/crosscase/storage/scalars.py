"""What a single value in a file may be: a text, a number, a date, true or false.

Scalars are texts here; the JSON Schemas also allow the numbers and truth values that other
readers of YAML make of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from crosscase.storage.findings import Findings, list_some, shorten, suggest
from crosscase.storage.yamltree import Broken, Items, Scalar, Tree

__all__ = [
    "BAD",
    "Date",
    "Flag",
    "JsonSchema",
    "Number",
    "Shape",
    "Share",
    "Text",
    "first_day",
    "refuse",
]

JsonSchema = dict[str, Any]

BAD: Any = object()
"""What reading gives where a problem was noted instead of a value."""

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SHARE = r"0(\.[0-9]{1,15})?|1(\.0{1,15})?"
_ANY_SCALAR = ["string", "number", "boolean"]


class Shape(Protocol):
    """What may stand at a place in a file."""

    def read(self, tree: Tree, findings: Findings) -> Any:
        """Return the value, or :data:`BAD` when a problem was noted instead."""

    def schema(self) -> JsonSchema:
        """Return the shape as JSON Schema."""


def first_day(text: str) -> date | None:
    """Return the first day of a date such as ``2012-07``; None when there is no such date.

    Parameters
    ----------
    text : str
        A year, a month or a day.

    Returns
    -------
    date or None
        The first day.

    Examples
    --------
    >>> first_day("2012-07"), first_day("2012-13")
    (datetime.date(2012, 7, 1), None)
    """
    match = _DATE.fullmatch(text)
    try:
        return date(*(int(part or 1) for part in match.groups())) if match else None
    except ValueError:
        return None


def refuse(tree: Tree, allowed: str, findings: Findings) -> Any:
    """Note that another kind of thing stands here than was asked for; return :data:`BAD`."""
    if isinstance(tree, Scalar):
        found = f"the text {shorten(tree.value)}" if tree.value.strip() else "nothing"
    else:
        found = "a list" if isinstance(tree, Items) else "a mapping"
    if not isinstance(tree, Broken):
        findings.add(tree.place, "wrong-type", found, allowed, f"write {allowed}")
    return BAD


@dataclass(frozen=True, slots=True)
class Text:
    """A text.

    Parameters
    ----------
    pattern : str
        Regular expression the whole text must match.
    allowed : str
        The pattern in words.
    choices : tuple of str
        The only texts allowed.
    empty : bool
        Whether nothing may stand there.
    defines : tuple of str
        The kinds of which this is the declaration of an id.
    refers : str
        The kind of which this must be a declared id.
    """

    pattern: str = ""
    allowed: str = "a text"
    choices: tuple[str, ...] = ()
    empty: bool = False
    defines: tuple[str, ...] = ()
    refers: str = ""

    def read(self, tree: Tree, findings: Findings) -> Any:
        """Return the text."""
        if not isinstance(tree, Scalar):
            return refuse(tree, self.allowed, findings)
        value = tree.value
        if not value.strip():
            return "" if self.empty else refuse(tree, self.allowed, findings)
        if self.choices and value not in self.choices:
            return self.refuse(tree, list_some(self.choices), findings)
        if self.pattern and not re.fullmatch(self.pattern, value):
            return self.refuse(tree, self.allowed, findings)
        for kind in self.defines:
            findings.define(kind, value, tree.place)
        if self.refers:
            findings.refer(self.refers, value, tree.place)
        return value

    def refuse(self, tree: Scalar, allowed: str, findings: Findings) -> Any:
        """Note a text that may not stand here."""
        action = suggest(tree.value, self.choices, "correct it")
        findings.add(tree.place, "wrong-value", shorten(tree.value), allowed, action)
        return BAD

    def schema(self) -> JsonSchema:
        """Return the shape as JSON Schema."""
        if self.choices:
            # An editor reads `format: 1` as a number and `kinds: true` as a truth value.
            typed = [int(choice) for choice in self.choices if choice.isdecimal()]
            typed += [True for choice in self.choices if choice == "true"]
            return {"enum": [*self.choices, *typed, *([None, ""] if self.empty else [])]}
        schema: JsonSchema = {"type": [*_ANY_SCALAR, *(["null"] if self.empty else [])]}
        if self.pattern:
            schema["pattern"] = f"^({self.pattern}){'?' if self.empty else ''}$"
        elif not self.empty:
            schema["pattern"] = r"\S"
        return schema


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number."""

    minimum: int = 0

    def read(self, tree: Tree, findings: Findings) -> Any:
        """Return the number."""
        allowed = f"a whole number from {self.minimum} on"
        if not isinstance(tree, Scalar) or not tree.value.strip():
            return refuse(tree, allowed, findings)
        if not re.fullmatch("[0-9]{1,12}", tree.value) or int(tree.value) < self.minimum:
            findings.add(
                tree.place, "wrong-value", shorten(tree.value), allowed, "correct the number"
            )
            return BAD
        return int(tree.value)

    def schema(self) -> JsonSchema:
        """Return the shape as JSON Schema."""
        return {
            "type": ["integer", "string"],
            "minimum": self.minimum,
            "pattern": "^[0-9]{1,12}$",
        }


@dataclass(frozen=True, slots=True)
class Share:
    """A number from 0 to 1."""

    def read(self, tree: Tree, findings: Findings) -> Any:
        """Return the number."""
        allowed = "a number from 0 to 1, such as 0.33"
        if not isinstance(tree, Scalar) or not tree.value.strip():
            return refuse(tree, allowed, findings)
        if not re.fullmatch(_SHARE, tree.value):
            findings.add(
                tree.place, "wrong-value", shorten(tree.value), allowed, "correct the number"
            )
            return BAD
        return float(tree.value)

    def schema(self) -> JsonSchema:
        """Return the shape as JSON Schema."""
        return {
            "type": ["number", "string"],
            "minimum": 0,
            "maximum": 1,
            "pattern": f"^({_SHARE})$",
        }


@dataclass(frozen=True, slots=True)
class Flag:
    """``true`` or ``false``."""

    def read(self, tree: Tree, findings: Findings) -> Any:
        """Return the truth value."""
        if not isinstance(tree, Scalar):
            return refuse(tree, "true or false", findings)
        if tree.value not in ("true", "false"):
            findings.add(
                tree.place,
                "wrong-value",
                shorten(tree.value) or "nothing",
                "true, false",
                "write true or false",
            )
            return BAD
        return tree.value == "true"

    def schema(self) -> JsonSchema:
        """Return the shape as JSON Schema."""
        return {"enum": [True, False, "true", "false"]}


@dataclass(frozen=True, slots=True)
class Date:
    """A year, a month or a day."""

    empty: bool = False

    def read(self, tree: Tree, findings: Findings) -> Any:
        """Return the date as text."""
        allowed = "a date such as 2012, 2012-07 or 2012-07-09"
        if not isinstance(tree, Scalar):
            return refuse(tree, allowed, findings)
        if not tree.value.strip():
            return "" if self.empty else refuse(tree, allowed, findings)
        if first_day(tree.value) is None:
            findings.add(tree.place, "wrong-date", shorten(tree.value), allowed, "correct the date")
            return BAD
        return tree.value

    def schema(self) -> JsonSchema:
        """Return the shape as JSON Schema."""
        pattern = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
        return {
            "type": ["string", "integer", *(["null"] if self.empty else [])],
            "pattern": f"^({pattern}){'?' if self.empty else ''}$",
        }
