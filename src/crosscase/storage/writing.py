"""Writing files whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import IO

__all__ = ["append_lines", "replacing", "sync_file", "sync_folder", "write_atomic"]


def sync_folder(folder: Path) -> None:
    """Make sure that a new or renamed file survives a power cut; Windows has no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Make sure that what stands in a file survives a power cut.

    Parameters
    ----------
    path : Path
        A file that exists; what another program wrote to it is made sure of as well.
    """
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_all(handle: int, data: bytes) -> None:
    while data:
        data = data[os.write(handle, data) :]


def _is_special(path: Path, *, follow: bool) -> bool:
    """Whether a path is something other than a file or a link: a pipe, a terminal, a device."""
    try:
        mode = path.stat(follow_symlinks=follow).st_mode
    except FileNotFoundError:
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISLNK(mode)


def write_atomic(path: Path | str, content: str | bytes, *, follow: bool = True) -> None:
    """Write a file so that readers see the old one or the new one and never a part.

    The content goes to a file beside it, reaches the disk, and takes the place of the old file
    by renaming. When anything fails the old file is as it was and nothing is left beside it.
    A pipe or a device such as ``/dev/stdout`` is never replaced: the content goes straight to it.

    Parameters
    ----------
    path : Path or str
        The file; its folder must exist.
    content : str or bytes
        Text is written as UTF-8, its line ends as they are.
    follow : bool
        Whether a link stays and what it points to is written, as for a path that a user gives;
        otherwise the file takes the place of the link.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_atomic(Path(folder) / "table.csv", "unit;score")
    ...     [file.name for file in Path(folder).iterdir()]
    ['table.csv']
    """
    path = Path(path)
    data = content.encode("utf-8") if isinstance(content, str) else content
    if _is_special(path, follow=follow):
        _write_straight(path, data)
    else:
        _replace(path.resolve() if follow else path, data)


def _write_straight(path: Path, data: bytes) -> None:
    # The path as given: what /dev/stdout links to may have a name that is no path.
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    try:
        _write_all(handle, data)
    finally:
        os.close(handle)


def _replace(path: Path, data: bytes) -> None:
    with _beside(path) as handle:
        _write_all(handle, data)


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[int]:
    """Open a file beside another, of which it takes the place when all went well."""
    beside = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(beside, flags, 0o666)
    try:
        try:
            yield handle
            os.fsync(handle)
        finally:
            os.close(handle)
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            beside.unlink()
        raise
    sync_folder(path.parent)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write piece by piece, which takes the place of another when all is written.

    Parameters
    ----------
    path : Path
        The file to be; its folder must exist. A link there is replaced, not followed.

    Yields
    ------
    file
        A file beside it. When anything fails it is removed, and the old one is as it was.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with replacing(Path(folder) / "rows.csv") as file:
    ...         _ = file.write(b"unit;score")
    ...         there_yet = (Path(folder) / "rows.csv").exists()
    ...     [file.name for file in Path(folder).iterdir()], there_yet
    (['rows.csv'], False)
    """
    with _beside(path) as handle, os.fdopen(handle, "wb", closefd=False) as file:
        yield file


def _ends_with(handle: int, size: int, ending: bytes) -> bool:
    if size < len(ending):
        return False
    os.lseek(handle, size - len(ending), os.SEEK_SET)
    return os.read(handle, len(ending)) == ending


def append_lines(path: Path, data: bytes, *, torn: bytes = b"") -> None:
    """Append lines to a file, whole or not at all; the caller holds the lock.

    Parameters
    ----------
    path : Path
        The file; made when it does not exist. A link is refused with OSError.
    data : bytes
        The lines. When the last line of the file lacks its end, as one written by hand may, it
        gets one first.
    torn : bytes
        A broken last line that they take the place of; it stays when the file ends otherwise.
    """
    new = not path.exists()
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    handle = os.open(path, flags, 0o666)
    try:
        size = os.lseek(handle, 0, os.SEEK_END)
        if torn and _ends_with(handle, size, torn):
            size -= len(torn)
            os.ftruncate(handle, size)
        start = b"" if not size or _ends_with(handle, size, b"\n") else b"\n"
        os.lseek(handle, size, os.SEEK_SET)
        try:
            _write_all(handle, start + data)
            os.fsync(handle)
        except BaseException:
            os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)
    if new:
        sync_folder(path.parent)
