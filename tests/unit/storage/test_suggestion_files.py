"""The suggestions file: whole, sorted, checked, and no part of any score."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from crosscase.errors import StudyError
from crosscase.spans import text_sha256
from crosscase.storage import (
    check,
    is_outdated,
    load,
    read_suggestions,
    schema,
    write_suggestions,
)
from crosscase.suggestion import Suggestion, identify_suggestion
from tests.folders import TEXTS, make_folder

FILE = "corpus/suggestions/lexicon.jsonl"


def suggestion(quote: str = "Wij moesten wel.", **fields: Any) -> Suggestion:
    text = TEXTS["d1"]
    start = text.index(quote)
    one = Suggestion(
        id="",
        document="d1",
        text_sha256=text_sha256(text),
        start=start,
        end=start + len(quote),
        quote=quote,
        code="urgency",
        unit="a",
        value="present",
        method="lexicon",
        rule="~moeten",
        score=None,
        reason={"nl": "“moesten”", "en": "“moesten”"},
        hits=((start + 4, start + 11),),
    )
    return identify_suggestion(replace(one, **fields))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "study")


def written(root: Path) -> dict[str, Any]:
    write_suggestions(root, "lexicon", [suggestion()])
    data: dict[str, Any] = json.loads((root / FILE).read_text("utf-8"))
    return data


def put(root: Path, *rows: dict[str, Any] | str) -> None:
    texts = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    (root / FILE).write_text("".join(text + "\n" for text in texts), encoding="utf-8")


def test_what_is_written_is_read(root: Path) -> None:
    given = [suggestion("Alleen ging het niet meer.", hits=(), unit=""), suggestion()]
    assert write_suggestions(root, "lexicon", given) == FILE
    assert read_suggestions(load(root)) == (given[1], given[0])
    assert read_suggestions(load(root), methods=["learned"]) == ()
    assert check(root) == ()


def test_the_order_given_makes_no_difference(root: Path) -> None:
    given = [suggestion(unit="b"), suggestion(), suggestion(value="")]
    write_suggestions(root, "lexicon", given)
    first = (root / FILE).read_bytes()
    write_suggestions(root, "lexicon", given[::-1])
    assert (root / FILE).read_bytes() == first
    write_suggestions(root, "lexicon", [])
    assert (root / FILE).read_bytes() == b""


def test_the_id_follows_from_what_is_proposed() -> None:
    one = suggestion()
    assert suggestion(reason={"nl": "anders"}, score=0.5).id == one.id
    changes = (
        {"unit": "b"},
        {"value": ""},
        {"rule": "x"},
        {"code": "trust"},
        {"method": "learned"},
    )
    assert len({one.id, *(suggestion(**change).id for change in changes)}) == 6


def test_a_suggestion_is_valid(root: Path) -> None:
    validator = Draft202012Validator(schema("suggestion"))
    assert list(validator.iter_errors(written(root))) == []


WRONG = [
    ({"id": "x"}, "wrong-value"),
    ({"start": -1}, "wrong-value"),
    ({"start": True}, "wrong-value"),
    ({"quote": " "}, "wrong-value"),
    ({"method": "guess"}, "wrong-value"),
    ({"score": 2}, "wrong-value"),
    ({"score": "high"}, "wrong-value"),
    ({"reason": {}}, "wrong-value"),
    ({"reason": {"nl": ""}}, "wrong-value"),
    ({"hits": [[1]]}, "wrong-value"),
    ({"hits": [["1", 2]]}, "wrong-value"),
    ({"text_sha256": "abc"}, "wrong-value"),
    ({"extra": 1}, "unknown-key"),
]


@pytest.mark.parametrize(("change", "rule"), WRONG, ids=str)
def test_a_wrong_line_is_refused_as_the_schema_does(
    root: Path, change: dict[str, Any], rule: str
) -> None:
    row = {**written(root), **change}
    put(root, row)
    assert [(p.file, p.line, p.rule) for p in check(root)] == [(FILE, 1, rule)]
    assert not Draft202012Validator(schema("suggestion")).is_valid(row)
    with pytest.raises(StudyError, match=rule):
        read_suggestions(load(root))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"end": 400}, "wrong-length"),
        ({"hits": [[0, 3]]}, "span-outside"),
        ({"method": "learned"}, "wrong-value"),
    ],
)
def test_what_no_schema_sees_is_refused(root: Path, change: dict[str, Any], rule: str) -> None:
    put(root, {**written(root), **change})
    assert [p.rule for p in check(root) if p.severity == "error"] == [rule]


def test_every_wrong_line_is_told(root: Path) -> None:
    row = written(root)
    short = {name: value for name, value in row.items() if name != "unit"}
    put(root, "{", row, row, "[]", short)
    found = [(p.line, p.rule) for p in check(root)]
    assert found == [
        (1, "broken-json"),
        (3, "duplicate-id"),
        (4, "wrong-type"),
        (5, "missing-key"),
    ]


def test_another_file_is_no_suggestions_file(root: Path) -> None:
    written(root)
    (root / "corpus/suggestions/mine.jsonl").write_text("", encoding="utf-8")
    assert [p.rule for p in check(root)] == ["wrong-name"]


def test_outdated_suggestions_are_a_warning(root: Path) -> None:
    old = suggestion(text_sha256="0" * 64)
    write_suggestions(root, "lexicon", [suggestion(), old, suggestion(code="gone")])
    problem = check(root)[0]
    assert (problem.rule, problem.severity) == ("outdated-suggestions", "warning")
    assert problem.found.startswith("2 of 3")
    study = load(root)
    found = [is_outdated(study, one) for one in (suggestion(), old, suggestion(unit="z"))]
    assert found == [False, True, True]


def test_suggestions_of_two_methods_never_share_a_file(root: Path) -> None:
    with pytest.raises(ValueError, match="another method"):
        write_suggestions(root, "lexicon", [suggestion(method="learned")])
