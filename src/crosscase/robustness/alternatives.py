"""Alternatives: in how many of the ways it could have been done does a verdict stand."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from crosscase.robustness.rows import Row
from crosscase.robustness.steps import Step, asked_together, steps_of
from crosscase.robustness.wires import Change
from crosscase.robustness.wiring import Wiring
from crosscase.scoring import Overlay, Selection
from crosscase.specs import TESTS

__all__ = ["Alternatives", "Stability", "alternative_rows", "measure_stability", "stability_rows"]

Taken = tuple[Step, ...]
"""The steps of one alternative."""

Chosen = tuple[tuple[tuple[str, str], ...], ...]
"""The rules of scales and the liftings of codes that are otherwise."""


@dataclass(frozen=True, slots=True)
class Stability:
    """In how many alternatives, single and joint, a verdict stands; ``pairs`` is all there are."""

    verdict: int
    singles: int
    single_stands: int
    joint: int
    joint_stands: int
    pairs: int


class Alternatives:
    """The alternatives to what was declared, and the verdicts under each.

    Parameters
    ----------
    wiring : Wiring
        The wired study.
    """

    def __init__(self, wiring: Wiring) -> None:
        self.wiring = wiring
        self._books: dict[Chosen, Overlay] = {}
        self._values: dict[tuple[int, Chosen], int] = {}
        self._moved: dict[tuple[tuple[str, str], Chosen], dict[int, int]] = {}
        self._steps: dict[tuple[str, str], list[Step]] = {}

    @cached_property
    def steps(self) -> list[Step]:
        """All steps but those to another reading."""
        return list(steps_of(self.wiring))

    @cached_property
    def _reads(self) -> list[tuple[frozenset[str], frozenset[str]]]:
        """For each part the scales it reads, and the codes whose lifting it reads."""
        study, found = self.wiring.study, []
        for part, cells in zip(self.wiring.parts, self.wiring.reads, strict=True):
            codes = frozenset(code for _, code in cells)
            lifted = codes if study.units[part.unit].kind == "case" else frozenset[str]()
            found.append((frozenset(study.codes[code].scale for code in codes), lifted))
        return found

    def of_reading(self, hypothesis: str, reading: str) -> list[Step]:
        """Return the steps that change something a reading reads, its rivals' predictions too."""
        key = (hypothesis, reading)
        if key not in self._steps:
            wiring = self.wiring
            wires = wiring.of_reading[key]
            scales = {scale for part in wires.parts for scale in self._reads[part][0]}
            lifted = {code for part in wires.parts for code in self._reads[part][1]}
            self._steps[key] = [
                step
                for step in self.steps
                if not scales.isdisjoint(step.rules)
                or not lifted.isdisjoint(step.liftings)
                or not wires.nodes.isdisjoint(step.questions)
                or any(
                    # Of a rival's prediction it is read whether it is certain, and no more.
                    node in wires.own
                    or (node in wires.nodes and TESTS[test][0] != TESTS[wiring.nodes[node].test][0])
                    for node, test in step.tests.items()
                )
            ]
        return self._steps[key]

    def readings(self, hypothesis: str, reading: str) -> list[Step]:
        """Return the steps to the other readings of a hypothesis."""
        (made,) = (one for one in self.wiring.study.hypotheses if one.id == hypothesis)
        return [
            Step("reading", "reading", f"{reading}→{other.id}", reading=other.id)
            for other in made.readings
            if other.id != reading
        ]

    def _value(self, part: int, all_chosen: Chosen) -> int:
        chosen = tuple(
            tuple((k, v) for k, v in some if k in read)
            for some, read in zip(all_chosen, self._reads[part], strict=True)
        )
        if not any(chosen):
            return self.wiring.values[part]
        key = (part, chosen)
        if key not in self._values:
            if chosen not in self._books:
                selection = Selection(rules=dict(chosen[0]), liftings=dict(chosen[1]))
                self._books[chosen] = Overlay(self.wiring.book, selection)
            self._values[key] = self.wiring.value(part, self._books[chosen])
        return self._values[key]

    def _parts_moved(self, reading: tuple[str, str], taken: Taken) -> dict[int, int]:
        """Return the parts a reading reads that have another value, with that value."""
        rules = {k: v for step in taken for k, v in step.rules.items()}
        liftings = {k: v for step in taken for k, v in step.liftings.items()}
        chosen = (tuple(sorted(rules.items())), tuple(sorted(liftings.items())))
        key = (reading, chosen)
        if key not in self._moved:
            values = ((p, self._value(p, chosen)) for p in self.wiring.of_reading[reading].parts)
            self._moved[key] = {p: v for p, v in values if v != self.wiring.values[p]}
        return self._moved[key]

    @cached_property
    def _before(self) -> dict[tuple[str, str], dict[str, str]]:
        verdicts = self.wiring.verdicts
        return {
            (hypothesis, reading): {unit: verdicts[number] for unit, number in numbers.items()}
            for hypothesis, reading, numbers in _readings_of(self.wiring)
        }

    def verdicts(self, hypothesis: str, reading: str, taken: Taken) -> dict[str, str]:
        """Return the verdicts of a reading under an alternative, by unit.

        Parameters
        ----------
        hypothesis, reading : str
            Which reading.
        taken : tuple of Step
            The steps taken together; one to another reading gives the verdicts of that one.

        Returns
        -------
        dict
            Unit → verdict.
        """
        wiring = self.wiring
        asked = (hypothesis, next((step.reading for step in taken if step.reading), reading))
        wires = wiring.of_reading[asked]
        moved = wiring.follow(
            Change(
                self._parts_moved(asked, taken),
                {n: q for n, q in asked_together(wiring, taken).items() if n in wires.nodes},
                {n: t for step in taken for n, t in step.tests.items() if n in wires.nodes},
            ),
            wires,
        )
        return self._before[asked] | {wiring.keys[number].unit: v for number, v in moved.items()}

    def singles(self, hypothesis: str, reading: str) -> list[Taken]:
        """Return every single alternative to a reading."""
        steps = [*self.of_reading(hypothesis, reading), *self.readings(hypothesis, reading)]
        return [(step,) for step in steps]

    def pairs(self, hypothesis: str, reading: str) -> list[Taken]:
        """Return every two steps that can be taken together."""
        own = self.of_reading(hypothesis, reading)
        found: list[Taken] = [
            (one, other) for one, other in combinations(own, 2) if one.about != other.about
        ]
        for there in self.readings(hypothesis, reading):
            found += [(there, step) for step in self.of_reading(hypothesis, there.reading)]
        return found

    def joint(self, hypothesis: str, reading: str, *, seed: int, draws: int) -> list[Taken]:
        """Return all pairs of steps, or where there are more than ``draws`` a sample of them."""
        pairs = self.pairs(hypothesis, reading)
        if len(pairs) <= draws:
            return pairs
        # What is drawn must not hang on the order in which things are declared.
        pairs.sort(key=lambda taken: sorted(step.name for step in taken))
        chance = random.Random(f"{seed}/{hypothesis}/{reading}")
        return [pairs[at] for at in sorted(chance.sample(range(len(pairs)), draws))]


def _readings_of(wiring: Wiring) -> Iterator[tuple[str, str, dict[str, int]]]:
    found: dict[tuple[str, str], dict[str, int]] = {}
    for number, key in enumerate(wiring.keys):
        found.setdefault((key.hypothesis, key.reading), {})[key.unit] = number
    for (hypothesis, reading), verdicts in found.items():
        yield hypothesis, reading, verdicts


def alternative_rows(
    alternatives: Alternatives, wanted: Callable[[int], bool], *, moves_only: bool = True
) -> Iterator[Row]:
    """Yield the single alternatives and what becomes of each verdict.

    Parameters
    ----------
    alternatives : Alternatives
        Of the wired study.
    wanted : callable
        Says of which verdicts, by number.
    moves_only : bool
        Whether to pass over those in which the verdict stands.

    Yields
    ------
    Row
        By reading, alternative and unit.
    """
    for hypothesis, reading, verdicts in _readings_of(alternatives.wiring):
        if not any(wanted(number) for number in verdicts.values()):
            continue
        for taken in alternatives.singles(hypothesis, reading):
            after = alternatives.verdicts(hypothesis, reading, taken)
            for unit, number in verdicts.items():
                before = alternatives.wiring.verdicts[number]
                if wanted(number) and (after[unit] != before or not moves_only):
                    yield Row(
                        unit=unit,
                        hypothesis=hypothesis,
                        reading=reading,
                        kind=f"alternative-{taken[0].kind}",
                        removed=taken[0].name,
                        before=before,
                        after=after[unit],
                    )


def measure_stability(
    alternatives: Alternatives, wanted: Callable[[int], bool], *, seed: int, draws: int
) -> Iterator[Stability]:
    """Yield for each wanted verdict in how many alternatives it stands.

    Parameters
    ----------
    alternatives : Alternatives
        Of the wired study.
    wanted : callable
        Says of which verdicts, by number.
    seed, draws : int
        As for :func:`stability_rows`.

    Yields
    ------
    Stability
        By reading and unit.
    """

    def count(reading: tuple[str, str], all_taken: Sequence[Taken]) -> dict[str, int]:
        stands: dict[str, int] = dict.fromkeys(verdicts, 0)
        for taken in all_taken:
            after = alternatives.verdicts(*reading, taken)
            for unit, number in verdicts.items():
                stands[unit] += after[unit] == alternatives.wiring.verdicts[number]
        return stands

    for hypothesis, reading, verdicts in _readings_of(alternatives.wiring):
        if not any(wanted(number) for number in verdicts.values()):
            continue
        singles = alternatives.singles(hypothesis, reading)
        joint = alternatives.joint(hypothesis, reading, seed=seed, draws=draws)
        alone, together = (count((hypothesis, reading), some) for some in (singles, joint))
        pairs = len(alternatives.pairs(hypothesis, reading))
        for unit, number in verdicts.items():
            if wanted(number):
                yield Stability(
                    number, len(singles), alone[unit], len(joint), together[unit], pairs
                )


def stability_rows(
    alternatives: Alternatives, wanted: Callable[[int], bool], *, seed: int, draws: int
) -> Iterator[Row]:
    """Yield two rows for each wanted verdict: single alternatives, and two at a time.

    Parameters
    ----------
    alternatives : Alternatives
        Of the wired study.
    wanted : callable
        Says of which verdicts, by number.
    seed, draws : int
        Where there are more than ``draws`` pairs, so many are drawn, the same for the same seed.

    Yields
    ------
    Row
        With ``stands`` and ``of``.
    """
    for one in measure_stability(alternatives, wanted, seed=seed, draws=draws):
        key = alternatives.wiring.keys[one.verdict]
        sampled = "" if one.joint == one.pairs else f"{one.joint} drawn of {one.pairs}, seed {seed}"
        for kind, stands, of, note in (
            ("stability-single", one.single_stands, one.singles, ""),
            ("stability-joint", one.joint_stands, one.joint, sampled),
        ):
            yield Row(
                unit=key.unit,
                hypothesis=key.hypothesis,
                reading=key.reading,
                kind=kind,
                before=alternatives.wiring.verdicts[one.verdict],
                stands=stands,
                of=of,
                note=note,
            )
