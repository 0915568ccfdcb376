"""The rules, each with an example to check by hand."""

from __future__ import annotations

from typing import Any

import pytest

from crosscase.scoring import Score, Scorebook, Selection, Voice
from crosscase.study import Study
from tests.builders import build_study, code, document, scale


def study_of(scale_id: str, *said: tuple[str, str] | tuple[str, str, dict[str, Any]]) -> Study:
    """A study in which each (document, value) is said of party ``a``; documents are groups."""
    return build_study(
        codes=[code("it", scale_id)],
        codings=[(one[0], "a", "it", one[1], *one[2:]) for one in said],
    )


def score_of(study: Study, **rules: str) -> Score:
    chosen = {name.replace("_", "-"): rule for name, rule in rules.items()}
    return Scorebook(study, Selection(rules=chosen)).score("a", "it")


class TestMedian:
    def test_agreement(self) -> None:
        score = score_of(study_of("presence", ("d1", "present"), ("d2", "present")))
        assert (score.state, score.value, score.rule) == ("scored", "present", "median")
        assert (score.low, score.high, score.values) == ("present", "present", ("present",))
        assert (score.codings_for, score.codings_against) == (("k1", "k2"), ())

    def test_neighbours_round_towards_the_middle(self) -> None:
        score = score_of(study_of("presence", ("d1", "present"), ("d2", "partial")))
        assert (score.state, score.value) == ("scored", "partial")
        assert (score.low, score.high, score.values) == ("partial", "present", ("partial",))
        assert (score.codings_for, score.codings_against) == (("k2",), ("k1",))

    def test_opposite_ends_are_contested_and_show_the_median(self) -> None:
        score = score_of(
            study_of("presence", ("d1", "present"), ("d2", "present"), ("d3", "absent"))
        )
        assert (score.state, score.value) == ("contested", "present")
        assert (score.low, score.high) == ("absent", "present")
        assert score.values == ("absent", "partial", "present")
        assert (score.codings_for, score.codings_against) == (("k1", "k2"), ("k3",))

    def test_a_wide_span_that_misses_an_end_is_scored(self) -> None:
        score = score_of(study_of("standing", ("d1", "poor"), ("d2", "very-good")))
        assert (score.state, score.value) == ("scored", "moderate")
        assert (score.low, score.high) == ("poor", "very-good")

    def test_opposite_ends_within_one_group_are_one_voice_in_the_middle(self) -> None:
        score = score_of(study_of("presence", ("d1", "present"), ("d1", "absent")))
        assert (score.state, score.value) == ("scored", "partial")

    def test_a_scale_of_one_value_is_never_contested(self) -> None:
        study = build_study(
            scales=[scale("only", "ordinal", "median", "there")],
            codes=[code("it", "only")],
            codings=[("d1", "a", "it", "there"), ("d2", "a", "it", "there")],
        )
        assert score_of(study).state == "scored"


class TestStrict:
    def test_any_disagreement_gives_the_middle(self) -> None:
        study = study_of("standing", ("d1", "good"), ("d2", "very-good"), ("d3", "very-good"))
        score = score_of(study, standing="strict")
        assert (score.state, score.value, score.rule) == ("scored", "moderate", "strict")
        assert (score.low, score.high) == ("good", "very-good")
        assert score_of(study).value == "very-good"

    def test_opposite_ends_too(self) -> None:
        study = study_of("presence", ("d1", "absent"), ("d2", "present"))
        score = score_of(study, presence="strict")
        assert (score.state, score.value, score.values) == ("scored", "partial", ("partial",))

    def test_an_even_scale_gives_its_lower_middle(self) -> None:
        study = study_of("form", ("d1", "merger"), ("d2", "amalgamation"))
        assert score_of(study, form="strict").value == "matrix"

    def test_agreement_stands(self) -> None:
        study = study_of("presence", ("d1", "present"), ("d2", "present"))
        assert score_of(study, presence="strict").value == "present"


class TestConsensus:
    def test_agreement(self) -> None:
        score = score_of(study_of("yes-no", ("d1", "yes"), ("d2", "yes")))
        assert (score.state, score.value, score.rule) == ("scored", "yes", "consensus")
        assert (score.low, score.high, score.values) == ("", "", ("yes",))

    def test_one_that_differs_makes_it_contested(self) -> None:
        score = score_of(study_of("yes-no", ("d1", "yes"), ("d2", "yes"), ("d3", "no")))
        assert (score.state, score.value, score.values) == ("contested", "", ("no", "yes"))
        assert (score.codings_for, score.codings_against) == ((), ("k1", "k2", "k3"))

    def test_only_what_was_said_may_still_be(self) -> None:
        study = study_of("tasks", ("d1", "policy-rich"), ("d2", "policy-poor"))
        score = score_of(study, tasks="consensus")
        assert score.values == ("policy-poor", "policy-rich")


class TestLatest:
    def test_the_last_date_wins(self) -> None:
        score = score_of(
            study_of(
                "form",
                ("d1", "network", {"date": "2008"}),
                ("d2", "network", {"date": "2009"}),
                ("d3", "merger", {"date": "2012-03"}),
            )
        )
        assert (score.state, score.value, score.rule) == ("scored", "merger", "latest")
        assert score.voices == (Voice("d3", "merger", ("k3",)),)
        assert (score.codings_for, score.codings_against) == (("k3",), ("k1", "k2"))
        assert score.codings == ("k1", "k2", "k3")
        assert (score.low, score.high) == ("merger", "merger")

    def test_the_document_dates_what_the_coding_does_not(self) -> None:
        study = build_study(
            codes=[code("it", "tasks")],
            documents=[document("d1", date="2012-07-09"), document("d2", date="2010")],
            codings=[
                ("d1", "a", "it", "both"),
                ("d2", "a", "it", "policy-poor"),
                ("d1", "a", "it", "policy-poor", {"date": "2007"}),
            ],
        )
        assert score_of(study).value == "both"

    def test_a_vague_date_is_overtaken_only_by_what_certainly_comes_later(self) -> None:
        # 2012 may be after March 2012, so both are last and the median is taken.
        vague = study_of(
            "form", ("d1", "matrix", {"date": "2012"}), ("d2", "merger", {"date": "2012-03"})
        )
        assert score_of(vague).value == "matrix"
        assert len(score_of(vague).voices) == 2
        later = study_of(
            "form", ("d1", "matrix", {"date": "2012"}), ("d2", "merger", {"date": "2013-01"})
        )
        assert score_of(later).value == "merger"

    def test_several_at_the_last_date_take_the_median(self) -> None:
        score = score_of(
            study_of(
                "form",
                ("d1", "network", {"date": "2012"}),
                ("d2", "amalgamation", {"date": "2012"}),
                ("d3", "matrix", {"date": "2012"}),
            )
        )
        assert (score.state, score.value) == ("contested", "matrix")
        assert score.values == ("network", "matrix", "merger", "amalgamation")

    def test_several_at_the_last_date_on_a_nominal_scale_must_agree(self) -> None:
        score = score_of(
            study_of(
                "tasks",
                ("d1", "both", {"date": "2012"}),
                ("d2", "policy-poor", {"date": "2012"}),
                ("d3", "policy-rich", {"date": "2010"}),
            )
        )
        assert (score.state, score.values) == ("contested", ("policy-poor", "both"))

    def test_the_undated_count_only_when_none_is_dated(self) -> None:
        dated = study_of("form", ("d1", "merger"), ("d2", "network", {"date": "1999"}))
        assert score_of(dated).value == "network"
        undated = study_of("form", ("d1", "merger"), ("d2", "merger"))
        assert score_of(undated).value == "merger"

    def test_an_overtaken_na_plays_no_part(self) -> None:
        study = study_of(
            "tasks",
            ("d1", "n/a", {"date": "2008", "memo": "not yet begun"}),
            ("d2", "both", {"date": "2012"}),
        )
        score = score_of(study)
        assert (score.state, score.value, score.reason) == ("scored", "both", "")

    def test_a_value_overtaken_by_na_is_against(self) -> None:
        study = study_of("tasks", ("d1", "both", {"date": "2008"}), ("d2", "n/a", {"date": "2012"}))
        score = score_of(study)
        assert score.state == "not-applicable"
        assert (score.codings_for, score.codings_against) == (("k2",), ("k1",))


class TestNumber:
    def test_equal_numbers_are_the_same_however_written(self) -> None:
        score = score_of(study_of("years", ("d1", "2"), ("d2", "2.0"), ("d3", "7")))
        assert (score.state, score.value, score.rule) == ("scored", "2", "median")
        assert (score.codings_for, score.codings_against) == (("k1", "k2"), ("k3",))


class TestEvents:
    def test_a_precise_date_within_a_vague_one_wins(self) -> None:
        score = score_of(
            study_of(
                "milestones",
                ("d1", "decision", {"date": "2011"}),
                ("d2", "decision", {"date": "2011-09-19"}),
                ("d2", "first-talks", {"date": "2006-05"}),
            )
        )
        assert (score.state, score.value, score.rule) == ("scored", "", "events")
        assert score.events == (
            ("first-talks", "2006-05-01", "2006-05-31"),
            ("decision", "2011-09-19", "2011-09-19"),
        )
        assert score.values == ("first-talks", "decision")
        assert (score.codings_for, score.codings_against) == (("k1", "k2", "k3"), ())
        assert score.voices == (
            Voice("d1", "decision", ("k1",)),
            Voice("d2", "first-talks", ("k3",)),
            Voice("d2", "decision", ("k2",)),
        )

    def test_dates_that_exclude_each_other_are_contested(self) -> None:
        score = score_of(
            study_of(
                "milestones",
                ("d1", "decision", {"date": "2011"}),
                ("d2", "decision", {"date": "2011-09-19"}),
                ("d3", "decision", {"date": "2012-02"}),
                ("d3", "realised", {"date": "2013"}),
            )
        )
        assert score.state == "contested"
        # From the precise day, not from the start of the vague year around it.
        assert score.events == (
            ("decision", "2011-09-19", "2012-02-29"),
            ("realised", "2013-01-01", "2013-12-31"),
        )
        assert (score.codings_for, score.codings_against) == (("k4",), ("k1", "k2", "k3"))

    def test_an_event_nobody_dates_is_known_but_not_dated(self) -> None:
        score = score_of(
            study_of(
                "milestones",
                ("d1", "decision"),
                ("d1", "realised"),
                ("d2", "realised", {"date": "2012"}),
            )
        )
        assert (score.state, score.values) == ("scored", ("decision", "realised"))
        assert score.events == (("realised", "2012-01-01", "2012-12-31"),)
        assert score.codings_for == ("k1", "k2", "k3")


class TestNotApplicable:
    def test_all_say_so(self) -> None:
        score = score_of(
            study_of(
                "presence",
                ("d1", "n/a", {"memo": "no council was involved"}),
                ("d2", "n/a", {"memo": "no council was involved"}),
                ("d3", "n/a", {"memo": "not asked"}),
            )
        )
        assert (score.state, score.value) == ("not-applicable", "")
        assert score.reason == "no council was involved / not asked"
        assert score.codings_for == ("k1", "k2", "k3")
        assert score.values == ("absent", "partial", "present")
        assert score.voices[0] == Voice("d1", "n/a", ("k1",))

    def test_some_say_so_and_whether_it_applies_is_contested(self) -> None:
        score = score_of(
            study_of(
                "presence",
                ("d1", "n/a", {"memo": "no council was involved"}),
                ("d2", "present"),
                ("d3", "present"),
            )
        )
        assert (score.state, score.value) == ("contested", "present")
        assert (score.low, score.high) == ("present", "present")
        assert score.values == ("absent", "partial", "present")
        assert score.reason == "no council was involved"
        assert (score.codings_for, score.codings_against) == (("k2", "k3"), ())
        assert score.codings == ("k1", "k2", "k3")

    @pytest.mark.parametrize("kind", ["yes-no", "milestones"])
    def test_on_other_scales(self, kind: str) -> None:
        value = {"yes-no": "yes", "milestones": "decision"}[kind]
        study = study_of(kind, ("d1", "n/a"), ("d1", value, {"date": "2012"}))
        score = score_of(study)
        assert score.state == "contested"
        assert score.values == study.scales[kind].value_ids


def test_a_rule_of_another_scale_changes_nothing() -> None:
    study = study_of("presence", ("d1", "present"), ("d2", "partial"))
    assert score_of(study, standing="strict") == score_of(study)
