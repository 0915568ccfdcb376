"""Tables and figures, declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crosscase.codebook import Labels

__all__ = ["Axis", "Column", "FigureSpec", "TableSpec"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that gathers values of a scale under a label."""

    label: Labels
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """What stands along one side of a table.

    Parameters
    ----------
    of : {"codes", "units", "values", "attribute", "kinds", "codebooks"}
        What the entries are.
    ids : tuple of str
        The codes or units, in order.
    code : str
        For ``values``: the code whose values are the entries.
    attribute : str
        For ``attribute``: ``parties`` (the number of parties of a case).
    columns : tuple of Column
        For ``values``: which values share an entry; all values apart when empty.
    """

    of: str
    ids: tuple[str, ...] = ()
    code: str = ""
    attribute: str = ""
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table, declared.

    Parameters
    ----------
    id, title, note, source
        Identity and what stands around the table.
    kind : {"matrix", "placement", "crosstab", "balance"}
        ``matrix``: units by codes, each cell a value. ``placement``: each row has its value
        marked under the column of that value. ``crosstab``: units counted or named by two
        properties. ``balance``: who was heard on what.
    rows, columns : Axis
        The two sides.
    unit : str
        For a placement of codes: the unit they are scored on.
    units : tuple of str
        For a crosstab, or a placement of codes that names units in its cells.
    period : str
        The period whose evidence counts.
    cell : {"value", "mark", "count", "units"}
        What a cell shows.
    groups : bool
        Whether the groups of the codebook head the rows.
    show_as : mapping
        Values shown under the label of another scale's value, as degree shown as presence.
    """

    id: str
    title: Labels
    kind: str
    rows: Axis
    columns: Axis
    note: Labels = field(default_factory=dict)
    source: str = ""
    unit: str = ""
    units: tuple[str, ...] = ()
    period: str = ""
    cell: str = "value"
    groups: bool = False
    show_as: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """A figure, declared: bars of a number by unit, or the conceptual model as a graph."""

    id: str
    title: Labels
    kind: str
    code: str = ""
    units: tuple[str, ...] = ()
    nodes: tuple[tuple[str, Labels, tuple[str, ...]], ...] = ()
    edges: tuple[tuple[str, str, Labels], ...] = ()
    note: Labels = field(default_factory=dict)
    source: str = ""
