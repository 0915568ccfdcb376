"""The cells of a table: texts, numbers and offsets, and where something is wrong with them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from unicodedata import normalize

import numpy as np
from pandas import DataFrame, Series, factorize

from crosscase.codebook import in_language
from crosscase.errors import UsageError
from crosscase.reliability.words import PLACES, REMARKS, remark

__all__ = [
    "clean_cells",
    "clean_text",
    "number_values",
    "place_of",
    "read_offsets",
    "refuse_all",
    "refuse_blank",
    "refuse_rows",
    "remark_on_values",
]

LIKE_MISSING = ("NA", "N/A", "#N/A", "NaN", "nan", "NULL", "null", "None", "-", ".", "*")
"""What other programs write for a value that is not there."""

MOST_SAID = 20
"""So many things that are wrong are said; of more, how many there are."""

MOST_NAMED = 5
"""So many values are named in one remark."""

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\Z")
_OFFSET = re.compile(r"[0-9]{1,18}\Z")


def clean_text(text: str) -> str:
    """Return a text without spaces around it, in NFC, so that what looks alike is the same.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text.
    """
    return normalize("NFC", text).strip()


def clean_cells(frame: DataFrame, names: Iterable[str]) -> DataFrame:
    """Return columns as clean texts.

    Parameters
    ----------
    frame : DataFrame
        Any.
    names : iterable of str
        The columns; a name that occurs twice counts once.

    Returns
    -------
    DataFrame
        Those columns; a cell without anything is the empty text.

    Raises
    ------
    UsageError
        When a column is missing.
    """
    wanted = list(dict.fromkeys(names))
    missing = [name for name in wanted if name not in frame.columns]
    if missing:
        raise UsageError(
            f"table: found no column {', '.join(missing)} among "
            f"{', '.join(map(str, frame.columns)) or 'none'}; add it, or ask for what is there"
        )
    columns = {}
    for name in wanted:
        # Every different text is cleaned once; what is not there has code -1, the last.
        codes, found = factorize(frame[name])
        texts = np.array([*(clean_text(str(text)) for text in found), ""], dtype=object)
        columns[name] = Series(texts[codes], index=frame.index, dtype=object)
    return DataFrame(columns)


def place_of(frame: DataFrame, label: object, language: str = "en") -> str:
    """Return where a row stands, as the reader of a table can find it.

    Parameters
    ----------
    frame : DataFrame
        The table.
    label : object
        The label of the row in its index.
    language : str
        Two-letter language code.

    Returns
    -------
    str
        Such as ``line 3``; ``row 3`` of a table that was not read from a file.
    """
    word = PLACES["line" if frame.index.name == "line" else "row"]
    return f"{in_language(word, language)} {label}"


def refuse_all(wrong: Sequence[str], unsaid: int = 0) -> None:
    """Say everything that is wrong at once.

    Parameters
    ----------
    wrong : sequence of str
        What is wrong, and what to do about it.
    unsaid : int
        How many things are wrong besides.

    Raises
    ------
    UsageError
        When anything is.
    """
    if wrong:
        more = len(wrong[MOST_SAID:]) + unsaid
        raise UsageError("\n".join([*wrong[:MOST_SAID], *([f"and {more} more"] if more else [])]))


def refuse_rows(frame: DataFrame, explain: Callable[[Series], str]) -> None:
    """Refuse the rows that are wrong, all at once, each with where it stands.

    Parameters
    ----------
    frame : DataFrame
        The rows that are wrong.
    explain : callable
        Says of a row what was found, what is allowed and what to do.

    Raises
    ------
    UsageError
        When there is such a row.
    """
    wrong = [
        f"table: {place_of(frame, label)}: {explain(row)}"
        for label, row in frame.iloc[:MOST_SAID].iterrows()
    ]
    refuse_all(wrong, len(frame) - len(wrong))


def refuse_blank(frame: DataFrame, names: Iterable[str]) -> None:
    """Refuse rows in which a name is missing.

    Parameters
    ----------
    frame : DataFrame
        Clean texts.
    names : iterable of str
        Columns that may not be empty; those the table does not have are left aside.

    Raises
    ------
    UsageError
        With every such row.
    """
    needed = [name for name in dict.fromkeys(names) if name in frame.columns]
    blank = frame[needed] == ""
    refuse_rows(
        blank[blank.any(axis=1)],
        lambda row: (
            f"found no {', no '.join(name for name in needed if row[name])}; "
            "fill it in or leave the row out"
        ),
    )


def _number(text: str) -> float:
    """Return a text as a number; NaN where a float cannot hold it."""
    number = float(text)
    lost = number == 0 and re.search("[1-9]", re.split("[eE]", text)[0])
    return math.nan if math.isinf(number) or lost else number


def _as_numbers(frame: DataFrame, texts: Sequence[str]) -> dict[str, float]:
    """Return texts as numbers, each different number a different float."""
    numbers = {text: _number(text) for text in texts}
    lost = {text for text, number in numbers.items() if math.isnan(number)}
    refuse_rows(
        frame[frame["value"].isin(lost)],
        lambda row: (
            f"found {row['value']}; allowed: numbers from 1e-307 to 1e308, or 0; "
            "write it in another measure"
        ),
    )
    alike: dict[float, list[str]] = {}
    for text, number in numbers.items():
        alike.setdefault(number, []).append(text)
    merged = [
        f"table: found {' and '.join(same[:MOST_NAMED])}, which are one number in 16 digits; "
        "subtract the same from all, or put a letter before them if they are names"
        for number, same in alike.items()
        if number and len(same) > 1 and len({Decimal(text) for text in same}) > 1
    ]
    refuse_all(merged)
    return numbers


def number_values(frame: DataFrame, values: Sequence[str]) -> tuple[dict[str, float], str]:
    """Return every value in a table as a number, and what kind of values they are.

    Parameters
    ----------
    frame : DataFrame
        Clean texts, with a column ``value``.
    values : sequence of str
        The values there were to choose from, from low to high; nothing when that is not known.

    Returns
    -------
    dict
        The number of each text; NaN for the empty one.
    str
        A key of :data:`~crosscase.reliability.estimates.KINDS`.

    Raises
    ------
    UsageError
        When a value is not among those to choose from, or cannot be held as a number.
    """
    given = sorted({*frame["value"]} - {""})
    place: Mapping[str, float]
    if values:
        kind = "ordinal"
        place = {value: float(number) for number, value in enumerate(values)}
        refuse_rows(
            frame[~frame["value"].isin(["", *values])],
            lambda row: (
                f"found {row['value']}; allowed: {', '.join(values)}; "
                "correct it or name every value"
            ),
        )
    elif all(_NUMBER.match(text) for text in given):
        kind = "numeric"
        place = _as_numbers(frame, given)
    else:
        kind = "nominal"
        place = {text: float(number) for number, text in enumerate(given)}
    return {**place, "": math.nan}, kind


def remark_on_values(
    frame: DataFrame, *, coders: Sequence[str] = (), language: str = "en"
) -> list[str]:
    """Say what makes values other than they may have been meant.

    Parameters
    ----------
    frame : DataFrame
        Columns ``coder`` and ``value``.
    coders : sequence of str
        Only the values of these; of all when left out.
    language : str
        Two-letter language code.

    Returns
    -------
    list of str
        Which values look like missing ones, and which stand among numbers and are none.

    Examples
    --------
    >>> table = DataFrame({"coder": list("abab"), "value": ["1", "2", "2", "-"]})
    >>> remark_on_values(table)[0].split(":")[0]
    '- (row 3) counts as a value'
    """
    cells = clean_cells(frame, ["coder", "value"])
    if coders:
        cells = cells[cells["coder"].isin([clean_text(one) for one in coders])]
    first = cells.drop_duplicates("value")
    given = {text: label for label, text in first["value"].items() if text}
    no_numbers = [text for text in given if not _NUMBER.match(text)]
    like = [text for text in no_numbers if text in LIKE_MISSING]
    said = []
    for rule, found in (
        ("like missing", like),
        ("not all numbers", no_numbers if len(no_numbers) < len(given) else []),
    ):
        if found:
            named = [f"{x} ({place_of(cells, given[x], language)})" for x in found[:MOST_NAMED]]
            more = ["…"] if len(found) > MOST_NAMED else []
            said.append(remark(REMARKS[rule], language, names=", ".join([*named, *more])))
    return said


def read_offsets(frame: DataFrame, length: int) -> tuple[list[int], list[int]]:
    """Return where segments start and end.

    Parameters
    ----------
    frame : DataFrame
        Clean texts, with columns ``start`` and ``end``.
    length : int
        Of the text.

    Returns
    -------
    list of int, list of int
        Half-open offsets.

    Raises
    ------
    UsageError
        With every segment that does not lie in the text.
    """

    def offsets(name: str) -> list[int]:
        return [int(text) if _OFFSET.match(text) else -1 for text in frame[name]]

    starts, ends = offsets("start"), offsets("end")
    inside = [0 <= start < end <= length for start, end in zip(starts, ends, strict=True)]
    refuse_rows(
        frame[~np.array(inside, dtype=bool)],
        lambda row: (
            f"found a segment from {row['start']} to {row['end']}; allowed: whole numbers "
            f"with 0 <= start < end <= {length}, the length; correct it or give another --length"
        ),
    )
    return starts, ends
