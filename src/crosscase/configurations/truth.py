"""The truth table: which configurations occur, and whether they go with the outcome."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

from pandas import DataFrame

from crosscase.configurations.expressions import Expression, Literal
from crosscase.configurations.kernel import TOLERANCE, fit_sufficiency
from crosscase.configurations.memberships import Table, check_memberships
from crosscase.errors import UsageError
from crosscase.specs.configurations import TRUTH_COLUMNS

__all__ = ["COLUMNS", "AmbiguousCaseWarning", "assign_rows", "is_contradictory", "truth_table"]

COLUMNS = TRUTH_COLUMNS
"""The columns of :func:`truth_table` beside those of the conditions."""

MOST_CONDITIONS = 15
"""A complete table of more conditions has more rows than anyone can read."""


class AmbiguousCaseWarning(UserWarning):
    """A case that is exactly half in a condition belongs to no row of the truth table."""


@dataclass(frozen=True, slots=True)
class Cut:
    """From which inclusion, and how many cases, a row is given an outcome."""

    present: float
    contradicting: float
    cases: int

    def output(self, members: int, inclusion: float) -> str:
        """Return 1, 0, C, or ? for a remainder."""
        if members < self.cases:
            return "?"
        if inclusion >= self.present - TOLERANCE:
            return "1"
        return "C" if inclusion >= self.contradicting - TOLERANCE else "0"


def _check_cuts(cut: float, cut0: float | None, cases_cut: int) -> Cut:
    lower = cut if cut0 is None else cut0
    if not 0 <= lower <= cut <= 1:
        raise UsageError(
            f"cut: found {cut:g}" + ("" if cut0 is None else f" and {cut0:g}") + "; allowed: an "
            "inclusion from 0 to 1, the second at most the first; give other cuts"
        )
    if cases_cut < 1:
        raise UsageError(f"cases cut: found {cases_cut}; allowed: 1 or more; give another")
    return Cut(cut, lower, cases_cut)


def assign_rows(table: Table) -> tuple[dict[int, list[int]], dict[int, tuple[str, ...]]]:
    """Say in which configuration each case has a membership above one half.

    Parameters
    ----------
    table : Table
        The memberships.

    Returns
    -------
    dict, dict
        Row, counted from 1 with all conditions absent first, → places of its cases; place of a
        case in no row → the conditions in which it is exactly half.
    """
    members: dict[int, list[int]] = {}
    halves: dict[int, tuple[str, ...]] = {}
    for place in range(len(table.cases)):
        values = {name: table.columns[name][place] for name in table.conditions}
        half = tuple(name for name, value in values.items() if abs(value - 0.5) <= TOLERANCE)
        if half:
            halves[place] = half
            continue
        row = 0
        for value in values.values():
            row = 2 * row + int(value > 0.5)
        members.setdefault(row + 1, []).append(place)
    return dict(sorted(members.items())), halves


def is_contradictory(table: Table, places: list[int]) -> bool:
    """Say whether cases of one configuration lie on both sides of one half in the outcome.

    Parameters
    ----------
    table : Table
        The memberships.
    places : list of int
        Places of the cases.

    Returns
    -------
    bool
        True when some are more in the outcome than out of it, and others more out of it than in.
    """
    effects = table.outcome[places]
    return bool((effects > 0.5 + TOLERANCE).any() and (effects < 0.5 - TOLERANCE).any())


def _warn(table: Table, halves: dict[int, tuple[str, ...]]) -> None:
    if halves:
        which = "; ".join(f"{table.cases[p]} ({', '.join(names)})" for p, names in halves.items())
        warnings.warn(
            f"in no row of the truth table, because a membership is exactly 0.5: {which}",
            AmbiguousCaseWarning,
            stacklevel=3,
        )


def _row(table: Table, number: int, places: list[int], cut: Cut) -> tuple[str | float, ...]:
    names = table.conditions
    signs = [bool((number - 1) >> (len(names) - 1 - i) & 1) for i in range(len(names))]
    corner = Expression("and", tuple(map(Literal, names, signs)))
    incl = pri = math.nan
    if places:
        fit = fit_sufficiency(corner.memberships(table.columns), table.outcome)
        incl, pri = fit.incl, fit.pri
    both = is_contradictory(table, places)
    cases = ";".join(table.cases[place] for place in places)
    output = cut.output(len(places), incl)
    return (number, *map(int, signs), output, len(places), incl, pri, cases, both)


def truth_table(
    frame: DataFrame,
    outcome: str,
    conditions: Sequence[str],
    *,
    cut: float = 0.8,
    cut0: float | None = None,
    cases_cut: int = 1,
    complete: bool = False,
    negate: bool = False,
) -> DataFrame:
    """Return the truth table (Ragin 2008, Redesigning Social Inquiry, ch. 7; Duşa 2019, ch. 7).

    As in the R package QCA a case belongs to the configuration in which its membership is above
    0.5, while inclusion and PRI of a configuration come from the memberships of all cases in it.

    Parameters
    ----------
    frame : DataFrame
        A row a case, its id in the index; a column a set, with memberships from 0 to 1.
    outcome : str
        Column of the outcome.
    conditions : sequence of str
        Columns of the conditions.
    cut : float
        From this inclusion on a row has outcome 1.
    cut0 : float, optional
        Below ``cut`` and from this inclusion on a row is C (contradictory), below it 0; when left
        out there is no C.
    cases_cut : int
        A row with fewer cases is a remainder.
    complete : bool
        Show the remainders too.
    negate : bool
        Explain the absence of the outcome.

    Returns
    -------
    DataFrame
        A row a configuration, in the order of its number. Columns ``row``, its number as in the R
        package QCA; a column a condition, 1 or 0; ``OUT``, 1, 0, C or ? (remainder); ``n``, how
        many cases belong to it; ``incl`` and ``PRI``, NaN without cases; ``cases``, their ids
        joined by ``;``; ``contradictory``, whether some of its cases are more in the outcome than
        out of it and others more out of it than in.

    Raises
    ------
    UsageError
        When a cut cannot be, the table is not one of memberships, a condition is named as a column
        of the truth table, or a complete table would be too long.

    Warns
    -----
    AmbiguousCaseWarning
        When a case is exactly half in a condition and so in no row.

    Examples
    --------
    >>> frame = DataFrame({"A": [1, 1, 0], "B": [1, 1, 0], "Y": [1, 0, 0]}, index=list("pqr"))
    >>> found = truth_table(frame, "Y", ["A", "B"])
    >>> found[["row", "A", "B", "OUT", "n", "incl", "cases", "contradictory"]].values.tolist()
    [[1, 0, 0, '0', 1, 0.0, 'r', False], [4, 1, 1, '0', 2, 0.5, 'p;q', True]]
    """
    cuts = _check_cuts(cut, cut0, cases_cut)
    table = check_memberships(frame, outcome, conditions, negate=negate, reserved=COLUMNS)
    if complete and len(table.conditions) > MOST_CONDITIONS:
        raise UsageError(
            f"complete truth table: found {len(table.conditions)} conditions; "
            f"allowed: at most {MOST_CONDITIONS}; leave the remainders out or choose fewer"
        )
    members, halves = assign_rows(table)
    _warn(table, halves)
    numbers = range(1, 2 ** len(table.conditions) + 1) if complete else members
    rows = [_row(table, number, members.get(number, []), cuts) for number in numbers]
    first, *rest = COLUMNS
    found = DataFrame(rows, columns=[first, *table.conditions, *rest])
    # A table without rows would have columns of no type.
    kinds = dict.fromkeys((first, *table.conditions, "n"), "int64")
    kinds |= {"incl": "float64", "PRI": "float64", "OUT": "str", "cases": "str"}
    found = found.astype(kinds | {"contradictory": "bool"})
    return found if complete else found[found["OUT"] != "?"].reset_index(drop=True)
