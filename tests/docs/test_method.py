"""docs/method.md is executed, and leaves no rule, state, verdict, test or lifting out."""

from __future__ import annotations

import doctest
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crosscase.codebook import NOT_APPLICABLE
from crosscase.comparison.published import OUTCOMES
from crosscase.hypotheses import PREDICTION_STATES, VERDICTS
from crosscase.hypotheses.words import RULES as VERDICT_RULES
from crosscase.scoring.records import STATES
from crosscase.scoring.selection import LIFTINGS, RULES
from crosscase.specs import EXPRESSIONS, TESTS
from crosscase.storage import schema

METHOD = (Path(__file__).parents[2] / "docs/method.md").read_text(encoding="utf-8")
PROSE = re.sub(r"```.*?```", "", METHOD, flags=re.DOTALL)


def examples() -> str:
    """Return the Python of the page, each line where it stands in the page."""
    lines: list[str] = []
    inside = False
    for line in METHOD.split("\n"):
        if line.startswith("```"):
            inside = line == "```python"
        lines.append(line if inside and not line.startswith("```") else "")
    return "\n".join(lines)


def choices(part: Any) -> Iterator[str]:
    """Yield the words a format lets one choose from."""
    if isinstance(part, dict):
        yield from (str(one) for one in part.get("enum", ()))
        for inner in part.values():
            yield from choices(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from choices(inner)


def chosen(name: str, *keys: str) -> set[str]:
    """Return what may be chosen under some keys of a kind of file, however deep they stand."""
    found: set[str] = set()

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            for key, inner in part.items():
                if key in keys:
                    found.update(choices(inner))
                walk(inner)
        elif isinstance(part, list):
            for inner in part:
                walk(inner)

    walk(schema(name))
    return found


NAMES = {
    "rules": {rule for rules in RULES.values() for rule in rules} | chosen("codebook", "rule"),
    "kinds of scale": set(RULES),
    "states": set(STATES),
    "liftings": set(LIFTINGS),
    "verdicts": set(VERDICTS),
    "outcomes of predictions": set(PREDICTION_STATES),
    "tests": set(TESTS),
    "expressions": set(EXPRESSIONS),
    "comparisons with what was published": set(OUTCOMES),
    "claims": chosen("hypotheses", "claim"),
    "rivals": chosen("hypotheses", "relation"),
    "relations and ties": chosen("hypotheses", "is", "tie"),
    "how a published value is known": chosen("published", "known"),
    "values outside scales": {NOT_APPLICABLE},
}
"""What the code knows by name, by what it is."""


def test_every_example_prints_what_the_page_says() -> None:
    test = doctest.DocTestParser().get_doctest(examples(), {}, "method", "docs/method.md", 0)
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert result.failed == 0, "".join(said)
    assert result.attempted == METHOD.count("\n>>> ") > 60


@pytest.mark.parametrize("what", NAMES)
def test_everything_with_a_name_is_explained(what: str) -> None:
    assert NAMES[what]
    # Kinds of scale are plain words; all else is set as the files have it.
    marks = ("", "") if what == "kinds of scale" else ("`", "`")
    missing = [name for name in sorted(NAMES[what]) if name.join(marks) not in PROSE]
    assert not missing


def test_the_rules_of_verdicts_are_numbered_as_in_the_code() -> None:
    numbers = {int(key) for key in VERDICT_RULES if key.isdigit()} | {1}
    rules = PROSE.split("### 4.1", 1)[1].split("### 4.2", 1)[0]
    assert {int(found) for found in re.findall(r"^(\d)\. ", rules, re.MULTILINE)} == numbers


def test_the_tests_are_as_certain_and_unique_as_in_the_code() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (yes|no) \| (yes|no) \|", PROSE, re.MULTILINE)
    assert {test: (certain == "yes", unique == "yes") for test, certain, unique in rows} == TESTS
