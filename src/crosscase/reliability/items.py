"""What each coder found on a unit and a code, and what value they gave it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from crosscase.codebook import NOT_APPLICABLE, Scale
from crosscase.scoring import Score
from crosscase.scoring.shared import SharedReading

__all__ = ["LEFT", "SAID", "SILENT", "Item", "gather_items"]

SILENT, SAID, LEFT = 0.0, 1.0, 2.0
"""What a coder found: nothing, evidence, evidence that the code does not apply."""


@dataclass(frozen=True)
class Item:
    """One unit of comparison: a unit of the study and a code (and event), as each coder has it.

    ``found`` says whether a coder found evidence: 0 silence, 1 evidence, 2 evidence that the code
    does not apply; NaN where no shared text lists the unit. ``values`` are empty without a value.
    Both follow the sorted ids of the coders, so that nothing depends on the order asked for.
    """

    group: str
    code: str
    scale: str
    found: tuple[float, ...]
    values: tuple[str, ...]


def _finding(score: Score) -> float:
    if score.state in ("scored", "contested"):
        return SAID
    if score.state == "not-applicable":
        return LEFT
    # What is mirrored from another code was not found here.
    return SILENT if score.documents else np.nan


def _value(scale: Scale, score: Score) -> str:
    """Return the value of a coder's score; a nominal one that contradicts itself is their set."""
    finding = _finding(score)
    if finding == LEFT:
        return NOT_APPLICABLE if scale.kind == "nominal" else ""
    if finding != SAID:
        return ""
    return score.value or "|".join(score.values)


def _items_of(
    reading: SharedReading, code: str, documents: frozenset[str], group: str
) -> Iterator[tuple[str, Item]]:
    """Yield the units of a code, each with its case."""
    study = reading.study
    scale = study.scale_of(code)
    for unit in study.units:
        mine = [reading.book(coder, documents) for coder in sorted(reading.coders)]
        if not mine[0].applies(unit, code):
            continue
        scores = [book.score(unit, code) for book in mine]
        case = study.case_of(unit)
        if scale.kind != "events":
            found = tuple(_finding(score) for score in scores)
            yield case, Item(group, code, scale.id, found, tuple(_value(scale, s) for s in scores))
            continue
        for event in scale.value_ids:
            dates = [{name: f"{a}/{b}" for name, a, b in score.events} for score in scores]
            values = tuple(one.get(event, "") for one in dates)
            found = tuple(
                SAID if value else SILENT if score.documents else np.nan
                for value, score in zip(values, scores, strict=True)
            )
            yield case, Item(group, code, scale.id, found, values)


def gather_items(reading: SharedReading, by: str = "") -> Iterator[Item]:
    """Yield every unit and code (and event) on which coders can be compared.

    Parameters
    ----------
    reading : SharedReading
        The coders, and what they read in common.
    by : {"", "code", "document", "case"}
        What the group of an item is.

    Yields
    ------
    Item
        In the order of the codes, then of the units.
    """
    for code in reading.codes if reading.coders else ():
        shared = reading.documents[code]
        if not shared:
            continue
        sets = [frozenset((one,)) for one in shared] if by == "document" else [frozenset(shared)]
        for documents in sets:
            group = min(documents) if by == "document" else code if by == "code" else ""
            for case, item in _items_of(reading, code, documents, group):
                yield replace(item, group=case) if by == "case" else item
