"""What became of disagreements, and what the decisions on them changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosscase.adjudication import Settlements, account_settlements
from crosscase.comparison import Ref, ref_of
from crosscase.decisions import effective_decisions
from crosscase.hypotheses import Verdict, evaluate
from crosscase.scoring import Score, Scorebook, Selection
from crosscase.study import Study

__all__ = ["Adjudication", "ScoreChange", "VerdictChange", "gather_adjudication"]


@dataclass(frozen=True, slots=True)
class ScoreChange:
    """A score without the decisions, and as it is with them."""

    before: Score
    after: Score

    @property
    def ref(self) -> Ref:
        """Where the score stands in the report."""
        return ref_of(self.after)


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A verdict without the decisions, and as it is with them."""

    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True)
class Adjudication:
    """What was adjudicated.

    Parameters
    ----------
    coders : tuple of str
        The coders whose disagreements these are.
    kinds : tuple of Settlements
        By kind of disagreement, those of which there are any; the last is of all together.
    decisions : int
        How many decisions have effect.
    scores : tuple of ScoreChange
        The scores the decisions changed, in the order of the study.
    compared : int
        Of how many scores: those with evidence, with the decisions or without.
    verdicts : tuple of VerdictChange
        The verdicts they changed.
    """

    coders: tuple[str, ...]
    kinds: tuple[Settlements, ...]
    decisions: int
    scores: tuple[ScoreChange, ...]
    compared: int
    verdicts: tuple[VerdictChange, ...]

    @property
    def all(self) -> Settlements:
        """The account of all kinds together."""
        return self.kinds[-1]


def _said(score: Score) -> tuple[object, ...]:
    return score.state, score.value, score.values, score.events


def _compare_scores(before: Scorebook, after: Scorebook) -> tuple[list[ScoreChange], int]:
    changes: list[ScoreChange] = []
    compared = 0
    for code in after.study.codes:
        for unit in after.study.units:
            if not after.applies(unit, code):
                continue
            change = ScoreChange(before.score(unit, code), after.score(unit, code))
            compared += bool(change.before.codings or change.after.codings)
            if _said(change.before) != _said(change.after):
                changes.append(change)
    return changes, compared


def gather_adjudication(
    study: Study, coders: Sequence[str], book: Scorebook, verdicts: Sequence[Verdict]
) -> Adjudication:
    """Gather what was adjudicated.

    Parameters
    ----------
    study : Study
        The study.
    coders : sequence of str
        The coders compared.
    book : Scorebook
        The scores as the study stands, decisions in force.
    verdicts : sequence of Verdict
        The verdicts on these.

    Returns
    -------
    Adjudication
        The disagreements, and what differs from the scores and verdicts in which every counting
        coder's own codings count and no decision does.
    """
    *by_kind, total = account_settlements(study, coders=coders)
    kinds = (*(one for one in by_kind if one.items), total)
    decisions = len(effective_decisions(study.coding_state, study.unplaced))
    if not decisions:
        return Adjudication(tuple(coders), kinds, 0, (), 0, ())
    without = Scorebook(study, Selection(decisions=False))
    scores, compared = _compare_scores(without, book)
    changed = tuple(
        VerdictChange(before, after)
        for before, after in zip(evaluate(study, without), verdicts, strict=True)
        if before.verdict != after.verdict
    )
    return Adjudication(tuple(coders), kinds, decisions, tuple(scores), compared, changed)
