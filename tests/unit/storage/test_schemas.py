"""The published schemas say of a study what crosscase itself says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from crosscase.errors import UsageError
from crosscase.storage import SCHEMAS, init, schema
from tests.folders import EVENTS, add, cover, event, study_files

FILES = {
    "study.yaml": "study",
    "corpus/documents.yaml": "documents",
    "corpus/sources.yaml": "sources",
    "corpus/published/thesis.yaml": "published",
    "codebooks/scales.yaml": "codebook",
    "codebooks/book.yaml": "codebook",
    "codebooks/tables.yaml": "tables",
    "codebooks/hypotheses.yaml": "hypotheses",
}


def validator(name: str) -> Draft202012Validator:
    made = schema(name)
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


def errors(name: str, data: Any) -> list[str]:
    return [error.message for error in validator(name).iter_errors(data)]


def as_strings(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


def as_typed(text: str) -> Any:
    """What an editor makes of the YAML: numbers and truth values, and no dates."""
    loader = type("Loader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": {}})
    for tag, pattern, first in yaml_core():
        loader.add_implicit_resolver(tag, pattern, first)
    return yaml.load(text, Loader=loader)


def yaml_core() -> list[tuple[str, Any, list[str]]]:
    import re

    return [
        ("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf")),
        ("tag:yaml.org,2002:int", re.compile("^[0-9]+$"), list("0123456789")),
        ("tag:yaml.org,2002:null", re.compile("^$"), [""]),
    ]


@pytest.mark.parametrize("read", [as_strings, as_typed])
@pytest.mark.parametrize("path", FILES)
def test_files_of_a_study_are_valid(path: str, read: Any) -> None:
    text = study_files()[path].replace("REGISTERED-H1", "0" * 64).replace("REGISTERED-H2", "0" * 64)
    assert errors(FILES[path], read(text)) == []


def test_files_of_a_new_study_are_valid(tmp_path: Path) -> None:
    root = init(tmp_path, title="T", language="nl")
    for path in ("study.yaml", "corpus/documents.yaml", *map(str, FILES)):
        if (root / path).is_file():
            assert errors(FILES[path], as_typed((root / path).read_text("utf-8"))) == []
    assert errors("codebook", as_typed((root / "codebooks/example.yaml").read_text("utf-8"))) == []


@pytest.mark.parametrize("one", EVENTS, ids=lambda one: str(one["event"]))
def test_events_are_valid(one: dict[str, Any]) -> None:
    assert errors("event", json.loads(json.dumps(one))) == []


WRONG = [
    ("study.yaml", "counts: false", "counts: nee"),
    ("study.yaml", "    counts: false", "    count: false"),
    ("study.yaml", "  - id: ab", "  - id: AB"),
    ("study.yaml", "format: 1", "format: 2"),
    ("study.yaml", "title: {nl: Proef, en: Trial}\n", ""),
    ("study.yaml", "title: {nl: Proef, en: Trial}", "title: {Dutch: Proef}"),
    ("corpus/documents.yaml", "kind: interview", "kind: interveiw"),
    ("corpus/documents.yaml", "date: 2012-07-09", "date: 9 juli"),
    ("corpus/documents.yaml", "units: [a, b, ab]", "units: a"),
    ("corpus/sources.yaml", "start: 0", "start: -1"),
    ("codebooks/book.yaml", "level: case", "level: cases"),
    ("codebooks/scales.yaml", "kind: nominal", "kind: nominaal"),
    ("codebooks/tables.yaml", "{level: party}", "{level: party, units: [a]}"),
    ("codebooks/tables.yaml", "cell: mark", "cell: cross"),
    ("codebooks/hypotheses.yaml", "is: rises", "is: up"),
    ("codebooks/hypotheses.yaml", "at_most: {code", "at_mst: {code"),
    ("codebooks/hypotheses.yaml", "test: hoop", "test: hoops"),
    ("corpus/published/thesis.yaml", "known: lost", "known: gone"),
]


@pytest.mark.parametrize(("path", "old", "new"), WRONG)
def test_wrong_files_are_not_valid(path: str, old: str, new: str) -> None:
    text = study_files()[path].replace("REGISTERED-H1", "0" * 64).replace("REGISTERED-H2", "0" * 64)
    assert text.count(old) == 1
    assert errors(FILES[path], as_typed(text.replace(old, new))) != []


@pytest.mark.parametrize(
    "one",
    [
        {**add("e"), "start": "3"},
        {**add("e"), "of": "e0"},
        {**add("e"), "code": None},
        {**add("e"), "extra": 1},
        {**add("e"), "text_sha256": "abc"},
        {name: value for name, value in add("e").items() if name != "quote"},
        {**cover("e"), "codes": {"urgency": "abc"}},
        event("e", "withdraw"),
        event("e", "remove", of="e0"),
    ],
)
def test_wrong_events_are_not_valid(one: dict[str, Any]) -> None:
    assert errors("event", one) != []


def test_schemas_are_plain_data() -> None:
    for name in SCHEMAS:
        assert json.loads(json.dumps(schema(name))) == schema(name)


def test_unknown_schema() -> None:
    with pytest.raises(UsageError, match="write codebook"):
        schema("codeboek")
