"""A study as a REFI-QDA project, or its codes as a codebook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from crosscase import __version__
from crosscase.codebook import in_language
from crosscase.coding import Coding
from crosscase.corpus import Document
from crosscase.errors import CrosscaseError
from crosscase.interchange.losses import Loss
from crosscase.interchange.refi.claims import join_claims, write_claim
from crosscase.interchange.refi.codes import add_codes
from crosscase.interchange.refi.left_behind import list_codebook_losses, list_losses
from crosscase.interchange.refi.names import CODEBOOK, PROJECT, Guids
from crosscase.interchange.refi.notes import ABOUT, study_notes
from crosscase.interchange.refi.schema import breaches
from crosscase.spans import line_of, line_starts
from crosscase.study import Study

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["SOURCES", "excerpt", "write_codebook", "write_project"]

SOURCES = "sources"
"""The folder of the texts in the archive; in lower case, as most programs write it."""

_BEGINNING = "1980-01-01T00:00:00Z"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_LONGEST = 80
_ORIGIN = f"crosscase {__version__}"

_OF_DOCUMENTS = {
    "kind": "interview, document, observation or narration",
    "date": "when the document was made: a year, month or day",
    "role": "the speaker's role, or the body that issued it",
    "party": "the party the speaker belongs to",
    "source group": "one person or body: one voice",
    "language": "two letters",
}
_OF_UNITS = {
    "unit": "id of the case or party",
    "unit kind": "case or party",
    "part of": "for a party: its case",
}


def excerpt(text: str) -> str:
    """Return the beginning of a text on one line, with … where it was cut off."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class _Selected:
    """Codings that share a selection, and what they say."""

    codings: tuple[Coding, ...]
    said: str


class _Project:
    """Builds the project of one study."""

    def __init__(self, study: Study) -> None:
        self.study = study
        self.language = study.languages[0]
        self.title = in_language(study.title, self.language)
        self.guids = Guids(self.title)
        placed = (one for one in study.codings.values() if one.id not in study.unplaced)
        # The GUID stays when a project comes back as a study; an id that is no UUID does not.
        self.codings = sorted(
            placed, key=lambda one: (one.document, one.start, one.end, self.event(one))
        )

    def event(self, coding: Coding) -> str:
        return self.guids.of("event", coding.id)

    def add(self, parent: etree._Element, tag: str, /, **attributes: str) -> etree._Element:
        from lxml import etree

        return etree.SubElement(parent, f"{{{PROJECT}}}{tag}", attributes)

    def add_text(self, parent: etree._Element, name: str, text: str) -> None:
        if text:
            self.add(parent, name).text = text

    def refer(self, parent: etree._Element, name: str, kind: str, of: str) -> None:
        self.add(parent, name, targetGUID=self.guids.of(kind, of))

    @cached_property
    def moments(self) -> tuple[str, str]:
        """The first and last moment of coding: the only clock there is in a study."""
        moments = sorted(coding.at for coding in self.study.codings.values())
        return (moments[0], moments[-1]) if moments else (_BEGINNING, _BEGINNING)

    def build(self) -> etree._Element:
        from lxml import etree

        root = etree.Element(f"{{{PROJECT}}}Project", nsmap={None: PROJECT})  # type: ignore[dict-item]
        first, last = self.moments
        root.set("name", self.title)
        root.set("origin", _ORIGIN)
        root.set("creationDateTime", first)
        root.set("modifiedDateTime", last)
        self.add_users(root)
        if any(book.codes for book in self.study.codebooks):
            codes = self.add(self.add(root, "CodeBook"), "Codes")
            add_codes(codes, self.study, self.study.codebooks, self.guids, PROJECT)
        self.add_variables(root)
        self.add_cases(root)
        self.add_sources(root)
        names = self.add_notes(root)
        self.add_text(root, "Description", ABOUT)
        for name in names:
            self.refer(root, "NoteRef", "note", name)
        return root

    def add_users(self, root: etree._Element) -> None:
        names = dict.fromkeys([*self.study.coders, *sorted({one.coder for one in self.codings})])
        if names:
            users = self.add(root, "Users")
            for name in names:
                self.add(users, "User", guid=self.guids.of("coder", name), name=name)

    @cached_property
    def selections(self) -> tuple[_Selected, ...]:
        """Codings of the same words by one coder with one code, which others hold as one."""
        same: dict[tuple[str, int, int, str, str], list[Coding]] = {}
        for one in self.codings:
            same.setdefault((one.document, one.start, one.end, one.code, one.coder), []).append(one)
        found: list[_Selected] = []
        for codings in same.values():
            said = [write_claim(one, self.study, self.language) for one in codings]
            whole = join_claims(said)
            if whole is not None:
                found.append(_Selected(tuple(codings), whole))
            else:
                found += [_Selected((one,), own) for one, own in zip(codings, said, strict=True)]
        return tuple(found)

    @cached_property
    def selection_of(self) -> Mapping[str, str]:
        """For each coding the event its selection is named after."""
        return {
            one.id: self.event(selected.codings[0])
            for selected in self.selections
            for one in selected.codings
        }

    @cached_property
    def coded(self) -> Mapping[str, Mapping[str, set[str]]]:
        """The values of each unit by code."""
        found: dict[str, dict[str, set[str]]] = {}
        for one in self.codings:
            found.setdefault(one.unit, {}).setdefault(one.code, set()).add(one.value)
        return found

    def add_variables(self, root: etree._Element) -> None:
        used = {code for codes in self.coded.values() for code in codes}
        described = {
            **_OF_DOCUMENTS,
            **_OF_UNITS,
            **{
                f"value: {code}": "the values coded for the unit, each once; no score"
                for code in self.study.codes
                if code in used
            },
        }
        variables = self.add(root, "Variables")
        for name, said in described.items():
            guid = self.guids.of("variable", name)
            one = self.add(variables, "Variable", guid=guid, name=name, typeOfVariable="Text")
            self.add_text(one, "Description", said)

    def add_values(self, parent: etree._Element, values: Mapping[str, str]) -> None:
        for name, value in values.items():
            if value:
                one = self.add(parent, "VariableValue")
                self.refer(one, "VariableRef", "variable", name)
                self.add(one, "TextValue").text = value

    def values_of(self, unit: str) -> dict[str, str]:
        """Return the values coded for a unit by variable, in the order of their scales."""
        values: dict[str, str] = {}
        coded = self.coded.get(unit, {})
        for code in self.study.codes:
            if code in coded:
                order = self.study.scale_of(code).value_ids
                known = [value for value in order if value in coded[code]]
                values[f"value: {code}"] = "; ".join([*known, *sorted(coded[code] - {*known})])
        return values

    def add_cases(self, root: etree._Element) -> None:
        if not self.study.units:
            return
        cases = self.add(root, "Cases")
        by_unit: dict[str, list[Coding]] = {}
        for one in self.codings:
            by_unit.setdefault(one.unit, []).append(one)
        names: set[str] = set()
        for unit in self.study.units.values():
            name = in_language(unit.label, self.language)
            name = f"{name} ({unit.id})" if name in names else name
            names.add(name)
            case = self.add(cases, "Case", guid=self.guids.of("unit", unit.id), name=name)
            own = {"unit": unit.id, "unit kind": unit.kind, "part of": unit.case}
            self.add_values(case, {**own, **self.values_of(unit.id)})
            for document in self.study.documents.values():
                if unit.id in document.units:
                    self.refer(case, "SourceRef", "document", document.id)
            about = (self.selection_of[one.id] for one in by_unit.get(unit.id, ()))
            for event in dict.fromkeys(about):
                self.refer(case, "SelectionRef", "selection", event)

    def add_sources(self, root: etree._Element) -> None:
        if not self.study.documents:
            return
        sources = self.add(root, "Sources")
        by_document: dict[str, list[_Selected]] = {}
        for selected in self.selections:
            by_document.setdefault(selected.codings[0].document, []).append(selected)
        for document in self.study.documents.values():
            guid = self.guids.of("document", document.id)
            path = f"internal://{guid}.txt"
            source = self.add(
                sources, "TextSource", guid=guid, name=document.id, plainTextPath=path
            )
            self.add_text(source, "Description", document.title)
            starts = line_starts(document.text)
            for selected in by_document.get(document.id, ()):
                line = line_of(starts, selected.codings[0].start) - 1
                self.add_selection(source, selected, line)
            self.add_values(source, self.about_document(document))

    def about_document(self, document: Document) -> dict[str, str]:
        return {
            "kind": document.kind,
            "date": document.date,
            "role": document.role,
            "party": document.party,
            "source group": document.source_group,
            "language": document.language,
        }

    def add_selection(self, source: etree._Element, selected: _Selected, line: int) -> None:
        """Add a selection of one coder with one code: some programs give it one coder and memo."""
        first = selected.codings[0]
        user = self.guids.of("coder", first.coder)
        selection = self.add(
            source,
            "PlainTextSelection",
            guid=self.guids.of("selection", self.event(first)),
            name=f"line:{line} {excerpt(first.quote)}",
            startPosition=str(first.start),
            endPosition=str(first.end),
            creatingUser=user,
            creationDateTime=first.at,
        )
        self.add_text(selection, "Description", selected.said)
        for one in selected.codings:
            guid = self.event(one)
            coding = self.add(
                selection, "Coding", guid=guid, creatingUser=user, creationDateTime=one.at
            )
            self.refer(coding, "CodeRef", "code", one.code)
            if one.memo:
                self.refer(coding, "NoteRef", "memo", guid)

    def add_notes(self, root: etree._Element) -> tuple[str, ...]:
        """Add the memos and the files that travel as notes; return the names of the latter."""
        notes = self.add(root, "Notes")
        for one in self.codings:
            if one.memo:
                user = self.guids.of("coder", one.coder)
                guid = self.guids.of("memo", self.event(one))
                note = self.add(notes, "Note", guid=guid, name=excerpt(one.memo) or "memo")
                note.set("creatingUser", user)
                note.set("creationDateTime", one.at)
                self.add(note, "PlainTextContent").text = one.memo
        files = study_notes(self.study)
        for name, text in files.items():
            guid = self.guids.of("note", name)
            note = self.add(notes, "Note", guid=guid, name=name, creationDateTime=self.moments[1])
            self.add(note, "PlainTextContent").text = text
        return tuple(files)


def _serialise(root: etree._Element, kind: str) -> bytes:
    from lxml import etree

    if wrong := breaches(root, kind):
        line, message = wrong[0]
        raise CrosscaseError(f"line {line} of what was to be written breaks the schema: {message}")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip that is the same whenever and wherever it is made of the same files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.create_system = 3
            entry.external_attr = (0o40755 << 16 | 0x10) if name.endswith("/") else 0o100644 << 16
            entry.compress_type = zipfile.ZIP_STORED if not data else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return held.getvalue()


def write_project(study: Study) -> tuple[bytes, tuple[Loss, ...]]:
    """Return a study as a REFI-QDA project, and what it cannot carry.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    bytes
        A ``.qdpx`` archive, valid against the official schema; the same for the same study.
    tuple of Loss
        What has no place in the standard.
    """
    project = _Project(study)
    files = [("project.qde", _serialise(project.build(), "project")), (f"{SOURCES}/", b"")]
    for document in study.documents.values():
        name = f"{SOURCES}/{project.guids.of('document', document.id)}.txt"
        files.append((name, document.text.encode("utf-8")))
    return _pack(files), list_losses(study)


def write_codebook(study: Study) -> tuple[bytes, tuple[Loss, ...]]:
    """Return the codes of a study as a REFI-QDA codebook, and what it cannot carry.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    bytes
        A ``.qdc`` file, valid against the official schema; the same for the same study.
    tuple of Loss
        What has no place in the standard.

    Raises
    ------
    CrosscaseError
        When there are no codes.
    """
    from lxml import etree

    if not study.codes:
        raise CrosscaseError(
            f"{study.root}: found no codes; allowed: a study with codes; add a codebook"
        )
    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", nsmap={None: CODEBOOK})  # type: ignore[dict-item]
    root.set("origin", _ORIGIN)
    codes = etree.SubElement(root, f"{{{CODEBOOK}}}Codes")
    guids = Guids(in_language(study.title, study.languages[0]))
    add_codes(codes, study, study.codebooks, guids, CODEBOOK)
    return _serialise(root, "codebook"), list_codebook_losses(study)
