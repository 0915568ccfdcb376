from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from crosscase.comparison import (
    Cell,
    Ref,
    build_tables,
    evidence_id,
    table_frame,
    table_frames,
)
from crosscase.scoring import Scorebook, Selection
from tests.unit.comparison.example import (
    PARTIES,
    codes,
    make_study,
    make_table,
    spec,
    units,
    values,
)


def test_tables_come_in_the_order_they_are_declared() -> None:
    first = spec("matrix", units("a"), codes("trust"))
    study = make_study(tables=[replace(first, id="9"), replace(first, id="10")])
    assert [table.id for table in build_tables(study, Scorebook(study))] == ["9", "10"]
    assert list(table_frames(study)) == ["9", "10"]


def test_a_frame_has_the_row_labels_first() -> None:
    table = make_table(spec("matrix", units("a", "b"), codes("trust")))
    expected = pd.DataFrame(
        {"party": ["a", "b"], "trust": ["high", "low"]}, dtype=object, index=[0, 1]
    )
    pd.testing.assert_frame_equal(table_frame(table, "en"), expected, check_column_type=False)


def test_headings_become_a_column() -> None:
    declared = spec("matrix", codes("urgency", "trust"), units("a"), groups=True)
    frame = table_frame(make_table(declared), "nl")
    assert list(frame.columns) == ["code", "groep", "a"]
    assert frame.to_numpy().tolist() == [
        ["urgency", "Before", "present"],
        ["trust", "During", "high"],
    ]


def test_a_note_stands_in_no_column_of_values() -> None:
    declared = spec("crosstab", values("urgency"), PARTIES, units=("a", "c1"), cell="units")
    frame = table_frame(make_table(declared), "en")
    assert frame.iloc[-1].tolist() == ["unknown: c1: urgency silent (1 of 1)", "", ""]


def test_columns_of_one_name_are_kept_apart() -> None:
    twice = spec("matrix", units("a"), codes("trust", "trust"))
    assert list(table_frame(make_table(twice), "nl").columns) == ["partij", "trust", "trust (2)"]


def test_frames_are_in_the_first_language_unless_another_is_asked_for() -> None:
    study = make_study(tables=[spec("matrix", units("a"), codes("distrust"))])
    assert table_frames(study)["8.1"].iloc[0, 1] == "niet doorzocht (0 van 2)"
    assert table_frames(study, language="en")["8.1"].iloc[0, 1] == "unsearched (0 of 2)"


def test_frames_heed_a_selection() -> None:
    study = make_study(tables=[spec("matrix", units("b"), codes("urgency"))])
    chosen = Selection(without_groups=frozenset({"d2"}))
    assert table_frames(study, selection=chosen)["8.1"].iloc[0, 1] == "absent"


def test_a_table_lists_its_scores_once() -> None:
    declared = spec("placement", units("b", "a"), values("trust"), cell="mark")
    assert make_table(declared).refs == (Ref("a", "trust"), Ref("b", "trust"))


def test_cells_with_scores_of_different_states_have_no_one_state() -> None:
    refs = (Ref("a", "trust"), Ref("b", "trust"))
    assert Cell({}, refs, ("scored", "silent")).state == ""
    assert Cell({}, refs, ("silent", "silent")).state == "silent"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Ref("a", "trust", "decision"), Ref("a", "trust", toward="decision")),
        (Ref("a", "b-c"), Ref("a-b", "c")),
        (Ref("a", "trust"), Ref("a", "trust", "decision")),
    ],
)
def test_every_score_has_an_evidence_id_of_its_own(one: Ref, other: Ref) -> None:
    assert evidence_id(one) != evidence_id(other)
