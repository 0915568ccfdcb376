"""Verdicts: each reading of each hypothesis on each unit, and the claims over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from crosscase.hypotheses.conditions import (
    SCOPE_STATUS,
    expressions_of,
    joint_scope,
    undated_schemes,
)
from crosscase.hypotheses.explain import explain_claim, explain_unit
from crosscase.hypotheses.expressions import check_expression
from crosscase.hypotheses.predictions import judge_prediction, judge_scope
from crosscase.hypotheses.records import ALL, PredictionOutcome, RivalOutcome, Verdict
from crosscase.hypotheses.rules import apply_claim, apply_rules, count_verdicts
from crosscase.scoring import Scorebook
from crosscase.specs import Hypothesis, Reading
from crosscase.study import Study, Unit

__all__ = ["evaluate"]


def _ids(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({id for group in groups for id in group}))


def _missing(
    groups: Iterable[Iterable[tuple[str, str, str]]],
) -> tuple[tuple[str, str, str], ...]:
    return tuple(dict.fromkeys(one for group in groups for one in group))


class _Evaluator:
    """Judges every prediction once for each unit, for itself and for its rivals."""

    def __init__(self, study: Study, book: Scorebook) -> None:
        self.study = study
        self.book = book
        self.codings = book.codings
        self.hypotheses = {hypothesis.id: hypothesis for hypothesis in study.hypotheses}
        self._judged: dict[tuple[str, str, str], tuple[PredictionOutcome, ...]] = {}

    def outcomes(
        self, hypothesis: Hypothesis, reading: Reading, unit: str
    ) -> tuple[PredictionOutcome, ...]:
        key = (hypothesis.id, reading.id, unit)
        if key not in self._judged:
            period = hypothesis.period_of(reading)
            self._judged[key] = tuple(
                judge_prediction(
                    self.study, self.book, self.codings, prediction, unit=unit, period=period
                )
                for prediction in reading.predictions
            )
        return self._judged[key]

    def rivals(self, hypothesis: Hypothesis, unit: str) -> dict[str, tuple[RivalOutcome, ...]]:
        """Return for each exclusive rival the hoops that exclude it; none where it stands."""
        return {
            rival.id: self.contrary_hoops(self.hypotheses[rival.id], unit)
            for rival in hypothesis.rivals
            if rival.relation == "exclusive"
        }

    def contrary_hoops(self, rival: Hypothesis, unit: str) -> tuple[RivalOutcome, ...]:
        """Return a contrary hoop for every reading of a rival; nothing if one has none."""
        found: list[RivalOutcome] = []
        for reading in rival.readings:
            if reading.added:
                continue
            hoops = [
                RivalOutcome(rival.id, reading.id, outcome)
                for prediction, outcome in zip(
                    reading.predictions, self.outcomes(rival, reading, unit), strict=True
                )
                if prediction.certain and outcome.status == "contrary"
            ]
            if not hoops:
                return ()
            found += hoops
        return tuple(found)

    def condition(
        self, hypothesis: Hypothesis, reading: Reading, unit: str
    ) -> PredictionOutcome | None:
        """Say whether the conditions of the hypothesis and the reading hold together."""
        scope = joint_scope(hypothesis, reading)
        if scope is None:
            return None
        return judge_scope(
            self.study,
            self.book,
            self.codings,
            scope,
            unit=unit,
            period=hypothesis.period_of(reading),
        )

    def judge_unit(self, hypothesis: Hypothesis, reading: Reading, unit: Unit) -> Verdict:
        outcomes = self.outcomes(hypothesis, reading, unit.id)
        undated = undated_schemes(self.study, hypothesis, reading, unit.id)
        scope = self.condition(hypothesis, reading, unit.id)
        scope_status = "undated" if undated else SCOPE_STATUS[scope.status] if scope else ""
        rivals = self.rivals(hypothesis, unit.id)
        excluded = bool(rivals) and all(rivals.values())
        tests = [prediction.test for prediction in reading.predictions]
        judged = list(zip(tests, (outcome.status for outcome in outcomes), strict=True))
        verdict, rule = apply_rules(judged, rivals_excluded=excluded, scope=scope_status)
        tested = outcomes if rule != 1 else ()
        condition = (scope,) if rule == 1 and scope is not None and not undated else ()
        found = Verdict(
            unit=unit.id,
            unit_kind=unit.kind,
            hypothesis=hypothesis.id,
            reading=reading.id,
            verdict=verdict,
            rule=rule,
            contested=rule == 2,
            predictions=outcomes,
            scope_status=scope_status,
            post_hoc=hypothesis.post_hoc or bool(reading.added),
            explanation={},
            codings_for=_ids(outcome.codings_for for outcome in tested),
            codings_against=_ids(outcome.codings_against for outcome in tested),
            codings_condition=_ids((*o.codings_for, *o.codings_against) for o in condition),
            missing=_missing(outcome.missing for outcome in (*tested, *condition)),
            scope=scope,
            rivals=tuple(one for hoops in rivals.values() for one in hoops if rule == 5),
        )
        # Rivals are worth a word only where excluding them would have made the difference.
        waiting = rule > 5 and apply_rules(judged, rivals_excluded=True)[1] == 5
        standing = [id for id, hoops in rivals.items() if waiting and not hoops]
        explanation = explain_unit(self.study, reading, found, standing=standing, undated=undated)
        return replace(found, explanation=explanation)

    def judge_claim(
        self,
        hypothesis: Hypothesis,
        reading: Reading,
        unit: str,
        unit_kind: str,
        verdicts: Sequence[Verdict],
    ) -> Verdict:
        counts = count_verdicts(verdict.verdict for verdict in verdicts)
        verdict = apply_claim(hypothesis.claim, hypothesis.k, counts)
        return Verdict(
            unit=unit,
            unit_kind=unit_kind,
            hypothesis=hypothesis.id,
            reading=reading.id,
            verdict=verdict,
            rule=0,
            contested=verdict == "undetermined" and any(v.contested for v in verdicts),
            predictions=(),
            scope_status="",
            counts=counts,
            post_hoc=hypothesis.post_hoc or bool(reading.added),
            explanation=explain_claim(
                self.study,
                hypothesis,
                verdict,
                {v.unit: v.verdict for v in verdicts},
                of_case=unit_kind == "case",
            ),
            codings_for=_ids(v.codings_for for v in verdicts),
            codings_against=_ids(v.codings_against for v in verdicts),
            codings_condition=_ids(v.codings_condition for v in verdicts),
            missing=_missing(v.missing for v in verdicts),
        )

    def judge_reading(self, hypothesis: Hypothesis, reading: Reading) -> Iterator[Verdict]:
        judged: list[Verdict] = []
        for case in self.study.cases:
            if hypothesis.level == "case":
                units = [self.judge_unit(hypothesis, reading, case)]
                yield from units
            else:
                parties = [self.study.units[party] for party in case.parties]
                units = [self.judge_unit(hypothesis, reading, party) for party in parties]
                yield from units
                yield self.judge_claim(hypothesis, reading, case.id, "case", units)
            judged += units
        yield self.judge_claim(hypothesis, reading, ALL, "all", judged)


def evaluate(study: Study, book: Scorebook) -> tuple[Verdict, ...]:
    """Evaluate every reading of every hypothesis of a study.

    Seven rules give the verdict of a reading for a unit; the first that fits decides:

    1. the condition fails: not applicable; it is not known whether it holds: undetermined;
    2. a smoking gun is met while a hoop is contrary: undetermined, contested;
    3. a hoop is contrary: rejected;
    4. a smoking gun and every hoop are met: supported;
    5. every hoop, at least one, is met and every exclusive rival, at least one, has a contrary
       hoop in each of its readings: supported;
    6. a prediction is met and another contrary: partly;
    7. otherwise undetermined.

    A doubly decisive test is a smoking gun and a hoop. A hypothesis about parties has a verdict
    for each party; its verdict for a case applies the claim to the parties of that case, the
    overall one to all parties.

    Parameters
    ----------
    study : Study
        The study.
    book : Scorebook
        Its scores; a selection made there holds here.

    Returns
    -------
    tuple of Verdict
        By hypothesis, reading and unit, in the order of the study: the parties of a case, then
        the case, and all units (``all``) last.

    Raises
    ------
    UsageError
        When a hypothesis asks of a scale what it cannot give.
    """
    for hypothesis in study.hypotheses:
        for reading in hypothesis.readings:
            for expression in expressions_of(hypothesis, reading):
                where = f"hypothesis {hypothesis.id}, reading {reading.id}"
                check_expression(expression, study.scale_of, where)
    evaluator = _Evaluator(study, book)
    return tuple(
        verdict
        for hypothesis in study.hypotheses
        for reading in hypothesis.readings
        for verdict in evaluator.judge_reading(hypothesis, reading)
    )
