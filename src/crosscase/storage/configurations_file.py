"""Making the configurations of ``tables.yaml``, and checking what they ask of the scales."""

from __future__ import annotations

from collections.abc import Mapping

from crosscase.codebook import Scale
from crosscase.specs import ConfigurationSpec
from crosscase.specs.configurations import TRUTH_COLUMNS
from crosscase.storage.codebook_files import CodebookFiles
from crosscase.storage.findings import Findings, list_some
from crosscase.storage.shapes import Entry
from crosscase.storage.values import check_value

__all__ = ["make_configuration"]


def _check_codes(spec: ConfigurationSpec, entry: Entry, findings: Findings) -> None:
    if spec.outcome in spec.conditions:
        findings.add(
            entry.at("outcome"),
            "wrong-combination",
            f"{spec.outcome} as outcome and as condition",
            "another code as outcome",
            "leave it out of one of the two",
        )
    for code in spec.conditions:
        if code in TRUTH_COLUMNS:
            findings.add(
                entry.at("conditions"),
                "reserved-id",
                f"{code}, the name of a column of the truth table",
                f"a code that is not called {', '.join(TRUTH_COLUMNS)}",
                "rename the code",
            )
    for code in spec.calibrate:
        if code not in spec.codes:
            findings.add(
                entry.at("calibrate"),
                "wrong-combination",
                f"{code}, which is neither the outcome nor a condition",
                list_some(spec.codes),
                "remove it, or add it to the conditions",
            )


def _check_level(
    spec: ConfigurationSpec, entry: Entry, codebooks: CodebookFiles, findings: Findings
) -> None:
    """Refuse codes that no unit of the kind can ever have a score on."""
    for name in dict.fromkeys(spec.codes):
        code = codebooks.codes.get(name)
        if code is None:
            continue
        only_cases = spec.unit == "party" and code.level == "case" and not code.inherit
        only_parties = spec.unit == "case" and code.level == "party" and code.lifting == "none"
        if only_cases or only_parties:
            findings.add(
                entry.at("unit"),
                "level-mismatch",
                f"unit {spec.unit} with {name}, which only a {code.level} has",
                f"codes that a {spec.unit} can be scored on",
                f"write unit: {code.level}, or leave {name} out",
            )


def _check_calibration(
    code: str, scale: Scale, given: Mapping[str, float], entry: Entry, findings: Findings
) -> None:
    place = entry.at("calibrate")
    for value in given:
        check_value(scale, value, place, findings)
    missing = [value for value in scale.value_ids if value not in given]
    if given and missing:
        findings.add(
            place,
            "missing-membership",
            f"nothing for {list_some(missing)} in the calibration of {code}",
            "a membership for every value of the scale",
            "add the rest",
        )
    if not given and (scale.kind == "nominal" or len(scale.values) < 2):
        findings.add(
            place,
            "no-order",
            f"{code} on {scale.id}, whose values have no order, without calibration",
            f"a membership for each of {list_some(scale.value_ids)}",
            f"add {code} to calibrate",
        )


def _check_scales(
    spec: ConfigurationSpec, entry: Entry, codebooks: CodebookFiles, findings: Findings
) -> None:
    for code in dict.fromkeys(spec.codes):
        scale = codebooks.scale_of(code)
        if scale is None:
            continue
        if scale.kind in ("ordinal", "nominal"):
            _check_calibration(code, scale, spec.calibrate.get(code, {}), entry, findings)
            continue
        findings.add(
            entry.at("outcome" if code == spec.outcome else "conditions"),
            "no-memberships",
            f"{code}, which is on the scale of {scale.kind} {scale.id}",
            "a code on an ordinal or nominal scale",
            "choose another code",
        )


def make_configuration(
    entry: Entry, codebooks: CodebookFiles, findings: Findings
) -> ConfigurationSpec:
    """Return a declared comparison of configurations, and note all that is wrong with it.

    Parameters
    ----------
    entry : Entry
        As read.
    codebooks : CodebookFiles
        The codes it compares.
    findings : Findings
        Gets the problems.

    Returns
    -------
    ConfigurationSpec
        The declaration.
    """
    spec = ConfigurationSpec(
        id=entry["id"],
        title=entry["title"],
        outcome=entry["outcome"],
        conditions=entry["conditions"],
        unit=entry["unit"],
        period=entry["period"],
        cut=entry["cut"],
        calibrate=entry["calibrate"],
        note=entry["note"],
        source=entry["source"],
    )
    _check_codes(spec, entry, findings)
    _check_level(spec, entry, codebooks, findings)
    _check_scales(spec, entry, codebooks, findings)
    return spec
