"""Calibration: from scores to memberships, by the place of a value on its scale or as declared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pandas import DataFrame

from crosscase.errors import UsageError
from crosscase.scoring import Scorebook
from crosscase.study import Study

__all__ = ["Unscored", "calibrate_scale", "calibrate_scores"]


@dataclass(frozen=True, slots=True, order=True)
class Unscored:
    """A unit that is left out because one of its scores is missing, and how it is missing."""

    unit: str
    code: str
    state: str


def _check_code(study: Study, code: str) -> None:
    if code not in study.codes:
        known = ", ".join(study.codes) or "none in this study"
        raise UsageError(f"code {code!r}: found no such code; allowed: {known}; choose one")


def _declared(code: str, values: Sequence[str], given: Mapping[str, float]) -> dict[str, float]:
    unknown = [value for value in given if value not in values]
    missing = [value for value in values if value not in given]
    if unknown or missing:
        found = f"unknown {', '.join(unknown)}" if unknown else f"nothing for {', '.join(missing)}"
        raise UsageError(
            f"calibration of {code}: found {found}; allowed: {', '.join(values)}, each once; "
            "give every value of the scale a membership"
        )
    outside = [f"{value}={number:g}" for value, number in given.items() if not 0 <= number <= 1]
    if outside:
        raise UsageError(
            f"calibration of {code}: found {', '.join(outside)}; allowed: 0 to 1; change it"
        )
    return {value: float(given[value]) for value in values}


def calibrate_scale(
    study: Study, code: str, mapping: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    """Return the membership of each value that a code may have.

    Parameters
    ----------
    study : Study
        The study.
    code : str
        One of its codes.
    mapping : mapping
        Code → value → membership, for codes that do not go by the place on their scale.

    Returns
    -------
    dict
        Value → membership, in the order of the scale.

    Raises
    ------
    UsageError
        When the scale cannot be calibrated, or the declared memberships do not fit it.
    """
    scale = study.scale_of(code)
    values = scale.value_ids
    if not values or scale.kind not in ("ordinal", "nominal"):
        raise UsageError(
            f"calibration of {code}: found scale {scale.id}, which is of kind {scale.kind}; "
            "allowed: ordinal and nominal scales; choose another code"
        )
    if code in mapping:
        return _declared(code, values, mapping[code])
    if scale.kind == "nominal" or len(values) < 2:
        raise UsageError(
            f"calibration of {code}: found scale {scale.id}, whose values have no order; "
            f"allowed: a declared membership for {', '.join(values)}; declare one for each"
        )
    return {value: place / (len(values) - 1) for place, value in enumerate(values)}


def calibrate_scores(
    study: Study,
    book: Scorebook,
    outcome: str,
    conditions: Sequence[str],
    *,
    units: str = "case",
    mapping: Mapping[str, Mapping[str, float]] | None = None,
    period: str = "",
) -> tuple[DataFrame, tuple[Unscored, ...]]:
    """Turn the scores of units into memberships, and say which units are left out.

    By default a value of an ordinal scale gets its place on the scale divided by the last place:
    absent 0, partial 0.5, present 1. A membership of 0.5 says that a case is neither in nor out,
    so such a case has no row in a truth table; a declared mapping avoids it. Only a score in state
    ``scored`` counts: nothing is imputed, inferred or taken from a contested score.

    Parameters
    ----------
    study : Study
        The study.
    book : Scorebook
        Its scores.
    outcome : str
        Code of the outcome.
    conditions : sequence of str
        Codes of the conditions.
    units : {"case", "party"}
        Which units are compared.
    mapping : mapping, optional
        Code → value → membership, instead of the default; a code on a nominal scale needs one.
    period : str
        Only the evidence of this period; empty for all.

    Returns
    -------
    DataFrame, tuple of Unscored
        A row a unit, in the order of the study, with the conditions and last the outcome as
        columns; and each missing score of the units left out.

    Raises
    ------
    UsageError
        When a code, a kind of unit or a period does not exist, a scale cannot be calibrated, or a
        declared mapping leaves values out, has values the scale does not have or memberships
        outside 0 to 1.
    """
    chosen = {"case": study.cases, "party": study.parties}.get(units)
    if chosen is None:
        raise UsageError(f"units: found {units!r}; allowed: case, party; choose one")
    codes = (*conditions, outcome)
    declared = mapping or {}
    for code in (*codes, *declared):
        _check_code(study, code)
    unused = [code for code in declared if code not in codes]
    if unused:
        raise UsageError(
            f"calibration of {', '.join(unused)}: found no such condition or outcome; "
            f"allowed: {', '.join(codes)}; leave it out or add the code"
        )
    memberships = {code: calibrate_scale(study, code, declared) for code in codes}
    rows: dict[str, list[float]] = {}
    left_out: list[Unscored] = []
    for unit in chosen:
        scores = [book.score(unit.id, code, period=period) for code in codes]
        missing = [Unscored(unit.id, s.code, s.state) for s in scores if s.state != "scored"]
        left_out += missing
        if not missing:
            rows[unit.id] = [memberships[s.code][s.value] for s in scores]
    frame = DataFrame(list(rows.values()), index=list(rows), columns=list(codes), dtype=float)
    return frame, tuple(left_out)
