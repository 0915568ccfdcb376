"""Where the nodes of a model stand: in layers along its arrows, the same every time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["lane_id", "lay_out"]


def lane_id(source: str, target: str, layer: int) -> str:
    """Return the id of the place where an arrow passes a layer.

    Parameters
    ----------
    source, target : str
        The nodes at its ends.
    layer : int
        The layer it passes.

    Returns
    -------
    str
        An id that no node has.

    Examples
    --------
    >>> lane_id("motives", "outcome", 1)
    'motives→outcome@1'
    """
    return f"{source}→{target}@{layer}"


def _find_layers(nodes: Sequence[str], edges: Sequence[tuple[str, str]]) -> dict[str, int]:
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    condensed = nx.condensation(graph)
    return {
        node: layer
        for layer, generation in enumerate(nx.topological_generations(condensed))
        for component in generation
        for node in condensed.nodes[component]["members"]
    }


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def lay_out(
    nodes: Sequence[str], edges: Sequence[tuple[str, str]]
) -> Mapping[str, tuple[int, float]]:
    """Give every node a layer and a place in it.

    Layers follow the arrows: a node comes one layer after the last of those that lead to it, and
    the nodes of a cycle share a layer. An arrow that passes a layer has a lane of its own there.
    Within a layer nodes and lanes stand in the order of the mean place of what leads to them,
    and in the order declared where that is the same.

    Parameters
    ----------
    nodes : sequence of str
        Node ids, in the order declared.
    edges : sequence of (str, str)
        Source and target, in the order declared.

    Returns
    -------
    mapping
        Layer from 0, and place from the middle of the layer downwards, of every node and lane.

    Examples
    --------
    >>> lay_out(["a", "b", "c"], [("a", "b"), ("b", "c")])
    {'a': (0, 0.0), 'b': (1, 0.0), 'c': (2, 0.0)}
    """
    layer_of = _find_layers(nodes, edges)
    before: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in edges:
        at = source
        for layer in range(layer_of[source] + 1, layer_of[target]):
            lane = lane_id(source, target, layer)
            layer_of[lane] = layer
            before[lane] = [at]
            at = lane
        if layer_of[target] > layer_of[source]:
            before[target].append(at)
    placed: dict[str, tuple[int, float]] = {}
    for layer in range(max(layer_of.values(), default=-1) + 1):
        members = [id for id in before if layer_of[id] == layer]
        members.sort(key=lambda id: _mean([placed[other][1] for other in before[id]]))
        for i, id in enumerate(members):
            placed[id] = (layer, i - (len(members) - 1) / 2)
    return placed
