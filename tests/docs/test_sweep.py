"""docs/sweep.md is followed to the letter, and knows every option, column and file."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

from crosscase.cli.sweep import command
from crosscase.sweep.opening import RATIO
from crosscase.sweep.parts import _GROUP, FAILURES, SUGGESTIONS
from crosscase.sweep.planning import PARTITION_BYTES
from crosscase.sweep.reading import KINDS
from crosscase.sweep.records import FIELDS
from tests.cli.running import run

PAGE = (Path(__file__).parents[2] / "docs/sweep.md").read_text(encoding="utf-8")
FILES = re.findall(r"^```(?:yaml|jsonl) (\S+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
STEPS = re.findall(r"^\$ (.*)\n((?:(?!\$ |```).*\n)*)", PAGE, re.MULTILINE)


def test_the_page_is_followed_to_the_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("crosscase.cli.sweep._processors", lambda: 1)
    for name, held in FILES:
        Path(name).write_text(held, encoding="utf-8")
    assert [line.split()[0] for line, _ in STEPS] == ["crosscase", "cat", "cat", "cat"]
    for line, printed in STEPS:
        if line.startswith("cat "):
            assert Path(line[4:]).read_text("utf-8") == printed, line
        else:
            done = run(*shlex.split(line)[1:])
            assert (done.status, done.out + done.err) == (0, printed)
    test = doctest.DocTestParser().get_doctest(PAGE, {}, "sweep", "docs/sweep.md", 0)
    said: list[str] = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=said.append)
    assert result.failed == 0, "".join(said)
    assert result.attempted == PAGE.count("\n>>> ") > 8
    # The place of the failure is where its line begins.
    lines = Path("council.jsonl").read_bytes()
    assert lines[244:].startswith(b'{"id": "2012-19"')


def test_the_page_knows_what_there_is() -> None:
    for name in (*FIELDS, *SUGGESTIONS, *FAILURES):
        assert re.search(rf"\b{name}\b", PAGE), name
    for ending in KINDS:
        assert f"`{ending}`" in PAGE
    for param in command.params:
        assert all(name in PAGE for name in param.opts if name.startswith("--")), param.name
    for number in (f"{PARTITION_BYTES >> 20} MB", f"{RATIO} times", f"{_GROUP:,} suggestions"):
        assert number in PAGE
