"""The examples in docs/sharing.md print what the page says."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

from tests.cli.running import run, write_lines

PAGE = (Path(__file__).parents[2] / "docs/sharing.md").read_text(encoding="utf-8")
STEPS = re.findall(r"^```console\n\$ (.*?)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The study that the page speaks of."""
    root = tmp_path / "my-study"
    assert run("init", root, "--title", "Proef", "--lang", "nl").status == 0
    monkeypatch.chdir(root)
    (text,) = re.findall(r"^```text\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    (tmp_path / "interview-jansen.txt").write_text(text, encoding="utf-8")
    added = run("add", "../interview-jansen.txt", "--unit", "party-a", "--kind", "interview")
    assert added.status == 0, added.err
    row = {"document": "interview-jansen", "quote": "kon het zo niet langer", "code": "urgency"}
    row |= {"unit": "party-a", "value": "present"}
    lines = write_lines(tmp_path / "rows.jsonl", row)
    assert run("mark", "--coder", "coder-1", "--from", lines).status == 0
    for name, held in re.findall(r"^```csv (\S+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE):
        Path(name).write_text(held, encoding="utf-8")
    return tmp_path


def test_the_page_is_followed_to_the_letter(folder: Path) -> None:
    assert len(STEPS) == PAGE.count("\n$ ") == 6
    for command, printed in STEPS:
        if command.startswith("cat "):
            found = Path(command[4:]).read_text(encoding="utf-8")
        else:
            done = run(*shlex.split(command)[1:])
            assert done.status == 0, f"{command}\n{done.err}"
            found = done.out + done.err
        begin, cut, _ = printed.partition("…\n")
        assert found == printed or (cut and found.startswith(begin)), f"{command}\n{found}"
    (code,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, "sharing.md", "exec"), {})
    assert "TextPositionSelector" in said.getvalue()
