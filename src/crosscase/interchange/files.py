"""Records as the YAML files of a study: what :mod:`crosscase.storage` reads back as they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from crosscase.codebook import Code, Codebook, Labels, Scale
from crosscase.corpus import Document
from crosscase.patterns import Pattern
from crosscase.storage.catalogue_file import quoted
from crosscase.study import Author, Coder, PeriodScheme, Unit

__all__ = [
    "case_entry",
    "codebook_file",
    "coder_entry",
    "document_entry",
    "documents_file",
    "dump",
    "flow",
    "scales_file",
    "scheme_entry",
    "study_file",
]


_BREAKS = {0x85: "\\x85", 0x2028: "\\u2028", 0x2029: "\\u2029", 0xFEFF: "\\ufeff"}
"""What YAML takes for the end of a line, or leaves out, and JSON does not."""


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return quoted(str(value)).translate(_BREAKS) if value != "" else '""'


def _lines(data: Any, indent: str) -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            if isinstance(value, Mapping | list) and value:
                yield f"{indent}{_scalar(key)}:"
                yield from _lines(value, indent + "  ")
            else:
                yield f"{indent}{_scalar(key)}: {_flat(value)}"
        return
    for item in data:
        if isinstance(item, Mapping) and item:
            first, *rest = _lines(item, indent + "  ")
            yield f"{indent}- {first.removeprefix(indent + '  ')}"
            yield from rest
        else:
            yield f"{indent}- {_flat(item)}"


def _flat(value: Any) -> str:
    if isinstance(value, Mapping | list):
        return "{}" if isinstance(value, Mapping) else "[]"
    return _scalar(value)


def flow(value: Any) -> str:
    """Return plain data as YAML on one line, as it stands within a list of a file.

    Parameters
    ----------
    value : any
        As for :func:`dump`.

    Returns
    -------
    str
        YAML in flow style.

    Examples
    --------
    >>> flow({"nl": "zaak", "en": "case, or not"})
    '{nl: zaak, en: "case, or not"}'
    """
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_scalar(key)}: {flow(one)}" for key, one in value.items())
        return f"{{{inner}}}"
    if isinstance(value, list):
        return f"[{', '.join(flow(one) for one in value)}]"
    return _scalar(value)


def dump(data: Mapping[str, Any]) -> str:
    """Return plain data as YAML in which every text is read back to the letter.

    Parameters
    ----------
    data : mapping
        Of texts, numbers, truth values, mappings and lists of these.

    Returns
    -------
    str
        Block style, keys in their order.

    Examples
    --------
    >>> print(dump({"format": 1, "codes": [{"id": "a", "label": "to be: or"}]}), end="")
    format: 1
    codes:
      - id: a
        label: "to be: or"
    """
    return "".join(f"{line}\n" for line in _lines(data, ""))


def _labels(labels: Labels) -> Any:
    return labels[""] if tuple(labels) == ("",) else dict(labels)


def _filled(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if value not in ("", {}, [], None, False)}


def _unit(unit: Unit) -> dict[str, Any]:
    return _filled({"id": unit.id, "label": _labels(unit.label), "aliases": list(unit.aliases)})


def case_entry(case: Unit, units: Mapping[str, Unit]) -> dict[str, Any]:
    """Return a case with its parties as in ``study.yaml``."""
    parties = [_unit(units[name]) for name in case.parties]
    return _filled({**_unit(case), "parties": parties})


def coder_entry(coder: Coder) -> dict[str, Any]:
    """Return a coder as in ``study.yaml``."""
    entry: dict[str, Any] = {"id": coder.id, "description": _labels(coder.description)}
    return entry if coder.counts else {**entry, "counts": False}


def scheme_entry(scheme: PeriodScheme) -> dict[str, Any]:
    """Return a scheme of periods as in ``study.yaml``."""
    periods = [
        {
            "id": period.id,
            "label": _labels(period.label),
            "dates": {
                case: {"from": start, "until": until}
                for case, (start, until) in period.dates.items()
            },
        }
        for period in scheme.periods
    ]
    return {"id": scheme.id, "label": _labels(scheme.label), "periods": periods}


def study_file(
    *,
    title: Labels,
    languages: Sequence[str],
    reference_date: str,
    about: Labels,
    report: str,
    authors: Iterable[Author],
    license: str,
    units: Mapping[str, Unit],
    coders: Iterable[Coder],
    schemes: Iterable[PeriodScheme],
) -> str:
    """Return ``study.yaml``.

    Parameters
    ----------
    title, about : mapping
        By language.
    languages : sequence of str
        The first is the default.
    reference_date, report, license : str
        As in the file.
    authors : iterable of Author
        Who is to be cited.
    units : mapping
        Cases and parties by id.
    coders : iterable of Coder
        The coders.
    schemes : iterable of PeriodScheme
        The schemes of periods.

    Returns
    -------
    str
        The file.
    """
    entry = {
        "title": _labels(title),
        "languages": list(languages),
        "reference_date": reference_date,
        "about": _labels(about) if about else "",
        "report": "" if report == "report" else report,
        "license": license,
        "authors": [_filled(asdict(author)) for author in authors],
    }
    lists = {
        "cases": [case_entry(unit, units) for unit in units.values() if unit.kind == "case"],
        "coders": [coder_entry(coder) for coder in coders],
    }
    periods = [scheme_entry(scheme) for scheme in schemes]
    more = {"period_schemes": periods} if periods else {}
    return dump({"format": 1, **_filled(entry), **lists, **more})


def _scale(scale: Scale) -> dict[str, Any]:
    values = [
        _filled(
            {
                "id": value.id,
                "label": _labels(value.label),
                "description": _labels(value.description) if value.description else "",
            }
        )
        for value in scale.values
    ]
    return _filled(
        {
            "id": scale.id,
            "kind": scale.kind,
            "rule": scale.rule,
            "label": _labels(scale.label),
            "description": _labels(scale.description) if scale.description else "",
            "values": values,
        }
    )


def _pattern(pattern: Pattern) -> Any:
    entry = _filled(
        {
            "text": pattern.text,
            "tokens": [dict(token) for token in pattern.tokens],
            "value": pattern.value,
            "not_with": list(pattern.not_with),
            "language": pattern.language,
        }
    )
    return pattern.text if entry == {"text": pattern.text} else entry


def _code(code: Code) -> dict[str, Any]:
    mirror, derive = code.mirror, code.derive
    defaults = {"polarity": "neutral", "level": "any", "lifting": "pooled"}
    chosen = {name: getattr(code, name) for name in defaults}
    return _filled(
        {
            "id": code.id,
            "label": _labels(code.label),
            "group": code.group,
            "definition": _labels(code.definition),
            "use": _labels(code.use) if code.use else "",
            "avoid": _labels(code.avoid) if code.avoid else "",
            "source": code.source,
            "scale": code.scale,
            **{name: value for name, value in chosen.items() if value != defaults[name]},
            "inherit": code.inherit,
            "directed": code.directed,
            "actors": list(code.actors),
            "mirror": {"of": mirror.of, "map": dict(mirror.map)} if mirror else {},
            "derive": {
                "rule": derive.rule,
                "code": derive.code,
                "from": list(derive.start),
                "until": list(derive.until),
            }
            if derive
            else {},
            "patterns": [_pattern(pattern) for pattern in code.patterns],
        }
    )


def codebook_file(book: Codebook, scales: Iterable[Scale] = ()) -> str:
    """Return a codebook as a file.

    Parameters
    ----------
    book : Codebook
        The codebook.
    scales : iterable of Scale
        Scales to declare in the same file.

    Returns
    -------
    str
        The file.
    """
    groups = [{"id": name, "label": _labels(label)} for name, label in book.groups.items()]
    head = {
        "id": book.id,
        "title": _labels(book.title),
        "theory": _labels(book.theory) if book.theory else "",
        "source": book.source,
        "patterns_from": "" if book.patterns_from == "texts" else book.patterns_from,
        "groups": groups,
        "scales": [_scale(scale) for scale in scales],
    }
    return dump({"format": 1, **_filled(head), "codes": [_code(code) for code in book.codes]})


def scales_file(name: str, title: Labels, scales: Iterable[Scale]) -> str:
    """Return scales as a file of their own.

    Parameters
    ----------
    name : str
        The id of the file, which no codebook may have.
    title : mapping
        By language.
    scales : iterable of Scale
        The scales.

    Returns
    -------
    str
        The file.
    """
    declared = [_scale(scale) for scale in scales]
    return dump({"format": 1, "id": name, "title": _labels(title), "scales": declared})


def document_entry(document: Document) -> dict[str, Any]:
    """Return a document as in the catalogue."""
    entry = {
        "id": document.id,
        "title": document.title,
        "kind": document.kind,
        "path": document.path,
        "sha256": document.sha256,
        "units": list(document.units),
        "date": document.date,
        "role": document.role,
        "party": document.party,
        "source_group": document.source_group,
        "language": document.language,
    }
    return _filled(entry)


def documents_file(documents: Iterable[Document], groups: Mapping[str, Labels]) -> str:
    """Return the catalogue of documents.

    Parameters
    ----------
    documents : iterable of Document
        The documents.
    groups : mapping
        The source groups with their labels.

    Returns
    -------
    str
        The file.
    """
    named = [{"id": name, "label": _labels(label)} for name, label in groups.items()]
    listed = [document_entry(document) for document in documents]
    return dump({"format": 1, "source_groups": named, "documents": listed})
