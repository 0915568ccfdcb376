"""Codings: the events in a coder's file, and the state that follows from their links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crosscase.spans import Anchor

__all__ = [
    "ACTORS",
    "ADJUDICATED",
    "ANCHOR_FIELDS",
    "CLAIM_FIELDS",
    "DETAIL_FIELDS",
    "EVENTS",
    "FIRST_EVENTS",
    "Coding",
    "CodingState",
    "Coverage",
    "Decision",
    "Event",
    "Rejection",
]

EVENTS = ("add", "revise", "withdraw", "cover", "move", "adjudicate", "reject")
"""What an event in a codings file can be."""

FIRST_EVENTS = ("add", "cover", "adjudicate", "reject")
"""Those that begin something, and answer no other."""

ADJUDICATED = "adjudicated"
"""The reserved coder id of decisions on disagreements, and of codings that coders agreed on."""

ACTORS = ("council", "college", "secretary", "staff", "party-group", "business", "province")
"""Who, within or beside a party, a coding can be about."""

ANCHOR_FIELDS = ("document", "start", "end", "quote", "prefix", "suffix", "text_sha256")
"""Where the words of a coding stand."""

DETAIL_FIELDS = ("period", "date", "actor", "toward", "decision", "memo")
"""What a claim may say besides."""

CLAIM_FIELDS = ("code", "unit", "value", *DETAIL_FIELDS)
"""What a coding claims of its words."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a codings file.

    Parameters
    ----------
    id, event, of, at, coder : str
        Identity, what it is, the event it answers, when and by whom.
    document, start, end, quote, prefix, suffix, text_sha256
        Where the words stand.
    code, unit, value, period, date, actor, toward, decision, memo : str
        The claim. ``period`` may hold several period ids joined by ``;``; ``date`` is when the
        thing coded took place; ``decision`` names an undivided decision.
    codes : mapping
        For ``cover``: code ids with the hashes of their definitions.
    settles, stands, between, by, why
        For ``adjudicate``: as in :class:`Decision`.
    suggestion, proposed
        For ``reject``, and for an ``add`` that came of a suggestion: its id and what it proposed.
    fields : frozenset of str
        The fields the line really carried; a revision changes only these.
    line : int
        Line number in the file.
    """

    id: str
    event: str
    of: str = ""
    at: str = ""
    coder: str = ""
    document: str = ""
    start: int = 0
    end: int = 0
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    text_sha256: str = ""
    code: str = ""
    unit: str = ""
    value: str = ""
    period: str = ""
    date: str = ""
    actor: str = ""
    toward: str = ""
    decision: str = ""
    memo: str = ""
    codes: Mapping[str, str] | None = None
    settles: Mapping[str, str] | None = None
    stands: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    why: str = ""
    suggestion: str = ""
    proposed: Mapping[str, Any] | None = None
    fields: frozenset[str] = frozenset()
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Coding:
    """One coder's claim as it stands now; ``id`` is that of the event that added it.

    ``last_event`` is the last event of all, ``last_claim`` the last that said something other than
    where the words stand. ``coders`` are those the coding counts for, when scored; empty elsewhere.
    ``suggestion`` and ``proposed`` are the id and the claim of the suggestion that it came of.
    """

    id: str
    coder: str
    document: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    text_sha256: str
    code: str
    unit: str
    value: str
    period: str = ""
    date: str = ""
    actor: str = ""
    toward: str = ""
    decision: str = ""
    memo: str = ""
    at: str = ""
    last_event: str = ""
    last_claim: str = ""
    revised: bool = False
    coders: tuple[str, ...] = ()
    suggestion: str = ""
    proposed: Mapping[str, Any] | None = None
    file: str = ""
    line: int = 0

    @property
    def anchor(self) -> Anchor:
        """The span with its words."""
        return Anchor(self.start, self.end, self.quote, self.prefix, self.suffix)

    @property
    def periods(self) -> tuple[str, ...]:
        """The ids of the periods the coding names."""
        return tuple(p for p in self.period.split(";") if p)


@dataclass(frozen=True, slots=True)
class Coverage:
    """A coder's statement of having read a document completely for some codes."""

    coder: str
    document: str
    text_sha256: str
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about codings that disagree.

    Parameters
    ----------
    id, at : str
        Of the event that says so, and when.
    settles : mapping
        The codings decided on: id → the event that made its claim of then.
    stands : tuple of str
        Ids of the codings that stand: of those settled, or added by the decision.
    between : tuple of str
        The coders who disagreed, those who were silent included.
    by : tuple of str
        The coders who decided.
    why : str
        Their reason.
    """

    id: str
    settles: Mapping[str, str]
    stands: tuple[str, ...]
    between: tuple[str, ...]
    by: tuple[str, ...]
    why: str
    at: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rejection:
    """A coder's statement that a suggestion is wrong.

    Parameters
    ----------
    id, at, coder : str
        Of the event that says so, when, and by whom.
    suggestion : str
        Id of the suggestion.
    proposed : mapping
        What it proposed, so that the rejection outlives the suggestions file.
    memo : str
        Why, where the coder said so.
    """

    id: str
    coder: str
    suggestion: str
    proposed: Mapping[str, Any]
    memo: str = ""
    at: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class CodingState:
    """What the events add up to.

    Parameters
    ----------
    codings : tuple of Coding
        Live codings, sorted by document, start and id.
    coverage : tuple of Coverage
        Live coverage statements.
    conflicts : tuple of (Event, tuple of Event)
        An event with the two or more live answers it got; its coding is left out.
    dangling : tuple of Event
        Events that answer one that is not there.
    decisions : tuple of Decision
        Decisions that were not taken back, in force or not, sorted by id.
    rejections : tuple of Rejection
        Rejections of suggestions that were not taken back, sorted by id.
    """

    codings: tuple[Coding, ...]
    coverage: tuple[Coverage, ...]
    conflicts: tuple[tuple[Event, tuple[Event, ...]], ...]
    dangling: tuple[Event, ...]
    decisions: tuple[Decision, ...] = ()
    rejections: tuple[Rejection, ...] = ()
