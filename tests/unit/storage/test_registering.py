"""A hypothesis registered after the first coding was not registered before it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosscase.interchange.reading import add_files
from crosscase.storage import add_coding, init, load


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = init(tmp_path / "study", title="A study")
    text = tmp_path / "mayor.txt"
    text.write_text("We cannot go on like this.\n", encoding="utf-8")
    add_files(folder, [text], units=["party-a"], source_group="mayor")
    return folder


def register(root: Path, on: str) -> None:
    path = root / "codebooks" / "hypotheses.yaml"
    text = path.read_text(encoding="utf-8")
    sha256 = load(root).hypotheses[0].predicts_sha256
    line = f"    registered: {{on: {on}, sha256: {sha256}}}\n    readings:"
    path.write_text(re.sub(r"    readings:", line, text, count=1), encoding="utf-8")


@pytest.mark.parametrize(("on", "late"), [("2000-01-01", False), ("2999-01-01", True)])
def test_the_date_is_held_against_the_first_coding(root: Path, on: str, late: bool) -> None:
    register(root, on)
    assert not load(root).hypotheses[0].post_hoc
    add_coding(root, "coder-1", "mayor", "We cannot go on", "urgency", "party-a", "present")
    study = load(root)
    assert study.hypotheses[0].post_hoc is late
    assert ("registered-late" in {p.rule for p in study.problems}) is late


@pytest.mark.parametrize(
    ("old", "new"), [("value: partial", "value: partal"), ("code: urgency", "code: urgncy")]
)
def test_no_hash_is_offered_for_predictions_that_are_wrong(root: Path, old: str, new: str) -> None:
    def offered() -> list[bool]:
        found = load(root, strict=False).problems
        return ["sha256:" in p.action for p in found if p.rule == "not-registered"]

    assert offered() == [True]
    path = root / "codebooks" / "hypotheses.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert offered() == [False]
