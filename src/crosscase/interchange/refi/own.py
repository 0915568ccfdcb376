"""Reading back what crosscase wrote into the notes of a project."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from crosscase.codebook import in_language
from crosscase.errors import Problem
from crosscase.interchange.refi.names import Guids
from crosscase.interchange.refi.notes import CATALOGUE, SCALES, STUDY, is_codebook
from crosscase.interchange.refi.records import CodeItem, Note, Project
from crosscase.storage import load
from crosscase.study import Study

__all__ = ["known_codes", "note_files", "read_own"]

_WITHOUT_TEXTS = ("missing-file", "text-changed", "missing-hash")


def note_files(project: Project) -> Mapping[str, Note]:
    """Return the notes of the project as a whole that hold a file of a study, by name."""
    found: dict[str, Note] = {}
    for guid in project.note_refs:
        note = project.notes.get(guid)
        if note and (note.name in (STUDY, CATALOGUE, SCALES) or is_codebook(note.name)):
            found.setdefault(note.name, note)
    return found


def read_own(
    project: Project, texts: Mapping[str, str], name: str
) -> tuple[Study | None, tuple[Problem, ...]]:
    """Read the study that travels in the notes of a project.

    Parameters
    ----------
    project : Project
        The project.
    texts : mapping
        The notes that hold files: name → text.
    name : str
        What to call the project in messages.

    Returns
    -------
    Study or None
        Its cases, coders, scales, codebooks and catalogue, without texts and codings; None when
        the project has none, or they are not in order.
    tuple of Problem
        A warning in the latter case.
    """
    if STUDY not in texts:
        return None, ()
    with tempfile.TemporaryDirectory(prefix="crosscase-") as folder:
        root = Path(folder)
        for place in ("codebooks", "corpus"):
            (root / place).mkdir()
        for number, (note, text) in enumerate(texts.items()):
            path = {STUDY: STUDY, CATALOGUE: f"corpus/{CATALOGUE}"}.get(
                note, f"codebooks/{number:04}.yaml"
            )
            (root / path).write_bytes(text.encode("utf-8", "replace"))
        study = load(root, strict=False)
    wrong = [
        problem
        for problem in study.problems
        if problem.severity == "error" and problem.rule not in _WITHOUT_TEXTS
    ]
    if wrong:
        first = wrong[0]
        found = f"notes of a study that were changed ({first.rule}: {first.found})"
        action = "look at what was made of its codes, cases and values"
        return None, (
            Problem(name, 0, "changed-notes", found, "notes as written", action, "warning"),
        )
    books = tuple(replace(book, path="") for book in study.codebooks)
    return replace(study, codebooks=books), ()


def known_codes(project: Project, own: Study) -> Mapping[str, str]:
    """Return the codes of a study by the GUIDs under which a project has them.

    Parameters
    ----------
    project : Project
        The project, perhaps as another program wrote it with GUIDs of its own.
    own : Study
        The study that travelled in it.

    Returns
    -------
    mapping
        GUID → id of the code.
    """
    language = own.languages[0]
    guids = Guids(in_language(own.title, language))
    by_guid = {guids.of("code", code): code for code in own.codes}
    by_name: dict[str, str] = {}
    for code in own.codes.values():
        label = " ".join(in_language(code.label, language).split())
        by_name.setdefault(f"{label} ({code.id})", code.id)
        by_name.setdefault(label, code.id)
    items: list[CodeItem] = [item for top in project.codes for item in top.walk()]
    found = {item.guid: by_guid[item.guid] for item in items if item.guid in by_guid}
    left = {*own.codes} - {*found.values()}
    for item in items:
        name = by_name.get(item.name, "")
        if item.codable and item.guid not in found and name in left:
            found[item.guid] = name
            left.discard(name)
    return found
