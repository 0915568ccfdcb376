"""Zip files from strangers: looked at as a whole before anything in them is read."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PureWindowsPath
from typing import IO

from crosscase.errors import ForeignFileError, Problem
from crosscase.storage.findings import shorten

__all__ = ["Archive", "ArchiveLimits", "open_archive"]

_CHUNK = 1 << 16
_PER_ENTRY = 1024
_MEMBER_FLAGS = 0x1 | 0x40 | 0x2000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises on broken zips; UnicodeDecodeError is a ValueError."""


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """How much an archive may hold.

    Parameters
    ----------
    files : int
        How many files.
    size : int
        How many bytes all of them are together, unpacked.
    ratio : int
        How many times larger a file may become by unpacking.
    small : int
        Bytes up to which the ratio of a file does not matter.
    """

    files: int = 10_000
    size: int = 1 << 30
    ratio: int = 250
    small: int = 1 << 20


class _Guarded:
    """A stream of which no more is read at once than a directory in order can need."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream = stream
        self._most = most

    def read(self, size: int = -1, /) -> bytes:
        """Read, unless it is too much: zipfile reads the whole directory in one go."""
        held = self._stream.read(self._most + 1 if size < 0 or size > self._most else size)
        if len(held) > self._most:
            raise zipfile.BadZipFile(f"a directory of more than {self._most} bytes")
        return held

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Move in the stream."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """Return the place in the stream."""
        return self._stream.tell()

    def seekable(self) -> bool:
        """Say that one can move in the stream."""
        return True


class Archive:
    """A zip of which every entry was looked at; made by :func:`open_archive`.

    Nothing is ever written to a path that the archive names: its files are read into memory.

    Attributes
    ----------
    name : str
        What the archive is called in messages.
    names : tuple of str
        The files in it, in its order, with slashes; no folders.
    """

    def __init__(self, name: str, opened: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo]):
        self.name = name
        self._opened = opened
        self._entries = {_path(entry): entry for entry in entries}
        self.names = tuple(self._entries)
        self._folded: dict[str, list[str]] = {}
        for known in self.names:
            self._folded.setdefault(known.casefold(), []).append(known)

    def size(self, name: str) -> int:
        """Return how many bytes a file says to be when unpacked."""
        return self._entries[name].file_size

    def find(self, path: str) -> str | None:
        """Return the name of a file, also where only its case differs.

        Parameters
        ----------
        path : str
            The path looked for.

        Returns
        -------
        str or None
            None when there is no such file, or several whose names differ by case alone.
        """
        if path in self._entries:
            return path
        alike = self._folded.get(path.casefold(), ())
        return alike[0] if len(alike) == 1 else None

    def read(self, name: str) -> bytes:
        """Return a file of the archive.

        Parameters
        ----------
        name : str
            One of ``names``.

        Returns
        -------
        bytes
            What it holds.

        Raises
        ------
        ForeignFileError
            When it is damaged, or larger than the archive says.
        """
        entry = self._entries[name]
        parts: list[bytes] = []
        try:
            with self._opened.open(entry) as member:
                while part := member.read(_CHUNK):
                    parts.append(part)
        except (*_DAMAGE, OSError) as error:
            raise ForeignFileError([_damaged(f"{self.name}: {shorten(name)}", error)]) from None
        return b"".join(parts)


def _damaged(place: str, error: Exception) -> Problem:
    return Problem(
        place,
        0,
        "bad-zip",
        f"a zip file that cannot be read ({shorten(str(error)) or type(error).__name__})",
        "a whole zip file",
        "export or download it again",
    )


def _path(entry: zipfile.ZipInfo) -> str:
    """Return the path of an entry with slashes: older programs on Windows write backslashes."""
    return entry.filename.replace("\\", "/")


def _leads_outside(name: str) -> bool:
    windows = PureWindowsPath(name)
    return (
        name.startswith("/")
        or bool(windows.drive or windows.root)
        or ":" in name.split("/")[0]
        or ".." in name.split("/")
    )


def _wrong_with(entry: zipfile.ZipInfo, limits: ArchiveLimits) -> tuple[str, str, str] | None:
    """Return rule, found and allowed of the first thing wrong with an entry."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    ratio = entry.file_size / max(entry.compress_size, 1)
    if entry.orig_filename.replace("\\", "/") != _path(entry) or not entry.filename.isprintable():
        return "wrong-name", "a name with characters that no name has", "plain names"
    if _leads_outside(_path(entry)):
        return "path-outside", "a path that leads out of the archive", "paths within it"
    if kind and not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
        return "no-file", "a link or device", "files"
    if entry.flag_bits & _MEMBER_FLAGS:
        return "encrypted", "a file under a password", "files without a password"
    if entry.compress_type not in _METHODS:
        return "unknown-compression", f"method {entry.compress_type}", "stored or deflated files"
    if entry.file_size > limits.small and ratio > limits.ratio:
        return (
            "too-dense",
            f"a file that becomes {ratio:.0f} times larger",
            f"at most {limits.ratio} times",
        )
    return None


def _look(entries: list[zipfile.ZipInfo], name: str, limits: ArchiveLimits) -> None:
    """Refuse an archive with everything that is wrong with it."""
    action = "do not open it; ask where it comes from, or export it again"
    problems: list[Problem] = []
    if len(entries) > limits.files:
        found, allowed = f"{len(entries)} files", f"at most {limits.files}"
        problems.append(Problem(name, 0, "too-many-files", found, allowed, action))
    total = sum(entry.file_size for entry in entries)
    if total > limits.size:
        found, allowed = f"{total} bytes unpacked", f"at most {limits.size}"
        problems.append(Problem(name, 0, "too-large", found, allowed, action))
    seen: set[str] = set()
    for entry in entries if not problems else ():
        wrong = _wrong_with(entry, limits)
        if wrong is None and _path(entry) in seen:
            wrong = ("duplicate-name", "a name that stands in it twice", "each name once")
        if wrong is not None:
            place = f"{name}: {shorten(ascii(entry.orig_filename)[1:-1])}"
            problems.append(Problem(place, 0, *wrong, action))
        seen.add(_path(entry))
    if problems:
        raise ForeignFileError(problems)


@contextmanager
def open_archive(
    source: Path | bytes, *, name: str = "", limits: ArchiveLimits | None = None
) -> Iterator[Archive]:
    """Open a zip from a stranger.

    Refused are archives with too many files, too much in them, or files that grow too much by
    unpacking; with absolute paths, drive letters or ``..``; with links, devices,
    names that stand in it twice, passwords, or compression other than that of every zip program.

    Parameters
    ----------
    source : Path or bytes
        The file, or what it holds.
    name : str
        What to call it in messages; the name of the file by default.
    limits : ArchiveLimits, optional
        How much it may hold.

    Yields
    ------
    Archive
        The files in it; nothing is unpacked before it is asked for.

    Raises
    ------
    ForeignFileError
        With everything that is wrong with it.

    Examples
    --------
    >>> held = BytesIO()
    >>> with zipfile.ZipFile(held, "w") as made:
    ...     made.writestr("a.txt", "one")
    >>> with open_archive(held.getvalue(), name="a.zip") as archive:
    ...     archive.names, archive.read("a.txt")
    (('a.txt',), b'one')
    """
    limits = limits or ArchiveLimits()
    name = name or (str(source) if isinstance(source, Path) else "archive")
    stream: IO[bytes] = BytesIO(source) if isinstance(source, bytes) else source.open("rb")
    with stream:
        guarded = _Guarded(stream, max(limits.files * _PER_ENTRY, _CHUNK * 2))
        try:
            opened = zipfile.ZipFile(guarded)
        except (*_DAMAGE, OSError) as error:
            raise ForeignFileError([_damaged(name, error)]) from None
        with opened:
            entries = opened.infolist()
            _look(entries, name, limits)
            yield Archive(name, opened, (one for one in entries if not _path(one).endswith("/")))
