"""Pieces of evidence: a score, a coding in its passage, a verdict, each as it is shown alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from crosscase.coding import CLAIM_FIELDS, Coding
from crosscase.comparison import find_ref
from crosscase.corpus import passages_in
from crosscase.judgements import changed_fields
from crosscase.report.filters import make_filters
from crosscase.study import Study
from crosscase.web.state import Workbench
from crosscase.web.views.fitting import raise_headings
from crosscase.web.views.places import find_anchor
from crosscase.web.views.results import Shown

__all__ = [
    "MOST",
    "InText",
    "Piece",
    "find_piece",
    "find_pieces",
    "history_of",
    "words_in_text",
]

MOST = 100
"""Pieces shown together."""

_AROUND = 600
"""Code points of a passage shown on either side of the words."""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that was done to a coding: what, when, and the fields it gave."""

    what: str
    at: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class InText:
    """The words of a coding in their passage; ``clipped`` says on which sides more follows."""

    before: str
    words: str
    after: str
    clipped: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence.

    Parameters
    ----------
    anchor, kind : str
        Its id in the report, and what it is; ``waiting`` when it is still being made.
    html : Markup
        As the report has it; of a coding only the facts.
    page : str
        The address of its own page.
    title, unit : str
        Of a coding: its code and value, and whom it is about.
    text : InText or None
        Of a coding whose words are in their place.
    read : str
        Of a coding: the address of its words in the text.
    history : tuple of Happened
        Of a coding: everything that was done to it.
    suggested : tuple of str
        Of a coding that came of a suggestion: the method, then what was changed.
    """

    anchor: str
    kind: str
    html: Markup
    page: str
    title: str = ""
    unit: str = ""
    text: InText | None = None
    read: str = ""
    history: tuple[Happened, ...] = ()
    suggested: tuple[str, ...] = ()


def history_of(bench: Workbench, coding: str) -> tuple[Happened, ...]:
    """Return everything that was done to a coding, in the order of the answers.

    Parameters
    ----------
    bench : Workbench
        The study.
    coding : str
        Id of a coding.

    Returns
    -------
    tuple of Happened
        First that it was added.
    """
    return tuple(
        Happened(
            event.event,
            event.at,
            tuple(
                (name, getattr(event, name))
                for name in CLAIM_FIELDS
                if event.event == "revise" and name in event.fields
            ),
        )
        for event in bench.opened.events_of(coding)
    )


def words_in_text(study: Study, document: str, start: int, end: int) -> InText:
    """Return words with what stands around them in their passages.

    Parameters
    ----------
    study : Study
        The study.
    document : str
        Id of a document.
    start, end : int
        Half-open offsets in code points.

    Returns
    -------
    InText
        At most some hundreds of code points on either side, cut at a space.
    """
    text = study.documents[document].text
    touched = passages_in(study.passages[document], start, end)
    first = min([start, *(passage.start for passage in touched)])
    last = max([end, *(passage.end for passage in touched)])
    low, high = max(first, start - _AROUND), min(last, end + _AROUND)
    if low > first:
        low = text.find(" ", low, start) + 1 or low
    if high < last:
        found = text.rfind(" ", end, high)
        high = found if found >= 0 else high
    return InText(text[low:start], text[start:end], text[end:high], (low > first, high < last))


def _coding_of(shown: Shown, id: str) -> Coding | None:
    evidence = shown.report.evidence.get(id)
    if evidence is not None:
        return evidence.coding
    return shown.study.codings.get(id)  # words that are not in their place have no evidence


def _show_coding(bench: Workbench, shown: Shown, coding: Coding) -> Piece:
    filters = make_filters(shown.report)
    placed = coding.id in shown.report.evidence
    proposed = coding.proposed or {}
    suggested = (str(proposed["method"]), *changed_fields(coding, proposed)) if proposed else ()
    anchor = f"coding.{coding.id}"
    return Piece(
        anchor,
        "coding",
        shown.part(f"facts.{coding.id}"),
        shown.places.link(anchor),
        f"{filters['code'](coding.code)}: {filters['value'](coding.value, coding.code)}",
        str(filters["unit"](coding.unit)),
        words_in_text(shown.study, coding.document, coding.start, coding.end) if placed else None,
        f"{shown.places.link_document(coding.document)}#{anchor}",
        history_of(bench, coding.id),
        suggested,
    )


def _being_made(shown: Shown, anchor: str, kind: str) -> Piece | None:
    """Return a piece that says it is being made; None when it is of another kind, or made."""
    if kind != "robustness" or shown.chosen or not find_anchor(shown.study, anchor):
        return None
    if shown.ask("robustness").current:
        return None
    return Piece(anchor, "waiting", Markup(), shown.places.link(anchor))


def find_piece(bench: Workbench, shown: Shown, anchor: str, *, raised: int = 2) -> Piece | None:
    """Return a piece of evidence.

    Parameters
    ----------
    bench : Workbench
        The study.
    shown : Shown
        The results it is part of.
    anchor : str
        Its id in the report.
    raised : int
        By how many levels its heading is raised.

    Returns
    -------
    Piece or None
        None where there is no such piece.
    """
    kind, _, rest = anchor.partition(".")
    if kind == "coding":
        coding = _coding_of(shown, rest)
        return None if coding is None else _show_coding(bench, shown, coding)
    if kind not in ("score", "verdict", "robustness"):
        return None
    html = shown.part(anchor)
    if not html:
        return _being_made(shown, anchor, kind)
    ref = find_ref(anchor)
    return Piece(
        anchor,
        kind,
        raise_headings(html, by=raised),
        shown.places.link(anchor),
        unit=ref.unit if ref else "",
    )


def find_pieces(
    bench: Workbench, shown: Shown, anchors: Iterable[str]
) -> tuple[Sequence[Piece], int]:
    """Return pieces of evidence, and how many more there are.

    Parameters
    ----------
    bench : Workbench
        The study.
    shown : Shown
        The results they are part of.
    anchors : iterable of str
        Their ids in the report; those that are not there are left out.

    Returns
    -------
    tuple of (sequence of Piece, int)
        At most :data:`MOST`, each once.
    """
    wanted = list(dict.fromkeys(anchors))
    found = [find_piece(bench, shown, anchor) for anchor in wanted[:MOST]]
    return [piece for piece in found if piece is not None], max(0, len(wanted) - MOST)
