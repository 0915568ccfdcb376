"""Opening files from strangers: within their folder, as planned, unpacked with limits."""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from crosscase.sweep.records import MovedError, Slice

__all__ = [
    "PACKED",
    "RATIO",
    "SMALL",
    "Refused",
    "bare_name",
    "lines_between",
    "lines_of",
    "open_slice",
    "unpack",
]

PACKED = (".gz", ".zst")
"""Endings of compressed files."""

RATIO = 250
"""How many times larger a file may become by unpacking."""

SMALL = 1 << 20
"""Bytes up to which the ratio does not matter."""

_CHUNK = 1 << 20


class Refused(Exception):  # noqa: N818
    """A document or file that is not read: the rule that it breaks, and why in words."""

    def __init__(self, rule: str, reason: str) -> None:
        self.rule, self.reason = rule, reason
        super().__init__(rule, reason)


def bare_name(file: str) -> str:
    """Return a path without the ending that says how it is packed.

    Examples
    --------
    >>> bare_name("raad/2012.jsonl.gz")
    'raad/2012.jsonl'
    """
    path = PurePosixPath(file)
    return str(path.with_suffix("")) if path.suffix.lower() in PACKED else file


def _open_within(root: Path, file: str) -> int:
    """Open a file below a folder, following no link on the way."""
    parts = PurePosixPath(file).parts
    if not parts or ".." in parts or PurePosixPath(file).is_absolute():
        raise MovedError(f"{file}: found a path out of the source; begin the sweep anew")
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    if os.open not in os.supports_dir_fd:
        path = root.joinpath(*parts)
        if path.resolve() != root.resolve().joinpath(*parts):
            raise OSError(f"{file} is a link")
        return os.open(path, flags)
    at = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for part in parts[:-1]:
            below = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=at)
            os.close(at)
            at = below
        return os.open(parts[-1], flags | os.O_NOFOLLOW, dir_fd=at)
    finally:
        os.close(at)


@contextmanager
def open_slice(root: Path, file: str, planned: Slice) -> Iterator[IO[bytes]]:
    """Open the file of a slice.

    Parameters
    ----------
    root : Path
        The folder it is in.
    file : str
        Its path from there.
    planned : Slice
        What was planned.

    Yields
    ------
    file
        Its bytes, as they lie.

    Raises
    ------
    MovedError
        When it is gone or has changed: what is read now would not fit what was read before.
    Refused
        When it cannot be read.
    """
    try:
        handle = _open_within(root, file)
    except FileNotFoundError:
        raise MovedError(
            f"{planned.file}: found no such file in {root}; every process, on every machine, has "
            "to see the source where it was when the sweep began; put it back and run again"
        ) from None
    except OSError as error:
        raise Refused("unreadable-file", f"{error.strerror or error}") from None
    with os.fdopen(handle, "rb") as opened:
        now = os.fstat(handle)
        if not stat.S_ISREG(now.st_mode):
            raise Refused("unreadable-file", "no regular file")
        if (now.st_size, now.st_mtime_ns) != (planned.size, planned.changed):
            raise MovedError(
                f"{planned.file}: changed while it was swept ({planned.size} bytes then, "
                f"{now.st_size} now); begin anew with another --output"
            )
        yield opened


class _Unpacked:
    """The unpacked bytes of a file, no more than it may grow to."""

    def __init__(self, stream: Any, most: int) -> None:
        self._stream, self._left, self._most = stream, most, most

    def read(self, size: int) -> bytes:
        """Return some bytes; none at the end."""
        try:
            data = self._stream.read(size)
        except (OSError, EOFError, zlib.error, ValueError) as error:
            raise Refused("broken-file", f"cannot be unpacked further: {error}") from None
        self._left -= len(data)
        if self._left < 0:
            raise Refused(
                "grows-too-much", f"unpacks to more than {self._most} bytes, {RATIO} times its size"
            )
        return bytes(data)


def unpack(opened: IO[bytes], file: str, size: int) -> Any:
    """Return a stream with ``read`` of the bytes of a file, unpacked where its name says so.

    Parameters
    ----------
    opened : file
        The file.
    file : str
        Its name.
    size : int
        Its size on disk.

    Returns
    -------
    stream
        Raises Refused where it is damaged or grows too much.
    """
    ending = PurePosixPath(file).suffix.lower()
    most = max(SMALL, RATIO * size)
    if ending == ".gz":
        return _Unpacked(gzip.GzipFile(fileobj=opened, mode="rb"), most)
    if ending == ".zst":
        import pyarrow as pa

        return _Unpacked(pa.CompressedInputStream(pa.PythonFile(opened, "r"), "zstd"), most)
    return opened


def lines_of(
    stream: Any, longest: int, *, at: int = 0, until: int | None = None
) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines of a stream, each with the offset it begins at.

    Parameters
    ----------
    stream : stream
        With ``read``.
    longest : int
        Bytes of the longest line that is kept in memory.
    at : int
        The offset of the stream in its file.
    until : int, optional
        No line that begins here or later is read.

    Yields
    ------
    int, bytes or None
        Without line end; None for a line that is too long.
    """
    kept, dropped, begins = bytearray(), False, at
    while data := stream.read(_CHUNK):
        start = 0
        while (cut := data.find(b"\n", start)) >= 0:
            if until is not None and begins >= until:
                return
            fits = not dropped and len(kept) + cut - start <= longest
            yield begins, bytes(kept + data[start:cut]) if fits else None
            start, begins, dropped = cut + 1, at + cut + 1, False
            kept.clear()
        at += len(data)
        if not dropped:
            kept += data[start:]
        if len(kept) > longest:
            kept, dropped = bytearray(), True
        if until is not None and begins >= until:
            return
    if kept or dropped:
        yield begins, None if dropped else bytes(kept)


def lines_between(
    opened: IO[bytes], start: int, until: int, longest: int
) -> Iterator[tuple[int, bytes | None]]:
    """Yield the lines of a file that begin between two offsets.

    Parameters
    ----------
    opened : file
        The file, of which one can choose where to read.
    start, until : int
        Half-open offsets.
    longest : int
        Bytes of the longest line that is kept in memory.

    Yields
    ------
    int, bytes or None
        As :func:`lines_of`.
    """
    if not start:
        yield from lines_of(opened, longest, until=until)
        return
    # What begins before is left to others: the byte before tells whether a line begins here.
    opened.seek(start - 1)
    lines = lines_of(opened, longest, at=start - 1, until=until)
    next(lines, None)
    yield from lines
