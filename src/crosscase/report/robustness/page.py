"""What HTML and Markdown lay out of the section on robustness."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Bit", "Card", "Fold", "Grid", "GridCell", "GridRow", "Line", "Part", "Sheet"]


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of a line: its text, the id in the page it leads to, and codings it opens."""

    text: str
    link: str = ""
    codings: tuple[str, ...] = ()


Line = tuple[Bit, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table; each cell is some lines, the first cell of a row heads it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """The account of one verdict: paragraphs, each with a list below it or none."""

    id: str
    verdict_id: str
    unit: str
    about: str
    verdict: str
    blocks: tuple[tuple[Line, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """What opens on request."""

    title: str
    sheets: tuple[Sheet, ...] = ()
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of the map: a verdict and the share of choices under which it stands."""

    label: str
    stands: int
    of: int
    link: str
    decided: bool

    @property
    def share(self) -> float:
        """The share; 1 where there is no other choice."""
        return self.stands / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class GridRow:
    """A reading with a cell for each unit; None where it does not speak of the unit."""

    hypothesis: str
    reading: str
    cells: tuple[GridCell | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The map: units across, readings down."""

    columns: tuple[str, ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the section; the first has no heading but that of the section."""

    heading: str
    lines: tuple[Line, ...]
    grid: Grid | None = None
    sheets: tuple[Sheet, ...] = ()
    after: tuple[Line, ...] = ()
    folds: tuple[Fold, ...] = ()
