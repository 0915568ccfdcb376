"""Taking codings back: an event that answers the last of each, nothing is erased."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from crosscase.coding import Event
from crosscase.errors import UsageError
from crosscase.storage.appending import append_events
from crosscase.storage.loading import load
from crosscase.storage.making import make_withdraw, new_event_id
from crosscase.study import Study

__all__ = ["uncoverings", "withdraw_codings", "withdrawals"]


def withdrawals(study: Study, coder: str, ids: Iterable[str]) -> list[Event]:
    """Return the events that take codings back.

    Parameters
    ----------
    study : Study
        The study.
    coder : str
        Whose codings they are; no coder takes back what another coded.
    ids : iterable of str
        Ids of live codings.

    Returns
    -------
    list of Event
        One for each coding.

    Raises
    ------
    UsageError
        When an id is not that of a live coding of the coder.
    """
    ids = dict.fromkeys(ids)
    wrong = [id for id in ids if id not in study.codings or study.codings[id].coder != coder]
    if wrong:
        raise UsageError(
            f"{', '.join(wrong)}: no live coding of {coder} has this id; "
            "`crosscase scores --format json` and `crosscase find WORDS` give ids"
        )
    return [make_withdraw(study.codings[id]) for id in ids]


def withdraw_codings(root: Path | str, coder: str, ids: Sequence[str]) -> tuple[str, ...]:
    """Take codings back; all of them or none.

    Parameters
    ----------
    root : Path or str
        The study folder.
    coder, ids
        As for :func:`withdrawals`.

    Returns
    -------
    tuple of str
        Ids of the events that take them back.

    Raises
    ------
    UsageError
        When an id is not that of a live coding of the coder.
    """
    return append_events(root, coder, withdrawals(load(root, strict=False), coder, ids)).events


def uncoverings(
    events: Iterable[Event], coder: str, document: str, codes: Iterable[str]
) -> list[Event]:
    """Return the events that take back that a coder has read a document for some codes.

    Parameters
    ----------
    events : iterable of Event
        All events of the study.
    coder : str
        Who stated it.
    document : str
        Document id.
    codes : iterable of str
        Code ids.

    Returns
    -------
    list of Event
        Each statement that names one of the codes is withdrawn, and stated anew for its other
        codes: of the text and the definitions of then, for it says no more than it did.
    """
    events, gone = list(events), {*codes}
    withdrawn = {event.of for event in events if event.event == "withdraw"}
    found: list[Event] = []
    for event in events:
        stated = event.codes or {}
        own = (event.event, event.coder, event.document) == ("cover", coder, document)
        if not own or event.id in withdrawn or not gone & stated.keys():
            continue
        taken_back = make_withdraw(event)
        found.append(taken_back)
        left = {code: digest for code, digest in stated.items() if code not in gone}
        if left:
            new = new_event_id()
            found.append(replace(event, id=new, at=taken_back.at, codes=left, file="", line=0))
    return found
