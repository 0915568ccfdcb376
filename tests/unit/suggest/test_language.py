"""Words of a language: divided as spaCy divides them, remembered within bounds."""

from __future__ import annotations

from typing import Any

import pytest

from crosscase.errors import UsageError
from crosscase.patterns import parse_pattern
from crosscase.suggest import language
from crosscase.suggest.language import Words, load_words
from crosscase.suggest.matching import SequenceMatcher


def test_forms_are_those_of_the_lookups() -> None:
    words = load_words("nl")
    assert {"moet", "moest", "moesten", "gemoeten", "moeten"} <= words.forms_of("Moeten")
    assert "ontbreken" in words.forms_of("ontbrak")
    assert words.forms_of("xyzzy") == {"xyzzy"}
    assert "decided" in load_words("en").forms_of("decide")


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "REMEMBERED", 10)
    words = Words(load_words("nl").nlp, "nl")
    for number in range(100):
        assert len(words.divide(f"(raad{number})")) == 3
        assert len(words._known) <= 10
    words.divide("x" * 1000)
    assert "x" * 1000 not in words._known


def test_words_seen_once_are_not_kept() -> None:
    words = load_words("nl")
    words.divide("(eenmalig-woordje-vooraf)")
    before = len(words.nlp.vocab.strings)
    for number in range(50):
        words.divide(f"(eenmalig-woordje{number}),")
    assert len(words.nlp.vocab.strings) == before


def test_a_tokenizer_that_divides_otherwise_is_followed() -> None:
    import spacy
    from spacy.util import compile_infix_regex

    nlp = spacy.blank("nl")
    infixes = [*nlp.Defaults.infixes, "(?<=n)-(?=w)"]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    words = Words(nlp, "nl")
    assert not words.is_plain
    cases = (
        ("raad de", 1),
        ("raad", 2),
        ("beraad", 1),
        ("*aad", 3),
        ("samen", 1),
        ("samen - werk*", 1),
    )
    for pattern, found in cases:
        matcher = SequenceMatcher([parse_pattern(pattern)], words)
        assert len(matcher.find("De raad de Raad, in BERAAD: samen-werking.")) == found


def test_a_tokenizer_that_may_look_beyond_a_chunk_is_refused() -> None:
    import spacy

    nlp = spacy.blank("nl")

    def by_letter(text: str) -> Any:
        return spacy.tokens.Doc(nlp.vocab, words=list(text))

    nlp.tokenizer = by_letter
    with pytest.raises(UsageError, match="divided by function"):
        Words(nlp, "nl")
