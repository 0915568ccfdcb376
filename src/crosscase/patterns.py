"""Patterns of a code: the words that make a program suggest it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Any

from crosscase.errors import CrosscaseError

__all__ = [
    "LARGEST_GAP",
    "USUAL_GAP",
    "Gap",
    "Pattern",
    "PatternError",
    "Sequence",
    "Word",
    "parse_pattern",
]

USUAL_GAP = 3
"""Words that ``…`` may stand for when the pattern does not say how many."""

LARGEST_GAP = 20
"""Most words that a gap may stand for."""

LARGEST_PATTERN = 256
"""Most sequences that the alternatives of one pattern may come to."""

_GAP = re.compile(r"(?:…|\.\.\.)([0-9]*)")
_PIECE = re.compile(r"\(([^()]*)\)|([^\s()]+)|(\S)")
_SPECIAL = re.compile(r"[*~|…()]")


class PatternError(CrosscaseError):
    """A pattern that cannot be read: what stands there, what may, and what to do.

    Parameters
    ----------
    found, allowed, action : str
        As in :class:`crosscase.errors.Problem`.
    """

    def __init__(self, found: str, allowed: str, action: str) -> None:
        self.found, self.allowed, self.action = found, allowed, action
        super().__init__(f"found {found}; allowed: {allowed}; {action}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word to find.

    Parameters
    ----------
    text : str
        The word, without signs.
    lemma : bool
        Whether every form of it will do.
    open_start, open_end : bool
        Whether more letters may stand before or after it.
    """

    text: str
    lemma: bool = False
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Room for other words, none included."""

    largest: int

    def fits(self, lower: str) -> bool:
        """Say whether a word will do: any will."""
        return True


Sequence = tuple[Word | Gap, ...]
"""What must follow one upon the other within a sentence."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as the codebook has it.

    Parameters
    ----------
    text : str
        Words; empty where ``tokens`` says it.
    tokens : tuple of mapping
        Token attributes as spaCy's Matcher takes them.
    value : str
        The value it suggests; empty for the highest of the scale, where that makes sense.
    not_with : tuple of str
        Patterns that undo it in a sentence that holds one of them.
    language : str
        The only language of documents it is for; empty for all.
    """

    text: str = ""
    tokens: tuple[Mapping[str, Any], ...] = ()
    value: str = ""
    not_with: tuple[str, ...] = ()
    language: str = ""
    sequences: tuple[Sequence, ...] = field(init=False, repr=False, compare=False)
    """What its text comes to; empty where ``tokens`` says it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "sequences", parse_pattern(self.text) if self.text else ())

    @property
    def name(self) -> str:
        """The pattern as a person reads it."""
        if self.text:
            return self.text
        return " ".join(
            "{" + ", ".join(f"{key}: {value}" for key, value in token.items()) + "}"
            for token in self.tokens
        )


def _read_word(text: str) -> Word:
    lemma = text.startswith("~")
    bare = text[1:] if lemma else text
    open_start, open_end = bare.startswith("*"), len(bare) > 1 and bare.endswith("*")
    bare = bare[open_start : len(bare) - open_end]
    if not bare or _SPECIAL.search(bare):
        raise PatternError(
            f"the word {text}",
            "a word, with * only at its beginning or end, or ~ before it",
            "correct the word; signs themselves can be found with tokens: [{ORTH: …}]",
        )
    if lemma and (open_start or open_end):
        raise PatternError(f"the word {text}", "either ~ or *", "choose one of the two")
    return Word(bare, lemma, open_start, open_end)


def _read_gap(digits: str) -> Gap:
    largest = int(digits[:9]) if digits else USUAL_GAP
    if not 1 <= largest <= LARGEST_GAP:
        raise PatternError(
            f"a gap of {digits}", f"a gap of 1 to {LARGEST_GAP} words", "make the gap smaller"
        )
    return Gap(largest)


def _read_choice(text: str) -> tuple[Sequence, ...]:
    options = text.split("|")
    if not text.strip() or len(options) < 2:
        raise PatternError(
            f"({text})", "alternatives, such as (beide|alle)", "divide them by | or take ( ) away"
        )
    return tuple(tuple(_read_word(word) for word in option.split()) for option in options)


def _read_pieces(text: str) -> Iterator[tuple[Sequence, ...]]:
    """Yield for each piece of a pattern what may stand there."""
    for match in _PIECE.finditer(text):
        choice, word, stray = match.groups()
        if stray is not None:
            raise PatternError(
                f"{stray} without its other half",
                "alternatives between ( and ), not within others",
                "complete the brackets",
            )
        if choice is not None:
            yield _read_choice(choice)
        elif gap := _GAP.fullmatch(word):
            yield ((_read_gap(gap.group(1)),),)
        else:
            yield ((_read_word(word),),)


@lru_cache(maxsize=4096)
def parse_pattern(text: str) -> tuple[Sequence, ...]:
    """Return the sequences that a pattern stands for: one, or one for each of its alternatives.

    Parameters
    ----------
    text : str
        Words. ``samenwerk*`` is any word that begins so, ``*werk`` any that ends so, ``*werk*``
        any that has it in it; ``~werken`` any form of a verb or noun; ``…`` up to three words
        between, ``…6`` up to six; ``(beide|alle)`` either, and ``(zeer|)`` it or nothing.

    Returns
    -------
    tuple of tuple
        Words and gaps, each once.

    Raises
    ------
    PatternError
        When it cannot be read.

    Examples
    --------
    >>> [[word.text for word in one] for one in parse_pattern("(beide|alle) gemeenten")]
    [['beide', 'gemeenten'], ['alle', 'gemeenten']]
    >>> parse_pattern("geen …2 keus")[0][1]
    Gap(largest=2)
    """
    pieces = tuple(_read_pieces(text))
    total = 1
    for piece in pieces:
        total *= len(piece)
    if total > LARGEST_PATTERN:
        raise PatternError(
            f"alternatives that come to {total} sequences",
            f"at most {LARGEST_PATTERN}",
            "divide the pattern",
        )
    found: dict[Sequence, None] = {}
    for parts in product(*pieces):
        sequence = tuple(element for part in parts for element in part)
        if not sequence or isinstance(sequence[0], Gap) or isinstance(sequence[-1], Gap):
            raise PatternError(
                f"the pattern {text!r}",
                "a pattern that begins and ends with a word",
                "take the gap away, or name the word beyond it",
            )
        found[sequence] = None
    return tuple(found)
