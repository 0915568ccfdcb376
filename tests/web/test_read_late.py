"""Answers that come late, after somebody else has changed the same: what the study says is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from crosscase.storage import OpenStudy, append_events, load, make_revise
from tests.web.here import Here
from tests.web.reading import Opening, press, read, until_saved

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route


class Late:
    """The answers to requests that change something: the server gives them, the page waits."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.held: list[tuple[Route, Any]] = []

    def hold(self, address: str) -> None:
        self.page.route(address, self._hold)

    def _hold(self, route: Route) -> None:
        if route.request.method == "GET" or self.held:
            route.fallback()
        else:
            self.held.append((route, route.fetch()))

    def wait(self) -> None:
        """Wait until the server has carried it out."""
        for _ in range(100):
            if self.held:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("nothing was sent")

    def come(self) -> None:
        ((route, answer),) = self.held
        route.fulfill(response=answer)


@pytest.fixture
def window(study: Path, serve_in_thread: Callable[..., Here], open_page: Opening) -> Page:
    """A page that does not look by itself whether anything changed."""
    server = serve_in_thread(study)
    page = read(open_page(server, "/?lang=en"), server)
    page.context.route("**/api/changes*", lambda route: route.abort())
    return page


def read_anew(page: Page) -> None:
    """Read the document while something is being sent, as when others are to be shown."""
    press(page, "f")
    with page.expect_response("**/api/documents/d1?others*"):
        page.locator("#filter-body input[name=others]").first.click()
    press(page, "Escape")


def test_a_revision_answered_late_does_not_hide_a_later_one(window: Page, study: Path) -> None:
    late = Late(window)
    late.hold("**/api/codings/*")
    window.locator(".note.coding", has_text="Urgency").click()
    press(window, "e", "3", "Enter")
    late.wait()
    append_events(study, "c1", [make_revise(load(study).codings["e1"], value="absent")])
    read_anew(window)
    late.come()
    until_saved(window)
    window.locator(".note.coding", has_text="Urgency").filter(has_text="afwezig").wait_for()


def test_coverage_answered_late_does_not_hide_what_came_after_it(window: Page, study: Path) -> None:
    late = Late(window)
    late.hold("**/api/documents/d1/coverage")
    press(window, "g")
    window.locator("#coverage-body [role=switch]").click()
    late.wait()
    press(window, "Escape")
    codes = [code.id for code in load(study).codes.values()]
    OpenStudy(study).uncover_document("c1", "d1", codes)
    read_anew(window)
    late.come()
    until_saved(window)
    window.locator("#progress", has_text="Not yet read completely").wait_for()


def test_a_new_coding_answered_late_does_not_hide_that_it_was_withdrawn(
    window: Page, study: Path
) -> None:
    late = Late(window)
    late.hold("**/api/documents/d1/codings")
    press(window, "j", "j", "j", "Enter")
    window.keyboard.type("distrust")
    press(window, "Enter", "3", "Enter")
    late.wait()
    held = OpenStudy(study)
    (coding,) = [one for one in held.study().codings.values() if one.code == "distrust"]
    held.withdraw_codings("c1", [coding.id])
    read_anew(window)
    late.come()
    until_saved(window)
    window.locator(".note.coding", has_text="Wantrouwen").wait_for(state="detached")
