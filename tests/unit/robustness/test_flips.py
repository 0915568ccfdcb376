"""The smallest sets of sources and codings without which a verdict is another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from crosscase.robustness import flip_sets
from crosscase.robustness.minimal import Whole, smallest_sets
from crosscase.robustness.removals import CODINGS, Removals
from crosscase.robustness.wiring import Wiring
from tests.builders import at_least, code, document, hypothesis, predict, ref
from tests.unit.robustness.example import small_study


def sets(frame: pd.DataFrame, kind: str, hypothesis: str, unit: str) -> list[tuple[str, str]]:
    here = frame[(frame.kind == kind) & (frame.hypothesis == hypothesis) & (frame.unit == unit)]
    return list(zip(here.removed, here.after, strict=True))


def test_smallest_sets_by_hand() -> None:
    frame = flip_sets(small_study())
    assert sets(frame, "flip-groups", "H1", "west") == [("mayor", "undetermined")]
    assert sets(frame, "flip-groups", "H1", "east") == [("clerk;mayor", "undetermined")]
    assert sets(frame, "flip-groups", "H1", "all") == [
        ("mayor", "undetermined"),
        ("northerner", "undetermined"),
    ]
    assert sets(frame, "flip-codings", "H1", "west") == [("k4", "undetermined")]
    assert sets(frame, "flip-codings", "H1", "all") == [
        ("k4", "undetermined"),
        ("k5", "undetermined"),
    ]


def test_none_up_to_a_size_is_said() -> None:
    frame = flip_sets(small_study(), group_size=1, coding_size=2)
    none = frame[(frame.unit == "east") & (frame.hypothesis == "H1")]
    assert none.note.to_list() == ["none up to size 1", "none up to size 2"]
    assert none[["removed", "after"]].to_numpy().tolist() == [["", ""], ["", ""]]
    assert none["size"].to_list() == [0, 0]
    larger = flip_sets(small_study(), group_size=0, coding_size=3)
    assert set(larger.kind) == {"flip-codings"}
    assert sets(larger, "flip-codings", "H1", "east") == [("k1;k2;k3", "undetermined")]


def test_a_claim_falls_with_units_that_share_nothing() -> None:
    """At least one of two: only the evidence for both together flips it, from two components."""
    codings = [("d1", "a", "urgency", "present"), ("d2", "c", "urgency", "present")]
    made = hypothesis(
        "H1",
        predict("need", at_least("urgency", "present"), "smoking-gun"),
        level="party",
        claim="existential",
    )
    study = small_study(
        cases={"ab": ("a", "b"), "cd": ("c",)},
        documents=[document("d1"), document("d2")],
        codings=codings,
        coverage=[],
        hypotheses=[made],
    )
    frame = flip_sets(study)
    assert sets(frame, "flip-codings", "H1", "all") == [("k1;k2", "undetermined")]
    assert sets(frame, "flip-groups", "H1", "all") == [("d1;d2", "undetermined")]
    assert sets(frame, "flip-codings", "H1", "a") == [("k1", "undetermined")]


def test_removals_that_together_undo_each_other() -> None:
    """Either voice alone decides; without the middle one the ends contest it."""
    codings = [
        ("d1", "a", "urgency", "present"),
        ("d2", "a", "urgency", "present"),
        ("d3", "a", "urgency", "absent"),
    ]
    made = hypothesis("H1", predict("need", at_least("urgency", "partial"), "hoop"), level="party")
    study = small_study(
        cases={"ab": ("a",)},
        documents=[document(f"d{n}") for n in (1, 2, 3)],
        codings=codings,
        coverage=[],
        hypotheses=[made],
    )
    frame = flip_sets(study)
    assert sets(frame, "flip-codings", "H1", "a") == [("k1;k2", "rejected")]


@pytest.mark.parametrize("accept", [False, True])
def test_a_group_that_was_never_read_can_flip_through_a_mirror(accept: bool) -> None:
    made = hypothesis(
        "H1",
        predict("distrust", at_least("distrust", "present"), "smoking-gun", accept_inferred=accept),
        level="party",
    )
    study = small_study(
        cases={"lake": ("east",)},
        codes=[code("trust", "degree"), code("distrust", mirror=("trust", {"low": "present"}))],
        documents=[document("d1", "east"), document("d2", "east")],
        codings=[("d1", "east", "trust", "low")],
        coverage=[("c1", "d1")],
        hypotheses=[made],
    )
    found = sets(flip_sets(study), "flip-groups", "H1", "east")
    assert found == ([("d2", "supported")] if accept else [("", "")])


def test_a_score_hears_its_own_period_and_a_derived_one_every_period() -> None:
    made = hypothesis(
        "H1",
        predict("need", at_least("urgency", "present", period="q"), "smoking-gun"),
        level="party",
    )
    study = small_study(
        cases={"ab": ("a",)},
        codes=[
            code("milestone", "milestones"),
            code("span", "years", derive=("milestone", "first-talks", "realised")),
            "urgency",
        ],
        documents=[document("d1", "a")],
        codings=[
            ("d1", "a", "milestone", "first-talks", {"date": "2000-01-01"}),
            ("d1", "a", "milestone", "realised", {"date": "2003-01-01"}),
            ("d1", "a", "urgency", "absent", {"period": "p"}),
            ("d1", "a", "urgency", "present", {"period": "q"}),
            ("d1", "a", "urgency", "present"),
        ],
        coverage=[],
        periods={"process": {"p": {"ab": ("2006", "2010")}, "q": {"ab": ("2010", "2012")}}},
        hypotheses=[made],
    )
    removals = Removals(Wiring(study), CODINGS)
    assert removals.heard("a", ref("span", "q")) == {"k1", "k2"}
    assert removals.heard("a", ref("urgency", "q")) == {"k4", "k5"}
    assert removals.heard("a", ref("urgency")) == {"k3", "k4", "k5"}
    assert removals.touching == [{"k4", "k5"}]
    assert sets(flip_sets(study), "flip-codings", "H1", "a") == [("k4", "undetermined")]


def test_min_groups_makes_a_second_voice_matter() -> None:
    made = hypothesis(
        "H1",
        predict("need", at_least("urgency", "partial"), "smoking-gun", min_groups=2),
        level="party",
    )
    found = sets(flip_sets(small_study(hypotheses=[made])), "flip-groups", "H1", "east")
    assert found == [("clerk", "undetermined"), ("mayor", "undetermined")]


def exactly(wanted: int) -> Callable[[Any], str]:
    return lambda sizes: "so many" if sum(sizes) == wanted else "few"


def test_two_components_that_do_the_same_are_both_tried() -> None:
    members = {0: frozenset("ab"), 1: frozenset("cd")}

    def effect(items: frozenset[str]) -> frozenset[tuple[int, int | str]]:
        return frozenset((part, 1) for part, some in members.items() if items & some)

    whole = Whole(members, effect, "few", len, exactly(2))
    expected = [("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")]
    assert smallest_sets(whole, 2) == expected
    assert smallest_sets(whole, 1) == []


def test_what_hangs_together_is_not_added_up() -> None:
    """Alone each changes a part of its own; together they change a third part as well."""
    members = {0: frozenset("ab"), 1: frozenset("a"), 2: frozenset("b")}

    def effect(items: frozenset[str]) -> frozenset[tuple[int, int | str]]:
        own = {(part, 1) for part in (1, 2) if items & members[part]}
        return frozenset(own | ({(0, 1)} if items >= members[0] else set()))

    assert smallest_sets(Whole(members, effect, "few", len, exactly(2)), 2) == []
    assert smallest_sets(Whole(members, effect, "few", len, exactly(3)), 2) == [("a", "b")]
