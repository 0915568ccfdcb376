"""What looks like a name: capitals within a sentence, titles, initials, speakers and labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crosscase.sharing.edits import Edit, splice
from crosscase.sharing.matching import Matcher
from crosscase.sharing.names import Name
from crosscase.spans import line_of, line_starts

__all__ = ["Guess", "Place", "collect_guesses", "find_guesses", "suggest_names"]

_WORD = re.compile(r"[^\W\d_](?:\w|[-’'](?=\w))*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PARTICLES = _set(
    """
    van de der den ten ter te het 't ’t in op aan von zu du la le el di da dos
    """
)
_SURNAME = re.compile(r"(?:[vV][ao]n\s+\w+|(?:in|op)\s+['’]t)\s")
_TITLES = _set(
    """
    wethouder burgemeester mevrouw meneer heer dhr mevr mw dr mr drs ir ing prof minister
    staatssecretaris raadslid gedeputeerde griffier gemeentesecretaris projectleider directeur
    voorzitter mister mrs ms mayor alderman councillor professor
    """
)
_PLACED = _set("in te uit naar bij nabij rond near from to at")
_CALLED = _set("gemeente gemeenten stad dorp municipality city town")
_FUNCTION_WORDS = _set(
    """
    de het een en of maar want dus ik je jij u uw wij we zij ze hij dat die dit deze er als
    dan toen nu ja nee niet geen wat wie waar hoe waarom volgens met voor na om op in bij tot
    the a an and or but i you he she it they this that these those yes no not what who where
    monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december
    """
)
_TAILS = ("s", "se")
_SHOWN = 3
_LOOK_BACK = 64


@dataclass(frozen=True, slots=True)
class Place:
    """A line in a file."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Guess:
    """Words that look like a name, where they stand, and of what kind of thing."""

    words: str
    start: int
    end: int
    kind: str
    certain: bool = True


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - _LOOK_BACK) : at].rstrip(" \t\"'“”„‘’«(*_")
    if not before or before[-1] in ".?!:…]>#-•":
        return True
    return before.endswith("\n") and (before[:-1].rstrip(" ")[-1:] or "\n") in "\n.?!:"


@dataclass(slots=True)
class _Run:
    """Words with capitals that stand together, with what stands before them."""

    words: list[tuple[str, int, int]]
    before: str
    at_start: bool


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    at = 0
    while match := _WORD.search(text, at):
        initials = _INITIALS.match(text, match.start())
        one = initials or match
        yield one.group(), one.start(), one.end()
        at = one.end()


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[:2] in ("'s", "’s") and word[3:4].isupper())


def _joins(tokens: list[tuple[str, int, int]], at: int) -> bool:
    """Say whether a word may stand within a name: “op den” may, a bare “op” says where."""
    word, after = (tokens[one][0] if one < len(tokens) else "" for one in (at, at + 1))
    return word in _PARTICLES and (word not in ("in", "op") or after in _PARTICLES)


def _runs(text: str) -> Iterator[_Run]:
    tokens = list(_tokens(text))
    at = 0
    while at < len(tokens):
        if not _is_capital(tokens[at][0]):
            at += 1
            continue
        last, ahead = at, at + 1
        while ahead < len(tokens):
            gap = text[tokens[ahead - 1][2] : tokens[ahead][1]]
            if gap.strip(" \n") or gap.count("\n") > 1:
                break
            if _is_capital(tokens[ahead][0]):
                last = ahead
            elif not _joins(tokens, ahead):
                break
            ahead += 1
        first = at
        particles = 0
        while first and tokens[first - 1][0] in _PARTICLES:
            if text[tokens[first - 1][2] : tokens[first][1]].strip(" \n"):
                break
            first -= 1
            particles += 1
        before = tokens[first - 1][0].lower() if first else ""
        titled = before in _TITLES and tokens[at][0].lower() not in _TITLES
        # “wethouder de Vries” is a name, “burgemeester van Ommen” an office.
        joined = titled and particles == 1 and tokens[first][0] != "van"
        surname = particles >= 2 and _SURNAME.match(text[tokens[first][1] :])
        if not (surname or joined):
            first = at
            before = tokens[at - 1][0].lower() if at else ""
        yield _Run(tokens[first : last + 1], before, _begins_sentence(text, tokens[first][1]))
        at = last + 1


def _kind(words: list[str], before: str) -> str:
    if any(_INITIALS.fullmatch(word) for word in words) or before in _TITLES:
        return "person"
    if before in _CALLED:
        return "municipality"
    if len(words) == 1 and len(words[0]) > 1 and words[0].isupper():
        return "organisation"
    if before in _PLACED and len(words) == 1:
        return "place"
    return "person" if len(words) > 1 else ""


def find_guesses(text: str) -> Iterator[Guess]:
    """Yield what looks like a name in a text.

    Parameters
    ----------
    text : str
        Any text.

    Yields
    ------
    Guess
        In the order of the text; one that stands first in its sentence is not certain.

    Examples
    --------
    >>> [guess.words for guess in find_guesses("Dat zei wethouder J. de Vries in Ommen niet.")]
    ['Dat', 'J. de Vries', 'Ommen']
    """
    for run in _runs(text):
        words = run.words
        before = run.before
        while words and words[0][0].lower().rstrip(".") in (_TITLES | _CALLED):
            before, words = words[0][0].lower().rstrip("."), words[1:]
        while words and words is not run.words and words[0][0] in ("van", "of", "en", "and"):
            words = words[1:]
        if not words:
            continue
        certain = not run.at_start or before in _TITLES or len(words) < len(run.words)
        if not certain and len(words) > 1 and not _INITIALS.fullmatch(words[0][0]):
            first, words = words[0], words[1:]
            yield Guess(*first, "", certain=False)
            certain = True
        while words and words[0][0].lower() in _FUNCTION_WORDS | _PARTICLES and certain:
            if len(words) > 1 and words[0][0].lower() in _PARTICLES:
                break
            words = words[1:]
        if not words or (len(words) == 1 and len(words[0][0].rstrip(".")) < 2):
            continue
        start, end = words[0][1], words[-1][2]
        said = " ".join(text[start:end].split())
        yield Guess(said, start, end, _kind([one[0] for one in words], before), certain)


@dataclass(slots=True)
class _Found:
    kinds: dict[str, int] = field(default_factory=dict)
    count: int = 0
    places: dict[str, None] = field(default_factory=dict)

    def add(self, kind: str, place: Place) -> None:
        self.count += 1
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if len(self.places) < _SHOWN:
            self.places[str(place)] = None

    @property
    def note(self) -> str:
        """How often, and the first places."""
        return f"{self.count}×: " + " ".join(self.places)


def collect_guesses(texts: Iterable[tuple[str, str]]) -> dict[str, tuple[str, int, str]]:
    """Return everything in some texts that looks like a name.

    A word that stands first in a sentence counts when it has a capital elsewhere as well.

    Parameters
    ----------
    texts : iterable of (str, str)
        A name for each text, and the text.

    Returns
    -------
    dict
        The words → kind (empty when unknown), how often, and how often and where in words.
    """
    certain: dict[str, _Found] = {}
    doubtful: list[tuple[str, Place]] = []
    for name, text in texts:
        starts = line_starts(text)
        for guess in find_guesses(text):
            place = Place(name, line_of(starts, guess.start))
            if guess.certain:
                certain.setdefault(guess.words, _Found()).add(guess.kind, place)
            else:
                doubtful.append((guess.words, place))
    known = {word for words in certain for word in words.split()}
    for words, place in doubtful:
        common = words.lower() in _FUNCTION_WORDS | _PARTICLES
        if words in certain or (words in known and not common):
            certain.setdefault(words, _Found()).add("", place)
    found = {}
    for words, one in certain.items():
        if any(words.removesuffix(tail) in certain for tail in _TAILS if words.endswith(tail)):
            continue
        kinds = {kind: count for kind, count in one.kinds.items() if kind}
        kind = max(sorted(kinds), key=lambda name: kinds[name]) if kinds else ""
        found[words] = (kind, one.count, one.note)
    return found


def _grouped(guesses: dict[str, tuple[str, int, str]]) -> dict[str, list[str]]:
    """Return the longest name of each person with the shorter ones that can only be that one."""
    by_last: dict[str, list[str]] = {}
    for words in guesses:
        by_last.setdefault(words.split()[-1], []).append(words)
    groups: dict[str, list[str]] = {}
    for last, forms in by_last.items():
        full = [one for one in forms if one != last]
        persons = [one for one in full if guesses[one][0] == "person"]
        if len(persons) == 1 and len(full) == 1:
            groups[full[0]] = [one for one in forms if one != full[0]]
        else:
            groups |= {one: [] for one in forms}
    return groups


def _without_known(
    guesses: dict[str, tuple[str, int, str]], matcher: Matcher
) -> dict[str, tuple[str, int, str]]:
    """Return guesses in which something stands that is no name known already."""
    left = {}
    for words, guess in guesses.items():
        rest = splice(words, [Edit(hit.start, hit.end, "") for hit in matcher.find(words)])
        if any(word[0].isupper() for word in _WORD.findall(rest)):
            left[words] = guess
    return left


def suggest_names(
    texts: Iterable[tuple[str, str]], known: Iterable[tuple[str, str]] = ()
) -> list[tuple[Name, str]]:
    """Return a first list of names for a person to go over.

    Parameters
    ----------
    texts : iterable of (str, str)
        A name for each text, and the text.
    known : iterable of (str, str)
        What is a name for certain, such as a unit's label, and its kind.

    Returns
    -------
    list of (Name, str)
        Names, each with a note on how often and where it stands; by kind, the frequent first.
    """
    guesses = collect_guesses(texts)
    sure = dict(known)
    matcher = Matcher([Name(words, (), kind) for words, kind in sure.items()])
    rows = []
    for words, variants in _grouped(_without_known(guesses, matcher)).items():
        kind, count, note = guesses[words]
        name = Name(words, tuple(variants), kind or "person")
        rows.append((name.kind, -count, name, note))
    for words, kind in sure.items():
        _, count, note = guesses.get(words, ("", 0, "in labels"))
        rows.append((kind, -count, Name(words, (), kind), note))
    order = ("person", "municipality", "place", "organisation")
    rows.sort(key=lambda row: (order.index(row[0]), row[1], row[2].name))
    return [(name, note) for _, _, name, note in rows]
