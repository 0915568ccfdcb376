"""The words of the interface, in each of its languages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crosscase.codebook import Labels, in_language

__all__ = ["LANGUAGES", "Speaker", "choose_language", "read_words"]

LANGUAGES = ("nl", "en")
"""The languages of the interface."""

Sentence = str | Mapping[str, str]
"""A sentence, or one for a single thing (``one``) and one for any other number (``other``)."""


@cache
def read_words(language: str) -> Mapping[str, Sentence]:
    """Return all words of the interface in a language.

    Parameters
    ----------
    language : str
        One of :data:`LANGUAGES`.

    Returns
    -------
    mapping
        Key → sentence, from every ``*en.json``, or its like, in the folder of words.
    """
    folder = files("crosscase.web") / "words"
    found: dict[str, Sentence] = {}
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name in (f"{language}.json",) or file.name.endswith(f".{language}.json"):
            found |= json.loads(file.read_text(encoding="utf-8"))
    return found


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says things in one language.

    Parameters
    ----------
    language : str
        One of :data:`LANGUAGES`.
    """

    language: str

    def say(self, key: str, /, **values: object) -> str:
        """Return a sentence with its blanks filled in.

        Parameters
        ----------
        key : str
            Key of the sentence.
        **values : object
            What goes where the sentence has ``{name}``; ``n`` chooses between one and many.

        Returns
        -------
        str
            Plain text, not yet escaped for HTML.

        Raises
        ------
        KeyError
            When there is no such sentence.

        Examples
        --------
        >>> Speaker("en").say("documents.count", n=1)
        '1 document'
        """
        sentence = read_words(self.language)[key]
        if not isinstance(sentence, str):
            sentence = sentence["one" if values.get("n") == 1 else "other"]
        return sentence.format(**values) if values else sentence

    def label(self, labels: Labels) -> str:
        """Return the text of a study in this language, or the nearest there is."""
        return in_language(labels, self.language)

    def number(self, value: int) -> str:
        """Return a whole number with its thousands apart.

        Examples
        --------
        >>> Speaker("nl").number(12500), Speaker("en").number(12500)
        ('12.500', '12,500')
        """
        told = f"{value:,}"
        return told.replace(",", ".") if self.language == "nl" else told


def choose_language(*wanted: str) -> str:
    """Return the first language that the interface has; English when it has none of them.

    Parameters
    ----------
    *wanted : str
        Language codes, most wanted first; empty ones and regions after a dash play no part.

    Returns
    -------
    str
        One of :data:`LANGUAGES`.

    Examples
    --------
    >>> choose_language("", "de", "nl-BE"), choose_language("fr")
    ('nl', 'en')
    """
    for one in wanted:
        short = one.split("-")[0].strip().lower()
        if short in LANGUAGES:
            return short
    return "en"
