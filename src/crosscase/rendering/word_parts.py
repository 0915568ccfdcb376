"""The parts a Word document is made of, below what python-docx offers: styles, fields, rows."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

from crosscase.rendering.legal import show_illegal
from crosscase.rendering.numbering import Number

if TYPE_CHECKING:
    from docx.document import Document

__all__ = [
    "TABLE_STYLE",
    "begin_page",
    "dress_document",
    "make_document",
    "make_element",
    "make_paragraph",
    "make_runs",
    "number_field",
    "pack",
    "set_properties",
]

TABLE_STYLE = "CrosscaseTable"
"""Id of the style of tables; the styles stand in ``templates/word_styles.xml``."""

_STYLES = ("templates", "word_styles.xml")
_FONT = "Times New Roman"
_REGIONS = {"nl": "nl-NL", "en": "en-GB"}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LEFT_OUT = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml")
"""What python-docx's template brings along that is not of this document."""


def make_element(tag: str, /, *children: Any, **attributes: str) -> Any:
    """Return an element of WordprocessingML.

    Parameters
    ----------
    tag : str
        Its name, without the namespace.
    *children : element
        What stands in it.
    **attributes : str
        Its attributes, without the namespace.

    Returns
    -------
    element
        The element.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{tag}", attrs={qn(f"w:{name}"): v for name, v in attributes.items()})
    made.extend(children)
    return made


def make_runs(text: str) -> list[Any]:
    """Return a text as runs: none when it is empty.

    Parameters
    ----------
    text : str
        Any text; what no Word document can hold is shown as U+FFFD.

    Returns
    -------
    list of element
        One run, its white space kept.
    """
    if not text:
        return []
    from docx.oxml.ns import qn

    made = make_element("t")
    made.text = show_illegal(text)
    made.set(qn("xml:space"), "preserve")
    return [make_element("r", made)]


def make_paragraph(
    style: str, runs: Iterable[Any], *, centred: bool = False, keep: bool = False
) -> Any:
    """Return a paragraph.

    Parameters
    ----------
    style : str
        Id of its style.
    runs : iterable of element
        What stands in it.
    centred : bool
        Whether it is centred.
    keep : bool
        Whether it stays on the page of the next.

    Returns
    -------
    element
        The paragraph.
    """
    properties = [make_element("pStyle", val=style)]
    if keep:
        properties.append(make_element("keepNext"))
    if centred:
        properties.append(make_element("jc", val="center"))
    return make_element("p", make_element("pPr", *properties), *runs)


def number_field(word: str, number: Number) -> list[Any]:
    r"""Return the number of a caption, with the part that counts as a field.

    A declared number is set in the field (``\r``), so that updating the fields keeps it and a
    list of tables finds it.

    Parameters
    ----------
    word : str
        What is counted, such as ``Table``; a list of tables asks for it.
    number : Number
        The number.

    Returns
    -------
    list of element
        Runs and the field.
    """
    instruction = f" SEQ {word} \\* ARABIC " + (f"\\r {number.count} " if number.set else "")
    field = make_element("fldSimple", *make_runs(str(number.count)), instr=instruction)
    return [*make_runs(number.before), field, *make_runs(number.after)]


def make_document() -> Document:
    """Return an empty document on A4 without what python-docx's template says of itself.

    Returns
    -------
    Document
        Upright, with margins of 2.5 cm.
    """
    import docx
    from docx.shared import Mm

    document = docx.Document()
    for relations in (document.part.package.rels, document.part.rels):
        for id in [id for id, one in relations.items() if one.reltype.endswith(_LEFT_OUT)]:
            del relations[id]
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Mm(25))
    return document


def dress_document(document: Document, language: str) -> None:
    """Give a document its styles and its language.

    Parameters
    ----------
    document : Document
        The document.
    language : str
        Two-letter language code, for the spelling checker.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    styles = document.styles.element
    made = parse_xml(files("crosscase.rendering").joinpath(*_STYLES).read_bytes())
    replaced = {style.get(qn("w:styleId")) for style in made}
    for style in list(styles.findall(qn("w:style"))):
        id, of_tables = style.get(qn("w:styleId")), style.get(qn("w:type")) == "table"
        if id in replaced or (of_tables and id != "TableNormal"):
            styles.remove(style)
    styles.extend(list(made))
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    fonts = dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), _FONT)
    defaults.replace(defaults.find(qn("w:rFonts")), make_element("rFonts", **fonts))
    spoken = _REGIONS.get(language, language)
    defaults.find(qn("w:lang")).set(qn("w:val"), spoken)
    document.settings.element.find(qn("w:themeFontLang")).set(qn("w:val"), spoken)
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(
                qn("w:val"), "15"
            )  # an older one and Word says so in the title of the window
    proofed = document.settings.element.find(qn("w:proofState"))
    proofed.getparent().remove(proofed)


def set_properties(document: Document, *, title: str, language: str) -> None:
    """Say what a document is, and nothing of who made it or when.

    Parameters
    ----------
    document : Document
        The document.
    title : str
        Its title.
    language : str
        Two-letter language code.
    """
    properties = document.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title = show_illegal(title)[:255]
    properties.language = _REGIONS.get(language, language)


def begin_page(document: Document, *, turned: bool, first: bool) -> None:
    """Begin a page of the other orientation.

    Parameters
    ----------
    document : Document
        The document.
    turned : bool
        Whether the page lies on its side.
    first : bool
        Whether nothing stands in the document yet, so that its first page is meant.
    """
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Emu

    section = document.sections[0] if first else document.add_section(WD_SECTION.NEW_PAGE)
    sides = sorted((section.page_width or 0, section.page_height or 0), reverse=turned)
    section.page_width, section.page_height = (Emu(side) for side in sides)
    section.orientation = WD_ORIENT.LANDSCAPE if turned else WD_ORIENT.PORTRAIT


def pack(document: Document) -> bytes:
    """Return a document as a file that depends on nothing but its content.

    Parameters
    ----------
    document : Document
        The document.

    Returns
    -------
    bytes
        A DOCX file whose parts carry no time of their own.
    """
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system, entry.external_attr = 0, 0
            target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
