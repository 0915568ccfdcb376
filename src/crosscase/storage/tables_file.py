"""Reading ``tables.yaml``: what the tables, figures and configurations of a study show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crosscase.codebook import Scale
from crosscase.specs import Axis, Column, ConfigurationSpec, FigureSpec, TableSpec
from crosscase.specs.tables import ShowAs, find_shown_scale
from crosscase.storage.codebook_files import TABLES_FILE, CodebookFiles
from crosscase.storage.configurations_file import make_configuration
from crosscase.storage.findings import Findings, Place, list_some, suggest
from crosscase.storage.folder import Folder
from crosscase.storage.shapes import Entry
from crosscase.storage.spec_formats import TABLES
from crosscase.storage.study_file import read_entry
from crosscase.study import Unit

__all__ = ["read_tables"]

_SIDES: Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {
    "matrix": ((("units",), ("codes",)), (("codes",), ("units",))),
    "placement": ((("units", "codes"), ("values",)),),
    "crosstab": ((("values",), ("values", "attribute")), (("attribute",), ("values",))),
    "balance": ((("units",), ("kinds", "codebooks")),),
}
"""For each kind of table what may stand along its rows and its columns."""

_CELLS = {
    "matrix": ("value",),
    "placement": ("value", "mark", "units", "count"),
    "crosstab": ("value", "units", "count"),
    "balance": ("value", "count"),
}
"""For each kind of table what a cell may show; ``value`` is what it shows by itself."""


class _Axes:
    def __init__(
        self, units: Mapping[str, Unit], codebooks: CodebookFiles, findings: Findings
    ) -> None:
        self.units = units
        self.codebooks = codebooks
        self.findings = findings

    def make(self, read: tuple[str, Entry]) -> Axis:
        form, entry = read
        content = entry[form]
        if form == "codebook":
            books = [book for book in self.codebooks.codebooks if book.id == content]
            return Axis("codes", tuple(code.id for book in books for code in book.codes))
        if form == "level":
            named = tuple(unit.id for unit in self.units.values() if unit.kind == content)
            return Axis("units", named)
        if form == "values":
            return Axis("values", code=content, columns=self.columns(entry))
        if form == "attribute":
            return Axis("attribute", attribute=content)
        return Axis(form) if form == "kinds" else Axis(form, content)

    def columns(self, entry: Entry) -> tuple[Column, ...]:
        scale = self.codebooks.scale_of(entry["values"])
        if scale and scale.kind == "number":
            self.findings.add(
                entry.at("values"),
                "no-values",
                f"{entry['values']}, which is on the scale of numbers {scale.id}",
                "a code whose scale has values",
                "choose another code",
            )
        return tuple(Column(column["label"], column["values"]) for column in entry["columns"])

    def scales_of(self, *axes: Axis) -> list[Scale]:
        """Return the scales along axes of codes or values."""
        codes: list[str] = []
        for axis in axes:
            codes += axis.ids if axis.of == "codes" else [axis.code]
        scales = [self.codebooks.scale_of(code) for code in codes]
        return list({scale.id: scale for scale in scales if scale}.values())

    def show_as(self, entry: Entry, *axes: Axis) -> ShowAs:
        """Return under which values others are shown, on a scale named or one of the axes."""
        targets, named = entry["show_as"], entry["show_scale"]
        if not targets or (named and named not in self.codebooks.scales):
            return ShowAs(targets)
        scales = [self.codebooks.scales[named]] if named else self.scales_of(*axes)
        scale = find_shown_scale(scales, targets.values())
        if scales and not scale:
            self.refuse_targets(targets.values(), scales, entry.at("show_as"))
        return ShowAs(targets, scale.id if scale else "")

    def refuse_targets(self, targets: Iterable[str], scales: list[Scale], place: Place) -> None:
        known = _values_of(scales)
        action = "show values as those of one scale; name it in show_scale if no code is on it"
        unknown = [target for target in dict.fromkeys(targets) if target not in known]
        for target in unknown:
            _refuse_value(target, known, place, self.findings, action)
        if not unknown:
            self.findings.add(
                place,
                "different-scales",
                f"{list_some(dict.fromkeys(targets))}, which no one scale holds",
                f"values of one of {list_some(scale.id for scale in scales)}",
                action,
            )


def _values_of(scales: Iterable[Scale]) -> set[str]:
    return {value for scale in scales for value in scale.value_ids}


def _check_columns(table: TableSpec, entry: Entry, axes: _Axes, findings: Findings) -> None:
    """Check the values that columns gather; codes placed in them may be on other scales."""
    for side, axis in (("rows", table.rows), ("columns", table.columns)):
        if axis.of != "values":
            continue
        along = (axis, table.rows) if table.rows.of == "codes" else (axis,)
        known = _values_of(axes.scales_of(*along))
        _, content = entry[side]
        for column in content["columns"]:
            for value in column["values"]:
                if known and value not in known:
                    _refuse_value(value, known, column.at("values"), findings)


def _refuse_value(
    value: str,
    known: set[str],
    place: Place,
    findings: Findings,
    action: str = "name a value that the table shows",
) -> None:
    findings.add(
        place,
        "off-scale",
        f"{value}, not on a scale of the table",
        list_some(sorted(known)),
        suggest(value, sorted(known), action),
    )


def _check_table(table: TableSpec, entry: Entry, axes: _Axes, findings: Findings) -> None:
    fitting = _SIDES[table.kind]
    if not any(table.rows.of in rows and table.columns.of in columns for rows, columns in fitting):
        ways = [f"{' or '.join(rows)} by {' or '.join(columns)}" for rows, columns in fitting]
        findings.add(
            entry.at("kind"),
            "wrong-axes",
            f"a {table.kind} of {table.rows.of} by {table.columns.of}",
            "; ".join(ways),
            "change the kind, rows or columns",
        )
        return
    if table.cell not in _CELLS[table.kind]:
        findings.add(
            entry.at("cell"),
            "wrong-cell",
            f"cell {table.cell} in a {table.kind}",
            ", ".join(_CELLS[table.kind]),
            "change cell or kind",
        )
    marks_codes = table.rows.of == "codes" and table.cell in ("value", "mark")
    if table.kind == "placement" and marks_codes and not table.unit:
        findings.add(
            entry.at("rows"),
            "missing-unit",
            "a placement of codes without unit",
            "the unit whose scores are marked, or cell: units",
            "add unit",
        )
    _check_columns(table, entry, axes, findings)
    shown = _values_of(axes.scales_of(table.rows, table.columns))
    for value in table.show_as:
        if shown and value not in shown:
            _refuse_value(value, shown, entry.at("show_as"), findings)


def _table(entry: Entry, axes: _Axes, findings: Findings) -> TableSpec:
    rows, columns = axes.make(entry["rows"]), axes.make(entry["columns"])
    table = TableSpec(
        id=entry["id"],
        title=entry["title"],
        kind=entry["kind"],
        rows=rows,
        columns=columns,
        note=entry["note"],
        source=entry["source"],
        unit=entry["unit"],
        units=entry["units"],
        period=entry["period"],
        cell=entry["cell"],
        groups=entry["groups"],
        show_as=axes.show_as(entry, rows, columns),
    )
    _check_table(table, entry, axes, findings)
    return table


_RESERVED_FIGURES = ("confusion", "stability")
"""The names of figures that the report makes of its own."""


def _figure(entry: Entry, findings: Findings) -> FigureSpec:
    if entry["id"] in _RESERVED_FIGURES:
        findings.add(
            entry.at("id"),
            "reserved-id",
            entry["id"],
            "an id other than that of a figure the report makes of its own",
            "rename the figure",
        )
    needs = "code" if entry["kind"] == "bars" else "nodes"
    if not entry[needs]:
        findings.add(
            entry.at("kind"),
            "missing-key",
            f"{entry['kind']} without {needs}",
            needs,
            f"add {needs}",
        )
    nodes = [node["id"] for node in entry["nodes"]]
    for edge in entry["edges"]:
        for side in ("from", "to"):
            if edge[side] not in nodes:
                findings.add(
                    edge.at(side),
                    "unknown-node",
                    edge[side],
                    list_some(nodes) or "no nodes are declared",
                    suggest(edge[side], nodes, "declare the node"),
                )
    return FigureSpec(
        id=entry["id"],
        title=entry["title"],
        kind=entry["kind"],
        code=entry["code"],
        units=entry["units"],
        nodes=tuple((node["id"], node["label"], node["codes"]) for node in entry["nodes"]),
        edges=tuple((edge["from"], edge["to"], edge["label"]) for edge in entry["edges"]),
        note=entry["note"],
        source=entry["source"],
    )


def read_tables(
    folder: Folder, units: Mapping[str, Unit], codebooks: CodebookFiles
) -> tuple[tuple[TableSpec, ...], tuple[FigureSpec, ...], tuple[ConfigurationSpec, ...]]:
    """Read the tables, figures and configurations, which a study need not have.

    Parameters
    ----------
    folder : Folder
        The study folder.
    units : mapping
        Cases and parties by id.
    codebooks : CodebookFiles
        The codes they show.

    Returns
    -------
    tuple of TableSpec, tuple of FigureSpec, tuple of ConfigurationSpec
        In the order of the file.
    """
    entry = read_entry(folder, TABLES_FILE, TABLES, ("table", "figure", "configuration"))
    if entry is None:
        return (), (), ()
    axes = _Axes(units, codebooks, folder.findings)
    tables = tuple(_table(given, axes, folder.findings) for given in entry["tables"])
    figures = tuple(_figure(given, folder.findings) for given in entry["figures"])
    made = (make_configuration(e, codebooks, folder.findings) for e in entry["configurations"])
    return tables, figures, tuple(made)
