"""Workbooks, read back by openpyxl."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from crosscase.comparison import table_frame
from crosscase.rendering import render_xlsx
from crosscase.rendering.sheet_names import name_sheets
from tests.unit.rendering.example import make_plain, make_tables, make_volume

FORMULAS = ["=1+1", "+x", "-x", "@x", "\tx", "\rx", '=HYPERLINK("http://x")', "http://x", "0012"]


def read(*tables: Any, language: str = "en", evidence: bool = True) -> Any:
    volume = make_volume(*tables, evidence=evidence)
    return load_workbook(BytesIO(render_xlsx(volume, language)))


def excel(text: str) -> str:
    """A text as Excel shows it; openpyxl leaves its escapes as they are."""
    return re.sub("_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), text)


def dump(book: Any) -> str:
    """Every cell that shows something, with where it leads."""
    lines = []
    for sheet in book:
        lines.append(f"# {sheet.title}  frozen {sheet.freeze_panes}")
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    link = cell.hyperlink.location if cell.hyperlink else ""
                    lines.append(f"{cell.coordinate} {cell.value!r} {link}".rstrip())
    return "\n".join(lines) + "\n"


def test_a_workbook_is_as_before(golden: Callable[[str, bytes], None]) -> None:
    tables = make_tables()
    book = read(tables["placement"], tables["crosstab"])
    golden("tables.xlsx.txt", dump(book).encode())


def test_a_sheet_for_each_table_with_its_evidence_behind_it() -> None:
    book = read()
    behind = [
        f"{name}{more}" for name in ("8.1", "8.2", "8.3", "8.4") for more in ("", " evidence")
    ]
    assert book.sheetnames == ["Contents", *behind]
    assert read(evidence=False).sheetnames == ["Contents", "8.1", "8.2", "8.3", "8.4"]
    matrix = make_tables()["matrix"]
    frame = table_frame(matrix, "en")
    rows = [[cell.value for cell in row] for row in book["8.1"]["A3:D6"]]
    assert rows == [list(frame.columns), *frame.to_numpy().tolist()]
    notes = [cell.value for cell in book["8.1"]["A"][7:]]
    assert notes[0] == "A note, a_b."
    assert notes[-1] == "Source: Author 2012, table 8.1"
    assert book["8.1"].freeze_panes == "B4"


def test_what_begins_as_a_formula_is_text_everywhere() -> None:
    table = make_plain([FORMULAS], heads=FORMULAS, labels_=["=row"], title="=title")
    book = read(replace(table, source="x", note={"": "=note"}))
    cells = [cell for row in book["1"].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [excel(cell.value) for cell in book["1"][4]] == ["=row", *FORMULAS]
    xml = zipfile.ZipFile(BytesIO(render_xlsx(make_volume(table), "en")))
    assert not any(b"<f>" in xml.read(name) for name in xml.namelist())


def test_every_cell_leads_to_its_evidence_and_back() -> None:
    book = read()
    followed = 0
    for name in ("8.1", "8.2", "8.3", "8.4"):
        for row in book[name].iter_rows():
            for cell in row:
                if not cell.hyperlink:
                    continue
                sheet, _, place = cell.hyperlink.location.rpartition("!")
                line = book[sheet.strip("'")][place].row
                behind = book[f"{name} evidence"]
                assert (
                    str(cell.value) in behind.cell(line, 3).value.split("; ") or ";" in cell.value
                )
                back = behind.cell(line, 1).hyperlink.location.rpartition("!")[2]
                assert book[name][back].row == cell.row
                followed += 1
    assert followed > 20


def test_the_evidence_of_a_cell_is_its_codings_with_their_quotes() -> None:
    volume = make_volume()
    behind = load_workbook(BytesIO(render_xlsx(volume, "en")))["8.1 evidence"]
    heads = [cell.value for cell in behind[1]]
    lines = [
        dict(zip(heads, (cell.value for cell in row), strict=True))
        for row in behind.iter_rows(min_row=2)
    ]
    contested = [one for one in lines if (one["row"], one["column"]) == ("b", "urgency")]
    assert [one["coding"] for one in contested] == ["k3", "k4"]
    assert [one["for or against"] for one in contested] == ["against", "against"]
    for one in contested:
        found = volume.evidence[one["coding"]]
        assert one["quote"] == found.coding.quote
        assert one["coder"] == found.coding.coder
        assert one["document"] == found.document.title
    silent = [one for one in lines if (one["row"], one["column"]) == ("c1", "urgency")]
    assert [one["for or against"] for one in silent] == ["no coding for or against"]


def test_links_point_into_the_file_only() -> None:
    archive = zipfile.ZipFile(BytesIO(render_xlsx(make_volume(), "en")))
    assert not any(name.startswith("xl/worksheets/_rels") for name in archive.namelist())


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    table = make_plain([["é😀" * 20000, "x" * 32767]])
    cells = read(table)["1"][4]
    assert cells[2].value == "x" * 32767
    kept, _, said = cells[1].value.partition("…")
    assert said == f" [{40000 - len(kept)} more characters, which do not fit a cell of Excel]"
    assert len(cells[1].value.encode("utf-16-le")) <= 2 * 32767


def test_hostile_texts_come_back() -> None:
    hostile = ["שלום", "👩‍👧 é", "<&>\"'", "two\nlines", " spaced ", "_x0041_", "<r><t>x</t></r>"]
    cells = read(make_plain([[*hostile, "a\x01b"]]))["1"][4][1:]
    assert [cell.value for cell in cells] == [*hostile, "a\ufffdb"]
    plain = read(make_plain([hostile]), evidence=False)["1"][4][1:]
    assert [cell.value for cell in plain] == hostile


def test_the_same_tables_give_the_same_bytes_without_a_clock() -> None:
    made = render_xlsx(make_volume(), "nl")
    assert made == render_xlsx(make_volume(), "nl")
    archive = zipfile.ZipFile(BytesIO(made))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = load_workbook(BytesIO(made)).properties
    assert (properties.title, properties.creator) == ("Studie", None)
    assert properties.created is not None
    assert properties.created.year == 1980


def test_large_and_empty_tables_and_ids_that_are_no_names() -> None:
    empty = make_plain([], heads=["head"])
    large = make_plain([["y"] * 40] * 200, id="a/b:[c]*?'" + "d" * 60)
    book = read(empty, empty, large, evidence=False)
    assert book.sheetnames[1:3] == ["1", "1 (2)"]
    assert book[book.sheetnames[3]].dimensions == "A1:AO203"
    _, _, width, height = range_boundaries(book["1"].dimensions)
    assert (width, height) == (2, 3)


@given(st.lists(st.text(max_size=50), max_size=8))
def test_sheet_names_are_legal_and_unique(wanted: list[str]) -> None:
    names = name_sheets(wanted)
    assert len(names) == len(wanted)
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not set(name) & set("[]:*?/\\")
        assert name[0] != "'" != name[-1]
        assert name.lower() != "history"
