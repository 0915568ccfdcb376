"""Reading the codebooks: scales and codes, and what they say of one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from crosscase.codebook import (
    REFERENCE_DATE,
    RULES,
    Code,
    Codebook,
    Derivation,
    Mirror,
    Scale,
    ScaleValue,
)
from crosscase.storage.findings import Findings, Place, list_some, suggest
from crosscase.storage.folder import Folder
from crosscase.storage.formats import CODEBOOK
from crosscase.storage.pattern_format import read_patterns
from crosscase.storage.shapes import Entry
from crosscase.storage.study_file import read_entry
from crosscase.storage.values import check_value

__all__ = [
    "FOLDER",
    "HYPOTHESES_FILE",
    "TABLES_FILE",
    "CodebookFiles",
    "read_books",
    "read_codebooks",
]

FOLDER = "codebooks"
TABLES_FILE = f"{FOLDER}/tables.yaml"
HYPOTHESES_FILE = f"{FOLDER}/hypotheses.yaml"


@dataclass(frozen=True, slots=True)
class CodebookFiles:
    """The scales and codes of a study."""

    scales: Mapping[str, Scale] = field(default_factory=dict)
    codebooks: tuple[Codebook, ...] = ()
    codes: Mapping[str, Code] = field(default_factory=dict)

    def scale_of(self, code: str) -> Scale | None:
        """Return the scale of a code; None when either could not be read."""
        known = self.codes.get(code)
        return self.scales.get(known.scale) if known else None


def _read_scale(entry: Entry, findings: Findings) -> Scale:
    kind, rule = entry["kind"], entry["rule"]
    if rule not in RULES[kind]:
        findings.add(
            entry.at("rule"),
            "wrong-rule",
            f"{rule} for a scale of kind {kind}",
            ", ".join(RULES[kind]),
            "choose a rule that fits the kind",
        )
    count = len(entry["values"])
    if (kind == "number") != (count == 0):
        findings.add(
            entry.at("values"),
            "wrong-values",
            f"{count} values for a scale of kind {kind}",
            "no values" if kind == "number" else "at least one value",
            "correct the values or the kind",
        )
    values = tuple(
        ScaleValue(given["id"], given["label"], given["description"]) for given in entry["values"]
    )
    if REFERENCE_DATE in (value.id for value in values):
        findings.add(
            entry.at("values"),
            "reserved-id",
            REFERENCE_DATE,
            "an id that has no meaning of its own",
            "rename the value",
        )
    return Scale(entry["id"], kind, rule, values, entry["label"], entry["description"])


def _read_code(entry: Entry, codebook: str, groups: Iterable[str], findings: Findings) -> Code:
    if entry["group"] and entry["group"] not in groups:
        findings.add(
            entry.at("group"),
            "unknown-group",
            entry["group"],
            list_some(groups) or "none is declared in this file",
            suggest(entry["group"], groups, "declare it under groups"),
        )
    mirror, derive = entry["mirror"], entry["derive"]
    return Code(
        id=entry["id"],
        codebook=codebook,
        label=entry["label"],
        definition=entry["definition"],
        scale=entry["scale"],
        group=entry["group"],
        use=entry["use"],
        avoid=entry["avoid"],
        source=entry["source"],
        level=entry["level"],
        lifting=entry["lifting"],
        inherit=entry["inherit"],
        directed=entry["directed"],
        actors=entry["actors"],
        polarity=entry["polarity"],
        mirror=Mirror(mirror["of"], mirror["map"]) if mirror else None,
        derive=Derivation(derive["rule"], derive["code"], derive["from"], derive["until"])
        if derive
        else None,
        patterns=read_patterns(entry["patterns"], findings),
    )


class _CodeCheck:
    """Checks what codes say of one another, when all of them are known."""

    def __init__(
        self, files: CodebookFiles, reference_date: str | None, findings: Findings
    ) -> None:
        self.files = files
        self.reference_date = reference_date
        self.findings = findings

    def run(self, code: Code, entry: Entry) -> None:
        scale = self.files.scales.get(code.scale)
        if code.directed and code.level == "case":
            self.refuse(entry.at("directed"), "a directed code at level case", "level: party")
        if scale and code.lifting in ("all", "any") and scale.kind == "events":
            self.refuse(
                entry.at("lifting"),
                f"lifting {code.lifting} on a scale of kind {scale.kind}",
                "lifting pooled or none: such a scale has no lowest and highest value",
            )
        if code.mirror and code.derive:
            self.refuse(entry.at("mirror"), "a code both mirrored and derived", "one of the two")
        if code.derive and code.patterns:
            self.refuse(entry.at("patterns"), "patterns of a derived code", "none, or no derive")
        for given in entry["patterns"]:
            if scale and given["value"]:
                check_value(scale, given["value"], given.at("value"), self.findings)
        if code.mirror and scale:
            self.check_mirror(code, scale, entry["mirror"])
        if code.derive and scale:
            self.check_derivation(code, scale, entry["derive"])

    def refuse(self, place: Place, found: str, allowed: str) -> None:
        self.findings.add(place, "wrong-combination", found, allowed, "correct the code")

    def check_mirror(self, code: Code, scale: Scale, entry: Entry) -> None:
        other = self.files.scale_of(entry["of"])
        if other is None:
            return
        place = entry.at("map")
        if other.kind != "ordinal" or scale.kind != "ordinal":
            self.refuse(
                place, f"a mirror from {other.id} to {scale.id}", "a mirror of ordinal scales"
            )
            return
        for source, target in entry["map"].items():
            check_value(scale, target, place, self.findings)
            if check_value(other, source, place, self.findings) and other.rank(source) > 0:
                self.findings.add(
                    place,
                    "mirror-not-low",
                    f"{source} → {target}",
                    f"{other.value_ids[0]}, the low end of the scale {other.id}",
                    "mirror only from the low end: a success factor that is there says nothing",
                )

    def check_derivation(self, code: Code, scale: Scale, entry: Entry) -> None:
        other = self.files.scale_of(entry["code"])
        if other is None:
            return
        if scale.kind != "number":
            self.refuse(entry.place, f"a span on the scale {scale.id}", "a scale of kind number")
        if other.kind != "events":
            self.refuse(
                entry.at("code"), f"a span of {entry['code']}", "a code with a scale of kind events"
            )
            return
        for side in ("from", "until"):
            for event in entry[side]:
                if event != REFERENCE_DATE:
                    check_value(other, event, entry.at(side), self.findings)
                elif self.reference_date == "":
                    self.findings.add(
                        entry.at(side),
                        "missing-reference-date",
                        f"{REFERENCE_DATE}, which study.yaml does not give",
                        "a reference_date in study.yaml",
                        "add reference_date to study.yaml",
                    )


def _check_cycles(
    codes: Mapping[str, Code],
    places: Mapping[str, Place],
    leads_to: Callable[[Code], str],
    rule: str,
    findings: Findings,
) -> None:
    """Note each circle of definitions once, at the code of it that is declared first."""
    done: set[str] = set()
    for start in codes:
        path: list[str] = []
        at = start
        while at in codes and at not in done and at not in path:
            path.append(at)
            at = leads_to(codes[at])
        if at in path:
            circle = path[path.index(at) :]
            findings.add(
                places[circle[0]],
                rule,
                " → ".join([*circle, circle[0]]),
                "definitions that come to an end",
                "take one code out of the circle",
            )
        done.update(path)


def read_codebooks(folder: Folder, reference_date: str | None) -> CodebookFiles:
    """Read every codebook of a study.

    Parameters
    ----------
    folder : Folder
        The study folder.
    reference_date : str or None
        That of the study, which derivations may need; None when it could not be read.

    Returns
    -------
    CodebookFiles
        As much as could be read; files without codes are no codebooks.
    """
    files = (
        path for path in folder.files(FOLDER, ".yaml") if path not in (TABLES_FILE, HYPOTHESES_FILE)
    )
    return read_books(folder, files, reference_date)


def read_books(folder: Folder, paths: Iterable[str], reference_date: str | None) -> CodebookFiles:
    """Read some codebooks.

    Parameters
    ----------
    folder : Folder
        Where they are.
    paths : iterable of str
        Their paths in it.
    reference_date : str or None
        As for :func:`read_codebooks`.

    Returns
    -------
    CodebookFiles
        As much as could be read.
    """
    findings = folder.findings
    scales: dict[str, Scale] = {}
    books: list[Codebook] = []
    read: list[tuple[Code, Entry]] = []
    for path in paths:
        entry = read_entry(folder, path, CODEBOOK, ("scale", "code", "codebook"))
        if entry is None:
            continue
        for given in entry["scales"]:
            scales.setdefault(given["id"], _read_scale(given, findings))
        groups = {group["id"]: group["label"] for group in entry["groups"]}
        name = entry["id"]
        codes = [(_read_code(given, name, groups, findings), given) for given in entry["codes"]]
        read.extend(codes)
        if codes:
            title, theory = entry["title"], entry["theory"]
            members = tuple(code for code, _ in codes)
            about = title, theory, entry["source"], groups, members, path
            books.append(Codebook(name, *about, entry["patterns_from"]))
    by_id: dict[str, Code] = {}
    for code, _ in read:
        by_id.setdefault(code.id, code)
    files = CodebookFiles(scales, tuple(books), by_id)
    check = _CodeCheck(files, reference_date, findings)
    for code, given in read:
        check.run(code, given)
    _check_circles(by_id, {code.id: given.at("id") for code, given in reversed(read)}, findings)
    return files


def _check_circles(
    codes: Mapping[str, Code], places: Mapping[str, Place], findings: Findings
) -> None:
    def mirrored(code: Code) -> str:
        return code.mirror.of if code.mirror else ""

    def derived(code: Code) -> str:
        return code.derive.code if code.derive else ""

    _check_cycles(codes, places, mirrored, "mirror-cycle", findings)
    _check_cycles(codes, places, derived, "derive-cycle", findings)
