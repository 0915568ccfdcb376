"""The section on networks: every number leads to the codings it rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosscase.report.layout import render_report_html, render_report_markdown
from crosscase.report.model import Report, gather_report
from crosscase.report.networks.parts import describe_networks, draw_having_codes, draw_pairs
from tests.builders import build_study, code, document
from tests.unit.network.example import FIVE
from tests.unit.report.example import Page

ROWS = [
    (name, "a", one, "present", {"passage": place, "id": f"{one}-{name}-{place}"})
    for name, place in (("d1", 1), ("d1", 2), ("d2", 1))
    for one in ("urgency", "conflict")
]


def make_report(codings: list[tuple[object, ...]]) -> Report:
    study = build_study(
        cases={"ab": ("a", "b")},
        codes=[code("urgency"), code("conflict"), code("trust", "degree")],
        documents=[document("d1", text=FIVE), document("d2", text=FIVE)],
        codings=codings,
        coverage=[("c1", "d1"), ("c1", "d2")],
    )
    return gather_report(study, language="nl")


@pytest.fixture(scope="module")
def report() -> Report:
    return make_report([*ROWS, ("d2", "b", "trust", "low")])


def test_a_pair_shows_how_often_expected_and_on_how_many_units(report: Report) -> None:
    section = describe_networks(report)
    assert section is not None and section.in_passages is not None
    (row,) = section.in_passages.rows
    assert (row.label, row.both) == ("urgency – conflict", "3")
    # 3 × 3 / 10 expected, 3 / 0.9, 3.5 / 1.4, two source groups; one unit of the three.
    assert row.cells == ("0,9", "3,3", "2,5", "2", "1; 0,3")
    assert {*row.codings} == {one[4]["id"] for one in ROWS}  # type: ignore[index]
    assert section.on_units is None  # one unit is no network
    assert "(10)" in section.lines[1]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_number_leads_to_codings_and_every_mark_to_its_score(
    report: Report, language: str
) -> None:
    page = Page(render_report_html(replace(report, language=language)))
    ids = page.by_id()
    section = ids["networks"]
    assert {link[1:] for link in section.links} <= {*ids}
    (number,) = [a for a in section.all("a") if a.attributes.get("data-codings") and a.text == "3"]
    assert {f"coding.{one}" for one in number.attributes["data-codings"].split()} <= {*ids}
    assert "#pair.urgency.conflict" in section.links
    assert {"#score.a.urgency", "#score.ab.conflict", "#score.b.trust"} <= section.links
    assert any(a.attributes["href"] == "#networks" for a in page.root.all("a"))


def test_markdown_has_the_same_numbers_and_names_the_drawings(report: Report) -> None:
    said = render_report_markdown(replace(report, language="en"))
    (line,) = [one for one in said.splitlines() if one.startswith("| urgency – conflict")]
    assert "| 3: [1](#coding-" in line
    assert "| 0.9 | 3.3 | 2.5 | 2 | 1; 0.3 |" in line
    assert "(figure-together.en.svg)" in said
    assert "(figure-having.en.svg)" in said


def test_without_strong_pairs_it_says_so_and_draws_the_units_alone() -> None:
    report = make_report(ROWS[:4])
    section = describe_networks(report)
    assert section is not None and section.in_passages is None
    assert section.opens == "Geen twee codes delen 3 of meer passages uit 2 of meer brongroepen."
    assert draw_pairs(report) == ""
    assert "<svg" in draw_having_codes(report)
    assert "figure-together" not in render_report_markdown(report)


def test_without_codings_there_is_no_section() -> None:
    report = make_report([])
    assert report.networks is None
    assert describe_networks(report) is None
    assert 'id="networks"' not in render_report_html(report)
