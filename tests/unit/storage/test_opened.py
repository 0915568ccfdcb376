"""A study held open is what is on disk, whoever wrote it, and nothing appended to it is lost."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from crosscase.coding import ADJUDICATED, Event
from crosscase.errors import ConflictError, StudyError, UsageError
from crosscase.spans import place_anchor, text_sha256
from crosscase.storage import (
    Changes,
    Claim,
    OpenStudy,
    append_events,
    check,
    codings_at,
    following,
    load,
    make_add,
    make_adjudicate,
    make_cover,
    make_move,
    make_revise,
    make_withdraw,
    opened,
    reanchor,
    write_suggestions,
    writing,
)
from crosscase.storage import (
    held as held_study,
)
from crosscase.storage.appending import event_line
from crosscase.study import Study
from tests.folders import TEXTS, make_folder, replace_once, study_files
from tests.unit.storage.test_suggestion_files import suggestion

CODINGS = "corpus/codings/c1.jsonl"
OTHER = "Alleen ging het niet meer."


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "study")


def new_coding(held: OpenStudy, quote: str = "Niemand was tegen", **changes: str):
    start = TEXTS["d2"].index(quote)
    claim = {"coder": "c1", "code": "urgency", "unit": "a", "value": "absent", **changes}
    return make_add(held.study(), "d2", start, start + len(quote), **claim)


@pytest.mark.parametrize(("module", "count"), [(opened, 10), (held_study, 8)])
def test_its_example_runs(module: ModuleType, count: int) -> None:
    done = doctest.testmod(module, optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    assert done.failed == 0
    assert done.attempted > count


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

    def test_what_is_there_reaches_the_disk_before_it_is_said_to_be_done(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Who wrote it may have been killed before it did."""
        held = OpenStudy(root)
        event = new_coding(held)
        with (root / CODINGS).open("ab") as file:
            file.write(event_line(event))
        synced: list[int] = []
        monkeypatch.setattr(writing.os, "fsync", synced.append)
        held.append("c1", [event])
        assert len(synced) == 1

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
    one, other = suggestion(), suggestion(OTHER, hits=())
    write_suggestions(root, "lexicon", [one, other])
    held = OpenStudy(root)
    held.withdraw_codings("c1", ["e1"])
    request = "0" * 32
    (coding,) = held.code_suggestions(
        "c1", [one.id], Claim(details={"memo": "ja"}), request=request
    )
    assert held.study().codings[coding].suggestion == one.id
    assert held.code_suggestions(
        "c1", [one.id], Claim(details={"memo": "ja"}), request=request
    ) == (coding,)
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


REQUEST = "0123456789abcdef" * 2


class TestRequests:
    """A request is carried out once, all of it, whatever happened meanwhile."""

    @pytest.fixture
    def held(self, root: Path) -> OpenStudy:
        write_suggestions(root, "lexicon", [suggestion(), suggestion(OTHER, hits=())])
        return OpenStudy(root)

    @pytest.fixture
    def both(self) -> list[str]:
        return [suggestion().id, suggestion(OTHER, hits=()).id]

    @pytest.mark.parametrize("lines", [1, 2])
    def test_what_a_program_that_was_killed_did_not_write_is_written(
        self, root: Path, both: list[str], held: OpenStudy, lines: int
    ) -> None:
        held.withdraw_codings("c1", ["e1"])
        done = held.code_suggestions("c1", both, request=REQUEST)
        whole = held.study()
        text = (root / CODINGS).read_bytes().splitlines(keepends=True)
        (root / CODINGS).write_bytes(b"".join(text[:-lines]) + text[-lines][:30])
        other = OpenStudy(root)
        assert other.code_suggestions("c1", both, request=REQUEST) == done
        ids = {one.id for one in other.study().codings.values()}
        assert ids == {one.id for one in whole.codings.values()} >= {*done}
        assert other.study().problems == whole.problems

    def test_of_codings_taken_back_together_the_rest_is_taken_back(
        self, root: Path, held: OpenStudy
    ) -> None:
        claims = {id: held.study().codings[id].last_claim for id in ("e2", "e3")}
        done = held.withdraw_codings("c1", claims, expect=claims, request=REQUEST)
        text = (root / CODINGS).read_bytes().splitlines(keepends=True)
        (root / CODINGS).write_bytes(b"".join(text[:-1]))
        assert "e3" in held.study().codings
        assert held.withdraw_codings("c1", claims, expect=claims, request=REQUEST) == done
        assert held.study().codings.keys().isdisjoint(claims)

    def test_it_is_done_however_much_was_decided_since(
        self, root: Path, both: list[str], held: OpenStudy
    ) -> None:
        accepted, undone = "a" * 32, "b" * 32
        first = held.reject_suggestions("c1", both, request=accepted)
        second = held.undo_suggestions("c1", both, request=undone)
        held.reject_suggestions("c1", both)
        before = (root / CODINGS).read_bytes()
        assert held.reject_suggestions("c1", both, request=accepted) == first
        assert held.undo_suggestions("c1", both, request=undone) == second
        assert (root / CODINGS).read_bytes() == before

    def test_another_request_of_the_same_number_is_refused(
        self, root: Path, both: list[str], held: OpenStudy
    ) -> None:
        held.reject_suggestions("c1", both, memo="nee", request=REQUEST)
        before = (root / CODINGS).read_bytes()
        for other in (
            lambda: held.reject_suggestions("c1", both, memo="anders", request=REQUEST),
            lambda: held.reject_suggestions("c1", both[:1], memo="nee", request=REQUEST),
            lambda: held.withdraw_codings("c1", ["e2"], request=REQUEST),
            lambda: held.withdraw_codings("c2", [], request=REQUEST),
        ):
            with pytest.raises(StudyError) as refused:
                other()
            assert [one.rule for one in refused.value.problems] == ["other-request"]
        assert (root / CODINGS).read_bytes() == before

    def test_events_of_one_request_name_one_another(self, root: Path, held: OpenStudy) -> None:
        codings = [held.study().codings["e5"]]
        between = {"between": ["c1", "c2"], "by": ["c1"], "why": "x"}

        def make(study: Study) -> list[Event]:
            added = new_coding(held, coder=ADJUDICATED, value="present")
            return [added, make_adjudicate(codings, [added.id], **between)]

        added, decision = held.carry_out(ADJUDICATED, make, request=REQUEST)
        (decided,) = held.study().coding_state.decisions
        assert (decided.id, decided.stands) == (decision, (added,))
        assert held.carry_out(ADJUDICATED, make, request=REQUEST) == (added, decision)


@pytest.mark.parametrize("another", [False, True])
def test_nobody_comes_between_what_is_checked_and_what_is_written(
    root: Path, another: bool
) -> None:
    held = OpenStudy(root)
    other = OpenStudy(root) if another else held
    start = TEXTS["d2"].index("Niemand")
    claim = {"code": "urgency", "unit": "a", "value": "present"}

    def make(study: Study) -> tuple[Event, ...]:
        return codings_at(study, "c1", "d2", start, start + 7, [claim])

    with ThreadPoolExecutor(1) as threads:
        waiting = []

        def make_slowly(study: Study) -> tuple[Event, ...]:
            waiting.append(threads.submit(other.carry_out, "c1", make))
            with pytest.raises(TimeoutError):
                waiting[0].result(0.3)
            return make(study)

        held.carry_out("c1", make_slowly)
        with pytest.raises(StudyError, match="coded-already"):
            waiting[0].result()
    assert held.study() == load(root)


def test_what_was_done_to_a_coding(root: Path) -> None:
    held = OpenStudy(root)
    assert [one.event for one in held.events_of("e1")] == ["add", "revise"]
    held.withdraw_codings("c1", ["e1"])
    assert [one.event for one in held.events_of("e1")] == ["add", "revise", "withdraw"]
    assert held.events_of("none") == ()


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


class TestReadingLittle:
    """What is added is read alone; the rest of the study is not read again."""

    @pytest.fixture
    def held(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> OpenStudy:
        write_suggestions(root, "lexicon", [suggestion(), suggestion(OTHER, hits=())])
        held = OpenStudy(root)
        held.study().passages  # noqa: B018

        def refuse(*_: object) -> None:
            raise AssertionError("all was read again")

        monkeypatch.setattr(following, "read_folder", refuse)
        monkeypatch.setattr(held_study, "errors_brought", refuse)
        return held

    def test_of_what_coders_do(self, root: Path, held: OpenStudy) -> None:
        texts, passages = held.study().documents, held.study().passages
        hashes = held.study().text_hashes
        added, other = new_coding(held), new_coding(held, coder="c2", memo="ook")
        held.append("c1", [added])
        held.append("c2", [other])
        held.append("c1", [make_revise(held.study().codings[added.id], value="present")])
        held.withdraw_codings("c1", ["e1", "e5"])
        held.cover_documents("c1", ["d2"], codebooks=["book"])
        held.uncover_document("c1", "d2", ["urgency"])
        held.code_suggestions("c1", [suggestion().id])
        held.reject_suggestions("c2", [suggestion(OTHER, hits=()).id])
        held.undo_suggestions("c2", [suggestion(OTHER, hits=()).id])
        assert held.study() == load(root)
        assert held.study().passages is passages
        assert held.study().documents is texts
        assert held.study().text_hashes is hashes

    def test_of_what_other_programs_append(self, root: Path, held: OpenStudy) -> None:
        coding = held.study().codings["e2"]
        append_events(root, "c1", [new_coding(held), make_revise(coding, value="low")])
        append_events(root, "c2", [new_coding(held, coder="c2")])
        with (root / CODINGS).open("ab") as file:
            file.write(event_line(rival := make_revise(coding, value="medium")))
        assert held.study() == load(root, strict=False)
        assert {one.rule for one in held.study().problems} == {"conflict"}
        held.append("c1", [make_withdraw(rival)])
        assert held.study() == load(root)
        assert held.study().codings["e2"].value == "low"

    def test_of_what_is_refused(self, root: Path, held: OpenStudy) -> None:
        with pytest.raises(StudyError) as refused:
            held.append("c1", [new_coding(held, value="high"), new_coding(held, unit="nobody")])
        assert [one.rule for one in refused.value.problems] == ["off-scale", "unknown-unit"]

    def test_of_a_file_that_was_only_touched(self, root: Path, held: OpenStudy) -> None:
        before = held.version
        os.utime(root / "study.yaml", (1, 1))
        os.utime(root / CODINGS)
        assert held.version == before


def test_what_changed_since_a_version(root: Path) -> None:
    held = OpenStudy(root)
    first = held.version
    assert held.changes(first) == Changes(first, frozenset(), structure=False)
    added = new_coding(held)
    held.append("c1", [added])
    second = held.version
    [withdrawn] = held.withdraw_codings("c1", ["e2"])
    assert held.changes(first).documents == {"d1", "d2"}
    assert held.changes(first).events == (added.id, withdrawn)
    assert held.changes(second) == Changes(
        held.version, frozenset({"d1"}), structure=False, events=(withdrawn,)
    )
    (root / "corpus/texts/d1.md").write_text("Anders.\n", "utf-8")
    assert held.changes(second).structure
    assert held.changes(second).events == ()
    third = held.version
    append_events(root, "c1", [again := new_coding(held)])
    assert held.changes(third).events == (again.id,)
    for unknown in ("", "nothing", OpenStudy(root).version, f"{second}0"):
        assert held.changes(unknown).structure


def test_rejections_and_decisions_are_changes_of_their_documents(root: Path) -> None:
    write_suggestions(root, "lexicon", [suggestion(OTHER, hits=())])
    held = OpenStudy(root)
    first = held.version
    held.reject_suggestions("c1", [suggestion(OTHER, hits=()).id])
    assert held.changes(first).documents == {"d1"}
    held.append("c2", [new_coding(held, coder="c2", value="present")])
    second = held.version
    codings = [held.study().codings["e5"]]
    between = {"between": ["c1", "c2"], "by": ["c1"], "why": "x"}
    held.append(ADJUDICATED, [make_adjudicate(codings, ["e5"], **between)])
    assert held.changes(second).documents == {"d2"}
    assert held.study() == load(root)


WORKER = """
import sys
from crosscase.storage import OpenStudy, make_add
root, coder, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
held = OpenStudy(root)
for number in range(count):
    claim = {"code": "urgency", "unit": "a", "value": "absent", "memo": str(number)}
    event = make_add(held.study(), "d2", 0, 7, coder=coder, **claim)
    held.append(coder, [event])
    assert event.id in held.study().codings
    print(event.id, flush=True)
sys.stdin.read()
print(*held.study().codings)
"""


def test_programs_that_append_at_once_lose_nothing_and_all_see_all(root: Path) -> None:
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(root), coder, "12"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for coder in ("c1", "c1", "c2")
    ]
    held = OpenStudy(root)
    written: set[str] = set()
    for worker in workers:
        assert worker.stdout is not None
        written |= {worker.stdout.readline().strip() for _ in range(12)}
        # What a program was told is on disk is seen by any other at once.
        assert written <= held.study().codings.keys()
    seen = [worker.communicate("")[0].split() for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0, 0]
    assert len(written) == 36
    assert all(written <= {*one} for one in seen)
    assert held.study() == load(root)


def test_threads_share_an_open_study(root: Path) -> None:
    held = OpenStudy(root)

    def code(coder: str) -> list[str]:
        added: list[str] = []
        for _ in range(8):
            event = new_coding(held, coder=coder)
            held.append(coder, [event])
            assert event.id in held.study().codings
            added.append(event.id)
        return added

    with ThreadPoolExecutor(6) as threads:
        written = [id for ids in threads.map(code, ["c1", "c2"] * 3) for id in ids]
    assert len({*written}) == 48
    assert {*written} <= load(root).codings.keys()
    assert held.study() == load(root)


def test_a_revision_wins_once_however_many_threads_try(root: Path) -> None:
    held = OpenStudy(root)
    coding = held.study().codings["e2"]

    def revise(number: int) -> bool:
        event = make_revise(coding, memo=f"{number}")
        try:
            return bool(held.append("c1", [event], expect={"e2": coding.last_claim}).events)
        except ConflictError:
            return False

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(revise, range(8))) == 1
    assert held.study() == load(root)


def test_what_a_snapshot_holds_of_a_coding_that_was_moved(root: Path) -> None:
    """It stands where it stands today; once taken back, where it stood, and cannot be placed."""
    text = TEXTS["d1"].replace("# Interview", "# Het interview")
    (root / "corpus/texts/d1.md").write_text(text, "utf-8")
    reanchor(root)
    held = OpenStudy(root)
    assert [one.id for one in held.study().snapshots["first"][1].codings] == ["e1", "e2"]
    held.withdraw_codings("c1", ["e2"])
    assert held.study() == load(root, strict=False)
    assert [one.id for one in held.study().snapshots["first"][1].codings] == ["e1"]


def test_codings_that_cannot_be_placed_are_so_until_taken_back_or_moved(root: Path) -> None:
    text = root / "corpus/texts/d2.md"
    text.write_text("Vooraf. " + TEXTS["d2"], "utf-8")
    held = OpenStudy(root)
    assert held.study().unplaced == {"e3", "e5"}
    held.withdraw_codings("c1", ["e3"])
    assert held.study().unplaced == {"e5"}
    coding = held.study().codings["e5"]
    anchor = place_anchor(coding.anchor, text.read_text("utf-8"))
    assert anchor is not None
    held.append("c1", [make_move(coding, anchor, text_sha256(text.read_text("utf-8")))])
    assert held.study().unplaced == frozenset()
    assert held.study() == load(root, strict=False)


def test_what_is_told_once_is_told_at_the_first_line_of_the_first_file(root: Path) -> None:
    held = OpenStudy(root)
    for coder in ("c2", "c1", "c2"):
        stated = make_cover(held.study(), "d2", coder=coder, codes=["urgency"])
        held.append(coder, [replace(stated, codes={"gone": "0" * 64})])
        assert held.study() == load(root)
    (problem,) = held.study().problems
    assert (problem.rule, problem.file, problem.line) == ("unknown-code", CODINGS, 9)


def test_decisions_are_for_adjudication_only(root: Path) -> None:
    held = OpenStudy(root)
    codings = [held.study().codings["e5"]]
    between = {"between": ["c1", "c2"], "by": ["c1"], "why": "x"}
    decision = replace(make_adjudicate(codings, ["e5"], **between), coder="c1")
    with pytest.raises(StudyError) as refused:
        held.append("c1", [decision])
    assert "wrong-event" in {one.rule for one in refused.value.problems}


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

    def test_the_folder_of_codings_is_gone_and_made_again(self, root: Path) -> None:
        held = OpenStudy(root)
        (root / CODINGS).unlink()
        (root / CODINGS).parent.rmdir()
        assert held.study().codings == {}
        held.append("c2", [event := new_coding(held, coder="c2")])
        assert held.study() == load(root, strict=False)
        assert held.study().codings.keys() == {event.id}

    def test_a_new_codings_file_that_is_a_link_is_not_followed(
        self, root: Path, tmp_path: Path
    ) -> None:
        held = OpenStudy(root)
        elsewhere = tmp_path / "c2.jsonl"
        elsewhere.write_bytes(event_line(new_coding(held, coder="c2")))
        (root / "corpus/codings/c2.jsonl").symlink_to(elsewhere)
        assert held.study() == load(root, strict=False)
        assert [one.rule for one in held.study().problems] == ["path-outside"]

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


@pytest.mark.parametrize("path", ["study.yaml", CODINGS])
def test_a_change_that_could_not_be_read_is_read_by_the_next_call(
    root: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    held = OpenStudy(root)
    before = held.version
    text = (root / path).read_text("utf-8")
    (root / path).write_text(
        text.replace('"absent"', '"partial"').replace("Proef", "Toets"), "utf-8"
    )

    def fail(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(following, "read_folder", fail)
        for _ in range(2):
            with pytest.raises(MemoryError):
                held.study()
    assert held.study() == load(root, strict=False)
    assert held.changes(before).structure


def test_working_files_are_no_change(root: Path) -> None:
    held = OpenStudy(root)
    before = held.version
    (root / f"{CODINGS}.lock").write_text("", "utf-8")
    (root / "corpus/texts/.d1.md.swp").write_text("", "utf-8")
    assert held.version == before


@pytest.mark.parametrize("at", [1, 40, 400, -1])
def test_a_line_that_breaks_off_costs_nothing_that_was_told(root: Path, at: int) -> None:
    """As when a program is killed, or the power fails, in the middle of writing."""
    held = OpenStudy(root)
    held.append("c1", [kept := new_coding(held)])
    lost = new_coding(held, memo="é😀")
    with (root / CODINGS).open("ab") as file:
        file.write(event_line(lost)[:at])
    study = held.study()
    assert study == load(root)
    assert kept.id in study.codings
    again = replace(lost, at="2030-01-01T00:00:00Z")
    held.append("c1", [again])
    assert held.study() == load(root)
    assert {kept.id, lost.id} <= held.study().codings.keys()
    assert held.study().problems == ()


def test_a_torn_line_is_moved_aside(root: Path) -> None:
    held = OpenStudy(root)
    with (root / CODINGS).open("ab") as file:
        file.write('{"memo": "é'.encode()[:-1])
    event = new_coding(held)
    assert held.append("c1", [event]).torn == f"{CODINGS}.torn"
    assert held.study() == load(root)
    assert held.study().problems == ()
    assert study_files()[CODINGS] in (root / CODINGS).read_text("utf-8")


def test_a_study_comes_with_the_version_that_it_is(root: Path) -> None:
    held = OpenStudy(root)
    study, version = held.current()
    assert (study, version) == (held.study(), held.version)
    append_events(root, "c1", [new_coding(held)])
    later, other = held.current()
    assert other != version
    assert later == load(root) != study
    assert held.current() == (later, other)
