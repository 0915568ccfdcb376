"""Predictions: what becomes of one on a unit, on which scores and codings, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosscase.codebook import NOT_APPLICABLE, Labels
from crosscase.coding import Coding
from crosscase.hypotheses.expressions import (
    Decision,
    Domains,
    atom_refs,
    decide,
    decide_atom,
    expression_refs,
    signed_atoms,
    with_period,
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

__all__ = ["codings_of", "judge_prediction", "judge_scope"]

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

    def decide(self, expression: Expression) -> Decision:
        return decide(
            expression, self.domains, self.study.scale_of, left_open=self.undivided.keys()
        )

    def would_hold(self, expression: Expression) -> bool:
        """Say whether it holds when comparisons that are left open are made all the same."""
        return decide(expression, self.domains, self.study.scale_of) is True

    def status(self, expect: Expression, contrary: Expression) -> str:
        if self.decide(expect):
            return "met"
        if self.decide(contrary):
            return "contrary"
        return "neutral" if self.settled else "open"

    def sides(self, expression: Expression) -> tuple[frozenset[str], frozenset[str]]:
        """Return the codings that make an atom hold in its polarity, and that make it fail."""
        makes: dict[bool, set[str]] = {True: set(), False: set()}
        for atom, positive in signed_atoms(expression):
            if atom in self.undivided:
                continue
            for ref in atom_refs(atom):
                for coding, value in self.values[ref].items():
                    put = {**self.domains, ref: (value,)}
                    outcome = decide_atom(atom, put, self.study.scale_of)
                    if outcome is not None:
                        makes[outcome is positive].add(coding)
        return frozenset(makes[True]), frozenset(makes[False])

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


def codings_of(study: Study, book: Scorebook) -> Mapping[str, Coding]:
    """Return the codings a scorebook draws on: as they stand, or as they were at a snapshot.

    Parameters
    ----------
    study : Study
        The study.
    book : Scorebook
        Its scores.

    Returns
    -------
    mapping
        Codings by id.
    """
    snapshot = book.selection.snapshot
    if not snapshot:
        return study.codings
    return {coding.id: coding for coding in study.snapshots[snapshot][1].codings}


def _behind(
    book: Scorebook, study: Study, codings: Mapping[str, Coding], score: Score
) -> Mapping[str, str]:
    """Return the codings behind a score with their values on its scale; ``n/a`` is none."""
    if score.state != "inferred":
        own = ((id, codings[id].value) for id in score.codings)
        return {id: value for id, value in own if value != NOT_APPLICABLE}
    mirror = study.codes[score.code].mirror
    found: dict[str, str] = {}
    for source in score.inferred_from:
        unit, _, code = source.rpartition(":")
        seen = book.score(unit, code, period=score.period, toward=score.toward)
        for id, value in _behind(book, study, codings, seen).items():
            if mirror is not None and value in mirror.map:
                found[id] = mirror.map[value]
    return found


def _overlap(a: Coding, b: Coding) -> bool:
    return a.document == b.document and a.start < b.end and b.start < a.end


def _undivided(a: Sequence[Coding], b: Sequence[Coding]) -> tuple[Coding, ...]:
    """Return the codings of two scores that rest on one passage or decision; else nothing.

    A passage is divided as soon as one of the scores has words in it that the other does not
    touch: then each has something of its own to rest on. So every coding on either side must
    share words with one on the other side. Spans that share words lie in one passage.
    """
    if not a or not b:
        return ()
    decisions = {coding.decision for coding in (*a, *b)}
    same_words = all(any(_overlap(x, y) for y in b) for x in a) and all(
        any(_overlap(x, y) for x in a) for y in b
    )
    if same_words or (len(decisions) == 1 and "" not in decisions):
        return tuple(dict.fromkeys((*a, *b)))
    return ()


def _gather(
    study: Study,
    book: Scorebook,
    codings: Mapping[str, Coding],
    unit: str,
    expressions: tuple[Expression, ...],
    *,
    accept_inferred: bool,
) -> _Evidence:
    scores = {
        ref: book.score(unit, ref.code, period=ref.period) for ref in expression_refs(*expressions)
    }
    domains: dict[ScoreRef, tuple[str, ...]] = {}
    values: dict[ScoreRef, Mapping[str, str]] = {}
    for ref, score in scores.items():
        if score.state == "inferred" and not accept_inferred:
            domains[ref], values[ref] = study.scale_of(ref.code).value_ids, {}
        else:
            domains[ref] = () if score.state == "not-applicable" else score.values
            values[ref] = _behind(book, study, codings, score)
    undivided: dict[Expression, Labels] = {}
    for atom in (atom for one in expressions for atom, _ in signed_atoms(one)):
        if atom.left is None or atom.right is None or atom.left == atom.right:
            continue
        shared = _undivided(*([codings[id] for id in values[r]] for r in (atom.left, atom.right)))
        if shared:
            undivided[atom] = say_undivided(study, atom.left, atom.right, shared)
    return _Evidence(
        study,
        codings,
        scores,
        domains,
        frozenset({"scored", "inferred"} if accept_inferred else {"scored"}),
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
        What :func:`codings_of` gave.
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
    expect = with_period(prediction.expect, period)
    contrary = with_period(
        prediction.contrary or Expression("not", parts=(prediction.expect,)), period
    )
    evidence = _gather(
        study,
        book,
        codings,
        unit,
        (expect, contrary),
        accept_inferred=prediction.accept_inferred,
    )
    speak_for, speak_against = evidence.sides(expect)
    speak_contrary, _ = evidence.sides(contrary)
    # Declared carelessly, a contrary may hold together with what is expected; then neither counts.
    both = evidence.would_hold(expect) and evidence.would_hold(contrary)
    status = "open" if both else evidence.status(expect, contrary)
    rests_on = {"met": speak_for, "contrary": speak_contrary}.get(status, evidence.behind)
    groups = evidence.groups(rests_on)
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
        What :func:`codings_of` gave.
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
    condition = Prediction("scope", {}, scope, None, "hoop", min_groups=0)
    return judge_prediction(study, book, codings, condition, unit=unit, period=period)
