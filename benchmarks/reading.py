"""How quickly a long text with many codings opens, scrolls and takes another coding.

Run from the root of the repository as ``python -m benchmarks.reading``; see README.md here. It
needs Chromium, as the tests of the pages do. Every figure is measured in the browser, by the clock
on the wall, on a text without codings and on the same text with many, in turn. What saving takes
is told beside what writing one line and waiting for the disk takes in the same run.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks.suggest import Writer
from benchmarks.workbench import write_line
from tests.programs import COMMANDS
from tests.web.conftest import CHROMIUM
from tests.web.serving import Server, start_server

from crosscase.spans import text_sha256
from crosscase.storage import append_events, init, load, make_add, write_atomic
from crosscase.suggest.language import load_words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHARACTERS = 400_000
CODINGS = 10_000
CODES = 60
BOOKS = 5
ROUNDS = 3
SAVED = 20
"""Codings made by keyboard in a round; in all rounds together not more than there are codes."""

LONG = 50
"""Milliseconds from which on a frame is seen to be late."""

VALUES = ("absent", "partial", "present")

FIRST_TEXT = """
(function look() {
  const words = document.querySelector(".words");
  if (words && words.getBoundingClientRect().height > 0) window.readable = performance.now();
  else requestAnimationFrame(look);
})();
(function look() {
  // Marks are drawn after the first frame that a page is ready in, and seen in the next.
  const next = (then) => requestAnimationFrame(() => setTimeout(then, 0));
  if (document.documentElement?.dataset.ready) {
    next(() => next(() => (window.ready = performance.now())));
  } else setTimeout(look, 1);
})();
document.addEventListener("crosscase:saved", () => {
  (window.saved ??= []).push(performance.now());
});
"""

SCROLL = """
async () => {
  const frames = [];
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  let last = await frame();
  for (let at = 0; at < document.documentElement.scrollHeight - innerHeight; at += 700) {
    scrollTo({ top: at, behavior: "instant" });
    const now = await frame();
    frames.push(now - last);
    last = now;
  }
  return frames;
}
"""


@dataclass
class Found:
    """What was measured of one text, in milliseconds."""

    readable: list[float] = field(default_factory=list)
    ready: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)
    saved: list[float] = field(default_factory=list)
    lines: list[float] = field(default_factory=list)


def book(number: int) -> str:
    """Return a codebook of some of the codes."""
    codes = "".join(
        f"  - {{id: c{n}, label: {{nl: Begrip {n}, en: Construct {n}}}, scale: presence,\n"
        f"     definition: {{nl: Wat begrip {n} is., en: What construct {n} is.}}}}\n"
        for n in range(number, CODES, BOOKS)
    )
    scales = (
        "scales:\n  - id: presence\n    kind: ordinal\n    rule: median\n    label: Aanwezigheid\n"
        "    values:\n" + "".join(f"      - {{id: {one}, label: {one}}}\n" for one in VALUES)
    )
    return (
        f"format: 1\nid: b{number}\ntitle: Boek {number}\n"
        + (scales if number == 0 else "")
        + f"codes:\n{codes}"
    )


def make_study(root: Path, codings: int) -> Path:
    """Make a study of one long text, and code sentences and parts of them at random."""
    init(root, title="Lang", language="nl")
    (root / "codebooks/example.yaml").unlink()
    for number in range(BOOKS):
        write_atomic(root / f"codebooks/b{number}.yaml", book(number).encode())
    for name in ("tables", "hypotheses"):
        write_atomic(root / f"codebooks/{name}.yaml", f"format: 1\n{name}: []\n".encode())
    writer = Writer(load_words("nl"), 7, 0.3)
    text = ""
    while len(text) < CHARACTERS:
        text += f"## {writer.sentence()}\n\n{writer.text()}\n\n"
    text = text[:CHARACTERS].rstrip() + "\n"
    write_atomic(root / "corpus/texts/long.md", text.encode())
    catalogue = (
        "format: 1\nsource_groups:\n  - {id: one, label: Een}\ndocuments:\n  - id: long\n"
        "    title: Een lange tekst\n    kind: interview\n    path: corpus/texts/long.md\n"
        f"    sha256: {text_sha256(text)}\n    units: [case-one, party-a, party-b]\n"
        "    date: 2012\n    source_group: one\n    language: nl\n"
    )
    write_atomic(root / "corpus/documents.yaml", catalogue.encode())
    study = load(root)
    chance = random.Random(7)
    events = []
    for _ in range(codings):
        start = chance.randrange(len(text) - 200)
        start += len(text[start:]) - len(text[start:].lstrip())
        end = min(len(text) - 1, start + chance.randrange(20, 180))
        events.append(
            make_add(
                study,
                "long",
                start,
                end,
                coder="coder-1",
                code=f"c{chance.randrange(CODES)}",
                unit=chance.choice(("party-a", "party-b")),
                value=chance.choice(VALUES),
                memo="waarom" if chance.random() < 0.3 else "",
            )
        )
    append_events(root, "coder-1", events)
    return root


UNTIL_READY = """
() => new Promise((done) => {
  (function look() { if (window.ready) done(); else setTimeout(look, 5); })();
})
"""

PRESSED = """
() => addEventListener("keydown", (event) => {
  const form = document.querySelector("dialog[open] #claim:not([hidden])");
  if (event.key === "Enter" && form) (window.pressed ??= []).push(event.timeStamp);
}, true)
"""

UNTIL_SAVED = """
(n) => new Promise((done, fail) => {
  setTimeout(() => fail(new Error("a coding was not saved")), 30000);
  (function look() { if ((window.saved ?? []).length > n) done(); else setTimeout(look, 1); })();
})
"""


def browse(page: Page, origin: str, study: Path, found: Found, number: int) -> None:
    """Open the text, go through it from end to end, and code some sentences by keyboard."""
    page.goto(f"{origin}/read/long")
    page.evaluate(UNTIL_READY)
    found.readable.append(page.evaluate("window.readable"))
    found.ready.append(page.evaluate("window.ready"))
    found.frames += page.evaluate(SCROLL)
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    page.wait_for_timeout(2000)
    code_sentences(page, number * SAVED)
    pressed, saved = page.evaluate("[window.pressed, window.saved]")
    found.saved += [after - before for before, after in zip(pressed, saved, strict=True)]
    found.lines += write_lines(study)


def code_sentences(page: Page, first: int) -> None:
    """Code one sentence after another, each with another code, that no round before used."""
    page.evaluate(PRESSED)
    keys = page.keyboard
    for n in range(SAVED):
        keys.press("j")
        keys.press("Enter")
        keys.type(f"construct {first + n}")
        keys.press("Enter")
        if not page.locator("input[name=unit]:checked").count():
            keys.press("a")
        keys.press("3")
        keys.press("Enter")
        page.evaluate(UNTIL_SAVED, n)


def write_lines(root: Path) -> list[float]:
    """Return how many milliseconds it takes to write the line of a coding to the disk."""
    claim = {"code": "c0", "unit": "party-a", "value": "present"}
    event = make_add(load(root), "long", 0, 100, coder="coder-1", **claim)
    taken = []
    for _ in range(SAVED):
        start = perf_counter()
        write_line(root.parent / "line.jsonl", event)
        taken.append((perf_counter() - start) * 1000)
    return taken


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser of the tests."""
    import shutil

    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, COMMANDS["browser"])), None)
    if path is None:
        raise SystemExit("there is no Chromium to measure in")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM))
        yield browser
        browser.close()


def measure(browser: Browser, server: Server, study: Path, found: Found, number: int) -> None:
    """Measure once, in a browser that has seen nothing yet."""
    context: Any = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce"
    )
    context.add_init_script(FIRST_TEXT)
    page = context.new_page()
    page.goto(f"{server.url}&lang=en")
    browse(page, server.origin, study, found, number)
    context.close()


def high(values: list[float]) -> float:
    """Return what 95 of 100 stay under."""
    return statistics.quantiles(values, n=20)[-1]


def say(what: str, bare: float, coded: float, beside: str = "") -> None:
    """Print how the text with codings compares, and how long it took here."""
    print(f"  {what}: {coded / bare:.1f} times ({bare:.0f} and {coded:.0f} ms){beside}")


def report(codings: int, bare: Found, coded: Found) -> None:
    """Print what was found."""
    middle = statistics.median
    print(f"{codings:,} codings in {CHARACTERS:,} characters, beside the same text without any")
    say("first text to read", middle(bare.readable), middle(coded.readable))
    say("text and marks in place", middle(bare.ready), middle(coded.ready))
    say("a frame of scrolling, median", middle(bare.frames), middle(coded.frames))
    say("a frame of scrolling, 95 %", high(bare.frames), high(coded.frames))
    late = [f"{sum(one > LONG for one in of.frames)} of {len(of.frames)}" for of in (bare, coded)]
    print(f"  frames longer than {LONG} ms: {late[0]}, and {late[1]}")
    line = middle([*bare.lines, *coded.lines])
    for name, of in (("median", middle), ("95 %", high)):
        beside = f"; {of(coded.saved) / line:.0f} times a line on the disk ({line:.1f} ms)"
        say(f"from Enter to saved, {name}", of(bare.saved), of(coded.saved), beside)


def main(codings: int) -> None:
    """Print how a coded text compares with the same text without codings."""
    found = (Found(), Found())
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        studies = [make_study(Path(folder) / f"s{n}", n) for n in (0, codings)]
        servers = [start_server(study) for study in studies]
        try:
            for number in range(ROUNDS):
                for server, study, one in zip(servers, studies, found, strict=True):
                    measure(browser, server, study, one, number)
        finally:
            for server in servers:
                server.stop()
    report(codings, *found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CODINGS)
