"""Patterns by token attributes, for spaCy's own Matcher: only where they could be fulfilled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crosscase.errors import UsageError
from crosscase.suggest.compiling import Literal
from crosscase.suggest.language import Words
from crosscase.suggest.matching import Match
from crosscase.suggest.needles import Needles
from crosscase.suggest.spacing import close_up, place_back

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["TokenMatcher"]

_BY_TEXT = ("LOWER", "ORTH", "TEXT")
_BY_PIPELINE = ("POS", "TAG", "MORPH", "DEP", "ENT_TYPE")
_REQUIRED = (None, "1", "+")

Tokens = Sequence[Mapping[str, Any]]


def _required_forms(tokens: Tokens) -> frozenset[str]:
    """Return words in lower case of which one must stand there; nothing when none must."""
    best: frozenset[str] = frozenset()
    for token in tokens:
        if token.get("OP") not in _REQUIRED:
            continue
        for name in _BY_TEXT:
            value = token.get(name)
            texts = [value] if isinstance(value, str) else (value or {}).get("IN", ())
            forms = frozenset(text.lower() for text in texts)
            if forms and (not best or min(map(len, forms)) > min(map(len, best))):
                best = forms
    return best


class TokenMatcher:
    """Finds patterns by token attributes in sentences.

    Parameters
    ----------
    patterns : sequence of (int, tokens, str)
        Number, what spaCy's Matcher takes, and the code, for messages.
    words : Words
        Those of the language.

    Raises
    ------
    UsageError
        When a pattern asks for what only a pipeline knows, and there is none.
    """

    def __init__(self, patterns: Sequence[tuple[int, Tokens, str]], words: Words) -> None:
        from spacy.matcher import Matcher

        self._words = words
        self._matcher = Matcher(words.nlp.vocab)
        names = {name for _, tokens, _ in patterns for token in tokens for name in token}
        lemmatizes = "lemmatizer" in words.nlp.pipe_names
        asked = {*_BY_PIPELINE, "LEMMA"} if lemmatizes else {*_BY_PIPELINE}
        self._runs_pipeline = not names.isdisjoint(asked)
        self._fills_lemmas = "LEMMA" in names and not lemmatizes
        gated: list[tuple[tuple[Literal], int]] = []
        self._everywhere = False
        for number, tokens, code in patterns:
            self._refuse(tokens, code)
            self._matcher.add(str(number), [[dict(token) for token in tokens]])
            forms = _required_forms(tokens)
            if forms:
                gated.append(((Literal(forms),), number))
            else:
                self._everywhere = True
        self._gates: Needles[int] = Needles(gated, whole_words=False)

    def _refuse(self, tokens: Tokens, code: str) -> None:
        asked = sorted({name for token in tokens for name in token if name in _BY_PIPELINE})
        if asked and not self._words.nlp.pipe_names:
            raise UsageError(
                f"a pattern of {code} asks for {', '.join(asked)}, which only a pipeline knows; "
                "name one with --pipeline, such as nl_core_news_sm, or use other attributes"
            )

    def candidates(self, text: str) -> list[int] | None:
        """Return offsets near which a pattern may be fulfilled; None for anywhere."""
        if self._everywhere:
            return None
        return sorted({offset for offset, _ in self._gates.find(text)})

    def find(self, sentence: str) -> list[Match]:
        """Return every place in a sentence where a pattern is fulfilled.

        Parameters
        ----------
        sentence : str
            A sentence.

        Returns
        -------
        list of Match
            Offsets within the sentence.
        """
        plain, places = close_up(sentence)
        with self._words.nlp.memory_zone():
            spans = self._spans(self._read(plain.replace("\n", " ")))
        if places:
            spans = {
                Match(number, place_back(places, start), place_back(places, end - 1) + 1)
                for number, start, end in spans
            }
        return sorted(spans, key=lambda one: (one.start, one.end, one.pattern))

    def _spans(self, doc: Doc) -> set[Match]:
        found = ((key, doc[first:last]) for key, first, last in self._matcher(doc))
        return {
            Match(int(doc.vocab.strings[key]), span.start_char, span.end_char)
            for key, span in found
            if span.text.strip()
        }

    def _read(self, text: str) -> Doc:
        nlp = self._words.nlp
        doc = nlp(text) if self._runs_pipeline else nlp.make_doc(text)
        if self._fills_lemmas:
            for token in doc:
                token.lemma_ = self._words.lemma_of(token.lower_)
        return doc
