"""An account of disagreements: how many, how many settled, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosscase.adjudication.items import Item, find_items
from crosscase.adjudication.words import KINDS
from crosscase.study import Study

__all__ = ["OUTCOMES", "Settlements", "account_settlements", "outcome_of"]

OUTCOMES = ("one", "all", "some", "none", "amended")
"""How a disagreement was settled: the codings of one coder stand, those of all, some of several
coders, none, or a coding that no coder had made."""


@dataclass(frozen=True, slots=True)
class Settlements:
    """The disagreements of a kind, and what became of them.

    Parameters
    ----------
    kind : str
        The kind; empty for all kinds together.
    items, settled, open : int
        How many there are, settled and not.
    kept : mapping
        By coder, in the order compared, in how many only codings of that coder stand.
    all, some, none, amended : int
        In how many the codings of all coders stand, those of some of them, none, or one that
        adjudication added.
    by : tuple of (tuple of str, int)
        Who decided together, and how often; most often first.
    """

    kind: str
    items: int
    settled: int
    open: int
    kept: Mapping[str, int]
    all: int
    some: int
    none: int
    amended: int
    by: tuple[tuple[tuple[str, ...], int], ...]


def outcome_of(item: Item) -> tuple[str, str]:
    """Say how a disagreement was settled.

    Parameters
    ----------
    item : Item
        A disagreement.

    Returns
    -------
    tuple of (str, str)
        One of :data:`OUTCOMES`, and the coder when it is ``one``; both empty while it is open.
    """
    if item.settled is None:
        return "", ""
    standing = {*item.settled.stands}
    if standing - item.settled.settles.keys():
        return "amended", ""
    kept = [coding for coding in item.codings if coding.id in standing]
    coders = {coding.coder for coding in kept}
    if not kept:
        return "none", ""
    if len(coders) == 1:
        return "one", kept[0].coder
    return ("all" if len(kept) == len(item.codings) else "some"), ""


def _account(kind: str, items: Sequence[Item], coders: Iterable[str]) -> Settlements:
    outcomes = Counter(outcome_of(item) for item in items)
    by = Counter(tuple(sorted(item.settled.by)) for item in items if item.settled is not None)
    waiting = outcomes["", ""]
    return Settlements(
        kind=kind,
        items=len(items),
        settled=len(items) - waiting,
        open=waiting,
        kept={coder: outcomes["one", coder] for coder in coders},
        all=outcomes["all", ""],
        some=outcomes["some", ""],
        none=outcomes["none", ""],
        amended=outcomes["amended", ""],
        by=tuple(sorted(by.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def account_settlements(
    study: Study, *, coders: Sequence[str] = (), tolerance: int = 0, snapshot: str = ""
) -> tuple[Settlements, ...]:
    """Count disagreements by kind: how many there are, how many were settled, how and by whom.

    Parameters
    ----------
    study, coders, tolerance, snapshot
        As for :func:`find_items`.

    Returns
    -------
    tuple of Settlements
        One for every kind, in the order of :data:`KINDS`, then one for all together.

    Raises
    ------
    UsageError
        As :func:`find_items`.
    """
    items = find_items(study, coders=coders, tolerance=tolerance, snapshot=snapshot)
    compared = items[0].coders if items else tuple(coders)
    return (
        *(
            _account(kind, [item for item in items if item.kind == kind], compared)
            for kind in KINDS
        ),
        _account("", items, compared),
    )
