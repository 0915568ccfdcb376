"""Derived numbers: the years between two dated events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from crosscase.codebook import REFERENCE_DATE, Derivation
from crosscase.scoring.dates import days_of
from crosscase.scoring.events import DatedEvent
from crosscase.scoring.records import Finding, Voice

__all__ = ["derive_span"]

DAYS_A_YEAR = Decimal("365.25")
"""The mean length of a year in the Julian calendar."""


def _first_known(
    wanted: Sequence[str], events: Mapping[str, DatedEvent], reference_date: str
) -> DatedEvent | None:
    for name in wanted:
        if name == REFERENCE_DATE and reference_date:
            return DatedEvent(name, *days_of(reference_date), disputed=False, codings=())
        if name in events:
            return events[name]
    return None


def _years(start: date, until: date) -> Decimal:
    return Decimal((until - start).days) / DAYS_A_YEAR


def _one_decimal(years: Decimal) -> str:
    return str(years.quantize(Decimal("0.1"), ROUND_HALF_UP) + 0)


def derive_span(
    derive: Derivation,
    events: Iterable[DatedEvent],
    voices: Iterable[Voice],
    reference_date: str,
) -> Finding:
    """Compute the years between the first known event of two lists.

    A vague date makes the span an interval: its value is the midpoint, in years of 365.25 days
    and to one decimal, halves upwards. Where the two dates may overlap the span is at least 0.
    When the date of either event is disputed the span is contested, and ``values`` holds its ends.

    Parameters
    ----------
    derive : Derivation
        The two lists.
    events : iterable of DatedEvent
        The events of the unit.
    voices : iterable of Voice
        Who speaks of which event.
    reference_date : str
        The study's own "now"; empty when it has none.

    Returns
    -------
    Finding
        Its ``state`` is empty when either event is not known.

    Examples
    --------
    >>> start = DatedEvent("first-talks", *days_of("2006"), False, ("k1",))
    >>> derive = Derivation("span", "milestone", ("first-talks",), ("realised", "reference-date"))
    >>> span = derive_span(derive, [start], [], "2012")
    >>> span.value, span.low, span.high, span.rule
    ('6.0', '5.0', '7.0', 'span:milestone:first-talks→reference-date')
    """
    known = {event.event: event for event in events}
    start = _first_known(derive.start, known, reference_date)
    until = _first_known(derive.until, known, reference_date)
    rule = f"{derive.rule}:{derive.code}"
    if start is None or until is None:
        return Finding(rule)
    low, high = _years(start.latest, until.earliest), _years(start.earliest, until.latest)
    if low < 0 <= high:
        low = Decimal(0)
    used = (start.event, until.event)
    value, least, most = _one_decimal((low + high) / 2), _one_decimal(low), _one_decimal(high)
    contested = start.disputed or until.disputed
    return Finding(
        f"{rule}:{start.event}→{until.event}",
        "contested" if contested else "scored",
        value,
        least,
        most,
        tuple(dict.fromkeys((least, value, most))) if contested else (value,),
        codings_for=tuple(sorted({*start.codings, *until.codings})),
        voices=tuple(voice for voice in voices if voice.value in used),
        events=(start.as_days(), until.as_days()),
    )
