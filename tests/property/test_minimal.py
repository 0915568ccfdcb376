"""The search for smallest sets agrees with trying every subset, whatever depends on what."""

from __future__ import annotations

from itertools import chain, combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crosscase.robustness.minimal import Effect, Items, Whole, smallest_sets

ITEMS = "abcdef"


def subsets(of: Items) -> list[Items]:
    return [
        frozenset(some)
        for some in chain.from_iterable(combinations(sorted(of), n) for n in range(len(of) + 1))
    ]


@st.composite
def wholes(draw: st.DrawFn) -> tuple[Whole, Any]:
    """Parts of which each depends on a few items in any way; a whole that sums them up."""
    members = {
        part: draw(st.frozensets(st.sampled_from(ITEMS), min_size=1, max_size=3))
        for part in range(draw(st.integers(1, 4)))
    }
    tables = {
        part: {one: draw(st.sampled_from((0, 0, 1, 2))) if one else 0 for one in subsets(items)}
        for part, items in members.items()
    }
    verdict = {total: draw(st.booleans()) if total else False for total in range(2 * 4 * 4 + 1)}

    def effect(items: Items) -> Effect:
        values = {part: tables[part][items & members[part]] for part in members}
        return frozenset((part, value) for part, value in values.items() if value)

    def summary(changed: Effect) -> int:
        return sum(int(value) for _, value in changed)

    def outcome(sums: Any) -> str:
        return str(verdict[sum(sums)])

    whole = Whole(members, effect, "False", summary, outcome)
    return whole, lambda items: outcome([summary(effect(items))]) == "True"


@settings(deadline=None, max_examples=300)
@given(wholes(), st.integers(0, 4))
def test_the_search_agrees_with_trying_every_subset(made: Any, size: int) -> None:
    whole, flips = made
    found = smallest_sets(whole, size)
    flipping = [
        items for items in subsets(frozenset(ITEMS)) if 0 < len(items) <= size and flips(items)
    ]
    smallest = min(map(len, flipping), default=0)
    assert found == sorted(tuple(sorted(items)) for items in flipping if len(items) == smallest)
