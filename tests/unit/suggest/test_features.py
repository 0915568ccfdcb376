"""What a model sees of a sentence, and which words its score comes of."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pytest

from crosscase.errors import CrosscaseError
from crosscase.suggest.features import find_names, make_features, split_words
from tests.builders import build_study

TEXTS = ["De raad van Ommen stemde in 2011 in.", "De raad zei nee, nee.", "Zij, de raad: nee?"]


def test_names_and_numbers_are_all_alike() -> None:
    seen = [word.seen for word in split_words(TEXTS[0], {"ommen"})]
    assert seen == ["de", "raad", "van", "§", "stemde", "in", "#", "in"]
    words = split_words(TEXTS[1], ())
    assert [TEXTS[1][word.start : word.end] for word in words] == [
        "De",
        "raad",
        "zei",
        "nee",
        "nee",
    ]


def test_names_come_of_labels_and_aliases() -> None:
    study = build_study(cases={"Ommen-Hardenberg": ["Ommen", "De Bilt"]})
    units = dict(study.units)
    units["Ommen"] = replace(units["Ommen"], aliases=("de Ommenaren",))
    assert find_names(replace(study, units=units)) == {"ommen", "hardenberg", "bilt", "ommenaren"}


@pytest.mark.parametrize("sentence", range(3))
def test_what_words_add_is_the_score(sentence: int) -> None:
    features = make_features(TEXTS, ())
    weights = np.random.default_rng(2).normal(size=features.matrix.shape[1])
    added = features.weigh_words(sentence, weights)
    assert len(added) == len(features.words[sentence])
    assert added.sum() == pytest.approx(float((features.matrix[sentence] @ weights)[0]))


def test_vectors_have_length_one_and_the_gram_the_intercept() -> None:
    features = make_features(TEXTS, ())
    np.testing.assert_allclose(np.diag(features.gram), 2.0)


def test_without_scikit_learn_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.feature_extraction.text", None)
    with pytest.raises(CrosscaseError, match=r'pip install "crosscase\[learned\]"'):
        make_features(TEXTS, ())
