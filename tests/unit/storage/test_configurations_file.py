"""Declared configurations: as read, as the schema has them, and names that no condition may have."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from crosscase.specs import ConfigurationSpec
from crosscase.storage import check, load, schema
from tests.folders import BOOK, TABLES, make_folder, study_files

DECLARED = """\
configurations:
  - id: "9.2"
    title: {nl: Nood en druk, en: Need and pressure}
    note: Naar H1.
    source: "Auteur 2012"
    outcome: urgency
    conditions: [pressure, advisers]
    unit: case
    period: decision
    cut: 0.75
    calibrate:
      advisers: {no: 0, yes: 1}
      urgency: {absent: 0, partial: 0.33, present: 1.0}
  - {id: plain, title: Gewoon, outcome: urgency, conditions: [pressure], unit: party}
"""


def files(**changes: str) -> dict[str, str]:
    return {**study_files(), "codebooks/tables.yaml": TABLES + DECLARED, **changes}


def test_as_declared(tmp_path: Path) -> None:
    root = make_folder(tmp_path, files())
    assert check(root) == ()
    first, second = load(root).configurations
    assert first == ConfigurationSpec(
        id="9.2",
        title={"nl": "Nood en druk", "en": "Need and pressure"},
        note={"": "Naar H1."},
        source="Auteur 2012",
        outcome="urgency",
        conditions=("pressure", "advisers"),
        unit="case",
        period="decision",
        cut=0.75,
        calibrate={
            "advisers": {"no": 0, "yes": 1},
            "urgency": {"absent": 0, "partial": 0.33, "present": 1},
        },
    )
    assert first.codes == ("pressure", "advisers", "urgency")
    assert (second.unit, second.cut, second.period, second.calibrate) == ("party", 0.8, "", {})


@pytest.mark.parametrize("name", ["n", "cases"])
def test_no_condition_is_called_as_a_column_of_the_truth_table(tmp_path: Path, name: str) -> None:
    code = f"  - {{id: {name}, label: x, definition: x, scale: presence}}\n"
    tables = TABLES + (
        "configurations:\n"
        f"  - {{id: c, title: c, outcome: urgency, conditions: [{name}], unit: case}}\n"
    )
    changes = {"codebooks/book.yaml": BOOK + code, "codebooks/tables.yaml": tables}
    problems = check(make_folder(tmp_path, files(**changes)))
    assert [p.rule for p in problems] == ["reserved-id"]


@pytest.mark.parametrize("name", ["parties", "case"])
def test_a_condition_that_only_parties_have(tmp_path: Path, name: str) -> None:
    lonely = BOOK.replace("    lifting: all\n", "    lifting: none\n")
    tables = TABLES + (
        "configurations:\n"
        "  - {id: c, title: c, outcome: urgency, conditions: [trust], unit: "
        f"{'case' if name == 'case' else 'party'}}}\n"
    )
    changes = {"codebooks/book.yaml": lonely, "codebooks/tables.yaml": tables}
    problems = check(make_folder(tmp_path, files(**changes)))
    assert [p.rule for p in problems] == (["level-mismatch"] if name == "case" else [])


@pytest.mark.parametrize("loader", [yaml.BaseLoader, yaml.SafeLoader])
def test_the_schema_takes_them(loader: type) -> None:
    validator = Draft202012Validator(schema("tables"))
    # To YAML `no` and `yes` are truth values, which are no keys of JSON.
    text = "format: 1\n" + DECLARED.replace("{no: 0, yes: 1}", '{"no": 0, "yes": 1}')
    data = yaml.load(text, Loader=loader)
    assert [error.message for error in validator.iter_errors(data)] == []
    for wrong in ("cut: 1.5", "cut: -1", "cut: veel"):
        data = yaml.load(text.replace("cut: 0.75", wrong), Loader=loader)
        assert [error.path[-1] for error in validator.iter_errors(data)] == ["cut"]
