"""Frames of disagreements, what is said of them, and how many were settled in which way."""

from __future__ import annotations

import pytest

from crosscase.adjudication import (
    CODING_COLUMNS,
    ITEM_COLUMNS,
    KINDS,
    Settlements,
    account_settlements,
    codings_frame,
    describe_items,
    find_items,
    items_frame,
    list_items,
)
from crosscase.study import Study
from tests.builders import decision
from tests.unit.adjudication.test_items import COVERED, compared, said


@pytest.fixture
def study() -> Study:
    return compared(
        said("c1", 0, 4, period="early;late"),
        said("c2", 0, 4, value="absent"),
        said("c1", 5, 7),
        said("c2", 8, 9, memo="why not"),
        decisions=[decision("e", "k1 k2", "k2", by="c2", why="read it again")],
        periods={"p": {"early": {"ab": ("2010", "2011")}, "late": {"ab": ("2011", "")}}},
    )


def test_one_row_an_item(study: Study) -> None:
    frame = items_frame(find_items(study))
    assert tuple(frame.columns) == ITEM_COLUMNS
    first = frame.iloc[0]
    assert (first["codings"], first["coders"], first["values"]) == (
        "k1;k2",
        "c1;c2",
        "present;absent",
    )
    assert (first["periods"], first["silent"]) == ("early,late;", "")
    assert [*first[["settled", "stands", "by", "why"]]] == ["e", "k2", "c2", "read it again"]
    assert [*frame["silent"]] == ["", "c2", "c1"]
    assert [*frame["settled"]] == ["e", "", ""]


def test_one_row_a_coding(study: Study) -> None:
    frame = codings_frame(find_items(study))
    assert tuple(frame.columns) == CODING_COLUMNS
    assert [*frame["coding"]] == ["k1", "k2", "k3", "k4"]
    assert [*frame["stands"]] == ["no", "yes", "", ""]
    assert frame.iloc[3]["memo"] == "why not"


def test_what_a_decider_needs(study: Study) -> None:
    first, _, last = describe_items(study, find_items(study), "en")
    assert first["codes"]["urgency"]["values"] == ["absent", "partial", "present"]
    assert first["codes"]["urgency"]["definition"] == "What urgency is."
    assert first["passages"][0]["text"].startswith("0123456789")
    assert [one["id"] for one in first["codings"]] == ["k1", "k2"]
    assert first["settled"]["stands"] == ["k2"]
    assert last["settled"] is None
    assert last["codings"][0]["memo"] == "why not"
    assert last["answer"] == {"item": last["item"], "keep": None, "add": [], "by": [], "why": ""}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("another value (1)", "did not code this", "[stands]", "decision e by c2")),
        ("nl", ("een andere waarde (1)", "codeerde dit niet", "[blijft staan]", "besluit e van")),
    ],
)
def test_the_list_speaks_both_languages(
    study: Study, language: str, words: tuple[str, ...]
) -> None:
    text = list_items(find_items(study), language)
    assert all(one in text for one in words)
    assert text.index("value:") < text.index("one-sided:")
    assert list_items((), language).strip()


def test_what_was_agreed_instead_is_shown_with_its_words() -> None:
    amended = ("d", "a", "urgency", "partial", {"coder": "adjudicated", "start": 6, "end": 9})
    study = compared(
        *(said("c1", 0, 4), said("c2", 0, 4, value="absent"), amended),
        decisions=[decision("e", "k1 k2", "k3")],
    )
    items = find_items(study)
    text = list_items(items, "en")
    assert "+ urgency · a · partial  (k3) [stands]\n        “678”\n" in text
    (described,) = describe_items(study, items, "en")
    (added,) = described["settled"]["added"]
    assert (added["id"], added["quote"], added["value"]) == ("k3", "678", "partial")


def test_outcomes_are_counted() -> None:
    spans = [
        said(coder, at, at + 1, value=value)
        for at in range(6)
        for coder, value in (("c1", "present"), ("c2", "absent"))
    ]
    lonely = [said("c1", 9, 10), said("c2", 11, 12)]
    ids = [f"k{n} k{n + 1}" for n in range(1, 13, 2)]
    study = compared(
        *spans, *lonely, ("d", "a", "urgency", "partial", {"coder": "adjudicated", "id": "a1"}),
        decisions=[
            decision("e0", ids[0], "k1", by="c1"),
            decision("e1", ids[1], "k4"),
            decision("e2", ids[2], ids[2]),
            decision("e3", ids[3]),
            decision("e4", ids[4], "a1"),
            decision("e5", "k13", "k13"),
        ],
    )  # fmt: skip
    *kinds, total = account_settlements(study)
    assert [one.kind for one in kinds] == list(KINDS)
    by_kind = {one.kind: one for one in kinds}
    assert by_kind["value"] == Settlements(
        kind="value",
        items=6,
        settled=5,
        open=1,
        kept={"c1": 1, "c2": 1},
        all=1,
        some=0,
        none=1,
        amended=1,
        by=((("c1", "c2"), 4), (("c1",), 1)),
    )
    assert (by_kind["one-sided"].kept, by_kind["one-sided"].open) == ({"c1": 1, "c2": 0}, 1)
    assert (total.kind, total.items, total.settled, total.open) == ("", 8, 6, 2)
    assert total.kept == {"c1": 2, "c2": 1}


def test_some_of_several_coders() -> None:
    study = compared(
        *(said(coder, 0, 4, value=value)
          for coder, value in (("c1", "present"), ("c2", "absent"), ("c3", "partial"))),
        coverage=[*COVERED, ("c3", "d")],
        decisions=[decision("e", "k1 k2 k3", "k1 k3", between="c1 c2 c3")],
    )  # fmt: skip
    assert account_settlements(study)[-1].some == 1
