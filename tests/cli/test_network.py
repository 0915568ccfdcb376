"""``crosscase network``: codes that occur together, and units with their codes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import networkx as nx
import pytest

from crosscase.network import CASE_COLUMNS, PAIR_COLUMNS
from tests.cli.running import run


def test_pairs_as_csv_have_the_columns_promised_and_json_has_lists(study: Path) -> None:
    done = run("network", "--format", "csv", "--within", "document")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [*rows[0]] == [*PAIR_COLUMNS]
    assert {(row["first"], row["second"], row["both"]) for row in rows} == {
        ("urgency", "trust", "1"),
        ("urgency", "conflict", "1"),
        ("trust", "conflict", "1"),
    }
    (found,) = run("network", "--format", "json").json  # trust and conflict share a passage
    assert (found["first"], found["second"], found["both"]) == ("trust", "conflict", 1)
    assert len(found["codings"]) == 2
    assert (found["read"], found["expected"], found["association"]) == (2, 0.5, 2.0)


def test_a_table_is_short_and_says_what_is_undefined(study: Path) -> None:
    path = study / "corpus/codings/coder-1.jsonl"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if '"cover"' not in line), encoding="utf-8")
    done = run("network")
    assert done.out.split()[:8] == [
        *("first", "second", "both", "groups", "expected", "association", "shrunken", "read")
    ]
    assert done.out.splitlines()[1].split() == [
        "trust",
        "conflict",
        "1",
        "1",
        "-",
        "-",
        "-",
        "0",
        "0",
        "0",
    ]
    assert "1 of 1 pairs: not all that has both codes was read for both" in done.err


def test_units_with_their_codes(study: Path) -> None:
    done = run("network", "--graph", "cases", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [*rows[0]] == [*CASE_COLUMNS]
    assert ("party-b", "trust", "partial") in {
        (row["unit"], row["code"], row["value"]) for row in rows
    }
    assert run("network", "--graph", "cases").out.startswith("unit")


@pytest.mark.parametrize("graph", ["codes", "cases"])
def test_graphml_and_drawings_are_the_same_every_time(study: Path, graph: str) -> None:
    path = study / "graph.graphml"
    done = run("network", "--graph", graph, "--format", "graphml", "--output", path)
    assert (done.status, done.out) == (0, "")
    assert nx.read_graphml(path).number_of_nodes() > 1
    assert path.read_text("utf-8") == run("network", "--graph", graph, "--format", "graphml").out
    options = [] if graph == "cases" else ["--least", "1", "--groups", "1"]
    first, again = (run("network", "--graph", graph, "--format", "svg", *options) for _ in range(2))
    assert first.out == again.out
    assert "<svg" in first.out


def test_never_together_on_request_and_only_the_strongest(study: Path) -> None:
    rows = run("network", "--least", "0", "--format", "json").json
    assert [row["both"] for row in rows] == [1, 0, 0]
    document = ("--graph", "codes", "--within", "document")
    assert len(run("network", *document, "--format", "json").json) == 3
    # All three are as strong as the first.
    assert len(run("network", *document, "--most", "1", "--format", "json").json) == 3


def test_what_does_not_go_together_is_refused(study: Path) -> None:
    done = run("network", "--graph", "cases", "--within", "unit")
    assert (done.status, done.out) == (2, "")
    assert "found --within beside --graph cases" in done.err
    done = run("network", "--format", "svg")
    assert done.status == 2
    assert "found nothing to draw" in done.err
    assert run("network", "--within", "page").status == 2
    assert run("network", "--lang", "xx").status == 2


def test_codes_of_one_passage_may_stand_in_two_sentences(study: Path) -> None:
    def together(within: str) -> dict[tuple[str, str], int]:
        rows = run("network", "--within", within, "--least", "0", "--format", "json").json
        return {(row["first"], row["second"]): row["both"] for row in rows}

    pair = ("trust", "conflict")
    assert (together("passage")[pair], together("sentence")[pair]) == (1, 0)
