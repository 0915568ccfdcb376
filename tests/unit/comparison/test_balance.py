from __future__ import annotations

import pytest

from crosscase.comparison import Ref
from crosscase.errors import UsageError
from crosscase.scoring import Selection
from crosscase.specs import Axis
from tests.builders import document
from tests.unit.comparison.example import (
    cell,
    codes,
    legend,
    make_study,
    make_table,
    spec,
    texts,
    units,
)

KINDS = Axis("kinds")


def test_groups_and_codings_are_counted_by_kind_and_codebook() -> None:
    table = make_table(spec("balance", units("a", "b", "c1", "ab"), KINDS))
    assert [head["nl"] for head in table.columns] == [
        "interview: book",
        "document: book",
        "interview: process",
        "document: process",
    ]
    assert texts(table, "a") == ["2 / 4", "0 / 0", "0 / 0", "0 / 0"]
    assert texts(table, "b") == ["2 / 5", "0 / 0", "0 / 0", "0 / 0"]
    assert texts(table, "c1") == ["1 / 2", "0 / 0", "0 / 0", "0 / 0"]
    assert legend(table) == ["g / n"]


def test_a_case_counts_what_its_scores_rest_on() -> None:
    table = make_table(spec("balance", units("ab"), KINDS))
    assert texts(table, "ab") == ["2 / 9", "0 / 0", "0 / 0", "1 / 2"]


def test_a_cell_carries_the_codings_it_counts_and_an_empty_one_the_scores() -> None:
    table = make_table(spec("balance", units("a"), KINDS))
    counted = cell(table, "a", "interview: book")
    assert counted.codings_for == ("k1", "k2", "k5", "k8")
    empty = cell(table, "a", "document: process")
    assert empty.codings_for == ()
    assert empty.refs == (Ref("a", "milestone"), Ref("a", "duration"))


def test_one_group_with_two_documents_is_heard_once() -> None:
    study = make_study(
        documents=[document("d1", "a", group="mayor"), document("d2", "a", group="mayor")],
        codings=[("d1", "a", "urgency", "present"), ("d2", "a", "urgency", "absent")],
        coverage=(),
    )
    table = make_table(spec("balance", units("a"), KINDS), study=study)
    assert texts(table, "a")[0] == "1 / 2"


def test_only_the_codebooks_declared_are_counted() -> None:
    table = make_table(spec("balance", units("ab"), Axis("codebooks", ("process",))))
    assert texts(table, "ab") == ["0 / 0", "1 / 2"]


def test_a_selection_counts() -> None:
    chosen = Selection(without_documents=frozenset({"d2"}))
    table = make_table(spec("balance", units("a"), KINDS), selection=chosen)
    assert texts(table, "a")[0] == "1 / 3"


def test_a_snapshot_is_counted_as_it_was() -> None:
    study = make_study(snapshots={"first": ["k1", "k5"]})
    declared = spec("balance", units("a"), KINDS)
    table = make_table(declared, study=study, selection=Selection(snapshot="first"))
    assert texts(table, "a")[0] == "1 / 2"


@pytest.mark.parametrize(
    ("declared", "wrong"),
    [
        (spec("balance", codes("trust"), KINDS), "rows of a balance is codes"),
        (spec("balance", units("a"), codes("trust")), "columns of a balance is codes"),
        (spec("balance", units("a"), KINDS, cell="units"), "cell of a balance is units"),
    ],
)
def test_what_a_balance_cannot_be_is_refused(declared: object, wrong: str) -> None:
    with pytest.raises(UsageError, match=wrong):
        make_table(declared)  # type: ignore[arg-type]
