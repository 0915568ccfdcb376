"""Reading tables of memberships from CSV, however the program that wrote them does it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Sequence
from pathlib import Path

from pandas import DataFrame

from crosscase.configurations.memberships import as_membership
from crosscase.errors import UsageError

__all__ = ["read_memberships"]

Lines = list[tuple[int, list[str]]]
"""The cells of each line, with its number in the file."""

_DECIMAL_COMMA = re.compile(r"[0-9]*,[0-9]+")


def _split(text: str, separator: str) -> Lines:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    lines = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    return [(number, cells) for number, cells in lines if any(cells)]


def _read_lines(path: Path) -> Lines:
    """Return the lines that hold anything, split where the first line has most columns."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        ways = [_split(text, separator) for separator in (",", ";", "\t")]
    except UnicodeDecodeError:
        raise UsageError(f"{path}: found other bytes than UTF-8; save it as CSV UTF-8") from None
    except csv.Error as error:
        raise UsageError(f"{path}: found no CSV ({error}); save it as CSV UTF-8") from None
    lines = max(ways, key=lambda lines: len(lines[0][1]) if lines else 0)
    if lines is ways[0]:
        return lines
    # Where a comma does not set off cells it may be the decimal one, as R's write.csv2 has it.
    return [
        (number, [c.replace(",", ".") if _DECIMAL_COMMA.fullmatch(c) else c for c in cells])
        for number, cells in lines
    ]


def _check_names(path: Path, names: Sequence[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        shown = ", ".join(name or "without a name" for name in twice)
        raise UsageError(f"{path}: found column {shown} more than once; rename one")


def _has_ids(name: str, cells: Sequence[str], asked: Collection[str]) -> bool:
    """Say whether the first column holds ids: it does unless it is asked for or can be a set."""
    if not name:
        return True
    if name in asked:
        return False
    numbers = [re.fullmatch(r"[0-9]*\.?[0-9]+", cell) for cell in cells]
    memberships = all(as_membership(cell) is not None for cell in cells)
    return not all(numbers) or not (memberships or len(set(cells)) < len(cells))


def read_memberships(path: Path, asked: Collection[str] = ()) -> DataFrame:
    """Read a table of memberships.

    Parameters
    ----------
    path : Path
        A CSV file in UTF-8: a first row of names, then a row a case, the cells set off by
        commas, semicolons or tabs.
    asked : collection of str
        Columns that are asked for, so that the first column holds no ids when it is one of them.

    Returns
    -------
    DataFrame
        A row a case; the columns as the file has them, not yet checked. In the index the ids of
        the first column: one without a name (as R writes names of rows), or one that is not asked
        for and does not look like a set. Without such a column the cases are numbered from 1.

    Raises
    ------
    UsageError
        When the file is no CSV in UTF-8 or has no columns, and, all at once, when a column is
        named twice or rows have more or fewer cells than there are columns.
    """
    lines = _read_lines(path) or [(1, [])]
    names, rows = lines[0][1], lines[1:]
    if rows and names[0] in asked and all(len(cells) == len(names) + 1 for _, cells in rows):
        names = ["", *names]  # R's write.table gives the names of rows no heading
    wrong = [
        f"{path}:{number}: found {len(cells)} cells; allowed: {len(names)}, one a column"
        for number, cells in rows
        if len(cells) != len(names)
    ]
    if wrong:
        raise UsageError("\n".join(wrong))
    while names and not names[-1] and not any(cells[-1] for _, cells in rows):
        names, rows = names[:-1], [(number, cells[:-1]) for number, cells in rows]
    first = [cells[0] for _, cells in rows]
    start = int(bool(names) and _has_ids(names[0], first, asked))
    if len(names) == start:
        raise UsageError(
            f"{path}: found no columns; allowed: memberships, after ids of the cases if they have "
            "any, set off by commas"
        )
    _check_names(path, names[start:])
    index = first if start else [str(number) for number in range(1, len(rows) + 1)]
    cells = [cells[start:] for _, cells in rows]
    return DataFrame(cells, index=index, columns=names[start:], dtype=object)
