"""What becomes of one prediction on a party, through the real scores."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crosscase.coding import CodingState
from crosscase.hypotheses import AtomOutcome, PredictionOutcome, evaluate
from crosscase.scoring import Scorebook, Selection
from crosscase.specs import Expression, Reading
from tests.builders import (
    at_least,
    at_most,
    build_study,
    change,
    code,
    compare,
    document,
    equals,
    every,
    hypothesis,
    labels,
    no,
    predict,
    scale,
    some,
)

SILENT = [("c1", "d0")]
CODES = (
    "x",
    "y",
    code("trust", "degree"),
    code("fear", "presence", mirror=("trust", {"low": "present"})),
    code("colour", "tasks"),
)


def judge(
    expect: Expression,
    *codings: tuple[Any, ...],
    contrary: Expression | None = None,
    min_groups: int = 1,
    accept_inferred: bool = False,
    selection: Selection | None = None,
    unit: str = "a",
    period: str = "",
    **study: Any,
) -> PredictionOutcome:
    """Judge one prediction; codings name document, code and value, and are about party a."""
    one = predict(
        "p", expect, contrary=contrary, min_groups=min_groups, accept_inferred=accept_inferred
    )
    level = "case" if unit == "ab" else "party"
    study.setdefault("codes", CODES)
    study.setdefault("documents", ["d0", "d1", "d2", "d3"])
    made = build_study(
        codings=[c if c[1] in ("a", "b", "ab") else (c[0], "a", *c[1:]) for c in codings],
        hypotheses=[hypothesis("H1", one, level=level, period=period)],
        **study,
    )
    verdicts = evaluate(made, Scorebook(made, selection or Selection()))
    return next(v for v in verdicts if v.unit == unit).predictions[0]


def test_known_score_meets_a_prediction() -> None:
    found = judge(equals("x", "present"), ("d1", "x", "present"))
    assert found == PredictionOutcome(
        prediction="p",
        status="met",
        reason={"nl": "wat verwacht werd, doet zich voor", "en": "what is expected is the case"},
        scores=(("a", "x", "", ""),),
        atoms=(AtomOutcome("x", "", "scored", "present", ("present",)),),
        codings_for=("k1",),
        codings_against=(),
        groups=("d1",),
        missing=(),
    )


def test_known_score_contradicts_a_prediction() -> None:
    found = judge(equals("x", "present"), ("d1", "x", "absent"))
    assert (found.status, found.codings_for, found.codings_against) == ("contrary", (), ("k1",))
    assert found.groups == ("d1",)
    assert found.reason["en"] == "what is expected is not the case"


def test_nominal_score_is_one_of_the_values() -> None:
    expect = equals("colour", "both", "policy-rich")
    assert judge(expect, ("d1", "colour", "both")).status == "met"
    assert judge(expect, ("d1", "colour", "policy-poor")).status == "contrary"


def test_known_but_neither_is_neutral_where_a_contrary_is_declared() -> None:
    found = judge(equals("x", "present"), ("d1", "x", "partial"), contrary=equals("x", "absent"))
    assert found.status == "neutral"
    assert found.codings_against == ("k1",)
    assert found.groups == ("d1",)


@pytest.mark.parametrize(("value", "status"), [("present", "met"), ("absent", "contrary")])
def test_declared_contrary_decides_in_place_of_the_negation(value: str, status: str) -> None:
    found = judge(equals("x", "present"), ("d1", "x", value), contrary=equals("x", "absent"))
    assert found.status == status


def test_contrary_about_another_code_rests_on_the_codings_of_that_code() -> None:
    found = judge(
        equals("x", "present"),
        ("d1", "x", "partial"),
        ("d2", "y", "present"),
        ("d3", "y", "present"),
        contrary=equals("y", "present"),
        min_groups=2,
    )
    assert (found.status, found.groups) == ("contrary", ("d2", "d3"))
    assert found.codings_against == ("k1", "k2", "k3")
    assert found.reason["en"] == "what would contradict the prediction is the case"


def test_coding_that_makes_a_declared_contrary_fail_is_on_neither_side() -> None:
    found = judge(equals("x", "present"), ("d1", "y", "absent"), contrary=equals("y", "present"))
    assert (found.status, found.codings_for, found.codings_against) == ("open", (), ())


def test_expectation_and_contrary_that_hold_at_once_leave_it_open() -> None:
    found = judge(
        at_least("x", "partial"), ("d1", "x", "partial"), contrary=at_most("x", "partial")
    )
    assert found.status == "open"
    assert found.reason["en"].startswith("both what is expected")


@pytest.mark.parametrize(
    ("coverage", "state", "reason"),
    [
        ([], "unsearched", "not everything has been searched for “x” (0 of 1 documents)"),
        (SILENT, "silent", "the sources are silent on “x”"),
    ],
)
def test_missing_score_leaves_open(coverage: list[Any], state: str, reason: str) -> None:
    found = judge(equals("x", "present"), documents=["d0"], coverage=coverage)
    assert found.status == "open"
    assert found.missing == (("a", "x", state),)
    assert found.atoms == (AtomOutcome("x", "", state, "", ("absent", "partial", "present")),)
    assert found.reason["en"] == reason
    assert found.reason["nl"]


def test_missing_score_is_listed_also_where_another_decides() -> None:
    found = judge(some(equals("x", "present"), equals("y", "present")), ("d1", "y", "present"))
    assert (found.status, found.codings_for) == ("met", ("k1",))
    assert found.missing == (("a", "x", "unsearched"),)
    assert found.reason["en"].endswith("whatever the value of the scores that are not settled")


@pytest.mark.parametrize(
    ("expect", "status"),
    [
        (at_least("x", "partial"), "open"),
        (equals("x", "partial"), "open"),
        (at_least("x", "absent"), "met"),
    ],
)
def test_contested_score_stands_for_its_span(expect: Expression, status: str) -> None:
    found = judge(expect, ("d1", "x", "absent"), ("d2", "x", "present"))
    assert found.status == status
    assert found.missing == ()
    assert found.atoms[0].state == "contested"


def test_contested_nominal_score_stands_for_what_was_said() -> None:
    said = ("d1", "colour", "both"), ("d2", "colour", "policy-rich")
    kinds = scale("kinds", "nominal", "consensus", "policy-poor both policy-rich")
    disagree = {"codes": [code("colour", "kinds")], "scales": [kinds]}
    met = judge(equals("colour", "both", "policy-rich"), *said, **disagree)
    assert (met.status, met.groups) == ("met", ("d1", "d2"))
    assert judge(equals("colour", "policy-poor"), *said, **disagree).status == "contrary"
    still_open = judge(equals("colour", "both"), *said, **disagree)
    assert still_open.status == "open"
    assert still_open.reason["en"] == "“colour” is contested (both or policy-rich)"
    assert (still_open.codings_for, still_open.codings_against) == (("k1",), ("k2",))


def test_inferred_score_counts_as_missing_unless_accepted() -> None:
    expect, low = equals("fear", "present"), ("d0", "trust", "low")
    given: dict[str, Any] = {"documents": ["d0"], "coverage": SILENT}
    refused = judge(expect, low, **given)
    assert (refused.status, refused.missing) == ("open", (("a", "fear", "inferred"),))
    assert refused.atoms[0].values == ("absent", "partial", "present")
    assert (refused.codings_for, refused.groups) == ((), ())
    assert "only inferred" in refused.reason["en"]

    accepted = judge(expect, low, accept_inferred=True, **given)
    assert (accepted.status, accepted.missing) == ("met", ())
    assert accepted.atoms[0] == AtomOutcome("fear", "", "inferred", "present", ("present",))
    assert (accepted.codings_for, accepted.groups) == (("k1",), ("d0",))


def test_coding_behind_an_inferred_score_counts_at_its_mirrored_value() -> None:
    found = judge(
        equals("fear", "absent"),
        ("d0", "trust", "low"),
        ("d0", "trust", "low"),
        ("d0", "trust", "medium"),
        documents=["d0"],
        coverage=SILENT,
        accept_inferred=True,
    )
    assert (found.status, found.codings_against) == ("contrary", ("k1", "k2"))


def test_a_code_that_does_not_apply_leaves_its_atoms_unknown() -> None:
    na = ("d1", "x", "n/a", {"memo": "no council yet"})
    found = judge(at_least("x", "absent"), na)
    assert (found.status, found.missing) == ("open", ())
    assert found.atoms == (AtomOutcome("x", "", "not-applicable", "", ()),)
    assert found.reason["en"] == "“x” does not apply here (no council yet)"
    assert (found.codings_for, found.codings_against) == ((), ())
    beside = judge(
        some(at_least("x", "absent"), equals("y", "present")), na, ("d1", "y", "present")
    )
    assert beside.status == "met"
    against = judge(
        equals("x", "present"), na, ("d1", "y", "partial"), contrary=equals("y", "absent")
    )
    assert against.status == "open"


def test_one_group_is_one_voice_however_often_quoted() -> None:
    expect = equals("x", "present")
    quoted = ("d1", "x", "present"), ("d1", "x", "present"), ("d1", "x", "present")
    one = judge(expect, *quoted, min_groups=2)
    assert (one.status, one.groups) == ("open", ("d1",))
    assert one.reason["en"] == "what is expected rests on too few source groups (1; needed: 2)"
    assert "brongroepen (1; nodig: 2)" in one.reason["nl"]
    two = judge(expect, *quoted, ("d2", "x", "present"), min_groups=2)
    assert (two.status, two.groups) == ("met", ("d1", "d2"))


def test_documents_of_one_group_are_one_voice() -> None:
    documents = [document("d1", group="mayor"), document("d2", group="mayor")]
    said = ("d1", "x", "present"), ("d2", "x", "present")
    found = judge(equals("x", "present"), *said, min_groups=2, documents=documents)
    assert (found.status, found.groups) == ("open", ("mayor",))


def test_too_few_groups_leave_a_contrary_outcome_open_too() -> None:
    found = judge(equals("x", "present"), ("d1", "x", "absent"), min_groups=2)
    assert (found.status, found.codings_against) == ("open", ("k1",))
    assert found.reason["en"].startswith("what contradicts the prediction rests on too few")


def test_groups_that_say_otherwise_do_not_carry_an_outcome() -> None:
    said = ("d1", "x", "partial"), ("d2", "x", "partial"), ("d3", "x", "present")
    found = judge(equals("x", "partial"), *said, min_groups=3)
    assert (found.status, found.groups) == ("open", ("d1", "d2"))
    beside = judge(
        some(equals("x", "present"), equals("y", "present")),
        ("d1", "x", "present"),
        ("d2", "y", "absent"),
        min_groups=2,
    )
    assert (beside.status, beside.groups) == ("open", ("d1",))


def test_what_holds_of_itself_rests_on_nobody() -> None:
    truism = some(equals("x", "present"), no(equals("x", "present")))
    found = judge(truism)
    assert (found.status, found.groups) == ("open", ())
    assert found.reason["en"].endswith("(0; needed: 1)")
    spoken = judge(truism, ("d1", "x", "absent"), ("d2", "x", "present"))
    assert (spoken.status, spoken.atoms[0].state) == ("met", "contested")


def test_codings_speak_by_their_own_value_not_that_of_the_score() -> None:
    said = ("d1", "x", "present"), ("d2", "x", "present"), ("d3", "x", "partial")
    found = judge(equals("x", "present"), *said)
    assert (found.status, found.atoms[0].value) == ("met", "present")
    assert (found.codings_for, found.codings_against) == (("k1", "k2"), ("k3",))


def test_codings_change_sides_under_not() -> None:
    said = ("d1", "x", "absent"), ("d2", "x", "partial"), ("d3", "x", "absent")
    found = judge(no(at_least("x", "partial")), *said)
    assert (found.status, found.codings_for, found.codings_against) == (
        "met",
        ("k1", "k3"),
        ("k2",),
    )
    back = judge(no(no(at_least("x", "partial"))), *said)
    assert (back.status, back.codings_for, back.codings_against) == (
        "contrary",
        ("k2",),
        ("k1", "k3"),
    )


def test_codings_speak_atom_by_atom() -> None:
    either = some(equals("x", "present"), equals("x", "partial"))
    found = judge(either, ("d1", "x", "partial"))
    assert (found.status, found.codings_for, found.codings_against) == ("met", ("k1",), ("k1",))


def test_ids_are_sorted() -> None:
    said = [("d1", "x", "present", {"id": id}) for id in ("z", "b", "m")]
    assert judge(equals("x", "present"), *said).codings_for == ("b", "m", "z")


def test_coding_in_a_comparison_takes_the_place_of_its_own_score_only() -> None:
    said = (
        ("d1", "x", "absent"),
        ("d2", "x", "partial"),
        ("d3", "x", "absent"),
        ("d1", "y", "present"),
        ("d2", "y", "partial"),
        ("d3", "y", "partial"),
    )
    found = judge(compare("x", "y", "lower"), *said)
    assert [atom.value for atom in found.atoms] == ["absent", "partial"]
    # x: absent and partial against y = partial; y: partial and present against x = absent
    assert found.status == "met"
    assert found.codings_for == ("k1", "k3", "k4", "k5", "k6")
    assert found.codings_against == ()
    strict = judge(compare("x", "y", "lower", tie="contrary"), *said)
    assert strict.codings_against == ("k2",)
    loose = judge(compare("x", "y", "lower", tie="met"), *said)
    assert loose.codings_for == ("k1", "k2", "k3", "k4", "k5", "k6")


@pytest.mark.parametrize(
    ("tie", "status", "sides"),
    [
        ("met", "met", (("k1", "k2"), ())),
        ("contrary", "contrary", ((), ("k1", "k2"))),
        ("neutral", "neutral", ((), ())),
    ],
)
def test_tie(tie: str, status: str, sides: tuple[Any, Any]) -> None:
    found = judge(
        compare("x", "y", "lower", tie=tie), ("d1", "x", "partial"), ("d2", "y", "partial")
    )
    assert (found.status, (found.codings_for, found.codings_against)) == (status, sides)


def test_comparison_with_a_missing_score() -> None:
    lowest = judge(compare("x", "y", "lower", tie="met"), ("d1", "x", "absent"))
    assert (lowest.status, lowest.codings_for) == ("met", ("k1",))
    assert judge(compare("x", "y", "lower"), ("d1", "x", "absent")).status == "open"


def overlapping(x: str, y: str, **more: Any) -> tuple[tuple[Any, ...], ...]:
    """x absent and y present, quoted from one passage of one document."""
    return ("d1", "x", "absent", {"quote": x}), ("d1", "y", "present", {"quote": y, **more})


TEXT = "[1] Nobody resists the first, all resist the second.\n\n[2] So it went on.\n"
TALK = {"documents": [document("d1", text=TEXT), "d2"]}
LOWER = compare("x", "y", "lower")


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (
            "Nobody resists the first, all resist the second",
            "Nobody resists the first, all resist the second",
        ),
        ("Nobody resists the first", "Nobody resists the first, all"),
        ("Nobody resists the first, all", "all resist the second"),
    ],
)
def test_words_shared_by_both_scores_leave_a_comparison_open(x: str, y: str) -> None:
    found = judge(LOWER, *overlapping(x, y), **TALK)
    assert found.status == "open"
    assert found.reason["en"] == (
        "“x” and “y” rest on the same undivided passage (Title of d1 [1])"
    )
    assert found.reason["nl"].startswith("‘x’ en ‘y’ berusten op dezelfde ongedeelde passage")
    assert (found.codings_for, found.codings_against, found.missing) == ((), (), ())
    assert judge(no(LOWER), *overlapping(x, y), **TALK).status == "open"


def test_two_quotes_apart_divide_a_passage() -> None:
    for x, y in (
        ("Nobody resists the first", "all resist the second"),
        ("Nobody resists the first", ", all resist the second"),
        (", all resist the second", "Nobody resists the first"),
    ):
        found = judge(LOWER, *overlapping(x, y), **TALK)
        assert (found.status, found.codings_for) == ("met", ("k1", "k2"))


@pytest.mark.parametrize(
    "more",
    [
        ("d1", "x", "absent", {"quote": "So it went on"}),
        ("d2", "x", "absent"),
        ("d1", "y", "present", {"quote": "all resist the second"}),
    ],
)
def test_words_of_its_own_divide_a_score_from_the_other(more: tuple[Any, ...]) -> None:
    shared = overlapping("Nobody resists the first", "Nobody resists")
    assert judge(LOWER, *shared, **TALK).status == "open"
    assert judge(LOWER, *shared, more, **TALK).status == "met"


def test_several_shared_passages_are_still_undivided() -> None:
    first = overlapping("Nobody resists the first", "Nobody resists")
    second = (
        ("d1", "x", "absent", {"quote": "So it went on"}),
        ("d1", "y", "present", {"quote": "it went on"}),
    )
    found = judge(LOWER, *first, *second, **TALK)
    assert found.status == "open"
    assert found.reason["en"].endswith("undivided passages (Title of d1 [1], Title of d1 [2])")


def test_same_offsets_in_another_document_are_other_words() -> None:
    found = judge(LOWER, ("d1", "x", "absent"), ("d2", "y", "present"))
    assert found.status == "met"


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("council-vote", "council-vote", "open"),
        ("council-vote", "other-vote", "met"),
        ("council-vote", "", "met"),
        ("", "", "met"),
    ],
)
def test_one_decision_leaves_a_comparison_open(left: str, right: str, status: str) -> None:
    found = judge(
        LOWER,
        ("d1", "x", "absent", {"decision": left}),
        ("d2", "y", "present", {"decision": right}),
    )
    assert found.status == status
    if status == "open":
        assert found.reason["en"] == "“x” and “y” rest on one undivided decision (council-vote)"


def test_a_decision_must_be_named_by_every_coding() -> None:
    vote = {"decision": "council-vote"}
    found = judge(
        LOWER, ("d1", "x", "absent", vote), ("d2", "y", "present", vote), ("d3", "y", "present")
    )
    assert found.status == "met"


def test_an_undivided_comparison_leaves_the_rest_of_the_prediction_alone() -> None:
    shared = overlapping("Nobody resists the first", "Nobody resists")
    found = judge(every(LOWER, equals("x", "absent")), *shared, **TALK)
    assert (found.status, found.codings_for) == ("open", ("k1",))
    either = judge(some(LOWER, equals("x", "absent")), *shared, **TALK)
    assert (either.status, either.codings_for) == ("met", ("k1",))
    neither = judge(LOWER, *shared, contrary=equals("x", "present"), **TALK)
    assert neither.status == "open"


def test_a_contrary_that_could_hold_beside_an_undivided_comparison_does_not_count() -> None:
    careless = {"contrary": equals("y", "absent"), **TALK}
    met = judge(compare("x", "y", "lower", tie="met"), ("d1", "x", "absent"), **careless)
    assert met.status == "met"
    shared = ("d1", "y", "absent", {"quote": "Nobody resists"})
    said = ("d1", "x", "absent", {"quote": "Nobody resists the first"}), shared
    found = judge(compare("x", "y", "lower", tie="met"), *said, **careless)
    assert found.status == "open"
    assert found.reason["en"].startswith("both what is expected")


def test_a_score_is_not_divided_from_itself() -> None:
    found = judge(compare("x", "x", "equal"), ("d1", "x", "absent"))
    assert (found.status, found.codings_for) == ("met", ("k1",))


def test_inferred_score_and_its_source_rest_on_the_same_words() -> None:
    found = judge(
        compare("fear", "mistrust", "equal"),
        ("d0", "mistrust", "present"),
        codes=["mistrust", code("fear", mirror=("mistrust", {"present": "present"}))],
        documents=["d0"],
        coverage=SILENT,
        accept_inferred=True,
    )
    assert (found.status, [atom.state for atom in found.atoms]) == ("open", ["inferred", "scored"])
    assert "undivided passage" in found.reason["en"]


PERIODS = {"process": {"before": {"ab": ("2006", "2010")}, "after": {"ab": ("2010", "2012")}}}
BEFORE, AFTER = {"period": "before"}, {"period": "after"}


@pytest.mark.parametrize(
    ("relation", "before", "after", "status", "sides"),
    [
        ("falls", "high", "low", "met", (("k1", "k2"), ())),
        ("falls", "low", "high", "contrary", ((), ("k1", "k2"))),
        ("falls", "low", "low", "contrary", ((), ("k1", "k2"))),
        ("rises", "low", "high", "met", (("k1", "k2"), ())),
        ("stable", "low", "low", "met", (("k1", "k2"), ())),
        ("stable", "low", "medium", "contrary", ((), ("k1", "k2"))),
    ],
)
def test_change_between_periods(
    relation: str, before: str, after: str, status: str, sides: tuple[Any, Any]
) -> None:
    found = judge(
        change("trust", "before", "after", relation),
        ("d1", "trust", before, BEFORE),
        ("d1", "trust", after, AFTER),
        periods=PERIODS,
    )
    assert found.status == status
    assert (found.codings_for, found.codings_against) == sides
    assert found.scores == (("a", "trust", "before", ""), ("a", "trust", "after", ""))


def test_change_puts_a_coding_in_the_place_of_its_own_period_only() -> None:
    found = judge(
        change("trust", "before", "after", "falls"),
        ("d1", "trust", "high", BEFORE),
        ("d2", "trust", "low", BEFORE),
        ("d3", "trust", "high", BEFORE),
        ("d1", "trust", "low", AFTER),
        ("d2", "trust", "medium", AFTER),
        periods=PERIODS,
    )
    # before is contested from low to high, so no coding of after is sure to show a fall
    assert (found.status, found.codings_for, found.codings_against) == (
        "open",
        ("k1", "k3"),
        ("k2",),
    )


def test_change_with_one_period_missing() -> None:
    high = ("d1", "trust", "high", BEFORE)
    falls = judge(change("trust", "before", "after", "falls"), high, periods=PERIODS)
    assert (falls.status, falls.missing) == ("open", (("a", "trust", "unsearched"),))
    assert "“trust, after”" in falls.reason["en"]
    rises = judge(change("trust", "before", "after", "rises"), high, periods=PERIODS)
    assert (rises.status, rises.codings_against) == ("contrary", ("k1",))


def test_change_told_in_one_breath_is_left_open() -> None:
    both = ("d1", "trust", "high", {"period": "before;after"})
    found = judge(change("trust", "before", "after", "stable"), both, periods=PERIODS)
    assert found.status == "open"
    assert (
        "“trust, before” and “trust, after” rest on the same undivided passage"
        in found.reason["en"]
    )


def test_period_of_the_atom_then_of_the_reading_then_of_the_hypothesis() -> None:
    values = ("d1", "x", "present", BEFORE), ("d1", "x", "absent", AFTER)
    own = equals("x", "present", period="before")
    assert judge(own, *values, period="after", periods=PERIODS).status == "met"
    bare = equals("x", "present")
    assert judge(bare, *values, period="before", periods=PERIODS).status == "met"
    assert judge(bare, *values, period="after", periods=PERIODS).status == "contrary"
    assert judge(bare, *values, periods=PERIODS).atoms[0].period == ""

    readings = [
        Reading("early", labels("early"), "", (predict("p", bare),), period="before"),
        Reading("late", labels("late"), "", (predict("p", bare),)),
    ]
    study = build_study(
        codes=CODES,
        codings=[(one[0], "a", *one[1:]) for one in values],
        periods=PERIODS,
        hypotheses=[hypothesis("H1", level="party", period="after", readings=readings)],
    )
    found = {
        v.reading: v.predictions[0] for v in evaluate(study, Scorebook(study)) if v.unit == "a"
    }
    assert (found["early"].status, found["late"].status) == ("met", "contrary")


@pytest.mark.parametrize(
    ("expect", "status"), [(at_most("x", "partial"), "met"), (equals("x", "partial"), "open")]
)
def test_case_of_which_one_party_is_unsearched_stands_for_what_it_can_still_be(
    expect: Expression, status: str
) -> None:
    found = judge(expect, ("d1", "a", "x", "partial"), codes=[code("x", lifting="all")], unit="ab")
    assert (found.status, found.codings_for) == (status, ("k1",))
    assert found.atoms[0].values == ("absent", "partial")
    assert found.missing == (("ab", "x", "unsearched"),)


def test_a_selection_decides_what_counts() -> None:
    said = ("d1", "x", "present"), ("d2", "x", "absent")
    expect = equals("x", "present")
    assert judge(expect, *said).status == "open"
    without = judge(expect, *said, selection=Selection(without_groups=frozenset({"d2"})))
    assert (without.status, without.codings_for, without.codings_against) == ("met", ("k1",), ())


def test_a_snapshot_is_judged_by_the_codings_as_they_were() -> None:
    made = build_study(
        codes=["x"],
        codings=[("d1", "a", "x", "present"), ("d2", "a", "x", "present")],
        snapshots={"pilot": ["k1", "k2"]},
        hypotheses=[hypothesis("H1", predict("p", equals("x", "present")), level="party")],
    )
    # since then k1 was withdrawn and k2 revised
    now = CodingState((replace(made.codings["k2"], value="absent"),), (), (), ())
    study = replace(made, coding_state=now)
    then = evaluate(study, Scorebook(study, Selection(snapshot="pilot")))[0]
    assert (then.predictions[0].status, then.codings_for) == ("met", ("k1", "k2"))
    assert evaluate(study, Scorebook(study))[0].codings_against == ("k2",)


class TestWhatAnOutcomeRestsOn:
    def test_a_median_nobody_says_rests_on_all_who_made_it(self) -> None:
        study = build_study(
            codes=[code("standing", "standing")],
            codings=[("d1", "a", "standing", "poor"), ("d2", "a", "standing", "good")],
            hypotheses=[
                hypothesis(
                    "H",
                    predict("moderate", equals("standing", "moderate"), "doubly-decisive"),
                    level="party",
                )
            ],
        )
        verdict = next(v for v in evaluate(study, Scorebook(study)) if v.unit == "a")
        assert (verdict.predictions[0].status, verdict.verdict) == ("met", "supported")
        assert verdict.predictions[0].groups == ("d1", "d2")

    def test_groups_behind_a_score_that_does_not_hold_do_not_count(self) -> None:
        either = some(equals("urgency", "present"), equals("conflict", "present"))
        study = build_study(
            codes=["urgency", "conflict"],
            codings=[
                ("d1", "a", "urgency", "present"),
                ("d2", "a", "conflict", "present"),
                ("d3", "a", "conflict", "partial"),
                ("d4", "a", "conflict", "partial"),
            ],
            hypotheses=[
                hypothesis(
                    "H", predict("two", either, "doubly-decisive", min_groups=2), level="party"
                )
            ],
        )
        verdict = next(v for v in evaluate(study, Scorebook(study)) if v.unit == "a")
        assert (verdict.predictions[0].status, verdict.predictions[0].groups) == ("open", ("d1",))
