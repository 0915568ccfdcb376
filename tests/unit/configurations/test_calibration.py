"""From scores to memberships: places on the scale, declared values, and who is left out."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from crosscase.configurations import Unscored, calibrate_scores
from crosscase.errors import UsageError
from crosscase.scoring import Scorebook
from crosscase.study import Study
from tests.builders import build_study, code

PERIODS = {"process": {"early": {"ab": ("2000", "2005")}}}


def make_study() -> Study:
    return build_study(
        cases={"ab": ("a", "b"), "cd": ("c", "d")},
        codes=[
            code("urgency", lifting="any"),
            code("trust", "degree"),
            code("standing", "standing"),
            code("pilot", "yes-no"),
            code("years", "years"),
            code("mirrored", "presence", mirror=("trust", {"low": "present"})),
        ],
        periods=PERIODS,
        codings=[
            ("d1", "a", "urgency", "present"),
            ("d1", "b", "urgency", "partial"),
            ("d1", "c", "urgency", "absent"),
            ("d1", "a", "trust", "medium", {"period": "early"}),
            ("d1", "b", "trust", "low"),
            ("d1", "c", "trust", "high"),
            ("d1", "d", "trust", "low"),
            ("d2", "d", "trust", "high"),
            ("d1", "a", "standing", "poor"),
            ("d1", "c", "standing", "very-good"),
            ("d1", "a", "pilot", "yes"),
            ("d1", "c", "pilot", "no"),
        ],
        coverage=[("c1", "d1", "mirrored"), ("c1", "d2", "mirrored")],
    )


def calibrate(
    outcome: str,
    *conditions: str,
    units: str = "party",
    mapping: Mapping[str, Mapping[str, float]] | None = None,
    period: str = "",
) -> tuple[dict[str, list[float]], tuple[Unscored, ...]]:
    study = make_study()
    frame, left_out = calibrate_scores(
        study,
        Scorebook(study),
        outcome,
        conditions,
        units=units,
        mapping=mapping,
        period=period,
    )
    assert list(frame.columns) == [*conditions, outcome]
    return {str(row[0]): list(row[1:]) for row in frame.itertuples()}, left_out


def test_places_on_the_scale_by_default() -> None:
    rows, left_out = calibrate("trust", "urgency")
    assert rows == {"a": [1, 0.5], "b": [0.5, 0], "c": [0, 1]}
    assert left_out == (Unscored("d", "urgency", "unsearched"), Unscored("d", "trust", "contested"))


def test_a_longer_scale() -> None:
    rows, _ = calibrate("standing", "trust")
    assert rows == {"a": [0.5, 0.25], "c": [1, 1]}


def test_a_declared_mapping() -> None:
    given = {"urgency": {"absent": 0, "partial": 0.33, "present": 1}}
    rows, _ = calibrate("trust", "urgency", mapping=given)
    assert rows["b"] == [0.33, 0]


def test_cases_have_scores_of_their_own() -> None:
    rows, left_out = calibrate("trust", "urgency", units="case")
    assert rows == {"ab": [1, 0.5]}
    assert [(one.unit, one.code) for one in left_out] == [("cd", "urgency")]


def test_only_the_evidence_of_a_period() -> None:
    rows, left_out = calibrate("urgency", "trust", period="early")
    assert rows == {}
    missing = {(one.code, one.state) for one in left_out if one.unit == "a"}
    assert missing == {("urgency", "unsearched")}


def test_an_inferred_score_is_missing() -> None:
    _, left_out = calibrate("mirrored", "trust")
    assert Unscored("b", "mirrored", "inferred") in left_out


def test_a_nominal_scale_needs_a_mapping() -> None:
    with pytest.raises(UsageError, match=r"calibration of pilot: .* have no order"):
        calibrate("pilot", "urgency")
    rows, _ = calibrate("pilot", "urgency", mapping={"pilot": {"yes": 1, "no": 0}})
    assert rows == {"a": [1, 1], "c": [0, 0]}


@pytest.mark.parametrize(
    ("conditions", "mapping", "said"),
    [
        (["years"], {}, "which is of kind number"),
        (["nothing"], {}, "code 'nothing': found no such code"),
        (["urgency"], {"nothing": {}}, "code 'nothing': found no such code"),
        (["urgency"], {"standing": {}}, "of standing: found no such condition or outcome"),
        (["urgency"], {"urgency": {"absent": 0, "present": 1}}, "found nothing for partial"),
        (["urgency"], {"urgency": {"absent": 0, "some": 1}}, "found unknown some"),
        (
            ["urgency"],
            {"urgency": {"absent": 0, "partial": 0.5, "present": 1.5}},
            "found present=1.5; allowed: 0 to 1",
        ),
    ],
)
def test_what_cannot_be_calibrated(
    conditions: list[str], mapping: dict[str, dict[str, float]], said: str
) -> None:
    with pytest.raises(UsageError) as refused:
        calibrate("trust", *conditions, mapping=mapping)
    assert said in str(refused.value)


def test_an_unknown_kind_of_unit_or_period() -> None:
    with pytest.raises(UsageError, match="units: found 'village'; allowed: case, party"):
        calibrate("trust", "urgency", units="village")
    with pytest.raises(UsageError, match="unknown period 'late'"):
        calibrate("trust", "urgency", period="late")
