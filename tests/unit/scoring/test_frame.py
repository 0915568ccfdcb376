"""Scores as a table."""

from __future__ import annotations

import pytest

from crosscase.errors import UsageError
from crosscase.scoring import Selection, score_frame
from crosscase.study import Study
from tests.builders import build_study, code, document


@pytest.fixture
def study() -> Study:
    return build_study(
        codes=[
            "urgency",
            code("few", level="case"),
            code("trust", "degree", level="party", lifting="none"),
            code("lacking", mirror=("trust", {"low": "present"})),
            code("milestone", "milestones", level="case"),
        ],
        documents=[document("d1", group="mayor"), document("d2", group="council")],
        codings=[
            ("d1", "a", "urgency", "present"),
            ("d2", "a", "urgency", "absent"),
            ("d2", "a", "trust", "low", {"period": "decision"}),
            ("d1", "ab", "milestone", "decision", {"date": "2011-09-19"}),
            ("d1", "ab", "milestone", "realised", {"date": "2012-01"}),
            ("d1", "b", "urgency", "n/a", {"memo": "not asked"}),
        ],
        coverage=[("c1", "d1"), ("c1", "d2", "lacking")],
        periods={"process": {"decision": {"ab": ("2010", "2012")}}},
    )


def test_a_row_for_each_unit_and_code_that_applies_in_the_order_of_the_study(study: Study) -> None:
    frame = score_frame(study)
    assert list(zip(frame["unit"], frame["code"], strict=True)) == [
        ("ab", "urgency"),
        ("ab", "few"),
        ("ab", "lacking"),
        ("ab", "milestone"),
        ("a", "urgency"),
        ("a", "trust"),
        ("a", "lacking"),
        ("b", "urgency"),
        ("b", "trust"),
        ("b", "lacking"),
    ]


def test_what_a_row_says(study: Study) -> None:
    rows = score_frame(study).set_index(["unit", "code"])
    assert rows.to_dict("index")["a", "urgency"] == {
        "state": "contested",
        "value": "partial",
        "period": "",
        "rule": "median",
        "n_for": 0,
        "n_against": 2,
        "n_groups": 2,
        "codings": "k1;k2",
        "inferred_from": "",
        "low": "absent",
        "high": "present",
        "values": "absent;partial;present",
        "codings_against": "k1;k2",
        "covered": 1,
        "documents": 2,
        "undated": "",
        "events": "",
        "reason": "",
    }
    assert rows.loc[("a", "lacking"), "inferred_from"] == "a:trust"
    assert rows.loc[("ab", "milestone"), "events"] == (
        "decision=2011-09-19;realised=2012-01-01/2012-01-31"
    )
    assert rows.loc[("b", "urgency"), "reason"] == "not asked"


def test_a_group_that_says_two_things_is_one_group() -> None:
    study = build_study(
        codes=[code("pilot", "yes-no")],
        codings=[("d1", "a", "pilot", "yes"), ("d1", "a", "pilot", "no")],
    )
    rows = score_frame(study).set_index(["unit", "code"])
    assert rows.loc[("a", "pilot"), "n_groups"] == 1


def test_of_a_period(study: Study) -> None:
    rows = score_frame(study, period="decision").set_index(["unit", "code"])
    assert set(rows["period"]) == {"decision"}
    assert rows.loc[("a", "trust"), "value"] == "low"
    assert rows.loc[("a", "urgency"), "undated"] == "k1;k2"


def test_under_a_selection(study: Study) -> None:
    chosen = Selection(without_groups=frozenset({"council"}), liftings={"trust": "pooled"})
    rows = score_frame(study, selection=chosen).set_index(["unit", "code"])
    assert rows.loc[("a", "urgency"), "value"] == "present"
    assert ("ab", "trust") in rows.index


def test_a_study_without_codes_has_the_same_columns(study: Study) -> None:
    empty = score_frame(build_study(codes=[]))
    assert len(empty) == 0
    assert list(empty.columns) == list(score_frame(study).columns)


def test_an_unknown_period_is_refused(study: Study) -> None:
    with pytest.raises(UsageError, match="unknown period 'later'; allowed: decision"):
        score_frame(study, period="later")
