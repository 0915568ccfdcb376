"""What is computed rather than coded: mirrors and spans of years."""

from __future__ import annotations

from typing import Any

import pytest

from crosscase.scoring import Score, Scorebook
from crosscase.study import Study
from tests.builders import build_study, code, document

MIRROR = code("lacking-trust", mirror=("trust", {"low": "present"}))
TRUST = code("trust", "degree")


def mirrored(
    *codings: tuple[Any, ...],
    documents: tuple[str, ...] = ("d1", "d2"),
    read: bool = True,
    **more: Any,
) -> Study:
    return build_study(
        codes=[TRUST, MIRROR],
        documents=documents,
        codings=codings,
        coverage=[("c1", name) for name in documents] if read else [],
        **more,
    )


class TestMirror:
    def test_silence_is_filled_from_the_other_code(self) -> None:
        study = mirrored(("d1", "a", "trust", "low"))
        score = Scorebook(study).score("a", "lacking-trust")
        assert (score.state, score.value, score.values) == ("inferred", "present", ("present",))
        assert (score.rule, score.inferred_from) == ("mirror:trust", ("a:trust",))
        assert (score.codings, score.voices) == ((), ())

    def test_only_by_the_map(self) -> None:
        study = mirrored(("d1", "a", "trust", "high"))
        assert Scorebook(study).score("a", "lacking-trust").state == "silent"

    def test_not_where_nobody_looked(self) -> None:
        study = mirrored(("d1", "a", "trust", "low"), read=False)
        assert Scorebook(study).score("a", "lacking-trust").state == "unsearched"

    def test_not_over_what_was_said(self) -> None:
        study = mirrored(("d1", "a", "trust", "low"), ("d1", "a", "lacking-trust", "absent"))
        score = Scorebook(study).score("a", "lacking-trust")
        assert (score.state, score.value) == ("scored", "absent")

    def test_not_from_a_contested_score(self) -> None:
        study = mirrored(
            ("d1", "a", "trust", "low"),
            ("d2", "a", "trust", "low"),
            ("d3", "a", "trust", "high"),
            documents=("d1", "d2", "d3"),
        )
        book = Scorebook(study)
        assert book.score("a", "trust").state == "contested"
        assert book.score("a", "trust").value == "low"
        assert book.score("a", "lacking-trust").state == "silent"

    def test_last_so_after_lifting(self) -> None:
        study = mirrored(("d1", "a", "trust", "low"), ("d2", "b", "trust", "low"))
        score = Scorebook(study).score("ab", "lacking-trust")
        assert (score.state, score.inferred_from) == ("inferred", ("ab:trust",))

    def test_an_inference_is_not_lifted(self) -> None:
        study = build_study(
            codes=[TRUST, code("gap", lifting="any", mirror=("trust", {"low": "present"}))],
            documents=["d1"],
            codings=[("d1", "a", "trust", "low"), ("d1", "b", "trust", "high")],
            coverage=[("c1", "d1")],
        )
        book = Scorebook(study)
        assert book.score("a", "gap").state == "inferred"
        assert book.score("ab", "gap").state == "silent"

    def test_not_for_a_case_of_which_one_party_is_known(self) -> None:
        study = build_study(
            codes=[TRUST, code("gap", lifting="any", mirror=("trust", {"low": "present"}))],
            documents=["d1"],
            codings=[("d1", "a", "gap", "partial"), ("d1", "ab", "trust", "low")],
            coverage=[("c1", "d1")],
        )
        score = Scorebook(study).score("ab", "gap")
        assert (score.state, score.values) == ("silent", ("partial", "present"))

    def test_mirrors_do_not_chain(self) -> None:
        study = build_study(
            codes=[
                TRUST,
                MIRROR,
                code("conflict", mirror=("lacking-trust", {"present": "present"})),
            ],
            documents=["d1"],
            codings=[("d1", "a", "trust", "low")],
            coverage=[("c1", "d1")],
        )
        book = Scorebook(study)
        assert book.score("a", "lacking-trust").state == "inferred"
        assert book.score("a", "conflict").state == "silent"

    def test_mirrors_of_each_other_end(self) -> None:
        study = build_study(
            codes=[
                code("x", mirror=("y", {"low": "low"})),
                code("y", mirror=("x", {"low": "low"})),
            ],
            documents=["d1"],
            coverage=[("c1", "d1")],
        )
        assert Scorebook(study).score("a", "x").state == "silent"

    def test_in_the_same_period_only(self) -> None:
        study = mirrored(
            ("d1", "a", "trust", "low", {"period": "decision"}),
            periods={"process": {"decision": {"ab": ("", "")}, "regulation": {"ab": ("", "")}}},
        )
        book = Scorebook(study)
        assert book.score("a", "lacking-trust", period="decision").state == "inferred"
        assert book.score("a", "lacking-trust", period="regulation").state == "silent"

    def test_what_is_said_undated_is_no_silence(self) -> None:
        study = mirrored(
            ("d1", "a", "trust", "low", {"period": "decision"}),
            ("d1", "a", "lacking-trust", "absent"),
            periods={"process": {"decision": {"ab": ("2006", "2012")}}},
        )
        score = Scorebook(study).score("a", "lacking-trust", period="decision")
        assert (score.state, score.undated) == ("silent", ("k2",))

    def test_direction_is_kept_where_both_codes_have_it(self) -> None:
        directed = build_study(
            codes=[
                code("trust", "degree", directed=True),
                code("lacking-trust", directed=True, mirror=("trust", {"low": "present"})),
                code("distance", mirror=("trust", {"low": "present"})),
            ],
            documents=["d1"],
            codings=[("d1", "a", "trust", "low", {"toward": "b"})],
            coverage=[("c1", "d1")],
        )
        book = Scorebook(directed)
        assert book.score("a", "lacking-trust", toward="b").state == "inferred"
        assert book.score("a", "lacking-trust", toward="ab").state == "silent"
        assert book.score("a", "distance").state == "inferred"

    def test_an_undirected_source_serves_every_direction(self) -> None:
        study = build_study(
            codes=[TRUST, code("cold", directed=True, mirror=("trust", {"low": "present"}))],
            documents=["d1"],
            codings=[("d1", "a", "trust", "low")],
            coverage=[("c1", "d1")],
        )
        assert Scorebook(study).score("a", "cold", toward="b").state == "inferred"


def span(*events: tuple[Any, ...], period: str = "", **more: Any) -> Score:
    """The duration of case ``ab`` from (document, event, date)."""
    more = {"reference_date": "2012-08", **more}
    study = build_study(
        codes=[
            code("milestone", "milestones", level="case", lifting="none"),
            code(
                "duration",
                "years",
                level="case",
                lifting="none",
                derive=("milestone", "first-talks decision", "realised reference-date"),
            ),
        ],
        documents=[document("d1"), document("d2")],
        codings=[(d, "ab", "milestone", event, {"date": date}) for d, event, date in events],
        coverage=[("c1", "d1"), ("c1", "d2")],
        **more,
    )
    return Scorebook(study).score("ab", "duration", period=period)


class TestSpan:
    def test_between_two_days(self) -> None:
        # 1 January 2006 to 1 January 2012 is 2191 days, 5.9986 years.
        score = span(("d1", "first-talks", "2006-01-01"), ("d2", "realised", "2012-01-01"))
        assert (score.state, score.value, score.values) == ("scored", "6.0", ("6.0",))
        assert (score.low, score.high) == ("6.0", "6.0")
        assert score.rule == "span:milestone:first-talks→realised"
        assert (score.codings_for, score.codings_against) == (("k1", "k2"), ())
        assert score.groups == ("d1", "d2")
        assert score.events == (
            ("first-talks", "2006-01-01", "2006-01-01"),
            ("realised", "2012-01-01", "2012-01-01"),
        )

    def test_vague_dates_make_an_interval(self) -> None:
        # 2006 to July 2012: from 31 December 2006 to 1 July 2012 (2009 days, 5.5003 years) at
        # least, from 1 January 2006 to 31 July 2012 (2403 days, 6.5791) at most; midway 6.0397.
        score = span(("d1", "first-talks", "2006"), ("d1", "realised", "2012-07"))
        assert (score.low, score.value, score.high) == ("5.5", "6.0", "6.6")

    def test_the_first_known_of_each_list(self) -> None:
        score = span(("d1", "decision", "2011-08-31"))
        assert score.rule == "span:milestone:decision→reference-date"
        # To 1 August 2012 336 days (0.92), to 31 August 366 (1.002); midway 0.961.
        assert (score.low, score.value, score.high) == ("0.9", "1.0", "1.0")
        assert score.codings_for == ("k1",)

    def test_overlapping_dates_are_no_negative_span(self) -> None:
        # 0 at least, 365 days at most; midway half a year.
        score = span(("d1", "first-talks", "2011"), ("d1", "realised", "2011"))
        assert (score.low, score.value, score.high) == ("0.0", "0.5", "1.0")

    def test_dates_in_the_wrong_order_show(self) -> None:
        score = span(("d1", "first-talks", "2012-01-01"), ("d1", "realised", "2011-01-01"))
        assert (score.low, score.value, score.high) == ("-1.0", "-1.0", "-1.0")

    def test_a_disputed_date_makes_it_contested(self) -> None:
        score = span(
            ("d1", "first-talks", "2006-01-01"),
            ("d2", "first-talks", "2008-01-01"),
            ("d1", "realised", "2012-01-01"),
            ("d2", "decision", "2010"),
        )
        # 4 to 6 years; the decision plays no part.
        assert (score.state, score.value) == ("contested", "5.0")
        assert (score.low, score.high, score.values) == ("4.0", "6.0", ("4.0", "5.0", "6.0"))
        assert score.codings_for == ("k1", "k2", "k3")
        assert {voice.value for voice in score.voices} == {"first-talks", "realised"}

    def test_a_year_is_a_quarter_day_more_than_365(self) -> None:
        # 1260 days are 3.4497 years of 365.25 days, and 3.4521 of 365.
        score = span(("d1", "first-talks", "2009-01-01"), ("d1", "realised", "2012-06-14"))
        assert score.value == "3.4"

    def test_a_dispute_on_another_event_does_not(self) -> None:
        score = span(
            ("d1", "first-talks", "2006-01-01"),
            ("d1", "decision", "2010"),
            ("d2", "decision", "2011"),
            ("d1", "realised", "2012-01-01"),
        )
        assert score.state == "scored"

    def test_no_start_is_as_silent_as_the_milestones(self) -> None:
        score = span(("d1", "realised", "2012"))
        assert (score.state, score.value, score.rule) == ("silent", "", "span:milestone")
        assert (score.covered, score.documents) == (2, 2)

    def test_no_start_is_as_unsearched_as_the_milestones(self) -> None:
        study = build_study(
            codes=[
                code("milestone", "milestones"),
                code("duration", "years", derive=("milestone", "first-talks", "realised")),
            ],
            documents=["d1"],
        )
        score = Scorebook(study).score("ab", "duration")
        assert (score.state, score.covered, score.documents) == ("unsearched", 0, 1)

    def test_no_end(self) -> None:
        assert span(("d1", "first-talks", "2006"), reference_date="").state == "silent"

    def test_milestones_that_do_not_apply(self) -> None:
        study = build_study(
            codes=[
                code("milestone", "milestones"),
                code("duration", "years", derive=("milestone", "first-talks", "realised")),
            ],
            codings=[("d1", "ab", "milestone", "n/a", {"memo": "never began"})],
        )
        score = Scorebook(study).score("ab", "duration")
        assert (score.state, score.reason) == ("not-applicable", "never began")

    @pytest.mark.parametrize("lifting", ["pooled", "none"])
    def test_events_of_parties_count_where_milestones_are_lifted(self, lifting: str) -> None:
        study = build_study(
            codes=[
                code("milestone", "milestones", lifting=lifting),
                code("duration", "years", derive=("milestone", "first-talks", "realised")),
            ],
            codings=[
                ("d1", "a", "milestone", "first-talks", {"date": "2006-01-01"}),
                ("d1", "ab", "milestone", "realised", {"date": "2012-01-01"}),
            ],
        )
        score = Scorebook(study).score("ab", "duration")
        assert score.state == {"pooled": "scored", "none": "unsearched"}[lifting]

    def test_it_has_no_periods(self) -> None:
        events = (("d1", "first-talks", "2006-01-01"), ("d1", "realised", "2012-01-01"))
        score = span(
            *events, period="late", periods={"process": {"late": {"ab": ("2010", "2011")}}}
        )
        assert (score.value, score.period) == ("6.0", "late")

    def test_it_applies_to_the_units_its_milestones_apply_to(self) -> None:
        study = build_study(
            codes=[
                code("milestone", "milestones", level="case", lifting="none"),
                code("duration", "years", derive=("milestone", "first-talks", "realised")),
            ]
        )
        book = Scorebook(study)
        assert book.applies("ab", "duration")
        assert not book.applies("a", "duration")
