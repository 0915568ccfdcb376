"""Reading and writing suggestions: one file a method, replaced whole at each run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from crosscase.errors import StudyError
from crosscase.storage.coding_files import parse_json
from crosscase.storage.findings import Findings, Place, list_some, shorten, suggest
from crosscase.storage.folder import Folder, decode
from crosscase.storage.locking import lock
from crosscase.storage.suggestion_format import FIELDS, wanted_in
from crosscase.storage.writing import write_atomic
from crosscase.study import Study
from crosscase.suggestion import METHODS, Suggestion, order_suggestions

__all__ = [
    "FOLDER",
    "is_outdated",
    "note_suggestion_files",
    "read_suggestions",
    "write_suggestions",
]

FOLDER = "corpus/suggestions"
"""Where the suggestions are, in the study folder."""


def _check_spans(one: Suggestion, place: Place, findings: Findings) -> None:
    if one.end - one.start != len(one.quote):
        findings.add(
            place,
            "wrong-length",
            f"span {one.start}–{one.end} for a quote of {len(one.quote)} code points",
            "end - start equal to the length of the quote",
            "run `crosscase suggest` again",
        )
    for start, end in one.hits:
        if not one.start <= start < end <= one.end:
            findings.add(
                place,
                "span-outside",
                f"hit {start}–{end}",
                f"offsets from {one.start} to {one.end}",
                "run `crosscase suggest` again",
            )


def _read_suggestion(data: Any, place: Place, findings: Findings) -> Suggestion | None:
    before = len(findings.problems)
    if not isinstance(data, dict):
        findings.add(place, "wrong-type", shorten(repr(data)), "an object", "correct the line")
        return None
    for name in data:
        if name not in FIELDS:
            advice = suggest(name, FIELDS, "remove it")
            findings.add(place, "unknown-key", shorten(name), ", ".join(FIELDS), advice)
    for name in FIELDS:
        if name not in data:
            findings.add(place, "missing-key", f"no {name}", name, f"add {name}")
        elif wanted := wanted_in(name, data[name]):
            found = f"{name}: {shorten(repr(data[name]))}"
            findings.add(place, "wrong-value", found, wanted, f"correct {name}")
    if len(findings.problems) > before:
        return None
    hits = tuple((start, end) for start, end in data["hits"])
    one = Suggestion(**{**data, "hits": hits})
    _check_spans(one, place, findings)
    return one if len(findings.problems) == before else None


def _read_line(raw: bytes, place: Place, findings: Findings) -> Suggestion | None:
    text = decode(raw, place, findings)
    if text is None:
        return None
    try:
        data = parse_json(text)
    except ValueError as error:
        said = str(error) or "no JSON"
        again = "run `crosscase suggest` again"
        findings.add(place, "broken-json", said, "one JSON object a line", again)
        return None
    return _read_suggestion(data, place, findings)


def _read_file(folder: Folder, path: str, method: str) -> list[Suggestion]:
    findings = folder.findings
    data = folder.read(path)
    found: dict[str, Suggestion] = {}
    for number, raw in enumerate((data or b"").split(b"\n"), start=1):
        place = Place(path, number)
        one = _read_line(raw, place, findings) if raw.strip() else None
        if one is None:
            continue
        if one.id in found:
            findings.add(place, "duplicate-id", one.id, "each suggestion once", "run it again")
        elif one.method != method:
            findings.add(place, "wrong-value", f"method: {one.method}", method, "run it again")
        else:
            found[one.id] = one
    return list(found.values())


def _files(folder: Folder) -> dict[str, str]:
    """Return the suggestions files by method; another name is a problem."""
    found: dict[str, str] = {}
    for path in folder.files(FOLDER, ".jsonl"):
        method = Path(path).stem
        if method in METHODS:
            found[method] = path
        else:
            names = list_some(f"{FOLDER}/{one}.jsonl" for one in METHODS)
            folder.findings.add(Place(path), "wrong-name", method, names, "rename the file")
    return found


def read_suggestions(
    study: Study, *, methods: Iterable[str] = METHODS, folder: Folder | None = None
) -> tuple[Suggestion, ...]:
    """Read the suggestions of a study as they were last made.

    What the study holds is not looked at: :func:`is_outdated` says which suggestions speak of
    another text or of a code or unit that is no more.

    Parameters
    ----------
    study : Study
        The study.
    methods : iterable of str
        Which of :data:`crosscase.suggestion.METHODS`.
    folder : Folder, optional
        What reads the files of the study, with findings that are empty; one that only reads by
        default.

    Returns
    -------
    tuple of Suggestion
        In the order of :func:`crosscase.suggestion.order_suggestions`.

    Raises
    ------
    StudyError
        With everything wrong in the files.
    """
    folder = folder or Folder(study.root, Findings())
    wanted = set(methods)
    found = [
        one
        for method, path in _files(folder).items()
        if method in wanted
        for one in _read_file(folder, path, method)
    ]
    errors = [one for one in folder.findings.problems if one.severity == "error"]
    if errors:
        raise StudyError(errors)
    return tuple(sorted(found, key=order_suggestions))


def is_outdated(study: Study, suggestion: Suggestion) -> bool:
    """Say whether a suggestion no longer fits the study.

    Parameters
    ----------
    study : Study
        The study.
    suggestion : Suggestion
        One of its suggestions.

    Returns
    -------
    bool
        Whether its text changed, or its document, code or unit is no more.
    """
    return (
        study.text_hashes.get(suggestion.document) != suggestion.text_sha256
        or suggestion.code not in study.codes
        or (suggestion.unit != "" and suggestion.unit not in study.units)
    )


def note_suggestion_files(folder: Folder, study: Study) -> None:
    """Note what is wrong with the suggestions files, and how many are outdated.

    Parameters
    ----------
    folder : Folder
        The study folder; its findings get the problems.
    study : Study
        What is read of it.
    """
    for method, path in _files(folder).items():
        read = _read_file(folder, path, method)
        old = sum(is_outdated(study, one) for one in read)
        if old:
            folder.findings.warn(
                Place(path),
                "outdated-suggestions",
                f"{old} of {len(read)} that are about another text, code or unit",
                "suggestions about the study as it is",
                f"run `crosscase suggest --method {method}` again",
            )


def write_suggestions(
    root: Path, method: str, suggestions: Sequence[Suggestion], *, document: str = ""
) -> str:
    """Replace the suggestions of a method by others.

    Parameters
    ----------
    root : Path
        The study folder.
    method : str
        One of :data:`crosscase.suggestion.METHODS`, that of all suggestions.
    suggestions : sequence of Suggestion
        In any order; the file has them sorted, so that the same ones are the same bytes.
    document : str
        Replace only those in this document, and keep the others as they are on disk at that
        moment; all by default.

    Returns
    -------
    str
        The file, relative to the study folder.

    Raises
    ------
    ValueError
        When a suggestion is of another method.
    StudyError
        When the file lies outside the study, or those to keep cannot be read.
    CrosscaseError
        When another program does not let go of the file.
    """
    if method not in METHODS or any(one.method != method for one in suggestions):
        raise ValueError(f"suggestions of another method than {method!r}")
    path = f"{FOLDER}/{method}.jsonl"
    findings = Findings()
    folder = Folder(root, findings)
    located = folder.locate(path, Place(path))
    if located is None:
        raise StudyError(findings.problems)
    located.parent.mkdir(parents=True, exist_ok=True)
    with lock(root, path):
        there = _read_file(folder, path, method) if document and located.exists() else []
        if findings.problems:
            raise StudyError(findings.problems)
        kept = [one for one in there if one.document != document]
        write_atomic(located, _lines_of([*kept, *suggestions]), follow=False)
    return path


def _lines_of(suggestions: Iterable[Suggestion]) -> str:
    rows = (
        {name: getattr(one, name) for name in FIELDS}
        for one in sorted(suggestions, key=order_suggestions)
    )
    return "".join(
        json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"
        for row in rows
    )
