"""Decisions on disagreements: what of them is wrong, and what changes overtake them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crosscase.adjudication import reopen
from crosscase.errors import Problem, StudyError
from crosscase.storage import append_events, check, load, make_adjudicate, make_withdraw, reanchor
from tests.folders import TEXTS, add, cover, event, lines, make_folder, replace_once, study_files

FILE = "corpus/codings/adjudicated.jsonl"
Line = dict[str, Any]

OTHERS = (
    add("f1", value="absent"),
    add("f2", "d2", "Niemand was tegen", "pressure", "a", "present", actor="council"),
)


def decided(id: str, settles: Any, **fields: Any) -> Line:
    """A decision; ``settles`` may be ids of codings that were never revised."""
    if isinstance(settles, str):
        settles = {one: one for one in settles.split()}
    fields = {"stands": [], "between": ["c1", "c2"], "by": ["c1"], "why": "x"} | fields
    return adjudicated(event(id, "adjudicate", settles=settles, **fields))


def adjudicated(line: Line) -> Line:
    return line | {"coder": "adjudicated"}


def files_with(*more: Line, coder_1: tuple[Line, ...] = ()) -> dict[str, str]:
    files = study_files()
    files["corpus/codings/c2.jsonl"] = lines(*(one | {"coder": "c2"} for one in OTHERS))
    files["corpus/codings/c1.jsonl"] += lines(*coder_1)
    files[FILE] = lines(*more)
    return files


def problems_with(folder: Path, *more: Line, coder_1: tuple[Line, ...] = ()) -> list[Problem]:
    return list(check(make_folder(folder, files_with(*more, coder_1=coder_1))))


def test_decisions_in_order_have_no_problems(tmp_path: Path) -> None:
    found = problems_with(
        tmp_path,
        decided("z1", {"e1": "e4", "f1": "f1"}, stands=["e1"]),
        adjudicated(
            add("z2", "d2", "Niemand was tegen", "pressure", "a", "partial", actor="council")
        ),
        decided("z3", "e5 f2", stands=["z2"], by=["c1", "c2"]),
        decided("z4", "e2"),
        adjudicated(event("z5", "withdraw", of="z4")),
        decided("z6", "e2", stands=["e2"]),
    )
    assert found == []


@pytest.mark.parametrize(
    ("rule", "said", "line"),
    [
        ("unknown-coding", "nothing", decided("z", "nothing")),
        ("unknown-coding", "e8", decided("z", "e8")),
        ("unknown-coding", "e4", decided("z", "e4")),
        ("wrong-claim", "nothing", decided("z", {"e1": "nothing"})),
        ("wrong-claim", "f1", decided("z", {"e1": "f1"})),
        ("stands-unsettled", "e2", decided("z", "f1", stands=["e2"])),
        ("unknown-coder", "c6", decided("z", "f1", by=["c6"])),
        ("unknown-coder", "c5", decided("z", "f1", between=["c2", "c5"])),
        ("between-others", "c1", decided("z", "e2 f1", between=["c2", "adjudicated"])),
        ("wrong-type", "settles", decided("z", {})),
        ("wrong-type", "settles", decided("z", ["e2"])),
        ("wrong-type", "settles", decided("z", {"e2": 1})),
        ("wrong-type", "stands", decided("z", "e2", stands="e2")),
        ("wrong-type", "stands", decided("z", "e2", stands=["e2", "e2"])),
        ("wrong-type", "between", decided("z", "e2", between=["c1"])),
        ("wrong-type", "by", decided("z", "e2", by=[])),
        ("wrong-type", "why", decided("z", "e2", why=1)),
        ("wrong-value", "why", decided("z", "e2", why=" ")),
        ("missing-key", "why", {k: v for k, v in decided("z", "e2").items() if k != "why"}),
        ("unknown-key", "unit", decided("z", "e2", unit="a")),
        ("wrong-answer", "null", decided("z", "e2") | {"of": "e2"}),
        ("wrong-event", "cover", adjudicated(cover("z"))),
        ("wrong-event", "c2", decided("z", "e2") | {"coder": "c2"}),
    ],
)
def test_what_is_wrong_is_said_at_its_line(
    tmp_path: Path, rule: str, said: str, line: Line
) -> None:
    found = problems_with(tmp_path, decided("first", "e3", stands=["e3"]), line)
    (problem,) = (one for one in found if one.rule == rule)
    assert (problem.file, problem.line, problem.severity) == (FILE, 2, "error")
    assert said in problem.found + problem.allowed
    assert problem.action


def test_answers_to_a_decision_or_an_addition(tmp_path: Path) -> None:
    found = problems_with(
        tmp_path,
        adjudicated(add("z1", memo="z1")),
        decided("z2", "f1", stands=["z1"]),
        adjudicated(event("z3", "revise", of="z1", memo="x")),
        adjudicated(event("z4", "revise", of="z2", memo="x")),
    )
    assert {(one.line, one.rule, one.severity) for one in found} == {
        (2, "overtaken", "warning"),
        (3, "wrong-event", "error"),
        (4, "wrong-event", "error"),
        (4, "wrong-answer", "error"),
    }


def test_a_decision_overtaken_by_changes_is_a_warning_that_says_what_changed(
    tmp_path: Path,
) -> None:
    revised = (event("e9", "revise", of="e5", memo="x"), event("e10", "withdraw", of="e2"))
    found = problems_with(
        tmp_path,
        decided("z1", "e5 f2", stands=["e5"]),
        decided("z2", "e2"),
        coder_1=revised,
    )
    assert [(one.line, one.rule, one.severity) for one in found] == [
        (1, "overtaken", "warning"),
        (2, "overtaken", "warning"),
    ]
    assert "e5 (revised)" in found[0].found
    assert "e2 (withdrawn)" in found[1].found


def test_two_decisions_on_a_coding_are_errors_that_name_both(tmp_path: Path) -> None:
    found = problems_with(tmp_path, decided("z1", "f1 f2"), decided("z2", "f1"))
    assert [(one.line, one.rule) for one in found] == [(1, "settled-twice"), (2, "settled-twice")]
    assert all("z1" in one.found and "z2" in one.found for one in found)


def test_of_decisions_at_odds_all_but_one_can_be_taken_back_one_by_one(tmp_path: Path) -> None:
    root = make_folder(tmp_path, files_with(*(decided(id, "e2 f1") for id in ("z1", "z2", "z3"))))
    assert [one.line for one in check(root) if one.rule == "settled-twice"] == [1, 2, 3]
    reopen(root, ["z3"])
    assert [one.line for one in check(root) if one.rule == "settled-twice"] == [1, 2]
    reopen(root, ["z1"])
    assert check(root) == ()


def test_an_addition_that_no_decision_lets_stand_is_a_warning(tmp_path: Path) -> None:
    found = problems_with(tmp_path, adjudicated(add("z1")))
    assert [(one.rule, one.severity) for one in found] == [("never-counts", "warning")]


def test_a_coding_that_cannot_be_read_makes_no_unknown_coding(tmp_path: Path) -> None:
    files = files_with(decided("z1", "f3"))
    files["corpus/codings/c2.jsonl"] += '{"id": "f3", broken}\n'
    assert "unknown-coding" not in [one.rule for one in check(make_folder(tmp_path, files))]


def test_the_coder_of_decisions_cannot_be_declared(tmp_path: Path) -> None:
    files = files_with()
    files["study.yaml"] = replace_once(files["study.yaml"], "id: c2", "id: adjudicated")
    del files["corpus/codings/c2.jsonl"]
    found = check(make_folder(tmp_path, files))
    assert [(one.file, one.rule) for one in found] == [("study.yaml", "reserved-id")]


def test_a_text_that_moved_leaves_decisions_and_additions_what_they_were(tmp_path: Path) -> None:
    added = adjudicated(add("z1", quote="vertrouwen in de buren", value="partial"))
    root = make_folder(tmp_path, files_with(added, decided("z2", "f1", stands=["z1"])))
    text = root / "corpus/texts/d1.md"
    text.write_text(replace_once(TEXTS["d1"], "# Interview", "# Interview 2"), encoding="utf-8")
    unplaced = [one for one in check(root) if one.rule == "overtaken"]
    assert len(unplaced) == 1
    assert "f1 (unplaced), z1 (unplaced)" in unplaced[0].found
    assert "z1" in reanchor(root).moved
    assert '"event":"move"' in (root / FILE).read_text(encoding="utf-8")
    assert [one.rule for one in check(root) if one.rule == "overtaken"] == []
    assert load(root).codings["z1"].last_claim == "z1"


def test_a_snapshot_keeps_the_decisions_whose_events_it_names(tmp_path: Path) -> None:
    files = files_with(decided("z1", "f1", stands=["f1"]), decided("z2", "f2"))
    files["corpus/snapshots/settled.txt"] = "# Besproken\ne1\nf1\nf2\nz1\n"
    study = load(make_folder(tmp_path, files))
    assert [one.id for one in study.snapshots["settled"][1].decisions] == ["z1"]
    assert [one.id for one in study.snapshots["first"][1].decisions] == []


def test_an_append_that_would_settle_twice_is_refused(tmp_path: Path) -> None:
    root = make_folder(tmp_path, files_with(decided("z1", "f1")))
    before = (root / FILE).read_bytes()
    study = load(root)
    again = make_adjudicate(
        [study.codings["f1"]], [], between=["c1", "c2"], by=["c1"], why="once more"
    )
    with pytest.raises(StudyError, match="settled-twice"):
        append_events(root, "adjudicated", [again])
    assert (root / FILE).read_bytes() == before
    append_events(root, "c2", [make_withdraw(study.codings["f1"])])
    assert [one.rule for one in check(root)] == ["overtaken"]
