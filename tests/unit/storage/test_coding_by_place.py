"""Codings by the place of their words, what revising comes to, and coverage stated once."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase.errors import AnchorError, StudyError, UsageError
from crosscase.storage import (
    append_events,
    codings_at,
    codings_starting,
    coverage_of,
    load,
    revision_of,
)
from crosscase.study import Study
from tests.folders import TEXTS, make_folder

QUOTE = "Wij moesten wel"
START = TEXTS["d1"].index(QUOTE)
END = START + len(QUOTE)
CLAIM = {"code": "pressure", "unit": "a", "value": "present"}


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return load(make_folder(tmp_path / "study"))


def add(study: Study, *claims: dict[str, str], coder: str = "c1") -> Study:
    append_events(study.root, coder, codings_at(study, coder, "d1", START, END, claims or (CLAIM,)))
    return load(study.root)


def rules(error: pytest.ExceptionInfo[StudyError]) -> list[str]:
    return [problem.rule for problem in error.value.problems]


def test_one_coding_for_each_claim(study: Study) -> None:
    claims = (CLAIM, {**CLAIM, "unit": "b", "memo": "ook"})
    events = codings_at(study, "c1", "d1", START, END, claims)
    assert [(one.unit, one.memo) for one in events] == [("a", ""), ("b", "ook")]
    assert {one.quote for one in events} == {QUOTE}
    append_events(study.root, "c1", events)
    stored = load(study.root)
    there = {one.id for one in codings_starting(stored, "d1", START)}
    assert there >= {one.id for one in events}


def test_codings_that_start_at_a_place_are_all_that_do(study: Study) -> None:
    later = add(study, CLAIM, {**CLAIM, "unit": "b"})
    for document in ("d1", "d2", "none"):
        for start in range(len(TEXTS["d1"])):
            found = list(codings_starting(later, document, start))
            assert found == [
                one
                for one in later.coding_state.codings
                if (one.document, one.start) == (document, start)
            ]


def test_everything_that_stands_in_the_way_is_said(study: Study) -> None:
    later = add(study)
    with pytest.raises(StudyError) as error:
        codings_at(later, "c1", "d1", START, END, (CLAIM, {**CLAIM, "unit": "c"}))
    assert sorted(rules(error)) == ["coded-already", "unit-not-listed"]
    with pytest.raises(UsageError):
        codings_at(later, "c1", "none", START, END, (CLAIM,))
    with pytest.raises(AnchorError):
        codings_at(later, "c1", "d1", END, START, (CLAIM,))
    assert codings_at(later, "c2", "d1", START, END, (CLAIM,))


def test_a_revision_says_only_what_changes(study: Study) -> None:
    later = add(study, CLAIM, {**CLAIM, "unit": "b"})
    first, second = (one for one in codings_starting(later, "d1", START) if one.code == "pressure")
    assert revision_of(later, first, {"value": first.value, "memo": ""}) is None
    event = revision_of(later, first, {"value": "absent", "memo": ""})
    assert event is not None
    assert (event.of, event.value) == (first.id, "absent")
    assert "memo" not in event.fields
    with pytest.raises(StudyError) as error:
        revision_of(later, first, {"unit": second.unit})
    assert rules(error) == ["coded-already"]
    with pytest.raises(StudyError) as error:
        revision_of(later, first, {"unit": "c"})
    assert rules(error) == ["unit-not-listed"]
    with pytest.raises(UsageError):
        revision_of(later, first, {"quote": "other"})


def test_coverage_is_stated_for_what_is_new_alone(study: Study) -> None:
    (event,) = coverage_of(study, "c2", "d2", ["urgency", "trust"])
    append_events(study.root, "c2", [event])
    later = load(study.root)
    assert coverage_of(later, "c2", "d2", ["trust", "urgency"]) == ()
    (more,) = coverage_of(later, "c2", "d2", ["trust", "pressure"])
    assert [*(more.codes or {})] == ["pressure"]
    with pytest.raises(UsageError):
        coverage_of(later, "c2", "d2", ["none"])
