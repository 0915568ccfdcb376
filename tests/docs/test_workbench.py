"""docs/workbench.md: its program runs, and its table has every request of the API."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import cast

import pytest

from crosscase.storage import load
from crosscase.web.app import make_behind
from crosscase.web.state import Workbench
from tests.cli.running import make_study
from tests.web.serving import start_server

PAGE = (Path(__file__).parents[2] / "docs/workbench.md").read_text(encoding="utf-8")


def test_every_request_is_in_the_table() -> None:
    paths = make_behind(cast("Workbench", None)).openapi()["paths"]
    there = {(m.upper(), path) for path, methods in paths.items() for m in methods}
    told = re.findall(r"^\| `([A-Z]+) (/api/[^`]*)` \|", PAGE, re.MULTILINE)
    assert len(told) == len(set(told))
    assert set(told) == there


def test_every_key_that_the_page_lists_is_in_the_table() -> None:
    folder = resources.files("crosscase.web") / "templates/read"
    page = (folder / "dialogs.html.j2").read_text(encoding="utf-8")
    listed = re.findall(
        r'\("([^"]+)", "([a-z-]+)"\)', page.replace('t("read.key.delete")', '"Delete"')
    )
    rows = re.findall(r"^\| ([^|]*`[^|]*) \|", PAGE, re.MULTILINE)
    told = {key for row in rows for key in re.findall(r"`([^`]+)`", row)}
    keys = {key for keys, _ in listed for key in ([keys] if " Enter" in keys else keys.split(" "))}
    assert len(keys) > 25
    assert keys - {"…"} <= told


def test_the_program_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_study(tmp_path)
    before = set(load(root).codings)
    # The study has that coding already, so the program codes on a document without any.
    text = tmp_path / "second.txt"
    text.write_text("Wij vonden: Het kon zo niet langer.\n", encoding="utf-8")
    from tests.cli.running import run

    added = run("add", text, "--study", root, "--case", "case-one", "--group", "second")
    assert added.status == 0, added.err
    (program,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    server = start_server(root, "--coder", "coder-1")
    try:
        program = program.replace("http://127.0.0.1:8711/?token=…", server.url)
        program = program.replace('study["documents"][0]["id"]', '"second"')
        exec(compile(program, "docs/workbench.md", "exec"), {})
    finally:
        server.stop()
    (new,) = set(load(root).codings) - before
    coding = load(root).codings[new]
    assert (coding.quote, coding.value, coding.revised) == (
        "Het kon zo niet langer",
        "partial",
        True,
    )
