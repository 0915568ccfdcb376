"""What LibreOffice writes is read as it was meant, in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase.corpus import Page
from crosscase.interchange.reading import Given, Reading, ReadingOptions, read_file
from tests.unit.interchange.reading.office import EXPECTED, PARAGRAPHS, SOFT


def read(file: Path, **options: bool) -> Reading:
    return read_file(Given(file.name, file.read_bytes()), ReadingOptions(**options))


def letters(text: str) -> str:
    return "".join(text.replace("-", "").split())


def spoken(reading: Reading) -> list[tuple[str, str]]:
    return [
        (turn.speaker, reading.text[turn.start : turn.end].split(" ")[-1])
        for turn in reading.structure.turns
    ]


@pytest.mark.parametrize("form", ["odt", "docx"])
def test_words_notes_lists_and_tables_are_kept(office_files: dict[str, Path], form: str) -> None:
    reading = read(office_files[form])
    assert reading.text == EXPECTED
    assert spoken(reading) == [
        ("Interviewer", "zo?"),
        ("Wethouder", "geleden."),
        ("Interviewer", "toen?"),
        ("Wethouder", "fusie.\nEindelijk."),
    ]
    assert "tracked changes: 1 insertions in, 1 deletions left out" in reading.notes
    assert "hidden words left out: 2" in reading.notes
    assert "comments left out: 1" in reading.notes


def test_rich_text_keeps_the_same(office_files: dict[str, Path]) -> None:
    reading = read(office_files["rtf"])
    assert reading.text == EXPECTED
    assert "tracked changes: 1 deletions left out" in reading.notes
    assert "hidden words left out: 2" in reading.notes
    assert "comments left out: 1" in reading.notes


def test_html_keeps_the_same(office_files: dict[str, Path]) -> None:
    """LibreOffice shows deleted words in HTML, and the header and footer of one page."""
    text = read(office_files["html"]).text
    head, foot = "Raadsvergadering van 9 juli\n\n", "\n\nPagina 1 van 1"
    assert text.startswith(head) and foot in text
    assert "OPMERKING" not in text
    found = text.removeprefix(head).replace(foot, "").replace("VERWIJDERD", "")
    assert found == EXPECTED


def test_a_pdf_keeps_pages_and_paragraphs(office_files: dict[str, Path]) -> None:
    reading = read(office_files["pdf"])
    for paragraph in PARAGRAPHS:
        assert f"\n\n{paragraph.replace(SOFT, '')}\n" in reading.text
    assert "Raadsvergadering" not in reading.text
    assert "Pagina" not in reading.text
    pages = reading.structure.pages
    assert [page.label for page in pages] == ["1", "2", "3", "4"]
    assert (pages[0].start, pages[-1].end) == (0, len(reading.text) - 1)
    assert reading.text[pages[0].start :].startswith("Interview met de wethouder")
    assert [speaker for speaker, _ in spoken(reading)] == ["Interviewer", "Wethouder"] * 2
    told = " ".join(reading.notes)
    assert "“Raadsvergadering van 9 juli” (4); “Pagina 1 van 4” (4)" in told
    assert "hyphens at line ends taken out: " in told


def test_what_is_mended_in_a_pdf_can_be_kept(office_files: dict[str, Path]) -> None:
    mended = read(office_files["pdf"])
    kept = read(
        office_files["pdf"], keep_hyphens=True, keep_lines=True, keep_headers=True, speakers=False
    )
    assert kept.text.count("Raadsvergadering van 9 juli") == 4
    assert "Pagina 3 van 4" in kept.text
    assert kept.structure.turns == ()
    assert not [note for note in kept.notes if "--keep" in note]
    hyphens = read(office_files["pdf"], keep_hyphens=True)
    assert hyphens.text != mended.text
    assert letters(hyphens.text) == letters(mended.text)
    lines = read(office_files["pdf"], keep_lines=True)
    assert " ".join(lines.text.split()) == " ".join(mended.text.split())
    assert lines.text.count("\n") > mended.text.count("\n") + 10


def test_pages_are_those_of_the_pdf(office_files: dict[str, Path]) -> None:
    reading = read(office_files["pdf"], keep_headers=True)
    text, pages = reading.text, reading.structure.pages
    assert all(isinstance(page, Page) for page in pages)
    for number, page in enumerate(pages, start=1):
        assert text[page.start : page.end].startswith("Raadsvergadering van 9 juli")
        assert text[page.start : page.end].endswith(f"Pagina {number} van 4")
