"""Confusion matrices as SVG: which value one coder gave where another gave which."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscase.codebook import Labels, in_language
from crosscase.figures.svg import CHARACTER, INK, LINE, MARGIN, shade, write_svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

__all__ = ["ConfusionPanel", "draw_confusion"]

_LEGEND: Labels = {
    "nl": "Omrand: beide codeurs zeggen hetzelfde. Hoe donkerder, hoe groter het deel van de rij.",
    "en": "Framed: both coders say the same. The darker, the larger the share of the row.",
}

# Inches.
_CELL, _WIDEST, _LABEL = 0.42, 10.5, 18


@dataclass(frozen=True, slots=True)
class ConfusionPanel:
    """One matrix, its words in the language it is drawn in.

    Parameters
    ----------
    title : str
        What was measured.
    first, second : str
        The coders, down and across.
    values : tuple of str
        Labels of what either could say.
    counts : tuple of tuple of int
        A row for each value of the first coder.
    """

    title: str
    first: str
    second: str
    values: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class _Box:
    """A panel with its wrapped labels and the room they take, in inches."""

    panel: ConfusionPanel
    title: str
    labels: tuple[str, ...]
    left: float
    top: float

    @property
    def side(self) -> float:
        return _CELL * len(self.labels)

    @property
    def width(self) -> float:
        named = max(map(len, self.title.split("\n"))) * CHARACTER
        return max(self.left + self.side, named) + MARGIN


def _box(panel: ConfusionPanel) -> _Box:
    labels = tuple(textwrap.fill(value, _LABEL) for value in panel.values)
    longest = max(len(line) for label in labels for line in label.split("\n")) * CHARACTER
    title = textwrap.fill(panel.title, 34)
    # The labels of the columns stand upright, below the name of their coder and the title.
    top = longest + (title.count("\n") + 3) * LINE
    return _Box(panel, title, labels, longest + 2 * LINE, top)


def _rows(boxes: Sequence[_Box]) -> list[list[_Box]]:
    rows: list[list[_Box]] = [[]]
    for box in boxes:
        if rows[-1] and sum(one.width for one in rows[-1]) + box.width > _WIDEST:
            rows.append([])
        rows[-1].append(box)
    return rows


def _draw_panel(axes: Axes, box: _Box) -> None:
    from matplotlib.patches import Rectangle

    size = len(box.labels)
    for row, counts in enumerate(box.panel.counts):
        total = sum(counts)
        for column, n in enumerate(counts):
            colour = shade(n / total if total else 0.0)
            same = row == column
            axes.add_patch(
                Rectangle((column, row), 1, 1, facecolor=colour, edgecolor="#c9d1d9", linewidth=0.6)
            )
            if same:
                inside = (column + 0.04, row + 0.04)
                axes.add_patch(Rectangle(inside, 0.92, 0.92, fill=False, edgecolor=INK))
            ink = INK if n else "#6b7680"
            axes.text(column + 0.5, row + 0.52, str(n), ha="center", va="center", color=ink)
    axes.set_xlim(0, size)
    axes.set_ylim(size, 0)
    places = [place + 0.5 for place in range(size)]
    axes.set_yticks(places, box.labels)
    axes.set_xticks(places, box.labels, rotation=90, va="bottom")
    axes.xaxis.set_ticks_position("top")
    axes.xaxis.set_label_position("top")
    axes.tick_params(length=0, pad=3)
    axes.spines[:].set_visible(False)
    axes.set_ylabel(box.panel.first, labelpad=4)
    axes.set_xlabel(box.panel.second, labelpad=4)


def _draw(boxes: Sequence[_Box], title: str, language: str) -> Canvas:
    from matplotlib.figure import Figure as Canvas

    rows = _rows(boxes)
    width = max(sum(box.width for box in row) for row in rows) + MARGIN
    width = max(width, len(in_language(_LEGEND, language)) * CHARACTER + 2 * MARGIN)
    # The matrices of a row begin at the same height.
    tops = [max(box.top for box in row) for row in rows]
    sides = [max(box.side for box in row) for row in rows]
    height = sum(tops) + sum(sides) + len(rows) * MARGIN + 0.8
    canvas = Canvas(figsize=(width, height))
    canvas.text(MARGIN / width, 1 - 0.1 / height, title, va="top", weight="bold")
    y = height - 0.5
    for row, top, side in zip(rows, tops, sides, strict=True):
        x = MARGIN
        for box in row:
            canvas.text(x / width, y / height, box.title, va="top")
            place = (
                (x + box.left) / width,
                (y - top - box.side) / height,
                box.side / width,
                box.side / height,
            )
            _draw_panel(canvas.add_axes(place), box)
            x += box.width
        y -= top + side + MARGIN
    canvas.text(MARGIN / width, 0.15 / height, in_language(_LEGEND, language), fontsize=8)
    return canvas


def draw_confusion(
    panels: Sequence[ConfusionPanel], *, title: str, description: str, language: str
) -> str:
    """Draw confusion matrices side by side, one for each scale and pair of coders.

    Parameters
    ----------
    panels : sequence of ConfusionPanel
        The matrices, one or more.
    title, description : str
        Of the figure; the description is what a reader who cannot see it is told.
    language : str
        Two-letter language code.

    Returns
    -------
    str
        SVG, the same for the same panels, with the counts in the cells as text.
    """
    boxes = [_box(panel) for panel in panels]
    return write_svg(
        lambda: _draw(boxes, title, language), "confusion", title=title, description=description
    )
