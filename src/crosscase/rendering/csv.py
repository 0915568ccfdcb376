"""Tables as CSV: what is read in them and nothing else."""

from __future__ import annotations

from crosscase.comparison import Table, table_frame

__all__ = ["render_csv"]


def render_csv(table: Table, language: str) -> str:
    """Return a table as comma-separated values.

    Parameters
    ----------
    table : Table
        The table.
    language : str
        Two-letter language code.

    Returns
    -------
    str
        The columns of :func:`crosscase.comparison.table_frame`, under their labels, with LF
        line ends.
    """
    text: str = table_frame(table, language).to_csv(index=False, lineterminator="\n")
    return text
