"""A zip whose bytes depend on nothing but what is in it."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from crosscase.storage import write_atomic

__all__ = ["MANIFEST", "write_manifest", "write_zip"]

MANIFEST = "manifest-sha256.txt"
"""The file of hashes, as ``sha256sum --check`` reads it."""

_MADE = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16


def write_manifest(files: Mapping[str, bytes]) -> bytes:
    """Return the hashes of files as ``sha256sum`` writes them.

    Parameters
    ----------
    files : mapping
        By path what each holds.

    Returns
    -------
    bytes
        A line a file, in the order of the paths.
    """
    lines = (f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files))
    return "".join(lines).encode("utf-8")


def write_zip(file: Path, folder: str, files: Mapping[str, bytes]) -> None:
    """Write files into a zip, whole or not at all.

    Parameters
    ----------
    file : Path
        The zip.
    folder : str
        The one folder in it.
    files : mapping
        By path within that folder what each file holds.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{folder}/{path}", _MADE)
            entry.external_attr = _MODE
            entry.create_system = 3  # the same bytes wherever it is made
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, files[path])
    write_atomic(file, held.getvalue())
