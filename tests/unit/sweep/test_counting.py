"""Counts add up, however documents are divided."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from crosscase.suggest import Lexicon
from crosscase.sweep import counting
from crosscase.sweep.counting import Counts, case_of, summary_rows, value_rows
from crosscase.sweep.making import DocumentMaker
from tests.unit.sweep.corpus import CODES, SETTING, UNITS, rows

LEXICON = Lexicon(CODES, SETTING.scales, UNITS)


def count(given: list[dict[str, Any]]) -> Counts:
    maker, counts = DocumentMaker(SETTING), Counts()
    for row in given:
        document = maker.from_row(row, "")
        found = [(one, case_of(one.unit, document, UNITS)) for one in LEXICON.suggest(document)]
        counts.add_document(document, found, UNITS)
        for name in maker.unknown:
            counts.add_unknown(name, 1)
    return counts


def test_counts_by_hand() -> None:
    both = {"units": ["oh", "ommen", "hardenberg"]}
    counts = count(
        [
            {"text": "Ommen heeft vertrouwen. Ommen heeft geen vertrouwen.", **both},
            {"text": "Hardenberg heeft vertrouwen. Er is vertrouwen.", **both},
            {"text": "Er is vertrouwen en samenwerking.", "units": "Zwolle"},
            {"text": "Er is vertrouwen.", "units": "Kampen"},
            {"text": "Niets.", "units": ["Zwolle", "ommen"]},
            {"text": "Er is samenwerking.", "units": ["Zwolle", "ommen"]},
        ]
    )
    assert summary_rows(counts, CODES[:2], UNITS) == [
        # case, code, documents read, with it, sentences, suggestions, unit asked, value asked
        ("oh", "trust", 4, 2, 4, 4, 1, 0),
        ("oh", "work", 4, 0, 0, 0, 0, 0),
        ("zwolle", "trust", 3, 1, 1, 1, 0, 0),
        ("zwolle", "work", 3, 2, 2, 2, 0, 0),
        ("", "trust", 1, 1, 1, 1, 1, 0),
        ("", "work", 1, 0, 0, 0, 0, 0),
    ]
    assert value_rows(counts) == [
        ("", "", "trust", "present", 1, 1),
        ("oh", "", "trust", "present", 1, 1),
        ("oh", "hardenberg", "trust", "present", 1, 1),
        ("oh", "ommen", "trust", "absent", 1, 1),
        ("oh", "ommen", "trust", "present", 1, 1),
        ("zwolle", "zwolle", "trust", "present", 1, 1),
        ("zwolle", "zwolle", "work", "present", 2, 2),
    ]
    assert (counts.documents, counts.suggestions, counts.without_unit) == (6, 8, 1)
    assert counts.unknown == {"Kampen": 1}


def test_a_sentence_about_two_parties_is_one_sentence_of_their_case() -> None:
    counts = count(
        [{"text": "Ommen en Hardenberg hebben vertrouwen.", "units": ["ommen", "hardenberg"]}]
    )
    assert counts.codes["oh", "trust"] == [1, 1, 2, 0, 0]


@given(st.lists(st.integers(0, 3), max_size=12))
def test_parts_add_up_to_the_whole_also_through_a_file(parts: list[int]) -> None:
    given = list(rows(len(parts)))
    total = Counts()
    for part in range(4):
        mine = [row for row, of in zip(given, parts, strict=True) if of == part]
        total.add(Counts.from_plain(json.loads(json.dumps(count(mine).as_plain()))))
    assert total.as_plain() == count(given).as_plain()


def test_names_that_are_not_known_take_no_more_than_so_much_room(monkeypatch: Any) -> None:
    monkeypatch.setattr(counting, "_MOST_NAMES", 2)
    counts = count([{"text": "Tekst.", "units": name} for name in "abcacd"])
    assert counts.unknown == {"a": 2, "b": 1, "": 3}
    assert sum(counts.unknown.values()) == 6


def test_the_case_of_a_suggestion() -> None:
    document = DocumentMaker(SETTING).from_row({"text": "Tekst.", "units": ["ommen", "oh"]}, "")
    assert case_of("ommen", document, UNITS) == "oh"
    assert case_of("oh", document, UNITS) == "oh"
    assert case_of("", document, UNITS) == "oh"
    assert case_of("", replace(document, units=("ommen", "zwolle")), UNITS) == ""
    assert case_of("", replace(document, units=()), UNITS) == ""
