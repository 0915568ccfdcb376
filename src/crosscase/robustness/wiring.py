"""What reads what: from the codings a score can rest on to the verdicts that read that score.

A change of the evidence is followed along these wires: only the scores it touches are computed
anew, only the predictions that read a score that came out otherwise are asked again, and only the
verdicts of predictions that then have another status. All else is as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from crosscase.hypotheses import ALL
from crosscase.hypotheses.conditions import (
    SCOPE_STATUS,
    as_condition,
    joint_scope,
    undated_schemes,
)
from crosscase.hypotheses.grounds import (
    Ground,
    Question,
    pose,
    read_score,
    shared_codings,
    status_of,
)
from crosscase.hypotheses.rules import apply_claim, apply_rules, count_verdicts
from crosscase.robustness.wires import (
    SCOPE,
    Change,
    Claim,
    Node,
    Part,
    ReadingWires,
    ScoreRead,
    Slot,
    VerdictKey,
)
from crosscase.scoring import Overlay, Scorebook
from crosscase.specs import TESTS, Expression, Hypothesis, Reading, ScoreRef
from crosscase.study import Study

__all__ = ["Wiring"]


class Wiring:
    """The verdicts of a study as they follow from its scores, ready for changes.

    Parameters
    ----------
    study : Study
        The study.
    hypotheses : iterable of str
        Only these hypotheses (and what they read of their rivals); all when empty.
    """

    def __init__(self, study: Study, hypotheses: Iterable[str] = ()) -> None:
        self.study = study
        self.book = Scorebook(study)
        self.codings = self.book.codings
        self.groups = {
            id: study.documents[one.document].source_group
            for id, one in self.codings.items()
            if one.document in study.documents
        }
        self.parts: list[Part] = []
        self.nodes: list[Node] = []
        self.slots: list[Slot] = []
        self.claims: list[Claim] = []
        self.keys: list[VerdictKey] = []
        self._part_at: dict[Part, int] = {}
        self._node_at: dict[tuple[str, str, str, str], int] = {}
        self._interned: dict[Ground | bool, int] = {}
        self._values: list[Ground | bool] = []
        self._questions: dict[Question, int] = {}
        self._asked: list[Question] = []
        self._statuses: dict[tuple[int, tuple[int, ...]], str] = {}
        self._by_id = {hypothesis.id: hypothesis for hypothesis in study.hypotheses}
        wanted = set(hypotheses) or set(self._by_id)
        for hypothesis in study.hypotheses:
            if hypothesis.id in wanted:
                for reading in hypothesis.readings:
                    self._wire(hypothesis, reading)
        self.values = [self.value(part, self.book) for part in range(len(self.parts))]
        self.statuses = [self._ask(n, node.question, {}) for n, node in enumerate(self.nodes)]
        self.verdicts = [""] * len(self.keys)
        for slot in self.slots:
            self.verdicts[slot.verdict] = self.judge(slot, {})
        self.counts = [
            count_verdicts(self.verdicts[self.slots[slot].verdict] for slot in claim.slots)
            for claim in self.claims
        ]
        for number, claim in enumerate(self.claims):
            self.verdicts[claim.verdict] = self.judge_claim(number, {})

    # Laying the wires

    def _wire(self, hypothesis: Hypothesis, reading: Reading) -> None:
        everywhere: list[int] = []
        for case in self.study.cases:
            units = [case.id] if hypothesis.level == "case" else case.parties
            here = [self._wire_unit(hypothesis, reading, unit) for unit in units]
            if hypothesis.level == "party":
                self._claim(hypothesis, reading, case.id, "case", here)
            everywhere += here
        self._claim(hypothesis, reading, ALL, "all", everywhere)

    def _key(self, hypothesis: Hypothesis, reading: Reading, unit: str, kind: str) -> int:
        self.keys.append(VerdictKey(hypothesis.id, reading.id, unit, kind))
        return len(self.keys) - 1

    def _claim(
        self, hypothesis: Hypothesis, reading: Reading, unit: str, kind: str, slots: list[int]
    ) -> None:
        verdict = self._key(hypothesis, reading, unit, kind)
        self.claims.append(Claim(verdict, tuple(slots), hypothesis.claim, hypothesis.k))

    def _wire_unit(self, hypothesis: Hypothesis, reading: Reading, unit: str) -> int:
        rivals = [
            self._by_id[rival.id] for rival in hypothesis.rivals if rival.relation == "exclusive"
        ]
        scope = joint_scope(hypothesis, reading)
        slot = Slot(
            self._key(hypothesis, reading, unit, hypothesis.level),
            bool(undated_schemes(self.study, hypothesis, reading, unit)),
            None if scope is None else self._scope_node(hypothesis, reading, unit, scope),
            self._nodes_of(hypothesis, reading, unit),
            tuple(
                tuple(self._nodes_of(rival, r, unit) for r in rival.readings if not r.added)
                for rival in rivals
            ),
        )
        self.slots.append(slot)
        return len(self.slots) - 1

    def _nodes_of(self, hypothesis: Hypothesis, reading: Reading, unit: str) -> tuple[int, ...]:
        period = hypothesis.period_of(reading)
        return tuple(
            self._node((hypothesis.id, reading.id, one.id, unit), pose(one, period), one.test)
            for one in reading.predictions
        )

    def _scope_node(
        self, hypothesis: Hypothesis, reading: Reading, unit: str, scope: Expression
    ) -> int:
        question = pose(as_condition(scope), hypothesis.period_of(reading))
        return self._node((hypothesis.id, reading.id, SCOPE, unit), question, "hoop")

    def _node(self, key: tuple[str, str, str, str], question: Question, test: str) -> int:
        if key not in self._node_at:
            unit, accept, by_group = key[3], question.accept_inferred, question.min_groups > 1
            parts = tuple(self._part(Part(unit, (r,), accept, by_group)) for r in question.refs)
            pairs = tuple(
                (atom, self._part(Part(unit, (left, right), accept)))
                for atom, left, right in question.pairs
            )
            self._node_at[key] = len(self.nodes)
            self.nodes.append(Node(*key, self.pose(question), test, parts, pairs))
        return self._node_at[key]

    def pose(self, question: Question) -> int:
        """Return the number that stands for a question, the same for the same question."""
        if question not in self._questions:
            self._questions[question] = len(self._asked)
            self._asked.append(question)
        return self._questions[question]

    def _part(self, part: Part) -> int:
        if part not in self._part_at:
            self._part_at[part] = len(self.parts)
            self.parts.append(part)
        return self._part_at[part]

    # Following them

    @cached_property
    def nodes_of_part(self) -> list[list[int]]:
        """The nodes that take a part."""
        found: list[list[int]] = [[] for _ in self.parts]
        for number, node in enumerate(self.nodes):
            for part in (*node.parts, *(pair for _, pair in node.pairs)):
                found[part].append(number)
        return found

    @cached_property
    def slots_of_node(self) -> list[list[int]]:
        """The slots that follow from a node."""
        found: list[list[int]] = [[] for _ in self.nodes]
        for number, slot in enumerate(self.slots):
            for node in slot.nodes:
                found[node].append(number)
        return found

    @cached_property
    def claims_of_slot(self) -> list[list[int]]:
        """The claims that count a slot."""
        found: list[list[int]] = [[] for _ in self.slots]
        for number, claim in enumerate(self.claims):
            for slot in claim.slots:
                found[slot].append(number)
        return found

    @cached_property
    def parts_of_slot(self) -> list[tuple[int, ...]]:
        """The parts a slot reads through its nodes."""
        return [
            tuple(
                sorted(
                    {
                        part
                        for node in slot.nodes
                        for part in (
                            *self.nodes[node].parts,
                            *(pair for _, pair in self.nodes[node].pairs),
                        )
                    }
                )
            )
            for slot in self.slots
        ]

    @cached_property
    def reads(self) -> list[frozenset[tuple[str, str]]]:
        """The units and codes of the codings a part can rest on."""
        return [
            frozenset().union(*(self.book.reads(part.unit, ref.code) for ref in part.refs))
            for part in self.parts
        ]

    @cached_property
    def parts_at(self) -> Mapping[tuple[str, str], tuple[int, ...]]:
        """The parts that codings of a unit and code can touch."""
        found: dict[tuple[str, str], list[int]] = {}
        for part, cells in enumerate(self.reads):
            for cell in cells:
                found.setdefault(cell, []).append(part)
        return {cell: tuple(parts) for cell, parts in found.items()}

    @cached_property
    def parts_of_coverage(self) -> tuple[int, ...]:
        """The parts that depend on coverage.

        Silent or not searched, a score may take any value; it differs only where silence is
        filled by a mirror and that is accepted.
        """
        return tuple(
            number
            for number, part in enumerate(self.parts)
            if part.accept and any(self.study.codes[ref.code].mirror for ref in part.refs)
        )

    def value(self, number: int, book: Scorebook) -> int:
        """Return the value of a part in a scorebook, as a number that stands for it."""
        part = self.parts[number]
        return self.value_of(part, [self.read(part, ref, book) for ref in part.refs])

    def read(self, part: Part, ref: ScoreRef, book: Scorebook) -> ScoreRead:
        """Return what a part makes of one of its scores in a scorebook."""
        return read_score(
            self.study,
            book,
            self.codings,
            book.score(part.unit, ref.code, period=ref.period),
            accept_inferred=part.accept,
        )

    def value_of(self, part: Part, read: Sequence[ScoreRead]) -> int:
        """Return the value of a part from what it makes of its scores."""
        made: Ground | bool
        if len(read) == 2:
            made = bool(shared_codings(*([self.codings[id] for id in by] for _, _, by in read)))
        else:
            ((settled, domain, by),) = read
            made = Ground(
                settled,
                domain,
                frozenset((self.groups[id] if part.by_group else "", v) for id, v in by.items()),
            )
        if made not in self._interned:
            self._interned[made] = len(self._values)
            self._values.append(made)
        return self._interned[made]

    def _ask(self, number: int, question: int, changed: Mapping[int, int]) -> str:
        node = self.nodes[number]
        given = tuple(
            changed.get(part, self.values[part])
            for part in (*node.parts, *(pair for _, pair in node.pairs))
        )
        key = (question, given)
        found = self._statuses.get(key)
        if found is None:
            values = [self._values[one] for one in given]
            size, asked = len(node.parts), self._asked[question]
            grounds = {
                ref: value
                for ref, value in zip(asked.refs, values[:size], strict=True)
                if isinstance(value, Ground)
            }
            undivided = {
                atom for (atom, _), value in zip(node.pairs, values[size:], strict=True) if value
            }
            found = status_of(asked, grounds, self.study.scale_of, undivided=undivided)
            self._statuses[key] = found
        return found

    def status(self, node: int, change: Change) -> str:
        """Return what becomes of a prediction under a change."""
        question = change.questions.get(node, self.nodes[node].question)
        return self._ask(node, question, change.parts)

    def status_given(self, node: int, parts: Mapping[int, int]) -> str:
        """Return what becomes of a prediction when some parts have another value."""
        return self._ask(node, self.nodes[node].question, parts)

    def judge(
        self, slot: Slot, statuses: Mapping[int, str], tests: Mapping[int, str] | None = None
    ) -> str:
        """Return the verdict of a slot, where some nodes have another status or test."""
        changed = tests or {}

        def status(node: int) -> str:
            return statuses.get(node) or self.statuses[node]

        def test(node: int) -> str:
            return changed.get(node) or self.nodes[node].test

        scope = ""
        if slot.undated:
            scope = "undated"
        elif slot.scope is not None:
            scope = SCOPE_STATUS[status(slot.scope)]
        excluded = bool(slot.rivals) and all(
            bool(rival)
            and all(
                any(status(node) == "contrary" and TESTS[test(node)][0] for node in reading)
                for reading in rival
            )
            for rival in slot.rivals
        )
        judged = [(test(node), status(node)) for node in slot.own]
        return apply_rules(judged, rivals_excluded=excluded, scope=scope)[0]

    def judge_claim(
        self, number: int, verdicts: Mapping[int, str], without: Iterable[int] = ()
    ) -> str:
        """Return the verdict of a claim, where slots of it have another verdict or are left out."""
        claim, counts = self.claims[number], dict(self.counts[number])
        for slot, now in verdicts.items():
            counts[self.verdicts[self.slots[slot].verdict]] -= 1
            counts[now] += 1
        for slot in without:
            counts[self.verdicts[self.slots[slot].verdict]] -= 1
        return apply_claim(claim.claim, claim.k, counts)

    def follow(self, change: Change, only: ReadingWires | None = None) -> dict[int, str]:
        """Return the verdicts that a change moves, by their number, with what they become.

        With ``only`` no other than those of a reading.
        """
        asked = set(change.questions)
        for part, value in change.parts.items():
            if value != self.values[part]:
                asked.update(self.nodes_of_part[part])
        if only is not None:
            asked &= only.nodes
        statuses = {node: self.status(node, change) for node in sorted(asked)}
        statuses = {node: now for node, now in statuses.items() if now != self.statuses[node]}
        touched = {n for node in (*statuses, *change.tests) for n in self.slots_of_node[node]}
        if only is not None:
            touched &= only.slots
        moved: dict[int, str] = {}
        of_claims: dict[int, dict[int, str]] = {}
        for number in sorted(touched):
            slot = self.slots[number]
            now = self.judge(slot, statuses, change.tests)
            if now != self.verdicts[slot.verdict]:
                moved[slot.verdict] = now
                for claim in self.claims_of_slot[number]:
                    of_claims.setdefault(claim, {})[number] = now
        for claim, verdicts in sorted(of_claims.items()):
            now = self.judge_claim(claim, verdicts)
            if now != self.verdicts[self.claims[claim].verdict]:
                moved[self.claims[claim].verdict] = now
        return moved

    @cached_property
    def slots_in_case(self) -> Mapping[str, list[int]]:
        """The slots of the units of a case."""
        found: dict[str, list[int]] = {}
        for number, slot in enumerate(self.slots):
            case = self.study.case_of(self.keys[slot.verdict].unit)
            found.setdefault(case, []).append(number)
        return found

    @cached_property
    def of_reading(self) -> Mapping[tuple[str, str], ReadingWires]:
        """The wires of a hypothesis and a reading."""
        found: dict[tuple[str, str], list[int]] = {
            (key.hypothesis, key.reading): [] for key in self.keys
        }
        for number, slot in enumerate(self.slots):
            key = self.keys[slot.verdict]
            found[key.hypothesis, key.reading].append(number)
        return {
            reading: ReadingWires(
                frozenset(slots),
                frozenset(node for number in slots for node in self.slots[number].own),
                frozenset(node for number in slots for node in self.slots[number].nodes),
                tuple(sorted({part for number in slots for part in self.parts_of_slot[number]})),
            )
            for reading, slots in found.items()
        }

    def values_in(self, book: Overlay) -> dict[int, int]:
        """Return the parts that have another value in an overlay, with that value."""
        touched = {part for cell in book.left_out for part in self.parts_at.get(cell, ())}
        if not book.same_coverage:
            touched.update(self.parts_of_coverage)
        found = {part: self.value(part, book) for part in sorted(touched)}
        return {part: value for part, value in found.items() if value != self.values[part]}
