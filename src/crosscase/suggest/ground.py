"""Stretches of text that coded passages rest on, to judge suggestions by."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from crosscase.corpus import Document
from crosscase.scoring.evidence import Evidence
from crosscase.study import Study
from crosscase.suggest.examples import Bools, Examples, Ints, Sentence
from crosscase.suggest.judged import Places
from crosscase.suggest.sentences import sentences_of

__all__ = ["Ground", "find_ground", "gather_passages", "lay_ground"]

Stretch = tuple[str, int, int]
"""A text and half-open offsets in it."""

Passages = Mapping[tuple[int, str], frozenset[int]]
"""(index of a document, number of a passage) → indices of the codes that are coded in it."""


@dataclass(frozen=True)
class Ground:
    """Sentences, and the stretches that passages rest on.

    Parameters
    ----------
    sentences : tuple of Sentence
        In the order of the texts.
    about : array of int, shape (pairs, 2)
        Which sentence and which stretch are about each other
        (:func:`~crosscase.suggest.examples.is_about`).
    resting : tuple of frozenset of int
        For each sentence the documents of the passages that rest on anything in it, be it a
        character.
    documents : tuple of frozenset of int
        For each stretch the documents of the passages that rest on it.
    coded : array of bool, shape (stretches, codes)
        Whether a passage that rests on it has an accepted coding of the code, in a document
        that was read completely for the code.
    read : array of bool, same shape
        Whether a passage that rests on it has any accepted coding, in such a document.
    """

    sentences: tuple[Sentence, ...]
    about: Ints
    resting: tuple[frozenset[int], ...]
    documents: tuple[frozenset[int], ...]
    coded: Bools
    read: Bools

    def spread(self, marked: Bools) -> Bools:
        """Return for sentences what holds for any stretch that they are about."""
        found = np.zeros((len(self.sentences), marked.shape[1]), dtype=np.bool_)
        np.logical_or.at(found, self.about[:, 0], marked[self.about[:, 1]])
        return found

    def gather(self, marked: Bools) -> Bools:
        """Return for stretches what holds for any sentence that is about them."""
        found = np.zeros((len(self.documents), marked.shape[1]), dtype=np.bool_)
        np.logical_or.at(found, self.about[:, 1], marked[self.about[:, 0]])
        return found

    @property
    def inside(self) -> Bools:
        """Whether each sentence is about any stretch."""
        found = np.zeros(len(self.sentences), dtype=np.bool_)
        found[self.about[:, 0]] = True
        return found

    def without(self, documents: Collection[int]) -> Ground:
        """Return the ground on which nothing is judged that a passage of some documents rests on.

        Parameters
        ----------
        documents : collection of int
            Indices.

        Returns
        -------
        Ground
            The stretches are still there, and nobody has read them.
        """
        left = np.array([one.isdisjoint(documents) for one in self.documents], dtype=np.bool_)
        return replace(self, coded=self.coded & left[:, None], read=self.read & left[:, None])


def gather_passages(study: Study, examples: Examples) -> dict[tuple[int, str], frozenset[int]]:
    """Return which codes are coded in which passages, by accepted codings.

    Parameters
    ----------
    study : Study
        The study.
    examples : Examples
        Its documents and codes in their order.

    Returns
    -------
    dict
        (index of the document, number of the passage) → indices of the codes; nothing where
        nothing is coded.
    """
    place = {code: number for number, code in enumerate(examples.codes)}
    document = {id: number for number, id in enumerate(examples.documents)}
    found: dict[tuple[int, str], set[int]] = {}
    for coding in Evidence(study).counted().by_id.values():
        for passage in study.passages[coding.document]:
            if passage.start < coding.end and coding.start < passage.end and coding.code in place:
                key = (document[coding.document], passage.number)
                found.setdefault(key, set()).add(place[coding.code])
    return {key: frozenset(codes) for key, codes in found.items()}


def lay_ground(
    examples: Examples,
    passages: Passages,
    sentences: Sequence[Sentence],
    resting: Iterable[tuple[int, str, Stretch]],
) -> Ground:
    """Lay the ground to judge suggestions in texts that passages rest on.

    Parameters
    ----------
    examples : Examples
        The study's documents, codes and what was read completely.
    passages : mapping
        As :func:`gather_passages` gives them.
    sentences : sequence of Sentence
        The sentences of the texts, in their order.
    resting : iterable of (int, str, Stretch)
        Index of a document, number of a passage, and a stretch it rests on; in any order.

    Returns
    -------
    Ground
        The same whatever the order.
    """
    rests: dict[Stretch, set[tuple[int, str]]] = {}
    for document, number, stretch in resting:
        rests.setdefault(stretch, set()).add((document, number))
    stretches = sorted(rests)
    shape = (len(stretches), len(examples.codes))
    coded, read = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    places = Places(sentences)
    pairs: list[tuple[int, int]] = []
    touching: list[set[int]] = [set() for _ in sentences]
    for at, stretch in enumerate(stretches):
        pairs += [(sentence, at) for sentence in places.about(*stretch)]
        for sentence in places.touched(*stretch):
            touching[sentence] |= {document for document, _ in rests[stretch]}
        for document, passage in rests[stretch]:
            codes = passages.get((document, passage), frozenset())
            if codes:
                read[at] |= examples.covered[document]
                here = np.isin(np.arange(shape[1]), [*codes])
                coded[at] |= examples.covered[document] & here
    return Ground(
        tuple(sentences),
        np.array(pairs, dtype=np.int64).reshape(-1, 2),
        tuple(frozenset(one) for one in touching),
        tuple(frozenset(document for document, _ in rests[one]) for one in stretches),
        coded,
        read,
    )


def find_ground(
    study: Study, examples: Examples, originals: Sequence[Document]
) -> tuple[Ground, Ground]:
    """Return the ground in the publications, and that in the documents themselves.

    In the documents each passage is the stretch that it rests on: what is judged there is judged
    as in the publications, and can be held beside it.

    Parameters
    ----------
    study : Study
        The study.
    examples : Examples
        Its sentences, documents and codes.
    originals : sequence of Document
        The publications.

    Returns
    -------
    tuple of Ground
        Of the publications, and of the documents.
    """
    passages = gather_passages(study, examples)
    document = {id: number for number, id in enumerate(examples.documents)}
    sentences = [
        Sentence(one.id, start, end, one.text[start:end])
        for one in originals
        for start, end in sentences_of(one)
    ]
    known = {one.id for one in originals}
    theirs = [
        (document[one.document], one.passage, (one.source, one.start, one.end))
        for one in study.origins
        if one.source in known and one.document in document
    ]
    traced = {(number, passage) for number, passage, _ in theirs}
    own = [
        (document[one.document], one.number, (one.document, one.start, one.end))
        for found in study.passages.values()
        for one in found
        if (document[one.document], one.number) in traced
    ]
    return (
        lay_ground(examples, passages, sentences, theirs),
        lay_ground(examples, passages, examples.sentences, own),
    )
