"""The key of a pseudonymised study: what takes every file of it back. Kept outside, and closed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from crosscase.errors import CrosscaseError, UsageError
from crosscase.sharing.edits import Edit
from crosscase.sharing.names import Name
from crosscase.sharing.rewriting import RewrittenFile
from crosscase.spans import text_sha256
from crosscase.storage.writing import sync_folder

__all__ = ["KeyedFile", "read_key", "refuse_within", "write_key", "write_private"]

_PURPOSE = "crosscase key"


@dataclass(frozen=True, slots=True)
class KeyedFile:
    """A file of a pseudonymised study, and what takes it back.

    Parameters
    ----------
    path, old_path : str
        Where it is, and where it was.
    sha256, old_sha256 : str
        Hashes of what it holds, and held.
    back : tuple of Edit
        The edits that take it back.
    """

    path: str
    old_path: str
    sha256: str
    old_sha256: str
    back: tuple[Edit, ...]


def refuse_within(file: Path, folders: Iterable[Path], what: str) -> None:
    """Refuse a file that would betray a study by standing in it.

    Parameters
    ----------
    file : Path
        The file.
    folders : iterable of Path
        Where it may not stand.
    what : str
        What the file is, for the message.

    Raises
    ------
    UsageError
        When it lies in one of them, links followed.
    """
    place = Path(os.path.realpath(file))
    for folder in folders:
        if place.is_relative_to(os.path.realpath(folder)):
            raise UsageError(
                f"{file}: found {what} within {folder}; allowed: a place outside it, "
                "for who gets the folder would get the names; choose another place"
            )


def write_private(file: Path, text: str) -> None:
    """Write a new file that only its owner can read.

    Parameters
    ----------
    file : Path
        The file; one that exists is never replaced.
    text : str
        What it is to hold.

    Raises
    ------
    UsageError
        When there is such a file.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(file, flags | getattr(os, "O_BINARY", 0), 0o600)
    except FileExistsError:
        raise UsageError(
            f"{file}: there is such a file, and it may be the only one of its kind; "
            "choose another name"
        ) from None
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(text.encode("utf-8"))
            opened.flush()
            os.fsync(opened.fileno())
    except BaseException:
        file.unlink()
        raise
    sync_folder(file.parent)


def write_key(names: Sequence[Name], files: Iterable[tuple[RewrittenFile, str]]) -> str:
    """Return the key of a study as text.

    Parameters
    ----------
    names : sequence of Name
        The names with their pseudonyms.
    files : iterable of (RewrittenFile, str)
        The files of the new study, each with what it held before.

    Returns
    -------
    str
        JSON, a name and a file a line.
    """
    listed = [
        {"name": n.name, "variants": n.variants, "kind": n.kind, "pseudonym": n.pseudonym}
        for n in names
    ]
    keyed = [
        {
            "path": file.path,
            "old_path": file.old_path,
            "sha256": text_sha256(file.text),
            "old_sha256": text_sha256(old),
            "back": file.back,
        }
        for file, old in files
    ]

    def block(rows: Sequence[object]) -> str:
        return ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)

    return (
        f'{{"format": "1", "purpose": "{_PURPOSE}",\n'
        f'"names": [\n{block(listed)}\n],\n"files": [\n{block(keyed)}\n]}}\n'
    )


def _keyed(data: Any) -> KeyedFile:
    paths = (data["path"], data["old_path"])
    for path in paths:
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or "\\" in path or not pure.name:
            raise ValueError(path)
    back = tuple(Edit(int(start), int(end), str(new)) for start, end, new in data["back"])
    reached = 0
    for edit in back:
        if not reached <= edit.start <= edit.end:
            raise ValueError(edit)
        reached = edit.end
    return KeyedFile(*paths, str(data["sha256"]), str(data["old_sha256"]), back)


def read_key(file: Path) -> tuple[KeyedFile, ...]:
    """Read a key.

    Parameters
    ----------
    file : Path
        What :func:`write_key` gave.

    Returns
    -------
    tuple of KeyedFile
        The files of the pseudonymised study.

    Raises
    ------
    CrosscaseError
        When it is no key, or is damaged.
    """
    try:
        data = json.loads(file.read_bytes())
        if data["purpose"] != _PURPOSE or data["format"] != "1":
            raise ValueError("purpose")
        return tuple(_keyed(one) for one in data["files"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CrosscaseError(
            f"{file}: found no key of a study, or a damaged one ({type(error).__name__}); "
            "allowed: the file that `crosscase pseudonymise` wrote; look for that file"
        ) from None
