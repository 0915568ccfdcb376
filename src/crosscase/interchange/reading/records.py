"""What reading a file gives, what may be asked of it, and how much it may hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from crosscase.errors import ForeignFileError, Problem
from crosscase.storage.structure_records import Structure

__all__ = ["Given", "Limits", "Reader", "Reading", "ReadingOptions", "refusal"]


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may hold.

    Parameters
    ----------
    file : int
        Bytes of the file.
    text : int
        Code points of the text read from it.
    pages : int
        Pages of a PDF.
    """

    file: int = 200 << 20
    text: int = 20_000_000
    pages: int = 5_000


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What may be asked of a reader.

    Parameters
    ----------
    encoding : str
        Name of the encoding of plain texts and captions; detected when empty.
    speakers : bool
        Whether to look for speakers in a transcript.
    keep_hyphens, keep_lines, keep_headers : bool
        Of a PDF: leave hyphens at line ends, line ends, running headers and page numbers in.
    limits : Limits
        How much a file may hold.
    """

    encoding: str = ""
    speakers: bool = True
    keep_hyphens: bool = False
    keep_lines: bool = False
    keep_headers: bool = False
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it was given.

    Parameters
    ----------
    name : str
        What to call it in messages: its path as the user named it.
    data : bytes
        What it holds.
    """

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that was read from a file.

    Parameters
    ----------
    text : str
        The words: lines that end in LF, paragraphs divided by blank lines.
    structure : Structure
        Who speaks where, and the pages, where the file itself says so.
    title : str
        The title that the file gives itself; empty without one.
    notes : tuple of str
        What was changed or left out, each in one sentence.
    """

    text: str
    structure: Structure = field(default_factory=Structure)
    title: str = ""
    notes: tuple[str, ...] = ()


Reader: TypeAlias = Callable[[Given, ReadingOptions], Reading]
"""Reads files of one format; raises ForeignFileError with all that keeps it from doing so."""


def refusal(given: Given, rule: str, found: str, allowed: str, action: str) -> ForeignFileError:
    """Return the error that refuses a file as a whole."""
    return ForeignFileError([Problem(given.name, 0, rule, found, allowed, action)])
