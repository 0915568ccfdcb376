from __future__ import annotations

import pytest

from crosscase.comparison import Ref
from crosscase.errors import UsageError
from tests.unit.comparison.example import (
    PARTIES,
    cell,
    codes,
    legend,
    make_table,
    row,
    spec,
    texts,
    units,
    values,
)

ALL = ("a", "b", "c1")


def test_units_are_named_by_two_properties() -> None:
    declared = spec("crosstab", values("trust"), values("adviser"), units=("a", "b"), cell="units")
    table = make_table(declared)
    assert table.corner["en"] == "trust"
    assert [head["en"] for head in table.columns] == ["adviser: no", "adviser: yes"]
    assert texts(table, "high") == ["", "a"]
    assert texts(table, "low") == ["", ""]
    assert texts(table, "unknown") == ["b: adviser contested: no, yes"]
    assert row(table, "unknown").kind == "note"
    assert legend(table) == ["contested"]


def test_a_cell_rests_on_both_scores_and_an_empty_one_on_all() -> None:
    declared = spec("crosstab", values("trust"), values("adviser"), units=("a", "b"), cell="units")
    table = make_table(declared)
    named = cell(table, "high", "adviser: yes")
    assert named.refs == (Ref("a", "trust"), Ref("a", "adviser"))
    assert named.codings_for == ("k5", "k8")
    assert cell(table, "low", "adviser: no").refs == (
        Ref("a", "trust"),
        Ref("a", "adviser"),
        Ref("b", "trust"),
        Ref("b", "adviser"),
    )
    assert row(table, "unknown").cells[0].refs == (Ref("b", "adviser"),)


def test_units_are_counted_by_the_number_of_parties() -> None:
    declared = spec("crosstab", values("trust"), PARTIES, units=ALL, cell="count")
    table = make_table(declared)
    assert [head["nl"] for head in table.columns] == ["aantal partijen: 1", "aantal partijen: 2"]
    assert [texts(table, value) for value in ("low", "medium", "high")] == [
        ["0", "1"],
        ["1", "0"],
        ["0", "1"],
    ]
    assert [line.kind for line in table.rows] == ["data"] * 3


def test_the_number_of_parties_may_stand_along_the_rows() -> None:
    table = make_table(spec("crosstab", PARTIES, values("trust"), units=ALL, cell="units"))
    assert table.corner["nl"] == "aantal partijen"
    assert texts(table, "1") == ["", "c1", ""]
    assert texts(table, "2") == ["b", "", "a"]


def test_unknown_units_are_listed_with_the_reason() -> None:
    table = make_table(spec("crosstab", values("urgency"), PARTIES, units=ALL, cell="units"))
    assert texts(table, "present") == ["", "a"]
    assert texts(table, "unknown", "nl") == [
        "b: urgency partial (omstreden: absent–present); c1: urgency zwijgt (1 van 1)"
    ]


def test_a_known_value_that_is_not_shown_is_not_unknown() -> None:
    declared = spec("crosstab", values("trust", high="high"), PARTIES, units=ALL, cell="units")
    table = make_table(declared)
    assert texts(table, "high") == ["", "a"]
    assert texts(table, "other value") == ["b: trust low; c1: trust medium"]
    assert [line.label["en"] for line in table.rows] == ["high", "other value"]


def test_contested_counts_where_every_value_falls_in_one_entry() -> None:
    wide = values("urgency", any="absent partial present")
    table = make_table(spec("crosstab", wide, PARTIES, units=ALL, cell="units"))
    assert texts(table, "any") == ["", "a; b?"]
    counted = make_table(spec("crosstab", wide, PARTIES, units=ALL, cell="count"))
    assert texts(counted, "any") == ["0", "2"]


def test_an_inferred_unit_is_named_in_parentheses_and_counted_apart() -> None:
    declared = spec("crosstab", values("distrust"), PARTIES, units=("c1",), cell="units")
    assert texts(make_table(declared), "partial") == ["(c1)"]
    declared = spec("crosstab", values("distrust"), PARTIES, units=("c1",), cell="count")
    table = make_table(declared)
    assert texts(table, "partial") == ["0 (+1)"]
    assert legend(table) == ["(+n)"]


def test_without_units_the_cases_are_meant_and_named() -> None:
    table = make_table(spec("crosstab", values("trust"), PARTIES))
    assert texts(table, "medium") == ["c", ""]


@pytest.mark.parametrize(
    ("declared", "wrong"),
    [
        (spec("crosstab", PARTIES, PARTIES), "attribute by attribute"),
        (spec("crosstab", values("trust"), codes("trust")), "values by codes"),
        (spec("crosstab", units("a"), values("trust")), "units by values"),
        (spec("crosstab", values("trust"), PARTIES, cell="mark"), "cell of a crosstab is mark"),
        (spec("crosstab", values("milestone"), PARTIES), "rows of a crosstab is values of milest"),
    ],
)
def test_what_a_crosstab_cannot_be_is_refused(declared: object, wrong: str) -> None:
    with pytest.raises(UsageError, match=wrong):
        make_table(declared)  # type: ignore[arg-type]
