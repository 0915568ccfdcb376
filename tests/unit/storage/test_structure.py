"""Who speaks where and on which page: reading it, refusing it, moving it along."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from crosscase.corpus import Page, Turn, page_at, speaker_at, time_at
from crosscase.errors import Problem
from crosscase.spans import text_sha256
from crosscase.storage import (
    Structure,
    check,
    load,
    reanchor,
    schema,
    stored_stretches,
    write_structure,
)
from tests.folders import TEXTS, make_folder, study_files

FILE = "corpus/structure/d1.json"
TEXT = """\
# Gesprek

I: Waarom?

R: Geld, en nog eens geld. Dat was het, en niets anders dan dat.

I: Waarom?

R: Om de buren 🙂.
"""


def span(words: str, start: int = 0) -> tuple[int, int]:
    at = TEXT.index(words, start)
    return at, at + len(words)


SECOND = TEXT.index("R: Geld") + 1
TURNS = (
    Turn(*span("I: Waarom?"), "I", "00:00:01.000", "00:00:02.000"),
    Turn(*span("R: Geld, en nog eens geld. Dat was het, en niets anders dan dat."), "R"),
    Turn(*span("I: Waarom?", SECOND), "I", "00:01:00.500"),
    Turn(*span("R: Om de buren 🙂."), "R"),
)
HALF = TEXT.index(" Dat was")
PAGES = (Page(TEXT.index("R: Geld"), HALF, "1"), Page(HALF + 1, len(TEXT) - 1, "2"))


def structured(text: str = TEXT, turns: tuple[Turn, ...] = TURNS) -> str:
    return write_structure(text_sha256(text), stored_stretches(Structure(turns, PAGES), text))


def make(root: Path, structure: str | None = None, text: str = TEXT) -> Path:
    files = study_files()
    files["corpus/documents.yaml"] = files["corpus/documents.yaml"].replace(
        text_sha256(TEXTS["d1"]), text_sha256(text)
    )
    for file in ("corpus/origins.csv", "corpus/left-out.csv", "corpus/sources.yaml"):
        del files[file]
    files = {path: held for path, held in files.items() if "/codings/" not in path}
    del files["corpus/snapshots/first.txt"]
    files["corpus/texts/d1.md"] = text
    files[FILE] = structured() if structure is None else structure
    return make_folder(root, files)


def of_structure(problems: tuple[Problem, ...]) -> list[tuple[str, int, str]]:
    return [(p.rule, p.line, p.severity) for p in problems if p.file == FILE]


def test_a_span_is_asked_who_speaks_and_where_it_stands(tmp_path: Path) -> None:
    document = load(make(tmp_path)).documents["d1"]
    assert (document.turns, document.pages) == (TURNS, PAGES)
    assert speaker_at(document, *span("niets anders")) == "R"
    assert page_at(document, *span("niets anders")) == "2"
    assert page_at(document, *span("geld. Dat")) == "1;2"
    first, last = span("Waarom?")[0], span("buren")[1]
    assert speaker_at(document, first, last) == "I;R"
    assert time_at(document, *span("Waarom?", SECOND)) == "00:01:00.500"
    assert (speaker_at(document, 0, 5), time_at(document, 0, 5)) == ("", "")


def test_a_span_that_only_borders_on_a_turn_is_not_in_it(tmp_path: Path) -> None:
    document = load(make(tmp_path)).documents["d1"]
    start, end = span("I: Waarom?")
    assert speaker_at(document, start - 1, start) == ""
    assert speaker_at(document, end, end + 2) == ""
    assert speaker_at(document, end - 1, end) == "I"


def test_what_is_written_is_valid_and_reads_as_it_was() -> None:
    Draft202012Validator(schema("structure")).validate(json.loads(structured()))


def changed(**fields: Any) -> str:
    return json.dumps({**json.loads(structured()), **fields}, ensure_ascii=False, indent=0)


FAULTS: list[tuple[str, str, str, str]] = [
    ("broken-json", '"turns": [', '"turns": [[', '"turns"'),
    ("duplicate-key", '"format": "1"', '"format": "1", "format": "1"', "format"),
    ("control-character", '"speaker": "I"', '"speaker": "\\u0007"', "u0007"),
    ("unknown-key", '"label": "1"', '"label": "1", "labl": "2"', "labl"),
    ("missing-key", '"label": "2", ', "", f'"start": {HALF + 1}'),
    ("wrong-value", '"begin": "00:01:00.500"', '"begin": "1:00"', '"1:00"'),
    ("wrong-time", '"until": "00:00:02.000"', '"until": "00:00:00.999"', "00.999"),
    ("empty-turn", '"speaker": "R", "head": "R: Om', '"speaker": "", "head": "R: Om', "R: Om"),
    ("wrong-value", '"start": 11', '"start": -11', "-11"),
    ("wrong-order", '"start": 23', '"start": 20', '"start": 20'),
    ("wrong-span", '"end": 21', '"end": 11', '"end": 11'),
    ("wrong-span", f'"end": {len(TEXT) - 1}, "label"', '"end": 900, "label"', '900, "label'),
    ("wrong-span", '"head": "I: Waarom?"', '"head": "I: Hoezo?"', "Hoezo"),
]


@pytest.mark.parametrize(("rule", "old", "new", "marker"), FAULTS)
def test_a_wrong_structure_is_refused_where_it_is_wrong(
    tmp_path: Path, rule: str, old: str, new: str, marker: str
) -> None:
    text = structured()
    assert old in text
    text = text.replace(old, new, 1)
    root = make(tmp_path, text)
    line = next(n for n, one in enumerate(text.split("\n"), start=1) if marker in one)
    found = of_structure(check(root))
    if rule == "broken-json":
        assert [one for one, _, _ in found] == [rule]
    else:
        assert (rule, line, "error") in found
    assert load(root, strict=False).documents["d1"].turns == ()


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    text = structured().replace('"00:01:00.500"', '"soon"').replace('"label": "2", ', "")
    rules = [rule for rule, _, _ in of_structure(check(make(tmp_path, text)))]
    assert sorted(rules) == ["missing-key", "wrong-value"]


def test_brackets_without_end_are_refused(tmp_path: Path) -> None:
    text = '{"format": "1", "turns": ' + "[" * 100_000 + "]" * 100_000 + "}"
    assert [rule for rule, _, _ in of_structure(check(make(tmp_path, text)))] == ["broken-json"]


def test_a_structure_of_another_text_or_document_is_a_warning_and_not_used(tmp_path: Path) -> None:
    root = make(tmp_path)
    (root / "corpus/structure/d9.json").write_text(structured(), "utf-8")
    text = root / "corpus/texts/d2.md"
    other = write_structure("0" * 64, stored_stretches(Structure(TURNS[:1]), TEXT))
    (root / "corpus/structure/d2.json").write_text(other, "utf-8")
    problems = {p.file: (p.rule, p.severity) for p in load(root).problems}
    assert text.is_file()
    assert problems["corpus/structure/d9.json"] == ("not-catalogued", "warning")
    assert problems["corpus/structure/d2.json"] == ("structure-of-another-text", "warning")
    assert load(root).documents["d2"].turns == ()


def rewrite(root: Path, old: str, new: str) -> str:
    path = root / "corpus/texts/d1.md"
    assert old in path.read_text("utf-8")
    text = path.read_text("utf-8").replace(old, new)
    path.write_text(text, "utf-8")
    return text


def test_turns_and_pages_move_with_a_changed_text(tmp_path: Path) -> None:
    root = make(tmp_path)
    text = rewrite(root, "# Gesprek", "# Gesprek met een wethouder 😀")
    (result,) = reanchor(root).structures
    assert (result.document, result.placed, result.unplaced) == ("d1", 6, ())
    document = load(root).documents["d1"]
    assert [text[turn.start : turn.end] for turn in document.turns] == [
        TEXT[turn.start : turn.end] for turn in TURNS
    ]
    assert [(t.speaker, t.begin, t.until) for t in document.turns] == [
        (t.speaker, t.begin, t.until) for t in TURNS
    ]
    assert text[document.pages[1].start :].startswith("Dat was het")


def test_a_turn_that_was_reworded_inside_keeps_its_ends(tmp_path: Path) -> None:
    root = make(tmp_path)
    text = rewrite(root, " en niets anders", " zei hij, en niets anders")
    reanchor(root)
    second = load(root).documents["d1"].turns[1]
    assert text[second.start : second.end].endswith("niets anders dan dat.")


def test_what_is_gone_is_listed_kept_and_found_when_it_returns(tmp_path: Path) -> None:
    root = make(tmp_path)
    before = rewrite(root, "R: Om de buren 🙂.", "R: Weg.")
    gone = reanchor(root).structures[0].unplaced
    assert gone == ("R: Om de buren 🙂.", "Dat was het, en niets anders dan")
    study = load(root)
    assert [turn.speaker for turn in study.documents["d1"].turns] == ["I", "R", "I"]
    assert ("unplaced-structure", 0, "warning") in of_structure(study.problems)
    assert "R: Om de buren" in (root / FILE).read_text("utf-8")
    assert before != rewrite(root, "R: Weg.", "R: Om de buren 🙂.")
    reanchor(root)
    assert load(root).documents["d1"].turns == TURNS
    assert not [p for p in load(root).problems if p.file == FILE]


def test_alike_turns_of_which_one_is_gone_are_not_guessed(tmp_path: Path) -> None:
    root = make(tmp_path)
    path = root / "corpus/texts/d1.md"
    path.write_text(TEXT[: TURNS[2].start] + TEXT[TURNS[3].start :], "utf-8")
    (result,) = reanchor(root).structures
    turns = load(root).documents["d1"].turns
    # The long turn between them is certain, so the first question is as well.
    assert [turn.speaker for turn in turns] == ["I", "R", "R"]
    assert result.unplaced == ("I: Waarom?",)


def test_doing_it_again_does_nothing(tmp_path: Path) -> None:
    root = make(tmp_path)
    rewrite(root, "# Gesprek", "# Verslag")
    reanchor(root)
    before = (root / FILE).read_bytes()
    assert reanchor(root).structures == ()
    assert (root / FILE).read_bytes() == before
