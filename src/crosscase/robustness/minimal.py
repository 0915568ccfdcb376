"""The smallest sets of things without which something comes out otherwise, found exactly."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

__all__ = ["Effect", "Items", "Parts", "Whole", "smallest_sets"]

Effect = frozenset[tuple[int, int | str]]
"""The parts that come out otherwise, with what they become; empty when all stay as they are."""

Items = frozenset[str]
"""Things that can be left out."""


@dataclass(frozen=True)
class Parts:
    """Parts that each follow from items.

    Parameters
    ----------
    members : mapping
        For each part the items it can depend on.
    effect : callable
        Gives for a set of items what leaving these out does to the parts.
    """

    members: Mapping[int, Items]
    effect: Callable[[Items], Effect]

    @cached_property
    def neighbours(self) -> dict[str, Items]:
        """For each item the others that some part depends on as well."""
        found: dict[str, set[str]] = {}
        for items in self.members.values():
            for item in items:
                found.setdefault(item, set()).update(items)
        return {item: frozenset(others - {item}) for item, others in sorted(found.items())}

    def connected(self, size: int) -> Iterable[Items]:
        """Return the sets of a size in which every item hangs together with the others."""
        sets = {frozenset({item}) for item in self.neighbours}
        for _ in range(size - 1):
            sets = {
                one | {other}
                for one in sets
                for item in one
                for other in self.neighbours[item] - one
            }
        return sets

    def apart(self, sets: Iterable[Items]) -> bool:
        """Say whether no item of one set hangs together with one of another."""
        return all(
            not one & other and not any(self.neighbours[item] & other for item in one)
            for one, other in combinations(sets, 2)
        )

    def components(self, items: Items) -> Iterator[Items]:
        """Yield the connected sets that a set falls apart in."""
        left = set(items)
        while left:
            found, waiting = set(), [min(left)]
            while waiting:
                item = waiting.pop()
                if item in left:
                    left.remove(item)
                    found.add(item)
                    waiting += self.neighbours.get(item, frozenset()) & left
            yield frozenset(found)


@dataclass(frozen=True)
class Whole(Parts):
    """Something that follows from parts.

    Parameters
    ----------
    before : str
        What it is when nothing is left out.
    summary : callable
        Gives all of an effect that the whole takes from it. Effects on different parts add up:
        the whole takes their summaries together.
    outcome : callable
        Gives what the whole becomes under summaries together.
    worth : callable
        Says of a connected set whether it can matter at all; see :func:`smallest_sets`.
    """

    before: str
    summary: Callable[[Effect], Hashable]
    outcome: Callable[[tuple[Hashable, ...]], str]
    worth: Callable[[Items], bool] = bool

    def without(self, items: Items) -> str:
        """Return what the whole becomes without some items."""
        return self.outcome((self.summary(self.effect(items)),))


def _partitions(total: int, largest: int) -> Iterator[tuple[int, ...]]:
    if total == 0:
        yield ()
    for first in range(min(total, largest), 0, -1):
        for rest in _partitions(total - first, first):
            yield (first, *rest)


Classes = Mapping[int, Mapping[Hashable, list[Items]]]
"""Connected sets that change a part, by size, and by the summary of what they change."""


def _choices(sizes: tuple[int, ...], classes: Classes) -> Iterator[tuple[Hashable, ...]]:
    """Yield every way to choose a summary for each size; for equal sizes in one order only."""
    lists = {size: list(classes[size]) for size in set(sizes)}

    def choose(at: int, start: int) -> Iterator[tuple[Hashable, ...]]:
        if at == len(sizes):
            yield ()
            return
        for number in range(start, len(lists[sizes[at]])):
            follow = number if at + 1 < len(sizes) and sizes[at + 1] == sizes[at] else 0
            for rest in choose(at + 1, follow):
                yield (lists[sizes[at]][number], *rest)

    return choose(0, 0)


def _sets_of(whole: Whole, sizes: tuple[int, ...], classes: Classes) -> Iterator[Items]:
    for chosen in _choices(sizes, classes):
        if whole.outcome(chosen) != whole.before:
            members = (classes[size][one] for size, one in zip(sizes, chosen, strict=True))
            for sets in product(*members):
                # What hangs together is a connected set itself, with an effect of its own.
                if whole.apart(sets):
                    yield frozenset().union(*sets)


def smallest_sets(whole: Whole, size: int) -> list[tuple[str, ...]]:
    """Find all sets of the smallest size without which the whole comes out otherwise.

    The enumeration is complete. What it leaves out cannot matter: let a set fall apart in
    components such that no part depends on items of two of them. A component that leaves every
    part as it is can be dropped from the set without any effect, so a set that has one is not
    smallest. It suffices to try the sets whose components each change a part, and components
    that do the same to the whole need trying only once.

    Parameters
    ----------
    whole : Whole
        What it is about.
    size : int
        The largest size to try.

    Returns
    -------
    list of tuple of str
        The sets, each sorted, in order; none when no set up to that size does it.

    Examples
    --------
    >>> def effect(items):
    ...     return frozenset({(0, "gone")}) if {"a", "b"} <= items else frozenset()
    >>> def outcome(effects):
    ...     return "rejected" if any(effects) else "supported"
    >>> whole = Whole({0: frozenset("abc")}, effect, "supported", lambda one: one, outcome)
    >>> smallest_sets(whole, 1), smallest_sets(whole, 2)
    ([], [('a', 'b')])
    """
    classes: dict[int, dict[Hashable, list[Items]]] = {}
    for total in range(1, size + 1):
        classes[total] = {}
        for one in whole.connected(total):
            effect = whole.effect(one) if whole.worth(one) else frozenset()
            if effect:
                classes[total].setdefault(whole.summary(effect), []).append(one)
        found = {
            items
            for sizes in _partitions(total, total)
            for items in _sets_of(whole, sizes, classes)
        }
        if found:
            return sorted(tuple(sorted(items)) for items in found)
    return []
