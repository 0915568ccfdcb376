"""Decisions on disagreements: which have effect, and whom a coding counts for under them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from crosscase.coding import ADJUDICATED, Coding, CodingState, Decision

__all__ = [
    "apply_decisions",
    "changes_since",
    "clashes",
    "decision_on",
    "decisions_between",
    "effective_decisions",
]


def changes_since(
    decision: Decision, codings: Mapping[str, Coding], unplaced: Collection[str]
) -> dict[str, str]:
    """Return what became of the codings of a decision since it was taken.

    Parameters
    ----------
    decision : Decision
        The decision.
    codings : mapping
        The live codings by id.
    unplaced : collection of str
        Ids of codings whose words cannot be placed.

    Returns
    -------
    dict
        Coding id → ``withdrawn``, ``unplaced`` or ``revised``; empty when the decision is as good
        as it was. A coding that only moved with its text is the same.
    """
    changed: dict[str, str] = {}
    for id in sorted({*decision.settles, *decision.stands}):
        coding = codings.get(id)
        if coding is None:
            changed[id] = "withdrawn"
        elif id in unplaced:
            changed[id] = "unplaced"
        elif decision.settles.get(id, id) != coding.last_claim:
            changed[id] = "revised"
    return changed


def _standing(state: CodingState, unplaced: Collection[str]) -> list[Decision]:
    codings = {coding.id: coding for coding in state.codings}
    return [one for one in state.decisions if not changes_since(one, codings, unplaced)]


def _by_coding(decisions: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    found: dict[str, tuple[Decision, ...]] = {}
    for decision in decisions:
        for id in decision.settles:
            found[id] = (*found.get(id, ()), decision)
    return found


def clashes(state: CodingState, unplaced: Collection[str]) -> dict[str, tuple[Decision, ...]]:
    """Return the codings that several decisions settle.

    Parameters
    ----------
    state : CodingState
        Codings and decisions.
    unplaced : collection of str
        Ids of codings whose words cannot be placed.

    Returns
    -------
    dict
        Coding id → the two or more decisions, by id; decisions that changes have overtaken do not
        clash.
    """
    found = _by_coding(_standing(state, unplaced))
    return {id: decisions for id, decisions in sorted(found.items()) if len(decisions) > 1}


def effective_decisions(state: CodingState, unplaced: Collection[str]) -> tuple[Decision, ...]:
    """Return the decisions that have effect: not overtaken by changes, and at odds with no other.

    Parameters
    ----------
    state : CodingState
        Codings and decisions.
    unplaced : collection of str
        Ids of codings whose words cannot be placed.

    Returns
    -------
    tuple of Decision
        By id.
    """
    odd = {one.id for several in clashes(state, unplaced).values() for one in several}
    return tuple(one for one in _standing(state, unplaced) if one.id not in odd)


def decision_on(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Return by coding the decision that settles it or lets it stand.

    Parameters
    ----------
    decisions : iterable of Decision
        Decisions that have effect.

    Returns
    -------
    dict
        Coding id → decision.
    """
    return {id: one for one in decisions for id in (*one.settles, *one.stands)}


def decisions_between(
    decisions: Iterable[Decision], coders: frozenset[str] | None
) -> list[Decision]:
    """Return the decisions that are in force where only some coders are heard.

    Parameters
    ----------
    decisions : iterable of Decision
        Decisions that have effect.
    coders : frozenset of str or None
        Those coders; None for all.

    Returns
    -------
    list of Decision
        Those between no others.
    """
    return [one for one in decisions if coders is None or coders.issuperset(one.between)]


def apply_decisions(
    codings: Iterable[Coding], decisions: Iterable[Decision], counting: Collection[str]
) -> list[Coding]:
    """Return the codings that count, each with the coders it counts for.

    A coding that a decision settles and does not let stand is left out. One that stands counts
    for every counting coder between whom it was decided, whoever wrote it. Any other counts for
    its coder, when that coder counts; codings added by adjudication only count where they stand.

    Parameters
    ----------
    codings : iterable of Coding
        The codings.
    decisions : iterable of Decision
        Those in force.
    counting : collection of str
        The coders that count.

    Returns
    -------
    list of Coding
        In the order given.
    """
    settled: set[str] = set()
    stands_for: dict[str, set[str]] = {}
    for decision in decisions:
        settled |= decision.settles.keys()
        for id in decision.stands:
            stands_for.setdefault(id, set()).update(decision.between)
    kept: list[Coding] = []
    for coding in codings:
        if coding.id in settled or coding.coder == ADJUDICATED:
            heard = stands_for.get(coding.id, set())
        else:
            heard = {coding.coder}
        coders = tuple(sorted(coder for coder in heard if coder in counting))
        if coders:
            kept.append(replace(coding, coders=coders))
    return kept
