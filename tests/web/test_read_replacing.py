"""A coding about other words or another unit takes the place of the old one, or nothing happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crosscase.storage import append_events, load, make_revise, make_withdraw
from tests.folders import replace_once
from tests.web.here import Here
from tests.web.reading import Opening, events, notes, press, read, select, until_saved

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


@pytest.fixture
def served(study: Path, serve_in_thread: Callable[..., Here]) -> Here:
    return serve_in_thread(study)


@pytest.fixture
def window(served: Here, open_page: Opening) -> Page:
    """A page that does not look whether anything changed."""
    page = read(open_page(served, "/?lang=en"), served)
    page.context.route("**/api/changes*", lambda route: route.abort())
    return page


def dialog(page: Page) -> Locator:
    found = page.locator("#conflict-dialog[open]")
    found.wait_for()
    return found


def choose(page: Page) -> None:
    """Choose the coding about urgency."""
    note = page.locator(".note.coding", has_text="Urgency")
    if note.get_attribute("aria-expanded") != "true":
        note.click()


def take(page: Page, words: str) -> None:
    """Let the coding about urgency be about other words, which overlap its own."""
    choose(page)
    select(page, words)
    press(page, "e", "Enter")


def change_unit(page: Page) -> None:
    choose(page)
    press(page, "e", "a", "b", "Enter")


def said(study: Path) -> list[tuple[str, str, str]]:
    """What c1 says of urgency in the first document."""
    return [
        (one.quote, one.unit, one.value)
        for one in load(study, strict=False).codings.values()
        if (one.document, one.code, one.coder) == ("d1", "urgency", "c1")
    ]


def test_words_that_are_gone_cost_no_coding(window: Page, study: Path) -> None:
    before, shown = events(study), notes(window)
    text = study / "corpus/texts/d1.md"
    text.write_text("Nieuw. " + text.read_text("utf-8"), "utf-8")
    take(window, "moesten wel")
    asking = dialog(window)
    assert events(study) == before
    text.write_text(text.read_text("utf-8").removeprefix("Nieuw. "), "utf-8")
    asking.get_by_role("button", name="Discard it").click()
    until_saved(window)
    assert notes(window) == shown
    assert events(study) == before


def test_a_unit_that_is_refused_costs_no_coding_and_another_can_be_said(
    window: Page, study: Path
) -> None:
    before = events(study)
    catalogue = study / "corpus/documents.yaml"
    catalogue.write_text(
        replace_once(catalogue.read_text("utf-8"), "units: [a, b, ab]", "units: [a, ab]"), "utf-8"
    )
    change_unit(window)
    asking = dialog(window)
    assert events(study) == before
    asking.get_by_role("button", name="Change it").click()
    window.locator("#palette[open]").wait_for()
    window.locator("input[name=unit][value=b]").uncheck()
    window.locator("input[name=unit][value=a]").check()
    press(window, "3", "Enter")
    until_saved(window)
    assert said(study) == [("Wij moesten wel", "a", "present")]
    assert [one["event"] for one in events(study)[len(before) :]] == ["add", "withdraw"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [("Keep what is there", ("a", "absent")), ("Use mine", ("b", "partial"))],
)
def test_one_that_was_changed_elsewhere_is_shown_beside_it(
    window: Page, study: Path, choice: str, expected: tuple[str, str]
) -> None:
    append_events(study, "c1", [make_revise(load(study).codings["e1"], value="absent")])
    change_unit(window)
    asking = dialog(window)
    assert "Somebody else was first" in asking.inner_text()
    assert "afwezig" in asking.inner_text()
    asking.get_by_role("button", name=choice).click()
    until_saved(window)
    assert said(study) == [("Wij moesten wel", *expected)]
    assert len([one for one in notes(window) if "Urgency" in one]) == 1


def test_one_that_was_withdrawn_elsewhere_is_added_as_it_is_said_now(
    window: Page, study: Path
) -> None:
    append_events(study, "c1", [make_withdraw(load(study).codings["e1"])])
    change_unit(window)
    dialog(window).get_by_role("button", name="Change it").click()
    window.locator("#palette[open]").wait_for()
    press(window, "Enter")
    until_saved(window)
    assert [unit for _, unit, _ in said(study)] == ["b"]


def test_it_is_undone_and_done_again_as_one(window: Page, study: Path) -> None:
    (before,) = said(study)
    take(window, "moesten wel")
    until_saved(window)
    assert [quote for quote, *_ in said(study)] == ["moesten wel"]
    for _ in range(2):
        press(window, "z")
        until_saved(window)
        assert said(study) == [before]
        press(window, "Shift+Z")
        until_saved(window)
        assert [quote for quote, *_ in said(study)] == ["moesten wel"]
    assert [one["event"] for one in events(study)[-4:]] == ["add", "withdraw"] * 2


def test_what_is_done_while_the_server_is_away_waits_in_order(window: Page, study: Path) -> None:
    window.context.set_offline(True)
    choose(window)
    press(window, "e", "1", "Enter")
    change_unit(window)
    take(window, "moesten wel")
    assert [one for one in notes(window) if "Urgency" in one and "afwezig" in one]
    window.context.set_offline(False)
    window.reload()
    window.wait_for_selector("html[data-ready]")
    until_saved(window)
    assert said(study) == [("moesten wel", "b", "absent")]
    assert len([one for one in notes(window) if "Urgency" in one]) == 1
