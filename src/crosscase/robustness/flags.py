"""Warnings that change nothing: verdicts on one voice, and tests that go round in a circle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from crosscase.coding import Coding
from crosscase.corpus import passage_at
from crosscase.hypotheses import PredictionOutcome, Verdict
from crosscase.robustness.rows import Row
from crosscase.robustness.wires import Change
from crosscase.robustness.wiring import Wiring
from crosscase.scoring import Overlay, Selection
from crosscase.study import Study

__all__ = ["circular_rows", "formed_from_documents", "voice_rows"]


def _row(verdict: Verdict, kind: str, removed: str, note: str, after: str = "") -> Row:
    return Row(
        unit=verdict.unit,
        hypothesis=verdict.hypothesis,
        reading=verdict.reading,
        kind=kind,
        removed=removed,
        before=verdict.verdict,
        after=after,
        note=note,
    )


def voice_rows(wiring: Wiring, verdicts: Iterable[Verdict]) -> Iterator[Row]:
    """Yield the verdicts that rest on one source group, whole or on one side.

    Parameters
    ----------
    wiring : Wiring
        The wired study.
    verdicts : iterable of Verdict
        Which.

    Yields
    ------
    Row
        ``removed`` names the group; ``note`` is ``verdict`` where nobody else is heard on either
        side or on the condition, and else ``for`` or ``against``.
    """
    for verdict in verdicts:
        sides = {
            "for": sorted({wiring.groups[id] for id in verdict.codings_for}),
            "against": sorted({wiring.groups[id] for id in verdict.codings_against}),
        }
        condition = {wiring.groups[id] for id in verdict.codings_condition}
        everyone = sorted(condition.union(*sides.values()))
        if len(everyone) == 1:
            yield _row(verdict, "single-voice", everyone[0], "verdict")
            continue
        for side, groups in sides.items():
            if len(groups) == 1:
                yield _row(verdict, "single-voice", groups[0], side)


def _behind(outcome: PredictionOutcome) -> tuple[str, ...]:
    return tuple(sorted({*outcome.codings_for, *outcome.codings_against}))


def _same_words(study: Study, a: Coding, b: Coding) -> bool:
    if a.document != b.document:
        return False
    if a.start < b.end and b.start < a.end:
        return True
    passages = [passage_at(study.passages, one.document, one.start) for one in (a, b)]
    return passages[0] != "" and passages[0] == passages[1]


def _circles(
    study: Study, codings: Mapping[str, Coding], verdict: Verdict
) -> dict[tuple[str, str], set[str]]:
    """Return (document, passage) with the codings there that bear on condition and outcome."""
    found: dict[tuple[str, str], set[str]] = {}
    if verdict.scope is None:
        return found
    condition = [codings[id] for id in _behind(verdict.scope)]
    outcome = [codings[id] for one in verdict.predictions for id in _behind(one)]
    for a in condition:
        for b in outcome:
            if _same_words(study, a, b):
                at = (a.document, passage_at(study.passages, a.document, a.start))
                found.setdefault(at, set()).update((a.id, b.id))
    return found


def formed_from_documents(study: Study, named: Sequence[str]) -> tuple[str, ...]:
    """Return the documents that a hypothesis was formed from.

    Parameters
    ----------
    study : Study
        The study.
    named : sequence of str
        Ids of documents, and of sources: these stand for the documents that render them.

    Returns
    -------
    tuple of str
        Ids of documents, sorted.
    """
    rendered = {one.document for one in study.origins if one.source in named}
    return tuple(sorted(rendered | {id for id in named if id in study.documents}))


def _used(verdicts: Iterable[Verdict]) -> dict[tuple[str, str, str], set[str]]:
    """Return for each verdict the codings it tests with; for a claim those of its units."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for verdict in verdicts:
        ids = {*verdict.codings_for, *verdict.codings_against, *verdict.codings_condition}
        for outcome in (*verdict.predictions, *((verdict.scope,) if verdict.scope else ())):
            ids.update(_behind(outcome))
        found[verdict.hypothesis, verdict.reading, verdict.unit] = ids
    return found


def circular_rows(
    wiring: Wiring, verdicts: Sequence[Verdict], wanted: Callable[[int], bool]
) -> Iterator[Row]:
    """Yield where a test goes round in a circle; nothing is put right.

    Parameters
    ----------
    wiring : Wiring
        The wired study.
    verdicts : sequence of Verdict
        Those of the study, in the order of the wiring.
    wanted : callable
        Says of which verdicts, by number.

    Yields
    ------
    Row
        ``circular-passage``: one passage speaks of both the condition and the outcome; ``removed``
        has the codings. ``circular-formed-from``: documents the hypothesis was formed from are
        used to test it; ``removed`` has them, ``after`` is the verdict without them.
    """
    study, used = wiring.study, _used(verdicts)
    for number, verdict in enumerate(verdicts):
        for (document, passage), ids in sorted(_circles(study, wiring.codings, verdict).items()):
            if wanted(number):
                where = f"{document}, passage {passage}" if passage else document
                yield _row(verdict, "circular-passage", ";".join(sorted(ids)), where)
    for hypothesis in study.hypotheses:
        documents = formed_from_documents(study, hypothesis.formed_from)
        if not documents:
            continue
        book = Overlay(wiring.book, Selection(without_documents=frozenset(documents)))
        moved = wiring.follow(Change(wiring.values_in(book)))
        for number, verdict in enumerate(verdicts):
            ids = used[verdict.hypothesis, verdict.reading, verdict.unit]
            tested = sorted({wiring.codings[id].document for id in ids}.intersection(documents))
            if verdict.hypothesis == hypothesis.id and tested and wanted(number):
                after = moved.get(number, verdict.verdict)
                yield _row(verdict, "circular-formed-from", ";".join(tested), "", after)
