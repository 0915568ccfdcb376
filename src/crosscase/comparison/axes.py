"""The two sides of a table: from what is declared to the entries along them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crosscase.codebook import Labels
from crosscase.comparison.shown import KNOWN, value_labels
from crosscase.comparison.words import CORNERS
from crosscase.errors import UsageError
from crosscase.scoring import Score
from crosscase.specs import Axis, Column, TableSpec
from crosscase.study import Study

__all__ = [
    "axis_columns",
    "axis_corner",
    "columns_of_value",
    "count_parties",
    "group_codes",
    "refuse",
    "settled_columns",
    "units_of",
]


def refuse(spec: TableSpec, part: str, found: str, allowed: str) -> UsageError:
    """Return the error for a table that cannot be built as declared.

    Parameters
    ----------
    spec : TableSpec
        The declaration.
    part : str
        The key that is wrong.
    found, allowed : str
        What stands there and what may stand there.

    Returns
    -------
    UsageError
        To be raised by the caller.
    """
    return UsageError(
        f"codebooks/tables.yaml, table {spec.id}: {part} of a {spec.kind} is {found or 'empty'}; "
        f"allowed: {allowed}; change {part} or choose another kind"
    )


def units_of(study: Study, units: Sequence[str]) -> tuple[str, ...]:
    """Return the units a table speaks of.

    Parameters
    ----------
    study : Study
        The study.
    units : sequence of str
        The units declared.

    Returns
    -------
    tuple of str
        Those units; all cases when none are declared.
    """
    return tuple(units) or tuple(case.id for case in study.cases)


def count_parties(study: Study, unit: str) -> str:
    """Return how many parties a case has; for a party, how many its case has.

    Parameters
    ----------
    study : Study
        The study.
    unit : str
        Unit id.

    Returns
    -------
    str
        The number as text.
    """
    return str(len(study.units[study.case_of(unit)].parties))


def axis_columns(
    study: Study, spec: TableSpec, side: str, units: Sequence[str]
) -> tuple[Column, ...]:
    """Return the entries of an axis of values or of an attribute.

    Parameters
    ----------
    study : Study
        The study.
    spec : TableSpec
        The declaration.
    side : {"rows", "columns"}
        The side meant, of ``values`` or ``attribute``.
    units : sequence of str
        The units whose attribute is counted.

    Returns
    -------
    tuple of Column
        The entries declared; else one for each value, or for each number that occurs.

    Raises
    ------
    UsageError
        When the values are events, of which a unit has several, or there are none.
    """
    axis: Axis = getattr(spec, side)
    if axis.of == "attribute":
        counts = sorted({count_parties(study, unit) for unit in units}, key=int)
        return tuple(Column(dict.fromkeys(study.languages, n), (n,)) for n in counts)
    if axis.columns:
        return axis.columns
    scale = study.scale_of(axis.code)
    if scale.kind not in ("ordinal", "nominal"):
        allowed = "values of an ordinal or nominal code; for a number, columns with their values"
        raise refuse(spec, side, f"values of {axis.code}, a code of {scale.kind}", allowed)
    return tuple(
        Column(value_labels(study, axis.code, value, spec.show_as), (value,))
        for value in scale.value_ids
    )


def axis_corner(study: Study, axis: Axis) -> Labels:
    """Return what the entries of an axis are.

    Parameters
    ----------
    study : Study
        The study.
    axis : Axis
        Any axis but one of kinds or codebooks.

    Returns
    -------
    mapping
        By language.
    """
    if axis.of == "units":
        kinds = {study.units[unit].kind for unit in axis.ids}
        return CORNERS[kinds.pop()] if len(kinds) == 1 else CORNERS["unit"]
    if axis.of == "values":
        return study.codes[axis.code].label
    return CORNERS["parties"] if axis.of == "attribute" else CORNERS["code"]


def columns_of_value(
    value: str, columns: Sequence[Column], show_as: Mapping[str, str]
) -> tuple[int, ...]:
    """Return the columns a value falls in.

    Parameters
    ----------
    value : str
        A value id, or a number as text.
    columns : sequence of Column
        The columns, each with its values.
    show_as : mapping
        Under which other value a value is looked for when no column holds the value itself.

    Returns
    -------
    tuple of int
        Their places; one, unless columns overlap; none when no column holds the value.

    Examples
    --------
    >>> columns = [Column({}, ("absent",)), Column({}, ("present",))]
    >>> columns_of_value("high", columns, {"high": "present"})
    (1,)
    """
    found = tuple(i for i, column in enumerate(columns) if value in column.values)
    if found or value not in show_as:
        return found
    return tuple(i for i, column in enumerate(columns) if show_as[value] in column.values)


def settled_columns(
    score: Score, columns: Sequence[Column], show_as: Mapping[str, str]
) -> tuple[int, ...]:
    """Return the columns a score falls in whichever of its values it takes.

    Parameters
    ----------
    score : Score
        A score.
    columns : sequence of Column
        The columns, each with its values.
    show_as : mapping
        As in :func:`columns_of_value`.

    Returns
    -------
    tuple of int
        Empty when the score has no value, when its values lie in different columns, or when
        no column holds them.
    """
    if score.state not in KNOWN:
        return ()
    places = {columns_of_value(value, columns, show_as) for value in score.values}
    return places.pop() if len(places) == 1 else ()


def group_codes(study: Study, codes: Sequence[str]) -> tuple[tuple[Labels, tuple[str, ...]], ...]:
    """Gather codes under the groups of their codebooks.

    Parameters
    ----------
    study : Study
        The study.
    codes : sequence of str
        Code ids.

    Returns
    -------
    tuple of (mapping, tuple of str)
        Headings with their codes, both in order of first appearance; codes without a group
        stand under the title of their codebook.
    """
    books = {book.id: book for book in study.codebooks}
    grouped: dict[tuple[str, str], list[str]] = {}
    for id in codes:
        code = study.codes[id]
        grouped.setdefault((code.codebook, code.group), []).append(id)
    return tuple(
        (books[book].groups[group] if group else books[book].title, tuple(members))
        for (book, group), members in grouped.items()
    )
