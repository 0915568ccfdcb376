"""The evaluation of suggestions: counted by hand, on covered documents, undefined where it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crosscase.errors import UsageError
from crosscase.evaluation import ALL_CODES, MEAN_OF_CODES, Evaluation, Measured
from crosscase.study import Study
from crosscase.suggest.evaluating import evaluate_suggestions
from crosscase.suggest.fingerprint import fingerprint
from crosscase.suggest.frames import evaluation_frame
from crosscase.suggest.proposing import Proposed
from crosscase.suggest.study import suggest_by_lexicon
from tests.unit.suggest.example import study_of, with_patterns, with_rejection


def row(found: Evaluation, method: str, split: str, code: str = "urgency") -> Measured:
    (one,) = [
        one for one in found.rows if (one.method, one.split, one.code) == (method, split, code)
    ]
    return one


def shares(one: Measured) -> tuple[float | None, ...]:
    return (one.precision, one.recall, one.f1)


@pytest.fixture(scope="module")
def found() -> Evaluation:
    study = with_patterns(study_of(), "moesten", "(raad|haast was)")
    return evaluate_suggestions(study, Proposed(suggest_by_lexicon(study)), resamples=50)


def test_the_lexicon_by_hand(found: Evaluation) -> None:
    """Of three urgent and four calm sentences a document, two and one are hit, in six documents."""
    one = row(found, "lexicon", "none")
    assert (one.documents, one.sentences) == (6, 42)
    assert (one.coded, one.suggested, one.right) == (18, 18, 12)
    assert shares(one) == (0.6667, 0.6667, 0.6667)
    assert (one.precision_by, one.f1_by) == ("wilson", "")
    assert row(found, "lexicon", "none", "trust").status == "no-patterns"


def test_learned_models_find_what_they_were_not_shown(found: Evaluation) -> None:
    assert shares(row(found, "learned", "document")) == (1.0, 1.0, 1.0)
    few = row(found, "learned", "document", "trust")
    assert (few.status, few.coded, shares(few)) == ("too-few", 1, (None, None, None))
    # Without case ab only six examples in two documents are left; without cd there are twelve.
    by_case = row(found, "learned", "case")
    assert (by_case.suggested, by_case.right, by_case.coded) == (6, 6, 18)
    assert found.without_case == 0


def test_baselines(found: Evaluation) -> None:
    nothing = row(found, "nothing", "none")
    assert shares(nothing) == (None, 0.0, 0.0)
    assert (nothing.precision_low, nothing.recall_by) == (None, "wilson")
    label = row(found, "label", "none")
    assert shares(label) == (None, 0.0, 0.0)


def test_a_label_is_matched_by_the_words_it_begins() -> None:
    study = study_of()
    book = study.codebooks[0]
    first = replace(book.codes[0], label={"nl": "Grote haasten en zo", "en": "Raad"})
    study = replace(study, codebooks=(replace(book, codes=(first, *book.codes[1:])),))
    assert row(evaluate_suggestions(study, learned=False), "label", "none").suggested == 0
    first = replace(first, label={"nl": "De grote haas", "en": "Raad"})
    study = replace(study, codebooks=(replace(book, codes=(first, *book.codes[1:])),))
    one = row(evaluate_suggestions(study, learned=False), "label", "none")
    assert (one.suggested, one.right) == (6, 6)


def test_together_and_on_average(found: Evaluation) -> None:
    whole = row(found, "lexicon", "none", ALL_CODES)
    assert (whole.coded, whole.suggested, whole.right) == (19, 18, 12)
    assert shares(whole) == (0.6667, 0.6316, 0.6486)
    mean = row(found, "lexicon", "none", MEAN_OF_CODES)
    assert shares(mean) == (0.6667, 0.3333, 0.3333)
    assert mean.f1_low is None


def test_only_what_was_read_completely_is_judged() -> None:
    study = with_patterns(study_of(covered=4), "raad")
    one = row(
        evaluate_suggestions(study, Proposed(suggest_by_lexicon(study)), learned=False),
        "lexicon",
        "none",
    )
    assert (one.documents, one.coded, one.suggested, one.right) == (4, 12, 4, 0)
    with pytest.raises(UsageError, match="crosscase cover"):
        evaluate_suggestions(study_of(covered=0))


def test_a_split_holds_documents_out() -> None:
    study = with_patterns(study_of(), "haast")
    found = evaluate_suggestions(
        study, Proposed(suggest_by_lexicon(study)), held_out=["d1", "d3"], learned=False
    )
    one = row(found, "lexicon", "none")
    assert (found.patterns, one.documents, one.coded) == ("held-out", 2, 6)
    assert row(found, "label", "none").documents == 6
    with pytest.raises(UsageError, match="'x'"):
        evaluate_suggestions(study, held_out=["x"])


@pytest.mark.parametrize("declared", ["texts", "definitions"])
def test_what_patterns_were_written_from_is_what_is_declared(declared: str) -> None:
    study = with_patterns(study_of(), "haast", declared=declared)
    assert evaluate_suggestions(study, learned=False).patterns == declared


def test_suggestions_of_another_text_are_about_no_sentence() -> None:
    study = with_patterns(study_of(), "haast")
    old = [replace(one, text_sha256="0" * 64) for one in suggest_by_lexicon(study)]
    assert (
        row(evaluate_suggestions(study, Proposed(old), learned=False), "lexicon", "none").suggested
        == 0
    )


def test_chances_are_held_against_what_was_coded(found: Evaluation) -> None:
    assert sum(one.number for one in found.bins) == 42
    assert found.bins[0].coded == 0.0
    assert found.bins[-1].coded == 1.0
    assert all(one.low <= one.chance <= one.high for one in found.bins)


def test_the_same_for_the_same_study_and_seed(found: Evaluation) -> None:
    study = with_patterns(study_of(), "moesten", "(raad|haast was)")
    assert evaluate_suggestions(study, Proposed(suggest_by_lexicon(study)), resamples=50) == found
    frame = evaluation_frame(found)
    assert len(frame) == len(found.rows)
    assert frame["precision"].isna().any()


def test_the_fingerprint_sees_what_matters_and_no_order() -> None:
    study = study_of()
    before = fingerprint(study)
    state = study.coding_state
    shuffled = replace(
        study,
        coding_state=replace(state, codings=state.codings[::-1], coverage=state.coverage[::-1]),
        documents=dict(reversed(study.documents.items())),
    )
    assert fingerprint(shuffled) == before
    changed = [
        study_of(covered=5),
        replace(study, coding_state=replace(state, codings=state.codings[1:])),
        with_patterns(study, "haast"),
        with_patterns(study, declared="definitions"),
        with_rejection(study, "x"),
        replace(study, coders={"c1": replace(study.coders["c1"], counts=False)}),
    ]
    assert len({before, *map(fingerprint, changed)}) == 7


def with_unit(study: Study, id: str, **changed: Any) -> Study:
    return replace(study, units={**study.units, id: replace(study.units[id], **changed)})


def with_document(study: Study, **changed: Any) -> Study:
    first = replace(study.documents["d0"], **changed)
    return replace(study, documents={**study.documents, "d0": first})


def test_the_fingerprint_sees_what_units_are_told_by() -> None:
    """A claim rests on who a document is about and speaks for, and on which case has whom."""
    study = study_of()
    before = fingerprint(study)
    assert fingerprint(with_document(study, units=study.documents["d0"].units[::-1])) == before
    changed = [
        with_document(study, units=("a",)),
        with_document(study, party="b"),
        with_unit(study, "a", kind="case"),
        with_unit(study, "a", case="cd"),
        with_unit(study, "ab", parties=("a",)),
        replace(study, units=dict(reversed(study.units.items()))),
    ]
    assert len({before, *map(fingerprint, changed)}) == 7
