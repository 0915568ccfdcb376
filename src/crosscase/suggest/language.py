"""The words of a language as spaCy divides them, and their forms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from crosscase.errors import UsageError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["REMEMBERED", "Token", "Words", "load_words"]

REMEMBERED = 2**17
"""Chunks whose tokens are remembered before all are forgotten and learned again."""

_LONGEST = 64
"""Longest chunk worth remembering."""


class Token(NamedTuple):
    """A token: its text in lower case, and where it stands."""

    lower: str
    start: int
    end: int


class Words:
    """Divides text into spaCy's tokens, one chunk between white space at a time.

    spaCy's tokenizer looks at each chunk by itself, so what a chunk gives can be remembered. A
    chunk of letters only is one token unless the tokenizer has a rule of its own for it.

    Parameters
    ----------
    nlp : Language
        A spaCy pipeline.
    language : str
        The language of the documents it is used for.

    Raises
    ------
    UsageError
        When its tokenizer is not spaCy's own: others may look beyond a chunk.
    """

    def __init__(self, nlp: Language, language: str) -> None:
        from spacy.tokenizer import Tokenizer

        if type(nlp.tokenizer) is not Tokenizer:
            raise UsageError(
                f"the language {language!r} is divided by {type(nlp.tokenizer).__name__}; allowed: "
                "languages and pipelines with spaCy's own tokenizer; use another pipeline"
            )
        self.nlp = nlp
        self.language = language
        self._rules = frozenset(nlp.tokenizer.rules)
        self._known: dict[str, tuple[Token, ...]] = {}

    @cached_property
    def is_plain(self) -> bool:
        """Whether the tokenizer divides as spaCy's default one for Dutch or English does.

        Between two letters of the Latin alphabet these divide nowhere but in words of their own
        list of exceptions.
        """
        if self.nlp.lang not in ("nl", "en"):
            return False
        tokenizer, default = self.nlp.tokenizer, _blank(self.nlp.lang).tokenizer
        return all(
            _pattern_of(getattr(tokenizer, name)) == _pattern_of(getattr(default, name))
            for name in ("prefix_search", "suffix_search", "infix_finditer")
        )

    def divide(self, chunk: str) -> tuple[Token, ...]:
        """Return the tokens of a text without white space.

        Parameters
        ----------
        chunk : str
            What stands between white space.

        Returns
        -------
        tuple of Token
            Their places counted from the start of the chunk.
        """
        known = self._known.get(chunk)
        if known is not None:
            return known
        if self.is_plain and chunk.isalpha() and chunk not in self._rules:
            tokens: tuple[Token, ...] = (Token(chunk.lower(), 0, len(chunk)),)
        else:
            # Without a zone spaCy keeps every word it ever saw.
            with self.nlp.memory_zone():
                made = self.nlp.tokenizer(chunk)
                tokens = tuple(Token(one.lower_, one.idx, one.idx + len(one)) for one in made)
        if len(chunk) <= _LONGEST:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[chunk] = tokens
        return tokens

    def has_rule(self, lower: str) -> bool:
        """Say whether the tokenizer has a rule of its own for a word, in any case of letters."""
        return lower in self._lower_rules

    @cached_property
    def _lower_rules(self) -> frozenset[str]:
        return frozenset(rule.lower() for rule in self._rules)

    @cached_property
    def split_words(self) -> Mapping[str, tuple[str, ...]]:
        """Words that the tokenizer divides between two letters, such as `cannot`, with the parts.

        In lower case all of them.
        """
        found: dict[str, tuple[str, ...]] = {}
        for text, parts in self.nlp.tokenizer.rules.items():
            tokens = [part[_ORTH] for part in parts]
            cuts = [*accumulate(map(len, tokens))][:-1]
            if any(text[cut - 1].isalpha() and text[cut].isalpha() for cut in cuts):
                parted = tuple(token.lower() for token in tokens)
                found[text.lower()] = tuple({*parted, *found.get(text.lower(), ())})
        return found

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Words in lower case that end in a full stop of their own."""
        return frozenset(rule.lower() for rule in self._rules if rule.endswith("."))

    @cached_property
    def _tables(self) -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
        """The lemmas of every form, and the forms of every lemma."""
        from spacy.util import load_language_data, registry

        known = registry.has("lookups", self.nlp.lang)
        files = registry.lookups.get(self.nlp.lang) if known else {}
        if "lemma_lookup" not in files:
            raise UsageError(
                f"found no lemmas for {self.language!r} in spacy-lookups-data; "
                "write the forms of the word out, as (moet|moeten|moest)"
            )
        pairs = [*load_language_data(files["lemma_lookup"]).items()]
        # Forms with lemmas that depend on the part of speech stand in a table of their own.
        if "lemma_exc" in files:
            for forms in load_language_data(files["lemma_exc"]).values():
                pairs += [(form, lemma) for form, lemmas in forms.items() for lemma in lemmas]
        return _gather(pairs), _gather((lemma, form) for form, lemma in pairs)

    @property
    def known_forms(self) -> Iterable[str]:
        """The words that spacy-lookups-data knows the lemma of, in lower case."""
        return self._tables[0].keys()

    def lemma_of(self, lower: str) -> str:
        """Return the lemma that spacy-lookups-data has of a word in lower case.

        Parameters
        ----------
        lower : str
            The word.

        Returns
        -------
        str
            The first in order where it may have several; the word itself where it has none.
        """
        return min(self._tables[0].get(lower, (lower,)))

    def forms_of(self, word: str) -> frozenset[str]:
        """Return every form of a word that spacy-lookups-data knows.

        Parameters
        ----------
        word : str
            A lemma, or another form of one.

        Returns
        -------
        frozenset of str
            In lower case: the word and the forms whose lemma it is; where it is no lemma itself,
            the lemmas it may have, with their forms.
        """
        low = word.lower()
        lemmas, forms = self._tables
        nothing: frozenset[str] = frozenset()
        own = forms.get(low, nothing)
        if own - {low}:
            return own | {low}
        others = lemmas.get(low, nothing)
        return frozenset({low}) | others | frozenset().union(*(forms[one] for one in others))


def _gather(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return for each first of pairs the seconds that go with it, in lower case."""
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one.lower(), set()).add(other.lower())
    return {one: frozenset(others) for one, others in found.items()}


_ORTH = 65
"""The attribute under which a tokenizer's rule has the text of a token (``spacy.attrs.ORTH``)."""


def _pattern_of(method: Any) -> str:
    """Return the regular expression behind a search of a tokenizer."""
    return str(getattr(getattr(method, "__self__", None), "pattern", ""))


@lru_cache(maxsize=8)
def _blank(language: str) -> Language:
    import spacy
    from spacy.util import get_lang_class

    try:
        get_lang_class(language)
    except ImportError:
        language = "xx"
    return spacy.blank(language)


@lru_cache(maxsize=8)
def load_words(language: str, pipeline: str = "") -> Words:
    """Return the words of a language; loaded once.

    Parameters
    ----------
    language : str
        Two-letter language code.
    pipeline : str
        Name of an installed spaCy pipeline to use for documents in its language.

    Returns
    -------
    Words
        Those of the pipeline where it is in this language, else of spaCy's blank one.

    Raises
    ------
    UsageError
        When the pipeline is not installed.
    """
    if pipeline:
        nlp = _load_pipeline(pipeline)
        if nlp.lang == language:
            return Words(nlp, language)
    return Words(_blank(language), language)


@lru_cache(maxsize=2)
def _load_pipeline(name: str) -> Language:
    import spacy

    # Only the name of an installed package: a path could hold code from anywhere.
    if name not in spacy.util.get_installed_models():
        installed = ", ".join(sorted(spacy.util.get_installed_models())) or "none"
        raise UsageError(
            f"pipeline {name!r} is not installed; installed: {installed}; "
            f"install it with `python -m spacy download {name}`"
        )
    return spacy.load(name)
