"""From files of any format to documents of a study."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from crosscase.errors import ForeignFileError, Problem, UsageError
from crosscase.interchange.reading.formats import read_file
from crosscase.interchange.reading.records import Given, ReadingOptions
from crosscase.storage import NewText, enter_texts
from crosscase.storage.findings import Findings
from crosscase.storage.new_texts import text_id

__all__ = ["Added", "add_files"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the files that were added.

    Parameters
    ----------
    documents : tuple of str
        Ids of the documents.
    notes : tuple of (str, str)
        What was changed or left out: the file and a sentence.
    """

    documents: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]


def _load(path: Path, options: ReadingOptions) -> Given:
    """Return what a file holds; of one that is too large only enough to see that it is."""
    with path.open("rb") as file:
        return Given(str(path), file.read(options.limits.file + 1))


def add_files(
    root: Path | str,
    files: Iterable[Path | str],
    *,
    units: Iterable[str],
    kind: str = "document",
    date: str = "",
    role: str = "",
    party: str = "",
    source_group: str = "",
    language: str = "",
    title: str = "",
    keep_original: bool = False,
    options: ReadingOptions | None = None,
) -> Added:
    """Read files and enter their texts in a study, all of them or none.

    The name of a file becomes the id of its document; the title it gives itself, its first
    heading, or else its name, the title. Who speaks where and the pages come beside the text.

    Parameters
    ----------
    root : Path or str
        The study folder.
    files : iterable of Path or str
        Files that end as :data:`crosscase.interchange.reading.FORMATS` says.
    units : iterable of str
        Ids of the cases and parties they speak about.
    kind, date, role, party, source_group, language : str
        As in the catalogue; see :func:`crosscase.storage.enter_texts`.
    title : str
        Instead of the title that is found; for one file only.
    keep_original : bool
        Whether to keep each file beside its text.
    options : ReadingOptions, optional
        How to read them.

    Returns
    -------
    Added
        Ids and notes.

    Raises
    ------
    StudyError
        With everything that is wrong with the files or the entries; nothing is written then.
    UsageError
        When one title is given for several files.
    """
    options = options or ReadingOptions()
    paths = [Path(file) for file in files]
    if title and len(paths) > 1:
        raise UsageError(
            f"found one title for {len(paths)} files; allowed: a title for one file; "
            "add the files one by one, or give each a heading"
        )
    findings = Findings()
    problems: list[Problem] = []
    notes: list[tuple[str, str]] = []
    texts: list[NewText] = []
    for path in paths:
        name = text_id(path, findings)
        try:
            given = _load(path, options)
            reading = read_file(given, options)
        except ForeignFileError as error:
            problems += error.problems
            continue
        notes += [(str(path), note) for note in reading.notes]
        if name:
            texts.append(
                NewText(
                    name,
                    title or reading.title or path.stem,
                    reading.text,
                    str(path),
                    hashlib.sha256(given.data).hexdigest(),
                    reading.structure,
                    given.data if keep_original else None,
                    path.suffix.lower(),
                )
            )
    documents = enter_texts(
        root,
        texts,
        units=units,
        kind=kind,
        date=date,
        role=role,
        party=party,
        source_group=source_group,
        language=language,
        problems=[*problems, *findings.problems],
    )
    return Added(documents, tuple(notes))
