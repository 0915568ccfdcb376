"""What a line of a suggestions file may hold, and what a decision repeats of a suggestion."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

from crosscase.storage.declaring import SHA256
from crosscase.storage.scalars import JsonSchema
from crosscase.suggestion import METHODS, Suggestion, identify_suggestion

__all__ = [
    "FIELDS",
    "PROPOSED",
    "identify_proposal",
    "is_proposal",
    "proposal_of",
    "proposal_schema",
    "suggestion_schema",
    "wanted_in",
]

_ID = "[0-9a-f]{32}"
_PATTERNS = {"id": _ID, "text_sha256": SHA256, "method": "|".join(METHODS)}
_FILLED = ("id", "document", "text_sha256", "quote", "code", "method")
_MAY_BE_EMPTY = ("unit", "value", "rule")
_NUMBERS = ("start", "end")
FIELDS = (
    *("id", "document", "text_sha256", "start", "end", "quote"),
    *("code", "unit", "value", "method", "rule", "score", "reason", "hits"),
)
"""What a line of a suggestions file holds, in its order."""

PROPOSED = (
    *("document", "text_sha256", "start", "end", "quote"),
    *("code", "unit", "value", "method", "rule"),
)
"""What a decision repeats of a suggestion: all that its id is made of, and the words."""


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_score(value: Any) -> bool:
    if value is None:
        return True
    fits = isinstance(value, int | float) and not isinstance(value, bool)
    return fits and math.isfinite(value) and 0 <= value <= 1


def _is_reason(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and len(value) > 0
        and all(re.fullmatch("[a-z]{2}", key) for key in value)
        and all(isinstance(text, str) and text.strip() for text in value.values())
    )


def _is_hit(value: Any) -> bool:
    fits = isinstance(value, list) and len(value) == 2 and all(_is_number(one) for one in value)
    return fits and value[0] < value[1]


def _is_text(name: str, value: Any) -> bool:
    if not isinstance(value, str):
        return False
    if name in _PATTERNS:
        return re.fullmatch(_PATTERNS[name], value) is not None
    return name in _MAY_BE_EMPTY or bool(value.strip())


def wanted_in(name: str, value: Any) -> str:
    """Return what a field should hold in words; empty when the value will do.

    Parameters
    ----------
    name : str
        One of :data:`FIELDS`.
    value : any
        What a line has.

    Returns
    -------
    str
        As a message says it.
    """
    if name in _NUMBERS:
        return "" if _is_number(value) else "a whole number from 0 on"
    if name == "score":
        return "" if _is_score(value) else "a number from 0 to 1, or null"
    if name == "reason":
        return "" if _is_reason(value) else "an object: language → words"
    if name == "hits":
        fits = isinstance(value, list) and all(_is_hit(one) for one in value)
        return "" if fits else "a list of [start, end]"
    return "" if _is_text(name, value) else _PATTERNS.get(name, "a text")


def _field_schemas(names: Iterable[str]) -> dict[str, JsonSchema]:
    number: JsonSchema = {"type": "integer", "minimum": 0}
    hit: JsonSchema = {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
    properties: dict[str, JsonSchema] = {
        name: {"type": "string", "pattern": f"^({_PATTERNS[name]})$"}
        if name in _PATTERNS
        else {"type": "string", **({} if name in _MAY_BE_EMPTY else {"pattern": r"\S"})}
        for name in (*_FILLED, *_MAY_BE_EMPTY)
    }
    properties |= dict.fromkeys(_NUMBERS, number)
    properties["score"] = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
    properties["reason"] = {
        "type": "object",
        "propertyNames": {"pattern": "^[a-z]{2}$"},
        "additionalProperties": {"type": "string", "pattern": r"\S"},
        "minProperties": 1,
    }
    properties["hits"] = {"type": "array", "items": hit}
    return {name: properties[name] for name in names}


def _object(names: tuple[str, ...]) -> JsonSchema:
    return {
        "type": "object",
        "properties": _field_schemas(names),
        "required": list(names),
        "additionalProperties": False,
    }


def suggestion_schema() -> JsonSchema:
    """Return a line of a suggestions file as JSON Schema."""
    return _object(FIELDS)


def proposal_schema() -> JsonSchema:
    """Return what a decision repeats of a suggestion as JSON Schema."""
    return _object(PROPOSED)


def proposal_of(suggestion: Suggestion) -> dict[str, Any]:
    """Return what a decision on a suggestion repeats of it.

    Parameters
    ----------
    suggestion : Suggestion
        The suggestion.

    Returns
    -------
    dict
        With the keys :data:`PROPOSED`.
    """
    return {name: getattr(suggestion, name) for name in PROPOSED}


def is_proposal(value: Any) -> bool:
    """Say whether data of a file are what a decision repeats of a suggestion.

    Parameters
    ----------
    value : any
        JSON data.

    Returns
    -------
    bool
        Whether it has the keys :data:`PROPOSED`, with values that a suggestion may have.
    """
    return (
        isinstance(value, dict)
        and value.keys() == {*PROPOSED}
        and not any(wanted_in(name, value[name]) for name in PROPOSED)
        and value["end"] - value["start"] == len(value["quote"])
    )


def identify_proposal(proposed: Mapping[str, Any]) -> str:
    """Return the id of the suggestion that proposed something.

    Parameters
    ----------
    proposed : mapping
        As :func:`proposal_of` gives it.

    Returns
    -------
    str
        As :func:`crosscase.suggestion.identify_suggestion` makes it.
    """
    blank = Suggestion(id="", **proposed, score=None, reason={}, hits=())
    return identify_suggestion(blank).id
