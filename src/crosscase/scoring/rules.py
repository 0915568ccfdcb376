"""Rules: what codings on one scale, from several source groups, together say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from crosscase.codebook import NOT_APPLICABLE, Scale
from crosscase.coding import Coding
from crosscase.corpus import Document
from crosscase.scoring.dates import days_of
from crosscase.scoring.events import date_events
from crosscase.scoring.records import Finding, Voice
from crosscase.scoring.voices import (
    decimal_text,
    hear_voices,
    middle_rank,
    number_median,
    ordinal_median,
    sorted_ids,
)

__all__ = ["apply_rule", "joined_reasons", "split_codings"]


def joined_reasons(reasons: Iterable[str]) -> str:
    """Join reasons into one text, each once, in the order they come.

    Parameters
    ----------
    reasons : iterable of str
        Texts, some perhaps empty or the same.

    Returns
    -------
    str
        The texts with `` / `` between them.

    Examples
    --------
    >>> joined_reasons(["no council yet", "", "no council yet"])
    'no council yet'
    """
    return " / ".join(dict.fromkeys(reason for reason in reasons if reason))


def split_codings(
    scale: Scale, codings: Iterable[Coding], value: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Divide codings into those with a value and those with another.

    Parameters
    ----------
    scale : Scale
        Their scale; numbers are the same when they are equal.
    codings : iterable of Coding
        Codings; ``n/a`` is on neither side.
    value : str
        The value; when empty every coding is on the other side.

    Returns
    -------
    tuple of (tuple of str, tuple of str)
        Sorted ids for and against.
    """
    agree: list[Coding] = []
    differ: list[Coding] = []
    for coding in codings:
        if coding.value == NOT_APPLICABLE:
            continue
        same = coding.value == value or (
            scale.kind == "number" and value != "" and Decimal(coding.value) == Decimal(value)
        )
        (agree if same else differ).append(coding)
    return sorted_ids(agree), sorted_ids(differ)


def _last(codings: Sequence[Coding], documents: Mapping[str, Document]) -> Sequence[Coding]:
    """Keep what no other coding certainly comes after; the undated only when none is dated."""
    dated = [
        (days_of(day), coding)
        for coding in codings
        if (day := coding.date or documents[coding.document].date)
    ]
    if not dated:
        return codings
    turn = max(first for (first, _), _ in dated)
    return [coding for (_, last), coding in dated if last >= turn]


def _settle_ordinal(scale: Scale, rule: str, voices: Sequence[Voice]) -> Finding:
    ids, size = scale.value_ids, len(scale.values)
    ranks = [ids.index(voice.value) for voice in voices]
    low, high = min(ranks), max(ranks)
    strict = rule == "strict" and low < high
    found = middle_rank(size) if strict else ordinal_median(ranks, size)
    contested = rule != "strict" and low == 0 and high == size - 1 and low < high
    return Finding(
        rule,
        "contested" if contested else "scored",
        ids[found],
        ids[low],
        ids[high],
        ids[low : high + 1] if contested else (ids[found],),
    )


def _settle_nominal(scale: Scale, rule: str, voices: Sequence[Voice]) -> Finding:
    said = {voice.value for voice in voices}
    values = tuple(value for value in scale.value_ids if value in said)
    if len(values) == 1:
        return Finding(rule, "scored", values[0], values=values)
    return Finding(rule, "contested", values=values)


def _settle_numbers(scale: Scale, rule: str, voices: Sequence[Voice]) -> Finding:
    value = decimal_text(number_median([Decimal(voice.value) for voice in voices]))
    return Finding(rule, "scored", value, values=(value,))


_SETTLE: Mapping[str, Callable[[Scale, str, Sequence[Voice]], Finding]] = {
    "ordinal": _settle_ordinal,
    "nominal": _settle_nominal,
    "number": _settle_numbers,
}


def _settle_events(scale: Scale, rule: str, codings: Sequence[Coding]) -> Finding:
    events = date_events(scale, codings)
    said = {coding.value for coding in codings}
    disputed = {event.event for event in events if event.disputed}
    return Finding(
        rule,
        "contested" if disputed else "scored",
        values=tuple(value for value in scale.value_ids if value in said),
        codings_for=sorted_ids(c for c in codings if c.value not in disputed),
        codings_against=sorted_ids(c for c in codings if c.value in disputed),
        events=tuple(event.as_days() for event in events),
    )


def apply_rule(
    scale: Scale, rule: str, codings: Sequence[Coding], documents: Mapping[str, Document]
) -> Finding:
    """Turn the codings that count into one finding.

    Ordinal scales: `median` over source groups, contested where groups reach opposite ends;
    `strict`: the middle of the scale (the lower middle of an even one) where groups differ at
    all. Nominal scales: `consensus`, contested where anyone differs. `latest`, on either, first
    keeps the codings that no other certainly comes after, by the date of the coding or else of
    its document, and then takes the median or the consensus; codings without any date are kept
    only when none has one. Numbers: the median. Events: see :func:`date_events`.

    Where all codings say ``n/a`` the code is not applicable; where some do, it is contested
    whether it applies, and the score may still take any value.

    Parameters
    ----------
    scale : Scale
        The scale of the code.
    rule : str
        A rule that goes with the kind of the scale.
    codings : sequence of Coding
        The codings that count, in any order.
    documents : mapping
        Documents by id.

    Returns
    -------
    Finding
        Its ``state`` is empty when there are no codings.
    """
    if not codings:
        return Finding(rule, values=scale.value_ids)
    heard = _last(codings, documents) if rule == "latest" else codings
    valued = [coding for coding in heard if coding.value != NOT_APPLICABLE]
    left = sorted(
        (coding for coding in heard if coding.value == NOT_APPLICABLE), key=lambda c: c.id
    )
    voices = hear_voices(scale, heard, documents)
    reason = joined_reasons(coding.memo for coding in left)
    if not valued:
        return Finding(
            rule,
            "not-applicable",
            values=scale.value_ids,
            codings_for=sorted_ids(left),
            codings_against=split_codings(scale, codings, "")[1],
            voices=voices,
            reason=reason,
        )
    if scale.kind == "events":
        finding = _settle_events(scale, rule, valued)
        agree, differ = finding.codings_for, finding.codings_against
    else:
        said = [voice for voice in voices if voice.value != NOT_APPLICABLE] if left else voices
        finding = _SETTLE[scale.kind](scale, rule, said)
        agree, differ = split_codings(scale, codings, finding.value)
    # Made anew, not replaced piece by piece: this is the innermost step of every analysis.
    return Finding(
        finding.rule,
        "contested" if left else finding.state,
        finding.value,
        finding.low,
        finding.high,
        scale.value_ids if left else finding.values,
        agree,
        differ,
        voices,
        finding.events,
        reason,
    )
