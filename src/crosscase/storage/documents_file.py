"""Reading the catalogue of documents and their texts."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crosscase.codebook import Labels
from crosscase.corpus import Document
from crosscase.spans import line_of, line_starts, text_sha256
from crosscase.storage.findings import Findings, Place, shorten
from crosscase.storage.folder import CONTROL, Folder, decode
from crosscase.storage.formats import DOCUMENTS
from crosscase.storage.shapes import Entry
from crosscase.storage.structure_file import (
    StoredStructure,
    Structure,
    read_structure,
    structure_path,
    warn_unused,
)
from crosscase.storage.study_file import read_entry

__all__ = ["CATALOGUE", "CorpusFiles", "check_originals", "check_text", "read_corpus"]

CATALOGUE = "corpus/documents.yaml"
"""Where the documents are catalogued."""


@dataclass(frozen=True, slots=True)
class CorpusFiles:
    """The documents with their texts.

    Parameters
    ----------
    documents, source_groups : mapping
        By id.
    hashes : mapping
        By document the hash of its text as it lies there; absent when there is no text.
    places : mapping
        By document where it is catalogued.
    unclean : frozenset of str
        Documents whose text cannot stay as it is: not UTF-8, NFC or LF, or with a byte-order
        mark.
    structures : mapping
        By document its structure file as it lies there, be it of this text or of an earlier one.
    """

    documents: Mapping[str, Document] = field(default_factory=dict)
    source_groups: Mapping[str, Labels] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    unclean: frozenset[str] = frozenset()
    structures: Mapping[str, StoredStructure] = field(default_factory=dict)


def check_text(text: str, path: str, findings: Findings) -> None:
    """Note what keeps offsets in a text from meaning the same everywhere."""
    starts = line_starts(text)
    if text.startswith("\ufeff"):
        findings.add(
            Place(path, 1),
            "byte-order-mark",
            "a byte-order mark",
            "UTF-8 without one",
            "save the file as UTF-8 without byte-order mark",
        )
    at = text.find("\r")
    if at >= 0:
        findings.add(
            Place(path, line_of(starts, at)),
            "line-ends",
            "a carriage return (CR)",
            "lines that end in LF",
            "save the file with Unix line ends",
        )
    for number, line in enumerate(text.split("\n"), start=1):
        if not unicodedata.is_normalized("NFC", line):
            findings.add(
                Place(path, number),
                "not-nfc",
                shorten(line),
                "text in Unicode normal form C",
                "normalise the file to NFC",
            )
        if match := CONTROL.search(line):
            findings.add(
                Place(path, number),
                "control-character",
                f"U+{ord(match.group()):04X}",
                "printable characters",
                "remove it",
            )


def _read_text(folder: Folder, entry: Entry, by_path: dict[str, str]) -> str | None:
    """Return the text of a document and note whose it is; None when a problem was noted."""
    path = entry["path"]
    if path in by_path:
        folder.findings.add(
            entry.at("path"),
            "duplicate-path",
            f"{path}, which is the text of {by_path[path]} as well",
            "a text of its own for each document",
            "remove one of the two entries or correct the path",
        )
        return None
    by_path[path] = entry["id"]
    data = folder.read(
        path, place=entry.at("path"), action="put the text there or correct the path"
    )
    text = None if data is None else decode(data, Place(path), folder.findings)
    if text is not None:
        check_text(text, path, folder.findings)
    return text


def _check_hash(entry: Entry, found: str, findings: Findings) -> None:
    if not entry["sha256"]:
        findings.add(
            entry.at("sha256"),
            "missing-hash",
            f"no sha256 for {entry['id']}",
            "the hash of the text",
            "run `crosscase reanchor`, which fills it in",
        )
    elif entry["sha256"] != found:
        findings.add(
            entry.at("sha256"),
            "text-changed",
            f"sha256 {entry['sha256'][:12]}… where {entry['path']} has {found[:12]}…",
            "the hash of the text",
            "run `crosscase reanchor` if the text was meant to change, or restore it",
        )


def _read_structure(folder: Folder, document: str, text: str | None) -> StoredStructure | None:
    path = structure_path(document)
    data = folder.read(path)
    return None if data is None else read_structure(data, path, text, folder.findings)


def _use_structure(
    document: str, stored: StoredStructure, digest: str, findings: Findings
) -> Structure:
    """Return the structure of a text; none, with a warning, when it is that of another text."""
    path = structure_path(document)
    if stored.text_sha256 != digest:
        findings.warn(
            Place(path),
            "structure-of-another-text",
            f"that of a text {stored.text_sha256[:12]}… where {document} is {digest[:12]}…",
            "the structure of the text",
            "run `crosscase reanchor`, which finds the turns and pages again",
        )
        return Structure()
    if stored.unplaced:
        findings.warn(
            Place(path),
            "unplaced-structure",
            f"{len(stored.unplaced)} turns and pages whose words were not found again",
            "turns and pages with their place",
            "give them their place by hand, or remove them",
        )
    return stored.structure


def _document(entry: Entry, text: str, structure: Structure) -> Document:
    return Document(
        id=entry["id"],
        title=entry["title"],
        kind=entry["kind"],
        path=entry["path"],
        sha256=entry["sha256"],
        units=entry["units"],
        date=entry["date"],
        role=entry["role"],
        party=entry["party"],
        source_group=entry["source_group"],
        language=entry["language"],
        text=text,
        turns=structure.turns,
        pages=structure.pages,
        original=entry["original"],
        original_sha256=entry["original_sha256"],
    )


def read_corpus(folder: Folder) -> CorpusFiles:
    """Read the catalogue of documents and the texts it names.

    Parameters
    ----------
    folder : Folder
        The study folder.

    Returns
    -------
    CorpusFiles
        As much of it as could be read.
    """
    findings = folder.findings
    entry = read_entry(
        folder,
        CATALOGUE,
        DOCUMENTS,
        ("document", "source-group"),
        missing="add a catalogue with `documents: []`",
    )
    documents: dict[str, Document] = {}
    hashes: dict[str, str] = {}
    places: dict[str, Place] = {}
    unclean: set[str] = set()
    structures: dict[str, StoredStructure] = {}
    by_path: dict[str, str] = {}
    for given in entry["documents"] if entry else ():
        before = len(findings.problems)
        text = _read_text(folder, given, by_path)
        if len(findings.problems) > before:
            unclean.add(given["id"])
        if given["id"] in documents:
            continue
        _warn_missing_original(folder, given)
        stored = _read_structure(folder, given["id"], text)
        structure = Structure()
        places[given["id"]] = given.at("id")
        if text is not None:
            hashes[given["id"]] = text_sha256(text)
            _check_hash(given, hashes[given["id"]], findings)
            if stored is not None:
                structure = _use_structure(given["id"], stored, hashes[given["id"]], findings)
        if stored is not None:
            structures[given["id"]] = stored
        documents[given["id"]] = _document(given, text or "", structure)
    groups = {one["id"]: one["label"] for one in entry["source_groups"]} if entry else {}
    _warn_uncatalogued(folder, set(by_path), readable=entry is not None)
    if entry is not None:
        warn_unused(folder, documents)
    return CorpusFiles(documents, groups, hashes, places, frozenset(unclean), structures)


def _warn_missing_original(folder: Folder, entry: Entry) -> None:
    path = entry["original"]
    located = folder.locate(path, entry.at("original")) if path else None
    if located is not None and not located.is_file():
        folder.findings.warn(
            entry.at("original"),
            "missing-original",
            f"no file {path}",
            "the file that the text was read from",
            "put it there, or remove the key",
        )


def check_originals(folder: Folder, documents: Iterable[Document]) -> None:
    """Note kept originals that are not what texts were read from.

    Parameters
    ----------
    folder : Folder
        The study folder.
    documents : iterable of Document
        Its documents.
    """
    for document in documents:
        data = folder.read(document.original) if document.original else None
        digest = document.original_sha256
        if data is not None and digest and hashlib.sha256(data).hexdigest() != digest:
            folder.findings.add(
                Place(document.original),
                "original-changed",
                f"another file than {document.id} was read from",
                "the bytes whose hash the catalogue has",
                "restore it from a copy",
            )


def _warn_uncatalogued(folder: Folder, catalogued: set[str], *, readable: bool) -> None:
    for path in folder.files("corpus/texts", ".md"):
        if readable and path not in catalogued:
            folder.findings.warn(
                Place(path),
                "not-catalogued",
                "a text that no document names",
                f"an entry in {CATALOGUE}",
                "add an entry with this path, or move the file elsewhere",
            )
