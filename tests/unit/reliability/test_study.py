"""Agreement of the coders of a study, on scores and on passages."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from pandas import DataFrame

from crosscase.errors import UsageError
from crosscase.reliability import agree_on_passages, agree_on_scores
from crosscase.study import Study
from tests.builders import build_study, code

UNITS = ("a", "b", "ab")
BY_C2 = {"coder": "c2", "passage": 1}


def coded(*rows: Sequence[Any], coverage: Sequence[Sequence[str]] = (), **more: Any) -> Study:
    """Codings of c1, or of c2 where the row ends in BY_C2; both cover d1 and d2 unless told."""
    covered = coverage or [(coder, text) for coder in ("c1", "c2") for text in ("d1", "d2")]
    fields: dict[str, Any] = {"codes": ("urgency", "trust"), "documents": ("d1", "d2"), **more}
    return build_study(codings=rows, coverage=covered, **fields)


def value(found: DataFrame, coefficient: str, **where: str) -> Any:
    return row(found, coefficient, **where)["value"]


def row(found: DataFrame, coefficient: str, **where: str) -> dict[str, Any]:
    chosen = found[found["coefficient"] == coefficient]
    for column, wanted in where.items():
        chosen = chosen[chosen[column] == wanted]
    (one,) = chosen.to_dict("records")
    return {str(key): v for key, v in one.items()}


def test_found_and_value_are_compared_apart_and_silence_is_a_finding() -> None:
    study = coded(
        ("d1", "a", "urgency", "present"),
        ("d1", "b", "urgency", "absent"),
        ("d2", "a", "trust", "present"),
        ("d1", "a", "urgency", "present", BY_C2),
        ("d1", "b", "urgency", "partial", BY_C2),
    )
    found = agree_on_scores(study, resamples=0)
    assert list(found.columns[:3]) == ["about", "scale", "coefficient"]
    # three units by two codes; only trust of a was found by one coder alone
    share = row(found, "percent-agreement", about="found")
    assert (share["n"], share["value"]) == (6, pytest.approx(5 / 6))
    of_value = row(found, "percent-agreement", about="value", scale="presence")
    assert (of_value["n"], of_value["value"]) == (2, 0.5)
    # present twice, absent beside partial: mean ranks 3 3 and 0.5 1.5; pairs 1 + 2 × 6.25 + 2 × 2.25
    assert value(found, "alpha-ordinal", about="value") == pytest.approx(1 - 3 * 1 / 18)


def test_each_coder_is_scored_alone_and_need_not_count() -> None:
    study = coded(
        ("d1", "a", "urgency", "present"),
        ("d1", "b", "urgency", "absent"),
        ("d1", "a", "urgency", "absent", BY_C2),
        ("d1", "b", "urgency", "present", BY_C2),
        coders={"c2": False},
    )
    found = agree_on_scores(study, resamples=0)
    assert value(found, "kappa", about="value") == pytest.approx(-1)


def test_only_documents_that_all_coders_cover_for_the_code_are_compared() -> None:
    study = coded(
        ("d1", "a", "urgency", "present"),
        ("d2", "b", "urgency", "present"),
        ("d1", "a", "urgency", "present", BY_C2),
        ("d2", "b", "urgency", "absent", {**BY_C2, "passage": 9}),
        coverage=[("c1", "d1"), ("c1", "d2"), ("c2", "d1"), ("c2", "d2", "trust")],
    )
    found = agree_on_scores(study, by="code", resamples=0)
    assert row(found, "percent-agreement", code="urgency", about="value")["n"] == 1
    assert value(found, "percent-agreement", code="urgency", about="value") == 1
    passages = agree_on_passages(study, by="code", resamples=0)
    assert row(passages, "f1", code="urgency")["n"] == 2
    assert value(passages, "f1", code="urgency") == 1


def test_coverage_of_another_text_or_definition_is_no_coverage() -> None:
    study = coded(("d1", "a", "urgency", "present"), ("d1", "a", "urgency", "present", BY_C2))
    changed = replace(study.documents["d1"], text="Something else.\n")
    documents = {**study.documents, "d1": changed}
    stale = replace(study, documents=documents, unplaced=frozenset(study.codings))
    found = agree_on_scores(stale, by="document", resamples=0)
    assert {*found["document"]} == {"d2"}


def test_nothing_is_shared_without_coverage_of_both() -> None:
    study = coded(
        ("d1", "a", "urgency", "present"),
        ("d2", "a", "urgency", "present", BY_C2),
        coverage=[("c1", "d1"), ("c2", "d2")],
    )
    scores = agree_on_scores(study, by="code")
    assert scores["value"].isna().all()
    assert all(reason.startswith("no shared units") for reason in scores["reason"])
    passages = agree_on_passages(study)
    assert passages["value"].isna().all()
    assert row(passages, "u-alpha")["reason"].startswith("no text that all coders compared")
    one = row(agree_on_passages(study, by="code"), "f1", code="trust")
    assert one["reason"].startswith("no text that all coders compared")


def test_one_coder_has_nothing_to_be_compared_with() -> None:
    study = coded(("d1", "a", "urgency", "present"), coverage=[("c1", "d1")])
    for found in (agree_on_scores(study), agree_on_passages(study)):
        assert found["value"].isna().all()
        assert {*found["reason"]} == {"one coder: there is nothing to compare with"}
    nobody = coded(coverage=[("c1", "d1", "trust")])
    assert agree_on_scores(nobody, coders=["c1"])["value"].isna().all()


def test_a_coder_who_coded_nothing_does_not_agree_with_one_who_did() -> None:
    study = coded(
        ("d1", "a", "urgency", "present"),
        ("d2", "b", "urgency", "absent"),
        ("d2", "b", "trust", "absent"),
    )
    found = agree_on_scores(study, resamples=0)
    assert value(found, "alpha-nominal", about="found") < 0
    assert value(found, "kappa", about="found") == 0
    assert row(found, "kappa", about="value")["reason"].startswith("no shared units")
    passages = agree_on_passages(study, resamples=0)
    assert value(passages, "u-alpha") < 0
    assert value(passages, "f1") == 0
    assert row(passages, "precision")["reason"] == "the coder it is a share of coded nothing"


def test_a_case_does_not_repeat_what_was_said_of_its_parties() -> None:
    study = coded(
        ("d1", "a", "urgency", "present"),
        ("d1", "a", "urgency", "absent", BY_C2),
    )
    assert row(agree_on_scores(study), "percent-agreement", about="value")["n"] == 1


def test_not_applicable_is_a_finding_without_a_value() -> None:
    study = coded(
        ("d1", "a", "urgency", "n/a", {"memo": "no council yet"}),
        ("d1", "a", "urgency", "absent", BY_C2),
        ("d1", "b", "urgency", "n/a", {"memo": "no council yet"}),
        ("d1", "b", "urgency", "n/a", {"memo": "none", **BY_C2}),
    )
    found = agree_on_scores(study, by="code", resamples=0)
    of = row(found, "percent-agreement", code="urgency", about="found")
    assert (of["n"], of["value"]) == (3, pytest.approx(2 / 3))
    assert row(found, "percent-agreement", code="urgency", about="value")["n"] == 0


def test_events_are_compared_by_their_dates() -> None:
    both = [
        ("d1", "ab", "milestone", "decision", {"date": "2011-05-03"}),
        ("d1", "ab", "milestone", "decision", {"date": "2011-05-03", **BY_C2}),
        ("d1", "ab", "milestone", "halted", {"date": "2012"}),
        ("d1", "ab", "milestone", "halted", {"date": "2013", **BY_C2}),
        ("d1", "ab", "milestone", "realised", {"date": "2012"}),
    ]
    study = coded(*both, codes=(code("milestone", "milestones", level="case", lifting="none"),))
    found = agree_on_scores(study, resamples=0)
    of = row(found, "percent-agreement", about="value", scale="milestones")
    assert (of["n"], of["value"]) == (2, 0.5)
    assert row(found, "percent-agreement", about="found")["value"] == pytest.approx(4 / 5)


def test_numbers_and_nominal_values_keep_to_their_level() -> None:
    study = coded(
        ("d1", "a", "budget", "10"),
        ("d1", "b", "budget", "20"),
        ("d1", "a", "budget", "10.0", BY_C2),
        ("d1", "b", "budget", "30", BY_C2),
        ("d1", "a", "law", "yes"),
        ("d1", "a", "law", "no"),
        ("d1", "b", "law", "yes"),
        ("d1", "a", "law", "yes", BY_C2),
        ("d1", "b", "law", "yes", BY_C2),
        codes=(code("budget", "years"), code("law", "yes-no")),
    )
    found = agree_on_scores(study, resamples=0)
    years = found[found["scale"] == "years"]
    assert years["coefficient"].tolist() == ["percent-agreement", "alpha-interval", "alpha-ratio"]
    # 10 10 and 20 30: 3 × 100 / 1100
    assert value(years, "alpha-interval") == pytest.approx(1 - 300 / 1100)
    # a coder who contradicts herself says neither yes nor no
    assert value(found, "percent-agreement", scale="yes-no") == 0.5
    assert "alpha-ordinal" not in {*found[found["scale"] == "yes-no"]["coefficient"]}


def test_agreement_within_codes_cases_and_documents() -> None:
    study = coded(
        ("d1", "a", "urgency", "present"),
        ("d2", "c", "urgency", "absent"),
        ("d1", "a", "urgency", "present", BY_C2),
        ("d2", "c", "urgency", "present", BY_C2),
        cases={"ab": ("a", "b"), "cd": ("c", "d")},
        documents=("d1", "d2"),
    )
    cases = agree_on_scores(study, by="case", resamples=0)
    assert value(cases, "percent-agreement", case="ab", about="value") == 1
    assert value(cases, "percent-agreement", case="cd", about="value") == 0
    texts = agree_on_scores(study, by="document", resamples=0)
    assert value(texts, "percent-agreement", document="d1", about="value") == 1
    assert value(texts, "percent-agreement", document="d2", about="value") == 0
    passages = agree_on_passages(study, by="document", resamples=0)
    assert list(passages.columns[:3]) == ["document", "code", "coefficient"]
    assert value(passages, "f1", document="d1", code="") == 1
    assert value(agree_on_passages(study, by="case"), "u-alpha-binary", case="cd", code="") == 1


def test_passages_have_intervals_over_documents() -> None:
    texts = [f"d{n}" for n in range(12)]
    rows = [(text, "a", "urgency", "present", {"passage": 1}) for text in texts]
    rows += [
        (text, "b", "urgency", "absent", {**BY_C2, "passage": 1 if n % 4 else 2})
        for n, text in enumerate(texts)
    ]
    study = coded(
        *rows,
        documents=tuple(texts),
        coverage=[(coder, text) for coder in ("c1", "c2") for text in texts],
    )
    found = row(agree_on_passages(study), "u-alpha-binary")
    assert found["low"] < found["value"] < found["high"]
    assert found["notice"] == ""
    both = [(coder, text) for coder in ("c1", "c2") for text in texts[1:3]]
    few = agree_on_passages(
        coded(*rows[1:3], *rows[13:15], documents=texts[1:3], coverage=both), resamples=50
    )
    assert "interval over few documents: 2" in row(few, "f1")["notice"]
    assert math.isnan(row(agree_on_passages(study, by="document"), "f1", document="d1")["low"])


def test_unplaced_codings_and_other_codebooks_are_left_out() -> None:
    rows = [
        ("d1", "a", "urgency", "present", {"id": "k1"}),
        ("d1", "a", "urgency", "present", {"id": "k2", **BY_C2}),
        ("d1", "a", "cost", "present", {"id": "k3"}),
    ]
    codes = (code("urgency"), code("cost", codebook="other"))
    study = coded(*rows, codes=codes)
    assert row(agree_on_passages(study, codebook="book"), "f1")["n"] == 2
    assert row(agree_on_passages(study), "f1")["n"] == 3
    unplaced = coded(*rows, codes=codes, unplaced=["k2"])
    assert row(agree_on_passages(unplaced, codebook="book"), "f1")["n"] == 1
    assert {*agree_on_scores(study, codebook="other", by="code")["code"]} == {"cost"}


def test_what_does_not_exist_is_refused() -> None:
    study = coded(("d1", "a", "urgency", "present"))
    for agree in (agree_on_scores, agree_on_passages):
        with pytest.raises(UsageError, match="found c9; allowed: c1, c2"):
            agree(study, coders=["c1", "c9"])
        with pytest.raises(UsageError, match="each once"):
            agree(study, coders=["c1", "c1"])
        with pytest.raises(UsageError, match="found no; allowed: book"):
            agree(study, codebook="no")
        with pytest.raises(UsageError, match="allowed: code, document, case"):
            agree(study, by="unit")
