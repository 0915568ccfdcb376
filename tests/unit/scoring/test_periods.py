"""Which codings belong to a period."""

from __future__ import annotations

from typing import Any

import pytest

from crosscase.errors import UsageError
from crosscase.scoring import Score, Scorebook
from tests.builders import build_study, code

PERIODS = {
    "process": {
        "decision": {"ab": ("2006", "2011-09-19")},
        "regulation": {"ab": ("2011-09-19", "")},
        "later": {},
    },
    "terms": {"first-term": {"ab": ("2006", "2010")}, "second-term": {"ab": ("2010", "2014")}},
}


def score_in(period: str, *said: tuple[str, dict[str, Any]], unit: str = "a") -> Score:
    study = build_study(
        cases={"ab": ("a", "b"), "cd": ("c", "d")},
        codings=[("d1", unit, "urgency", value, extra) for value, extra in said],
        coverage=[("c1", "d1")],
        periods=PERIODS,
    )
    return Scorebook(study).score(unit, "urgency", period=period)


def test_a_label_decides() -> None:
    said = (("present", {"period": "decision"}), ("absent", {"period": "regulation"}))
    assert score_in("decision", *said).value == "present"
    assert score_in("regulation", *said).value == "absent"
    assert score_in("", *said).value == "partial"
    assert score_in("decision", *said).period == "decision"


def test_a_label_decides_over_a_date() -> None:
    score = score_in("decision", ("present", {"period": "regulation", "date": "2007"}))
    assert (score.state, score.undated) == ("silent", ())


def test_a_coding_may_name_two_periods() -> None:
    said = ("present", {"period": "decision;regulation"})
    assert score_in("decision", said).value == "present"
    assert score_in("regulation", said).value == "present"


def test_a_date_decides_where_no_period_of_the_scheme_is_named() -> None:
    said = (
        ("present", {"date": "2007"}),
        ("absent", {"date": "2011-09-19"}),
        ("partial", {"date": "2007", "period": "second-term"}),  # another scheme says nothing here
    )
    early, late = score_in("decision", *said), score_in("regulation", *said)
    assert early.codings == ("k1", "k3")
    assert late.codings == ("k2",)
    assert early.undated == late.undated == ()


def test_the_undated_are_listed_and_left_out() -> None:
    score = score_in("decision", ("present", {"date": "2007"}), ("absent", {}))
    assert (score.value, score.undated) == ("present", ("k2",))
    assert score_in("", ("present", {}), ("absent", {})).undated == ()


def test_a_date_too_vague_to_place_is_listed_too() -> None:
    said = ("absent", {"date": "2011"})
    assert score_in("decision", said).undated == ("k1",)
    assert score_in("regulation", said).undated == ("k1",)
    assert score_in("decision", ("absent", {"date": "2012"})).undated == ()


def test_a_period_the_case_gives_no_dates_takes_labels_only() -> None:
    score = score_in("later", ("present", {"period": "later"}), ("absent", {"date": "2012"}))
    assert (score.value, score.undated) == ("present", ("k2",))


def test_a_scheme_without_dates_for_the_case_does_not_apply() -> None:
    score = score_in("decision", ("present", {"period": "decision"}), unit="c")
    assert score.state == "not-applicable"
    assert score.reason == "period does not apply to the case"
    assert score.codings == ()
    assert score.values == ("absent", "partial", "present")


def test_an_unknown_period_is_refused() -> None:
    with pytest.raises(UsageError, match=r"unknown period 'decisoin'; allowed: decision, "):
        score_in("decisoin")


def test_events_fall_in_a_period_by_their_date() -> None:
    study = build_study(
        codes=[code("milestone", "milestones")],
        codings=[
            ("d1", "ab", "milestone", "first-talks", {"date": "2006"}),
            ("d1", "ab", "milestone", "realised", {"date": "2013"}),
        ],
        periods=PERIODS,
    )
    score = Scorebook(study).score("ab", "milestone", period="regulation")
    assert score.events == (("realised", "2013-01-01", "2013-12-31"),)


def test_parties_take_the_periods_of_their_case() -> None:
    study = build_study(
        codings=[
            ("d1", "a", "urgency", "present", {"date": "2007"}),
            ("d2", "b", "urgency", "partial", {"period": "decision"}),
            ("d2", "b", "urgency", "absent"),
        ],
        periods=PERIODS,
    )
    score = Scorebook(study).score("ab", "urgency", period="decision")
    assert (score.codings, score.undated) == (("k1", "k2"), ("k3",))
