"""A study held open is what is on disk, whoever wrote it, and nothing appended to it is lost."""

from __future__ import annotations

import doctest
from dataclasses import replace
from pathlib import Path

import pytest

from crosscase.errors import ConflictError, StudyError, UsageError
from crosscase.storage import (
    Claim,
    OpenStudy,
    append_events,
    check,
    load,
    make_add,
    make_cover,
    make_revise,
    make_withdraw,
    opened,
    write_suggestions,
)
from tests.folders import TEXTS, make_folder, replace_once, study_files
from tests.unit.storage.test_suggestion_files import suggestion

CODINGS = "corpus/codings/c1.jsonl"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "study")


def new_coding(held: OpenStudy, quote: str = "Niemand was tegen", **changes: str):
    start = TEXTS["d2"].index(quote)
    claim = {"coder": "c1", "code": "urgency", "unit": "a", "value": "absent", **changes}
    return make_add(held.study(), "d2", start, start + len(quote), **claim)


def test_its_example_runs() -> None:
    flags = doctest.IGNORE_EXCEPTION_DETAIL | doctest.ELLIPSIS
    assert doctest.testmod(opened, optionflags=flags) == (0, doctest.testmod(opened)[1])


def test_it_is_the_study_that_is_loaded(root: Path) -> None:
    held = OpenStudy(root)
    assert held.study() == load(root)
    assert held.study() is held.study()


def test_what_is_appended_is_in_it_and_on_disk(root: Path) -> None:
    held = OpenStudy(root)
    event, before = new_coding(held), held.version
    done = held.append("c1", [event])
    assert (done.file, done.events, done.torn) == (CODINGS, (event.id,), "")
    assert held.study().codings[event.id].line == 9
    assert held.study() == load(root)
    assert held.version != before


def test_the_first_coding_of_a_coder_makes_the_file(root: Path) -> None:
    held = OpenStudy(root)
    held.append("c2", [event := new_coding(held, coder="c2")])
    assert held.study() == load(root)
    assert held.study().codings[event.id].coder == "c2"


def test_nothing_to_append_changes_nothing(root: Path) -> None:
    held = OpenStudy(root)
    before = held.version
    assert held.append("c1", []).events == ()
    assert held.version == before


def test_wrong_events_are_refused_as_append_events_does(root: Path) -> None:
    held = OpenStudy(root)
    wrong = [new_coding(held), new_coding(held, value="high"), new_coding(held, unit="nobody")]
    before = (root / CODINGS).read_bytes()
    with pytest.raises(StudyError) as refused:
        held.append("c1", wrong)
    assert (root / CODINGS).read_bytes() == before
    with pytest.raises(StudyError) as the_other:
        append_events(root, "c1", wrong)
    assert refused.value.problems == the_other.value.problems


class TestExpected:
    def test_another_window_was_first(self, root: Path) -> None:
        held = OpenStudy(root)
        coding = held.study().codings["e2"]
        held.append("c1", [first := make_revise(coding, value="low")], expect={"e2": "e2"})
        before = (root / CODINGS).read_bytes()
        with pytest.raises(ConflictError) as refused:
            held.append("c1", [make_revise(coding, value="medium")], expect={"e2": "e2"})
        assert refused.value.conflicts == {"e2": ("e2", first.id)}
        assert (root / CODINGS).read_bytes() == before

    def test_another_program_was_first(self, root: Path) -> None:
        held = OpenStudy(root)
        coding = held.study().codings["e2"]
        append_events(root, "c1", [make_withdraw(coding)])
        with pytest.raises(ConflictError) as refused:
            held.withdraw_codings("c1", ["e2"], expect={"e2": "e2"})
        assert refused.value.conflicts == {"e2": ("e2", "")}

    def test_every_conflict_is_told_at_once(self, root: Path) -> None:
        held = OpenStudy(root)
        with pytest.raises(ConflictError) as refused:
            held.append("c1", [new_coding(held)], expect={"e1": "e1", "e2": "e2", "e6": "e6"})
        assert refused.value.conflicts == {"e1": ("e1", "e4"), "e6": ("e6", "")}


class TestRetries:
    def test_an_event_that_is_there_is_done(self, root: Path) -> None:
        held = OpenStudy(root)
        event = new_coding(held)
        held.append("c1", [event])
        before = (root / CODINGS).read_bytes()
        later = replace(new_coding(held), id=event.id, at="2030-01-01T00:00:00Z")
        assert held.append("c1", [later]).events == (event.id,)
        assert (root / CODINGS).read_bytes() == before

    def test_only_what_is_missing_is_added(self, root: Path) -> None:
        held = OpenStudy(root)
        first, second = new_coding(held), new_coding(held, memo="twee")
        held.append("c1", [first])
        assert held.append("c1", [first, second]).events == (first.id, second.id)
        assert held.study() == load(root)
        assert len((root / CODINGS).read_text("utf-8").splitlines()) == 10

    def test_a_revision_made_again_of_what_it_made(self, root: Path) -> None:
        held = OpenStudy(root)
        seen = held.study().codings["e2"]
        event = make_revise(seen, value="low")
        held.append("c1", [event], expect={"e2": "e2"})
        again = replace(make_revise(held.study().codings["e2"], value="low"), id=event.id)
        assert held.append("c1", [again], expect={"e2": "e2"}).events == (event.id,)

    @pytest.mark.parametrize("change", [{"value": "present"}, {"memo": "anders"}])
    def test_another_event_of_the_same_id_is_refused(
        self, root: Path, change: dict[str, str]
    ) -> None:
        held = OpenStudy(root)
        event = new_coding(held)
        held.append("c1", [event])
        with pytest.raises(StudyError) as refused:
            held.append("c1", [replace(event, **change)])
        assert [one.rule for one in refused.value.problems] == ["duplicate-id"]

    def test_withdrawing_another_coding_by_the_same_id_is_refused(self, root: Path) -> None:
        held = OpenStudy(root)
        event = make_withdraw(held.study().codings["e2"])
        held.append("c1", [event])
        with pytest.raises(StudyError):
            held.append("c1", [replace(event, of="e3")])
        assert "e3" in held.study().codings


def test_suggestions_are_decided_on_without_reading_all_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = suggestion(), suggestion("Alleen ging het niet meer.", hits=())
    write_suggestions(root, "lexicon", [one, other])
    held = OpenStudy(root)
    held.withdraw_codings("c1", ["e1"])
    request = "0" * 32
    (coding,) = held.code_suggestions(
        "c1", [one.id], Claim(details={"memo": "ja"}), request=request
    )
    assert held.study().codings[coding].suggestion == one.id
    assert held.code_suggestions("c1", [one.id], request=request) == (coding,)
    (rejected,) = held.reject_suggestions("c1", [other.id], memo="nee")
    assert [one.id for one in held.study().coding_state.rejections] == [rejected]
    held.undo_suggestions("c1", [one.id, other.id])
    assert held.study() == load(root)
    assert coding not in held.study().codings
    assert held.study().coding_state.rejections == ()


def test_suggestions_are_read_anew_when_they_changed(root: Path) -> None:
    held = OpenStudy(root)
    assert held.suggestions() == ()
    before = held.version
    write_suggestions(root, "lexicon", [suggestion()])
    assert held.version != before
    assert held.suggestions() == (suggestion(),)
    assert held.suggestions() is held.suggestions()


def test_coverage_is_taken_back_for_some_codes_and_stays_for_others(root: Path) -> None:
    held = OpenStudy(root)
    held.append("c1", [make_cover(held.study(), "d2", coder="c1", codes=["urgency", "trust"])])
    held.cover_documents("c2", ["d2"], codebooks=["book"])
    held.uncover_document("c1", "d2", ["urgency", "pressure"])
    stated = {
        (one.coder, one.document): sorted(one.codes) for one in load(root).coding_state.coverage
    }
    assert stated[("c1", "d2")] == ["trust"]
    assert stated[("c1", "d1")] == ["urgency"]
    assert "urgency" in stated[("c2", "d2")]
    assert check(root) == ()
    assert held.uncover_document("c1", "d2", ["urgency"]) == ()


def test_what_coders_did_not_code_is_not_theirs_to_take_back(root: Path) -> None:
    with pytest.raises(UsageError):
        OpenStudy(root).withdraw_codings("c2", ["e2"])


class TestOthers:
    """Whatever other programs do to the files, the study is that of the files."""

    def test_other_coders_and_programs_append(self, root: Path) -> None:
        held, other = OpenStudy(root), OpenStudy(root)
        event = new_coding(held)
        other.append("c1", [event])
        append_events(root, "c2", [more := new_coding(held, coder="c2")])
        assert {event.id, more.id} <= held.study().codings.keys()
        assert held.study() == other.study() == load(root)

    def test_a_line_changes_and_the_file_keeps_its_length_and_time(self, root: Path) -> None:
        held = OpenStudy(root)
        assert held.study().codings["e5"].value == "absent"
        file = root / CODINGS
        text = file.read_text("utf-8")
        file.write_text(replace_once(text, '"value": "absent"', '"value": "partia"'), "utf-8")
        assert held.study() == load(root, strict=False)
        assert held.study().codings["e5"].value == "partia"

    def test_the_file_is_cut_off(self, root: Path) -> None:
        held = OpenStudy(root)
        file = root / CODINGS
        file.write_bytes(file.read_bytes()[:-40])
        assert held.study() == load(root, strict=False)
        assert [one.rule for one in held.study().problems] == ["torn-line"]

    def test_the_file_is_replaced_or_gone(self, root: Path) -> None:
        held = OpenStudy(root)
        file = root / CODINGS
        whole = file.read_bytes()
        file.unlink()
        assert held.study() == load(root, strict=False)
        (root / "other").write_bytes(whole)
        (root / "other").rename(file)
        assert held.study() == load(root)

    @pytest.mark.parametrize(
        "path", ["study.yaml", "codebooks/book.yaml", "corpus/documents.yaml", "corpus/texts/d1.md"]
    )
    def test_anything_else_changes(self, root: Path, path: str) -> None:
        held = OpenStudy(root)
        before = held.version
        file = root / path
        file.write_text(file.read_text("utf-8") + "\n", "utf-8")
        assert held.version != before
        assert held.study() == load(root, strict=False)

    @pytest.mark.parametrize(
        "path", ["codebooks/more.yaml", "corpus/published/more.yaml", "corpus/texts/more.md"]
    )
    def test_a_file_is_added(self, root: Path, path: str) -> None:
        held = OpenStudy(root)
        (root / path).write_text("format: 1\nwrong: key\n", "utf-8")
        assert held.study() == load(root, strict=False)
        assert held.study().problems


def test_working_files_are_no_change(root: Path) -> None:
    held = OpenStudy(root)
    before = held.version
    (root / f"{CODINGS}.lock").write_text("", "utf-8")
    (root / "corpus/texts/.d1.md.swp").write_text("", "utf-8")
    assert held.version == before


def test_a_torn_line_is_moved_aside(root: Path) -> None:
    held = OpenStudy(root)
    with (root / CODINGS).open("ab") as file:
        file.write('{"memo": "é'.encode()[:-1])
    event = new_coding(held)
    assert held.append("c1", [event]).torn == f"{CODINGS}.torn"
    assert held.study() == load(root)
    assert held.study().problems == ()
    assert study_files()[CODINGS] in (root / CODINGS).read_text("utf-8")
