"""Everything wrong with a study is told, all at once, with its file, line and rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscase.errors import Problem, StudyError
from crosscase.storage import check, load
from tests.folders import add, event, line_with, lines, make_folder, make_sources, study_files
from tests.unit.storage.faults import EVERY, SIDE_EFFECTS, Fault


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = study_files()
    for fault in EVERY:
        fault.apply(files)
    return make_folder(tmp_path_factory.mktemp("faulty"), files)


@pytest.fixture(scope="module")
def problems(faulty: Path) -> tuple[Problem, ...]:
    return check(faulty)


def expected_place(fault: Fault, root: Path) -> tuple[str, int, str, str]:
    text = (root / fault.file).read_bytes().decode("utf-8", "surrogateescape")
    line = line_with(text, fault.marker) if fault.marker else 0
    return fault.file, line, fault.rule, fault.severity


def test_study_in_order_has_no_problems(tmp_path: Path) -> None:
    root = make_folder(tmp_path / "study")
    assert check(root, sources=make_sources(tmp_path / "sources")) == ()


@pytest.mark.parametrize("fault", [fault for fault in EVERY if fault.rule], ids=str)
def test_problem_is_found_where_it_is(
    fault: Fault, faulty: Path, problems: tuple[Problem, ...]
) -> None:
    found = [(p.file, p.line, p.rule, p.severity) for p in problems]
    assert expected_place(fault, faulty) in found


def test_nothing_else_is_found(faulty: Path, problems: tuple[Problem, ...]) -> None:
    expected = {expected_place(fault, faulty) for fault in EVERY if fault.rule}
    extra = [p for p in problems if (p.file, p.line, p.rule, p.severity) not in expected]
    assert sorted((p.file, p.rule) for p in extra) == sorted(SIDE_EFFECTS)


def test_strict_load_refuses_with_every_problem(
    faulty: Path, problems: tuple[Problem, ...]
) -> None:
    with pytest.raises(StudyError) as refused:
        load(faulty)
    assert refused.value.problems == problems
    assert load(faulty, strict=False).problems == problems


def test_broken_file_does_not_make_its_ids_unknown(tmp_path: Path) -> None:
    files = study_files()
    files["codebooks/book.yaml"] += "  - id: [broken\n"
    problems = check(make_folder(tmp_path, files))
    assert [(p.file, p.rule) for p in problems] == [("codebooks/book.yaml", "broken-yaml")]


def test_broken_file_hides_no_unknown_id_elsewhere(tmp_path: Path) -> None:
    files = study_files()
    files["codebooks/book.yaml"] += "  - id: [broken\n"
    files["corpus/codings/c1.jsonl"] += lines(add("e9", code="nocode"))
    assert "unknown-code" in [p.rule for p in check(make_folder(tmp_path, files))]


def test_missing_study_file_is_one_problem(tmp_path: Path) -> None:
    files = study_files()
    del files["study.yaml"]
    problems = check(make_folder(tmp_path, files))
    assert [(p.file, p.line, p.rule) for p in problems] == [("study.yaml", 0, "missing-file")]


def test_answer_to_an_unreadable_event_is_not_dangling(tmp_path: Path) -> None:
    files = study_files()
    files["corpus/codings/c1.jsonl"] += '{"id": "x1", broken}\n' + lines(
        event("x2", "revise", of="x1", memo="m")
    )
    assert [p.rule for p in check(make_folder(tmp_path, files))] == ["broken-json"]


def test_event_repeated_by_a_merge_is_a_warning(tmp_path: Path) -> None:
    files = study_files()
    files["corpus/codings/c1.jsonl"] += lines(add("e1"))
    problems = check(make_folder(tmp_path, files))
    assert [(p.line, p.rule, p.severity) for p in problems] == [(9, "repeated-event", "warning")]


def test_link_out_of_the_study_is_refused(tmp_path: Path) -> None:
    root = make_folder(tmp_path / "study")
    text = root / "corpus/texts/d2.md"
    outside = tmp_path / "d2.md"
    text.rename(outside)
    text.symlink_to(outside)
    problems = check(root)
    assert [(p.file, p.rule) for p in problems] == [("corpus/documents.yaml", "path-outside")]


def test_link_within_the_study_is_followed(tmp_path: Path) -> None:
    root = make_folder(tmp_path / "study")
    text = root / "corpus/texts/d2.md"
    text.rename(root / "corpus/d2.md")
    text.symlink_to(root / "corpus/d2.md")
    assert check(root) == ()


def test_hypotheses_may_be_rivals_of_each_other(tmp_path: Path) -> None:
    study = load(make_folder(tmp_path))
    assert [[r.id for r in h.rivals] for h in study.hypotheses] == [["H2"], ["H1"]]


def test_withdrawn_codings_need_not_fit_the_study_of_today(tmp_path: Path) -> None:
    files = study_files()
    old = add("x1", code="gone", unit="nobody", value="strange")
    files["corpus/codings/c1.jsonl"] += lines(old, event("x2", "withdraw", of="x1"))
    assert check(make_folder(tmp_path, files)) == ()


def test_problem_of_a_revision_stands_on_the_line_of_the_revision(tmp_path: Path) -> None:
    files = study_files()
    files["corpus/codings/c1.jsonl"] += lines(event("x1", "revise", of="e4", value="high"))
    problems = check(make_folder(tmp_path, files))
    assert [(p.line, p.rule) for p in problems] == [(9, "off-scale")]


def test_conflict_ends_when_one_answer_is_withdrawn(tmp_path: Path) -> None:
    files = study_files()
    files["corpus/codings/c1.jsonl"] += lines(
        event("x1", "revise", of="e5", value="partial"),
        event("x2", "revise", of="e5", value="present"),
        event("x3", "withdraw", of="x1"),
    )
    study = load(make_folder(tmp_path, files))
    assert study.codings["e5"].value == "present"


def test_citations_are_free_when_the_study_has_no_sources(tmp_path: Path) -> None:
    files = study_files()
    for path in ("corpus/sources.yaml", "corpus/origins.csv", "corpus/left-out.csv"):
        del files[path]
    assert check(make_folder(tmp_path, files)) == ()


def test_every_problem_says_what_to_do(problems: tuple[Problem, ...]) -> None:
    assert [p for p in problems if not p.found or not p.action] == []
    assert [p for p in problems if not p.allowed and p.rule != "missing-file"] == []
