"""docs/adding.md is followed to the letter, and knows every format and option there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from crosscase.interchange.reading import FORMATS, Limits
from tests.cli.running import make_study
from tests.docs.test_readme import run

PAGE = (Path(__file__).parents[2] / "docs/adding.md").read_text(encoding="utf-8")
FILES = re.findall(r"^```text (\S+)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
STEPS = re.findall(r"^\$ (crosscase .*)\n((?:(?!\$ |```).*\n)*)", PAGE, re.MULTILINE)


def test_the_examples_print_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    root = make_study(tmp_path)
    for name, text in FILES:
        (root / name).write_text(text, encoding="utf-8")
    assert [command.split()[1] for command, _ in STEPS] == ["add", "find"]
    for command, printed in STEPS:
        assert run(command, root) == printed, command


def test_the_page_knows_every_format_option_and_limit() -> None:
    for ending in FORMATS:
        assert re.search(rf"\b{ending[1:]}\b", PAGE) or ending == ".htm"
    for option in ("keep-original", "keep-headers", "keep-hyphens", "keep-lines", "no-speakers"):
        assert f"`--{option}`" in PAGE
    limits = Limits()
    assert f"{limits.file >> 20} MB" in PAGE
    assert f"{limits.text // 1_000_000} million characters" in PAGE
    assert f"{limits.pages:,} pages" in PAGE
