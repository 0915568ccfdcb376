from __future__ import annotations

from dataclasses import replace

import pytest

from crosscase.comparison import (
    ValueComparison,
    compare_published,
    compare_published_verdicts,
    published_frame,
    published_verdict_frame,
)
from crosscase.scoring import Scorebook, Selection
from crosscase.specs import PublishedTable, PublishedValue, PublishedVerdict
from tests.builders import build_study, code, equals, hypothesis, labels, predict, scale
from tests.unit.comparison.example import codes, make_study, spec, units


def printed(unit: str, code_id: str, values: str, known: str = "printed") -> PublishedValue:
    return PublishedValue(unit, code_id, tuple(values.split()), f"“{values}”", known, "table 8.1")


def compare(published: PublishedValue, **more: object) -> ValueComparison:
    study = make_study(published_tables=(PublishedTable("8.1", {}, (published,)),), **more)
    (found,) = compare_published(study, Scorebook(study))
    return found


@pytest.mark.parametrize(
    ("unit", "code_id", "values", "outcome", "reason"),
    [
        ("a", "trust", "high", "agrees", ""),
        ("a", "trust", "medium high", "agrees", ""),
        ("a", "trust", "low", "differs", ""),
        ("a", "trust", "", "not-comparable", "lost"),
        ("c1", "urgency", "present", "not-comparable", "silent"),
        ("a", "distrust", "present", "not-comparable", "unsearched"),
        ("c1", "distrust", "partial", "not-comparable", "inferred"),
        ("c1", "distrust", "absent", "not-comparable", "inferred"),
        ("c1", "adviser", "yes", "not-comparable", "not-applicable"),
        ("b", "urgency", "partial", "not-comparable", "contested"),
        ("b", "urgency", "absent partial present", "agrees", ""),
        ("b", "adviser", "yes", "not-comparable", "contested"),
        ("b", "adviser", "no yes", "agrees", ""),
        ("ab", "duration", "4", "agrees", ""),
        ("ab", "duration", "3.6", "agrees", ""),
        ("ab", "duration", "5", "differs", ""),
        ("ab", "duration", "5 4", "agrees", ""),
        ("ab", "milestone", "realised", "agrees", ""),
        ("ab", "milestone", "halted", "not-comparable", "silent"),
    ],
)
def test_a_value_is_compared(
    unit: str, code_id: str, values: str, outcome: str, reason: str
) -> None:
    found = compare(printed(unit, code_id, values))
    assert (found.outcome, found.reason) == (outcome, reason)
    assert found.score.unit == unit


def test_a_contested_span_without_the_published_value_differs() -> None:
    codings = [
        ("d1", "a", "size", "small"),
        ("d2", "a", "size", "large"),
    ]
    study = build_study(
        codes=[code("size", "sizes")],
        scales=[scale("sizes", "nominal", "consensus", "small middle large")],
        codings=codings,
        published_tables=(PublishedTable("8.1", {}, (printed("a", "size", "middle"),)),),
    )
    (found,) = compare_published(study, Scorebook(study))
    assert (found.outcome, found.codings) == ("differs", ("k1", "k2"))


def test_a_value_declared_lost_is_not_compared_whatever_it_is_compatible_with() -> None:
    found = compare(printed("a", "trust", "low", known="lost"))
    assert (found.outcome, found.reason) == ("not-comparable", "lost")


def test_a_number_agrees_at_the_precision_it_was_printed_with() -> None:
    codings = [("d1", "a", "size", "6.5")]
    for text, outcome in (("7", "agrees"), ("6", "differs"), ("6.5", "agrees"), ("6.4", "differs")):
        study = build_study(
            codes=[code("size", "years")],
            codings=codings,
            published_tables=(PublishedTable("1", {}, (printed("a", "size", text),)),),
        )
        assert compare_published(study, Scorebook(study))[0].outcome == outcome


def test_a_contested_number_agrees_with_nothing_for_certain() -> None:
    codings = [
        ("d4", "ab", "milestone", "first-talks", {"date": "2006"}),
        ("d1", "ab", "milestone", "first-talks", {"date": "2008"}),
        ("d4", "ab", "milestone", "realised", {"date": "2010"}),
    ]
    inside = compare(printed("ab", "duration", "3"), codings=codings)
    assert (inside.score.state, inside.outcome, inside.reason) == (
        "contested",
        "not-comparable",
        "contested",
    )
    assert compare(printed("ab", "duration", "9"), codings=codings).outcome == "differs"


def test_it_may_be_contested_whether_the_code_applies() -> None:
    codings = [("d1", "a", "urgency", "present"), ("d2", "a", "urgency", "n/a")]
    agreeing = compare(printed("a", "urgency", "present"), codings=codings)
    assert (agreeing.outcome, agreeing.reason) == ("not-comparable", "contested")
    assert compare(printed("a", "urgency", "absent"), codings=codings).outcome == "differs"


def test_what_makes_it_differ_are_the_codings_that_say_something_else() -> None:
    codings = [
        ("d1", "a", "urgency", "present"),
        ("d2", "a", "urgency", "present"),
        ("d3", "a", "urgency", "partial"),
    ]
    found = compare(printed("a", "urgency", "partial"), codings=codings)
    assert (found.outcome, found.codings) == ("differs", ("k1", "k2"))
    assert compare(printed("a", "urgency", "present"), codings=codings).codings == ()


def test_a_number_differs_by_all_it_rests_on() -> None:
    assert compare(printed("ab", "duration", "5")).codings == ("k12", "k13")


def test_the_period_is_that_of_the_declared_table_of_the_same_id() -> None:
    study = build_study(
        codings=[
            ("d1", "a", "urgency", "present", {"period": "decision"}),
            ("d1", "a", "urgency", "absent", {"period": "regulation"}),
        ],
        periods={"process": {"decision": {"ab": ("2006", "")}, "regulation": {"ab": ("2010", "")}}},
        published_tables=(
            PublishedTable("8.1", {}, (printed("a", "urgency", "absent"),)),
            PublishedTable("8.2", {}, (printed("a", "urgency", "absent"),)),
        ),
        tables=[replace(spec("matrix", units("a"), codes("urgency")), period="regulation")],
    )
    assert [
        (c.table, c.score.period, c.outcome) for c in compare_published(study, Scorebook(study))
    ] == [("8.1", "regulation", "agrees"), ("8.2", "", "differs")]


def test_a_snapshot_is_compared_as_it_was() -> None:
    study = make_study(
        snapshots={"first": ["k3"]},
        published_tables=(PublishedTable("8.1", {}, (printed("b", "urgency", "absent"),)),),
    )
    then = compare_published(study, Scorebook(study, Selection(snapshot="first")))
    assert [c.outcome for c in then] == ["agrees"]
    assert [c.outcome for c in compare_published(study, Scorebook(study))] == ["not-comparable"]


def test_the_frame_has_a_row_for_each_published_value() -> None:
    study = make_study(
        published_tables=(
            PublishedTable(
                "8.1", {}, (printed("b", "trust", "medium high"), printed("c1", "urgency", ""))
            ),
        )
    )
    frame = published_frame(study)
    assert frame.to_dict("records") == [
        {
            "table": "8.1",
            "unit": "b",
            "code": "trust",
            "period": "",
            "state": "scored",
            "value": "low",
            "low": "low",
            "high": "low",
            "published": "medium;high",
            "printed": "“medium high”",
            "known": "printed",
            "place": "table 8.1",
            "outcome": "differs",
            "reason": "",
            "codings": "k6",
        },
        {
            "table": "8.1",
            "unit": "c1",
            "code": "urgency",
            "period": "",
            "state": "silent",
            "value": "",
            "low": "",
            "high": "",
            "published": "",
            "printed": "“”",
            "known": "printed",
            "place": "table 8.1",
            "outcome": "not-comparable",
            "reason": "lost",
            "codings": "",
        },
    ]
    chosen = Selection(without_codings=frozenset({"k6"}))
    assert published_frame(study, selection=chosen)["outcome"].tolist() == ["not-comparable"] * 2


def concluded(unit: str, agrees: str, reading: str = "") -> PublishedVerdict:
    return PublishedVerdict("H1", unit, labels(agrees), tuple(agrees.split()), "§ 9", reading)


@pytest.mark.parametrize(
    ("agrees", "verdict", "outcome", "reason"),
    [
        ("supported", "supported", "agrees", ""),
        ("supported partly", "partly", "agrees", ""),
        ("supported", "rejected", "differs", ""),
        ("supported", "not-applicable", "differs", ""),
        ("supported", "undetermined", "not-comparable", "undetermined"),
        ("undetermined", "undetermined", "agrees", ""),
    ],
)
def test_a_verdict_is_compared(agrees: str, verdict: str, outcome: str, reason: str) -> None:
    study = build_study(published_verdicts=(concluded("ab", agrees),))
    (found,) = compare_published_verdicts(study, [("ab", "H1", "wide", verdict)])
    assert (found.reading, found.verdict) == ("wide", verdict)
    assert (found.outcome, found.reason) == (outcome, reason)


def test_a_verdict_on_no_reading_is_set_beside_each_in_the_order_declared() -> None:
    study = build_study(
        hypotheses=[
            replace(
                hypothesis("H1"),
                readings=tuple(
                    replace(
                        hypothesis("x", predict("p", equals("urgency", "present"))).readings[0],
                        id=id,
                    )
                    for id in ("wide", "narrow")
                ),
            )
        ],
        published_verdicts=(concluded("all", "rejected"), concluded("all", "supported", "narrow")),
    )
    verdicts = [
        ("all", "H1", "narrow", "supported"),
        ("ab", "H1", "wide", "supported"),
        ("all", "H1", "wide", "rejected"),
    ]
    found = compare_published_verdicts(study, verdicts)
    assert [(c.reading, c.outcome) for c in found] == [
        ("wide", "agrees"),
        ("narrow", "differs"),
        ("narrow", "agrees"),
    ]
    assert found == compare_published_verdicts(study, reversed(verdicts))


def test_a_verdict_nobody_derived_is_not_comparable() -> None:
    study = build_study(published_verdicts=(concluded("a", "supported"),))
    found = compare_published_verdicts(study, [("b", "H1", "wide", "supported")])
    assert published_verdict_frame(found).to_dict("records") == [
        {
            "hypothesis": "H1",
            "unit": "a",
            "reading": "",
            "verdict": "",
            "published": "supported",
            "place": "§ 9",
            "outcome": "not-comparable",
            "reason": "no-verdict",
        }
    ]


def test_what_was_printed_as_not_applicable_agrees_with_that_state_only() -> None:
    nothing = [("d1", "a", "urgency", "n/a", {"memo": "no partner yet"})]
    agreeing = compare(printed("a", "urgency", "n/a"), codings=nothing)
    assert (agreeing.outcome, agreeing.reason) == ("agrees", "")
    assert compare(printed("a", "urgency", "present"), codings=nothing).reason == "not-applicable"
    something = [("d1", "a", "urgency", "present")]
    assert compare(printed("a", "urgency", "n/a"), codings=something).outcome == "differs"
