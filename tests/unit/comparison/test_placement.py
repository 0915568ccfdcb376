from __future__ import annotations

import pytest

from crosscase.comparison import Ref
from crosscase.errors import UsageError
from tests.builders import code
from tests.unit.comparison.example import (
    cell,
    codes,
    legend,
    make_study,
    make_table,
    row,
    spec,
    texts,
    units,
    values,
)

SHOWN = {"low": "absent", "medium": "partial", "high": "present"}
PARTIES = units("a", "b", "c1")


def test_each_unit_is_marked_under_its_value() -> None:
    table = make_table(spec("placement", PARTIES, values("trust"), cell="mark"))
    assert [head["nl"] for head in table.columns] == ["low", "medium", "high", "toestand"]
    assert texts(table, "a") == ["", "", "✓", ""]
    assert texts(table, "b") == ["✓", "", "", ""]
    assert texts(table, "c1") == ["", "✓", "", ""]
    assert legend(table) == ["✓"]


def test_a_blank_cell_rests_on_the_score_that_fell_elsewhere() -> None:
    table = make_table(spec("placement", PARTIES, values("trust"), cell="mark"))
    blank = cell(table, "a", "low")
    assert blank.refs == (Ref("a", "trust"),)
    assert (blank.state, blank.value, blank.codings_for) == ("scored", "high", ("k5",))


def test_a_contested_score_marks_its_median_and_its_whole_span() -> None:
    table = make_table(spec("placement", units("b"), values("urgency"), cell="mark"))
    assert texts(table, "b") == ["?", "✓?", "?", "contested: absent–present"]
    assert [c.mark for c in row(table, "b").cells] == ["span", "contested", "span", ""]
    assert legend(table) == ["✓?", "?"]


def test_a_span_within_one_column_is_marked_once() -> None:
    columns = values("urgency", none="absent", some="partial present")
    table = make_table(spec("placement", units("b"), columns, cell="mark"))
    assert texts(table, "b") == ["?", "✓?", "contested: absent–present"]


def test_a_contested_score_without_a_median_marks_only_a_span() -> None:
    table = make_table(spec("placement", units("b"), values("adviser"), cell="mark"))
    assert texts(table, "b") == ["?", "?", "contested: no, yes"]


def test_it_may_be_contested_whether_the_code_applies() -> None:
    codings = [
        ("d1", "a", "urgency", "present"),
        ("d2", "a", "urgency", "n/a", {"memo": "no council"}),
    ]
    declared = spec("placement", units("a"), values("urgency"), cell="mark")
    table = make_table(declared, study=make_study(codings=codings))
    assert texts(table, "a") == ["", "", "✓?", "contested: present, not applicable"]


def test_a_missing_score_is_said_in_words() -> None:
    table = make_table(spec("placement", units("a", "c1"), values("distrust"), cell="mark"))
    assert texts(table, "a") == ["", "", "", "unsearched (0 of 2)"]
    table = make_table(spec("placement", units("c1"), values("urgency"), cell="mark"))
    assert texts(table, "c1") == ["", "", "", "silent (1 of 1)"]
    table = make_table(spec("placement", units("c1"), values("adviser"), cell="mark"))
    assert texts(table, "c1") == ["", "", "not applicable"]


def test_an_inferred_mark_is_another_mark_and_is_explained() -> None:
    table = make_table(spec("placement", units("a", "c1"), values("distrust"), cell="mark"))
    assert texts(table, "c1") == ["", "(✓)", "", "inferred"]
    assert cell(table, "c1", "partial").mark == "inferred"
    assert legend(table) == ["(✓)", "(k of n)"]


def test_a_value_no_column_holds_is_said_in_words() -> None:
    table = make_table(spec("placement", PARTIES, values("trust", high="high"), cell="mark"))
    assert texts(table, "a") == ["✓", ""]
    assert texts(table, "b") == ["", "other value: low"]
    assert texts(table, "c1", "nl") == ["", "andere waarde: medium"]


def test_codes_of_one_unit_stand_under_the_columns_of_one_scale() -> None:
    declared = spec(
        "placement",
        codes("urgency", "trust"),
        values("urgency"),
        unit="b",
        cell="mark",
        groups=True,
        show_as=SHOWN,
    )
    table = make_table(declared)
    assert [line.label["en"] for line in table.rows] == ["Before", "urgency", "During", "trust"]
    assert texts(table, "trust") == ["✓", "", "", ""]
    found = cell(table, "trust", "absent")
    assert (found.value, found.refs) == ("low", (Ref("b", "trust"),))
    assert (row(table, "trust").unit, row(table, "trust").code) == ("b", "trust")


def test_columns_of_the_scale_itself_are_headed_as_shown() -> None:
    table = make_table(spec("placement", units("b"), values("trust"), cell="mark", show_as=SHOWN))
    assert [head["en"] for head in table.columns] == ["absent", "partial", "present", "state"]
    assert texts(table, "b") == ["✓", "", "", ""]


def test_cells_may_name_units() -> None:
    declared = spec(
        "placement",
        codes("trust", "urgency", "distrust"),
        values("urgency"),
        units=("a", "b", "c1"),
        cell="units",
        show_as=SHOWN,
    )
    table = make_table(declared)
    assert texts(table, "trust") == ["b", "c1", "a", ""]
    unclear = "b: partial (contested: absent–present); c1: silent (1 of 1)"
    assert texts(table, "urgency") == ["", "", "a", unclear]
    assert texts(table, "distrust")[1:] == [
        "(c1)",
        "",
        "a: unsearched (0 of 2); b: unsearched (0 of 2)",
    ]
    assert legend(table) == ["in parentheses", "contested", "(k of n)"]


def test_a_named_unit_leads_to_its_own_score_and_a_blank_to_all() -> None:
    declared = spec("placement", codes("trust"), values("trust"), units=("a", "b"), cell="units")
    table = make_table(declared)
    named = cell(table, "trust", "high")
    assert [(part.text["en"], part.refs) for part in named.parts] == [("a", (Ref("a", "trust"),))]
    assert named.refs == (Ref("a", "trust"),)
    assert named.codings_for == ("k5",)
    assert cell(table, "trust", "medium").refs == (Ref("a", "trust"), Ref("b", "trust"))


def test_contested_within_one_column_is_named_there_with_a_question_mark() -> None:
    columns = values("urgency", any="absent partial present")
    declared = spec("placement", codes("urgency"), columns, units=("a", "b"), cell="units")
    table = make_table(declared)
    assert texts(table, "urgency") == ["a; b?", ""]
    assert legend(table) == ["name with ?"]


def test_cells_may_count_units_and_count_inferences_apart() -> None:
    declared = spec(
        "placement",
        codes("trust", "distrust"),
        values("urgency"),
        units=("a", "b", "c1"),
        cell="count",
        show_as=SHOWN,
    )
    table = make_table(declared)
    assert texts(table, "trust")[:3] == ["1", "1", "1"]
    assert texts(table, "distrust")[:3] == ["0", "0 (+1)", "0"]
    assert "(+n)" in legend(table)
    assert cell(table, "trust", "absent").parts == ()


def test_without_units_all_cases_are_named() -> None:
    declared = spec("placement", codes("trust"), values("trust"), cell="units")
    assert texts(make_table(declared), "trust")[1] == "c"


@pytest.mark.parametrize(
    ("declared", "wrong"),
    [
        (spec("placement", units("a"), codes("trust")), "columns of a placement is codes"),
        (spec("placement", values("trust"), values("trust")), "rows of a placement is values"),
        (spec("placement", units("a"), values("trust"), cell="units"), "cell of a placement is"),
        (spec("placement", codes("trust"), values("trust")), "unit of a placement is empty"),
        (spec("placement", units("a"), values("milestone")), "milestone, a code of events"),
        (spec("placement", units("a"), values("duration")), "duration, a code of number"),
    ],
)
def test_what_a_placement_cannot_be_is_refused(declared: object, wrong: str) -> None:
    with pytest.raises(UsageError, match=wrong):
        make_table(declared)  # type: ignore[arg-type]


def test_a_number_is_placed_in_the_column_that_names_it() -> None:
    study = make_study(
        codes=[code("size", "years")], codings=[("d1", "a", "size", "3")], coverage=()
    )
    columns = values("size", two="2", more="3 4")
    table = make_table(spec("placement", units("a"), columns), study=study)
    assert texts(table, "a") == ["", "✓", ""]
