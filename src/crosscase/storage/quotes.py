"""Where words stand in a document, when they are all that is given."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from crosscase.corpus import Document
from crosscase.spans import line_of, line_starts
from crosscase.storage.findings import Findings, Place, shorten

__all__ = ["locate_quote"]

_AROUND = 16
_SHOWN = 12


def _places(text: str, quote: str) -> list[int]:
    found: list[int] = []
    at = text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def _note_places(document: Document, quote: str, places: Sequence[int], findings: Findings) -> None:
    """Note that a quote stands nowhere, or each of the places where it stands."""
    if not places:
        findings.add(
            Place(document.path),
            "quote-not-found",
            f"no “{shorten(quote)}” in {document.id}",
            "words of the text, to the letter",
            "copy the words from the text",
        )
    starts = line_starts(document.text)
    for at in places[:_SHOWN]:
        around = document.text[max(0, at - _AROUND) : at + len(quote) + _AROUND]
        findings.add(
            Place(document.path, line_of(starts, at)),
            "quote-not-unique",
            f"“{shorten(quote)}” {len(places)} times in {document.id}; "
            f"at {at}: “…{shorten(around)}…”",
            "words that stand in the document once",
            "quote a few words more",
        )


def locate_quote(
    document: Document, quote: str, findings: Findings, *, near: tuple[int, int] | None = None
) -> tuple[int, int] | None:
    """Return where words stand in a document.

    Parameters
    ----------
    document : Document
        The document.
    quote : str
        The words, to the letter.
    findings : Findings
        Gets a problem when they stand nowhere, or in several places that will do.
    near : tuple of (int, int), optional
        Of several places the one that lies within this span will do.

    Returns
    -------
    tuple of (int, int) or None
        Half-open offsets in code points; None when a problem was noted.
    """
    # Texts are in normal form C; words pasted from elsewhere need not be.
    quote = unicodedata.normalize("NFC", quote)
    places = _places(document.text, quote)
    if near is not None and len(places) > 1:
        within = [at for at in places if near[0] <= at and at + len(quote) <= near[1]]
        places = within if len(within) == 1 else places
    if len(places) != 1:
        _note_places(document, quote, places, findings)
        return None
    return places[0], places[0] + len(quote)
