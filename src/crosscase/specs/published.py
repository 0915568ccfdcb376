"""What others have published: values, verdicts, and where they contradict themselves."""

from __future__ import annotations

from dataclasses import dataclass

from crosscase.codebook import Labels

__all__ = ["Discrepancy", "PublishedTable", "PublishedValue", "PublishedVerdict"]


@dataclass(frozen=True, slots=True)
class PublishedValue:
    """A cell as a publication gives it, and how it can be known.

    Parameters
    ----------
    unit, code : str
        What the cell is about.
    values : tuple of str
        The scale values the printed cell is compatible with; empty when lost.
    printed : str
        What stands on paper, in symbols or a few words.
    known : {"printed", "prose", "lost"}
        How it is known.
    place : str
        Table, paragraph or section.
    """

    unit: str
    code: str
    values: tuple[str, ...]
    printed: str
    known: str
    place: str


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table as published."""

    id: str
    reading: Labels
    values: tuple[PublishedValue, ...]


@dataclass(frozen=True, slots=True)
class PublishedVerdict:
    """A verdict as published: its meaning, and the verdicts that agree with it."""

    hypothesis: str
    unit: str
    meaning: Labels
    agrees: tuple[str, ...]
    place: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A place where a publication contradicts itself, with what bears on it here.

    ``codes``, ``units`` and ``hypotheses`` name the derived results to set beside it.
    """

    id: str
    label: Labels
    statements: tuple[tuple[str, Labels], ...]
    finding: Labels
    hypotheses: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
