"""A long text on the reading page: what is out of sight costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.folders import add, anchored, make_folder
from tests.web.here import Here
from tests.web.reading import Opening, chosen, files_with, marks, press, read, select

if TYPE_CHECKING:
    from playwright.sync_api import Page

PASSAGES = 400
TEXT = "# Lang\n" + "".join(
    f"\n[{n}] Dit is zin {n}. {'Zij zei dat het wel moest, en wij ook. ' * 4}\n"
    for n in range(1, PASSAGES + 1)
)


@pytest.fixture
def long(tmp_path: Path, serve_in_thread: Callable[..., Here], open_page: Opening) -> Page:
    coded = [add(f"e{n}") | anchored("d1", f"zin {n}.", TEXT) for n in range(1, PASSAGES + 1)]
    root = make_folder(tmp_path / "long", files_with(TEXT, *coded))
    server = serve_in_thread(root)
    return read(open_page(server, "/?lang=en"), server)


def test_the_first_sentence_in_sight_is_found_without_laying_out_the_rest(long: Page) -> None:
    at = long.evaluate(
        """async () => {
          scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: "instant" });
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100)));
          const measure = Element.prototype.getBoundingClientRect;
          window.measured = 0;
          Element.prototype.getBoundingClientRect = function () {
            if (this.matches(".words")) window.measured++;
            return measure.call(this);
          };
          return scrollY;
        }"""
    )
    assert at > 1000
    press(long, "j")
    assert long.evaluate("window.measured") == 0
    assert chosen(long)
    top, bottom = long.evaluate(
        """() => {
          const box = [...CSS.highlights.get("cursor")][0].getBoundingClientRect();
          return [box.top, box.bottom];
        }"""
    )
    assert 0 < top < bottom < 300


SCROLL = """
async () => {
  for (let at = 0; at < document.documentElement.scrollHeight; at += 800) {
    scrollTo({ top: at, behavior: "instant" });
    await new Promise((done) => requestAnimationFrame(done));
  }
}
"""

WORDS = "[...document.querySelectorAll('.words')].map((one) => one.textContent)"

FEWER = """
(n) => new Promise((done) => {
  (function look() {
    if (document.querySelectorAll("mark").length < n) done(); else setTimeout(look, 20);
  })();
})
"""


def test_marks_do_not_pile_up_when_what_is_shown_is_chosen_again(long: Page) -> None:
    long.evaluate(SCROLL)
    long.evaluate(FEWER, 150)
    for part in (0.2, 0.5, 0.8):
        press(long, "f")
        for _ in range(2):
            long.locator("#filter-body input[name=units]").first.click()
        press(long, "Escape")
        long.evaluate(
            "(part) => scrollTo({ top: document.documentElement.scrollHeight * part, behavior: 'instant' })",
            part,
        )
        long.wait_for_timeout(200)
    long.evaluate(FEWER, 150)
    long.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    press(long, "f")
    long.locator("#filter-body input[name=units][value=b]").click()
    press(long, "Escape")
    long.evaluate(SCROLL)
    assert marks(long) == []


def test_marks_drawn_for_paper_are_taken_out_after_it(long: Page) -> None:
    long.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(marks(long)) == PASSAGES
    long.evaluate("dispatchEvent(new Event('afterprint'))")
    long.evaluate(FEWER, 150)


def test_marks_long_out_of_sight_are_taken_out_and_come_back(long: Page) -> None:
    press(long, "j", "j", "n")
    select(long, "zin 3.")
    at_first, words = marks(long), long.evaluate(WORDS)
    note = long.locator(".card").inner_text()
    long.evaluate(SCROLL)
    assert len(marks(long)) > PASSAGES / 2
    long.evaluate(FEWER, 150)
    kept = long.evaluate("[...document.querySelectorAll('mark')].map((mark) => mark.textContent)")
    assert "zin 3." in kept
    assert long.evaluate("String(getSelection())") == "zin 3."
    assert long.locator(".card").inner_text() == note
    assert long.evaluate(WORDS) == words
    long.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    long.locator("mark", has_text="zin 1.").wait_for()
    assert marks(long)[: len(at_first)] == at_first
