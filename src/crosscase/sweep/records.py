"""What a sweep is made of: what is asked, parts of files, partitions and the work on one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from crosscase.codebook import Code, Scale
from crosscase.errors import CrosscaseError
from crosscase.study import Unit

__all__ = [
    "FIELDS",
    "Done",
    "Failure",
    "Fields",
    "Job",
    "MovedError",
    "Partition",
    "Setting",
    "Slice",
    "Spot",
]

FIELDS = ("id", "text", "units", "party", "date", "language")
"""What is read of a row of JSON lines or Parquet."""


class MovedError(CrosscaseError):
    """A file of the source, or the output, is not what or where the plan says."""


@dataclass(frozen=True, slots=True)
class Fields:
    """How the fields of rows are called; columns of Parquet that are named must be there.

    Parameters
    ----------
    names : mapping
        For some of :data:`FIELDS` the name that the rows have for it.

    Examples
    --------
    >>> Fields({"text": "content"})["text"], Fields()["text"]
    ('content', 'text')
    """

    names: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        return self.names.get(name, name)


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything that decides what is suggested.

    Parameters
    ----------
    codes : tuple of Code
        The codes; those without patterns suggest nothing.
    scales, units : mapping
        Scales, and cases and parties, by id.
    pipeline : str
        An installed spaCy pipeline; empty for the blank one.
    language : str
        Of documents that say none.
    encoding : str
        Of text files without byte-order mark.
    fields : Fields
        What the fields of rows are called.
    any_unit : bool
        Whether a document that gives no unit may be about any.
    by_folder : bool
        Whether the folders that a text file lies in say its units.
    longest : int
        Code points of the longest text that is read.
    """

    codes: tuple[Code, ...]
    scales: Mapping[str, Scale]
    units: Mapping[str, Unit] = field(default_factory=dict)
    pipeline: str = ""
    language: str = "nl"
    encoding: str = "utf-8"
    fields: Fields = field(default_factory=Fields)
    any_unit: bool = False
    by_folder: bool = False
    longest: int = 10_000_000


class Slice(NamedTuple):
    """A part of a file that is read together.

    ``file`` is its path from the source on, with slashes; ``size`` and ``changed`` (nanoseconds)
    are what it had when the sweep was planned. ``start`` and ``end`` are bytes in JSON lines, row
    groups in Parquet, and both 0 where the file is read whole. ``refused`` says why it is not.
    """

    file: str
    size: int
    changed: int
    start: int = 0
    end: int = 0
    refused: str = ""


class Partition(NamedTuple):
    """Slices whose suggestions come in one file, and how many bytes they take on disk."""

    number: int
    size: int
    slices: tuple[Slice, ...]

    @property
    def name(self) -> str:
        """The name of its files, without their ending."""
        return f"part-{self.number:05d}"


class Failure(NamedTuple):
    """A document, or a file, that was not read: where it stands, and why."""

    file: str
    place: int | None
    document: str
    rule: str
    reason: str


class Spot(NamedTuple):
    """How far a partition was when its process ended: which slice, which document of it.

    ``document`` is -1 while the slice is being read, and its number while that is being matched.
    """

    slice: int
    document: int


@dataclass(frozen=True, slots=True)
class Job:
    """The work on one partition, to be done in any process that sees source and output.

    Parameters
    ----------
    partition : Partition
        What to read.
    roots : tuple of (str, str)
        What paths of files begin with, and the folder that stands for.
    output : str
        The folder to write to.
    setting : Setting
        What is asked.
    identity : str
        Fingerprint of the sweep.
    engine : str
        Fingerprint of the programs that do the work.
    watched : bool
        Whether to keep on disk how far it is, after a process ended.
    skipped : mapping
        Spots that ended a process twice, each with what became of the process.
    """

    partition: Partition
    roots: tuple[tuple[str, str], ...]
    output: str
    setting: Setting
    identity: str
    engine: str
    watched: bool = False
    skipped: Mapping[Spot, str] = field(default_factory=dict)

    def path_to(self, folder: str, ending: str) -> Path:
        """Return a file of the partition in a folder of the output."""
        return Path(self.output) / folder / f"{self.partition.name}{ending}"


class Done(NamedTuple):
    """What came of a partition, in numbers."""

    number: int
    size: int
    documents: int
    failures: int
    suggestions: int
    text_bytes: int
