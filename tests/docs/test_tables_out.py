"""The page on tables and figures is followed to the letter, on the study of the README."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.docs.test_readme import steps

PAGE = (Path(__file__).parents[2] / "docs/tables-out.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study as the README leaves it before its first table."""
    folder = tmp_path_factory.mktemp("readme")
    with pytest.MonkeyPatch.context() as patched:
        for command, _ in steps():
            patched.chdir(folder)
            if command.startswith("cd "):
                folder = folder / command[3:]
            elif command.startswith("crosscase tables"):
                return folder
            elif command.startswith("crosscase "):
                assert run(*shlex.split(command)[1:]).status == 0
            elif not command.startswith("python -m pip"):
                subprocess.run(command, shell=True, check=True, cwd=folder)
    raise AssertionError("the README makes no table")


def test_commands_print_what_the_page_says(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(study)
    ran = 0
    for block in BLOCKS:
        for step in re.split(r"^\$ crosscase ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = step.partition("\n")
            done = run(*shlex.split(command))
            assert (done.status, done.out + done.err) == (0, printed), command
            ran += 1
    assert ran == PAGE.count("$ crosscase") == 5
    assert {"tables.docx", "table-1.xlsx", "verdicts.docx"} <= {f.name for f in study.iterdir()}


def test_the_python_runs(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(study)
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code is not None
    exec(compile(code.group(1), "tables-out.md", "exec"), {})
    assert (study / "tables.xlsx").is_file()
    assert (study / "table-1.tex").is_file()
