"""The structure of a text, beside it: who speaks where, and the pages of the original."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from crosscase.corpus import Page, Turn
from crosscase.spans import text_sha256
from crosscase.storage.findings import Findings, Place, shorten
from crosscase.storage.folder import Folder
from crosscase.storage.formats import STRUCTURE
from crosscase.storage.jsontree import read_json
from crosscase.storage.shapes import Entry
from crosscase.storage.structure_quick import read_quickly
from crosscase.storage.structure_records import StoredStructure, Stretch, Structure

__all__ = [
    "FOLDER",
    "KNOWN_BY",
    "StoredStructure",
    "Stretch",
    "Structure",
    "read_structure",
    "stored_stretches",
    "structure_path",
    "warn_unused",
    "write_structure",
]

FOLDER = "corpus/structure"
"""Where the structures are, in the study folder."""

KNOWN_BY = 32
"""Code points at either end of a stretch that are kept, to find it again in a changed text."""


def structure_path(document: str) -> str:
    """Return the path of the structure of a document, relative to the study folder."""
    return f"{FOLDER}/{document}.json"


def stored_stretches(structure: Structure, text: str) -> tuple[Stretch, ...]:
    """Return turns and pages with the words at either end of each.

    Parameters
    ----------
    structure : Structure
        Turns and pages.
    text : str
        The text they are of.

    Returns
    -------
    tuple of Stretch
        The turns, then the pages.
    """
    every: tuple[Turn | Page, ...] = (*structure.turns, *structure.pages)
    return tuple(
        Stretch(
            of,
            text[of.start : min(of.end, of.start + KNOWN_BY)],
            text[max(of.start, of.end - KNOWN_BY) : of.end],
        )
        for of in every
    )


def _item(stretch: Stretch) -> dict[str, Any]:
    of = stretch.of
    item: dict[str, Any] = {"start": of.start, "end": of.end}
    if isinstance(of, Turn):
        item["speaker"] = of.speaker
        item |= {name: getattr(of, name) for name in ("begin", "until") if getattr(of, name)}
    else:
        item["label"] = of.label
    return {**item, "head": stretch.head, "tail": stretch.tail}


def _lists(stretches: Iterable[Stretch]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {"turns": [], "pages": []}
    for stretch in stretches:
        found["turns" if isinstance(stretch.of, Turn) else "pages"].append(_item(stretch))
    return found


def _block(key: str, items: Sequence[Mapping[str, Any]]) -> str:
    lines = ",\n".join(f"  {json.dumps(item, ensure_ascii=False)}" for item in items)
    return f'"{key}": [\n{lines}\n]' if items else f'"{key}": []'


def write_structure(
    text_hash: str, stretches: Iterable[Stretch], unplaced: Iterable[Stretch] = ()
) -> str:
    """Return what a structure file holds: one turn or page a line.

    Parameters
    ----------
    text_hash : str
        Hash of the text.
    stretches : iterable of Stretch
        Turns and pages, as :func:`stored_stretches` gives them.
    unplaced : iterable of Stretch
        Those whose words are not found any more.

    Returns
    -------
    str
        JSON that ends in a line end.
    """
    parts = ['"format": "1"', f'"text_sha256": "{text_hash}"']
    parts += [_block(key, items) for key, items in _lists(stretches).items()]
    lost = _lists(unplaced)
    parts += [_block(f"unplaced_{key}", items) for key, items in lost.items() if items]
    return "{" + ",\n".join(parts) + "}\n"


def _stretch(entry: Entry, kind: str) -> Stretch:
    of: Turn | Page
    if kind == "turns":
        of = Turn(*(entry[name] for name in ("start", "end", "speaker", "begin", "until")))
    else:
        of = Page(entry["start"], entry["end"], entry["label"])
    return Stretch(of, entry["head"], entry["tail"])


def _check_fit(stretch: Stretch, entry: Entry, text: str, findings: Findings) -> None:
    """Note a stretch of this very text whose words are not where it says."""
    of = stretch.of
    if of.end > len(text):
        findings.add(
            entry.at("end"),
            "wrong-span",
            f"{of.start}–{of.end} in a text of {len(text)} code points",
            f"at most {len(text)}",
            "correct the offsets",
        )
        return
    stands = text[of.start : of.end]
    for name, fits in (
        ("head", stands.startswith(stretch.head)),
        ("tail", stands.endswith(stretch.tail)),
    ):
        if not fits:
            kept = getattr(stretch, name)
            findings.add(
                entry.at(name),
                "wrong-span",
                f"{name} “{shorten(kept)}” for {of.start}–{of.end}, which is “{shorten(stands)}”",
                "the words that stand there",
                f"correct the offsets, or leave {name} out",
            )


def _check_turn(entry: Entry, findings: Findings) -> None:
    if not entry["speaker"] and not entry["begin"]:
        findings.add(
            entry.place,
            "empty-turn",
            "a turn with neither speaker nor begin",
            "a speaker, a time or both",
            "fill in one of them, or remove the turn",
        )
    if entry["until"] and not entry["begin"].rjust(13) <= entry["until"].rjust(13):
        findings.add(
            entry.at("until"),
            "wrong-time",
            f"until {entry['until']} for a turn that begins at {entry['begin']}",
            "a time that is not before begin",
            "correct the times",
        )


def _check_order(entries: Sequence[Entry], findings: Findings) -> None:
    last: Entry | None = None
    for entry in entries:
        if not entry["start"] < entry["end"]:
            findings.add(
                entry.at("end"),
                "wrong-span",
                f"{entry['start']}–{entry['end']}",
                "start < end",
                "correct the offsets",
            )
        if last is not None and entry["start"] < last["end"]:
            findings.add(
                entry.at("start"),
                "wrong-order",
                f"start {entry['start']}, before the one above ends at {last['end']}",
                "turns, and pages, in the order of the text and without overlap",
                "correct the offsets or the order",
            )
        last = entry


def read_structure(
    data: bytes, path: str, text: str | None, findings: Findings
) -> StoredStructure | None:
    """Read a structure file.

    Parameters
    ----------
    data : bytes
        What the file holds.
    path : str
        Its path in the study.
    text : str or None
        The text it belongs to; None when there is none to compare with.
    findings : Findings
        Gets the problems.

    Returns
    -------
    StoredStructure or None
        None when anything is wrong with it. A structure of another text than this one is not
        wrong here; see :func:`warn_unused`.
    """
    stored = read_quickly(data, text)
    return stored or _read_with_places(data, path, text, findings)


def _read_with_places(
    data: bytes, path: str, text: str | None, findings: Findings
) -> StoredStructure | None:
    """Read a structure file and note what is wrong with it, and where."""
    before = len(findings.problems)
    tree = read_json(data, path, findings)
    entry = None if tree is None else STRUCTURE.read(tree, findings)
    if not isinstance(entry, Entry):
        return None
    placed: list[Stretch] = []
    unplaced: list[Stretch] = []
    fits = text is not None and entry["text_sha256"] == text_sha256(text)
    for kind in ("turns", "pages"):
        _check_order(entry[kind], findings)
        for given in entry[kind]:
            placed.append(_stretch(given, kind))
            if fits and text is not None:
                _check_fit(placed[-1], given, text, findings)
        unplaced += [_stretch(given, kind) for given in entry[f"unplaced_{kind}"]]
    for given in (*entry["turns"], *entry["unplaced_turns"]):
        _check_turn(given, findings)
    if len(findings.problems) > before or not entry.ok:
        return None
    return StoredStructure(entry["text_sha256"], tuple(placed), tuple(unplaced))


def warn_unused(folder: Folder, documents: Iterable[str]) -> None:
    """Warn of structure files that belong to no document."""
    known = set(documents)
    for path in folder.files(FOLDER, ".json"):
        name = PurePosixPath(path).stem
        if name not in known:
            folder.findings.warn(
                Place(path),
                "not-catalogued",
                f"the structure of {name}, which is no document",
                "the id of a document as name",
                "rename the file, or remove it",
            )
