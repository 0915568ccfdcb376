"""Data on standard output and in files: the formats and their columns are a contract."""

from __future__ import annotations

import csv
import io
import json
import math
import os
from pathlib import Path

import jsonschema
import pandas as pd
import pytest

from crosscase.cli.output import frame_text, json_text
from tests.cli.running import run
from tests.folders import make_folder, make_sources, replace_once, study_files

DATA = (("check",), ("find", "wij"), ("scores",), ("tables",), ("verdicts",))
SCORES = [
    "unit",
    "code",
    "state",
    "value",
    "period",
    "rule",
    "n_for",
    "n_against",
    "n_groups",
    "codings",
    "inferred_from",
]
VERDICTS = [
    "unit",
    "hypothesis",
    "reading",
    "verdict",
    "explanation",
    "codings_for",
    "codings_against",
]
PROBLEMS = ["file", "line", "rule", "found", "allowed", "action"]


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A study with periods, figures, sources and more than one coder."""
    return make_folder(tmp_path / "study")


@pytest.mark.parametrize("arguments", DATA, ids=lambda a: a[0])
def test_data_go_to_standard_output_in_every_format(
    study: Path, arguments: tuple[str, ...]
) -> None:
    table, as_csv, as_json = (run(*arguments, "--format", f) for f in ("table", "csv", "json"))
    assert [table.status, as_csv.status, as_json.status] == [0, 0, 0]
    assert table.out == run(*arguments).out != ""
    if arguments == ("tables",):
        assert {name: [*rows[0]] for name, rows in as_json.json.items()} == {
            "1": ["party", "Urgency", "Trust", "Conflict"],
            "2": ["party", "absent", "partly present", "present", "state"],
        }
        return
    from_json, from_csv = as_json.json, rows_of(as_csv.out)
    assert len(from_json) == len(from_csv) > 0
    assert [*from_json[0]] == [*from_csv[0]]
    for one, other in zip(from_json, from_csv, strict=True):
        joined = {k: ";".join(v) if isinstance(v, list) else str(v) for k, v in one.items()}
        assert joined == other


@pytest.mark.parametrize("style", ["table", "csv", "json"])
@pytest.mark.parametrize("arguments", [d for d in DATA if d != ("tables",)], ids=lambda a: a[0])
def test_a_file_holds_what_would_be_printed(
    study: Path, arguments: tuple[str, ...], style: str
) -> None:
    printed = run(*arguments, "--format", style)
    assert run(*arguments, "--format", style, "--output", "-") == printed
    done = run(*arguments, "--format", style, "--output", "data.txt")
    assert (done.status, done.out) == (0, "")
    assert "data.txt" in done.err
    assert (study / "data.txt").read_bytes() == printed.out.encode()


def test_scores_have_their_columns(study: Path) -> None:
    rows = rows_of(run("scores", "--format", "csv").out)
    assert set(SCORES) <= set(rows[0])
    by_place = {(row["unit"], row["code"]): row for row in rows}
    urgency, conflict = by_place["party-a", "urgency"], by_place["party-a", "conflict"]
    assert (urgency["state"], urgency["value"], urgency["n_for"]) == ("scored", "present", "1")
    assert (conflict["value"], conflict["n_groups"], conflict["rule"]) == ("partial", "1", "median")
    assert by_place["party-b", "urgency"]["state"] == "silent"
    assert by_place["case-one", "urgency"]["codings"] == urgency["codings"]
    as_json = {(r["unit"], r["code"]): r for r in run("scores", "--format", "json").json}
    assert as_json["party-a", "urgency"]["codings"] == [urgency["codings"]]
    assert as_json["party-b", "urgency"]["codings"] == []
    assert as_json["party-b", "urgency"]["values"] == ["absent", "partial", "present"]


def test_scores_of_a_period_a_coder_a_kind_and_a_snapshot(folder: Path) -> None:
    def states(*options: str) -> dict[tuple[str, str], str]:
        done = run("scores", "--study", folder, "--format", "json", *options)
        assert done.status == 0, done.err
        return {(row["unit"], row["code"]): row["value"] or row["state"] for row in done.json}

    now = states()
    assert now["a", "urgency"] == "partial"
    assert now["a", "pressure"] == "absent"
    assert states("--coder", "c2")["a", "urgency"] == "unsearched"
    assert states("--coder", "c1") == now
    assert states("--snapshot", "first")["a", "urgency"] == "present"
    assert states("--snapshot", "first")["a", "pressure"] == "unsearched"
    assert states("--kind", "document")["a", "pressure"] == "absent"
    assert states("--kind", "document")["a", "urgency"] == "unsearched"
    assert states("--without-kind", "interview") == states("--kind", "document")
    late = run("scores", "--study", folder, "--format", "json", "--period", "regulation").json
    assert {row["period"] for row in late} == {"regulation"}
    (urgency,) = (r for r in late if (r["unit"], r["code"]) == ("a", "urgency"))
    assert (urgency["codings"], urgency["undated"]) == ([], ["e1"])


def test_verdicts_have_their_fields_and_overall_outcomes(study: Path) -> None:
    found = run("verdicts", "--format", "json").json
    for one in found:
        assert set(VERDICTS) <= set(one)
        assert isinstance(one["codings_for"], list)
        assert isinstance(one["codings_against"], list)
        assert one["explanation"]
    units = [one["unit"] for one in found]
    assert units == ["party-a", "party-b", "case-one", "all"]
    party_a = found[0]
    assert (party_a["hypothesis"], party_a["reading"]) == ("H1", "little-conflict")
    assert party_a["verdict"] == "undetermined"
    (conflict,) = (
        s["codings"]
        for s in run("scores", "--format", "json").json
        if (s["unit"], s["code"]) == ("party-a", "conflict")
    )
    assert party_a["codings_for"] == conflict
    assert found[-1]["counts"][0].startswith("supported:")


def test_tables_to_a_folder(study: Path) -> None:
    done = run("tables", "--format", "csv", "--output", "out/tables")
    assert (done.status, done.out) == (0, "")
    written = sorted((study / "out" / "tables").iterdir())
    assert [file.name for file in written] == ["table-1.csv", "table-2.csv"]
    header, first, second = written[0].read_text(encoding="utf-8").splitlines()
    assert header == "party,Urgency,Trust,Conflict"
    assert first == "Party A,present,silent (1 of 1),partly present"
    assert second.split(",")[0] == "Party B"
    one = run("tables", "2", "--format", "csv")
    assert one.out == written[1].read_text(encoding="utf-8")
    assert run("tables", "2", "--format", "json", "--output", "json").status == 0
    assert [file.name for file in (study / "json").iterdir()] == ["table-2.json"]


def test_table_ids_with_dots_and_both_languages(folder: Path) -> None:
    for language, party in (("nl", "partij"), ("en", "party")):
        out = folder / language
        options = ("--study", folder, "--format", "csv", "--lang", language)
        assert run("tables", *options, "--output", out).status == 0
        names = [f"table-8.{n}.csv" for n in (1, 2, 3, 4)]
        assert sorted(file.name for file in out.iterdir()) == names
        assert (out / names[0]).read_text(encoding="utf-8").startswith(f"{party},")
    assert (
        run("tables", "--study", folder).out == run("tables", "--study", folder, "--lang", "nl").out
    )


def test_figures_as_drawings_and_as_data(folder: Path) -> None:
    data = run("figures", "--study", folder, "--format", "json")
    assert data.status == 0
    assert [*data.json] == ["1", "2"]
    assert data.json["1"][0]["unit"] == "ab"
    (one,) = [*run("figures", "1", "--study", folder, "--format", "json").json]
    assert one == "1"
    done = run("figures", "--study", folder, "--format", "svg", "--output", folder / "drawn")
    assert (done.status, done.out) == (0, "")
    drawn = sorted((folder / "drawn").iterdir())
    assert [file.name for file in drawn] == ["figure-1.svg", "figure-2.svg"]
    printed = run("figures", "2", "--study", folder, "--format", "svg")
    assert printed.out == drawn[1].read_text(encoding="utf-8")
    assert printed.err == "figure 2\n"
    assert rows_of(run("figures", "1", "--study", folder, "--format", "csv").out)[0]["unit"] == "ab"


def test_check_as_json(study: Path) -> None:
    (study / "codebooks" / "example.yaml").write_text("format: 2\n", encoding="utf-8")
    done = run("check", "--format", "json")
    assert done.status == 1
    assert done.json
    for problem in done.json:
        assert set(PROBLEMS) <= set(problem)
        assert isinstance(problem["line"], int)
    assert "errors" in done.err
    files = {problem["file"] for problem in done.json}
    assert "codebooks/example.yaml" in files
    assert "codebooks/example.yaml" in run("check").out


def test_check_of_a_study_in_order(study: Path) -> None:
    done = run("check", "--format", "json")
    assert done.status == 0
    assert [p["rule"] for p in done.json if p["severity"] == "error"] == []
    assert "0 errors" in done.err


def test_schema_is_json_schema(study: Path) -> None:
    for name in ("study", "documents", "sources", "codebook", "tables", "hypotheses", "event"):
        done = run("schema", name)
        assert (done.status, done.err) == (0, "")
        jsonschema.Draft202012Validator.check_schema(done.json)
    assert run("schema", "published", "--output", "schema.json").out == ""
    assert json.loads((study / "schema.json").read_text(encoding="utf-8"))["type"] == "object"


def test_find_a_coding_with_its_origins(folder: Path, tmp_path: Path) -> None:
    found = run("find", "--study", folder, "--coding", "e1", "--format", "json").json
    text = (folder / "corpus/texts/d1.md").read_text(encoding="utf-8")
    assert found["document"] == "d1"
    assert text[found["start"] : found["end"]] == found["quote"] == "Wij moesten wel"
    assert (found["value"], found["coder"], found["passage"]) == ("partial", "c1", "1")
    (origin,) = found["origins"]
    assert (origin["source"], origin["start"], origin["end"]) == ("src", 7, 22)
    assert origin["text"] == ""
    sources = make_sources(tmp_path / "sources")
    options = ("--study", folder, "--coding", "e1", "--sources", sources)
    assert run("find", *options, "--format", "json").json["origins"][0]["text"] == "Uit nood samen."
    assert "origin: src 7–22: Uit nood samen." in run("find", *options).out
    fields = {
        row["field"]: row["value"] for row in rows_of(run("find", *options, "--format", "csv").out)
    }
    assert fields["quote"] == "Wij moesten wel"


def test_a_withdrawn_coding_is_not_found(folder: Path) -> None:
    assert run("find", "--study", folder, "--coding", "e6").status == 2


def test_find_words_with_the_codings_that_touch_them(study: Path) -> None:
    (one,) = run("find", "RUZIE", "--format", "json").json
    assert (one["document"], one["match"], len(one["codings"])) == ("mayor", "Ruzie", 1)
    assert [hit["codings"] for hit in run("find", "wij", "--format", "json").json] == [[], []]
    assert run("find", "wij", "--document", "mayor").out == run("find", "wij").out
    none = run("find", "nergens")
    assert (none.status, none.out) == (0, "(nothing)\n")


def test_a_report_in_both_languages_and_under_another_name(folder: Path) -> None:
    done = run("report", "--study", folder)
    assert (done.status, done.out) == (0, "")
    assert str(folder / "reports" / "report.html") in done.err
    other = run(
        "report", "--study", folder, "--lang", "en", "--output", folder / "out", "--name", "x"
    )
    assert other.status == 0
    both = run(
        *("report", "--study", folder, "--lang", "nl", "--lang", "en", "--output", folder / "both")
    )
    assert both.status == 0
    for page in ("report.html", "report.en.html"):
        assert str(folder / "both" / page) in both.err
    assert both.err.count("report: scores\n") == 1
    for file in (folder / "reports").iterdir():
        assert (folder / "both" / file.name).read_bytes() == file.read_bytes()
    english = {file.name: file.read_bytes() for file in (folder / "out").iterdir()}
    assert (folder / "both" / "report.en.html").read_bytes() == english["x.en.html"]
    names = {file.name for file in (folder / "out").iterdir()}
    assert {"x.en.html", "x.en.md", "table-8.1.en.csv", "figure-1.en.svg"} <= names


@pytest.mark.parametrize("verb", ["scores", "verdicts"])
def test_a_write_that_fails_leaves_the_old_file(
    study: Path, verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (study / "data.csv").write_text("old\n", encoding="utf-8")

    def refuse(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    before = sorted(study.iterdir())
    done = run(verb, "--format", "csv", "--output", "data.csv")
    assert done.status == 1
    assert "No space left on device" in done.err
    assert (study / "data.csv").read_text(encoding="utf-8") == "old\n"
    assert sorted(study.iterdir()) == before


def test_a_file_that_may_not_be_written_is_named_as_it_was_given(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object, *arguments: object, **options: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "open", refuse)
    done = run("schema", "study", "--output", "study.json")
    assert (done.status, done.out) == (2, "")
    assert done.err == "study.json: Permission denied; choose a place that can be used\n"
    assert run("schema", "study", "--output=study.json") == done


def test_a_file_of_the_study_that_may_not_be_written_is_no_wrong_usage(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        path = str(study / "corpus" / "codings" / "coder-1.jsonl")
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("crosscase.storage.cover_documents", refuse)
    done = run("cover", "mayor", "--coder", "coder-1")
    assert (done.status, done.out) == (1, "")
    assert "coder-1.jsonl: Permission denied" in done.err
    assert run("cover", "mayor", "--coder", "coder-1", "--study", study).status == 2


def test_a_link_stays_and_the_file_it_leads_to_is_written(study: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.csv"
    for before in (None, "old\n"):
        link = study / f"{bool(before)}.csv"
        if before:
            target.write_text(before, encoding="utf-8")
        link.symlink_to(target)
        assert run("scores", "--format", "csv", "--output", link).status == 0
        assert link.readlink() == target
        assert target.read_text(encoding="utf-8") == run("scores", "--format", "csv").out
        target.unlink()


def test_a_link_that_leads_nowhere_is_refused(study: Path, tmp_path: Path) -> None:
    circle = study / "circle.csv"
    circle.symlink_to(circle)
    gone = study / "gone.csv"
    gone.symlink_to(tmp_path / "no" / "such.csv")
    for link in (circle, gone):
        done = run("scores", "--output", link)
        assert done.status == 2
        assert f"{link}: " in done.err
        assert link.is_symlink()


def test_reports_do_not_leave_the_study_unasked(study: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (study / "reports").rmdir()
    (study / "reports").symlink_to(outside)
    done = run("report")
    assert (done.status, done.out) == (2, "")
    assert str(outside) in done.err
    assert "--output" in done.err
    assert [*outside.iterdir()] == []
    assert run("report", "--output", study / "reports").status == 0
    assert [*outside.iterdir()] != []


def test_a_file_of_the_report_takes_the_place_of_a_link(study: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine\n", encoding="utf-8")
    page = study / "reports" / "report.html"
    page.symlink_to(tmp_path / "mine.txt")
    assert run("report").status == 0
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine\n"
    assert not page.is_symlink()


def test_reports_may_be_a_link_within_the_study(study: Path) -> None:
    (study / "made").mkdir()
    (study / "reports").rmdir()
    (study / "reports").symlink_to("made")
    assert run("report").status == 0
    assert (study / "made" / "report.html").is_file()


def test_json_holds_no_numbers_that_json_does_not_have(folder: Path) -> None:
    data = run("figures", "--study", folder, "--format", "json")
    assert "NaN" not in data.out
    assert [row["value"] for row in data.json["1"]] == [1.3, None]
    assert data.json["2"][-1]["place"] is None
    frame = pd.DataFrame({"a": [1.5, math.nan, math.inf], "b": pd.array([1, None, 2], "Int64")})
    assert json.loads(frame_text(frame, "json")) == [
        {"a": 1.5, "b": 1},
        {"a": None, "b": None},
        {"a": None, "b": 2},
    ]
    with pytest.raises(ValueError, match="JSON"):
        json_text({"a": math.nan})


def test_a_number_that_is_not_there_is_empty_to_read(folder: Path) -> None:
    done = run("figures", "--study", folder)
    assert done.status == 0, done.err
    assert "nan" not in done.out.lower()


def test_a_coder_that_does_not_count_is_told(folder: Path) -> None:
    for verb in ("scores", "tables", "figures", "verdicts"):
        done = run(verb, "--study", folder, "--coder", "c2", "--coder", "c1")
        assert done.status == 0
        assert "coder c2 does not count" in done.err
        assert "coder c1" not in done.err


def test_verdicts_to_read_have_few_columns_and_short_cells(study: Path) -> None:
    head, *rows = run("verdicts").out.splitlines()
    assert head.split() == ["unit", "hypothesis", "reading", "verdict", "rule", "explanation"]
    assert max(len(row) for row in rows) < 130


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("scores", "--output", "no/such/scores.csv"), "no/such"),
        (("scores", "--output", "corpus"), "found a folder"),
        (("tables", "--output", "study.yaml"), "found a file"),
        (("figures", "--output", "study.yaml"), "found a file"),
        (("report", "--output", "study.yaml"), "study.yaml"),
        (("schema", "study", "--output", "no/such.json"), "no/such.json"),
    ],
)
def test_a_place_that_cannot_be_written_is_wrong_usage(
    study: Path, arguments: tuple[str, ...], said: str
) -> None:
    before = (study / "study.yaml").read_bytes()
    done = run(*arguments)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert "fault" not in done.err
    assert (study / "study.yaml").read_bytes() == before


def test_the_order_of_lines_does_not_change_what_is_printed(tmp_path: Path) -> None:
    files = study_files()
    path = "corpus/codings/c1.jsonl"
    back_to_front = "".join(reversed(files[path].splitlines(keepends=True)))
    one = make_folder(tmp_path / "one", files)
    other = make_folder(tmp_path / "other", {**files, path: back_to_front})
    assert files[path] != back_to_front
    for verb in ("scores", "tables", "verdicts"):
        printed = run(verb, "--study", one, "--format", "json")
        assert run(verb, "--study", other, "--format", "json").out == printed.out


def test_cells_that_a_table_cuts_are_whole_in_csv(study: Path) -> None:
    long = "word " * 40
    book = study / "codebooks" / "hypotheses.yaml"
    text = book.read_text(encoding="utf-8")
    label = "{nl: Er is geen volop conflict, en: There is no full conflict}"
    text = replace_once(text, label, json.dumps(long.strip()))
    book.write_text(text, encoding="utf-8")
    assert long.strip() in run("verdicts", "--format", "csv").out
    assert max(len(line) for line in run("verdicts").out.splitlines()) < 200
