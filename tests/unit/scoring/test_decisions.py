"""What counts once a disagreement is settled, and for whom."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crosscase.reliability import agree_on_passages, agree_on_scores
from crosscase.robustness import leave_one_out
from crosscase.robustness.removals import counting_codings
from crosscase.robustness.wiring import Wiring
from crosscase.scoring import Overlay, Score, Scorebook, Selection
from crosscase.scoring.shared import share_reading
from crosscase.study import Study
from tests.builders import build_study, code, decision, document

ONLY_C1 = Selection(coders=frozenset({"c1"}))
ONLY_C2 = Selection(coders=frozenset({"c2"}))


def settled(*decisions: Any, **fields: Any) -> Study:
    """Two coders of one source: c1 says present, c2 absent and (of nothing else) partial."""
    return build_study(
        documents=[document("d", "a")],
        codings=[
            ("d", "a", "urgency", "present"),
            ("d", "a", "urgency", "absent", {"coder": "c2"}),
            ("d", "a", "urgency", "partial", {"coder": "adjudicated"}),
        ],
        coverage=[("c1", "d"), ("c2", "d")],
        decisions=decisions,
        **fields,
    )


def scored(study: Study, selection: Selection = Selection()) -> Score:  # noqa: B008
    return Scorebook(study, selection).score("a", "urgency")


def said(study: Study, selection: Selection = Selection()) -> tuple[str, tuple[str, ...]]:  # noqa: B008
    score = scored(study, selection)
    return score.value or score.state, score.codings


def test_unsettled_each_coder_has_a_say_and_an_addition_none() -> None:
    assert said(settled()) == ("partial", ("k1", "k2"))


@pytest.mark.parametrize(
    ("stands", "value"),
    [("k1", "present"), ("k2", "absent"), ("k3", "partial"), ("k1 k2", "partial"), ("", "silent")],
)
def test_what_stands_counts_and_the_rest_does_not(stands: str, value: str) -> None:
    study = settled(decision("e", "k1 k2", stands))
    assert said(study) == (value, tuple(stands.split()))


def test_what_stands_is_said_by_all_between_whom_it_was_decided() -> None:
    def voice(*decisions: Any) -> str:
        study = build_study(
            codes=[code("standing", "standing")],
            documents=[document("d", "a")],
            codings=[
                ("d", "a", "standing", "very-good"),
                ("d", "a", "standing", "very-poor", {"coder": "c2"}),
            ],
            decisions=decisions,
        )
        return Scorebook(study).score("a", "standing").voices[0].value

    assert voice() == "moderate"
    # c1 very good; c2 very poor and, with c1, very good: moderate; half-way between the two good.
    assert voice(decision("e", "k1", "k1")) == "good"
    study = settled(decision("e", "k1 k2", "k1"))
    assert Scorebook(study).counting["k1"].coders == ("c1", "c2")


def test_who_does_not_count_has_no_say_but_what_they_said_may_stand() -> None:
    study = settled(decision("e", "k1 k2", "k2"), coders={"c2": False})
    assert said(study) == ("absent", ("k2",))
    assert Scorebook(study).counting["k2"].coders == ("c1",)
    nobody = settled(decision("e", "k1 k2", "k2"), coders={"c1": False, "c2": False})
    assert said(nobody) == ("unsearched", ())


def test_a_decision_is_in_force_only_where_all_are_whom_it_was_between() -> None:
    study = settled(decision("e", "k1 k2", "k3"))
    assert said(study, ONLY_C1) == ("present", ("k1",))
    assert said(study, ONLY_C2) == ("absent", ("k2",))
    assert said(study, Selection(coders=frozenset({"c1", "c2"}))) == ("partial", ("k3",))
    assert said(study, Selection(decisions=False)) == ("partial", ("k1", "k2"))


def test_an_overlay_sees_that_a_coding_counts_for_fewer() -> None:
    study = build_study(
        codes=[code("standing", "standing")],
        documents=[document("d", "a")],
        codings=[("d", "a", "standing", "very-good"), ("d", "a", "standing", "very-poor")],
        coders={"c2": True},
        decisions=[decision("e", "k1", "k1")],
    )
    book = Scorebook(study)
    # c1 halves very good and very poor; c2 says very good with c1.
    assert book.score("a", "standing").value == "good"
    assert Overlay(book, ONLY_C1).score("a", "standing").value == "moderate"


def test_what_robustness_leaves_out_is_what_counts() -> None:
    study = settled(decision("e", "k1 k2", "k2"), coders={"c2": False})
    assert counting_codings(Wiring(study)) == ("k2",)


def test_leaving_out_a_coder_keeps_the_decisions_of_others() -> None:
    made = {
        "decisions": [decision("e", "k1 k2", "k2", between="c1 c2")],
        "coders": {"c2": False, "c4": True},
        "documents": [document("d", "a")],
        "codings": [
            ("d", "a", "urgency", "present"),
            ("d", "a", "urgency", "absent", {"coder": "c2"}),
        ],
        "coverage": [("c1", "d"), ("c4", "d")],
    }
    frame = leave_one_out(build_study(**made))
    assert "c4" not in set(frame[frame.unit == "a"].removed), "c4 coded nothing"
    moved = frame[(frame.removed == "c1") & (frame.unit == "a")]
    assert [*zip(moved.before, moved.after, strict=True)] == [("scored:absent", "silent")]


@pytest.mark.parametrize(
    "change",
    [
        {"last_claim": "r1", "value": "partial"},
        {"id": "gone", "last_claim": "gone"},
    ],
)
def test_a_decision_overtaken_by_changes_has_no_effect(change: dict[str, str]) -> None:
    study = settled(decision("e", "k1 k2", "k1"))
    codings = tuple(
        replace(one, **change) if one.id == "k2" else one for one in study.coding_state.codings
    )
    study = replace(study, coding_state=replace(study.coding_state, codings=codings))
    assert len(scored(study).codings) == 2
    unplaced = settled(decision("e", "k1 k2", "k2"), unplaced=["k2"])
    assert said(unplaced) == ("present", ("k1",))


def test_an_addition_that_was_revised_stands_no_more() -> None:
    study = settled(decision("e", "k1 k2", "k3"))
    codings = tuple(
        replace(one, last_claim="r") if one.id == "k3" else one
        for one in study.coding_state.codings
    )
    study = replace(study, coding_state=replace(study.coding_state, codings=codings))
    assert said(study) == ("partial", ("k1", "k2"))


def test_two_decisions_on_a_coding_have_no_effect_either() -> None:
    study = settled(decision("e", "k1 k2", "k1"), decision("f", "k2", ""))
    assert said(study) == ("partial", ("k1", "k2"))


def test_agreement_is_of_what_coders_said_themselves() -> None:
    asked: dict[str, Any] = {"resamples": 0}
    after = settled(decision("e", "k1 k2", "k1"))
    assert agree_on_scores(after, **asked).equals(agree_on_scores(settled(), **asked))


def test_agreement_at_a_snapshot_is_of_the_codings_of_then() -> None:
    study = settled(snapshots={"first": ["k1"]})
    assert [c.id for c in share_reading(study, snapshot="first").state.codings] == ["k1"]
    for agree in (agree_on_scores, agree_on_passages):
        then = agree(study, resamples=0, snapshot="first")
        assert not then.equals(agree(study, resamples=0))
        alone = replace(study, coding_state=study.snapshots["first"][1])
        assert then.equals(agree(alone, resamples=0))
