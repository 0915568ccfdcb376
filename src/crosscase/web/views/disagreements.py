"""Disagreements side by side, to be settled: what each coder said of the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from crosscase.adjudication import KINDS, Item, choose_items
from crosscase.codebook import Code, in_language
from crosscase.coding import Coding
from crosscase.errors import UsageError
from crosscase.report.filters import make_filters, shorten
from crosscase.study import Study
from crosscase.web.answers import RefusedError
from crosscase.web.api.settling import find_disagreements
from crosscase.web.state import moment_of
from crosscase.web.views.evidence import InText, words_in_text
from crosscase.web.views.framing import Option, show_results, shown_for
from crosscase.web.views.results import Shown

__all__ = ["router"]

router = APIRouter()

Name = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which disagreements are looked at."""

    kind: str
    document: str
    case: str
    code: str
    codebook: str
    state: str

    def query(self, **more: str) -> str:
        """Return what stands for it in an address, with more."""
        own = {name: getattr(self, name) for name in self.__slots__}
        return urlencode([(name, value) for name, value in (own | more).items() if value])


@dataclass(frozen=True, slots=True)
class Line:
    """A disagreement in the list: its address, what it is about, and its first words."""

    id: str
    href: str
    kind: str
    about: str
    words: str
    settled: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What one coder said: a coding in words, its details by name, its own words where others."""

    coding: Coding
    title: str
    unit: str
    details: tuple[tuple[str, str], ...]
    quote: str
    stands: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A coder with what that coder said of the words; nothing when the coder was silent."""

    coder: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """A disagreement, opened.

    Parameters
    ----------
    item : Item
        The disagreement.
    kind, title : str
        What differs, and the document, in words.
    text : InText
        The words in their passage.
    read : str
        The address of the words in the text.
    sides : tuple of Side
        The coders compared.
    added : tuple of Said
        Codings that the decision added.
    codes : tuple of Code
        The codes used.
    """

    item: Item
    kind: str
    title: str
    text: InText
    read: str
    sides: tuple[Side, ...]
    added: tuple[Said, ...]
    codes: tuple[Code, ...]


class _Teller:
    """Tells disagreements in the language of the page."""

    def __init__(self, shown: Shown) -> None:
        self.shown, self.study, self.language = shown, shown.study, shown.language
        self.filters = make_filters(shown.report)

    def line(self, item: Item, wanted: Wanted) -> Line:
        first = item.codings[0]
        about = dict.fromkeys(self.filters["code"](coding.code) for coding in item.codings)
        units = dict.fromkeys(self.filters["unit"](coding.unit) for coding in item.codings)
        return Line(
            item.id,
            f"/disagreements?{wanted.query(item=item.id)}",
            in_language(KINDS[item.kind], self.language),
            f"{' / '.join(about)} · {' / '.join(units)}",
            shorten(" ".join(first.quote.split()), 70),
            item.settled is not None,
        )

    def said(self, coding: Coding, item: Item) -> Said:
        study, filters = self.study, self.filters
        toward = f" → {filters['unit'](coding.toward)}" if coding.toward else ""
        periods = ", ".join(
            in_language(study.periods[p].label, self.language) for p in coding.periods
        )
        details = [("period", periods)] + [
            (name, getattr(coding, name)) for name in ("date", "actor", "decision", "memo")
        ]
        apart = (coding.start, coding.end) != (item.start, item.end)
        return Said(
            coding,
            f"{filters['code'](coding.code)}: {filters['value'](coding.value, coding.code)}",
            f"{filters['unit'](coding.unit)}{toward}",
            tuple((name, value) for name, value in details if value),
            " ".join(coding.quote.split()) if apart else "",
            item.settled is not None and coding.id in item.settled.stands,
        )

    def open(self, item: Item) -> Opened:
        sides = tuple(
            Side(coder, tuple(self.said(c, item) for c in item.codings if c.coder == coder))
            for coder in item.coders
        )
        codes = dict.fromkeys(coding.code for coding in item.codings)
        return Opened(
            item,
            in_language(KINDS[item.kind], self.language),
            self.study.documents[item.document].title,
            words_in_text(self.study, item.document, item.start, item.end),
            f"/read/{quote(item.document, safe='')}#at.{item.start}-{item.end}",
            sides,
            tuple(self.said(coding, item) for coding in item.added),
            tuple(self.study.codes[code] for code in codes),
        )


def _next_open(items: Sequence[Item], here: Item | None) -> Item | None:
    """Return the first open disagreement after this one, or from the beginning."""
    place = items.index(here) if here in items else -1
    turned = [*items[place + 1 :], *items[: max(place, 0)]]
    return next((one for one in turned if one.settled is None and one != here), None)


def _claims(study: Study, language: str) -> dict[str, Any]:
    """Return what a coding can be changed to: codes, units, and by code its values."""
    coded = [code for code in study.codes.values() if code.derive is None]
    return {
        "codes": [[code.id, in_language(code.label, language)] for code in coded],
        "units": [[unit.id, in_language(unit.label, language)] for unit in study.units.values()],
        "values": {
            code.id: [
                [one.id, in_language(one.label, language) or one.id]
                for one in study.scales[code.scale].values
            ]
            for code in coded
        },
    }


def _filters(shown: Shown, wanted: Wanted) -> dict[str, list[Option]]:
    study, language = shown.study, shown.language

    def options(pairs: Any, chosen: str) -> list[Option]:
        return [Option(id, name, id == chosen) for id, name in pairs]

    return {
        "kind": options(
            ((kind, in_language(label, language)) for kind, label in KINDS.items()), wanted.kind
        ),
        "document": options(
            ((one.id, one.title or one.id) for one in study.documents.values()), wanted.document
        ),
        "case": options(
            ((one.id, in_language(one.label, language)) for one in study.cases), wanted.case
        ),
        "codebook": options(
            ((one.id, in_language(one.title, language)) for one in study.codebooks if one.codes),
            wanted.codebook,
        ),
    }


def _choose(study: Study, items: tuple[Item, ...], wanted: Wanted) -> tuple[Item, ...]:
    if wanted.kind and wanted.kind not in KINDS:
        raise UsageError(f"found kind {wanted.kind}; allowed: {', '.join(KINDS)}")
    chosen = choose_items(
        study,
        items,
        kinds=(wanted.kind,) if wanted.kind else (),
        document=wanted.document,
        case=wanted.case,
        code=wanted.code,
        codebook=wanted.codebook,
    )
    if wanted.state == "all":
        return chosen
    return tuple(one for one in chosen if (one.settled is None) == (wanted.state != "settled"))


def _opened(items: Sequence[Item], chosen: Sequence[Item], item: str) -> Item | None:
    if item:
        found = next((one for one in items if one.id == item), None)
        if found is None:
            raise RefusedError(
                404, f"found disagreement {item}; when its codings change it is another"
            )
        return found
    return next((one for one in chosen if one.settled is None), chosen[0] if chosen else None)


@router.get("/disagreements")
def disagreements(
    request: Request,
    item: Name = "",
    kind: Name = "",
    document: Name = "",
    case: Name = "",
    code: Name = "",
    codebook: Name = "",
    state: Literal["", "open", "settled", "all"] = "",
) -> Response:
    """Show the disagreements of coders, and one of them side by side with its words."""
    shown = shown_for(request, selects=False)
    wanted = Wanted(kind, document, case, code, codebook, "" if state == "open" else state)
    items, lack = find_disagreements(moment_of(request))
    chosen = _choose(shown.study, items, wanted)
    here = _opened(items, chosen, item)
    tell = _Teller(shown)
    next_open = _next_open(chosen, here)
    settled = sum(one.settled is not None for one in items)
    return show_results(
        request,
        shown,
        "disagreements.html.j2",
        page="disagreements",
        lack=lack,
        wanted=wanted,
        filters=_filters(shown, wanted),
        counts={"all": len(items), "settled": settled, "open": len(items) - settled},
        lines=[tell.line(one, wanted) for one in chosen],
        opened=tell.open(here) if here else None,
        next_open=tell.line(next_open, wanted).href if next_open else "",
        claims=_claims(shown.study, shown.language),
    )
