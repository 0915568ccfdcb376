"""What requests have in common: who asks, of which document, and what may be seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import Request

from crosscase.coding import ADJUDICATED, Coding
from crosscase.corpus import Document
from crosscase.errors import Problem, UsageError
from crosscase.study import Study
from crosscase.web.answers import RefusedError
from crosscase.web.api.models import Problems
from crosscase.web.api.shown import show_coding
from crosscase.web.state import Moment, Workbench, bench_of

__all__ = [
    "REFUSALS",
    "check_study",
    "check_words",
    "coding_bench",
    "conflict",
    "event_id",
    "find_coding",
    "find_document",
    "split_names",
    "taken_back",
    "visible_coders",
]

REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": Problems, "description": "The request is wrong."},
    401: {"model": Problems, "description": "Neither cookie nor token."},
    403: {"model": Problems, "description": "For reading only, or of another coder."},
    404: {"model": Problems, "description": "There is no such thing."},
    409: {"model": Problems, "description": "The study is otherwise than the request says."},
    413: {"model": Problems, "description": "The request is too large."},
    415: {"model": Problems, "description": "The request is no JSON."},
    421: {"model": Problems, "description": "Another address, or another study."},
    422: {"model": Problems, "description": "The study would have errors."},
    503: {"model": Problems, "description": "The study is held or away: ask again."},
}
"""What else a request may be answered with; any other 5xx is a fault in crosscase."""


async def check_study(request: Request) -> None:
    """Refuse what is meant for another study, or another coder, that was served here before.

    A page can outlive the workbench it came from, and another may listen at the same address.
    Nor is anything said of a study that is away for a moment, as if all of it were gone.

    Raises
    ------
    RefusedError
        When the request names a key that is not that of this workbench, or there is no study.
    """
    meant = request.headers.get("crosscase-study")
    if meant and meant != bench_of(request).key:
        raise RefusedError(
            421,
            "found a request for another study or coder than this workbench serves; "
            "load the page anew",
        )
    if not (bench_of(request).opened.root / "study.yaml").is_file():
        raise RefusedError(503, "found no study.yaml; put the study back and ask again")


def coding_bench(request: Request) -> Workbench:
    """Return the workbench when somebody codes there.

    Raises
    ------
    RefusedError
        When it is for reading only.
    """
    bench = bench_of(request)
    if not bench.coder:
        raise RefusedError(
            403, "this workbench is for reading only; start `crosscase code` with --coder to code"
        )
    return bench


def find_document(study: Study, document: str) -> Document:
    """Return a document, or refuse with 404."""
    if document not in study.documents:
        raise RefusedError(404, f"found document {document}; the study has none with this id")
    return study.documents[document]


def find_coding(bench: Workbench, study: Study, coding: str) -> Coding:
    """Return a coding of who codes here; refuse with 404 or 403."""
    if coding not in study.codings:
        raise RefusedError(
            404, f"found coding {coding}; no coding that stands has this id; it may be taken back"
        )
    found = study.codings[coding]
    if found.coder != bench.coder:
        raise RefusedError(
            403,
            f"found a coding of {found.coder}; allowed: codings of {bench.coder}; "
            "leave each coder's claims to that coder",
        )
    return found


def conflict(study: Study, coding: str, found: str, allowed: str) -> RefusedError:
    """Return the refusal of a request that knew less than there is, with the coding as it is."""
    now = study.codings.get(coding)
    problem = Problem(
        f"coding {coding}", 0, "changed-since", found, allowed, "look at it again and decide"
    )
    current = show_coding(study, now) if now else None
    return RefusedError(409, str(problem), [problem], current=current)


def taken_back(what: str, id: str) -> RefusedError:
    """Return the refusal of a request that was carried out before, and taken back since.

    Parameters
    ----------
    what : str
        What it made: a coding, a rejection, a decision.
    id : str
        Its id.
    """
    found = f"a {what} that was taken back since"
    advice = "look at it again and decide"
    problem = Problem(f"{what} {id}", 0, "changed-since", found, "one that stands", advice)
    return RefusedError(409, str(problem), [problem], current=None)


def check_words(text: str, start: int, end: int, quote: str) -> None:
    """Refuse a request that had another text before it than there is.

    Parameters
    ----------
    text : str
        The text as it is.
    start, end : int
        Half-open offsets in code points.
    quote : str
        The words that the request found there.

    Raises
    ------
    RefusedError
        When the span does not lie in the text, or other words stand there.
    """
    if not 0 <= start < end <= len(text):
        raise RefusedError(
            400,
            f"found span {start}-{end}; allowed: a span within a text of {len(text)} code points",
        )
    there = text[start:end]
    if there != quote:
        problem = Problem(
            f"span {start}-{end}",
            0,
            "other-words",
            f"“{quote[:60]}”",
            f"the words that stand there: “{there[:60]}”",
            "open the document anew: its text changed, or offsets were not code points",
        )
        raise RefusedError(409, str(problem), [problem])


def event_id(request: str, place: int) -> str:
    """Return the id of an event of a request: the same when the request is sent again."""
    return f"{request}-{place}"


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a list with commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def visible_coders(moment: Moment, others: Sequence[str]) -> frozenset[str]:
    """Return the coders whose codings an answer shows.

    Coders judge independently, so who codes sees their own unless they ask for others; where
    nobody codes all are shown.

    Parameters
    ----------
    moment : Moment
        The study, and who codes.
    others : sequence of str
        Coders asked for.

    Returns
    -------
    frozenset of str
        Ids of coders.

    Raises
    ------
    UsageError
        When there is no such coder.
    """
    known = (*moment.study.coders, ADJUDICATED)
    if unknown := [one for one in others if one not in known]:
        raise UsageError(f"found coder {', '.join(unknown)}; allowed: {', '.join(known)}")
    if not (moment.coder or others):
        return frozenset(known)
    return frozenset((*others, moment.coder) if moment.coder else others)
