"""Appending to a coder's file: nothing lost, nothing half written, nothing wrong let in."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock

from crosscase.errors import CrosscaseError, StudyError
from crosscase.storage import (
    append_events,
    check,
    load,
    locking,
    make_add,
    make_cover,
    make_revise,
    make_withdraw,
    writing,
)
from tests.folders import EVENTS, TEXTS, add, lines, make_folder, study_files

CODINGS = "corpus/codings/c1.jsonl"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "study")


def new_coding(root: Path, quote: str = "Niemand was tegen", **changes: str):
    start = TEXTS["d2"].index(quote)
    claim = {"coder": "c1", "code": "urgency", "unit": "a", "value": "absent", **changes}
    return make_add(load(root, strict=False), "d2", start, start + len(quote), **claim)


def rules(refused: pytest.ExceptionInfo[StudyError]) -> list[tuple[int, str]]:
    return [(p.line, p.rule) for p in refused.value.problems]


def test_appended_events_are_read_back(root: Path) -> None:
    event = new_coding(root, memo="ook é en 😀")
    done = append_events(root, "c1", [event])
    assert (done.file, done.events, done.torn) == (CODINGS, (event.id,), "")
    coding = load(root).codings[event.id]
    assert (coding.quote, coding.memo, coding.line) == ("Niemand was tegen", "ook é en 😀", 9)
    assert coding.prefix == TEXTS["d2"][: coding.start][-32:]


def test_first_event_makes_the_file(root: Path) -> None:
    event = new_coding(root, coder="c2")
    append_events(root, "c2", [event])
    assert load(root).codings[event.id].coder == "c2"


def test_nothing_to_append_changes_nothing(root: Path) -> None:
    before = (root / CODINGS).read_bytes()
    assert append_events(root, "c1", []).events == ()
    assert (root / CODINGS).read_bytes() == before


def test_revise_and_withdraw(root: Path) -> None:
    study = load(root)
    append_events(root, "c1", [make_revise(study.codings["e1"], value="absent", memo="")])
    revised = load(root).codings["e1"]
    assert (revised.value, revised.memo) == ("absent", "")
    append_events(root, "c1", [make_withdraw(revised)])
    assert "e1" not in load(root).codings


def test_events_that_answer_one_another_may_come_together(root: Path) -> None:
    first = new_coding(root)
    second = replace(make_withdraw(load(root).codings["e1"]), of=first.id)
    append_events(root, "c1", [first, second])
    assert first.id not in load(root).codings


def test_wrong_events_are_refused_with_every_problem_and_their_lines(root: Path) -> None:
    before = (root / CODINGS).read_bytes()
    wrong = [new_coding(root), new_coding(root, value="high"), new_coding(root, unit="nobody")]
    with pytest.raises(StudyError) as refused:
        append_events(root, "c1", wrong)
    assert rules(refused) == [(10, "off-scale"), (11, "unknown-unit")]
    assert (root / CODINGS).read_bytes() == before


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"id": "e2"}, "duplicate-id"),
        ({"coder": "c2"}, "coder-mismatch"),
        ({"at": "yesterday"}, "wrong-date"),
        ({"memo": "\ud800"}, "bad-utf8"),
        ({"memo": "\x00"}, "broken-json"),
        ({"text_sha256": ""}, "wrong-value"),
        ({"quote": "Iemand was tegen!"}, "wrong-quote"),
    ],
)
def test_what_is_refused(root: Path, change: dict[str, str], rule: str) -> None:
    with pytest.raises(StudyError) as refused:
        append_events(root, "c1", [replace(new_coding(root), **change)])
    assert rules(refused) == [(9, rule)]


def test_second_answer_to_an_event_is_refused(root: Path) -> None:
    coding = load(root).codings["e1"]
    append_events(root, "c1", [make_revise(coding, value="absent")])
    with pytest.raises(StudyError) as refused:
        append_events(root, "c1", [make_revise(coding, value="present")])
    assert {rule for _, rule in rules(refused)} == {"conflict"}


@pytest.mark.parametrize("coder", ["../c1", "/tmp/c1", "C1", "", "a/b"])
def test_a_name_that_is_no_coder_makes_no_file(root: Path, coder: str) -> None:
    before = sorted(root.rglob("*"))
    with pytest.raises(StudyError):
        append_events(root, coder, [new_coding(root, coder=coder)])
    assert sorted(root.rglob("*")) == before


def test_a_folder_that_is_no_study_gets_no_file(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with pytest.raises(StudyError):
        append_events(elsewhere, "c1", [new_coding(root)])
    assert list(elsewhere.iterdir()) == []


def test_errors_that_were_there_do_not_keep_events_out(tmp_path: Path) -> None:
    files = study_files()
    files["codebooks/tables.yaml"] += "wrong: key\n"
    files[CODINGS] += lines(add("x1", value="high"))
    root = make_folder(tmp_path, files)
    event = new_coding(root)
    append_events(root, "c1", [event])
    assert event.id in load(root, strict=False).codings


def test_line_end_that_is_missing_is_added(tmp_path: Path) -> None:
    files = study_files()
    files[CODINGS] = files[CODINGS].rstrip("\n")
    root = make_folder(tmp_path, files)
    event = new_coding(root)
    append_events(root, "c1", [event])
    study = load(root)
    assert study.codings[event.id].line == 9
    assert study.problems == ()


class TestTornLine:
    TORN = '{"id": "half", "event": "ad'

    @pytest.fixture
    def torn(self, tmp_path: Path) -> Path:
        files = study_files()
        files[CODINGS] += self.TORN
        return make_folder(tmp_path, files)

    def test_it_is_moved_aside_and_said(self, torn: Path) -> None:
        event = new_coding(torn)
        done = append_events(torn, "c1", [event])
        assert done.torn == "corpus/codings/c1.jsonl.torn"
        assert (torn / done.torn).read_text("utf-8") == self.TORN + "\n"
        study = load(torn)
        assert study.codings[event.id].line == 9
        assert study.problems == ()

    def test_earlier_torn_lines_are_kept(self, torn: Path) -> None:
        aside = torn / "corpus/codings/c1.jsonl.torn"
        aside.write_text("earlier\n", "utf-8")
        append_events(torn, "c1", [new_coding(torn)])
        assert aside.read_text("utf-8") == f"earlier\n{self.TORN}\n"

    def test_it_may_break_off_within_a_character(self, tmp_path: Path) -> None:
        root = make_folder(tmp_path)
        with (root / CODINGS).open("ab") as file:
            file.write('{"memo": "é'.encode()[:-1])
        append_events(root, "c1", [new_coding(root)])
        assert check(root) == ()

    def test_it_stays_when_the_events_are_refused(self, torn: Path) -> None:
        before = (torn / CODINGS).read_bytes()
        with pytest.raises(StudyError):
            append_events(torn, "c1", [new_coding(torn, value="high")])
        assert (torn / CODINGS).read_bytes() == before
        assert not (torn / "corpus/codings/c1.jsonl.torn").exists()


@pytest.mark.parametrize("ending", ["torn", "lock"])
@pytest.mark.parametrize("target", ["outside", "inside", "nowhere"])
def test_working_files_that_are_links_are_refused(tmp_path: Path, ending: str, target: str) -> None:
    files = study_files()
    files[CODINGS] += TestTornLine.TORN
    root = make_folder(tmp_path / "study", files)
    event = new_coding(root)
    other = {
        "outside": tmp_path / "mine.txt",
        "inside": root / "corpus/codings/c2.jsonl",
        "nowhere": tmp_path / "nothing.txt",
    }[target]
    if target != "nowhere":
        other.write_text("", "utf-8")
    (root / f"{CODINGS}.{ending}").symlink_to(other)
    before = (root / CODINGS).read_bytes()
    with pytest.raises(StudyError) as refused:
        append_events(root, "c1", [event])
    rule = "linked-file" if target == "inside" else "path-outside"
    assert [(p.file, p.rule) for p in refused.value.problems] == [(f"{CODINGS}.{ending}", rule)]
    assert (root / CODINGS).read_bytes() == before
    assert not other.exists() or other.read_bytes() == b""


def test_append_follows_no_link_that_comes_in_between(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"mine")
    (tmp_path / "link").symlink_to(other)
    with pytest.raises(OSError, match="link"):
        writing.append_lines(tmp_path / "link", b"more")
    assert other.read_bytes() == b"mine"


def test_codings_file_may_be_a_link_within_the_study(root: Path) -> None:
    elsewhere = root / "corpus/c1.jsonl"
    (root / CODINGS).rename(elsewhere)
    (root / CODINGS).symlink_to(elsewhere)
    event = new_coding(root)
    append_events(root, "c1", [event])
    assert (root / CODINGS).is_symlink()
    assert event.id in load(root).codings


def test_append_that_fails_leaves_the_file_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (root / CODINGS).read_bytes()
    event = new_coding(root)
    real_write = writing.os.write

    def write_half(handle: int, data: bytes) -> int:
        if len(data) > 100:
            return real_write(handle, data[:100])
        raise OSError("no space left on device")

    monkeypatch.setattr(writing.os, "write", write_half)
    with pytest.raises(OSError, match="no space"):
        append_events(root, "c1", [event])
    monkeypatch.undo()
    assert (root / CODINGS).read_bytes() == before


def test_file_held_by_another_program(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.01)
    with (
        FileLock(root / (CODINGS + ".lock")),
        pytest.raises(CrosscaseError, match="another program"),
    ):
        append_events(root, "c1", [new_coding(root)])


WORKER = """
import sys
from crosscase.storage import append_events, load, make_add
root, coder, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
study = load(root)
for _ in range(count):
    event = make_add(study, "d2", 0, 7, coder=coder, code="urgency", unit="a", value="absent")
    append_events(root, coder, [event])
    print(event.id)
"""


def test_several_processes_at_once_lose_nothing(root: Path) -> None:
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(root), coder, "6"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for coder in ("c1", "c1", "c1", "c2")
    ]
    written: set[str] = set()
    for worker in workers:
        output, errors = worker.communicate()
        assert (worker.returncode, errors) == (0, "")
        written |= set(output.split())
    study = load(root)
    assert len(written) == 24
    assert written <= set(study.codings)
    assert len(study.codings) == 4 + 24


def test_coverage_holds_the_definitions_of_today(root: Path) -> None:
    study = load(root)
    event = make_cover(study, "d2", coder="c1")
    assert sorted(event.codes or {}) == sorted(set(study.codes) - {"duration"})
    assert (event.codes or {})["urgency"] == study.codes["urgency"].definition_sha256
    append_events(root, "c1", [event])
    assert {c.document for c in load(root).coding_state.coverage} == {"d1", "d2"}


def test_lines_are_written_as_the_format_says(root: Path) -> None:
    append_events(root, "c1", [new_coding(root)])
    written = json.loads((root / CODINGS).read_text("utf-8").splitlines()[-1])
    assert list(written) == list(EVENTS[0])
    assert [name for name, value in written.items() if value is None] == [
        "of",
        "period",
        "date",
        "actor",
        "toward",
        "decision",
        "memo",
    ]
