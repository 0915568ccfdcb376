"""What could have been declared instead, and in how much of it a verdict stands."""

from __future__ import annotations

import pandas as pd
import pytest

from crosscase.robustness import alternatives, stability
from crosscase.robustness.alternatives import Alternatives
from crosscase.robustness.steps import Step, other_liftings, shifted
from crosscase.robustness.wiring import Wiring
from crosscase.specs import Reading
from tests.builders import (
    SCALES,
    at_least,
    at_most,
    code,
    equals,
    hypothesis,
    labels,
    predict,
    some,
)
from tests.unit.robustness.example import small_study

BY_ID = {scale.id: scale for scale in SCALES}


def moved_by(frame: pd.DataFrame, hypothesis: str, unit: str) -> dict[str, str]:
    here = frame[(frame.hypothesis == hypothesis) & (frame.unit == unit)]
    here = here[here.kind.str.startswith("alternative-")]
    return dict(zip(here.removed, here.after, strict=True))


@pytest.mark.parametrize(
    ("atom", "expected"),
    [
        (at_least("x", "absent"), (("partial",),)),
        (at_least("x", "partial"), (("present",),)),
        (at_least("x", "present"), (("partial",),)),
        (at_most("x", "partial"), (("absent",),)),
        (at_most("x", "absent"), (("partial",),)),
        (equals("x", "partial"), (("absent",), ("present",))),
        (equals("x", "partial", "present"), (("absent", "partial"),)),
        (equals("x", "absent", "present"), ()),
    ],
)
def test_one_step_up_and_down(atom: object, expected: object) -> None:
    assert shifted(atom, BY_ID["presence"]) == expected  # type: ignore[arg-type]


def test_no_step_without_order() -> None:
    assert shifted(equals("x", "no"), BY_ID["yes-no"]) == ()


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (code("x"), ("all", "any", "none")),
        (code("x", lifting="none"), ("pooled", "all", "any")),
        (code("x", level="party"), ("all", "any")),
        (code("x", level="case"), ()),
        (code("x", "tasks", lifting="any"), ("pooled", "none")),
        (code("x", "milestones"), ("none",)),
        (code("x", "years", derive=("m", "a", "b")), ()),
    ],
)
def test_other_liftings(made: object, expected: tuple[str, ...]) -> None:
    assert other_liftings(made, BY_ID[made.scale]) == expected  # type: ignore[attr-defined, arg-type]


def test_single_alternatives_by_hand() -> None:
    frame = alternatives(small_study())
    assert moved_by(frame, "H1", "east") == {
        "H1/reading/need: expect at_least urgency partial: partial→present": "undetermined",
        "H1/reading/need: test: smoking-gun→straw-in-the-wind": "undetermined",
    }
    assert moved_by(frame, "H1", "west") == {
        "H1/reading/need: test: smoking-gun→straw-in-the-wind": "undetermined",
    }
    assert moved_by(frame, "H2", "east") == {
        "H2/reading/pressed: test: hoop→straw-in-the-wind": "undetermined",
    }


def test_a_rule_that_moves() -> None:
    """Ends that contest one another, unless the last word counts or the middle is taken."""
    made = hypothesis("H1", predict("p", equals("urgency", "absent"), "hoop"), level="party")
    codings = [
        ("d-mayor", "east", "urgency", "absent", {"date": "2010"}),
        ("d-clerk", "east", "urgency", "present", {"date": "2012"}),
    ]
    moved = moved_by(alternatives(small_study(codings=codings, hypotheses=[made])), "H1", "east")
    assert moved["scale presence: median→latest"] == "rejected"
    assert moved["scale presence: median→strict"] == "rejected"


def test_a_lifting_moves_a_case_and_counts_for_cases_only() -> None:
    made = [
        hypothesis("H1", predict("p", at_least("urgency", "present"), "smoking-gun")),
        hypothesis(
            "H2", predict("p", at_least("urgency", "present"), "smoking-gun"), level="party"
        ),
    ]
    frame = alternatives(small_study(hypotheses=made))
    assert moved_by(frame, "H1", "lake")["code urgency: pooled→any"] == "supported"
    assert not any("code urgency" in name for name in frame[frame.hypothesis == "H2"].removed)


def test_shares_are_of_what_the_reading_reads() -> None:
    frame = stability(small_study())
    east = frame[(frame.hypothesis == "H1") & (frame.unit == "east")]
    assert east.kind.to_list() == ["stability-single", "stability-joint"]
    # rules strict and latest; a bound; a test; and of the rival its equals and its hoop
    assert (east.stands.iloc[0], east.of.iloc[0]) == (4, 6)
    pairs = 6 * 5 // 2 - 1  # the two rules exclude each other
    assert east.of.iloc[1] == pairs
    # it falls with the bound raised, and with the gun made a straw: 9 of the 14 pairs have one
    assert east.stands.iloc[1] == pairs - 9


def test_joint_draws_are_a_sample_that_depends_on_the_seed_alone() -> None:
    study = small_study()
    few = stability(study, seed=1, draws=5)
    assert set(few[few.kind == "stability-joint"].of) == {5}
    assert "5 drawn of 14, seed 1" in set(few.note)
    pd.testing.assert_frame_equal(few, stability(study, seed=1, draws=5))
    found = Alternatives(Wiring(study))
    samples = {
        tuple(
            tuple(step.name for step in taken)
            for taken in found.joint("H1", "reading", seed=seed, draws=5)
        )
        for seed in range(8)
    }
    assert len(samples) > 1


def test_another_reading_alone_and_with_its_own_steps() -> None:
    readings = [
        Reading(
            "one", labels("one"), "", (predict("p", at_least("urgency", "partial"), "smoking-gun"),)
        ),
        Reading("two", labels("two"), "", (predict("q", equals("pressure", "present"), "hoop"),)),
    ]
    study = small_study(hypotheses=[hypothesis("H1", readings=readings, level="party")])
    frame = alternatives(study)
    one = frame[(frame.reading == "one") & (frame.unit == "east")]
    assert dict(zip(one.removed, one.after, strict=True))["reading: one→two"] == "rejected"
    found = Alternatives(Wiring(study))
    names = [" + ".join(step.name for step in taken) for taken in found.pairs("H1", "one")]
    assert "reading: one→two + H1/two/q: test: hoop→straw-in-the-wind" in names
    assert not any("one→two" in name and "H1/one/" in name for name in names)
    taken = next(t for t in found.pairs("H1", "one") if "H1/two/q: test" in t[1].about)
    assert found.verdicts("H1", "one", taken)["east"] == "undetermined"


def test_a_declared_contrary_and_a_scope_have_steps_of_their_own() -> None:
    made = hypothesis(
        "H1",
        predict("p", equals("urgency", "absent"), "hoop", contrary=equals("urgency", "present")),
        level="party",
        scope=at_least("pressure", "partial"),
    )
    study = small_study(hypotheses=[made])
    steps = {
        step.about: step.becomes for step in Alternatives(Wiring(study)).of_reading("H1", "reading")
    }
    assert steps["H1/reading/p: contrary equals urgency present"] == "present→partial"
    assert steps["H1/reading/p: expect equals urgency absent"] == "absent→partial"
    assert steps["H1/reading/scope: expect at_least pressure partial"] == "partial→present"
    assert "H1/reading/scope: test" not in steps


def test_two_thresholds_of_one_prediction_are_put_elsewhere_together() -> None:
    either = some(equals("urgency", "present"), equals("pressure", "present"))
    study = small_study(
        codings=[
            ("d-north", "north", "urgency", "partial"),
            ("d-north", "north", "pressure", "absent"),
        ],
        hypotheses=[hypothesis("H", predict("p", either, "doubly-decisive"), level="party")],
    )
    found = Alternatives(Wiring(study))
    lower = [taken for taken in found.pairs("H", "reading") if set(becoming(taken)) == {LOWER}]
    assert len(lower) == 1
    for taken in (lower[0], lower[0][::-1]):
        assert found.verdicts("H", "reading", taken)["north"] == "supported"


LOWER = "present→partial"


def becoming(taken: tuple[Step, ...]) -> list[str]:
    return [step.becomes for step in taken]
