"""Limited diversity: how many of the possible configurations the cases show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pandas import DataFrame

from crosscase.configurations.memberships import check_memberships
from crosscase.configurations.truth import assign_rows, is_contradictory

__all__ = ["Diversity", "measure_diversity"]


@dataclass(frozen=True, slots=True)
class Diversity:
    """What the cases show of all that is possible.

    Parameters
    ----------
    conditions : int
        How many conditions there are.
    cases : int
        How many cases.
    observed : int
        Configurations with enough cases.
    scarce : int
        Configurations with cases, but too few.
    contradictory : int
        Configurations with cases on both sides of the outcome.

    Examples
    --------
    >>> Diversity(conditions=3, cases=3, observed=2, scarce=0, contradictory=0).remainders
    6
    """

    conditions: int
    cases: int
    observed: int
    scarce: int
    contradictory: int

    @property
    def configurations(self) -> int:
        """How many configurations are possible: two to the power of the conditions."""
        return int(2**self.conditions)

    @property
    def remainders(self) -> int:
        """How many configurations have no cases, or too few."""
        return self.configurations - self.observed


def measure_diversity(
    frame: DataFrame,
    outcome: str,
    conditions: Sequence[str],
    *,
    cases_cut: int = 1,
    negate: bool = False,
) -> Diversity:
    """Count the configurations that occur and those that do not.

    Parameters
    ----------
    frame : DataFrame
        A row a case, its id in the index; a column a set, with memberships from 0 to 1.
    outcome : str
        Column of the outcome.
    conditions : sequence of str
        Columns of the conditions.
    cases_cut : int
        A configuration with fewer cases is a remainder.
    negate : bool
        Explain the absence of the outcome.

    Returns
    -------
    Diversity
        The counts.

    Raises
    ------
    UsageError
        When the table is not one of memberships.

    Examples
    --------
    >>> frame = DataFrame({"A": [1, 1, 0], "B": [1, 1, 0], "Y": [1, 0, 0]})
    >>> found = measure_diversity(frame, "Y", ["A", "B"])
    >>> found.observed, found.remainders, found.contradictory
    (2, 2, 1)
    """
    table = check_memberships(frame, outcome, conditions, negate=negate)
    members, _ = assign_rows(table)
    observed = sum(len(places) >= cases_cut for places in members.values())
    contradictory = sum(is_contradictory(table, places) for places in members.values())
    return Diversity(
        conditions=len(table.conditions),
        cases=len(table.cases),
        observed=observed,
        scarce=len(members) - observed,
        contradictory=contradictory,
    )
