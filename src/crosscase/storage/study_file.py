"""Reading ``study.yaml``: cases, parties, coders and periods."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from crosscase.codebook import Labels
from crosscase.coding import ADJUDICATED
from crosscase.storage.findings import Findings
from crosscase.storage.folder import Folder
from crosscase.storage.formats import STUDY
from crosscase.storage.scalars import first_day
from crosscase.storage.shapes import Entry, Record
from crosscase.storage.yamltree import read_yaml
from crosscase.study import Author, Coder, Period, PeriodScheme, Unit

__all__ = ["StudyFile", "read_entry", "read_study_file", "units_of"]

_RESERVED = ("all",)
_ID_LINE = re.compile(rb"\bid: *[\"']?([A-Za-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class StudyFile:
    """What ``study.yaml`` says; the reference date is None when it could not be read."""

    title: Labels = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    reference_date: str | None = None
    report: str = "report"
    about: Labels = field(default_factory=dict)
    agreement: str = ""
    units: Mapping[str, Unit] = field(default_factory=dict)
    coders: Mapping[str, Coder] = field(default_factory=dict)
    schemes: Mapping[str, PeriodScheme] = field(default_factory=dict)
    periods: Mapping[str, Period] = field(default_factory=dict)
    authors: tuple[Author, ...] = ()
    license: str = ""


def read_entry(
    folder: Folder, path: str, shape: Record, kinds: tuple[str, ...], *, missing: str = ""
) -> Entry | None:
    """Read a YAML file as the record it should be.

    Parameters
    ----------
    folder : Folder
        The study folder.
    path : str
        The file, relative to the study folder.
    shape : Record
        What it may hold.
    kinds : tuple of str
        The kinds of ids it declares.
    missing : str
        What to do when there is no such file; empty when there need not be one.

    Returns
    -------
    Entry or None
        None when the file is not there or cannot be read.
    """
    findings = folder.findings
    before = len(findings.problems)
    data = folder.read(path, action=missing)
    if data is None:
        if len(findings.problems) > before:
            findings.incomplete.update(kinds)
        return None
    tree = read_yaml(data, path, findings)
    entry = None if tree is None else shape.read(tree, findings)
    if isinstance(entry, Entry):
        return entry
    names = [name.decode("ascii") for name in _ID_LINE.findall(data)]
    for kind in kinds:
        findings.presume(kind, names)
    return None


def _period(entry: Entry, scheme: str, findings: Findings) -> Period:
    dates: dict[str, tuple[str, str]] = {}
    for case, given in entry["dates"].items():
        start, until = given["from"], given["until"]
        first, last = first_day(start), first_day(until)
        if first and last and first >= last:
            findings.add(
                given.at("until"),
                "wrong-order",
                f"from {start} until {until}",
                "an until after the from; it is the first day that no longer counts",
                "correct the dates",
            )
        dates[case] = (start, until)
    return Period(entry["id"], scheme, entry["label"], dates)


def units_of(cases: tuple[Entry, ...], findings: Findings) -> dict[str, Unit]:
    """Return cases and their parties as units, each case followed by its parties.

    Parameters
    ----------
    cases : tuple of Entry
        As read.
    findings : Findings
        Gets the problems.

    Returns
    -------
    dict
        Units by id.
    """
    units: dict[str, Unit] = {}
    for case in cases:
        parties = tuple(party["id"] for party in case["parties"])
        name, label, aliases = case["id"], case["label"], case["aliases"]
        units.setdefault(name, Unit(name, "case", label, parties=parties, aliases=aliases))
        for party in case["parties"]:
            one, label, aliases = party["id"], party["label"], party["aliases"]
            units.setdefault(one, Unit(one, "party", label, case=name, aliases=aliases))
        for entry in (case, *case["parties"]):
            if entry["id"] in _RESERVED:
                findings.add(
                    entry.at("id"),
                    "reserved-id",
                    entry["id"],
                    "an id that has no meaning of its own",
                    "rename the unit",
                )
    return units


def _author(entry: Entry) -> Author:
    names = ("family", "given", "particle", "orcid", "affiliation")
    return Author(*(entry[name] for name in names))


def read_study_file(folder: Folder) -> StudyFile:
    """Read ``study.yaml``.

    Parameters
    ----------
    folder : Folder
        The study folder.

    Returns
    -------
    StudyFile
        As much of it as could be read.
    """
    entry = read_entry(
        folder,
        "study.yaml",
        STUDY,
        ("unit", "case", "party", "coder", "period"),
        missing="make a study with `crosscase init`, or name the folder that holds one",
    )
    if entry is None:
        return StudyFile()
    findings = folder.findings
    schemes: dict[str, PeriodScheme] = {}
    by_id: dict[str, Period] = {}
    for scheme in entry["period_schemes"]:
        periods = tuple(_period(given, scheme["id"], findings) for given in scheme["periods"])
        for period in periods:
            by_id.setdefault(period.id, period)
        schemes.setdefault(scheme["id"], PeriodScheme(scheme["id"], scheme["label"], periods))
    for coder in entry["coders"]:
        if coder["id"] == ADJUDICATED:
            findings.add(
                coder.at("id"),
                "reserved-id",
                coder["id"],
                "an id other than that of decisions on disagreements",
                "rename the coder",
            )
    coders = {
        coder["id"]: Coder(coder["id"], coder["description"], coder["counts"])
        for coder in entry["coders"]
    }
    return StudyFile(
        entry["title"],
        entry["languages"],
        entry["reference_date"],
        entry["report"],
        entry["about"],
        entry["agreement"],
        units_of(entry["cases"], findings),
        coders,
        schemes,
        by_id,
        tuple(_author(given) for given in entry["authors"]),
        entry["license"],
    )
