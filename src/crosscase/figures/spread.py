"""Where the boxes of a network stand: near what they are joined to, none over another.

The arithmetic is of Python's own floats and square roots, which are the same on every computer, so
that a drawing is; the layouts of a library over compiled linear algebra are not.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations, count
from math import floor, sqrt

__all__ = ["spread_out"]

Point = tuple[float, float]
Sizes = Mapping[str, Point]
Edges = Sequence[tuple[str, str]]

_SEED, _STARTS, _KEPT, _ROUNDS = 0, 24, 6, 50
_STEP_ACROSS, _STEP_DOWN = 1.4, 0.58
"""Inches between two boxes that are joined, across and down."""
_GAP, _BETWEEN = 0.17, 0.16
"""Inches left free between two boxes, and between two parts that nothing joins."""
_CELL = 0.1
"""Inches: the side of the cells by which parts are fitted together."""
_WORK = 20_000
"""Pairs of boxes that may be looked at in a round of all starts together."""


def _components(nodes: Sequence[str], edges: Edges) -> list[list[str]]:
    """Return what hangs together, the largest first, in the order given."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    place = {node: number for number, node in enumerate(nodes)}
    parts = [sorted(part, key=place.__getitem__) for part in nx.connected_components(graph)]
    return sorted(parts, key=lambda part: (-len(part), place[part[0]]))


def _distances(nodes: Sequence[str], edges: Edges) -> dict[str, dict[str, int]]:
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return {node: dict(found) for node, found in nx.all_pairs_shortest_path_length(graph)}


def _settle(
    nodes: Sequence[str], distances: Mapping[str, Mapping[str, int]], draw: random.Random
) -> dict[str, Point]:
    """Move nodes until their distances are about those along the edges (stress majorization)."""
    side = sqrt(len(nodes))
    at = {node: (side * draw.random(), side * draw.random()) for node in nodes}
    pulls = {
        node: [
            (other, wanted, 1 / (wanted * wanted))
            for other, wanted in distances[node].items()
            if other != node
        ]
        for node in nodes
    }
    for _ in range(_ROUNDS):
        for node in nodes:
            x, y = at[node]
            total = to_x = to_y = 0.0
            for other, wanted, weight in pulls[node]:
                there_x, there_y = at[other]
                away_x, away_y = x - there_x, y - there_y
                share = wanted / (sqrt(away_x * away_x + away_y * away_y) or 1e-9)
                to_x += weight * (there_x + share * away_x)
                to_y += weight * (there_y + share * away_y)
                total += weight
            if total:
                at[node] = to_x / total, to_y / total
    return at


@lru_cache(maxsize=64)
def _settled(nodes: tuple[str, ...], edges: tuple[tuple[str, str], ...]) -> list[dict[str, Point]]:
    """Return the best of several starts: those in which the fewest lines cross."""
    distances = _distances(nodes, edges)
    draw = random.Random(_SEED)
    starts = max(1, min(_STARTS, _WORK // len(nodes) ** 2))
    found = [_settle(nodes, distances, draw) for _ in range(starts)]
    return sorted(found, key=lambda at: _crossings(at, edges))[:_KEPT]


def _push_apart(at: dict[str, list[float]], sizes: Sizes, width: float) -> None:
    """Move boxes apart until none touches another, and none leaves the width."""
    for node, place in at.items():
        place[0] = min(max(place[0], sizes[node][0] / 2), width - sizes[node][0] / 2)
    for _ in range(400):
        moved = False
        for one, other in combinations(at, 2):
            apart_x = (sizes[one][0] + sizes[other][0]) / 2 + _GAP
            apart_y = (sizes[one][1] + sizes[other][1]) / 2 + _GAP
            by_x = at[other][0] - at[one][0]
            by_y = at[other][1] - at[one][1]
            over_x, over_y = apart_x - abs(by_x), apart_y - abs(by_y)
            if over_x <= 1e-6 or over_y <= 1e-6:
                continue
            moved = True
            axis, over, by = (0, over_x, by_x) if over_x < over_y else (1, over_y, by_y)
            sign = 1 if by >= 0 else -1
            at[one][axis] -= sign * over / 2
            at[other][axis] += sign * over / 2
            if axis == 0:
                for node in (one, other):
                    half = sizes[node][0] / 2
                    if not half <= at[node][0] <= width - half:
                        at[node][0] = min(max(at[node][0], half), width - half)
                        at[other][1] += 0.05 if by_y >= 0 else -0.05
        if not moved:
            return


def _meets(a: Point, b: Point, centre: Point, size: Point) -> bool:
    """Say whether a line passes through a box."""
    low, high = 0.0, 1.0
    for axis in (0, 1):
        half = size[axis] / 2 + 0.03
        start, step = a[axis] - centre[axis], b[axis] - a[axis]
        if abs(step) < 1e-9:
            if abs(start) > half:
                return False
            continue
        first, last = sorted(((-half - start) / step, (half - start) / step))
        low, high = max(low, first), min(high, last)
    return low < high


def _side(a: Point, b: Point, c: Point) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])


def _crossings(at: Mapping[str, Point], edges: Edges) -> int:
    return sum(
        not {*first} & {*second}
        and _side(at[first[0]], at[second[0]], at[second[1]])
        != _side(at[first[1]], at[second[0]], at[second[1]])
        and _side(at[first[0]], at[first[1]], at[second[0]])
        != _side(at[first[0]], at[first[1]], at[second[1]])
        for first, second in combinations(edges, 2)
    )


def _cost(at: Mapping[str, Point], sizes: Sizes, edges: Edges, width: float) -> float:
    """Return how hard a drawing is to follow: lines under boxes, lines that cross, room taken."""
    hidden = sum(
        _meets(at[one], at[other], at[node], sizes[node])
        for one, other in edges
        for node in at
        if node not in (one, other)
    )
    long = sum(abs(at[a][0] - at[b][0]) + abs(at[a][1] - at[b][1]) for a, b in edges)
    across, down = _extent(at, sizes)
    room = down * (across / width if across < width / 2 else 1)
    return 8 * hidden + 3 * _crossings(at, edges) + 0.1 * long + 5 * room


def _extent(at: Mapping[str, Point | list[float]], sizes: Sizes) -> Point:
    sides = [
        max(place[axis] + sizes[node][axis] / 2 for node, place in at.items())
        - min(place[axis] - sizes[node][axis] / 2 for node, place in at.items())
        for axis in (0, 1)
    ]
    return sides[0], sides[1]


def _to_corner(at: Mapping[str, list[float]], sizes: Sizes) -> dict[str, Point]:
    left, top = (
        min(place[axis] - sizes[node][axis] / 2 for node, place in at.items()) for axis in (0, 1)
    )
    return {node: (x - left, y - top) for node, (x, y) in at.items()}


def _placed(nodes: Sequence[str], edges: Edges, sizes: Sizes, width: float) -> dict[str, Point]:
    """Return the best place of each box of a part, from its upper left corner."""
    found = []
    widest = max(sizes[node][0] for node in nodes)
    # The more lines a box has, the more room they need to be told apart.
    down = _STEP_DOWN * (1 + 0.8 * max(len(edges) / len(nodes) - 1, 0))
    for settled in _settled(tuple(nodes), tuple(edges)):
        for axis in (0, 1):
            across = {node: at[axis] * _STEP_ACROSS for node, at in settled.items()}
            left, right = min(across.values()), max(across.values())
            shrink = min(1.0, (width - widest) / (right - left)) if right > left else 1.0
            at = {
                node: [(across[node] - left) * shrink + widest / 2, place[1 - axis] * down]
                for node, place in settled.items()
            }
            _push_apart(at, sizes, width)
            found.append(_to_corner(at, sizes))
    return min(found, key=lambda at: round(_cost(at, sizes, edges, width), 6))


def _cells(
    at: Mapping[str, Point], sizes: Sizes, edges: Edges, margin: float
) -> set[tuple[int, int]]:
    """Return the cells of a grid that boxes, with a margin, and lines lie in."""
    found = set()
    for node, (x, y) in at.items():
        half = sizes[node][0] / 2 + margin, sizes[node][1] / 2 + margin
        found |= {
            (column, row)
            for column in range(floor((x - half[0]) / _CELL), floor((x + half[0]) / _CELL) + 1)
            for row in range(floor((y - half[1]) / _CELL), floor((y + half[1]) / _CELL) + 1)
        }
    for one, other in edges:
        (x, y), (to_x, to_y) = at[one], at[other]
        steps = floor((abs(to_x - x) + abs(to_y - y)) / _CELL) + 1
        for step in range(steps + 1):
            share = step / steps
            cell = floor((x + share * (to_x - x)) / _CELL), floor((y + share * (to_y - y)) / _CELL)
            found |= {
                (cell[0] + right, cell[1] + down) for right in (-1, 0, 1) for down in (-1, 0, 1)
            }
    return found


@lru_cache(maxsize=32)
def _spread(
    boxes: tuple[tuple[str, Point], ...], edges: tuple[tuple[str, str], ...], width: float
) -> tuple[dict[str, Point], float]:
    sizes = dict(boxes)
    parts = []
    for part in _components(list(sizes), edges):
        own = {node: sizes[node] for node in part}
        at = _placed(part, [edge for edge in edges if edge[0] in own], own, width)
        parts.append((at, _extent(at, own)))
    found: dict[str, Point] = {}
    taken: set[tuple[int, int]] = set()
    for at, (across, _) in sorted(parts, key=lambda part: -round(part[1][1], 3)):
        own = {node: sizes[node] for node in at}
        joined = [edge for edge in edges if edge[0] in own]
        room = _cells(at, own, joined, _BETWEEN)
        columns = max(int((width - across) / _CELL), 0) + 1
        right, below = next(
            (column, row)
            for row in count()
            for column in range(columns)
            if taken.isdisjoint((x + column, y + row) for x, y in room)
        )
        taken |= {(x + right, y + below) for x, y in _cells(at, own, joined, 0.0)}
        found |= {
            node: (round(x + right * _CELL, 3), round(y + below * _CELL, 3))
            for node, (x, y) in at.items()
        }
    height = max((y + sizes[node][1] / 2 for node, (_, y) in found.items()), default=0.0)
    return found, round(height, 3)


def spread_out(sizes: Sizes, edges: Edges, *, width: float) -> tuple[dict[str, Point], float]:
    """Give the boxes of a network their places.

    Distances are made to follow those along the edges, from several starts with a fixed seed; boxes
    are then pushed apart, and of the results the one is taken in which the fewest lines run under
    boxes or cross. What nothing joins stands side by side.

    Parameters
    ----------
    sizes : mapping
        Width and height of each box in inches, by node.
    edges : sequence of (str, str)
        The nodes that are joined.
    width : float
        Inches; no box is wider.

    Returns
    -------
    tuple of (dict, float)
        The middle of each box from the upper left corner, and the height of the whole.

    References
    ----------
    Gansner, E. R., Koren, Y., & North, S. (2005). Graph drawing by stress majorization. In Graph
    Drawing (GD 2004), LNCS 3383, 239–250. Springer. https://doi.org/10.1007/978-3-540-31843-9_25

    Examples
    --------
    >>> places, height = spread_out({"a": (1, 0.3), "b": (1, 0.3)}, [], width=6)
    >>> places, height
    ({'a': (0.5, 0.15), 'b': (1.8, 0.15)}, 0.3)
    """
    return _spread(tuple(sizes.items()), tuple(tuple(edge) for edge in edges), width)
