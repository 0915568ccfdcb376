"""The files of a source, in an order of their own."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from crosscase.errors import UsageError
from crosscase.sweep.reading import READABLE, kind_of
from crosscase.sweep.records import Slice

__all__ = ["Source", "name_sources", "walk"]


@dataclass(frozen=True)
class Source:
    """A file or folder to read.

    Parameters
    ----------
    prefix : str
        What the paths of its files begin with: the name of its folder where there are several
        sources, and for a file all of its path.
    root : Path
        The folder that these paths begin in.
    file : str
        The path of the one file, where it is one.
    passed_over : Counter
        Files of no kind that is read, by ending, once it was walked.
    """

    prefix: str
    root: Path
    file: str = ""
    passed_over: Counter[str] = field(default_factory=Counter)


def name_sources(paths: Sequence[Path]) -> list[Source]:
    """Return sources with names that keep their files apart.

    Parameters
    ----------
    paths : sequence of Path
        Files and folders, as the user named them; a link that is named is followed.

    Returns
    -------
    list of Source
        In the order of their names, whatever order they were named in.

    Raises
    ------
    UsageError
        When one is not there, or two have the same name.
    """
    made: list[Source] = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: found nothing there; name a file or folder with documents")
        real = path.resolve()
        if real.is_dir():
            made.append(Source(f"{real.name}/" if len(paths) > 1 else "", real))
        elif kind_of(real.name):
            made.append(Source(real.name, real.parent, real.name))
        else:
            raise UsageError(f"{path}: found another kind of file; allowed: {READABLE}")
    names = Counter(source.prefix for source in made)
    for name, count in names.items():
        if count > 1:
            raise UsageError(
                f"found {count} sources named {name.rstrip('/')}; allowed: each a name of its own, "
                "which the paths of its files begin with; rename one, or sweep them apart"
            )
    return sorted(made, key=lambda source: source.prefix)


def walk(source: Source, leave_out: Path) -> Iterator[Slice]:
    """Yield the files of a source, whole.

    Parameters
    ----------
    source : Source
        The source; what is passed over is counted in it by ending.
    leave_out : Path
        A folder not to go into: that of the output.

    Yields
    ------
    Slice
        In the order of names, folder by folder. Links are never followed: each is one that is
        refused, and so is what cannot be looked at.
    """
    if source.file:
        status = (source.root / source.file).stat()
        yield Slice(source.file, status.st_size, status.st_mtime_ns)
        return
    waiting = [_entries(source.root)]
    below: list[str] = []
    while waiting:
        entry = next(waiting[-1], None)
        if entry is None:
            waiting.pop()
            del below[-1:]
            continue
        if isinstance(entry, OSError):
            name = "/".join(below) or source.root.name
            yield _refuse(source, name, f"unreadable-folder: {entry.strerror}")
            continue
        name = "/".join((*below, entry.name))
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            if not leave_out.samefile(entry.path):
                waiting.append(_entries(Path(entry.path)))
                below.append(entry.name)
        else:
            yield from _take(source, entry, name)


def _entries(folder: Path) -> Iterator[os.DirEntry[str] | OSError]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda one: one.name)
    except OSError as error:
        yield error
        return
    yield from entries


def _refuse(source: Source, name: str, why: str) -> Slice:
    whole = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return Slice(source.prefix + whole, 0, 0, refused=why)


def _take(source: Source, entry: os.DirEntry[str], name: str) -> Iterator[Slice]:
    """Yield a file, or why it is refused; count it when it is of no kind that is read."""
    if entry.name.startswith("."):
        source.passed_over["hidden"] += 1
    elif entry.is_symlink():
        why = "a link, which may lead out of the source; put the file itself there"
        yield _refuse(source, name, f"link: {why}")
    elif not kind_of(entry.name):
        source.passed_over[PurePosixPath(entry.name).suffix.lower() or "no ending"] += 1
    elif not entry.is_file(follow_symlinks=False):
        yield _refuse(source, name, "unreadable-file: no regular file")
    elif name != name.encode("utf-8", "replace").decode("utf-8"):
        yield _refuse(source, name, "bad-name: a name that is not UTF-8; rename the file")
    else:
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError as error:
            yield _refuse(source, name, f"unreadable-file: {error.strerror}")
        else:
            yield Slice(source.prefix + name, status.st_size, status.st_mtime_ns)
