"""The reading page for everybody: no violation in any state, by keyboard alone, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import crosscase
from crosscase.storage import write_suggestions
from tests.web.conftest import violations
from tests.web.here import Here
from tests.web.reading import Opening, chosen, code_here, marks, press, read, until_saved
from tests.web.test_suggestions_api import OPEN, WHOLE

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORDS = Path(crosscase.__file__).parent / "web/words"


@pytest.fixture
def opened(
    study: Path, serve_in_thread: Callable[..., Here], open_page: Opening
) -> Callable[..., Page]:
    """Open the first document, with suggestions: ``opened(lang="nl", color_scheme="dark")``."""
    write_suggestions(study, "lexicon", [OPEN, WHOLE])
    server = serve_in_thread(study)

    def start(*, lang: str = "en", **options: Any) -> Page:
        return read(open_page(server, f"/?lang={lang}", **options), server)

    return start


def states(page: Page) -> list[tuple[str, list[str]]]:
    """Bring the page into each of its states; return what is wrong in each."""
    found = []

    def look(name: str) -> None:
        found.append((name, violations(page)))

    look("at first")
    press(page, "j", "j", "n")
    look("a coding chosen")
    press(page, "s")
    look("a suggestion chosen")
    press(page, "Escape", "j", "Enter")
    page.keyboard.type("ver")
    look("finding a code")
    page.locator("#code-input").fill("trust")
    press(page, "Enter")
    page.locator("#claim-details summary").click()
    press(page, "Enter")
    look("saying of whom")
    press(page, "Escape")
    for key in ("d", "f", "g", "?"):
        press(page, key)
        page.wait_for_timeout(50)
        look(f"after {key}")
        press(page, "Escape")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_any_state(opened: Callable[..., Page], scheme: str) -> None:
    page = opened(color_scheme=scheme)
    assert [(name, wrong) for name, wrong in states(page) if wrong] == []


def test_axe_finds_no_violation_on_a_narrow_screen_nor_in_a_conflict(
    opened: Callable[..., Page],
) -> None:
    page = opened(viewport={"width": 390, "height": 844})
    assert violations(page) == []
    page.context.route(
        "**/api/codings/e1",
        lambda route: route.fulfill(
            status=409, content_type="application/json", body=json.dumps(CONFLICT)
        ),
    )
    page.locator(".note.coding", has_text="Urgency").click()
    assert violations(page) == []
    press(page, "e", "3", "Enter")
    page.locator("#conflict-dialog[open]").wait_for()
    assert violations(page) == []


CONFLICT = {
    "problems": [],
    "message": "changed since",
    "current": {
        **dict.fromkeys(("period", "date", "actor", "toward", "decision", "suggestion"), ""),
        **{"id": "e1", "coder": "c1", "document": "d1", "start": 17, "end": 32, "placed": True},
        **{"quote": "Wij moesten wel", "code": "urgency", "unit": "a", "value": "absent"},
        **{"memo": "elders", "at": "2026-11-21T09:30:00Z", "last": "e4x", "revised": True},
    },
}


def test_the_focus_goes_through_the_page_in_order_and_comes_back_from_dialogs(
    opened: Callable[..., Page],
) -> None:
    page = opened()

    def focus() -> str:
        name: str = page.evaluate(
            "document.activeElement.id || document.activeElement.className.split(' ')[0]"
        )
        return name

    page.locator("#help").focus()
    press(page, "Tab")
    assert focus() == "text"
    press(page, "j", "j")
    assert chosen(page) == "Wij moesten wel."
    press(page, "n")
    assert focus() == "note"
    press(page, "Tab")
    assert page.evaluate("document.activeElement.closest('.card') !== null")
    press(page, "Escape")
    assert focus() == "text"
    press(page, "Enter")
    assert focus() == "code-input"
    press(page, "Escape")
    assert focus() == "text"
    page.locator("#coverage").focus()
    press(page, "Enter")
    press(page, "Escape")
    assert focus() == "coverage"


def test_what_is_chosen_is_underlined_while_keys_work_on_the_text(
    opened: Callable[..., Page],
) -> None:
    page = opened()

    def underlined() -> str:
        found: str = page.evaluate("[...(CSS.highlights.get('focused') ?? [])].join('|')")
        return found

    press(page, "j", "j")
    assert underlined() == chosen(page) == "Wij moesten wel."
    press(page, "j")
    assert underlined() == chosen(page)
    page.locator("#help").focus()
    assert underlined() == ""
    assert chosen(page)
    page.locator("#text").focus()
    assert underlined() == chosen(page)
    press(page, "Escape")
    assert underlined() == chosen(page) == ""


def test_what_has_the_focus_or_the_cursor_is_not_hidden_by_the_tools(
    opened: Callable[..., Page],
) -> None:
    page = opened(viewport={"width": 900, "height": 260})
    for _ in range(5):
        press(page, "j")
        top, bottom, bar = page.evaluate(
            """() => {
              const [range] = CSS.highlights.get("cursor");
              const box = range.getBoundingClientRect();
              return [box.top, box.bottom, document.querySelector(".bar").getBoundingClientRect().bottom];
            }"""
        )
        assert bar <= top < bottom <= 260


def test_what_saves_is_in_sight_however_little_of_the_form_is(opened: Callable[..., Page]) -> None:
    page = opened(viewport={"width": 1000, "height": 420})
    press(page, "j", "j", "Enter")
    page.keyboard.type("trust")
    press(page, "Enter")
    palette, save = (page.locator(name).bounding_box() for name in ("#palette", "#palette-save"))
    assert palette
    assert save
    form: int = page.evaluate("document.getElementById('palette').scrollHeight")
    assert form > palette["height"]
    assert save["y"] + save["height"] <= palette["y"] + palette["height"] <= 420


def test_the_finder_is_a_combobox_that_tells_which_code_is_active(
    opened: Callable[..., Page],
) -> None:
    page = opened()
    press(page, "j", "Enter")
    field = page.get_by_role("combobox", name="Code")
    assert field.get_attribute("aria-expanded") == "true"
    first = field.get_attribute("aria-activedescendant")
    press(page, "ArrowDown")
    second = field.get_attribute("aria-activedescendant")
    assert first != second
    option = page.locator(f"#{second}")
    assert option.get_attribute("aria-selected") == "true"
    assert option.get_attribute("aria-description")
    press(page, "Enter")
    assert field.get_attribute("aria-expanded") == "false"


def test_targets_are_large_enough(opened: Callable[..., Page]) -> None:
    page = opened()
    press(page, "j", "j", "n")
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, a, input, select, [role=option]")]
          .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.closest(".heard, p"))
          .map((one) => [one.id || one.className || one.textContent, one.getBoundingClientRect()])
          .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
          .map(([name]) => name)"""
    )
    assert small == []


def test_marks_and_notes_have_names_in_the_language_of_the_page(
    opened: Callable[..., Page],
) -> None:
    page = opened(lang="nl")
    assert marks(page)[:2] == ["Voorgesteld: Druk", "Gecodeerd: Urgentie, A, deels"]
    press(page, "j", "j")
    assert page.get_by_role("button", name="Gecodeerd: Urgentie, A, deels").count() == 1
    assert page.locator(".words").nth(1).get_attribute("lang") == "nl"


def texts_of(page: Page) -> set[str]:
    """Return all that the page says: texts, names, hints."""
    found: list[str] = page.evaluate(
        """() => {
          const said = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT,
            (node) => node.parentElement.closest("script, .words, .quote, kbd, code, .top, .skip") ? 2 : 1);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) said.push(node.data.trim());
          for (const one of document.querySelectorAll("main *")) {
            for (const name of ["aria-label", "title", "placeholder"]) {
              if (one.hasAttribute(name)) said.push(one.getAttribute(name).trim());
            }
          }
          return said.filter(Boolean);
        }"""
    )
    return set(found)


def test_the_dutch_page_says_nothing_in_english_and_no_key(opened: Callable[..., Page]) -> None:
    page = opened(lang="nl")
    dutch = json.loads((WORDS / "read.nl.json").read_text(encoding="utf-8"))
    english = json.loads((WORDS / "read.en.json").read_text(encoding="utf-8"))
    only = {
        words for key, words in english.items() if isinstance(words, str) and words != dutch[key]
    }
    only -= {str(words) for words in dutch.values()}
    said: set[str] = set()
    press(page, "j", "j", "n")
    said |= texts_of(page)
    press(page, "s")
    said |= texts_of(page)
    press(page, "Escape", "Enter")
    page.keyboard.type("trust")
    press(page, "Enter", "Enter")
    said |= texts_of(page)
    press(page, "Escape")
    for key in ("d", "f", "g", "?"):
        press(page, key)
        said |= texts_of(page)
        press(page, "Escape")
    assert not said & only
    assert not [words for words in said if re.fullmatch(r"[a-z]+(\\.[a-z-]+)+", words)]
    assert "Gecodeerd: Urgentie, A, deels" in said


def test_a_suggestion_has_one_name_in_dutch() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in sorted(WORDS.glob("*nl.json")))
    assert "suggestie" in said
    assert "voorstel" not in said.lower()


def test_every_sentence_is_reached_coded_and_left_by_keyboard_alone_on_a_narrow_screen(
    opened: Callable[..., Page],
) -> None:
    page = opened(viewport={"width": 390, "height": 844})
    press(page, "j", "j", "j")
    code_here(page, "distrust", "3")
    until_saved(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_fields_of_the_details_stand_in_one_row_and_are_as_high(
    opened: Callable[..., Page],
) -> None:
    page = opened()
    press(page, "j", "j", "Enter")
    page.keyboard.type("distrust")
    press(page, "Enter")
    page.locator("#claim-details summary").click()
    boxes = [
        page.locator(f"#claim-{name}").bounding_box() for name in ("date", "actor", "decision")
    ]
    found = {(round(box["y"]), round(box["height"])) for box in boxes if box}
    assert len(found) == 1


def test_on_paper_the_text_stands_with_its_notes_and_without_tools(
    opened: Callable[..., Page],
) -> None:
    page = opened(viewport={"width": 718, "height": 1000})  # A4, without its margins
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    words, note = (page.locator(name).first.bounding_box() for name in (".words", ".note.coding"))
    assert words
    assert note
    assert words["width"] > 400
    assert note["x"] > words["x"] + words["width"]
    assert page.locator(".bar").is_hidden()
    assert page.locator(".note.coding", has_text="Urgency").is_visible()
    assert page.locator(".note.more").count() == 0
    assert violations(page) == []
