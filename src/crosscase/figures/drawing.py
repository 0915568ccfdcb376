"""Figures as SVG and as images, by matplotlib, which is imported only when something is drawn."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crosscase.codebook import Labels, in_language
from crosscase.comparison import evidence_id
from crosscase.comparison.words import number_text
from crosscase.figures.image import DOTS, write_image
from crosscase.figures.layout import lane_id, lay_out
from crosscase.figures.model import Bar, Edge, Figure, Node
from crosscase.figures.svg import CHARACTER, INK, LINE, MARGIN, write_svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

__all__ = ["draw_figure", "draw_image"]

_FIGURE: Labels = {"nl": "Figuur", "en": "Figure"}
_COUNTS: Labels = {
    "nl": "{codings} coderingen, {groups} brongroepen",
    "en": "{codings} codings, {groups} source groups",
}

_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "scored": {"facecolor": "#5b7fa3", "edgecolor": INK},
    "inferred": {"facecolor": "#ffffff", "edgecolor": "#5b7fa3", "hatch": "...."},
    "contested": {"facecolor": "#dbe5ef", "edgecolor": INK, "linestyle": "--"},
}
_MISSING = {"facecolor": "none", "edgecolor": "#8a949e", "hatch": "/////"}
# Inches.
_PLOT_WIDTH, _BAR_STEP = 4.0, 0.42
_BOX_WIDTH, _GAP = 2.4, 1.9

Point = tuple[float, float]


_LABEL, _LONGEST_WORD = 30, 40


def _wrap(text: str) -> str:
    """Break a label into lines, within a word only where it is very long."""
    longest = max(map(len, text.split()), default=0)
    return textwrap.fill(text, max(_LABEL, min(longest, _LONGEST_WORD)))


def _draw_bars(figure: Figure, language: str) -> Canvas:
    from matplotlib.figure import Figure as Canvas

    labels = [_wrap(in_language(bar.label, language)) for bar in figure.bars]
    left = max((len(line) for label in labels for line in label.split("\n")), default=0)
    right = max((len(in_language(bar.text, language)) for bar in figure.bars), default=0)
    width = _PLOT_WIDTH + (left + right) * CHARACTER + 2 * MARGIN
    height = _BAR_STEP * len(labels) + 1.2
    canvas = Canvas(figsize=(width, height))
    start = (left * CHARACTER + MARGIN) / width
    axes = canvas.add_axes((start, 0.65 / height, _PLOT_WIDTH / width, 1 - 1.1 / height))
    ends = [end for bar in figure.bars for end in (bar.low, bar.high) if end is not None]
    axes.set_xlim(min([0.0, *ends]), max([1.0, *ends]) * 1.05)
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.set_yticks(range(len(labels)), labels)
    axes.set_xlabel(in_language(figure.axis, language))
    axes.xaxis.set_major_formatter(lambda number, _: number_text(f"{number:g}", language))
    axes.spines[["top", "right"]].set_visible(False)
    for place, bar in enumerate(figure.bars):
        _draw_bar(axes, place, bar, language)
    return canvas


def _draw_bar(axes: Axes, place: int, bar: Bar, language: str) -> None:
    stub = 0.02 * axes.get_xlim()[1]
    length, looks = (stub, _MISSING) if bar.value is None else (bar.value, _LOOKS[bar.state])
    (drawn,) = axes.barh(place, length, height=0.56, linewidth=0.8, **looks)
    link = evidence_id(bar.ref)
    drawn.set_gid(f"bar.{place + 1}")
    drawn.set_url(f"#{link}")
    if bar.value is not None and bar.low is not None and bar.high is not None:
        reach = [[bar.value - bar.low], [bar.high - bar.value]]
        if bar.low < bar.high:
            axes.errorbar(bar.value, place, xerr=reach, color=INK, capsize=3, linewidth=1)
    axes.annotate(
        in_language(bar.text, language),
        (1, place),
        xycoords=("axes fraction", "data"),
        xytext=(8, 0),
        textcoords="offset points",
        va="center",
        url=f"#{link}",
    )


def _box_text(node: Node, language: str) -> str:
    label = textwrap.fill(in_language(node.label, language), 28)
    if not node.codes:
        return label
    counts = in_language(_COUNTS, language)
    return f"{label}\n{counts.format(codings=len(node.codings), groups=len(node.groups))}"


def _draw_model(figure: Figure, language: str) -> Canvas:
    from matplotlib.figure import Figure as Canvas
    from matplotlib.patches import FancyBboxPatch

    texts = [_box_text(node, language) for node in figure.nodes]
    tall = max((text.count("\n") + 1 for text in texts), default=1) * LINE + 0.25
    ids, ends = [n.id for n in figure.nodes], [(e.source, e.target) for e in figure.edges]
    places = lay_out(ids, ends)
    highest = max((place for _, place in places.values()), default=0.0)
    layers = max((layer for layer, _ in places.values()), default=0) + 1
    step = tall + 0.5
    width = layers * _BOX_WIDTH + (layers - 1) * _GAP + 2 * MARGIN
    height = 2 * highest * step + tall + 2 * MARGIN + 0.3
    points = {
        id: (
            MARGIN + _BOX_WIDTH / 2 + layer * (_BOX_WIDTH + _GAP),
            MARGIN + tall / 2 + (highest - place) * step,
        )
        for id, (layer, place) in places.items()
    }
    canvas = Canvas(figsize=(width, height))
    axes = canvas.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    for number, edge in enumerate(figure.edges, start=1):
        _draw_edge(axes, number, edge, _edge_path(edge, places, points, tall), language)
    for node, text in zip(figure.nodes, texts, strict=True):
        x, y = points[node.id]
        box = FancyBboxPatch(
            (x - _BOX_WIDTH / 2, y - tall / 2),
            _BOX_WIDTH,
            tall,
            boxstyle="round,pad=0,rounding_size=0.08",
            facecolor="#eef2f6",
            edgecolor=INK,
            linewidth=0.9,
            gid=f"node.{node.id}",
        )
        axes.add_patch(box)
        axes.text(x, y, text, ha="center", va="center")
    return canvas


def _edge_path(
    edge: Edge, places: Mapping[str, tuple[int, float]], points: Mapping[str, Point], tall: float
) -> list[Point]:
    """Return the corners of an arrow: through its lanes to a later layer, or up or down."""
    (layer, place), (to_layer, to_place) = places[edge.source], places[edge.target]
    (x, y), (to_x, to_y) = points[edge.source], points[edge.target]
    half = _BOX_WIDTH / 2
    if to_layer > layer:
        lanes = [points[lane_id(edge.source, edge.target, i)] for i in range(layer + 1, to_layer)]
        passed = [(at_x + side, at_y) for at_x, at_y in lanes for side in (-half, half)]
        return [(x + half, y), *passed, (to_x - half, to_y)]
    up = 1 if to_y > y else -1  # so that the two arrows between a pair stay apart
    if edge.source == edge.target:
        y, to_y = y + tall / 4, y - tall / 4
    elif abs(to_place - place) <= 1:
        return [(x + up * 0.5, y + up * tall / 2), (x + up * 0.5, to_y - up * tall / 2)]
    side = x + up * (half + MARGIN / 2)
    return [(x + up * half, y), (side, y), (side, to_y), (x + up * half, to_y)]


def _draw_edge(axes: Axes, number: int, edge: Edge, path: Sequence[Point], language: str) -> None:
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    arrow = FancyArrowPatch(
        path=Path(path),
        arrowstyle="-|>",
        mutation_scale=12,
        color=INK,
        linewidth=1,
        gid=f"edge.{number}",
    )
    axes.add_patch(arrow)
    around = len(path) > 2 and path[0][0] == path[-1][0]
    start, end = path[1:3] if around else path[:2]
    if label := in_language(edge.label, language):
        axes.text(
            (start[0] + end[0]) / 2,
            (start[1] + end[1]) / 2,
            textwrap.fill(label, 22),
            ha="center",
            va="center",
            fontsize=8,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5},
        )


def _title(figure: Figure, language: str) -> str:
    return f"{in_language(_FIGURE, language)} {figure.id}. {in_language(figure.title, language)}"


def _draw(figure: Figure, language: str) -> Canvas:
    canvas = (_draw_bars if figure.kind == "bars" else _draw_model)(figure, language)
    top = 1 - 0.1 / canvas.get_figheight()
    canvas.text(0.02, top, _title(figure, language), va="top", weight="bold")
    return canvas


def draw_figure(figure: Figure, language: str) -> str:
    """Draw a figure.

    Parameters
    ----------
    figure : Figure
        The figure.
    language : str
        Two-letter language code.

    Returns
    -------
    str
        SVG, the same for the same figure: it carries no date, and its words are text. Bars show
        values with their range; a score without a value is a hatched stub with its state in
        words. Each bar links to its evidence by :func:`crosscase.comparison.evidence_id`. Ids
        begin with ``figure.`` and the figure's id, so that figures can share a page.
    """
    title = _title(figure, language)
    return write_svg(lambda: _draw(figure, language), figure.id, title=title)


def draw_image(figure: Figure, language: str, format: str, *, dots: int = DOTS) -> bytes:
    """Draw a figure to print.

    Parameters
    ----------
    figure : Figure
        The figure.
    language : str
        Two-letter language code.
    format : {"png", "pdf"}
        The format.
    dots : int
        Dots per inch, for PNG.

    Returns
    -------
    bytes
        The image, as :func:`crosscase.figures.image.write_image` gives it.

    Raises
    ------
    UsageError
        When there is no such format, or too few or too many dots are asked for.
    """
    title = _title(figure, language)
    return write_image(lambda: _draw(figure, language), format, title=title, dots=dots)
