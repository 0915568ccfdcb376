"""What is coded is where the coder saw it, whatever the script: no mark moves by a character."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from crosscase.storage import load
from tests.folders import add, anchored, make_folder
from tests.web.here import Here
from tests.web.reading import (
    added,
    chosen,
    code_here,
    files_with,
    marks,
    press,
    read,
    select,
    until_saved,
)

if TYPE_CHECKING:
    from playwright.sync_api import Page

TEXT = """\
# 😀 Gesprek 🇳🇱

[1] 👩‍👩‍👧 Zij zei: 𝔘nd so. 😀😀 Het moest wel. Daarna q\u0304erst q\u0323\u0307 rust.

[2] אמרה שהיה צורך. אחר כך שקט.

[3] قالت إن الأمر عاجل. ثم هدأت.

[4] 会議は急ぎでした。その後は静かでした。 Slot: ﬁjn 𠮷野家.
"""

QUOTES = (
    "Het moest wel.",
    "😀😀 Het",
    "q\u0304erst q\u0323\u0307",
    "אמרה שהיה",
    "الأمر عاجل",
    "会議は急ぎ",
    "𠮷野家",
    "rust.\n\n[2] אמרה",
)


@pytest.fixture
def scripts(
    tmp_path: Path, serve_in_thread: Callable[..., Here], open_page: Callable[..., Page]
) -> tuple[Page, Path]:
    """A text in several scripts, on the page and on disk."""
    coded = add("e1") | anchored("d1", "Het moest wel.", TEXT)
    root = make_folder(tmp_path / "scripts", files_with(TEXT, coded))
    server = serve_in_thread(root)
    return read(open_page(server, "/?lang=en"), server), root


def test_words_selected_in_any_script_are_the_words_on_disk(scripts: tuple[Page, Path]) -> None:
    page, root = scripts
    for quote in QUOTES:
        select(page, quote.replace("\n\n[2] ", "[2] "))
        code_here(page, "distrust", "3")
        until_saved(page)
    found = added(root)[1:]
    assert [one["quote"] for one in found] == list(QUOTES)
    for one in found:
        assert TEXT[one["start"] : one["end"]] == one["quote"]
    assert not load(root, strict=False).unplaced


def test_marks_lie_on_the_words_of_their_coding(scripts: tuple[Page, Path]) -> None:
    page, _ = scripts
    assert page.locator("mark").all_inner_texts() == ["Het moest wel."]
    select(page, "moest wel. Daarna")
    code_here(page, "pressure", "3")
    until_saved(page)
    assert page.locator("mark").all_inner_texts() == ["Het ", "moest wel.", " Daarna"]
    assert marks(page) == ["Coded: Urgency, A, aanwezig", "Coded: Druk, A, aanwezig"]


def test_the_text_on_the_page_is_that_on_disk_before_and_after_it_is_coded(
    scripts: tuple[Page, Path],
) -> None:
    page, _ = scripts

    def shown() -> list[str]:
        found: list[str] = page.locator(".words").evaluate_all(
            "(all) => all.map((one) => one.textContent)"
        )
        return found

    before = shown()
    assert before == [
        "😀 Gesprek 🇳🇱",
        *(part for part in TEXT.strip().split("\n\n")[1:]),
    ]
    for quote in QUOTES[:3]:
        select(page, quote)
        code_here(page, "distrust", "3")
    until_saved(page)
    assert shown() == before


def test_sentences_of_every_script_are_moved_by(scripts: tuple[Page, Path]) -> None:
    page, _ = scripts
    found = []
    for _ in range(11):
        press(page, "j")
        found.append(chosen(page))
    assert found[:2] == ["😀 Gesprek 🇳🇱", "👩‍👩‍👧 Zij zei: 𝔘nd so."]
    assert "אמרה שהיה צורך." in found
    assert "قالت إن الأمر عاجل." in found
    assert "会議は急ぎでした。" in found


def test_half_a_character_is_never_coded(scripts: tuple[Page, Path]) -> None:
    page, root = scripts
    # A program may put the ends of a selection within a character of two units.
    page.evaluate(
        """() => {
          const words = document.querySelectorAll(".words")[1];
          const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
          let node = walker.nextNode();
          while (!node.data.includes("😀😀")) node = walker.nextNode();
          const at = node.data.indexOf("😀😀");
          getSelection().setBaseAndExtent(node, at + 1, node, at + 3);
        }"""
    )
    code_here(page, "distrust", "3")
    until_saved(page)
    assert added(root)[-1]["quote"] == "😀😀"


def test_a_selection_that_reaches_over_the_margin_is_that_of_its_words(
    scripts: tuple[Page, Path],
) -> None:
    page, root = scripts
    page.evaluate(
        """() => {
          const note = document.querySelector(".note");
          const words = document.querySelectorAll(".words")[1];
          getSelection().setBaseAndExtent(words, 0, note, 0);
        }"""
    )
    code_here(page, "distrust", "3")
    until_saved(page)
    quote = added(root)[-1]["quote"]
    assert quote.startswith("[1]")
    assert quote.endswith("rust.")


def test_an_address_leads_to_a_place_counted_as_the_study_does(
    scripts: tuple[Page, Path],
) -> None:
    page, _ = scripts
    start = TEXT.index("الأمر")
    page.evaluate("(hash) => { location.hash = hash; }", f"#at.{start}-{start + 10}")
    page.wait_for_timeout(100)
    assert chosen(page) == TEXT[start : start + 10]
    page.evaluate("location.hash = '#coding.e1'")
    page.locator(".note[aria-expanded=true]").wait_for()
    assert page.locator(".note[aria-expanded=true]").get_attribute("data-key") == "e1"
