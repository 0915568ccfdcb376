"""Where ``crosscase configurations`` takes its memberships from: a table or a study."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crosscase.cli.output import count_of, open_study, say, select_codings
from crosscase.errors import UsageError

if TYPE_CHECKING:
    from pandas import DataFrame

    from crosscase.specs import ConfigurationSpec
    from crosscase.study import Study

__all__ = [
    "Question",
    "calibrate_asked",
    "calibrate_declared",
    "parse_calibrations",
    "parse_names",
    "read_table",
]


_PLURALS = {"case": "cases", "party": "parties"}


@dataclass(frozen=True)
class Question:
    """What is asked: of which outcome, by which conditions, with which cuts."""

    outcome: str
    conditions: tuple[str, ...]
    negate: bool
    size: int
    cut: float
    cut0: float | None
    cases_cut: int
    complete: bool
    units: str = "cases"


def parse_names(text: str) -> tuple[str, ...]:
    """Return names joined by commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def parse_calibrations(given: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """Read ``code:value=membership,…``, once for each code."""
    found: dict[str, dict[str, float]] = {}
    for text in given:
        code, _, pairs = text.partition(":")
        try:
            parts = [pair.partition("=") for pair in pairs.split(",")]
            values = {value.strip(): float(number) for value, _, number in parts}
        except ValueError:
            values = {}
        if not code or not values or code in found:
            raise UsageError(
                f"--calibrate {text}: found no calibration of one code; allowed: such as "
                "trust:low=0,medium=0.33,high=1, once for each code; write it so"
            )
        found[code] = values
    return found


def _outcome(text: str, known: Collection[str]) -> tuple[str, bool]:
    """Read an outcome that may be negated, as ``~Y`` or ``1-Y``: its name, and whether it is."""
    found = re.fullmatch(r"(?:~|1 *-) *(.+)", text)
    return (found[1], True) if found and text not in known else (text, False)


def _negated(question: Question, known: Collection[str]) -> Question:
    outcome, negated = _outcome(question.outcome, known)
    if negated and question.negate:
        raise UsageError(
            f"found --outcome {question.outcome} and --negate-outcome; allowed: one of the two, "
            "which mean the same; leave one out"
        )
    return replace(question, outcome=outcome, negate=negated or question.negate)


def read_table(data: Path, question: Question) -> tuple[DataFrame, Question]:
    """Read a file of memberships, and the outcome as its columns have it."""
    from crosscase.configurations import read_memberships

    asked = {question.outcome, _outcome(question.outcome, ())[0], *question.conditions}
    frame = read_memberships(data, asked)
    return frame, _negated(question, frame.columns)


def _calibrate(
    study: Study,
    question: Question,
    *,
    unit: str,
    period: str,
    mapping: Mapping[str, Mapping[str, float]],
    selected: dict[str, Any],
) -> DataFrame:
    from crosscase.configurations import calibrate_scores
    from crosscase.scoring import Scorebook

    frame, left_out = calibrate_scores(
        study,
        Scorebook(study, select_codings(study, **selected)),
        question.outcome,
        question.conditions,
        units=unit,
        mapping=mapping,
        period=period,
    )
    for one in left_out:
        say(f"left out: {one.unit}, because its score on {one.code} is {one.state}")
    if unit == "party":
        cases = len({study.case_of(str(party)) for party in frame.index})
        nested = f"{count_of(len(frame), 'party', 'parties')} of {count_of(cases, 'case')}"
        say(f"nested: {nested}, which are not independent")
    if frame.empty:
        raise UsageError(
            f"found no {unit} that is scored on all of {', '.join(frame.columns)}; allowed: at "
            "least one; choose other codes, or code more of the evidence"
        )
    return frame


def _find_declared(study: Study, name: str) -> ConfigurationSpec:
    for spec in study.configurations:
        if spec.id == name:
            return spec
    known = ", ".join(spec.id for spec in study.configurations)
    raise UsageError(
        f"configurations {name!r}: found no such id; allowed: "
        + (known or "none is declared in codebooks/tables.yaml")
        + "; choose one, or give --outcome and --conditions"
    )


def calibrate_asked(
    root: Path, question: Question, *, unit: str, selected: dict[str, Any], **how: Any
) -> tuple[DataFrame, Question]:
    """Calibrate scores of a study on the codes that were named."""
    study = open_study(root)
    asked = _negated(question, study.codes)
    asked = replace(asked, units=_PLURALS[unit])
    return _calibrate(study, asked, unit=unit, selected=selected, **how), asked


def calibrate_declared(
    root: Path, name: str, question: Question, cut: float | None, selected: dict[str, Any]
) -> tuple[DataFrame, Question]:
    """Calibrate scores of a study as it declares under an id."""
    study = open_study(root)
    spec = _find_declared(study, name)
    asked = replace(
        question,
        outcome=spec.outcome,
        conditions=spec.conditions,
        cut=spec.cut if cut is None else cut,
        units=_PLURALS[spec.unit],
    )
    frame = _calibrate(
        study, asked, unit=spec.unit, period=spec.period, mapping=spec.calibrate, selected=selected
    )
    return frame, asked
