"""What keeps a claim from being made: it was made already, or its unit is not of the document."""

from __future__ import annotations

from collections.abc import Iterable

from crosscase.coding import CLAIM_FIELDS, Coding, Event
from crosscase.corpus import Document
from crosscase.storage.findings import Findings, Place, list_some, shorten
from crosscase.study import Study

__all__ = ["claims_in", "note_repeated", "note_unlisted"]

_SAME = ("coder", "document", "start", "end", *(name for name in CLAIM_FIELDS if name != "memo"))


def _claim_of(coding: Coding | Event) -> tuple[object, ...]:
    return tuple(getattr(coding, name) for name in _SAME)


def claims_in(codings: Iterable[Coding]) -> dict[tuple[object, ...], str]:
    """Return the claims of codings, for :func:`note_repeated`.

    Parameters
    ----------
    codings : iterable of Coding
        The codings.

    Returns
    -------
    dict
        Ids of codings by what they claim.
    """
    return {_claim_of(coding): coding.id for coding in codings}


def note_repeated(
    study: Study,
    claim: Coding | Event,
    said: dict[tuple[object, ...], str],
    findings: Findings,
) -> None:
    """Note a claim that its coder has made already.

    The same claim twice would count for more in the coder's median, by mistake.

    Parameters
    ----------
    study : Study
        The study.
    claim : Coding or Event
        The coding, or the event that adds it.
    said : dict
        What was claimed before, from :func:`claims_in`; the claim is added to it.
    findings : Findings
        Gets the problem.
    """
    same = said.setdefault(_claim_of(claim), claim.id)
    if same != claim.id:
        findings.add(
            Place(study.documents[claim.document].path),
            "coded-already",
            f"“{shorten(claim.quote)}” as {claim.code} of {claim.unit}",
            f"a coding that is not there yet: {same} says the same",
            "leave it out",
        )


def note_unlisted(study: Study, document: Document, unit: str, findings: Findings) -> None:
    """Note a unit of the study of which a document does not speak by its entry.

    Parameters
    ----------
    study : Study
        The study.
    document : Document
        The document.
    unit : str
        Whom a claim is about.
    findings : Findings
        Gets the problem.
    """
    if unit in study.units and unit not in document.units:
        findings.add(
            Place("corpus/documents.yaml"),
            "unit-not-listed",
            f"{unit}, of which {document.id} does not speak by its entry",
            list_some(document.units),
            f"correct the unit, or if the text does speak of it add {unit} to the units of "
            f"{document.id} in corpus/documents.yaml",
        )
