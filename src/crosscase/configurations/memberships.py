"""A table of memberships, checked: one row a case, one column a set, every value from 0 to 1."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from pandas import DataFrame

from crosscase.configurations.kernel import Memberships
from crosscase.errors import UsageError

__all__ = ["Table", "as_membership", "check_memberships"]

_SHOWN = 20
_MISSING = ("", "NA", "NaN", "nan", "None", "<NA>")


@dataclass(frozen=True)
class Table:
    """Checked memberships.

    Parameters
    ----------
    cases : tuple of str
        Ids, in the order of the rows.
    conditions : tuple of str
        Names of the conditions.
    columns : mapping
        Condition → memberships.
    outcome : array
        Memberships in the outcome, or in its negation when that was asked for.
    """

    cases: tuple[str, ...]
    conditions: tuple[str, ...]
    columns: dict[str, Memberships]
    outcome: Memberships


def as_membership(found: object) -> float | None:
    """Return a value as a membership, or nothing when it is none.

    Parameters
    ----------
    found : object
        A number, or a text that may be one.

    Returns
    -------
    float or None
        From 0 to 1.

    Examples
    --------
    >>> as_membership("0.25"), as_membership("2"), as_membership("")
    (0.25, None, None)
    """
    if isinstance(found, str) and "_" in found:
        return None  # to Python 0_1 is a number
    try:
        value = float(found)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return value if 0 <= value <= 1 else None


def _check_names(
    columns: Collection[str], outcome: str, conditions: Sequence[str], reserved: Collection[str]
) -> None:
    allowed = ", ".join(columns) or "none"
    wrong = []
    if not conditions:
        wrong.append(f"conditions: found none; allowed: one or more of {allowed}; name them")
    for what, name in [
        ("outcome", outcome),
        *(("condition", c) for c in dict.fromkeys(conditions)),
    ]:
        if name not in columns:
            advice = _advise(name, columns)
            wrong.append(f"{what} {name!r}: found no such column; allowed: {allowed}; {advice}")
    if outcome in conditions:
        wrong.append(f"{outcome}: found as outcome and as condition; leave it out of one")
    twice = sorted({name for name in conditions if conditions.count(name) > 1})
    if twice:
        wrong.append(f"conditions: found {', '.join(twice)} more than once; name each once")
    wrong += [
        f"condition {name!r}: found the name of a column of the truth table; "
        f"allowed: any but {', '.join(reserved)}; rename it"
        for name in dict.fromkeys(conditions)
        if name in reserved
    ]
    if wrong:
        raise UsageError("\n".join(wrong))


def _advise(name: str, columns: Collection[str]) -> str:
    """Return what to do about a column that is not there."""
    if name.lstrip("~!") in columns:
        return "leave the sign out: negations are shown of every condition"
    alike = [column for column in columns if column.lower() == name.lower()]
    return f"write {alike[0]}" if len(alike) == 1 else "choose among these"


def _advise_values(values: Sequence[object]) -> str:
    """Return what to do about values of a column that are no memberships."""
    texts = [str(value).strip() for value in values]
    missing = [text for text in texts if text in _MISSING]
    levels = [text for text in texts if re.fullmatch(r"[0-9]+(\.0+)?", text)]
    if len(missing) + sum(as_membership(text) is not None for text in texts) == len(texts):
        return "a missing value is not 0: fill it in, or leave the case out"
    if len(levels) + len(missing) == len(texts):
        return (
            "its values are those of a multi-value condition, which is not handled: "
            "make a column of 0 and 1 for each value"
        )
    return "calibrate its values first"


def _read_values(
    frame: DataFrame, cases: Sequence[str], names: Sequence[str]
) -> dict[str, list[float]]:
    """Return the memberships by column, or say of every wrong value where it stands."""
    found: dict[str, list[float]] = {}
    wrong: list[str] = []
    advice: list[str] = []
    for name in names:
        values = [as_membership(value) for value in frame[name]]
        for number, (case, value) in enumerate(zip(cases, values, strict=True), start=1):
            if value is None:
                given = frame[name].iloc[number - 1]
                wrong.append(f"row {number} ({case}), column {name}: found {str(given)!r}")
        found[name] = [value for value in values if value is not None]
        if None in values:
            advice.append(f"column {name}: {_advise_values(list(frame[name]))}")
    if wrong:
        more = [f"… and {len(wrong) - _SHOWN} more"] if len(wrong) > _SHOWN else []
        told = [*wrong[:_SHOWN], *more, "allowed: a membership from 0 to 1", *advice]
        raise UsageError("\n".join(told))
    return found


def check_memberships(
    frame: DataFrame,
    outcome: str,
    conditions: Sequence[str],
    *,
    negate: bool = False,
    reserved: Collection[str] = (),
) -> Table:
    """Check a table of memberships and take out what an analysis needs.

    Parameters
    ----------
    frame : DataFrame
        Cases in the index, sets in the columns.
    outcome : str
        Column of the outcome.
    conditions : sequence of str
        Columns of the conditions.
    negate : bool
        Take the negation of the outcome.
    reserved : collection of str
        Names that no condition may have.

    Returns
    -------
    Table
        The memberships.

    Raises
    ------
    UsageError
        With every wrong value at once, when a column is not there, named twice or reserved, when a
        case stands there twice or there is none, or a value is no membership from 0 to 1.

    Examples
    --------
    >>> frame = DataFrame({"A": [1.0, 0.25], "Y": [1.0, 0.0]}, index=["x", "y"])
    >>> check_memberships(frame, "Y", ["A"], negate=True).outcome
    array([0., 1.])
    """
    _check_names([str(name) for name in frame.columns], outcome, conditions, reserved)
    cases = tuple(str(case) for case in frame.index)
    if not cases:
        raise UsageError("memberships: found no cases; allowed: one row a case; add rows")
    twice = sorted({case for case in cases if cases.count(case) > 1})
    if twice:
        raise UsageError(
            f"memberships: found case {', '.join(twice)} more than once; "
            "allowed: one row a case; give each its own id"
        )
    found = _read_values(frame, cases, (*conditions, outcome))
    columns = {name: np.array(found[name], dtype=np.float64) for name in conditions}
    effect = np.array(found[outcome], dtype=np.float64)
    return Table(cases, tuple(conditions), columns, 1 - effect if negate else effect)
