"""A long text on the reading page: what is out of sight costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.folders import make_folder
from tests.web.here import Here
from tests.web.reading import Opening, chosen, files_with, press, read

if TYPE_CHECKING:
    from playwright.sync_api import Page

PASSAGES = 400
TEXT = "# Lang\n\n" + "".join(
    f"[{n}] Dit is zin {n}. {'Zij zei dat het wel moest, en wij ook. ' * 4}\n\n"
    for n in range(1, PASSAGES + 1)
)


@pytest.fixture
def long(tmp_path: Path, serve_in_thread: Callable[..., Here], open_page: Opening) -> Page:
    root = make_folder(tmp_path / "long", files_with(TEXT.rstrip() + "\n"))
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
