"""Codes that occur together as a network in SVG: a box for each code, a line for each pair."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from crosscase.codebook import in_language
from crosscase.figures.spread import spread_out
from crosscase.figures.svg import INK, wrap_label, write_svg
from crosscase.figures.words import TOGETHER, TOGETHER_NOTE, WINDOW, WINDOWS
from crosscase.network import Pair, strongest_pairs
from crosscase.study import Study

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

__all__ = ["draw_key", "draw_tab", "draw_together", "fill_note", "key_height", "letters_of"]

LEAST, GROUPS, MOST = 3, 2, 40
"""Drawn are so many pairs, of those in at least so many windows from so many source groups."""

Point = tuple[float, float]

# Inches, and the letters on a line of a label.
_WIDTH, _SIDE, _LINE, _LETTER = 6.3, 0.1, 0.125, 0.0605
_TAB, _WRAP = 0.17, 19
_NUMBER = (0.16, 0.11)
_TABS = ("#2f4b66", "#6b4a2b", "#3d5c3a", "#5c3a5a", "#6b6b6b", "#7a2e1d")


def letters_of(study: Study) -> dict[str, str]:
    """Return a letter for each codebook, in their order.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    dict
        Codebook id → capital; after Z it goes on with AA.
    """
    found = {}
    for number, book in enumerate(study.codebooks):
        before = chr(ord("A") + number // 26 - 1) if number >= 26 else ""
        found[book.id] = before + chr(ord("A") + number % 26)
    return found


def tab_colour(number: int) -> str:
    """Return the colour of a codebook's tab; its letter says the same."""
    return _TABS[number % len(_TABS)]


def draw_tab(axes: Axes, x: float, y: float, tall: float, letter: str, number: int) -> None:
    """Draw the tab that says which codebook a code is of; ``x`` and ``y`` are its corner."""
    from matplotlib.patches import Rectangle

    axes.add_patch(
        Rectangle((x, y), _TAB, tall, facecolor=tab_colour(number), edgecolor="none", zorder=3)
    )
    middle = (x + _TAB / 2, y + tall / 2 - 0.005)
    axes.text(
        *middle,
        letter,
        ha="center",
        va="center",
        color="white",
        fontsize=7,
        weight="bold",
        zorder=4,
    )


def draw_key(axes: Axes, study: Study, codes: Sequence[str], top: float, language: str) -> float:
    """Draw which letter is which codebook, from a height downwards; return where it ends."""
    letters = letters_of(study)
    x, y = _SIDE, top - _TAB
    for number, book in enumerate(study.codebooks):
        if not any(code.id in codes for code in book.codes):
            continue
        title = in_language(book.title, language)
        wide = _TAB + 0.06 + len(title) * _LETTER + 0.2
        if x > _SIDE and x + wide > _WIDTH - _SIDE:
            x, y = _SIDE, y - _TAB - 0.05
        draw_tab(axes, x, y, _TAB - 0.02, letters[book.id], number)
        axes.text(x + _TAB + 0.06, y + _TAB / 2 - 0.015, title, va="center", fontsize=7.5)
        x += wide
    return y - 0.06


def key_height(study: Study, codes: Sequence[str], language: str) -> float:
    """Return how much room :func:`draw_key` takes."""
    x, rows = _SIDE, 1
    for book in study.codebooks:
        if any(code.id in codes for code in book.codes):
            wide = _TAB + 0.06 + len(in_language(book.title, language)) * _LETTER + 0.2
            if x > _SIDE and x + wide > _WIDTH - _SIDE:
                x, rows = _SIDE, rows + 1
            x += wide
    return rows * (_TAB + 0.05) + 0.01


def fill_note(note: str, width: float = _WIDTH) -> str:
    """Break a note into lines of the width of the figure."""
    return textwrap.fill(note, int((width - 2 * _SIDE) / 0.055))


def _line_width(pair: Pair) -> float:
    strength = 1.0 if math.isnan(pair.shrunken) else max(pair.shrunken, 1.0)
    return 0.6 + 0.75 * math.log2(strength)


def _draw(
    study: Study,
    pairs: Sequence[Pair],
    title: str,
    said: str,
    links: Mapping[tuple[str, str], str],
    language: str,
) -> Canvas:
    from matplotlib.figure import Figure as Canvas

    codes = [code for code in study.codes if any(code in (one.first, one.second) for one in pairs)]
    labels = {
        code: wrap_label(in_language(study.codes[code].label, language), _WRAP) for code in codes
    }
    sizes = {
        code: (
            round(max(map(len, label.split("\n"))) * _LETTER + _TAB + 0.14, 3),
            round((label.count("\n") + 1) * _LINE + 0.1, 3),
        )
        for code, label in labels.items()
    }
    edges = [(one.first, one.second) for one in pairs]
    places, tall = spread_out(sizes, edges, width=_WIDTH - 2 * _SIDE)
    note = fill_note(said)
    below = key_height(study, codes, language) + (note.count("\n") + 1) * 0.14 + 0.3
    height = tall + below + 0.45
    canvas = Canvas(figsize=(_WIDTH, height))
    axes = canvas.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, _WIDTH)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    at = {code: (_SIDE + x, height - 0.42 - y) for code, (x, y) in places.items()}
    for pair in pairs:
        _draw_line(axes, pair, at[pair.first], at[pair.second])
    _draw_numbers(axes, pairs, {code: (at[code], sizes[code]) for code in codes}, links)
    letters = letters_of(study)
    for number, book in enumerate(study.codebooks):
        for code in (one.id for one in book.codes if one.id in at):
            _draw_box(axes, at[code], sizes[code], labels[code])
            corner = at[code][0] - sizes[code][0] / 2, at[code][1] - sizes[code][1] / 2
            draw_tab(axes, *corner, sizes[code][1], letters[book.id], number)
    end = draw_key(axes, study, codes, below - 0.02, language)
    axes.text(_SIDE, end - 0.02, note, fontsize=7.5, va="top", linespacing=1.25)
    axes.text(_SIDE, height - 0.08, title, va="top", weight="bold")
    return canvas


def _draw_box(axes: Axes, at: Point, size: Point, label: str) -> None:
    from matplotlib.patches import Rectangle

    corner = at[0] - size[0] / 2, at[1] - size[1] / 2
    axes.add_patch(
        Rectangle(corner, *size, facecolor="white", edgecolor=INK, linewidth=0.7, zorder=2)
    )
    axes.text(
        at[0] + _TAB / 2,
        at[1] - 0.005,
        label,
        ha="center",
        va="center",
        fontsize=7.5,
        linespacing=1.1,
        zorder=3,
    )


def _cut(start: Point, end: Point, size: Point) -> Point:
    """Return where the line from the middle of a box to another leaves the box."""
    by = end[0] - start[0], end[1] - start[1]
    shares = [size[axis] / 2 / abs(by[axis]) for axis in (0, 1) if abs(by[axis]) > 1e-9]
    share = min(shares, default=0.0)
    return start[0] + share * by[0], start[1] + share * by[1]


def _draw_line(axes: Axes, pair: Pair, one: Point, other: Point) -> None:
    axes.plot(
        [one[0], other[0]],
        [one[1], other[1]],
        color="#52606d",
        linewidth=_line_width(pair),
        solid_capstyle="butt",
        zorder=1,
    )


def _number_place(ends: tuple[Point, Point], filled: Sequence[tuple[Point, Point]]) -> Point:
    """Return where on a line its number stands: free of boxes and numbers, near the middle."""
    (x, y), (to_x, to_y) = ends
    tried = [
        (x + share * (to_x - x), y + share * (to_y - y))
        for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8)
    ]

    def free(at: Point) -> bool:
        return not any(
            abs(at[0] - middle[0]) < size[0] / 2 + _NUMBER[0] / 2
            and abs(at[1] - middle[1]) < size[1] / 2 + _NUMBER[1] / 2
            for middle, size in filled
        )

    return next((at for at in tried if free(at)), tried[0])


def _draw_numbers(
    axes: Axes,
    pairs: Sequence[Pair],
    boxes: Mapping[str, tuple[Point, Point]],
    links: Mapping[tuple[str, str], str],
) -> None:
    filled = list(boxes.values())
    for pair in pairs:
        (one, size), (other, other_size) = boxes[pair.first], boxes[pair.second]
        at = _number_place((_cut(one, other, size), _cut(other, one, other_size)), filled)
        filled.append((at, _NUMBER))
        link = links.get((pair.first, pair.second))
        axes.text(
            *at,
            str(pair.both),
            ha="center",
            va="center",
            fontsize=6.5,
            zorder=5,
            url=f"#{link}" if link else None,
            bbox={"facecolor": "white", "edgecolor": "none", "boxstyle": "square,pad=0.12"},
        )


def draw_together(
    study: Study,
    pairs: Sequence[Pair],
    *,
    within: str,
    language: str,
    least: int = LEAST,
    groups: int = GROUPS,
    most: int = MOST,
    links: Mapping[tuple[str, str], str] | None = None,
) -> str:
    """Draw codes that occur together: the strongest pairs, by a rule that is said below them.

    Parameters
    ----------
    study : Study
        The study.
    pairs : sequence of Pair
        All pairs.
    within : str
        What they occur together in: one of :data:`crosscase.network.WITHIN`.
    language : str
        Two-letter language code.
    least, groups, most : int
        As in :func:`crosscase.network.strongest_pairs`.
    links : mapping, optional
        Ids of a page that the number at a line leads to, by its two codes.

    Returns
    -------
    str
        SVG, the same for the same pairs; empty where the rule leaves none. A box is a code, its tab
        the codebook; the number at a line is in how many windows both occur, and the line is
        thicker the higher :attr:`crosscase.network.Pair.shrunken`.
    """
    drawn = strongest_pairs(pairs, least=least, groups=groups, most=most)
    if not drawn:
        return ""
    kind = "unit" if within == "unit" else "text"
    title = in_language(TOGETHER[kind], language).format(one=in_language(WINDOW[within], language))
    said = in_language(TOGETHER_NOTE, language).format(
        drawn=len(drawn),
        found=sum(pair.both > 0 for pair in pairs),
        least=least,
        groups=groups,
        many=in_language(WINDOWS[within], language),
    )
    return write_svg(
        lambda: _draw(study, drawn, title, said, links or {}, language), "together", title=title
    )
