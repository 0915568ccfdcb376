"""Items: the disagreements of coders, one by one."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from crosscase.adjudication.matching import details_of, match_codings
from crosscase.coding import ADJUDICATED, Coding, Decision
from crosscase.decisions import decision_on, effective_decisions
from crosscase.errors import UsageError
from crosscase.scoring.shared import SharedReading, share_reading
from crosscase.study import Study

__all__ = ["Item", "choose_items", "find_items", "identify_item"]


@dataclass(frozen=True, slots=True)
class Item:
    """One disagreement.

    Parameters
    ----------
    id : str
        Made of the coders compared and of what their codings claim: when one is revised, or
        another joins them, the item is another.
    kind : str
        What differs first: ``code``, ``unit`` (or toward), ``value``, ``one-sided``, ``detail``
        or ``boundary``.
    document : str
        Document id.
    start, end : int
        From the first character that one of them coded to the last, half-open.
    quote : str
        The words there.
    codings : tuple of Coding
        Those at odds, by coder.
    coders : tuple of str
        The coders compared.
    settled : Decision or None
        The decision that settles it; None while it is open.
    added : tuple of Coding
        Codings that the decision lets stand and adjudication added.
    """

    id: str
    kind: str
    document: str
    start: int
    end: int
    quote: str
    codings: tuple[Coding, ...]
    coders: tuple[str, ...]
    settled: Decision | None = None
    added: tuple[Coding, ...] = ()

    @property
    def silent(self) -> tuple[str, ...]:
        """The coders without a coding that answers those of the others."""
        coded = {coding.coder for coding in self.codings}
        return tuple(coder for coder in self.coders if coder not in coded)


def _differ(values: Iterable[object]) -> bool:
    return len({*values}) > 1


def _kind(codings: Sequence[Coding], coders: Collection[str], tolerance: int) -> str:
    """Return what differs first; empty when nothing does."""
    if _differ(c.code for c in codings):
        return "code"
    if _differ((c.unit, c.toward) for c in codings):
        return "unit"
    if _differ(c.value for c in codings):
        return "value"
    if {c.coder for c in codings} < {*coders}:
        return "one-sided"
    if _differ(details_of(c) for c in codings):
        return "detail"
    starts, ends = [c.start for c in codings], [c.end for c in codings]
    apart = max(max(starts) - min(starts), max(ends) - min(ends))
    return "boundary" if apart > tolerance else ""


def identify_item(coders: Iterable[str], claims: Iterable[str]) -> str:
    """Return the id of an item, which is another when anything about it changes.

    Parameters
    ----------
    coders : iterable of str
        The coders compared.
    claims : iterable of str
        The last claims of its codings, as ids of events.

    Returns
    -------
    str
        The same in whatever order.

    Examples
    --------
    >>> identify_item(["c1", "c2"], ["e2", "e1"]) == identify_item(["c2", "c1"], ["e1", "e2"])
    True
    """
    said = " ".join([*sorted(coders), *sorted(claims)])
    return "d-" + hashlib.sha256(said.encode()).hexdigest()[:10]


def _compared(reading: SharedReading) -> dict[str, list[Coding]]:
    """Return by document the codings of text that all coders read for the code."""
    study = reading.study
    shared = {(one, code) for code, documents in reading.documents.items() for one in documents}
    found: dict[str, list[Coding]] = {document: [] for document in study.documents}
    for coding in reading.state.codings:
        if (
            coding.coder in reading.coders
            and coding.id not in study.unplaced
            and (coding.document, coding.code) in shared
        ):
            found[coding.document].append(coding)
    return found


def _settlement(codings: Sequence[Coding], settled: dict[str, Decision]) -> Decision | None:
    """Return the one decision on what all these codings claim, if there is one."""
    decision = settled.get(codings[0].id)
    if decision is None:
        return None
    on_all = all(decision.settles.get(coding.id) == coding.last_claim for coding in codings)
    return decision if on_all else None


def find_items(
    study: Study, *, coders: Sequence[str] = (), tolerance: int = 0, snapshot: str = ""
) -> tuple[Item, ...]:
    """Find the disagreements of coders in the text that all of them read.

    Parameters
    ----------
    study : Study
        The study.
    coders : sequence of str
        The coders compared, whether or not their codings count; all who cover anything when left
        out.
    tolerance : int
        Bounds that lie no more code points apart are the same.
    snapshot : str
        Id of a snapshot: the codings and coverage as they were then; empty for now. What was
        decided on them since settles them all the same.

    Returns
    -------
    tuple of Item
        Settled or open, in the order of the documents, then by place.

    Raises
    ------
    UsageError
        When a coder or the snapshot does not exist, or fewer than two coders are compared.
    """
    reading = share_reading(study, coders=coders, snapshot=snapshot)
    if len(reading.coders) < 2:
        raise UsageError(
            f"coders: found {', '.join(reading.coders) or 'none'}; allowed: two or more who cover "
            "documents; name them, or let a second coder code and cover"
        )
    settled = decision_on(effective_decisions(study.coding_state, study.unplaced))
    known = study.codings
    items: list[Item] = []
    for document, codings in _compared(reading).items():
        text = study.documents[document].text
        for group in match_codings(codings):
            kind = _kind(group, reading.coders, tolerance)
            if not kind:
                continue
            start, end = min(c.start for c in group), max(c.end for c in group)
            decision = _settlement(group, settled)
            stands = decision.stands if decision else ()
            items.append(
                Item(
                    identify_item(reading.coders, (one.last_claim for one in group)),
                    kind,
                    document,
                    start,
                    end,
                    text[start:end],
                    group,
                    reading.coders,
                    decision,
                    tuple(known[id] for id in stands if known[id].coder == ADJUDICATED),
                )
            )
    return tuple(items)


def choose_items(
    study: Study,
    items: Iterable[Item],
    *,
    kinds: Collection[str] = (),
    document: str = "",
    case: str = "",
    code: str = "",
    codebook: str = "",
) -> tuple[Item, ...]:
    """Keep the items asked for; an item speaks of whatever one of its codings does.

    Parameters
    ----------
    study : Study
        The study.
    items : iterable of Item
        From :func:`find_items`.
    kinds : collection of str
        Kinds of disagreement; all when empty.
    document, case, code, codebook : str
        Ids; empty for all.

    Returns
    -------
    tuple of Item
        In the order given.

    Raises
    ------
    UsageError
        When something asked for does not exist.
    """
    books = {book.id: {one.id for one in book.codes} for book in study.codebooks}
    cases = [unit.id for unit in study.cases]
    for what, asked, known in (
        ("document", document, study.documents),
        ("case", case, cases),
        ("code", code, study.codes),
        ("codebook", codebook, books),
    ):
        if asked and asked not in known:
            raise UsageError(
                f"{what}: found {asked}; allowed: {', '.join(known)}; choose one of these"
            )
    return tuple(
        item
        for item in items
        if (not kinds or item.kind in kinds)
        and document in ("", item.document)
        and (not case or any(study.case_of(c.unit) == case for c in item.codings))
        and (not code or any(c.code == code for c in item.codings))
        and (not codebook or any(c.code in books[codebook] for c in item.codings))
    )
