"""Placements: every score marked under the column its value falls in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crosscase.codebook import in_language
from crosscase.comparison.axes import (
    axis_columns,
    axis_corner,
    columns_of_value,
    refuse,
    settled_columns,
    units_of,
)
from crosscase.comparison.matrix import code_rows
from crosscase.comparison.naming import Standing, legend_of_units, units_cell, unplaced_cell
from crosscase.comparison.shown import (
    KNOWN,
    describe_score,
    observed_values,
    score_cell,
    show_range,
)
from crosscase.comparison.table import Row, Table, compose, make_table
from crosscase.comparison.words import ELSEWHERE, MARKS, STATE, describe_state
from crosscase.scoring import Score, Scorebook
from crosscase.specs import Column, TableSpec
from crosscase.study import Study

__all__ = ["build_placement"]


def _marks(study: Study, score: Score, columns: Sequence[Column], spec: TableSpec) -> list[str]:
    marks = [""] * len(columns)
    if score.state not in KNOWN:
        return marks
    if score.state == "contested":
        for value in observed_values(study, score):
            for place in columns_of_value(value, columns, spec.show_as):
                marks[place] = "span"
    kind = "score" if score.state == "scored" else score.state
    for place in columns_of_value(score.value, columns, spec.show_as):
        marks[place] = kind
    return marks


def _say_state(study: Study, score: Score, spec: TableSpec, language: str, *, placed: bool) -> str:
    """Say what the marks leave unsaid: nothing where one plain mark says it all."""
    if placed and score.state == "contested":
        ranged = show_range(study, score, language, spec.show_as)
        return f"{describe_state(score, language)}: {ranged}"
    if placed:
        return describe_state(score, language) if score.state == "inferred" else ""
    described = describe_score(study, score, language, spec.show_as)
    if score.state in KNOWN:
        return f"{in_language(ELSEWHERE, language)}: {described}"
    return described


def _mark_row(study: Study, score: Score, columns: Sequence[Column], spec: TableSpec) -> Row:
    marks = _marks(study, score, columns, spec)
    full = score_cell(study, score, spec.show_as)
    cells = [
        replace(full, text=dict.fromkeys(study.languages, MARKS[mark]), mark=mark) for mark in marks
    ]
    state = compose(
        study.languages,
        lambda language: _say_state(study, score, spec, language, placed=any(marks)),
    )
    by_unit = spec.rows.of == "units"
    return Row(
        "data",
        study.units[score.unit].label if by_unit else study.codes[score.code].label,
        (*cells, replace(full, text=state)),
        unit=score.unit,
        code=score.code,
    )


def _unit_row(
    study: Study, code: str, columns: Sequence[Column], spec: TableSpec, book: Scorebook
) -> Row:
    everyone = [
        Standing(unit, (book.score(unit, code, period=spec.period),))
        for unit in units_of(study, spec.units)
    ]
    places = {one.unit: settled_columns(one.scores[0], columns, spec.show_as) for one in everyone}
    cells = [
        units_cell(study, [one for one in everyone if i in places[one.unit]], everyone, spec.cell)
        for i in range(len(columns))
    ]
    missing = [one for one in everyone if not places[one.unit]]
    last = unplaced_cell(study, missing, everyone, spec.show_as, with_code=False)
    return Row("data", study.codes[code].label, (*cells, last), code=code)


def _legend_of_marks(rows: Sequence[Row]) -> set[str]:
    used = {cell.mark for row in rows for cell in row.cells if cell.mark}
    states = {state for row in rows for cell in row.cells for state in cell.states}
    return used | ({"covered"} if states & {"silent", "unsearched"} else set())


def build_placement(study: Study, spec: TableSpec, book: Scorebook) -> Table:
    """Build a table in which every row's score stands under the column of its value.

    Parameters
    ----------
    study : Study
        The study.
    spec : TableSpec
        A declaration of kind ``placement``.
    book : Scorebook
        The scores.

    Returns
    -------
    Table
        With a last column that says in words what the marks cannot: that a score is missing
        and how much was searched, contested and over what range, inferred, or of a value no
        column holds.

    Raises
    ------
    UsageError
        When the sides or the cells are none a placement can have, or codes are marked without
        a unit.
    """
    if spec.columns.of != "values":
        raise refuse(spec, "columns", spec.columns.of, "values")
    if spec.rows.of not in ("units", "codes"):
        raise refuse(spec, "rows", spec.rows.of, "units, codes")
    columns = axis_columns(study, spec, "columns", ())
    heads = [*(column.label for column in columns), STATE]
    corner = axis_corner(study, spec.rows)
    if spec.rows.of == "codes" and spec.cell in ("units", "count"):
        rows = [_unit_row(study, code, columns, spec, book) for code in spec.rows.ids]
        placed = [cell for row in rows for cell in row.cells[:-1]]
        used = legend_of_units(placed, [row.cells[-1] for row in rows], spec.cell)
        return make_table(spec, corner, heads, code_rows(study, spec, rows), used)
    if spec.cell not in ("value", "mark"):
        raise refuse(spec, "cell", spec.cell, "mark; for rows of codes also units, count")
    if spec.rows.of == "units":
        pairs = [(unit, spec.columns.code) for unit in spec.rows.ids]
    elif spec.unit:
        pairs = [(spec.unit, code) for code in spec.rows.ids]
    else:
        raise refuse(spec, "unit", "", "a case or party")
    scores = [book.score(unit, code, period=spec.period) for unit, code in pairs]
    rows = [_mark_row(study, score, columns, spec) for score in scores]
    used = _legend_of_marks(rows)
    arranged = code_rows(study, spec, rows) if spec.rows.of == "codes" else rows
    return make_table(spec, corner, heads, arranged, used)
