"""Tables as a workbook: a sheet for each, with a sheet of the evidence behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from crosscase.codebook import in_language
from crosscase.comparison import Table
from crosscase.rendering.behind import Block, evidence_heads, find_blocks
from crosscase.rendering.layout import Measure, is_wide, measure_columns
from crosscase.rendering.legal import show_illegal
from crosscase.rendering.sheet_names import name_sheets
from crosscase.rendering.volume import Volume
from crosscase.rendering.words import caption_of, legend_of, source_of

__all__ = ["render_xlsx"]

_WIDEST, _NARROWEST = 42, 6
_EVIDENCE_WIDTHS = (26, 20, 20, 10, 20, 26, 16, 16, 16, 70, 40, 9, 12, 11, 26, 11, 30, 34)
_EVIDENCE = {"nl": "bewijs", "en": "evidence"}
_CONTENTS = {"nl": "Inhoud", "en": "Contents"}
_FIRST = 3
"""The row of the first row of a table, counted from 0: a caption, a blank row and heads above."""

_CELL_LIMIT = 32767
_CUT = {
    "nl": "… [nog {n} tekens, die niet in een cel van Excel passen]",
    "en": "… [{n} more characters, which do not fit a cell of Excel]",
}


@dataclass(frozen=True, slots=True)
class _Styles:
    """The formats of a workbook, each made once."""

    caption: Any
    head: Any
    middle_head: Any
    text: Any
    middle: Any
    group: Any
    note: Any
    link: Any
    middle_link: Any
    quiet_link: Any


def _make_styles(book: Any) -> _Styles:
    wrapped = {"text_wrap": True, "valign": "top"}
    head = {"bold": True, "text_wrap": True, "valign": "bottom", "top": 2, "bottom": 1}
    link = wrapped | {"font_color": "#1f4e79", "underline": 1}
    return _Styles(
        caption=book.add_format({"bold": True, "font_size": 12}),
        head=book.add_format(head),
        middle_head=book.add_format(head | {"align": "center"}),
        text=book.add_format(wrapped),
        middle=book.add_format(wrapped | {"align": "center"}),
        group=book.add_format({"bold": True, "italic": True, "bg_color": "#eef2f6"}),
        note=book.add_format({"font_color": "#444444", "valign": "top"}),
        link=book.add_format(link),
        middle_link=book.add_format(link | {"align": "center"}),
        quiet_link=book.add_format({"font_color": "#1f4e79", "underline": 1}),
    )


def _fit(text: str, language: str) -> str:
    """Return a text that a cell can hold; what is cut off is said."""
    legal = show_illegal(text)
    units = legal.encode("utf-16-le")
    if len(units) <= 2 * _CELL_LIMIT:
        return legal
    kept = units[: 2 * (_CELL_LIMIT - 100)].decode("utf-16-le", errors="ignore")
    return kept + in_language(_CUT, language).format(n=len(legal) - len(kept))


def _target(name: str, row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    quoted = name.replace("'", "''")
    return f"internal:'{quoted}'!{xl_rowcol_to_cell(row, column)}"


class _Sheet:
    """A sheet on which everything that is written is text."""

    def __init__(self, book: Any, name: str, language: str) -> None:
        self.name, self.language, self.plain = name, language, book.add_format()
        self.sheet = book.add_worksheet(name)
        self.sheet.set_paper(9)  # A4
        self.sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})

    def write(self, row: int, column: int, text: str, style: Any, link: str = "") -> None:
        fitted = _fit(text, self.language)
        if not fitted:
            self.sheet.write_blank(row, column, None, style)
            return
        if link:
            self.sheet.write_url(row, column, link, style, fitted)
        else:
            self.sheet.write_string(row, column, fitted, style)
        if fitted.startswith("<r>") and fitted.endswith("</r>"):
            # XlsxWriter takes such a text for markup and would not escape it; in parts it does.
            self.sheet.write_rich_string(row, column, fitted[:1], self.plain, fitted[1:], style)


def _write_rows(
    sheet: _Sheet,
    table: Table,
    measures: tuple[Measure, ...],
    links: dict[tuple[int, int], str],
    styles: _Styles,
) -> None:
    for number, row in enumerate(table.rows):
        at, label = _FIRST + number, in_language(row.label, sheet.language)
        if row.kind == "heading":
            for column in range(len(measures)):
                sheet.write(at, column, "" if column else label, styles.group)
            continue
        unwrapped = row.kind == "note"
        sheet.write(at, 0, label, styles.text)
        for place, cell in enumerate(row.cells):
            link = links.get((number, place), "")
            middle = measures[place + 1].centred
            plain = styles.middle if middle else styles.text
            linked = styles.middle_link if middle else styles.link
            if unwrapped:
                plain, linked = styles.note, styles.quiet_link
            text = in_language(cell.text, sheet.language)
            sheet.write(at, place + 1, text, linked if link else plain, link)


def _write_table(
    sheet: _Sheet, table: Table, links: dict[tuple[int, int], str], styles: _Styles
) -> None:
    language = sheet.language
    measures = measure_columns(table, language)
    sheet.write(0, 0, caption_of(table, language), styles.caption)
    for column, label in enumerate((table.corner, *table.columns)):
        style = styles.middle_head if measures[column].centred else styles.head
        sheet.write(_FIRST - 1, column, in_language(label, language), style)
        needed = max(measures[column].word, min(measures[column].text, _WIDEST))
        sheet.sheet.set_column(column, column, min(max(needed + 2, _NARROWEST), _WIDEST))
    _write_rows(sheet, table, measures, links, styles)
    notes = (
        in_language(table.note, language),
        legend_of(table, language),
        source_of(table, language),
    )
    for place, note in enumerate(note for note in notes if note):
        sheet.write(_FIRST + len(table.rows) + 1 + place, 0, note, styles.note)
    sheet.sheet.freeze_panes(_FIRST, 1)
    sheet.sheet.repeat_rows(_FIRST - 1)
    sheet.sheet.fit_to_pages(1, 0)
    if is_wide(measures):
        sheet.sheet.set_landscape()


def _write_evidence(
    sheet: _Sheet, table: Table, name: str, blocks: tuple[Block, ...], styles: _Styles
) -> None:
    for column, head in enumerate(evidence_heads(sheet.language)):
        sheet.write(0, column, head, styles.head)
        sheet.sheet.set_column(column, column, _EVIDENCE_WIDTHS[column])
    at = 1
    for block in blocks:
        back = _target(name, _FIRST + block.row, block.cells[0] + 1)
        for place, line in enumerate(block.lines):
            for column, text in enumerate(line):
                # A back link on the first line only: Excel allows a sheet 65,530 links.
                linked = not column and not place
                style = styles.link if linked else styles.text
                sheet.write(at, column, text, style, back if linked else "")
            at += 1
    sheet.sheet.freeze_panes(1, 1)
    sheet.sheet.autofilter(0, 0, max(at - 1, 1), len(_EVIDENCE_WIDTHS) - 1)
    sheet.sheet.repeat_rows(0)
    sheet.sheet.set_landscape()
    sheet.sheet.fit_to_pages(1, 0)
    sheet.sheet.set_tab_color("#a9b4c0")


def _links(name: str, blocks: tuple[Block, ...]) -> dict[tuple[int, int], str]:
    links: dict[tuple[int, int], str] = {}
    at = 1
    for block in blocks:
        links |= {(block.row, place): _target(name, at, 0) for place in block.cells}
        at += len(block.lines)
    return links


def _fill(book: Any, volume: Volume, language: str) -> None:
    styles = _make_styles(book)
    behind = in_language(_EVIDENCE, language)
    wanted = [in_language(_CONTENTS, language)]
    for table in volume.tables:
        short = table.id[: 31 - len(behind) - 1]
        wanted += [table.id, f"{short} {behind}"]
    contents, *names = name_sheets(wanted)
    first = _Sheet(book, contents, language)
    first.sheet.set_column(0, 0, 100)
    first.write(0, 0, in_language(volume.study.title, language), styles.caption)
    for place, table in enumerate(volume.tables):
        name, evidence_name = names[2 * place : 2 * place + 2]
        first.write(
            place + 2, 0, caption_of(table, language), styles.quiet_link, _target(name, 0, 0)
        )
        blocks = find_blocks(volume, table, language) if volume.evidence else ()
        sheet = _Sheet(book, name, language)
        _write_table(sheet, table, _links(evidence_name, blocks), styles)
        if volume.evidence:
            evidence = _Sheet(book, evidence_name, language)
            _write_evidence(evidence, table, name, blocks, styles)


def render_xlsx(volume: Volume, language: str) -> bytes:
    """Return tables as an Excel workbook.

    Parameters
    ----------
    volume : Volume
        The tables and the evidence; without evidence no quotes are in the file.
    language : str
        Two-letter language code.

    Returns
    -------
    bytes
        An XLSX file, the same for the same tables: contents, a sheet for each table, and behind
        it one with the codings of every cell, linked there and back. Everything is text, also
        what begins as a formula, an address or a number does. Nothing says who made it; the date
        it gives for its making is that of no clock.
    """
    from xlsxwriter import Workbook

    made = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(made, {"in_memory": True, **plain})
    book.set_properties(
        {
            "title": _fit(in_language(volume.study.title, language), language)[:255],
            "created": datetime(1980, 1, 1),
        }
    )
    _fill(book, volume, language)
    book.close()
    return made.getvalue()
