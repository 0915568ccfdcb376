"""Scores as a table."""

from __future__ import annotations

from pandas import DataFrame

from crosscase.scoring.records import Score
from crosscase.scoring.scorebook import Scorebook
from crosscase.scoring.selection import AS_IT_STANDS, Selection
from crosscase.study import Study

__all__ = ["COLUMNS", "score_frame"]

COLUMNS = (
    "unit",
    "code",
    "state",
    "value",
    "period",
    "rule",
    "n_for",
    "n_against",
    "n_groups",
    "codings",
    "inferred_from",
    "low",
    "high",
    "values",
    "codings_against",
    "covered",
    "documents",
    "undated",
    "events",
    "reason",
)
"""The columns of :func:`score_frame`."""


def _event_text(event: tuple[str, str, str]) -> str:
    name, earliest, latest = event
    return f"{name}={earliest}" if earliest == latest else f"{name}={earliest}/{latest}"


def _row(score: Score) -> tuple[str | int, ...]:
    return (
        score.unit,
        score.code,
        score.state,
        score.value,
        score.period,
        score.rule,
        len(score.codings_for),
        len(score.codings_against),
        len(score.groups),
        ";".join(score.codings),
        ";".join(score.inferred_from),
        score.low,
        score.high,
        ";".join(score.values),
        ";".join(score.codings_against),
        score.covered,
        score.documents,
        ";".join(score.undated),
        ";".join(_event_text(event) for event in score.events),
        score.reason,
    )


def score_frame(
    study: Study,
    *,
    period: str = "",
    selection: Selection = AS_IT_STANDS,
) -> DataFrame:
    """Return the scores of all units on all codes that apply to them.

    Parameters
    ----------
    study : Study
        The study.
    period : str
        Only the evidence of this period; empty for all.
    selection : Selection
        What counts; by default the study as it stands.

    Returns
    -------
    DataFrame
        A row a unit and code, in the order of the study. ``unit``, ``code``, ``state``, ``value``,
        ``period`` and ``rule`` as in the score; ``n_for`` and ``n_against``, how many codings have
        its value and another; ``n_groups``, how many source groups were heard; ``codings``, all
        codings behind it; ``inferred_from``, ``unit:code`` it was mirrored from; ``low`` and
        ``high``, the span of what was said; ``values``, all it may still be;
        ``codings_against``; ``covered`` of ``documents`` that list the unit; ``undated``,
        codings left out of the period because nothing dates them; ``events``, each with its day or
        first and last day; ``reason``. Lists are joined by ``;``.

    Raises
    ------
    UsageError
        When the period or the selection names what the study does not have.
    """
    book = Scorebook(study, selection)
    rows = [
        _row(book.score(unit, code, period=period))
        for unit in study.units
        for code in study.codes
        if book.applies(unit, code)
    ]
    return DataFrame(rows, columns=list(COLUMNS))
