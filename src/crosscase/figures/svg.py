"""What all figures share: their style, and how a drawing becomes SVG for a page."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from io import StringIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

__all__ = ["CHARACTER", "INK", "LINE", "MARGIN", "STYLE", "shade", "wrap_label", "write_svg"]

INK = "#1f2933"

CHARACTER, LINE, MARGIN = 0.078, 0.17, 0.4
"""Inches. A character is the width one of 9 points takes, on the safe side."""

STYLE: Mapping[str, object] = {
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9.0,
    "svg.fonttype": "none",  # words stay words: they can be searched, read aloud and diffed
    "svg.hashsalt": "crosscase",
    "text.parse_math": False,
}
"""Of all figures, in whatever format."""


def shade(share: float) -> tuple[float, float, float]:
    """Return the colour of a cell: the larger the share, the darker.

    Parameters
    ----------
    share : float
        From 0 to 1.

    Returns
    -------
    tuple of float
        Red, green and blue, from white to a blue on which words in :data:`INK` can still be read.
    """
    return 1 - 0.52 * share, 1 - 0.40 * share, 1 - 0.29 * share


def wrap_label(label: str, width: int) -> str:
    r"""Break a label into lines, after a dash between names as well.

    Parameters
    ----------
    label : str
        Any.
    width : int
        The most letters on a line, unless a word is longer.

    Returns
    -------
    str
        The same words.

    Examples
    --------
    >>> wrap_label("Ommen–Hardenberg", 10)
    'Ommen–\nHardenberg'
    """
    apart = re.sub(r"(?<=\w)–(?=\w)", "–\u200b ", label)
    return re.sub(r"\u200b ?", "", textwrap.fill(apart, width, break_long_words=False))


def _fit_for_page(svg: str, prefix: str) -> str:
    """Make ids unique among the figures of one page, and links stay on that page."""
    ids = set(re.findall(r' id="([^"]+)"', svg))

    def rename(match: re.Match[str]) -> str:
        before, id = match.groups()
        return f"{before}{prefix}.{id}" if id in ids else match.group()

    renamed = re.sub(r"""( id="|href="#|url\(#)([^")]+)""", rename, svg)
    return renamed.replace(' target="_blank"', "")


def write_svg(draw: Callable[[], Canvas], id: str, *, title: str, description: str = "") -> str:
    """Draw in the style of all figures and return SVG.

    Parameters
    ----------
    draw : callable
        Draws.
    id : str
        Of the figure: all ids in the drawing begin with ``figure.`` and this.
    title : str
        Of the figure.
    description : str
        What a reader who cannot see the figure is told instead of its parts; for figures
        without links only, since these would not be reached.

    Returns
    -------
    str
        SVG, the same for the same drawing: it carries no date, and its words are text.
    """
    from matplotlib import style

    with style.context(["default", dict(STYLE)]):
        buffer = StringIO()
        metadata = {"Date": None, "Creator": "crosscase", "Title": title}
        draw().savefig(buffer, format="svg", metadata=metadata)
    svg = _fit_for_page(buffer.getvalue(), f"figure.{id}")
    if description:
        said = f'<svg role="img" aria-label={quoteattr(" ".join(description.split()))} '
        svg = svg.replace("<svg ", said, 1)
    return svg
