"""The proof in words, and the table of verdicts."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from crosscase.hypotheses import PREDICTION_STATES, VERDICTS, Verdict, evaluate, verdict_frame
from crosscase.hypotheses.frame import COLUMNS
from crosscase.hypotheses.words import LANGUAGES, RULES, TEST_LABELS
from crosscase.scoring import Scorebook, Selection
from crosscase.specs import TESTS, Hypothesis, Prediction
from crosscase.study import Study
from tests.builders import (
    build_study,
    change,
    code,
    compare,
    equals,
    every,
    hypothesis,
    predict,
)

WORDS = {
    "urgency": {"nl": "Urgentie", "en": "Urgency"},
    "trust": {"nl": "Vertrouwen", "en": "Trust"},
    "province": {"nl": "Provincie", "en": "Province"},
}


def titled(prediction: Prediction, nl: str, en: str) -> Prediction:
    return replace(prediction, label={"nl": nl, "en": en})


PRESSED = titled(predict("pressed", equals("urgency", "present")), "Zij moesten wel", "They had to")
GUIDED = titled(predict("guided", equals("province", "present"), "smoking-gun"), "Geleid", "Guided")
TRUSTED = titled(
    predict("trusted", equals("trust", "present"), "straw-in-the-wind"), "Vertrouwd", "Trusted"
)


def small(*hypotheses: Hypothesis, codings: dict[str, str], **more: object) -> Study:
    return build_study(
        codes=[code(id, label=label) for id, label in WORDS.items()],
        codings=[(f"d-{name}", "a", name, value) for name, value in codings.items()],
        hypotheses=hypotheses,
        **more,
    )


def first(study: Study) -> Verdict:
    return evaluate(study, Scorebook(study))[0]


def test_the_proof_names_rule_predictions_scores_and_what_is_missing() -> None:
    about = hypothesis("H1", PRESSED, GUIDED, TRUSTED, level="party")
    found = first(small(about, codings={"urgency": "absent", "trust": "present"}))
    assert found.explanation == {
        "en": (
            "Rejected (rule 3): a prediction the hypothesis cannot do without is contradicted. "
            "Met: “Trusted” (straw-in-the-wind test; Trust: present). "
            "Contradicted: “They had to” (hoop test; Urgency: absent). "
            "Open: “Guided” (smoking-gun test; not everything has been searched for “Province” "
            "(0 of 2 documents)). "
            "Missing: Province (not fully searched)."
        ),
        "nl": (
            "Verworpen (regel 3): een voorspelling waar de hypothese niet buiten kan is "
            "tegengesproken. "
            "Uitgekomen: ‘Vertrouwd’ (strohalm-test; Vertrouwen: present). "
            "Tegengesproken: ‘Zij moesten wel’ (hoop-test; Urgentie: absent). "
            "Open: ‘Geleid’ (smoking-gun-test; op ‘Provincie’ is nog niet alles doorzocht "
            "(0 van 2 documenten)). "
            "Ontbreekt: Provincie (niet geheel doorzocht)."
        ),
    }


@pytest.mark.parametrize(
    ("codings", "en"),
    [
        (
            {"trust": "absent"},
            "Not applicable (rule 1): the condition under which the hypothesis holds does not "
            "obtain here. Condition not met (Trust: absent).",
        ),
        (
            {"urgency": "present"},
            "Undetermined (rule 1): whether the condition under which the hypothesis holds "
            "obtains here is not known. Condition uncertain (not everything has been searched "
            "for “Trust” (0 of 1 documents)). Missing: Trust (not fully searched).",
        ),
        (
            {"trust": "present", "province": "present"},
            "Supported (rule 4): a prediction nothing else would explain is met, and so is every "
            "one the hypothesis cannot do without. Condition met (Trust: present). Met: “Guided” "
            "(smoking-gun test; Province: present).",
        ),
    ],
)
def test_the_condition_is_named(codings: dict[str, str], en: str) -> None:
    about = hypothesis("H1", GUIDED, level="party", scope=equals("trust", "present"))
    assert first(small(about, codings=codings)).explanation["en"] == en


def test_rivals_that_are_excluded_are_named_with_their_prediction() -> None:
    rival = hypothesis("R1", TRUSTED, predict("r", equals("province", "present")), level="party")
    about = hypothesis("H1", PRESSED, level="party", rivals=[("R1", "exclusive")])
    found = first(small(about, rival, codings={"urgency": "present", "province": "absent"}))
    assert found.explanation["en"].endswith(
        "Rivals excluded: R1, “r” (hoop test; Province: absent)."
    )
    assert "Uitgesloten rivalen: R1, ‘r’ (hoop-test; Provincie: absent)." in found.explanation["nl"]


def test_rivals_that_stand_in_the_way_are_named() -> None:
    rival = hypothesis("R1", predict("r", equals("province", "present")), level="party")
    about = hypothesis("H1", PRESSED, level="party", rivals=[("R1", "exclusive")])
    found = first(small(about, rival, codings={"urgency": "present"}))
    assert found.explanation["en"].endswith("but not every exclusive rival is excluded: R1.")
    hopeless = first(small(about, rival, codings={"urgency": "absent"}))
    assert "R1" not in hopeless.explanation["en"]


def test_a_claim_gives_its_counts_and_the_units() -> None:
    about = hypothesis("H1", PRESSED, level="party", claim="at-least", k=2)
    study = build_study(
        codes=[code("urgency")],
        cases={"ab": ("a", "b"), "cd": ("c",)},
        codings=[("d1", "a", "urgency", "absent"), ("d2", "b", "urgency", "absent")],
        hypotheses=[about],
    )
    *_, case, c, cd, whole = evaluate(study, Scorebook(study))
    assert (case.unit, c.unit, cd.unit) == ("ab", "c", "cd")
    assert case.explanation["en"] == (
        "Rejected: the hypothesis claims to hold for at least 2 of the parties of this case, and "
        "even if all that is undecided comes out well, the number is not reached. "
        "Rejected: 2 (a, b)."
    )
    assert whole.explanation["nl"] == (
        "Verworpen: de hypothese zegt voor ten minste 2 van de partijen te gelden, en ook als "
        "alles wat onbeslist is meezit, wordt het vereiste aantal niet gehaald. "
        "Verworpen: 2 (a, b). Onbeslist: 1 (c)."
    )


@pytest.mark.parametrize(
    ("claim", "en"),
    [
        ("universal", "claims to hold for all cases, and it is rejected for none, but not decided"),
        ("existential", "claims to hold for at least one of the cases, and whether the number"),
    ],
)
def test_claims_in_words(claim: str, en: str) -> None:
    study = small(hypothesis("H1", PRESSED, claim=claim), codings={})
    assert en in evaluate(study, Scorebook(study))[-1].explanation["en"]


def test_scores_are_named_with_their_period_and_state() -> None:
    periods = {"process": {"before": {"ab": ("2006", "")}, "after": {"ab": ("2010", "")}}}
    moving = predict("moving", change("trust", "before", "after", "rises"))
    beside = predict("beside", compare("trust", "urgency", "lower", tie="met"))
    study = build_study(
        codes=[
            code("trust", label=WORDS["trust"], mirror=("province", {"absent": "absent"})),
            code("urgency", label=WORDS["urgency"]),
            "province",
        ],
        periods=periods,
        codings=[
            ("d1", "a", "province", "absent"),
            ("d1", "a", "urgency", "n/a", {"memo": "not asked"}),
            ("d2", "b", "trust", "absent", {"period": "after"}),
            ("d3", "b", "trust", "present", {"period": "after"}),
            ("d2", "b", "trust", "present", {"period": "before"}),
            ("d2", "b", "urgency", "partial", {"period": "before;after"}),
            ("d3", "b", "urgency", "present", {"period": "after"}),
        ],
        coverage=[("c1", "d1"), ("c1", "d2"), ("c1", "d3")],
        hypotheses=[hypothesis("H1", moving, beside, level="party")],
    )
    a, b, *_ = evaluate(study, Scorebook(study))
    assert (
        "“beside” (hoop test; “Trust” is only inferred, which does not count as evidence here; "
        "“Urgency” does not apply here (not asked))"
    ) in a.explanation["en"]
    assert "Missing: Trust (sources are silent), Trust (only inferred)." in a.explanation["en"]
    assert (
        "Contradicted: “moving” (hoop test; Trust, before: present; "
        "Trust, after: contested, absent to present)"
    ) in b.explanation["en"]


def test_scores_missing_in_the_same_way_share_a_phrase() -> None:
    expect = every(*(equals(id, "present") for id in WORDS))
    study = build_study(
        codes=list(WORDS),
        documents=["d1"],
        coverage=[("c1", "d1", "trust")],
        hypotheses=[hypothesis("H1", predict("p", expect), level="party")],
    )
    assert first(study).predictions[0].reason == {
        "en": "not everything has been searched for “urgency”, “province” (0 of 1 documents); "
        "the sources are silent on “trust”",
        "nl": "op ‘urgency’, ‘province’ is nog niet alles doorzocht (0 van 1 documenten); "
        "over ‘trust’ zwijgen de bronnen",
    }


def test_an_accepted_inference_is_marked() -> None:
    study = build_study(
        codes=["trust", code("fear", mirror=("trust", {"absent": "present"}))],
        codings=[("d1", "a", "trust", "absent")],
        coverage=[("c1", "d1")],
        hypotheses=[
            hypothesis(
                "H1", predict("p", equals("fear", "present"), accept_inferred=True), level="party"
            )
        ],
    )
    assert "(hoop test; fear: present (inferred))" in first(study).explanation["en"]
    assert "(hoop-test; fear: present (afgeleid))" in first(study).explanation["nl"]


def test_words_exist_in_both_languages() -> None:
    assert list(VERDICTS) == ["supported", "rejected", "partly", "undetermined", "not-applicable"]
    assert list(PREDICTION_STATES) == ["met", "contrary", "neutral", "open"]
    assert set(TEST_LABELS) == set(TESTS)
    for words in (VERDICTS, PREDICTION_STATES, TEST_LABELS, RULES):
        for said in words.values():
            assert set(said) == set(LANGUAGES)
            assert all(said.values())


def test_frame_has_a_row_for_each_verdict() -> None:
    about = hypothesis("H1", PRESSED, GUIDED, level="party")
    study = small(about, codings={"urgency": "absent"})
    frame = verdict_frame(study)
    assert tuple(frame.columns) == COLUMNS
    assert list(frame["unit"]) == ["a", "b", "ab", "all"]
    a, b, ab, _ = frame.to_dict("records")
    assert (a["hypothesis"], a["reading"], a["verdict"], a["rule"]) == (
        "H1",
        "reading",
        "rejected",
        3,
    )
    assert (a["codings_for"], a["codings_against"]) == ("", "k1")
    assert a["missing"] == "a:province:unsearched"
    assert b["missing"] == "b:urgency:unsearched;b:province:unsearched"
    assert (a["counts"], a["post_hoc"]) == ("", True)
    assert ab["counts"] == "supported:0;rejected:1;partly:0;undetermined:1;not-applicable:0"
    assert a["explanation"] == a["explanation_nl"]
    assert a["explanation_nl"].startswith("Verworpen (regel 3)")
    assert a["explanation_en"].startswith("Rejected (rule 3)")


def test_frame_speaks_the_first_language_of_the_study_and_honours_a_selection() -> None:
    about = hypothesis("H1", PRESSED, level="party")
    study = small(about, codings={"urgency": "absent"}, languages=("en",))
    frame = verdict_frame(study, selection=Selection(without_codings=frozenset({"k1"})))
    assert frame["explanation"].equals(frame["explanation_en"])
    assert list(frame["verdict"]) == ["undetermined"] * 4


def test_frame_of_a_study_without_hypotheses_has_its_columns() -> None:
    frame = verdict_frame(build_study())
    assert (len(frame), tuple(frame.columns)) == (0, COLUMNS)


def test_no_placeholder_is_left_in_any_text() -> None:
    about = hypothesis("H1", PRESSED, GUIDED, level="party", scope=equals("trust", "present"))
    for codings in (
        {},
        {"trust": "present"},
        {"trust": "absent"},
        {"trust": "present", "province": "present"},
    ):
        study = small(about, codings=codings)
        for found in evaluate(study, Scorebook(study)):
            for text in found.explanation.values():
                assert not re.search(r"[{}]|\.\.|  ", text), text
                assert text[0].isupper()
                assert text.endswith(".")


def test_labels_missing_in_a_language_fall_back_on_the_other() -> None:
    study = build_study(
        codes=[code("urgency", label={"nl": "Urgentie"})],
        codings=[("d1", "a", "urgency", "present")],
        hypotheses=[hypothesis("H1", PRESSED, level="party")],
    )
    assert "Urgentie: present" in first(study).explanation["en"]
