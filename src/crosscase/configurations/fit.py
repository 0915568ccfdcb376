"""Parameters of fit of conditions, their negations, conjunctions and disjunctions."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pandas import DataFrame

from crosscase.configurations.expressions import Literal, list_expressions
from crosscase.configurations.kernel import Fit, fit_necessity, fit_sufficiency, unique_coverage
from crosscase.configurations.memberships import Table, check_memberships
from crosscase.errors import UsageError

__all__ = ["COLUMNS", "fit_parameters"]

COLUMNS = ("expression", "kind", "incl", "pri", "ron", "cov", "covU", "undefined")
"""The columns of :func:`fit_parameters`."""


def _unique(table: Table) -> dict[str, float]:
    """Return the unique coverage of each condition beside the others, and of negations likewise."""
    found: dict[str, float] = {}
    for present in (True, False):
        literals = [Literal(name, present) for name in table.conditions]
        terms = [literal.memberships(table.columns) for literal in literals]
        found |= zip(map(str, literals), unique_coverage(terms, table.outcome), strict=True)
    return found


def _row(expression: str, kind: str, fit: Fit, unique: float) -> tuple[str | float, ...]:
    why = "; ".join(f"{name}: {reason}" for name, reason in fit.undefined.items())
    return (expression, kind, fit.incl, fit.pri, fit.ron, fit.cov, unique, why)


def fit_parameters(
    frame: DataFrame,
    outcome: str,
    conditions: Sequence[str],
    *,
    size: int = 2,
    negate: bool = False,
) -> DataFrame:
    """Return how well each expression fits as necessary and as sufficient for the outcome.

    The formulas, with their sources, are those of
    :func:`~crosscase.configurations.kernel.fit_necessity`,
    :func:`~crosscase.configurations.kernel.fit_sufficiency` and
    :func:`~crosscase.configurations.kernel.unique_coverage`; crisp memberships (0 and 1) and fuzzy
    ones (from 0 to 1) are treated alike.

    Parameters
    ----------
    frame : DataFrame
        A row a case, its id in the index; a column a set, with memberships from 0 to 1.
    outcome : str
        Column of the outcome.
    conditions : sequence of str
        Columns of the conditions.
    size : int
        Most conditions in one expression.
    negate : bool
        Explain the absence of the outcome.

    Returns
    -------
    DataFrame
        Necessity first, then sufficiency; of both the conditions, their negations, all
        conjunctions (``A*~B``) and all disjunctions (``A + ~B``). Columns ``expression``;
        ``kind``, necessity or sufficiency; ``incl``, inclusion; ``pri``, of sufficiency only;
        ``ron``, of necessity only; ``cov``, coverage; ``covU``, unique coverage of a single
        condition beside the other conditions, or of a negation beside the other negations, for
        sufficiency only; ``undefined``, which parameters are nothing divided by nothing (NaN), and
        why.

    Raises
    ------
    UsageError
        When ``size`` is below 1 or the table is not one of memberships.

    Examples
    --------
    >>> frame = DataFrame({"A": [1, 1, 0], "B": [1, 0, 0], "Y": [1, 1, 0]}, index=list("pqr"))
    >>> found = fit_parameters(frame, "Y", ["A", "B"], size=1)
    >>> found.loc[[0, 5], ["expression", "kind", "incl", "cov"]].values.tolist()
    [['A', 'necessity', 1.0, 1.0], ['B', 'sufficiency', 1.0, 0.5]]
    """
    if size < 1:
        raise UsageError(f"size: found {size}; allowed: 1 or more; give how many may be joined")
    table = check_memberships(frame, outcome, conditions, negate=negate)
    unique = _unique(table)
    necessity, sufficiency = [], []
    for expression in list_expressions(table.conditions, size):
        name, x = str(expression), expression.memberships(table.columns)
        necessity.append(_row(name, "necessity", fit_necessity(x, table.outcome), math.nan))
        alone = unique.get(name, math.nan)
        sufficiency.append(_row(name, "sufficiency", fit_sufficiency(x, table.outcome), alone))
    return DataFrame(necessity + sufficiency, columns=list(COLUMNS))
