"""Minimal flip sets: the smallest sets of sources or codings without which a verdict changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from crosscase.hypotheses.rules import apply_claim, count_verdicts
from crosscase.robustness.minimal import Effect, Items, Parts, Whole, smallest_sets
from crosscase.robustness.removals import CODINGS, GROUPS, Removals
from crosscase.robustness.rows import Row
from crosscase.robustness.wires import Claim, Slot
from crosscase.robustness.wiring import Wiring

__all__ = ["FlipFinder", "flip_rows"]


@dataclass(frozen=True)
class FlipFinder:
    """Finds flip sets of one kind of thing for all verdicts of a wired study.

    Parameters
    ----------
    removals : Removals
        What is left out.
    """

    removals: Removals

    @cached_property
    def _judged(self) -> dict[tuple[int, Effect], str]:
        return {}

    @cached_property
    def _units(self) -> dict[int, Whole]:
        return {}

    @property
    def wiring(self) -> Wiring:
        """The wired study."""
        return self.removals.wiring

    def verdict_of(self, number: int, effect: Effect) -> str:
        """Return the verdict of a slot when some of its parts come out otherwise."""
        key = (number, effect)
        if key not in self._judged:
            wiring, slot = self.wiring, self.wiring.slots[number]
            changed = {part: int(value) for part, value in effect}
            asked = {node for part in changed for node in wiring.nodes_of_part[part]}
            statuses = {
                node: wiring.status_given(node, changed) for node in slot.nodes if node in asked
            }
            self._judged[key] = wiring.judge(slot, statuses)
        return self._judged[key]

    def unit_whole(self, number: int) -> Whole:
        """Return the verdict of a slot as it follows from the parts it reads."""
        if number not in self._units:
            wiring = self.wiring
            parts = wiring.parts_of_slot[number]
            touching, before = self.removals.touching, wiring.verdicts[wiring.slots[number].verdict]
            here, parts_at = frozenset(parts), self.removals.parts_at

            def effect(items: Items) -> Effect:
                read = {part for item in items for part in parts_at.get(item, ())}
                return self.removals.effect(read & here, items)

            self._units[number] = Whole(
                {part: touching[part] for part in parts if touching[part]},
                _remembered(effect),
                before,
                lambda effect: effect,
                lambda effects: self.verdict_of(number, _union(effects)),
            )
        return self._units[number]

    def claim_whole(self, claim: Claim) -> Whole:
        """Return the verdict of a claim as it follows from the verdicts of its units."""
        wiring = self.wiring
        units = {number: self.unit_whole(number) for number in claim.slots}
        items = {n: frozenset(whole.neighbours) for n, whole in units.items()}
        slots_at: dict[str, list[int]] = {}
        for number, members in items.items():
            for item in members:
                slots_at.setdefault(item, []).append(number)
        scores = Parts(
            {part: touched for whole in units.values() for part, touched in whole.members.items()},
            _remembered(
                lambda some: frozenset().union(
                    *(
                        units[n].effect(some & items[n])
                        for n in {slot for item in some for slot in slots_at[item]}
                    )
                )
            ),
        )

        def effect(some: Items) -> Effect:
            changed = []
            for number in {slot for item in some for slot in slots_at[item]}:
                what = units[number].effect(some & items[number])
                slot: Slot = wiring.slots[number]
                if what and (now := self.verdict_of(number, what)) != wiring.verdicts[slot.verdict]:
                    changed.append((number, now))
            return frozenset(changed)

        before = [wiring.verdicts[wiring.slots[number].verdict] for number in claim.slots]
        counted = count_verdicts(before)

        def summary(effect: Effect) -> tuple[tuple[str, str], ...]:
            return tuple(
                sorted((wiring.verdicts[wiring.slots[n].verdict], str(now)) for n, now in effect)
            )

        def outcome(changes: tuple[Hashable, ...]) -> str:
            counts = dict(counted)
            for change in changes:
                for was, now in cast("tuple[tuple[str, str], ...]", change):
                    counts[was] -= 1
                    counts[now] += 1
            return apply_claim(claim.claim, claim.k, counts)

        def worth(some: Items) -> bool:
            # A part of the set that leaves every score as it is cannot matter to any unit.
            return all(scores.effect(one) for one in scores.components(some))

        return Whole(
            {n: some for n, some in items.items() if some},
            effect,
            wiring.verdicts[claim.verdict],
            summary,
            outcome,
            worth,
        )


def _union(effects: tuple[Hashable, ...]) -> Effect:
    return frozenset().union(*cast("tuple[Effect, ...]", effects))


def _remembered(effect: Callable[[Items], Effect]) -> Callable[[Items], Effect]:
    known: dict[Items, Effect] = {}

    def remember(items: Items) -> Effect:
        if items not in known:
            known[items] = effect(items)
        return known[items]

    return remember


def flip_rows(
    wiring: Wiring, kind: str, size: int, wanted: Callable[[int], bool]
) -> Iterator[tuple[int, list[Row]]]:
    """Yield for each wanted verdict its smallest flip sets, or that there are none.

    Parameters
    ----------
    wiring : Wiring
        The study.
    kind : {"groups", "codings"}
        What is left out.
    size : int
        The largest size to try; 0 for none of this kind.
    wanted : callable
        Says of which verdicts, by number.

    Yields
    ------
    (int, list of Row)
        The number of the verdict and its rows.
    """
    assert kind in (GROUPS, CODINGS)
    finder = FlipFinder(Removals(wiring, kind))
    wholes: dict[int, Callable[[], Whole]] = {}
    for number, slot in enumerate(wiring.slots):
        wholes[slot.verdict] = lambda number=number: finder.unit_whole(number)  # type: ignore[misc]
    for claim in wiring.claims:
        wholes[claim.verdict] = lambda claim=claim: finder.claim_whole(claim)  # type: ignore[misc]
    for verdict in sorted(wholes):
        if not wanted(verdict):
            continue
        key, whole = wiring.keys[verdict], wholes[verdict]()
        rows = [
            Row(
                unit=key.unit,
                hypothesis=key.hypothesis,
                reading=key.reading,
                kind=f"flip-{kind}",
                removed=";".join(items),
                before=whole.before,
                after=whole.without(frozenset(items)),
                size=len(items),
                of=size,
            )
            for items in smallest_sets(whole, size)
        ]
        none = Row(
            unit=key.unit,
            hypothesis=key.hypothesis,
            reading=key.reading,
            kind=f"flip-{kind}",
            before=whole.before,
            of=size,
            note=f"none up to size {size}",
        )
        yield verdict, rows or [none]
