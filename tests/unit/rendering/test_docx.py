"""Word documents, read back by python-docx and as XML."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any
from xml.dom import minidom

import docx
import pytest
from docx.oxml.ns import qn

from crosscase.rendering import render_docx
from tests.unit.rendering.example import make_plain, make_tables, make_volume


def read(*tables: Any, language: str = "en") -> Any:
    return docx.Document(BytesIO(render_docx(make_volume(*tables), language)))


def texts_of(document: Any) -> list[str]:
    return [p.text for p in document.paragraphs]


def rows_of(table: Any) -> list[list[str]]:
    """The texts of every row, a cell that runs across once."""
    return [
        ["".join(t.text or "" for t in cell.iter(qn("w:t"))) for cell in row.findall(qn("w:tc"))]
        for row in table._tbl.findall(qn("w:tr"))
    ]


def caption_of(paragraph: Any) -> str:
    return "".join(t.text for t in paragraph._p.iter(qn("w:t")))


def captions(document: Any) -> list[str]:
    return [caption_of(p) for p in document.paragraphs if p.style.name == "Caption"]


@pytest.mark.parametrize("kind", ["matrix", "placement"])
def test_a_document_is_as_before(kind: str, golden: Callable[[str, bytes], None]) -> None:
    made = render_docx(make_volume(make_tables()[kind]), "nl")
    body = zipfile.ZipFile(BytesIO(made)).read("word/document.xml")
    golden(f"{kind}.docx.xml", minidom.parseString(body).toprettyxml(indent=" ").encode())


def test_every_table_is_one_with_its_texts() -> None:
    tables = make_tables()
    document = read()
    assert len(document.tables) == len(tables)
    matrix = rows_of(document.tables[0])
    assert matrix[0] == ["party", "urgency", "distrust", "adviser"]
    assert matrix[2][:2] == ["b", "partial (contested: absent–present)"]
    assert texts_of(document)[-1].startswith("Legend. g / n")
    assert "Source: Author 2012, table 8.1" in texts_of(document)
    assert "A note, a_b." in texts_of(document)


def test_headings_repeat_and_run_across() -> None:
    document = read()
    for table, layers in zip(document.tables, (1, 1, 2, 2), strict=True):
        rows = table._tbl.findall(qn("w:tr"))
        repeated = [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows]
        assert repeated == [True] * layers + [False] * (len(rows) - layers)
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    placement = document.tables[1]
    width = len(placement.columns)
    spans = [cell.find(f".//{qn('w:gridSpan')}") for cell in placement._tbl.iter(qn("w:tc"))]
    assert [span.get(qn("w:val")) for span in spans if span is not None] == [str(width)] * 3
    assert rows_of(placement)[1] == ["Before"]
    assert rows_of(document.tables[2])[:2] == [
        ["trust", "number of parties"],
        ["", "1", "2"],
    ]
    assert rows_of(document.tables[3])[0] == ["unit", "book", "process"]


def test_every_row_fills_the_grid() -> None:
    for table in read().tables:
        grid = [int(c.get(qn("w:w"))) for c in table._tbl.tblGrid.findall(qn("w:gridCol"))]
        for row in table._tbl.findall(qn("w:tr")):
            widths = [int(c.get(qn("w:w"))) for c in row.iter(qn("w:tcW"))]
            assert sum(widths) == sum(grid)


def test_a_declared_number_shows_and_is_found_by_a_list_of_tables() -> None:
    tables = [make_plain([["x"]], id=id, title=id) for id in ("8.9", "8.10", "sources", "verdicts")]
    document = read(*tables)
    assert captions(document) == [
        "Table 8.9. 8.9",
        "Table 8.10. 8.10",
        "Table 1. sources",
        "Table 2. verdicts",
    ]
    fields = [f.get(qn("w:instr")) for f in document.element.iter(qn("w:fldSimple"))]
    assert fields == [
        " SEQ Table \\* ARABIC \\r 9 ",
        " SEQ Table \\* ARABIC \\r 10 ",
        " SEQ Table \\* ARABIC \\r 1 ",
        " SEQ Table \\* ARABIC ",
    ]
    dutch = read(*tables, language="nl")
    assert captions(dutch)[1] == "Tabel 8.10. 8.10"
    assert next(dutch.element.iter(qn("w:fldSimple"))).get(qn("w:instr")).startswith(" SEQ Tabel ")


def test_a_wide_table_stands_on_a_turned_page_between_upright_ones() -> None:
    narrow, wide = make_plain([["a"]]), make_plain([["considerably"] * 9])
    document = read(narrow, wide, narrow)
    turned = [section.page_width > section.page_height for section in document.sections]
    assert turned == [False, True, False]
    assert [s.orientation for s in document.sections] == [0, 1, 0]
    assert [s.page_width > s.page_height for s in read(wide).sections] == [True]


def test_nothing_tells_who_made_it_or_when_and_the_language_is_set() -> None:
    made = render_docx(make_volume(), "nl")
    archive = zipfile.ZipFile(BytesIO(made))
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = archive.read("docProps/core.xml").decode()
    assert "Studie" in properties
    assert all(word not in properties for word in ("python-docx", "created", "creator", "2013"))
    assert "docProps/app.xml" not in archive.namelist()
    styles = archive.read("word/styles.xml").decode()
    assert 'w:lang w:val="nl-NL"' in styles
    assert made == render_docx(make_volume(), "nl")


def test_what_word_cannot_hold_is_seen_and_the_rest_is_kept() -> None:
    hostile = ["a\x00b\x0bc", "שלום", "👩‍👧 é", "<&>\"'", "\ufffe", "=1+1", "x" * 5000]
    table = make_plain([hostile], title="\x00 title")
    (found,) = read(table).tables
    assert rows_of(found)[1][1:] == ["a\ufffdb\ufffdc", *hostile[1:4], "\ufffd", *hostile[5:]]
    assert captions(read(table)) == ["Table 1. \ufffd title"]


def test_tables_of_any_size_and_ids_that_are_the_same() -> None:
    empty = make_plain([], heads=["head"])
    large = make_plain([["y"] * 40] * 200, id="../a b/*")
    document = read(empty, empty, large)
    assert [len(table.rows) for table in document.tables] == [1, 1, 201]
    assert captions(document)[2] == "Table 2. Title"
    assert read(make_plain([["z"]], title="")).tables


def test_no_tables_make_an_empty_document() -> None:
    study = make_volume()
    made = render_docx(type(study)(study.study, ()), "en")
    assert docx.Document(BytesIO(made)).tables == []


def test_a_row_that_may_be_longer_than_a_page_may_break() -> None:
    (table,) = read(make_plain([["x"], ["word " * 400]])).tables
    whole = [row.find(f".//{qn('w:cantSplit')}") is not None for row in table._tbl.iter(qn("w:tr"))]
    assert whole == [True, True, False]
