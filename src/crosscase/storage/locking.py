"""Keeping two programs from writing to one file of a study at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from crosscase.errors import BusyError, StudyError
from crosscase.storage.findings import Findings, Place
from crosscase.storage.folder import Folder

__all__ = ["locate_beside", "lock"]

PATIENCE = 60.0
"""Seconds to wait for another program that is writing to the same file."""


def locate_beside(root: Path, path: str, ending: str) -> Path:
    """Return where a working file beside a file of the study is.

    Parameters
    ----------
    root : Path
        The study folder.
    path : str
        The file, relative to the study folder.
    ending : str
        What the name of the working file has besides.

    Returns
    -------
    Path
        The full path; there need not be such a file.

    Raises
    ------
    StudyError
        When it lies outside the study, or is a link: what is written there would end up in
        another file.
    """
    findings = Findings()
    place = Place(path + ending)
    file = Folder(root, findings).locate(place.file, place)
    if file is not None and file.is_symlink():
        findings.add(place, "linked-file", "a link", "a file of its own", "remove the link")
    if file is None or findings.problems:
        raise StudyError(findings.problems)
    return file


@contextmanager
def lock(root: Path, path: str) -> Iterator[None]:
    """Hold a file of the study while it is read, changed and written.

    Parameters
    ----------
    root : Path
        The study folder.
    path : str
        The file, relative to the study folder; its folder must exist.

    Yields
    ------
    None
        Once no other program holds the file.

    Raises
    ------
    StudyError
        When the lock would lie outside the study.
    BusyError
        When another program does not let go of the file.
    """
    try:
        with FileLock(locate_beside(root, path, ".lock"), timeout=PATIENCE):
            yield
    except Timeout:
        raise BusyError(
            f"{path}: another program has been writing to it for {PATIENCE:.0f} seconds; "
            "close that program and try again"
        ) from None
