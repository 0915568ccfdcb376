"""``crosscase robustness``: what would change a verdict, as data."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from crosscase.robustness import COLUMNS, LEDGER_COLUMNS
from tests.cli.running import run
from tests.folders import make_folder

PROMISED = ["unit", "hypothesis", "reading", "kind", "removed", "before", "after"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "study")


def test_data_on_one_stream_and_progress_on_the_other(folder: Path) -> None:
    done = run("robustness", "--study", folder, "--format", "csv")
    assert done.status == 0
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [*rows[0]][:7] == PROMISED
    assert [*rows[0]] == [*COLUMNS]
    assert "flip sets of codings, up to 2" in done.err
    assert done.out == run("robustness", "--study", folder, "--format", "csv", "--seed", "0").out


def test_lists_are_lists_in_json_and_a_table_is_short(folder: Path) -> None:
    rows = run("robustness", "--study", folder, "--kind", "flip", "--format", "json").json
    assert {row["kind"] for row in rows} == {"flip-groups", "flip-codings"}
    assert all(len(row["removed"]) == row["size"] for row in rows)
    table = run("robustness", "--study", folder, "--kind", "flip", "--hypothesis", "H1")
    assert "period" not in table.out.splitlines()[0]
    assert "flip-groups" in table.out


def test_only_some_verdicts_and_larger_sets(folder: Path) -> None:
    options = ("--unit", "all", "--hypothesis", "H2", "--kind", "flip-groups", "--size", "3")
    rows = run("robustness", "--study", folder, *options, "--format", "json").json
    assert {(row["unit"], row["hypothesis"], row["of"]) for row in rows} == {("all", "H2", 3)}


def test_scores_and_what_stays_on_request(folder: Path) -> None:
    def count(*options: str) -> int:
        base = ("robustness", "--study", folder, "--kind", "leave-out", "--format", "json")
        return len(run(*base, *options).json)

    assert count() < count("--scores") < count("--scores", "--all")


def test_the_ledger(folder: Path) -> None:
    rows = run("robustness", "--study", folder, "--ledger", "--format", "json").json
    assert [*rows[0]] == [*LEDGER_COLUMNS]
    assert {row["relation"] for row in rows} == {"own", "exclusive"}
    wrong = run("robustness", "--study", folder, "--ledger", "--unit", "nowhere")
    assert (wrong.status, wrong.out) == (2, "")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--kind", "nothing"), "kind nothing is not known"),
        (("--hypothesis", "H9"), "hypothesis H9 is not known"),
        (("--unit", "nowhere"), "unit nowhere is not known"),
        (("--size", "-1"), "-1"),
    ],
)
def test_wrong_usage(folder: Path, options: tuple[str, ...], said: str) -> None:
    done = run("robustness", "--study", folder, *options)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_a_file_holds_what_would_be_printed(folder: Path) -> None:
    printed = run("robustness", "--study", folder, "--format", "csv")
    done = run("robustness", "--study", folder, "--format", "csv", "--output", folder / "r.csv")
    assert (done.status, done.out) == (0, "")
    assert (folder / "r.csv").read_text(encoding="utf-8") == printed.out
