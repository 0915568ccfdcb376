"""Making events: new codings, coverage, moves, revisions and withdrawals."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from crosscase.coding import (
    ADJUDICATED,
    ANCHOR_FIELDS,
    CLAIM_FIELDS,
    Coding,
    Decision,
    Event,
    Rejection,
)
from crosscase.corpus import Document
from crosscase.errors import UsageError
from crosscase.spans import Anchor, make_anchor, text_sha256
from crosscase.storage.findings import list_some, suggest
from crosscase.storage.suggestion_format import proposal_of
from crosscase.study import Study
from crosscase.suggestion import Suggestion

__all__ = [
    "come_of",
    "make_add",
    "make_adjudicate",
    "make_cover",
    "make_move",
    "make_reject",
    "make_reopen",
    "make_revise",
    "make_withdraw",
    "new_event_id",
]

_SIGNED = frozenset({"id", "event", "of", "at", "coder"})
_SUGGESTED = frozenset({"suggestion", "proposed"})
_ANCHORED = frozenset(ANCHOR_FIELDS)


def new_event_id() -> str:
    """Return an id that no other event has.

    Returns
    -------
    str
        32 hexadecimal digits, drawn at random.

    Examples
    --------
    >>> len(new_event_id())
    32
    """
    return uuid.uuid4().hex


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _document(study: Study, document: str) -> Document:
    if document not in study.documents:
        raise UsageError(
            f"found document {document}; allowed: {list_some(study.documents)}; "
            + suggest(document, study.documents, "add it to corpus/documents.yaml")
        )
    return study.documents[document]


def make_add(
    study: Study,
    document: str,
    start: int,
    end: int,
    *,
    coder: str,
    code: str,
    unit: str,
    value: str,
    period: str = "",
    date: str = "",
    actor: str = "",
    toward: str = "",
    decision: str = "",
    memo: str = "",
) -> Event:
    """Return the event that adds a coding, with its words and their surroundings.

    Parameters
    ----------
    study : Study
        The study.
    document : str
        Document id.
    start, end : int
        Half-open offsets in code points.
    coder, code, unit, value : str
        Who claims what of whom.
    period, date, actor, toward, decision, memo : str
        As in the format; empty where they do not apply.

    Returns
    -------
    Event
        To be given to ``append_events``, which checks it.

    Raises
    ------
    UsageError
        When there is no such document.
    AnchorError
        When the span does not lie in its text.
    """
    text = _document(study, document).text
    return _anchored(
        Event(
            id=new_event_id(),
            event="add",
            at=_now(),
            coder=coder,
            document=document,
            code=code,
            unit=unit,
            value=value,
            period=period,
            date=date,
            actor=actor,
            toward=toward,
            decision=decision,
            memo=memo,
            fields=_SIGNED | _ANCHORED | frozenset(CLAIM_FIELDS),
        ),
        make_anchor(text, start, end),
        text_sha256(text),
    )


def _anchored(event: Event, anchor: Anchor, digest: str) -> Event:
    return replace(
        event,
        start=anchor.start,
        end=anchor.end,
        quote=anchor.quote,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        text_sha256=digest,
    )


def make_move(coding: Coding, anchor: Anchor, digest: str) -> Event:
    """Return the event that says where the words of a coding stand now.

    Parameters
    ----------
    coding : Coding
        The coding as it stands.
    anchor : Anchor
        Its words in the text as it is now.
    digest : str
        The hash of that text.

    Returns
    -------
    Event
        To be given to ``append_events``.
    """
    event = Event(
        id=new_event_id(),
        event="move",
        of=coding.last_event,
        at=_now(),
        coder=coding.coder,
        document=coding.document,
        fields=_SIGNED | _ANCHORED,
    )
    return _anchored(event, anchor, digest)


def make_revise(coding: Coding, **changes: str) -> Event:
    """Return the event that changes what a coding claims.

    Parameters
    ----------
    coding : Coding
        The coding as it stands.
    **changes : str
        New values of ``code``, ``unit``, ``value``, ``period``, ``date``, ``actor``, ``toward``,
        ``decision`` or ``memo``; empty takes an optional one away.

    Returns
    -------
    Event
        To be given to ``append_events``.

    Raises
    ------
    UsageError
        When something else is to be changed.
    """
    wrong = [name for name in changes if name not in CLAIM_FIELDS]
    if wrong:
        raise UsageError(
            f"found {', '.join(wrong)} to revise; allowed: {', '.join(CLAIM_FIELDS)}; "
            "withdraw the coding and add another"
        )
    event = Event(
        id=new_event_id(),
        event="revise",
        of=coding.last_event,
        at=_now(),
        coder=coding.coder,
        fields=_SIGNED | frozenset(changes),
    )
    return replace(event, **changes)  # type: ignore[arg-type]


def come_of(event: Event, suggestion: Suggestion) -> Event:
    """Return the event that adds a coding, with the suggestion that it came of.

    Parameters
    ----------
    event : Event
        As :func:`make_add` makes it.
    suggestion : Suggestion
        The suggestion, accepted or corrected.

    Returns
    -------
    Event
        It repeats what the suggestion proposed, since the next run replaces suggestions.
    """
    return replace(
        event,
        suggestion=suggestion.id,
        proposed=proposal_of(suggestion),
        fields=event.fields | _SUGGESTED,
    )


def make_reject(suggestion: Suggestion, *, coder: str, memo: str = "") -> Event:
    """Return the event by which a coder rejects a suggestion.

    Parameters
    ----------
    suggestion : Suggestion
        The suggestion; the event repeats what it proposed, since the next run replaces it.
    coder : str
        Who rejects it.
    memo : str
        Why; may be empty.

    Returns
    -------
    Event
        To be given to ``append_events``.
    """
    return Event(
        id=new_event_id(),
        event="reject",
        at=_now(),
        coder=coder,
        memo=memo,
        suggestion=suggestion.id,
        proposed=proposal_of(suggestion),
        fields=_SIGNED | _SUGGESTED | {"memo"},
    )


def make_withdraw(coding: Coding | Rejection | Event) -> Event:
    """Return the event that takes a coding, the rejection of a suggestion or coverage back.

    Parameters
    ----------
    coding : Coding, Rejection or Event
        The coding or rejection as it stands; of coverage the event that states it.

    Returns
    -------
    Event
        To be given to ``append_events``.
    """
    return Event(
        id=new_event_id(),
        event="withdraw",
        of=coding.last_event if isinstance(coding, Coding) else coding.id,
        at=_now(),
        coder=coding.coder,
        fields=_SIGNED,
    )


def make_adjudicate(
    settled: Iterable[Coding],
    stands: Sequence[str],
    *,
    between: Sequence[str],
    by: Sequence[str],
    why: str,
) -> Event:
    """Return the event that settles a disagreement.

    Parameters
    ----------
    settled : iterable of Coding
        The codings at odds, as they stand.
    stands : sequence of str
        Ids of those that stand, and of codings added with the decision.
    between : sequence of str
        The coders who disagree, those who were silent included.
    by : sequence of str
        The coders who decide.
    why : str
        Their reason.

    Returns
    -------
    Event
        To be given to ``append_events``.
    """
    return Event(
        id=new_event_id(),
        event="adjudicate",
        at=_now(),
        coder=ADJUDICATED,
        settles={coding.id: coding.last_claim for coding in settled},
        stands=tuple(stands),
        between=tuple(between),
        by=tuple(by),
        why=why,
        fields=_SIGNED | {"settles", "stands", "between", "by", "why"},
    )


def make_reopen(decision: Decision) -> Event:
    """Return the event that takes a decision back.

    Parameters
    ----------
    decision : Decision
        The decision.

    Returns
    -------
    Event
        To be given to ``append_events``.
    """
    return Event(
        id=new_event_id(),
        event="withdraw",
        of=decision.id,
        at=_now(),
        coder=ADJUDICATED,
        fields=_SIGNED,
    )


def make_cover(
    study: Study, document: str, *, coder: str, codes: Iterable[str] | None = None
) -> Event:
    """Return the event that states that a coder has read a document completely for some codes.

    Parameters
    ----------
    study : Study
        The study.
    document : str
        Document id.
    coder : str
        Who has read it.
    codes : iterable of str, optional
        Code ids; all codes that are coded, and not computed, by default.

    Returns
    -------
    Event
        With the hashes of the text and of the definitions as they are now; to be given to
        ``append_events``.

    Raises
    ------
    UsageError
        When there is no such document or code.
    """
    text = _document(study, document).text
    if codes is None:
        codes = [code.id for code in study.codes.values() if code.derive is None]
    names = sorted(set(codes))
    for name in names:
        if name not in study.codes:
            raise UsageError(
                f"found code {name}; allowed: {list_some(study.codes)}; "
                + suggest(name, study.codes, "add it to a codebook")
            )
    return Event(
        id=new_event_id(),
        event="cover",
        at=_now(),
        coder=coder,
        document=document,
        text_sha256=text_sha256(text),
        codes={name: study.codes[name].definition_sha256 for name in names},
        fields=_SIGNED | {"document", "text_sha256", "codes"},
    )
