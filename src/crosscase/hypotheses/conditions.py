"""The conditions under which a hypothesis speaks: its scope, and the periods it needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crosscase.hypotheses.expressions import atom_refs
from crosscase.scoring.evidence import period_applies
from crosscase.specs import Expression, Hypothesis, Prediction, Reading, walk
from crosscase.study import Study

__all__ = ["SCOPE_STATUS", "as_condition", "expressions_of", "joint_scope", "undated_schemes"]

SCOPE_STATUS: Mapping[str, str] = {
    "met": "holds",
    "contrary": "fails",
    "neutral": "unknown",
    "open": "unknown",
}
"""What the outcome of a condition says of the scope."""


def expressions_of(hypothesis: Hypothesis, reading: Reading) -> Iterator[Expression]:
    """Yield everything a verdict reads: the condition and the predictions.

    Parameters
    ----------
    hypothesis, reading
        What is judged.

    Yields
    ------
    Expression
        As declared.
    """
    for scope in (hypothesis.scope, reading.scope):
        if scope is not None:
            yield scope
    for prediction in reading.predictions:
        yield prediction.expect
        if prediction.contrary is not None:
            yield prediction.contrary


def joint_scope(hypothesis: Hypothesis, reading: Reading) -> Expression | None:
    """Return the conditions of the hypothesis and of the reading together.

    Parameters
    ----------
    hypothesis, reading
        What is judged.

    Returns
    -------
    Expression, optional
        None where there is no condition.
    """
    scopes = tuple(scope for scope in (hypothesis.scope, reading.scope) if scope is not None)
    return Expression("all", parts=scopes) if scopes else None


def as_condition(scope: Expression) -> Prediction:
    """Return a condition as a prediction of which no number of source groups is asked.

    Parameters
    ----------
    scope : Expression
        The condition.

    Returns
    -------
    Prediction
        With ``scope`` for an id.
    """
    return Prediction("scope", {}, scope, None, "hoop", min_groups=0)


def undated_schemes(
    study: Study, hypothesis: Hypothesis, reading: Reading, unit: str
) -> tuple[str, ...]:
    """Return the period schemes of changes that have no dates for the case of a unit.

    Parameters
    ----------
    study : Study
        The study.
    hypothesis, reading
        What is judged.
    unit : str
        A case or party.

    Returns
    -------
    tuple of str
        Ids of schemes, each once.
    """
    case = study.case_of(unit)
    found: dict[str, None] = {}
    for expression in expressions_of(hypothesis, reading):
        for part in walk(expression):
            if part.form != "change":
                continue
            for ref in atom_refs(part):
                if not period_applies(study, ref.period, case):
                    found[study.periods[ref.period].scheme] = None
    return tuple(found)
