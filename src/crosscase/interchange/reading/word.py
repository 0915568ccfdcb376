"""Reading Word documents (docx)."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from crosscase.interchange.archives import ArchiveLimits, open_archive
from crosscase.interchange.reading.markup import compose_html
from crosscase.interchange.reading.plain import first_heading, make_uniform
from crosscase.interchange.reading.records import Given, Reading, ReadingOptions, refusal
from crosscase.interchange.xml import XmlLimits, parse_parts

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["OFFICE_LIMITS", "OLE", "read_docx", "refuse_locked"]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of old Word begin, and new ones under a password."""

OFFICE_LIMITS = ArchiveLimits(files=5_000, size=1 << 29)

_XML_LIMITS = XmlLimits(tags=2_000_000)
"""Of all parts together: mammoth makes a kilobyte of each tag."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNREAD = "An unrecognised element was ignored: "


def refuse_locked(given: Given, kind: str) -> None:
    """Refuse a file that is no zip but what a password makes of one."""
    if given.data.startswith(OLE):
        raise refusal(
            given,
            "locked",
            "a file under a password, or of an old version of the program",
            f"{kind} without a password",
            f"open it, take the password away, and save it as {kind}",
        )


def _drop_hidden(parts: dict[str, etree._Element]) -> int:
    """Take out runs that Word does not show, and return how many had words."""
    hidden = [
        run
        for root in parts.values()
        for run in root.iter(f"{_W}r")
        for mark in run.iterfind(f"{_W}rPr/{_W}vanish")
        if mark.get(f"{_W}val") not in ("0", "false", "off")
    ]
    for run in hidden:
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)
    return sum(run.find(f"{_W}t") is not None for run in hidden)


def _pack(parts: dict[str, etree._Element]) -> BytesIO:
    """Return a document of nothing but the parts that were looked at."""
    from lxml import etree

    held = BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name, root in parts.items():
            made.writestr(name, etree.tostring(root, encoding="utf-8", xml_declaration=True))
    held.seek(0)
    return held


def _count(parts: dict[str, etree._Element], *tags: str) -> int:
    return sum(1 for root in parts.values() for _ in root.iter(*(f"{_W}{tag}" for tag in tags)))


def _notes(parts: dict[str, etree._Element]) -> list[str]:
    deleted = _count(parts, "del", "moveFrom")
    inserted = _count(parts, "ins", "moveTo")
    comments = _count(parts, "comment")
    beside = any(
        "".join(map(str, root.itertext(f"{_W}t"))).strip()
        for name, root in parts.items()
        if name.rpartition("/")[2].startswith(("header", "footer"))
    )
    notes = []
    if deleted or inserted:
        notes.append(f"tracked changes: {inserted} insertions in, {deleted} deletions left out")
    if comments:
        notes.append(f"comments left out: {comments}")
    if beside:
        notes.append("headers and footers of pages left out")
    return notes


def read_docx(given: Given, options: ReadingOptions) -> Reading:
    """Read a Word document.

    Inserted words are in, deleted ones out; footnotes stand at the end, their numbers in the
    text; comments, pictures, hidden words and the headers and footers of pages are left out and
    told of.

    mammoth makes HTML of it: unlike python-docx it knows insertions, footnotes, content
    controls and text boxes, of which no word may be lost.
    """
    import mammoth

    refuse_locked(given, "docx")
    with open_archive(given.data, name=given.name, limits=OFFICE_LIMITS) as archive:
        # Every part that is XML, so that none reaches another parser with a document type.
        xml = [name for name in archive.names if name.lower().endswith((".xml", ".rels"))]
        parts = parse_parts(archive, xml, limits=_XML_LIMITS)
    notes = _notes(parts)
    if hidden := _drop_hidden(parts):
        notes.append(f"hidden words left out: {hidden}")
    pictures: list[None] = []

    def leave_out(_: object) -> dict[str, str]:
        pictures.append(None)
        return {"src": ""}

    try:
        made = mammoth.convert_to_html(
            _pack(parts), convert_image=mammoth.images.img_element(leave_out)
        )
    except Exception as error:
        # Of a damaged file mammoth raises whatever its own code ran into.
        raise refusal(
            given,
            "broken-docx",
            f"a Word document that cannot be read ({type(error).__name__})",
            "a docx that Word opens",
            "open it in Word or LibreOffice and save it again",
        ) from None
    text, left_out, _ = compose_html(f"<body>{made.value}</body>", given)
    said = [message.message for message in made.messages]
    unread = sorted({one.removeprefix(_UNREAD) for one in said if one.startswith(_UNREAD)})
    if unread:
        notes.append(f"parts of another kind left out: {', '.join(unread)}")
    text = make_uniform(text)
    return Reading(text, title=first_heading(text), notes=(*left_out, *notes))
