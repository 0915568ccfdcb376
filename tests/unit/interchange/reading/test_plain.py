"""Plain texts in any encoding come out as the words that were meant."""

from __future__ import annotations

import codecs

import pytest

from crosscase.errors import ForeignFileError
from crosscase.interchange.reading import Given, ReadingOptions, read_file

DUTCH = (
    "De wethouder zei: “Eén gemeente is géén gemeente” – geëvalueerd, coördinatie, € 5 miljoen. "
    "Het kon zo niet langer, volgens de burgemeester. Daarna was het oké, à la carte.\n"
)


def read(data: bytes, name: str = "a.txt", **options: str) -> tuple[str, tuple[str, ...]]:
    reading = read_file(Given(name, data), ReadingOptions(speakers=False, **options))
    return reading.text, reading.notes


def test_utf8_is_taken_as_it_is_and_made_uniform_once() -> None:
    data = "\ufeffcafe\u0301 😀\r\ntwee\rdrie\r\n\r\n".encode()
    assert read(data) == ("café 😀\ntwee\ndrie\n", ())
    assert read(b"a  b\t\n\n\n c") == ("a  b\t\n\n\n c\n", ())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_wide_encodings_are_seen(encoding: str) -> None:
    text, notes = read(DUTCH.replace("\n", "\r\n").encode(encoding))
    assert text == DUTCH
    assert notes and "utf" in notes[0]


@pytest.mark.parametrize("text", [DUTCH, DUTCH * 300, "Eén woord.\n", "Café één.\n"])
def test_texts_of_windows_are_seen_and_told(text: str) -> None:
    found, notes = read(text.encode("cp1252"))
    assert found == text
    assert len(notes) == 1
    assert "read as cp1252" in notes[0] and "--encoding" in notes[0]


def test_other_alphabets_are_seen() -> None:
    text = "Привет, как дела? Это интервью о городе и о деньгах.\n" * 4
    assert read(text.encode("koi8-r"))[0] == text


def test_a_late_byte_that_is_not_utf8_is_seen_as_well() -> None:
    text = "woorden " * 20_000 + "één\n"
    assert read(text.encode("cp1252"))[0] == text


def test_an_encoding_can_be_named() -> None:
    assert read("één\n".encode("mac_roman"), encoding="mac_roman") == ("één\n", ())


@pytest.mark.parametrize(
    ("data", "encoding", "rule"),
    [
        (b"caf\xe9", "utf-8", "bad-encoding"),
        (b"woorden", "utf-99", "unknown-encoding"),
        (b"woorden", "hex", "unknown-encoding"),
        (b"\x81\x8d\x90", "", "unknown-encoding"),
        (b"\x7fELF\x02\x01\0\0\0\0\x03\0>\0", "", "no-text"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "", "bad-encoding"),
        (b"", "", "empty-text"),
        (b" \r\n\t\n", "", "empty-text"),
        ("\ufeff\u2003\n".encode(), "", "empty-text"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, encoding: str, rule: str) -> None:
    with pytest.raises(ForeignFileError) as refused:
        read(data, encoding=encoding)
    assert [problem.rule for problem in refused.value.problems] == [rule]
    assert refused.value.problems[0].action


def test_a_heading_is_the_title() -> None:
    assert read_file(Given("a.md", b"# Gesprek\n\nWoorden.")).title == "Gesprek"
    assert read_file(Given("a.md", b"Woorden.\n# Later")).title == ""
