"""From a coding to its words and on to the publication they render; search in context."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crosscase.coding import CLAIM_FIELDS, Coding, Decision
from crosscase.corpus import (
    Document,
    Origin,
    page_at,
    passage_at,
    passages_in,
    speaker_at,
    time_at,
)
from crosscase.decisions import decision_on, effective_decisions
from crosscase.errors import CheckFailedError, UsageError
from crosscase.judgements import changed_fields
from crosscase.spans import fold_case, text_sha256

if TYPE_CHECKING:
    from pandas import DataFrame

    from crosscase.study import Study

__all__ = [
    "Evidence",
    "EvidenceOrigin",
    "evidence_of",
    "gather_evidence",
    "read_sources",
    "search_texts",
]


@dataclass(frozen=True, slots=True)
class EvidenceOrigin:
    """A stretch of a publication; ``text`` is empty where the publication is not at hand."""

    source: str
    citation: str
    start: int
    end: int
    sha256: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A coding with everything needed to judge it.

    Parameters
    ----------
    coding : Coding
        The coding.
    document : Document
        The document it is in.
    passage, passage_text : str
        Numbers, joined by ``;``, and words, with a blank line between, of the passages it
        touches; empty where it touches none.
    origins : tuple of EvidenceOrigin
        Where these passages come from.
    placed : bool
        Whether the words are where the coding says; if not, it has no passage and no origins.
    settled : Decision or None
        The decision on a disagreement that settles the coding or lets it stand.
    speaker, time, page : str
        Who speaks there, from when on in the recording, and on which pages of the original it
        stands; empty where the text has no such structure.
    """

    coding: Coding
    document: Document
    passage: str
    passage_text: str
    origins: tuple[EvidenceOrigin, ...]
    placed: bool = True
    settled: Decision | None = None
    speaker: str = ""
    time: str = ""
    page: str = ""

    @property
    def stands(self) -> bool:
        """Whether no decision says that another coding, or none, stands instead."""
        return self.settled is None or self.coding.id in self.settled.stands

    def as_dict(self) -> dict[str, object]:
        """Return it as plain data, for JSON.

        Returns
        -------
        dict
            Keys ``id, coder, document, title, kind, role, start, end, quote, placed, passage,
            passage_text, speaker, time, page, code, unit, value, period, date, actor, toward,
            decision, memo, settled, stands, by, why, suggestion, suggested_by, changed,
            origins``; ``settled`` is the id of the decision on a disagreement, empty without one,
            and ``suggestion`` that of the suggestion it came of, with its method and the fields
            that were changed.
        """
        claim = {name: getattr(self.coding, name) for name in CLAIM_FIELDS}
        origins = [
            {name: getattr(origin, name) for name in EvidenceOrigin.__slots__}
            for origin in self.origins
        ]
        proposed = self.coding.proposed or {}
        changed = changed_fields(self.coding, proposed) if proposed else ()
        return {
            "id": self.coding.id,
            "coder": self.coding.coder,
            "document": self.document.id,
            "title": self.document.title,
            "kind": self.document.kind,
            "role": self.document.role,
            "start": self.coding.start,
            "end": self.coding.end,
            "quote": self.coding.quote,
            "placed": self.placed,
            "passage": self.passage,
            "passage_text": self.passage_text,
            "speaker": self.speaker,
            "time": self.time,
            "page": self.page,
            **claim,
            "settled": self.settled.id if self.settled else "",
            "stands": self.stands,
            "by": ";".join(self.settled.by) if self.settled else "",
            "why": self.settled.why if self.settled else "",
            "suggestion": self.coding.suggestion,
            "suggested_by": proposed.get("method", ""),
            "changed": ";".join(changed),
            "origins": origins,
        }


def read_sources(study: Study, folder: Path) -> dict[str, str]:
    """Read the publications behind the texts and verify each, and each origin, by its hash.

    Parameters
    ----------
    study : Study
        The study, whose ``corpus/sources.yaml`` says what to expect.
    folder : Path
        Where the files are.

    Returns
    -------
    dict
        Source id → text, newlines and byte-order mark as they lie.

    Raises
    ------
    CheckFailedError
        When a file is missing, is not UTF-8 or is not the one the origins were taken from, or an
        origin has another hash than the words that stand there.
    """
    texts: dict[str, str] = {}
    wrong: list[str] = []
    for source in study.sources.values():
        path = folder / source.file
        if not path.is_file():
            wrong.append(f"{path}: not found; put {source.id} there or leave --sources out")
            continue
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != source.sha256:
            wrong.append(f"{path}: another text than the origins of {source.id} were taken from")
            continue
        try:
            texts[source.id] = data.decode("utf-8")
        except UnicodeDecodeError as error:
            wrong.append(
                f"{path}: found a byte that is not UTF-8 at {error.start}; allowed: UTF-8; "
                f"save {source.id} as UTF-8 and take its origins from that file"
            )
    wrong += [
        f"{study.sources[o.source].file}: characters {o.start}–{o.end} are not the origin that "
        f"{o.document}, passage {o.passage}, was taken from; run `crosscase check --sources`"
        for o in study.origins
        if o.source in texts and text_sha256(texts[o.source][o.start : o.end]) != o.sha256
    ]
    if wrong:
        raise CheckFailedError("\n".join(wrong))
    return texts


def _origins_by_passage(study: Study) -> Mapping[tuple[str, str], list[Origin]]:
    found: dict[tuple[str, str], list[Origin]] = {}
    for origin in study.origins:
        found.setdefault((origin.document, origin.passage), []).append(origin)
    return found


def _decisions(study: Study) -> Mapping[str, Decision]:
    return decision_on(effective_decisions(study.coding_state, study.unplaced))


def _with_text(study: Study, origin: Origin, texts: Mapping[str, str]) -> EvidenceOrigin:
    text = texts.get(origin.source, "")[origin.start : origin.end]
    return EvidenceOrigin(
        source=origin.source,
        citation=study.sources[origin.source].citation,
        start=origin.start,
        end=origin.end,
        sha256=origin.sha256,
        text=re.sub(r"\s+", " ", text).strip(),
    )


def evidence_of(
    study: Study,
    coding: str,
    *,
    sources: Path | None = None,
) -> Evidence:
    """Return a coding with its document, passage and origins.

    Parameters
    ----------
    study : Study
        The study.
    coding : str
        Id of a live coding.
    sources : Path, optional
        Folder with the publications, to show the original passages.

    Returns
    -------
    Evidence
        The coding and what it rests on.

    Raises
    ------
    UsageError
        When there is no such coding.
    CheckFailedError
        When a publication is missing or another.
    """
    if coding not in study.codings:
        raise UsageError(f"no live coding has the id {coding!r}; `crosscase scores` lists ids")
    texts = read_sources(study, sources) if sources is not None else {}
    return _collect(
        study, study.codings[coding], _origins_by_passage(study), texts, _decisions(study)
    )


def gather_evidence(
    study: Study, *, texts: Mapping[str, str], codings: Iterable[Coding] | None = None
) -> dict[str, Evidence]:
    """Return every coding whose words are in their place, with its document, passage and origins.

    Parameters
    ----------
    study : Study
        The study.
    texts : mapping
        What :func:`read_sources` gave; empty when the publications are not at hand.
    codings : iterable of Coding, optional
        The codings, such as those of a snapshot as they were then; those of now when left out.

    Returns
    -------
    dict
        Coding id → evidence, in the order of the codings; those of now in that of the documents.
    """
    origins, decisions = _origins_by_passage(study), _decisions(study)
    return {
        coding.id: _collect(study, coding, origins, texts, decisions)
        for coding in (study.coding_state.codings if codings is None else codings)
        if coding.id not in study.unplaced
    }


def _collect(
    study: Study,
    coding: Coding,
    origins: Mapping[tuple[str, str], list[Origin]],
    texts: Mapping[str, str],
    decisions: Mapping[str, Decision],
) -> Evidence:
    document = study.documents[coding.document]
    if coding.id in study.unplaced:
        return Evidence(coding, document, "", "", (), placed=False)
    touched = passages_in(study.passages[document.id], coding.start, coding.end)
    found = [one for p in touched for one in origins.get((document.id, p.number), ())]
    return Evidence(
        coding,
        document,
        ";".join(passage.number for passage in touched),
        "\n\n".join(document.text[passage.start : passage.end] for passage in touched),
        tuple(_with_text(study, origin, texts) for origin in found),
        settled=decisions.get(coding.id),
        speaker=speaker_at(document, coding.start, coding.end),
        time=time_at(document, coding.start, coding.end),
        page=page_at(document, coding.start, coding.end),
    )


def _touching(codings: Sequence[Coding], hits: Iterable[tuple[int, int]]) -> Iterator[list[str]]:
    """Yield for each hit the codings that touch it; both come in the order of the text."""
    waiting = iter(codings)
    following = next(waiting, None)
    near: list[Coding] = []
    for start, end in hits:
        while following is not None and following.start < end:
            near.append(following)
            following = next(waiting, None)
        near = [coding for coding in near if start < coding.end]
        yield [coding.id for coding in near]


def _hits(document: Document, words: str) -> Iterator[tuple[int, int]]:
    folded, wanted = fold_case(document.text), fold_case(unicodedata.normalize("NFC", words))
    at = folded.find(wanted)
    while at >= 0:
        yield at, at + len(wanted)
        at = folded.find(wanted, at + len(wanted))


def search_texts(study: Study, words: str, *, document: str = "", context: int = 60) -> DataFrame:
    """Find words in the texts, each with what stands around it and the codings there.

    Parameters
    ----------
    study : Study
        The study.
    words : str
        What to look for; upper and lower case are the same.
    document : str
        Only in this document; all when empty.
    context : int
        Code points to show on either side.

    Returns
    -------
    DataFrame
        Columns ``document, passage, speaker, page, start, end, left, match, right, codings``;
        the ids of the codings that touch the hit are joined by ``;``.

    Raises
    ------
    UsageError
        When the words are empty or the document is not known.
    """
    import pandas as pd

    if not words:
        raise UsageError("nothing to look for: give one or more words")
    if document and document not in study.documents:
        raise UsageError(
            f"document {document!r} is not known; allowed: {', '.join(study.documents) or 'none'}"
        )
    by_document: dict[str, list[Coding]] = {}
    for coding in study.coding_state.codings:
        if coding.id not in study.unplaced:
            by_document.setdefault(coding.document, []).append(coding)
    rows = []
    for record in study.documents.values():
        if document and record.id != document:
            continue
        hits = list(_hits(record, words))
        touched = _touching(by_document.get(record.id, []), hits)
        for (start, end), touching in zip(hits, touched, strict=True):
            rows.append(
                {
                    "document": record.id,
                    "passage": passage_at(study.passages, record.id, start),
                    "speaker": speaker_at(record, start, end),
                    "page": page_at(record, start, end),
                    "start": start,
                    "end": end,
                    "left": record.text[max(0, start - context) : start].replace("\n", " "),
                    "match": record.text[start:end],
                    "right": record.text[end : end + context].replace("\n", " "),
                    "codings": ";".join(touching),
                }
            )
    columns = ["document", "passage", "speaker", "page", "start", "end"]
    return pd.DataFrame(rows, columns=[*columns, "left", "match", "right", "codings"])
