"""Which codings answer one another, and what their disagreement is called."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crosscase.adjudication import choose_items, find_items
from crosscase.adjudication.matching import match_pairs
from crosscase.errors import UsageError
from crosscase.study import Study
from tests.builders import build_study, code, decision, document

TEXT = "0123456789abcdefghij\n"
COVERED = [("c1", "d"), ("c2", "d")]


def said(coder: str, start: int, end: int, **fields: Any) -> tuple[Any, ...]:
    """A coding of a span, of the unit ``a`` as present urgency unless told otherwise."""
    name, unit = fields.pop("code", "urgency"), fields.pop("unit", "a")
    value = fields.pop("value", "present")
    return ("d", unit, name, value, {"coder": coder, "start": start, "end": end, **fields})


def compared(*codings: tuple[Any, ...], **fields: Any) -> Study:
    fields.setdefault("coverage", COVERED)
    codes = ["urgency", "conflict", code("trust", directed=True, level="party")]
    return build_study(codes=codes, documents=[document("d", text=TEXT)], codings=codings, **fields)


def pairs(study: Study) -> list[tuple[str, str]]:
    codings = study.coding_state.codings
    found = match_pairs(
        [one for one in codings if one.coder == "c1"], [one for one in codings if one.coder == "c2"]
    )
    return [(a.id, b.id) for a, b in found]


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ({}, ""),
        ({"memo": "another memo"}, ""),
        ({"period": "late;early"}, ""),
        ({"value": "absent"}, "value"),
        ({"value": "absent", "date": "2012"}, "value"),
        ({"unit": "b", "value": "absent"}, "unit"),
        ({"code": "conflict"}, "code"),
        ({"date": "2012"}, "detail"),
        ({"actor": "council"}, "detail"),
        ({"decision": "seat"}, "detail"),
        ({"period": "late"}, "detail"),
        ({"start": 1}, "boundary"),
        ({"end": 5}, "boundary"),
    ],
)
def test_the_kind_is_what_differs_first(other: dict[str, Any], kind: str) -> None:
    first = said("c1", 0, 4, period="early;late")
    second = said("c2", **({"start": 0, "end": 4, "period": "early;late"} | other))
    items = find_items(compared(first, second))
    assert [item.kind for item in items] == ([kind] if kind else [])
    if items:
        start = min(0, other.get("start", 0))
        end = max(4, other.get("end", 4))
        assert (items[0].start, items[0].end, items[0].quote) == (start, end, TEXT[start:end])
        assert items[0].silent == ()


def test_toward_another_is_of_the_kind_unit() -> None:
    cases = {"abc": ("a", "b", "c")}
    one = said("c1", 0, 4, code="trust", toward="b")
    other = said("c2", 0, 4, code="trust", toward="c")
    assert [i.kind for i in find_items(compared(one, other, cases=cases))] == ["unit"]


def test_what_nobody_answers_is_one_sided() -> None:
    study = compared(said("c1", 0, 4), said("c2", 4, 8))
    items = find_items(study)
    assert [(item.kind, item.silent) for item in items] == [
        ("one-sided", ("c2",)),
        ("one-sided", ("c1",)),
    ]


def test_bounds_within_the_tolerance_are_the_same() -> None:
    study = compared(said("c1", 0, 6), said("c2", 2, 7))
    kinds = [[i.kind for i in find_items(study, tolerance=n)] for n in (0, 1, 2)]
    assert kinds == [["boundary"], ["boundary"], []]


def test_another_code_must_overlap_by_half_of_the_shorter() -> None:
    half = compared(said("c1", 0, 10), said("c2", 8, 12, code="conflict"))
    assert [item.kind for item in find_items(half)] == ["code"]
    less = compared(said("c1", 0, 9), said("c2", 8, 12, code="conflict"))
    assert [item.kind for item in find_items(less)] == ["one-sided", "one-sided"]
    elsewhere = compared(said("c1", 0, 10), said("c2", 0, 10, code="conflict", unit="b"))
    assert [item.kind for item in find_items(elsewhere)] == ["one-sided", "one-sided"]


def test_the_same_claim_goes_before_more_overlap_and_more_overlap_before_less() -> None:
    study = compared(
        said("c1", 0, 10, id="k"),
        said("c2", 0, 10, id="other-value", value="absent"),
        said("c2", 8, 12, id="same-claim"),
    )
    assert pairs(study) == [("k", "same-claim")]
    study = compared(
        said("c1", 0, 10, id="k"), said("c2", 0, 3, id="less"), said("c2", 3, 10, id="more")
    )
    assert pairs(study) == [("k", "more")]
    study = compared(
        said("c1", 0, 4, id="k"), said("c2", 0, 20, id="all-of-it"), said("c2", 1, 4, id="near")
    )
    assert pairs(study) == [("k", "all-of-it")]


def test_a_coding_is_paired_once_and_what_is_left_goes_on() -> None:
    study = compared(
        said("c1", 0, 10, id="k"),
        said("c2", 0, 10, id="m"),
        said("c2", 0, 10, id="n", value="absent"),
    )
    assert pairs(study) == [("k", "m")]
    (item,) = find_items(study)
    assert (item.kind, [c.id for c in item.codings]) == ("one-sided", ["n"])


def test_only_text_that_all_read_for_the_code_is_compared() -> None:
    codings = (said("c1", 0, 4), said("c1", 4, 8, code="conflict"))
    study = compared(*codings, coverage=[("c1", "d"), ("c2", "d", "conflict")])
    assert [item.codings[0].code for item in find_items(study)] == ["conflict"]
    assert find_items(compared(*codings, unplaced=["k1", "k2"])) == ()


def test_pairs_of_several_coders_are_joined() -> None:
    covered = [*COVERED, ("c3", "d")]
    study = compared(
        said("c1", 0, 4), said("c2", 2, 8), said("c3", 6, 9, value="absent"), coverage=covered
    )
    (item,) = find_items(study)
    assert (item.kind, [c.coder for c in item.codings]) == ("value", ["c1", "c2", "c3"])
    two = compared(said("c1", 0, 4), said("c2", 0, 4), coverage=covered)
    (item,) = find_items(two)
    assert (item.kind, item.silent) == ("one-sided", ("c3",))
    assert find_items(two, coders=["c1", "c2"]) == ()


def test_an_item_is_another_when_what_is_claimed_or_compared_changes() -> None:
    codings = (said("c1", 0, 4), said("c2", 0, 4, value="absent"))
    (item,) = find_items(compared(*codings))
    first, second = compared(*codings).coding_state.codings
    moved = replace(first, last_event="m")
    revised = replace(first, last_event="r", last_claim="r", value="partial")
    (again,) = find_items(compared(moved, second))
    (other,) = find_items(compared(revised, second))
    (more,) = find_items(compared(*codings, coverage=[*COVERED, ("c3", "d")]))
    assert again.id == item.id
    assert len({item.id, other.id, more.id}) == 3


def test_an_item_is_settled_when_all_its_codings_are() -> None:
    codings = (said("c1", 0, 4), said("c2", 0, 4, value="absent"))
    whole, half = decision("e", "k1 k2", "k1"), decision("e", "k1", "k1")
    (item,) = find_items(compared(*codings, decisions=[whole]))
    assert item.settled == whole
    (item,) = find_items(compared(*codings, decisions=[half]))
    assert item.settled is None


def test_codings_that_two_decisions_settled_apart_are_an_open_item() -> None:
    codings = (said("c1", 0, 4), said("c2", 0, 4, value="absent"))
    for stands in ("", "k2"):
        apart = [decision("e", "k1", "k1"), decision("f", "k2", stands)]
        (item,) = find_items(compared(*codings, decisions=apart))
        assert item.settled is None


def test_an_item_has_the_codings_that_its_decision_added() -> None:
    codings = (
        said("c1", 0, 4),
        said("c2", 0, 4, value="absent"),
        said("adjudicated", 1, 3, value="partial", id="a1"),
        said("adjudicated", 5, 6, id="a2"),
    )
    (item,) = find_items(compared(*codings, decisions=[decision("e", "k1 k2", "k1 a1")]))
    assert [one.id for one in item.added] == ["a1"]


def test_codings_far_apart_are_found_beside_a_long_one() -> None:
    study = compared(
        said("c1", 14, 16, id="late"),
        said("c1", 0, 2, id="early", value="absent"),
        said("c2", 0, 20, id="long"),
        said("c2", 0, 1, id="short", value="absent"),
        said("c2", 16, 18, id="beside"),
    )
    assert pairs(study) == [("late", "long"), ("early", "short")]


def test_a_snapshot_has_the_codings_of_then_and_what_was_decided_on_them_since() -> None:
    codings = (said("c1", 0, 4), said("c2", 0, 4, value="absent"), said("c2", 6, 8))
    made = decision("e", "k1 k2", "k1")
    study = compared(*codings, decisions=[made], snapshots={"first": ["k1", "k2"]})
    assert [item.settled for item in find_items(study, snapshot="first")] == [made]
    assert [item.kind for item in find_items(study)] == ["value", "one-sided"]
    first, *others = study.coding_state.codings
    revised = replace(first, last_claim="r", value="partial")
    made = replace(made, settles={"k1": "r", "k2": "k2"})
    state = replace(study.coding_state, codings=(revised, *others), decisions=(made,))
    later = replace(study, coding_state=state)
    assert [item.settled for item in find_items(later, snapshot="first")] == [None]
    assert find_items(later)[0].settled == made


def test_what_is_asked_for() -> None:
    cases = {"ab": ("a", "b"), "cd": ("c",)}
    study = compared(said("c1", 0, 4), said("c2", 5, 9, unit="c", code="conflict"), cases=cases)
    items = find_items(study)

    def chosen(**asked: Any) -> list[str]:
        return [item.codings[0].id for item in choose_items(study, items, **asked)]

    assert chosen() == ["k1", "k2"]
    assert chosen(case="cd") == chosen(code="conflict") == ["k2"]
    assert chosen(kinds=["value"]) == []
    assert chosen(document="d", codebook="book") == ["k1", "k2"]
    for asked in ({"case": "a"}, {"code": "x"}, {"document": "x"}, {"codebook": "x"}):
        with pytest.raises(UsageError, match="allowed"):
            chosen(**asked)


def test_wrong_coders_are_refused() -> None:
    with pytest.raises(UsageError, match="two or more"):
        find_items(compared(said("c1", 0, 4), coverage=[("c1", "d")]))
    with pytest.raises(UsageError, match="found c9"):
        find_items(compared(said("c1", 0, 4)), coders=["c1", "c9"])
    with pytest.raises(UsageError, match="snapshot: found never"):
        find_items(compared(said("c1", 0, 4)), snapshot="never")
