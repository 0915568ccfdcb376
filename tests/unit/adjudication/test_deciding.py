"""From answers to decisions in the study folder: all of them or none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crosscase.adjudication import (
    Answer,
    NewCoding,
    change_coding,
    decide,
    decision_events,
    find_items,
    read_answers,
    reopen,
    reopening_events,
    review_answers,
)
from crosscase.adjudication.items import Item
from crosscase.coding import ADJUDICATED
from crosscase.errors import StudyError, UsageError
from crosscase.scoring import Scorebook
from crosscase.storage import (
    OpenStudy,
    append_events,
    appending,
    check,
    following,
    load,
    loading,
    make_cover,
    make_revise,
)
from crosscase.storage.loading import Contents, read_folder
from tests.folders import add, lines, make_folder, replace_once, study_files

FILE = "corpus/codings/adjudicated.jsonl"
QUOTE = "vertrouwen in de buren"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two coders who read everything: c2 has another value for e1 and e5, and nothing else."""
    files = study_files()
    theirs = (
        add("f1", value="absent"),
        add("f2", "d2", "Niemand was tegen", "pressure", "a", "present", actor="council"),
    )
    files["corpus/codings/c2.jsonl"] = lines(*(one | {"coder": "c2"} for one in theirs))
    folder = make_folder(tmp_path / "study", files)
    study = load(folder)
    for coder in ("c1", "c2"):
        append_events(folder, coder, [make_cover(study, d, coder=coder) for d in study.documents])
    return folder


def item_on(root: Path, coding: str) -> Item:
    items = find_items(load(root))
    return next(item for item in items if coding in [one.id for one in item.codings])


def answer(item: Item, *keep: str, **fields: Any) -> Answer:
    fields = {"by": ("c1", "c2"), "why": "talked over"} | fields
    return Answer(item=item.id, keep=keep, **fields)


def heard(root: Path) -> tuple[str, ...]:
    return Scorebook(load(root)).score("a", "urgency").codings


def test_a_decision_is_recorded_counts_and_can_be_taken_back(root: Path) -> None:
    item = item_on(root, "e1")
    assert (item.kind, heard(root)) == ("value", ("e1",))
    (decision,) = decide(root, [answer(item, "f1")])
    assert heard(root) == ("f1",)
    data = json.loads((root / FILE).read_text(encoding="utf-8"))
    assert data["settles"] == {"e1": "e4", "f1": "f1"}
    assert (data["stands"], data["between"], data["by"]) == (["f1"], ["c1", "c2"], ["c1", "c2"])
    settled = item_on(root, "e1").settled
    assert settled is not None
    assert (settled.id, settled.why) == (decision, "talked over")
    with pytest.raises(StudyError, match="settled-already"):
        decide(root, [answer(item, "e1")])
    assert reopen(root, [decision, decision]) == (decision,)
    assert heard(root) == ("e1",)
    assert item_on(root, "e1").settled is None
    with pytest.raises(UsageError, match="there are none"):
        reopen(root, [decision])
    assert check(root) == ()


def test_the_study_is_read_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    item, count = item_on(root, "e1"), 0

    def read(*args: Any) -> Contents:
        nonlocal count
        count += 1
        return read_folder(*args)

    for module in (loading, following, appending):
        monkeypatch.setattr(module, "read_folder", read)
    (decision,) = decide(root, [answer(item, "f1")])
    assert count == 1
    reopen(root, [decision])
    assert count == 2


def test_a_new_coding_stands_instead_and_goes_with_its_decision(root: Path) -> None:
    item = item_on(root, "e1")
    changed = change_coding(item.codings[0], {"value": "present", "memo": ""})
    (decision,) = decide(root, [answer(item, add=(changed,))])
    (id,) = heard(root)
    made = load(root).codings[id]
    assert (made.coder, made.value, made.memo) == ("adjudicated", "present", "")
    assert (made.start, made.end) == (item.codings[0].start, item.codings[0].end)
    assert check(root) == ()
    reopen(root, [decision])
    assert id not in load(root).codings
    assert check(root) == ()


def test_words_are_looked_up_in_the_item_first_and_elsewhere_when_named(root: Path) -> None:
    item = item_on(root, "e1")
    assert item.document == "d1"
    near = NewCoding("urgency", "a", "partial", quote="moesten")
    far = NewCoding("pressure", "a", "absent", document="d2", quote="Niemand", actor="council")
    placed = NewCoding("urgency", "a", "absent", start=item.start, end=item.start + 3)
    decide(root, [answer(item, add=(near, far, placed))])
    added = [one for one in load(root).codings.values() if one.coder == "adjudicated"]
    assert {(one.document, one.quote) for one in added} == {
        ("d1", "moesten"),
        ("d2", "Niemand"),
        ("d1", "Wij"),
    }
    # "et" stands in the item nowhere and in the document often.
    with pytest.raises(StudyError, match="quote-not-unique"):
        decide(root, [answer(item_on(root, "e5"), add=(replace(near, document="d1", quote="et"),))])


def test_nothing_is_written_when_one_answer_is_wrong_and_all_is_said(root: Path) -> None:
    first, second = item_on(root, "e1"), item_on(root, "e5")
    wrong = [
        answer(first, "e1", "f2", line=1),
        answer(first, line=2),
        Answer(item="d-0000000000", by=("c1",), why="x", line=3),
        answer(second, by=(), why=" ", line=4),
        answer(item_on(root, "e2"), by=("c9",), line=5),
        answer(
            item_on(root, "e3"),
            add=(
                NewCoding("urgency", "a", "huge", document="d2", start=0, end=2),
                NewCoding("urgency", "a", "absent"),
                NewCoding("urgency", "a", "absent", start=0, end=2, quote="De"),
                NewCoding("urgency", "a", "absent", start=5, end=5000),
                NewCoding("urgency", "a", "absent", document="d9", quote="De"),
                NewCoding("urgency", "a", "absent", quote="Nergens te vinden"),
            ),
            line=6,
        ),
    ]
    found = {(one.file, one.line, one.rule) for one in review_answers(root, wrong, file="m.jsonl")}
    assert {(line, rule) for _, line, rule in found} == {
        (1, "foreign-coding"),
        (2, "answered-twice"),
        (3, "unknown-item"),
        (4, "wrong-type"),
        (4, "wrong-value"),
        (5, "unknown-coder"),
        (6, "off-scale"),
        (6, "no-words"),
        (6, "span-outside"),
        (6, "unknown-document"),
        (6, "quote-not-found"),
    }
    assert {file for file, _, _ in found} == {"m.jsonl"}
    with pytest.raises(StudyError) as refused:
        decide(root, wrong, file="m.jsonl")
    assert {one.line for one in refused.value.problems} == {1, 2, 3, 4, 5, 6}
    assert not (root / FILE).exists()


def test_an_item_that_changed_has_another_id_and_is_decided_on_anew(root: Path) -> None:
    item = item_on(root, "e5")
    (old,) = decide(root, [answer(item, add=(change_coding(item.codings[0], {"memo": "x"}),))])
    append_events(root, "c2", [make_revise(load(root).codings["f2"], value="partial")])
    assert [one.rule for one in check(root)] == ["overtaken"]
    again = item_on(root, "e5")
    assert (again.settled, again.id != item.id) == (None, True)
    with pytest.raises(StudyError, match="unknown-item"):
        decide(root, [answer(item, "f2")])
    (new,) = decide(root, [answer(again, "f2")])
    state = load(root).coding_state
    assert ([one.id for one in state.decisions], new != old) == ([new], True)
    assert [one.id for one in state.codings if one.coder == "adjudicated"] == []
    assert check(root) == ()


def test_only_the_coders_compared_make_the_item(root: Path) -> None:
    with pytest.raises(StudyError, match="unknown-item"):
        decide(root, [Answer("d-1", ("c1",), "x")], coders=["c2", "c1"])
    item = item_on(root, "e1")
    assert decide(root, [answer(item, "e1")], coders=["c2", "c1"])


def test_items_of_a_snapshot_can_be_decided_on_while_their_codings_are_the_same(root: Path) -> None:
    ids = [
        json.loads(line)["id"]
        for file in ("c1", "c2")
        for line in (root / f"corpus/codings/{file}.jsonl").read_text("utf-8").splitlines()
    ]
    (root / "corpus/snapshots/both.txt").write_text("# Both\n" + "\n".join(ids) + "\n", "utf-8")
    book = root / "codebooks/book.yaml"
    book.write_text(
        replace_once(book.read_text("utf-8"), "Besef van nood.", "Besef van tijdnood."), "utf-8"
    )
    then = find_items(load(root), snapshot="both")
    assert "e1" not in [one.id for item in find_items(load(root)) for one in item.codings]
    first, second = (
        next(item for item in then if id in [c.id for c in item.codings]) for id in ("e1", "e5")
    )
    with pytest.raises(StudyError, match="unknown-item"):
        decide(root, [answer(first, "f1")])
    append_events(root, "c2", [make_revise(load(root).codings["f2"], value="partial")])
    with pytest.raises(StudyError, match="changed-item"):
        decide(root, [answer(first, "f1"), answer(second, "f2")], snapshot="both")
    (decision,) = decide(root, [answer(first, "f1")], snapshot="both")
    assert heard(root) == ("f1",)
    settled = [item.settled.id for item in find_items(load(root), snapshot="both") if item.settled]
    assert settled == [decision]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("{", "broken-json"),
        ('["d-1"]', "wrong-type"),
        ('{"item": "d-1", "keep": [], "way": 1}', "unknown-key"),
        ('{"keep": []}', "missing-key"),
        ('{"item": "d-1", "why": "x"}', "missing-key"),
        ('{"item": "d-1", "keep": "k"}', "wrong-type"),
        ('{"item": "d-1", "keep": [1]}', "wrong-type"),
        ('{"item": 1, "keep": []}', "wrong-type"),
        ('{"item": "d-1", "keep": null}', "missing-key"),
        ('{"item": "d-1", "keep": false}', "wrong-type"),
        ('{"item": "d-1", "keep": [], "why": 0}', "wrong-type"),
        ('{"item": "d-1", "keep": [], "add": ""}', "wrong-type"),
        ('{"item": "d-1", "keep": ["\\u001b[2J"]}', "broken-json"),
        ('{"item": "d-1", "add": [{"code": "\\u0000", "unit": "a", "value": "v"}]}', "broken-json"),
        ('{"item": "d-1", "add": [{"code": "x", "unit": "a", "value": 1, "end": 1.0}]}', "wrong-type"),
        ('{"item": "d-1", "keep": [], "by": "c1"}', "wrong-type"),
        ('{"item": "d-1", "add": [1]}', "wrong-type"),
        ('{"item": "d-1", "add": {"code": "x"}}', "wrong-type"),
        ('{"item": "d-1", "add": [{"code": "x", "unit": "a"}]}', "missing-key"),
        ('{"item": "d-1", "add": [{"code": "x", "unit": "a", "value": "v", "x": 1}]}', "unknown-key"),
        ('{"item": "d-1", "add": [{"code": 1, "unit": "a", "value": "v"}]}', "wrong-type"),
        ('{"item": "d-1", "add": [{"code": "x", "unit": "a", "value": 1, "end": -1}]}', "wrong-type"),
    ],
)  # fmt: skip
def test_a_line_that_is_no_answer(text: str, rule: str) -> None:
    answers, problems = read_answers("\n" + text + "\n", "m.jsonl")
    assert answers == []
    assert [(one.file, one.line, one.rule) for one in problems] == [("m.jsonl", 2, rule)]


def test_a_list_where_lines_are_asked_for_is_told_so() -> None:
    answers, problems = read_answers('[\n{"item": "d-1", "keep": []},\n]\n', "m.json")
    assert (answers, [one.line for one in problems]) == ([], [1, 2, 3])
    assert all("one JSON object a line" in one.allowed for one in problems)


def test_a_number_is_a_value() -> None:
    text = '{"item": "d-1", "add": [{"code": "y", "unit": "a", "value": 2.5}]}'
    ((answer,), problems) = read_answers(text, "")
    assert (answer.add[0].value, problems) == ("2.5", [])


def test_an_answer_is_read_as_it_stands() -> None:
    text = (
        '{"item": "d-1", "keep": ["k"], "by": ["c1"], "why": "x", '
        '"add": [{"code": "y", "unit": "a", "value": 2, "quote": "q", "memo": null}]}'
    )
    answers, problems = read_answers(text, "")
    assert (answers, problems) == (
        [Answer("d-1", ("c1",), "x", ("k",), (NewCoding("y", "a", "2", quote="q"),), 1)],
        [],
    )


def test_decisions_can_be_told_as_events_and_appended_to_an_open_study(root: Path) -> None:
    held = OpenStudy(root)
    item = item_on(root, "e1")
    changed = change_coding(item.codings[0], {"value": "present"})
    events, (decision,) = decision_events(
        held.study(), find_items(held.study()), [answer(item, add=(changed,))]
    )
    assert [event.event for event in events] == ["add", "adjudicate"]
    assert not (root / FILE).exists()
    held.append(ADJUDICATED, events)
    assert heard(root) == (events[0].id,)
    back = reopening_events(held.study(), [decision, decision])
    assert [event.event for event in back] == ["withdraw", "withdraw"]
    held.append(ADJUDICATED, back)
    assert heard(root) == ("e1",)
    with pytest.raises(UsageError, match="there are none"):
        reopening_events(held.study(), [decision])
    with pytest.raises(StudyError, match="foreign-coding"):
        decision_events(held.study(), find_items(held.study()), [answer(item, "e5")])
    assert check(root) == ()
