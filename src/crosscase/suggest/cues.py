"""Words around a hit that change what it says: negation, weakening, reservation, who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from crosscase.suggest.sentences import Span

__all__ = ["ABSENT", "PARTIAL", "Cue", "Cues", "cues_of"]

ABSENT, PARTIAL = "absent", "partial"
"""What a cue makes of a hit: it is not there, or in part."""

_BEFORE, _AFTER, _AROUND = "before", "after", "around"

_REACH = 6
"""Words there may be between a cue and a hit."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that bears on a hit: what it makes of it, and where it stands."""

    effect: str
    start: int
    end: int


@dataclass(frozen=True)
class Cues:
    """The cues of a language.

    Parameters
    ----------
    negation : mapping
        (effect, which hits it bears on: ``after`` it, ``before`` it or ``around`` it) → words.
    pretended : tuple of str
        What looks like negation and is none.
    borders : str
        Words that begin another clause.
    joins : str
        Words that join what is denied together.
    hedges : tuple of str
        Words of reservation.
    """

    negation: Mapping[tuple[str, str], tuple[str, ...]]
    pretended: tuple[str, ...]
    borders: str
    joins: str
    hedges: tuple[str, ...]

    @cached_property
    def _kinds(self) -> dict[str, tuple[str, str]]:
        return {text: kind for kind, texts in self.negation.items() for text in texts}

    @cached_property
    def _negating(self) -> re.Pattern[str]:
        return _any_of((*self._kinds, *self.pretended))

    @cached_property
    def _hedging(self) -> re.Pattern[str]:
        return _any_of(self.hedges)

    @cached_property
    def _border(self) -> re.Pattern[str]:
        return re.compile(rf"[,;:()–—]|\b(?:{self.borders})\b", re.IGNORECASE)

    @cached_property
    def _join(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self.joins})\b", re.IGNORECASE)

    def clause(self, sentence: str, hit: Span) -> Span:
        """Return the clause around a hit.

        Parameters
        ----------
        sentence : str
            The sentence.
        hit : (int, int)
            The hit within it.

        Returns
        -------
        (int, int)
            From the border before it to the border after it.
        """
        start, end = 0, len(sentence)
        for match in self._border.finditer(sentence):
            if match.end() <= hit[0]:
                start = match.end()
            elif match.start() >= hit[1]:
                end = match.start()
                break
        return start, end

    def negation_of(self, sentence: str, hit: Span, clause: Span) -> Cue | None:
        """Return the cue nearest to a hit that denies or weakens it, within its clause.

        Parameters
        ----------
        sentence : str
            The sentence.
        hit : (int, int)
            The hit within it; what stands in it itself is part of what is looked for.
        clause : (int, int)
            Its clause: negation bears no further.

        Returns
        -------
        Cue or None
            None when nothing does.
        """
        start, end = clause
        best: Cue | None = None
        nearest = _REACH + 1
        for match in self._negating.finditer(sentence, start, end):
            kind = self._kinds.get(match.group().lower())
            if kind is None:
                continue
            effect, bears = kind
            if match.end() <= hit[0] and bears != _BEFORE:
                distance = self._distance(sentence[match.end() : hit[0]], forwards=True)
            elif match.start() >= hit[1] and bears != _AFTER:
                distance = self._distance(sentence[hit[1] : match.start()], forwards=False)
            else:
                continue
            if distance < nearest:
                best, nearest = Cue(effect, match.start(), match.end()), distance
        return best

    def _distance(self, between: str, *, forwards: bool) -> int:
        """Return how many words stand between cue and hit; too many where it bears no further."""
        joined = [*self._join.finditer(between)]
        # “Geen geld en vertrouwen” denies both, “geen geld en de raad had vertrouwen” does not.
        if joined and (not forwards or len(between[joined[-1].end() :].split()) > 1):
            return _REACH + 1
        return len(between.split())

    def hedges_in(self, sentence: str) -> list[Span]:
        """Return the words of reservation in a sentence."""
        return [match.span() for match in self._hedging.finditer(sentence)]


def _any_of(texts: Iterable[str]) -> re.Pattern[str]:
    """Return an expression for any of some words, the longest first; for nothing when none."""
    ordered = sorted(texts, key=len, reverse=True)
    if not ordered:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.IGNORECASE)


_DUTCH = Cues(
    negation={
        (ABSENT, _AFTER): (
            *("geen", "zonder", "noch", "geenszins", "gebrek aan", "afwezigheid van", "nul"),
            *(
                "ontbreken van",
                "ontbreekt het aan",
                "ontbrak het aan",
                "ontbreken aan",
                "gespeend van",
            ),
        ),
        (ABSENT, _AROUND): (
            *("niet", "nooit", "nimmer", "nergens", "afwezig", "ontbreekt", "ontbreken", "ontbrak"),
            *("ontbraken", "ontbroken", "ontbrekend", "ontbrekende", "allerminst"),
        ),
        (PARTIAL, _AFTER): (
            *("weinig", "te weinig", "gering", "geringe", "beperkt", "beperkte", "matig", "matige"),
            *("tekort aan", "een beetje", "enig", "enige", "minder"),
        ),
        (PARTIAL, _AROUND): (
            *("nauwelijks", "amper", "onvoldoende", "niet altijd", "niet helemaal", "niet geheel"),
            *("niet volledig", "niet overal", "niet erg", "niet zo", "niet genoeg", "niet echt"),
            "niet zozeer",
            *("niet voldoende", "niet iedereen", "niet allemaal", "mondjesmaat", "schiet tekort"),
            *("schoot tekort", "tekortschiet", "tekortschoot", "ten dele", "deels", "gedeeltelijk"),
        ),
        (PARTIAL, _BEFORE): ("is beperkt", "is gering", "was beperkt", "was gering"),
    },
    pretended=(
        *(
            "niet alleen",
            "niet slechts",
            "niet enkel",
            "niet in de laatste plaats",
            "niet het minst",
        ),
        *("niet voor niets", "niet te vergeten", "geen twijfel", "zonder twijfel", "zonder meer"),
        *("niet meer dan", "niet minder dan", "niet in het minst", "zo niet", "al dan niet"),
        *("niet anders dan", "geen enkele twijfel"),
    ),
    borders=(
        "maar|doch|echter|omdat|want|doordat|hoewel|ofschoon|terwijl|zodat|opdat|die|dat|dan|toch|"
        "als|indien|toen|nadat|voordat|tenzij|mits|waar|waardoor|waarbij|waarin|waarmee|waarvan"
    ),
    joins="en|of",
    hedges=(
        *("misschien", "wellicht", "mogelijkerwijs", "vermoedelijk", "waarschijnlijk"),
        *("lijkt", "leek", "lijken", "leken", "schijnt", "scheen", "schijnbaar", "blijkbaar"),
        *(
            "kennelijk",
            "zou",
            "zouden",
            "mocht",
            "mochten",
            "eventueel",
            "eventuele",
            "naar verluidt",
        ),
    ),
)

_ENGLISH = Cues(
    negation={
        (ABSENT, _AFTER): (
            *("no", "without", "neither", "nor", "lack of", "lacks", "lacked", "lacking"),
            *("absence of", "devoid of"),
        ),
        (ABSENT, _AROUND): (
            *("not", "never", "nowhere", "absent", "missing", "don't", "doesn't", "didn't"),
            *("isn't", "aren't", "wasn't", "weren't", "hasn't", "haven't", "hadn't", "won't"),
            *("can't", "cannot", "couldn't", "wouldn't", "don’t", "doesn’t", "didn’t", "isn’t"),
            *("aren’t", "wasn’t", "weren’t", "hasn’t", "haven’t", "hadn’t", "can’t", "couldn’t"),
        ),
        (PARTIAL, _AFTER): ("little", "few", "limited", "some", "too little", "too few"),
        (PARTIAL, _AROUND): (
            *("hardly", "barely", "scarcely", "insufficient", "insufficiently", "not always"),
            *("not fully", "not entirely", "not enough", "not really", "not everyone", "partly"),
        ),
    },
    pretended=(
        *("not only", "not just", "not merely", "not least", "no doubt", "without doubt"),
        *("a little", "a few", "whether or not", "no less than"),
    ),
    borders=(
        "but|however|because|although|though|while|whereas|since|if|when|that|which|who|unless|"
        "after|before|where|so"
    ),
    joins="and|or",
    hedges=(
        *("perhaps", "maybe", "possibly", "probably", "presumably", "apparently", "seems", "seem"),
        *("seemed", "appears", "appeared", "might", "may", "would", "could", "allegedly"),
    ),
)

_NONE = Cues(negation={}, pretended=(), borders="(?!)", joins="(?!)", hedges=())


_CUES = {"nl": _DUTCH, "en": _ENGLISH}


def cues_of(language: str) -> Cues:
    """Return the cues of a language; none for one other than Dutch and English.

    Parameters
    ----------
    language : str
        Two-letter language code.

    Returns
    -------
    Cues
        Its cues.

    Examples
    --------
    >>> sentence = "Er was geen geld, maar het vertrouwen was groot."
    >>> at = sentence.index("vertrouwen")
    >>> cues, hit = cues_of("nl"), (at, at + 10)
    >>> cues.negation_of(sentence, hit, cues.clause(sentence, hit)) is None
    True
    >>> cues.negation_of(sentence, (12, 16), cues.clause(sentence, (12, 16)))
    Cue(effect='absent', start=7, end=11)
    """
    return _CUES.get(language, _NONE)
