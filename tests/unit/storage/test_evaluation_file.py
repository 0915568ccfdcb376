"""The saved evaluation: read as it was written, and refused where it is another's."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from crosscase.errors import StudyError
from crosscase.evaluation import (
    Bin,
    Crossed,
    Evaluation,
    Measured,
    Negated,
    SourceEstimate,
    Traced,
    UnitsMeasured,
    ValuesMeasured,
)
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

TRACED = Traced("sources", "lexicon", "none", "urgency", coded=4, found=2, judged=9, suggested=3,
                right=2, uncoded=1, outside=5, precision_chance=0.25, recall_chance=0.125,
                precision=0.6667, recall=0.5, f1=0.5714)  # fmt: skip
OWN = replace(TRACED, place="documents", found=3, recall=0.75, f1=0.7059)
FULL = replace(
    EVALUATION,
    units=(
        UnitsMeasured("lexicon", "", 5, 1, 4, 3, 1, 2, 6, 3, 0.75, 0.3, 0.95, "wilson"),
        UnitsMeasured("lexicon", "party", 5, 5),
    ),
    values=(
        ValuesMeasured("lexicon", "", 5, 1, 1, 3, 2, 1, 1, 0.6667),
        ValuesMeasured("lexicon", "events", 1, 0, 1, 0, 0, None),
    ),
    crossed=(
        Crossed("lexicon", "presence", "", "absent", 1),
        Crossed("lexicon", "presence", "present", "partial", 2),
    ),
    negated=(
        Negated("presence", "none", 3, 1, 0, 2, 2, 2),
        Negated("presence", "absent", 7, 5, 1, 1, 5, 1),
        Negated("presence", "open", 2, 1, 0, 1, 0, 1),
    ),
    sources=SourceEstimate("1" * 64, "definitions", 0, 1000, 2, 30, 20, 8, 6, 0, (TRACED, OWN)),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "study")


@pytest.mark.parametrize("evaluation", [EVALUATION, FULL], ids=["little", "full"])
def test_what_is_written_is_read(root: Path, evaluation: Evaluation) -> None:
    assert read_evaluation(root) is None
    assert write_evaluation(root, evaluation) == FILE
    assert read_evaluation(root) == evaluation
    assert check(root) == ()
    first = (root / FILE).read_bytes()
    write_evaluation(root, evaluation)
    assert (root / FILE).read_bytes() == first


def test_a_file_from_before_units_and_sources_were_measured_is_read(root: Path) -> None:
    write_evaluation(root, EVALUATION)
    data = json.loads((root / FILE).read_text("utf-8"))
    for name in ("units", "values", "crossed", "negated", "sources"):
        del data[name]
    (root / FILE).write_text(json.dumps(data), encoding="utf-8")
    assert Draft202012Validator(schema("evaluation")).is_valid(data)
    assert read_evaluation(root) == EVALUATION


@pytest.mark.parametrize("evaluation", [EVALUATION, FULL], ids=["little", "full"])
def test_it_is_valid(root: Path, evaluation: Evaluation) -> None:
    write_evaluation(root, evaluation)
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
    ("bins", [None], "wrong-form"),
    ("units/level", "village", "wrong-value"),
    ("units/named", None, "wrong-value"),
    ("values/adjacent", -1, "wrong-value"),
    ("values/share", 2, "wrong-value"),
    ("crossed", {}, "wrong-type"),
    ("crossed/coded", None, "wrong-value"),
    ("negated/effect", "silence", "wrong-value"),
    ("sources", [], "wrong-form"),
    ("sources/texts", 1.5, "wrong-value"),
    ("sources/extra", 1, "wrong-form"),
    ("sources/rows", None, "wrong-type"),
    ("sources/rows/place", "elsewhere", "wrong-value"),
    ("sources/rows/recall_chance", "half", "wrong-value"),
]


@pytest.mark.parametrize(("place", "value", "rule"), WRONG, ids=str)
def test_what_is_wrong_is_refused_as_the_schema_does(
    root: Path, place: str, value: Any, rule: str
) -> None:
    write_evaluation(root, FULL)
    data = json.loads((root / FILE).read_text("utf-8"))
    *within, name = place.split("/")
    held = data
    for step in within:
        held = held[step][0] if isinstance(held[step], list) else held[step]
    held[name] = value
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
