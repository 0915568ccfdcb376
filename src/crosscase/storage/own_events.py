"""What a coder takes back, or states of what was read: the events that say so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from crosscase.coding import Event
from crosscase.errors import UsageError
from crosscase.storage.findings import list_some, suggest
from crosscase.storage.making import make_cover, make_withdraw, new_event_id
from crosscase.study import Study

__all__ = ["coverages", "uncoverings", "withdrawals"]


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


def coverages(
    study: Study, coder: str, documents: Iterable[str], *, codebooks: Iterable[str] = ()
) -> list[Event]:
    """Return the events that state that a coder has read documents completely.

    Parameters
    ----------
    study : Study
        The study.
    coder, documents, codebooks
        As for :func:`crosscase.storage.cover_documents`.

    Returns
    -------
    list of Event
        One for each document.

    Raises
    ------
    UsageError
        When there is no such document or codebook.
    """
    books = {book.id: book for book in study.codebooks}
    chosen = tuple(codebooks)
    for name in chosen:
        if name not in books:
            raise UsageError(
                f"found codebook {name}; allowed: {list_some(books)}; "
                + suggest(name, books, "name a file of codes by its id")
            )
    codes = None
    if chosen:
        members = [code for name in chosen for code in books[name].codes]
        codes = [code.id for code in members if code.derive is None]
    return [make_cover(study, name, coder=coder, codes=codes) for name in documents]


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
