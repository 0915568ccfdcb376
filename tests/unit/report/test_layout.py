"""Sections and parts one by one: the same as in the whole report, with links of another making."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup

from crosscase.errors import UsageError
from crosscase.report import Report, gather_report
from crosscase.report.drawings import draw
from crosscase.report.layout import (
    SECTIONS,
    Medium,
    render_part,
    render_report_html,
    render_section,
)
from crosscase.storage import load
from tests.builders import build_study
from tests.unit.report.example import full_study

APART = Medium(
    link=lambda id: f"/apart/{id}?a=1&b=2",
    draw=lambda report, name: Markup("<i>{}</i>").format(name),
    shade=lambda share: Markup('data-share="{:.1f}"').format(share),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return full_study(tmp_path_factory.mktemp("layout"))


@pytest.fixture(scope="module")
def report(folder: Path) -> Report:
    return gather_report(load(folder), language="en")


@pytest.fixture(scope="module")
def page(report: Report) -> str:
    return render_report_html(report)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_is_what_stands_in_the_report(report: Report, page: str, section: str) -> None:
    said = render_section(report, section)
    assert said in page
    assert bool(said.strip()) == (f'id="{section}"' in page)


@pytest.mark.parametrize(
    ("section", "needs"),
    [
        ("tables", {"book", "tables"}),
        ("verdicts", {"book", "now", "evidence", "robustness"}),
        ("figures", {"book", "figures"}),
        ("material", {"documents", "sources"}),
        ("networks", {"book", "networks"}),
    ],
)
def test_a_section_gathers_only_what_it_shows(
    report: Report, section: str, needs: set[str]
) -> None:
    fresh = Report(report.study, "en", found={"robustness": None} if "now" in needs else {})
    assert render_section(fresh, section, APART).strip()
    assert set(fresh.found) == needs


def test_another_language_gathers_nothing_anew(report: Report) -> None:
    fresh = Report(report.study, "en")
    assert replace(fresh, language="nl").tables is fresh.tables


def test_links_drawings_and_shades_are_those_of_the_medium(report: Report) -> None:
    for section in SECTIONS:
        said = render_section(report, section, APART)
        assert not re.search(r'href="#|<svg|style=', said), section
    verdicts = render_section(report, "verdicts", APART)
    assert re.search(r'href="/apart/score\.[a-z.-]+\?a=1&amp;b=2"', verdicts)
    assert "<i>stability</i>" in render_section(report, "robustness", APART)
    assert 'data-share="' in render_section(report, "robustness", APART)


def test_every_part_that_is_linked_to_can_be_had_alone(report: Report, page: str) -> None:
    kinds = set()
    for id in set(re.findall(r'<article class="card" id="([^"]+)"', page)):
        kind = id.partition(".")[0]
        if kind == "discrepancy":
            continue
        kinds.add(kind)
        said = render_part(report, id).strip()
        assert said.startswith(f'<article class="card" id="{id}">')
        assert said in page
    assert kinds == {"score", "coding", "verdict", "robustness"}


def test_the_facts_of_a_coding_come_without_its_words(report: Report) -> None:
    id, found = next(iter(report.evidence.items()))
    facts = render_part(report, f"facts.{id}")
    assert facts in render_part(report, f"coding.{id}")
    assert found.coding.quote not in facts


@pytest.mark.parametrize(
    "id",
    [
        "",
        "score",
        "score.nobody.urgency",
        "score.a.nothing",
        "score.a.urgency.never",
        "score.a.urgency..b",
        "score.a.urgency.",
        "coding.none",
        "verdict.H1.plain",
        "verdict.H1.plain.nobody",
        "hypothesis.H0",
        "robustness.H1.plain.nobody",
        "report.x",
    ],
)
def test_what_is_not_there_is_not_shown(report: Report, id: str) -> None:
    assert render_part(report, id) == ""


def test_a_study_without_anything_has_no_such_sections() -> None:
    report = Report(build_study(), "en")
    for section in ("robustness", "networks", "reliability", "suggestions"):
        assert render_section(report, section) == ""


def test_there_is_no_such_drawing(report: Report) -> None:
    with pytest.raises(UsageError, match="allowed: confusion, stability, together, having"):
        draw(report, "nothing")


def test_a_drawing_of_a_section_asks_for_no_declared_figure(folder: Path) -> None:
    report = Report(load(folder), "en")
    assert draw(report, "stability").startswith("<")
    assert "figures" not in report.found
    (declared, *_) = [one.id for one in report.study.figures]
    assert draw(report, declared).startswith("<")
