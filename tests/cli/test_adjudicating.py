"""``crosscase disagreements`` and ``crosscase adjudicate``, from the list to what counts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from crosscase.adjudication import KINDS as WORDS
from crosscase.cli.disagreements import KINDS
from tests.cli.running import CODINGS, Done, run, write_lines


@pytest.fixture
def two(study: Path, tmp_path: Path) -> Path:
    """The study with a second coder, who has another value for one coding and misses two."""
    file = study / "study.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count("period_schemes") <= 1
    head, mark, rest = text.partition("coders:\n")
    file.write_text(
        head + mark + "  - {id: coder-2, description: second}\n" + rest, encoding="utf-8"
    )
    rows = write_lines(
        tmp_path / "second.jsonl", {"document": "mayor", **CODINGS[0], "value": "absent"}
    )
    assert run("mark", "--coder", "coder-2", "--from", rows).status == 0
    assert run("cover", "mayor", "--coder", "coder-2").status == 0
    return study


def listed(*options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run("disagreements", "--format", "json", *options).json
    return found


def value_item() -> dict[str, Any]:
    (item,) = listed("--kind", "value")
    return item


def of(coder: str, item: dict[str, Any]) -> str:
    return next(str(one["id"]) for one in item["codings"] if one["coder"] == coder)


def score(*options: str) -> str:
    rows = run("scores", "--format", "csv", *options)
    found = {
        (row["unit"], row["code"]): row["value"] or row["state"]
        for row in csv.DictReader(io.StringIO(rows.out))
    }
    return found["party-a", "urgency"]


BY = ("--by", "coder-1", "--by", "coder-2", "--why", "talked over")


def test_the_kinds_to_choose_from_are_those_there_are() -> None:
    assert tuple(WORDS) == KINDS


@pytest.mark.parametrize("verb", ["disagreements", "adjudicate"])
def test_help(verb: str) -> None:
    done = run(verb, "--help")
    assert done.status == 0
    assert "--coders" in done.out


def test_the_table_is_grouped_by_kind_with_what_each_said(two: Path) -> None:
    done = run("disagreements", "--lang", "en")
    assert done.status == 0
    assert "3 disagreements, 3 open, 0 settled" in done.err
    assert done.out.startswith("value: another value (1)\n")
    assert "one-sided: not coded by all (2)" in done.out
    assert "“Het kon zo niet langer”" in done.out
    assert "coder-2  did not code this" in done.out
    assert "een andere waarde" in run("disagreements", "--lang", "nl").out
    assert run("disagreements", "--kind", "unit", "--lang", "en").out == "no disagreements\n"


def test_csv_has_one_row_an_item_or_a_coding(two: Path) -> None:
    items = [*csv.DictReader(io.StringIO(run("disagreements", "--format", "csv").out))]
    assert [row["values"] for row in items] == ["present;absent", "partial", "partial"]
    each = run("disagreements", "--format", "csv", "--codings", "--output", "d.csv")
    assert each.out == ""
    assert len((two / "d.csv").read_text(encoding="utf-8").splitlines()) == 1 + 4
    assert run("disagreements", "--codings").status == 2


def test_filters_and_tolerance(two: Path) -> None:
    assert len(listed("--code", "conflict")) == 1
    assert len(listed("--document", "mayor", "--case", "case-one", "--tolerance", "3")) == 3
    refused = run("disagreements", "--code", "nothing")
    assert (refused.status, refused.out) == (2, "")
    assert "found nothing; allowed:" in refused.err
    assert "two or more" in run("disagreements", "--coders", "coder-1").err


def test_what_is_kept_counts_until_it_is_reopened(two: Path) -> None:
    item = value_item()
    assert score() == "partial"
    done = run("adjudicate", item["item"], "--keep", of("coder-2", item), *BY)
    assert done.status == 0, done.err
    (decision,) = done.out.split()
    assert score() == "absent"
    assert score("--coder", "coder-1") == "present"
    assert [one["kind"] for one in listed()] == ["one-sided", "one-sided"]
    (settled,) = (one for one in listed("--all") if one["settled"])
    assert settled["settled"] == {
        "decision": decision,
        "stands": [of("coder-2", item)],
        "added": [],
        "by": ["coder-1", "coder-2"],
        "why": "talked over",
    }
    shown = run("find", "--coding", of("coder-1", item), "--format", "json").json
    assert (shown["settled"], shown["stands"], shown["why"]) == (decision, False, "talked over")
    assert run("adjudicate", "--reopen", decision).status == 0
    assert score() == "partial"
    assert "adjudicated" not in run("check").out


def test_none_and_change(two: Path) -> None:
    first, second = listed("--kind", "one-sided")
    assert run("adjudicate", first["item"], second["item"], "--none", *BY).status == 0
    item = value_item()
    done = run(
        *("adjudicate", item["item"], "--change", of("coder-1", item)),
        *("--value", "partial", "--quote", "Wij moesten wel", *BY),
    )
    assert done.status == 0, done.err
    assert listed() == []
    added = [
        json.loads(line)
        for line in (two / "corpus/codings/adjudicated.jsonl").read_text("utf-8").splitlines()
        if '"event":"add"' in line
    ]
    assert [(one["value"], one["quote"]) for one in added] == [("partial", "Wij moesten wel")]
    assert "adjudicated" not in run("check").out


def test_the_answers_of_a_meeting(two: Path, tmp_path: Path) -> None:
    answers = [one["answer"] for one in listed()]
    unsigned = [one | {"keep": []} for one in answers]
    empty = run("adjudicate", "--from", write_lines(tmp_path / "a.jsonl", *unsigned))
    assert empty.status == 1
    assert all(f"a.jsonl:{line}: wrong-type: found by: []" in empty.err for line in (1, 2, 3))
    signed = [one | {"by": ["coder-1"], "why": "so"} for one in answers]
    unsaid = run("adjudicate", "--from", write_lines(tmp_path / "u.jsonl", *signed))
    assert unsaid.status == 1, "nothing said about what stands is no decision that nothing does"
    decided = [one | {"keep": []} for one in signed]
    wrong = write_lines(tmp_path / "w.jsonl", *decided[:2], "{", decided[2] | {"keep": ["x"]})
    refused = run("adjudicate", "--from", wrong)
    assert (refused.status, refused.out) == (1, "")
    assert "w.jsonl:3: broken-json" in refused.err
    assert "w.jsonl:4: foreign-coding" in refused.err
    assert not (two / "corpus/codings/adjudicated.jsonl").exists()
    done = run("adjudicate", "--from", write_lines(tmp_path / "g.jsonl", *decided))
    assert done.status == 0, done.err
    assert len(done.out.split()) == 3
    assert "3 disagreements settled" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "give one of"),
        (("d-1", "--reopen", "x"), "give one of"),
        (("--keep", "k", *BY), "found no ITEM"),
        (("d-1", *BY), "give either --none"),
        (("d-1", "--none", "--keep", "k", *BY), "give either --none"),
        (("d-1", "--change", "k", *BY), "--change goes with"),
        (("d-1", "--keep", "k", "--value", "absent", *BY), "--change goes with"),
        (
            ("d-1", "--keep", "k", "--change", "k", "--value", "absent", *BY),
            "to keep and to change",
        ),
        (("--reopen", "x"), "found x"),
    ],
)
def test_wrong_usage_is_refused(two: Path, arguments: tuple[str, ...], said: str) -> None:
    done: Done = run("adjudicate", *arguments)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_wrong_ids_are_refused(two: Path) -> None:
    item, other = value_item(), listed("--kind", "one-sided")[0]
    strange = run("adjudicate", item["item"], "--keep", of("coder-1", other), *BY)
    assert (strange.status, "codings of the items" in strange.err) == (2, True)
    both = ("adjudicate", item["item"], other["item"], "--keep", of("coder-1", item), *BY)
    left = run(*both)
    assert (left.status, "no coding to keep or change" in left.err) == (2, True)
    unknown = run("adjudicate", "d-0000000000", "--none", *BY)
    assert (unknown.status, "unknown-item" in unknown.err) == (1, True)
    nobody = run("adjudicate", item["item"], "--none", "--why", "x")
    assert (nobody.status, "by: []" in nobody.err) == (1, True)


def test_a_snapshot(two: Path) -> None:
    snapshots = two / "corpus/snapshots"
    snapshots.mkdir(exist_ok=True)
    first = (two / "corpus/codings/coder-1.jsonl").read_text(encoding="utf-8")
    ids = [json.loads(line)["id"] for line in first.splitlines()]
    (snapshots / "alone.txt").write_text("# Alone\n" + "\n".join(ids) + "\n", encoding="utf-8")
    both = ("--coders", "coder-1,coder-2", "--snapshot", "alone")
    assert listed(*both) == []
    done = run("agree", "--level", "segments", *both, "--format", "csv", "--resamples", "0")
    assert done.status == 0
    assert "no text" in done.out
    assert "found never" in run("agree", "--snapshot", "never").err
