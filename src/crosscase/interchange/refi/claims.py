"""A coding in words: what the standard has no place for, to be read by people and read back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from crosscase.codebook import in_language
from crosscase.coding import DETAIL_FIELDS, Coding
from crosscase.study import Study

__all__ = ["Claim", "divide_claims", "join_claims", "read_claim", "write_claim"]

_ALSO = "\n\nalso:\n"
_SHORT = tuple(name for name in DETAIL_FIELDS if name != "memo")
_PLAIN = re.compile(r"[^\s\"]\S*")
_LINE = re.compile(rf"(value|unit|{'|'.join(_SHORT)}): ([^\n]+)(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Claim:
    """What the words of a coding say.

    Parameters
    ----------
    fields : mapping
        ``value`` and ``unit``, and of ``period``, ``date``, ``actor``, ``toward`` and
        ``decision`` those that apply; empty when the words are no claim.
    memo : str
        The rest: free text.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    memo: str = ""


def _token(text: str, label: str = "") -> str:
    """Return an id or a short text on one line, with what it is called in brackets."""
    token = text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
    flat = " ".join(label.split())
    return f"{token} ({flat})" if flat and flat != text else token


def write_claim(coding: Coding, study: Study, language: str) -> str:
    """Write what a coding says besides its words and its code.

    Parameters
    ----------
    coding : Coding
        The coding.
    study : Study
        Where its value and units have their labels.
    language : str
        Of the labels.

    Returns
    -------
    str
        Lines ``value: …``, ``unit: …`` and so on; ``memo: …`` comes last and is as it was.
    """
    code, units = study.codes.get(coding.code), study.units
    scale = study.scales.get(code.scale) if code else None
    labels = {"value": scale.value_label(coding.value, language) if scale else ""}
    for name in ("unit", "toward"):
        unit = units.get(getattr(coding, name))
        labels[name] = in_language(unit.label, language) if unit else ""
    lines = [
        f"{name}: {_token(value, labels.get(name, ''))}"
        for name in ("value", "unit", *_SHORT)
        if (value := getattr(coding, name))
    ]
    if coding.memo:
        lines.append(f"memo: {coding.memo}")
    return "\n".join(lines)


def _read_token(text: str) -> str | None:
    if not text.startswith('"'):
        return text.split(" (", 1)[0]
    try:
        value, _ = json.JSONDecoder().raw_decode(text)
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def read_claim(text: str) -> Claim:
    r"""Read back what :func:`write_claim` wrote, or take a text for what it is: a memo.

    Parameters
    ----------
    text : str
        A description of a coded selection.

    Returns
    -------
    Claim
        With fields only where the text begins with a value and a unit.

    Examples
    --------
    >>> read_claim("value: partial (partly)\nunit: a (Party A)\nmemo: weak\nyet there")
    Claim(fields={'value': 'partial', 'unit': 'a'}, memo='weak\nyet there')
    >>> read_claim("weak").memo
    'weak'
    """
    found: dict[str, str] = {}
    at = 0
    while match := _LINE.match(text, at):
        name, said = match.groups()
        token = _read_token(said)
        if token is None or name in found:
            break
        found[name] = token
        at = match.end()
    if tuple(found)[:2] != ("value", "unit"):
        return Claim(memo=text)
    return Claim(found, text[at:].removeprefix("memo: "))


def join_claims(said: Sequence[str]) -> str | None:
    """Write what several codings of the same words with one code say as one text.

    Parameters
    ----------
    said : sequence of str
        As :func:`write_claim` writes it, one for each coding.

    Returns
    -------
    str or None
        The texts, ``also:`` on a line between them; None when they could not be told apart again.
    """
    text = _ALSO.join(said)
    return text if divide_claims(text) == (*said,) else None


def divide_claims(text: str) -> tuple[str, ...]:
    r"""Divide what :func:`join_claims` wrote into what each coding says.

    Parameters
    ----------
    text : str
        A description of a coded selection.

    Returns
    -------
    tuple of str
        A text for each coding; the whole text where it is not such a one.

    Examples
    --------
    >>> divide_claims("value: partial\nunit: a\n\nalso:\nvalue: absent\nunit: b")
    ('value: partial\nunit: a', 'value: absent\nunit: b')
    >>> divide_claims("weak\n\nalso:\nvalue: absent\nunit: b")
    ('weak\n\nalso:\nvalue: absent\nunit: b',)
    """
    parts = text.split(_ALSO)
    alone = len(parts) == 1 or not all(read_claim(part).fields for part in parts)
    return (text,) if alone else (*parts,)
