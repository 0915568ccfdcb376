"""What the report says of its material: documents, coverage, and the share of sources used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from crosscase.corpus import Document
from crosscase.scoring.evidence import Evidence
from crosscase.study import Study

__all__ = ["DocumentAccount", "SourceAccount", "account_documents", "account_sources"]

Ranges = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class DocumentAccount:
    """A document with its size and how much of what was coded in it counts."""

    document: Document
    words: int
    codings: int
    covered_codes: int


@dataclass(frozen=True, slots=True)
class SourceAccount:
    """How much of a publication the documents render.

    Parameters
    ----------
    source, citation : str
        Which publication.
    to_cover : int
        Code points that had to be rendered or left out: the covered ranges less the excluded.
    rendered : float
        Share of these that passages render, 0 to 1.
    left_out : tuple of (str, float)
        Share left out for each reason, in order of the reason.
    """

    source: str
    citation: str
    to_cover: int
    rendered: float
    left_out: tuple[tuple[str, float], ...]


def _merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    merged: Ranges = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without(ranges: Ranges, holes: Ranges) -> Ranges:
    kept: Ranges = []
    for start, end in ranges:
        at = start
        for low, high in holes:
            if high <= at or low >= end:
                continue
            if low > at:
                kept.append((at, low))
            at = max(at, high)
        if at < end:
            kept.append((at, end))
    return kept


def _length(ranges: Ranges) -> int:
    return sum(end - start for start, end in ranges)


def _within(ranges: Ranges, area: Ranges) -> int:
    return _length(ranges) - _length(_without(ranges, area))


def account_sources(study: Study) -> tuple[SourceAccount, ...]:
    """Say of each publication how much of what had to be rendered is.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    tuple of SourceAccount
        Publications with a covered range, in the order of ``corpus/sources.yaml``.
    """
    accounts = []
    for source in study.sources.values():
        area = _without(_merged(source.covered), _merged((e.start, e.end) for e in source.excluded))
        size = _length(area)
        if not size:
            continue
        origins = _merged((o.start, o.end) for o in study.origins if o.source == source.id)
        reasons: dict[str, Ranges] = {}
        for left in study.left_out:
            if left.source == source.id:
                reasons.setdefault(left.reason, []).append((left.start, left.end))
        accounts.append(
            SourceAccount(
                source.id,
                source.citation,
                size,
                _within(origins, area) / size,
                tuple(
                    (reason, _within(_merged(ranges), area) / size)
                    for reason, ranges in sorted(reasons.items())
                ),
            )
        )
    return tuple(accounts)


def account_documents(study: Study) -> tuple[DocumentAccount, ...]:
    """Say of each document how long it is and what was coded in it.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    tuple of DocumentAccount
        In the order of the catalogue.
    """
    evidence = Evidence(study)
    counted = evidence.counted().by_document
    covered = Counter(document for document, _ in evidence.readers)
    return tuple(
        DocumentAccount(
            document,
            len(document.text.split()),
            len(counted.get(document.id, ())),
            covered[document.id],
        )
        for document in study.documents.values()
    )
