"""``crosscase agree``: from a table, and from a study."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.running import Done, run

VALUES = "coder,unit,value\na,1,x\nb,1,x\na,2,y\nb,2,y\na,3,x\nb,3,y\n"
SEGMENTS = "coder,code,start,end\na,p,0,8\nb,p,4,10\n"
COLUMNS = ["coefficient", "value", "low", "high", "n", "reason", "notice"]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "values.csv").write_text(VALUES, encoding="utf-8")
    (tmp_path / "segments.csv").write_text(SEGMENTS, encoding="utf-8")
    return tmp_path


def rows_of(done: Done) -> list[dict[str, str]]:
    assert done.status == 0, done.err
    return list(csv.DictReader(io.StringIO(done.out)))


def test_a_table_needs_no_study(here: Path) -> None:
    rows = rows_of(run("agree", "--data", "values.csv", "--format", "csv"))
    assert list(rows[0]) == COLUMNS
    found = {row["coefficient"]: row for row in rows}
    # values x x, y y, x y: 1 - 5 × 1 / (3 × 3)
    assert float(found["alpha-nominal"]["value"]) == pytest.approx(4 / 9)
    assert found["alpha-nominal"]["n"] == "3"
    assert "few units: 3" in found["alpha-nominal"]["notice"]


def test_segments_need_the_length_of_the_text(here: Path) -> None:
    refused = run("agree", "--data", "segments.csv")
    assert (refused.status, refused.out) == (2, "")
    assert "--length" in refused.err
    rows = rows_of(run("agree", "--data", "segments.csv", "--length", "20", "--format", "csv"))
    assert list(rows[0]) == ["code", *COLUMNS]
    found = {row["coefficient"]: row for row in rows}
    assert (found["recall"]["value"], found["precision"]["value"][:5]) == ("0.5", "0.666")
    more = ("--length", "20", "--by", "code", "--tolerance", "4", "--format", "csv")
    by_code = rows_of(run("agree", "--data", "segments.csv", *more))
    assert {row["code"] for row in by_code} == {"p"}
    assert {r["coefficient"]: r["value"] for r in by_code}["recall"] == "1.0"


def test_what_is_undefined_is_empty_in_csv_null_in_json_and_a_dash_to_read(here: Path) -> None:
    (here / "same.csv").write_text(VALUES.replace("y", "x"), encoding="utf-8")
    rows = rows_of(run("agree", "--data", "same.csv", "--format", "csv"))
    alpha = next(row for row in rows if row["coefficient"] == "alpha-nominal")
    assert (alpha["value"], alpha["low"], alpha["high"]) == ("", "", "")
    assert alpha["reason"] == "no variation: all values are the same"
    data = run("agree", "--data", "same.csv", "--format", "json").json
    assert data[1]["value"] is None
    assert data[0]["value"] == 1.0
    lines = run("agree", "--data", "same.csv").out.splitlines()
    assert lines[0].split() == COLUMNS
    assert lines[2].split()[:4] == ["alpha-nominal", "-", "-", "-"]


def test_the_seed_and_the_number_of_resamples_are_asked_for(here: Path) -> None:
    text = "coder,unit,value\n" + "".join(
        f"{c},{u},{(u + (c == 'b' and u % 5 == 0)) % 2}\n" for u in range(30) for c in "ab"
    )
    (here / "more.csv").write_text(text, encoding="utf-8")
    ask = ("agree", "--data", "more.csv", "--format", "csv")
    one, again, other = (run(*ask, "--seed", seed).out for seed in ("1", "1", "2"))
    assert one == again
    assert one != other
    assert {row["low"] for row in rows_of(run(*ask, "--resamples", "0"))} == {""}
    assert run(*ask).out == run(*ask, "--resamples", "1000", "--seed", "0").out


def test_declared_values_and_chosen_coders(here: Path) -> None:
    ask = ("agree", "--data", "values.csv", "--format", "csv", "--resamples", "0")
    rows = rows_of(run(*ask, "--values", "x,z,y"))
    assert "alpha-ordinal" in {row["coefficient"] for row in rows}
    (here / "nobody.csv").write_text(VALUES + "c,1,\n", encoding="utf-8")
    nobody = rows_of(run("agree", "--data", "nobody.csv", "--coders", "a,c", "--format", "csv"))
    assert {row["value"] for row in nobody} == {""}
    assert all(row["reason"].startswith("no shared units") for row in nobody)
    (here / "comma.csv").write_text(
        VALUES.replace(",y", ',"y, z"').replace("b,", '"b, c",'), encoding="utf-8"
    )
    done = run("agree", "--data", "comma.csv", *ask[3:], "--values", 'x,"y, z"')
    assert rows_of(done) == rows_of(run(*ask, "--values", "x,y"))
    chosen = run("agree", "--data", "comma.csv", *ask[3:], "--coders", '"b, c", a')
    assert rows_of(chosen) == rows_of(run(*ask))


def test_what_other_programs_write_for_nothing_is_pointed_out(here: Path) -> None:
    (here / "na.csv").write_text(VALUES + "a,4,NA\nb,4,x\n", encoding="utf-8")
    done = run("agree", "--data", "na.csv", "--format", "csv")
    (line,) = done.err.splitlines()
    assert line.startswith("na.csv: NA (line 8) counts as a value: coders who both have it agree")
    assert line.endswith("leave a missing value empty")
    assert run("agree", "--data", "na.csv", "--values", "x,y,NA").err == ""


def test_one_value_that_is_no_number_is_said(here: Path) -> None:
    numbers = VALUES.replace("x", "1").replace("y", "2")
    (here / "n.csv").write_text(numbers + "a,4,2o\nb,4,20\n", encoding="utf-8")
    done = run("agree", "--data", "n.csv", "--format", "csv")
    assert "alpha-interval" not in {row["coefficient"] for row in rows_of(done)}
    assert done.err.startswith("n.csv: 2o (line 8) stands among numbers and is none: all values")
    assert run("agree", "--data", "n.csv", "--coders", "b").err == ""


def test_the_table_to_read_has_no_negative_zero(here: Path) -> None:
    units = [(0, 0), (0, 1), (1, 0), (1, 1)] * 1000 + [(0, 1)]
    text = "".join(f"a,{n},{x}\nb,{n},{y}\n" for n, (x, y) in enumerate(units))
    (here / "zero.csv").write_text("coder,unit,value\n" + text, encoding="utf-8")
    ask = ("agree", "--data", "zero.csv", "--resamples", "0")
    kappa = {r["coefficient"]: float(r["value"]) for r in rows_of(run(*ask, "--format", "csv"))}
    assert -0.0005 < kappa["fleiss-kappa"] < 0
    assert "-0.000" not in run(*ask).out
    assert "0.000" in run(*ask).out


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--data", "values.csv", "--codebook", "x"), "--codebook beside --data"),
        (("--data", "values.csv", "--level", "scores"), "--level beside --data"),
        (("--data", "values.csv", "--confusion"), "--confusion beside --data"),
        (("--data", "values.csv", "--study", "."), "--study and --data"),
        (("--data", "values.csv", "--tolerance", "3"), "--tolerance beside a table of values"),
        (("--data", "values.csv", "--values", "x"), "found y; allowed: x"),
        (("--data", "values.csv", "--by", "document"), "no column document"),
        (("--data", "values.csv", "--coders", "a,B"), "found B; allowed: a, b, who are in"),
        (("--data", "values.csv", "--values", "x,y,x"), "found x more than once"),
        (("--data", "values.csv", "--values", 'x,"y'), "close the quotes"),
        (("--data", "values.csv", "--tolerance", "0"), "--tolerance beside a table of values"),
        (("--data", "values.csv", "--resamples", str(10**20)), "0<=x<=1000000"),
        (("--data", "segments.csv", "--length", "20", "--seed", "0"), "--seed beside a table of"),
        (("--data", "segments.csv", "--length", "20", "--resamples", "9"), "--resamples beside"),
        (("--data", "segments.csv", "--length", str(2**62)), "1<=x<=1000000000"),
        (("--data", "segments.csv", "--length", "9"), "0 <= start < end <= 9"),
        (("--data", "segments.csv", "--length", "20", "--values", "x"), "--values beside"),
        (("--data", "segments.csv", "--length", "20", "--by", "case"), "found case"),
        (
            (
                "--data",
                "nothing.csv",
            ),
            "does not exist",
        ),
        ((), "study.yaml"),
    ],
)
def test_wrong_usage_is_refused(here: Path, arguments: tuple[str, ...], found: str) -> None:
    done = run("agree", *arguments)
    assert (done.status, done.out) == (2, "")
    assert found in done.err


def second_coder(study: Path) -> None:
    """Let another coder, declared in study.yaml, code the same interview a little differently."""
    file = study / "study.yaml"
    text = file.read_text(encoding="utf-8")
    start = text.index("  - id: coder-1")
    declared = text[start:].split("\n  - id: ")[0].split("\n\n")[0].rstrip("\n")
    lines = [line for line in declared.split("\n") if line.startswith("  ")]
    added = "\n".join(lines).replace("coder-1", "coder-2") + "\n"
    file.write_text(text[:start] + added + text[start:], encoding="utf-8")
    quotes = (("Het kon zo niet langer, zei zij", "urgency", "party-a", "present"),)
    for quote, code, unit, value in quotes:
        more = ("--code", code, "--unit", unit, "--value", value)
        done = run("mark", "mayor", quote, "--coder", "coder-2", *more)
        assert done.status == 0, done.err
    assert run("cover", "mayor", "--coder", "coder-2").status == 0


def test_two_coders_of_a_study(study: Path) -> None:
    alone = rows_of(run("agree", "--format", "csv"))
    assert {row["reason"] for row in alone} == {"one coder: there is nothing to compare with"}
    second_coder(study)
    rows = rows_of(run("agree", "--format", "csv", "--resamples", "0"))
    assert list(rows[0]) == ["about", "scale", *COLUMNS]
    value = {r["coefficient"]: r for r in rows if r["about"] == "value"}
    assert (value["percent-agreement"]["value"], value["percent-agreement"]["n"]) == ("1.0", "1")
    assert value["kappa"]["reason"] == (
        "no variation: where two coders gave a value, all values are the same"
    )
    by_code = rows_of(run("agree", "--by", "code", "--codebook", "example", "--format", "csv"))
    assert next(iter(by_code[0])) == "code"
    passages = rows_of(
        run("agree", "--level", "segments", "--coders", "coder-2,coder-1", "--format", "csv")
    )
    found = {row["coefficient"]: row for row in passages if not row["code"]}
    assert float(found["u-alpha"]["value"]) < 1
    assert found["recall"]["notice"].startswith("coder-1 against coder-2")


def test_which_value_one_coder_gave_where_another_gave_which(study: Path) -> None:
    assert run("agree", "--confusion").out == "(nothing)\n"
    second_coder(study)
    done = run("agree", "--confusion", "--format", "csv")
    rows = rows_of(done)
    assert list(rows[0]) == ["scale", "first", "second", "first_value", "second_value", "n"]
    found = {f"{r['scale']} {r['first_value']} {r['second_value']}": r["n"] for r in rows}
    assert found["presence present present"] == "1"
    data = run("agree", "--confusion", "--format", "json", "--coders", "coder-1,coder-2").json
    assert {(row["first"], row["second"]) for row in data} == {("coder-1", "coder-2")}
    lines = run("agree", "--confusion", "--coders", "coder-1,coder-2").out.splitlines()
    assert lines[0] == "presence"
    assert lines[1].split() == [
        "coder-1",
        "↓",
        "coder-2",
        "→",
        "absent",
        "partial",
        "present",
        "(silent)",
    ]
    assert lines[4].split()[0] == "present"
    assert run("agree", "--confusion", "--codebook", "none").status == 2


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--coders", "coder-9"), "found coder-9; allowed: coder-1"),
        (("--codebook", "none"), "found none; allowed: example"),
        (("--tolerance", "3"), "--tolerance beside --level scores"),
        (("--values", "a,b"), "--values beside a study"),
        (("--length", "9"), "--length beside a study"),
        (("--by", "unit"), "'unit'"),
        (("--confusion", "--by", "code"), "--by beside --confusion"),
        (("--confusion", "--level", "segments"), "--level beside --confusion"),
        (("--confusion", "--tolerance", "2"), "--tolerance beside --confusion"),
        (("--confusion", "--resamples", "9"), "--resamples beside --confusion"),
        (("--confusion", "--seed", "0"), "--seed beside --confusion"),
    ],
)
def test_wrong_usage_in_a_study(study: Path, arguments: tuple[str, ...], found: str) -> None:
    done = run("agree", *arguments)
    assert (done.status, done.out) == (2, "")
    assert found in done.err
