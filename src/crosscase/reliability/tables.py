"""Agreement in any table: a row a value, or a row a segment."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from pandas import DataFrame

from crosscase.errors import UsageError
from crosscase.reliability.estimates import COLUMNS, RESAMPLES, Estimate, estimate_ratings, rows_of
from crosscase.reliability.marks import Marks
from crosscase.reliability.ratings import Vector
from crosscase.reliability.segments import SegmentAgreement

__all__ = ["agree_on_segments", "agree_on_values", "read_table"]

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\Z")
_WITHIN = ("case", "document", "code")


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
        Texts, as the file has them.

    Raises
    ------
    UsageError
        When the file is not such a table.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path}: found other bytes than UTF-8; save it as CSV UTF-8") from None
    lines = csv.reader(io.StringIO(text, newline=""))
    rows = [(lines.line_num, [cell.strip() for cell in row]) for row in lines if any(row)]
    names = rows[0][1] if rows else []
    allowed = "allowed: coder, unit, value, or coder, code, start, end; name them in its first row"
    if not (
        {"coder", "unit", "value"} <= {*names} or {"coder", "code", "start", "end"} <= {*names}
    ):
        raise UsageError(f"{path}: found columns {', '.join(names) or 'none'}; {allowed}")
    if len({*names}) < len(names):
        raise UsageError(f"{path}: found a column more than once; rename one of {', '.join(names)}")
    for line, row in rows[1:]:
        if len(row) != len(names):
            raise UsageError(
                f"{path}:{line}: found {len(row)} cells; allowed: {len(names)}, one a column"
            )
    return DataFrame([row for _, row in rows[1:]], columns=names, dtype=object)


def _require(frame: DataFrame, names: Iterable[str]) -> None:
    missing = [name for name in names if name not in frame.columns]
    if missing:
        raise UsageError(
            f"table: found no column {', '.join(missing)} among "
            f"{', '.join(map(str, frame.columns)) or 'none'}; add it, or ask for what is there"
        )


def _choose(found: Iterable[str], asked: Sequence[str]) -> list[str]:
    """Return the coders compared: those asked for, though they gave nothing, or all."""
    if len({*asked}) < len(asked):
        raise UsageError(f"coders: found {', '.join(asked)}; allowed: each once; leave one out")
    return list(asked) or sorted({*found})


def _numbers(texts: Sequence[str], values: Sequence[str]) -> tuple[list[float], str]:
    """Return values as numbers, and what kind they are."""
    given = [text for text in texts if text]
    if values:
        place = {value: float(number) for number, value in enumerate(values)}
        unknown = sorted({text for text in given if text not in place})
        if unknown:
            raise UsageError(
                f"value: found {', '.join(unknown)}; allowed: {', '.join(values)}; "
                "correct the table or name every value"
            )
        kind = "ordinal"
    elif all(_NUMBER.match(text) for text in given):
        place = {text: float(text) for text in given}
        kind = "numeric"
    else:
        place = {text: float(number) for number, text in enumerate(sorted({*given}))}
        kind = "nominal"
    return [place[text] if text else np.nan for text in texts], kind


def _estimate(
    frame: DataFrame,
    coders: Sequence[str],
    numbers: Mapping[str, float],
    kind: str,
    categories: Vector | None,
    **resampling: int,
) -> list[Estimate]:
    """Lay the values out by unit and coder, units sorted."""
    keys = [name for name in _WITHIN if name in frame.columns] + ["unit"]
    units = list(zip(*(frame[name].astype(str) for name in keys), strict=True))
    row_of = {unit: row for row, unit in enumerate(sorted({*units}))}
    column_of = {coder: column for column, coder in enumerate(sorted(coders))}
    ratings = np.full((len(row_of), len(coders)), np.nan)
    seen: set[tuple[object, str]] = set()
    for unit, coder, text in zip(units, frame["coder"], frame["value"], strict=True):
        if coder not in column_of:
            continue
        if (unit, coder) in seen:
            raise UsageError(
                f"table: found two values of coder {coder} for unit {' '.join(unit)}; allowed: "
                "one; leave one out, or tell the units apart in column code, document or case"
            )
        seen.add((unit, coder))
        ratings[row_of[unit], column_of[coder]] = numbers[text]
    return estimate_ratings(ratings, kind, categories=categories, **resampling)


def agree_on_values(
    frame: DataFrame,
    *,
    coders: Sequence[str] = (),
    values: Sequence[str] = (),
    by: str = "",
    resamples: int = RESAMPLES,
    seed: int = 0,
    language: str = "en",
) -> DataFrame:
    """Return the agreement on the values of units.

    Parameters
    ----------
    frame : DataFrame
        Columns ``coder``, ``unit`` and ``value``, a row a value; an empty value is missing. A unit
        is told from others by the columns ``case``, ``document`` and ``code`` too, where there
        are such.
    coders : sequence of str
        The coders compared; all in the table when left out.
    values : sequence of str
        The values there were to choose from, from low to high. When left out: the values are
        numbers if all are, else names in no order.
    by : str
        Column; agreement within each of its values. Empty: in the whole table.
    resamples, seed : int
        Resamples of units for the intervals, and their seed.
    language : str
        Of reasons and notices.

    Returns
    -------
    DataFrame
        A row a coefficient: ``by`` where asked; ``coefficient``; its ``value`` and the ends of its
        95 % interval ``low`` and ``high``, NaN where undefined; ``n``, units with values of two
        coders or more; ``reason``, why it is undefined; ``notice``, what to know of it.

    Raises
    ------
    UsageError
        When a column is missing, a value is unknown, or a coder gives a unit two values.

    Examples
    --------
    >>> table = DataFrame({"coder": list("ababab"), "unit": list("112233"),
    ...                    "value": ["x", "x", "y", "y", "x", "y"]})
    >>> found = agree_on_values(table, resamples=0)
    >>> found.loc[found["coefficient"] == "alpha-nominal", "value"].round(3).tolist()
    [0.444]
    """
    _require(frame, ["coder", "unit", "value", *([by] if by else [])])
    frame = frame.assign(value=frame["value"].fillna("").astype(str))
    chosen = _choose(frame["coder"].astype(str), coders)
    frame = frame[frame["coder"].isin(chosen)]
    texts = sorted({*frame["value"]})
    numbers, kind = _numbers(texts, values)
    number_of = dict(zip(texts, numbers, strict=True))
    categories = np.arange(len(values), dtype=np.float64) if values else None
    groups = sorted({*frame[by].astype(str)}) if by else [""]
    rows: list[tuple[object, ...]] = []
    for group in groups:
        part = frame[frame[by].astype(str) == group] if by else frame
        found = _estimate(part, chosen, number_of, kind, categories, resamples=resamples, seed=seed)
        rows += rows_of(found, language, [group] if by else [])
    return DataFrame(rows, columns=[*([by] if by else []), *COLUMNS])


def _offsets(frame: DataFrame, length: int) -> tuple[list[int], list[int]]:
    found: list[tuple[int, int]] = []
    for start, end in zip(frame["start"].astype(str), frame["end"].astype(str), strict=True):
        known = start.isdecimal() and end.isdecimal()
        if not known or not int(start) < int(end) <= length:
            raise UsageError(
                f"table: found a segment from {start} to {end}; allowed: whole numbers with "
                f"0 <= start < end <= {length}, the length; correct it or give another --length"
            )
        found.append((int(start), int(end)))
    return [start for start, _ in found], [end for _, end in found]


def agree_on_segments(
    frame: DataFrame,
    length: int,
    *,
    coders: Sequence[str] = (),
    by: str = "",
    tolerance: int = 0,
    language: str = "en",
) -> DataFrame:
    """Return the agreement on the segments of one text.

    Parameters
    ----------
    frame : DataFrame
        Columns ``coder``, ``code``, ``start`` and ``end``, half-open, a row a segment.
    length : int
        Of the text.
    coders : sequence of str
        The coders compared; all in the table when left out. One who coded nothing is named here.
        Of two the first is the reference of precision and recall.
    by : {"", "code"}
        Whether to give the coefficients of every code instead of those of the whole.
    tolerance : int
        For precision, recall and F1: so many code points beyond a segment still count as in it.
    language : str
        Of reasons and notices.

    Returns
    -------
    DataFrame
        ``code`` (empty for all), then as :func:`agree_on_values`; ``n`` counts segments. One text
        cannot be resampled, so there are no intervals.

    Raises
    ------
    UsageError
        When a column is missing or a segment does not lie in the text.
    """
    _require(frame, ["coder", "code", "start", "end"])
    if by not in ("", "code"):
        raise UsageError(f"by: found {by}; allowed for segments in a table: code; leave it out")
    chosen = _choose(frame["coder"].astype(str), coders)
    frame = frame[frame["coder"].isin(chosen)]
    starts, ends = _offsets(frame, length)
    codes = sorted({*frame["code"].astype(str)})
    coder_at = {coder: place for place, coder in enumerate(chosen)}
    code_at = {code: place for place, code in enumerate(codes)}
    marks = Marks(
        np.array([coder_at[one] for one in frame["coder"]], dtype=np.int64),
        np.array([code_at[one] for one in frame["code"].astype(str)], dtype=np.int64),
        np.zeros(len(frame), dtype=np.int64),
        np.array(starts, dtype=np.int64),
        np.array(ends, dtype=np.int64),
        len(chosen),
        max(len(codes), 1),
        np.array([length], dtype=np.int64),
    )
    agreement = SegmentAgreement(marks, chosen, tolerance=tolerance, resamples=0)
    return DataFrame(segment_rows(agreement, codes, by, language), columns=["code", *COLUMNS])


def segment_rows(
    agreement: SegmentAgreement, codes: Sequence[str], by: str, language: str
) -> list[tuple[object, ...]]:
    """Return the coefficients of the whole and of each code in it, or of every code by itself.

    Parameters
    ----------
    agreement : SegmentAgreement
        What was measured.
    codes : sequence of str
        Ids of the codes.
    by : str
        ``code``: every code by itself.
    language : str
        Of reasons and notices.

    Returns
    -------
    list of tuple
        Code, then the columns of an estimate.
    """
    if by == "code":
        return [
            row
            for number, code in enumerate(codes)
            for row in rows_of(agreement.one_code(number), language, [code])
        ]
    rows = rows_of(agreement.whole(), language, [""])
    for number, code in enumerate(codes):
        if np.any(agreement.marks.code == number):
            rows += rows_of([agreement.among_codes(number)], language, [code])
    return rows
