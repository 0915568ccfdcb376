"""In a browser, at servers in processes of their own: one is killed while it is coded, two code at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from crosscase.storage import check, load
from tests.folders import make_folder
from tests.web.reading import (
    Opening,
    added,
    code_here,
    files_with,
    look,
    marks,
    press,
    read,
    until_saved,
)
from tests.web.serving import Server

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

Serve = Callable[..., Server]

MANY = 30


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A study with a text of many sentences, with emoji before them."""
    said = " ".join(f"Zin {n} 🙈 van de caféhouder." for n in range(MANY + 10))
    return make_folder(tmp_path / "study", files_with(f"# Tekst\n\n{said}\n"))


def open_document(open_page: Opening, server: Server) -> Page:
    return read(open_page(server, "/?lang=en"), server)


def test_a_server_killed_while_one_codes_costs_nothing_that_was_saved(
    root: Path, serve: Serve, open_page: Opening
) -> None:
    server = serve(root, "--coder", "c1")
    page = open_document(open_page, server)
    saved: list[str] = []

    def note(response: Response) -> None:
        if response.status == 201:
            saved.append(response.request.post_data_json["request"])

    page.on("response", note)
    press(page, "j", "j")  # past the heading
    code_here(page, "urgency", "a", "3")
    for n in range(1, MANY):
        press(page, "j", "r")
        if n == MANY // 2:
            server.kill()
    page.locator("#banner", has_text="does not answer").wait_for()
    on_disk = [event["id"] for event in added(root)]
    assert 0 < len(saved) < MANY
    assert {f"{request}-0" for request in saved} <= set(on_disk)
    assert len(on_disk) < MANY

    again = serve(root, "--coder", "c1", "--port", str(urlsplit(server.origin).port))
    page.locator("#banner", has_text="started anew").wait_for()
    page.context.new_page().goto(again.url)
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.wait_for_selector(".state:not(.waiting) .icon", timeout=30_000)
    made = added(root)
    assert len(made) == len({(one["start"], one["end"]) for one in made}) == MANY
    text = load(root).documents["d1"].text
    for n, one in enumerate(sorted(made, key=lambda one: int(one["start"]))):
        assert one["quote"] == text[one["start"] : one["end"]]
        assert one["quote"] == f"Zin {n} 🙈 van de caféhouder."
    assert [problem for problem in check(root) if problem.severity == "error"] == []


def test_two_coders_at_once_code_each_in_a_file_of_their_own_and_see_only_that(
    root: Path, serve: Serve, open_page: Opening
) -> None:
    pages = {
        coder: open_document(open_page, serve(root, "--coder", coder)) for coder in ("c1", "c2")
    }
    for page, value in ((pages["c1"], "3"), (pages["c2"], "1")):
        press(page, "j")
        code_here(page, "urgency", "a", value)
    for _ in range(4):
        for page in pages.values():
            press(page, "j", "r")
    for coder, value in (("c1", "present"), ("c2", "absent")):
        until_saved(pages[coder])
        made = added(root, coder=coder)
        assert [one["value"] for one in made] == [value] * 5
        assert {one["coder"] for one in made} == {coder}
        look(pages[coder])
        assert len(marks(pages[coder])) == 5
    assert len(load(root).codings) == 10
