"""Counts of suggestions: for a document, a partition, and all of them one after another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crosscase.codebook import Code
from crosscase.corpus import Document
from crosscase.study import Unit
from crosscase.suggestion import Suggestion

__all__ = [
    "MEASURES",
    "NUMBERS",
    "SUMMARY",
    "VALUES",
    "Counts",
    "case_of",
    "summary_rows",
    "value_rows",
]

MEASURES = ("documents", "sentences", "suggestions", "unit_asked", "value_asked")
"""What is counted for each case and code."""

SUMMARY = ("case", "code", "documents_read", *MEASURES)
"""The columns of the summary."""

NUMBERS = ("documents", "failures", "suggestions", "characters", "text_bytes", "without_unit")
"""What is counted over all cases."""

VALUES = ("case", "unit", "code", "value", "documents", "suggestions")
"""The columns of the counts by value."""

_MOST_NAMES = 1000
"""Names of units that are none which are counted one by one; the others are counted together."""


def case_of(unit: str, document: Document, units: Mapping[str, Unit]) -> str:
    """Return the case a suggestion is about.

    Parameters
    ----------
    unit : str
        Its unit; empty when a person has to say.
    document : Document
        Its document.
    units : mapping
        Cases and parties by id.

    Returns
    -------
    str
        That of the unit; else the one case that the document is about; empty when it is about
        none or several.
    """
    of = (unit,) if unit else document.units
    cases = {units[one].case or one for one in of}
    return cases.pop() if len(cases) == 1 else ""


@dataclass
class Counts:
    """What was read and suggested, as sums that can be added to one another."""

    documents: int = 0
    failures: int = 0
    suggestions: int = 0
    characters: int = 0
    text_bytes: int = 0
    without_unit: int = 0
    read: Counter[str] = field(default_factory=Counter)
    """Documents by case; those about no case under the empty id."""
    unknown: Counter[str] = field(default_factory=Counter)
    """Documents by names of units that are none."""
    failed: Counter[str] = field(default_factory=Counter)
    """Failures by rule."""
    codes: dict[tuple[str, ...], list[int]] = field(default_factory=dict)
    """By case and code: :data:`MEASURES`."""
    values: dict[tuple[str, ...], list[int]] = field(default_factory=dict)
    """By case, unit, code and value: documents and suggestions."""

    def add_document(
        self, document: Document, found: Sequence[tuple[Suggestion, str]], units: Mapping[str, Unit]
    ) -> None:
        """Count a document with its suggestions, each with its case."""
        self.documents += 1
        self.characters += len(document.text)
        self.text_bytes += len(document.text.encode("utf-8"))
        self.without_unit += not document.units
        self.read.update({units[one].case or one for one in document.units} or {""})
        self.suggestions += len(found)
        sentences: dict[tuple[str, ...], set[int]] = defaultdict(set)
        seen: set[tuple[str, ...]] = set()
        for one, case in found:
            sentences[case, one.code].add(one.start)
            counted = self.codes.setdefault((case, one.code), [0] * len(MEASURES))
            _add(counted, (0, 0, 1, not one.unit, not one.value))
            key = (case, one.unit, one.code, one.value)
            _add(self.values.setdefault(key, [0, 0]), (key not in seen, 1))
            seen.add(key)
        for pair, starts in sentences.items():
            _add(self.codes[pair], (1, len(starts), 0, 0, 0))

    def add(self, other: Counts) -> None:
        """Add other counts to these."""
        for name in NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.read.update(other.read)
        self.failed.update(other.failed)
        for name, count in other.unknown.items():
            self.add_unknown(name, count)
        for mine, theirs in ((self.codes, other.codes), (self.values, other.values)):
            for key, counted in theirs.items():
                _add(mine.setdefault(key, [0] * len(counted)), counted)

    def add_unknown(self, name: str, count: int) -> None:
        """Count documents by a name of a unit that is none, as far as there is room for names."""
        known = name in self.unknown or len(self.unknown) < _MOST_NAMES
        self.unknown[name if known else ""] += count

    def as_plain(self) -> dict[str, Any]:
        """Return the counts as plain data, in an order of its own."""
        return {
            **{name: getattr(self, name) for name in NUMBERS},
            **{name: dict(sorted(getattr(self, name).items())) for name in _COUNTERS},
            **{
                name: [[*key, *counted] for key, counted in sorted(getattr(self, name).items())]
                for name in _TABLES
            },
        }

    @classmethod
    def from_plain(cls, data: Mapping[str, Any]) -> Counts:
        """Return counts from what :meth:`as_plain` gave."""
        made = cls(**{name: data[name] for name in NUMBERS})
        for name in _COUNTERS:
            getattr(made, name).update(data[name])
        for name, length in _TABLES.items():
            getattr(made, name).update({tuple(r[:length]): r[length:] for r in data[name]})
        return made


_COUNTERS = ("read", "unknown", "failed")
_TABLES = {"codes": 2, "values": 4}


def _add(counted: list[int], more: Sequence[int]) -> None:
    for at, number in enumerate(more):
        counted[at] += number


def summary_rows(
    counts: Counts, codes: Iterable[Code], units: Mapping[str, Unit]
) -> list[tuple[Any, ...]]:
    """Return the summary: a row for every case and code.

    Parameters
    ----------
    counts : Counts
        Those of all partitions.
    codes : iterable of Code
        The codes that have patterns.
    units : mapping
        Cases and parties by id.

    Returns
    -------
    list of tuple
        In the columns of :data:`SUMMARY`. The last rows, with an empty case, are of documents
        about no case and of suggestions that may be about several.
    """
    cases = [unit.id for unit in units.values() if unit.kind == "case"]
    return [
        (case, code.id, counts.read[case], *counts.codes.get((case, code.id), [0] * len(MEASURES)))
        for case in (*cases, "")
        for code in codes
    ]


def value_rows(counts: Counts) -> list[tuple[Any, ...]]:
    """Return the counts by value, in the columns of :data:`VALUES`."""
    return [(*key, *counted) for key, counted in sorted(counts.values.items())]
