"""Deciding on suggestions: what a person says stays, whatever the next run proposes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from crosscase.coding import Coding
from crosscase.errors import StudyError, UsageError
from crosscase.judgements import judge_suggestions
from crosscase.scoring import Scorebook, score_frame
from crosscase.storage import (
    Claim,
    check,
    code_suggestions,
    judging_events,
    load,
    opened,
    read_history,
    reject_suggestions,
    schema,
    undo_suggestions,
    withdraw_codings,
    write_suggestions,
)
from crosscase.storage.judging_events import acceptances
from crosscase.suggestion import Suggestion, identify_suggestion
from tests.folders import TEXTS, add, lines, make_folder, study_files
from tests.unit.storage.test_suggestion_files import suggestion

FILE = "corpus/codings/c1.jsonl"
OTHER = "Alleen ging het niet meer."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A study in which c1 has coded nothing yet."""
    files = study_files()
    files[FILE] = ""
    del files["corpus/snapshots/first.txt"]
    return make_folder(tmp_path / "study", files)


def suggest(root: Path, *given: Suggestion) -> list[str]:
    write_suggestions(root, "lexicon", given)
    return [one.id for one in given]


def statuses(root: Path, *given: Suggestion, coder: str = "c1") -> list[str]:
    judged = judge_suggestions(load(root), given, coder)
    return [judged[one.id].status for one in given]


def rules(error: StudyError) -> list[str]:
    return [one.rule for one in error.problems]


def scores(root: Path) -> Any:
    return score_frame(load(root)).to_dict("records")


def test_no_suggestion_changes_a_score_until_it_is_accepted(root: Path) -> None:
    before = scores(root)
    (id,) = suggest(root, suggestion())
    assert scores(root) == before
    reject_suggestions(root, "c1", suggest(root, suggestion(), suggestion(OTHER, hits=()))[1:])
    assert scores(root) == before
    (coding,) = code_suggestions(root, "c1", [id])
    score = Scorebook(load(root)).score("a", "urgency")
    assert (score.state, score.value, score.codings) == ("scored", "present", (coding,))
    undo_suggestions(root, "c1", [id])
    assert scores(root) == before


def test_accepting_makes_the_coding_that_was_proposed(root: Path) -> None:
    one = suggestion()
    (id,) = suggest(root, one)
    (coding,) = code_suggestions(root, "c1", [id], Claim(details={"memo": "ja", "actor": ""}))
    made = load(root).codings[coding]
    assert (made.start, made.end, made.quote) == (one.start, one.end, one.quote)
    assert (made.code, made.unit, made.value, made.memo) == ("urgency", "a", "present", "ja")
    assert made.suggestion == id
    assert statuses(root, one) == ["accepted"]
    assert statuses(root, one, coder="c2") == ["undecided"]
    assert check(root) == ()


@pytest.mark.parametrize(
    ("claim", "changed"),
    [
        (Claim(quote="moesten"), ("quote",)),
        (Claim(code="pressure"), ("code",)),
        (Claim(units=("b",)), ("unit",)),
        (Claim(value="partial", units=("ab",)), ("unit", "value")),
    ],
)
def test_a_correction_remembers_what_was_proposed(
    root: Path, claim: Claim, changed: tuple[str, ...]
) -> None:
    one = suggestion()
    (id,) = suggest(root, one)
    with pytest.raises(StudyError) as caught:
        code_suggestions(root, "c1", [id], claim)
    assert rules(caught.value) == ["not-as-proposed"]
    (coding,) = code_suggestions(root, "c1", [id], claim, correct=True)
    assert statuses(root, one) == ["corrected"]
    (told,) = read_history(root)
    assert (told.event, told.decision, told.changed, told.now) == (
        coding,
        "corrected",
        changed,
        "stands",
    )
    assert told.proposed["quote"] == one.quote


def test_a_correction_that_changes_nothing_is_refused(root: Path) -> None:
    with pytest.raises(UsageError, match="nothing to correct"):
        code_suggestions(root, "c1", suggest(root, suggestion()), correct=True)


def test_the_quote_of_a_correction_is_looked_for_in_the_sentence(root: Path) -> None:
    assert TEXTS["d1"].count("het") == 2
    one = suggestion(OTHER, hits=())
    (coding,) = code_suggestions(root, "c1", suggest(root, one), Claim(quote="het"), correct=True)
    assert load(root).codings[coding].start == TEXTS["d1"].index("het")
    with pytest.raises(StudyError, match="quote-not-found"):
        code_suggestions(root, "c1", [one.id], Claim(quote="nooit"), correct=True, more=True)


@pytest.mark.parametrize("missing", ["unit", "value"])
def test_what_is_left_open_must_be_filled_in(root: Path, missing: str) -> None:
    one = suggestion(**{missing: ""})
    (id,) = suggest(root, one)
    with pytest.raises(StudyError) as caught:
        code_suggestions(root, "c1", [id])
    assert rules(caught.value) == [f"no-{missing}"]
    assert f"--{missing}" in str(caught.value)
    filled = Claim(units=("a",)) if missing == "unit" else Claim(value="present")
    code_suggestions(root, "c1", [id], filled)
    assert statuses(root, one) == ["accepted"]


def test_one_suggestion_is_coded_once_for_each_unit(root: Path) -> None:
    one = suggestion(unit="")
    (id,) = suggest(root, one)
    assert len(code_suggestions(root, "c1", [id], Claim(units=("a", "b")))) == 2
    assert {coding.unit for coding in load(root).codings.values()} == {"a", "b"}
    with pytest.raises(StudyError) as caught:
        code_suggestions(root, "c1", [id], Claim(units=("a",)), more=True)
    assert rules(caught.value) == ["coded-already"]
    code_suggestions(root, "c1", [id], Claim(units=("ab",)), more=True)
    assert len(load(root).codings) == 3


def test_a_decision_is_taken_once(root: Path) -> None:
    first, second = suggest(root, suggestion(), suggestion(OTHER, hits=()))
    code_suggestions(root, "c1", [first])
    reject_suggestions(root, "c1", [second])
    held = (root / FILE).read_bytes()
    for wrong in ([first, second], [second, first]):
        with pytest.raises(StudyError) as caught:
            code_suggestions(root, "c1", wrong)
        assert rules(caught.value) == ["decided-already", "decided-already"]
    with pytest.raises(StudyError, match="decided-already"):
        reject_suggestions(root, "c1", [first])
    with pytest.raises(StudyError, match="undo"):
        code_suggestions(root, "c1", [second], more=True)
    assert (root / FILE).read_bytes() == held


def test_of_two_programs_that_accept_at_once_one_makes_the_coding(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = suggest(root, suggestion())
    waiting: list[Future[Any]] = []
    with ThreadPoolExecutor(1) as threads:

        def accept(*args: Any, **options: Any) -> Any:
            events = acceptances(*args, **options)
            if not waiting:
                waiting.append(threads.submit(code_suggestions, root, "c1", ids))
                wait(waiting, 0.5)
            return events

        monkeypatch.setattr(opened, "acceptances", accept)
        code_suggestions(root, "c1", ids)
        with pytest.raises(StudyError, match="decided-already"):
            waiting[0].result()
    assert check(root) == ()


def test_what_the_coder_coded_by_themselves_is_noticed(root: Path) -> None:
    (root / FILE).write_text(lines(add("e1")), encoding="utf-8")
    one = suggestion()
    (id,) = suggest(root, one, suggestion(unit="b"))[:1]
    assert statuses(root, one, suggestion(unit="b"), suggestion(unit="")) == [
        "coded",
        "undecided",
        "coded",
    ]
    with pytest.raises(StudyError, match=r"coded \(e1\)"):
        code_suggestions(root, "c1", [id])
    code_suggestions(root, "c1", [id], more=True)
    assert statuses(root, one) == ["accepted"]


def test_what_was_coded_elsewhere_is_not_gone_through(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = suggest(root, suggestion(), suggestion(OTHER, hits=()))
    code_suggestions(root, "c1", ids[1:])
    looked_at: list[Coding] = []

    def claims_in(codings: Iterable[Coding]) -> dict[tuple[object, ...], str]:
        looked_at.extend(codings)
        return {}

    monkeypatch.setattr(judging_events, "claims_in", claims_in)
    (coding,) = code_suggestions(root, "c1", ids[:1])
    start = load(root).codings[coding].start
    assert {(one.document, one.start) for one in looked_at} <= {("d1", start)}
    assert len(looked_at) < len(load(root).codings) - 1


def test_all_or_none(root: Path) -> None:
    good, bad = suggest(root, suggestion(), suggestion(OTHER, hits=(), unit="c"))
    with pytest.raises(StudyError) as caught:
        code_suggestions(root, "c1", [good, bad])
    assert rules(caught.value) == ["unit-not-listed"]
    assert (root / FILE).read_bytes() == b""


def test_an_id_may_be_shortened_but_not_guessed(root: Path) -> None:
    (id,) = suggest(root, suggestion())
    for wrong in ("", id[:7], "0" * 32, "nothing-at-all"):
        with pytest.raises(UsageError, match="suggestions list"):
            code_suggestions(root, "c1", [wrong])
    code_suggestions(root, "c1", [id[:8]])
    undo_suggestions(root, "c1", [id[:8]])
    with pytest.raises(UsageError, match="history"):
        undo_suggestions(root, "c1", [id])


def test_a_directed_code_asks_for_the_other_party(root: Path) -> None:
    (id,) = suggest(root, suggestion(code="trust", value="high"))
    with pytest.raises(StudyError, match="missing-toward"):
        code_suggestions(root, "c1", [id])
    (coding,) = code_suggestions(root, "c1", [id], Claim(details={"toward": "b"}))
    assert load(root).codings[coding].toward == "b"


def test_a_rejection_holds_for_later_runs_and_other_methods(root: Path) -> None:
    reject_suggestions(root, "c1", suggest(root, suggestion()), memo="geen urgentie")
    suggest(root)
    other = suggestion(method="learned", rule="urgency", value="partial", score=0.6)
    assert statuses(root, other) == ["rejected"]
    assert statuses(root, suggestion(unit="b"), suggestion(code="pressure")) == ["undecided"] * 2
    write_suggestions(root, "learned", [other])
    (event,) = undo_suggestions(root, "c1", [other.id])
    assert statuses(root, other) == ["undecided"]
    (told,) = read_history(root)
    assert (told.decision, told.now, told.at != "", event != told.event) == (
        "rejected",
        "withdrawn",
        True,
        True,
    )


def test_a_rejection_of_no_unit_in_particular_is_of_all(root: Path) -> None:
    reject_suggestions(root, "c1", suggest(root, suggestion(unit="")))
    assert statuses(root, suggestion(), suggestion(unit="b")) == ["rejected"] * 2


def test_a_decision_holds_where_the_text_changed_elsewhere(root: Path) -> None:
    one = suggestion()
    suggest(root, one)
    reject_suggestions(root, "c1", [one.id])
    moved = replace(one, text_sha256="1" * 64, start=one.start + 9, end=one.end + 9)
    assert statuses(root, identify_suggestion(moved)) == ["rejected"]
    twice = replace(one, start=one.start + 9, end=one.end + 9)
    assert statuses(root, identify_suggestion(twice)) == ["undecided"]


@pytest.mark.parametrize("decide", [code_suggestions, reject_suggestions])
def test_outdated_suggestions_are_not_decided_on(root: Path, decide: Any) -> None:
    ids = suggest(root, suggestion(text_sha256="0" * 64), suggestion(code="gone"))
    with pytest.raises(StudyError) as caught:
        decide(root, "c1", ids)
    assert rules(caught.value) == ["outdated-suggestions"] * 2


def test_the_history_sees_withdrawals_and_revisions(root: Path) -> None:
    first, second = suggest(root, suggestion(), suggestion(OTHER, hits=()))
    gone, kept = code_suggestions(root, "c1", [first, second])
    withdraw_codings(root, "c1", [gone])
    revised = {"id": "r1", "event": "revise", "of": kept, "at": "2026-11-22T09:30:00Z"}
    with (root / FILE).open("a", encoding="utf-8") as file:
        file.write(json.dumps({**revised, "coder": "c1", "value": "partial"}) + "\n")
    told = {one.event: one for one in read_history(root)}
    assert (told[gone].now, told[kept].now) == ("withdrawn", "revised")
    assert (told[kept].decision, told[kept].claim["value"]) == ("accepted", "partial")
    assert statuses(root, suggestion(), suggestion(OTHER, hits=())) == ["undecided", "corrected"]
    assert [one.event for one in read_history(root, suggestions=[first])] == [gone]


def test_files_of_two_places_merge_by_union(root: Path) -> None:
    first, second = suggest(root, suggestion(), suggestion(OTHER, hits=()))
    code_suggestions(root, "c1", [first])
    here = (root / FILE).read_text("utf-8")
    (root / FILE).write_text("", encoding="utf-8")
    reject_suggestions(root, "c1", [second])
    there = (root / FILE).read_text("utf-8")
    for merged in (here + there, there + here):
        (root / FILE).write_text(merged, encoding="utf-8")
        assert check(root) == ()
        both = (suggestion(), suggestion(OTHER, hits=()))
        assert statuses(root, *both) == ["accepted", "rejected"]


def test_decided_both_ways_in_two_places_is_told_and_can_be_undone(root: Path) -> None:
    ids = suggest(root, suggestion())
    code_suggestions(root, "c1", ids)
    here = (root / FILE).read_text("utf-8")
    (root / FILE).write_text("", encoding="utf-8")
    reject_suggestions(root, "c1", ids)
    with (root / FILE).open("a", encoding="utf-8") as file:
        file.write(here)
    assert [(one.rule, one.line) for one in check(root)] == [("decided-both-ways", 1)]
    undo_suggestions(root, "c1", ids)
    assert check(root) == ()


def decided(root: Path) -> list[dict[str, Any]]:
    first, second = suggest(root, suggestion(), suggestion(OTHER, hits=()))
    code_suggestions(root, "c1", [first])
    reject_suggestions(root, "c1", [second])
    return [json.loads(line) for line in (root / FILE).read_text("utf-8").splitlines()]


def test_the_events_are_valid(root: Path) -> None:
    validator = Draft202012Validator(schema("event"))
    assert [list(validator.iter_errors(one)) for one in decided(root)] == [[], []]


WRONG: list[tuple[int, dict[str, Any], str]] = [
    (0, {"suggestion": "x"}, "wrong-value"),
    (0, {"proposed": {}}, "wrong-type"),
    (1, {"proposed": None}, "wrong-type"),
    (1, {"suggestion": None}, "wrong-type"),
    (1, {"code": "urgency"}, "unknown-key"),
]


@pytest.mark.parametrize(("line", "change", "rule"), WRONG, ids=str)
def test_a_wrong_event_is_refused_as_the_schema_does(
    root: Path, line: int, change: dict[str, Any], rule: str
) -> None:
    one = {**decided(root)[line], **change}
    (root / FILE).write_text(json.dumps(one) + "\n", encoding="utf-8")
    assert [problem.rule for problem in check(root)] == [rule]
    assert not Draft202012Validator(schema("event")).is_valid(one)


def test_what_no_schema_sees_is_refused(root: Path) -> None:
    coded, rejected = decided(root)
    forged = {**rejected, "proposed": {**rejected["proposed"], "unit": "b"}}
    half = {**coded, "proposed": None}
    answer = {"id": "x", "event": "move", "of": rejected["id"], "at": coded["at"], "coder": "c1"}
    anchor = {n: coded[n] for n in ("document", "start", "end", "quote", "prefix", "suffix")}
    moved = {**answer, **anchor, "text_sha256": coded["text_sha256"]}
    (root / FILE).write_text(lines(forged, half), encoding="utf-8")
    assert [one.rule for one in check(root)] == ["wrong-suggestion", "incomplete-suggestion"]
    (root / FILE).write_text(lines(rejected, moved), encoding="utf-8")
    assert [one.rule for one in check(root)] == ["wrong-answer"]


def test_a_rejection_outlives_its_document_and_code(root: Path) -> None:
    decided(root)
    text = (root / "codebooks/book.yaml").read_text("utf-8")
    (root / FILE).write_text((root / FILE).read_text("utf-8").splitlines()[1] + "\n", "utf-8")
    suggest(root)
    book = text.replace("  - id: urgency\n", "  - id: haste\n")
    (root / "codebooks/book.yaml").write_text(book, encoding="utf-8")
    found = [one for one in check(root) if one.file == FILE]
    assert [(one.rule, one.severity) for one in found] == [("unknown-code", "warning")]
