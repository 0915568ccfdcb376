"""What the reading page shows: chosen codings, others' on request, the documents; and nothing to change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.folders import add, anchored, lines, make_folder, study_files
from tests.web.here import Here
from tests.web.reading import Opening, events, files_with, marks, press, read

if TYPE_CHECKING:
    from playwright.sync_api import Page

SECOND = """\
format: 1
id: second
title: {nl: Tweede boek, en: Second book}
theory: {nl: Theorie., en: Theory.}
source: "Auteur 2011"
codes:
  - {id: calm, label: Rust, definition: Zonder haast., scale: presence}
"""

URGENCY, TRUST = "Coded: Urgency, A, deels", "Coded: Vertrouwen, A, hoog"
OF_CASE, OF_B = "Coded: Druk, Gemeenten A en B, deels", "Coded: Rust, B, aanwezig"
OF_OTHER = "Coded: Wantrouwen, B, afwezig, by c2"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small study with a second codebook, and a coding of each kind in its first document."""
    files = study_files()
    files["codebooks/second.yaml"] = SECOND
    files["corpus/codings/c1.jsonl"] += lines(
        add("f1", "d1", "Alleen ging", "pressure", "ab", "partial"),
        add("f2", "d1", "niet meer", "calm", "b", "present"),
    )
    other = add("g1", "d1", "in de buren", "distrust", "b", "absent", coder="c2")
    files["corpus/codings/c2.jsonl"] = lines(other)
    return make_folder(tmp_path / "shown", files)


def shown(page: Page) -> set[str]:
    return set(marks(page))


def test_codings_are_shown_by_codebook_code_and_unit_and_those_of_others_on_request(
    folder: Path, serve_in_thread: Callable[..., Here], open_page: Opening
) -> None:
    server = serve_in_thread(folder, coder="c1")
    page = read(open_page(server, "/?lang=en"), server)
    own = {URGENCY, TRUST, OF_CASE, OF_B}
    assert shown(page) == own
    press(page, "f")
    panel = page.locator("#filter-body")

    def only(name: str, value: str) -> set[str]:
        box = panel.locator(f"input[name={name}][value={value}]")
        box.check()
        found = shown(page)
        assert page.locator("#filter.on").inner_text().strip() == "Filtered"
        box.uncheck()
        return found

    assert only("codebooks", "second") == {OF_B}
    assert only("codes", "trust") == {TRUST}
    assert only("units", "a") == {URGENCY, TRUST}
    # A case stands for its parties.
    assert only("units", "ab") == own

    panel.locator("input[name=codes][value=urgency]").check()
    panel.locator("input[name=units][value=b]").check()
    assert shown(page) == set()
    page.locator("#filter-clear").click()
    assert shown(page) == own

    panel.locator("input[name=others]").check()
    theirs = page.locator("mark[data-says*=Wantrouwen]")
    theirs.wait_for(state="attached")
    assert shown(page) == {*own, OF_OTHER}
    press(page, "Escape", "j", "j", "j", "j")
    page.locator(".note.other").click()
    press(page, "e")
    page.locator("#live", has_text="Only your own").wait_for(state="attached")
    press(page, "f")
    panel.locator("input[name=others]").uncheck()
    theirs.wait_for(state="detached")
    assert shown(page) == own


def test_a_page_for_reading_only_shows_all_and_changes_nothing(
    folder: Path, serve_in_thread: Callable[..., Here], open_page: Opening
) -> None:
    before = events(folder)
    server = serve_in_thread(folder, coder="-")
    page = read(open_page(server, "/?lang=en"), server)
    assert page.locator("#state").inner_text() == "Reading only"
    everything = shown(page)
    assert len(everything) == 5
    press(page, "f")
    assert page.locator("#filter-body input[name=others]").count() == 0
    page.locator("#filter-body input[name=coders][value=c2]").check()
    assert shown(page) == {OF_OTHER}
    page.locator("#filter-clear").click()
    assert shown(page) == everything
    press(page, "Escape", "j", "j", "Enter", "r")
    assert page.locator("dialog[open]").count() == 0
    page.locator(".note.coding").first.click()
    assert page.locator(".card").is_visible()
    assert page.locator(".card button").count() == 0
    press(page, "e", "Delete", "z")
    assert events(folder) == before

    press(page, "d")
    items = page.locator(".documents-item:visible")
    assert items.count() == 2
    assert page.locator(".documents-item [aria-current=page]").inner_text().startswith("Interview")
    page.locator("#documents-find").fill("besl")
    assert items.count() == 1
    assert "2 codings" in items.inner_text()
    items.get_by_role("link").click()
    page.wait_for_url("**/read/d2")


def test_what_is_left_out_beside_a_short_paragraph_is_in_sight_whole(
    tmp_path: Path, serve_in_thread: Callable[..., Here], open_page: Opening
) -> None:
    text = "# Kop\n\nKort.\n\nNog een.\n"
    places = [("Kort.", "urgency"), ("Kort.", "distrust"), ("Kort.", "pressure")]
    coded = [
        add(f"e{n}", code=code) | anchored("d1", quote, text)
        for n, (quote, code) in enumerate([*places, ("Nog een.", "urgency")])
    ]
    server = serve_in_thread(make_folder(tmp_path / "short", files_with(text, *coded)))
    page = read(open_page(server, "/?lang=en", viewport={"width": 1300, "height": 800}), server)
    more = page.locator(".note.more").first.bounding_box()
    below = page.locator(".block", has_text="Nog een.").locator(".note").first.bounding_box()
    assert more
    assert below
    assert more["y"] + more["height"] <= below["y"]
