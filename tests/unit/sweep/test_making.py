"""Documents are made of what rows say, or refused with a reason."""

from __future__ import annotations

import codecs
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from crosscase.interchange.reading.plain import make_uniform
from crosscase.sweep.making import DocumentMaker, decode
from crosscase.sweep.opening import Refused
from crosscase.sweep.records import Fields
from tests.unit.sweep.corpus import SETTING, UNITS


def make(row: dict[str, Any], **options: Any) -> Any:
    return DocumentMaker(replace(SETTING, **options)).from_row({"text": "Tekst.", **row}, "a:1")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("ommen", ("ommen",)),
        ("Ommen", ("ommen",)),
        ("  OMMEN ", ("ommen",)),
        ("Ommense", ("ommen",)),
        ("ommen; Zwolle", ("ommen", "zwolle")),
        (["Zwolle", "ommen", "Zwolle"], ("zwolle", "ommen")),
        ("Kampen", ()),
        (["Kampen", "ommen"], ("ommen",)),
        ("", ()),
        (None, ()),
        ([], ()),
    ],
)
def test_units_are_known_by_id_label_or_other_name(given: Any, expected: tuple[str, ...]) -> None:
    assert make({"units": given}).units == expected


def test_a_name_of_two_units_is_that_of_none() -> None:
    twice = {**UNITS, "again": replace(UNITS["zwolle"], id="again")}
    assert make({"units": "Zwolle"}, units=twice).units == ()
    assert make({"units": "zwolle"}, units=twice).units == ("zwolle",)  # an id is one


def test_names_that_are_not_known_are_told_of_each_document() -> None:
    maker = DocumentMaker(SETTING)
    for units, unknown in (
        ("Kampen", ("Kampen",)),
        (["Kampen", "Zwolle", "Urk; Kampen"], ("Kampen", "Urk")),
        (["K" * 90, "K" * 91], ("K" * 59 + "…",)),
        ("Zwolle", ()),
    ):
        maker.from_row({"text": "Tekst.", "units": units}, "")
        assert maker.unknown == unknown


def test_a_document_without_units_may_be_about_any_where_that_is_asked() -> None:
    assert make({}, any_unit=True).units == tuple(UNITS)
    assert make({"units": "ommen"}, any_unit=True).units == ("ommen",)
    # One that names a unit we do not know is about that one.
    assert make({"units": "Kampen"}, any_unit=True).units == ()


def test_folders_say_units_where_that_is_asked() -> None:
    by_folder = DocumentMaker(replace(SETTING, by_folder=True))
    assert by_folder.from_file("raad/Ommen/2012/a.txt", "Tekst.").units == ("ommen",)
    assert by_folder.from_file("ommen.txt", "Tekst.").units == ()
    assert by_folder.unknown == ()
    assert DocumentMaker(SETTING).from_file("raad/Ommen/2012/a.txt", "Tekst.").units == ()


def test_the_other_fields() -> None:
    row = {"id": 12, "party": "Ommense", "date": date(2012, 7, 9), "language": "en"}
    made = make(row)
    assert (made.id, made.party, made.date, made.language) == ("12", "ommen", "2012-07-09", "en")
    assert made.kind == "document"
    other = make({"kenmerk": "k1"}, fields=Fields({"id": "kenmerk"}))
    assert (other.id, other.party, other.date, other.language) == ("k1", "", "", "nl")
    assert make({}).id == "a:1"


def test_a_text_is_as_it_would_be_entered_in_a_study() -> None:
    raw = "\ufeffCafe\u0301\r\n\r\nMeer.\r"
    assert make({"text": raw}).text == make_uniform(raw) == "Café\n\nMeer.\n"


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ({"text": None}, "missing-field"),
        ({"text": 5}, "wrong-type"),
        ({"text": " \n"}, "empty-text"),
        ({"text": "x" * 21}, "too-long"),
        ({"text": "half \ud800"}, "bad-character"),
        ({"text": "e" + "\u0301" * 18 + "\u0301" * 1, "id": "\udcff"}, "bad-character"),
        ({"id": ["a"]}, "wrong-type"),
        ({"units": {"a": 1}}, "wrong-type"),
        ({"units": 1.5}, "wrong-type"),
        ({"party": True}, "wrong-type"),
        ({"language": "Nederlands"}, "wrong-language"),
    ],
)
def test_what_is_no_document_is_refused(row: dict[str, Any], rule: str) -> None:
    with pytest.raises(Refused) as told:
        make(row, longest=20)
    assert told.value.rule == rule
    assert told.value.reason


def test_piled_marks_are_refused() -> None:
    with pytest.raises(Refused) as told:
        make({"text": "e" + "\u0301" * 40})
    assert told.value.rule == "piled-marks"


def test_only_the_text_has_to_be_there() -> None:
    fields = Fields({"units": "gemeente", "text": "inhoud"})
    made = make({"units": "ommen", "inhoud": "Inhoud."}, fields=fields)
    assert (made.text, made.units) == ("Inhoud.\n", ())
    with pytest.raises(Refused, match="there is no inhoud"):
        make({"gemeente": "ommen"}, fields=fields)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("één".encode(), "utf-8"),
        ("één".encode("utf-8-sig"), "cp1252"),
        ("één".encode("utf-16"), "utf-8"),
        (codecs.BOM_UTF16_BE + "één".encode("utf-16-be"), "utf-8"),
        ("één".encode("utf-32"), "utf-8"),
        (codecs.BOM_UTF32_BE + "één".encode("utf-32-be"), "utf-8"),
        ("één".encode("cp1252"), "cp1252"),
    ],
)
def test_bytes_become_text_by_their_mark_or_as_asked(data: bytes, encoding: str) -> None:
    assert decode(data, encoding) == "één"


def test_bytes_in_another_encoding_are_refused_with_their_place() -> None:
    with pytest.raises(Refused, match="0xe9 on line 2 is not utf-8"):
        decode("a\né".encode("cp1252"), "utf-8")
