"""The study folder: reading its files, and only its files."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath, PureWindowsPath

from crosscase.errors import UsageError
from crosscase.storage.findings import Findings, Place

__all__ = ["CONTROL", "Folder", "decode", "list_names", "locate_study"]

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that belong in no file of a study: Word, HTML and XML cannot hold them."""

_WORKING_FILES = (".lock", ".torn", ".tmp")


def locate_study(given: Path | None = None) -> Path:
    """Return the folder of the study given, or of the one around the current folder.

    Parameters
    ----------
    given : Path, optional
        A folder; the current one and those above it when left out.

    Returns
    -------
    Path
        A folder with a ``study.yaml``.

    Raises
    ------
    UsageError
        When there is none.
    """
    if given is not None:
        if not (given / "study.yaml").is_file():
            raise UsageError(
                f"{given}: found no study.yaml; give the folder of a study, "
                "or make one with `crosscase init`"
            )
        return given
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "study.yaml").is_file():
            return folder
    raise UsageError(
        f"{here}: found no study.yaml here or in any folder above; "
        "go to a study, give one with --study, or make one with `crosscase init`"
    )


def decode(data: bytes, place: Place, findings: Findings) -> str | None:
    """Return UTF-8 bytes as text, or None with a problem that names the line.

    Parameters
    ----------
    data : bytes
        What the file holds, from the line of ``place`` on.
    place : Place
        Where ``data`` begins; line 0 counts as line 1.
    findings : Findings
        Gets the problem.

    Returns
    -------
    str or None
        The text, byte-order mark and line ends as they lie.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = max(place.line, 1) + data.count(b"\n", 0, error.start)
        findings.add(
            Place(place.file, line),
            "bad-utf8",
            f"byte 0x{data[error.start]:02x}, which is not UTF-8",
            "UTF-8",
            "save the file as UTF-8",
        )
        return None


def list_names(directory: Path) -> list[str]:
    """Return the names of the files in a directory, in their order, but for working files.

    Parameters
    ----------
    directory : Path
        A directory that exists.

    Returns
    -------
    list of str
        Without hidden files, locks, broken lines moved aside and directories.
    """
    with os.scandir(directory) as entries:
        return sorted(
            entry.name
            for entry in entries
            if not entry.name.startswith(".")
            and not entry.name.endswith(_WORKING_FILES)
            and not entry.is_dir()
        )


class Folder:
    """Reads the files of a study and notes what is missing or lies outside.

    Parameters
    ----------
    root : Path
        The study folder.
    findings : Findings
        Gets the problems.
    """

    def __init__(self, root: Path, findings: Findings) -> None:
        self.root = root
        self.findings = findings

    def locate(self, path: str, place: Place) -> Path | None:
        """Return the full path of a file of the study; None when it would leave the study."""
        posix = PurePosixPath(path)
        windows = PureWindowsPath(path)
        inside = not (posix.is_absolute() or windows.drive or windows.root)
        inside = inside and "\\" not in path and ".." not in posix.parts
        if inside:
            try:
                inside = (self.root / posix).resolve().is_relative_to(self.root.resolve())
            except (OSError, RuntimeError):
                inside = False
        if inside:
            return self.root / posix
        self.findings.add(
            place,
            "path-outside",
            path,
            "a path within the study folder, with forward slashes",
            "move the file into the study and write its path from the study folder on",
        )
        return None

    def read(self, path: str, *, place: Place | None = None, action: str = "") -> bytes | None:
        """Return what a file holds; None when it is not there.

        Parameters
        ----------
        path : str
            Relative to the study folder.
        place : Place, optional
            Where the file is named; the file itself where it goes without saying.
        action : str
            What to do when the file is missing; empty when it may be.
        """
        place = place or Place(path)
        located = self.locate(path, place)
        if located is None:
            return None
        try:
            return self.take(path, located)
        except FileNotFoundError:
            if action:
                self.findings.add(place, "missing-file", f"no file {path}", "", action)
        except OSError as error:
            self.findings.add(
                place,
                "unreadable-file",
                f"{path} ({type(error).__name__})",
                "a file that can be read",
                "look at the file and its permissions",
            )
        return None

    def take(self, path: str, located: Path) -> bytes:
        """Return what a file that was located holds."""
        return located.read_bytes()

    def names(self, directory: str, located: Path) -> list[str]:
        """Return the names of the files in a directory, in their order, but for working files."""
        return list_names(located)

    def files(self, directory: str, suffix: str) -> list[str]:
        """Return the files of a directory that end so, in the order of their names.

        A file with another ending would be passed over in silence, so it is a warning.
        """
        found: list[str] = []
        located = self.locate(directory, Place(directory))
        if located is None or not located.is_dir():
            return found
        for name in self.names(directory, located):
            path = f"{directory}/{name}"
            if PurePosixPath(name).suffix == suffix:
                found.append(path)
            else:
                self.findings.warn(
                    Place(path),
                    "ignored-file",
                    f"a file that does not end in {suffix}",
                    f"*{suffix}",
                    "rename it, or keep it elsewhere",
                )
        return found
