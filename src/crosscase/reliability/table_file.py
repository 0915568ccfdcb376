"""Reading a table of values or segments from a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from pandas import DataFrame, Index

from crosscase.errors import UsageError
from crosscase.reliability.table_cells import refuse_all

__all__ = ["read_table"]

_ALLOWED = "allowed: coder, unit, value, or coder, code, start, end; name them in its first row"


def _explain(error: csv.Error) -> str:
    """Return what is wrong with a row that csv cannot read, and what to do."""
    said = str(error)
    if "field limit" in said:
        most = f"{csv.field_size_limit():,}"
        return f"found a cell of more than {most} characters; close the quotation mark before it"
    if "unexpected end" in said:
        return "found a quotation mark that is never closed; close it, or double it within a cell"
    return f"found a row that is no CSV ({said}); double a quotation mark within a cell"


def _rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line each row starts on and its cells; rows without any text are left aside."""
    lines = csv.reader(io.StringIO(text, newline=""), skipinitialspace=True, strict=True)
    while True:
        start = lines.line_num + 1
        try:
            row = next(lines, None)
        except csv.Error as error:
            raise UsageError(f"{path}:{start}: {_explain(error)}") from None
        if row is None:
            return
        cells = [cell.strip() for cell in row]
        if any(cells):
            yield start, cells


def read_table(path: Path) -> DataFrame:
    """Read a table of values or segments.

    Parameters
    ----------
    path : Path
        A CSV file in UTF-8 with a first row of names: ``coder``, ``unit`` and ``value``, or
        ``coder``, ``code``, ``start`` and ``end``; columns ``code``, ``document`` and ``case``
        beside values say what a unit belongs to. Others are left aside.

    Returns
    -------
    DataFrame
        Texts, as the file has them, without the spaces around them; the index says on which line
        of the file a row starts.

    Raises
    ------
    UsageError
        When the file is not such a table.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path}: found other bytes than UTF-8; save it as CSV UTF-8") from None
    rows = _rows(path, text)
    names = next(rows, (0, []))[1]
    if not (
        {"coder", "unit", "value"} <= {*names} or {"coder", "code", "start", "end"} <= {*names}
    ):
        raise UsageError(f"{path}: found columns {', '.join(names) or 'none'}; {_ALLOWED}")
    if len({*names}) < len(names):
        raise UsageError(f"{path}: found a column more than once; rename one of {', '.join(names)}")
    places, cells, wrong = [], [], []
    for line, row in rows:
        if len(row) == len(names):
            places.append(line)
            cells.append(row)
        else:
            wrong.append(
                f"{path}:{line}: found {len(row)} cells; allowed: {len(names)}, one a column"
            )
    refuse_all(wrong)
    return DataFrame(cells, columns=names, index=Index(places, name="line"), dtype=object)
