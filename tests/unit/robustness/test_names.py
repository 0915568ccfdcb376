"""The names of alternatives say everything that an alternative does."""

from __future__ import annotations

import pytest

from crosscase.robustness import Renamed, read_step
from crosscase.robustness.alternatives import Alternatives
from crosscase.robustness.wiring import Wiring
from tests.unit.robustness.example import small_study


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("scale presence: median→strict", {"id": "presence", "before": "median"}),
        ("code trust: any→none", {"id": "trust", "after": "none"}),
        ("reading: one→two", {"before": "one", "after": "two"}),
        (
            "H1/one/p: test: hoop→straw-in-the-wind",
            {"hypothesis": "H1", "reading": "one", "prediction": "p", "after": "straw-in-the-wind"},
        ),
        (
            "H1/one/scope: contrary equals trust@before low|medium: low|medium→medium|high",
            {
                "prediction": "scope",
                "where": "contrary",
                "form": "equals",
                "code": "trust",
                "period": "before",
                "before": "low|medium",
                "after": "medium|high",
            },
        ),
    ],
)
def test_a_name_is_read_back(name: str, parts: dict[str, str]) -> None:
    found = read_step(name)
    assert {key: getattr(found, key) for key in parts} == parts


def test_every_step_is_read_back() -> None:
    for step in Alternatives(Wiring(small_study())).steps:
        found = read_step(step.name)
        assert isinstance(found, Renamed)
        assert step.becomes == f"{found.before}→{found.after}"
        assert bool(found.code) == (step.kind == "threshold")
        if step.kind in ("rule", "lifting"):
            assert {**step.rules, **step.liftings} == {found.id: found.after}
