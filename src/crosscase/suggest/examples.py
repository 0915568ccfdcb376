"""Examples to learn from: sentences, what was coded in them, and what was read without coding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crosscase.coding import Coding
from crosscase.scoring.evidence import Evidence
from crosscase.study import Study
from crosscase.suggest.sentences import sentences_of

__all__ = ["Bools", "Examples", "Ints", "Sentence", "gather_examples", "is_about"]

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document, by its half-open offsets in code points."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Examples:
    """Sentences by codes.

    Parameters
    ----------
    sentences : tuple of Sentence
        In the order of the documents' ids and of their texts.
    documents, codes : tuple of str
        Ids; documents sorted, codes in the order of the codebooks and without computed ones.
    document : array of int, shape (sentences,)
        Index of each sentence's document.
    positive : array of bool, shape (sentences, codes)
        Whether an accepted coding says that the sentence is evidence for the code.
    known : array of bool, shape (sentences, codes)
        Whether the sentence can be an example for the code: it is positive, or a coder who counts
        read its document completely for the code, or rejected the suggestion. Elsewhere nothing
        coded says nothing.
    covered : array of bool, shape (documents, codes)
        Whether a coder who counts read the document completely for the code.
    codings : mapping
        (sentence, code) → the codings that make it positive.
    hashes : mapping
        Document → hash of its text.
    """

    sentences: tuple[Sentence, ...]
    documents: tuple[str, ...]
    codes: tuple[str, ...]
    document: Ints
    positive: Bools
    known: Bools
    covered: Bools
    codings: Mapping[tuple[int, int], tuple[Coding, ...]]
    hashes: Mapping[str, str]


def is_about(start: int, end: int, sentence: Sentence) -> bool:
    """Say whether words are in a sentence: half of the words, or half of the sentence, is shared.

    Parameters
    ----------
    start, end : int
        Half-open offsets of the words in the same document.
    sentence : Sentence
        The sentence.

    Returns
    -------
    bool
        False for words that only stick out into it.
    """
    shared = min(end, sentence.end) - max(start, sentence.start)
    return shared > 0 and shared >= _HALF * min(end - start, sentence.end - sentence.start)


def _divide(study: Study) -> tuple[tuple[str, ...], list[Sentence]]:
    """Return the documents and their sentences, the same ones that patterns are matched in."""
    documents = tuple(sorted(study.documents))
    found = []
    for id in documents:
        one = study.documents[id]
        found += [Sentence(id, start, end, one.text[start:end]) for start, end in sentences_of(one)]
    return documents, found


def gather_examples(study: Study) -> Examples:
    """Gather what a study has to learn from, in an order of its own.

    Accepted codings only: of coders who count, whose words are in their place, and which no
    decision on a disagreement overruled.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    gathered : Examples
        Sentences by codes.
    """
    evidence = Evidence(study)
    documents, sentences = _divide(study)
    codes = tuple(code.id for code in study.codes.values() if code.derive is None)
    place = {code: number for number, code in enumerate(codes)}
    within: dict[str, list[int]] = {}
    for number, one in enumerate(sentences):
        within.setdefault(one.document, []).append(number)
    codings: dict[tuple[int, int], list[Coding]] = {}
    for coding in evidence.counted().by_id.values():
        for number in within.get(coding.document, ()):
            if coding.code in place and is_about(coding.start, coding.end, sentences[number]):
                codings.setdefault((number, place[coding.code]), []).append(coding)
    positive = np.zeros((len(sentences), len(codes)), dtype=np.bool_)
    for key in codings:
        positive[key] = True
    covered = np.array(
        [[(id, code) in evidence.readers for code in codes] for id in documents], dtype=np.bool_
    ).reshape(len(documents), len(codes))
    index = {id: number for number, id in enumerate(documents)}
    document = np.array([index[one.document] for one in sentences], dtype=np.int64)
    known = positive | covered[document] | _rejected(study, sentences, within, place)
    return Examples(
        tuple(sentences),
        documents,
        codes,
        document,
        positive,
        known,
        covered,
        {key: tuple(found) for key, found in codings.items()},
        {id: study.text_hashes[id] for id in documents},
    )


def _rejected(
    study: Study,
    sentences: list[Sentence],
    within: Mapping[str, list[int]],
    place: Mapping[str, int],
) -> Bools:
    """Return where a coder who counts said that a sentence is not about a code."""
    found = np.zeros((len(sentences), len(place)), dtype=np.bool_)
    for one in study.coding_state.rejections:
        coder, was = study.coders.get(one.coder), one.proposed
        if coder is None or not coder.counts or was["code"] not in place:
            continue
        for number in within.get(str(was["document"]), ()):
            if sentences[number].text == was["quote"]:
                found[number, place[str(was["code"])]] = True
    return found
