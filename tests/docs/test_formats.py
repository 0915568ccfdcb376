"""The examples in docs/formats.md of tables without a study print what the page says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.running import run

PAGE = (Path(__file__).parents[2] / "docs/formats.md").read_text(encoding="utf-8")
TABLES = re.findall(r"^```csv (\S+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
STEPS = re.findall(r"^```console\n\$ crosscase (.*?)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_every_example_is_found() -> None:
    assert [name for name, _ in TABLES] == ["values.csv", "segments.csv"]
    assert len(STEPS) == PAGE.count("$ crosscase") == 2


@pytest.mark.parametrize(("command", "printed"), STEPS)
def test_a_table_gives_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, printed: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in TABLES:
        Path(name).write_text(text, encoding="utf-8")
    done = run(*shlex.split(command))
    assert (done.status, done.err) == (0, "")
    assert done.out == printed
