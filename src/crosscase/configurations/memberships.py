"""A table of memberships, checked: one row a case, one column a set, every value from 0 to 1."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from pandas import DataFrame

from crosscase.configurations.kernel import Memberships
from crosscase.errors import UsageError

__all__ = ["Table", "check_memberships"]

_SHOWN = 20


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


def _membership(found: object) -> float | None:
    """Return a value as a membership, or nothing when it is none."""
    try:
        value = float(found)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return value if 0 <= value <= 1 else None


def _check_names(
    columns: Collection[str], outcome: str, conditions: Sequence[str], reserved: Collection[str]
) -> None:
    allowed = ", ".join(columns) or "none"
    if not conditions:
        raise UsageError(f"conditions: found none; allowed: one or more of {allowed}; name them")
    for what, name in [("outcome", outcome), *(("condition", c) for c in conditions)]:
        if name not in columns:
            raise UsageError(
                f"{what} {name!r}: found no such column; allowed: {allowed}; choose among these"
            )
    if outcome in conditions:
        raise UsageError(f"{outcome}: found as outcome and as condition; leave it out of one")
    twice = sorted({name for name in conditions if conditions.count(name) > 1})
    if twice:
        raise UsageError(f"conditions: found {', '.join(twice)} more than once; name each once")
    taken = [name for name in conditions if name in reserved]
    if taken:
        raise UsageError(
            f"condition {taken[0]!r}: found the name of a column of the truth table; "
            f"allowed: any but {', '.join(reserved)}; rename it"
        )


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
    found: dict[str, list[float]] = {}
    wrong: list[str] = []
    for name in (*conditions, outcome):
        values = [_membership(value) for value in frame[name]]
        for number, (case, value) in enumerate(zip(cases, values, strict=True), start=1):
            if value is None:
                given = frame[name].iloc[number - 1]
                wrong.append(f"row {number} ({case}), column {name}: found {str(given)!r}")
        found[name] = [value for value in values if value is not None]
    if wrong:
        more = f"\n… and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
        raise UsageError(
            "\n".join(wrong[:_SHOWN])
            + f"{more}\nallowed: a membership from 0 to 1; calibrate the values first"
        )
    columns = {name: np.array(found[name], dtype=np.float64) for name in conditions}
    effect = np.array(found[outcome], dtype=np.float64)
    return Table(cases, tuple(conditions), columns, 1 - effect if negate else effect)
