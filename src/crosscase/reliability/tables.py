"""Agreement in any table: a row a value, or a row a segment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from pandas import DataFrame, factorize

from crosscase.errors import UsageError
from crosscase.reliability.estimates import COLUMNS, RESAMPLES, Estimate, estimate_ratings, rows_of
from crosscase.reliability.marks import Marks
from crosscase.reliability.ratings import Vector
from crosscase.reliability.segments import SegmentAgreement
from crosscase.reliability.table_cells import (
    clean_cells,
    clean_text,
    number_values,
    read_offsets,
    refuse_blank,
    refuse_rows,
)

__all__ = ["LONGEST", "agree_on_segments", "agree_on_values", "list_estimates"]

LONGEST = 1_000_000_000
"""The longest text, in code points, whose sums surely fit in whole numbers."""

_WITHIN = ("case", "document", "code")


def _choose(found: Iterable[str], asked: Sequence[str]) -> list[str]:
    """Return the coders compared: those asked for, or all."""
    known = sorted({*found})
    chosen = [clean_text(coder) for coder in asked]
    if len({*chosen}) < len(chosen):
        raise UsageError(f"coders: found {', '.join(asked)}; allowed: each once; leave one out")
    unknown = [coder for coder in chosen if coder not in known]
    if unknown:
        raise UsageError(
            f"coders: found {', '.join(unknown)}; allowed: {', '.join(known) or 'none'}, "
            "who are in the table; choose among these"
        )
    return chosen or known


def _scale(values: Sequence[str]) -> list[str]:
    """Return the values there were to choose from."""
    scale = [clean_text(value) for value in values]
    twice = sorted({value for value in scale if scale.count(value) > 1})
    if twice:
        raise UsageError(
            f"values: found {', '.join(twice)} more than once; allowed: each once; leave one out"
        )
    return scale


def _lay_out(frame: DataFrame, coders: Sequence[str], numbers: Mapping[str, float]) -> Vector:
    """Return the values by unit and coder, both sorted."""
    keys = [name for name in (*_WITHIN, "unit") if name in frame.columns]
    unit = np.zeros(len(frame), dtype=np.int64)
    for name in keys:
        code, found = factorize(frame[name], sort=True)
        unit = np.unique(unit * len(found) + code, return_inverse=True)[1]
    place = {coder: number for number, coder in enumerate(sorted(coders))}
    cell = unit * len(coders) + frame["coder"].map(place).to_numpy(dtype=np.int64)
    again = np.ones(len(cell), dtype=bool)
    again[np.unique(cell, return_index=True)[1]] = False
    refuse_rows(
        frame[again],
        lambda row: (
            f"found two values of coder {row['coder']} for unit "
            f"{' '.join(row[name] for name in keys)}; allowed: one; "
            "leave one out, or tell the units apart in column code, document or case"
        ),
    )
    ratings = np.full((unit.max(initial=-1) + 1) * len(coders), np.nan)
    ratings[cell] = frame["value"].map(numbers).to_numpy(dtype=np.float64)
    return ratings.reshape(-1, len(coders)) if coders else np.empty((0, 0))


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
        are such. Spaces around a text do not count, and texts are compared in NFC.
    coders : sequence of str
        The coders compared; all in the table when left out.
    values : sequence of str
        The values there were to choose from, from low to high. When left out: the values are
        numbers if all are, else names in no order; :func:`remark_on_values` says which are none.
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
        When a column, a coder, a unit or a code is missing, a value is unknown or no number can
        hold it, a coder gives a unit two values, or a coder asked for is not in the table.

    Examples
    --------
    >>> table = DataFrame({"coder": list("ababab"), "unit": list("112233"),
    ...                    "value": ["x", "x", "y", "y", "x", "y"]})
    >>> found = agree_on_values(table, resamples=0)
    >>> found.loc[found["coefficient"] == "alpha-nominal", "value"].round(3).tolist()
    [0.444]
    """
    within = [name for name in _WITHIN if name in frame.columns]
    frame = clean_cells(frame, ["coder", "unit", "value", *within, *([by] if by else [])])
    refuse_blank(frame, ["coder", "unit", "code", *([by] if by else [])])
    chosen, scale = _choose(frame["coder"], coders), _scale(values)
    frame = frame[frame["coder"].isin(chosen)]
    numbers, kind = number_values(frame, scale)
    categories = np.arange(len(scale), dtype=np.float64) if scale else None
    groups = sorted({*frame[by]}) if by else [""]
    rows: list[tuple[object, ...]] = []
    for group in groups:
        part = frame[frame[by] == group] if by else frame
        ratings = _lay_out(part, chosen, numbers)
        found = estimate_ratings(
            ratings, kind, categories=categories, resamples=resamples, seed=seed
        )
        rows += rows_of(found, language, [group] if by else [])
    return DataFrame(rows, columns=[*([by] if by else []), *COLUMNS])


def _refuse_documents(frame: DataFrame) -> None:
    """Refuse segments of several texts, which would be laid over each other."""
    for name in ("document", "case"):
        found = sorted({*frame[name]}) if name in frame.columns else []
        if len(found) > 1:
            raise UsageError(
                f"table: found segments of more than one {name}: "
                f"{', '.join(one or '(none)' for one in found)}; allowed: one text; "
                "make a table of each, with its own --length"
            )


def _refuse_beyond(name: str, found: int, least: int) -> None:
    if not least <= found <= LONGEST:
        raise UsageError(f"{name}: found {found}; allowed: {least} to {LONGEST}; give another")


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
        Columns ``coder``, ``code``, ``start`` and ``end``, half-open, a row a segment. A coder who
        coded nothing has a row of which the other three are empty. Where there is a column
        ``document`` or ``case`` it has one value.
    length : int
        Of the text, at most :data:`LONGEST`.
    coders : sequence of str
        The coders compared; all in the table when left out. Of two the first is the reference of
        precision and recall.
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
        When a column, a coder or a code is missing, a segment does not lie in the text, the
        segments are of several texts, or a coder asked for is not in the table.
    """
    if by not in ("", "code"):
        raise UsageError(f"by: found {by}; allowed for segments in a table: code; leave it out")
    _refuse_beyond("length", length, 1)
    _refuse_beyond("tolerance", tolerance, 0)
    within = [name for name in ("document", "case") if name in frame.columns]
    frame = clean_cells(frame, ["coder", "code", "start", "end", *within])
    empty = (frame[["code", "start", "end"]] == "").all(axis=1)
    idle = empty & ~frame["coder"].isin(frame["coder"][~empty])
    refuse_blank(frame[~idle], ["coder", "code"])
    refuse_blank(frame[idle], ["coder"])
    chosen = _choose(frame["coder"], coders)
    frame = frame[frame["coder"].isin(chosen) & ~idle]
    _refuse_documents(frame)
    starts, ends = read_offsets(frame, length)
    codes = sorted({*frame["code"]})
    coder_at = {coder: place for place, coder in enumerate(chosen)}
    code_at = {code: place for place, code in enumerate(codes)}
    marks = Marks(
        np.array([coder_at[one] for one in frame["coder"]], dtype=np.int64),
        np.array([code_at[one] for one in frame["code"]], dtype=np.int64),
        np.zeros(len(frame), dtype=np.int64),
        np.array(starts, dtype=np.int64),
        np.array(ends, dtype=np.int64),
        len(chosen),
        max(len(codes), 1),
        np.array([length], dtype=np.int64),
    )
    agreement = SegmentAgreement(marks, chosen, tolerance=tolerance, resamples=0)
    rows: list[tuple[object, ...]] = []
    for code, estimate in list_estimates(agreement, codes, by):
        rows += rows_of([estimate], language, [code])
    return DataFrame(rows, columns=["code", *COLUMNS])


def list_estimates(
    agreement: SegmentAgreement, codes: Sequence[str], by: str
) -> list[tuple[str, Estimate]]:
    """Return the coefficients of the whole and of each code in it, or of every code by itself.

    Parameters
    ----------
    agreement : SegmentAgreement
        What was measured.
    codes : sequence of str
        Ids of the codes.
    by : str
        ``code``: every code by itself.

    Returns
    -------
    list of (str, Estimate)
        With the code of each; it is empty for the whole.
    """
    if by == "code":
        return [
            (code, estimate)
            for number, code in enumerate(codes)
            for estimate in agreement.one_code(number)
        ]
    found = [("", estimate) for estimate in agreement.whole()]
    for number, code in enumerate(codes):
        if np.any(agreement.marks.code == number):
            found.append((code, agreement.among_codes(number)))
    return found
