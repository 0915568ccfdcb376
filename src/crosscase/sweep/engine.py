"""Which programs a sweep is done with: others could suggest, or write, something else."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import crosscase

__all__ = ["Engine", "engine_identity"]

_LIBRARIES = ("spacy", "spacy-lookups-data", "ahocorasick-rs", "pyarrow")
_PARTS = (
    *("suggest", "sweep", "corpus.py", "patterns.py", "spans.py", "suggestion.py"),
    *("interchange/marks.py", "interchange/reading/plain.py"),
)


class Engine(NamedTuple):
    """Programs with their versions, as a fingerprint and in words."""

    fingerprint: str
    versions: dict[str, str]

    @property
    def said(self) -> str:
        """The versions in words."""
        return ", ".join(f"{name} {number}" for name, number in self.versions.items())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


@lru_cache(maxsize=4)
def engine_identity(pipeline: str = "") -> Engine:
    """Return what this process would work with.

    Parameters
    ----------
    pipeline : str
        The spaCy pipeline asked for, if any.

    Returns
    -------
    Engine
        Versions of crosscase and what it matches and writes with; its own code that does so
        counts too, since between two releases it may change.
    """
    names = (*_LIBRARIES, *([pipeline] if pipeline else []))
    versions = {"crosscase": crosscase.__version__, **{name: _version(name) for name in names}}
    digest = hashlib.sha256(json.dumps(versions).encode("utf-8"))
    root = Path(crosscase.__file__).parent
    for part in _PARTS:
        path = root / part
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return Engine(digest.hexdigest(), versions)
