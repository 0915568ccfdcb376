"""Searching with the eyes: words in their context, and codings by what they say."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from crosscase.codebook import in_language
from crosscase.coding import ADJUDICATED, Coding
from crosscase.errors import UsageError
from crosscase.report.filters import make_filters
from crosscase.report.words import words_in
from crosscase.study import Study
from crosscase.web.api.searching import find_in_codings, find_in_texts, fold_words
from crosscase.web.state import bench_of
from crosscase.web.views.framing import Option, show_results, shown_for
from crosscase.web.views.results import Shown

__all__ = ["router"]

router = APIRouter()

_MOST = 100
_ALL = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for: words, where, and which codings."""

    q: str
    where: str
    code: str
    unit: str
    coder: str
    document: str

    @property
    def narrowed(self) -> bool:
        """Whether only some codings are looked for, so that words may be left out."""
        return bool(self.code or self.unit or self.coder or self.document)


@dataclass(frozen=True, slots=True)
class Touching:
    """A coding at words that were found."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Found:
    """Words that were found, or a coding.

    Parameters
    ----------
    document, title, place : str
        Where they stand: the document, and its passage, speaker and page in words.
    href : str
        The address of the words in the text.
    left, right : str
        What stands around them.
    words, memo : tuple of (str, bool)
        The words, and the memo of a coding, in pieces; with each whether it was looked for.
    touching : tuple of Touching
        The codings there; of a coding it is itself.
    about : str
        Of a coding: whom it is about, and who coded.
    """

    document: str
    title: str
    place: str
    href: str
    left: str
    words: tuple[tuple[str, bool], ...]
    right: str
    touching: tuple[Touching, ...]
    memo: tuple[tuple[str, bool], ...] = ()
    about: str = ""


def _pieces(text: str, words: str) -> tuple[tuple[str, bool], ...]:
    """Cut a text where words stand in it."""
    text = unicodedata.normalize("NFC", text)
    folded, wanted = fold_words(text), fold_words(words)
    pieces: list[tuple[str, bool]] = []
    at = 0
    while wanted and (place := folded.find(wanted, at)) >= 0:
        pieces += [(text[at:place], False), (text[place : place + len(wanted)], True)]
        at = place + len(wanted)
    return tuple(piece for piece in [*pieces, (text[at:], False)] if piece[0])


def _from_word(left: str, start: int) -> str:
    """Return what stands before a place from a whole word on, when it was cut off in one."""
    return left if len(left) >= start else f"… {left.partition(' ')[2]}"


def _to_word(right: str, end: int, length: int) -> str:
    """Return what stands after a place up to a whole word, when it was cut off in one."""
    return right if end + len(right) >= length else f"{right.rpartition(' ')[0]} …"


class _Teller:
    """Tells what was found in the language of the page."""

    def __init__(self, shown: Shown, asked: Asked) -> None:
        self.study, self.asked = shown.study, asked
        self.filters = make_filters(shown.report)
        self.words = words_in(shown.language)

    def _place(self, hit: dict[str, Any]) -> str:
        parts = [(self.words["passage"], hit["passage"]), ("", hit["speaker"])]
        parts.append((self.words["page"], hit["page"].replace(";", ", ")))
        return " · ".join(f"{name} {one}".strip() for name, one in parts if one)

    def _around(self, hit: dict[str, Any]) -> tuple[str, str]:
        length = len(self.study.documents[hit["document"]].text)
        left = _from_word(hit["left"], hit["start"])
        return left, _to_word(hit["right"], hit["end"], length)

    def title(self, coding: Coding) -> str:
        said = f"{self.filters['code'](coding.code)}: "
        return said + str(self.filters["value"](coding.value, coding.code))

    def touching(self, codings: Iterable[Coding]) -> tuple[Touching, ...]:
        return tuple(
            Touching(one.id, f"{self.title(one)} ({self.filters['unit'](one.unit)})")
            for one in codings
        )

    def text(self, hit: dict[str, Any]) -> Found:
        codings = [self.study.codings[id] for id in hit["codings"]]
        left, right = self._around(hit)
        return Found(
            hit["document"],
            hit["title"],
            self._place(hit),
            f"/read/{quote(hit['document'], safe='')}#at.{hit['start']}-{hit['end']}",
            left,
            ((hit["match"], True),),
            right,
            self.touching(codings),
        )

    def coding(self, hit: dict[str, Any]) -> Found:
        coding = self.study.codings[hit["coding"]["id"]]
        left, right = self._around(hit)
        return Found(
            hit["document"],
            hit["title"],
            self._place(hit),
            f"/read/{quote(hit['document'], safe='')}#coding.{quote(coding.id)}",
            left,
            _pieces(coding.quote, self.asked.q),
            right,
            (Touching(coding.id, self.title(coding)),),
            _pieces(coding.memo, self.asked.q),
            f"{self.filters['unit'](coding.unit)} · {coding.coder}",
        )


def _visible(study: Study, own: str, coder: str) -> frozenset[str]:
    """Return the coders whose codings are looked at: one's own, unless others are asked for."""
    known = (*study.coders, ADJUDICATED)
    if coder == _ALL or not (coder or own):
        return frozenset(known)
    if coder and coder not in known:
        raise UsageError(f"found coder {coder}; allowed: {_ALL}, {', '.join(known)}")
    return frozenset([coder or own])


def _fits(study: Study, asked: Asked, ids: Iterable[str]) -> bool:
    """Say whether one of some codings is of the code, and about the unit, that is asked for."""
    return any(
        asked.code in ("", coding.code) and asked.unit in ("", coding.unit)
        for coding in (study.codings[id] for id in ids)
    )


def _look(own: str, shown: Shown, asked: Asked) -> dict[str, list[Found]]:
    """Return what was found, in texts and in codings."""
    study, tell = shown.study, _Teller(shown, asked)
    for what, one, known in (
        ("code", asked.code, study.codes),
        ("unit", asked.unit, study.units),
        ("document", asked.document, study.documents),
    ):
        if one and one not in known:
            raise UsageError(f"found {what} {one}; allowed: {', '.join(known)}")
    coders = _visible(study, own, asked.coder)
    found: dict[str, list[Found]] = {}
    of_codings = bool(asked.code or asked.unit or asked.coder)
    if asked.q and asked.where in ("", "texts"):
        found["texts"] = [
            tell.text(hit)
            for hit in find_in_texts(study, asked.q, coders)
            if asked.document in ("", hit["document"])
            and (not of_codings or _fits(study, asked, hit["codings"]))
        ]
    if (asked.q or asked.narrowed) and asked.where in ("", "codings"):
        found["codings"] = [
            tell.coding(hit)
            for hit in find_in_codings(study, asked.q, coders)
            if asked.document in ("", hit["document"]) and _fits(study, asked, hit["codings"])
        ]
    return found


def _by_document(found: Sequence[Found]) -> list[tuple[str, list[Found]]]:
    groups: dict[str, list[Found]] = {}
    for one in found:
        groups.setdefault(one.document, []).append(one)
    return [(some[0].title, some) for some in groups.values()]


def _choices(own: str, shown: Shown, asked: Asked) -> dict[str, Any]:
    study, language = shown.study, shown.language
    codes = [
        (
            in_language(book.title, language),
            [
                Option(code.id, in_language(code.label, language), code.id == asked.code)
                for code in book.codes
            ],
        )
        for book in study.codebooks
        if book.codes
    ]
    return {
        "codes": codes,
        "units": [
            Option(unit.id, in_language(unit.label, language), unit.id == asked.unit)
            for unit in study.units.values()
        ],
        "documents": [
            Option(one.id, one.title or one.id, one.id == asked.document)
            for one in study.documents.values()
        ],
        "coders": [Option(one, one, one == asked.coder) for one in (*study.coders, ADJUDICATED)],
        "mine": own,
    }


@router.get("/search")
def search(
    request: Request,
    q: Annotated[str, Query(max_length=500)] = "",
    where: Literal["", "texts", "codings"] = "",
    code: Annotated[str, Query(max_length=200)] = "",
    unit: Annotated[str, Query(max_length=200)] = "",
    coder: Annotated[str, Query(max_length=200)] = "",
    document: Annotated[str, Query(max_length=200)] = "",
    most: Annotated[int, Query(ge=1, le=100_000)] = _MOST,
) -> Response:
    """Search texts in context, and codings by their words, memos, codes, units and coders."""
    own, shown = bench_of(request).coder, shown_for(request, selects=False)
    asked = Asked(q.strip(), where, code, unit, coder, document)
    found = _look(own, shown, asked)
    return show_results(
        request,
        shown,
        "search.html.j2",
        page="search",
        asked=asked,
        choices=_choices(own, shown, asked),
        totals={kind: len(some) for kind, some in found.items()},
        groups={kind: _by_document(some[:most]) for kind, some in found.items()},
        most=most,
    )
