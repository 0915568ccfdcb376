"""Tables as CSV: what is read in them and nothing else."""

from __future__ import annotations

import re

from crosscase.comparison import Table, table_frame

__all__ = ["looks_like_formula", "render_csv"]

_OPENING = tuple("=+-@\t\r")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def looks_like_formula(text: str) -> bool:
    """Say whether a spreadsheet that opens a CSV file may take a text for a formula.

    Parameters
    ----------
    text : str
        What stands in a cell.

    Returns
    -------
    bool
        Whether it begins as a formula does and is no number.

    Examples
    --------
    >>> looks_like_formula("=1+1"), looks_like_formula("-3"), looks_like_formula("++")
    (True, False, True)
    """
    return text.startswith(_OPENING) and not _NUMBER.fullmatch(text)


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
        line ends. Every text is as it is read, also one that :func:`looks_like_formula`: data are
        not changed for the sake of a program that may run them. A workbook is safe.
    """
    text: str = table_frame(table, language).to_csv(index=False, lineterminator="\n")
    return text
