"""Runs the command line within the test, with its two streams and its exit status apart."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crosscase.cli import main

INTERVIEW = """\
# Interview met de burgemeester

Het kon zo niet langer, zei zij. Wij moesten wel.

Ruzie was er nauwelijks. Wij moesten samen verder.
"""

CODINGS = (
    {"quote": "Het kon zo niet langer", "code": "urgency", "unit": "party-a", "value": "present"},
    {"quote": "Ruzie was er nauwelijks", "code": "conflict", "unit": "party-a", "value": "partial"},
    {"quote": "samen verder", "code": "trust", "unit": "party-b", "value": "partial", "memo": "?"},
)


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def run(*arguments: str | Path) -> Done:
    """Run ``crosscase`` with these arguments in the current folder."""
    out, err = io.StringIO(), io.StringIO()
    status: Any = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as stop:
            status = stop.code
    return Done(status or 0, out.getvalue(), err.getvalue())


def write_lines(path: Path, *rows: Any) -> Path:
    """Write a file for ``mark --from``: texts as they are, anything else as JSON."""
    texts = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return path


def make_study(folder: Path) -> Path:
    """Make a study the way a researcher does: init, add, mark, cover."""
    root = folder / "my-study"
    assert run("init", root, "--title", "My study", "--lang", "en").status == 0
    text = folder / "mayor.txt"
    text.write_text(INTERVIEW, encoding="utf-8")
    added = run(
        *("add", text, "--study", root, "--kind", "interview", "--role", "mayor"),
        *("--unit", "party-a", "--unit", "party-b", "--unit", "case-one", "--group", "mayor"),
    )
    assert (added.status, added.out) == (0, "mayor\n")
    rows = [{"document": "mayor", **one} for one in CODINGS]
    lines = write_lines(folder / "codings.jsonl", *rows)
    marked = run("mark", "--study", root, "--coder", "coder-1", "--from", lines)
    assert (marked.status, len(marked.out.split())) == (0, len(CODINGS))
    assert run("cover", "mayor", "--study", root, "--coder", "coder-1").status == 0
    return root
