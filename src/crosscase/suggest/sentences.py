"""Dividing passages into sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from operator import itemgetter

from crosscase.corpus import Document, find_label, find_passages
from crosscase.suggest.language import load_words

__all__ = ["Span", "divide_sentences", "labels_of", "sentences_of"]

Span = tuple[int, int]
"""Half-open offsets in code points."""

_NUMBER = re.compile(r"\[\d+\] ")
_ITEM = re.compile(r"\n(?=[ \t]*(?:[-*•–]|\d{1,3}[.)]|[a-z][.)])[ \t])")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)")
_CITATIONS = re.compile(r"(?:\s*\[@[^\]\n]*\])+[.\s]*")
_NEXT = re.compile(r"\s+[\"'“‘„«(\[]*([^\W_])?")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘„«]+$")
_LONGEST_WORD = 40
_INITIALS = re.compile(r"(?:[A-Z]\.)+|(?:\w\.){2,}")

_NEVER_LAST = frozenset(
    {
        *("dhr.", "mevr.", "mw.", "drs.", "dr.", "mr.", "ir.", "ing.", "prof.", "ds.", "mej."),
        *(
            "art.",
            "nr.",
            "nrs.",
            "p.",
            "pp.",
            "blz.",
            "pag.",
            "par.",
            "hfst.",
            "vgl.",
            "zgn.",
            "ca.",
        ),
        *(
            "bijv.",
            "bv.",
            "nl.",
            "resp.",
            "incl.",
            "excl.",
            "max.",
            "min.",
            "st.",
            "jhr.",
            "wo.",
            "t.",
        ),
        *("mrs.", "ms.", "fig.", "no.", "vs.", "cf.", "approx.", "e.g.", "i.e.", "o.a.", "d.w.z."),
    }
)
"""Abbreviations that are always followed by more of the sentence."""

_MAY_BE_LAST = frozenset(
    {"enz.", "etc.", "e.d.", "e.a.", "jl.", "jr.", "sr.", "s.v.p.", "a.u.b.", "a.m.", "p.m."}
)
"""Abbreviations after which a capital begins another sentence."""


def _goes_on(text: str, start: int, end: int, abbreviations: Container[str]) -> bool:
    """Say whether a full stop belongs to its word: an abbreviation, an initial, a number."""
    word = _LAST_WORD.search(text, max(start, end - _LONGEST_WORD), end)
    if word is None:
        return False
    found = word.group().lower()
    if found in _MAY_BE_LAST:
        return False
    if found in _NEVER_LAST or found in abbreviations or _INITIALS.fullmatch(word.group()):
        return True
    # A number that opens a list is no sentence; one that closes a sentence is not its start.
    return found[:-1].isdigit() and not text[start : word.start()].strip()


def _divide(text: str, start: int, end: int, abbreviations: Container[str]) -> Iterator[Span]:
    begin = start
    for match in _END.finditer(text, start, end):
        following = _NEXT.match(text, match.end(), end)
        letter = following.group(1) if following else None
        if letter is not None and letter.islower():
            continue
        if match.group() == "." and _goes_on(text, begin, match.end(), abbreviations):
            continue
        yield begin, match.end()
        begin = match.end()
    yield begin, end


def _trim(text: str, start: int, end: int) -> Span | None:
    """Return a sentence without white space and citations around it; None when nothing is left."""
    leading = _CITATIONS.match(text, start, end)
    if leading:
        start = leading.end()
    cut = text.find("[@", start, end)
    if cut >= 0 and _CITATIONS.fullmatch(text, cut, end):
        end = cut
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if any(letter.isalnum() for letter in text[start:end]) else None


def divide_sentences(
    text: str,
    abbreviations: Container[str] = (),
    *,
    around: Sequence[int] | None = None,
    labels: Sequence[Span] = (),
) -> list[Span]:
    r"""Divide a text into sentences.

    A sentence lies within a passage: headings are none, and items of a list are sentences of
    their own. The number of a passage, the name of who speaks and citations such as
    ``[@source, § 1]`` at either end do not belong to it. A full stop ends no sentence after an
    abbreviation, an initial, or where a small letter follows.

    Parameters
    ----------
    text : str
        The text of a document.
    abbreviations : container of str
        Words in lower case that end in a full stop of their own.
    around : sequence of int, optional
        Offsets in rising order: only passages that hold one of them are divided.
    labels : sequence of (int, int)
        The names of speakers, in order: no part of a sentence, and none goes on across one.

    Returns
    -------
    list of (int, int)
        Half-open offsets in code points, in the order of the text.

    Examples
    --------
    >>> text = "# Kop\n[7] Dhr. Jansen kwam. Zij niet. [@bron, p. 5]"
    >>> [text[start:end] for start, end in divide_sentences(text, {"dhr."})]
    ['Dhr. Jansen kwam.', 'Zij niet.']
    """
    found: list[Span] = []
    for passage in find_passages("", text):
        if around is not None:
            at = bisect_left(around, passage.start)
            if at == len(around) or around[at] >= passage.end:
                continue
        number = _NUMBER.match(text, passage.start)
        start = number.end() if number else passage.start
        for item in [*_ITEM.finditer(text, start, passage.end), None]:
            end = item.start() if item else passage.end
            for said in _between(labels, start, end):
                trimmed = (_trim(text, *one) for one in _divide(text, *said, abbreviations))
                found += [one for one in trimmed if one]
            start = end
    return found


def _between(labels: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """Yield what lies before, between and after labels."""
    at = bisect_right(labels, start, key=itemgetter(1))
    while at < len(labels) and labels[at][0] < end:
        yield start, max(start, labels[at][0])
        start = labels[at][1]
        at += 1
    yield start, max(start, end)


def labels_of(document: Document) -> list[Span]:
    """Return where names of speakers stand before their words.

    Parameters
    ----------
    document : Document
        The document.

    Returns
    -------
    list of (int, int)
        Half-open offsets in code points, in the order of the text.
    """
    text, found = document.text, []
    for turn in document.turns:
        number = _NUMBER.match(text, turn.start, turn.end)
        start = number.end() if number else turn.start
        end = find_label(text, turn, start, turn.end)
        if start < end:
            found.append((start, end))
    return found


def sentences_of(document: Document) -> list[Span]:
    """Divide a document into sentences, with the abbreviations that spaCy knows of its language.

    Parameters
    ----------
    document : Document
        The document.

    Returns
    -------
    list of (int, int)
        As :func:`divide_sentences` gives them.
    """
    abbreviations = load_words(document.language).abbreviations
    return divide_sentences(document.text, abbreviations, labels=labels_of(document))
