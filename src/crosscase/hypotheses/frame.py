"""Verdicts as a tidy table."""

from __future__ import annotations

from pandas import DataFrame

from crosscase.codebook import in_language
from crosscase.hypotheses.verdicts import evaluate
from crosscase.scoring import Scorebook, Selection
from crosscase.study import Study

__all__ = ["COLUMNS", "verdict_frame"]

COLUMNS = (
    "unit",
    "hypothesis",
    "reading",
    "verdict",
    "rule",
    "explanation",
    "explanation_en",
    "explanation_nl",
    "codings_for",
    "codings_against",
    "codings_condition",
    "missing",
    "counts",
    "post_hoc",
)
"""The columns of :func:`verdict_frame`."""


def verdict_frame(
    study: Study,
    *,
    selection: Selection = Selection(),  # noqa: B008
) -> DataFrame:
    """Evaluate every hypothesis of a study and return the verdicts as a table.

    Parameters
    ----------
    study : Study
        The study.
    selection : Selection
        What counts; by default the study as it stands.

    Returns
    -------
    DataFrame
        A row for each hypothesis, reading and unit, in the order of the study, with the columns

        ``unit``
            Id of a case or party; ``all`` for the claim over all units.
        ``hypothesis``, ``reading``
            Ids.
        ``verdict``
            One of :data:`~crosscase.hypotheses.VERDICTS`.
        ``rule``
            The rule that decided, 1 to 7; 0 where a claim over units decided.
        ``explanation``, ``explanation_en``, ``explanation_nl``
            The proof in words: in the first language of the study, English and Dutch.
        ``codings_for``, ``codings_against``
            Ids of codings, joined by ``;``.
        ``codings_condition``
            The same of the condition, where it decided (rule 1): neither for nor against.
        ``missing``
            Scores that are not there as ``unit:code:state``, joined by ``;``.
        ``counts``
            For a claim the number of units with each verdict as ``verdict:number``, joined by
            ``;``; else empty.
        ``post_hoc``
            Whether the hypothesis predicts something else than was registered before coding.

    Raises
    ------
    UsageError
        When the selection names what the study does not have, or a hypothesis asks of a scale
        what it cannot give.
    """
    book = Scorebook(study, selection)
    rows = [
        (
            verdict.unit,
            verdict.hypothesis,
            verdict.reading,
            verdict.verdict,
            verdict.rule,
            in_language(verdict.explanation, study.languages[0]),
            verdict.explanation["en"],
            verdict.explanation["nl"],
            ";".join(verdict.codings_for),
            ";".join(verdict.codings_against),
            ";".join(verdict.codings_condition),
            ";".join(":".join(one) for one in verdict.missing),
            ";".join(f"{one}:{n}" for one, n in verdict.counts.items()),
            verdict.post_hoc,
        )
        for verdict in evaluate(study, book)
    ]
    return DataFrame(rows, columns=list(COLUMNS))
