"""``crosscase sweep``: what is asked of it, what it says, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from crosscase.sweep import Setting
from tests.cli.running import make_study, run, write_lines

BOOK = """\
format: 1
id: book
title: Book
scales:
  - {id: presence, kind: ordinal, rule: median, label: presence, values: [{id: absent, label: a}, {id: present, label: p}]}
codes:
  - {id: trust, label: t, definition: T., scale: presence, patterns: [vertrouwen]}
  - {id: work, label: w, definition: W., scale: presence, patterns: [samenwerk*]}
"""
UNITS = """\
format: 1
cases:
  - {id: ommen, label: Ommen}
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Documents, a codebook and units; the work is done in this process, as the tests of processes are elsewhere."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("crosscase.sweep.running.by_processes", lambda jobs, workers: _here(jobs))
    Path("book.yaml").write_text(BOOK, encoding="utf-8")
    Path("units.yaml").write_text(UNITS, encoding="utf-8")
    (tmp_path / "texts" / "Ommen").mkdir(parents=True)
    (tmp_path / "texts" / "Ommen" / "a.txt").write_text("Er is vertrouwen.", encoding="utf-8")
    (tmp_path / "texts" / "b.txt").write_text("Ommen wil samenwerken.", encoding="utf-8")
    (tmp_path / "texts" / "c.pdf").write_bytes(b"")
    return tmp_path


def _here(jobs: Any) -> Any:
    from crosscase.sweep.processes import here

    return here(jobs)


def rows(folder: str = "out") -> list[dict[str, Any]]:
    return [
        row
        for path in sorted(Path(folder, "suggestions").glob("*.parquet"))
        for row in parquet.read_table(path).to_pylist()
    ]


def claims(folder: str = "out") -> list[str]:
    return sorted(f"{row['document']} {row['code']} {row['unit'] or '?'}" for row in rows(folder))


USUAL = ("--codebook", "book.yaml", "--units", "units.yaml", "--output", "out")


def test_what_was_found_is_told_and_what_was_passed_over(files: Path) -> None:
    done = run("sweep", "texts", *USUAL)
    assert (done.status, done.out) == (0, "")
    assert done.err == (
        "passed over: 1 .pdf\n"
        "no unit that is known: 2 documents\n"
        "2 suggestions in 2 documents, in out; none counts until a coder makes it a coding\n"
    )
    assert claims() == ["Ommen/a.txt trust ?", "b.txt work ?"]
    again = run("sweep", "texts", *USUAL)
    assert again.err == "1 of 1 partitions were there already\n" + done.err


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--by-folder"], ["Ommen/a.txt trust ommen", "b.txt work ?"]),
        # Of one case only a document is about that.
        (["--any-unit"], ["Ommen/a.txt trust ommen", "b.txt work ommen"]),
        (["--code", "work"], ["b.txt work ?"]),
    ],
)
def test_options_decide_what_is_found(files: Path, options: list[str], expected: list[str]) -> None:
    assert run("sweep", "texts", *USUAL, *options).status == 0
    assert claims() == expected


def test_fields_have_other_names(files: Path) -> None:
    given = {"nr": 7, "inhoud": "Wij willen samenwerken.", "gemeente": "OMMEN", "van": "ommen"}
    write_lines(files / "a.jsonl", given)
    named = ("id=nr", "text=inhoud", "units=gemeente")
    fields = [part for one in named for part in ("--field", one)]
    assert run("sweep", "a.jsonl", *USUAL, *fields).status == 0
    assert claims() == ["7 work ommen"]


def test_units_and_codebooks_of_a_study(files: Path) -> None:
    root = make_study(files)
    path = root / "codebooks" / "example.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("  - id: urgency\n", "  - id: urgency\n    patterns: [haast]\n"),
        encoding="utf-8",
    )
    write_lines(
        files / "a.jsonl", {"id": "a", "text": "Er is haast en vertrouwen.", "units": "party-a"}
    )
    assert run("sweep", "a.jsonl", "--study", root, "--output", "one").status == 0
    assert claims("one") == ["a urgency party-a"]
    named = run("sweep", "a.jsonl", "--study", root, "--codebook", "book.yaml", "--output", "two")
    assert named.status == 0
    assert claims("two") == ["a trust party-a"]


def test_without_units_everything_is_asked(files: Path) -> None:
    assert run("sweep", "texts", "--codebook", "book.yaml", "--output", "out").status == 0
    assert claims() == ["Ommen/a.txt trust ?", "b.txt work ?"]
    assert (files / "out" / "summary.csv").read_text("utf-8").count("\n") == 3


def test_it_is_said_when_texts_are_read_elsewhere(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def cluster(jobs: Any, address: str) -> Any:
        asked.append(address)
        return _here(jobs)

    monkeypatch.setattr("crosscase.sweep.running.by_cluster", cluster)
    done = run("sweep", "texts", *USUAL, "--scheduler", "tcp://10.0.0.1:8786")
    assert (done.status, asked) == (0, ["tcp://10.0.0.1:8786"])
    assert done.err.startswith("the workers of tcp://10.0.0.1:8786 read the texts\n")


def test_progress_is_told_when_asked(files: Path) -> None:
    done = run("sweep", "texts", *USUAL, "--progress")
    first, second = done.err.splitlines()[:2]
    assert first.startswith("1/1 partitions · 2 documents · 0 failed · 2 suggestions · ")
    assert second == "passed over: 1 .pdf"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--output", "out"], "found no --codebook; name one, or a --study"),
        ([*USUAL, "--study", "texts"], "found --units and --study; allowed: one of them"),
        ([*USUAL, "--workers", "2", "--scheduler", "tcp://h:1"], "found --workers and --scheduler"),
        ([*USUAL, "--field", "text"], "found --field text; allowed: NAME=FIELD"),
        ([*USUAL, "--field", "titel=t"], "with NAME one of id, text, units, party, date, language"),
        ([*USUAL, "--field", "id=a", "--field", "id=b"], "found --field id=b"),
        ([*USUAL, "--encoding", "latin9000"], "found --encoding latin9000; allowed"),
        ([*USUAL, "--encoding", "rot13"], "found --encoding rot13; allowed"),
        ([*USUAL, "--lang", "Nederlands"], "found --lang Nederlands; allowed: two letters"),
        ([*USUAL, "--code", "hope"], "code 'hope' is not declared; allowed: trust, work"),
        ([*USUAL, "--scheduler", "h:1"], "allowed: tcp://HOST:PORT"),
        ([*USUAL, "--pipeline", "nl_core_no_such"], "pipeline 'nl_core_no_such' is not installed"),
        ([*USUAL[:-2], "--output", "texts"], "found the source; allowed: another folder"),
    ],
)
def test_what_does_not_go_together_is_refused(files: Path, options: list[str], told: str) -> None:
    done = run("sweep", "texts", *options)
    assert (done.status, done.out) == (2, "")
    assert told in done.err


def test_a_codebook_with_errors_is_refused(files: Path) -> None:
    Path("book.yaml").write_text(BOOK.replace("[vertrouwen]", "['(open']"), encoding="utf-8")
    done = run("sweep", "texts", *USUAL)
    assert done.status == 1
    assert "book.yaml:7: wrong-pattern" in done.err
    assert not Path("out").exists()


def test_another_codebook_does_not_go_on_with_what_was_begun(files: Path) -> None:
    assert run("sweep", "texts", *USUAL).status == 0
    before = json.loads(Path("out/manifest.json").read_text("utf-8"))
    Path("book.yaml").write_text(BOOK.replace("vertrouwen", "wantrouwen"), encoding="utf-8")
    done = run("sweep", "texts", *USUAL)
    assert done.status == 2
    assert "out: found a sweep that was begun with other codebooks or codes" in done.err
    assert json.loads(Path("out/manifest.json").read_text("utf-8")) == before


def test_a_library_that_is_missing_is_named(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = run("sweep", "texts", *USUAL)
    assert done.status == 1
    assert 'install it with: python -m pip install "crosscase[sweep]"' in done.err


def test_the_longest_text_is_ten_million_characters() -> None:
    assert Setting((), {}).longest == 10_000_000
