"""Which case or party a sentence is about, and who is speaking in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crosscase.codebook import Code
from crosscase.corpus import Document
from crosscase.study import Unit
from crosscase.suggest.sentences import Span

__all__ = [
    "ALL",
    "DEFAULT",
    "NAMED",
    "WE",
    "Mention",
    "Names",
    "Speaker",
    "Subject",
    "find_subject",
]

NAMED, ALL, WE, DEFAULT = "named", "all", "we", "default"
"""Why a unit is taken: it is named, all are meant, the speaker means the own one, or there is
only one to speak of."""

_NOUNS = {
    "nl": (
        "gemeenten|gemeentes|raden|gemeenteraden|colleges|gemeentebesturen|besturen|partners|"
        "partijen|organisaties|instellingen|deelnemers|provincies|waterschappen|secretarissen|"
        "burgemeesters|kanten|zijden"
    ),
    "en": (
        "municipalities|councils|executives|boards|partners|parties|organisations|organizations|"
        "institutions|participants|provinces|sides|secretaries|mayors"
    ),
}
_NUMBERS = {
    "nl": {"beide": 2, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "alle": 0},
    "en": {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "all": 0},
}
_BARE = {"nl": {"allebei": 2, "beiden": 2, "alle drie": 3, "alle vier": 4}, "en": {}}
_OURS = {"nl": "wij|we|ons|onze|onszelf", "en": "we|us|our|ours|ourselves"}
_JOINS = re.compile(
    r"\s*(?:,|en|and|als|én|&|/|–|-|zowel|alsook)\s*(?:in|van|of|the|de|gemeente)?\s*"
)

_ROLES = {
    "nl": (
        r"\w*secretaris|\w*burgemeester|\w*wethouder|\w*raadsleden|\w*raadslid|\w*griffier|"
        r"\w*directeur|\w*projectleider|\w*manager|\w*ambtenaar|\w*ambtenaren|\w*medewerker|"
        r"\w*voorzitter|\w*adviseur|\w*fractie|\w*college|\w*gemeenteraad|raad|\w*onderzoekers?|"
        r"gemeente|provincie|collega"
    ),
    "en": (
        r"secretary|mayor|alderman|councillors?|clerk|director|project leader|manager|official|"
        r"officials|officer|chair|adviser|executive|council|researchers?|municipality|province"
    ),
}
_SAYS = {
    "nl": (
        "zegt|zei|stelt|stelde|vertelt|vertelde|meent|meende|vindt|vond|verklaart|verklaarde|"
        "merkt|merkte|noemt|noemde|geeft|gaf|benadrukt|schrijft|wijst"
    ),
    "en": "says|said|states|stated|tells|told|thinks|thought|finds|found|notes|noted|explains",
}
_AFTER = {"nl": "aldus|volgens", "en": "according to"}
_ARTICLE = {"nl": "de|het|een", "en": "the|a|an"}
_OF = {"nl": "van|uit|in", "en": "of|from|in"}


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name units, and how."""

    units: tuple[str, ...]
    how: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """Words that say who is speaking, and the party named in them; empty when there is none."""

    start: int
    end: int
    party: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A unit a hit is about; ``unit`` is empty when a person has to say.

    ``how`` is why, ``words`` what in the sentence says so, and ``others`` the units that are named
    as well.
    """

    unit: str
    how: str = ""
    words: str = ""
    others: tuple[str, ...] = ()


def _as_expression(name: str) -> str:
    """Return an expression for a name: any dash for a dash, and a capital where one may begin."""
    text = re.sub(r"\\?\s*(?:\\-|–|—)\\?\s*", r"\\s?[-–—]\\s?", re.escape(" ".join(name.split())))
    text = text.replace(r"\ ", r"\s+")
    first = name[0]
    if first.islower() and len(first.upper()) == 1:
        text = f"[{first}{first.upper()}]{text[1:]}"
    return text


class Names:
    """The names of cases and parties in texts of a language.

    Parameters
    ----------
    units : mapping
        Cases and parties by id; their labels in all languages and their aliases are names.
    language : str
        Two-letter language code; Dutch and English have words for `both` and `we`.
    """

    def __init__(self, units: Mapping[str, Unit], language: str) -> None:
        self.units = units
        self.language = language
        named: dict[str, str] = {}
        for unit in units.values():
            for name in (*unit.label.values(), *unit.aliases):
                if name.strip():
                    named.setdefault(name.strip(), unit.id)
        ordered = sorted(named, key=lambda name: (-len(name), name))
        self._unit_of = [named[name] for name in ordered]
        either = "|".join(f"({_as_expression(name)})" for name in ordered) or "(?!)"
        self._named = re.compile(rf"(?<!\w)(?:{either})(?:['’]?s)?(?!\w)")
        self._all = self._compile_all()
        ours = _OURS.get(language, "(?!)")
        self._ours = re.compile(rf"(?<!\w)(?:{ours})(?!\w)", re.IGNORECASE)
        self._speaker = self._compile_speaker(re.sub(r"(?<!\\)\((?!\?)", "(?:", either))

    def _compile_all(self) -> re.Pattern[str]:
        nouns = _NOUNS.get(self.language, "(?!)")
        numbers = "|".join(_NUMBERS.get(self.language, ())) or "(?!)"
        bare = "|".join(_BARE.get(self.language, ())) or "(?!)"
        counted = rf"(?:(?:de|the)\s+)?(?:(?:alle|all)\s+)?({numbers})\s+(?:\w+\s+)?(?:{nouns})"
        return re.compile(rf"(?<!\w)(?:{counted}|({bare}))(?!\w)", re.IGNORECASE)

    def _compile_speaker(self, names: str) -> re.Pattern[str]:
        if self.language not in _ROLES:
            return re.compile("(?!)")
        article, of = _ARTICLE[self.language], _OF[self.language]
        says, after = _SAYS[self.language], _AFTER[self.language]
        place = rf"(?:{names})(?:\s+(?:en|and)\s+(?:{names}))?"
        person = (
            rf"(?i:{article})\s+(?:[\w’'-]+\s+){{0,2}}?(?i:{_ROLES[self.language]})"
            rf"(?:\s+(?:{of})(?:\s+(?:de|the))?(?:\s+(?:gemeente|municipality))?\s+{place})?"
        )
        who = rf"(?:{person}|{place})"
        return re.compile(
            rf"(?<!\w)(?:(?i:{after})\s+(?P<after>{who})|(?i:{says})\s+(?P<said>{person})"
            rf"|(?P<says>{person})\s+(?i:{says})(?=[\s\w]{{0,30}}(?:[,:]|\b(?i:dat|that)\b)))(?!\w)"
        )

    def speakers_in(self, sentence: str) -> list[Speaker]:
        """Return who is said to speak in a sentence, in its order."""
        found: list[Speaker] = []
        for match in self._speaker.finditer(sentence):
            group = next(name for name in ("after", "said", "says") if match.group(name))
            start, end = match.span(group)
            named = [self._unit(one) for one in self._named.finditer(sentence, start, end)]
            parties = [unit for unit in named if self.units[unit].kind == "party"]
            found.append(Speaker(start, end, parties[0] if len(parties) == 1 else ""))
        return found

    def _unit(self, match: re.Match[str]) -> str:
        assert match.lastindex is not None
        return self._unit_of[match.lastindex - 1]

    def mentions_in(self, sentence: str, document: Document, own: str) -> list[Mention]:
        """Return the mentions of units that a document speaks about.

        Parameters
        ----------
        sentence : str
            The sentence.
        document : Document
            Its document, for the units it lists.
        own : str
            The party of who is speaking; empty when that is not known.

        Returns
        -------
        list of Mention
            In the order of the sentence.
        """
        found = [
            Mention((self._unit(match),), NAMED, *match.span())
            for match in self._named.finditer(sentence)
            if self._unit(match) in document.units
        ]
        for match in self._all.finditer(sentence):
            units = self._together(match, document)
            if units:
                found.append(Mention(units, ALL, *match.span()))
        if own in document.units:
            found += [Mention((own,), WE, *match.span()) for match in self._ours.finditer(sentence)]
        return sorted(found, key=lambda one: (one.start, one.end))

    def _together(self, match: re.Match[str], document: Document) -> tuple[str, ...]:
        """Return the parties that are meant together: of the one case that has so many."""
        counted, bare = match.group(1), match.group(2)
        words, table = (counted, _NUMBERS) if counted else (bare, _BARE)
        number = table[self.language][" ".join(words.lower().split())]
        listed = [self.units[one] for one in document.units if one in self.units]
        cases = {unit.case or unit.id: None for unit in listed}
        fitting = [
            self.units[case].parties
            for case in cases
            if number in (0, len(self.units[case].parties))
        ]
        return fitting[0] if len(fitting) == 1 else ()


def _at_level(unit: str, code: Code, units: Mapping[str, Unit]) -> tuple[str, ...]:
    """Return a unit at the level of a code: a case for its party, its parties for a case."""
    known = units[unit]
    if code.level in ("any", known.kind):
        return (unit,)
    return (known.case,) if code.level == "case" else known.parties


def _in_one_breath(mentions: Sequence[Mention], sentence: str) -> list[Mention]:
    """Return the first mention and those that are joined to it."""
    found = [*mentions[:1]]
    for one, other in pairwise(mentions):
        if not _JOINS.fullmatch(sentence, one.end, other.start):
            break
        found.append(other)
    return found


def find_subject(
    names: Names,
    code: Code,
    document: Document,
    sentence: str,
    clause: Span,
    mentions: Sequence[Mention],
) -> list[Subject]:
    """Return what a hit is about: one subject, or several that are meant together.

    Parameters
    ----------
    names : Names
        The names of units.
    code : Code
        The code, for the level of its units.
    document : Document
        The document.
    sentence : str
        The sentence.
    clause : (int, int)
        The clause of the hit within it.
    mentions : sequence of Mention
        Those in the sentence, speakers left out.

    Returns
    -------
    list of Subject
        The first mentioned in the clause, else in the sentence, with what is joined to it; else
        the only unit the document speaks about; else one with an empty unit.
    """
    near = [one for one in mentions if clause[0] <= one.start and one.end <= clause[1]]
    taken = _in_one_breath(near or mentions, sentence)
    if taken:
        found: dict[str, Subject] = {}
        chosen = {unit for one in taken for unit in one.units}
        others = _known_once(unit for one in mentions for unit in one.units if unit not in chosen)
        for one in taken:
            words = sentence[one.start : one.end]
            levels = (_at_level(named, code, names.units) for named in one.units)
            for unit in _known_once(at for level in levels for at in level):
                if unit in document.units:
                    found.setdefault(unit, Subject(unit, one.how, words, others))
        if found:
            return [*found.values()]
    fitting = [
        unit
        for unit in document.units
        if unit in names.units and code.level in ("any", names.units[unit].kind)
    ]
    return [Subject(fitting[0], DEFAULT)] if len(fitting) == 1 else [Subject("")]


def _known_once(units: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(units))
