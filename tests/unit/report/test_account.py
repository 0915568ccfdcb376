"""What the report says of its material, computed by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase.coding import Coverage
from crosscase.corpus import Excluded, LeftOut, Origin, Source
from crosscase.report.account import account_documents, account_sources
from crosscase.report.filters import shorten
from crosscase.storage import load
from tests.builders import build_study, document
from tests.folders import make_folder


def source(id: str = "s", *, covered: tuple[tuple[int, int], ...], excluded: str = "") -> Source:
    holes = [tuple(map(int, hole.split("-"))) for hole in excluded.split()]
    return Source(
        id, f"Citation of {id}", "", "", 1000, tuple(Excluded(a, b, "") for a, b in holes), covered
    )


def origin(start: int, end: int, source: str = "s") -> Origin:
    return Origin("d1", "1", source, start, end, "")


def left(start: int, end: int, reason: str) -> LeftOut:
    return LeftOut("s", start, end, "", reason)


def test_shares_are_of_what_had_to_be_rendered() -> None:
    # 0–100 is to be covered; 40–60 is excluded: 80 code points are left.
    # Origins 0–20 and 10–30 overlap (30), 90–120 sticks out (10): 40 of 80.
    # Headings 30–40 (10) and 35–45, of which 40–45 is excluded (nothing new): 10 of 80.
    # Tables 60–80: 20 of 80. Another source's origin plays no part.
    study = build_study(
        sources={"s": source(covered=((0, 100),), excluded="40-60"), "t": source("t", covered=())},
        origins=(origin(90, 120), origin(0, 20), origin(10, 30), origin(60, 80, "t")),
        left_out=(left(60, 80, "table"), left(30, 40, "heading"), left(35, 45, "heading")),
    )
    (one,) = account_sources(study)
    assert (one.source, one.citation, one.to_cover) == ("s", "Citation of s", 80)
    assert one.rendered == 0.5
    assert one.left_out == (("heading", 0.125), ("table", 0.25))


def test_ranges_that_touch_overlap_or_are_wholly_excluded() -> None:
    study = build_study(
        sources={
            "s": source(covered=((0, 10), (10, 20), (15, 30)), excluded="5-8 7-9"),
            "gone": source("gone", covered=((0, 10),), excluded="0-10"),
        },
        origins=(origin(0, 30),),
    )
    (one,) = account_sources(study)
    assert (one.to_cover, one.rendered, one.left_out) == (26, 1.0, ())


def test_the_example_on_disk(tmp_path: Path) -> None:
    # 0–61 less 48–60 is 49; origins 7–22 and 24–46 are 37 of them, the heading 0–5 is 5.
    (one,) = account_sources(load(make_folder(tmp_path)))
    assert one.to_cover == 49
    assert one.rendered == pytest.approx(37 / 49)
    assert one.left_out == (("heading", pytest.approx(5 / 49)),)


def test_documents_with_what_was_coded_and_searched_in_them() -> None:
    text = document("d1", text="Vier woorden staan hier.\n")
    stale = Coverage("c1", "d2", "0" * 64, {"urgency": "0" * 64})
    study = build_study(
        codes=["urgency", "trust"],
        documents=[text, "d2"],
        codings=[
            ("d1", "a", "urgency", "present"),
            ("d1", "b", "urgency", "present"),
            ("d1", "b", "trust", "present"),
        ],
        coverage=[("c1", "d1"), ("c2", "d1", "urgency"), stale, ("c1", "d2", "trust")],
        unplaced=["k3"],
    )
    first, second = account_documents(study)
    assert (first.document.id, first.words, first.codings, first.covered_codes) == ("d1", 4, 2, 2)
    assert (second.codings, second.covered_codes) == (0, 1)


def test_coders_that_do_not_count_are_not_counted() -> None:
    study = build_study(
        codings=[
            ("d1", "a", "urgency", "present"),
            ("d1", "b", "urgency", "present", {"coder": "c2"}),
        ],
        documents=["d2"],
        coverage=[("c1", "d1"), ("c2", "d2")],
        coders={"c2": False},
    )
    accounts = {a.document.id: (a.codings, a.covered_codes) for a in account_documents(study)}
    assert accounts == {"d1": (1, 1), "d2": (0, 0)}


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("kort", 4, "kort"),
        ("een twee, drie", 10, "een twee…"),
        ("aaneengesloten", 4, "aane…"),
        ("", 4, ""),
    ],
)
def test_shortening_cuts_at_a_space(text: str, length: int, short: str) -> None:
    assert shorten(text, length) == short
