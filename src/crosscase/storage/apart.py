"""Codebooks and units as files of their own, without a study around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from crosscase.codebook import Code, Scale
from crosscase.errors import Problem, StudyError
from crosscase.storage.codebook_files import HYPOTHESES_FILE, TABLES_FILE, read_books
from crosscase.storage.findings import Findings, Place
from crosscase.storage.folder import Folder
from crosscase.storage.formats import UNITS
from crosscase.storage.study_file import read_entry, units_of
from crosscase.study import Unit

__all__ = ["Apart", "read_apart"]

_NO_CODEBOOKS = {PurePosixPath(path).name for path in (TABLES_FILE, HYPOTHESES_FILE)}


@dataclass(frozen=True, slots=True)
class Apart:
    """Codes, scales and units, each by id."""

    codes: Mapping[str, Code] = field(default_factory=dict)
    scales: Mapping[str, Scale] = field(default_factory=dict)
    units: Mapping[str, Unit] = field(default_factory=dict)


class _Named(Folder):
    """Reads files that the user named, wherever they are."""

    def locate(self, path: str, place: Place) -> Path | None:
        """Return the file itself."""
        return Path(path)


def _files_of(given: Path) -> list[str]:
    if not given.is_dir():
        return [str(given)]
    names = sorted(file.name for file in given.iterdir() if file.suffix == ".yaml")
    return [str(given / name) for name in names if name not in _NO_CODEBOOKS]


def _explain(problem: Problem) -> Problem:
    """Say of an id that is declared in no file that was named what to do about it."""
    if problem.rule in ("unknown-scale", "unknown-code"):
        return replace(problem, allowed="", action="name the codebook that declares it as well")
    return problem


def read_apart(codebooks: Iterable[Path], units: Path | None = None) -> Apart:
    """Read codebooks, and a file of units, that belong to no study.

    Parameters
    ----------
    codebooks : iterable of Path
        Codebooks, or folders of which every ``.yaml`` is one, those named ``tables`` and
        ``hypotheses`` left out.
    units : Path, optional
        A file with ``cases``, as they stand in ``study.yaml``.

    Returns
    -------
    Apart
        What they declare.

    Raises
    ------
    StudyError
        With every problem at once.
    """
    findings = Findings()
    folder = _Named(Path(), findings)
    paths: Sequence[str] = [path for one in codebooks for path in _files_of(one)]
    for path in paths:
        if not Path(path).is_file():
            findings.add(Place(path), "missing-file", f"no file {path}", "", "correct its name")
    books = read_books(folder, [path for path in paths if Path(path).is_file()], None)
    found: dict[str, Unit] = {}
    if units is not None:
        entry = read_entry(folder, str(units), UNITS, ("unit",), missing="correct its name")
        found = units_of(entry["cases"], findings) if entry else {}
    findings.resolve()
    errors = [_explain(one) for one in findings.problems if one.severity == "error"]
    if errors:
        raise StudyError(errors)
    return Apart(books.codes, books.scales, found)
