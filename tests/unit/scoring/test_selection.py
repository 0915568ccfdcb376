"""Which codings count."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosscase.coding import CodingState
from crosscase.errors import UsageError
from crosscase.scoring import Scorebook, Selection
from crosscase.study import Study
from tests.builders import build_study, document


@pytest.fixture
def study() -> Study:
    return build_study(
        documents=[
            document("d1", group="mayor", kind="interview"),
            document("d2", group="council", kind="document"),
            document("d3", group="council", kind="document"),
        ],
        codings=[
            ("d1", "a", "urgency", "present"),
            ("d1", "a", "urgency", "absent", {"coder": "c2"}),
            ("d2", "a", "urgency", "partial"),
            ("d3", "a", "urgency", "partial", {"coder": "c3"}),
        ],
        coders={"c3": False},
        snapshots={"before": ["k1"]},
    )


def counted(study: Study, selection: Selection) -> tuple[str, ...]:
    return Scorebook(study, selection).score("a", "urgency").codings


def test_as_it_stands_the_codings_of_all_who_count(study: Study) -> None:
    assert counted(study, Selection()) == ("k1", "k2", "k3")


@pytest.mark.parametrize(
    ("selection", "left"),
    [
        (Selection(coders=frozenset({"c1"})), ("k1", "k3")),
        (Selection(coders=frozenset({"c2", "c3"})), ("k2",)),  # c3 is never scored
        (Selection(coders=frozenset()), ()),
        (Selection(kinds=frozenset({"document"})), ("k3",)),
        (Selection(without_codings=frozenset({"k1", "k3"})), ("k2",)),
        (Selection(without_groups=frozenset({"mayor"})), ("k3",)),
        (Selection(without_documents=frozenset({"d2"})), ("k1", "k2")),
        (Selection(snapshot="before"), ("k1",)),
        (Selection(snapshot="before", without_groups=frozenset({"mayor"})), ()),
    ],
)
def test_a_selection_keeps_what_it_says(
    study: Study, selection: Selection, left: tuple[str, ...]
) -> None:
    assert counted(study, selection) == left
    assert Scorebook(study).reselect(selection).score("a", "urgency") == (
        Scorebook(study, selection).score("a", "urgency")
    )


def test_codings_that_are_not_placed_are_left_out(study: Study) -> None:
    assert counted(replace(study, unplaced=frozenset({"k1"})), Selection()) == ("k2", "k3")


def test_codings_of_a_snapshot_that_were_withdrawn_since_can_be_left_out(study: Study) -> None:
    snapshot, then = study.snapshots["before"]
    withdrawn = replace(then.codings[0], id="gone")
    state = CodingState((*then.codings, withdrawn), (), (), ())
    study = replace(study, snapshots={"before": (snapshot, state)})
    assert counted(study, Selection(snapshot="before")) == ("gone", "k1")
    without = Selection(snapshot="before", without_codings=frozenset({"gone"}))
    assert counted(study, without) == ("k1",)


def test_another_rule_and_another_lifting(study: Study) -> None:
    assert Scorebook(study).score("ab", "urgency").rule == "lifted:pooled:median"
    chosen = Selection(rules={"presence": "strict"}, liftings={"urgency": "any"})
    assert Scorebook(study, chosen).score("a", "urgency").rule == "strict"
    assert Scorebook(study, chosen).score("ab", "urgency").rule == "lifted:any"


@pytest.mark.parametrize(
    ("selection", "message"),
    [
        (Selection(coders=frozenset({"c9"})), "unknown coder c9; allowed: c1, c2, c3"),
        (Selection(kinds=frozenset({"email"})), "unknown kind of document email; allowed: doc"),
        (Selection(without_codings=frozenset({"k9"})), "unknown coding k9; allowed: k1, k2"),
        (Selection(without_groups=frozenset({"x"})), "unknown source group x; allowed: council"),
        (Selection(without_documents=frozenset({"x"})), "unknown document x; allowed: d1, d2"),
        (Selection(snapshot="after"), "unknown snapshot after; allowed: before"),
        (Selection(rules={"x": "median"}), "unknown scale x; allowed: degree"),
        (Selection(rules={"presence": "events"}), "unknown rule of scale presence events; al"),
        (Selection(liftings={"x": "all"}), "unknown code x; allowed: urgency"),
        (Selection(liftings={"urgency": "most"}), "unknown lifting most; allowed: all, any"),
    ],
)
def test_what_the_study_does_not_have_is_refused(
    study: Study, selection: Selection, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        Scorebook(study, selection)
    with pytest.raises(UsageError, match=message):
        Scorebook(study).reselect(selection)


def test_a_study_without_snapshots_says_so() -> None:
    with pytest.raises(UsageError, match="allowed: none in this study"):
        Scorebook(build_study(), Selection(snapshot="before"))


def test_equal_selections_hash_alike() -> None:
    one, same = Selection(rules={"presence": "strict"}), Selection(rules={"presence": "strict"})
    assert one == same
    assert hash(one) == hash(same)
    assert one != Selection()
