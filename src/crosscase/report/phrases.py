"""Words and numbers of a report in one language, from a table of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crosscase.codebook import Labels, in_language
from crosscase.comparison.words import number_text

__all__ = ["Phrases"]

_OWN: Mapping[str, Labels] = {
    "and": {"nl": "en", "en": "and"},
    "or": {"nl": "of", "en": "or"},
    "quoted": {"nl": "‘{}’", "en": "“{}”"},
}


class Phrases:
    """Says words and numbers in one language.

    Parameters
    ----------
    words : mapping
        Key → the words in each language, with gaps.
    language : str
        Two-letter language code; English for a language the words are not in.

    Examples
    --------
    >>> Phrases({"by": {"nl": "Besloten door {}", "en": "Decided by {}"}}, "nl").say("by", "A")
    'Besloten door A'
    """

    def __init__(self, words: Mapping[str, Labels], language: str) -> None:
        self.language = language
        self._words = {**_OWN, **words}

    def say(self, key: str, *parts: str, **filled: object) -> str:
        """Return words, their gaps filled.

        Parameters
        ----------
        key : str
            Which words.
        *parts, **filled
            What stands in the gaps.

        Returns
        -------
        str
            In the language.
        """
        return in_language(self._words[key], self.language).format(*parts, **filled)

    def quote(self, text: str) -> str:
        """Return a text between the quotation marks of the language."""
        return self.say("quoted", text)

    def join(self, names: Sequence[str], word: str = "and") -> str:
        """Return names in a row.

        Parameters
        ----------
        names : sequence of str
            One or more.
        word : {"and", "or"}
            What stands before the last.

        Returns
        -------
        str
            With commas, and the word before the last.

        Examples
        --------
        >>> Phrases({}, "nl").join(["A", "B", "C"], "or")
        'A, B of C'
        """
        *first, last = names
        return f"{', '.join(first)} {self.say(word)} {last}" if first else last

    def decimal(self, number: float, digits: int) -> str:
        """Return a number with so many decimals.

        Parameters
        ----------
        number : float
            Any finite number.
        digits : int
            How many decimals.

        Returns
        -------
        str
            With a true minus sign, and the decimal mark of the language.

        Examples
        --------
        >>> Phrases({}, "nl").decimal(-0.5, 2)
        '−0,50'
        """
        said = f"{round(number, digits) + 0.0:.{digits}f}".replace("-", "−")
        return number_text(said, self.language)

    def count(self, number: int) -> str:
        """Return a whole number, its thousands set apart.

        Parameters
        ----------
        number : int
            Any.

        Returns
        -------
        str
            With the mark of the language.

        Examples
        --------
        >>> Phrases({}, "nl").count(12345)
        '12.345'
        """
        said = f"{number:,}"
        return said.replace(",", ".") if self.language == "nl" else said
