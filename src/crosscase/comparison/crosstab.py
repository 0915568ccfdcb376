"""Crosstabs: units named or counted by two of their properties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from crosscase.codebook import Labels, in_language
from crosscase.comparison.axes import (
    axis_columns,
    axis_corner,
    columns_of_value,
    count_parties,
    refuse,
    settled_columns,
    units_of,
)
from crosscase.comparison.naming import Standing, legend_of_units, units_cell, unplaced_cell
from crosscase.comparison.shown import KNOWN
from crosscase.comparison.table import Row, Span, Table, compose, make_table
from crosscase.comparison.words import ELSEWHERE, UNKNOWN
from crosscase.scoring import Score, Scorebook
from crosscase.specs import Axis, Column, TableSpec
from crosscase.study import Study

__all__ = ["build_crosstab"]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A unit with the rows and columns it stands in, and the scores that give it no place."""

    standing: Standing
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    lost: tuple[Score, ...]


def _place_unit(
    study: Study,
    spec: TableSpec,
    book: Scorebook,
    unit: str,
    sides: Sequence[tuple[Axis, Sequence[Column]]],
) -> _Placed:
    found: list[tuple[int, ...]] = []
    scores: list[Score] = []
    lost: list[Score] = []
    for axis, columns in sides:
        if axis.of == "attribute":
            found.append(columns_of_value(count_parties(study, unit), columns, {}))
            continue
        score = book.score(unit, axis.code, period=spec.period)
        scores.append(score)
        found.append(settled_columns(score, columns, spec.show_as))
        if not found[-1]:
            lost.append(score)
    return _Placed(Standing(unit, tuple(scores)), found[0], found[1], tuple(lost))


def _note_rows(study: Study, spec: TableSpec, placed: Iterable[_Placed]) -> list[Row]:
    """Name the units that stand nowhere: unknown, or of a value the table does not show."""
    unknown: list[Standing] = []
    elsewhere: list[Standing] = []
    for one in placed:
        if one.lost:
            known = all(s.state in KNOWN and s.state != "contested" for s in one.lost)
            (elsewhere if known else unknown).append(replace(one.standing, scores=one.lost))
    return [
        Row("note", label, (unplaced_cell(study, units, (), spec.show_as, with_code=True),))
        for label, units in ((UNKNOWN, unknown), (ELSEWHERE, elsewhere))
        if units
    ]


def _heads(study: Study, axis: Axis, columns: Sequence[Column]) -> list[Labels]:
    of = axis_corner(study, axis)

    def write(column: Column, language: str) -> str:
        return f"{in_language(of, language)}: {in_language(column.label, language)}"

    return [compose(study.languages, partial(write, column)) for column in columns]


def build_crosstab(study: Study, spec: TableSpec, book: Scorebook) -> Table:
    """Build a table that names or counts units by two properties.

    Parameters
    ----------
    study : Study
        The study.
    spec : TableSpec
        A declaration of kind ``crosstab``.
    book : Scorebook
        The scores.

    Returns
    -------
    Table
        A unit stands in a cell only when its scores put it there whichever of their values
        they take; the others are named, with the reason, in a note under the table.

    Raises
    ------
    UsageError
        When neither side is of values, a side is something else, or the cells are none a
        crosstab can have.
    """
    sides = {spec.rows.of, spec.columns.of}
    if "values" not in sides or not sides <= {"values", "attribute"}:
        found = f"{spec.rows.of} by {spec.columns.of}"
        raise refuse(spec, "rows and columns", found, "values by values, values by attribute")
    if spec.cell not in ("value", "units", "count"):
        raise refuse(spec, "cell", spec.cell, "units, count")
    how = "count" if spec.cell == "count" else "units"
    units = units_of(study, spec.units)
    row_entries = axis_columns(study, spec, "rows", units)
    column_entries = axis_columns(study, spec, "columns", units)
    both = ((spec.rows, row_entries), (spec.columns, column_entries))
    placed = [_place_unit(study, spec, book, unit, both) for unit in units]
    everyone = [one.standing for one in placed]
    rows = []
    for i, entry in enumerate(row_entries):
        inside = [
            [one.standing for one in placed if i in one.rows and j in one.columns]
            for j in range(len(column_entries))
        ]
        cells = tuple(units_cell(study, here, everyone, how) for here in inside)
        rows.append(Row("data", entry.label, cells))
    notes = _note_rows(study, spec, placed)
    used = legend_of_units(
        [cell for row in rows for cell in row.cells], [row.cells[0] for row in notes], how
    )
    heads = _heads(study, spec.columns, column_entries)
    over = Span(axis_corner(study, spec.columns), tuple(entry.label for entry in column_entries))
    return make_table(spec, axis_corner(study, spec.rows), heads, [*rows, *notes], used, [over])
