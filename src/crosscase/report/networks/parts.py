"""The section on networks in words: the strongest pairs with what they rest on, two drawings."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from crosscase.codebook import in_language
from crosscase.figures import GROUPS, LEAST, draw_having, draw_together
from crosscase.network import Pair
from crosscase.report.model import Report
from crosscase.report.networks.gather import Networks
from crosscase.report.networks.words import WORDS
from crosscase.report.phrases import Phrases

__all__ = [
    "PairRow",
    "PairSheet",
    "Section",
    "describe_networks",
    "draw_having_codes",
    "draw_pairs",
]


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair of codes: its id in the page, its number with the codings behind it, what follows."""

    id: str
    label: str
    both: str
    codings: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairSheet:
    """A table of pairs."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[PairRow, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """What the section shows, in its order.

    Parameters
    ----------
    lines : tuple of str
        What occurring together means, and how it is measured.
    heading, in_passages, opens
        The pairs within passages; no table where none is strong enough, which ``opens`` then says.
    on_units, on_units_text
        Those on units; no table where there are none.
    having, having_text : str
        Of the drawing of cases and codes.
    """

    lines: tuple[str, ...]
    heading: str
    opens: str
    in_passages: PairSheet | None
    on_units: PairSheet | None
    on_units_text: str
    having: str
    having_text: str


def _id(pair: Pair) -> str:
    return f"pair.{pair.first}.{pair.second}"


def _read(pairs: Iterable[Pair]) -> int:
    return max((pair.read for pair in pairs), default=0)


class _Speaker:
    """Says the pairs of one report in its language."""

    def __init__(self, report: Report, networks: Networks) -> None:
        self.study, self.language, self.networks = report.study, report.language, networks
        self.words = Phrases(WORDS, report.language)
        self.say = self.words.say
        self.units = {(one.first, one.second): one for one in networks.on_units}

    def label(self, pair: Pair) -> str:
        return " – ".join(
            in_language(self.study.codes[code].label, self.language)
            for code in (pair.first, pair.second)
        )

    def number(self, number: float) -> str:
        if math.isnan(number):
            return self.say("undefined")
        return self.words.decimal(number, 1)

    def measures(self, pair: Pair) -> tuple[str, ...]:
        numbers = pair.expected, pair.association, pair.shrunken
        return *(self.number(one) for one in numbers), str(len(pair.groups))

    def beside(self, pair: Pair) -> str:
        """Say how often the pair of a row is together on units."""
        unit = self.units.get((pair.first, pair.second))
        if unit is None or not unit.read:
            return self.say("undefined")
        expected = self.number(unit.expected)
        return self.say("of_units", both=str(unit.both), expected=expected)

    def in_passages(self) -> PairSheet | None:
        rows = tuple(
            PairRow(
                _id(pair),
                self.label(pair),
                str(pair.both),
                pair.codings,
                (*self.measures(pair), self.beside(pair)),
            )
            for pair in self.networks.strongest
        )
        measures = ("expected", "association", "shrunken", "groups", "also_units")
        head = tuple(self.say(key) for key in ("pair", "passages", *measures))
        return PairSheet(self.say("in_passages"), head, rows) if rows else None

    def on_units(self) -> PairSheet | None:
        rows = tuple(
            PairRow("", self.label(pair), str(pair.both), pair.codings, self.measures(pair))
            for pair in self.networks.strongest_on_units
        )
        measures = ("expected", "association", "shrunken", "groups")
        head = tuple(self.say(key) for key in ("pair", "units", *measures))
        return PairSheet(self.say("on_units"), head, rows) if rows else None


def describe_networks(report: Report) -> Section | None:
    """Put the networks of a report in words.

    Parameters
    ----------
    report : Report
        Any report.

    Returns
    -------
    Section or None
        None where nothing was coded.
    """
    networks = report.networks
    if networks is None:
        return None
    speaker = _Speaker(report, networks)
    say, listed = speaker.say, speaker.in_passages()
    read = speaker.words.count(_read(networks.in_passages))
    return Section(
        (say("what"), say("measure", read=read)),
        say("together"),
        say("opens") if listed else say("none", least=LEAST, groups=GROUPS),
        listed,
        speaker.on_units(),
        say("on_units_text", read=_read(networks.on_units)),
        say("having"),
        say("having_text"),
    )


def draw_pairs(report: Report) -> str:
    """Draw which codes occur together in a report.

    Parameters
    ----------
    report : Report
        Any report.

    Returns
    -------
    str
        SVG; empty where there is nothing to draw.
    """
    networks = report.networks
    if networks is None:
        return ""
    links = {(pair.first, pair.second): _id(pair) for pair in networks.strongest}
    return draw_together(
        report.study,
        networks.in_passages,
        within="passage",
        language=report.language,
        links=links,
    )


def draw_having_codes(report: Report) -> str:
    """Draw which unit has which codes in a report.

    Parameters
    ----------
    report : Report
        Any report.

    Returns
    -------
    str
        SVG; empty where nothing was coded.
    """
    networks = report.networks
    if networks is None:
        return ""
    return draw_having(networks.book, language=report.language, linked=networks.refs)
