"""Reading and writing the evaluation of suggestions."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args, get_type_hints

from crosscase.errors import StudyError
from crosscase.evaluation import (
    EFFECTS,
    LEVELS,
    METHODS,
    PLACES,
    SPLITS,
    Bin,
    Crossed,
    Evaluation,
    Measured,
    Negated,
    SourceEstimate,
    Traced,
    UnitsMeasured,
    ValuesMeasured,
)
from crosscase.storage.coding_files import parse_json
from crosscase.storage.findings import Findings, Place, shorten
from crosscase.storage.folder import Folder, decode
from crosscase.storage.scalars import JsonSchema
from crosscase.storage.writing import write_atomic

__all__ = [
    "EVALUATION",
    "evaluation_schema",
    "note_evaluation_file",
    "read_evaluation",
    "write_evaluation",
]

EVALUATION = "corpus/evaluation.json"
"""Where the evaluation is, in the study folder."""

_ALLOWED = {
    "method": METHODS,
    "split": SPLITS,
    "status": ("", "too-few", "no-patterns"),
    "precision_by": ("", "bootstrap", "wilson"),
    "recall_by": ("", "bootstrap", "wilson"),
    "f1_by": ("", "bootstrap"),
    "share_by": ("", "bootstrap", "wilson"),
    "patterns": ("texts", "definitions", "held-out"),
    "level": LEVELS,
    "effect": EFFECTS,
    "place": PLACES,
}

_LISTS: dict[type, dict[str, type]] = {
    Evaluation: {
        "rows": Measured,
        "bins": Bin,
        "units": UnitsMeasured,
        "values": ValuesMeasured,
        "crossed": Crossed,
        "negated": Negated,
    },
    SourceEstimate: {"rows": Traced},
}
"""Lists of records within a record."""

_WITHIN: dict[type, dict[str, type]] = {Evaluation: {"sources": SourceEstimate}}
"""Records within a record, or null."""

_LATER = frozenset({"units", "values", "crossed", "negated", "sources"})
"""What files written before it was measured do not have."""


def _types(record: type) -> dict[str, tuple[type, ...]]:
    """Return what may stand in each field of a record, lists and records within it left aside."""
    apart = {*_LISTS.get(record, ()), *_WITHIN.get(record, ())}
    return {
        name: get_args(hint) or (hint,)
        for name, hint in get_type_hints(record).items()
        if name not in apart
    }


def _fits(name: str, value: Any, allowed: tuple[type, ...]) -> bool:
    if name in _ALLOWED:
        return value in _ALLOWED[name]
    if isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        if float in allowed:
            return math.isfinite(value) and 0 <= value <= 1
        return int in allowed and isinstance(value, int) and value >= 0
    return isinstance(value, allowed)


def _read_record(record: type, data: Any, place: Place, findings: Findings) -> Any:
    """Return a record with what is within it; None when a problem was noted."""
    wanted = _types(record)
    lists, within = _LISTS.get(record, {}), _WITHIN.get(record, {})
    optional = {*within, *lists} & _LATER
    given = {*data} if isinstance(data, dict) else set()
    needed = {*wanted, *lists, *within}
    if not isinstance(data, dict) or not needed - optional <= given <= needed:
        found = ", ".join(data) if isinstance(data, dict) else repr(data)
        findings.add(place, "wrong-form", shorten(found), ", ".join(wanted), _AGAIN)
        return None
    before = len(findings.problems)
    for name, allowed in wanted.items():
        if not _fits(name, data[name], allowed):
            found = f"{name}: {shorten(repr(data[name]))}"
            findings.add(place, "wrong-value", found, "what `--save` writes", _AGAIN)
    read: dict[str, Any] = {name: data[name] for name in wanted}
    for name, member in lists.items():
        listed = data.get(name, [])
        if isinstance(listed, list):
            read[name] = tuple(_read_record(member, one, place, findings) for one in listed)
        else:
            findings.add(place, "wrong-type", f"{name}: {shorten(repr(listed))}", "a list", _AGAIN)
    for name, member in within.items():
        held = data.get(name)
        read[name] = None if held is None else _read_record(member, held, place, findings)
    return None if len(findings.problems) > before else record(**read)


_AGAIN = "run `crosscase suggest --evaluate --save` again"


def _read(folder: Folder) -> Evaluation | None:
    """Return the evaluation; None when there is none, or a problem was noted."""
    place, findings = Place(EVALUATION), folder.findings
    located = folder.locate(EVALUATION, place)
    if located is None or not located.is_file():
        return None
    raw = folder.read(EVALUATION)
    text = decode(raw, place, findings) if raw is not None else None
    if text is None:
        return None
    try:
        data = parse_json(text)
    except ValueError as error:
        findings.add(place, "broken-json", str(error) or "no JSON", "one JSON object", _AGAIN)
        return None
    if not isinstance(data, dict) or data.get("format") != 1:
        findings.add(place, "wrong-format", shorten(repr(data)), "format: 1", _AGAIN)
        return None
    held = {name: one for name, one in data.items() if name != "format"}
    found: Evaluation | None = _read_record(Evaluation, held, place, findings)
    return found


def read_evaluation(root: Path | str) -> Evaluation | None:
    """Read the evaluation of suggestions as it was last saved.

    Parameters
    ----------
    root : Path or str
        The study folder.

    Returns
    -------
    Evaluation or None
        None when none was saved.

    Raises
    ------
    StudyError
        With everything wrong in the file.
    """
    folder = Folder(Path(root), Findings())
    found = _read(folder)
    if folder.findings.problems:
        raise StudyError(folder.findings.problems)
    return found


def note_evaluation_file(folder: Folder) -> None:
    """Note what is wrong with the saved evaluation.

    Parameters
    ----------
    folder : Folder
        The study folder; its findings get the problems.
    """
    _read(folder)


def write_evaluation(root: Path, evaluation: Evaluation) -> str:
    """Save an evaluation in the study, in place of the one before.

    Parameters
    ----------
    root : Path
        The study folder.
    evaluation : Evaluation
        The evaluation.

    Returns
    -------
    str
        The file, relative to the study folder.
    """
    text = _write_record(Evaluation, {"format": 1, **asdict(evaluation)})
    findings = Findings()
    located = Folder(root, findings).locate(EVALUATION, Place(EVALUATION))
    if located is None:
        raise StudyError(findings.problems)
    located.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(located, text + "\n", follow=False)
    return EVALUATION


def _write_record(record: type, data: dict[str, Any]) -> str:
    """Return a record as JSON, each of the records in its lists on a line of its own."""
    lists, within = _LISTS.get(record, {}), _WITHIN.get(record, {})
    head = {name: one for name, one in data.items() if name not in (*lists, *within)}
    parts = [json.dumps(head, ensure_ascii=False, indent=1, allow_nan=False)[2:-2]]
    for name in lists:
        rows = [f"  {json.dumps(one, ensure_ascii=False, allow_nan=False)}" for one in data[name]]
        parts.append(f' "{name}": [' + ",".join(f"\n{row}" for row in rows) + "\n ]")
    parts += [
        f' "{name}": ' + ("null" if data[name] is None else _write_record(member, data[name]))
        for name, member in within.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}"


def _schema_of(name: str, allowed: tuple[type, ...]) -> JsonSchema:
    if name in _ALLOWED:
        return {"enum": [*_ALLOWED[name]]}
    if str in allowed:
        return {"type": "string"}
    kind = "number" if float in allowed else "integer"
    bounds = {"minimum": 0, "maximum": 1} if float in allowed else {"minimum": 0}
    return {"type": [kind, "null"] if type(None) in allowed else kind, **bounds}


def _record_schema(record: type, fixed: dict[str, JsonSchema]) -> JsonSchema:
    lists, within = _LISTS.get(record, {}), _WITHIN.get(record, {})
    properties: dict[str, JsonSchema] = {
        **fixed,
        **{name: _schema_of(name, allowed) for name, allowed in _types(record).items()},
        **{
            name: {"type": "array", "items": _record_schema(member, {})}
            for name, member in lists.items()
        },
        **{
            name: {"anyOf": [{"type": "null"}, _record_schema(member, {})]}
            for name, member in within.items()
        },
    }
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in {*lists, *within} & _LATER],
        "additionalProperties": False,
    }


def evaluation_schema() -> JsonSchema:
    """Return the saved evaluation as JSON Schema."""
    return _record_schema(Evaluation, {"format": {"const": 1}})
