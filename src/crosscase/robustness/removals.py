"""What can be left out of a study, and what each score a verdict reads is without it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property

from crosscase.robustness.minimal import Effect, Items
from crosscase.robustness.wires import Part, ScoreRead
from crosscase.robustness.wiring import Wiring
from crosscase.scoring import Overlay, Selection
from crosscase.scoring.evidence import in_period
from crosscase.specs import ScoreRef

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
        Codings whose words are in their place, of coders that count or let stand by a decision.
    """
    return tuple(sorted(wiring.book.counting))


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
    def _reads(self) -> dict[tuple[str, ScoreRef, bool, Hashable], ScoreRead]:
        return {}

    @cached_property
    def _said(self) -> dict[tuple[str, str], tuple[object, ...]]:
        return {}

    def _say(self, id: str, period: str) -> tuple[object, ...]:
        """Return all that a score in a period takes from a coding: who says what, and when.

        Codings of which it takes the same can stand for each other, so that leaving out the one
        or the other need be tried only once.
        """
        key = (id, period)
        if key not in self._said:
            study, one = self.wiring.study, self.wiring.book.counting[id]
            document, scale = study.documents[one.document], study.scale_of(one.code)
            dated = scale.rule in ("events", "latest")
            self._said[key] = (
                (one.unit, one.code, one.toward, one.value),
                (document.source_group, one.coders),
                period and in_period(study, one, period, study.case_of(one.unit)),
                (one.date, document.date) if dated else (),
            )
        return self._said[key]

    @cached_property
    def _by_cell(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for id in counting_codings(self.wiring):
            coding = self.wiring.codings[id]
            found.setdefault((coding.unit, coding.code), []).append(id)
        return found

    @cached_property
    def _heard(self) -> dict[tuple[str, ScoreRef], Items]:
        return {}

    def heard(self, unit: str, ref: ScoreRef) -> Items:
        """Return the codings that a score can rest on.

        One that lies outside the period of the score is not heard, unless by a code that is
        derived: it has no periods.
        """
        key = (unit, ref)
        if key not in self._heard:
            cells, codes = self.wiring.book.reads(unit, ref.code), self.wiring.study.codes
            dated = ref.period and not any(codes[code].derive for _, code in cells)
            self._heard[key] = frozenset(
                id
                for cell in cells
                for id in self._by_cell.get(cell, ())
                if not (dated and self._say(id, ref.period)[2] is False)
            )
        return self._heard[key]

    def _read(self, part: Part, ref: ScoreRef, items: Items) -> ScoreRead:
        """Return what a part makes of one of its scores without some items."""
        what: Hashable = items
        if self.kind == CODINGS:
            what = items = items & self.heard(part.unit, ref)
            # Whether two scores can be told apart depends on the words they rest on as well.
            if len(part.refs) == 1:
                said = Counter(self._say(id, ref.period) for id in items)
                what = frozenset(said.items())
        key = (part.unit, ref, part.accept, what)
        if key not in self._reads:
            book = Overlay(self.wiring.book, self.selection(items))
            self._reads[key] = self.wiring.read(part, ref, book)
        return self._reads[key]

    @cached_property
    def touching(self) -> list[Items]:
        """For each part what it can depend on."""
        wiring = self.wiring
        found: list[set[str]] = []
        for part in wiring.parts:
            heard = frozenset[str]().union(*(self.heard(part.unit, ref) for ref in part.refs))
            found.append({id if self.kind == CODINGS else wiring.groups[id] for id in heard})
        if self.kind == GROUPS:
            everyone = {one.source_group for one in wiring.study.documents.values()}
            for number in wiring.parts_of_coverage:
                found[number] |= everyone
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
            wired = self.wiring.parts[part]
            read = [self._read(wired, ref, items) for ref in wired.refs]
            found = self._values[key] = self.wiring.value_of(wired, read)
        return found

    def effect(self, parts: Iterable[int], items: Items) -> Effect:
        """Return those of some parts that come out otherwise without some items."""
        changed = []
        for part in parts:
            gone = items & self.touching[part]
            if gone and (value := self.value(part, gone)) != self.wiring.values[part]:
                changed.append((part, value))
        return frozenset(changed)
