"""Suggestions: what a program proposes to code. Never evidence until a coder accepts it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace

from crosscase.codebook import Labels

__all__ = ["METHODS", "Suggestion", "identify_suggestion", "order_suggestions"]

METHODS = ("lexicon", "learned")
"""How suggestions come about: by the patterns of the codebook, or learned from codings."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A program's proposal: this sentence may be evidence for this code.

    Parameters
    ----------
    id : str
        As :func:`identify_suggestion` makes it: what is proposed anew has the id it had.
    document, text_sha256 : str
        The document, and the hash of its text then.
    start, end : int
        The sentence: half-open offsets in code points.
    quote : str
        Its words.
    code : str
        The code.
    unit : str
        The case or party; empty when a person has to say.
    value : str
        A value of the code's scale; empty when a person has to say.
    method : {"lexicon", "learned"}
        How it came about.
    rule : str
        The pattern or patterns that hit; the model's name where it was learned.
    score : float or None
        How certain, from 0 to 1; None where the method does not say.
    reason : mapping
        Why, in words, by language.
    hits : tuple of (int, int)
        The spans within the sentence that led to it, as offsets in the text.
    """

    id: str
    document: str
    text_sha256: str
    start: int
    end: int
    quote: str
    code: str
    unit: str
    value: str
    method: str
    rule: str
    score: float | None
    reason: Labels
    hits: tuple[tuple[int, int], ...]


def identify_suggestion(suggestion: Suggestion) -> Suggestion:
    """Return a suggestion with the id that follows from what it proposes.

    Parameters
    ----------
    suggestion : Suggestion
        With any id.

    Returns
    -------
    Suggestion
        Its id is made of method, rule, document and text, span, code, unit and value.

    Examples
    --------
    >>> one = Suggestion("", "d", "0" * 64, 0, 2, "ja", "trust", "a", "high", "lexicon", "ja",
    ...                  None, {"nl": "het woord ja"}, ((0, 2),))
    >>> identify_suggestion(one).id
    '606d6f0afcae3ea1d93c9a21c0a2ceaa'
    """
    parts = (
        suggestion.method,
        suggestion.rule,
        suggestion.document,
        suggestion.text_sha256,
        suggestion.start,
        suggestion.end,
        suggestion.code,
        suggestion.unit,
        suggestion.value,
    )
    text = json.dumps(parts, ensure_ascii=False)
    return replace(suggestion, id=hashlib.sha256(text.encode("utf-8")).hexdigest()[:32])


def order_suggestions(suggestion: Suggestion) -> tuple[str, int, int, str, str, str, str, str]:
    """Return what suggestions are sorted by: document and place, then code, unit and value."""
    one = suggestion
    return (one.document, one.start, one.end, one.code, one.unit, one.value, one.rule, one.id)
