"""The drawings of a report: the declared figures, and those of its sections."""

from __future__ import annotations

from crosscase.errors import UsageError
from crosscase.figures import draw_figure
from crosscase.report.model import Report
from crosscase.report.networks.parts import draw_having_codes, draw_pairs
from crosscase.report.reliability.parts import draw_agreement
from crosscase.report.robustness.parts import draw_map

__all__ = ["DRAWINGS", "draw", "draw_all"]

DRAWINGS = {
    "confusion": draw_agreement,
    "stability": draw_map,
    "together": draw_pairs,
    "having": draw_having_codes,
}
"""Those of the sections by name."""


def draw(report: Report, name: str) -> str:
    """Draw a figure or a drawing of a section.

    Parameters
    ----------
    report : Report
        The report.
    name : str
        Id of a declared figure, or one of :data:`DRAWINGS`.

    Returns
    -------
    str
        SVG; empty where the section has nothing to draw.

    Raises
    ------
    UsageError
        When there is no such figure.
    """
    if name in {one.id for one in report.study.figures}:
        figure = next(one for one in report.figures if one.id == name)
        return draw_figure(figure, report.language)
    if name not in DRAWINGS:
        raise UsageError(f"no figure {name!r}; allowed: {', '.join(DRAWINGS)}")
    return DRAWINGS[name](report)


def draw_all(report: Report) -> dict[str, str]:
    """Draw everything there is to draw in a report.

    Parameters
    ----------
    report : Report
        The report.

    Returns
    -------
    dict
        SVG by name.
    """
    names = [*(figure.id for figure in report.figures), *DRAWINGS]
    drawn = {name: draw(report, name) for name in names}
    return {name: svg for name, svg in drawn.items() if svg}
