"""Matching finds what spaCy's PhraseMatcher and Matcher find, no more and no less."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from crosscase.patterns import Gap, PatternError, Sequence, Word, parse_pattern
from crosscase.suggest.language import load_words
from crosscase.suggest.matching import SequenceMatcher

Found = set[tuple[int, int, int]]

PIECES = (
    *("de", "raad", "Raad", "raads", "samenwerking", "samen", "werken", "SAMEN", "a", "s", "km"),
    *(
        "één",
        "ÉÉN",
        "coöperatie",
        "Coöperatie",
        "naïef",
        "İstanbul",
        "i̇stanbul",
        "KM",
        "ΟΔΟΣ",
        "οδος",
        "ß",
    ),
    *("auto's", "auto’s", "'s", "’s", "'t", "e-mail", "samen-werken", "IJ", "ĳ", "straße", "ẞ"),
    *("dhr.", "o.a.", "a.u.b.", "d.w.z.", "bijv.", "10km", "2012", "3,5", "€5", "5%", "1e", "nr."),
    *(
        "can't",
        "cannot",
        "Cannot",
        "dont",
        "don't",
        "we",
        "not",
        "can",
        "n't",
        "gonna",
        "it's",
        "U.S.",
    ),
    *(
        "😀",
        "👩‍👩‍👧",
        ":-)",
        ":(",
        "http://a.nl/raad?x=de",
        "www.raad.nl",
        "a@b.nl",
        "#raad",
        "@de",
    ),
    *(
        "(",
        ")",
        ",",
        ".",
        "...",
        "…",
        "-",
        "–",
        "/",
        "'",
        '"',
        "“",
        "”",
        "!",
        "?",
        ";",
        ":",
        "*",
        "=",
        "\u200b",
    ),
)
SPACES = (" ", " ", " ", " ", "\n", "  ", " \n", "\t", "\u00a0", "\u2009", "")

texts = st.lists(
    st.tuples(st.sampled_from(PIECES) | st.text(max_size=4), st.sampled_from(SPACES)), max_size=14
).map(lambda parts: "".join(piece + space for piece, space in parts))


@lru_cache(maxsize=100_000)
def readable(text: str) -> bool:
    try:
        parse_pattern(text)
    except PatternError:
        return False
    return True


words = (st.sampled_from(PIECES) | st.text(min_size=1, max_size=3)).filter(readable)
phrases = (
    st.lists(words, min_size=1, max_size=3)
    .map(" ".join)
    .filter(lambda text: readable(text) and not re.search(r"[*~|…]|\.\.\.", text))
)
pieces = st.one_of(
    words,
    st.tuples(st.sampled_from(["{}*", "*{}", "*{}*"]), words).map(lambda p: p[0].format(p[1])),
    st.sampled_from(["…", "…1", "(de|een|)", "(raad|samen werken)", "~werken", "~raad"]),
)
patterns = st.lists(pieces, min_size=1, max_size=4).map(" ".join).filter(readable)


def plain_doc(language: str, text: str) -> tuple[Doc, list[int]]:
    """The text with single spaces, as spaCy divides it, and where each chunk of it was."""
    chunks = text.split()
    places, at = [], 0
    for chunk in chunks:
        at = text.index(chunk, at)
        places += [*range(at, at + len(chunk)), at + len(chunk)]
        at += len(chunk)
    return load_words(language).nlp.make_doc(" ".join(chunks)), places


def spans(doc: Doc, places: list[int], matches: list[tuple[int, int, int]]) -> Found:
    found = set()
    for key, first, last in matches:
        span = doc[first:last]
        end = places[span.end_char - 1] + 1
        found.add((int(doc.vocab.strings[key]), places[span.start_char], end))
    return found


def by_phrase_matcher(language: str, given: list[str], text: str) -> Found:
    nlp = load_words(language).nlp
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for number, phrase in enumerate(given):
        matcher.add(str(number), [nlp.make_doc(" ".join(phrase.split()))])
    doc, places = plain_doc(language, text)
    return spans(doc, places, matcher(doc)) if len(doc) else set()


def token_patterns(language: str, sequence: Sequence) -> list[dict[str, Any]]:
    """A sequence as spaCy's Matcher takes it."""
    words = load_words(language)
    tokens: list[dict[str, Any]] = []
    for element in sequence:
        if isinstance(element, Gap):
            tokens.append({"OP": f"{{0,{element.largest}}}"})
        elif element.lemma:
            forms = [
                one for one in words.forms_of(element.text) if len(words.nlp.make_doc(one)) == 1
            ]
            lowers = [one.lower_ for one in words.nlp.make_doc(element.text)]
            tokens += [{"LOWER": {"IN": forms}}] if forms else [{"LOWER": low} for low in lowers]
        else:
            tokens += word_tokens(element, [one.lower_ for one in words.nlp.make_doc(element.text)])
    return tokens


def word_tokens(word: Word, lowers: list[str]) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for number, lower in enumerate(lowers):
        before = word.open_start and number == 0
        after = word.open_end and number == len(lowers) - 1
        escaped = "".join(f"\\U{ord(letter):08x}" for letter in lower)
        expression = ("" if before else r"\A") + escaped + ("" if after else r"\Z")
        made.append({"LOWER": {"REGEX": expression} if before or after else lower})
    return made


def by_matcher(language: str, given: list[str], text: str) -> Found:
    matcher = Matcher(load_words(language).nlp.vocab)
    for number, pattern in enumerate(given):
        matcher.add(
            str(number),
            [token_patterns(language, sequence) for sequence in parse_pattern(pattern)],
        )
    doc, places = plain_doc(language, text)
    return spans(doc, places, matcher(doc)) if len(doc) else set()


def ours(language: str, given: list[str], text: str) -> Found:
    matcher = SequenceMatcher([parse_pattern(one) for one in given], load_words(language))
    found = matcher.find(text)
    assert len(found) == len(set(found))
    return {tuple(one) for one in found}


ODD = [
    ("we can", "we cannot, WE CAN not"),
    ("can not", "cannot"),
    ("km", "10km, 10 km (km) KM"),
    ("de İstanbul", "de İstanbul DE i̇stanbul"),
    ("km", "3 \u212am"),
    ("οδος", "ΟΔΟΣ 'ΟΔΟΣ'Α"),
    ("één raad", "ÉÉN\u00a0raad, één  raad"),
    ("raad", "straatraad raad-s (raad) raad's raad. #raad"),
    ("dhr. de", "dhr. de dhr.de"),
    (": -", ":- : -, a:-b"),
]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("pattern", "text"), ODD)
def test_where_letters_and_tokens_differ(language: str, pattern: str, text: str) -> None:
    assert ours(language, [pattern], text) == by_phrase_matcher(language, [pattern], text)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(["nl", "en"]), st.lists(phrases, min_size=1, max_size=5), texts)
@example("nl", ["de"], "de\x1cde")
def test_phrases_are_found_as_the_phrase_matcher_finds_them(
    language: str, given: list[str], text: str
) -> None:
    if "\n\n" not in text:
        assert ours(language, given, text) == by_phrase_matcher(language, given, text)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(["nl", "en"]), st.lists(patterns, min_size=1, max_size=3), texts)
def test_patterns_are_found_as_the_matcher_finds_them(
    language: str, given: list[str], text: str
) -> None:
    if "\n\n" not in text:
        assert ours(language, given, text) == by_matcher(language, given, text)


@settings(deadline=None, max_examples=100)
@given(texts, texts)
def test_nothing_is_found_beyond_a_blank_line(before: str, after: str) -> None:
    given = ["de raad", "de … raad", "samen*", "* werken".replace("* ", "*")]
    whole = ours("nl", given, before + "\n \n" + after)
    shift = len(before) + 3
    parts = ours("nl", given, before) | {
        (number, start + shift, end + shift) for number, start, end in ours("nl", given, after)
    }
    if not any(line in before + after for line in ("\n\n", "\n \n")):
        assert whole == parts


@st.composite
def from_the_text(draw: st.DrawFn) -> tuple[list[str], str]:
    """A text with phrases and patterns cut out of it, so that there is much to find."""
    parts = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=10))
    spaces = [draw(st.sampled_from(SPACES)) for _ in parts]
    given = []
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(parts) - 1))
        cut = parts[at : at + draw(st.integers(1, 3))]
        cut = [piece.swapcase() if draw(st.booleans()) else piece for piece in cut]
        given.append(" ".join(piece for piece in cut if readable(piece)))
    text = "".join(piece + space for piece, space in zip(parts, spaces, strict=True))
    return [one for one in given if one and readable(one)], text


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(["nl", "en"]), from_the_text())
def test_what_was_cut_out_of_a_text_is_found_in_it(
    language: str, case: tuple[list[str], str]
) -> None:
    given, text = case
    plain = [one for one in given if not re.search(r"[*~|…]|\.\.\.", one)]
    assert ours(language, plain, text) == by_phrase_matcher(language, plain, text)
    open_ended = [f"*{one[1:-1]}*" for one in plain if len(one) > 3 and readable(f"*{one[1:-1]}*")]
    if open_ended:
        assert ours(language, open_ended, text) == by_matcher(language, open_ended, text)
