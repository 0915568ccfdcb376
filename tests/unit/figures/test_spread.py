"""Where the boxes of a network stand."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from crosscase.figures import spread
from crosscase.figures.spread import spread_out

CHAIN = [f"n{i}" for i in range(12)]
WHEEL = [("n0", one) for one in CHAIN[1:]] + [*pairwise(CHAIN[1:])]


@pytest.mark.parametrize(
    "edges", [[], [*pairwise(CHAIN)], WHEEL, [*combinations(CHAIN[:7], 2)]], ids=len
)
def test_no_box_touches_another_or_leaves_the_page(edges: list[tuple[str, str]]) -> None:
    sizes = {node: (0.8 + 0.05 * place, 0.3) for place, node in enumerate(CHAIN)}
    places, height = spread_out(sizes, edges, width=6.0)
    assert {*places} == {*CHAIN}
    for node, (x, y) in places.items():
        wide, tall = sizes[node]
        assert min(x - wide / 2, 6.0 - x - wide / 2) >= -0.01
        assert min(y - tall / 2, height - y - tall / 2) >= -0.01
    for one, other in combinations(CHAIN, 2):
        apart = [abs(places[one][axis] - places[other][axis]) for axis in (0, 1)]
        needed = [(sizes[one][axis] + sizes[other][axis]) / 2 for axis in (0, 1)]
        assert apart[0] >= needed[0] or apart[1] >= needed[1], (one, other)


def test_the_same_network_gives_the_same_places_to_the_last_digit() -> None:
    sizes = dict.fromkeys(CHAIN, (1.0, 0.3))
    first = spread_out(sizes, WHEEL, width=6.0)
    spread._spread.cache_clear()
    spread._settled.cache_clear()
    assert spread_out(sizes, WHEEL, width=6.0) == first
    assert all(round(x, 3) == x for place in first[0].values() for x in place)


def test_what_is_joined_stands_nearer_than_what_is_not() -> None:
    places, _ = spread_out(dict.fromkeys("abcdef", (0.6, 0.3)), [*pairwise("abcdef")], width=6.0)

    def apart(one: str, other: str) -> float:
        return sum((places[one][axis] - places[other][axis]) ** 2 for axis in (0, 1)) ** 0.5

    assert max(apart(*pair) for pair in pairwise("abcdef")) < apart("a", "f")


def test_nothing_takes_no_room() -> None:
    assert spread_out({}, [], width=6.0) == ({}, 0.0)
