"""The study of this repository: in order, and its committed report is the one it gives."""

from __future__ import annotations

from pathlib import Path

import crosscase
from crosscase.report import write_report
from crosscase.report.suggestions.page import write_suggestions_page
from crosscase.storage import check
from crosscase.study import Study

ROOT = Path(__file__).parents[1]

FACTORS = {"5.2", "6.2", "7.2"}
TABLES = FACTORS | {f"8.{n}" for n in range(1, 11)} | {"9.1"}


def test_nothing_is_wrong_with_it() -> None:
    assert check(ROOT) == ()


def test_the_committed_report_is_current(own_study: Study, tmp_path: Path) -> None:
    written = write_report(
        own_study, tmp_path, name=own_study.report, languages=own_study.languages
    )
    there = {path.name for path in (ROOT / "reports").iterdir()}
    assert {path.name for path in written} == there, "run make report"
    for path in written:
        committed = ROOT / "reports" / path.name
        assert path.read_bytes() == committed.read_bytes(), f"{path.name}: run make report"


def test_the_hypotheses_are_as_registered(own_study: Study) -> None:
    assert [h.id for h in own_study.hypotheses if h.post_hoc] == []


def test_every_table_of_the_chapter_is_declared_and_mostly_spoken_to(own_study: Study) -> None:
    tables = crosscase.tables(own_study)
    assert set(tables) >= TABLES
    silent = ("zwijgt", "niet doorzocht")
    for name in sorted(FACTORS):
        states = tables[name]["toestand"]
        spoken = sum(not state.startswith(silent) for state in states)
        assert spoken / len(states) > 0.5, name


def test_no_origin_touches_what_is_reproduced(own_study: Study) -> None:
    thesis = own_study.sources["speulman2012"]
    assert len(thesis.excluded) > 20
    for origin in own_study.origins:
        if origin.source == thesis.id:
            assert not any(
                origin.start < ex.end and ex.start < origin.end for ex in thesis.excluded
            )


def test_every_passage_has_an_origin(own_study: Study) -> None:
    with_origin = {(o.document, o.passage) for o in own_study.origins}
    passages = {(p.document, p.number) for ps in own_study.passages.values() for p in ps}
    assert passages == with_origin


def test_the_page_on_suggestions_is_current(own_study: Study) -> None:
    page = (ROOT / "docs" / "suggestions.md").read_text(encoding="utf-8")
    assert write_suggestions_page(own_study) == page, "run make suggestions"
    assert "the study has changed" not in page, "run make suggestions"
