"""Suggestions learned from accepted codings: of what, of whom, and why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import Ridge

from crosscase.errors import UsageError
from crosscase.suggest.examples import Sentence, gather_examples, is_about
from crosscase.suggest.features import find_names, make_features
from crosscase.suggest.learned import describe_lack, suggest_by_learning
from crosscase.suggest.models import Lack, judge_folds, learn_codes
from tests.unit.suggest.example import CALM, study_of, with_rejection


def test_sentences_with_what_was_coded_and_what_was_read() -> None:
    examples = gather_examples(study_of(covered=5))
    assert (len(examples.sentences), examples.codes) == (42, ("urgency", "trust"))
    assert examples.positive.sum(axis=0).tolist() == [18, 1]
    # Of the document nobody covered only what is coded is known: silence is not absence.
    last = examples.document == 5
    assert examples.known[last].sum(axis=0).tolist() == [3, 0]
    assert examples.known[~last].all()


def test_a_rejection_is_an_example_of_what_it_is_not() -> None:
    study = study_of(covered=0)
    quote = gather_examples(study).sentences[0].text
    known = gather_examples(with_rejection(study, quote)).known
    assert known[0].tolist() == [True, True]  # and trust is coded there
    assert known.sum(axis=0).tolist() == [19, 1]
    uncounted = replace(study, coders={"c1": replace(study.coders["c1"], counts=False)})
    assert not gather_examples(with_rejection(uncounted, quote)).known.any()


@pytest.mark.parametrize(
    ("start", "end", "inside"), [(0, 10, True), (8, 30, False), (4, 6, True), (9, 12, False),
                                 (10, 20, False), (0, 90, True)],
)  # fmt: skip
def test_words_are_in_a_sentence_by_half(start: int, end: int, inside: bool) -> None:
    assert is_about(start, end, Sentence("d", 0, 10, "x" * 10)) is inside


def test_what_is_suggested_and_why() -> None:
    found = suggest_by_learning(study_of())
    assert {one.code for one in found.suggestions} == {"urgency"}
    assert found.lacks == {"trust": Lack(1, 1, 41)}
    assert describe_lack("trust", found.lacks["trust"]).startswith("trust: not learned")
    assert all("haast" in one.quote.lower() for one in found.suggestions)
    assert len({one.quote for one in found.suggestions}) == 18
    for one in found.suggestions:
        assert any("haast" in one.quote[a - one.start : b - one.start].lower() for a, b in one.hits)
        assert "aast”" in one.reason["nl"]
        assert "aast”" in one.reason["en"]
        assert one.value == "present"
        assert "100 % van de coderingen" in one.reason["nl"]
        assert one.score is not None
        assert 0 < one.score < 1
        assert (one.method, one.rule) == ("learned", "n-grams")


def test_unit_and_value_are_left_open_where_nothing_says_them() -> None:
    found = suggest_by_learning(study_of()).suggestions
    monday = [one for one in found if one.document == "d0"]
    assert {one.unit for one in monday} == {"a", "b", ""}
    asked = next(one for one in monday if not one.unit)
    assert "over wie?" in asked.reason["nl"]
    values = [
        ("d0", "a", "urgency", value, {"start": 0, "end": 5, "id": f"v{value}{n}"})
        for n in range(20)
        for value in ("absent",)
    ]
    mixed = study_of()
    codings = [*mixed.coding_state.codings]
    study = study_of(codings=[*codings, *values])
    other = [one for one in suggest_by_learning(study).suggestions if one.document != "d0"]
    assert {one.value for one in other} == {""}
    assert "welke waarde?" in other[0].reason["nl"]


def test_a_document_is_judged_by_a_model_that_did_not_see_it() -> None:
    study = study_of()
    examples = gather_examples(study)
    features = make_features([one.text for one in examples.sentences], find_names(study))
    learned = learn_codes(examples, features)
    with_one = np.hstack([features.matrix.toarray(), np.ones((42, 1))])
    for document in range(6):
        own = examples.document == document
        model = Ridge(alpha=1.0, fit_intercept=False)
        model.fit(with_one[~own], examples.positive[~own, 0].astype(float))
        np.testing.assert_allclose(learned.scores[own, 0], model.predict(with_one[own]), atol=1e-8)
        weights = learned.weights[document, 0]
        np.testing.assert_allclose(weights, model.coef_[:-1], atol=1e-8)
    assert np.isnan(learned.scores[:, 1]).all()


def test_folds_learn_nothing_from_what_is_left_out() -> None:
    study = study_of()
    examples = gather_examples(study)
    features = make_features([one.text for one in examples.sentences], find_names(study))
    chance, suggested = judge_folds(examples, features, [np.array([4, 5])])
    left_out = np.isin(examples.document, [4, 5])
    assert np.isnan(chance[~left_out]).all()
    assert (suggested[left_out, 0] == examples.positive[left_out, 0]).all()
    # Whatever is coded in the fold: nothing in it may change what is said of it.
    other = replace(examples, positive=examples.positive ^ left_out[:, None])
    again, _ = judge_folds(other, features, [np.array([4, 5])])
    np.testing.assert_allclose(again[left_out, 0], chance[left_out, 0], atol=1e-9)
    three_left, _ = judge_folds(examples, features, [np.array([0, 1, 2])])
    assert np.isnan(three_left).all(), "nine examples are too few"


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_no_order_plays_a_part(random: object) -> None:
    study = study_of()
    codings, documents = [*study.coding_state.codings], [*study.documents.items()]
    coverage = [*study.coding_state.coverage]
    for one in (codings, documents, coverage):
        random.shuffle(one)  # type: ignore[attr-defined]
    state = replace(study.coding_state, codings=tuple(codings), coverage=tuple(coverage))
    other = replace(study, coding_state=state, documents=dict(documents))
    assert suggest_by_learning(other) == suggest_by_learning(study)


def test_only_what_is_asked_for_but_learned_from_everything() -> None:
    study = study_of()
    everything = suggest_by_learning(study).suggestions
    some = suggest_by_learning(study, documents=["d2"], codes=["urgency"])
    assert some.suggestions == tuple(one for one in everything if one.document == "d2")
    assert some.lacks == {}
    with pytest.raises(UsageError, match="allowed: d0, d1"):
        suggest_by_learning(study, documents=["x"])


def test_a_document_without_codings_or_coverage_gets_suggestions_too() -> None:
    study = study_of(covered=5)
    state = study.coding_state
    kept = tuple(one for one in state.codings if one.document != "d5")
    study = replace(study, coding_state=replace(state, codings=kept))
    found = [one for one in suggest_by_learning(study).suggestions if one.document == "d5"]
    assert len({one.quote for one in found}) == 3


def test_nothing_to_learn_from_is_no_failure() -> None:
    bare = study_of(codings=(), coverage=())
    assert suggest_by_learning(bare).suggestions == ()
    assert suggest_by_learning(bare).lacks.keys() == {"urgency", "trust"}
    empty = study_of(documents=[], codings=(), coverage=()) if False else study_of(0, codings=())
    assert suggest_by_learning(empty).suggestions == ()
    assert CALM


def test_overruled_and_uncounted_codings_teach_nothing() -> None:
    study = study_of()
    silent = replace(study, coders={"c1": replace(study.coders["c1"], counts=False)})
    assert not gather_examples(silent).positive.any()
    unplaced = replace(study, unplaced=frozenset(study.codings))
    assert not gather_examples(unplaced).positive.any()
