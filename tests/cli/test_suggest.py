"""``crosscase suggest`` writes suggestions, and they change nothing."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import make_study, run

PATTERNS = """\
    patterns:
      - kon zo niet langer
      - {text: ruzie, value: absent}
"""
FILE = "corpus/suggestions/lexicon.jsonl"


def with_patterns(folder: Path) -> Path:
    root = make_study(folder)
    path = root / "codebooks" / "example.yaml"
    book = path.read_text(encoding="utf-8")
    head, found, rest = book.partition("  - id: urgency\n")
    assert found
    path.write_text(head + found + PATTERNS + rest, encoding="utf-8")
    return root


def test_suggestions_are_counted_and_written(tmp_path: Path) -> None:
    root = with_patterns(tmp_path)
    done = run("suggest", "--study", root, "--format", "json")
    assert (done.status, done.err) == (
        0,
        f"2 suggestions in {FILE}; none counts until a coder makes it a coding\n",
    )
    assert done.json == [
        {
            "code": "urgency",
            "suggestions": 2,
            "sentences": 2,
            "documents": 1,
            "without_unit": 2,
            "without_value": 0,
        }
    ]
    rows = [json.loads(line) for line in (root / FILE).read_text("utf-8").splitlines()]
    assert [row["quote"] for row in rows] == [
        "Het kon zo niet langer, zei zij.",
        "Ruzie was er nauwelijks.",
    ]
    first = (root / FILE).read_bytes()
    assert run("suggest", "--study", root).out.startswith("code")
    assert (root / FILE).read_bytes() == first
    assert run("check", "--study", root).status == 0


def test_no_suggestion_changes_a_score_or_a_verdict(tmp_path: Path) -> None:
    root = with_patterns(tmp_path)
    verbs = ("scores", "tables", "verdicts")
    before = [run(verb, "--study", root, "--format", "csv").out for verb in verbs]
    assert run("suggest", "--study", root).status == 0
    assert [run(verb, "--study", root, "--format", "csv").out for verb in verbs] == before


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    root = make_study(tmp_path)
    done = run("suggest", "--study", root)
    assert (done.status, done.out) == (2, "")
    assert "no code has patterns" in done.err
    assert not (root / FILE).exists()
    assert run("suggest", "--study", root, "--document", "nobody").status == 2
