"""Studies to serve, servers in processes of their own, and a browser that fetches nothing else.

``serve`` starts ``crosscase code`` on a folder, in a process of its own; ``serve_in_thread`` serves
it from here, which is there sooner, and ``running_server`` is one on ``study``. ``page`` is
a page of Debian's Chromium that is logged in there; a request to any other host fails the test.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from crosscase.storage import OpenStudy
from crosscase.web.app import make_app
from crosscase.web.security import Door
from crosscase.web.state import Workbench
from tests.folders import make_folder
from tests.programs import find_program
from tests.web.here import Here, serve_here
from tests.web.serving import Server, start_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("made") / "study")


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Path:
    """The small study of ``tests.folders``, in a folder of its own; ``c1`` counts, ``c2`` does not."""
    root = tmp_path / "study"
    shutil.copytree(made, root)
    return root


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Start servers: ``serve(root, "--coder", "c1")``; all are stopped at the end."""
    servers: list[Server] = []

    def start(root: Path, *options: str) -> Server:
        servers.append(start_server(root, *options))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def running_server(study: Path, serve_in_thread: Callable[..., Here]) -> Here:
    """The workbench on the small study, for its coder ``c1``."""
    return serve_in_thread(study)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright; skips the test where there is none."""
    path = find_program("browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM))
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages: ``open_page(server, "/read/d1", locale="nl-NL")``, logged in at the server.

    Other options are those of a browser context. At the end the test fails when a page asked
    another host for anything, or broke its Content-Security-Policy, or threw an error.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def start(server: Server | Here, path: str = "/", **options: Any) -> Page:
        context = browser.new_context(**{"locale": "en-GB", "reduced_motion": "reduce", **options})
        contexts.append(context)

        def guard(route: Any) -> None:
            url = route.request.url
            if url.startswith((server.origin + "/", "data:", "blob:")):
                route.continue_()
            else:
                wrong.append(f"asked for {url}")
                route.abort()

        context.route("**/*", guard)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"error {error}"))
        page.on(
            "console",
            lambda said: (
                wrong.append(said.text) if "Content Security Policy" in said.text else None
            ),
        )
        page.goto(server.url)
        if path != "/":
            page.goto(server.origin + path)
        return page

    yield start
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def page(running_server: Here, open_page: Callable[..., Page]) -> Page:
    """The first page of the running server."""
    return open_page(running_server)


@pytest.fixture
def serve_in_thread() -> Iterator[Callable[..., Here]]:
    """Serve studies from threads: ``serve_in_thread(root, coder="c1")``; all are stopped at the end."""
    servers: list[Here] = []

    def start(root: Path, **options: Any) -> Here:
        servers.append(serve_here(root, **options))
        return servers[-1]

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def reading(
    study: Path, serve_in_thread: Callable[..., Here], open_page: Callable[..., Page]
) -> Page:
    """The reading page of the first document of the small study, in English, for ``c1``."""
    server = serve_in_thread(study)
    page = open_page(server, "/?lang=en")
    page.goto(f"{server.origin}/read/d1")
    page.wait_for_selector("html[data-ready]")
    return page


@pytest.fixture(scope="module")
def scripts(made: Path, browser: Browser) -> Iterator[Callable[..., Any]]:
    """Run ``(m, given) => …`` with a module of the reading page and what is given."""
    server = serve_here(made)
    with browser.new_context() as context:
        page: Page = context.new_page()
        page.goto(server.url)

        def run(module: str, code: str, given: Any = None) -> Any:
            return page.evaluate(
                f"async (given) => ({code})(await import('/static/js/read/{module}.js'), given)",
                given,
            )

        yield run
    server.stop()


DOOR = Door("127.0.0.1", 8711, "t" * 43)


def open_client(root: Path, coder: str = "c1") -> TestClient:
    """A program with the token, in this process, so that a failure shows where it happened."""
    app = make_app(Workbench(OpenStudy(root), coder), DOOR)
    headers = {"Authorization": f"Bearer {DOOR.token}"}
    return TestClient(app, base_url="http://127.0.0.1:8711", headers=headers)


@pytest.fixture
def client(study: Path) -> TestClient:
    return open_client(study)


def violations(page: Page, *, rule: str = "") -> list[str]:
    """What axe finds wrong with the accessibility of a page, by the rules of WCAG 2.2 A and AA.

    Each as a rule with the elements that break it; nothing when all is well. With a rule only
    that one is asked: in other colours a page can break none but ``color-contrast``.
    """
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    asked = {"type": "rule", "values": [rule]} if rule else {"type": "tag", "values": tags}
    options = {"resultTypes": ["violations"], "runOnly": asked}
    found = Axe().run(page, options=options)
    return [
        f"{one['id']}: {one['help']}: {', '.join(str(node['target']) for node in one['nodes'])}"
        for one in found.response["violations"]
    ]
