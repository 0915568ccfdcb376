from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import crosscase
from crosscase.hypotheses import ALL, evaluate
from crosscase.rendering import tabulate_verdicts
from crosscase.scoring import Scorebook, Selection
from tests.folders import make_folder


def test_a_row_for_each_reading_under_its_hypothesis(tmp_path: Path) -> None:
    study = crosscase.load(make_folder(tmp_path))
    verdicts = evaluate(study, Scorebook(study, Selection()))
    table = tabulate_verdicts(study, verdicts)
    readings = [(h.id, r.id) for h in study.hypotheses for r in h.readings]
    rows = [row for row in table.rows if row.kind == "data"]
    assert len(rows) == len(readings)
    assert [row.label["en"].split(".")[0] for row in table.rows if row.kind == "heading"] == [
        h.id for h in study.hypotheses
    ]
    found = {(v.hypothesis, v.reading, v.unit): v for v in verdicts}
    units = [*(case.id for case in study.cases), ALL]
    assert len(table.columns) == len(units)
    seen = 0
    for row, reading in zip(rows, readings, strict=True):
        for cell, unit in zip(row.cells, units, strict=True):
            verdict = found.get((*reading, unit))
            assert cell.value == (verdict.verdict if verdict else "")
            if verdict:
                seen += 1
                assert cell.codings_for == verdict.codings_for
                assert cell.codings_against == verdict.codings_against
                assert len(cell.refs) == len(cell.states) > 0
    assert seen > 1


def test_a_verdict_there_is_not_and_one_after_the_fact_are_told(tmp_path: Path) -> None:
    study = crosscase.load(make_folder(tmp_path))
    assert tabulate_verdicts(study, ()).rows[1].cells[0].text["en"] == "–"
    late = tuple(replace(h, registered_sha256="0" * 64) for h in study.hypotheses)
    table = tabulate_verdicts(replace(study, hypotheses=late), ())
    assert table.rows[1].label["en"].endswith(" (post hoc)")
    assert [entry["nl"][:8] for entry in table.legend] == ["achteraf"]
    assert tabulate_verdicts(study, ()).legend == ()
