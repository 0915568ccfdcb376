"""How far a sweep is: rate and time left, on one line of standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic
from typing import TextIO

from crosscase.sweep.records import Done

__all__ = ["Progress", "as_time", "standard_error"]

_EVERY = 10.0
"""Seconds between lines where standard error is no terminal."""


def as_time(seconds: float) -> str:
    """Return a time in words.

    Parameters
    ----------
    seconds : float
        How long.

    Returns
    -------
    str
        In the two largest units of it.

    Examples
    --------
    >>> as_time(42), as_time(250), as_time(7260), as_time(200_000)
    ('42 s', '4 min 10 s', '2 h 1 min', '2 d 7 h')
    """
    whole = round(seconds)
    for name, size, below, smaller in (
        ("d", 86_400, "h", 3600),
        ("h", 3600, "min", 60),
        ("min", 60, "s", 1),
    ):
        if whole >= size:
            return f"{whole // size} {name} {whole % size // smaller} {below}"
    return f"{whole} s"


class Progress:
    """Tells how far a sweep is.

    Parameters
    ----------
    partitions, size : int
        What there is to do in all, in partitions and bytes on disk.
    stream : text stream
        Where to tell it; nowhere when left out.
    now : callable
        A clock, in seconds.
    """

    def __init__(
        self,
        partitions: int,
        size: int,
        stream: TextIO | None,
        *,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._clock = now
        self._stream = stream
        self._in_place = stream is not None and stream.isatty()
        self.partitions, self.size = partitions, size
        self.finished = 0
        self.documents = self.failures = self.suggestions = 0
        self._read = self._text = self._new = self._before = 0
        self._began = self._told = self._clock()

    def skip(self, done: Done) -> None:
        """Count a partition that was finished before."""
        self._count(done)
        self._before += done.size

    def add(self, done: Done) -> None:
        """Count a partition that was finished now, and tell."""
        self._count(done)
        self._new += done.documents
        self._text += done.text_bytes
        self._read += done.size
        if self._in_place:
            self._tell("\r\x1b[K", "")
        elif self._clock() - self._told >= _EVERY:
            self._tell("", "\n")

    def close(self) -> None:
        """Tell how far it came."""
        self._tell("\r\x1b[K" if self._in_place else "", "\n")

    def _tell(self, begin: str, end: str) -> None:
        if self._stream is not None:
            self._told = self._clock()
            self._stream.write(f"{begin}{self.line()}{end}")
            self._stream.flush()

    def _count(self, done: Done) -> None:
        self.finished += 1
        self.documents += done.documents
        self.failures += done.failures
        self.suggestions += done.suggestions

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left."""
        return self.finished == self.partitions

    def line(self) -> str:
        """Return how far it is, in words."""
        passed = max(self._clock() - self._began, 1e-9)
        left = self.size - self._before - self._read
        told = [
            f"{self.finished}/{self.partitions} partitions",
            f"{self.documents} documents",
            f"{self.failures} failed",
            f"{self.suggestions} suggestions",
            f"{self._new / passed:.0f} documents/s",
            f"{self._text / passed / 1e6:.1f} MB/s",
        ]
        if self._read and not self.is_complete:
            told.append(f"{as_time(passed * left / self._read)} left")
        elif self.is_complete:
            told.append(f"in {as_time(passed)}")
        return " · ".join(told)


def standard_error(asked: bool | None) -> TextIO | None:
    """Return where to tell progress: standard error, if it is a terminal or it was asked for."""
    wanted = sys.stderr.isatty() if asked is None else asked
    return sys.stderr if wanted else None
