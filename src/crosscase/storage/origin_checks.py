"""Checks of where passages come from, without and with the sources at hand."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from crosscase.corpus import Document, LeftOut, Origin, Passage, Source, find_passages
from crosscase.spans import line_of, line_starts, text_sha256
from crosscase.storage.documents_file import CorpusFiles
from crosscase.storage.findings import Findings, Place, list_some
from crosscase.storage.shapes import Entry
from crosscase.storage.source_files import SourceFiles

__all__ = ["check_origins", "check_sources"]

_CITATION = re.compile(r"\[@[^\]\n]*\]")
_KEY = re.compile(r"(?:^\[|; ?)@([^\s,;\]]+)")


def check_origins(files: SourceFiles, corpus: CorpusFiles, findings: Findings) -> None:
    """Check origins, left-out rows and citations against one another.

    Parameters
    ----------
    files : SourceFiles
        The sources.
    corpus : CorpusFiles
        The documents.
    findings : Findings
        Gets the problems.
    """
    for source_id, rows in _by_source(files).items():
        for row, place in rows:
            _check_range(row, files.sources[source_id], place, findings)
    _check_passages(files, corpus, findings)


def _check_range(row: Origin | LeftOut, source: Source, place: Place, findings: Findings) -> None:
    if row.end > source.length:
        findings.add(
            place,
            "outside-source",
            f"{row.start}–{row.end}",
            f"offsets within the {source.length} code points of {source.id}",
            "correct the offsets",
        )
    for excluded in source.excluded:
        if isinstance(row, Origin) and row.start < excluded.end and excluded.start < row.end:
            findings.add(
                place,
                "excluded-range",
                f"{row.start}–{row.end}, which touches {excluded.start}–{excluded.end} "
                f"({excluded.reason})",
                "no part of an excluded range",
                "end the origin before the excluded range, or take the passage out",
            )


def _check_passages(files: SourceFiles, corpus: CorpusFiles, findings: Findings) -> None:
    """Check that every passage of a document with origins or citations has an origin."""
    rendered: dict[str, set[str]] = {}
    for origin, _ in files.origins:
        rendered.setdefault(origin.document, set()).add(origin.passage)
    numbers: dict[str, dict[str, None]] = {}
    for document in corpus.documents.values():
        if document.id not in corpus.hashes:
            continue
        passages = find_passages(document.id, document.text)
        starts = line_starts(document.text)
        places = [Place(document.path, line_of(starts, one.start)) for one in passages]
        numbers[document.id] = dict.fromkeys(passage.number for passage in passages)
        _check_numbers(passages, places, findings)
        cites = bool(files.sources) and _check_citations(document, starts, files, findings)
        if not cites and document.id not in rendered:
            continue
        for passage, place in zip(passages, places, strict=True):
            if passage.number not in rendered.get(document.id, ()):
                findings.add(
                    place,
                    "no-origin",
                    f"passage {passage.number} of {document.id} without origin",
                    "at least one row in corpus/origins.csv",
                    "say where the passage comes from",
                )
    for origin, place in files.origins:
        known = numbers.get(origin.document)
        if known is not None and origin.passage not in known:
            findings.add(
                place,
                "unknown-passage",
                f"passage {origin.passage} of {origin.document}",
                list_some(known),
                "correct the passage",
            )


def _check_numbers(
    passages: Iterable[Passage], places: Iterable[Place], findings: Findings
) -> None:
    seen: set[str] = set()
    for passage, place in zip(passages, places, strict=True):
        if passage.number in seen:
            findings.add(
                place,
                "duplicate-passage",
                f"a second passage {passage.number}",
                "each number once in a document",
                "give it a number of its own",
            )
        seen.add(passage.number)


def _check_citations(
    document: Document, starts: list[int], files: SourceFiles, findings: Findings
) -> bool:
    """Check the keys of citations in a text; return whether it has any."""
    cited = list(_cited(document.text))
    for at, key in cited:
        if key not in files.sources:
            findings.unknown("source", key, Place(document.path, line_of(starts, at)))
    return bool(cited)


def _cited(text: str) -> Iterable[tuple[int, str]]:
    for citation in _CITATION.finditer(text):
        for key in _KEY.finditer(citation.group()):
            yield citation.start() + key.start(), key.group(1)


def check_sources(files: SourceFiles, folder: Path, findings: Findings) -> None:
    """Check sources, origins and left-out rows against the publications themselves.

    The rules begin with ``source-``, so that a study that is itself in order can be told from
    one that is not.

    Parameters
    ----------
    files : SourceFiles
        What the study says of them.
    folder : Path
        The folder that holds the publications, read with newlines and byte-order mark as they
        lie.
    findings : Findings
        Gets the problems.
    """
    rows = _by_source(files)
    for source in files.sources.values():
        text = _read_source(source, files, folder, findings)
        if text is None:
            continue
        for row, place in rows[source.id]:
            found = text_sha256(text[row.start : row.end])
            if found != row.sha256:
                findings.add(
                    place,
                    "source-passage",
                    f"sha256 {row.sha256[:12]}… where {row.start}–{row.end} has {found[:12]}…",
                    "the hash of the source's text between the offsets",
                    "correct the offsets or the hash",
                )
        taken = [(row.start, row.end) for row, _ in rows[source.id]]
        taken += [(one.start, one.end) for one in source.excluded]
        for given in files.entries[source.id]["covered"]:
            for start, end in _uncovered(text, (given["start"], given["end"]), taken):
                findings.add(
                    given.place,
                    "source-uncovered",
                    f"{start}–{end} of {source.id}, which no passage renders",
                    "an origin, a left-out row or an excluded range",
                    "render it, or say in corpus/left-out.csv why not",
                )


def _by_source(files: SourceFiles) -> Mapping[str, list[tuple[Origin | LeftOut, Place]]]:
    rows: dict[str, list[tuple[Origin | LeftOut, Place]]] = {id: [] for id in files.sources}
    everything: list[tuple[Origin | LeftOut, Place]] = [*files.origins, *files.left_out]
    for row, place in everything:
        if row.source in rows:
            rows[row.source].append((row, place))
    return rows


def _read_source(
    source: Source, files: SourceFiles, folder: Path, findings: Findings
) -> str | None:
    """Return the text of a publication, as far as it is there and can be read."""
    entry = files.entries[source.id]
    try:
        data = (folder / source.file).read_bytes()
        text = data.decode("utf-8")
    except OSError:
        findings.add(
            entry.at("file"),
            "source-missing",
            f"no file {source.file} in the folder of sources",
            source.file,
            "put it there, or name the folder that holds it",
        )
        return None
    except UnicodeDecodeError:
        findings.add(
            entry.at("file"),
            "source-bad-utf8",
            f"{source.file}, which is not UTF-8",
            "UTF-8",
            "use the file that the hash belongs to",
        )
        return None
    _check_whole(source, entry, data, text, findings)
    return text


def _check_whole(source: Source, entry: Entry, data: bytes, text: str, findings: Findings) -> None:
    digest = hashlib.sha256(data).hexdigest()
    if digest != source.sha256:
        findings.add(
            entry.at("sha256"),
            "source-changed",
            f"{source.file} with sha256 {digest}",
            source.sha256,
            "use the file that the hash belongs to",
        )
    if len(text) != source.length:
        findings.add(
            entry.at("length"),
            "source-length",
            f"length {source.length}",
            f"{len(text)}, the code points of {source.file}",
            "correct the length",
        )


def _uncovered(
    text: str, covered: tuple[int, int], taken: Iterable[tuple[int, int]]
) -> Iterable[tuple[int, int]]:
    """Yield the stretches of a range that hold more than blanks and that nothing accounts for."""
    at, end = covered
    for start, until in [*sorted(taken), (end, end)]:
        yield from _stripped(text, at, min(start, end))
        at = max(at, until)


def _stripped(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    stretch = text[start:end]
    words = stretch.strip().strip("\ufeff").strip()
    if words and start < end:
        first = start + stretch.index(words)
        yield first, first + len(words)
