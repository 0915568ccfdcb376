"""Searching in texts and codings."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from crosscase.coding import Coding
from crosscase.corpus import page_at, passage_at, speaker_at
from crosscase.spans import fold_case
from crosscase.study import Study
from crosscase.web.answers import answer
from crosscase.web.api import models
from crosscase.web.api.asking import split_names, visible_coders
from crosscase.web.api.shown import show_coding
from crosscase.web.state import moment_of

__all__ = ["find_in_codings", "find_in_texts", "fold_words", "router"]

router = APIRouter()

_CONTEXT = 60
"""Code points shown on either side."""


def fold_words(text: str) -> str:
    """Return words as they are compared: upper and lower case alike, accents composed."""
    return fold_case(unicodedata.normalize("NFC", text))


def find_in_texts(study: Study, words: str, coders: frozenset[str]) -> list[dict[str, Any]]:
    """Return where words stand in the texts, with the codings there of these coders.

    Parameters
    ----------
    study : Study
        The study.
    words : str
        What to look for.
    coders : frozenset of str
        Whose codings to name.

    Returns
    -------
    list of dict
        As :class:`crosscase.web.api.models.Hit`.
    """
    from crosscase.evidence import search_texts

    found = search_texts(study, words, context=_CONTEXT)
    hits: list[dict[str, Any]] = []
    for row in found.to_dict("records"):
        touching = [id for id in str(row["codings"]).split(";") if id]
        hit = {str(name): value for name, value in row.items()}
        hit["start"], hit["end"] = int(row["start"]), int(row["end"])
        hit["title"] = study.documents[str(row["document"])].title
        hit["codings"] = [id for id in touching if study.codings[id].coder in coders]
        hit["coding"] = None
        hits.append(hit)
    return hits


def _about(study: Study, coding: Coding) -> Iterator[str]:
    """Yield what a coding can be found by: its words, its memo, and the names of its code."""
    yield coding.quote
    yield coding.memo
    yield coding.code
    if coding.code in study.codes:
        yield from study.codes[coding.code].label.values()


def find_in_codings(study: Study, words: str, coders: frozenset[str]) -> list[dict[str, Any]]:
    """Return the codings of these coders whose words, memo or code hold what is looked for.

    Parameters
    ----------
    study : Study
        The study.
    words : str
        What to look for.
    coders : frozenset of str
        Whose codings to search.

    Returns
    -------
    list of dict
        As :class:`crosscase.web.api.models.Hit`.
    """
    wanted = fold_words(words)
    hits: list[dict[str, Any]] = []
    for coding in study.coding_state.codings:
        if coding.coder not in coders or coding.id in study.unplaced:
            continue
        if not any(wanted in fold_words(text) for text in _about(study, coding)):
            continue
        document = study.documents[coding.document]
        left = document.text[max(0, coding.start - _CONTEXT) : coding.start]
        right = document.text[coding.end : coding.end + _CONTEXT]
        hits.append(
            {
                "document": document.id,
                "title": document.title,
                "passage": passage_at(study.passages, document.id, coding.start),
                "speaker": speaker_at(document, coding.start, coding.end),
                "page": page_at(document, coding.start, coding.end),
                "start": coding.start,
                "end": coding.end,
                "left": left.replace("\n", " "),
                "match": coding.quote,
                "right": right.replace("\n", " "),
                "codings": [coding.id],
                "coding": show_coding(study, coding),
            }
        )
    return hits


@router.get("/search", response_model=models.Hits, summary="Search texts or codings")
def search(
    request: Request,
    q: Annotated[str, Query(min_length=1, max_length=500, description="What to look for.")],
    where: Annotated[Literal["texts", "codings"], Query(description="Where to look.")] = "texts",
    others: Annotated[str, Query(description="Coders to look at as well, with commas.")] = "",
    limit: Annotated[int, Query(ge=1, le=10_000, description="Hits given at most.")] = 200,
) -> Response:
    """Find words, upper and lower case alike, with what stands around them."""
    moment = moment_of(request)
    coders = visible_coders(moment, split_names(others))
    find = find_in_texts if where == "texts" else find_in_codings
    hits = find(moment.study, q, coders)
    data = {"version": moment.version, "query": q, "total": len(hits), "hits": hits[:limit]}
    return answer(request, data)
