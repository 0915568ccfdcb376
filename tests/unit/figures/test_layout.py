from __future__ import annotations

from crosscase.figures.layout import lane_id, lay_out


def test_layers_follow_the_arrows() -> None:
    placed = lay_out(["d", "a", "b", "c"], [("a", "b"), ("b", "c"), ("a", "d"), ("c", "d")])
    assert {id: placed[id][0] for id in "abcd"} == {"a": 0, "b": 1, "c": 2, "d": 3}


def test_nodes_of_one_layer_stand_as_declared_around_the_middle() -> None:
    placed = lay_out(["b", "a", "c"], [])
    assert placed == {"b": (0, -1.0), "a": (0, 0.0), "c": (0, 1.0)}


def test_nodes_stand_near_what_leads_to_them() -> None:
    placed = lay_out(["top", "low", "x", "y"], [("low", "x"), ("top", "y")])
    assert placed["y"][1] < placed["x"][1]


def test_a_cycle_shares_a_layer() -> None:
    placed = lay_out(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "b")])
    assert [placed[id][0] for id in "abc"] == [0, 1, 1]


def test_a_long_arrow_has_a_lane_of_its_own_in_every_layer_it_passes() -> None:
    placed = lay_out(["a", "b", "c", "d"], [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")])
    assert {lane_id("a", "d", 1), lane_id("a", "d", 2)} == set(placed) - set("abcd")
    assert placed[lane_id("a", "d", 1)][1] != placed["b"][1]


def test_no_two_things_stand_in_one_place() -> None:
    placed = lay_out(list("abcdef"), [("a", "c"), ("b", "c"), ("c", "f"), ("a", "f"), ("d", "e")])
    assert len(set(placed.values())) == len(placed)


def test_nothing_has_no_places() -> None:
    assert lay_out([], []) == {}
