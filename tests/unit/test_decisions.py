"""Which decisions have effect, from the events to the codings that count."""

from __future__ import annotations

from typing import Any

from crosscase.coding import ADJUDICATED, Event
from crosscase.decisions import (
    apply_decisions,
    changes_since,
    clashes,
    decision_on,
    decisions_between,
    effective_decisions,
)
from crosscase.folding import fold_events
from tests.builders import decision


def event(id: str, kind: str, **fields: Any) -> Event:
    fields.setdefault("coder", "c1")
    return Event(id, kind, **fields, fields=frozenset(fields))


def decided(id: str, settles: str, stands: str = "") -> Event:
    return event(
        id,
        "adjudicate",
        coder=ADJUDICATED,
        settles={one: one for one in settles.split()},
        stands=tuple(stands.split()),
        between=("c1", "c2"),
        by=("c1",),
        why="so",
    )


BOTH = (event("1", "add"), event("2", "add", coder="c2"))


def test_a_decision_is_folded_like_a_coding_and_can_be_taken_back() -> None:
    state = fold_events([*BOTH, decided("e", "1 2", "1")])
    (found,) = state.decisions
    assert (found.id, found.settles, found.stands) == ("e", {"1": "1", "2": "2"}, ("1",))
    assert (found.between, found.by, found.why) == (("c1", "c2"), ("c1",), "so")
    back = event("w", "withdraw", of="e", coder=ADJUDICATED)
    assert fold_events([back, decided("e", "1 2"), *BOTH]).decisions == ()


def test_what_overtakes_a_decision() -> None:
    made = decided("e", "1 2", "a")
    added = event("a", "add", coder=ADJUDICATED)

    def changes(*more: Event, unplaced: tuple[str, ...] = ()) -> dict[str, str]:
        state = fold_events([*BOTH, made, added, *more])
        codings = {one.id: one for one in state.codings}
        found = changes_since(state.decisions[0], codings, unplaced)
        assert (not found) == bool(effective_decisions(state, unplaced))
        return found

    assert changes() == {}
    assert changes(event("m", "move", of="1", start=4, end=5)) == {}
    assert changes(event("r", "revise", of="1", memo="x")) == {"1": "revised"}
    moved = event("m", "move", of="r", start=4)
    assert changes(event("r", "revise", of="1", memo="x"), moved) == {"1": "revised"}
    assert changes(event("w", "withdraw", of="2", coder="c2")) == {"2": "withdrawn"}
    assert changes(event("r", "revise", of="a", coder=ADJUDICATED)) == {"a": "revised"}
    assert changes(unplaced=("a", "1")) == {"1": "unplaced", "a": "unplaced"}


def test_decisions_on_one_coding_clash_unless_one_was_overtaken() -> None:
    state = fold_events([*BOTH, decided("e", "1 2"), decided("f", "2"), decided("g", "1")])
    found = {id: [one.id for one in several] for id, several in clashes(state, ()).items()}
    assert found == {"1": ["e", "g"], "2": ["e", "f"]}
    assert effective_decisions(state, ()) == ()
    assert [one.id for one in effective_decisions(state, ("1",))] == ["f"]


def test_in_force_between_those_who_are_heard() -> None:
    made = [decision("e", "k1", between="c1 c2"), decision("f", "k2", between="c1")]
    assert decisions_between(made, None) == made
    assert decisions_between(made, frozenset({"c1", "c3"})) == made[1:]


def test_an_addition_may_stand_by_several_decisions() -> None:
    codings = fold_events([*BOTH, event("a", "add", coder=ADJUDICATED)]).codings
    made = [
        decision("e", "1", "a", between="c1 c2"),
        decision("f", "2", "a", between="c2 c3"),
    ]
    (kept,) = apply_decisions(codings, made, {"c1", "c3"})
    assert (kept.id, kept.coders) == ("a", ("c1", "c3"))
    assert {id: one.id for id, one in decision_on(made).items()} == {"1": "e", "2": "f", "a": "f"}
