"""How fast patterns are matched, beside spaCy's own matchers on the same text.

Run from the root of the repository as ``python -m benchmarks.suggest``; see README.md here.
Figures are ratios to spaCy's PhraseMatcher in the same run and in processor time, so that they do
not depend on the computer. The text is made of Dutch words, put together to compounds at random:
nothing in the matching was tuned on it, and another seed gives another text.
"""

from __future__ import annotations

import gc
import random
import sys
import tracemalloc
from bisect import bisect
from collections.abc import Callable, Sequence
from itertools import accumulate
from time import process_time
from typing import Any

from crosscase.codebook import Code, Scale, ScaleValue
from crosscase.corpus import Document
from crosscase.patterns import Pattern, parse_pattern
from crosscase.study import Unit
from crosscase.suggest import Lexicon
from crosscase.suggest.language import Words, load_words
from crosscase.suggest.matching import SequenceMatcher

PHRASES = 1000
WILDCARDS = 243
CODES = 60
VOCABULARY = 40_000
COMMON = 60
"""Words that most sentences have; a phrase may hold them but is never one of them alone."""

ROUNDS = 3


class Writer:
    """Writes Dutch that means nothing: words as frequent as Zipf has them, and compounds."""

    def __init__(self, words: Words, seed: int, compounds: float) -> None:
        self.random = random.Random(seed)
        self.compounds = compounds
        known = sorted(
            form for form in words.known_forms if form.isalpha() and 2 <= len(form) <= 12
        )
        drawn = self.random.sample(known, VOCABULARY)
        # Short words are frequent in any language, with exceptions.
        self.words = sorted(drawn, key=lambda word: len(word) + 3 * self.random.random())
        self.weights = [*accumulate(1 / (rank + 3) for rank in range(VOCABULARY))]

    def word(self) -> str:
        """Return a word, frequent ones more often."""
        return self.words[bisect(self.weights, self.random.random() * self.weights[-1])]

    def compound(self) -> str:
        """Return words written as one."""
        parts = (self.random.choice(self.words) for _ in range(self.random.choice((2, 2, 3))))
        return self.random.choice(("", "s", "-")).join(parts)

    def sentence(self) -> str:
        """Return words with a capital, commas, brackets and a full stop."""
        written = []
        for _ in range(self.random.randint(6, 22)):
            word = self.compound() if self.random.random() < self.compounds else self.word()
            chance = self.random.random()
            if chance < 0.06:
                word += ","
            elif chance < 0.07:
                word = f"({word})"
            elif chance < 0.08:
                word = self.random.choice(
                    ("dhr.", "o.a.", "2012", "€ 5", "'s", "één", "coöperatie")
                )
            written.append(word)
        written[0] = written[0].capitalize()
        return " ".join(written) + self.random.choice(".....?!")

    def text(self) -> str:
        """Return paragraphs."""
        paragraphs = range(self.random.randint(10, 40))
        return "\n\n".join(
            " ".join(self.sentence() for _ in range(self.random.randint(1, 7))) for _ in paragraphs
        )

    def phrase(self) -> str:
        """Return one to three words."""
        size = self.random.choice((1, 1, 2, 2, 3))
        if size > 1:
            return " ".join(self.word() for _ in range(size))
        return self.random.choice(self.words[COMMON:])

    def phrases(self, number: int) -> list[str]:
        """Return different phrases."""
        found: dict[str, None] = {}
        while len(found) < number:
            found[self.phrase()] = None
        return [*found]

    def prefixes(self, number: int) -> list[str]:
        """Return different beginnings of words."""
        found: dict[str, None] = {}
        while len(found) < number:
            word = self.random.choice(self.words)
            if len(word) >= 6:
                found[f"{word}*"] = None
        return [*found]


def measure(work: Callable[[], Any]) -> float:
    """Return the least processor time of some rounds, in seconds."""
    best = float("inf")
    for _ in range(ROUNDS):
        gc.collect()
        start = process_time()
        work()
        best = min(best, process_time() - start)
    return best


def by_spacy(words: Words, phrases: Sequence[str], texts: Sequence[str]) -> list[set[Any]]:
    """Match with a new PhraseMatcher and a new vocabulary, as a first reading would."""
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank(words.language)
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for number, phrase in enumerate(phrases):
        matcher.add(str(number), [nlp.make_doc(phrase)])
    found = []
    for text in texts:
        doc = nlp.make_doc(text)
        spans = ((int(nlp.vocab.strings[key]), doc[a:b]) for key, a, b in matcher(doc))
        found.append({(number, span.start_char, span.end_char) for number, span in spans})
    return found


def by_token_matcher(words: Words, phrases: Sequence[str], texts: Sequence[str]) -> None:
    """Match with spaCy's token Matcher, wildcards as regular expressions."""
    import spacy
    from spacy.matcher import Matcher

    nlp = spacy.blank(words.language)
    matcher = Matcher(nlp.vocab)
    for number, phrase in enumerate(phrases):
        open_end = phrase.endswith("*")
        tokens = [token.lower_ for token in nlp.make_doc(phrase.rstrip("*"))]
        made: list[dict[str, Any]] = [{"LOWER": lower} for lower in tokens]
        if open_end:
            made[-1] = {"LOWER": {"REGEX": f"^{tokens[-1]}"}}
        matcher.add(str(number), [made])
    for text in texts:
        matcher(nlp.make_doc(text))


def make_lexicon(phrases: Sequence[str]) -> Lexicon:
    """Divide patterns over 60 codes."""
    scale = Scale("presence", "ordinal", "median", tuple(ScaleValue(v, {}) for v in "apq"), {})
    codes = [
        Code(f"c{n}", "book", {}, {}, "presence", patterns=tuple(map(Pattern, phrases[n::CODES])))
        for n in range(CODES)
    ]
    units = {
        "ab": Unit("ab", "case", {"": "Aadorp–Beestad"}, parties=("a", "b")),
        "a": Unit("a", "party", {"": "Aadorp"}, case="ab"),
        "b": Unit("b", "party", {"": "Beestad"}, case="ab"),
    }
    return Lexicon(codes, {"presence": scale}, units)


def make_documents(texts: Sequence[str]) -> list[Document]:
    """Give each text a catalogue entry."""
    units = ("ab", "a", "b")
    return [
        Document(f"d{n}", "", "document", "", "", units, "", "", "a", "g", "nl", text)
        for n, text in enumerate(texts)
    ]


def show(name: str, size: int, taken: float, base: float) -> None:
    """Print a figure."""
    rate = size / taken / 1e6
    print(f"  {name:<44} {base / taken:8.1f} × PhraseMatcher   ({rate:7.2f} MB/s here)")


def compare(words: Words, compounds: float, size: int, seed: int) -> None:
    """Print how fast text with so many compounds is matched."""
    writer = Writer(words, seed, compounds)
    texts: list[str] = []
    while sum(map(len, texts)) < size:
        texts.append(writer.text())
    phrases, prefixes = writer.phrases(PHRASES), writer.prefixes(WILDCARDS)
    length = sum(len(text.encode()) for text in texts)
    print(f"\n{compounds:.0%} compounds, {length / 1e6:.1f} MB, seed {seed}")

    expected: list[set[Any]] = []
    base = measure(lambda: expected.__setitem__(slice(None), by_spacy(words, phrases, texts)))
    show("spaCy's PhraseMatcher, 1,000 phrases", length, base, base)
    part = texts[: max(1, len(texts) // 40)]
    share = sum(len(text.encode()) for text in part) / length
    taken = measure(lambda: by_token_matcher(words, phrases, part)) / share
    show("spaCy's token Matcher, 1,000 phrases", length, taken, base)
    taken = measure(lambda: by_token_matcher(words, [*phrases, *prefixes], part)) / share
    show("spaCy's token Matcher, and 243 wildcards", length, taken, base)

    found: list[Any] = []

    def match(wanted: Sequence[str]) -> Callable[[], None]:
        def work() -> None:
            fresh = Words(words.nlp, words.language)
            matcher = SequenceMatcher([parse_pattern(one) for one in wanted], fresh)
            found[:] = [matcher.find(text) for text in texts]

        return work

    taken = measure(match(phrases))
    # spaCy sees white space as a token; the text has blank lines only, which nothing goes beyond.
    same = all({*map(tuple, ours)} == theirs for ours, theirs in zip(found, expected, strict=True))
    hits = sum(map(len, found))
    show(
        f"matching, 1,000 phrases ({hits} hits, {'all' if same else 'NOT'} the same)",
        length,
        taken,
        base,
    )
    taken = measure(match([*phrases, *prefixes]))
    show(f"matching, and 243 wildcards ({sum(map(len, found))} hits)", length, taken, base)
    lexicon, documents = make_lexicon(phrases), make_documents(texts)
    taken = measure(lambda: found.__setitem__(slice(None), [lexicon.suggest(d) for d in documents]))
    show(f"whole suggestions ({sum(map(len, found))})", length, taken, base)
    lexicon = make_lexicon([*phrases, *prefixes])
    taken = measure(lambda: found.__setitem__(slice(None), [lexicon.suggest(d) for d in documents]))
    show(f"whole suggestions, wildcards too ({sum(map(len, found))})", length, taken, base)


def memory(words: Words, seed: int) -> None:
    """Print what matching takes at most, for one text and for many of that size."""
    writer = Writer(words, seed, 0.35)
    texts = [writer.text() for _ in range(400)]
    matcher = SequenceMatcher([parse_pattern(one) for one in writer.phrases(PHRASES)], words)
    largest = max(map(len, texts))
    for text in texts:
        matcher.find(text)
    gc.collect()
    tracemalloc.start()
    for text in texts:
        matcher.find(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"\nonce words are known, matching {len(texts)} texts in turn takes at most")
    print(f"{peak / largest:.1f} bytes for each character of the largest of them")


def main(size: int = 4_000_000, seed: int = 1) -> None:
    """Print the ratios on text rich in compounds and on plain text."""
    words = load_words("nl")
    for compounds in (0.35, 0.0):
        compare(words, compounds, size, seed)
    memory(words, seed)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
