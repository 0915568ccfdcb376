"""Where codes can meet: sentences, passages, documents, units; and who has which code there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from crosscase.codebook import NOT_APPLICABLE
from crosscase.coding import Coding
from crosscase.corpus import Document
from crosscase.errors import UsageError
from crosscase.scoring import Scorebook

__all__ = ["WITHIN", "Sentences", "Windows", "find_windows", "groups_behind"]

WITHIN = ("sentence", "passage", "document", "unit")
"""What codes can meet in, from the narrowest to the widest text, and then the unit."""

Span = tuple[int, int]
Window = tuple[str, int]
"""A document and the place of the stretch in it; a unit and 0."""

Sentences = Callable[[Document], Sequence[Span]]
"""Gives the sentences of a document: half-open offsets in code points, in the order of the text."""


@dataclass(frozen=True)
class Windows:
    """The windows of a study, and the codings in them.

    Parameters
    ----------
    within : str
        One of :data:`WITHIN`.
    codings : mapping
        Code → window → ids of the codings there, sorted; codes in the order of the codebooks.
    read : mapping
        Code → the windows that were read for it.
    """

    within: str
    codings: Mapping[str, Mapping[Window, tuple[str, ...]]]
    read: Mapping[str, frozenset[Window]]

    @cached_property
    def having(self) -> Mapping[str, frozenset[Window]]:
        """Code → the windows that have codings of it."""
        return {code: frozenset(found) for code, found in self.codings.items()}


def _check_spans(document: Document, spans: Sequence[Span]) -> None:
    before = 0
    for start, end in spans:
        if not before <= start < end <= len(document.text):
            raise UsageError(
                f"sentences of {document.id}: found {start}–{end} after {before}; allowed: spans "
                f"in the order of the text, without overlap, up to {len(document.text)}; "
                "correct what divides it"
            )
        before = end


def _spans_of(
    book: Scorebook, within: str, sentences: Sentences | None
) -> Mapping[str, Sequence[Span]]:
    """Return the windows of the documents that are kept, as spans of their texts."""
    study = book.study
    found: dict[str, Sequence[Span]] = {}
    for document in study.documents.values():
        if document.id not in book.documents:
            continue
        if within == "document":
            found[document.id] = ((0, len(document.text)),)
        elif within == "passage":
            found[document.id] = [(one.start, one.end) for one in study.passages[document.id]]
        else:
            assert sentences is not None
            found[document.id] = tuple(sentences(document))
            _check_spans(document, found[document.id])
    return found


def _touched(spans: Sequence[Span], coding: Coding) -> Iterable[int]:
    place = bisect_right(spans, coding.start, key=lambda span: span[1])
    while place < len(spans) and spans[place][0] < coding.end:
        yield place
        place += 1


def _in_texts(
    book: Scorebook, codings: Iterable[Coding], within: str, sentences: Sentences | None
) -> tuple[dict[str, dict[Window, list[str]]], Callable[[str], frozenset[Window]]]:
    spans = _spans_of(book, within, sentences)
    found: dict[str, dict[Window, list[str]]] = {}
    for coding in codings:
        for place in _touched(spans[coding.document], coding):
            windows = found.setdefault(coding.code, {})
            windows.setdefault((coding.document, place), []).append(coding.id)

    @cache
    def within_all(documents: tuple[str, ...]) -> frozenset[Window]:
        return frozenset((one, place) for one in documents for place in range(len(spans[one])))

    def read(code: str) -> frozenset[Window]:
        return within_all(tuple(one for one in spans if book.covers(one, code)))

    return found, read


def _on_units(
    book: Scorebook, codings: Iterable[Coding]
) -> tuple[dict[str, dict[Window, list[str]]], Callable[[str], frozenset[Window]]]:
    found: dict[str, dict[Window, list[str]]] = {}
    for coding in codings:
        found.setdefault(coding.code, {}).setdefault((coding.unit, 0), []).append(coding.id)

    def read(code: str) -> frozenset[Window]:
        level = book.study.codes[code].level
        scores = [
            book.score(unit.id, code)
            for unit in book.study.units.values()
            if level in ("any", unit.kind)
        ]
        return frozenset(
            (score.unit, 0) for score in scores if 0 < score.documents == score.covered
        )

    return found, read


def find_windows(book: Scorebook, within: str, *, sentences: Sentences | None = None) -> Windows:
    """Find the windows of a study and the codings in them.

    What counts is what counts for scores under the selection of the scorebook: live codings whose
    words are in their place, of coders that count, decisions in force; those with value ``n/a``,
    which say that the code does not apply, are left out. A coding is in every sentence or passage
    it shares a character with; one on words in no passage, such as a heading, is in none.

    Parameters
    ----------
    book : Scorebook
        The scores, of the study and selection wanted.
    within : {"sentence", "passage", "document", "unit"}
        What the windows are. A unit has the codings on itself: those on a party are not those of
        its case.
    sentences : callable, optional
        For sentences: what divides a document into them.

    Returns
    -------
    Windows
        With the windows read for each code: those of documents that a coder who counts covered for
        it; of units, those the code is for and that all documents listing them are covered for.

    Raises
    ------
    UsageError
        When there are no such windows, or sentences without, or with wrong, spans.
    """
    if within not in WITHIN:
        raise UsageError(f"found {within!r}; allowed: {', '.join(WITHIN)}; choose one of these")
    if within == "sentence" and sentences is None:
        raise UsageError(
            "found sentences without what divides a text into them; "
            "give `sentences`, or choose passage, document or unit"
        )
    codings = [coding for coding in book.kept if coding.value != NOT_APPLICABLE]
    found, read = (
        _on_units(book, codings)
        if within == "unit"
        else _in_texts(book, codings, within, sentences)
    )
    coded = [code for code in book.study.codes if code in found]
    return Windows(
        within,
        {code: {at: tuple(ids) for at, ids in sorted(found[code].items())} for code in coded},
        {code: read(code) for code in coded},
    )


def groups_behind(book: Scorebook, codings: Iterable[str]) -> tuple[str, ...]:
    """Return the source groups that codings are from.

    Parameters
    ----------
    book : Scorebook
        The scores.
    codings : iterable of str
        Ids of codings that count.

    Returns
    -------
    tuple of str
        Sorted, each once.
    """
    counting, documents = book.counting, book.study.documents
    return tuple(sorted({documents[counting[id].document].source_group for id in codings}))
