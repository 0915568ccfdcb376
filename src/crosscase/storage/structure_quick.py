"""Reading structure files that are in order, which nearly all are, many times as fast.

A study has thousands of turns, and every verb reads them all. Whatever is not plainly in order
is left to the reader that says what is wrong and where; it alone says what is allowed.
"""

from __future__ import annotations

import json
import re
from typing import Any

from crosscase.corpus import Page, Turn
from crosscase.spans import text_sha256
from crosscase.storage.declaring import SHA256
from crosscase.storage.folder import CONTROL
from crosscase.storage.structure_records import StoredStructure, Stretch

__all__ = ["read_quickly"]

_KEYS = {"format", "text_sha256", "turns", "pages", "unplaced_turns", "unplaced_pages"}
_TURN = {"start", "end", "head", "tail", "speaker", "begin", "until"}
_PAGE = {"start", "end", "head", "tail", "label"}
_TIME = re.compile("[0-9]{2}:[0-5][0-9]:[0-5][0-9][.][0-9]{3}")
_MOST = 10**12


class _DoubtError(Exception):
    """Something is not plainly in order."""


def _sure(*facts: bool) -> None:
    if not all(facts):
        raise _DoubtError


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    _sure(len(found) == len(pairs))
    return found


def _stretch(item: Any, keys: set[str]) -> Stretch:
    _sure(type(item) is dict, item.keys() <= keys)
    start, end = item.get("start"), item.get("end")
    _sure(type(start) is int, type(end) is int)
    _sure(0 <= start < end < _MOST)
    words = {name: item.get(name, "") for name in keys - {"start", "end"}}
    _sure(*(type(one) is str and (not one or one.strip() != "") for one in words.values()))
    head, tail = words["head"], words["tail"]
    if "label" in keys:
        _sure(bool(words["label"]))
        return Stretch(Page(start, end, words["label"]), head, tail)
    begin, until = words["begin"], words["until"]
    _sure(*(not time or _TIME.fullmatch(time) is not None for time in (begin, until)))
    _sure(bool(words["speaker"] or begin), not until or begin <= until)
    return Stretch(Turn(start, end, words["speaker"], begin, until), head, tail)


def _stretches(items: Any, keys: set[str], text: str | None) -> list[Stretch]:
    """Return the stretches of a list; with a text they must stand in it, in order."""
    _sure(type(items) is list)
    found = [_stretch(item, keys) for item in items]
    at = 0
    for one in found if text is not None else ():
        _sure(at <= one.of.start, one.of.end <= len(text or ""))
        words = (text or "")[one.of.start : one.of.end]
        _sure(words.startswith(one.head), words.endswith(one.tail))
        at = one.of.end
    return found


def read_quickly(data: bytes, text: str | None) -> StoredStructure | None:
    """Read a structure file of this very text that is plainly in order.

    Parameters
    ----------
    data : bytes
        What the file holds.
    text : str or None
        The text it belongs to.

    Returns
    -------
    StoredStructure or None
        None when there is any doubt.
    """
    try:
        raw = data.decode("utf-8")
        _sure("\\u" not in raw, CONTROL.search(raw) is None)
        held = json.loads(raw, object_pairs_hook=_pairs)
        _sure(type(held) is dict, held.keys() <= _KEYS, held.get("format") == "1")
        digest = held.get("text_sha256")
        _sure(type(digest) is str, text is not None)
        _sure(re.fullmatch(SHA256, digest) is not None, digest == text_sha256(text or ""))
        placed = _stretches(held.get("turns", []), _TURN, text)
        placed += _stretches(held.get("pages", []), _PAGE, text)
        unplaced = _stretches(held.get("unplaced_turns", []), _TURN, None)
        unplaced += _stretches(held.get("unplaced_pages", []), _PAGE, None)
    except (_DoubtError, ValueError, RecursionError):
        return None
    return StoredStructure(digest, tuple(placed), tuple(unplaced))
