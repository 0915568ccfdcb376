"""Events: when each took place, according to codings that date it more or less precisely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from crosscase.codebook import Scale
from crosscase.coding import Coding
from crosscase.scoring.dates import days_of
from crosscase.scoring.voices import sorted_ids

__all__ = ["DatedEvent", "date_events"]


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """An event, the days between which it fell, and whether its dates exclude each other."""

    event: str
    earliest: date
    latest: date
    disputed: bool
    codings: tuple[str, ...]

    def as_days(self) -> tuple[str, str, str]:
        """Return the event with its first and last day in ISO 8601."""
        return self.event, self.earliest.isoformat(), self.latest.isoformat()


def _date_event(event: str, codings: Sequence[Coding]) -> DatedEvent:
    spans = {days_of(coding.date) for coding in codings}
    # Days, months and years lie inside one another or apart, so what is left never overlaps.
    precise = [
        (first, last)
        for first, last in spans
        if not any(
            first <= other[0] and other[1] <= last and other != (first, last) for other in spans
        )
    ]
    return DatedEvent(
        event,
        min(first for first, _ in precise),
        max(last for _, last in precise),
        len(precise) > 1,
        sorted_ids(codings),
    )


def date_events(scale: Scale, codings: Iterable[Coding]) -> tuple[DatedEvent, ...]:
    """Date the events that codings speak of.

    A more precise date inside a vaguer one takes its place; dates that exclude each other give
    the whole time from the earliest to the latest, and the event is disputed.

    Parameters
    ----------
    scale : Scale
        A scale of events.
    codings : iterable of Coding
        Codings of those events; those without a date are passed over.

    Returns
    -------
    tuple of DatedEvent
        The events that are dated, in the order of the scale.
    """
    events: dict[str, list[Coding]] = {}
    for coding in codings:
        if coding.date:
            events.setdefault(coding.value, []).append(coding)
    return tuple(_date_event(event, events[event]) for event in scale.value_ids if event in events)
