"""What evaluating a hypothesis yields: the records from an atom up to a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crosscase.codebook import Labels

__all__ = ["ALL", "AtomOutcome", "PredictionOutcome", "RivalOutcome", "ScoreKey", "Verdict"]

ALL = "all"
"""The ``unit`` of a verdict over all units of a hypothesis."""

ScoreKey = tuple[str, str, str, str]
"""What names a score: unit, code, period, toward."""


@dataclass(frozen=True, slots=True)
class AtomOutcome:
    """A score as an expression read it.

    Parameters
    ----------
    code, period : str
        Which score of the unit.
    state : str
        The state of the score.
    value : str
        The value shown; empty where there is none.
    values : tuple of str
        Every value it stood for; none where the code does not apply.
    """

    code: str
    period: str
    state: str
    value: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PredictionOutcome:
    """What became of a prediction, and what that rests on.

    Parameters
    ----------
    prediction : str
        Id of the prediction; ``scope`` for the condition of a hypothesis.
    status : {"met", "contrary", "neutral", "open"}
        What became of it.
    reason : mapping
        Why, by language.
    scores : tuple of (unit, code, period, toward)
        The scores it read, in the order in which they are named.
    atoms : tuple of AtomOutcome
        The same scores as they were read.
    codings_for, codings_against : tuple of str
        Sorted ids of the codings that speak for and against what is predicted.
    groups : tuple of str
        For ``met`` and ``contrary``, and where ``min_groups`` kept it open: the source groups
        the outcome rests on. Else the groups behind all scores it read. Sorted.
    missing : tuple of (unit, code, state)
        The scores that are not there: silent, unsearched, or inferred and not accepted.
    """

    prediction: str
    status: str
    reason: Labels
    scores: tuple[ScoreKey, ...]
    atoms: tuple[AtomOutcome, ...]
    codings_for: tuple[str, ...]
    codings_against: tuple[str, ...]
    groups: tuple[str, ...]
    missing: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class RivalOutcome:
    """A contrary hoop of an exclusive rival, on which a verdict by rule 5 rests."""

    hypothesis: str
    reading: str
    prediction: PredictionOutcome


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reading of a hypothesis comes to for a unit, or for several taken together.

    Parameters
    ----------
    unit : str
        Id of the case or party; :data:`ALL` for the claim over all units.
    unit_kind : {"party", "case", "all"}
        What the unit is.
    hypothesis, reading : str
        Ids.
    verdict : str
        One of :data:`~crosscase.hypotheses.VERDICTS`.
    rule : int
        The rule that decided, 1 to 7; 0 where a claim over units decided.
    contested : bool
        Whether it is undetermined because decisive evidence contradicts itself (rule 2), here or
        in a unit it is about.
    predictions : tuple of PredictionOutcome
        In the order declared; none for a claim over units.
    scope : PredictionOutcome, optional
        The condition of the hypothesis and of the reading together, where there is one.
    scope_status : {"", "holds", "fails", "unknown", "undated"}
        Whether the condition holds; empty where there is none. ``undated``: it speaks of a
        change between periods that have no dates for the case.
    rivals : tuple of RivalOutcome
        For rule 5: the hoops in which the exclusive rivals are contradicted.
    counts : mapping
        For a claim over units: how many units have each verdict; else empty.
    post_hoc : bool
        Whether the hypothesis predicts something else than was registered before coding.
    explanation : mapping
        The proof in words, by language.
    codings_for, codings_against : tuple of str
        Sorted ids of the codings that speak for and against what is predicted; for a claim those
        of its units. None where the condition decided (rule 1).
    codings_condition : tuple of str
        Sorted ids of the codings behind the condition where it decided: a condition that fails
        speaks neither for nor against a hypothesis. For a claim those of its units.
    missing : tuple of (unit, code, state)
        The scores that are not there, of the same; in order, each once.
    """

    unit: str
    unit_kind: str
    hypothesis: str
    reading: str
    verdict: str
    rule: int
    contested: bool
    predictions: tuple[PredictionOutcome, ...]
    scope_status: str
    post_hoc: bool
    explanation: Labels
    codings_for: tuple[str, ...]
    codings_against: tuple[str, ...]
    codings_condition: tuple[str, ...]
    missing: tuple[tuple[str, str, str], ...]
    scope: PredictionOutcome | None = None
    rivals: tuple[RivalOutcome, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
