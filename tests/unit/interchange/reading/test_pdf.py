"""PDF made by hand: what is refused, and pages without words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosscase.corpus import page_at
from crosscase.errors import ForeignFileError
from crosscase.interchange.reading import Given, Limits, ReadingOptions, read_file
from tests.builders import document
from tests.property.test_reading import make_pdf


def refused(data: bytes, limits: Limits | None = None) -> list[str]:
    with pytest.raises(ForeignFileError) as error:
        read_file(Given("a.pdf", data), ReadingOptions(limits=limits or Limits()))
    return [problem.rule for problem in error.value.problems]


def test_pages_are_known_by_their_number() -> None:
    reading = read_file(Given("a.pdf", make_pdf("Een einde.", "", "Twee.")))
    assert reading.text == "Een einde.\n\nTwee.\n"
    assert "pages without text, pictures perhaps: 2" in reading.notes
    made = replace(document("d", text=reading.text), pages=reading.structure.pages)
    assert page_at(made, 0, 3) == "1"
    assert page_at(made, 12, 16) == "3"
    assert page_at(made, 4, 16) == "1;3"


def test_a_scan_has_no_text() -> None:
    assert refused(make_pdf("", "")) == ["no-text"]


def test_a_password_is_told_as_such() -> None:
    lock = (
        "/Encrypt<</Filter/Standard/V 1/R 2/P -4"
        f"/O<{'41' * 32}>/U<{'42' * 32}>>>/ID[<{'43' * 16}><{'43' * 16}>]"
    )
    locked = make_pdf("Geheim.").replace(b"/Root 1 0 R", f"/Root 1 0 R{lock}".encode())
    assert refused(locked) == ["locked"]


def test_broken_and_endless_files_are_refused() -> None:
    assert refused(b"%PDF-1.7\n%%EOF") == ["broken-pdf"]
    assert refused(b"geen pdf") == ["broken-pdf"]
    assert refused(make_pdf(*["Een."] * 3), Limits(pages=2)) == ["too-many-pages"]
