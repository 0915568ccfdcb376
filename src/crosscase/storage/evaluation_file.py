"""Reading and writing the evaluation of suggestions."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

from crosscase.errors import StudyError
from crosscase.evaluation import METHODS, SPLITS, Bin, Evaluation, Measured
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
    "patterns": ("texts", "definitions", "held-out"),
}


def _types(record: type) -> dict[str, tuple[type, ...]]:
    """Return what may stand in each field of a record."""
    return {name: get_args(hint) or (hint,) for name, hint in get_type_hints(record).items()}


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
    wanted = _types(record)
    names = [name for name in wanted if name not in ("rows", "bins")]
    if not isinstance(data, dict) or {*data} - {"format", "rows", "bins"} != {*names}:
        found = ", ".join(data) if isinstance(data, dict) else repr(data)
        findings.add(place, "wrong-form", shorten(found), ", ".join(names), _AGAIN)
        return None
    wrong = [name for name in names if not _fits(name, data[name], wanted[name])]
    for name in wrong:
        found = f"{name}: {shorten(repr(data[name]))}"
        findings.add(place, "wrong-value", found, "what `--save` writes", _AGAIN)
    return (
        None if wrong else record(**{name: data[name] for name in names}, **_REST.get(record, {}))
    )


_AGAIN = "run `crosscase suggest --evaluate --save` again"
_REST: dict[type, dict[str, Any]] = {Evaluation: {"rows": (), "bins": ()}}


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
    head: Evaluation | None = _read_record(Evaluation, data, place, findings)
    lists: dict[str, tuple[Any, ...]] = {}
    for name, record in (("rows", Measured), ("bins", Bin)):
        given = data.get(name)
        if not isinstance(given, list):
            findings.add(place, "wrong-type", f"{name}: {shorten(repr(given))}", "a list", _AGAIN)
            return None
        lists[name] = tuple(_read_record(record, one, place, findings) for one in given)
    if head is None or any(one is None for read in lists.values() for one in read):
        return None
    return Evaluation(**{**{f.name: getattr(head, f.name) for f in fields(head)}, **lists})


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
    data = asdict(evaluation)
    rows, bins = data.pop("rows"), data.pop("bins")
    head = json.dumps({"format": 1, **data}, ensure_ascii=False, indent=1)[:-2]
    lists = (
        f' "{name}": [\n'
        + ",\n".join(f"  {json.dumps(one, ensure_ascii=False, allow_nan=False)}" for one in given)
        + "\n ]"
        for name, given in (("rows", rows), ("bins", bins))
    )
    findings = Findings()
    located = Folder(root, findings).locate(EVALUATION, Place(EVALUATION))
    if located is None:
        raise StudyError(findings.problems)
    located.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(located, head + ",\n" + ",\n".join(lists) + "\n}\n", follow=False)
    return EVALUATION


def _schema_of(record: type) -> dict[str, JsonSchema]:
    found: dict[str, JsonSchema] = {}
    for name, allowed in _types(record).items():
        if name in ("rows", "bins"):
            continue
        if name in _ALLOWED:
            found[name] = {"enum": [*_ALLOWED[name]]}
        elif str in allowed:
            found[name] = {"type": "string"}
        elif float in allowed:
            kinds = ["number", "null"] if type(None) in allowed else ["number"]
            found[name] = {"type": kinds, "minimum": 0, "maximum": 1}
        else:
            found[name] = {"type": "integer", "minimum": 0}
    return found


def _object(properties: dict[str, JsonSchema]) -> JsonSchema:
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }


def evaluation_schema() -> JsonSchema:
    """Return the saved evaluation as JSON Schema."""
    lists = {
        name: {"type": "array", "items": _object(_schema_of(record))}
        for name, record in (("rows", Measured), ("bins", Bin))
    }
    return _object({"format": {"const": 1}, **_schema_of(Evaluation), **lists})
