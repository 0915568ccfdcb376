from __future__ import annotations

from collections.abc import Mapping

import pytest

from crosscase.codebook import Scale, ScaleValue
from crosscase.comparison import Ref
from crosscase.comparison.shown import show_value
from crosscase.errors import UsageError
from crosscase.scoring import Selection
from crosscase.specs.tables import ShowAs
from tests.builders import build_study, code
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
)

PARTIES = units("a", "b", "c1")


def test_a_cell_shows_the_label_of_the_value() -> None:
    table = make_table(spec("matrix", PARTIES, codes("urgency", "trust")))
    assert texts(table, "a") == ["present", "high"]
    assert [head["en"] for head in table.columns] == ["urgency", "trust"]
    assert table.corner["nl"] == "partij"


@pytest.mark.parametrize(
    ("unit", "code", "nl", "en"),
    [
        ("c1", "urgency", "zwijgt (1 van 1)", "silent (1 of 1)"),
        ("a", "distrust", "niet doorzocht (0 van 2)", "unsearched (0 of 2)"),
        ("c1", "adviser", "niet van toepassing", "not applicable"),
        ("c1", "distrust", "(partial)", "(partial)"),
        ("b", "adviser", "omstreden: no, yes", "contested: no, yes"),
        (
            "b",
            "urgency",
            "partial (omstreden: absent–present)",
            "partial (contested: absent–present)",
        ),
        ("ab", "milestone", "first-talks 2006; realised 2010-07-01", None),
        ("ab", "duration", "4,0 (3,5–4,5)", "4.0 (3.5–4.5)"),
        ("c", "duration", "3,0 (3,0–3,1; loopt nog)", "3.0 (3.0–3.1; still running)"),
    ],
)
def test_every_state_says_what_it_is(unit: str, code: str, nl: str, en: str | None) -> None:
    table = make_table(spec("matrix", units(unit), codes(code)))
    assert texts(table, unit, "nl") == [nl]
    assert texts(table, unit, "en") == [en or nl]


def test_a_cell_carries_the_score_and_the_codings_on_both_sides() -> None:
    table = make_table(spec("matrix", PARTIES, codes("urgency", "trust")))
    found = cell(table, "a", "urgency")
    assert found.refs == (Ref("a", "urgency"),)
    assert (found.state, found.value, found.mark) == ("scored", "present", "")
    assert (found.codings_for, found.codings_against) == (("k1", "k2"), ())
    contested = cell(table, "b", "urgency")
    assert (contested.state, contested.value) == ("contested", "partial")
    assert (contested.codings_for, contested.codings_against) == ((), ("k3", "k4"))
    assert row(table, "b").unit == "b"
    assert all(one.refs for line in table.rows for one in line.cells)


def test_codes_may_stand_along_the_rows_under_the_headings_of_their_groups() -> None:
    declared = spec(
        "matrix", codes("trust", "distrust", "urgency", "adviser"), units("a"), groups=True
    )
    table = make_table(declared)
    assert [(line.kind, line.label["en"]) for line in table.rows] == [
        ("heading", "During"),
        ("data", "trust"),
        ("data", "adviser"),
        ("heading", "book"),
        ("data", "distrust"),
        ("heading", "Before"),
        ("data", "urgency"),
    ]
    assert row(table, "trust").cells[0].refs == (Ref("a", "trust"),)
    assert row(table, "trust").code == "trust"


def test_show_as_changes_what_is_read_and_not_what_is_true() -> None:
    shown = {"low": "absent", "medium": "partial", "high": "present"}
    table = make_table(spec("matrix", PARTIES, codes("trust"), show_as=shown))
    assert texts(table, "a") == ["present"]
    assert cell(table, "a", "trust").value == "high"
    assert texts(table, "c1") == ["partial"]


@pytest.mark.parametrize(
    ("shown", "label"),
    [
        ({"low": "nay", "high": "aye"}, "aye on exact"),
        ({"high": "aye", "low": "nay"}, "aye on exact"),
        ({"high": "aye"}, "aye on wide"),
        (ShowAs({"low": "nay", "high": "aye"}, "wide"), "aye on wide"),
        (ShowAs({"high": "aye"}, "exact"), "aye on exact"),
    ],
)
def test_labels_are_of_the_scale_named_or_of_the_one_that_fits_best(
    shown: Mapping[str, str], label: str
) -> None:
    scales = [
        Scale(
            name,
            "nominal",
            "consensus",
            tuple(ScaleValue(value, {"": f"{value} on {name}"}) for value in values),
            {"": name},
        )
        for name, values in (("wide", ("nay", "perhaps", "aye")), ("exact", ("nay", "aye")))
    ]
    study = build_study(scales=scales, codes=[code("trust", "degree")])
    assert show_value(study, "trust", "high", "en", shown) == label


def test_show_as_takes_a_text_that_is_on_no_scale() -> None:
    table = make_table(spec("matrix", PARTIES, codes("trust"), show_as={"high": "ja, zeer"}))
    assert texts(table, "a") == ["ja, zeer"]
    assert texts(table, "b") == ["low"]


def test_the_legend_explains_only_what_occurs() -> None:
    assert legend(make_table(spec("matrix", units("a"), codes("trust")))) == []
    every = make_table(spec("matrix", PARTIES, codes("urgency", "distrust")))
    assert legend(every) == ["in parentheses", "contested", "(k of n)"]


def test_only_the_period_declared_counts() -> None:
    study = build_study(
        codings=[
            ("d1", "a", "urgency", "present", {"period": "decision"}),
            ("d1", "a", "urgency", "absent", {"period": "regulation"}),
        ],
        periods={
            "process": {
                "decision": {"ab": ("2006", "2010")},
                "regulation": {"ab": ("2010", "")},
            }
        },
    )
    table = make_table(spec("matrix", units("a"), codes("urgency"), period="decision"), study=study)
    found = cell(table, "a", "urgency")
    assert found.text["en"] == "present"
    assert found.refs == (Ref("a", "urgency", "decision"),)
    assert found.codings_for == ("k1",)


def test_a_selection_counts() -> None:
    declared = spec("matrix", units("b"), codes("urgency"))
    table = make_table(declared, selection=Selection(without_groups=frozenset({"d1"})))
    assert texts(table, "b") == ["present"]


def test_a_case_and_a_party_make_units() -> None:
    table = make_table(spec("matrix", units("a", "ab"), codes("trust")))
    assert table.corner["nl"] == "eenheid"


@pytest.mark.parametrize(
    ("declared", "wrong"),
    [
        (spec("matrix", units("a"), units("b")), "rows and columns of a matrix is units by units"),
        (spec("matrix", units("a"), codes("trust"), cell="count"), "cell of a matrix is count"),
        (spec("matrix", units("a"), codes("trust"), groups=True), "rows of a matrix is units"),
    ],
)
def test_what_a_matrix_cannot_be_is_refused(declared: object, wrong: str) -> None:
    with pytest.raises(UsageError, match=wrong):
        make_table(declared, study=make_study())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("2008",), "first-talks 2008"),
        (("2008-02",), "first-talks 2008-02"),
        (("2008-02-29",), "first-talks 2008-02-29"),
        (("2008-02", "2008-04-03"), "first-talks 2008-02-01–2008-04-03 (contested)"),
        (("",), "first-talks"),
    ],
)
def test_an_event_is_dated_as_precisely_as_it_is_known(
    dates: tuple[str, ...], expected: str
) -> None:
    codings = [("d1", "ab", "milestone", "first-talks", {"date": date}) for date in dates]
    table = make_table(
        spec("matrix", units("ab"), codes("milestone")), study=make_study(codings=codings)
    )
    assert texts(table, "ab") == [expected]
