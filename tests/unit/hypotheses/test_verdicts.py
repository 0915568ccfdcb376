"""From codings to verdicts: every rule and every claim, through the real scores."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crosscase.errors import UsageError
from crosscase.hypotheses import ALL, Verdict, evaluate
from crosscase.scoring import Scorebook
from crosscase.specs import Expression, Hypothesis, Prediction, Reading
from tests.builders import (
    at_least,
    build_study,
    change,
    code,
    document,
    equals,
    every,
    hypothesis,
    labels,
    no,
    predict,
    some,
)

CODES = (
    "gun",
    "hoop",
    "straw",
    "rival",
    "other-rival",
    "when",
    "also-when",
    code("trust", "degree"),
)


def is_there(name: str) -> Expression:
    return equals(name, "present")


GUN = predict("gun-seen", is_there("gun"), "smoking-gun")
HOOP = predict("hoop-seen", is_there("hoop"), "hoop")
STRAW = predict("straw-seen", is_there("straw"), "straw-in-the-wind")
BOTH = predict("both-seen", is_there("gun"), "doubly-decisive")


def judged(
    *hypotheses: Hypothesis, codings: dict[str, str], unit: str = "a", **study: Any
) -> Verdict:
    """The verdict of the first hypothesis on a party with these values of codes, one group each."""
    study.setdefault("codes", CODES)
    made = build_study(
        hypotheses=hypotheses,
        codings=[(f"d-{name}", unit, name, value) for name, value in codings.items()],
        **study,
    )
    found = evaluate(made, Scorebook(made))
    return next(v for v in found if v.unit == unit and v.hypothesis == hypotheses[0].id)


def party(*predictions: Prediction, id: str = "H1", **more: Any) -> Hypothesis:
    return hypothesis(id, *predictions, level="party", **more)


def outcome(verdict: Verdict) -> tuple[str, int]:
    return verdict.verdict, verdict.rule


WHEN = {"scope": is_there("when")}


@pytest.mark.parametrize(
    ("when", "expected", "status"),
    [
        ("absent", ("not-applicable", 1), "fails"),
        (None, ("undetermined", 1), "unknown"),
        ("present", ("supported", 4), "holds"),
    ],
)
def test_rule_1_scope(when: str | None, expected: tuple[str, int], status: str) -> None:
    codings = {"gun": "present"} | ({"when": when} if when else {})
    found = judged(party(GUN, **WHEN), codings=codings)
    assert (outcome(found), found.scope_status) == (expected, status)


def test_rule_1_rests_on_the_codings_of_the_scope() -> None:
    fails = judged(party(GUN, **WHEN), codings={"when": "absent", "gun": "present"})
    assert (fails.codings_for, fails.codings_against, fails.missing) == ((), (), ())
    assert fails.codings_condition == ("k1",)
    assert fails.predictions[0].codings_for == ("k2",)
    unknown = judged(party(GUN, HOOP, **WHEN), codings={"gun": "present"})
    assert (unknown.codings_for, unknown.missing) == ((), (("a", "when", "unsearched"),))
    assert unknown.codings_condition == ()
    holds = judged(party(GUN, HOOP, **WHEN), codings={"when": "present", "gun": "present"})
    assert (holds.codings_for, holds.missing) == (("k2",), (("a", "hoop", "unsearched"),))
    assert holds.scope is not None
    assert holds.scope.codings_for == ("k1",)
    assert holds.codings_condition == ()


@pytest.mark.parametrize(
    ("when", "also", "expected"),
    [
        ("present", "present", "supported"),
        ("present", "absent", "not-applicable"),
        ("absent", "present", "not-applicable"),
        ("absent", None, "not-applicable"),
        (None, "absent", "not-applicable"),
        ("present", None, "undetermined"),
        (None, None, "undetermined"),
    ],
)
def test_scope_is_that_of_the_hypothesis_and_of_the_reading(
    when: str | None, also: str | None, expected: str
) -> None:
    reading = Reading("r", labels("r"), "", (GUN,), scope=is_there("also-when"))
    given = {"gun": "present", "when": when, "also-when": also}
    found = judged(party(readings=[reading], **WHEN), codings={k: v for k, v in given.items() if v})
    assert found.verdict == expected


def test_scopes_that_exclude_each_other_fail_though_unknown() -> None:
    reading = Reading("r", labels("r"), "", (GUN,), scope=no(is_there("when")))
    found = judged(party(readings=[reading], **WHEN), codings={"gun": "present"})
    assert (found.verdict, found.scope_status) == ("not-applicable", "fails")


def test_an_inferred_score_does_not_open_a_scope() -> None:
    mirrored = [code("when", mirror=("trust", {"low": "present"})), code("trust", "degree"), "gun"]
    found = judged(
        party(GUN, **WHEN),
        codings={"trust": "low", "gun": "present"},
        codes=mirrored,
        coverage=[("c1", "d-trust"), ("c1", "d-gun")],
    )
    assert outcome(found) == ("undetermined", 1)
    assert found.missing == (("a", "when", "inferred"),)


@pytest.mark.parametrize("decisive", [GUN, BOTH])
def test_rule_2_decisive_evidence_that_contradicts_itself(decisive: Prediction) -> None:
    found = judged(party(decisive, HOOP), codings={"gun": "present", "hoop": "absent"})
    assert outcome(found) == ("undetermined", 2)
    assert found.contested
    assert (found.codings_for, found.codings_against) == (("k1",), ("k2",))


def test_rule_3_contrary_hoop() -> None:
    codings = {"hoop": "absent", "straw": "present"}
    found = judged(party(HOOP, GUN, STRAW), codings=codings)
    assert outcome(found) == ("rejected", 3)
    assert not found.contested
    assert outcome(judged(party(BOTH), codings={"gun": "absent"})) == ("rejected", 3)


def test_rule_4_smoking_gun_with_every_hoop() -> None:
    seen = {"gun": "present", "hoop": "present"}
    assert outcome(judged(party(GUN, HOOP), codings=seen)) == ("supported", 4)
    assert outcome(judged(party(BOTH), codings=seen)) == ("supported", 4)
    assert outcome(judged(party(GUN, HOOP), codings={"gun": "present"})) == ("undetermined", 7)


RIVAL_HOOP = predict("rival-seen", is_there("rival"), "hoop")


def with_rivals(*relations: str) -> Hypothesis:
    return party(HOOP, rivals=[(f"R{n}", r) for n, r in enumerate(relations, start=1)])


@pytest.mark.parametrize("test", ["hoop", "doubly-decisive"])
def test_rule_5_every_exclusive_rival_is_excluded(test: str) -> None:
    rival = party(predict("rival-seen", is_there("rival"), test), id="R1")
    found = judged(with_rivals("exclusive"), rival, codings={"hoop": "present", "rival": "absent"})
    assert outcome(found) == ("supported", 5)
    (excluded,) = found.rivals
    assert (excluded.hypothesis, excluded.reading) == ("R1", "reading")
    assert excluded.prediction.codings_against == ("k2",)
    assert (found.codings_for, found.codings_against) == (("k1",), ())


@pytest.mark.parametrize(
    ("codings", "rivals"),
    [
        ({"hoop": "present"}, [party(RIVAL_HOOP, id="R1")]),
        ({"hoop": "present", "rival": "present"}, [party(RIVAL_HOOP, id="R1")]),
        (
            {"hoop": "present", "rival": "absent"},
            [party(predict("rival-seen", is_there("rival"), "smoking-gun"), id="R1")],
        ),
        (
            {"hoop": "present", "rival": "absent"},
            [party(predict("rival-seen", is_there("rival"), "straw-in-the-wind"), id="R1")],
        ),
    ],
)
def test_rule_5_needs_a_contrary_hoop_of_the_rival(
    codings: dict[str, str], rivals: list[Hypothesis]
) -> None:
    found = judged(with_rivals("exclusive"), *rivals, codings=codings)
    assert outcome(found) == ("undetermined", 7)
    assert found.rivals == ()


def test_rule_5_needs_each_exclusive_rival_excluded_and_asks_nothing_of_compatible_ones() -> None:
    rivals = (
        party(RIVAL_HOOP, id="R1"),
        party(predict("other-seen", is_there("other-rival"), "hoop"), id="R2"),
    )
    one = {"hoop": "present", "rival": "absent"}
    two = one | {"other-rival": "absent"}
    assert outcome(judged(with_rivals("exclusive", "exclusive"), *rivals, codings=one))[1] == 7
    assert outcome(judged(with_rivals("exclusive", "exclusive"), *rivals, codings=two))[1] == 5
    assert outcome(judged(with_rivals("exclusive", "compatible"), *rivals, codings=one))[1] == 5
    assert outcome(judged(with_rivals("compatible", "compatible"), *rivals, codings=two))[1] == 7


def test_rule_5_needs_a_contrary_hoop_in_every_reading_of_the_rival() -> None:
    rival = party(
        id="R1",
        readings=[
            Reading("narrow", labels("narrow"), "", (RIVAL_HOOP,)),
            Reading("wide", labels("wide"), "", (predict("p", is_there("other-rival"), "hoop"),)),
        ],
    )
    one = {"hoop": "present", "rival": "absent"}
    assert outcome(judged(with_rivals("exclusive"), rival, codings=one))[1] == 7
    found = judged(with_rivals("exclusive"), rival, codings=one | {"other-rival": "absent"})
    assert outcome(found) == ("supported", 5)
    assert [r.reading for r in found.rivals] == ["narrow", "wide"]


def test_rivals_are_judged_by_predictions_never_by_verdicts() -> None:
    hoop_and_gun = party(RIVAL_HOOP, predict("g", is_there("other-rival"), "smoking-gun"), id="R1")
    codings = {"hoop": "present", "rival": "absent", "other-rival": "present"}
    study = build_study(
        codes=CODES,
        hypotheses=[with_rivals("exclusive"), hoop_and_gun],
        codings=[(f"d-{name}", "a", name, value) for name, value in codings.items()],
    )
    found = {v.hypothesis: v for v in evaluate(study, Scorebook(study)) if v.unit == "a"}
    assert outcome(found["R1"]) == ("undetermined", 2)
    assert outcome(found["H1"]) == ("supported", 5)

    out_of_scope = party(RIVAL_HOOP, id="R1", **WHEN)
    codings = {"hoop": "present", "rival": "absent", "when": "absent"}
    assert outcome(judged(with_rivals("exclusive"), out_of_scope, codings=codings))[1] == 5


def test_two_hypotheses_that_exclude_each_other_are_not_both_supported() -> None:
    mine = party(HOOP, rivals=[("R1", "exclusive")])
    theirs = party(RIVAL_HOOP, id="R1", rivals=[("H1", "exclusive")])
    codings = {"hoop": "present", "rival": "absent"}
    assert judged(mine, theirs, codings=codings).verdict == "supported"
    assert judged(theirs, mine, codings=codings).verdict == "rejected"


def test_rule_6_some_met_some_contrary() -> None:
    codings = {"straw": "present", "gun": "absent"}
    assert outcome(judged(party(STRAW, GUN, HOOP), codings=codings)) == ("partly", 6)


def test_rule_7_otherwise() -> None:
    assert outcome(judged(party(HOOP), codings={"hoop": "present"})) == ("undetermined", 7)
    assert outcome(judged(party(STRAW), codings={"straw": "present"})) == ("undetermined", 7)
    assert outcome(judged(party(GUN), codings={"gun": "absent"})) == ("undetermined", 7)
    nothing = judged(party(GUN, HOOP), codings={})
    assert outcome(nothing) == ("undetermined", 7)
    assert nothing.missing == (("a", "gun", "unsearched"), ("a", "hoop", "unsearched"))


def test_rules_come_in_order() -> None:
    rival = party(RIVAL_HOOP, id="R1")
    codings = {"gun": "present", "hoop": "present", "rival": "absent", "straw": "absent"}
    exclusive = [("R1", "exclusive")]
    found = judged(party(GUN, HOOP, STRAW, rivals=exclusive), rival, codings=codings)
    assert outcome(found) == ("supported", 4)
    assert found.rivals == ()
    found = judged(party(HOOP, STRAW, rivals=exclusive), rival, codings=codings)
    assert outcome(found) == ("supported", 5)
    codings["hoop"] = "absent"
    found = judged(party(HOOP, STRAW, rivals=exclusive), rival, codings=codings)
    assert outcome(found) == ("rejected", 3)


PERIODS = {
    "process": {"before": {"ab": ("2006", "2010")}, "after": {"ab": ("2010", "2012")}},
    "inquiry": {"asked": {"cd": ("2006", "2010")}, "answered": {"cd": ("2010", "")}},
}
TWO_CASES = {"ab": ("a", "b"), "cd": ("c", "d")}
FALLS = change("trust", "asked", "answered", "falls")


@pytest.mark.parametrize(
    "about",
    [
        party(predict("p", FALLS)),
        party(predict("p", some(no(FALLS), is_there("gun")))),
        party(predict("p", is_there("gun"), contrary=FALLS)),
        party(GUN, scope=FALLS),
        party(readings=[Reading("r", labels("r"), "", (GUN,), scope=no(FALLS))]),
    ],
)
def test_change_between_periods_without_dates_does_not_apply(about: Hypothesis) -> None:
    dated: dict[str, Any] = {"periods": PERIODS, "cases": TWO_CASES}
    found = judged(about, codings={"gun": "present"}, **dated)
    assert outcome(found) == ("not-applicable", 1)
    assert (found.scope_status, found.missing) == ("undated", ())
    assert "Without dates: inquiry." in found.explanation["en"]
    assert "Zonder data: inquiry." in found.explanation["nl"]
    elsewhere = judged(about, codings={"gun": "present"}, unit="c", **dated)
    assert elsewhere.verdict != "not-applicable"


def test_a_condition_does_not_decide_where_periods_have_no_dates() -> None:
    about = party(predict("p", FALLS), scope=every(is_there("when"), is_there("gun")))
    found = judged(about, codings={"gun": "present"}, periods=PERIODS, cases=TWO_CASES)
    assert (found.scope_status, found.missing, found.codings_for) == ("undated", (), ())


def test_conditions_are_read_in_the_period_of_the_reading() -> None:
    reading = Reading("r", labels("r"), "", (GUN,), period="after")
    about = party(readings=[reading], period="before", **WHEN)
    study = build_study(
        codes=CODES,
        periods=PERIODS,
        codings=[
            ("d1", "a", "when", "present", {"period": "after"}),
            ("d1", "a", "when", "absent", {"period": "before"}),
            ("d2", "a", "gun", "present", {"period": "after"}),
        ],
        hypotheses=[about],
    )
    assert outcome(evaluate(study, Scorebook(study))[0]) == ("supported", 4)


def test_only_the_reading_with_the_change_does_not_apply() -> None:
    readings = [
        Reading("moving", labels("moving"), "", (predict("p", FALLS),)),
        Reading("standing", labels("standing"), "", (GUN,)),
    ]
    study = build_study(
        codes=CODES,
        cases=TWO_CASES,
        periods=PERIODS,
        codings=[("d1", "a", "gun", "present")],
        hypotheses=[party(readings=readings)],
    )
    found = {v.reading: v for v in evaluate(study, Scorebook(study)) if v.unit == "a"}
    assert outcome(found["moving"]) == ("not-applicable", 1)
    assert outcome(found["standing"]) == ("supported", 4)


def values_by_unit(about: Hypothesis, values: dict[str, str], **study: Any) -> list[Verdict]:
    """All verdicts where each unit has a value on ``gun``, and on ``when`` after a slash."""
    codings = []
    for unit, given in values.items():
        gun, _, when = given.partition("/")
        codings += [(f"d-{unit}", unit, "gun", gun)] if gun else []
        codings += [(f"d-{unit}", unit, "when", when)] if when else []
    made = build_study(codes=CODES, codings=codings, hypotheses=[about], **study)
    return list(evaluate(made, Scorebook(made)))


THREE_CASES = {"ab": ("a", "b"), "cd": ("c", "d"), "ef": ("e",)}


def test_party_level_has_verdicts_for_parties_then_their_case_then_all() -> None:
    found = values_by_unit(party(BOTH), {"a": "present", "c": "absent"}, cases=THREE_CASES)
    assert [(v.unit, v.unit_kind, v.verdict, v.rule) for v in found] == [
        ("a", "party", "supported", 4),
        ("b", "party", "undetermined", 7),
        ("ab", "case", "undetermined", 0),
        ("c", "party", "rejected", 3),
        ("d", "party", "undetermined", 7),
        ("cd", "case", "rejected", 0),
        ("e", "party", "undetermined", 7),
        ("ef", "case", "undetermined", 0),
        (ALL, "all", "rejected", 0),
    ]
    whole = found[-1]
    assert whole.counts == {
        "supported": 1,
        "rejected": 1,
        "partly": 0,
        "undetermined": 3,
        "not-applicable": 0,
    }
    assert (whole.codings_for, whole.codings_against) == (("k1",), ("k2",))
    assert [unit for unit, _, _ in whole.missing] == ["b", "d", "e"]
    assert (whole.predictions, whole.scope_status, found[0].counts) == ((), "", {})


def test_case_level_has_verdicts_for_cases_then_all() -> None:
    found = values_by_unit(
        hypothesis("H1", BOTH),
        {"ab": "present", "cd": "present", "ef": "present"},
        cases=THREE_CASES,
    )
    assert [(v.unit, v.unit_kind, v.verdict, v.rule) for v in found] == [
        ("ab", "case", "supported", 4),
        ("cd", "case", "supported", 4),
        ("ef", "case", "supported", 4),
        ("all", "all", "supported", 0),
    ]


def test_the_overall_verdict_counts_parties_not_cases() -> None:
    about = party(BOTH, claim="at-least", k=2)
    found = values_by_unit(
        about, {"a": "present", "b": "present", "c": "absent"}, cases=THREE_CASES
    )
    verdicts = {v.unit: v.verdict for v in found}
    assert [verdicts[unit] for unit in ("ab", "cd", "ef", "all")] == [
        "supported",
        "undetermined",
        "undetermined",
        "supported",
    ]


UNITS = {
    "supported": "present/present",
    "rejected": "absent/present",
    "undetermined": "/present",
    "not-applicable": "present/absent",
}


@pytest.mark.parametrize(
    ("claim", "k", "first", "second", "third", "expected"),
    [
        ("universal", 0, "supported", "supported", "supported", "supported"),
        ("universal", 0, "supported", "not-applicable", "supported", "supported"),
        ("universal", 0, "supported", "undetermined", "supported", "undetermined"),
        ("universal", 0, "supported", "undetermined", "rejected", "rejected"),
        ("universal", 0, "not-applicable", "not-applicable", "not-applicable", "not-applicable"),
        ("existential", 0, "rejected", "undetermined", "supported", "supported"),
        ("existential", 0, "rejected", "undetermined", "rejected", "undetermined"),
        ("existential", 0, "rejected", "not-applicable", "rejected", "rejected"),
        ("at-least", 2, "supported", "rejected", "supported", "supported"),
        ("at-least", 2, "supported", "rejected", "undetermined", "undetermined"),
        ("at-least", 2, "supported", "rejected", "rejected", "rejected"),
        ("at-least", 2, "supported", "not-applicable", "not-applicable", "undetermined"),
    ],
)
def test_claims_over_cases(
    claim: str, k: int, first: str, second: str, third: str, expected: str
) -> None:
    given = {"ab": first, "cd": second, "ef": third}
    found = values_by_unit(
        hypothesis("H1", BOTH, claim=claim, k=k, **WHEN),
        {unit: UNITS[verdict] for unit, verdict in given.items()},
        cases=THREE_CASES,
    )
    assert {v.unit: v.verdict for v in found} == {**given, "all": expected}


def test_partly_over_cases() -> None:
    about = hypothesis("H1", GUN, predict("straw-seen", is_there("when"), "straw-in-the-wind"))
    given = {"ab": "absent/present", "cd": "absent/present", "ef": "present"}
    found = values_by_unit(about, given, cases=THREE_CASES)
    assert [v.verdict for v in found] == ["partly", "partly", "supported", "partly"]


def test_a_claim_is_contested_where_a_unit_that_leaves_it_open_is() -> None:
    about = hypothesis("H1", GUN, predict("w", is_there("when"), "hoop"))
    found = values_by_unit(
        about, {"ab": "present/absent", "cd": "present/present"}, cases=TWO_CASES
    )
    assert [(v.verdict, v.contested) for v in found] == [
        ("undetermined", True),
        ("supported", False),
        ("undetermined", True),
    ]
    rejected = values_by_unit(about, {"ab": "present/absent", "cd": "/absent"}, cases=TWO_CASES)
    assert [(v.verdict, v.contested) for v in rejected][1:] == [
        ("rejected", False),
        ("rejected", False),
    ]


def test_a_study_without_units_or_hypotheses() -> None:
    empty = build_study(cases={}, codes=CODES, hypotheses=[hypothesis("H1", GUN)])
    (found,) = evaluate(empty, Scorebook(empty))
    assert (found.unit, found.verdict) == ("all", "not-applicable")
    without = build_study()
    assert evaluate(without, Scorebook(without)) == ()


def test_hypotheses_and_readings_keep_the_order_of_the_study() -> None:
    readings = [Reading(id, labels(id), "", (GUN,)) for id in ("z", "a")]
    study = build_study(
        codes=CODES, hypotheses=[party(readings=readings, id="H2"), party(GUN, id="H1")]
    )
    found = [(v.hypothesis, v.reading, v.unit) for v in evaluate(study, Scorebook(study))]
    units = ["a", "b", "ab", "all"]
    assert found == [
        (h, r, u) for h, r in (("H2", "z"), ("H2", "a"), ("H1", "reading")) for u in units
    ]


def test_a_hypothesis_that_predicts_something_else_than_registered_is_post_hoc() -> None:
    plain = party(GUN)
    registered = replace(plain, registered_sha256=plain.predicts_sha256)
    changed = replace(registered, readings=party(HOOP).readings)
    for about, expected in ((registered, False), (changed, True), (plain, True)):
        study = build_study(codes=CODES, hypotheses=[about])
        assert {v.post_hoc for v in evaluate(study, Scorebook(study))} == {expected}


def test_parties_are_not_pooled_with_their_case() -> None:
    study = build_study(
        codes=CODES,
        documents=[document("d1")],
        codings=[("d1", "ab", "gun", "present")],
        hypotheses=[party(BOTH)],
    )
    found = {v.unit: v.verdict for v in evaluate(study, Scorebook(study))}
    assert found == dict.fromkeys(("a", "b", "ab", "all"), "undetermined")


def test_an_expression_a_scale_cannot_answer_is_refused_with_its_place() -> None:
    about = party(GUN, predict("p", every(at_least("kind", "both"))))
    study = build_study(codes=["gun", code("kind", "tasks")], hypotheses=[about])
    with pytest.raises(UsageError, match=r"^hypothesis H1, reading reading: at_least on kind"):
        evaluate(study, Scorebook(study))
