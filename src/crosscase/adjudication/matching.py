"""Matching: which coding of one coder answers which of another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

from crosscase.coding import Coding

__all__ = ["DETAILS", "details_of", "match_codings", "match_pairs"]

DETAILS = ("period", "date", "actor", "decision")
"""What codings that make the same claim may still differ in; a memo is no claim."""


def details_of(coding: Coding) -> tuple[object, ...]:
    """Return the details of a claim, periods in any order.

    Parameters
    ----------
    coding : Coding
        A coding.

    Returns
    -------
    tuple
        Equal for codings whose details agree.
    """
    return (frozenset(coding.periods), coding.date, coding.actor, coding.decision)


def _overlap(a: Coding, b: Coding) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _about(coding: Coding) -> tuple[str, ...]:
    return coding.code, coding.unit, coding.toward


def _same_claim(a: Coding, b: Coding) -> bool:
    return _about(a) == _about(b) and a.value == b.value


def _same_direction(a: Coding, b: Coding) -> bool:
    return _about(a) == _about(b)


def _same_unit(a: Coding, b: Coding) -> bool:
    return (a.code, a.unit) == (b.code, b.unit)


def _same_code(a: Coding, b: Coding) -> bool:
    return a.code == b.code


def _other_code(a: Coding, b: Coding) -> bool:
    shorter = min(a.end - a.start, b.end - b.start)
    return a.code != b.code and a.unit == b.unit and 2 * _overlap(a, b) >= shorter


_STAGES: tuple[Callable[[Coding, Coding], bool], ...] = (
    _same_claim,
    _same_direction,
    _same_unit,
    _same_code,
    _other_code,
)


def _likeness(a: Coding, b: Coding) -> tuple[object, ...]:
    """Return what to sort pairs by: most overlap first, then least beyond it, then likeness."""
    beyond = abs(a.start - b.start) + abs(a.end - b.end)
    return -_overlap(a, b), beyond, details_of(a) != details_of(b), sorted((a.id, b.id))


def _overlapping(mine: Iterable[Coding], others: Iterable[Coding]) -> list[tuple[Coding, Coding]]:
    """Return all pairs that share words, without looking at those far apart."""
    ordered = sorted(others, key=lambda coding: coding.start)
    starts = [coding.start for coding in ordered]
    longest = max((coding.end - coding.start for coding in ordered), default=0)
    return [
        (a, b)
        for a in mine
        for b in ordered[bisect_left(starts, a.start - longest) : bisect_left(starts, a.end)]
        if _overlap(a, b) > 0
    ]


def match_pairs(mine: Iterable[Coding], others: Iterable[Coding]) -> list[tuple[Coding, Coding]]:
    """Pair the codings of two coders that speak of the same words of a document.

    In stages: first those that make the same claim (code, unit, toward and value); of what is left
    those with another value; another toward; another unit; and last those that give another code
    to the same unit, where they overlap by at least half of the shorter. Within a stage the pairs
    that overlap most go first. A coding is paired once at most.

    Parameters
    ----------
    mine, others : iterable of Coding
        The codings of each, all of one document.

    Returns
    -------
    list of (Coding, Coding)
        The pairs, stage by stage.
    """
    candidates = _overlapping(mine, others)
    pairs: list[tuple[Coding, Coding]] = []
    for fits in _STAGES:
        fitting = [pair for pair in candidates if fits(*pair)]
        paired: set[str] = set()
        for a, b in sorted(fitting, key=lambda pair: _likeness(*pair)):
            if paired.isdisjoint((a.id, b.id)):
                paired |= {a.id, b.id}
                pairs.append((a, b))
        candidates = [pair for pair in candidates if paired.isdisjoint(one.id for one in pair)]
    return pairs


def match_codings(codings: Sequence[Coding]) -> list[tuple[Coding, ...]]:
    """Gather the codings of one document that answer one another.

    Each two coders are matched by :func:`match_pairs`, and the pairs of several coders joined.

    Parameters
    ----------
    codings : sequence of Coding
        Of any coders, in any order, all of one document.

    Returns
    -------
    list of tuple of Coding
        Every coding is in one group; a coding that none answers is alone. Sorted by place, each
        group by coder.
    """
    by_coder: dict[str, list[Coding]] = {}
    for coding in codings:
        by_coder.setdefault(coding.coder, []).append(coding)
    group_of = {coding.id: [coding] for coding in codings}
    for one, other in combinations(sorted(by_coder), 2):
        for a, b in match_pairs(by_coder[one], by_coder[other]):
            mine, theirs = group_of[a.id], group_of[b.id]
            if mine is not theirs:
                mine += theirs
                group_of |= {coding.id: mine for coding in theirs}
    groups = {id(group): group for group in group_of.values()}
    made = [
        tuple(sorted(group, key=lambda c: (c.coder, c.start, c.end, c.id)))
        for group in groups.values()
    ]
    return sorted(made, key=lambda g: (min(c.start for c in g), max(c.end for c in g), g[0].id))
