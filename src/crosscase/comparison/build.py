"""From the declared tables of a study to tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from crosscase.comparison.axes import refuse
from crosscase.comparison.balance import build_balance
from crosscase.comparison.crosstab import build_crosstab
from crosscase.comparison.matrix import build_matrix
from crosscase.comparison.placement import build_placement
from crosscase.comparison.table import Table, table_frame
from crosscase.scoring import Scorebook, Selection
from crosscase.specs import TableSpec
from crosscase.study import Study

__all__ = ["BUILDERS", "build_table", "build_tables", "table_frames"]

BUILDERS: Mapping[str, Callable[[Study, TableSpec, Scorebook], Table]] = {
    "matrix": build_matrix,
    "placement": build_placement,
    "crosstab": build_crosstab,
    "balance": build_balance,
}
"""What builds each kind of table."""


def build_table(study: Study, spec: TableSpec, book: Scorebook) -> Table:
    """Build a declared table from scores.

    Parameters
    ----------
    study : Study
        The study.
    spec : TableSpec
        The declaration.
    book : Scorebook
        The scores, of that study.

    Returns
    -------
    Table
        Every cell with the scores and codings it rests on.

    Raises
    ------
    UsageError
        When the declaration asks for what its kind of table cannot be.
    """
    if spec.groups and spec.rows.of != "codes":
        raise refuse(spec, "rows", f"{spec.rows.of} under groups", "codes, or no groups")
    return BUILDERS[spec.kind](study, spec, book)


def build_tables(study: Study, book: Scorebook) -> tuple[Table, ...]:
    """Build all declared tables of a study.

    Parameters
    ----------
    study : Study
        The study.
    book : Scorebook
        The scores, of that study.

    Returns
    -------
    tuple of Table
        In the order they are declared.

    Raises
    ------
    UsageError
        As in :func:`build_table`.
    """
    return tuple(build_table(study, spec, book) for spec in study.tables)


def table_frames(
    study: Study,
    *,
    selection: Selection = Selection(),  # noqa: B008
    language: str = "",
) -> dict[str, pd.DataFrame]:
    """Return the declared tables of a study as they are read.

    Parameters
    ----------
    study : Study
        The study.
    selection : Selection
        What counts; by default the study as it stands.
    language : str
        Two-letter language code; the study's first language when empty.

    Returns
    -------
    dict
        By table id, in the order they are declared; columns as in
        :func:`crosscase.comparison.table_frame`.

    Raises
    ------
    UsageError
        As in :func:`build_table`, or when the selection names what the study does not have.
    """
    book = Scorebook(study, selection)
    chosen = language or study.languages[0]
    return {table.id: table_frame(table, chosen) for table in build_tables(study, book)}
