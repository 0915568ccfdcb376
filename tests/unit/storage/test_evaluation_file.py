"""The saved evaluation: read as it was written, and refused where it is another's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from crosscase.errors import StudyError
from crosscase.evaluation import Bin, Evaluation, Measured
from crosscase.storage import check, read_evaluation, schema, write_evaluation
from tests.folders import make_folder

FILE = "corpus/evaluation.json"
ROW = Measured("learned", "case", "urgency", documents=2, sentences=9, coded=3, suggested=2,
               right=1, precision=0.5, precision_low=0.1, precision_high=0.9,
               precision_by="wilson", recall=0.3333, f1=0.4)  # fmt: skip
EVALUATION = Evaluation(
    "0" * 64, "texts", 0, 1000, 2, 9, 1, (ROW, Measured("nothing", "none", "(all)")),
    (Bin(0.0, 0.05, 9, 0.01, 0.0),),
)  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "study")


def test_what_is_written_is_read(root: Path) -> None:
    assert read_evaluation(root) is None
    assert write_evaluation(root, EVALUATION) == FILE
    assert read_evaluation(root) == EVALUATION
    assert check(root) == ()
    first = (root / FILE).read_bytes()
    write_evaluation(root, EVALUATION)
    assert (root / FILE).read_bytes() == first


def test_it_is_valid(root: Path) -> None:
    write_evaluation(root, EVALUATION)
    validator = Draft202012Validator(schema("evaluation"))
    assert list(validator.iter_errors(json.loads((root / FILE).read_text("utf-8")))) == []


WRONG: list[tuple[str, Any, str]] = [
    ("format", 2, "wrong-format"),
    ("patterns", "dreams", "wrong-value"),
    ("seed", -1, "wrong-value"),
    ("seed", True, "wrong-value"),
    ("rows", {}, "wrong-type"),
    ("bins", None, "wrong-type"),
    ("extra", 1, "wrong-form"),
    ("rows/precision", 1.5, "wrong-value"),
    ("rows/precision", "half", "wrong-value"),
    ("rows/coded", 2.5, "wrong-value"),
    ("rows/coded", None, "wrong-value"),
    ("rows/method", "guess", "wrong-value"),
    ("rows/code", 3, "wrong-value"),
    ("rows/extra", 3, "wrong-form"),
    ("bins/chance", None, "wrong-value"),
]


@pytest.mark.parametrize(("place", "value", "rule"), WRONG, ids=str)
def test_what_is_wrong_is_refused_as_the_schema_does(
    root: Path, place: str, value: Any, rule: str
) -> None:
    write_evaluation(root, EVALUATION)
    data = json.loads((root / FILE).read_text("utf-8"))
    *within, name = place.split("/")
    (data[within[0]][0] if within else data)[name] = value
    (root / FILE).write_text(json.dumps(data), encoding="utf-8")
    assert [(one.file, one.rule) for one in check(root)] == [(FILE, rule)]
    assert not Draft202012Validator(schema("evaluation")).is_valid(data)
    with pytest.raises(StudyError, match=rule):
        read_evaluation(root)


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 1}'])
def test_what_is_no_evaluation_is_refused(root: Path, text: str) -> None:
    (root / FILE).write_text(text, encoding="utf-8")
    assert len(check(root)) >= 1
    with pytest.raises(StudyError, match="--evaluate --save"):
        read_evaluation(root)
