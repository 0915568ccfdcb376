"""What was published beside what is derived, value by value and verdict by verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from crosscase.codebook import NOT_APPLICABLE
from crosscase.coding import Coding
from crosscase.comparison.shown import KNOWN, observed_values
from crosscase.scoring import Score, Scorebook, Selection
from crosscase.specs import PublishedValue, PublishedVerdict
from crosscase.study import Study

__all__ = [
    "OUTCOMES",
    "VALUE_COLUMNS",
    "VERDICT_COLUMNS",
    "ValueComparison",
    "VerdictComparison",
    "compare_published",
    "compare_published_verdicts",
    "published_frame",
    "published_verdict_frame",
]

OUTCOMES = ("agrees", "differs", "not-comparable")
"""What a comparison can say."""


VALUE_COLUMNS = (
    "table",
    "unit",
    "code",
    "period",
    "state",
    "value",
    "low",
    "high",
    "published",
    "printed",
    "known",
    "place",
    "outcome",
    "reason",
    "codings",
)
"""The columns of :func:`published_frame`."""

VERDICT_COLUMNS = (
    "hypothesis",
    "unit",
    "reading",
    "verdict",
    "published",
    "place",
    "outcome",
    "reason",
)
"""The columns of :func:`published_verdict_frame`."""


@dataclass(frozen=True, slots=True)
class ValueComparison:
    """A published value beside the score derived for it.

    Parameters
    ----------
    table : str
        Id of the published table.
    published : PublishedValue
        What was printed, how it is known, and the values it is compatible with.
    score : Score
        What is derived.
    outcome : str
        One of :data:`OUTCOMES`.
    reason : str
        Why it is not comparable: ``lost``, ``inferred``, ``contested``, ``silent``,
        ``unsearched`` or ``not-applicable``; empty otherwise.
    codings : tuple of str
        When it differs: sorted ids of the codings that say something else than was printed;
        all codings behind the score when none of them does so alone.
    """

    table: str
    published: PublishedValue
    score: Score
    outcome: str
    reason: str
    codings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerdictComparison:
    """A published verdict beside the verdict derived on one reading.

    Parameters
    ----------
    published : PublishedVerdict
        What was concluded, and the verdicts that agree with it.
    reading : str
        The reading the derived verdict is of; empty when there is no verdict.
    verdict : str
        The derived verdict; empty when there is none.
    outcome : str
        One of :data:`OUTCOMES`.
    reason : str
        Why it is not comparable: ``undetermined`` or ``no-verdict``; empty otherwise.
    """

    published: PublishedVerdict
    reading: str
    verdict: str
    outcome: str
    reason: str


def _round_like(number: Decimal, printed: Decimal) -> Decimal:
    return number.quantize(Decimal(1).scaleb(int(printed.as_tuple().exponent)), ROUND_HALF_UP)


def _matches_number(score: Score, printed: str) -> bool:
    """Say whether a printed number is the derived one, at its own precision, or in its range."""
    number, value = Decimal(printed), Decimal(score.value)
    if score.low and score.high and Decimal(score.low) <= number <= Decimal(score.high):
        return True
    return _round_like(value, number) == number


def _judge(study: Study, published: PublishedValue, score: Score) -> tuple[str, str]:
    """Return the outcome and the reason of a comparison."""
    if published.known == "lost" or not published.values:
        return "not-comparable", "lost"
    if score.state == "not-applicable" and NOT_APPLICABLE in published.values:
        return "agrees", ""
    if score.state not in KNOWN or score.state == "inferred":
        return "not-comparable", score.state
    printed = set(published.values)
    kind = study.scale_of(score.code).kind
    if kind == "events":
        spoken_of = printed <= set(score.values)
        return ("agrees", "") if spoken_of else ("not-comparable", "silent")
    if kind == "number":
        possible = any(_matches_number(score, value) for value in published.values)
        certain = possible and score.state == "scored"
    else:
        possible = bool(printed & set(observed_values(study, score)))
        certain = set(score.values) <= printed
        if score.state == "scored":
            possible = certain
    if certain:
        return "agrees", ""
    return ("not-comparable", "contested") if possible else ("differs", "")


def _differing(
    known: Mapping[str, Coding], published: PublishedValue, score: Score
) -> tuple[str, ...]:
    said = set(published.values)
    other = tuple(
        id for id in score.codings if known[id].code == score.code and known[id].value not in said
    )
    return other or score.codings


def compare_published(study: Study, book: Scorebook) -> tuple[ValueComparison, ...]:
    """Set every published value beside the score derived for it.

    The score is that of the period of the declared table with the same id as the published one,
    or of all evidence when there is none. A missing or an inferred score is no evidence either
    way. A contested score agrees when all its values are among the published ones, differs when
    none of what its source groups say is, and cannot be compared otherwise. A number agrees when
    it rounds to the published one at the precision of the latter, or when that lies in its range.

    Parameters
    ----------
    study : Study
        The study.
    book : Scorebook
        The scores, of that study; under any selection.

    Returns
    -------
    tuple of ValueComparison
        In the order of the published tables.
    """
    periods = {spec.id: spec.period for spec in study.tables}
    known = book.codings
    compared: list[ValueComparison] = []
    for table in study.published_tables:
        for published in table.values:
            score = book.score(published.unit, published.code, period=periods.get(table.id, ""))
            outcome, reason = _judge(study, published, score)
            codings = _differing(known, published, score) if outcome == "differs" else ()
            compared.append(ValueComparison(table.id, published, score, outcome, reason, codings))
    return tuple(compared)


def published_frame(
    study: Study,
    *,
    selection: Selection = Selection(),  # noqa: B008
) -> pd.DataFrame:
    """Return every published value beside the score derived for it, as a DataFrame.

    Parameters
    ----------
    study : Study
        The study.
    selection : Selection
        What counts; by default the study as it stands.

    Returns
    -------
    DataFrame
        A row for each published value, in the order of the published tables: ``table, unit,
        code, period, state, value, low, high, published`` (the values it is compatible with),
        ``printed, known, place, outcome, reason, codings`` (those that make it differ). Lists
        are joined by ``;``.

    Raises
    ------
    UsageError
        When the selection names what the study does not have.
    """
    rows = [
        (
            one.table,
            one.score.unit,
            one.score.code,
            one.score.period,
            one.score.state,
            one.score.value,
            one.score.low,
            one.score.high,
            ";".join(one.published.values),
            one.published.printed,
            one.published.known,
            one.published.place,
            one.outcome,
            one.reason,
            ";".join(one.codings),
        )
        for one in compare_published(study, Scorebook(study, selection))
    ]
    return pd.DataFrame(rows, columns=pd.Index(VALUE_COLUMNS), dtype=object)


def compare_published_verdicts(
    study: Study, verdicts: Iterable[tuple[str, str, str, str]]
) -> tuple[VerdictComparison, ...]:
    """Set every published verdict beside the verdicts derived for it.

    Parameters
    ----------
    study : Study
        The study.
    verdicts : iterable of (unit, hypothesis, reading, verdict)
        Derived verdicts in any order; the outcome over all units has the unit ``all``.

    Returns
    -------
    tuple of VerdictComparison
        In the order of the published verdicts. One that names no reading is set beside every
        reading, in the order the hypothesis declares them. A derived verdict ``undetermined``
        is no evidence either way, unless it is among those said to agree.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> printed = PublishedVerdict("H1", "all", {}, ("rejected",), "§ 9")
    >>> study = SimpleNamespace(published_verdicts=(printed,), hypotheses=())
    >>> [c.outcome for c in compare_published_verdicts(study, [("all", "H1", "r", "supported")])]
    ['differs']
    """
    order = {
        (hypothesis.id, reading.id): place
        for hypothesis in study.hypotheses
        for place, reading in enumerate(hypothesis.readings)
    }
    derived: dict[tuple[str, str], dict[str, str]] = {}
    for unit, hypothesis, reading, verdict in verdicts:
        derived.setdefault((unit, hypothesis), {})[reading] = verdict
    compared: list[VerdictComparison] = []
    for published in study.published_verdicts:
        found = derived.get((published.unit, published.hypothesis), {})
        wanted = [r for r in found if not published.reading or r == published.reading]
        wanted.sort(key=lambda r: (order.get((published.hypothesis, r), len(order)), r))
        if not wanted:
            compared.append(VerdictComparison(published, "", "", "not-comparable", "no-verdict"))
        for reading in wanted:
            verdict = found[reading]
            if verdict in published.agrees:
                outcome, reason = "agrees", ""
            elif verdict == "undetermined":
                outcome, reason = "not-comparable", verdict
            else:
                outcome, reason = "differs", ""
            compared.append(VerdictComparison(published, reading, verdict, outcome, reason))
    return tuple(compared)


def published_verdict_frame(comparisons: Iterable[VerdictComparison]) -> pd.DataFrame:
    """Return published verdicts beside the derived ones, as a DataFrame.

    Parameters
    ----------
    comparisons : iterable of VerdictComparison
        What :func:`compare_published_verdicts` gave.

    Returns
    -------
    DataFrame
        A row for each comparison: ``hypothesis, unit, reading, verdict, published`` (the
        verdicts that agree, joined by ``;``), ``place, outcome, reason``.
    """
    rows = [
        (
            one.published.hypothesis,
            one.published.unit,
            one.reading,
            one.verdict,
            ";".join(one.published.agrees),
            one.published.place,
            one.outcome,
            one.reason,
        )
        for one in comparisons
    ]
    return pd.DataFrame(rows, columns=pd.Index(VERDICT_COLUMNS), dtype=object)
