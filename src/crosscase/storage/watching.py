"""Knowing whether files that were read still lie there as they were."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from crosscase.storage.findings import Findings, Place
from crosscase.storage.folder import Folder, list_names

__all__ = ["Watch", "WatchedFolder"]

SETTLED = 2_000_000_000
"""Nanoseconds after which no file system gives a changed file the time it had: FAT needs two
seconds. Of a file that changed later than that, the bytes are compared as well."""


class _Signature(NamedTuple):
    size: int
    identity: tuple[int, int]
    times: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as it was: its signature, None when there was none, and its bytes where read."""

    signature: _Signature | None
    settled: bool
    held: bytes | None = None


def _see(stat: os.stat_result, held: bytes | None = None) -> _Seen:
    # The time of the last change of the entry cannot be set back, as that of the content can.
    times = stat.st_mtime_ns, stat.st_ctime_ns
    signature = _Signature(stat.st_size, (stat.st_dev, stat.st_ino), times)
    return _Seen(signature, time.time_ns() - max(times) > SETTLED, held)


def _may_be_same(was: _Signature | None, now: _Signature | None) -> bool:
    """Whether a file may hold what it held: the same file, of the same size."""
    return was is not None and now is not None and was[:2] == now[:2]


def _look(path: Path) -> _Seen:
    try:
        return _see(path.stat())
    except (OSError, ValueError):
        return _Seen(None, settled=True)


def _names(path: Path) -> list[str] | None:
    try:
        return list_names(path)
    except OSError:
        return None


class Watch:
    """What was read of a folder, and what of it has changed since.

    A change is seen by size, times and identity of a file; where these cannot tell, since the
    file is younger than the clock of a file system is fine, by its bytes.

    Parameters
    ----------
    root : Path
        The folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._files: dict[str, _Seen] = {}
        self._listed: dict[str, list[str] | None] = {}
        # Kept, for putting paths together takes longer than looking at files.
        self._located: dict[str, Path] = {}

    def _locate(self, path: str) -> Path:
        if path not in self._located:
            self._located[path] = self.root / path
        return self._located[path]

    def look_at(self, path: str) -> None:
        """Remember a file as it is, unless it was read already.

        Parameters
        ----------
        path : str
            Relative to the folder; there need not be such a file.
        """
        if path not in self._files and path not in self._listed:
            self._files[path] = _look(self._locate(path))

    def read(self, path: str) -> bytes:
        """Read a file and remember it.

        Parameters
        ----------
        path : str
            Relative to the folder.

        Returns
        -------
        bytes
            What it holds.

        Raises
        ------
        OSError
            When it cannot be read.
        """
        with self._locate(path).open("rb") as file:
            # Before it is read: what is written meanwhile is a change.
            stat = os.fstat(file.fileno())
            held = file.read()
        self._files[path] = _see(stat, held)
        return held

    def list(self, directory: str) -> list[str]:
        """List a directory and remember the names.

        Parameters
        ----------
        directory : str
            Relative to the folder.

        Returns
        -------
        list of str
            As :func:`crosscase.storage.folder.list_names`.
        """
        self._files.pop(directory, None)
        found = list_names(self._locate(directory))
        self._listed[directory] = found
        return list(found)

    def names(self, directory: str) -> tuple[str, ...]:
        """Return the names in a directory when it was listed; none when it was not."""
        return tuple(self._listed.get(directory) or ())

    def held(self, path: str) -> bytes:
        """Return what a file held when it was read; nothing when it was not."""
        seen = self._files.get(path)
        return (seen and seen.held) or b""

    def changed(self) -> tuple[str, ...]:
        """Return what is no longer as it was remembered.

        Returns
        -------
        tuple of str
            Files and directories, relative to the folder.
        """
        listed = (name for name, was in self._listed.items() if _names(self._locate(name)) != was)
        return (*listed, *(path for path in [*self._files] if not self._is_same(path)))

    def _is_same(self, path: str) -> bool:
        was, now = self._files[path], _look(self._locate(path))
        if was.signature == now.signature and (was.settled or was.held is None):
            return True
        if was.held is None or not _may_be_same(was.signature, now.signature):
            return False
        try:
            same = self._locate(path).read_bytes() == was.held
        except OSError:
            return False
        if same:
            self._files[path] = replace(now, held=was.held)
        return same


class WatchedFolder(Folder):
    """A study folder that remembers what was read of it.

    Parameters
    ----------
    root : Path
        The study folder.
    findings : Findings
        Gets the problems.

    Attributes
    ----------
    watch : Watch
        What was read.
    """

    def __init__(self, root: Path, findings: Findings) -> None:
        super().__init__(root, findings)
        self.watch = Watch(root)

    def locate(self, path: str, place: Place) -> Path | None:
        """Return the full path of a file of the study; None when it would leave the study."""
        self.watch.look_at(path)
        return super().locate(path, place)

    def take(self, path: str, located: Path) -> bytes:
        """Return what a file that was located holds."""
        return self.watch.read(path)

    def names(self, directory: str, located: Path) -> list[str]:
        """Return the names of the files in a directory, in their order, but for working files."""
        return self.watch.list(directory)
