"""Rewriting the lines of codings files: spans, words, ids and hashes; nothing of who and when."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from crosscase.errors import AnchorError
from crosscase.sharing.edits import Edit, Shift
from crosscase.sharing.fields import Field, json_fields, quote_json
from crosscase.sharing.rules import Rules
from crosscase.spans import make_anchor, text_sha256
from crosscase.storage.suggestion_format import identify_proposal

__all__ = ["Grown", "TextChange", "codings_edits"]

_ANCHOR = ("start", "end", "quote", "prefix", "suffix", "text_sha256")
_FREE = ("memo", "why")
_KEPT = ("event", "at", "date")


@dataclass(frozen=True, slots=True)
class TextChange:
    """A document's text before and after.

    Parameters
    ----------
    old, new : str
        The texts.
    edits : tuple of Edit
        What takes the one to the other.
    shift : Shift
        Carries offsets along.
    """

    old: str
    new: str
    edits: tuple[Edit, ...]
    shift: Shift
    old_sha256: str = field(default="")
    new_sha256: str = field(default="")

    @classmethod
    def of(cls, old: str, new: str, edits: tuple[Edit, ...], shift: Shift) -> TextChange:
        """Return the change with the hashes of both texts."""
        return cls(old, new, edits, shift, text_sha256(old), text_sha256(new))


@dataclass(frozen=True, slots=True)
class Grown:
    """An event whose edge fell inside a name, and the span it has now."""

    event: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Rewriting:
    rules: Rules
    texts: Mapping[str, TextChange]
    definitions: Mapping[str, tuple[str, str]]
    grown: list[Grown]

    def anchor(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields that say where words stand, for the changed text."""
        change = self.texts.get(data["document"])
        if change is None or data["text_sha256"] != change.old_sha256:
            return self.lost_anchor(data)
        start, end = data["start"], data["end"]
        try:
            stands = make_anchor(change.old, start, end)
        except AnchorError:
            return self.lost_anchor(data)
        if any(data[name] != getattr(stands, name) for name in ("quote", "prefix", "suffix")):
            return self.lost_anchor(data)
        first, last, grew = change.shift.span(start, end)
        if grew:
            self.grown.append(Grown(data["id"], data["document"], first, last))
        now = make_anchor(change.new, first, last)
        return {
            **{name: getattr(now, name) for name in _ANCHOR[:-1]},
            "text_sha256": change.new_sha256,
        }

    def proposal(self, was: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a suggestion proposed, and its id, as if it were of the changed study."""
        quote, digest = self.rules.quote(was["quote"]), self.rules.seal(was["text_sha256"])
        start, end = was["start"], was["start"] + len(quote)
        change = self.texts.get(was["document"])
        if change is not None and was["text_sha256"] == change.old_sha256:
            start, end, _ = change.shift.span(was["start"], was["end"])
            quote, digest = change.new[start:end], change.new_sha256
        new = {
            **{name: self._renamed(was[name]) for name in ("document", "code", "unit", "value")},
            **{"start": start, "end": end, "quote": quote, "text_sha256": digest},
            "method": was["method"],
            "rule": self.rules.rule(was["rule"]) if was["rule"] else "",
        }
        return {**new, "suggestion": identify_proposal(new)}

    def _renamed(self, id: str) -> str:
        return self.rules.rename(id) if id else ""

    def lost_anchor(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields for words of a text that is not there any more: without context."""
        quote = self.rules.quote(data["quote"])
        return {
            "start": data["start"],
            "end": data["start"] + len(quote),
            "quote": quote,
            "prefix": "",
            "suffix": "",
            "text_sha256": self.rules.seal(data["text_sha256"]),
        }

    def text_hash(self, document: str, digest: str) -> str:
        change = self.texts.get(document)
        if change is not None and change.old_sha256 == digest:
            return change.new_sha256
        return self.rules.seal(digest)

    def definition(self, code: str, digest: str) -> str:
        old, new = self.definitions.get(code, ("", ""))
        return new if digest == old else self.rules.seal(digest)

    def free(self, name: str, value: str, data: Mapping[str, Any]) -> str | None:
        if name == "why":
            return self.rules.words(value)
        told = self.rules.memo(value)
        # An n/a without its reason is no coding.
        return told or ("…" if data.get("value") == "n/a" else None)

    def value(self, one: Field, data: Mapping[str, Any], anchor: Mapping[str, Any]) -> Any:
        """Return what a field of a line becomes."""
        name = one.path[0]
        if data.get("proposed") and name in ("proposed", "suggestion"):
            return one.value if one.is_key else self.proposal(data["proposed"])[str(one.path[-1])]
        if one.is_key:
            nested = len(one.path) > 1 and isinstance(one.value, str)
            return self.rules.rename(str(one.value)) if nested else one.value
        if name in anchor:
            return anchor[str(name)]
        if not isinstance(one.value, str) or name in _KEPT or not one.value:
            return one.value
        if name == "text_sha256":
            return self.text_hash(data.get("document", ""), one.value)
        if name == "actor":
            return self.rules.actor(one.value)
        if name in _FREE:
            return self.free(str(name), one.value, data)
        if name == "codes" and len(one.path) > 1:
            return self.definition(str(one.path[1]), one.value)
        return ";".join(self.rules.rename(part) for part in one.value.split(";"))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def codings_edits(
    text: str,
    rules: Rules,
    texts: Mapping[str, TextChange],
    definitions: Mapping[str, tuple[str, str]],
    *,
    grown: list[Grown],
    torn: Callable[[int], None],
) -> tuple[Edit, ...]:
    """Return the edits to a codings file.

    Parameters
    ----------
    text : str
        What the file holds.
    rules : Rules
        What becomes of things.
    texts : mapping
        By document how its text changed.
    definitions : mapping
        By code the hash of its definition, before and after.
    grown : list of Grown
        Gets the events whose span had to grow.
    torn : callable
        Told the number of a line that is no JSON; it is taken out.

    Returns
    -------
    tuple of Edit
        In the order of the file.
    """
    work = _Rewriting(rules, texts, definitions, grown)
    edits: list[Edit] = []
    for number, (at, line) in enumerate(_lines(text), start=1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
            assert isinstance(data, dict)
        except (ValueError, AssertionError):
            torn(number)
            edits.append(Edit(at, min(at + len(line) + 1, len(text)), ""))
            continue
        anchor = work.anchor(data) if "quote" in data else {}
        for one in json_fields(line):
            new = work.value(one, data, anchor)
            if new != one.value:
                edits.append(Edit(at + one.start, at + one.end, quote_json(new)))
    return tuple(edits)
