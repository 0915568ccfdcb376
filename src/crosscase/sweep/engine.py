"""Which programs a sweep is done with: others could suggest, or write, something else."""

from __future__ import annotations

import ast
import hashlib
import json
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

import crosscase

__all__ = ["Engine", "engine_identity"]

_LIBRARIES = ("spacy", "spacy-lookups-data", "ahocorasick-rs", "pyarrow")


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


def _imported(file: Path, root: Path) -> Iterator[Path]:
    """Yield the modules of crosscase that a module imports, at once or in a function."""
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        else:
            continue
        for name in names:
            if name.startswith("crosscase."):
                place = root.joinpath(*name.split(".")[1:])
                yield from filter(Path.is_file, (place.with_suffix(".py"), place / "__init__.py"))


def _modules(root: Path) -> list[Path]:
    """Return the modules of a sweep, with all that they import and what these import in turn."""
    found: set[Path] = set()
    waiting = [*(root / "sweep").glob("*.py")]
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.add(file)
            waiting += _imported(file, root)
    return sorted(found)


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
        Versions of crosscase and what it matches and writes with; every module that a sweep
        imports counts too, since between two releases it may change.
    """
    names = (*_LIBRARIES, *([pipeline] if pipeline else []))
    # What is a letter, and what folds to what, is by the tables that come with Python.
    versions = {"crosscase": crosscase.__version__, "unicode": unicodedata.unidata_version}
    versions |= {name: _version(name) for name in names}
    digest = hashlib.sha256(json.dumps(versions).encode("utf-8"))
    for file in _modules(Path(crosscase.__file__).parent):
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return Engine(digest.hexdigest(), versions)
