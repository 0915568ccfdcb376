"""Rewriting the structure of a text: who speaks where, and the pages of the original."""

from __future__ import annotations

import json
from typing import Any

from crosscase.sharing.codings import TextChange
from crosscase.sharing.edits import Edit
from crosscase.sharing.fields import Path, json_fields, quote_json
from crosscase.sharing.rules import Rules

__all__ = ["structure_edits"]

_KNOWN_BY = 32
_LISTS = ("turns", "pages")


def _carried(items: list[dict[str, Any]], change: TextChange) -> list[dict[str, Any]]:
    """Return where stretches stand afterwards, with their first and last words."""
    found: list[dict[str, Any]] = []
    reached = 0
    for item in items:
        start, end, _ = change.shift.span(item["start"], item["end"])
        start = max(start, reached)
        # Two stretches that meet inside one name: the first has it.
        end = reached = max(end, start + 1)
        head = change.new[start : min(end, start + _KNOWN_BY)]
        tail = change.new[max(start, end - _KNOWN_BY) : end]
        found.append({"start": start, "end": end, "head": head, "tail": tail})
    return found


def structure_edits(text: str, rules: Rules, change: TextChange) -> tuple[Edit, ...] | None:
    """Return the edits to a structure file.

    Parameters
    ----------
    text : str
        What the file holds, known to be valid.
    rules : Rules
        What becomes of things.
    change : TextChange
        How the text of its document changed.

    Returns
    -------
    tuple of Edit or None
        None when it is the structure of another text.
    """
    data = json.loads(text)
    if data.get("text_sha256") != change.old_sha256:
        return None
    new: dict[Path, Any] = {("text_sha256",): change.new_sha256}
    for key in _LISTS:
        for number, carried in enumerate(_carried(data.get(key, []), change)):
            new |= {(key, number, name): value for name, value in carried.items()}
    edits: list[Edit] = []
    for one in json_fields(text):
        value: Any = one.value
        if one.is_key:
            continue
        if one.path in new:
            value = new[one.path]
        elif one.path[-1] == "speaker":
            value = rules.speaker(str(value))
        elif one.path[-1] == "label":
            value = rules.words(str(value))
        elif one.path[-1] in ("head", "tail"):
            value = ""
        if value != one.value:
            edits.append(Edit(one.start, one.end, quote_json(value)))
    return tuple(edits)
