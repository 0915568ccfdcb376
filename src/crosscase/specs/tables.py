"""Tables and figures, declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from crosscase.codebook import Labels, Scale

__all__ = ["Axis", "Column", "FigureSpec", "ShowAs", "TableSpec", "find_shown_scale"]


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
class ShowAs(Mapping[str, str]):
    """From values to the values of another scale under whose labels they are shown.

    Parameters
    ----------
    targets : mapping
        From value id to value id.
    scale : str
        Id of the scale that the targets are on.
    """

    targets: Mapping[str, str] = field(default_factory=dict)
    scale: str = ""

    def __getitem__(self, value: str) -> str:
        return self.targets[value]

    def __iter__(self) -> Iterator[str]:
        return iter(self.targets)

    def __len__(self) -> int:
        return len(self.targets)


def find_shown_scale(scales: Iterable[Scale], targets: Iterable[str]) -> Scale | None:
    """Return the scale under whose labels values are shown when none is named.

    Parameters
    ----------
    scales : iterable of Scale
        The scales it may be.
    targets : iterable of str
        The values they are shown as.

    Returns
    -------
    Scale or None
        Among the scales that hold every target the first whose values are exactly these, from
        low to high or from high to low, or else the first; None when no scale holds them all.

    Examples
    --------
    >>> from crosscase.codebook import ScaleValue
    >>> scales = [
    ...     Scale(name, "ordinal", "median", tuple(ScaleValue(value, {}) for value in values), {})
    ...     for name, values in (("longer", "abc"), ("exact", "ab"))
    ... ]
    >>> find_shown_scale(scales, ["b", "a"]).id
    'exact'
    """
    wanted = tuple(dict.fromkeys(targets))
    fitting = [scale for scale in scales if set(wanted) <= set(scale.value_ids)]
    exact = [scale for scale in fitting if scale.value_ids in (wanted, wanted[::-1])]
    return next(iter(exact or fitting), None)


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
        Values shown under the label of another scale's value, as degree shown as presence. As
        read from a file it is a :class:`ShowAs`, which says of which scale (``show_scale``).
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
