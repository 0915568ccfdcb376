"""The README is followed to the letter: its commands run, and print what it says."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import crosscase

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
IDENTITY = re.compile(r"\b[0-9a-f]{32}\b")


def steps() -> Iterator[tuple[str, str]]:
    """Yield (command, what it should print)."""
    for block in BLOCK.findall(README):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = step.partition("\n")
            yield command, printed


def run(command: str, folder: Path) -> str:
    """Run one line of a shell: crosscase as this Python has it, anything else as it stands."""
    words = shlex.split(command)
    if words[0] == "crosscase":
        call = [sys.executable, "-c", "from crosscase.cli import main; main()", *words[1:]]
        done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)
    else:
        done = subprocess.run(
            command, cwd=folder, shell=True, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout + done.stderr


def test_a_first_study_following_only_the_readme(tmp_path: Path) -> None:
    folder = tmp_path
    ran = 0
    for command, printed in steps():
        if command.startswith("python -m pip"):
            continue
        if command.startswith("cd "):
            folder = folder / command[3:]
            continue
        found = run(command, folder)
        assert IDENTITY.sub("ID", found) == IDENTITY.sub("ID", printed), command
        ran += 1
    assert ran > 12
    assert (folder / "reports" / "report.html").is_file()

    python = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert python is not None
    code = python.group(1).replace('"."', repr(str(folder)))
    exec(compile(code, "README.md", "exec"), {})
    study = crosscase.load(folder)
    assert set(crosscase.verdicts(study)["unit"]) == {"party-a", "party-b", "case-one", "all"}


def test_every_file_the_readme_names_is_there() -> None:
    for link in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / link).exists(), link
