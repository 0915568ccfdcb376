"""The XML of a project or codebook as records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from crosscase.errors import ForeignFileError, Problem
from crosscase.interchange.losses import Loss
from crosscase.interchange.refi.names import CODEBOOK, PROJECT, plain_guid, schema_kind
from crosscase.interchange.refi.records import (
    CaseItem,
    CodeItem,
    Mark,
    Note,
    Project,
    Selection,
    SourceItem,
    Variable,
)
from crosscase.interchange.refi.schema import breaches
from crosscase.interchange.xml import parse_xml
from crosscase.storage.findings import list_some, shorten
from crosscase.storage.folder import CONTROL

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["read_xml"]

_MEDIA = {
    "PDFSource": ("pdf", "Representation"),
    "PictureSource": ("picture", "TextDescription"),
    "AudioSource": ("audio", "Transcript"),
    "VideoSource": ("video", "Transcript"),
}
_SHOWN = 3

Kids = Mapping[str, "list[etree._Element]"]
"""The elements right below one, by their names."""


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _kids(element: etree._Element) -> Kids:
    """Return what stands right below an element, by its name in whatever namespace."""
    found: dict[str, list[etree._Element]] = {}
    for child in element:
        found.setdefault(_local(child), []).append(child)
    return found


def _text(kids: Kids, tag: str) -> str:
    return clean(kids[tag][0].text or "") if tag in kids else ""


def clean(text: str) -> str:
    """Return a text without characters that no file of a study may hold."""
    return CONTROL.sub(" ", text)


def _name(element: etree._Element) -> str:
    return clean(element.get("name") or "")


def _refs(kids: Kids, tag: str) -> tuple[str, ...]:
    return tuple(plain_guid(child.get("targetGUID")) for child in kids.get(tag, ()))


def _made(element: etree._Element) -> tuple[str, str]:
    """Return by whom and when something was made, or else changed."""
    user = element.get("creatingUser") or element.get("modifyingUser")
    at = element.get("creationDateTime") or element.get("modifiedDateTime") or ""
    return plain_guid(user), at


def _number(text: str | None) -> int | None:
    try:
        return int(text or "")
    except ValueError:
        return None


def _code(element: etree._Element) -> CodeItem:
    kids = _kids(element)
    return CodeItem(
        guid=plain_guid(element.get("guid")),
        name=_name(element),
        codable=(element.get("isCodable") or "true").strip().lower() not in ("false", "0"),
        colour=element.get("color") or "",
        description=_text(kids, "Description"),
        notes=_refs(kids, "NoteRef"),
        children=tuple(_code(child) for child in kids.get("Code", ())),
    )


def _mark(element: etree._Element) -> Mark:
    kids = _kids(element)
    user, at = _made(element)
    code = next(iter(_refs(kids, "CodeRef")), "")
    return Mark(plain_guid(element.get("guid")), code, user, at, _refs(kids, "NoteRef"))


def _marks(kids: Kids) -> tuple[Mark, ...]:
    return tuple(_mark(child) for child in kids.get("Coding", ()))


def _selection(element: etree._Element, start: int | None, end: int | None) -> Selection:
    kids = _kids(element)
    user, at = _made(element)
    return Selection(
        guid=plain_guid(element.get("guid")),
        name=_name(element),
        start=start,
        end=end,
        description=_text(kids, "Description"),
        user=user,
        at=at,
        notes=_refs(kids, "NoteRef"),
        marks=_marks(kids),
    )


def _selections(kids: Kids) -> Iterator[Selection]:
    """Yield the selections of a text; those of a transcript lie between points in it."""
    for child in kids.get("PlainTextSelection", ()):
        start, end = _number(child.get("startPosition")), _number(child.get("endPosition"))
        yield _selection(child, start, end)
    points = {
        plain_guid(child.get("guid")): _number(child.get("position"))
        for child in kids.get("SyncPoint", ())
    }
    for child in kids.get("TranscriptSelection", ()):
        start, end = (
            points.get(plain_guid(child.get(f"{side}SyncPoint"))) for side in ("from", "to")
        )
        yield _selection(child, start, end)


def _values(kids: Kids) -> tuple[tuple[str, str], ...]:
    values = []
    for child in kids.get("VariableValue", ()):
        variable = next(iter(_refs(_kids(child), "VariableRef")), "")
        said = [clean(one.text or "").strip() for one in child if _local(one) != "VariableRef"]
        values.append((variable, next((one for one in said if one), "")))
    return tuple(values)


def _text_source(element: etree._Element, medium: str, over: etree._Element) -> SourceItem:
    """Return a text; ``over`` is the source it renders, or the text itself."""
    user, at = _made(element)
    kids = _kids(element)
    both = [kids] if over is element else [_kids(over), kids]
    return SourceItem(
        guid=plain_guid(element.get("guid")),
        name=_name(over) or _name(element),
        description="\n\n".join(text for one in both if (text := _text(one, "Description"))),
        medium=medium,
        path=element.get("plainTextPath") or "",
        content=kids["PlainTextContent"][0].text or "" if "PlainTextContent" in kids else None,
        also=() if over is element else (plain_guid(over.get("guid")),),
        user=user,
        at=at,
        notes=tuple(ref for one in both for ref in _refs(one, "NoteRef")),
        marks=tuple(mark for one in both for mark in _marks(one)),
        selections=tuple(_selections(kids)),
        values=tuple(value for one in both for value in _values(one)),
    )


class _Reader:
    """Reads one project."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.kids = _kids(root)
        self.losses: list[Loss] = []

    def lose(self, thing: str, name: str, where: str, why: str, content: str = "") -> None:
        self.losses.append(Loss(thing, name, where, why, content))

    def part(self, tag: str) -> list[etree._Element]:
        return [child for part in self.kids.get(tag, ()) for child in part]

    def read(self, codes: list[etree._Element]) -> Project:
        root = self.root
        at = root.get("creationDateTime") or root.get("modifiedDateTime") or ""
        sources = tuple(one for element in self.part("Sources") for one in self.source(element))
        for tag in ("Sets", "Links", "Graphs"):
            for element in self.part(tag):
                self.lose_part(tag.removesuffix("s").lower(), element)
        return Project(
            name=_name(root),
            origin=clean(root.get("origin") or ""),
            description=_text(self.kids, "Description"),
            user=plain_guid(root.get("creatingUserGUID") or root.get("modifyingUserGUID")),
            at=at,
            users={
                plain_guid(user.get("guid")): _name(user) or clean(user.get("id") or "")
                for user in self.part("Users")
            },
            codes=tuple(_code(element) for element in codes),
            variables={
                plain_guid(one.get("guid")): Variable(_name(one), _text(_kids(one), "Description"))
                for one in self.part("Variables")
            },
            cases=tuple(self.case(element) for element in self.part("Cases")),
            sources=sources,
            notes={note.guid: note for note in map(self.note, self.part("Notes"))},
            note_refs=_refs(self.kids, "NoteRef"),
            losses=tuple(self.losses),
        )

    def source(self, element: etree._Element) -> Iterator[SourceItem]:
        """Yield the texts of a source; what else there is of it is noted as lost."""
        tag, name = _local(element), _name(element)
        if tag == "TextSource":
            yield _text_source(element, "text", element)
            return
        if tag not in _MEDIA:
            self.lose("source", name, tag, "no kind of source of the standard")
            return
        medium, part = _MEDIA[tag]
        kids = _kids(element)
        texts = [_text_source(child, medium, element) for child in kids.get(part, ())]
        yield from texts
        what = "its text is imported, the file itself is not" if texts else "crosscase codes texts"
        self.lose(f"{medium} source", name, "sources", what, _text(kids, "Description"))
        in_text = {one.guid for text in texts for one in text.selections}
        for child in element:
            if _local(child).endswith("Selection") and plain_guid(child.get("guid")) not in in_text:
                self.lose_selection(medium, name, child)
        if not texts:
            for _ in _marks(kids):
                self.lose("coding of a source", name, "sources", "crosscase codes words")

    def lose_selection(self, medium: str, source: str, element: etree._Element) -> None:
        kids = _kids(element)
        words = [_text(_kids(one), "PlainTextContent") for one in kids.get("Representation", ())]
        said = " · ".join(text for text in (_text(kids, "Description"), *words) if text)
        why = "crosscase codes words in texts"
        self.lose(f"{medium} selection", _name(element), source, why, said)
        for mark in _marks(kids):
            self.lose(f"coding in a {medium}", mark.code, source, why, said)

    def lose_part(self, thing: str, element: etree._Element) -> None:
        about = [f"{key!s}={value!s}" for key, value in element.attrib.items()]
        members = [
            f"{_local(child)} {child.get('targetGUID') or child.get('name') or ''}".strip()
            for child in element
            if _local(child) != "Description"
        ]
        said = "; ".join(clean(str(one)) for one in (*about, *members))
        description = _text(_kids(element), "Description")
        content = f"{description} ({said})" if description else said
        self.lose(thing, _name(element), "project", "a study has none", content)

    def case(self, element: etree._Element) -> CaseItem:
        kids = _kids(element)
        return CaseItem(
            guid=plain_guid(element.get("guid")),
            name=_name(element),
            description=_text(kids, "Description"),
            codes=_refs(kids, "CodeRef"),
            values=_values(kids),
            sources=_refs(kids, "SourceRef"),
            selections=_refs(kids, "SelectionRef"),
        )

    def note(self, element: etree._Element) -> Note:
        user, at = _made(element)
        kids = _kids(element)
        for one in _selections(kids):
            place = f"{one.start}–{one.end}"
            self.lose("place of a note", _name(element), place, "a study has no notes on places")
        return Note(
            guid=plain_guid(element.get("guid")),
            name=_name(element),
            path=element.get("plainTextPath") or "",
            content=_text(kids, "PlainTextContent") if "PlainTextContent" in kids else None,
            user=user,
            at=at,
        )


def _check_root(root: etree._Element, name: str) -> tuple[str, list[Problem]]:
    """Return the kind of file, and warnings; its elements get the namespace they ought to have."""
    from lxml import etree

    known = etree.QName(root)
    kind = schema_kind(known.namespace or "")
    if not known.namespace:
        kind = {"Project": "project", "CodeBook": "codebook"}.get(known.localname, "")
    if (kind, known.localname) not in (("project", "Project"), ("codebook", "CodeBook")):
        raise ForeignFileError(
            [
                Problem(
                    name,
                    root.sourceline if isinstance(root.sourceline, int) else 0,
                    "no-refi-qda",
                    f"the element {shorten(str(root.tag))}",
                    f"Project in {PROJECT}, or CodeBook in {CODEBOOK}",
                    "export it as REFI-QDA: a project (.qdpx) or a codebook (.qdc)",
                )
            ]
        )
    right = PROJECT if kind == "project" else CODEBOOK
    warnings: list[Problem] = []
    if known.namespace != right:
        found = f"namespace {known.namespace or '(none)'}"
        action = "nothing to do: it is read as if it were"
        warnings.append(Problem(name, 0, "other-namespace", found, right, action, "warning"))
        for element in root.iter(etree.Element):
            element.tag = f"{{{right}}}{etree.QName(element).localname}"
    return kind, warnings


def _check_schema(root: etree._Element, kind: str, name: str) -> list[Problem]:
    wrong = breaches(root, kind)
    action = "nothing to do: it is read as far as it can be; compare what came with the original"
    warnings = [
        Problem(name, line, "schema", shorten(message), f"the {kind} schema", action, "warning")
        for line, message in wrong[:_SHOWN]
    ]
    if len(wrong) > _SHOWN:
        found = f"{len(wrong) - _SHOWN} more departures, on lines " + list_some(
            str(line) for line, _ in wrong[_SHOWN:]
        )
        warnings.append(Problem(name, 0, "schema", found, f"the {kind} schema", action, "warning"))
    return warnings


def read_xml(data: bytes, name: str) -> Project:
    """Read the XML of a project or codebook.

    What departs from the schema is read as far as it can be, with a warning.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        What to call it in messages.

    Returns
    -------
    Project
        What it holds; a codebook is a project with codes alone, and without a name.

    Raises
    ------
    ForeignFileError
        When it is no XML, unsafe, or neither a project nor a codebook.
    """
    root = parse_xml(data, name=name)
    kind, warnings = _check_root(root, name)
    warnings += _check_schema(root, kind, name)
    books = [root] if kind == "codebook" else _kids(root).get("CodeBook", [])
    parts = [part for book in books for part in _kids(book).get("Codes", ())]
    codes = [code for part in parts for code in _kids(part).get("Code", ())]
    project = _Reader(root).read(codes)
    object.__setattr__(project, "warnings", tuple(warnings))
    return project
