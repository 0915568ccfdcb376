"""Finding a part of a report by its id: a score, a coding, a verdict, a hypothesis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crosscase.comparison import find_ref
from crosscase.report.model import Report
from crosscase.report.robustness.parts import find_card

__all__ = ["Found", "find_part"]


@dataclass(frozen=True, slots=True)
class Found:
    """A part of a report: what kind it is, and the record it shows."""

    kind: str
    record: Any


def _score(report: Report, id: str) -> Any:
    ref = find_ref(id)
    study = report.study
    if ref is None or ref.unit not in study.units or ref.code not in study.codes:
        return None
    if ref.period and ref.period not in study.periods:
        return None
    directed = study.codes[ref.code].directed
    return None if ref.toward and not (directed and ref.toward in study.units) else ref


def _coding(report: Report, id: str) -> Any:
    return report.evidence.get(id.partition(".")[2])


def _hypothesis(report: Report, id: str) -> Any:
    name = id.partition(".")[2]
    return next((one for one in report.study.hypotheses if one.id == name), None)


def _verdict(report: Report, id: str) -> Any:
    """Return a hypothesis, its reading, and the verdict by it."""
    names = id.split(".")[1:]
    verdict = report.now.verdict_of(*names) if len(names) == 3 else None
    if verdict is None:
        return None
    hypothesis = next(one for one in report.study.hypotheses if one.id == verdict.hypothesis)
    reading = next(one for one in hypothesis.readings if one.id == verdict.reading)
    return hypothesis, reading, verdict


def _account(report: Report, id: str) -> Any:
    return find_card(report, id) if report.robustness else None


def _overview(report: Report, id: str) -> Any:
    return report.study.hypotheses or None


_FINDERS = {
    "score": _score,
    "coding": _coding,
    "facts": _coding,
    "hypothesis": _hypothesis,
    "about": _hypothesis,
    "verdict": _verdict,
    "robustness": _account,
    "overview": _overview,
}


def find_part(report: Report, id: str) -> Found | None:
    """Find a part of a report.

    Parameters
    ----------
    report : Report
        The report.
    id : str
        Such as ``score.dsz.urgency``.

    Returns
    -------
    Found or None
        None where the report has no such part.
    """
    kind = id.partition(".")[0]
    record = _FINDERS[kind](report, id) if kind in _FINDERS else None
    return None if record is None else Found(kind, record)
