"""Which files a study can be read from and written to, by their endings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from crosscase.errors import StudyError, UsageError
from crosscase.interchange.fitting import Additions
from crosscase.interchange.incoming import Incoming
from crosscase.interchange.losses import Loss
from crosscase.interchange.putting import make_study, put_into
from crosscase.storage.declaring import ID, ID_WORDS
from crosscase.storage.findings import Findings
from crosscase.storage.folder import Folder
from crosscase.storage.loading import errors_of
from crosscase.storage.study_file import read_study_file
from crosscase.study import Study, Unit

__all__ = ["READERS", "WRITERS", "export_study", "import_anew", "import_into"]

Format = TypeVar("Format")
Writer = Callable[[Study], tuple[bytes, tuple[Loss, ...]]]
Reader = Callable[[Path, Unit | None, str], Incoming]


def _write_project(study: Study) -> tuple[bytes, tuple[Loss, ...]]:
    from crosscase.interchange.refi.writing import write_project

    return write_project(study)


def _write_codebook(study: Study) -> tuple[bytes, tuple[Loss, ...]]:
    from crosscase.interchange.refi.writing import write_codebook

    return write_codebook(study)


def _write_annotations(study: Study) -> tuple[bytes, tuple[Loss, ...]]:
    from crosscase.interchange.annotations import write_annotations

    why = "its words are not where they were said to be; run `crosscase reanchor` first"
    left = [
        Loss("unplaced coding", one.id, one.document, why, one.quote)
        for one in study.codings.values()
        if one.id in study.unplaced
    ]
    return write_annotations(study).encode("utf-8"), tuple(left)


def _read_project(path: Path, unit: Unit | None, language: str) -> Incoming:
    from crosscase.interchange.refi.opening import read_project

    return read_project(path, unit=unit, language=language)


def _read_codebook(path: Path, unit: Unit | None, language: str) -> Incoming:
    from crosscase.interchange.refi.opening import read_codebook

    return read_codebook(path, language=language)


WRITERS: Mapping[str, Writer] = {
    ".qdpx": _write_project,
    ".qdc": _write_codebook,
    ".jsonld": _write_annotations,
}
"""Ending of the file → what writes a study to it, and says what it cannot carry."""

READERS: Mapping[str, Reader] = {".qdpx": _read_project, ".qdc": _read_codebook}
"""Ending of the file → what reads it in the words of a study."""


def _choose(formats: Mapping[str, Format], file: Path) -> Format:
    found = formats.get(file.suffix.lower())
    if found is None:
        raise UsageError(
            f"{file}: found the ending {file.suffix or '(none)'}; allowed: {', '.join(formats)}; "
            "give the file another name"
        )
    return found


def export_study(study: Study, file: Path) -> tuple[bytes, tuple[Loss, ...]]:
    """Return a study in the format that the ending of a file asks for.

    Parameters
    ----------
    study : Study
        The study.
    file : Path
        The file it is for; it is not written.

    Returns
    -------
    bytes
        What the file is to hold; the same for the same study.
    tuple of Loss
        What the format cannot carry.

    Raises
    ------
    UsageError
        When there is no such format.
    """
    return _choose(WRITERS, file)(study)


def _make_unit(unit: str, units: Mapping[str, Unit]) -> Unit | None:
    if not unit or unit in units:
        return units.get(unit)
    if not re.fullmatch(ID, unit):
        raise UsageError(f"found unit {unit!r}; allowed: {ID_WORDS}; correct the id")
    return Unit(unit, "case", {"": unit})


def import_into(root: Path, file: Path, *, unit: str = "", language: str = "") -> Additions:
    """Import a file into a study, all of it or nothing.

    Parameters
    ----------
    root : Path
        The study folder.
    file : Path
        A file of another program, in one of the formats of :data:`READERS`.
    unit : str
        Id of the unit that codings are about where the file does not say; a case named after
        the project by default.
    language : str
        Of texts that do not say; the study's first by default.

    Returns
    -------
    Additions
        What was new to the study, and what did not come along.

    Raises
    ------
    CrosscaseError
        When the file is refused or the study is not in order; the study is then as it was.
    """
    read = _choose(READERS, file)
    findings = Findings()
    study = read_study_file(Folder(root, findings))
    if wrong := errors_of(findings.problems):
        raise StudyError(wrong)
    incoming = read(file, _make_unit(unit, study.units), language or study.languages[0])
    return put_into(root, incoming, file.name)


def import_anew(target: Path, file: Path, *, unit: str = "", language: str = "en") -> Additions:
    """Make a new study of a file of another program, whole or not at all.

    Parameters
    ----------
    target : Path
        A folder that is empty or does not exist yet.
    file : Path
        A file of another program, in one of the formats of :data:`READERS`.
    unit, language : str
        As for :func:`import_into`.

    Returns
    -------
    Additions
        What is in the study, and what did not come along.

    Raises
    ------
    CrosscaseError
        When the file is refused or the folder holds something; nothing is left then.
    """
    if not re.fullmatch("[a-z]{2}", language):
        raise UsageError(
            f"found language {language!r}; allowed: two letters such as nl or en; correct it"
        )
    incoming = _choose(READERS, file)(file, _make_unit(unit, {}), language)
    return make_study(target, incoming, file.name)
