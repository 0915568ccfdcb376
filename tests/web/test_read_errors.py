"""What the reading page does when the study on disk cannot be read, or no longer has the document."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crosscase.storage import write_suggestions
from tests.web.here import Here
from tests.web.reading import Opening, code_here, look, marks, notes, press, read, until_saved
from tests.web.test_suggestions_api import WHOLE

if TYPE_CHECKING:
    from playwright.sync_api import Page

BOOK = "codebooks/book.yaml"


@pytest.fixture
def window(study: Path, serve_in_thread: Callable[..., Here], open_page: Opening) -> Page:
    """The first document with a suggestion."""
    write_suggestions(study, "lexicon", [WHOLE])
    server = serve_in_thread(study)
    return read(open_page(server, "/?lang=en"), server)


@pytest.mark.parametrize(
    "file", [BOOK, "study.yaml", "corpus/documents.yaml", "corpus/suggestions/lexicon.jsonl"]
)
def test_a_file_that_cannot_be_read_for_a_moment_changes_nothing_and_is_told(
    window: Page, study: Path, file: str
) -> None:
    before = marks(window), notes(window, "suggestion"), window.locator("#progress").inner_text()
    path = study / file
    whole = path.read_text(encoding="utf-8")
    path.write_text('"half: [' + whole, encoding="utf-8")
    look(window)
    banner = window.locator("#banner", has_text="has an error")
    banner.wait_for()
    assert f"{file}:" in banner.inner_text()
    after = marks(window), notes(window, "suggestion"), window.locator("#progress").inner_text()
    assert after == before
    assert "Suggested: Urgency, B, aanwezig" in after[0]

    press(window, "j", "j", "Enter")
    window.keyboard.type("distrust")
    assert window.locator("#code-list .option").count() == 1
    path.write_text(whole, encoding="utf-8")
    look(window)
    banner.wait_for(state="hidden")
    press(window, "Enter", "3", "Enter")
    until_saved(window)
    assert "Coded: Wantrouwen, A, aanwezig" in marks(window)


def test_a_page_opened_on_a_study_with_an_error_says_so_and_follows_its_repair(
    window: Page, study: Path
) -> None:
    path = study / BOOK
    whole = path.read_text(encoding="utf-8")
    path.write_text("half: [", encoding="utf-8")
    window.reload()
    window.wait_for_selector("html[data-ready]")
    window.locator("#banner", has_text=BOOK).wait_for()
    press(window, "j", "j", "Enter")
    window.keyboard.type("distrust")
    path.write_text(whole, encoding="utf-8")
    look(window)
    window.locator("#code-list .option").wait_for()
    window.locator("#banner").wait_for(state="hidden")
    press(window, "Escape")
    code_here(window, "distrust", "3")
    until_saved(window)
    assert "Coded: Wantrouwen, A, aanwezig" in marks(window)


def test_units_and_title_of_the_document_are_taken_over_when_its_entry_changes(
    window: Page, study: Path
) -> None:
    path = study / "corpus/documents.yaml"
    whole = path.read_text(encoding="utf-8")
    first, rest = whole.split("  - id: d2")
    first = re.sub(r"title: .*", "title: Renamed", first)
    first = re.sub(r"units: \[.*\]", "units: [a]", first)
    path.write_text(f"{first}  - id: d2{rest}", encoding="utf-8")
    look(window)
    window.locator(".bar-title", has_text="Renamed").wait_for(state="attached")
    assert window.title() == "Renamed · crosscase"
    assert window.locator("#about-units").inner_text() == "A"
    press(window, "j", "j", "Enter")
    window.keyboard.type("distrust")
    press(window, "Enter")
    assert window.locator("#claim-units .choice").count() == 1


def test_a_document_that_was_removed_is_said_to_be_gone_and_asked_for_no_more(
    window: Page, study: Path
) -> None:
    path = study / "corpus/documents.yaml"
    whole = path.read_text(encoding="utf-8")
    path.write_text(
        whole[: whole.index("  - id: d1")] + whole[whole.index("  - id: d2") :], encoding="utf-8"
    )
    asked: list[str] = []
    window.evaluate("dispatchEvent(new Event('focus'))")
    banner = window.locator("#banner", has_text="no longer in the study")
    banner.wait_for()
    window.on("request", lambda one: asked.append(one.url))
    window.evaluate("dispatchEvent(new Event('focus'))")
    window.wait_for_timeout(3500)
    assert asked == []
    assert banner.get_by_role("link", name="Documents").get_attribute("href") == "/"
