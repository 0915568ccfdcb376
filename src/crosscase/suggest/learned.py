"""Suggestions learned from the accepted codings of a study."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from crosscase.codebook import in_language
from crosscase.errors import UsageError
from crosscase.study import Study
from crosscase.suggest.examples import Examples, Sentence, gather_examples
from crosscase.suggest.features import Features, find_names, make_features
from crosscase.suggest.models import (
    FEWEST_DOCUMENTS,
    FEWEST_NEGATIVE,
    FEWEST_POSITIVE,
    Lack,
    Learned,
    learn_codes,
)
from crosscase.suggest.ridge import Floats
from crosscase.suggest.thresholds import chances
from crosscase.suggest.units import Names, Subject, find_subject
from crosscase.suggestion import Suggestion, identify_suggestion, order_suggestions

__all__ = ["LearnedSuggestions", "describe_lack", "suggest_by_learning"]

RULE = "n-grams"
"""The name of the models."""

_SHOWN = 4
_TELLING = 0.1
_USUAL = 2 / 3
_ENOUGH_VALUES = 10
_DIGITS = 4

_WORDS: Mapping[str, Mapping[str, str]] = {
    "why": {
        "nl": "lijkt op zinnen die als “{code}” zijn gecodeerd, vooral door {words}",
        "en": "resembles sentences coded as “{code}”, most of all by {words}",
    },
    "nothing": {
        "nl": "lijkt op zinnen die als “{code}” zijn gecodeerd, maar geen woord springt eruit",
        "en": "resembles sentences coded as “{code}”, though no word stands out",
    },
    "chance": {"nl": "kans {chance} %", "en": "chance {chance}%"},
    "unit": {"nl": "over {unit}", "en": "about {unit}"},
    "asked": {"nl": "over wie?", "en": "about whom?"},
    "value": {
        "nl": "waarde: die van {share} % van de coderingen van deze code, niet uit de zin",
        "en": "value: that of {share}% of the codings of this code, not read in the sentence",
    },
    "open": {"nl": "welke waarde?", "en": "which value?"},
}


@dataclass(frozen=True)
class LearnedSuggestions:
    """What was learned, and what it suggests.

    Parameters
    ----------
    suggestions : tuple of Suggestion
        In the order of :func:`crosscase.suggestion.order_suggestions`.
    lacks : mapping
        Codes that there is too little of to learn them → how much there is.
    unlearned : tuple of str
        Codes with enough examples, of which the words told nothing about another document.
    """

    suggestions: tuple[Suggestion, ...]
    lacks: Mapping[str, Lack]
    unlearned: tuple[str, ...]


def describe_lack(code: str, lack: Lack) -> str:
    """Say why a code is not learned, and what it takes.

    Parameters
    ----------
    code : str
        The code.
    lack : Lack
        What there is.

    Returns
    -------
    str
        A sentence.

    Examples
    --------
    >>> describe_lack("trust", Lack(4, 2, 90))
    'trust: not learned; sentences coded: 4 (10 needed), in documents: 2 (3), read without: 90 (10)'
    """
    return (
        f"{code}: not learned; sentences coded: {lack.positive} ({FEWEST_POSITIVE} needed), "
        f"in documents: {lack.documents} ({FEWEST_DOCUMENTS}), "
        f"read without: {lack.negative} ({FEWEST_NEGATIVE})"
    )


def _choose(what: str, given: Iterable[str], known: Mapping[str, object]) -> set[str]:
    chosen = set(given)
    for name in sorted(chosen - known.keys()):
        raise UsageError(f"{what} {name!r} is not known; allowed: {', '.join(known) or 'none'}")
    return chosen or set(known)


class _Values:
    """The usual value of each code, in other documents than the one it is suggested in."""

    def __init__(self, examples: Examples) -> None:
        self._counts: dict[tuple[str, str], Counter[str]] = {}
        seen = {coding.id: coding for found in examples.codings.values() for coding in found}
        for coding in seen.values():
            key = (coding.code, coding.document)
            self._counts.setdefault(key, Counter())[coding.value] += 1

    def usual(self, code: str, without: str) -> tuple[str, int]:
        """Return the value of two thirds of the codings or more, and its share in per cent."""
        counted: Counter[str] = Counter()
        for (of, document), counts in self._counts.items():
            if of == code and document != without:
                counted += counts
        if sum(counted.values()) < _ENOUGH_VALUES:
            return "", 0
        value, number = min(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        share = number / sum(counted.values())
        return (value, round(100 * share)) if share >= _USUAL else ("", 0)


class _Speaker:
    """Puts together one suggestion after another."""

    def __init__(self, study: Study, examples: Examples, features: Features) -> None:
        self.study, self.examples, self.features = study, examples, features
        self.values = _Values(examples)
        self.names = {
            language: Names(study.units, language)
            for language in {one.language for one in study.documents.values()}
        }

    def subjects(self, sentence: Sentence, code: str) -> list[Subject]:
        document = self.study.documents[sentence.document]
        names = self.names[document.language]
        speakers = names.speakers_in(sentence.text)
        own = next((one.party for one in speakers if one.party), document.party)
        mentions = [
            one
            for one in names.mentions_in(sentence.text, document, own)
            if not any(it.start <= one.start < it.end for it in speakers)
        ]
        whole = (0, len(sentence.text))
        return find_subject(names, self.study.codes[code], document, sentence.text, whole, mentions)

    def telling(self, number: int, weights: Floats) -> list[tuple[int, int]]:
        """Return where the words stand that add most to the score, in the order of the text."""
        words = self.features.words[number]
        added = self.features.weigh_words(number, weights)
        total = float(added[added > 0].sum())
        ranked = sorted(range(len(words)), key=lambda at: (-round(float(added[at]), 9), at))
        best = [at for at in ranked[:_SHOWN] if added[at] > 0 and added[at] >= _TELLING * total]
        return [(words[at].start, words[at].end) for at in sorted(best)]

    def reason(
        self, code: str, words: list[str], chance: float, unit: str, share: int
    ) -> dict[str, str]:
        said = {}
        for language in ("nl", "en"):
            label = in_language(self.study.codes[code].label, language)
            quoted = ", ".join(f"“{word}”" for word in dict.fromkeys(words))
            about = in_language(self.study.units[unit].label, language) if unit else ""
            parts = [
                _WORDS["why" if words else "nothing"][language].format(code=label, words=quoted),
                _WORDS["chance"][language].format(chance=round(100 * chance)),
                _WORDS["unit" if unit else "asked"][language].format(unit=about),
                _WORDS["value" if share else "open"][language].format(share=share),
            ]
            said[language] = "; ".join(parts)
        return said

    def suggest(self, number: int, code: str, chance: float, weights: Floats) -> list[Suggestion]:
        sentence = self.examples.sentences[number]
        spans = self.telling(number, weights)
        words = [sentence.text[start:end] for start, end in spans]
        value, share = self.values.usual(code, sentence.document)
        return [
            identify_suggestion(
                Suggestion(
                    id="",
                    document=sentence.document,
                    text_sha256=self.examples.hashes[sentence.document],
                    start=sentence.start,
                    end=sentence.end,
                    quote=sentence.text,
                    code=code,
                    unit=subject.unit,
                    value=value,
                    method="learned",
                    rule=RULE,
                    score=round(chance, _DIGITS),
                    reason=self.reason(code, words, chance, subject.unit, share),
                    hits=tuple((sentence.start + a, sentence.start + b) for a, b in spans),
                )
            )
            for subject in self.subjects(sentence, code)
        ]


def _suggest_all(
    speaker: _Speaker, learned: Learned, documents: set[str], codes: set[str]
) -> list[Suggestion]:
    examples = speaker.examples
    found: list[Suggestion] = []
    for place, code in enumerate(examples.codes):
        model = learned.models.get(code)
        if model is None or code not in codes:
            continue
        scores = learned.scores[:, place]
        chance = chances(scores, model.curve)
        for number in np.flatnonzero(scores >= model.threshold).tolist():
            document = int(examples.document[number])
            if examples.documents[document] in documents:
                weights = learned.weights[document, place]
                found += speaker.suggest(number, code, float(chance[number]), weights)
    return found


def suggest_by_learning(
    study: Study, *, documents: Iterable[str] = (), codes: Iterable[str] = ()
) -> LearnedSuggestions:
    """Learn the codes from accepted codings, and suggest sentences that resemble what was coded.

    Every document is judged by models that were not shown it. Nothing is kept but the
    suggestions: learning anew takes seconds, and always gives the same.

    Parameters
    ----------
    study : Study
        The study.
    documents, codes : iterable of str
        Suggest only in these documents and of these codes; all when empty. What is learned from
        is all there is.

    Returns
    -------
    LearnedSuggestions
        Suggestions, and what could not be learned.

    Raises
    ------
    UsageError
        When a name is not known.
    CrosscaseError
        When scikit-learn is not installed.
    """
    in_documents = _choose("document", documents, study.documents)
    for_codes = _choose("code", codes, study.codes)
    examples = gather_examples(study)
    if not examples.sentences:
        return LearnedSuggestions((), {}, ())
    features = make_features([one.text for one in examples.sentences], find_names(study))
    learned = learn_codes(examples, features)
    found = _suggest_all(_Speaker(study, examples, features), learned, in_documents, for_codes)
    lacks = {code: lack for code, lack in learned.lacks.items() if code in for_codes}
    unlearned = tuple(
        code
        for code in examples.codes
        if code in for_codes and code not in learned.models and code not in learned.lacks
    )
    return LearnedSuggestions(tuple(sorted(found, key=order_suggestions)), lacks, unlearned)
