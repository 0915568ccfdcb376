"""Which codes occur together, gathered for the report; the same in every language."""

from __future__ import annotations

from dataclasses import dataclass

from crosscase.comparison import Ref, ref_of
from crosscase.figures import GROUPS, LEAST, MOST, MOST_CODES
from crosscase.network import Pair, evidence_scores, find_pairs, strongest_pairs, widest_codes
from crosscase.scoring import Scorebook

__all__ = ["Networks", "gather_networks"]

_MOST_ON_UNITS = 15


@dataclass(frozen=True, slots=True)
class Networks:
    """What the report says of networks.

    Parameters
    ----------
    book : Scorebook
        The scores.
    in_passages, on_units : tuple of Pair
        All pairs of codes, within passages and within units.
    refs : frozenset of Ref
        The scores that the drawing of cases and codes shows.
    """

    book: Scorebook
    in_passages: tuple[Pair, ...]
    on_units: tuple[Pair, ...]
    refs: frozenset[Ref]

    @property
    def strongest(self) -> tuple[Pair, ...]:
        """The pairs within passages that are drawn and listed."""
        return strongest_pairs(self.in_passages, least=LEAST, groups=GROUPS, most=MOST)

    @property
    def strongest_on_units(self) -> tuple[Pair, ...]:
        """The pairs on units that are listed."""
        return strongest_pairs(self.on_units, least=LEAST, groups=GROUPS, most=_MOST_ON_UNITS)


def gather_networks(book: Scorebook) -> Networks | None:
    """Gather what the report says of codes that occur together and of the units that have them.

    Parameters
    ----------
    book : Scorebook
        The scores.

    Returns
    -------
    Networks or None
        None where nothing was coded.
    """
    codes = set(widest_codes(book, most=MOST_CODES))
    if not codes:
        return None
    return Networks(
        book,
        find_pairs(book, "passage"),
        find_pairs(book, "unit"),
        frozenset(ref_of(score) for score in evidence_scores(book) if score.code in codes),
    )
