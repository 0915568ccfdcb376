"""Finding names in texts and ids, however they are inflected, typed or broken over lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crosscase.sharing.edits import Edit
from crosscase.sharing.folding import WORD, fold, fold_word, slug_words
from crosscase.sharing.names import Name

__all__ = ["Hit", "Matcher"]

_TAILS = {
    "person": {"s": "'s"},
    "organisation": {"s": "'s"},
    "place": {
        **{"s": "'s", "se": "-se", "er": "-er", "ers": "-ers", "aar": "-er", "aars": "-ers"},
        **{"aren": "-ers", "enaar": "-er", "enaars": "-ers", "enaren": "-ers"},
    },
}
_TAILS["municipality"] = _TAILS["place"]
"""By kind: what Dutch puts after a name, and what comes after the pseudonym instead."""

_PIECE = re.compile("[A-Za-z]+|[0-9]+")
_SAME_SOUND = re.compile(r"([bcdfghjklmnpqrstvwxz])\1$")


@dataclass(frozen=True, slots=True)
class Hit:
    """A name where it stands.

    Parameters
    ----------
    start, end : int
        Half-open code points.
    new : str
        What comes in its place.
    name : int
        Which name of the list; -1 for an id that a name gave its name to.
    """

    start: int
    end: int
    new: str
    name: int


@dataclass(frozen=True, slots=True)
class _Form:
    """One way to write a name: its words, what stands between them, and what replaces it."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    lead: str
    pseudonym: str
    tail: str
    name: int
    exact: bool = False


def _plain_gap(gap: str, before: str, dotted: bool) -> str:
    """Return what stands between two words, without what makes no difference to a name."""
    if gap.count("\n") > 1:
        return "\n\n"
    gap = " ".join(gap.split()) if gap.strip() else " "
    if dotted or len(before) <= 2:
        gap = gap.replace(".", "").strip() or " "
    return re.sub(" ?- ?", "-", gap)


def _form(text: str, pseudonym: str, tail: str, name: int, *, exact: bool = False) -> _Form:
    folded = fold_word(text)
    found = list(WORD.finditer(folded))
    words = tuple(match.group() for match in found)
    gaps = [folded[a.end() : b.start()] for a, b in pairwise(found)]
    lead = "'" if folded[: found[0].start()].endswith("'") else ""
    return _Form(words, tuple(gaps), lead, pseudonym, tail, name, exact)


def _inflected(form: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield what Dutch makes of a name, with what follows the pseudonym instead."""
    last = fold_word(form)[-1:].lower()
    if not last.isalnum():
        return
    for tail, said in _TAILS[kind].items():
        if tail != "s" or last not in "sxz":
            yield form + tail, said
    if kind in ("place", "municipality"):
        if last == "e" and len(form) > 3:
            short = _SAME_SOUND.sub(r"\1", form[:-1])
            yield from ((short + "s", "'s"), (short + "se", "-se"), (short + "er", "-er"))
            yield from ((form[:-1] + "enaar", "-er"), (form[:-1] + "enaren", "-ers"))
        if form.lower().endswith("en") and len(form) > 4:
            yield from ((form[:-2] + "er", "-er"), (form[:-2] + "ers", "-ers"))


def _says(word: str, text: str) -> bool:
    """Say whether a word of a text is a word of a name: as it is, in capitals or with one."""
    return text == word or text in (word.upper(), word[:1].upper() + word[1:])


class Matcher:
    """Finds the names of a list, the longest first.

    Parameters
    ----------
    names : sequence of Name
        All with a pseudonym.
    ids : mapping
        Ids that have another name now: old → new. In texts those with a hyphen or a digit are
        found, since a single word may be just a word.
    """

    def __init__(self, names: Sequence[Name], ids: Mapping[str, str] | None = None) -> None:
        self.names = tuple(names)
        forms: dict[str, _Form] = {}
        for number, name in enumerate(names):
            for text in name.forms:
                forms[fold_word(text)] = _form(text, name.pseudonym, "", number)
        for number, name in enumerate(names):
            for text in name.forms:
                for made, tail in _inflected(text, name.kind):
                    forms.setdefault(fold_word(made), _form(made, name.pseudonym, tail, number))
        self._slugs = self._by_slug(forms.values())
        for old, new in (ids or {}).items():
            if re.search("[-0-9]", old):
                forms[old] = _form(old, new, "", -1, exact=True)
        self._forms: dict[str, list[_Form]] = {}
        for form in sorted(forms.values(), key=lambda one: -len(" ".join(one.words))):
            self._forms.setdefault(form.words[0].casefold(), []).append(form)

    @staticmethod
    def _by_slug(forms: Iterable[_Form]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for form in sorted(forms, key=lambda one: -len(" ".join(one.words))):
            words = tuple(_PIECE.findall("-".join(slug_words(" ".join(form.words)))))
            if words:
                new = "-".join(slug_words(form.pseudonym + form.tail))
                found.setdefault(words[0], []).append((words, new))
        return found

    def find(self, text: str, *, loose: bool = False) -> list[Hit]:
        """Return the names in a text.

        Parameters
        ----------
        text : str
            Any text.
        loose : bool
            Whether case makes no difference; then the hits are for a person to look at.

        Returns
        -------
        list of Hit
            In the order of the text, none over another.

        Examples
        --------
        >>> matcher = Matcher([Name("de Vries", (), "person", "Persoon 1")])
        >>> [(hit.start, hit.end, hit.new) for hit in matcher.find("Mevrouw De Vries zei ja.")]
        [(8, 16, 'Persoon 1')]
        """
        folded, positions = fold(text)
        words = list(WORD.finditer(folded))
        hits: list[Hit] = []
        at = 0
        while at < len(words):
            form = self._fitting(folded, words, at, loose)
            if form is None:
                at += 1
                continue
            first, last = words[at], words[at + len(form.words) - 1]
            start = first.start()
            if form.lead and folded[:start].endswith("'"):
                start -= 1
            new = self._written(form, [one.group() for one in words[at : at + len(form.words)]])
            hits.append(Hit(positions[start], positions[last.end()], new, form.name))
            at += len(form.words)
        return hits

    def _fitting(
        self, folded: str, words: list[re.Match[str]], at: int, loose: bool
    ) -> _Form | None:
        for form in self._forms.get(words[at].group().casefold(), ()):
            found = words[at : at + len(form.words)]
            if len(found) == len(form.words) and self._fits(folded, form, found, loose):
                return form
        return None

    @staticmethod
    def _fits(folded: str, form: _Form, found: list[re.Match[str]], loose: bool) -> bool:
        for word, match in zip(form.words, found, strict=True):
            text = match.group()
            if loose and text.casefold() != word.casefold():
                return False
            if not loose and not (text == word if form.exact else _says(word, text)):
                return False
        for number, gap in enumerate(form.gaps):
            between = folded[found[number].end() : found[number + 1].start()]
            before, dotted = form.words[number], "." in gap
            if _plain_gap(between, before, dotted) != _plain_gap(gap, before, dotted):
                return False
        return True

    @staticmethod
    def _written(form: _Form, found: list[str]) -> str:
        longer = [(word, text) for word, text in zip(form.words, found, strict=True) if text[1:]]
        shouted = any(text != word for word, text in longer) and all(
            text == text.upper() for _, text in longer
        )
        new = form.pseudonym + form.tail
        return new.upper() if shouted and not form.exact else new

    def edits(self, text: str, *, loose: bool = False) -> tuple[Edit, ...]:
        """Return the edits that replace every name in a text."""
        return tuple(Edit(hit.start, hit.end, hit.new) for hit in self.find(text, loose=loose))

    def rename(self, name: str) -> str:
        """Return an id or the name of a file with the names in it replaced.

        Parameters
        ----------
        name : str
            Words divided by anything but letters and digits; case makes no difference.

        Returns
        -------
        str
            The same where no name is in it.

        Examples
        --------
        >>> Matcher([Name("de Vries", (), "person", "Persoon 1")]).rename("interview-de-vries2")
        'interview-persoon-1-2'
        """
        folded, positions = fold(name)
        found = list(_PIECE.finditer(folded))
        pieces = [match.group().lower() for match in found]
        made: list[str] = []
        reached = at = 0
        while at < len(pieces):
            count, new = self._slug_at(pieces, at)
            if count:
                start, end = found[at].start(), found[at + count - 1].end()
                joined = "-" if folded[:start][-1:].isalnum() else ""
                follows = "-" if folded[end : end + 1].isalnum() else ""
                made += (name[reached : positions[start]], joined, new, follows)
                reached = positions[end]
            at += count or 1
        return "".join((*made, name[reached:]))

    def _slug_at(self, pieces: list[str], at: int) -> tuple[int, str]:
        """Return how many pieces are a name here, and what replaces it."""
        for words, new in self._slugs.get(pieces[at], ()):
            if tuple(pieces[at : at + len(words)]) == words:
                return len(words), new
        return 0, ""

    def words_of_names(self) -> frozenset[str]:
        """Return every word, in lower case, of every way to write a name."""
        return frozenset(
            word.casefold() for forms in self._forms.values() for f in forms for word in f.words
        )
