"""The records of the wiring: what is wired, and what a change is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crosscase.specs import Expression, ScoreRef

__all__ = [
    "SCOPE",
    "Change",
    "Claim",
    "Node",
    "Part",
    "ReadingWires",
    "ScoreRead",
    "Slot",
    "VerdictKey",
]

SCOPE = "scope"
"""Stands for the condition among the predictions of a reading."""

ScoreRead = tuple[bool, tuple[str, ...], Mapping[str, str]]
"""What :func:`~crosscase.hypotheses.grounds.read_score` makes of a score."""


@dataclass(frozen=True, slots=True)
class VerdictKey:
    """What names a verdict: hypothesis, reading and unit; ``kind`` is what the unit is."""

    hypothesis: str
    reading: str
    unit: str
    kind: str


@dataclass(frozen=True, slots=True)
class Part:
    """What a prediction takes from one score, or from two that may rest on the same words.

    Parameters
    ----------
    unit : str
        The unit at hand.
    refs : tuple of ScoreRef
        The score; two where it is asked whether they can be told apart.
    accept : bool
        Whether an inferred score counts.
    by_group : bool
        Whether it matters which source group said what; else only what was said does.
    """

    unit: str
    refs: tuple[ScoreRef, ...]
    accept: bool
    by_group: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A prediction, or the condition, of a reading on a unit, and the parts it takes."""

    hypothesis: str
    reading: str
    prediction: str
    unit: str
    question: int
    test: str
    parts: tuple[int, ...]
    pairs: tuple[tuple[Expression, int], ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """The verdict of a reading on a unit, and the nodes it follows from.

    ``rivals`` holds, for each exclusive rival, the nodes of each of its readings but those
    added later.
    """

    verdict: int
    undated: bool
    scope: int | None
    own: tuple[int, ...]
    rivals: tuple[tuple[tuple[int, ...], ...], ...]

    @property
    def nodes(self) -> tuple[int, ...]:
        """All of them."""
        scope = () if self.scope is None else (self.scope,)
        theirs = (node for rival in self.rivals for reading in rival for node in reading)
        return tuple(dict.fromkeys((*scope, *self.own, *theirs)))


@dataclass(frozen=True, slots=True)
class Claim:
    """The verdict of a reading over several units."""

    verdict: int
    slots: tuple[int, ...]
    claim: str
    k: int


@dataclass(frozen=True, slots=True)
class ReadingWires:
    """The slots of a reading, and what they follow from; ``own`` are its own predictions."""

    slots: frozenset[int]
    own: frozenset[int]
    nodes: frozenset[int]
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What is otherwise than in the study as it stands.

    Parameters
    ----------
    parts : mapping
        Parts that have another value, with that value.
    questions : mapping
        Nodes of which something else is asked, with what :meth:`Wiring.pose` gave for it.
    tests : mapping
        Nodes with another test.
    """

    parts: Mapping[int, int] = field(default_factory=dict)
    questions: Mapping[int, int] = field(default_factory=dict)
    tests: Mapping[int, str] = field(default_factory=dict)
