"""Tables as a Word document: real tables, captions that are counted, notes under them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crosscase.codebook import in_language
from crosscase.comparison import Row, Table
from crosscase.rendering.layout import (
    LANDSCAPE,
    PORTRAIT,
    Measure,
    column_heads,
    drop_empty_state,
    is_wide,
    least_room,
    measure_columns,
    spread_columns,
)
from crosscase.rendering.legal import show_illegal
from crosscase.rendering.numbering import Number, number_tables
from crosscase.rendering.volume import Volume
from crosscase.rendering.word_parts import (
    TABLE_STYLE,
    begin_page,
    dress_document,
    make_document,
    make_element,
    make_paragraph,
    make_runs,
    number_field,
    pack,
    set_properties,
)
from crosscase.rendering.words import TABLE, legend_of, source_of

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["render_docx"]

_TWENTIETHS = 56.7
"""Twentieths of a point in a millimetre, in which Word measures tables."""

_UPRIGHT, _TURNED = 160, 247
"""Millimetres between the margins of an A4 page."""

_TOGETHER = 38
"""Rows up to which a table is kept on one page; a longer one repeats its heading."""


_WHOLE = 800
"""Characters of a text up to which its row is kept on one page."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns a table is laid out in."""

    measures: tuple[Measure, ...]
    widths: tuple[int, ...]
    wide: bool
    size: str

    def row(self, style: str, texts: list[str], *, keep: bool, ruled: bool = False) -> list[Any]:
        return [
            _cell(self.text(style, text, keep=keep, centred=one.centred), width, ruled=ruled)
            for text, one, width in zip(texts, self.measures, self.widths, strict=True)
        ]

    def across(self, style: str, text: str, *, keep: bool) -> list[Any]:
        return [_cell(self.text(style, text, keep=keep), sum(self.widths), len(self.widths))]

    def text(self, style: str, text: str, *, keep: bool, centred: bool = False) -> Any:
        return make_paragraph(style + self.size, make_runs(text), centred=centred, keep=keep)


def _lay_out(table: Table, language: str) -> _Grid:
    measures = measure_columns(table, language)
    wide = is_wide(measures)
    room, width = (LANDSCAPE, _TURNED) if wide else (PORTRAIT, _UPRIGHT)
    shares = spread_columns(measures, room)
    return _Grid(
        measures,
        tuple(round(share * width * _TWENTIETHS) for share in shares),
        wide,
        "Small" if least_room(measures) > room else "",
    )


def _cell(
    paragraph: Any, width: int, span: int = 1, *, merge: str = "", ruled: bool = False
) -> Any:
    properties = [make_element("tcW", w=str(width), type="dxa")]
    if span > 1:
        properties.append(make_element("gridSpan", val=str(span)))
    if merge:
        properties.append(make_element("vMerge", val=merge))
    if ruled:
        rule = make_element("bottom", val="single", sz="4", space="0", color="auto")
        properties.append(make_element("tcBorders", rule))
    return make_element("tc", make_element("tcPr", *properties), paragraph)


def _row(cells: list[Any], *, heads: bool = False, whole: bool = True) -> Any:
    properties = [make_element("cantSplit")] if whole else []
    if heads:
        properties.append(make_element("tblHeader"))
    return make_element("tr", make_element("trPr", *properties), *cells)


def _heads(table: Table, grid: _Grid, language: str) -> list[Any]:
    corner, lowest = in_language(table.corner, language), column_heads(table, language)
    if not table.spans:
        cells = grid.row("TableHeading", [corner, *lowest], keep=True)
        return [_row(cells, heads=True)]
    first = grid.text("TableHeading", corner, keep=True)
    upper = [_cell(first, grid.widths[0], merge="restart")]
    place = 1
    for span in table.spans:
        end = place + len(span.heads)
        label = in_language(span.label, language)
        over = grid.text("TableHeading", label, keep=True, centred=len(span.heads) > 1)
        upper.append(_cell(over, sum(grid.widths[place:end]), len(span.heads)))
        place = end
    lower = grid.row("TableHeading", ["", *lowest], keep=True, ruled=True)
    merged = make_element("vMerge")
    lower[0].tcPr.insert(1, merged)
    return [_row(upper, heads=True), _row(lower, heads=True)]


def _body(row: Row, grid: _Grid, language: str, *, keep: bool) -> Any:
    label = in_language(row.label, language)
    if row.kind == "heading":
        return _row(grid.across("TableGroup", label, keep=True))
    texts = [in_language(cell.text, language) for cell in row.cells]
    if row.kind == "note":
        return _row(grid.across("TableText", f"{label}: {texts[0]}", keep=keep))
    whole = max(map(len, [label, *texts])) <= _WHOLE
    return _row(grid.row("TableText", [label, *texts], keep=keep and whole), whole=whole)


def _table(table: Table, grid: _Grid, caption: str, language: str, *, followed: bool) -> Any:
    together = len(table.rows) <= _TOGETHER
    last = len(table.rows) - 1
    looks = {"firstRow": "1", "lastRow": "0", "firstColumn": "0", "lastColumn": "0"}
    return make_element(
        "tbl",
        make_element(
            "tblPr",
            make_element("tblStyle", val=TABLE_STYLE),
            make_element("tblW", w=str(sum(grid.widths)), type="dxa"),
            make_element("tblLayout", type="fixed"),
            make_element("tblLook", val="0620", **looks, noHBand="1", noVBand="1"),
            make_element("tblCaption", val=show_illegal(caption)),
        ),
        make_element("tblGrid", *(make_element("gridCol", w=str(one)) for one in grid.widths)),
        *_heads(table, grid, language),
        *(
            _body(row, grid, language, keep=followed if place == last else together)
            for place, row in enumerate(table.rows)
        ),
    )


def _parts(table: Table, grid: _Grid, number: Number, language: str) -> list[Any]:
    """Return the caption, the table and what stands under it, from top to bottom."""
    word, title = in_language(TABLE, language), in_language(table.title, language)
    runs = [*make_runs(f"{word} "), *number_field(word, number), *make_runs(f". {title}")]
    notes = [in_language(table.note, language), legend_of(table, language)]
    under = [note for note in (*notes, source_of(table, language)) if note]
    return [
        make_paragraph("Caption", runs),
        _table(table, grid, f"{word} {number}. {title}", language, followed=bool(under)),
        *(
            make_paragraph("TableNote", make_runs(note), keep=place < len(under))
            for place, note in enumerate(under or [""], start=1)
        ),
    ]


def _add_table(document: Document, parts: list[Any]) -> None:
    body = document.element.body
    for part in parts:
        body.insert(len(body) - 1, part)  # behind everything but the last section's properties


def render_docx(volume: Volume, language: str) -> bytes:
    """Return tables as a Word document.

    Parameters
    ----------
    volume : Volume
        The tables.
    language : str
        Two-letter language code, also for the spelling checker.

    Returns
    -------
    bytes
        A DOCX file, the same for the same tables: each with a caption whose number is a field,
        heading rows that repeat, and its note, legend and source. A table that is too wide for
        an upright page stands on one that is turned. Nothing says who made it or when.
    """
    document = make_document()
    dress_document(document, language)
    set_properties(document, title=in_language(volume.study.title, language), language=language)
    numbers = number_tables(table.id for table in volume.tables)
    turned = False
    for place, (each, number) in enumerate(zip(volume.tables, numbers, strict=True)):
        table = drop_empty_state(each)
        grid = _lay_out(table, language)
        if grid.wide != turned:
            begin_page(document, turned=grid.wide, first=place == 0)
        turned = grid.wide
        _add_table(document, _parts(table, grid, number, language))
    return pack(document)
