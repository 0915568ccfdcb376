"""What a line of a codings file may hold."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import Any

from crosscase.coding import ANCHOR_FIELDS, DETAIL_FIELDS, EVENTS, FIRST_EVENTS, Event
from crosscase.storage.declaring import ID, SHA256
from crosscase.storage.findings import Findings, Place, list_some, shorten, suggest
from crosscase.storage.scalars import JsonSchema, first_day
from crosscase.storage.suggestion_format import (
    PROPOSED,
    identify_proposal,
    is_proposal,
    proposal_schema,
)

__all__ = ["event_schema", "read_event", "write_event"]

_CLAIM = ("code", "unit", "value")
_DECISION = ("settles", "stands", "between", "by", "why")
_SUGGESTED = ("suggestion", "proposed")
_NESTED = {"codes": "hashes", "settles": "settled", "proposed": "proposed"}
_LISTS = {"stands": 0, "between": 2, "by": 1}
_ALL = ("id", "event", "of", "at", "coder")

_REQUIRED = {
    "add": ("id", "event", "at", "coder", *ANCHOR_FIELDS, *_CLAIM),
    "revise": _ALL,
    "withdraw": _ALL,
    "cover": ("id", "event", "at", "coder", "document", "text_sha256", "codes"),
    "move": (*_ALL, *ANCHOR_FIELDS),
    "adjudicate": ("id", "event", "at", "coder", *_DECISION),
    "reject": ("id", "event", "at", "coder", *_SUGGESTED),
}
_OPTIONAL = {
    "add": ("of", *DETAIL_FIELDS, *_SUGGESTED),
    "revise": (*ANCHOR_FIELDS, *_CLAIM, *DETAIL_FIELDS),
    "withdraw": (),
    "cover": ("of",),
    "move": (),
    "adjudicate": ("of",),
    "reject": ("of", "memo"),
}
_ORDER = (*_ALL, *ANCHOR_FIELDS, *_CLAIM, *DETAIL_FIELDS, "codes", *_DECISION, *_SUGGESTED)
_NUMBERS = ("start", "end")
_MAY_BE_EMPTY = ("prefix", "suffix", *DETAIL_FIELDS)

_EVENT_ID = "[A-Za-z0-9][A-Za-z0-9._:-]*"
_TIMESTAMP = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|\+00:00)"
_DATE = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
_PATTERNS = {
    "id": (_EVENT_ID, "letters, digits and . _ : -"),
    "of": (_EVENT_ID, "the id of an event"),
    "event": ("|".join(EVENTS), ", ".join(EVENTS)),
    "at": (_TIMESTAMP, "a moment in UTC such as 2026-11-21T09:30:00Z"),
    "coder": (ID, "the id of a coder"),
    "text_sha256": (SHA256, "64 lower-case hexadecimal digits"),
    "suggestion": ("[0-9a-f]{32}", "the id of a suggestion: 32 hexadecimal digits"),
    "date": (_DATE, "a date such as 2012, 2012-07 or 2012-07-09"),
}
_FITS = {name: re.compile(pattern).fullmatch for name, (pattern, _) in _PATTERNS.items()}
_ALLOWED = {event: dict.fromkeys((*_REQUIRED[event], *_OPTIONAL[event])) for event in EVENTS}


def _may_be_null(name: str, event: str) -> bool:
    if name in _SUGGESTED:
        return event == "add"
    return name in DETAIL_FIELDS or (name == "of" and event in FIRST_EVENTS)


def _wanted(name: str) -> str:
    return _PATTERNS[name][1] if name in _PATTERNS else "a text"


def _is_real(name: str, value: str) -> bool:
    """Whether a moment or date exists; 30 February has the right pattern."""
    if name == "date":
        return first_day(value) is not None
    if name == "at":
        try:
            datetime.fromisoformat(value)
        except ValueError:
            return False
    return True


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(_EVENT_ID, value) is not None


class _Line:
    """One line while it is read."""

    def __init__(self, data: dict[str, Any], place: Place, findings: Findings) -> None:
        self.data = data
        self.place = place
        self.findings = findings
        self.ok = True

    def refuse(self, rule: str, found: str, allowed: str, action: str) -> None:
        self.ok = False
        self.findings.add(self.place, rule, found, allowed, action)

    def text(self, name: str, value: Any) -> str:
        if not isinstance(value, str):
            if name == "value" and isinstance(value, int | float) and not isinstance(value, bool):
                return str(value)
            allowed = _wanted(name)
            self.refuse("wrong-type", f"{name}: {shorten(repr(value))}", allowed, "write a text")
            return ""
        if not value or value.isspace():
            if name not in _MAY_BE_EMPTY:
                self.refuse("wrong-value", f"{name}: nothing", _wanted(name), f"fill in {name}")
        elif name in _FITS and not (_FITS[name](value) and _is_real(name, value)):
            rule = "wrong-date" if name in ("at", "date") else "wrong-value"
            self.refuse(rule, f"{name}: {shorten(value)}", _wanted(name), f"correct {name}")
        return value

    def number(self, name: str, value: Any) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.refuse(
            "wrong-type",
            f"{name}: {shorten(repr(value))}",
            "a whole number from 0 on",
            "write the offset in code points",
        )
        return 0

    def hashes(self, value: Any) -> dict[str, str]:
        if isinstance(value, dict) and all(
            isinstance(digest, str) and re.fullmatch(SHA256, digest) for digest in value.values()
        ):
            return value
        self.refuse(
            "wrong-type",
            f"codes: {shorten(repr(value))}",
            "an object: code id → SHA-256 of its definition",
            "correct codes",
        )
        return {}

    def settled(self, value: Any) -> dict[str, str]:
        if isinstance(value, dict) and value and all(_is_id(x) for x in [*value, *value.values()]):
            return value
        self.refuse(
            "wrong-type",
            f"settles: {shorten(repr(value))}",
            "an object: id of a coding → id of the event that made its claim; one at least",
            "correct settles",
        )
        return {}

    def proposed(self, value: Any) -> dict[str, Any]:
        if is_proposal(value):
            return dict(value)
        self.refuse(
            "wrong-type",
            f"proposed: {shorten(repr(value))}",
            "an object with " + ", ".join(PROPOSED) + ", as the suggestion had them",
            "use `crosscase suggestions` to decide on suggestions",
        )
        return {}

    def ids(self, name: str, value: Any) -> tuple[str, ...]:
        least = _LISTS[name]
        fits = isinstance(value, list) and all(_is_id(one) for one in value)
        if fits and len(value) == len({*value}) >= least:
            return tuple(value)
        what = "codings" if name == "stands" else "coders"
        self.refuse(
            "wrong-type",
            f"{name}: {shorten(repr(value))}",
            f"a list of ids of {what}, each once" + (f", {least} at least" if least else ""),
            f"correct {name}",
        )
        return ()

    def value(self, name: str, event: str) -> Any:
        value = self.data[name]
        if value is None and _may_be_null(name, event):
            return None if name == "proposed" else ""
        if name in _NUMBERS:
            return self.number(name, value)
        if name in _LISTS:
            return self.ids(name, value)
        return getattr(self, _NESTED[name])(value) if name in _NESTED else self.text(name, value)

    def check_keys(self, event: str) -> None:
        allowed = _ALLOWED[event]
        for name in self.data:
            if name not in allowed:
                self.refuse(
                    "unknown-key",
                    f"{shorten(name)} in an event {event}",
                    ", ".join(allowed),
                    suggest(name, allowed, "remove it"),
                )
        for name in _REQUIRED[event]:
            if name not in self.data:
                self.refuse("missing-key", f"no {name} in an event {event}", name, f"add {name}")
        if event in FIRST_EVENTS and self.data.get("of") is not None:
            self.refuse(
                "wrong-answer",
                f"{event} that answers {shorten(str(self.data['of']))}",
                "of: null",
                "write a revise, or of: null",
            )

    def check_suggestion(self, event: Event) -> None:
        """Check that an event carries the suggestion it names, whole."""
        if bool(event.suggestion) != bool(event.proposed):
            self.refuse(
                "incomplete-suggestion",
                "suggestion" if event.suggestion else "proposed",
                "suggestion and proposed, both or neither",
                "carry both, or none of it",
            )
        elif event.proposed and identify_proposal(event.proposed) != event.suggestion:
            self.refuse(
                "wrong-suggestion",
                f"suggestion {event.suggestion} for another proposal",
                identify_proposal(event.proposed),
                "restore the line from a copy or from version control",
            )

    def check_span(self, event: Event) -> None:
        carried = [name for name in ANCHOR_FIELDS if name in event.fields]
        if event.event == "revise":
            if len(event.fields) == len(_ALL):
                self.refuse("empty-revise", "no field", "what it changes", "remove the line")
            if carried and len(carried) < len(ANCHOR_FIELDS):
                self.refuse(
                    "incomplete-anchor",
                    f"only {list_some(carried)}",
                    "all of " + ", ".join(ANCHOR_FIELDS),
                    "carry the whole anchor, or none of it",
                )
        elif event.event in ("cover", "adjudicate", "reject"):
            return
        if len(carried) == len(ANCHOR_FIELDS) and event.end - event.start != len(event.quote):
            self.refuse(
                "wrong-length",
                f"span {event.start}–{event.end} for a quote of {len(event.quote)} code points",
                "end - start equal to the length of the quote",
                "correct the offsets",
            )


def read_event(data: Any, place: Place, findings: Findings) -> Event | None:
    """Read one line of a codings file.

    Parameters
    ----------
    data : any
        The line as JSON data.
    place : Place
        Its file and line.
    findings : Findings
        Gets the problems.

    Returns
    -------
    Event or None
        None when a problem was noted.
    """
    if not isinstance(data, dict):
        findings.add(place, "wrong-type", shorten(repr(data)), "an object", "correct the line")
        return None
    line = _Line(data, place, findings)
    kind = data.get("event")
    if kind not in EVENTS:
        found = f"event: {shorten(repr(kind))}" if "event" in data else "no event"
        line.refuse("wrong-value", found, ", ".join(EVENTS), "correct event")
        return None
    line.check_keys(kind)
    values = {name: line.value(name, kind) for name in data if name in _ALLOWED[kind]}
    if not line.ok:
        return None
    event = Event(**values, fields=frozenset(data), file=place.file, line=place.line)
    line.check_span(event)
    line.check_suggestion(event)
    return event if line.ok else None


@lru_cache(maxsize=len(EVENTS))
def _written(event: str) -> tuple[tuple[str, bool], ...]:
    """Return the fields of an event in their order, and whether each is null when empty."""
    names = _ALLOWED[event]
    return tuple((name, _may_be_null(name, event)) for name in _ORDER if name in names)


def write_event(event: Event) -> dict[str, Any]:
    """Return an event as the JSON data of its line, the keys in their fixed order.

    Parameters
    ----------
    event : Event
        An event; of a revision only the fields in ``fields`` are written.

    Returns
    -------
    dict
        Ready for :func:`json.dumps`.

    Examples
    --------
    >>> write_event(Event("2", "withdraw", of="1", at="2026-11-21T09:30:00Z", coder="c"))
    {'id': '2', 'event': 'withdraw', 'of': '1', 'at': '2026-11-21T09:30:00Z', 'coder': 'c'}
    """
    fields = _written(event.event)
    if event.event == "revise":
        changed = {*_ALL, *event.fields}
        fields = tuple(field for field in fields if field[0] in changed)
    data: dict[str, Any] = {}
    for name, nullable in fields:
        value = getattr(event, name)
        if name in _SUGGESTED and not value:
            continue
        if isinstance(value, tuple):
            value = list(value)
        data[name] = None if nullable and value == "" else value
    return data


def _field_schema(name: str, event: str) -> JsonSchema:
    if name == "event":
        return {"const": event}
    if name in _NUMBERS:
        return {"type": "integer", "minimum": 0}
    if name == "codes":
        return {"type": "object", "additionalProperties": {"pattern": f"^{SHA256}$"}}
    identity = {"type": "string", "pattern": f"^{_EVENT_ID}$"}
    if name == "settles":
        of = {"propertyNames": identity, "additionalProperties": identity}
        return {"type": "object", "minProperties": 1, **of}
    if name == "proposed":
        one = proposal_schema()
        return {"anyOf": [one, {"type": "null"}]} if event == "add" else one
    if name in _LISTS:
        size = {"minItems": _LISTS[name], "uniqueItems": True}
        return {"type": "array", "items": identity, **size}
    schema: JsonSchema = {"type": ["string", "number"] if name == "value" else ["string"]}
    if name in _PATTERNS:
        schema["pattern"] = f"^({_PATTERNS[name][0]}){'?' if name in _MAY_BE_EMPTY else ''}$"
    elif name not in _MAY_BE_EMPTY:
        schema["minLength"] = 1
    if name == "of" and event in FIRST_EVENTS:
        return {"type": "null"}
    if _may_be_null(name, event):
        schema["type"].append("null")
    return schema


def event_schema() -> JsonSchema:
    """Return a line of a codings file as JSON Schema."""
    return {
        "oneOf": [
            {
                "type": "object",
                "properties": {
                    name: _field_schema(name, event) for name in _ORDER if name in _ALLOWED[event]
                },
                "required": list(_REQUIRED[event]),
                "additionalProperties": False,
            }
            for event in EVENTS
        ]
    }
