"""Confusion: which value one coder gave where another gave which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from pandas import DataFrame

from crosscase.codebook import NOT_APPLICABLE
from crosscase.reliability.items import LEFT, SILENT, Item, gather_items
from crosscase.scoring.shared import SharedReading, share_reading
from crosscase.study import Study

__all__ = ["CONFUSION_COLUMNS", "SILENCE", "Matrix", "confusion", "count_confusion"]

SILENCE = "(silent)"
"""Stands for no evidence found; no value can be named so."""

CONFUSION_COLUMNS = ("scale", "first", "second", "first_value", "second_value", "n")
"""The columns of :func:`confusion`."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The values of two coders on the same units and codes.

    Parameters
    ----------
    scale : str
        Scale id.
    first, second : str
        The coders.
    values : tuple of str
        What either could say: the values of the scale from low to high, others that occur, that
        the code does not apply where one said so, and :data:`SILENCE`.
    counts : tuple of tuple of int
        A row for each value of the first coder, a column for each of the second.
    """

    scale: str
    first: str
    second: str
    values: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


def _said(item: Item, place: int) -> str:
    if item.found[place] == SILENT:
        return SILENCE
    return NOT_APPLICABLE if item.found[place] == LEFT else item.values[place]


def count_confusion(reading: SharedReading) -> list[Matrix]:
    """Return the matrices of every scale and pair of coders, as records.

    Parameters
    ----------
    reading : SharedReading
        The coders, and what they read in common.

    Returns
    -------
    list of Matrix
        By scale in the order of the study, then by pair in the order of the coders.
    """
    said: dict[str, list[tuple[str, ...]]] = {}
    places = [sorted(reading.coders).index(coder) for coder in reading.coders]
    for item in gather_items(reading):
        # Where no shared text lists the unit nobody could say anything.
        if item.found[0] == item.found[0]:
            row = tuple(_said(item, place) for place in places)
            said.setdefault(item.scale, []).append(row)
    matrices: list[Matrix] = []
    for scale in reading.study.scales.values():
        declared = scale.value_ids if scale.kind != "events" else ()
        for one, other in combinations(range(len(reading.coders)), 2):
            counts = Counter((row[one], row[other]) for row in said.get(scale.id, ()))
            if not counts:
                continue
            seen = {value for pair in counts for value in pair}
            others = sorted(seen - {*declared, NOT_APPLICABLE, SILENCE})
            left = [NOT_APPLICABLE] if NOT_APPLICABLE in seen else []
            values = (*declared, *others, *left, SILENCE)
            rows = tuple(tuple(counts[mine, theirs] for theirs in values) for mine in values)
            first, second = reading.coders[one], reading.coders[other]
            matrices.append(Matrix(scale.id, first, second, values, rows))
    return matrices


def confusion(
    study: Study, *, coders: Sequence[str] = (), codebook: str = "", snapshot: str = ""
) -> DataFrame:
    """Return which value one coder gave where another gave which, for each scale.

    What is compared is what :func:`~crosscase.reliability.agree_on_scores` compares: the score of
    a unit on a code from each coder's codings alone, on text that all of them read; on a scale of
    events the dates, event by event.

    Parameters
    ----------
    study : Study
        The study.
    coders : sequence of str
        The coders compared, each with each; all who cover anything when left out.
    codebook : str
        Only its codes; empty for all.
    snapshot : str
        Id of a snapshot: the codings and coverage as they were then; empty for now.

    Returns
    -------
    DataFrame
        A row for each scale, pair of coders and pair of values, also those that nobody gave:
        ``scale``; ``first`` and ``second``, the coders; ``first_value`` and ``second_value``, a
        value of the scale, ``n/a`` or ``(silent)`` where the coder found no evidence; ``n``, units
        and codes.

    Raises
    ------
    UsageError
        When something asked for does not exist.
    """
    reading = share_reading(study, coders=coders, codebook=codebook, snapshot=snapshot)
    rows = [
        (one.scale, one.first, one.second, mine, theirs, n)
        for one in count_confusion(reading)
        for mine, counts in zip(one.values, one.counts, strict=True)
        for theirs, n in zip(one.values, counts, strict=True)
    ]
    return DataFrame(rows, columns=list(CONFUSION_COLUMNS))
