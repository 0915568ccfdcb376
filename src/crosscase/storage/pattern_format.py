"""What the patterns of a code may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crosscase.patterns import Pattern, PatternError, parse_pattern
from crosscase.storage.declaring import TEXT, may, need
from crosscase.storage.findings import Findings, list_some, shorten, suggest
from crosscase.storage.scalars import BAD, JsonSchema, Text, refuse
from crosscase.storage.shapes import Entry, ListOf, Record
from crosscase.storage.yamltree import Fields, Items, Scalar, Tree

__all__ = ["PATTERN", "read_patterns"]

_TEXTS = (
    *("ORTH", "TEXT", "NORM", "LOWER", "LEMMA", "SHAPE"),
    *("POS", "TAG", "MORPH", "DEP", "ENT_TYPE"),
)
_FLAGS = (
    *("IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER", "IS_UPPER", "IS_TITLE", "IS_PUNCT"),
    *("IS_STOP", "IS_SENT_START", "LIKE_NUM", "LIKE_URL", "LIKE_EMAIL", "SPACY"),
)
_ATTRIBUTES = (*_TEXTS, *_FLAGS, "LENGTH", "OP")
_LISTS = ("IN", "NOT_IN", "IS_SUBSET", "IS_SUPERSET", "INTERSECTS")
_COMPARISONS = ("==", "!=", ">=", "<=", ">", "<")
_REPEATS = r"[!?+*]|\{[0-9]{1,2}\}|\{[0-9]{0,2},[0-9]{0,2}\}"


@dataclass(frozen=True, slots=True)
class _PatternText:
    """A pattern written as words."""

    def read(self, tree: Tree, findings: Findings) -> Any:
        """Return the text as written."""
        value = TEXT.read(tree, findings)
        if value is BAD:
            return BAD
        try:
            parse_pattern(value)
        except PatternError as error:
            found = shorten(error.found)
            findings.add(tree.place, "wrong-pattern", found, error.allowed, error.action)
            return BAD
        return " ".join(value.split())

    def schema(self) -> JsonSchema:
        """Return the shape as JSON Schema."""
        return TEXT.schema()


def _convert(tree: Tree, read: Callable[[str], Any], allowed: str, findings: Findings) -> Any:
    """Return what a single value means; BAD with a problem when it does not."""
    if not isinstance(tree, Scalar):
        return refuse(tree, allowed, findings)
    value = read(tree.value)
    if value is None:
        found = shorten(tree.value) or "nothing"
        findings.add(tree.place, "wrong-pattern", found, allowed, "correct the value")
        return BAD
    return value


def _flag(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text)


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch("[0-9]{1,4}", text) else None


def _expression(text: str) -> str | None:
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError):
        return None
    return text or None


@dataclass(frozen=True, slots=True)
class _Token:
    """One token of a pattern in the form of spaCy's Matcher."""

    def read(self, tree: Tree, findings: Findings) -> Any:
        """Return the attributes, as the Matcher takes them."""
        if not isinstance(tree, Fields):
            return refuse(tree, "a mapping of token attributes, such as {LOWER: keus}", findings)
        found: dict[str, Any] = {}
        for name, (place, child) in tree.entries.items():
            if name not in _ATTRIBUTES:
                advice = suggest(name, _ATTRIBUTES, "take it away")
                known = ", ".join(_ATTRIBUTES)
                findings.add(place, "unknown-attribute", shorten(name), known, advice)
                found[name] = BAD
                continue
            found[name] = self.value(name, child, findings)
        return BAD if BAD in found.values() else found

    def value(self, name: str, tree: Tree, findings: Findings) -> Any:
        """Return the value of an attribute."""
        if name == "OP":
            return Text(_REPEATS, "one of ! ? + * {2} {1,3}").read(tree, findings)
        if name in _FLAGS:
            return _convert(tree, _flag, "true or false", findings)
        if isinstance(tree, Fields):
            return self.predicates(name, tree, findings)
        if name == "LENGTH":
            return _convert(tree, _number, "a whole number, or a comparison", findings)
        return TEXT.read(tree, findings)

    def predicates(self, name: str, tree: Fields, findings: Findings) -> Any:
        """Return what an attribute must fulfil, such as ``{IN: [raad, college]}``."""
        allowed = _COMPARISONS if name == "LENGTH" else (*_LISTS, "REGEX")
        found: dict[str, Any] = {}
        for key, (place, child) in tree.entries.items():
            if key not in allowed:
                advice = suggest(key, allowed, "correct it")
                findings.add(place, "wrong-pattern", shorten(key), list_some(allowed), advice)
                found[key] = BAD
            elif key in _COMPARISONS:
                found[key] = _convert(child, _number, "a whole number", findings)
            elif key == "REGEX":
                found[key] = _convert(child, _expression, "a regular expression", findings)
            elif isinstance(child, Items):
                found[key] = [*ListOf(TEXT, minimum=1).read(child, findings)]
            else:
                found[key] = refuse(child, "a list", findings)
        if not found:
            return refuse(tree, f"one of {list_some(allowed)}", findings)
        return BAD if BAD in found.values() else found

    def schema(self) -> JsonSchema:
        """Return the shape as JSON Schema."""
        flag = {"enum": [True, False, "true", "false"]}
        number = {"type": ["integer", "string"], "pattern": "^[0-9]{1,4}$"}
        texts = {"type": "array", "items": TEXT.schema(), "minItems": 1}
        tests = {**dict.fromkeys(_LISTS, texts), "REGEX": TEXT.schema()}
        return {
            "type": "object",
            "properties": {
                **dict.fromkeys(_TEXTS, _either(TEXT.schema(), tests)),
                **dict.fromkeys(_FLAGS, flag),
                "LENGTH": _either(number, dict.fromkeys(_COMPARISONS, number)),
                "OP": Text(_REPEATS).schema(),
            },
            "additionalProperties": False,
        }


def _either(simple: JsonSchema, predicates: Mapping[str, JsonSchema]) -> JsonSchema:
    properties = {"properties": dict(predicates), "additionalProperties": False}
    return {"anyOf": [simple, {"type": "object", **properties, "minProperties": 1}]}


_TEXT = _PatternText()
_DETAILS = {
    "value": may(TEXT),
    "not_with": may(ListOf(_TEXT, minimum=1, unique="."), ()),
    "language": may(Text("[a-z]{2}", "a language of two letters")),
}
_WORDS = Record({"text": need(_TEXT), **_DETAILS})
_TOKENS = Record({"tokens": need(ListOf(_Token(), minimum=1)), **_DETAILS})


@dataclass(frozen=True, slots=True)
class _PatternShape:
    """A pattern: words, or a mapping that says more of it."""

    def read(self, tree: Tree, findings: Findings) -> Any:
        """Return an :class:`Entry` with either ``text`` or ``tokens``."""
        if isinstance(tree, Scalar):
            named = Fields({"text": (tree.place, tree)}, tree.place)
            return _WORDS.read(named, findings)
        if not isinstance(tree, Fields):
            return refuse(tree, "words, or a mapping with text or tokens", findings)
        if ("text" in tree.entries) == ("tokens" in tree.entries):
            findings.add(
                tree.place,
                "wrong-form",
                list_some(tree.entries) or "an empty mapping",
                "exactly one of text, tokens",
                "say by words or by token attributes what to find",
            )
            return BAD
        before = len(findings.problems)
        entry = (_WORDS if "text" in tree.entries else _TOKENS).read(tree, findings)
        return entry if len(findings.problems) == before else BAD

    def schema(self) -> JsonSchema:
        """Return the shape as JSON Schema."""
        return {"anyOf": [TEXT.schema(), _WORDS.schema(), _TOKENS.schema()]}


PATTERN = _PatternShape()


def read_patterns(entries: Iterable[Entry], findings: Findings) -> tuple[Pattern, ...]:
    """Return the patterns of a code, and note what stands there twice.

    Parameters
    ----------
    entries : iterable of Entry
        As read.
    findings : Findings
        Gets the problems.

    Returns
    -------
    tuple of Pattern
        In the order of the file.
    """
    found: list[Pattern] = []
    for entry in entries:
        text, tokens = entry.values.get("text", ""), entry.values.get("tokens", ())
        pattern = Pattern(text, tokens, entry["value"], entry["not_with"], entry["language"])
        if pattern in found:
            findings.add(
                entry.place,
                "repeated-pattern",
                shorten(pattern.name),
                "each pattern of a code once",
                "remove one of the two",
            )
        else:
            found.append(pattern)
    return tuple(found)
