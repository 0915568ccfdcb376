"""Doing things on the reading page, as a coder does them: by keys, or with the mouse."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crosscase.spans import text_sha256
from tests.folders import TEXTS, add, lines, study_files
from tests.web.serving import Server

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opening = Callable[..., "Page"]
Evaluate = Callable[..., Any]

READY = "html[data-ready]"
SAVED = ".state:not(.waiting) .icon"


def read(page: Page, server: Server, document: str = "d1", hash: str = "") -> Page:
    """Open a document on a page that is logged in, and wait until it can be coded."""
    page.goto(f"{server.origin}/read/{document}{hash}")
    page.wait_for_selector(READY)
    return page


def press(page: Page, *keys: str) -> None:
    """Press keys one after another."""
    for key in keys:
        page.keyboard.press(key)


def code_here(page: Page, typed: str, *keys: str) -> None:
    """Code the words that are chosen: find a code by typing, press keys of the form, save."""
    press(page, "Enter")
    page.keyboard.type(typed)
    press(page, "Enter", *keys, "Enter")


def until_saved(page: Page) -> None:
    """Wait until the server has acknowledged everything."""
    page.wait_for_selector(SAVED)


def select(page: Page, quote: str, nth: int = 0) -> None:
    """Select words in the text as dragging over them does; they may span several blocks."""
    page.evaluate(
        """([quote, nth]) => {
          const nodes = [];
          const walker = document.createTreeWalker(
            document.getElementById("text"), NodeFilter.SHOW_TEXT,
            (node) => node.parentElement.closest(".words") ? 1 : 2);
          let text = "";
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            nodes.push([text.length, node]);
            text += node.data;
          }
          let at = -1;
          for (let n = 0; n <= nth; n++) at = text.indexOf(quote, at + 1);
          if (at < 0) throw new Error(`no ${quote}`);
          const find = (place) => nodes.findLast(([start]) => start <= place);
          const [a, from] = find(at);
          const [b, to] = find(at + quote.length - 1);
          getSelection().setBaseAndExtent(from, at - a, to, at + quote.length - b);
        }""",
        [quote, nth],
    )


def chosen(page: Page) -> str:
    """Return the words that the cursor has chosen, as they are painted."""
    found: str = page.evaluate(
        "[...(CSS.highlights.get('cursor') ?? [])].map((range) => range.toString()).join('|')"
    )
    return found


def notes(page: Page, kind: str = "coding") -> list[str]:
    """Return what the notes of the margin are called aloud."""
    found: list[str] = page.locator(f".note.{kind}").evaluate_all(
        "(notes) => notes.map((note) => note.getAttribute('aria-label'))"
    )
    return found


def marks(page: Page) -> list[str]:
    """Return what the marks in the text are called aloud, in the order of the text."""
    found: list[str] = page.locator("mark[data-says]").evaluate_all(
        "(marks) => marks.map((mark) => mark.dataset.says.replace(/: $/, '')).flatMap((s) => s.split('; '))"
    )
    return found


def look(page: Page) -> None:
    """Let the page look whether something changed, and read that."""
    for _ in range(2):  # It looks again only when it has read what the look before told of.
        with page.expect_response("**/api/changes*"):
            page.evaluate("dispatchEvent(new Event('focus'))")


def readings(page: Page) -> list[str]:
    """Return a list that grows with every request for the whole document."""
    found: list[str] = []
    page.on(
        "request",
        lambda asked: asked.url.endswith("/api/documents/d1") and found.append(asked.url),
    )
    return found


def said(page: Page) -> str:
    """Return what was last said aloud."""
    return page.locator("#live").inner_text()


def events(root: Path, coder: str = "c1") -> list[dict[str, Any]]:
    """Return the events in a coder's file."""
    path = root / f"corpus/codings/{coder}.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def added(root: Path, before: int = 0, coder: str = "c1") -> list[dict[str, Any]]:
    """Return the events that add codings, after those that were there."""
    return [event for event in events(root, coder)[before:] if event["event"] == "add"]


def files_with(text: str, *codings: Mapping[str, Any]) -> dict[str, str]:
    """Return the small study with another text of ``d1``, and nothing coded but this."""
    files = study_files()
    files["corpus/texts/d1.md"] = text
    files["corpus/documents.yaml"] = files["corpus/documents.yaml"].replace(
        text_sha256(TEXTS["d1"]), text_sha256(text)
    )
    files["corpus/origins.csv"] = files["corpus/origins.csv"].splitlines()[0] + "\n"
    files["corpus/codings/c1.jsonl"] = lines(*codings)
    del files["corpus/snapshots/first.txt"]
    return files


__all__ = [
    "Evaluate",
    "Opening",
    "add",
    "added",
    "chosen",
    "code_here",
    "events",
    "files_with",
    "look",
    "marks",
    "notes",
    "press",
    "read",
    "readings",
    "said",
    "select",
    "until_saved",
]
