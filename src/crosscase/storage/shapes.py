"""A small language to say what a file may hold, once, for reading it and for JSON Schema.

A shape reads a tree into plain values and notes every problem on the way; the same shape
describes itself as JSON Schema.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from crosscase.storage.findings import Findings, Place, list_some, shorten, suggest
from crosscase.storage.scalars import BAD, JsonSchema, Shape, Text, refuse
from crosscase.storage.yamltree import Fields, Items, Scalar, Tree

__all__ = [
    "Entry",
    "Key",
    "Labels",
    "ListOf",
    "MapOf",
    "Named",
    "OneOf",
    "OneOrMore",
    "Record",
]

_LANGUAGE = "[a-z]{2}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping as read: its values by key, with defaults, and where each stands.

    ``ok`` is False when a required key is missing or could not be read.
    """

    place: Place
    values: Mapping[str, Any]
    places: Mapping[str, Place]
    ok: bool

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def at(self, key: str) -> Place:
        """Return where a key's value stands; the mapping itself when the key is not there."""
        return self.places.get(key, self.place)


def _usable(value: Any) -> bool:
    return value is not BAD and not (isinstance(value, Entry) and not value.ok)


@dataclass(frozen=True, slots=True)
class Labels:
    """A text for readers: by language, or one text that serves for every language."""

    def read(self, tree: Tree, findings: Findings) -> Any:
        """Return the texts by language; one text for all stands under the empty language."""
        if isinstance(tree, Scalar):
            value = Text(allowed="a text, or {nl: …, en: …}").read(tree, findings)
            return value if value is BAD else {"": value}
        return MapOf(
            Text(_LANGUAGE, "a language of two letters; a text with a comma goes between quotes"),
            Text(),
            minimum=1,
        ).read(tree, findings)

    def schema(self) -> JsonSchema:
        """Return the shape as JSON Schema."""
        by_language = {
            "type": "object",
            "patternProperties": {f"^{_LANGUAGE}$": Text().schema()},
            "additionalProperties": False,
            "minProperties": 1,
        }
        return {"anyOf": [Text().schema(), by_language]}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of things of one shape; what cannot be read is left out of it.

    ``unique`` is the key of which each item must have a value of its own, or ``.`` for the
    items themselves.
    """

    item: Shape
    minimum: int = 0
    unique: str = ""

    def read(self, tree: Tree, findings: Findings) -> Any:
        """Return the items."""
        if not isinstance(tree, Items):
            return refuse(tree, "a list", findings)
        if len(tree.items) < self.minimum:
            findings.add(
                tree.place,
                "too-few",
                f"{len(tree.items)} items",
                f"at least {self.minimum}",
                "add to the list",
            )
        read = [(item.place, self.item.read(item, findings)) for item in tree.items]
        usable = [(place, value) for place, value in read if _usable(value)]
        if self.unique:
            usable = self.drop_repeated(usable, findings)
        return tuple(value for _, value in usable)

    def drop_repeated(
        self, items: list[tuple[Place, Any]], findings: Findings
    ) -> list[tuple[Place, Any]]:
        """Note items that stand in the list more than once and leave them out."""
        first: dict[Any, Place] = {}
        kept: list[tuple[Place, Any]] = []
        for place, value in items:
            name = value if self.unique == "." else value[self.unique]
            if name in first:
                findings.add(
                    place if self.unique == "." else value.at(self.unique),
                    "duplicate-id",
                    f"{name}, which stands on line {first[name].line} as well",
                    "each once",
                    "remove or rename one of the two",
                )
            else:
                first[name] = place
                kept.append((place, value))
        return kept

    def schema(self) -> JsonSchema:
        """Return the shape as JSON Schema."""
        schema: JsonSchema = {"type": "array", "items": self.item.schema()}
        if self.minimum:
            schema["minItems"] = self.minimum
        if self.unique == ".":
            schema["uniqueItems"] = True
        return schema


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """One thing, or a list of them."""

    item: Shape

    def read(self, tree: Tree, findings: Findings) -> Any:
        """Return the things as a tuple."""
        if isinstance(tree, Items):
            return ListOf(self.item, minimum=1, unique=".").read(tree, findings)
        value = self.item.read(tree, findings)
        return value if value is BAD else (value,)

    def schema(self) -> JsonSchema:
        """Return the shape as JSON Schema."""
        item = self.item.schema()
        return {"anyOf": [item, {"type": "array", "items": item, "minItems": 1}]}


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping whose keys the researcher chooses."""

    key: Text
    value: Shape
    minimum: int = 0

    def read(self, tree: Tree, findings: Findings) -> Any:
        """Return the mapping."""
        if not isinstance(tree, Fields):
            return refuse(tree, "a mapping", findings)
        if len(tree.entries) < self.minimum:
            return refuse(tree, f"a mapping with at least {self.minimum} key", findings)
        found: dict[str, Any] = {}
        for key, (place, child) in tree.entries.items():
            name = self.key.read(Scalar(key, place), findings)
            value = self.value.read(child, findings)
            if _usable(name) and _usable(value):
                found[name] = value
        return found

    def schema(self) -> JsonSchema:
        """Return the shape as JSON Schema."""
        schema: JsonSchema = {"type": "object", "additionalProperties": self.value.schema()}
        if self.minimum:
            schema["minProperties"] = self.minimum
        if self.key.pattern:
            schema["propertyNames"] = {"pattern": f"^({self.key.pattern})$"}
        return schema


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a record: what it holds, whether it must be there, what it is when it is not.

    A required key may have a default as well: the problem is noted, and the rest of the record
    is read as if the default stood there. Without default the record cannot be used.
    """

    shape: Shape
    required: bool = False
    default: Any = BAD


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with the keys that are declared, and no others."""

    keys: Mapping[str, Key] = field(default_factory=dict)

    def read(self, tree: Tree, findings: Findings) -> Any:
        """Return an :class:`Entry`."""
        if not isinstance(tree, Fields):
            return refuse(tree, f"a mapping with {list_some(self.keys)}", findings)
        values: dict[str, Any] = {name: key.default for name, key in self.keys.items()}
        places: dict[str, Place] = {}
        for name, (place, child) in tree.entries.items():
            if name not in self.keys:
                self.refuse_key(name, place, findings)
                continue
            places[name] = child.place if isinstance(child, Scalar) else place
            value = self.keys[name].shape.read(child, findings)
            if _usable(value):
                values[name] = value
        for name, key in self.keys.items():
            if key.required and name not in tree.entries:
                findings.add(tree.place, "missing-key", f"no {name}", name, f"add {name}")
        return Entry(tree.place, values, places, ok=BAD not in values.values())

    def refuse_key(self, name: str, place: Place, findings: Findings) -> None:
        """Note a key that is not declared."""
        findings.add(
            place,
            "unknown-key",
            shorten(name),
            ", ".join(self.keys),
            suggest(name, self.keys, "remove it"),
        )

    def schema(self) -> JsonSchema:
        """Return the shape as JSON Schema."""
        return {
            "type": "object",
            "properties": {name: key.shape.schema() for name, key in self.keys.items()},
            "required": [name for name, key in self.keys.items() if key.required],
            "additionalProperties": False,
        }


@dataclass(frozen=True, slots=True)
class OneOf:
    """A mapping of one of several forms, told apart by a key that only that form has."""

    forms: Mapping[str, Record]

    def read(self, tree: Tree, findings: Findings) -> Any:
        """Return the form's key and its :class:`Entry`."""
        if not isinstance(tree, Fields):
            return refuse(tree, f"a mapping with one of {', '.join(self.forms)}", findings)
        present = [name for name in tree.entries if name in self.forms]
        if len(present) != 1:
            findings.add(
                tree.place,
                "wrong-form",
                list_some(present or tree.entries) or "an empty mapping",
                f"exactly one of {', '.join(self.forms)}",
                suggest(next(iter(tree.entries), ""), self.forms, "write one of these keys"),
            )
            return BAD
        entry = self.forms[present[0]].read(tree, findings)
        return (present[0], entry) if _usable(entry) else BAD

    def schema(self) -> JsonSchema:
        """Return the shape as JSON Schema."""
        return {"oneOf": [form.schema() for form in self.forms.values()]}


@dataclass(frozen=True, slots=True)
class Named:
    """A shape that may hold itself; in JSON Schema a reference to ``$defs``."""

    name: str
    target: Callable[[], Shape]

    def read(self, tree: Tree, findings: Findings) -> Any:
        """Return what the shape of that name gives."""
        return self.target().read(tree, findings)

    def schema(self) -> JsonSchema:
        """Return a reference."""
        return {"$ref": f"#/$defs/{self.name}"}
