"""Coding by naming the words."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from crosscase.coding import Event
from crosscase.errors import AnchorError, StudyError, UsageError
from crosscase.storage import (
    add_coding,
    add_codings,
    check,
    cover_documents,
    load,
    make_add,
    make_cover,
    make_revise,
    reanchor,
    withdraw_codings,
)
from crosscase.storage.appending import event_line
from crosscase.storage.locking import lock
from tests.folders import make_folder, study_files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_folder(tmp_path)


def test_quote_is_found(root: Path) -> None:
    identity = add_coding(
        root, "c1", "d1", "groot", "trust", "a", "high", toward="b", memo="met voorbehoud"
    )
    study = load(root)
    coding = study.codings[identity]
    assert study.documents["d1"].text[coding.start : coding.end] == "groot"
    assert (coding.toward, coding.memo) == ("b", "met voorbehoud")


def test_quote_pasted_in_another_normal_form_is_found(tmp_path: Path) -> None:
    files = study_files()
    files["corpus/texts/d2.md"] = "E\u00e9n voor allen.\n"
    files["corpus/codings/c1.jsonl"] = ""
    del files["corpus/snapshots/first.txt"]
    root = make_folder(tmp_path, files)
    reanchor(root)
    identity = add_coding(root, "c1", "d2", "Ee\u0301n voor", "urgency", "a", "absent")
    assert load(root).codings[identity].quote == "E\u00e9n voor"


def test_quote_that_stands_in_several_places_is_told_with_each(root: Path) -> None:
    with pytest.raises(StudyError) as refused:
        add_coding(root, "c1", "d1", "[@src", "urgency", "a", "present")
    assert [(p.file, p.line, p.rule) for p in refused.value.problems] == [
        ("corpus/texts/d1.md", 3, "quote-not-unique"),
        ("corpus/texts/d1.md", 5, "quote-not-unique"),
    ]
    assert "niet meer" in refused.value.problems[0].found


def test_quote_that_stands_nowhere(root: Path) -> None:
    with pytest.raises(StudyError) as refused:
        add_coding(root, "c1", "d1", "GROOT", "trust", "a", "high", toward="b")
    assert [p.rule for p in refused.value.problems] == ["quote-not-found"]


def test_all_rows_or_none_and_every_problem(root: Path) -> None:
    claim = {"code": "urgency", "unit": "a", "value": "absent"}
    rows = [
        {"document": "d2", "quote": "De raad", **claim},
        {"document": "d3", "quote": "De raad", **claim},
        {"document": "d2", "quote": "De man", **claim},
    ]
    with pytest.raises(StudyError) as refused:
        add_codings(root, "c1", rows)
    assert [p.rule for p in refused.value.problems] == ["unknown-document", "quote-not-found"]
    assert len(load(root).codings) == 4
    assert len(add_codings(root, "c1", rows[:1])) == 1


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"document": "d1", "quote": "groot"}, "add code, unit, value"),
        (
            {"document": "d1", "quote": "x", "code": "c", "unit": "a", "value": "v", "n": "1"},
            "remove n",
        ),
    ],
)
def test_row_with_too_little_or_too_much(root: Path, row: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        add_codings(root, "c1", [row])


def test_cover_documents(root: Path) -> None:
    cover_documents(root, "c2", ["d1", "d2"], codebooks=["book"])
    covered = [c for c in load(root).coding_state.coverage if c.coder == "c2"]
    assert [c.document for c in covered] == ["d1", "d2"]
    assert "duration" not in covered[0].codes
    assert "urgency" in covered[0].codes


def test_names_that_do_not_exist(root: Path) -> None:
    study = load(root)
    with pytest.raises(UsageError, match="write book"):
        cover_documents(root, "c1", ["d1"], codebooks=["boek"])
    with pytest.raises(UsageError, match="d1, d2"):
        make_cover(study, "d9", coder="c1")
    with pytest.raises(UsageError, match="write urgency"):
        make_cover(study, "d1", coder="c1", codes=["urgenc"])
    with pytest.raises(AnchorError):
        make_add(study, "d1", 5, 5000, coder="c1", code="urgency", unit="a", value="absent")
    with pytest.raises(UsageError, match="found start to revise"):
        make_revise(study.codings["e1"], start="3")


def test_unit_the_document_does_not_list_is_refused(root: Path) -> None:
    with pytest.raises(StudyError) as refused:
        add_coding(root, "c1", "d1", "groot", "urgency", "c", "present")
    (problem,) = refused.value.problems
    assert (problem.file, problem.rule) == ("corpus/documents.yaml", "unit-not-listed")
    assert problem.allowed == ", ".join(load(root).documents["d1"].units)
    assert "add c to the units of d1" in problem.action


def outdated(root: Path) -> list[tuple[str, str]]:
    return [(p.rule, p.found) for p in check(root) if p.rule.endswith("-read-before")]


def test_coverage_overtaken_by_a_definition_is_said_until_it_is_stated_anew(root: Path) -> None:
    cover_documents(root, "c2", ["d1", "d2"], codebooks=["book"])
    assert outdated(root) == []
    book = root / "codebooks/book.yaml"
    book.write_text(book.read_text("utf-8").replace("Besef van nood.", "Nood."), "utf-8")
    assert outdated(root) == [
        ("code-read-before", "coverage by c1, 1 document, for urgency, defined otherwise since"),
        ("code-read-before", "coverage by c2, 2 documents, for urgency, defined otherwise since"),
    ]
    cover_documents(root, "c2", ["d1"])
    assert outdated(root)[1:] == [
        ("code-read-before", "coverage by c2, 1 document, for urgency, defined otherwise since"),
    ]
    cover_documents(root, "c1", ["d1"])
    cover_documents(root, "c2", ["d2"])
    assert outdated(root) == []


def test_coverage_overtaken_by_a_text_is_one_warning_a_document(root: Path) -> None:
    cover_documents(root, "c2", ["d2"])
    text = root / "corpus/texts/d2.md"
    text.write_text(text.read_text("utf-8") + "\nNog een zin.\n", "utf-8")
    reanchor(root)
    ((rule, found),) = outdated(root)
    codes = sum(code.derive is None for code in load(root).codes.values())
    assert rule == "text-read-before"
    assert found == f"coverage of d2 by c2, {codes} codes, of another text"
    cover_documents(root, "c2", ["d2"])
    assert outdated(root) == []


CODINGS = "corpus/codings/c1.jsonl"


def after_another(root: Path, act: Callable[[], Any], change: Callable[[], object]) -> Future[Any]:
    """Carry out what another program comes before, while it holds the codings."""
    with ThreadPoolExecutor(1) as threads, lock(root, CODINGS):
        done = threads.submit(act)
        time.sleep(0.3)
        change()
        threads.shutdown(wait=False)
    return done


def write_line(root: Path, event: Event) -> None:
    with (root / CODINGS).open("ab") as file:
        file.write(event_line(event))


def test_what_another_program_adds_first_is_not_added_twice(root: Path) -> None:
    claim = {"code": "urgency", "unit": "a", "value": "absent"}
    first = make_add(load(root), "d2", 0, 7, coder="c1", **claim)
    act = partial(add_coding, root, "c1", "d2", first.quote, **claim)
    done = after_another(root, act, lambda: write_line(root, first))
    with pytest.raises(StudyError, match="coded-already"):
        done.result()
    assert len(load(root).codings) == 5


def test_what_another_program_revises_first_is_taken_back_as_it_is_then(root: Path) -> None:
    revised = make_revise(load(root).codings["e2"], memo="anders")
    act = partial(withdraw_codings, root, "c1", ["e2"])
    assert after_another(root, act, lambda: write_line(root, revised)).result()
    assert "e2" not in load(root).codings


def test_coverage_is_of_the_definitions_at_the_moment_it_is_written(root: Path) -> None:
    book = root / "codebooks/book.yaml"
    changed = book.read_text("utf-8").replace("Besef van nood.", "Nood.")
    act = partial(cover_documents, root, "c1", ["d2"])
    after_another(root, act, lambda: book.write_text(changed, "utf-8")).result()
    assert not [one for one in outdated(root) if "c1, 2" in one[1]]
