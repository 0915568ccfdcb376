"""No mark is lost: the server gone and back, pages loaded anew, two windows, files changed beneath."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from crosscase.storage import OpenStudy, append_events, load, make_add, make_revise, make_withdraw
from crosscase.web.security import Door
from crosscase.web.state import Workbench
from tests.folders import TEXTS, cover
from tests.web.here import Here
from tests.web.reading import (
    Opening,
    added,
    chosen,
    code_here,
    events,
    look,
    marks,
    press,
    read,
    readings,
    until_saved,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

Serving = Callable[..., Here]


@pytest.fixture
def served(study: Path, serve_in_thread: Serving) -> Here:
    return serve_in_thread(study)


@pytest.fixture
def window(served: Here, open_page: Opening) -> Page:
    return read(open_page(served, "/?lang=en"), served)


def another(window: Page, served: Here) -> Page:
    """Open the document in a second window of the same browser."""
    return read(window.context.new_page(), served)


def retry(page: Page) -> None:
    page.evaluate("dispatchEvent(new Event('focus'))")


def may_be_left(page: Page) -> bool:
    """Say whether nothing on a page keeps one from leaving it."""
    found: bool = page.evaluate("dispatchEvent(new Event('beforeunload', {cancelable: true}))")
    return found


def test_marks_made_while_the_server_is_gone_are_kept_and_sent_once(
    window: Page, served: Here, study: Path, serve_in_thread: Serving
) -> None:
    before = len(events(study))
    press(window, "j", "j")
    code_here(window, "distrust", "3")
    until_saved(window)
    served.stop()
    press(window, "j")
    code_here(window, "distrust", "1")
    code_here(window, "pressure", "2")
    window.locator("#banner", has_text="2 marks are kept here").wait_for()
    assert "does not answer" in window.locator("#banner").inner_text()
    assert window.locator("#state").inner_text() == "2 not saved yet"
    assert may_be_left(window)
    window.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    press(window, "j", "r")
    window.locator("#banner", has_text="no room to keep 3 marks").wait_for()
    assert not may_be_left(window)
    assert "Coded: Wantrouwen, A, afwezig, not saved yet" in marks(window)
    assert len(added(study, before)) == 1

    serve_in_thread(study, door=served.door)
    until_saved(window)
    window.locator("#banner").wait_for(state="hidden")
    made = [(one["code"], one["value"]) for one in added(study, before)]
    assert made == [("distrust", "present"), ("distrust", "absent"), *[("pressure", "partial")] * 2]
    assert may_be_left(window)
    assert len({event["id"] for event in events(study)}) == len(events(study))


def test_marks_not_sent_are_there_on_a_page_loaded_anew_and_sent_once(
    window: Page, served: Here, study: Path, serve_in_thread: Serving
) -> None:
    before = len(events(study))
    # The server takes it in, and the answer is lost on the way.
    sent: list[str] = []

    def lose(route: object) -> None:
        route.fetch()  # type: ignore[attr-defined]
        sent.append("")
        route.abort()  # type: ignore[attr-defined]

    window.context.route("**/codings", lose)
    press(window, "j", "j")
    code_here(window, "distrust", "3")
    press(window, "j")
    code_here(window, "pressure", "2")
    window.locator("#banner", has_text="2 marks are kept").wait_for()
    assert sent
    kept = window.evaluate("Object.values(localStorage).join()")
    assert kept.count('"request"') == 2

    window.reload()
    window.wait_for_selector("html[data-ready]")
    assert "Coded: Druk, A, deels, not saved yet" in marks(window)
    window.context.unroute("**/codings")
    retry(window)
    until_saved(window)
    made = [(one["code"], one["value"]) for one in added(study, before)]
    assert made == [("distrust", "present"), ("pressure", "partial")]
    assert "crosscase.unsent" not in window.evaluate("Object.keys(localStorage).join()")


def test_changes_wait_in_order_behind_what_they_change(
    window: Page, served: Here, study: Path, serve_in_thread: Serving
) -> None:
    served.stop()
    press(window, "j", "j")
    code_here(window, "distrust", "3")
    window.locator(".note.coding", has_text="Wantrouwen").click()
    press(window, "e", "2", "Enter")
    press(window, "e")
    window.locator("#claim-memo").fill("later")
    press(window, "Enter")
    press(window, "Escape", "j")
    code_here(window, "pressure", "1")
    press(window, "z")
    assert window.locator("#state").inner_text() == "5 not saved yet"
    serve_in_thread(study, door=served.door)
    retry(window)
    until_saved(window)
    found = [one for one in load(study).codings.values() if one.code in ("distrust", "pressure")]
    found = [one for one in found if one.document == "d1"]
    assert [(one.code, one.value, one.memo) for one in found] == [("distrust", "partial", "later")]


def test_marks_made_while_the_study_is_away_are_sent_when_it_is_back(
    window: Page, study: Path
) -> None:
    (study / "study.yaml").rename(study / "away.yaml")
    window.locator(".note.coding", has_text="Urgency").click()
    press(window, "Delete")
    banner = window.locator("#banner", has_text="The study does not open now")
    banner.wait_for()
    assert events(study)[-1]["event"] != "withdraw"
    (study / "away.yaml").rename(study / "study.yaml")
    until_saved(window)
    assert events(study)[-1]["event"] == "withdraw"
    banner.wait_for(state="hidden")
    assert "e1" not in load(study).codings


def test_a_server_started_anew_wants_its_address_opened_and_the_page_goes_on(
    window: Page, served: Here, study: Path, serve_in_thread: Serving
) -> None:
    before = len(events(study))
    served.stop()
    again = serve_in_thread(study, door=Door(served.door.host, served.door.port))
    press(window, "j", "j")
    code_here(window, "distrust", "3")
    window.locator("#banner", has_text="started anew").wait_for()
    assert added(study, before) == []
    other = window.context.new_page()
    other.goto(again.url)
    retry(window)
    until_saved(window)
    assert [one["code"] for one in added(study, before)] == ["distrust"]


def coding_of(study: Path, code: str = "urgency") -> str:
    return next(one.id for one in load(study).codings.values() if one.code == code)


def test_two_windows_change_the_same_coding_and_both_claims_are_shown(
    window: Page, served: Here, study: Path
) -> None:
    second = another(window, served)
    # Neither learns of the other's change before it makes its own.
    second.context.route("**/api/changes*", lambda route: route.abort())
    for page in (window, second):
        page.locator(".note.coding", has_text="Urgency").click()
    press(window, "e", "3", "Enter")
    until_saved(window)
    press(second, "e", "1", "Enter")
    dialog = second.locator("#conflict-dialog")
    dialog.wait_for()
    press(second, "Enter")  # Of whoever was typing: it decides nothing.
    text = dialog.inner_text()
    assert "Somebody else was first" in text
    assert "afwezig" in text
    assert "aanwezig" in text
    assert load(study).codings["e1"].value == "present"
    dialog.get_by_role("button", name="Keep what is there").click()
    until_saved(second)
    assert "Coded: Urgency, A, aanwezig" in marks(second)
    assert load(study).codings["e1"].value == "present"

    press(window, "e", "2", "Enter")
    until_saved(window)
    press(second, "e", "1", "Enter")
    dialog.get_by_role("button", name="Use mine").click()
    until_saved(second)
    assert load(study).codings["e1"].value == "absent"


def test_a_coding_withdrawn_elsewhere_may_be_added_anew_or_left(
    window: Page, served: Here, study: Path
) -> None:
    window.context.route("**/api/changes*", lambda route: route.abort())
    window.locator(".note.coding", has_text="Urgency").click()
    append_events(study, "c1", [make_withdraw(load(study).codings["e1"])])
    press(window, "e", "3", "Enter")
    dialog = window.locator("#conflict-dialog")
    dialog.get_by_role("button", name="Add it anew").click()
    window.locator("#palette[open]").wait_for()
    press(window, "Enter")
    until_saved(window)
    (again,) = [one for one in load(study).codings.values() if one.code == "urgency"]
    assert (again.value, again.quote) == ("present", "Wij moesten wel")
    assert again.id != "e1"


def test_what_is_saved_here_is_not_read_again_and_what_others_save_is(
    window: Page, study: Path
) -> None:
    asked = readings(window)
    press(window, "j", "j", "j")
    code_here(window, "distrust", "3")
    until_saved(window)
    press(window, "n")
    press(window, "e", "1", "Enter")
    until_saved(window)
    look(window)
    assert asked == []
    found = load(study)
    other = make_add(found, "d1", 20, 26, coder="c1", code="distrust", unit="a", value="partial")
    append_events(study, "c1", [other])
    press(window, "j")
    code_here(window, "pressure", "2")
    until_saved(window)
    look(window)
    assert len(asked) == 1
    assert "Coded: Wantrouwen, A, deels" in marks(window)
    look(window)
    assert len(asked) == 1


def test_what_others_change_shows_without_moving_what_is_chosen(
    window: Page, served: Here, study: Path
) -> None:
    press(window, "j", "j", "j")
    words = chosen(window)
    window.evaluate("scrollTo(0, 40)")
    at = window.evaluate("scrollY")
    found = load(study)
    start = TEXTS["d1"].index(words)
    event = make_add(
        found, "d1", start, start + 10, coder="c1", code="distrust", unit="a", value="partial"
    )
    append_events(study, "c1", [event, make_revise(found.codings["e1"], value="absent")])
    retry(window)
    window.locator("mark[data-says*='Wantrouwen, A, deels']").wait_for(state="attached")
    assert "Coded: Urgency, A, afwezig" in marks(window)
    assert chosen(window) == words
    assert window.evaluate("scrollY") == at


def test_a_text_changed_on_disk_is_told_and_what_was_coded_meanwhile_is_kept(
    window: Page, served: Here, study: Path
) -> None:
    window.context.route("**/api/changes*", lambda route: route.abort())
    text = "# Interview\n\nNieuw begin. " + TEXTS["d1"][13:]
    path = study / "corpus/texts/d1.md"
    path.write_text(text, encoding="utf-8")
    before = len(events(study))
    press(window, "j", "j")
    code_here(window, "distrust", "3")
    dialog = window.locator("#conflict-dialog")
    dialog.wait_for()
    assert "load it anew" in dialog.inner_text()
    assert "Wij moesten wel" in dialog.inner_text()
    assert added(study, before) == []
    window.context.unroute("**/api/changes*")
    dialog.get_by_role("button", name="Discard it").click()
    retry(window)
    window.locator("#banner", has_text="changed on disk").wait_for()


def test_what_the_study_will_not_have_is_kept_until_it_is_decided_on(
    window: Page, study: Path
) -> None:
    before = len(events(study))
    press(window, "j", "j", "Enter")
    window.keyboard.type("distrust")
    press(window, "Enter", "3")
    # The codebook changes while the palette is open.
    book = study / "codebooks/book.yaml"
    book.write_text(
        book.read_text(encoding="utf-8").replace(
            "definition: Jegens de ander.", "definition: Jegens de ander.\n    level: case"
        ),
        encoding="utf-8",
    )
    press(window, "Enter")
    dialog = window.locator("#conflict-dialog")
    dialog.wait_for()
    assert "a party, for distrust" in dialog.inner_text()
    assert window.evaluate("Object.values(localStorage).join()").count('"request"') == 1
    window.reload()
    window.wait_for_selector("html[data-ready]")
    dialog.wait_for()
    dialog.get_by_role("button", name="Change it").click()
    window.locator("#palette[open]").wait_for()
    units = window.locator("input[name=unit]").evaluate_all("(all) => all.map((one) => one.value)")
    assert units == ["ab"]
    press(window, "3", "Enter")
    until_saved(window)
    assert [(one["unit"], one["value"]) for one in added(study, before)] == [("ab", "present")]

    # So is a change; given up, the page shows what the study has.
    window.locator(".note.coding", has_text="Wantrouwen").click()
    press(window, "e", "2")
    window.locator("#claim-memo").fill("twijfel")
    window.context.route(
        "**/api/codings/*",
        lambda route: route.fulfill(status=422, json={"message": "no", "problems": []}),
    )
    press(window, "Enter")
    dialog.wait_for()
    assert "Value: deels" in dialog.inner_text()
    assert "Memo: twijfel" in dialog.inner_text()
    assert "Wij moesten wel." in dialog.inner_text()
    dialog.get_by_role("button", name="Discard it").click()
    window.locator("mark[data-says*='Gemeenten A en B, aanwezig']").wait_for(state="attached")
    until_saved(window)


def test_a_burst_of_codings_is_all_on_disk_in_the_order_it_was_made(
    window: Page, study: Path
) -> None:
    before = len(events(study))
    press(window, "j", "j")
    code_here(window, "distrust", "3")
    press(window, "j", "j", "r")
    for _ in range(6):
        press(window, "Shift+ArrowLeft", "r")
    until_saved(window)
    new = added(study, before)
    assert len(new) == 8
    ends = [one["end"] for one in new[1:]]
    assert ends == sorted(set(ends), reverse=True)
    stored = {
        (one.start, one.end) for one in load(study).codings.values() if one.code == "distrust"
    }
    assert {(one["start"], one["end"]) for one in new} <= stored


def test_coverage_stated_elsewhere_shows(window: Page, study: Path) -> None:
    assert "Not yet" in window.locator("#progress").inner_text()
    codes = ("urgency", "trust", "distrust", "pressure", "advisers", "milestone")
    found = load(study)
    definitions = {code: found.codes[code].definition_sha256 for code in codes}
    event = cover("e99", codes=codes) | {"codes": definitions}
    path = study / "corpus/codings/c1.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + json.dumps(event) + "\n", encoding="utf-8")
    retry(window)
    window.locator("#progress", has_text="Read completely").wait_for()


def test_unsent_marks_of_one_study_never_reach_another(
    window: Page, served: Here, study: Path, tmp_path: Path, serve_in_thread: Serving
) -> None:
    import shutil

    other = tmp_path / "other"
    shutil.copytree(study, other)
    served.stop()
    press(window, "j", "j")
    code_here(window, "distrust", "3")
    serve_in_thread(other, door=served.door)
    before = len(events(other))
    retry(window)
    window.locator("#banner", has_text="Another study is open").wait_for()
    window.reload()
    window.wait_for_selector("html[data-ready]")
    until_saved(window)
    assert len(events(other)) == before
    assert "Wantrouwen, A, aanwezig" not in " ".join(marks(window))
    assert "crosscase.unsent" in window.evaluate("Object.keys(localStorage).join()")


def test_a_request_for_another_study_or_coder_is_refused(client: TestClient, study: Path) -> None:
    key = Workbench(OpenStudy(study), "c1").key
    for other in (Workbench(OpenStudy(study), "c2").key, "0" * 16):
        assert client.get("/api/study", headers={"Crosscase-Study": other}).status_code == 421
    assert client.get("/api/study", headers={"Crosscase-Study": key}).status_code == 200
