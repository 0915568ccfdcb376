"""LibreOffice opens the documents of the study of this repository and of hostile texts."""

from __future__ import annotations

import csv
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from crosscase.comparison import Table, build_tables, table_frame
from crosscase.hypotheses import evaluate
from crosscase.rendering import Volume, bind_tables, tabulate_verdicts
from crosscase.rendering.layout import drop_empty_state
from crosscase.rendering.numbering import number_tables
from crosscase.scoring import Scorebook, Selection
from crosscase.study import Study
from tests.programs import find_program, office_convert
from tests.unit.rendering.example import make_plain, make_volume

ROOT = Path(__file__).parents[3]
HOSTILE = ["=1+1", "@x", "+x", "-x", "\tx", "http://x", "0012", "1,5", "a;b", 'a"b', "שלום", "👩‍👧"]


@dataclass(frozen=True)
class Opened:
    """The tables of the study and what LibreOffice made of them."""

    tables: tuple[Table, ...]
    pages: str
    sheets: str


def squeeze(text: str) -> str:
    """Without white space, since lines break anywhere."""
    return re.sub(r"\s", "", text)


def read_pdf(file: Path) -> str:
    command = [find_program("poppler"), "-raw", str(file), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="session")
def opened(own_study: Study, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    find_program("office")
    find_program("poppler")
    folder = tmp_path_factory.mktemp("office")
    book = Scorebook(own_study, Selection())
    verdicts = tabulate_verdicts(own_study, evaluate(own_study, book))
    volume = Volume(own_study, (*build_tables(own_study, book), verdicts))
    texts = []
    for ending in ("docx", "xlsx"):
        file = folder / f"{ending}.{ending}"
        file.write_bytes(bind_tables(volume, ending, "nl"))
        texts.append(read_pdf(office_convert(file, "pdf", folder)))
    return Opened(volume.tables, *texts)


def test_the_word_document_shows_every_caption_and_cell(opened: Opened) -> None:
    shown = squeeze(opened.pages)
    numbers = number_tables(table.id for table in opened.tables)
    assert [str(number) for number in numbers[-3:]] == ["9.1", "1", "2"]
    for table, number in zip(opened.tables, numbers, strict=True):
        assert squeeze(f"Tabel {number}. {table.title['nl']}") in shown
        for row in drop_empty_state(table).rows:
            line = [row.label, *(cell.text for cell in row.cells)]
            for text in line:
                assert squeeze(text.get("nl", text.get("", ""))) in shown
        assert squeeze(table.source) in shown


def test_the_workbook_shows_every_table(opened: Opened) -> None:
    shown = squeeze(opened.sheets)
    for table in opened.tables:
        assert squeeze(table.title["nl"]) in shown
        for text in table_frame(table, "nl").to_numpy().ravel():
            assert squeeze(text) in shown


def test_a_sheet_gives_its_texts_back_to_the_letter(tmp_path: Path) -> None:
    find_program("office")
    file = tmp_path / "hostile.xlsx"
    table = make_plain([HOSTILE], heads=HOSTILE, labels_=["=row"])
    file.write_bytes(bind_tables(make_volume(table), "xlsx", "en"))
    # Semicolons, everything quoted, UTF-8, and of the second sheet the cells as they are.
    ending = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,true,true,false,false,false,2"
    made = office_convert(file, ending, tmp_path, name="hostile-1.csv")
    with made.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter=";"))
    assert rows[2] == ["corner", *HOSTILE]
    assert rows[3] == ["=row", *HOSTILE]
