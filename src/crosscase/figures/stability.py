"""The stability of verdicts as a map in SVG: under what share of other choices each stands."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crosscase.codebook import Labels, in_language
from crosscase.figures.svg import CHARACTER, INK, LINE, MARGIN, shade, wrap_label, write_svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

__all__ = ["StabilityCell", "StabilityRow", "draw_stability"]

_OF: Labels = {"nl": "{} van {}", "en": "{} of {}"}

# Inches, and the letters on a line of a label.
_WIDE, _TALL, _COLUMN, _ROW = 0.82, 0.44, 20, 40


@dataclass(frozen=True, slots=True)
class StabilityCell:
    """A verdict in a word, and under how many of how many other choices it stands."""

    verdict: str
    stands: int
    of: int

    @property
    def share(self) -> float:
        """The share of the choices; 1 where there are none."""
        return self.stands / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class StabilityRow:
    """A row of the map; None where there is no verdict."""

    label: str
    cells: tuple[StabilityCell | None, ...]


def _longest(labels: Sequence[str]) -> int:
    return max((len(line) for label in labels for line in label.split("\n")), default=0)


def _draw_cell(axes: Axes, row: int, column: int, cell: StabilityCell, language: str) -> None:
    from matplotlib.patches import Rectangle

    colour = shade(cell.share)
    axes.add_patch(
        Rectangle((column, row), 1, 1, facecolor=colour, edgecolor="white", linewidth=1.5)
    )
    axes.text(
        column + 0.5,
        row + 0.5,
        f"{cell.verdict}\n{in_language(_OF, language).format(cell.stands, cell.of)}",
        ha="center",
        va="center",
        fontsize=7.5,
        color=INK,
    )


def _draw(
    columns: Sequence[str], rows: Sequence[StabilityRow], title: str, note: str, language: str
) -> Canvas:
    from matplotlib.figure import Figure as Canvas

    heads = [wrap_label(column, _COLUMN) for column in columns]
    labels = [wrap_label(row.label, _ROW) for row in rows]
    left = _longest(labels) * CHARACTER + MARGIN
    top = _longest(heads) * CHARACTER + 0.6
    across, down = _WIDE * len(heads), _TALL * len(labels)
    width = left + across + MARGIN
    said = textwrap.fill(note, max(int((width - 2 * MARGIN) / (CHARACTER * 0.9)), 30))
    below = (said.count("\n") + 2) * LINE
    height = top + down + below
    canvas = Canvas(figsize=(width, height))
    place = (left / width, below / height, across / width, down / height)
    axes = canvas.add_axes(place)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            if cell is not None:
                _draw_cell(axes, number, column, cell, language)
    axes.set_xlim(0, len(heads))
    axes.set_ylim(len(labels), 0)
    axes.set_yticks([at + 0.5 for at in range(len(labels))], labels)
    axes.set_xticks([at + 0.5 for at in range(len(heads))], heads, rotation=90, va="bottom")
    axes.xaxis.set_ticks_position("top")
    axes.tick_params(length=0, pad=4)
    axes.spines[:].set_visible(False)
    canvas.text(MARGIN / width, 1 - 0.1 / height, title, va="top", weight="bold")
    canvas.text(MARGIN / width, 0.1 / height, said, fontsize=8)
    return canvas


def draw_stability(
    columns: Sequence[str], rows: Sequence[StabilityRow], *, title: str, note: str, language: str
) -> str:
    """Draw how firm verdicts are: units across, readings of hypotheses down.

    Parameters
    ----------
    columns : sequence of str
        The units, one or more.
    rows : sequence of StabilityRow
        A cell for each unit.
    title, note : str
        Of the figure; the note stands below it.
    language : str
        Two-letter language code.

    Returns
    -------
    str
        SVG, the same for the same rows, with the words of the cells as text and all of them in
        what a reader who cannot see it is told.
    """
    number = in_language(_OF, language)
    said = [
        f"{row.label}: "
        + "; ".join(
            f"{column} {cell.verdict}, {number.format(cell.stands, cell.of)}"
            for column, cell in zip(columns, row.cells, strict=True)
            if cell is not None
        )
        for row in rows
    ]
    return write_svg(
        lambda: _draw(columns, rows, title, note, language),
        "stability",
        title=title,
        description=f"{title}. {'. '.join(said)}.",
    )
