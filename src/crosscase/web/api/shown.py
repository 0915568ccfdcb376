"""Records as the plain data that the API gives."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from crosscase.codebook import Code, Codebook, Scale
from crosscase.coding import ACTORS, CLAIM_FIELDS, Coding
from crosscase.study import Period, Study, Unit
from crosscase.suggestion import Suggestion
from crosscase.web.overview import Progress

if TYPE_CHECKING:
    from crosscase.adjudication import Item

__all__ = [
    "HUES",
    "show_coding",
    "show_document",
    "show_item",
    "show_study",
    "show_suggestion",
    "show_text",
]

HUES = 8
"""Colours for codebooks; a ninth has that of the first."""

_CODING = (
    *("id", "coder", "document", "start", "end", "quote"),
    *CLAIM_FIELDS,
    *("at", "revised", "suggestion"),
)
_read_coding = attrgetter(*_CODING)
_SUGGESTION = (
    *("id", "start", "end", "quote", "code", "unit", "value", "method", "rule", "score"),
    *("reason", "hits"),
)
_DOCUMENT = ("id", "title", "kind", "date", "role", "party", "units", "language")


def show_coding(study: Study, coding: Coding) -> dict[str, Any]:
    """Return a coding; ``last`` is what another request has to name to change it."""
    data = dict(zip(_CODING, _read_coding(coding), strict=True))
    data["last"] = coding.last_claim
    data["placed"] = coding.id not in study.unplaced
    return data


def show_suggestion(one: Suggestion) -> dict[str, Any]:
    """Return a suggestion."""
    return {name: getattr(one, name) for name in _SUGGESTION}


def show_document(progress: Progress) -> dict[str, Any]:
    """Return what is known of a document, and how far it is coded."""
    document = progress.document
    return {
        **{name: getattr(document, name) for name in _DOCUMENT},
        "length": len(document.text),
        "codings": progress.codings,
        "suggestions": progress.suggestions,
        "covered": progress.codebooks,
        "covered_codes": progress.covered,
        "codes": progress.codes,
    }


def show_text(study: Study, progress: Progress) -> dict[str, Any]:
    """Return a document with its text and what divides it."""
    document = progress.document
    return {
        **show_document(progress),
        "text": document.text,
        "sha256": document.sha256,
        "turns": [
            {name: getattr(turn, name) for name in ("start", "end", "speaker", "begin", "until")}
            for turn in document.turns
        ],
        "pages": [
            {"start": page.start, "end": page.end, "label": page.label} for page in document.pages
        ],
        "passages": [
            {"number": passage.number, "start": passage.start, "end": passage.end}
            for passage in study.passages[document.id]
        ],
    }


def _show_unit(unit: Unit) -> dict[str, Any]:
    names = ("id", "kind", "label", "case", "parties")
    return {name: getattr(unit, name) for name in names}


def _show_code(code: Code) -> dict[str, Any]:
    names = ("id", "group", "label", "definition", "source", "scale", "level", "directed")
    return {
        **{name: getattr(code, name) for name in names},
        "when_to_use": code.use,
        "when_not": code.avoid,
        "actors": code.actors,
        "polarity": code.polarity,
        "derived": code.derive is not None,
    }


def _show_codebook(book: Codebook, place: int) -> dict[str, Any]:
    return {
        "id": book.id,
        "label": book.title,
        "theory": book.theory,
        "source": book.source,
        "groups": book.groups,
        "hue": place % HUES + 1,
        "codes": [_show_code(code) for code in book.codes],
    }


def _show_scale(scale: Scale) -> dict[str, Any]:
    return {
        "kind": scale.kind,
        "label": scale.label,
        "description": scale.description,
        "values": [
            {"id": value.id, "label": value.label, "description": value.description}
            for value in scale.values
        ],
    }


def _show_period(period: Period) -> dict[str, Any]:
    return {
        "id": period.id,
        "scheme": period.scheme,
        "label": period.label,
        "dates": period.dates,
    }


def show_study(study: Study, coder: str) -> dict[str, Any]:
    """Return what can be coded, of whom, in what; without the documents."""
    return {
        "title": study.title,
        "languages": study.languages,
        "coder": coder or None,
        "coders": [
            {"id": one.id, "counts": one.counts, "description": one.description}
            for one in study.coders.values()
        ],
        "units": [_show_unit(unit) for unit in study.units.values()],
        "codebooks": [_show_codebook(book, place) for place, book in enumerate(study.codebooks)],
        "scales": {scale.id: _show_scale(scale) for scale in study.scales.values()},
        "periods": [_show_period(period) for period in study.periods.values()],
        "actors": ACTORS,
    }


def show_item(study: Study, item: Item) -> dict[str, Any]:
    """Return a disagreement with the codings at odds."""
    settled = item.settled
    names = ("id", "kind", "document", "start", "end", "quote", "coders", "silent")
    return {
        **{name: getattr(item, name) for name in names},
        "codings": [show_coding(study, coding) for coding in item.codings],
        "added": [show_coding(study, coding) for coding in item.added],
        "settled": settled
        and {name: getattr(settled, name) for name in ("id", "stands", "by", "why", "at")},
    }
