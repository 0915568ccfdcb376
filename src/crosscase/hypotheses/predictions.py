"""Predictions: what becomes of one on a unit, on which scores and codings, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crosscase.codebook import Labels
from crosscase.coding import Coding
from crosscase.hypotheses.conditions import as_condition
from crosscase.hypotheses.expressions import Domains
from crosscase.hypotheses.grounds import (
    Question,
    carrying,
    first_status,
    pose,
    read_score,
    shared_codings,
    spoken,
)
from crosscase.hypotheses.phrases import (
    say_both_hold,
    say_few_groups,
    say_outcome,
    say_undivided,
    say_unknown,
)
from crosscase.hypotheses.records import AtomOutcome, PredictionOutcome
from crosscase.hypotheses.words import in_both
from crosscase.scoring import Score, Scorebook
from crosscase.specs import Expression, Prediction, ScoreRef
from crosscase.study import Study

__all__ = ["judge_prediction", "judge_scope"]

_MISSING = frozenset({"silent", "unsearched", "inferred"})


@dataclass(frozen=True)
class _Evidence:
    """The scores a prediction reads, and what they may be taken for.

    ``values`` gives the value of every coding behind a score on the scale of that score, which
    for an inferred score is not the scale of the coding. ``undivided`` holds the comparisons of
    two scores that cannot be told apart, with the reason.
    """

    study: Study
    codings: Mapping[str, Coding]
    scores: Mapping[ScoreRef, Score]
    domains: Domains
    accepted: frozenset[str]
    values: Mapping[ScoreRef, Mapping[str, str]]
    undivided: Mapping[Expression, Labels]

    @property
    def unsettled(self) -> tuple[Score, ...]:
        """The scores that do not stand for one value."""
        return tuple(s for s in self.scores.values() if s.state not in self.accepted)

    @property
    def settled(self) -> bool:
        return not self.unsettled and not self.undivided

    def sides(self, expression: Expression) -> tuple[frozenset[str], frozenset[str]]:
        """Return the codings that make an atom hold in its polarity, and that make it fail."""
        said = {ref: tuple(values.values()) for ref, values in self.values.items()}
        sides = spoken(
            expression, self.domains, said, self.study.scale_of, undivided=self.undivided.keys()
        )
        said_by = [
            (id, (ref, v)) for ref, values in self.values.items() for id, v in values.items()
        ]
        holds, fails = (frozenset(id for id, one in said_by if one in side) for side in sides)
        return holds, fails

    def below(self, expression: Expression) -> frozenset[str]:
        """Return the codings on which an expression that holds rests."""
        said = {ref: tuple(values.values()) for ref, values in self.values.items()}
        rests_on = carrying(
            expression, self.domains, said, self.study.scale_of, undivided=self.undivided.keys()
        )
        return frozenset(
            id
            for ref, values in self.values.items()
            for id, value in values.items()
            if (ref, value) in rests_on
        )

    @property
    def behind(self) -> frozenset[str]:
        """The codings behind all scores."""
        return frozenset(id for values in self.values.values() for id in values)

    @property
    def atoms(self) -> tuple[AtomOutcome, ...]:
        return tuple(
            AtomOutcome(ref.code, ref.period, score.state, score.value, self.domains[ref])
            for ref, score in self.scores.items()
        )

    @property
    def missing(self) -> tuple[tuple[str, str, str], ...]:
        return tuple(
            dict.fromkeys((s.unit, s.code, s.state) for s in self.unsettled if s.state in _MISSING)
        )

    def groups(self, codings: Iterable[str]) -> tuple[str, ...]:
        """Return the source groups behind codings, sorted."""
        behind = (self.study.documents[self.codings[id].document] for id in codings)
        return tuple(sorted({document.source_group for document in behind}))


def _gather(
    study: Study, book: Scorebook, codings: Mapping[str, Coding], unit: str, question: Question
) -> _Evidence:
    accept = question.accept_inferred
    scores = {ref: book.score(unit, ref.code, period=ref.period) for ref in question.refs}
    domains: dict[ScoreRef, tuple[str, ...]] = {}
    values: dict[ScoreRef, Mapping[str, str]] = {}
    for ref, score in scores.items():
        _, domains[ref], values[ref] = read_score(
            study, book, codings, score, accept_inferred=accept
        )
    undivided: dict[Expression, Labels] = {}
    for atom, left, right in question.pairs:
        shared = shared_codings(*([codings[id] for id in values[one]] for one in (left, right)))
        if shared:
            undivided[atom] = say_undivided(study, left, right, shared)
    return _Evidence(
        study,
        codings,
        scores,
        domains,
        frozenset({"scored", "inferred"} if accept else {"scored"}),
        values,
        undivided,
    )


def _why_open(evidence: _Evidence, *, both: bool) -> Labels:
    if both:
        return say_both_hold()
    reasons = list(evidence.undivided.values())
    if evidence.unsettled:
        reasons.insert(0, say_unknown(evidence.study, evidence.unsettled))
    return in_both(lambda language: "; ".join(dict.fromkeys(r[language] for r in reasons)))


def judge_prediction(
    study: Study,
    book: Scorebook,
    codings: Mapping[str, Coding],
    prediction: Prediction,
    *,
    unit: str,
    period: str = "",
) -> PredictionOutcome:
    """Say what becomes of a prediction on a unit.

    It is met (contrary) when what is expected (contrary) holds for every joint assignment of
    values its scores may take; neutral when every score is known and neither holds; else open.
    A missing score may take every value of its scale, a contested one the span observed. About
    a code that does not apply nothing can be said, and as little about a comparison of two
    scores that rest on the same undivided passage or decision.

    A coding is *for* when its own value, put in the place of the score, makes an atom of what
    is expected hold in the polarity in which it stands, and *against* when it makes it fail, or
    makes an atom of a declared contrary hold. A met outcome rests on the codings for, a
    contrary one on those that make an atom of the contrary hold.

    Parameters
    ----------
    study : Study
        The study.
    book : Scorebook
        Its scores.
    codings : mapping
        The codings of the scorebook, by id.
    prediction : Prediction
        What is predicted.
    unit : str
        A case or party.
    period : str
        The period of scores without one of their own.

    Returns
    -------
    PredictionOutcome
        The status with all it rests on.
    """
    declared = prediction.contrary is not None
    question = pose(prediction, period)
    evidence = _gather(study, book, codings, unit, question)
    speak_for, speak_against = evidence.sides(question.expect)
    speak_contrary, _ = evidence.sides(question.contrary)
    status, both = first_status(
        question,
        evidence.domains,
        study.scale_of,
        settled=evidence.settled,
        undivided=evidence.undivided.keys(),
    )
    held = {"met": question.expect, "contrary": question.contrary}.get(status)
    groups = evidence.groups(evidence.below(held) if held else evidence.behind)
    if status == "open":
        reason = _why_open(evidence, both=both)
    elif status != "neutral" and len(groups) < prediction.min_groups:
        reason = say_few_groups(status, len(groups), prediction.min_groups)
        status = "open"
    else:
        reason = say_outcome(status, declared=declared, settled=evidence.settled)
    return PredictionOutcome(
        prediction=prediction.id,
        status=status,
        reason=reason,
        scores=tuple((s.unit, s.code, s.period, s.toward) for s in evidence.scores.values()),
        atoms=evidence.atoms,
        codings_for=tuple(sorted(speak_for)),
        codings_against=tuple(sorted(speak_against | speak_contrary)),
        groups=groups,
        missing=evidence.missing,
    )


def judge_scope(
    study: Study,
    book: Scorebook,
    codings: Mapping[str, Coding],
    scope: Expression,
    *,
    unit: str,
    period: str = "",
) -> PredictionOutcome:
    """Say whether the condition of a hypothesis holds (``met``) or fails (``contrary``).

    Parameters
    ----------
    study : Study
        The study.
    book : Scorebook
        Its scores.
    codings : mapping
        The codings of the scorebook, by id.
    scope : Expression
        The condition.
    unit : str
        A case or party.
    period : str
        The period of scores without one of their own.

    Returns
    -------
    PredictionOutcome
        With ``scope`` for an id; no number of source groups is asked for.
    """
    return judge_prediction(study, book, codings, as_condition(scope), unit=unit, period=period)
