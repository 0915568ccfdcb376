"""Graphs as GraphML, for Gephi, igraph and other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from networkx import Graph

__all__ = ["render_graphml"]


def render_graphml(graph: Graph) -> str:
    """Return a graph as GraphML, the same bytes for the same graph.

    Parameters
    ----------
    graph : networkx.Graph
        Its nodes are named by text, its attributes are text, whole numbers and floats, and each
        attribute is of one type.

    Returns
    -------
    str
        XML that ends in a newline. Nodes stand in alphabetical order, and edges likewise, the end
        that comes first as the source; the keys declare the type of every attribute.

    References
    ----------
    Brandes, U., Eiglsperger, M., Herman, I., Himsolt, M., & Marshall, M. S. (2002). GraphML
    progress report: Structural layer proposal. In Graph Drawing (GD 2001), LNCS 2265, 501–512.
    Springer. https://doi.org/10.1007/3-540-45848-4_59
    """
    import networkx as nx

    ordered = nx.Graph()
    for node in sorted(graph):
        ordered.add_node(node, **dict(sorted(graph.nodes[node].items())))
    for one, other in sorted(tuple(sorted(edge)) for edge in graph.edges):
        ordered.add_edge(one, other, **dict(sorted(graph.edges[one, other].items())))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(nx.generate_graphml(ordered)) + "\n"
    )
