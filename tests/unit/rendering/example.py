"""Tables that between them have everything a renderer meets, with text that needs escaping."""

from __future__ import annotations

from dataclasses import replace

from crosscase.comparison import Table
from crosscase.specs import Axis
from tests.unit.comparison.example import (
    PARTIES,
    codes,
    make_study,
    make_table,
    spec,
    units,
    values,
)


def make_tables() -> dict[str, Table]:
    study = make_study(title={"nl": "Studie", "en": "Study"})
    hostile = {"nl": 'Wie <b>&</b> "wat" | *waar*', "en": 'Who <b>&</b> "what" | *where*'}
    declared = {
        "matrix": spec("matrix", units("a", "b", "c1"), codes("urgency", "distrust", "adviser")),
        "placement": spec(
            "placement",
            codes("urgency", "trust", "distrust"),
            values("urgency"),
            unit="b",
            cell="mark",
            groups=True,
            show_as={"low": "absent", "medium": "partial", "high": "present"},
        ),
        "crosstab": spec(
            "crosstab", values("trust"), PARTIES, units=("a", "b", "c1", "ab"), cell="units"
        ),
        "balance": spec("balance", units("a", "ab"), Axis("kinds")),
    }
    return {
        name: make_table(
            replace(
                one,
                id=f"8.{place}",
                title=hostile,
                note={"nl": "Een noot, a_b.", "en": "A note, a_b."} if place == 1 else {},
                source="Author 2012, table 8.1" if place == 1 else "",
            ),
            study=study,
        )
        for place, (name, one) in enumerate(declared.items(), start=1)
    }
