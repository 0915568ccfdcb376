"""Matching patterns: what spaCy's matchers would find, without dividing all of a text into tokens.

Needles say where a token may stand that a pattern cannot do without. Only there the text is
divided, chunk by chunk, as spaCy divides it, and only as far as the pattern reaches.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from crosscase.patterns import Gap
from crosscase.patterns import Sequence as Written
from crosscase.suggest.compiling import Glob, Literal, Steps, compile_sequence, find_anchor
from crosscase.suggest.language import Token, Words
from crosscase.suggest.needles import Needles
from crosscase.suggest.spacing import BLANK_LINE, close_up, place_back

__all__ = ["Match", "SequenceMatcher"]

_SPACE = re.compile(r"\s")
_FILLED = re.compile(r"\S+")
_REACH = 80
"""Code points to look at first for the white space around a token."""


class Match(NamedTuple):
    """What was found: the number of the pattern, and where."""

    pattern: int
    start: int
    end: int


class _Sequence(NamedTuple):
    """A sequence, and which elements of it are looked for first.

    ``phrase`` is the whole of it where it is words of Latin letters that the tokenizer has no
    rules for: between white space it is itself.
    """

    pattern: int
    steps: Steps
    anchor: tuple[int, int]
    phrase: str


_Element = tuple[_Sequence, int]
"""An element of a sequence, by its place."""


def _chunk_start(text: str, at: int) -> int:
    """Return where the chunk begins that goes on at an offset; the offset itself after a space."""
    reach = _REACH
    while True:
        low = max(0, at - reach)
        window = text[low:at]
        if not window or window[-1].isspace():
            return at
        last = window.rsplit(None, 1)[-1]
        if len(last) < len(window) or low == 0:
            return at - len(last)
        reach *= 8


def _chunk_end(text: str, at: int) -> int:
    """Return where the chunk ends that an offset lies in."""
    found = _SPACE.search(text, at)
    return found.start() if found else len(text)


class _Around:
    """The tokens before and after one, found when they are asked for."""

    def __init__(
        self, text: str, words: Words, start: int, tokens: Sequence[Token], number: int
    ) -> None:
        self.text, self.words = text, words
        placed = [Token(low, start + a, start + b) for low, a, b in tokens]
        self.here = placed[number]
        self._after = placed[number + 1 :]
        self._before = placed[:number][::-1]
        self._low, self._high = start, placed[-1].end

    def after(self, place: int) -> Token | None:
        """Return the token so many places after; None beyond the text."""
        while place >= len(self._after):
            found = _FILLED.search(self.text, self._high)
            if found is None:
                return None
            start = found.start()
            self._after += [
                Token(low, start + a, start + b) for low, a, b in self.words.divide(found.group())
            ]
            self._high = found.end()
        return self._after[place]

    def before(self, place: int) -> Token | None:
        """Return the token so many places before; None beyond the text."""
        while place >= len(self._before):
            at = self._low
            while at > 0 and self.text[at - 1].isspace():
                at -= 1
            if at == 0:
                return None
            start = _chunk_start(self.text, at)
            chunk = self.text[start:at]
            self._before += [
                Token(low, start + a, start + b) for low, a, b in self.words.divide(chunk)[::-1]
            ]
            self._low = start
        return self._before[place]

    def ends(self, steps: Steps, place: int, so_far: int) -> Iterator[int]:
        """Yield where the last token of steps may end, the first being so many places after."""
        if not steps:
            yield so_far
            return
        first = steps[0]
        if isinstance(first, Gap):
            for skipped in range(first.largest + 1):
                yield from self.ends(steps[1:], place + skipped, so_far)
            return
        token = self.after(place)
        if token is not None and first.fits(token.lower):
            yield from self.ends(steps[1:], place + 1, token.end)

    def starts(self, steps: Steps, place: int, so_far: int) -> Iterator[int]:
        """Yield where the first token of steps may start, the last being so many places before."""
        if not steps:
            yield so_far
            return
        last = steps[-1]
        if isinstance(last, Gap):
            for skipped in range(last.largest + 1):
                yield from self.starts(steps[:-1], place + skipped, so_far)
            return
        token = self.before(place)
        if token is not None and last.fits(token.lower):
            yield from self.starts(steps[:-1], place + 1, token.start)


class SequenceMatcher:
    """Finds sequences of words, wildcards and gaps in texts.

    It finds what spaCy's PhraseMatcher (by ``LOWER``) and Matcher find, with white space of any
    kind and length between tokens as if it were one space, and nothing beyond a blank line.

    Parameters
    ----------
    patterns : sequence of iterable
        For each pattern its sequences, as :func:`crosscase.patterns.parse_pattern` gives them.
    words : Words
        Those of the language.

    Examples
    --------
    >>> from crosscase.patterns import parse_pattern
    >>> from crosscase.suggest.language import load_words
    >>> matcher = SequenceMatcher([parse_pattern("geen … samenwerk*")], load_words("nl"))
    >>> matcher.find("Van samenwerking geen spoor: geen echte samenwerking.")
    [Match(pattern=0, start=29, end=52)]
    """

    def __init__(self, patterns: Sequence[Iterable[Written]], words: Words) -> None:
        self._words = words
        self._sequences = [
            _make_sequence(number, compile_sequence(sequence, words), words)
            for number, sequences in enumerate(patterns)
            for sequence in sequences
        ]
        self._by_form: dict[str, list[_Element]] = {}
        self._globs: list[tuple[Glob, _Element]] = []
        for one in self._sequences:
            for place, element in enumerate(one.steps):
                if isinstance(element, Glob):
                    self._globs.append((element, (one, place)))
                elif isinstance(element, Literal):
                    for form in element.forms:
                        self._by_form.setdefault(form, []).append((one, place))
        self._needles: Needles[_Sequence] = Needles(
            ((one.steps[slice(*one.anchor)], one) for one in self._sequences),
            whole_words=words.is_plain,
            split_words=[
                text
                for text, parts in words.split_words.items()
                if any(True for part in parts for _ in self._fitting(part))
            ],
        )

    def _fitting(self, lower: str) -> Iterator[_Element]:
        """Yield the elements that a token fits."""
        yield from self._by_form.get(lower, ())
        for glob, element in self._globs:
            if glob.fits(lower):
                yield element

    def find(self, text: str) -> list[Match]:
        """Return every place where a pattern stands.

        Parameters
        ----------
        text : str
            Any text.

        Returns
        -------
        list of Match
            In the order of the text, each once; offsets in code points.
        """
        found: set[Match] = set()
        plain, places = close_up(text)
        for at, wanted in self._needles.find(plain):
            rest = []
            for one in wanted:
                end = at + len(one.phrase) if one else 0
                if one and one.phrase and _stands_alone(plain, at, end, one.phrase):
                    found.add(Match(one.pattern, at, end))
                else:
                    rest.append(one)
            if rest:
                self._look(plain, at, rest, found)
        if places:
            found = {
                Match(n, place_back(places, a), place_back(places, b - 1) + 1) for n, a, b in found
            }
        return sorted(found, key=lambda one: (one.start, one.end, one.pattern))

    def _look(
        self, text: str, at: int, wanted: Sequence[_Sequence | None], found: set[Match]
    ) -> None:
        """Divide the chunk around an offset and see what really stands there."""
        start = _chunk_start(text, at)
        tokens = self._words.divide(text[start : _chunk_end(text, at)])
        if None in wanted:
            for number, token in enumerate(tokens):
                self._try(self._fitting(token.lower), text, start, tokens, number, found)
        number, offset = 0, at - start
        while tokens[number].end <= offset:
            number += 1
        lower = tokens[number].lower
        fitting = [
            (one, one.anchor[0])
            for one in wanted
            if one is not None and one.steps[one.anchor[0]].fits(lower)
        ]
        self._try(fitting, text, start, tokens, number, found)

    def _try(
        self,
        elements: Iterable[_Element],
        text: str,
        start: int,
        tokens: Sequence[Token],
        number: int,
        found: set[Match],
    ) -> None:
        """Add what is found where a token fits these elements."""
        around: _Around | None = None
        for one, place in elements:
            if len(one.steps) == 1:
                token = tokens[number]
                found.add(Match(one.pattern, start + token.start, start + token.end))
                continue
            around = around or _Around(text, self._words, start, tokens, number)
            ends = set(around.ends(one.steps[place + 1 :], 0, around.here.end))
            for begin in (
                set(around.starts(one.steps[:place], 0, around.here.start)) if ends else ()
            ):
                found.update(
                    Match(one.pattern, begin, end)
                    for end in ends
                    if text.find(BLANK_LINE, begin, end) < 0
                )


def _make_sequence(pattern: int, steps: Steps, words: Words) -> _Sequence:
    anchor = find_anchor(steps) if words.is_plain else _one_of(find_anchor(steps))
    phrase = ""
    if words.is_plain and anchor == (0, len(steps)):
        forms = [form for step in steps if isinstance(step, Literal) for form in step.forms]
        if len(forms) == len(steps) and not any(map(words.has_rule, forms)):
            phrase = " ".join(forms)
            phrase = phrase if phrase.replace(" ", "").isalpha() and phrase.isascii() else ""
    return _Sequence(pattern, steps, anchor, phrase)


def _one_of(anchor: tuple[int, int]) -> tuple[int, int]:
    return anchor[0], anchor[0] + 1


def _stands_alone(text: str, start: int, end: int, phrase: str) -> bool:
    """Say whether a phrase stands between white space, its words one space apart."""
    return (
        (start == 0 or text[start - 1].isspace())
        and (end >= len(text) or text[end].isspace())
        and text[start:end].lower() == phrase
    )
