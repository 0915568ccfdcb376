"""Learning every code of a study at once: a linear model each, judged on what it was not shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from crosscase.suggest.examples import Bools, Examples, Ints
from crosscase.suggest.features import Features
from crosscase.suggest.ridge import (
    Floats,
    drop_rows,
    invert_gram,
    predict_blocks,
    predict_rows,
)
from crosscase.suggest.thresholds import chances, choose_threshold, fit_sigmoid

__all__ = [
    "FEWEST_DOCUMENTS",
    "FEWEST_NEGATIVE",
    "FEWEST_POSITIVE",
    "Lack",
    "Learned",
    "Model",
    "find_lack",
    "judge_folds",
    "judge_others",
    "learn_codes",
]

FEWEST_POSITIVE = 10
"""Sentences of a code from which it is learned."""

FEWEST_DOCUMENTS = 3
"""Documents they must be from."""

FEWEST_NEGATIVE = 10
"""Sentences that must have been read without finding the code."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a code is not learned: what there is of it, and what there must be."""

    positive: int
    documents: int
    negative: int

    @property
    def any(self) -> bool:
        """Whether there is too little of anything."""
        return (
            self.positive < FEWEST_POSITIVE
            or self.documents < FEWEST_DOCUMENTS
            or self.negative < FEWEST_NEGATIVE
        )


@dataclass(frozen=True, slots=True)
class Model:
    """What is needed beside its weights to use the model of a code.

    Parameters
    ----------
    threshold : float
        From this score on the code is suggested.
    curve : tuple of float
        Slope and intercept from scores to chances.
    """

    threshold: float
    curve: tuple[float, float]

    @property
    def informs(self) -> bool:
        """Whether a higher score is a higher chance; if not, nothing was learned."""
        return self.curve[0] > 0


@dataclass(frozen=True)
class Learned:
    """What was learned of the codes that there is enough of.

    Parameters
    ----------
    models : mapping
        Code → model.
    lacks : mapping
        Code → why it was not learned.
    scores : array of shape (sentences, codes)
        Of every sentence, by a model that was not shown its document; NaN where there is no
        model.
    weights : mapping
        (document, code) → weights of the model that was not shown the document; only those asked
        for.
    """

    models: Mapping[str, Model]
    lacks: Mapping[str, Lack]
    scores: Floats
    weights: Mapping[tuple[int, int], Floats]


def find_lack(examples: Examples, code: int, rows: Bools) -> Lack:
    """Count what there is to learn a code from.

    Parameters
    ----------
    examples : Examples
        All of them.
    code : int
        Index of the code.
    rows : array of bool
        The sentences that may be learned from.

    Returns
    -------
    Lack
        Counts; ``any`` says whether they are too low.
    """
    positive = examples.positive[:, code] & rows
    known = examples.known[:, code] & rows
    documents = len(np.unique(examples.document[positive]))
    return Lack(int(positive.sum()), documents, int(known.sum() - positive.sum()))


def _alike(examples: Examples, codes: Iterable[int]) -> Iterator[tuple[Ints, Ints]]:
    """Yield sentences with the codes that these, and no others, are examples for."""
    found: dict[bytes, list[int]] = {}
    for code in codes:
        found.setdefault(examples.known[:, code].tobytes(), []).append(code)
    for members in found.values():
        yield np.flatnonzero(examples.known[:, members[0]]), np.array(members)


def _blocks(documents: Ints) -> list[Ints]:
    """Return the places of the rows of each document."""
    return [np.flatnonzero(documents == one) for one in np.unique(documents)]


def _fit(scores: Floats, positive: Bools) -> Model:
    return Model(choose_threshold(scores, positive), fit_sigmoid(scores, positive))


def learn_codes(examples: Examples, features: Features) -> Learned:
    """Learn every code from all its examples, and score every sentence.

    The score of a sentence comes of a model that was not shown its document, whether anything was
    coded there or not; threshold and curve come of such scores.

    Parameters
    ----------
    examples : Examples
        What was coded.
    features : Features
        The sentences.

    Returns
    -------
    Learned
        Models and scores. Only codes with enough examples are learned.
    """
    everything = np.ones(len(examples.sentences), dtype=np.bool_)
    lacks = {code: find_lack(examples, code, everything) for code in range(len(examples.codes))}
    scores = np.full(examples.positive.shape, np.nan)
    models: dict[str, Model] = {}
    weights: dict[tuple[int, int], Floats] = {}
    for rows, codes in _alike(examples, [code for code, lack in lacks.items() if not lack.any]):
        targets = examples.positive[np.ix_(rows, codes)].astype(np.float64)
        inverse = invert_gram(features.gram[np.ix_(rows, rows)])
        outside = predict_blocks(inverse, targets, _blocks(examples.document[rows]))
        for place, code in enumerate(codes.tolist()):
            model = _fit(outside[:, place], targets[:, place] > 0)
            if model.informs:
                models[examples.codes[code]] = model
        _score(examples, features, rows, codes, inverse, targets, scores)
        weights |= _weigh(examples, features, rows, codes, inverse, targets, scores, models)
    short = {examples.codes[code]: lack for code, lack in lacks.items() if lack.any}
    return Learned(models, short, scores, weights)


def _without(
    examples: Examples, rows: Ints, inverse: Floats, targets: Floats
) -> Iterator[tuple[int, Ints, Floats]]:
    """Yield each document with its sentences and the coefficients of the model without it."""
    dual = inverse @ targets
    for document in range(len(examples.documents)):
        own = np.flatnonzero(examples.document[rows] == document)
        left = drop_rows(inverse, dual, own) if len(own) else dual
        yield document, np.flatnonzero(examples.document == document), left


def _score(
    examples: Examples,
    features: Features,
    rows: Ints,
    codes: Ints,
    inverse: Floats,
    targets: Floats,
    scores: Floats,
) -> None:
    for _, sentences, dual in _without(examples, rows, inverse, targets):
        scores[np.ix_(sentences, codes)] = features.gram[np.ix_(sentences, rows)] @ dual


def _weigh(
    examples: Examples,
    features: Features,
    rows: Ints,
    codes: Ints,
    inverse: Floats,
    targets: Floats,
    scores: Floats,
    models: Mapping[str, Model],
) -> dict[tuple[int, int], Floats]:
    """Return the weights by which a code is suggested somewhere in a document."""
    found: dict[tuple[int, int], Floats] = {}
    shown = features.matrix[rows]
    for document, sentences, dual in _without(examples, rows, inverse, targets):
        used = [
            place
            for place, code in enumerate(codes.tolist())
            if (model := models.get(examples.codes[code]))
            and (scores[sentences, code] >= model.threshold).any()
        ]
        weights = np.asarray(shown.T @ dual[:, used])
        found |= {(document, int(codes[place])): weights[:, at] for at, place in enumerate(used)}
    return found


def judge_folds(
    examples: Examples, features: Features, folds: Iterable[Ints]
) -> tuple[Floats, Bools]:
    """Score and decide on folds of documents with all that is learned from the others.

    Threshold and curve of a fold are chosen within the other documents, each of these scored by a
    model without it and without the fold.

    Parameters
    ----------
    examples : Examples
        What was coded.
    features : Features
        The sentences.
    folds : iterable of array of int
        Indices of documents that are left out together.

    Returns
    -------
    chances : array of shape (sentences, codes)
        NaN where nothing could be learned from the others, or in no fold.
    suggested : array of bool, same shape
        Whether the code would be suggested.
    """
    chance = np.full(examples.positive.shape, np.nan)
    suggested = np.zeros(examples.positive.shape, dtype=np.bool_)
    folds = [np.asarray(fold) for fold in folds]
    for rows, codes in _alike(examples, range(len(examples.codes))):
        if not len(rows):
            continue
        inverse = invert_gram(features.gram[np.ix_(rows, rows)])
        for fold in folds:
            held = rows[np.isin(examples.document[rows], fold)]
            if len(held):
                models, dual = _learn_without(examples, rows, codes, inverse, fold)
                said = features.gram[np.ix_(held, rows)] @ dual
                _decide(models, said, held, chance, suggested)
    return chance, suggested


def _learn_without(
    examples: Examples, rows: Ints, codes: Ints, inverse: Floats, fold: Ints
) -> tuple[list[tuple[int, Model]], Floats]:
    """Return the codes that can be learned without some documents, and their coefficients."""
    outside = ~np.isin(examples.document, fold)
    learned = np.array(
        [code for code in codes.tolist() if not find_lack(examples, code, outside).any],
        dtype=np.int64,
    )
    if not len(learned):
        return [], np.empty((len(rows), 0))
    held, kept = np.flatnonzero(~outside[rows]), np.flatnonzero(outside[rows])
    targets = examples.positive[np.ix_(rows, learned)].astype(np.float64)
    blocks = [kept[block] for block in _blocks(examples.document[rows[kept]])]
    inner = predict_rows(inverse, targets, held, blocks)[kept]
    models = [
        (code, _fit(inner[:, place], targets[kept, place] > 0))
        for place, code in enumerate(learned.tolist())
    ]
    return models, drop_rows(inverse, inverse @ targets, held)


def judge_others(
    examples: Examples, features: Features, gram: Floats, folds: Iterable[tuple[Ints, Ints]]
) -> tuple[Floats, Bools]:
    """Score and decide on sentences that are no examples, with models not shown some documents.

    Parameters
    ----------
    examples : Examples
        What was coded.
    features : Features
        Its sentences.
    gram : array of shape (others, sentences)
        Products of the other sentences with these, as :meth:`Features.multiply` returns them.
    folds : iterable of (array of int, array of int)
        Indices of documents that are left out together, and of the other sentences that are
        judged without them.

    Returns
    -------
    chances : array of shape (others, codes)
        NaN where nothing could be learned, or in no fold.
    suggested : array of bool, same shape
        Whether the code would be suggested.
    """
    chance = np.full((len(gram), len(examples.codes)), np.nan)
    suggested = np.zeros(chance.shape, dtype=np.bool_)
    folds = [(np.asarray(fold, dtype=np.int64), np.asarray(others)) for fold, others in folds]
    for rows, codes in _alike(examples, range(len(examples.codes))):
        if not len(rows):
            continue
        inverse = invert_gram(features.gram[np.ix_(rows, rows)])
        for fold, others in folds:
            models, dual = _learn_without(examples, rows, codes, inverse, fold)
            _decide(models, gram[np.ix_(others, rows)] @ dual, others, chance, suggested)
    return chance, suggested


def _decide(
    models: Iterable[tuple[int, Model]],
    said: Floats,
    sentences: Ints,
    chance: Floats,
    suggested: Bools,
) -> None:
    for place, (code, model) in enumerate(models):
        if model.informs:
            chance[sentences, code] = chances(said[:, place], model.curve)
            suggested[sentences, code] = said[:, place] >= model.threshold
