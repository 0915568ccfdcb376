"""``crosscase suggest --evaluate --sources``: judged, said what it shows, kept or out of date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crosscase.storage import read_evaluation
from tests.cli.running import run
from tests.folders import AT, lines, make_folder, make_sources, replace_once, study_files

QUICK = ("--evaluate", "--resamples", "0")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = study_files()
    book = files["codebooks/book.yaml"]
    patterns = "  - id: urgency\n    patterns: [nood, nawoord, uitslag, moesten]\n"
    files["codebooks/book.yaml"] = replace_once(book, "  - id: urgency\n", patterns)
    return make_folder(tmp_path / "study", files)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_sources(tmp_path / "publications")


def test_it_is_estimated_and_said_what_that_shows(root: Path, folder: Path) -> None:
    asked = ("suggest", "--study", root, *QUICK, "--sources", folder)
    done = run(*asked, "--show", "sources", "--format", "json")
    assert done.status == 0
    (one,) = [
        row
        for row in done.json
        if (row["place"], row["method"], row["code"]) == ("sources", "lexicon", "urgency")
    ]
    # “Nawoord” is outside; “Uitslag” is excluded.
    assert (one["coded"], one["found"], one["suggested"], one["right"], one["outside"]) == (
        1, 1, 1, 1, 1,
    )  # fmt: skip
    assert "an estimate, not a measurement" in done.err
    assert "nobody looked there" in done.err


def test_all_tables_are_shown_to_read_and_one_as_data(root: Path, folder: Path) -> None:
    asked = ("suggest", "--study", root, *QUICK, "--sources", folder)
    text = run(*asked).out
    for name in ("sentences", "sources", "units", "values", "confusion", "negation"):
        assert f"{name}\n" in text
    assert run(*asked, "--format", "csv").out.startswith("method,split,code,")
    without = run("suggest", "--study", root, *QUICK)
    assert "sources\n" not in without.out
    assert "estimate" not in without.err
    values = run("suggest", "--study", root, *QUICK, "--show", "values", "--format", "json").json
    assert [(row["scale"], row["named"]) for row in values] == [("", 1), ("presence", 1)]
    assert values[0]["adjacent"] == 1  # suggested present, coded partial


def test_what_was_saved_is_kept_and_said_to_be_old(root: Path, folder: Path) -> None:
    save = ("suggest", "--study", root, *QUICK, "--save")
    first = run(*save)
    assert "kept" not in first.err
    assert run(*save, "--sources", folder).status == 0
    saved = read_evaluation(root)
    assert saved is not None and saved.sources is not None
    again = run(*save)
    assert "kept: the estimate on the sources" in again.err
    assert read_evaluation(root) == saved
    line = {"id": "new", "event": "withdraw", "of": "e3", "at": AT, "coder": "c1"}
    with (root / "corpus/codings/c1.jsonl").open("a", encoding="utf-8") as file:
        file.write(lines(line))
    later = run(*save)
    assert later.status == 0
    assert "kept, but out of date" in later.err
    kept = read_evaluation(root)
    assert kept is not None
    assert kept.sources == saved.sources
    assert kept.made_of != saved.made_of


def test_no_word_of_a_publication_is_saved(root: Path, folder: Path) -> None:
    assert run("suggest", "--study", root, *QUICK, "--save", "--sources", folder).status == 0
    text = (root / "corpus/evaluation.json").read_text("utf-8")
    assert not [word for word in ("nood", "Nawoord", "buren") if word in text]
    assert json.loads(text)["sources"]["texts"] == 1


def test_what_is_wrong_is_said(root: Path, folder: Path) -> None:
    assert "without --sources" in run("suggest", "--study", root, *QUICK, "--show", "sources").err
    assert run("suggest", "--study", root, "--sources", folder).status == 2
    (folder / "source.txt").write_text("Een ander boek.\n", encoding="utf-8")
    other = run("suggest", "--study", root, *QUICK, "--sources", folder)
    assert (other.status, other.out) == (3, "")
    assert "another text" in other.err
    for file in ("sources.yaml", "origins.csv", "left-out.csv"):
        (root / "corpus" / file).unlink()
    done = run("suggest", "--study", root, *QUICK, "--sources", folder)
    assert (done.status, "without origins" in done.err) == (2, True)
