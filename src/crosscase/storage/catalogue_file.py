"""Editing ``corpus/documents.yaml`` in place: comments and order stay as they were."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from crosscase.errors import Problem, StudyError
from crosscase.storage.documents_file import CATALOGUE
from crosscase.storage.locking import lock
from crosscase.storage.writing import write_atomic

__all__ = ["MENDED", "append_items", "quoted", "read_catalogue", "set_hashes"]


MENDED = ("text-changed", "missing-hash")
"""Problems of the catalogue that :func:`set_hashes` puts right."""


def read_catalogue(root: Path) -> str:
    """Return the catalogue as text; the caller has read the study and knows that it is one."""
    return (root / CATALOGUE).read_bytes().decode("utf-8").removeprefix("\ufeff")


def _compose(text: str) -> yaml.MappingNode:
    """Return the catalogue as a node; it and those in it know where in the text they stand."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(node, yaml.MappingNode)
    return node


def _splice(text: str, edits: Mapping[tuple[int, int], str]) -> str:
    """Return a text with stretches of it, by their half-open offsets, replaced."""
    for (start, end), new in sorted(edits.items(), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _fields(node: yaml.MappingNode) -> dict[str, Any]:
    return {key.value: value for key, value in node.value}


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" else end


def _hash_edit(text: str, entry: yaml.MappingNode, digest: str) -> tuple[tuple[int, int], str]:
    """Return the edit that gives an entry its hash: in place of the old, or after its path."""
    fields = _fields(entry)
    old = fields.get("sha256")
    if old is not None:
        start, end = old.start_mark.index, old.end_mark.index
        return (start, end), digest if end > start else f" {digest}"
    path = fields["path"]
    if entry.flow_style:
        at = path.end_mark.index
        return (at, at), f", sha256: {digest}"
    at = _line_end(text, path.end_mark.index)
    return (at, at), f"\n{' ' * entry.start_mark.column}sha256: {digest}"


def set_hashes(root: Path, hashes: Mapping[str, str]) -> None:
    """Write the hashes of documents into the catalogue; nothing else in it changes.

    The catalogue is locked meanwhile, so that no entry that is added at that moment is lost.

    Parameters
    ----------
    root : Path
        The study folder.
    hashes : mapping
        By document id.
    """
    if not hashes:
        return
    with lock(root, CATALOGUE):
        text = read_catalogue(root)
        edits = dict(
            _hash_edit(text, entry, hashes[name])
            for entry in _fields(_compose(text))["documents"].value
            if (name := _fields(entry)["id"].value) in hashes
        )
        write_atomic(root / CATALOGUE, _splice(text, edits))


def quoted(text: str) -> str:
    """Return a text as a YAML scalar, between quotes where it needs them."""
    if re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9 _./()-]*[A-Za-z0-9)])?", text):
        return text
    return json.dumps(text, ensure_ascii=False)


def _end_of(text: str, node: yaml.Node) -> int:
    """Return where the last line of a node ends; block collections do not say so themselves."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return _line_end(text, len(text[: node.end_mark.index].rstrip()))


def _block(item: Mapping[str, str], indent: int) -> str:
    first, *rest = (f"{key}: {value}".rstrip() for key, value in item.items())
    lines = [f"{' ' * indent}- {first}", *(f"{' ' * indent}  {line}" for line in rest)]
    return "".join(f"\n{line}" for line in lines)


def _refuse_braces(root: yaml.MappingNode) -> None:
    if root.flow_style:
        raise StudyError(
            [
                Problem(
                    CATALOGUE,
                    root.start_mark.line + 1,
                    "flow-mapping",
                    "a catalogue between braces",
                    "each key on a line of its own",
                    "take the braces away: `format: 1` on one line, `documents:` on the next",
                )
            ]
        )


def append_items(text: str, key: str, items: Sequence[Mapping[str, str]]) -> str:
    r"""Return the catalogue with items at the end of one of its lists.

    Parameters
    ----------
    text : str
        The catalogue.
    key : str
        ``documents`` or ``source_groups``; a list that is not there yet is put first.
    items : sequence of mapping
        Each by key the YAML of its value.

    Returns
    -------
    str
        The new text.

    Raises
    ------
    StudyError
        When the whole catalogue stands between braces.

    Examples
    --------
    >>> print(append_items("format: 1\ndocuments: []\n", "documents", [{"id": "a", "date": ""}]))
    format: 1
    documents:
      - id: a
        date:
    <BLANKLINE>
    """
    if not items:
        return text
    root = _compose(text)
    _refuse_braces(root)
    nodes = _fields(root)
    found = nodes.get(key)
    if found is None:
        at = _line_end(text, nodes["format"].end_mark.index)
        block = "".join(_block(item, 2) for item in items)
        return _splice(text, {(at, at): f"\n{key}:{block}"})
    if not found.value:
        start, end = found.start_mark.index, found.end_mark.index
        start -= text[start - 1] == " "
        return _splice(text, {(start, end): "".join(_block(item, 2) for item in items)})
    if found.flow_style:
        at = found.value[-1].end_mark.index
        flow = (", ".join(f"{name}: {value}" for name, value in item.items()) for item in items)
        return _splice(text, {(at, at): "".join(f", {{{one}}}" for one in flow)})
    at = _end_of(text, found)
    block = "".join(_block(item, found.start_mark.column) for item in items)
    return _splice(text, {(at, at): block})
