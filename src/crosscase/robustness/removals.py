"""What can be left out of a study, and what each score a verdict reads is without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from crosscase.robustness.minimal import Effect, Items
from crosscase.robustness.wiring import Wiring
from crosscase.scoring import Overlay, Selection

__all__ = ["CODINGS", "GROUPS", "Removals", "counting_codings"]

GROUPS, CODINGS = "groups", "codings"


def counting_codings(wiring: Wiring) -> tuple[str, ...]:
    """Return the ids of the codings that count, sorted.

    Parameters
    ----------
    wiring : Wiring
        The wired study.

    Returns
    -------
    tuple of str
        Codings of coders that count, whose words are in their place.
    """
    study = wiring.study
    return tuple(
        sorted(
            id
            for id, coding in wiring.codings.items()
            if id in wiring.groups
            and id not in study.unplaced
            and study.coders[coding.coder].counts
        )
    )


@dataclass(frozen=True)
class Removals:
    """Source groups, or codings, that are left out of a wired study.

    Parameters
    ----------
    wiring : Wiring
        The study.
    kind : {"groups", "codings"}
        What is left out.
    """

    wiring: Wiring
    kind: str

    @cached_property
    def _values(self) -> dict[tuple[int, Items], int]:
        return {}

    @cached_property
    def touching(self) -> list[Items]:
        """For each part what it can depend on."""
        wiring = self.wiring
        found: list[set[str]] = [set() for _ in wiring.parts]
        for id in counting_codings(wiring):
            coding = wiring.codings[id]
            item = id if self.kind == CODINGS else wiring.groups[id]
            for part in wiring.parts_at.get((coding.unit, coding.code), ()):
                found[part].add(item)
        if self.kind == GROUPS:
            everyone = {one.source_group for one in wiring.study.documents.values()}
            for part in wiring.parts_of_coverage:
                found[part] |= everyone
        return [frozenset(items) for items in found]

    @cached_property
    def parts_at(self) -> dict[str, frozenset[int]]:
        """For each thing that can be left out the parts that can depend on it."""
        found: dict[str, set[int]] = {}
        for part, items in enumerate(self.touching):
            for item in items:
                found.setdefault(item, set()).add(part)
        return {item: frozenset(parts) for item, parts in found.items()}

    def selection(self, items: Iterable[str]) -> Selection:
        """Return the selection that leaves some of them out."""
        if self.kind == GROUPS:
            return Selection(without_groups=frozenset(items))
        return Selection(without_codings=frozenset(items))

    def value(self, part: int, items: Items) -> int:
        """Return the value of a part without some of what it can depend on."""
        key = (part, items)
        found = self._values.get(key)
        if found is None:
            book = Overlay(self.wiring.book, self.selection(items))
            found = self._values[key] = self.wiring.value(part, book)
        return found

    def effect(self, parts: Iterable[int], items: Items) -> Effect:
        """Return those of some parts that come out otherwise without some items."""
        changed = []
        for part in parts:
            gone = items & self.touching[part]
            if gone and (value := self.value(part, gone)) != self.wiring.values[part]:
                changed.append((part, value))
        return frozenset(changed)
