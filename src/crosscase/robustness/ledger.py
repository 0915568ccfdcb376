"""The ledger of rivals: what speaks for and against every prediction, side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields

from pandas import DataFrame

from crosscase.hypotheses import PredictionOutcome, Verdict, evaluate
from crosscase.robustness.rows import refuse_unknown
from crosscase.scoring import Scorebook
from crosscase.specs import Hypothesis
from crosscase.study import Study

__all__ = ["LEDGER_COLUMNS", "discriminates", "ledger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    hypothesis: str
    reading: str
    unit: str
    verdict: str
    relation: str
    of: str
    of_reading: str
    prediction: str
    test: str
    status: str
    codings_for: str
    codings_against: str
    groups_for: str
    groups_against: str
    discriminates: str


LEDGER_COLUMNS = tuple(one.name for one in fields(_Entry))
"""The columns of :func:`ledger`."""


def discriminates(one: PredictionOutcome, others: Iterable[PredictionOutcome]) -> bool:
    """Say whether the outcome of a prediction bears on a rival in the opposite direction.

    It does when it is met by a coding that contradicts a prediction of the rival, which is then
    contrary; or when it is contradicted by a coding that meets one of the rival. Evidence that
    fits both, or says nothing of the rival, does not discriminate.

    Parameters
    ----------
    one : PredictionOutcome
        What became of a prediction.
    others : iterable of PredictionOutcome
        What became of the predictions of a rival on the same unit.

    Returns
    -------
    bool
        Whether it tells the two apart.

    Examples
    --------
    >>> def outcome(status, for_, against):
    ...     return PredictionOutcome("p", status, {}, (), (), for_, against, (), ())
    >>> met = outcome("met", ("k1",), ())
    >>> discriminates(met, [outcome("contrary", (), ("k1",))])
    True
    >>> discriminates(met, [outcome("met", ("k1",), ())])
    False
    """
    if one.status == "met":
        mine, opposite = set(one.codings_for), "contrary"
    elif one.status == "contrary":
        mine, opposite = set(one.codings_against), "met"
    else:
        return False
    return any(
        other.status == opposite
        and mine.intersection(
            other.codings_against if opposite == "contrary" else other.codings_for
        )
        for other in others
    )


class _Ledger:
    def __init__(self, study: Study) -> None:
        self.study = study
        book = Scorebook(study)
        self.verdicts = evaluate(study, book)
        self.hypotheses = {hypothesis.id: hypothesis for hypothesis in study.hypotheses}
        self.codings = book.codings
        self.outcomes = {
            (v.hypothesis, v.reading, v.unit): v.predictions for v in self.verdicts if v.predictions
        }

    def of_rival(self, rival: Hypothesis, unit: str) -> list[PredictionOutcome]:
        """Return the outcomes of all readings of a rival but those added later."""
        return [
            outcome
            for reading in rival.readings
            if not reading.added
            for outcome in self.outcomes.get((rival.id, reading.id, unit), ())
        ]

    def groups(self, codings: Iterable[str]) -> str:
        documents = (self.study.documents[self.codings[id].document] for id in codings)
        return ";".join(sorted({document.source_group for document in documents}))

    def entries(self, verdict: Verdict) -> Iterator[_Entry]:
        hypothesis = self.hypotheses[verdict.hypothesis]
        rivals = {rival.id: rival.relation for rival in hypothesis.rivals}
        theirs = {id: self.of_rival(self.hypotheses[id], verdict.unit) for id in rivals}
        tells = {
            one.prediction: ";".join(
                id
                for id, relation in rivals.items()
                if relation == "exclusive" and discriminates(one, theirs[id])
            )
            for one in verdict.predictions
        }
        yield from self.side(verdict, "own", hypothesis, verdict.reading, tells)
        for id, relation in rivals.items():
            rival = self.hypotheses[id]
            for reading in rival.readings:
                outcomes = self.outcomes.get((id, reading.id, verdict.unit), ())
                back = {
                    one.prediction: verdict.hypothesis
                    if relation == "exclusive" and discriminates(one, verdict.predictions)
                    else ""
                    for one in outcomes
                }
                yield from self.side(verdict, relation, rival, reading.id, back)

    def side(
        self,
        verdict: Verdict,
        relation: str,
        hypothesis: Hypothesis,
        reading: str,
        tells: Mapping[str, str],
    ) -> Iterator[_Entry]:
        (made,) = (one for one in hypothesis.readings if one.id == reading)
        outcomes = self.outcomes.get((hypothesis.id, reading, verdict.unit), ())
        for prediction, outcome in zip(made.predictions, outcomes, strict=True):
            yield _Entry(
                hypothesis=verdict.hypothesis,
                reading=verdict.reading,
                unit=verdict.unit,
                verdict=verdict.verdict,
                relation=relation,
                of=hypothesis.id,
                of_reading=reading,
                prediction=prediction.id,
                test=prediction.test,
                status=outcome.status,
                codings_for=";".join(outcome.codings_for),
                codings_against=";".join(outcome.codings_against),
                groups_for=self.groups(outcome.codings_for),
                groups_against=self.groups(outcome.codings_against),
                discriminates=tells[prediction.id],
            )


def ledger(
    study: Study, *, hypotheses: Collection[str] = (), units: Collection[str] = ()
) -> DataFrame:
    """Set the predictions of each hypothesis beside those of its rivals, unit by unit.

    Parameters
    ----------
    study : Study
        The study.
    hypotheses, units : collection of str
        Only the ledgers of these; of all when empty.

    Returns
    -------
    DataFrame
        A row for each hypothesis, reading, unit and prediction, its own first and then those of
        its rivals on the same unit, with the columns

        ``hypothesis``, ``reading``, ``unit``, ``verdict``
            Whose ledger it is.
        ``relation``
            ``own``, ``exclusive`` or ``compatible``.
        ``of``, ``of_reading``, ``prediction``, ``test``
            Whose prediction it is, and how much hangs on it.
        ``status``
            What became of it.
        ``codings_for``, ``codings_against``, ``groups_for``, ``groups_against``
            The codings and source groups that speak for and against, joined by ``;``.
        ``discriminates``
            The exclusive rivals from which the outcome tells the hypothesis apart; see
            :func:`discriminates`. Of a rival's prediction: the hypothesis itself, where it does.

    Raises
    ------
    UsageError
        When a hypothesis or unit is not known.
    """
    refuse_unknown("hypothesis", hypotheses, [one.id for one in study.hypotheses])
    refuse_unknown("unit", units, study.units)
    made = _Ledger(study)
    rows = [
        astuple(entry)
        for verdict in made.verdicts
        if verdict.predictions
        and (not hypotheses or verdict.hypothesis in hypotheses)
        and (not units or verdict.unit in units)
        for entry in made.entries(verdict)
    ]
    return DataFrame(rows, columns=list(LEDGER_COLUMNS))
