"""The pages of results in a browser: from a verdict down to a sentence, settling, searching."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from crosscase.storage import load
from tests.web.conftest import violations
from tests.web.here import Here
from tests.web.views import ADDRESSES, SLOW, events, make_study

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opening = Callable[..., "Page"]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_study(tmp_path_factory.mktemp("template"))


@pytest.fixture
def root(template: Path, tmp_path: Path) -> Path:
    shutil.copytree(template, tmp_path / "study")
    return tmp_path / "study"


@pytest.fixture
def server(root: Path, serve_in_thread: Callable[..., Here]) -> Here:
    return serve_in_thread(root, coder="c2")


def opened(page: Page) -> str:
    """What the address says is open."""
    return parse_qs(urlsplit(page.url).query).get("open", [""])[0]


def test_from_a_verdict_down_to_a_sentence_and_back(server: Here, open_page: Opening) -> None:
    page = open_page(server, "/verdicts?lang=en")
    panel = page.get_by_role("dialog", name="Evidence")
    page.get_by_role("row", name="H1 Need").get_by_role("link").nth(1).click()
    assert opened(page) == "verdict.H1.plain.ab"
    panel.locator(".card .verdict").nth(1).click()  # that of a party
    page.wait_for_url("**open=verdict.H1.plain.a")
    panel.get_by_role("link", name="Urgency").first.click()
    page.wait_for_url("**open=score.a.urgency.decision")
    panel.get_by_role("link", name="“Wij moesten wel”").first.click()
    page.wait_for_url("**open=coding.e1")
    assert panel.locator("mark").inner_text() == "Wij moesten wel"
    text = panel.get_by_role("link", name="Open the text here")
    assert text.get_attribute("href") == "/read/d1#coding.e1"
    shared = page.url
    for anchor in ("score.a.urgency.decision", "verdict.H1.plain.a", "verdict.H1.plain.ab"):
        panel.get_by_role("link", name="Back").click()
        page.wait_for_url(f"**open={anchor}")
    page.go_back()
    panel.wait_for(state="hidden")
    assert opened(page) == ""
    there = open_page(server, shared.removeprefix(server.origin))
    assert there.get_by_role("dialog", name="Evidence").locator("mark").inner_text() == (
        "Wij moesten wel"
    )


def test_a_cell_opens_what_it_rests_on_and_escape_closes(server: Here, open_page: Opening) -> None:
    page = open_page(server, "/tables?lang=en")
    cell = page.locator("td[data-ref='score.a.urgency'] a").first
    cell.focus()
    cell.press("Enter")
    panel = page.get_by_role("dialog", name="Evidence")
    panel.get_by_role("heading", name="Urgency · A: deels").wait_for()
    assert page.evaluate("document.activeElement.id") == "panel-title"
    page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.closest('td').dataset.ref") == "score.a.urgency"
    counted = page.locator("td[data-codings='e5']").first
    counted.click()
    page.wait_for_url("**open=coding.e5")
    assert panel.locator("mark").inner_text() == "Niemand was tegen"


def test_on_a_narrow_screen_the_evidence_is_all_there_is(server: Here, open_page: Opening) -> None:
    page = open_page(server, "/tables?lang=en", viewport={"width": 400, "height": 700})
    page.locator("td[data-ref='score.a.urgency'] a").first.click()
    panel = page.get_by_role("dialog", name="Evidence")
    panel.get_by_role("heading", name="Urgency · A: deels").wait_for()
    assert panel.evaluate("one => one.matches(':modal')")
    page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == 400


def test_what_takes_long_comes_by_itself(server: Here, open_page: Opening) -> None:
    page = open_page(server, "/robustness?lang=en")
    standing = page.locator("#standing")
    assert standing.get_attribute("data-state") == "waiting"
    assert "Being computed" in standing.inner_text()
    page.locator("#standing[data-state=ready]").wait_for(timeout=120_000)
    cell = page.locator("table.map td a").first
    cell.click()
    page.wait_for_url("**open=robustness.H1.plain.*")
    card = page.get_by_role("dialog", name="Evidence").locator(".card")
    card.get_by_text(re.compile("^Stands under")).first.wait_for()
    page.goto(f"{server.origin}/verdicts/H1")
    assert page.locator(".card .meta a[href^='/robustness']").count() > 0


def test_newer_codings_are_announced(server: Here, open_page: Opening, root: Path) -> None:
    page = open_page(server, "/networks?lang=en")
    page.locator("#standing[data-state=ready]").wait_for(timeout=120_000)
    newer = page.locator("#newer")
    assert newer.is_hidden()
    text = load(root).documents["d1"].text
    start = text.index("Alleen ging")
    body = {
        "request": "2" * 32,
        **{"start": start, "end": start + 11, "quote": "Alleen ging"},
        "claims": [{"code": "urgency", "unit": "b", "value": "present"}],
    }
    with server.client() as client:
        assert client.post("/api/documents/d1/codings", json=body).status_code == 201
    newer.wait_for(state="visible", timeout=30_000)
    newer.get_by_role("button", name="Refresh").click()
    page.locator("#standing[data-state=old]").wait_for()
    assert "earlier codings" in page.locator("#standing .notice").inner_text()
    page.locator("#standing[data-state=ready]").wait_for(timeout=120_000)
    assert page.locator("#newer").is_hidden()


def decided(root: Path) -> list[dict[str, object]]:
    file = root / "corpus/codings/adjudicated.jsonl"
    return events(root, "adjudicated") if file.exists() else []


def test_a_disagreement_is_settled_by_keyboard_and_taken_back(
    server: Here, open_page: Opening, root: Path
) -> None:
    page = open_page(server, "/disagreements?lang=en&kind=value")
    item = page.locator(".item").get_attribute("data-item")
    assert page.locator(".side").all_inner_texts() != []
    assert [one.inner_text() for one in page.locator(".said-title").all()] == [
        "Urgency: deels",
        "Urgency: afwezig",
    ]
    page.keyboard.press("Control+Enter")
    wrong = page.locator("#settle-wrong")
    assert wrong.inner_text() == "Say of every coding whether it stands."
    page.locator("body").click(position={"x": 5, "y": 5})
    page.keyboard.press("1")
    page.keyboard.press("w")
    page.keyboard.type("coder c1 reads what is there")
    page.keyboard.press("Control+Enter")
    page.locator(".notice.good").wait_for()
    (event,) = decided(root)
    assert event["stands"] == ["e1"] and event["by"] == ["c2"]
    assert event["why"] == "coder c1 reads what is there"
    page.get_by_role("button", name="Take back").click()
    page.locator(".notice.good", has_text="taken back").wait_for()
    assert page.locator(".item").get_attribute("data-item") == item
    assert [one["event"] for one in decided(root)] == ["adjudicate", "withdraw"]


def test_the_keys_that_settling_names_do_what_it_says(server: Here, open_page: Opening) -> None:
    page = open_page(server, "/disagreements?lang=en&state=open")
    first = page.locator(".item").get_attribute("data-item")
    page.keyboard.press("a")
    page.keyboard.press("2")  # another is chosen: the keys still work
    ways = page.locator(".said[data-coding] input:checked")
    assert {one.get_attribute("value") for one in ways.all()} == {"stands", "dropped"}
    page.locator("#live", has_text="Stand: 1; dropped: 1").wait_for(state="attached")
    page.keyboard.press("w")
    page.keyboard.type("w")
    assert page.locator("#why").input_value() == "w"
    page.locator("h1").click()
    page.keyboard.press("n")
    page.wait_for_function("old => document.querySelector('.item').dataset.item !== old", arg=first)


def test_a_decision_of_which_no_answer_came_is_recorded_once(
    server: Here, open_page: Opening, root: Path
) -> None:
    page = open_page(server, "/disagreements?lang=en&kind=value")
    lost = []

    def lose(route: Any) -> None:
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/decide", lose, times=1)
    page.keyboard.press("1")
    page.keyboard.press("w")
    page.keyboard.type("coder c1 reads what is there")
    page.keyboard.press("Control+Enter")
    page.locator("#settle-wrong:not(:empty)").wait_for()
    page.keyboard.press("Control+Enter")
    page.locator(".notice.good").wait_for()
    assert lost == [201]
    assert [one["event"] for one in decided(root)] == ["adjudicate"]


def test_another_value_can_stand(server: Here, open_page: Opening, root: Path) -> None:
    page = open_page(server, "/disagreements?lang=en&kind=value")
    first, second = page.locator(".said").all()
    first.get_by_label("stands, changed").check()
    first.get_by_label("Value").select_option("present")
    second.get_by_label("is dropped").check()
    page.get_by_label("Why").fill("stronger than both")
    page.get_by_label("c1", exact=True).check()
    page.get_by_role("button", name="Settle").click()
    page.locator(".notice.good").wait_for()
    added, event = decided(root)
    assert (added["event"], added["value"], added["quote"]) == ("add", "present", "Wij moesten wel")
    assert event["stands"] == [added["id"]] and event["by"] == ["c1", "c2"]
    page.goto(f"{server.origin}/disagreements?state=settled")
    assert page.locator(".said.stands .said-title").inner_text() == "Urgency: aanwezig"
    assert "stronger than both" in page.locator(".decision").inner_text()
    page.get_by_role("button", name="Take this decision back").click()
    page.locator(".notice.good", has_text="taken back").wait_for()


def test_what_changed_meanwhile_is_not_settled(
    server: Here, open_page: Opening, root: Path
) -> None:
    page = open_page(server, "/disagreements?lang=en&kind=value")
    with server.client() as client:
        (mine,) = [
            one
            for one in client.get("/api/documents/d1").json()["codings"]
            if one["value"] == "absent"
        ]
        change = {"last": mine["last"], "value": "present"}
        assert client.patch(f"/api/codings/{mine['id']}", json=change).status_code == 200
    page.keyboard.press("1")
    page.keyboard.press("w")
    page.keyboard.type("late")
    page.keyboard.press("Control+Enter")
    page.locator("#settle-wrong", has_text="list them anew").wait_for()
    assert decided(root) == []


def test_search_finds_and_opens(server: Here, open_page: Opening) -> None:
    page = open_page(server, "/search?lang=en&coder=all")
    page.keyboard.press("/")
    page.keyboard.type("MOESTEN")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**MOESTEN**")  # and until its scripts are there
    assert page.locator("#hits-texts .count").inner_text() == "1"
    assert page.locator(".hit.texts mark").inner_text() == "moesten"
    assert page.locator(".hit.codings").count() == 2
    page.locator("body").click(position={"x": 5, "y": 5})
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.parentElement.className") == "hit codings"
    page.locator(".hit-coding").first.click()
    page.get_by_role("dialog", name="Evidence").locator("mark").wait_for()
    page.keyboard.press("Escape")
    page.locator(".hit.texts .hit-words").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/read/d1#at.**")


def test_searching_shows_ones_own_codings_unless_others_are_asked_for(
    server: Here, open_page: Opening
) -> None:
    page = open_page(server, "/search?lang=en&code=urgency")
    assert page.locator(".hit .meta").first.inner_text().endswith("c2")
    assert page.locator(".hit.codings").count() == 2
    page.get_by_label("Coder").select_option("all")
    page.get_by_role("button", name="Search", exact=True).click()
    page.wait_for_url("**coder=all**")
    assert page.locator(".hit.codings").count() == 3


VIEWS = (
    *ADDRESSES,
    *("/verdicts/H1", "/codings/e1", "/scores/score.a.urgency", "/search?q=de&coder=all"),
    *("/evidence?id=coding.e1&id=score.b.urgency", "/tables?open=coding.e1&kind=interview"),
    *("/verdicts?open=verdict.H1.plain.a", "/disagreements?state=all"),
)


def test_everybody_can_use_every_view(server: Here, open_page: Opening) -> None:
    page = open_page(server, "/?lang=en", color_scheme="light")
    found = {}
    for address in VIEWS:
        page.goto(server.origin + address)
        if address.partition("?")[0] in SLOW:
            page.locator("#standing[data-state=ready]").wait_for(timeout=120_000)
        page.evaluate("document.querySelectorAll('#view details').forEach(o => o.open = true)")
        light = violations(page)
        page.emulate_media(color_scheme="dark")
        dark = violations(page, rule="color-contrast")
        page.emulate_media(color_scheme="light")
        if light or dark:
            found[address] = [*light, *dark]
    assert found == {}


def test_what_is_printed_has_no_controls(server: Here, open_page: Opening) -> None:
    page = open_page(server, "/tables?lang=en&open=coding.e1")
    page.emulate_media(media="print")
    assert page.locator("#panel").is_hidden()
    assert page.locator(".choosing").is_hidden()
    assert page.locator("table").first.is_visible()


def test_without_scripts_everything_can_be_walked(server: Here, open_page: Opening) -> None:
    page = open_page(server, "/verdicts/H1?lang=en", java_script_enabled=False)
    page.locator(".card .verdict-proof, .card details summary").first.click()
    page.get_by_role("link", name="Urgency").first.click()
    page.get_by_role("link", name="“Wij moesten wel”").first.click()
    assert page.url.endswith("/codings/e1")
    assert page.locator("mark").inner_text() == "Wij moesten wel"
    page.goto(f"{server.origin}/tables?open=score.a.urgency")
    assert page.get_by_role("heading", name="Urgency · A: deels").is_visible()
    page.get_by_role("link", name="Close").click()
    assert page.url.endswith("/tables")
