"""``crosscase configurations``: from a table, from a study, and for R's QCA."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.running import Done, run

TABLE = """\
case,A,B,Y
p,1,0.9,0.8
q,0.8,0.7,0.3
r,0.2,0.6,0.7
s,0,0.2,0
"""
COLUMNS = ["expression", "kind", "incl", "pri", "ron", "cov", "covU", "undefined"]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def ask(*more: str | Path, table: Path | None = None) -> Done:
    data = ("--data", table) if table else ()
    return run("configurations", *data, "--outcome", "Y", "--conditions", "A, B", *more)


def rows_of(done: Done) -> list[dict[str, str]]:
    assert done.status == 0, done.err
    return list(csv.DictReader(io.StringIO(done.out)))


def test_a_table_needs_no_study(table: Path) -> None:
    rows = rows_of(ask("--format", "csv", table=table))
    assert list(rows[0]) == COLUMNS
    assert len(rows) == 2 * (4 + 4 + 4)
    first = rows[0]
    assert (first["expression"], first["kind"]) == ("A", "necessity")
    # min(A, Y) is .8 .3 .2 0, of 1.8; undefined or not applicable is empty
    assert float(first["incl"]) == pytest.approx(1.3 / 1.8)
    assert (first["pri"], first["covU"]) == ("", "")


def test_size_and_negation(table: Path) -> None:
    done = ask("--size", "1", "--negate-outcome", "--format", "csv", table=table)
    rows = rows_of(done)
    assert [row["expression"] for row in rows[:4]] == ["A", "B", "~A", "~B"]
    # ~Y is .2 .7 .3 1; min(A, ~Y) is .2 .7 .2 0
    assert float(rows[0]["incl"]) == pytest.approx(1.1 / 2.2)
    assert "outcome ~Y" in done.err


@pytest.mark.parametrize("outcome", ["~Y", "1-Y", "1 - Y", "~ Y"])
@pytest.mark.parametrize("more", [(), ("--truth-table", "--cut", "0.5")])
def test_a_negated_outcome_may_be_written_with_a_sign(
    table: Path, outcome: str, more: tuple[str, ...]
) -> None:
    signed = ask("--outcome", outcome, "--format", "csv", *more, table=table)
    flagged = ask("--negate-outcome", "--format", "csv", *more, table=table)
    assert (signed.status, signed.out, signed.err) == (0, flagged.out, flagged.err)


def test_a_column_whose_name_looks_negated_is_itself(table: Path) -> None:
    table.write_text(TABLE.replace("Y", "1-Y"), encoding="utf-8")
    done = ask("--outcome", "1-Y", "--format", "csv", table=table)
    assert float(rows_of(done)[0]["incl"]) == pytest.approx(1.3 / 1.8)
    assert "outcome 1-Y;" in done.err


def test_no_ids_and_semicolons(table: Path) -> None:
    rows = [line.partition(",")[2] for line in TABLE.splitlines()]
    text = "\r\n".join(row.replace(",", ";").replace(".", ",") for row in rows)
    table.write_text("\ufeff" + text, encoding="utf-8")
    done = ask("--truth-table", "--format", "csv", table=table)
    assert [row["cases"] for row in rows_of(done)] == ["4", "3", "1;2"]
    plain = table.with_name("plain.csv")
    plain.write_text(TABLE, encoding="utf-8")
    assert ask("--format", "csv", table=table).out == ask("--format", "csv", table=plain).out


def test_table_to_read(table: Path) -> None:
    done = ask(table=table)
    header, first = done.out.split("\n")[:2]
    assert header.split() == COLUMNS
    assert first.split() == ["A", "necessity", "0.722", "-", "0.741", "0.650", "-"]


def test_json_has_null_where_nothing_is_defined(table: Path) -> None:
    found = ask("--format", "json", table=table).json
    assert (found[0]["expression"], found[0]["pri"]) == ("A", None)
    assert found[0]["incl"] == pytest.approx(1.3 / 1.8)


def test_truth_table(table: Path) -> None:
    done = ask("--truth-table", "--format", "csv", table=table)
    rows = rows_of(done)
    assert [row["row"] for row in rows] == ["1", "2", "4"]
    assert [row["cases"] for row in rows] == ["s", "r", "p;q"]
    assert [row["contradictory"] for row in rows] == ["False", "False", "True"]
    assert "2^2 = 4 configurations against 4 cases, 3 occur, remainders: 1" in done.err
    assert done.err.rstrip().endswith("assume the outcome of 1 remainder")
    assert "contradictory: 1 of the configurations" in done.err
    assert "no minimal formula: with 4 cases" in done.err


def test_truth_table_to_read_and_complete(table: Path) -> None:
    done = ask("--truth-table", "--complete", "--cut", "0.9", "--cut0", "0.5", table=table)
    lines = [line.split() for line in done.out.strip().split("\n")]
    assert lines[0] == ["row", "A", "B", "OUT", "n", "incl", "PRI", "cases", "contradictory"]
    assert lines[3] == ["3", "1", "0", "?", "0", "-", "-"]
    assert lines[4][:5] == ["4", "1", "1", "C", "2"]
    assert lines[4][-1] == "yes"


def test_truth_table_as_json(table: Path) -> None:
    found = ask("--truth-table", "--complete", "--format", "json", table=table).json
    assert found[3]["cases"] == ["p", "q"]
    assert (found[2]["OUT"], found[2]["incl"], found[2]["cases"]) == ("?", None, [])


def test_too_few_cases_are_remainders(table: Path) -> None:
    done = ask("--truth-table", "--cases-cut", "2", "--format", "csv", table=table)
    assert [row["row"] for row in rows_of(done)] == ["4"]
    assert "remainders: 3 (2 of them with too few cases)" in done.err


def test_a_case_that_is_half_in_is_named(table: Path) -> None:
    table.write_text(TABLE.replace("0.7,0.3", "0.5,0.3"), encoding="utf-8")
    done = ask("--truth-table", table=table)
    assert done.status == 0
    assert "warning: in no row of the truth table" in done.err
    assert "q (B)" in done.err


def test_many_cases_and_remainders(table: Path) -> None:
    more = "".join(f"t{number},1,1,1\n" for number in range(8))
    table.write_text(TABLE + more, encoding="utf-8")
    assert "no minimal formula is made here" in ask(table=table).err


def test_written_for_r(table: Path, tmp_path: Path) -> None:
    target = tmp_path / "for-r.csv"
    done = ask("--write-qca", target, "--cut", "0.75", table=table)
    assert done.status == 0
    assert target.read_text(encoding="utf-8") == TABLE
    assert f'm <- read.csv("{target}", row.names = 1)' in done.err
    assert 'truthTable(m, "Y", "A, B", incl.cut = 0.75, n.cut = 1, show.cases = TRUE)' in done.err


def test_output_to_a_file(table: Path, tmp_path: Path) -> None:
    done = ask("--output", tmp_path / "fit.csv", "--format", "csv", table=table)
    assert (done.status, done.out) == (0, "")
    assert (tmp_path / "fit.csv").read_text(encoding="utf-8").startswith("expression,kind,incl")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--complete",), "with --truth-table"),
        (("--unit", "case"), "found --unit and --data"),
        (("--period", "x"), "found --period and --data"),
        (("--calibrate", "A:x=1"), "found --calibrate and --data"),
        (("--without-kind", "document"), "found --without-kind and --data"),
        (("--study", "."), "found --study and --data"),
        (("--unit", "case", "--snapshot", "x"), "found --unit, --snapshot and --data"),
        (("some-id",), "found --outcome, --conditions, --data and the id some-id"),
        (("--outcome", "~Y", "--negate-outcome"), "found --outcome ~Y and --negate-outcome"),
        (("--outcome", ""), "found no --outcome; allowed: --outcome and --conditions"),
        (("--outcome", "", "--conditions", ","), "found no --outcome and no --conditions"),
        (("--write-qca", "-"), "found -; allowed: a file"),
        (("--truth-table", "--cut0", "0.9"), "cut: found 0.8 and 0.9"),
        (("--cut", "2"), "0<=x<=1"),
        (("--outcome", "Z"), "outcome 'Z': found no such column; allowed: A, B, Y"),
    ],
)
def test_wrong_usage(table: Path, more: tuple[str, ...], said: str) -> None:
    done = ask(*more, table=table)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_values_that_are_no_memberships(table: Path) -> None:
    table.write_text(TABLE.replace("r,0.2", "r,2"), encoding="utf-8")
    done = ask(table=table)
    assert (done.status, done.out) == (2, "")
    assert "row 3 (r), column A: found '2'" in done.err


def test_without_a_study_or_a_table(table: Path) -> None:
    done = ask()
    assert done.status == 2
    assert "found no study.yaml" in done.err


def from_study(*more: str) -> Done:
    return run("configurations", "--outcome", "conflict", "--conditions", "urgency", *more)


def test_parties_of_a_study(study: Path) -> None:
    done = from_study("--unit", "party", "--format", "csv")
    rows = rows_of(done)
    # party-a: urgency present (1), conflict partial (0.5); party-b has neither
    assert [row["expression"] for row in rows[:2]] == ["urgency", "~urgency"]
    assert [float(row["incl"]) for row in rows[:2]] == [1, 0]
    assert "left out: party-b, because its score on urgency is silent" in done.err
    assert "nested: 1 party of 1 case," in done.err
    assert "2^1 = 2 configurations against 1 parties" in done.err
    assert "with 1 parties a conservative one" in done.err


def test_a_declared_calibration(study: Path) -> None:
    mapping = "conflict:absent=0,partial=0.25,present=1"
    rows = rows_of(from_study("--unit", "party", "--calibrate", mapping, "--format", "csv"))
    sufficiency = next(row for row in rows if row["kind"] == "sufficiency")
    assert float(sufficiency["incl"]) == 0.25


@pytest.mark.parametrize("given", ["conflict", "conflict:absent", "conflict:absent=none", ":a=1"])
def test_calibrations_that_cannot_be_read(study: Path, given: str) -> None:
    done = from_study("--calibrate", given)
    assert done.status == 2
    assert f"--calibrate {given}: found no calibration" in done.err


def test_a_calibration_given_twice(study: Path) -> None:
    given = ("--calibrate", "conflict:absent=0", "--calibrate", "conflict:absent=1")
    assert "once for each code" in from_study(*given).err


def test_no_unit_is_scored(study: Path) -> None:
    done = from_study("--unit", "party", "--kind", "document")
    assert (done.status, done.out) == (2, "")
    assert done.err.count("left out: ") == 4
    assert "found no party that is scored on all of urgency, conflict" in done.err


DECLARED = """\
format: 1
configurations:
  - id: need
    title: Need
    outcome: conflict
    conditions: [urgency]
    unit: party
    cut: 0.2
    calibrate:
      conflict: {absent: 0, partial: 0.25, present: 1}
  - {id: other, title: Other, outcome: urgency, conditions: [conflict], unit: case}
"""


@pytest.fixture
def declared(study: Path) -> Path:
    (study / "codebooks/tables.yaml").write_text(DECLARED, encoding="utf-8")
    return study


def test_declared_configurations(declared: Path) -> None:
    rows = rows_of(run("configurations", "need", "--format", "csv"))
    sufficiency = next(row for row in rows if row["kind"] == "sufficiency")
    assert (sufficiency["expression"], float(sufficiency["incl"])) == ("urgency", 0.25)


@pytest.mark.parametrize(("more", "out"), [((), "1"), (("--cut", "0.3"), "0")])
def test_the_cut_is_as_declared_unless_given(
    declared: Path, more: tuple[str, ...], out: str
) -> None:
    done = run("configurations", "need", "--truth-table", "--format", "csv", *more)
    assert [row["OUT"] for row in rows_of(done)] == [out]


def test_declared_is_what_the_options_say(declared: Path) -> None:
    mapping = "conflict:absent=0,partial=0.25,present=1"
    asked = from_study("--unit", "party", "--calibrate", mapping)
    found = run("configurations", "need")
    assert (found.status, found.out, found.err) == (0, asked.out, asked.err)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("needs",), "configurations 'needs': found no such id; allowed: need, other; choose one"),
        (("need", "--outcome", "trust"), "found --outcome and the id need: the id says what"),
        (("need", "--period", "x"), "found --period and the id need"),
        ((), "found no --outcome and no --conditions"),
    ],
)
def test_ids_that_cannot_be(declared: Path, more: tuple[str, ...], said: str) -> None:
    done = run("configurations", *more)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_none_is_declared(study: Path) -> None:
    assert "none is declared in codebooks/tables.yaml" in run("configurations", "need").err
