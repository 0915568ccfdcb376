"""Voices: what each source group says, however often it is quoted and by whom it was coded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from crosscase.codebook import NOT_APPLICABLE, Scale
from crosscase.coding import Coding
from crosscase.corpus import Document
from crosscase.scoring.records import Voice

__all__ = [
    "decimal_text",
    "hear_voices",
    "middle_rank",
    "number_median",
    "ordinal_median",
    "sorted_ids",
]


def sorted_ids(codings: Iterable[Coding]) -> tuple[str, ...]:
    """Return the ids of codings, sorted.

    Parameters
    ----------
    codings : iterable of Coding
        Codings in any order.

    Returns
    -------
    tuple of str
        Their ids.
    """
    return tuple(sorted(coding.id for coding in codings))


def middle_rank(size: int) -> int:
    """Return the rank in the middle of a scale; of an even scale the lower of the two.

    Parameters
    ----------
    size : int
        How many values the scale has.

    Returns
    -------
    int
        Rank counted from 0.

    Examples
    --------
    >>> middle_rank(5), middle_rank(4)
    (2, 1)
    """
    return (size - 1) // 2


def ordinal_median(ranks: Sequence[int], size: int) -> int:
    """Return the median of ranks; between two ranks, the one nearer the middle of the scale.

    The middle is the point ``(size - 1) / 2``, which on an even scale lies between two values. A
    median that falls exactly there becomes the lower of the two.

    Parameters
    ----------
    ranks : sequence of int
        At least one rank, counted from 0, in any order.
    size : int
        How many values the scale has.

    Returns
    -------
    int
        A rank.

    Examples
    --------
    >>> ordinal_median([0, 1], 3), ordinal_median([1, 2], 3), ordinal_median([0, 2], 3)
    (1, 1, 1)
    >>> ordinal_median([0, 1], 4), ordinal_median([1, 2], 4), ordinal_median([2, 3], 4)
    (1, 1, 2)
    """
    ordered = sorted(ranks)
    below, above = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    twice = below + above
    if twice % 2 and twice < size - 1:
        return twice // 2 + 1
    return twice // 2


def number_median(numbers: Sequence[Decimal]) -> Decimal:
    """Return the median of numbers; of an even count, half-way between the two in the middle.

    Parameters
    ----------
    numbers : sequence of Decimal
        At least one, in any order.

    Returns
    -------
    Decimal
        The median.

    Examples
    --------
    >>> number_median([Decimal("4"), Decimal("1.5")])
    Decimal('2.75')
    """
    ordered = sorted(numbers)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def decimal_text(number: Decimal) -> str:
    """Write a number without exponent and without zeros that say nothing.

    Parameters
    ----------
    number : Decimal
        Any number.

    Returns
    -------
    str
        The number as text.

    Examples
    --------
    >>> decimal_text(Decimal("10.50")), decimal_text(Decimal("1E+1"))
    ('10.5', '10')
    """
    return format(number.normalize() + 0, "f")


def _by_group(
    codings: Iterable[Coding], documents: Mapping[str, Document]
) -> list[tuple[str, list[Coding]]]:
    groups: dict[str, list[Coding]] = {}
    for coding in codings:
        groups.setdefault(documents[coding.document].source_group, []).append(coding)
    return sorted(groups.items())


def _by_coder(codings: Iterable[Coding]) -> list[list[Coding]]:
    coders: dict[str, list[Coding]] = {}
    for coding in codings:
        for coder in coding.coders or (coding.coder,):
            coders.setdefault(coder, []).append(coding)
    return list(coders.values())


def _one_value(scale: Scale, codings: Sequence[Coding]) -> str:
    """Return each coder's median, then the median over coders."""
    if scale.kind == "number":
        return decimal_text(
            number_median(
                [number_median([Decimal(c.value) for c in own]) for own in _by_coder(codings)]
            )
        )
    rank, size = scale.rank, len(scale.values)
    return scale.value_ids[
        ordinal_median(
            [ordinal_median([rank(c.value) for c in own], size) for own in _by_coder(codings)],
            size,
        )
    ]


def hear_voices(
    scale: Scale, codings: Iterable[Coding], documents: Mapping[str, Document]
) -> tuple[Voice, ...]:
    """Give each source group its voice.

    On ordinal and number scales a group has one value: the median over coders of each coder's
    median. On nominal and events scales it has one for every different thing it says. Codings
    ``n/a`` make a voice of their own.

    Parameters
    ----------
    scale : Scale
        The scale of the code.
    codings : iterable of Coding
        The codings that count.
    documents : mapping
        Documents by id, for their source groups.

    Returns
    -------
    tuple of Voice
        Sorted by source group, then in the order of the scale, ``n/a`` last.
    """
    voices: list[Voice] = []
    for group, members in _by_group(codings, documents):
        valued = [coding for coding in members if coding.value != NOT_APPLICABLE]
        if valued and scale.kind in ("ordinal", "number"):
            voices.append(Voice(group, _one_value(scale, valued), sorted_ids(valued)))
        elif valued:
            for value in sorted({coding.value for coding in valued}, key=scale.rank):
                same = sorted_ids(coding for coding in valued if coding.value == value)
                voices.append(Voice(group, value, same))
        if len(valued) < len(members):
            left = sorted_ids(coding for coding in members if coding.value == NOT_APPLICABLE)
            voices.append(Voice(group, NOT_APPLICABLE, left))
    return tuple(voices)
