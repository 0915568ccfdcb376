"""What a report shows of declared configurations, as records."""

from __future__ import annotations

import math
import warnings
from collections.abc import Mapping
from dataclasses import dataclass

from pandas import DataFrame

from crosscase.comparison import Ref
from crosscase.configurations import (
    AmbiguousCaseWarning,
    Diversity,
    calibrate_scores,
    fit_parameters,
    measure_diversity,
    truth_table,
)
from crosscase.configurations.calibration import calibrate_scale
from crosscase.configurations.memberships import check_memberships
from crosscase.configurations.truth import assign_rows
from crosscase.scoring import Scorebook
from crosscase.specs import ConfigurationSpec
from crosscase.study import Study

__all__ = [
    "ConditionFit",
    "Configurations",
    "LeftOutUnit",
    "Membership",
    "TruthRow",
    "UnitRow",
    "gather_configurations",
]


@dataclass(frozen=True, slots=True)
class Membership:
    """How far a unit belongs to a set, and the score that says so."""

    ref: Ref
    degree: float


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with its memberships: one for each condition, the last of the outcome."""

    unit: str
    memberships: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class LeftOutUnit:
    """A unit that is left out, with the scores that are missing and how they are missing."""

    unit: str
    missing: tuple[tuple[Ref, str], ...]


@dataclass(frozen=True, slots=True)
class TruthRow:
    """A combination of conditions that occurs.

    Parameters
    ----------
    present : tuple of bool
        Of each condition, whether it is there.
    units : tuple of str
        Those that show the combination.
    inclusion, pri : float or None
        None where they are not defined.
    output : bool
        Whether the inclusion reaches the cut.
    contradictory : bool
        Whether some of its units have the outcome and others have not.
    """

    present: tuple[bool, ...]
    units: tuple[str, ...]
    inclusion: float | None
    pri: float | None
    output: bool
    contradictory: bool


@dataclass(frozen=True, slots=True)
class ConditionFit:
    """How a condition, or its absence, fits as necessary and as sufficient.

    Parameters
    ----------
    code : str
        The condition.
    present : bool
        False for its absence.
    necessity : tuple of float or None
        Inclusion, relevance of necessity and coverage.
    sufficiency : tuple of float or None
        Inclusion, PRI and coverage.
    """

    code: str
    present: bool
    necessity: tuple[float | None, ...]
    sufficiency: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Configurations:
    """Declared configurations with all that is shown of them.

    Parameters
    ----------
    spec : ConfigurationSpec
        The declaration.
    calibration : mapping
        Code → value → membership.
    units : tuple of UnitRow
        The units that are compared.
    left_out : tuple of LeftOutUnit
        Those that are not.
    cases : int
        How many cases the units are of.
    rows : tuple of TruthRow
        The truth table, without the combinations nobody shows.
    halves : tuple
        Units in no row, each with the conditions in which they are exactly half.
    fits : tuple of ConditionFit
        The single conditions, and then their absence.
    diversity : Diversity or None
        What the units show of all that is possible; None when no unit is compared.
    """

    spec: ConfigurationSpec
    calibration: Mapping[str, Mapping[str, float]]
    units: tuple[UnitRow, ...]
    left_out: tuple[LeftOutUnit, ...]
    cases: int = 0
    rows: tuple[TruthRow, ...] = ()
    halves: tuple[tuple[str, tuple[str, ...]], ...] = ()
    fits: tuple[ConditionFit, ...] = ()
    diversity: Diversity | None = None

    @property
    def undefined(self) -> bool:
        """Whether any number that is shown of it is not defined."""
        numbers = [number for fit in self.fits for number in fit.necessity + fit.sufficiency]
        return None in numbers + [row.pri for row in self.rows]

    @property
    def refs(self) -> tuple[Ref, ...]:
        """All scores it rests on, and those that are missing."""
        found = [one.ref for row in self.units for one in row.memberships]
        return tuple(found + [ref for unit in self.left_out for ref, _ in unit.missing])


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value


def _rows(frame: DataFrame, spec: ConfigurationSpec) -> tuple[TruthRow, ...]:
    with warnings.catch_warnings():
        # The units it warns of are told of as `halves`.
        warnings.simplefilter("ignore", AmbiguousCaseWarning)
        found = truth_table(frame, spec.outcome, spec.conditions, cut=spec.cut)
    return tuple(
        TruthRow(
            tuple(bool(row[code]) for code in spec.conditions),
            tuple(row["cases"].split(";")),
            _number(row["incl"]),
            _number(row["PRI"]),
            row["OUT"] == "1",
            row["contradictory"],
        )
        for row in found.to_dict("records")
    )


def _fits(frame: DataFrame, spec: ConfigurationSpec) -> tuple[ConditionFit, ...]:
    found = fit_parameters(frame, spec.outcome, spec.conditions, size=1)
    of = {(row["expression"], row["kind"]): row for row in found.to_dict("records")}
    fits = []
    for present in (True, False):
        for code in spec.conditions:
            name = code if present else f"~{code}"
            needed, enough = of[name, "necessity"], of[name, "sufficiency"]
            fits.append(
                ConditionFit(
                    code,
                    present,
                    tuple(_number(needed[key]) for key in ("incl", "ron", "cov")),
                    tuple(_number(enough[key]) for key in ("incl", "pri", "cov")),
                )
            )
    return tuple(fits)


def _gather(study: Study, book: Scorebook, spec: ConfigurationSpec) -> Configurations:
    frame, unscored = calibrate_scores(
        study,
        book,
        spec.outcome,
        spec.conditions,
        units=spec.unit,
        mapping=spec.calibrate,
        period=spec.period,
    )
    missing: dict[str, list[tuple[Ref, str]]] = {}
    for one in unscored:
        missing.setdefault(one.unit, []).append((Ref(one.unit, one.code, spec.period), one.state))
    calibration = {code: calibrate_scale(study, code, spec.calibrate) for code in spec.codes}
    left_out = tuple(LeftOutUnit(unit, tuple(states)) for unit, states in missing.items())
    if frame.empty:
        return Configurations(spec, calibration, (), left_out)
    units = tuple(
        UnitRow(
            str(unit),
            tuple(Membership(Ref(str(unit), code, spec.period), row[code]) for code in spec.codes),
        )
        for unit, row in zip(frame.index, frame.to_dict("records"), strict=True)
    )
    _, halves = assign_rows(check_memberships(frame, spec.outcome, spec.conditions))
    return Configurations(
        spec,
        calibration,
        units,
        left_out,
        cases=len({study.case_of(row.unit) for row in units}),
        rows=_rows(frame, spec),
        halves=tuple((units[place].unit, codes) for place, codes in halves.items()),
        fits=_fits(frame, spec),
        diversity=measure_diversity(frame, spec.outcome, spec.conditions),
    )


def gather_configurations(study: Study, book: Scorebook) -> tuple[Configurations, ...]:
    """Compute what a report shows of the declared configurations.

    Parameters
    ----------
    study : Study
        The study.
    book : Scorebook
        Its scores.

    Returns
    -------
    tuple of Configurations
        In the order of the declarations.
    """
    return tuple(_gather(study, book, spec) for spec in study.configurations)
