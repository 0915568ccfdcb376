"""The first page, the words of the interface, and how a page looks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

import crosscase
from crosscase.storage import cover_documents, load
from tests.web.conftest import violations
from tests.web.here import Here

if TYPE_CHECKING:
    from playwright.sync_api import Page

WEB = Path(crosscase.__file__).parent / "web"


def test_the_first_page_lists_the_documents_in_the_language_of_the_study(page: Page) -> None:
    assert page.url.endswith("/")
    assert page.locator("h1").inner_text() == "Proef"
    assert page.locator("a.title").all_inner_texts() == [
        "Interview met de burgemeester",
        "Besluit",
    ]


def test_the_language_and_the_look_are_remembered(
    running_server: Here, open_page: Callable[..., Page]
) -> None:
    page = open_page(running_server, color_scheme="light")
    page.get_by_role("link", name="English").click()
    page.goto(running_server.origin)
    assert page.locator("h1").inner_text() == "Trial"
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="Change between light and dark").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 1000, 390])
@pytest.mark.parametrize("path", ["/", "/at/nothing"])
def test_pages_can_be_used_by_everybody(
    study: Path,
    running_server: Here,
    open_page: Callable[..., Page],
    path: str,
    width: int,
    scheme: str,
) -> None:
    size = {"width": width, "height": 800}
    config = study / "study.yaml"
    text = config.read_text(encoding="utf-8")
    long = "Een studie met een lange titel zoals hoofdstukken van proefschriften die hebben"
    config.write_text(text.replace("Proef", f"{long} {long}"), encoding="utf-8")
    page = open_page(running_server, path, color_scheme=scheme, viewport=size)
    assert page.title().endswith("crosscase")
    assert long in page.locator("header, h1").all_inner_texts()[-1 if path == "/" else 0]
    assert violations(page) == []
    # Nothing sticks out on a narrow screen.
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_first_page_is_used_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "title"
    page.keyboard.press("Enter")
    page.wait_for_url("**/read/d1")


def test_progress_follows_what_is_coded(
    study: Path, running_server: Here, open_page: Callable[..., Page]
) -> None:
    page = open_page(running_server, locale="en-GB")
    row = page.locator("tr", has_text="Besluit")
    before = row.inner_text()
    cover_documents(study, "c1", ["d2"])
    page.reload()
    assert "Alle codes" not in before
    assert "Alle codes" in row.inner_text()


def test_anchors_lead_to_their_place(study: Path, client: TestClient) -> None:
    (coding, *_) = load(study).codings.values()
    answer = client.get(f"/at/coding.{coding.id}", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/read/{coding.document}#coding.{coding.id}"
    assert client.get("/at/coding.none").status_code == 404


@pytest.mark.parametrize(
    ("languages", "expected"),
    [("nl-NL,nl;q=0.9", "nl"), ("en-GB", "nl"), ("de", "nl")],
)
def test_the_language_of_the_study_comes_before_the_browser_s(
    client: TestClient, languages: str, expected: str
) -> None:
    page = client.get("/", headers={"Accept-Language": languages}).text
    assert f'<html lang="{expected}"' in page


def words_files() -> list[Path]:
    return sorted((WEB / "words").glob("*.json"))


def test_both_languages_have_the_same_words_with_the_same_blanks() -> None:
    found: dict[str, dict[str, object]] = {"nl": {}, "en": {}}
    for file in words_files():
        words = json.loads(file.read_text(encoding="utf-8"))
        language = file.stem.split(".")[-1]
        again = found[language].keys() & words.keys()
        assert not again, f"{file.name} says again {again}"
        found[language] |= words
    assert found["nl"].keys() == found["en"].keys()
    for key, english in found["en"].items():
        dutch = found["nl"][key]
        assert type(english) is type(dutch), key
        if isinstance(english, dict):
            assert isinstance(dutch, dict)
            assert english.keys() == dutch.keys() == {"one", "other"}, key
            english, dutch = " ".join(english.values()), " ".join(dutch.values())
        blanks = [set(re.findall(r"\{(\w+)\}", str(one))) for one in (english, dutch)]
        assert blanks[0] == blanks[1], key


def test_no_page_names_another_host() -> None:
    namespaces = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink")
    files = [
        file
        for folder in ("templates", "static", "words")
        for file in (WEB / folder).rglob("*")
        if file.is_file()
    ]
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        for name in namespaces:
            text = text.replace(name, "")
        assert not re.search(r"https?:|[\"'(]//\w|@import", text), file.name


def test_no_page_has_a_script_or_style_of_its_own() -> None:
    files = [file for file in (WEB / "templates").rglob("*") if file.is_file()]
    assert len(files) > 10
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text), file.name
        for tag in re.findall(r"<script[^>]*>", text):
            assert "src=" in tag or 'type="application/json"' in tag, file.name
