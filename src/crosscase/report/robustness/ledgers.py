"""Rivals in words: whether the evidence tells two hypotheses apart, and by which codings."""

from __future__ import annotations

from collections.abc import Iterator

from crosscase.report.robustness.gather import Ledger, LedgerRow, Tell
from crosscase.report.robustness.page import Bit, Fold, Line, Part, Sheet
from crosscase.report.robustness.speaker import Speaker

__all__ = ["describe_ledgers"]


def _tell(speaker: Speaker, ledger: Ledger, tell: Tell) -> str:
    rival = tell.rival
    return speaker.say(
        f"tells_{tell.own.status}",
        unit=speaker.filters["unit"](ledger.unit),
        hypothesis=ledger.hypothesis,
        rival=rival.hypothesis,
        own=speaker.prediction(ledger.hypothesis, ledger.reading, tell.own.prediction),
        other=speaker.prediction(rival.hypothesis, rival.reading, rival.prediction),
    )


def _not_told(ledger: Ledger, rival: str) -> str:
    """Return why the evidence does not tell a hypothesis and a rival apart."""
    own = {row.status for row in ledger.rows if row.relation == "own"}
    theirs = {row.status for row in ledger.rows if row.hypothesis == rival}
    if own.union(theirs).isdisjoint(("met", "contrary")):
        return "tells_nothing"
    fits = "met" in own & theirs and "contrary" not in own | theirs
    return "tells_fits" if fits else "tells_apart"


def _sentences(speaker: Speaker, ledger: Ledger) -> Iterator[str]:
    for rival in ledger.exclusive:
        tells = ledger.tells(rival)
        if tells:
            yield from dict.fromkeys(_tell(speaker, ledger, tell) for tell in tells)
        else:
            yield speaker.say(
                _not_told(ledger, rival),
                unit=speaker.filters["unit"](ledger.unit),
                hypothesis=ledger.hypothesis,
                rival=rival,
            )
    others = (row.hypothesis for row in ledger.rows if row.relation == "compatible")
    for rival in dict.fromkeys(others):
        yield speaker.say("compatible", hypothesis=ledger.hypothesis, rival=rival)


def _weight(
    speaker: Speaker, row: LedgerRow, unit: str, codings: tuple[str, ...], groups: tuple[str, ...]
) -> Line:
    """Say how many codings and voices are on a side; a dash where there are none."""
    if not codings:
        return (Bit("–"),)
    say, n, k = speaker.say, len(codings), len(groups)
    link = f"verdict.{row.hypothesis}.{row.reading}.{unit}"
    said = say("coding_1") if n == 1 else say("coding_n", n=n)
    voices = say("voice_1") if k == 1 else say("voice_n", n=k)
    return Bit(said, link, codings), Bit(f", {voices}")


def _row(speaker: Speaker, ledger: Ledger, row: LedgerRow) -> tuple[tuple[Line, ...], ...]:
    filters = speaker.filters
    made = speaker.reading_of(row.hypothesis, row.reading)
    label = filters["prediction"](row.prediction, made)
    return (
        ((Bit(speaker.name(row.hypothesis, row.reading)),),),
        ((Bit(label),),),
        ((Bit(filters["test"](row.test)),),),
        ((Bit(filters["status"](row.status)),),),
        (_weight(speaker, row, ledger.unit, row.codings_for, row.groups_for),),
        (_weight(speaker, row, ledger.unit, row.codings_against, row.groups_against),),
        ((Bit(", ".join(row.tells) or "–"),),),
    )


def _sheet(speaker: Speaker, ledger: Ledger) -> Sheet:
    unit, verdict = speaker.filters["unit"](ledger.unit), speaker.verdict(ledger.verdict)
    names = ("prediction", "test", "status", "for", "against", "discriminates")
    return Sheet(
        f"{unit}: {ledger.hypothesis} {verdict}",
        tuple(speaker.say(name) for name in ("hypothesis", *names)),
        tuple(_row(speaker, ledger, row) for row in ledger.rows),
        tuple((Bit(said),) for said in _sentences(speaker, ledger)),
    )


def _summary(speaker: Speaker, ledgers: list[Ledger]) -> Iterator[tuple[tuple[Line, ...], ...]]:
    """Yield a row for each exclusive rival: for which units it is told apart, and for which not."""
    first = ledgers[0]
    for rival in first.exclusive:
        units: dict[bool, list[str]] = {True: [], False: []}
        for one in ledgers:
            units[bool(one.tells(rival))].append(speaker.filters["unit"](one.unit))
        name = speaker.name(first.hypothesis, first.reading)
        cells = (name, rival, *(", ".join(some) or "–" for some in units.values()))
        yield tuple(((Bit(text),),) for text in cells)


def describe_ledgers(speaker: Speaker) -> Iterator[Part]:
    """Put the ledgers of rivals in words.

    Parameters
    ----------
    speaker : Speaker
        Says it.

    Yields
    ------
    Part
        One where there are rivals: a summary, and what it rests on unit by unit.
    """
    by_reading: dict[tuple[str, str], list[Ledger]] = {}
    for ledger in speaker.robustness.ledgers:
        by_reading.setdefault((ledger.hypothesis, ledger.reading), []).append(ledger)
    if not by_reading:
        return
    say = speaker.say
    rows: list[tuple[tuple[Line, ...], ...]] = []
    folds = []
    for key, ledgers in by_reading.items():
        rows += _summary(speaker, ledgers)
        rivals = [rival.id for rival in speaker.hypotheses[key[0]].rivals]
        folds.append(
            Fold(
                say("beside", name=speaker.name(*key), rivals=speaker.join(rivals)),
                tuple(_sheet(speaker, ledger) for ledger in ledgers),
            )
        )
    head = tuple(say(key) for key in ("hypothesis", "tells_apart_from", "tells_yes", "tells_no"))
    sheets = (Sheet(say("ledger"), head, tuple(rows)),) if rows else ()
    yield Part(say("ledger"), ((Bit(say("ledger_text")),),), sheets=sheets, folds=tuple(folds))
