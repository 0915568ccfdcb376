"""One small study on which every kind of table can be checked by hand.

Two cases: ``ab`` of two parties and ``c`` of one, which is ``c1``. What is said:

- urgency (presence): of a, present by two groups; of b, absent and present, by opposite groups;
  of c1 nothing, though everything on c1 was read; of ab, what is said of its parties.
- trust (degree): of a, high; of b, low; of c1, medium.
- distrust (presence), mirror of trust: nothing is said of it; d3, all that lists c1, is read.
- adviser (yes-no): of a, yes; of b, yes and no; of c1, does not apply.
- milestone (events): ab talked first in 2006 and realised on 2010-07-01; c talked in 2009.
- duration (years): from first talks to realised, else to 2012-08.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crosscase.codebook import Labels
from crosscase.comparison import Cell, Row, Table, build_table
from crosscase.scoring import Scorebook, Selection
from crosscase.specs import Axis, Column, TableSpec
from crosscase.study import Study
from tests.builders import build_study, code, document, labels

CODINGS = (
    ("d1", "a", "urgency", "present"),  # k1
    ("d2", "a", "urgency", "present"),  # k2
    ("d1", "b", "urgency", "absent"),  # k3
    ("d2", "b", "urgency", "present"),  # k4
    ("d1", "a", "trust", "high"),  # k5
    ("d2", "b", "trust", "low"),  # k6
    ("d3", "c1", "trust", "medium"),  # k7
    ("d1", "a", "adviser", "yes"),  # k8
    ("d1", "b", "adviser", "yes"),  # k9
    ("d2", "b", "adviser", "no"),  # k10
    ("d3", "c1", "adviser", "n/a", {"memo": "too small"}),  # k11
    ("d4", "ab", "milestone", "first-talks", {"date": "2006"}),  # k12
    ("d4", "ab", "milestone", "realised", {"date": "2010-07-01"}),  # k13
    ("d4", "c", "milestone", "first-talks", {"date": "2009-08-01"}),  # k14
)


def make_study(**more: Any) -> Study:
    fields: dict[str, Any] = {
        "cases": {"ab": ("a", "b"), "c": ("c1",)},
        "codes": [
            code("urgency", group="before"),
            code("trust", "degree", group="during"),
            code("distrust", mirror=("trust", {"low": "present", "medium": "partial"})),
            code("adviser", "yes-no", group="during"),
            code("milestone", "milestones", codebook="process"),
            code(
                "duration",
                "years",
                codebook="process",
                derive=("milestone", "first-talks", "realised reference-date"),
            ),
        ],
        "documents": [
            document("d1", "a b ab"),
            document("d2", "a b ab"),
            document("d3", "c1"),
            document("d4", "ab c", kind="document"),
        ],
        "codings": CODINGS,
        "coverage": [("c1", "d3")],
        **more,
    }
    study = build_study(**fields)
    groups: Mapping[str, Labels] = {"before": labels("Before"), "during": labels("During")}
    return replace(
        study,
        codebooks=tuple(
            replace(book, groups=groups if book.id == "book" else {}) for book in study.codebooks
        ),
    )


def spec(kind: str, rows: Axis, columns: Axis, **more: Any) -> TableSpec:
    return TableSpec("8.1", labels("Title"), kind, rows, columns, **more)


def codes(*ids: str) -> Axis:
    return Axis("codes", ids)


def units(*ids: str) -> Axis:
    return Axis("units", ids)


def values(code_id: str, **columns: str) -> Axis:
    """The values of a code; ``high="high medium"`` makes a column of two values."""
    return Axis(
        "values",
        code=code_id,
        columns=tuple(Column(labels(name), tuple(ids.split())) for name, ids in columns.items()),
    )


PARTIES = Axis("attribute", attribute="parties")


def make_table(
    declared: TableSpec, *, study: Study | None = None, selection: Selection | None = None
) -> Table:
    study = study or make_study()
    return build_table(study, declared, Scorebook(study, selection or Selection()))


def row(table: Table, label: str) -> Row:
    (found,) = [row for row in table.rows if row.label["en"] == label]
    return found


def texts(table: Table, label: str, language: str = "en") -> list[str]:
    return [cell.text[language] for cell in row(table, label).cells]


def cell(table: Table, label: str, column: str) -> Cell:
    place = [head["en"] for head in table.columns].index(column)
    return row(table, label).cells[place]


def legend(table: Table) -> list[str]:
    """The first word or mark of every entry."""
    return [entry["en"].split(":")[0] for entry in table.legend]
