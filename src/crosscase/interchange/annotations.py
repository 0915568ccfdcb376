"""Codings as W3C Web Annotations, for Annotation for Transparent Inquiry and its like.

The Web Annotation Data Model (W3C Recommendation, 23 February 2017,
https://www.w3.org/TR/annotation-model/) counts the characters of a text in Unicode code points and
wants position 0 before the first, the end not included: as the offsets of a coding are.
"""

from __future__ import annotations

import base64
import json
import re
import uuid
from collections.abc import Collection
from typing import Any
from urllib.parse import quote

from crosscase.codebook import in_language
from crosscase.coding import DETAIL_FIELDS, Coding
from crosscase.corpus import Document
from crosscase.errors import UsageError
from crosscase.study import Study

__all__ = ["CONTEXT", "annotate_study", "write_annotations"]

CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {"crosscase": "urn:crosscase:"})
"""The context of the model, and a prefix for what a coding says beyond it."""

_DETAILS = tuple(name for name in DETAIL_FIELDS if name != "memo")
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:crosscase:")


def _urn(kind: str, name: str) -> str:
    """Return the identity of something: that of its own where its name is a UUID."""
    if kind == "event" and re.fullmatch("[0-9a-f]{32}", name):
        return uuid.UUID(name).urn
    return uuid.uuid5(_NAMESPACE, f"{kind}:{name}").urn


def _source(study: Study, document: Document, base: str) -> dict[str, Any]:
    """Return the text an annotation is about: by address, or by its hash (RFC 6920)."""
    if base:
        address = base.rstrip("/") + "/" + quote(document.path)
    else:
        digest = bytes.fromhex(study.text_hashes[document.id])
        address = "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode().rstrip("=")
    source = {"id": address, "type": "Text", "format": "text/markdown"}
    return source | ({"language": document.language} if document.language else {})


def _tag(value: str, language: str) -> dict[str, str]:
    tag = {"type": "TextualBody", "purpose": "tagging", "value": value, "format": "text/plain"}
    return tag | ({"language": language} if language else {})


def _bodies(study: Study, coding: Coding, language: str) -> list[dict[str, Any]]:
    code, unit = study.codes[coding.code], study.units[coding.unit]
    scale = study.scale_of(coding.code)
    labels = {value.id: value.label for value in scale.values}
    value = in_language(labels[coding.value], language) if coding.value in labels else coding.value
    bodies: list[dict[str, Any]] = [
        {
            "type": "SpecificResource",
            "purpose": "classifying",
            "source": _urn("code", coding.code),
            "crosscase:code": coding.code,
            "crosscase:unit": coding.unit,
            "crosscase:value": coding.value,
            **{f"crosscase:{name}": said for name in _DETAILS if (said := getattr(coding, name))},
        },
        _tag(in_language(code.label, language), language),
        _tag(in_language(unit.label, language), language),
        _tag(value, language),
    ]
    if coding.memo:
        memo = {"type": "TextualBody", "purpose": "commenting", "value": coding.memo}
        bodies.append({**memo, "format": "text/plain"})
    return bodies


def _annotation(study: Study, coding: Coding, language: str, base: str) -> dict[str, Any]:
    quoted = {"type": "TextQuoteSelector", "exact": coding.quote}
    quoted |= {name: said for name in ("prefix", "suffix") if (said := getattr(coding, name))}
    place = {"type": "TextPositionSelector", "start": coding.start, "end": coding.end}
    return {
        "id": _urn("event", coding.id),
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {"id": _urn("coder", coding.coder), "name": coding.coder},
        "created": coding.at,
        "body": _bodies(study, coding, language),
        "target": {
            "type": "SpecificResource",
            "source": _source(study, study.documents[coding.document], base),
            "selector": [quoted, place],
        },
    }


def annotate_study(
    study: Study, *, documents: Collection[str] = (), language: str = "", base: str = ""
) -> dict[str, Any]:
    """Return the codings of a study as a collection of Web Annotations.

    Codings that cannot be placed are not among them.

    Parameters
    ----------
    study : Study
        The study.
    documents : collection of str
        Only the codings of these documents; of all when empty.
    language : str
        Of labels; the study's first when empty.
    base : str
        Address under which the study's folder is to be found; without it a text is named by its
        hash.

    Returns
    -------
    dict
        An ``AnnotationCollection`` with one page, as JSON-LD.

    Raises
    ------
    UsageError
        When a document is not known.
    """
    for name in documents:
        if name not in study.documents:
            known = ", ".join(study.documents)
            raise UsageError(f"document {name!r} is not known; allowed: {known}")
    language = language or study.languages[0]
    items = [
        _annotation(study, coding, language, base)
        for coding in study.coding_state.codings
        if coding.id not in study.unplaced and coding.document in (documents or study.documents)
    ]
    title = in_language(study.title, language)
    which = "\0".join((title, *sorted(documents)))
    collection: dict[str, Any] = {
        "@context": list(CONTEXT),
        "id": _urn("collection", which),
        "type": "AnnotationCollection",
        "label": title,
        "total": len(items),
    }
    if study.license:
        collection["rights"] = f"https://spdx.org/licenses/{study.license}"
    if items:
        page = {"id": _urn("page", which), "type": "AnnotationPage", "startIndex": 0}
        collection["first"] = {**page, "items": items}
    return collection


def write_annotations(
    study: Study, *, documents: Collection[str] = (), language: str = "", base: str = ""
) -> str:
    """Return the codings of a study as JSON-LD text; the same study gives the same bytes.

    Parameters
    ----------
    study, documents, language, base
        As :func:`annotate_study` takes them.

    Returns
    -------
    str
        JSON that ends in a line end.
    """
    made = annotate_study(study, documents=documents, language=language, base=base)
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
