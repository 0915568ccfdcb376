"""How the texts of a table are spread over a page: for every format that has pages or widths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crosscase.codebook import in_language
from crosscase.comparison import Table

__all__ = [
    "LANDSCAPE",
    "PORTRAIT",
    "Measure",
    "column_heads",
    "drop_empty_state",
    "is_wide",
    "least_room",
    "measure_columns",
    "spread_columns",
]

PORTRAIT, LANDSCAPE = 98, 150
"""Characters of a table's type that fit on a line of an upright and of a turned A4 page."""

_PADDING = 2
_LONGEST_WORD, _LONGEST_TEXT = 24, 48

_COUNT = re.compile(r"[\d+/(). –-]*")
_BREAK = re.compile(r"\s+|(?<=[–/-])(?=\w)")


@dataclass(frozen=True, slots=True)
class Measure:
    """How much room a column asks for.

    Parameters
    ----------
    word : int
        Characters of its longest word, its heading included.
    text : int
        Characters of its longest text.
    centred : bool
        Whether it holds marks or counts, which stand in the middle; words begin at the left.
    """

    word: int
    text: int
    centred: bool


def _measure(texts: Sequence[str], *, centred: bool) -> Measure:
    words = (len(word) for text in texts for word in _BREAK.split(text))
    return Measure(max(words, default=0), max(map(len, texts), default=0), centred)


def drop_empty_state(table: Table) -> Table:
    """Leave out the last column of a placement when it has nothing to say.

    Parameters
    ----------
    table : Table
        Any table.

    Returns
    -------
    Table
        The table, without the column of states when every score stands under its value.
    """
    rows = [row for row in table.rows if row.cells]
    if table.kind != "placement" or any(any(row.cells[-1].text.values()) for row in rows):
        return table
    return replace(
        table,
        columns=table.columns[:-1],
        rows=tuple(replace(row, cells=row.cells[:-1]) for row in table.rows),
    )


def column_heads(table: Table, language: str) -> list[str]:
    """Return what stands directly above each column, without that of the row labels.

    Parameters
    ----------
    table : Table
        The table.
    language : str
        Two-letter language code.

    Returns
    -------
    list of str
        The lower layer where the headings have two.
    """
    lowest = [head for span in table.spans for head in span.heads] or table.columns
    return [in_language(head, language) for head in lowest]


def measure_columns(table: Table, language: str) -> tuple[Measure, ...]:
    """Measure the columns of a table.

    Parameters
    ----------
    table : Table
        The table.
    language : str
        Two-letter language code.

    Returns
    -------
    tuple of Measure
        First that of the row labels. Headings and notes run across and are not measured.
    """
    rows = [row for row in table.rows if row.kind == "data"]
    labels = [in_language(label, language) for label in (table.corner, *(r.label for r in rows))]
    marked = any(cell.mark for row in rows for cell in row.cells)
    measures = [_measure(labels, centred=False)]
    for place, head in enumerate(column_heads(table, language)):
        cells = [row.cells[place] for row in rows]
        texts = [in_language(cell.text, language) for cell in cells]
        short = all(c.mark or _COUNT.fullmatch(t) for c, t in zip(cells, texts, strict=True))
        # Among columns of marks one in which no mark happens to stand is centred as well.
        measures.append(_measure([head, *texts], centred=short and (marked or any(texts))))
    return tuple(measures)


def least_room(measures: Sequence[Measure]) -> int:
    """Return how many characters a line must hold for the longest words to stand side by side.

    Parameters
    ----------
    measures : sequence of Measure
        Of the columns.

    Returns
    -------
    int
        Characters.
    """
    return sum(_least(measures))


def _least(measures: Sequence[Measure]) -> list[int]:
    return [min(one.word, _LONGEST_WORD) + _PADDING for one in measures]


def is_wide(measures: Sequence[Measure]) -> bool:
    """Say whether a table needs a turned page.

    Parameters
    ----------
    measures : sequence of Measure
        Of its columns.

    Returns
    -------
    bool
        Whether the longest words of its columns do not fit beside each other on an upright page.
    """
    return least_room(measures) > PORTRAIT


def spread_columns(measures: Sequence[Measure], room: int) -> tuple[float, ...]:
    """Divide a width over columns.

    Every column first gets the room of its longest word, then its part of what is left in
    proportion to the text it has yet to place; columns that are centred share one width.

    Parameters
    ----------
    measures : sequence of Measure
        Of the columns.
    room : int
        Characters that fit on a line.

    Returns
    -------
    tuple of float
        The share of each column; together 1.

    Examples
    --------
    >>> spread_columns([Measure(8, 8, False), Measure(3, 3, True), Measure(2, 3, True)], 40)
    (0.5, 0.25, 0.25)
    """
    least = _least(measures)
    wanted = [
        max(low, min(one.text, _LONGEST_TEXT) + _PADDING)
        for low, one in zip(least, measures, strict=True)
    ]
    middle = [place for place, one in enumerate(measures) if one.centred]
    for widths in (least, wanted):
        for place in middle:
            widths[place] = max(widths[other] for other in middle)
    missing = sum(wanted) - sum(least)
    spare = max(0, room - sum(least))
    part = min(1.0, spare / missing) if missing else 0.0
    given = [low + part * (high - low) for low, high in zip(least, wanted, strict=True)]
    total = sum(given)
    return tuple(width / total for width in given)
