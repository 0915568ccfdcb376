"""Matrices: units by codes, each cell the value of a score."""

from __future__ import annotations

from collections.abc import Iterable

from crosscase.comparison.axes import axis_corner, group_codes, refuse
from crosscase.comparison.shown import score_cell
from crosscase.comparison.table import Row, Table, make_table
from crosscase.scoring import Scorebook
from crosscase.specs import TableSpec
from crosscase.study import Study

__all__ = ["build_matrix", "code_rows", "legend_of_scores"]

_MEANS = {
    "inferred": "inferred-text",
    "contested": "contested-text",
    "silent": "covered",
    "unsearched": "covered",
}


def legend_of_scores(rows: Iterable[Row]) -> set[str]:
    """Return the legend keys for cells that show scores in words.

    Parameters
    ----------
    rows : iterable of Row
        The rows of a table.

    Returns
    -------
    set of str
        Keys of :data:`crosscase.comparison.words.LEGEND`.
    """
    states = {state for row in rows for cell in row.cells for state in cell.states}
    return {_MEANS[state] for state in states if state in _MEANS}


def code_rows(study: Study, spec: TableSpec, rows: Iterable[Row]) -> tuple[Row, ...]:
    """Put rows about codes under the headings of their groups, where the table asks for it.

    Parameters
    ----------
    study : Study
        The study.
    spec : TableSpec
        The declaration, with codes along the rows.
    rows : iterable of Row
        One for each code.

    Returns
    -------
    tuple of Row
        The rows as they were, or gathered under headings.
    """
    listed = tuple(rows)
    if not spec.groups:
        return listed
    by_code = {row.code: row for row in listed}
    gathered: list[Row] = []
    for heading, codes in group_codes(study, spec.rows.ids):
        gathered.append(Row("heading", heading))
        gathered += [by_code[code] for code in codes]
    return tuple(gathered)


def build_matrix(study: Study, spec: TableSpec, book: Scorebook) -> Table:
    """Build a table of units by codes, or of codes by units.

    Parameters
    ----------
    study : Study
        The study.
    spec : TableSpec
        A declaration of kind ``matrix``.
    book : Scorebook
        The scores.

    Returns
    -------
    Table
        Each cell shows the value of its score, or its state in words.

    Raises
    ------
    UsageError
        When the sides are not units and codes, or another cell than ``value`` is asked for.
    """
    if {spec.rows.of, spec.columns.of} != {"units", "codes"}:
        found = f"{spec.rows.of} by {spec.columns.of}"
        raise refuse(spec, "rows and columns", found, "units by codes, codes by units")
    if spec.cell != "value":
        raise refuse(spec, "cell", spec.cell, "value")
    by_unit = spec.rows.of == "units"
    rows = []
    for entry in spec.rows.ids:
        pairs = [(entry, other) if by_unit else (other, entry) for other in spec.columns.ids]
        scores = [book.score(unit, code, period=spec.period) for unit, code in pairs]
        rows.append(
            Row(
                "data",
                study.units[entry].label if by_unit else study.codes[entry].label,
                tuple(score_cell(study, score, spec.show_as) for score in scores),
                unit=entry if by_unit else "",
                code="" if by_unit else entry,
            )
        )
    heads = [study.codes[id].label if by_unit else study.units[id].label for id in spec.columns.ids]
    used = legend_of_scores(rows)
    arranged = rows if by_unit else code_rows(study, spec, rows)
    return make_table(spec, axis_corner(study, spec.rows), heads, arranged, used)
