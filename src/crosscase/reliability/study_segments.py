"""Agreement of coders on the passages they coded, whatever unit and value they gave them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from pandas import DataFrame

from crosscase.errors import UsageError
from crosscase.reliability.estimates import COLUMNS, RESAMPLES, Estimate, rows_of
from crosscase.reliability.marks import Marks
from crosscase.reliability.ratings import Codes, Vector
from crosscase.reliability.segments import SegmentAgreement, in_documents
from crosscase.reliability.tables import list_estimates
from crosscase.scoring.shared import SharedReading, share_reading
from crosscase.study import Study

__all__ = ["PassageEstimate", "agree_on_passages", "estimate_passages"]


@dataclass(frozen=True, slots=True)
class PassageEstimate:
    """A coefficient of agreement on passages.

    Parameters
    ----------
    group : str
        The document or case within which coders agree; empty for all.
    code : str
        The code; empty for all.
    estimate : Estimate
        The coefficient.
    """

    group: str
    code: str
    estimate: Estimate


def _documents(reading: SharedReading) -> list[str]:
    shared = {one for documents in reading.documents.values() for one in documents}
    return [
        id for id, document in reading.study.documents.items() if id in shared and document.text
    ]


def _marks(reading: SharedReading, documents: Sequence[str]) -> tuple[Marks, Vector]:
    """Return the segments in the text all coders read, and which text that is for which code."""
    study = reading.study
    coder_at = {id: place for place, id in enumerate(reading.coders)}
    code_at = {id: place for place, id in enumerate(reading.codes)}
    document_at = {id: place for place, id in enumerate(documents)}
    read = np.zeros((len(documents), len(reading.codes)))
    for code, shared in reading.documents.items():
        read[[document_at[one] for one in shared if one in document_at], code_at[code]] = 1
    rows = [
        (coder_at[c.coder], code_at[c.code], document_at[c.document], c.start, c.end)
        for c in reading.state.codings
        if c.coder in coder_at
        and c.code in code_at
        and c.document in document_at
        and c.id not in study.unplaced
        and read[document_at[c.document], code_at[c.code]]
    ]
    table = np.array(rows, dtype=np.int64).reshape(len(rows), 5)
    lengths = np.array([len(study.documents[one].text) for one in documents], dtype=np.int64)
    who, what, where, start, end = table.T
    size = len(reading.coders), len(reading.codes)
    return Marks(who, what, where, start, end, *size, lengths), read


def _groups(reading: SharedReading, documents: Sequence[str], by: str) -> dict[str, Codes]:
    """Return the documents of every group; a document may speak of several cases."""
    study = reading.study
    everything = np.arange(len(documents))
    if by == "document":
        return {one: everything[place : place + 1] for place, one in enumerate(documents)}
    if by == "case":
        cases = [{study.case_of(u) for u in study.documents[one].units} for one in documents]
        return {
            case.id: np.array([p for p, of in enumerate(cases) if case.id in of], dtype=np.int64)
            for case in study.cases
        }
    return {"": everything}


def estimate_passages(
    reading: SharedReading,
    *,
    by: str = "",
    tolerance: int = 0,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> list[PassageEstimate]:
    """Return the agreement on passages as records, which are the same in every language.

    Parameters
    ----------
    reading : SharedReading
        The coders, and what they read in common.
    by, tolerance, resamples, seed
        As in :func:`agree_on_passages`.

    Returns
    -------
    list of PassageEstimate
        Group by group, as :func:`agree_on_passages` lists them.

    Raises
    ------
    UsageError
        When there is no such grouping.
    """
    if by not in ("", "code", "document", "case"):
        raise UsageError(f"by: found {by}; allowed: code, document, case; choose one")
    documents = _documents(reading)
    marks, read = _marks(reading, documents)
    found: list[PassageEstimate] = []
    for group, chosen in _groups(reading, documents, by).items():
        agreement = SegmentAgreement(
            in_documents(marks, chosen),
            reading.coders,
            read=read[chosen],
            tolerance=tolerance,
            resamples=resamples,
            seed=seed,
        )
        listed = list_estimates(agreement, reading.codes, by)
        found += [PassageEstimate(group, code, estimate) for code, estimate in listed]
    return found


def agree_on_passages(
    study: Study,
    *,
    coders: Sequence[str] = (),
    codebook: str = "",
    by: str = "",
    tolerance: int = 0,
    resamples: int = RESAMPLES,
    seed: int = 0,
    snapshot: str = "",
    language: str = "en",
) -> DataFrame:
    """Return the agreement of coders on which passages speak of which code.

    Only documents that all coders compared cover for a code count for that code, as text and
    definition are now; codings whose words cannot be placed are left out. Overlapping codings of
    one coder and code are one segment.

    Parameters
    ----------
    study : Study
        The study.
    coders : sequence of str
        The coders compared, whether or not their codings count; all who cover anything when left
        out. Of two the first is the reference of precision and recall.
    codebook : str
        Only its codes; empty for all.
    by : {"", "code", "document", "case"}
        Agreement within each of these; a case has the documents that speak of it.
    tolerance : int
        For precision, recall and F1: so many code points beyond a segment still count as in it.
    resamples, seed : int
        Resamples of documents for the intervals, and their seed.
    snapshot : str
        Id of a snapshot: the codings and coverage as they were then; empty for now.
    language : str
        Of reasons and notices.

    Returns
    -------
    DataFrame
        ``document`` or ``case`` where asked, ``code`` (empty for all), then as
        :func:`~crosscase.reliability.agree_on_segments`.

    Raises
    ------
    UsageError
        When something asked for does not exist.
    """
    reading = share_reading(study, coders=coders, codebook=codebook, snapshot=snapshot)
    within = by in ("document", "case")
    rows: list[tuple[object, ...]] = []
    draw = {"resamples": resamples, "seed": seed}
    for one in estimate_passages(reading, by=by, tolerance=tolerance, **draw):
        labels = [*([one.group] if within else []), one.code]
        rows += rows_of([one.estimate], language, labels)
    return DataFrame(rows, columns=[*([by] if within else []), "code", *COLUMNS])
