"""Reading what others have published: values, verdicts and contradictions as printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crosscase.codebook import NOT_APPLICABLE
from crosscase.specs import (
    Discrepancy,
    Hypothesis,
    PublishedTable,
    PublishedValue,
    PublishedVerdict,
)
from crosscase.storage.codebook_files import CodebookFiles
from crosscase.storage.findings import Findings, list_some, suggest
from crosscase.storage.folder import Folder
from crosscase.storage.shapes import Entry
from crosscase.storage.spec_formats import PUBLISHED
from crosscase.storage.study_file import read_entry
from crosscase.storage.values import check_value

__all__ = ["Published", "read_published"]


@dataclass(frozen=True, slots=True)
class Published:
    """What was published, from all files."""

    tables: tuple[PublishedTable, ...] = ()
    verdicts: tuple[PublishedVerdict, ...] = ()
    discrepancies: tuple[Discrepancy, ...] = ()


def _value(entry: Entry, codebooks: CodebookFiles, findings: Findings) -> PublishedValue:
    scale = codebooks.scale_of(entry["code"])
    if scale:
        for value in (v for v in entry["values"] if v != NOT_APPLICABLE):
            check_value(scale, value, entry.at("values"), findings)
    if (entry["known"] == "lost") != (not entry["values"]):
        findings.add(
            entry.at("known"),
            "wrong-combination",
            f"known: {entry['known']} with {len(entry['values'])} values",
            "no values when it is lost, and at least one when it is not",
            "correct known or values",
        )
    return PublishedValue(
        entry["unit"],
        entry["code"],
        entry["values"],
        entry["printed"],
        entry["known"],
        entry["place"],
    )


def _verdict(
    entry: Entry, hypotheses: Mapping[str, Hypothesis], findings: Findings
) -> PublishedVerdict:
    if entry["unit"] != "all":
        findings.refer("unit", entry["unit"], entry.at("unit"))
    hypothesis = hypotheses.get(entry["hypothesis"])
    readings = [reading.id for reading in hypothesis.readings] if hypothesis else []
    if entry["reading"] and hypothesis and entry["reading"] not in readings:
        findings.add(
            entry.at("reading"),
            "unknown-reading",
            entry["reading"],
            list_some(readings),
            suggest(entry["reading"], readings, f"name a reading of {hypothesis.id}"),
        )
    return PublishedVerdict(
        hypothesis=entry["hypothesis"],
        unit=entry["unit"],
        meaning=entry["meaning"],
        agrees=entry["agrees"],
        place=entry["place"],
        reading=entry["reading"],
    )


def _discrepancy(entry: Entry) -> Discrepancy:
    return Discrepancy(
        id=entry["id"],
        label=entry["label"],
        statements=tuple((given["place"], given["says"]) for given in entry["statements"]),
        finding=entry["finding"],
        hypotheses=entry["hypotheses"],
        units=entry["units"],
        codes=entry["codes"],
    )


def read_published(
    folder: Folder, codebooks: CodebookFiles, hypotheses: tuple[Hypothesis, ...]
) -> Published:
    """Read everything published, of which a study need not have any.

    Parameters
    ----------
    folder : Folder
        The study folder.
    codebooks : CodebookFiles
        The codes it is about.
    hypotheses : tuple of Hypothesis
        Those the verdicts are about.

    Returns
    -------
    Published
        In the order of the names of the files, and of each file.
    """
    findings = folder.findings
    by_id = {hypothesis.id: hypothesis for hypothesis in reversed(hypotheses)}
    tables: list[PublishedTable] = []
    verdicts: list[PublishedVerdict] = []
    discrepancies: list[Discrepancy] = []
    for path in folder.files("corpus/published", ".yaml"):
        entry = read_entry(folder, path, PUBLISHED, ())
        if entry is None:
            continue
        for given in entry["tables"]:
            values = tuple(_value(value, codebooks, findings) for value in given["values"])
            tables.append(PublishedTable(given["id"], given["reading"], values))
        verdicts.extend(_verdict(given, by_id, findings) for given in entry["verdicts"])
        discrepancies.extend(_discrepancy(given) for given in entry["discrepancies"])
    return Published(tuple(tables), tuple(verdicts), tuple(discrepancies))
