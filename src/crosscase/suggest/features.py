"""Sentences as vectors of words and parts of words, and back from a weight to a word."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from crosscase.errors import CrosscaseError
from crosscase.spans import fold_case
from crosscase.study import Study
from crosscase.suggest.ridge import Floats

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

__all__ = ["Features", "Word", "find_names", "make_features", "split_words"]

_WORD = re.compile(r"[^\W_]+")
_LONG = 3
_NAME = "§"
_NUMBER = "#"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence: what the model sees of it, and its offsets in the sentence."""

    seen: str
    start: int
    end: int


def find_names(study: Study) -> frozenset[str]:
    """Return the words that names of cases and parties are made of.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    frozenset of str
        In lower case. The model sees them all as one: what is learned of one case is to hold
        for another.
    """
    names = [
        text for unit in study.units.values() for text in (*unit.label.values(), *unit.aliases)
    ]
    return frozenset(
        fold_case(word)
        for name in names
        for word in _WORD.findall(name)
        if len(word) >= _LONG and word[0].isupper()
    )


def split_words(text: str, names: Collection[str]) -> tuple[Word, ...]:
    """Return the words of a sentence as a model sees them.

    Parameters
    ----------
    text : str
        The sentence.
    names : collection of str
        Words that are all seen as one.

    Returns
    -------
    tuple of Word
        In lower case; numbers are all seen as one as well.

    Examples
    --------
    >>> [word.seen for word in split_words("In 2011 ging Ommen mee.", {"ommen"})]
    ['in', '#', 'ging', '§', 'mee']
    """
    words = []
    for match in _WORD.finditer(text):
        folded = fold_case(match.group())
        seen = _NAME if folded in names else _NUMBER if folded.isdigit() else folded
        words.append(Word(seen, match.start(), match.end()))
    return tuple(words)


@dataclass(frozen=True)
class Features:
    """Sentences as vectors of length 1, half of it words and pairs, half of it parts of words.

    Parameters
    ----------
    words : tuple of tuple of Word
        Of every sentence.
    matrix : csr_matrix, shape (sentences, features)
        The vectors.
    vectorizers : tuple
        scikit-learn's, for words and for parts of words, in the order of the columns.
    """

    words: tuple[tuple[Word, ...], ...]
    matrix: csr_matrix
    vectorizers: tuple[Any, Any]

    @cached_property
    def gram(self) -> Floats:
        """Products of all pairs of sentences, and 1 for the intercept."""
        return np.asarray((self.matrix @ self.matrix.T).toarray()) + 1.0

    def multiply(self, texts: Sequence[str], names: Collection[str]) -> Floats:
        """Return products of other sentences with all of these, and 1 for the intercept.

        Parameters
        ----------
        texts : sequence of str
            The other sentences; how rare a word is, was counted without them.
        names : collection of str
            As :func:`find_names` returns them.

        Returns
        -------
        array of shape (texts, sentences)
            Products.
        """
        from scipy.sparse import hstack

        seen = [" ".join(word.seen for word in split_words(text, names)) for text in texts]
        stacked = hstack([one.transform(seen) for one in self.vectorizers], format="csr")
        return np.asarray((stacked * np.sqrt(0.5) @ self.matrix.T).toarray()) + 1.0

    @cached_property
    def _columns(self) -> tuple[tuple[Any, dict[str, int], int], ...]:
        first, second = self.vectorizers
        return (
            (first.build_analyzer(), first.vocabulary_, 0),
            (second.build_analyzer(), second.vocabulary_, len(first.vocabulary_)),
        )

    def weigh_words(self, sentence: int, weights: Floats) -> Floats:
        """Return what each word of a sentence adds to its score.

        Parameters
        ----------
        sentence : int
            Its index.
        weights : array of shape (features,)
            Of a model.

        Returns
        -------
        array of float, one a word
            A pair of words counts half for either, a part for each word that it is a part of.
            They add up to the score, the intercept aside.
        """
        words = self.words[sentence]
        parts: list[tuple[int, int, float]] = []
        for place, word in enumerate(words):
            parts += [(place, column, 1.0) for column in self._of(word.seen)]
        vocabulary = self._columns[0][1]
        for place in range(len(words) - 1):
            pair = f"{words[place].seen} {words[place + 1].seen}"
            if pair in vocabulary:
                parts += [(place, vocabulary[pair], 0.5), (place + 1, vocabulary[pair], 0.5)]
        own = slice(self.matrix.indptr[sentence], self.matrix.indptr[sentence + 1])
        columns, data = self.matrix.indices[own], self.matrix.data[own]
        value = dict(zip(columns.tolist(), data.tolist(), strict=True))
        share: dict[int, float] = {}
        for _, column, part in parts:
            share[column] = share.get(column, 0.0) + part
        found = np.zeros(len(words))
        for place, column, part in parts:
            found[place] += part / share[column] * value[column] * weights[column]
        return found

    def _of(self, seen: str) -> Iterable[int]:
        for analyze, vocabulary, first in self._columns:
            for feature in analyze(seen):
                if feature in vocabulary:
                    yield first + vocabulary[feature]


def make_features(texts: Sequence[str], names: Collection[str]) -> Features:
    """Turn sentences into vectors of words and of parts of words.

    How rare a word is, is counted in all sentences, coded or not.

    Parameters
    ----------
    texts : sequence of str
        The sentences; one at least has a word.
    names : collection of str
        As :func:`find_names` returns them.

    Returns
    -------
    Features
        The same for the same sentences.

    Raises
    ------
    CrosscaseError
        When scikit-learn is not installed.
    """
    try:
        from scipy.sparse import hstack
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ImportError:
        raise CrosscaseError(
            "learned suggestions need scikit-learn, which is not installed; "
            'install it with: python -m pip install "crosscase[learned]"'
        ) from None
    words = tuple(split_words(text, names) for text in texts)
    seen = [" ".join(word.seen for word in one) for one in words]
    common = {"lowercase": False, "sublinear_tf": True, "dtype": np.float64}
    whole = TfidfVectorizer(tokenizer=str.split, token_pattern=None, ngram_range=(1, 2), **common)
    parts = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), **common)
    stacked = hstack([whole.fit_transform(seen), parts.fit_transform(seen)], format="csr")
    return Features(words, stacked * np.sqrt(0.5), (whole, parts))
