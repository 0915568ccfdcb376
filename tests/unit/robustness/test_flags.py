"""Warnings: one voice, a circle; and the ledger of rivals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosscase.corpus import Origin
from crosscase.errors import UsageError
from crosscase.robustness import (
    LEDGER_COLUMNS,
    circularity,
    ledger,
    robustness_frame,
    single_voices,
)
from tests.builders import at_least, at_most, hypothesis, predict
from tests.unit.robustness.example import CODINGS, NEED, PRESSED, small_study


def test_verdicts_on_one_voice_are_named() -> None:
    frame = single_voices(small_study())
    found = {(row.hypothesis, row.unit): (row.removed, row.note) for row in frame.itertuples()}
    assert found == {
        ("H1", "west"): ("mayor", "verdict"),
        ("H1", "north"): ("northerner", "verdict"),
        ("H1", "hill"): ("northerner", "verdict"),
        ("H2", "east"): ("mayor", "verdict"),
        ("H2", "lake"): ("mayor", "verdict"),
        ("H2", "all"): ("mayor", "verdict"),
    }


def test_one_side_on_one_voice() -> None:
    codings = [
        *CODINGS,
        ("d-north", "north", "urgency", "absent"),
        ("d-mayor", "north", "urgency", "present"),
    ]
    study = small_study(codings=codings, hypotheses=[NEED, PRESSED])
    frame = single_voices(study)
    north = frame[(frame.hypothesis == "H1") & (frame.unit == "north")]
    assert list(zip(north.removed, north.note, strict=True)) == [("northerner", "against")]


def test_a_condition_that_fails_on_one_voice_is_on_neither_side() -> None:
    made = hypothesis(
        "H1",
        predict("p", at_least("urgency", "partial"), "smoking-gun"),
        level="party",
        scope=at_most("pressure", "partial"),
    )
    codings = [("d-mayor", "east", "pressure", "present")]
    frame = single_voices(small_study(codings=codings, hypotheses=[made]))
    east = frame[frame.unit == "east"]
    assert list(zip(east.removed, east.before, east.note, strict=True)) == [
        ("mayor", "not-applicable", "verdict")
    ]


def test_one_passage_for_condition_and_outcome_is_flagged() -> None:
    made = hypothesis(
        "H1",
        predict("p", at_least("urgency", "partial"), "smoking-gun"),
        level="party",
        scope=at_most("pressure", "partial"),
    )
    codings = [
        ("d-mayor", "east", "urgency", "present", {"passage": 3}),
        ("d-mayor", "east", "pressure", "absent", {"passage": 3}),
        ("d-mayor", "west", "urgency", "present", {"passage": 4}),
        ("d-mayor", "west", "pressure", "absent", {"passage": 5}),
    ]
    frame = circularity(small_study(codings=codings, hypotheses=[made]))
    assert frame[["unit", "kind", "removed", "note", "before"]].to_numpy().tolist() == [
        ["east", "circular-passage", "k1;k2", "d-mayor, passage 3", "supported"]
    ]


@pytest.mark.parametrize("named", ["d-mayor", "thesis"])
def test_evidence_it_was_formed_from_is_flagged_and_the_verdict_run_without(named: str) -> None:
    formed = replace(NEED, formed_from=(named,))
    assert formed.predicts_sha256 == NEED.predicts_sha256
    study = small_study(
        hypotheses=[formed, PRESSED], origins=(Origin("d-mayor", "1", "thesis", 0, 1, ""),)
    )
    frame = circularity(study)
    assert set(frame.kind) == {"circular-formed-from"}
    assert set(frame.hypothesis) == {"H1"}
    found = {row.unit: (row.removed, row.before, row.after) for row in frame.itertuples()}
    assert found == {
        "east": ("d-mayor", "supported", "supported"),
        "west": ("d-mayor", "supported", "undetermined"),
        "lake": ("d-mayor", "supported", "undetermined"),
        "all": ("d-mayor", "supported", "undetermined"),
    }


def test_no_flag_without_formed_from() -> None:
    assert circularity(small_study()).empty


RIVALS = (
    hypothesis(
        "H1",
        predict("much", at_least("urgency", "present"), "smoking-gun"),
        predict("some", at_least("urgency", "partial"), "hoop"),
        level="party",
        rivals=[("H2", "exclusive")],
    ),
    hypothesis(
        "H2",
        predict("little", at_most("urgency", "partial"), "hoop"),
        level="party",
        rivals=[("H1", "compatible")],
    ),
)


def test_the_ledger_sets_rivals_side_by_side() -> None:
    frame = ledger(small_study(hypotheses=RIVALS))
    assert tuple(frame.columns) == LEDGER_COLUMNS
    west = frame[(frame.hypothesis == "H1") & (frame.unit == "west")]
    columns = [
        "relation",
        "of",
        "prediction",
        "test",
        "status",
        "codings_for",
        "codings_against",
        "discriminates",
    ]
    assert west[columns].to_numpy().tolist() == [
        ["own", "H1", "much", "smoking-gun", "met", "k4", "", "H2"],
        ["own", "H1", "some", "hoop", "met", "k4", "", "H2"],
        ["exclusive", "H2", "little", "hoop", "contrary", "", "k4", "H1"],
    ]
    assert west.groups_for.to_list() == ["mayor", "mayor", ""]


def test_evidence_that_fits_both_does_not_discriminate() -> None:
    frame = ledger(small_study(hypotheses=RIVALS))
    east = frame[(frame.hypothesis == "H1") & (frame.unit == "east")]
    assert dict(zip(east.prediction, east.status, strict=True)) == {
        "much": "contrary",
        "some": "met",
        "little": "met",
    }
    # what contradicts `much` (k2, k3) meets the rival's `little`; what meets `some` fits both
    assert dict(zip(east.prediction, east.discriminates, strict=True)) == {
        "much": "H2",
        "some": "",
        "little": "H1",
    }


def test_compatible_rivals_are_shown_but_need_not_be_told_apart() -> None:
    frame = ledger(small_study(hypotheses=RIVALS), hypotheses=["H2"], units=["west"])
    assert frame.relation.to_list() == ["own", "compatible", "compatible"]
    assert set(frame.discriminates) == {""}
    with pytest.raises(UsageError, match="hypothesis H9 is not known; allowed: H1, H2"):
        ledger(small_study(hypotheses=RIVALS), hypotheses=["H9"])


def test_the_frame_can_be_narrowed() -> None:
    study = small_study()
    told: list[str] = []
    whole = robustness_frame(study, progress=told.append)
    assert told == [
        "leaving one out",
        "alternatives",
        "stability",
        "flip sets of groups, up to 2",
        "flip sets of codings, up to 2",
        "single voices and circles",
    ]
    some = robustness_frame(study, hypotheses=["H1"], units=["all"], kinds=["flip-groups"])
    expected = whole[
        (whole.hypothesis == "H1") & (whole.unit == "all") & (whole.kind == "flip-groups")
    ]
    assert some.to_numpy().tolist() == expected.to_numpy().tolist() != []
    assert not (whole.hypothesis == "").any()
    assert (robustness_frame(study, scores=True).hypothesis == "").any()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"kinds": ["nothing"]}, "kind nothing is not known"),
        ({"units": ["nowhere"]}, "unit nowhere is not known"),
        ({"hypotheses": ["H9"]}, "hypothesis H9 is not known"),
        ({"group_size": -1}, "below 0"),
    ],
)
def test_what_is_not_known_is_refused(options: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        robustness_frame(small_study(), **options)  # type: ignore[arg-type]


def test_a_study_without_hypotheses_has_nothing_to_say() -> None:
    assert robustness_frame(small_study(hypotheses=[])).empty
    assert ledger(small_study(hypotheses=[])).empty
