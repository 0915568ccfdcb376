"""From events to the codings that stand, along the links between them."""

from __future__ import annotations

from typing import Any

from crosscase.coding import Coding, Event
from crosscase.folding import fold_events

SIGNED = {"id", "event", "of", "at", "coder"}


def add(event_id: str, **fields: Any) -> Event:
    known = {"document": "d", "start": 1, "end": 2, "quote": "x", "code": "k", "unit": "u"}
    known |= {"value": "present", "coder": "c", **fields}
    return Event(event_id, "add", **known, fields=frozenset(SIGNED | set(known)))


def revise(event_id: str, of: str, **fields: Any) -> Event:
    return Event(
        event_id, "revise", of, coder="c", **fields, fields=frozenset(SIGNED | set(fields))
    )


def move(event_id: str, of: str, **fields: Any) -> Event:
    return Event(event_id, "move", of, coder="c", **fields, fields=frozenset(SIGNED | set(fields)))


def withdraw(event_id: str, of: str) -> Event:
    return Event(event_id, "withdraw", of, coder="c", fields=frozenset(SIGNED))


def cover(event_id: str, document: str = "d") -> Event:
    return Event(event_id, "cover", coder="c", document=document, codes={"k": "0"})


def only(*events: Event) -> Coding:
    state = fold_events(events)
    assert (state.conflicts, state.dangling) == ((), ())
    (coding,) = state.codings
    return coding


def test_added_coding() -> None:
    coding = only(add("1", memo="m", date="2011"))
    assert (coding.id, coding.last_event, coding.revised) == ("1", "1", False)
    assert (coding.value, coding.memo, coding.date) == ("present", "m", "2011")


def test_revision_changes_only_what_it_carries() -> None:
    coding = only(add("1", memo="m"), revise("2", "1", value="absent"))
    assert (coding.value, coding.memo, coding.code) == ("absent", "m", "k")
    assert (coding.id, coding.last_event, coding.revised) == ("1", "2", True)


def test_revision_may_take_something_away() -> None:
    assert only(add("1", memo="m"), revise("2", "1", memo="")).memo == ""


def test_answers_form_a_chain() -> None:
    coding = only(
        add("1"),
        revise("2", "1", value="absent"),
        revise("3", "2", unit="v"),
        move("4", "3", start=5, end=6),
    )
    assert (coding.value, coding.unit, coding.start, coding.last_event) == ("absent", "v", 5, "4")


def test_move_changes_the_place_and_never_the_claim() -> None:
    coding = only(add("1"), move("2", "1", start=7, end=8, value="absent"))
    assert (coding.start, coding.end, coding.value, coding.revised) == (7, 8, "present", False)


def test_withdrawn_coding_is_gone() -> None:
    state = fold_events([add("1"), revise("2", "1", value="absent"), withdraw("3", "2")])
    assert (state.codings, state.conflicts, state.dangling) == ((), (), ())


def test_coverage_stands_until_withdrawn() -> None:
    state = fold_events([cover("1"), cover("2", "e"), withdraw("3", "2")])
    assert [(c.document, dict(c.codes)) for c in state.coverage] == [("d", {"k": "0"})]


def test_two_answers_are_a_conflict_and_the_coding_is_left_out() -> None:
    first, second = revise("2", "1", value="absent"), revise("3", "1", value="partial")
    state = fold_events([add("1"), second, first])
    assert state.codings == ()
    assert [(e.id, [a.id for a in answers]) for e, answers in state.conflicts] == [
        ("1", ["2", "3"])
    ]
    assert state.dangling == ()


def test_withdrawal_against_revision_is_a_conflict() -> None:
    state = fold_events([add("1"), withdraw("2", "1"), revise("3", "1", value="absent")])
    assert len(state.conflicts) == 1


def test_answers_that_say_the_same_are_one() -> None:
    coding = only(
        add("1"),
        revise("2", "1", value="absent"),
        revise("3", "1", value="absent", at="later"),
    )
    assert coding.value == "absent"


def test_answer_to_either_of_two_that_say_the_same_is_heard() -> None:
    both = [add("1"), revise("2", "1", value="absent"), revise("3", "1", value="absent")]
    assert only(*both, revise("4", "2", memo="m")).memo == "m"
    assert only(*both, revise("4", "3", memo="m")).memo == "m"
    assert fold_events([*both, withdraw("4", "3")]).codings == ()


def test_answers_that_part_ways_after_the_same_are_a_conflict() -> None:
    both = [add("1"), revise("2", "1", value="absent"), revise("3", "1", value="absent")]
    state = fold_events([*both, revise("4", "2", memo="m"), revise("5", "3", memo="n")])
    assert [(e.id, [a.id for a in answers]) for e, answers in state.conflicts] == [
        ("2", ["4", "5"])
    ]


def test_conflict_ends_when_all_answers_but_one_are_withdrawn() -> None:
    rival = [revise("2", "1", value="absent"), revise("3", "1", value="partial")]
    coding = only(add("1"), *rival, withdraw("4", "2"))
    assert (coding.value, coding.last_event) == ("partial", "3")
    later = only(add("1"), *rival, revise("5", "2", memo="m"), withdraw("4", "5"))
    assert later.value == "partial"


def test_coding_is_gone_when_all_answers_are_withdrawn() -> None:
    rival = [revise("2", "1", value="absent"), revise("3", "1", value="partial")]
    state = fold_events([add("1"), *rival, withdraw("4", "2"), withdraw("5", "3")])
    assert (state.codings, state.conflicts) == ((), ())


def test_withdrawal_wins_when_the_revision_beside_it_is_withdrawn() -> None:
    state = fold_events(
        [add("1"), withdraw("2", "1"), revise("3", "1", value="absent"), withdraw("4", "3")]
    )
    assert (state.codings, state.conflicts) == ((), ())


def test_answer_to_nothing_dangles() -> None:
    state = fold_events([add("1"), revise("2", "0", value="absent"), move("3", "2", start=4)])
    assert [e.id for e in state.dangling] == ["2", "3"]
    assert [c.id for c in state.codings] == ["1"]


def test_answers_in_a_circle_dangle() -> None:
    state = fold_events([revise("1", "2", memo="a"), revise("2", "1", memo="b")])
    assert [e.id for e in state.dangling] == ["1", "2"]


def test_events_below_a_conflict_do_not_dangle() -> None:
    rival = [revise("2", "1", value="absent"), revise("3", "1", value="partial")]
    assert fold_events([add("1"), *rival, revise("4", "2", memo="m")]).dangling == ()


def test_codings_are_sorted_by_place() -> None:
    events = [
        add("3", document="e"),
        add("2", start=9, end=10),
        add("1", start=9, end=10),
        add("4"),
    ]
    assert [c.id for c in fold_events(events).codings] == ["4", "1", "2", "3"]


def test_periods_of_a_coding() -> None:
    assert only(add("1", period="decision;regulation")).periods == ("decision", "regulation")
    assert only(add("1", period="")).periods == ()


def test_anchor_of_a_coding() -> None:
    anchor = only(add("1", prefix="p", suffix="s")).anchor
    assert (anchor.start, anchor.end, anchor.quote) == (1, 2, "x")
    assert (anchor.prefix, anchor.suffix) == ("p", "s")
