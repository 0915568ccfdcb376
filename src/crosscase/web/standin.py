"""Stands in for ``crosscase.storage.opened`` until that is there; it reads everything anew."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

from crosscase.coding import Event
from crosscase.errors import CrosscaseError
from crosscase.storage import Appended, append_events, load, read_suggestions
from crosscase.study import Study
from crosscase.suggestion import Suggestion

__all__ = ["ConflictError", "OpenStudy"]


class ConflictError(CrosscaseError):
    """Somebody else was first."""


class OpenStudy:
    """A study held open."""

    def __init__(self, root: Path | str) -> None:
        self.root = Path(root)
        self._lock = threading.RLock()
        self._version = ""
        self._study: Study | None = None

    def study(self) -> Study:
        """Return the study as it is on disk now."""
        with self._lock:
            sign = hashlib.sha256()
            for folder in ("corpus", "codebooks"):
                for path in sorted((self.root / folder).rglob("*")):
                    if path.suffix != ".lock" and path.is_file():
                        stat = path.stat()
                        sign.update(f"{path}{stat.st_mtime_ns}{stat.st_size}".encode())
            stat = (self.root / "study.yaml").stat()
            sign.update(f"{stat.st_mtime_ns}{stat.st_size}".encode())
            if self._study is None or sign.hexdigest()[:16] != self._version:
                self._study = load(self.root, strict=False)
                self._version = sign.hexdigest()[:16]
            return self._study

    @property
    def version(self) -> str:
        """What changes when anything of the study does."""
        self.study()
        return self._version

    def append(
        self, coder: str, events: Iterable[Event], *, expect: Mapping[str, str] | None = None
    ) -> Appended:
        """Append events."""
        events = tuple(events)
        with self._lock:
            codings = self.study().codings
            for coding, last in (expect or {}).items():
                if coding not in codings or codings[coding].last_claim != last:
                    raise ConflictError(f"{coding} was changed")
            return append_events(self.root, coder, events)

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Return the suggestions."""
        return tuple(read_suggestions(self.study()))
