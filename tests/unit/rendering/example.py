"""Tables that between them have everything a renderer meets, with text that needs escaping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crosscase.comparison import Cell, Row, Table
from crosscase.evidence import gather_evidence
from crosscase.rendering import Volume
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


def make_plain(
    texts: Sequence[Sequence[str]],
    *,
    id: str = "1",
    title: str = "Title",
    heads: Sequence[str] | None = None,
    labels_: Sequence[str] | None = None,
) -> Table:
    """A matrix with these texts in its cells and nothing behind them."""
    width = max(map(len, texts), default=1)
    heads = heads if heads is not None else [f"head {n}" for n in range(width)]
    rows = [f"row {n}" for n in range(len(texts))] if labels_ is None else labels_
    declared = spec("matrix", units(), codes())
    return Table(
        id=id,
        title={"": title},
        note={},
        source="",
        kind="matrix",
        corner={"": "corner"},
        columns=tuple({"": head} for head in heads),
        rows=tuple(
            Row("data", {"": label}, tuple(Cell({"": text}, (), ()) for text in line))
            for label, line in zip(rows, texts, strict=True)
        ),
        legend=(),
        spec=replace(declared, id=id),
    )


def make_volume(*tables: Table, evidence: bool = True) -> Volume:
    """The tables with the study of the examples and its evidence."""
    study = make_study(title={"nl": "Studie", "en": "Study"})
    found = gather_evidence(study, texts={}) if evidence else {}
    return Volume(study, tables or tuple(make_tables().values()), found)
