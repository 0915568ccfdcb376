"""Disagreements to read at a terminal, and to answer in a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from crosscase.adjudication.items import Item
from crosscase.adjudication.matching import DETAILS
from crosscase.adjudication.words import KINDS, TEXTS
from crosscase.codebook import in_language
from crosscase.coding import Coding
from crosscase.study import Study

__all__ = ["describe_items", "list_items"]

_CLAIM = ("code", "unit", "toward", "value", "period", "date", "actor", "decision", "memo")


def _said(name: str, language: str, **filled: object) -> str:
    return in_language(TEXTS[name], language).format(**filled)


def _claim(coding: Coding) -> str:
    toward = f" → {coding.toward}" if coding.toward else ""
    details = [f"{name} {getattr(coding, name)}" for name in DETAILS if getattr(coding, name)]
    memo = [f"“{coding.memo}”"] if coding.memo else []
    about = f"{coding.code} · {coding.unit}{toward} · {coding.value}"
    return " · ".join([about, *details, *memo])


def _lines(item: Item, language: str) -> list[str]:
    width = max(len(coder) for coder in item.coders)
    settled = item.settled
    lines = [f"  {item.id}  {item.document} {item.start}–{item.end}"]
    lines.append(f"    “{' '.join(item.quote.split())}”")
    for coding in item.codings:
        words = ""
        if (coding.start, coding.end) != (item.start, item.end):
            words = f"\n      {'':{width}}  “{' '.join(coding.quote.split())}”"
        stands = settled is not None and coding.id in settled.stands
        mark = f" [{_said('stands', language)}]" if stands else ""
        lines.append(f"      {coding.coder:{width}}  {_claim(coding)}  ({coding.id}){mark}{words}")
    lines += [f"      {coder:{width}}  {_said('nothing coded', language)}" for coder in item.silent]
    for coding in item.added:
        words = " ".join(coding.quote.split())
        lines.append(f"      + {_claim(coding)}  ({coding.id}) [{_said('stands', language)}]")
        lines.append(f"        “{words}”")
    if settled is not None:
        by = ", ".join(settled.by)
        lines.append(f"    {_said('settled', language, id=settled.id, by=by, why=settled.why)}")
    return lines


def list_items(items: Sequence[Item], language: str) -> str:
    """Return disagreements as a text to read: by kind, each with what every coder said.

    Parameters
    ----------
    items : sequence of Item
        The disagreements.
    language : str
        Two-letter language code.

    Returns
    -------
    str
        Text that ends in a newline.
    """
    parts: list[str] = []
    for kind, label in KINDS.items():
        of_kind = [item for item in items if item.kind == kind]
        if of_kind:
            parts.append(f"{kind}: {in_language(label, language)} ({len(of_kind)})\n")
            parts += ["\n".join(_lines(item, language)) + "\n" for item in of_kind]
    return "\n".join(parts) or _said("nothing", language) + "\n"


def _code(study: Study, id: str, language: str) -> dict[str, Any]:
    code, scale = study.codes[id], study.scale_of(id)
    return {
        "label": in_language(code.label, language),
        "definition": in_language(code.definition, language),
        "use": in_language(code.use, language),
        "avoid": in_language(code.avoid, language),
        "values": list(scale.value_ids),
    }


def _passages(study: Study, item: Item) -> list[dict[str, str]]:
    text = study.documents[item.document].text
    return [
        {"passage": one.number, "text": text[one.start : one.end]}
        for one in study.passages[item.document]
        if one.start < item.end and item.start < one.end
    ]


def _coding(coding: Coding) -> dict[str, Any]:
    where = {name: getattr(coding, name) for name in ("id", "coder", "start", "end", "quote")}
    return where | {name: getattr(coding, name) for name in _CLAIM}


def describe_items(study: Study, items: Iterable[Item], language: str) -> list[dict[str, Any]]:
    """Return disagreements as plain data with everything needed to decide on them.

    Parameters
    ----------
    study : Study
        The study.
    items : iterable of Item
        The disagreements.
    language : str
        Of the labels and definitions of codes.

    Returns
    -------
    list of dict
        For each: ``item``, ``kind``, ``document``, ``start``, ``end``, ``quote``, ``passages`` (the
        whole paragraphs), ``codings``, ``coders``, ``silent``, ``codes`` (definitions and values of
        the codes used), ``settled`` (the decision with the codings it added, None while open), and
        ``answer``: the line to fill in for ``crosscase adjudicate --from``.
    """
    return [
        {
            "item": item.id,
            "kind": item.kind,
            "document": item.document,
            "start": item.start,
            "end": item.end,
            "quote": item.quote,
            "passages": _passages(study, item),
            "codings": [_coding(coding) for coding in item.codings],
            "coders": list(item.coders),
            "silent": list(item.silent),
            "codes": {
                id: _code(study, id, language) for id in sorted({c.code for c in item.codings})
            },
            "settled": None
            if item.settled is None
            else {
                "decision": item.settled.id,
                "stands": list(item.settled.stands),
                "added": [_coding(coding) for coding in item.added],
                "by": list(item.settled.by),
                "why": item.settled.why,
            },
            "answer": {"item": item.id, "keep": None, "add": [], "by": [], "why": ""},
        }
        for item in items
    ]
