"""What methods suggest, as arrays of sentences by codes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from crosscase.codebook import Code
from crosscase.spans import fold_case
from crosscase.study import Study
from crosscase.suggest.examples import Bools, Sentence, is_about
from crosscase.suggest.features import split_words
from crosscase.suggestion import Suggestion

__all__ = ["Judged", "Places", "mark_suggestions", "match_labels"]

_LABEL_WORD = 4
"""Words of a label with fewer letters are left aside."""


@dataclass(frozen=True)
class Judged:
    """What one method suggests under one split.

    Parameters
    ----------
    method, split : str
        As in :class:`~crosscase.evaluation.Measured`.
    suggested : array of bool, shape (sentences, codes)
        What it suggests.
    judged : array of bool, same shape
        Where it is judged.
    status : mapping
        Code → why it has no numbers of its own.
    """

    method: str
    split: str
    suggested: Bools
    judged: Bools
    status: Mapping[str, str]


class Places:
    """Finds the sentences that words are about.

    Parameters
    ----------
    sentences : sequence of Sentence
        Those of a document in the order of its text.
    """

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._numbers: dict[str, list[int]] = {}
        for number, one in enumerate(sentences):
            self._numbers.setdefault(one.document, []).append(number)
        self._ends = {
            document: [sentences[number].end for number in numbers]
            for document, numbers in self._numbers.items()
        }

    def touched(self, document: str, start: int, end: int) -> list[int]:
        """Return the numbers of the sentences that share a character with a span."""
        numbers = self._numbers.get(document, [])
        first = bisect_right(self._ends.get(document, []), start)
        last = first
        while last < len(numbers) and self._sentences[numbers[last]].start < end:
            last += 1
        return numbers[first:last]

    def about(self, document: str, start: int, end: int) -> list[int]:
        """Return the numbers of the sentences that a span is about.

        Parameters
        ----------
        document : str
            Id of the document.
        start, end : int
            Half-open offsets in code points.

        Returns
        -------
        list of int
            As :func:`~crosscase.suggest.examples.is_about` says.
        """
        return [
            number
            for number in self.touched(document, start, end)
            if is_about(start, end, self._sentences[number])
        ]


def mark_suggestions(
    suggestions: Iterable[Suggestion],
    sentences: Sequence[Sentence],
    codes: Sequence[str],
    hashes: Mapping[str, str],
) -> Bools:
    """Say which sentences suggestions are about; those of another text are about none.

    Parameters
    ----------
    suggestions : iterable of Suggestion
        In any order.
    sentences : sequence of Sentence
        Those of a document in the order of its text.
    codes : sequence of str
        Codes.
    hashes : mapping
        Document → hash of its text.

    Returns
    -------
    array of bool, shape (sentences, codes)
        True where a code is suggested.
    """
    found = np.zeros((len(sentences), len(codes)), dtype=np.bool_)
    place = {code: number for number, code in enumerate(codes)}
    places = Places(sentences)
    for one in suggestions:
        if one.code in place and hashes.get(one.document) == one.text_sha256:
            found[places.about(one.document, one.start, one.end), place[one.code]] = True
    return found


def match_labels(
    study: Study, sentences: Sequence[Sentence], codes: Sequence[str], languages: Mapping[str, str]
) -> Bools:
    """Say where all words of a code's label stand, or words that begin with them.

    Parameters
    ----------
    study : Study
        The study.
    sentences : sequence of Sentence
        Sentences.
    codes : sequence of str
        Codes.
    languages : mapping
        Document → its language.

    Returns
    -------
    array of bool, shape (sentences, codes)
        True where they stand.
    """
    words = [" " + " ".join(word.seen for word in split_words(one.text, ())) for one in sentences]
    language = [languages[one.document] for one in sentences]
    found = np.zeros((len(sentences), len(codes)), dtype=np.bool_)
    for place, code in enumerate(codes):
        needed = {spoken: _label_words(study.codes[code], spoken) for spoken in {*language}}
        for number, text in enumerate(words):
            wanted = needed[language[number]]
            found[number, place] = bool(wanted) and all(f" {word}" in text for word in wanted)
    return found


def _label_words(code: Code, language: str) -> tuple[str, ...]:
    label = code.label.get(language) or next(iter(code.label.values()), "")
    folded = (fold_case(word.seen) for word in split_words(label, ()))
    return tuple(word for word in folded if len(word) >= _LABEL_WORD)
