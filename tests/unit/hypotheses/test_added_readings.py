"""A reading added after the first coding: marked post hoc, and nothing else changes by it."""

from __future__ import annotations

from dataclasses import replace

from crosscase.hypotheses import Verdict, evaluate
from crosscase.scoring import Scorebook
from crosscase.specs import Hypothesis, Reading
from tests.builders import build_study, equals, hypothesis, labels, predict

SEEN = predict("seen", equals("gun", "present"), "doubly-decisive")
HOOP = predict("hoop-seen", equals("hoop", "present"), "hoop")


def reading(id: str, *predictions: object, **fields: object) -> Reading:
    return Reading(id, labels(id), "", predictions, **fields)  # type: ignore[arg-type]


def registered(made: Hypothesis) -> Hypothesis:
    return replace(made, registered_sha256=made.predicts_sha256)


def verdicts(*hypotheses: Hypothesis, **values: dict[str, str]) -> dict[tuple[str, str], Verdict]:
    study = build_study(
        cases={"ab": ("a", "b")},
        codes=("gun", "hoop"),
        periods={"process": {"early": {"ab": ("", "2010")}, "late": {"ab": ("2010", "")}}},
        hypotheses=hypotheses,
        codings=[
            (f"d-{n}", "ab", code, value, {"period": period})
            for n, (code, said) in enumerate(values.items())
            for period, value in said.items()
        ],
    )
    found = evaluate(study, Scorebook(study))
    return {(v.hypothesis, v.reading): v for v in found if v.unit == "ab"}


def test_the_registered_hash_knows_nothing_of_it() -> None:
    before = registered(hypothesis("H", readings=[reading("first", SEEN)]))
    after = replace(before, readings=(*before.readings, reading("late", HOOP, added="2026-11-21")))
    assert not after.post_hoc
    unmarked = replace(before, readings=(*before.readings, reading("late", HOOP)))
    assert unmarked.post_hoc


def test_its_verdicts_alone_are_post_hoc() -> None:
    made = registered(
        hypothesis(
            "H", readings=[reading("first", SEEN), reading("late", SEEN, added="2026-11-21")]
        )
    )
    found = verdicts(made, gun={"early": "present"})
    assert not found["H", "first"].post_hoc
    assert found["H", "late"].post_hoc


def test_all_periods_takes_evidence_from_everywhere() -> None:
    made = hypothesis(
        "H",
        period="late",
        readings=[reading("only-late", SEEN), reading("all", SEEN, all_periods=True)],
    )
    found = verdicts(made, gun={"early": "present"})
    assert found["H", "only-late"].verdict == "undetermined"
    assert found["H", "all"].verdict == "supported"


def test_it_takes_no_part_in_judging_a_rival() -> None:
    rival = hypothesis("R", readings=[reading("first", SEEN)])
    more = replace(rival, readings=(*rival.readings, reading("late", HOOP, added="2026-11-21")))
    mine = hypothesis("H", HOOP, rivals=[("R", "exclusive")])
    codings = {"gun": {"early": "absent"}, "hoop": {"early": "present"}}
    assert verdicts(mine, rival, **codings)["H", "reading"].verdict == "supported"
    assert verdicts(mine, more, **codings)["H", "reading"].verdict == "supported"
