"""Reading OpenDocument texts (odt)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from crosscase.interchange.archives import Archive, open_archive
from crosscase.interchange.reading.composing import Composer
from crosscase.interchange.reading.plain import drop_control, first_heading, make_uniform
from crosscase.interchange.reading.records import Given, Reading, ReadingOptions, refusal
from crosscase.interchange.reading.word import OFFICE_LIMITS, refuse_locked
from crosscase.interchange.xml import parse_parts, parse_xml

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["read_odt"]

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"

_DROPPED = (
    f"{_TEXT}tracked-changes",
    f"{_TEXT}note-citation",
    f"{_TEXT}sequence-decls",
    f"{_TEXT}table-of-content-source",
    f"{_TEXT}alphabetical-index-source",
    f"{_OFFICE}forms",
    f"{_OFFICE}annotation",
    f"{_OFFICE}annotation-end",
    f"{_SVG}title",
    f"{_SVG}desc",
)

_FAMILIES = {f"{_TEXT}span": "text", f"{_TEXT}p": "paragraph", f"{_TEXT}h": "paragraph"}


class _Walk:
    """Walks through the body; the depth of the tree is limited where it is parsed."""

    def __init__(self, numbered: frozenset[str], hiding: frozenset[tuple[str, str]]) -> None:
        self.composer = Composer()
        self.numbered = numbered
        self.hiding = hiding
        self.lists: list[tuple[bool, int]] = []
        self.first_list = 0
        self.style = ""
        self.notes: list[etree._Element] = []
        self.pictures = 0
        self.comments = 0
        self.hidden = 0
        self.special: dict[str, Callable[[etree._Element], None]] = {
            f"{_TEXT}h": self.heading,
            f"{_TEXT}p": self.paragraph,
            f"{_TEXT}list": self.list,
            f"{_TEXT}list-item": self.item,
            f"{_TEXT}s": self.spaces,
            f"{_TEXT}tab": lambda _: self.composer.write(" "),
            f"{_TEXT}line-break": lambda _: self.composer.line_break(),
            f"{_TEXT}note": self.note,
            f"{_TABLE}table": self.table,
            f"{_TABLE}table-row": self.row,
            f"{_TABLE}table-cell": self.cell,
            f"{_DRAW}frame": self.frame,
        }

    def children(self, element: etree._Element) -> None:
        if element.text:
            self.composer.write(element.text)
        for child in element:
            self.visit(child)
            if child.tail:
                self.composer.write(child.tail)

    def visit(self, element: etree._Element) -> None:
        tag = str(element.tag)
        self.comments += tag == f"{_OFFICE}annotation"
        if tag in _DROPPED or element.get(f"{_TEXT}display") == "none":
            return
        if (_FAMILIES.get(tag, ""), element.get(f"{_TEXT}style-name", "")) in self.hiding:
            self.hidden += bool("".join(map(str, element.itertext())).strip())
            return
        self.special.get(tag, self.children)(element)

    def heading(self, element: etree._Element) -> None:
        level = element.get(f"{_TEXT}outline-level", "1")
        self.composer.heading(int(level) if level.isdecimal() and len(level) < 3 else 1)
        self.children(element)
        self.composer.leave()

    def paragraph(self, element: etree._Element) -> None:
        self.end_block()
        self.children(element)
        self.end_block()

    def end_block(self) -> None:
        if self.lists:
            self.composer.end()
        else:
            self.composer.leave()

    def list(self, element: etree._Element) -> None:
        style = element.get(f"{_TEXT}style-name") or self.style
        before, self.style = self.style, style
        if not self.lists:
            self.composer.leave()
            self.first_list = self.composer.new_list()
        self.lists.append((f"{style} {len(self.lists) + 1}" in self.numbered, 0))
        self.children(element)
        self.lists.pop()
        self.style = before
        self.composer.leave()

    def item(self, element: etree._Element) -> None:
        if self.lists:
            is_numbered, count = self.lists[-1]
            self.lists[-1] = (is_numbered, count + 1)
            mark = f"{count + 1}." if is_numbered else "-"
            self.composer.item(mark, len(self.lists), self.first_list)
        self.children(element)

    def spaces(self, element: etree._Element) -> None:
        self.composer.write(" ")

    def note(self, element: etree._Element) -> None:
        self.notes.append(element)
        self.composer.write(f"[^{len(self.notes)}]")

    def table(self, element: etree._Element) -> None:
        inner = element.find(f".//{_TABLE}table") is not None or any(
            True for _ in element.iter(f"{_TEXT}h")
        )
        rows = element.iter(f"{_TABLE}table-row")
        wide = any(len(row.findall(f"{_TABLE}table-cell")) > 1 for row in rows)
        if inner or not wide:
            self.composer.leave()
            for cell in element.iter(f"{_TABLE}table-cell"):
                if next(cell.iterancestors(f"{_TABLE}table"), None) is element:
                    self.children(cell)
                    self.end_block()
            return
        self.composer.open_table()
        self.children(element)
        self.composer.close_table()

    def row(self, element: etree._Element) -> None:
        self.children(element)
        self.composer.end_row()

    def cell(self, element: etree._Element) -> None:
        self.composer.open_cell()
        self.children(element)
        self.composer.end()

    def frame(self, element: etree._Element) -> None:
        self.pictures += element.find(f"{_DRAW}image") is not None
        self.children(element)

    def end_notes(self) -> None:
        """Put the notes at the end, each after the number it has in the text."""
        number = 0
        while number < len(self.notes):
            number += 1
            body = self.notes[number - 1].find(f"{_TEXT}note-body")
            self.composer.note(number)
            for paragraph in [] if body is None else body:
                self.children(paragraph)
                self.composer.write(" ")
            self.composer.leave()


def _numbered(*roots: etree._Element) -> frozenset[str]:
    """Return the styles of lists, each with a level, that number their items."""
    return frozenset(
        f"{style.get(f'{_STYLE}name')} {level.get(f'{_TEXT}level')}"
        for root in roots
        for style in root.iter(f"{_TEXT}list-style")
        for level in style.iterfind(f"{_TEXT}list-level-style-number")
    )


def _hiding(*roots: etree._Element) -> frozenset[tuple[str, str]]:
    """Return the styles, each after its family, whose words are not shown."""
    said: dict[tuple[str, str], str] = {}
    parents: dict[tuple[str, str], str] = {}
    for style in (one for root in roots for one in root.iter(f"{_STYLE}style")):
        key = style.get(f"{_STYLE}family", ""), style.get(f"{_STYLE}name", "")
        parents[key] = style.get(f"{_STYLE}parent-style-name", "")
        for properties in style.iterfind(f"{_STYLE}text-properties"):
            said[key] = properties.get(f"{_TEXT}display", "")
    found = set()
    for family, name in parents:
        seen: set[str] = set()
        at = name
        while at and at not in seen and not said.get((family, at)):
            seen.add(at)
            at = parents.get((family, at), "")
        if said.get((family, at)) == "none":
            found.add((family, name))
    return frozenset(found)


def _refuse_encrypted(archive: Archive, given: Given) -> None:
    manifest = archive.find("META-INF/manifest.xml")
    if manifest is None:
        return
    root = parse_xml(archive.read(manifest), name=f"{given.name}: {manifest}")
    if next(root.iter(f"{_MANIFEST}encryption-data"), None) is not None:
        raise refusal(
            given,
            "locked",
            "a file under a password",
            "odt without a password",
            "open it, take the password away, and save it again",
        )


def read_odt(given: Given, options: ReadingOptions) -> Reading:
    """Read an OpenDocument text.

    Inserted words are in, deleted ones out; notes stand at the end, their numbers in the text;
    comments, pictures, hidden words and the headers and footers of pages are left out and told of.
    """
    refuse_locked(given, "odt")
    with open_archive(given.data, name=given.name, limits=OFFICE_LIMITS) as archive:
        _refuse_encrypted(archive, given)
        names = [name for name in ("content.xml", "styles.xml") if name in archive.names]
        parts = parse_parts(archive, names)
    content = parts.get("content.xml")
    body = None if content is None else content.find(f"{_OFFICE}body/{_OFFICE}text")
    if content is None or body is None:
        raise refusal(
            given,
            "broken-odt",
            "a zip file without the text of an OpenDocument",
            "an odt that LibreOffice opens",
            "open it in LibreOffice and save it as odt",
        )
    walk = _Walk(_numbered(*parts.values()), _hiding(*parts.values()))
    walk.children(body)
    walk.end_notes()
    notes = []
    if walk.pictures:
        notes.append(f"pictures left out: {walk.pictures}")
    deleted = sum(1 for _ in body.iter(f"{_TEXT}deletion"))
    inserted = sum(1 for _ in body.iter(f"{_TEXT}insertion"))
    if deleted or inserted:
        notes.append(f"tracked changes: {inserted} insertions in, {deleted} deletions left out")
    if walk.hidden:
        notes.append(f"hidden words left out: {walk.hidden}")
    if walk.comments:
        notes.append(f"comments left out: {walk.comments}")
    text = make_uniform(drop_control(walk.composer.text())[0])
    return Reading(text, title=first_heading(text), notes=tuple(notes))
