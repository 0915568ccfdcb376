"""The cases of a project as units, and which of them a coding is about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from crosscase.interchange.incoming import make_id
from crosscase.interchange.losses import Loss
from crosscase.interchange.refi.records import CaseItem, Project, Selection, SourceItem
from crosscase.study import Study, Unit

__all__ = ["OWN_VARIABLES", "Ranges", "TakenUnits", "case_ranges"]

OWN_VARIABLES = frozenset(
    ("unit", "unit kind", "part of", "kind", "date", "role", "party", "source group", "language")
)
"""Variables that crosscase itself writes; what they say comes back by other ways."""


class TakenUnits:
    """Cases of a project as units, and what they refer to.

    Parameters
    ----------
    project : Project
        The project.
    own : Study or None
        The study that travelled in it.
    fallback : Unit
        What codings of no case are about.

    Attributes
    ----------
    units : dict
        Units by id, each case followed by its parties.
    losses : list of Loss
        Descriptions and variables of cases.
    """

    def __init__(self, project: Project, own: Study | None, fallback: Unit) -> None:
        self.fallback = fallback
        self.losses: list[Loss] = []
        self.units: dict[str, Unit] = dict(own.units) if own else {}
        self._names = {guid: one.name for guid, one in project.variables.items()}
        self._by_guid: dict[str, str] = {}
        self._by_source: dict[str, list[str]] = {}
        self._by_selection: dict[str, list[str]] = {}
        self.codes: dict[str, str] = {}
        named = [case for case in project.cases if case.name.strip()]
        for case in named:
            self._by_guid[case.guid] = self._take(case)
        self._nest(named)
        code_guids = {item.guid for top in project.codes for item in top.walk()}
        for case in named:
            unit = self._by_guid[case.guid]
            for code in (case.guid, *case.codes):
                if code in code_guids:
                    self.codes[code] = unit
            for source in case.sources:
                self._by_source.setdefault(source, []).append(unit)
            for selection in case.selections:
                self._by_selection.setdefault(selection, []).append(unit)

    def values(self, item: CaseItem) -> dict[str, str]:
        """Return what variables say of a case, by their names."""
        return {self._names.get(guid, guid): value for guid, value in item.values if value}

    def _take(self, case: CaseItem) -> str:
        said = self.values(case)
        name = said.get("unit", "")
        if name not in self.units:
            name = make_id(name or case.name, self.units, "case")
            self.units[name] = Unit(name, "case", {"": case.name.strip()})
        if case.description:
            why = "cases of a study have labels only"
            where = "cases"
            self.losses.append(
                Loss("description of a case", case.name, where, why, case.description)
            )
        for variable, value in said.items():
            if variable not in OWN_VARIABLES and not variable.startswith("value: "):
                why = "cases of a study have no variables"
                self.losses.append(Loss("variable of a case", variable, case.name, why, value))
        return name

    def _nest(self, cases: Sequence[CaseItem]) -> None:
        """Make parties of cases that say which case they are part of, as crosscase writes it."""
        for case in cases:
            said, name = self.values(case), self._by_guid[case.guid]
            above = self.units.get(said.get("part of", ""))
            unit = self.units[name]
            if above and above.kind == "case" and above.id != name and unit.kind == "case":
                if name in above.parties or unit.parties or above.case:
                    continue
                self.units[name] = Unit(name, "party", unit.label, above.id)
                self.units[above.id] = Unit(
                    above.id, "case", above.label, parties=(*above.parties, name)
                )
        cases_first = [unit for unit in self.units.values() if unit.kind == "case"]
        self.units = {
            name: self.units[name] for unit in cases_first for name in (unit.id, *unit.parties)
        }

    def of_source(self, source: SourceItem) -> tuple[str, ...]:
        """Return the units that a source is about."""
        found = [u for guid in (source.guid, *source.also) for u in self._by_source.get(guid, ())]
        return tuple(dict.fromkeys(found))

    def of_selection(self, selection: Selection) -> tuple[str, ...]:
        """Return the units that a selection is about by name."""
        return tuple(dict.fromkeys(self._by_selection.get(selection.guid, ())))

    def use_fallback(self) -> str:
        """Return the unit of what is about no case; it is then one of the units."""
        self.units.setdefault(self.fallback.id, self.fallback)
        return self.fallback.id


class Ranges:
    """Stretches of one text that are about a case, as some programs code them."""

    def __init__(self, ranges: Sequence[tuple[int, int, str]]) -> None:
        self._ranges = sorted(ranges)
        self._starts = [start for start, _, _ in self._ranges]
        self._furthest = [*accumulate((end for _, end, _ in self._ranges), max)]

    def around(self, start: int, end: int) -> tuple[str, ...]:
        """Return the units of the stretches that hold a span."""
        return tuple(dict.fromkeys(self._holding(start, end)))

    def _holding(self, start: int, end: int) -> Iterator[str]:
        for index in range(bisect_right(self._starts, start) - 1, -1, -1):
            if self._furthest[index] < end:
                return
            if self._ranges[index][1] >= end:
                yield self._ranges[index][2]


def case_ranges(
    source: SourceItem, spans: Sequence[tuple[int, int] | None], codes: Mapping[str, str]
) -> Ranges:
    """Return the stretches of a text that codes which stand for cases mark."""
    return Ranges(
        [
            (*span, codes[mark.code])
            for selection, span in zip(source.selections, spans, strict=True)
            if span is not None
            for mark in selection.marks
            if mark.code in codes
        ]
    )
