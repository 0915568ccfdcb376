"""Cases, parties and codes in SVG: a line for each, a mark where evidence joins two."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from crosscase.codebook import Labels, in_language
from crosscase.comparison import Ref, evidence_id, ref_of
from crosscase.figures.svg import INK, shade, wrap_label, write_svg
from crosscase.figures.together import (
    draw_key,
    draw_tab,
    fill_note,
    key_height,
    letters_of,
)
from crosscase.figures.words import HAVING, HAVING_NOTE
from crosscase.network import evidence_scores, groups_behind, widest_codes
from crosscase.scoring import Score, Scorebook
from crosscase.scoring.records import MISSING
from crosscase.study import Study, Unit

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

__all__ = ["draw_having"]

MOST_CODES = 30
"""Drawn are so many codes."""

# Inches, and the letters on a line of a label.
_WIDTH, _SIDE, _ROW, _TAB, _LETTER = 6.3, 0.1, 0.185, 0.17, 0.0605
_NARROWEST, _BETWEEN, _WRAP, _BOLD = 0.33, 0.09, 22, 0.07

_SHAPES: Mapping[str, tuple[str, float, Labels]] = {
    "highest": (
        "^",
        1.0,
        {"nl": "hoogste waarde van de schaal", "en": "highest value of the scale"},
    ),
    "between": ("o", 0.4, {"nl": "waarde ertussen", "en": "a value between"}),
    "lowest": ("v", 0.0, {"nl": "laagste waarde", "en": "lowest value"}),
    "other": ("s", 0.0, {"nl": "andere schaal, of geen waarde", "en": "other scale, or no value"}),
}
"""The mark of a value, how dark it is, and what it means; shape and shade say the same."""


def _shape_of(study: Study, score: Score) -> str:
    """Say where on its scale the value of a score stands."""
    scale = study.scale_of(score.code)
    if scale.kind != "ordinal" or score.value not in scale.value_ids:
        return "other"
    rank = scale.value_ids.index(score.value)
    if rank == 0:
        return "lowest"
    return "highest" if rank == len(scale.value_ids) - 1 else "between"


def _draw_mark(axes: Axes, shape: str, at: tuple[float, float], number: str, link: str) -> None:
    marker, dark, _ = _SHAPES[shape]
    (drawn,) = axes.plot(
        [at[0] - 0.07],
        [at[1]],
        marker=marker,
        markersize=6,
        markerfacecolor=INK if dark == 1 else shade(dark),
        markeredgecolor=INK,
        markeredgewidth=0.7,
        linestyle="none",
        zorder=3,
    )
    text = axes.text(
        at[0],
        at[1] - 0.006,
        number,
        ha="left",
        va="center",
        fontsize=6.5,
        zorder=4,
        bbox={"facecolor": "white", "edgecolor": "none", "boxstyle": "square,pad=0.08"},
    )
    if link:
        drawn.set_url(f"#{link}")
        text.set_url(f"#{link}")


def _number(book: Scorebook, score: Score) -> str:
    groups = len(groups_behind(book, score.codings))
    if score.state in MISSING:
        return f"({groups})"
    return f"{groups}?" if score.state == "contested" else str(groups)


def _columns(units: Sequence[Unit], left: float, step: float) -> dict[str, float]:
    """Return where the line of each unit runs, those of a case together."""
    found: dict[str, float] = {}
    x = left - _BETWEEN
    for unit in units:
        x += _BETWEEN if unit.kind == "case" else 0
        found[unit.id] = x + step / 2
        x += step
    return found


def _rows(study: Study, codes: Sequence[str], top: float) -> dict[str, float]:
    """Return how high the line of each code runs, those of a codebook together."""
    found: dict[str, float] = {}
    y = top
    for book in study.codebooks:
        chosen = [code.id for code in book.codes if code.id in codes]
        for code in chosen:
            found[code] = y - _ROW / 2
            y -= _ROW
        y -= _BETWEEN if chosen else 0
    return found


def _draw(
    book: Scorebook,
    codes: Sequence[str],
    title: str,
    said: str,
    linked: Collection[Ref],
    language: str,
) -> Canvas:
    from matplotlib.figure import Figure as Canvas

    study = book.study
    scores = [one for one in evidence_scores(book) if one.code in codes]
    heard = {score.unit for score in scores}
    cases = {study.case_of(unit) for unit in heard}
    units = [unit for unit in study.units.values() if study.case_of(unit.id) in cases]
    names = {unit.id: wrap_label(in_language(unit.label, language), _WRAP) for unit in units}
    labels = {code: in_language(study.codes[code].label, language) for code in codes}
    left = _SIDE + _TAB + max(map(len, labels.values()), default=0) * _LETTER + 0.1
    step = max(_NARROWEST, (_WIDTH - _SIDE - left - _BETWEEN * (len(cases) - 1)) / len(units))
    width = max(_WIDTH, left + step * len(units) + _BETWEEN * (len(cases) - 1) + _SIDE)
    longest = max(len(line) for name in names.values() for line in name.split("\n"))
    head = 0.42 + longest * _BOLD
    note = fill_note(said, width)
    below = 0.25 + key_height(study, codes, language) + (note.count("\n") + 1) * 0.14 + 0.15
    books = sum(any(code.id in codes for code in one.codes) for one in study.codebooks)
    body = len(codes) * _ROW + books * _BETWEEN
    height = head + body + below
    canvas = Canvas(figsize=(width, height))
    axes = canvas.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(0, height)
    axes.set_axis_off()
    columns, rows = _columns(units, left, step), _rows(study, codes, below + body)
    _draw_frame(axes, study, names, columns, below, below + body)
    letters = letters_of(study)
    for number, one in enumerate(study.codebooks):
        for code in (each.id for each in one.codes if each.id in rows):
            y = rows[code]
            draw_tab(axes, _SIDE, y - _ROW / 2 + 0.01, _ROW - 0.02, letters[one.id], number)
            axes.text(_SIDE + _TAB + 0.06, y, labels[code], va="center", fontsize=7.5)
            reached = [columns[score.unit] for score in scores if score.code == code]
            axes.plot([left - 0.04, max(reached)], [y, y], color="#c9d1d9", linewidth=0.8, zorder=1)
    for score in scores:
        ref = ref_of(score)
        at = columns[score.unit], rows[score.code]
        link = evidence_id(ref) if ref in linked else ""
        _draw_mark(axes, _shape_of(study, score), at, _number(book, score), link)
    _draw_shapes(axes, below - 0.12, language)
    end = draw_key(axes, study, codes, below - 0.25, language)
    axes.text(_SIDE, end - 0.02, note, fontsize=7.5, va="top", linespacing=1.25)
    axes.text(_SIDE, height - 0.08, title, va="top", weight="bold")
    return canvas


def _draw_frame(
    axes: Axes,
    study: Study,
    names: Mapping[str, str],
    columns: Mapping[str, float],
    bottom: float,
    top: float,
) -> None:
    """Draw the name and the line of each unit, and what joins parties to their case."""
    for unit, x in columns.items():
        about = study.units[unit]
        wide = 2.2 if about.kind == "case" else 0.8
        axes.plot([x, x], [bottom + 0.06, top], color="#c9d1d9", linewidth=wide, zorder=1)
        axes.text(
            x,
            top + 0.1,
            names[unit],
            rotation=90,
            ha="center",
            va="bottom",
            fontsize=7.5,
            linespacing=1.0,
            weight="bold" if about.kind == "case" else "normal",
        )
        for party in about.parties:
            bracket = [x, x, columns[party], columns[party]]
            axes.plot(bracket, [top, top + 0.05, top + 0.05, top], color=INK, linewidth=0.8)


def _draw_shapes(axes: Axes, y: float, language: str) -> None:
    x = _SIDE + 0.14
    for shape, (_, _, means) in _SHAPES.items():
        said = in_language(means, language)
        _draw_mark(axes, shape, (x, y), "", "")
        axes.text(x + 0.06, y - 0.004, said, va="center", fontsize=7.5)
        x += 0.32 + len(said) * 0.0575


def draw_having(
    book: Scorebook, *, language: str, most: int = MOST_CODES, linked: Collection[Ref] = ()
) -> str:
    """Draw which case and party has which codes, by a rule that is said below it.

    Parameters
    ----------
    book : Scorebook
        The scores.
    language : str
        Two-letter language code.
    most : int
        So many codes, as in :func:`crosscase.network.widest_codes`.
    linked : collection of Ref, optional
        The scores that the page has, which their marks lead to by
        :func:`crosscase.comparison.evidence_id`.

    Returns
    -------
    str
        SVG, the same for the same scores; empty where none rests on codings. Units are lines
        downwards, a case joined to its parties; codes are lines across. A mark where two meet says
        that the score of the unit on the code rests on codings: its shape where on the scale the
        value stands, the number from how many source groups, with the state where it is not plainly
        scored.
    """
    behind: dict[str, set[str]] = {}
    for score in evidence_scores(book):
        behind.setdefault(score.code, set()).update(score.codings)
    codes = widest_codes(book, most=most)
    if not codes:
        return ""
    title = in_language(HAVING, language)
    said = in_language(HAVING_NOTE, language).format(
        drawn=len(codes),
        found=len(behind),
        least=min(len(groups_behind(book, behind[code])) for code in codes),
    )
    return write_svg(
        lambda: _draw(book, codes, title, said, linked, language), "having", title=title
    )
