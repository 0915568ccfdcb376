"""Texts that would take hours to normalise are refused at once."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest

from crosscase.errors import ForeignFileError
from crosscase.interchange.marks import MOST_MARKS, refuse_piled_marks
from tests.cli.running import run

PAIR = "\u0301\u0316"


def test_as_many_marks_as_a_script_may_need_are_taken() -> None:
    refuse_piled_marks("a" + PAIR * (MOST_MARKS // 2), "a text")


def test_more_are_refused_with_their_line() -> None:
    with pytest.raises(ForeignFileError, match="a text:2: piled-marks: found 5000 combining"):
        refuse_piled_marks("one\na" + PAIR * 2500, "a text")


def test_no_mark_escapes_the_first_look() -> None:
    marks = [chr(at) for at in range(sys.maxunicode + 1) if unicodedata.combining(chr(at))]
    assert len(marks) > 900
    for mark in marks:
        with pytest.raises(ForeignFileError):
            refuse_piled_marks("é" + mark * (MOST_MARKS + 1), "a text")


def test_letters_of_other_scripts_are_no_marks() -> None:
    refuse_piled_marks("Сотрудничествосотрудничествосотрудничество 協力" * 20, "a text")


def test_adding_such_a_text_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    study = tmp_path / "s"
    assert run("init", study, "--lang", "en").status == 0
    text = tmp_path / "hostile.txt"
    text.write_text("a" + PAIR * 50_000, encoding="utf-8")
    done = run("add", text, "--study", study, "--unit", "case-one")
    assert done.status == 1
    assert "piled-marks" in done.err
    assert not (study / "corpus/texts/hostile.md").exists()
