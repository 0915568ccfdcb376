"""Patterns as sequences of spaCy's tokens."""

from __future__ import annotations

from dataclasses import dataclass

from crosscase.patterns import Gap, Word
from crosscase.patterns import Sequence as Written
from crosscase.suggest.language import Words

__all__ = ["Element", "Glob", "Literal", "Steps", "compile_sequence", "find_anchor"]


@dataclass(frozen=True, slots=True)
class Literal:
    """A token that is one of these, in lower case."""

    forms: frozenset[str]

    def fits(self, lower: str) -> bool:
        """Say whether a token in lower case will do."""
        return lower in self.forms


@dataclass(frozen=True, slots=True)
class Glob:
    """A token with this in it, in lower case, and more before or after it where that is open."""

    text: str
    open_start: bool
    open_end: bool

    def fits(self, lower: str) -> bool:
        """Say whether a token in lower case will do."""
        if self.open_start:
            return self.text in lower if self.open_end else lower.endswith(self.text)
        return lower.startswith(self.text)


Element = Literal | Glob | Gap
Steps = tuple[Element, ...]


def _compile_word(word: Word, words: Words) -> Steps:
    if word.lemma:
        known = words.forms_of(word.text)
        forms = frozenset(form for form in known if len(words.divide(form)) == 1)
        if forms:
            return (Literal(forms),)
    tokens = [token.lower for token in words.divide(word.text)]
    steps: list[Element] = [Literal(frozenset({lower})) for lower in tokens]
    if word.open_start:
        steps[0] = Glob(tokens[0], True, word.open_end and len(tokens) == 1)
    if word.open_end and (len(tokens) > 1 or not word.open_start):
        steps[-1] = Glob(tokens[-1], False, True)
    return tuple(steps)


def compile_sequence(sequence: Written, words: Words) -> Steps:
    """Return what a sequence of words and gaps asks of tokens, one after the other.

    A word that the tokenizer divides is as many tokens; what is open stays so at its ends.

    Parameters
    ----------
    sequence : tuple
        Words and gaps as written.
    words : Words
        Those of the language.

    Returns
    -------
    tuple
        Of :class:`Literal`, :class:`Glob` and :class:`crosscase.patterns.Gap`.
    """
    steps: list[Element] = []
    for element in sequence:
        if isinstance(element, Gap):
            steps.append(element)
        else:
            steps.extend(_compile_word(element, words))
    return tuple(steps)


def _is_simple(element: Element) -> bool:
    """Say whether an element is one word of Latin letters, whole."""
    return (
        isinstance(element, Literal)
        and len(element.forms) == 1
        and all(form.isascii() and form.isalpha() for form in element.forms)
    )


def _size(element: Element) -> int:
    if isinstance(element, Gap):
        return -1
    if isinstance(element, Glob):
        return len(element.text)
    return min(map(len, element.forms))


def find_anchor(steps: Steps) -> tuple[int, int]:
    """Return which elements to look for first: those that take most room are rarest.

    Parameters
    ----------
    steps : tuple
        What a sequence asks.

    Returns
    -------
    tuple of (int, int)
        Half-open places: words of Latin letters that follow each other, or one other element.
    """
    best, most = (0, 0), -1
    at = 0
    while at < len(steps):
        end = at + 1
        if _is_simple(steps[at]):
            while end < len(steps) and _is_simple(steps[end]):
                end += 1
        size = sum(_size(element) + 1 for element in steps[at:end])
        if size > most and not isinstance(steps[at], Gap):
            best, most = (at, end), size
        at = end
    return best
