"""Problems, and the one tree of exceptions."""

from __future__ import annotations

import json

import pytest

from crosscase import errors
from crosscase.errors import ConflictError, CrosscaseError, Problem, StudyError


def test_problem_says_where_what_and_what_to_do() -> None:
    problem = Problem("study.yaml", 3, "unknown-unit", "dzs", "dsz", "write dsz")
    assert str(problem) == "study.yaml:3: unknown-unit: found dzs; allowed: dsz; write dsz"
    assert problem.severity == "error"


def test_problem_of_a_whole_file_names_no_line() -> None:
    assert str(Problem("a.md", 0, "missing-file", "no file", "", "")) == (
        "a.md: missing-file: found no file"
    )


def test_problem_as_plain_data() -> None:
    problem = Problem("a", 1, "r", "f", "b", "c", "warning")
    assert json.loads(json.dumps(problem.as_dict())) == {
        "file": "a",
        "line": 1,
        "rule": "r",
        "found": "f",
        "allowed": "b",
        "action": "c",
        "severity": "warning",
    }


def test_study_error_carries_every_problem_in_order_of_place() -> None:
    late, early = Problem("b", 1, "r", "f", "", ""), Problem("a", 10, "r", "f", "", "")
    first = Problem("a", 9, "r", "f", "", "")
    error = StudyError(iter([late, early, first]))
    assert error.problems == (first, early, late)
    assert str(error).splitlines() == [str(first), str(early), str(late)]


def test_conflict_names_both_claims_of_every_coding() -> None:
    error = ConflictError({"e1": ("e1", "e4"), "e2": ("e3", "")})
    assert error.conflicts == {"e1": ("e1", "e4"), "e2": ("e3", "")}
    first, second = str(error).splitlines()
    assert "e4" in first
    assert "e1" in first
    assert "none that stands" in second


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("CrosscaseError", 1),
        ("StudyError", 1),
        ("AnchorError", 1),
        ("BusyError", 1),
        ("ConflictError", 1),
        ("UsageError", 2),
        ("CheckFailedError", 3),
    ],
)
def test_one_tree_with_an_exit_status_each(name: str, status: int) -> None:
    kind = getattr(errors, name)
    assert issubclass(kind, CrosscaseError)
    assert kind.exit_status == status


def test_every_exception_is_in_the_tree() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    raised = [kind for kind in kinds if issubclass(kind, BaseException)]
    assert {kind.__name__ for kind in raised} == set(errors.__all__) - {"Problem"}
