"""Leave one out: which scores and verdicts move without a source, a coder or a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crosscase.hypotheses import ALL, ScoreKey
from crosscase.robustness.rows import Row
from crosscase.robustness.wires import Change
from crosscase.robustness.wiring import Wiring
from crosscase.scoring import Overlay, Score, Scorebook, Selection
from crosscase.scoring.selection import AS_IT_STANDS

__all__ = ["LEAVE_OUT", "Removal", "Watch", "leave_out_rows", "removals_of", "without_case"]

LEAVE_OUT = ("leave-out-group", "leave-out-document", "leave-out-coder", "leave-out-case")
"""What is left out, one at a time."""


@dataclass(frozen=True)
class Removal:
    """One thing left out, and the selection that does it; a case has none."""

    kind: str
    id: str
    selection: Selection = AS_IT_STANDS


def removals_of(wiring: Wiring) -> Iterator[Removal]:
    """Yield everything that is left out in turn.

    Parameters
    ----------
    wiring : Wiring
        The wired study.

    Yields
    ------
    Removal
        Source groups that have documents, documents, coders that count, cases.
    """
    study = wiring.study
    for group in sorted({one.source_group for one in study.documents.values()}):
        yield Removal(LEAVE_OUT[0], group, Selection(without_groups=frozenset({group})))
    for document in sorted(study.documents):
        yield Removal(LEAVE_OUT[1], document, Selection(without_documents=frozenset({document})))
    # Those who do not count stay: decisions between them and others then stay in force.
    everyone = frozenset(study.coders)
    for coder in sorted(one.id for one in study.coders.values() if one.counts):
        yield Removal(LEAVE_OUT[2], coder, Selection(coders=everyone - {coder}))
    for case in study.cases:
        yield Removal(LEAVE_OUT[3], case.id)


class Watch:
    """The scores that are watched, and which of them a removal can move.

    All scores of all evidence, and the scores by period that a hypothesis reads.

    Parameters
    ----------
    wiring : Wiring
        The wired study.
    """

    def __init__(self, wiring: Wiring) -> None:
        book, study = wiring.book, wiring.study
        keys: dict[ScoreKey, None] = {
            (unit, code, "", ""): None
            for unit in study.units
            for code in study.codes
            if book.applies(unit, code)
        }
        for part in wiring.parts:
            keys |= {(part.unit, ref.code, ref.period, ""): None for ref in part.refs}
        self.book = book
        self.scores = [self._score(key, book) for key in keys]
        self._at: dict[tuple[str, str], list[int]] = {}
        self._without_value: dict[str, list[int]] = {}
        for number, score in enumerate(self.scores):
            cells = book.reads(score.unit, score.code)
            for cell in cells:
                self._at.setdefault(cell, []).append(number)
            # Coverage shows in no others.
            if score.state in ("silent", "unsearched", "inferred"):
                for unit in {unit for unit, _ in cells}:
                    self._without_value.setdefault(unit, []).append(number)
        self._units = {
            document.id: frozenset(document.units) for document in study.documents.values()
        }

    @staticmethod
    def _score(key: ScoreKey, book: Scorebook) -> Score:
        unit, code, period, toward = key
        return book.score(unit, code, period=period, toward=toward)

    def moved(self, book: Overlay) -> Iterator[tuple[int, Score]]:
        """Yield the scores whose state or value an overlay moves: their number, and after."""
        touched = {number for cell in book.left_out for number in self._at.get(cell, ())}
        if book.selection.coders != self.book.selection.coders:
            units: Iterable[str] = self._without_value
        else:
            units = {unit for gone in book.gone_documents for unit in self._units[gone]}
        for unit in units:
            touched.update(self._without_value.get(unit, ()))
        for number in sorted(touched):
            before = self.scores[number]
            if book.says_the_same(before):
                continue
            after = self._score((before.unit, before.code, before.period, before.toward), book)
            if (before.state, before.value) != (after.state, after.value):
                yield number, after


def _said(score: Score) -> str:
    return f"{score.state}:{score.value}" if score.value else score.state


def _score_row(removal: Removal, before: Score, after: Score | None) -> Row:
    return Row(
        unit=before.unit,
        kind=removal.kind,
        removed=removal.id,
        before=_said(before),
        after=_said(after or before),
        code=before.code,
        period=before.period,
    )


def _verdict_row(wiring: Wiring, removal: Removal, verdict: int, after: str) -> Row:
    key = wiring.keys[verdict]
    return Row(
        unit=key.unit,
        hypothesis=key.hypothesis,
        reading=key.reading,
        kind=removal.kind,
        removed=removal.id,
        before=wiring.verdicts[verdict],
        after=after,
    )


def without_case(wiring: Wiring, case: str) -> dict[int, str]:
    """Return the overall claims as they are without the units of a case.

    Parameters
    ----------
    wiring : Wiring
        The wired study.
    case : str
        The case.

    Returns
    -------
    dict
        The number of each overall claim, and its verdict over the other cases.
    """
    left: dict[int, list[int]] = {
        number: []
        for number, claim in enumerate(wiring.claims)
        if wiring.keys[claim.verdict].unit == ALL
    }
    for slot in wiring.slots_in_case.get(case, ()):
        for number in wiring.claims_of_slot[slot]:
            if number in left:
                left[number].append(slot)
    return {
        wiring.claims[number].verdict: wiring.judge_claim(number, {}, without=slots)
        for number, slots in left.items()
    }


def leave_out_rows(
    wiring: Wiring, watch: Watch | None, *, moves_only: bool = True
) -> Iterator[Row]:
    """Yield what moves when one thing is left out, for each thing in turn.

    Parameters
    ----------
    wiring : Wiring
        The wired study.
    watch : Watch, optional
        The scores to watch; none when left out.
    moves_only : bool
        Whether to pass over what stays as it is.

    Yields
    ------
    Row
        First the scores, then the verdicts.
    """
    for removal in removals_of(wiring):
        if removal.kind == LEAVE_OUT[3]:
            verdicts = without_case(wiring, removal.id)
            for verdict, after in sorted(verdicts.items()):
                if after != wiring.verdicts[verdict] or not moves_only:
                    yield _verdict_row(wiring, removal, verdict, after)
            continue
        book = Overlay(wiring.book, removal.selection)
        if watch is not None:
            moved = dict(watch.moved(book))
            for number in range(len(watch.scores)) if not moves_only else moved:
                yield _score_row(removal, watch.scores[number], moved.get(number))
        moves = wiring.follow(Change(wiring.values_in(book)))
        for verdict in sorted(moves) if moves_only else range(len(wiring.keys)):
            after = moves.get(verdict, wiring.verdicts[verdict])
            yield _verdict_row(wiring, removal, verdict, after)
