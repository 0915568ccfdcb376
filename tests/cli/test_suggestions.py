"""Suggestions at the command line: made, listed, decided on, and what became of them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from crosscase.spans import text_sha256
from crosscase.storage import read_evaluation, write_suggestions
from crosscase.suggestion import Suggestion, identify_suggestion
from tests.cli.running import run

OPEN = "Wij moesten wel."
FOUND = "Wij moesten samen verder."


def suggestion(root: Path, quote: str, **fields: object) -> Suggestion:
    text = (root / "corpus/texts/mayor.md").read_text("utf-8")
    start = text.index(quote)
    made = {
        **{"document": "mayor", "text_sha256": text_sha256(text), "quote": quote},
        **{"start": start, "end": start + len(quote), "code": "urgency", "unit": "party-a"},
        **{"value": "present", "method": "lexicon", "rule": "~moeten", "score": None},
        **{"reason": {"nl": "“moesten”", "en": "“moesten”"}, "hits": ((start + 4, start + 11),)},
    }
    return identify_suggestion(Suggestion(id="", **{**made, **fields}))  # type: ignore[arg-type]


@pytest.fixture
def ids(study: Path) -> tuple[str, str]:
    """Two suggestions: one that is whole, and one that leaves its unit open."""
    both = (suggestion(study, FOUND), suggestion(study, OPEN, unit=""))
    write_suggestions(study, "lexicon", both)
    write_suggestions(
        study,
        "learned",
        [
            suggestion(study, FOUND, method="learned", rule="n-grams", score=score, unit=unit)
            for score, unit in ((0.9, "party-b"), (0.45, "case-one"))
        ],
    )
    return both[0].id, both[1].id


def test_a_list_says_what_is_proposed_and_why(ids: tuple[str, str]) -> None:
    done = run("suggestions", "list", "--lang", "en", "--method", "lexicon")
    assert done.status == 0
    assert f"{ids[0]}  urgency · party-a · present  (undecided)" in done.out
    assert f"{ids[1]}  urgency · unit? · present  (undecided)" in done.out
    assert f"“{OPEN}”\n    why: “moesten”" in done.out
    assert done.err == "2 suggestions, 2 undecided; 2 shown\n"


def test_a_list_is_chosen_and_ordered(ids: tuple[str, str]) -> None:
    def found(*options: str) -> list[tuple[str, object]]:
        rows = run("suggestions", "list", "--format", "json", *options).json
        return [(row["unit"], row["score"]) for row in rows]

    assert len(found()) == 4
    assert found("--unit", "?") == [("", None)]
    assert found("--uncertain")[:2] == [("case-one", 0.45), ("party-b", 0.9)]
    assert found("--uncertain", "--limit", "1") == [("case-one", 0.45)]
    assert found("--code", "trust") == []
    for odd in (("--document", "x"), ("--code", "x"), ("--unit", "x"), ("--coder", "x")):
        assert run("suggestions", "list", *odd).status == 2
    assert run("suggestions", "list", "--status", "accepted").status == 2


def test_accepting_makes_a_coding_that_find_traces_back(ids: tuple[str, str], study: Path) -> None:
    before = run("scores", "--format", "csv").out
    done = run("suggestions", "accept", ids[0][:8], "--coder", "coder-1", "--memo", "zo is het")
    assert (done.status, done.err) == (0, "1 coding in corpus/codings/coder-1.jsonl\n")
    assert run("scores", "--format", "csv").out != before
    told = run("find", "--coding", done.out.strip(), "--format", "json").json
    assert (told["suggestion"], told["suggested_by"], told["changed"]) == (ids[0], "lexicon", "")
    again = run("suggestions", "accept", ids[0], "--coder", "coder-1")
    assert (again.status, again.out) == (1, "")
    assert "decided-already" in again.err
    rows = run("suggestions", "list", "--coder", "coder-1", "--format", "json").json
    assert {row["status"] for row in rows if row["id"] == ids[0]} == {"accepted"}
    assert [row["events"] for row in rows if row["id"] == ids[0]] == [[done.out.strip()]]
    assert run("check", "--format", "csv").out.count("error") == 0


def test_what_is_open_is_asked_for(ids: tuple[str, str]) -> None:
    done = run("suggestions", "accept", ids[1], "--coder", "coder-1")
    assert (done.status, done.out) == (1, "")
    assert "no-unit" in done.err
    assert "add --unit" in done.err
    units = ("--unit", "party-a", "--unit", "party-b")
    filled = run("suggestions", "accept", ids[1], "--coder", "coder-1", *units)
    assert (filled.status, len(filled.out.split())) == (0, 2)


def test_the_history_of_a_decision(ids: tuple[str, str]) -> None:
    corrected = run("suggestions", "correct", ids[0], "--coder", "coder-1", "--value", "partial")
    assert corrected.status == 0
    rejected = run("suggestions", "reject", ids[1], "--coder", "coder-1", "--memo", "nee")
    assert rejected.status == 0
    (row,) = run("suggestions", "history", ids[0], "--format", "json").json
    assert (row["decision"], row["changed"], row["now"]) == ("corrected", ["value"], "stands")
    assert (row["proposed_value"], row["value"]) == ("present", "partial")
    assert run("withdraw", corrected.out.strip(), "--coder", "coder-1").status == 0
    assert run("suggestions", "undo", ids[1], "--coder", "coder-1").status == 0
    told = csv.DictReader(io.StringIO(run("suggestions", "history", "--format", "csv").out))
    assert sorted((one["decision"], one["now"]) for one in told) == [
        ("corrected", "withdrawn"),
        ("rejected", "withdrawn"),
    ]
    undecided = run(
        "suggestions", "list", "--coder", "coder-1", "--undecided", "--method", "lexicon"
    )
    assert undecided.err == "2 suggestions, 2 undecided; 2 shown\n"


def test_no_run_loses_a_rejection(ids: tuple[str, str], study: Path) -> None:
    assert run("suggestions", "reject", ids[1], "--coder", "coder-1").status == 0
    write_suggestions(study, "lexicon", [suggestion(study, OPEN, rule="moesten wel")])
    rows = run("suggestions", "list", "--coder", "coder-1", "--status", "rejected")
    assert rows.out.count("(rejected)") == 1
    other = run("suggestions", "list", "--format", "json", "--method", "lexicon").json
    assert [row["status"] for row in other] == ["rejected (coder-1)"]


@pytest.mark.parametrize("verb", ["accept", "correct", "reject", "undo"])
def test_an_unknown_id_is_wrong_usage(study: Path, verb: str) -> None:
    more = ("--value", "present") if verb == "correct" else ()
    done = run("suggestions", verb, "nothing0", "--coder", "coder-1", *more)
    assert (done.status, done.out) == (2, "")
    assert "nothing0" in done.err


def add_texts(study: Path) -> None:
    """Six documents, in each of which one sentence in four is about the code."""
    for number, day in enumerate(("ma", "di", "wo", "do", "vr", "za")):
        said = f"Er was haast op {day}dag. " + f"Grote haast was er om {day}. "
        file = study.parent / f"text-{number}.txt"
        calm = " ".join(f"De {word} bleef rustig op {day}dag." for word in ("raad", "bode", "wijk"))
        file.write_text(said + calm + "\n", encoding="utf-8")
        added = run("add", file, "--group", f"g{number}", "--unit", "party-a")
        assert added.status == 0
        for quote in (f"Er was haast op {day}dag", f"Grote haast was er om {day}"):
            claim = ("--code", "urgency", "--unit", "party-a", "--value", "present")
            assert run("mark", f"text-{number}", quote, "--coder", "coder-1", *claim).status == 0
        assert run("cover", f"text-{number}", "--coder", "coder-1").status == 0


def test_learned_suggestions_and_their_evaluation(study: Path) -> None:
    add_texts(study)
    done = run("suggest", "--method", "learned", "--format", "json")
    assert done.status == 0
    counted = {row["code"]: row["suggestions"] for row in done.json}
    assert counted.keys() == {"urgency"}
    assert "trust: not learned; sentences coded: 1 (10 needed)" in done.err
    file = study / "corpus/suggestions/learned.jsonl"
    before = file.read_bytes()
    assert run("suggest", "--method", "learned").status == 0
    assert file.read_bytes() == before
    queue = run("suggest", "--method", "learned", "--into", "coder-1", "--format", "json")
    # What the coder coded already is not asked again.
    assert {row["document"] for row in queue.json} <= {"mayor"}
    assert f"{len(queue.json)} of them for coder-1 to decide on" in queue.err
    assert run("suggest", "--into", "x").status == 2

    codings = [path.read_bytes() for path in sorted((study / "corpus/codings").iterdir())]
    saved = run("suggest", "--evaluate", "--save", "--resamples", "20", "--format", "csv")
    assert saved.status == 0
    rows = {
        (one["method"], one["split"], one["code"]): one
        for one in csv.DictReader(io.StringIO(saved.out))
    }
    assert rows["learned", "document", "urgency"]["recall"] == "1.0"
    assert rows["nothing", "none", "urgency"]["precision"] == ""
    assert ("learned", "case", "urgency") not in rows  # there is one case
    assert read_evaluation(study) is not None
    assert run("check", "--format", "csv").out.count("evaluation") == 0
    assert [p.read_bytes() for p in sorted((study / "corpus/codings").iterdir())] == codings

    assert run("report").status == 0
    page = (study / "reports/report.md").read_text("utf-8")
    assert "How good are the suggestions?" in page
    assert "Mind: the study has changed" not in page
    calm = ("--code", "urgency", "--unit", "party-a", "--value", "absent")
    assert run("mark", "text-0", "De raad bleef rustig", "--coder", "coder-1", *calm).status == 0
    assert run("report").status == 0
    assert "Mind: the study has changed" in (study / "reports/report.html").read_text("utf-8")


@pytest.mark.parametrize(
    "odd",
    [
        ("--save",),
        ("--seed", "3"),
        ("--evaluate", "--method", "learned"),
        ("--evaluate", "--into", "coder-1"),
        ("--evaluate", "--document", "mayor"),
    ],
    ids=" ".join,
)
def test_options_that_do_not_go_together(study: Path, odd: tuple[str, ...]) -> None:
    done = run("suggest", *odd)
    assert (done.status, done.out) == (2, "")


def test_a_split_must_name_documents(study: Path) -> None:
    file = study.parent / "split.txt"
    file.write_text("\n", encoding="utf-8")
    assert "no document id" in run("suggest", "--evaluate", "--split", file).err
    file.write_text("mayor\n", encoding="utf-8")
    assert "without patterns" in run("suggest", "--evaluate", "--split", file).err


def test_a_spoilt_evaluation_is_told_and_keeps_the_report_from_being_made(study: Path) -> None:
    (study / "corpus/evaluation.json").write_text(json.dumps({"format": 1}), encoding="utf-8")
    done = run("check", "--format", "csv")
    assert done.status == 1
    assert "corpus/evaluation.json,0,wrong-form" in done.out
    assert run("report").status == 1
