"""Graphs and their GraphML, read back by networkx and by igraph."""

from __future__ import annotations

from pathlib import Path

import igraph
import networkx as nx
import pytest

from crosscase.network import (
    case_frame,
    evidence_scores,
    find_pairs,
    graph_cases,
    graph_codes,
    render_graphml,
    widest_codes,
)
from tests.unit.network.example import make_book


def codes_graph() -> nx.Graph:
    book = make_book()
    return graph_codes(book, find_pairs(book, "passage"), language="en")


def test_an_edge_says_how_often_and_how_much_oftener_than_expected() -> None:
    graph = codes_graph()
    edge = graph.edges["code:urgency", "code:conflict"]
    assert (edge["both"], edge["weight"], edge["groups"], edge["read"]) == (2, 2, 1, 10)
    assert edge["association"] == pytest.approx(2 / 0.9)
    assert edge["codings"] == "k2;k3;k4;k5"
    assert graph.number_of_edges() == 1
    node = graph.nodes["code:urgency"]
    assert (node["kind"], node["codebook"], node["codings"], node["groups"]) == (
        "code",
        "book",
        3,
        1,
    )
    assert (node["label"], node["label_nl"], node["label_en"]) == ("urgency",) * 3


def test_what_is_undefined_is_not_in_the_graph() -> None:
    book = make_book(read=False)
    edge = graph_codes(book, find_pairs(book, "passage")).edges["code:urgency", "code:conflict"]
    assert edge["both"] == 2
    assert not {"association", "expected", "shrunken"} & {*edge}


def test_units_are_joined_to_the_codes_their_scores_rest_on() -> None:
    graph = graph_cases(make_book())
    assert {graph.edges[edge]["kind"] for edge in graph.edges("party:a")} == {"member", "evidence"}
    assert graph.has_edge("case:ab", "party:b")
    party = graph.edges["party:b", "code:conflict"]
    assert (party["codings"], party["groups"], party["value"]) == (2, 1, "partial")
    assert party["coding_ids"] == "k4;k5"
    # What is said of the parties is pooled in the score of their case.
    case = graph.edges["case:ab", "code:conflict"]
    assert (case["codings"], case["groups"], case["weight"]) == (3, 2, 2)
    assert case["rule"].startswith("lifted:pooled")
    assert "code:trust" not in graph  # nothing was coded with it
    assert graph.nodes["party:a"]["case"] == "ab"


def test_a_code_that_does_not_apply_is_not_had() -> None:
    extra = ("d2", "b", "trust", "n/a", {"memo": "no dealings"})
    assert not any(one.code == "trust" for one in evidence_scores(make_book(extra)))


def test_the_frame_has_a_row_for_each_edge() -> None:
    book = make_book()
    frame, graph = case_frame(book), graph_cases(book)
    edges = [data for *_, data in graph.edges(data=True) if data["kind"] == "evidence"]
    assert len(frame) == len(edges)
    assert frame["codings"].sum() == sum(edge["codings"] for edge in edges)
    first = frame.iloc[0]
    assert (first["unit"], first["kind"], first["code"], first["case"]) == (
        "ab",
        "case",
        "urgency",
        "ab",
    )


def test_the_widest_codes_are_those_most_source_groups_speak_of() -> None:
    book = make_book()
    assert widest_codes(book, most=1) == ("conflict",)  # of mayor and d2
    assert widest_codes(book, most=2) == ("urgency", "conflict", "form")  # the last two tie
    assert widest_codes(make_book(selection=None), most=9) == ("urgency", "conflict", "form")


@pytest.mark.parametrize("graph", [codes_graph(), graph_cases(make_book())], ids=["codes", "cases"])
def test_graphml_is_read_back_whole(graph: nx.Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    path.write_text(render_graphml(graph), encoding="utf-8")
    back = nx.read_graphml(path)
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert {frozenset(edge) for edge in back.edges} == {frozenset(edge) for edge in graph.edges}
    for one, other, data in graph.edges(data=True):
        assert back.edges[one, other] == data

    other_program = igraph.Graph.Read_GraphML(str(path))
    assert (other_program.vcount(), other_program.ecount()) == (len(graph), graph.size())
    assert not other_program.is_directed()
    labels = {name: data["label"] for name, data in graph.nodes(data=True)}
    assert {one["id"]: one["label"] for one in other_program.vs} == labels
    assert sum(other_program.es["weight"]) == graph.size(weight="weight")


def test_graphml_does_not_depend_on_the_order_things_were_put_in() -> None:
    graph = graph_cases(make_book())
    turned = nx.Graph()
    for node in reversed([*graph]):
        turned.add_node(node, **dict(reversed(graph.nodes[node].items())))
    for one, other in reversed([*graph.edges]):
        turned.add_edge(other, one, **dict(reversed(graph.edges[one, other].items())))
    assert render_graphml(turned) == render_graphml(graph)
    assert render_graphml(graph).endswith("</graphml>\n")
