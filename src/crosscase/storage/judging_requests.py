"""Whether events are what a request to decide on suggestions asks for."""

from __future__ import annotations

from collections.abc import Sequence

from crosscase.coding import DETAIL_FIELDS, Event
from crosscase.storage.judging_events import Claim

__all__ = ["are_acceptances", "are_rejections"]


def are_acceptances(events: Sequence[Event], ids: Sequence[str], claim: Claim | None) -> bool:
    """Say whether events are the codings that a request makes of suggestions, all of them.

    Parameters
    ----------
    events : sequence of Event
        What was appended.
    ids, claim
        As for :func:`crosscase.storage.code_suggestions`.

    Returns
    -------
    bool
        The events repeat what was proposed, so that no suggestions are looked at.
    """
    claim = claim or Claim()
    asked = [(id, unit) for id in ids for unit in claim.units or ("",)]
    return len(events) == len(asked) and all(
        _comes_of(event, id, unit, claim) for event, (id, unit) in zip(events, asked, strict=True)
    )


def _comes_of(event: Event, id: str, unit: str, claim: Claim) -> bool:
    if event.event != "add" or event.suggestion != id:
        return False
    asked = {"quote": claim.quote, "code": claim.code, "unit": unit, "value": claim.value}
    proposed, details = event.proposed or {}, claim.details or {}
    return (
        all(getattr(event, name) == (new or proposed[name]) for name, new in asked.items())
        and all(getattr(event, name) == details.get(name, "") for name in DETAIL_FIELDS)
        and claim.span in (None, (event.start, event.end))
    )


def are_rejections(events: Sequence[Event], ids: Sequence[str], memo: str) -> bool:
    """Say whether events are the rejections that a request asks for, all of them.

    Parameters
    ----------
    events : sequence of Event
        What was appended.
    ids, memo
        As for :func:`crosscase.storage.reject_suggestions`.

    Returns
    -------
    bool
        Whether they are.
    """
    said = [(event.event, event.suggestion, event.memo) for event in events]
    return said == [("reject", id, memo) for id in ids]
