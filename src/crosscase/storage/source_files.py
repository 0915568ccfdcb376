"""Reading the publications behind the texts: what comes from where, and what was left out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from crosscase.corpus import Excluded, LeftOut, Origin, Source
from crosscase.storage.declaring import SHA256
from crosscase.storage.findings import Findings, Place, shorten
from crosscase.storage.folder import Folder, decode
from crosscase.storage.formats import SOURCES
from crosscase.storage.shapes import Entry
from crosscase.storage.study_file import read_entry

__all__ = ["CATALOGUE", "SourceFiles", "read_sources"]

CATALOGUE = "corpus/sources.yaml"
"""Where the sources are catalogued."""

_ORIGIN_COLUMNS = ("document", "passage", "source", "start", "end", "sha256")
_LEFT_OUT_COLUMNS = ("source", "start", "end", "sha256", "reason")


@dataclass(frozen=True, slots=True)
class SourceFiles:
    """The publications behind the texts.

    Parameters
    ----------
    sources : mapping
        By id.
    entries : mapping
        By id the entry in the catalogue, for the places of problems.
    origins, left_out : tuple of pairs
        The rows, each with its place.
    """

    sources: Mapping[str, Source] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    origins: tuple[tuple[Origin, Place], ...] = ()
    left_out: tuple[tuple[LeftOut, Place], ...] = ()


def _csv_text(folder: Folder, path: str) -> str:
    """Return what a CSV file holds, without byte-order mark; nothing when there is no file."""
    data = folder.read(path)
    text = None if data is None else decode(data, Place(path), folder.findings)
    if text is None:
        return ""
    if text.startswith("\ufeff"):
        folder.findings.warn(
            Place(path, 1),
            "byte-order-mark",
            "a byte-order mark",
            "UTF-8 without one",
            "save the file as UTF-8 without byte-order mark",
        )
    return text.removeprefix("\ufeff")


def _rows(
    folder: Folder, path: str, columns: tuple[str, ...]
) -> list[tuple[dict[str, str], Place]]:
    """Read a CSV file whose header must be the columns; rows that do not fit are problems."""
    findings = folder.findings
    reader = csv.reader(io.StringIO(_csv_text(folder, path), newline=""), strict=True)
    rows: list[tuple[dict[str, str], Place]] = []
    line = 1
    try:
        for cells in reader:
            place, line = Place(path, line), reader.line_num + 1
            if place.line == 1:
                if tuple(cells) != columns:
                    found = shorten(",".join(cells)) or "nothing"
                    findings.add(
                        place, "wrong-header", found, ",".join(columns), "correct the first line"
                    )
                    return []
            elif cells and len(cells) != len(columns):
                findings.add(
                    place,
                    "wrong-row",
                    f"{len(cells)} cells",
                    f"{len(columns)} cells: {', '.join(columns)}",
                    "correct the row",
                )
            elif cells:
                rows.append((dict(zip(columns, cells, strict=True)), place))
    except csv.Error as error:
        findings.add(
            Place(path, line), "broken-csv", str(error), "CSV", "look at the quotes on this line"
        )
    return rows


def _range(row: dict[str, str], place: Place, findings: Findings) -> tuple[int, int] | None:
    bounds = (row["start"], row["end"])
    if all(re.fullmatch("[0-9]{1,12}", bound) for bound in bounds):
        start, end = int(row["start"]), int(row["end"])
        if start < end:
            return start, end
    findings.add(
        place,
        "wrong-range",
        f"{shorten(row['start'])}–{shorten(row['end'])}",
        "whole numbers, start before end",
        "correct the offsets",
    )
    return None


def _hash_of(row: dict[str, str], place: Place, findings: Findings) -> str:
    if not re.fullmatch(SHA256, row["sha256"]):
        findings.add(
            place,
            "wrong-value",
            shorten(row["sha256"]) or "nothing",
            "a SHA-256: 64 lower-case hexadecimal digits",
            "correct the hash",
        )
    return row["sha256"]


def _read_origins(folder: Folder) -> tuple[tuple[Origin, Place], ...]:
    found: list[tuple[Origin, Place]] = []
    for row, place in _rows(folder, "corpus/origins.csv", _ORIGIN_COLUMNS):
        folder.findings.refer("document", row["document"], place)
        folder.findings.refer("source", row["source"], place)
        digest = _hash_of(row, place, folder.findings)
        span = _range(row, place, folder.findings)
        if span:
            origin = Origin(row["document"], row["passage"], row["source"], *span, digest)
            found.append((origin, place))
    return tuple(found)


def _read_left_out(folder: Folder) -> tuple[tuple[LeftOut, Place], ...]:
    found: list[tuple[LeftOut, Place]] = []
    for row, place in _rows(folder, "corpus/left-out.csv", _LEFT_OUT_COLUMNS):
        folder.findings.refer("source", row["source"], place)
        if not row["reason"].strip():
            folder.findings.add(
                place, "missing-reason", "no reason", "a reason", "say why it is left out"
            )
        digest = _hash_of(row, place, folder.findings)
        span = _range(row, place, folder.findings)
        if span:
            found.append((LeftOut(row["source"], *span, digest, row["reason"]), place))
    return tuple(found)


def _check_ranges(entry: Entry, findings: Findings) -> None:
    for part in ("covered", "excluded"):
        for given in entry[part]:
            if not given["start"] < given["end"] <= entry["length"]:
                findings.add(
                    given.at("end"),
                    "wrong-range",
                    f"{given['start']}–{given['end']}",
                    f"start before end, within the {entry['length']} code points of the source",
                    "correct the offsets",
                )


def read_sources(folder: Folder) -> SourceFiles:
    """Read ``sources.yaml``, ``origins.csv`` and ``left-out.csv``, each of which may be absent.

    Parameters
    ----------
    folder : Folder
        The study folder.

    Returns
    -------
    SourceFiles
        As much of it as could be read.
    """
    entry = read_entry(folder, CATALOGUE, SOURCES, ("source",))
    entries: dict[str, Entry] = {}
    sources: dict[str, Source] = {}
    for given in entry["sources"] if entry else ():
        _check_ranges(given, folder.findings)
        if given["id"] in sources:
            continue
        entries[given["id"]] = given
        sources[given["id"]] = Source(
            given["id"],
            given["citation"],
            given["file"],
            given["sha256"],
            given["length"],
            tuple(Excluded(one["start"], one["end"], one["reason"]) for one in given["excluded"]),
            tuple((one["start"], one["end"]) for one in given["covered"]),
        )
    return SourceFiles(sources, entries, _read_origins(folder), _read_left_out(folder))
