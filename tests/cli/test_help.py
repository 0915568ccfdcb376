"""Every verb has help, and the reference is what the verbs say of themselves."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from crosscase.cli import VERBS, cli
from crosscase.cli.reference import write_reference
from tests.cli.running import run

REFERENCE = Path(__file__).parents[2] / "docs" / "cli.md"
HELP = f"make docs, or: python -m crosscase.cli.reference {REFERENCE.name}"


def command_of(verb: str) -> click.Command:
    command = cli.get_command(click.Context(cli), verb)
    assert command is not None
    return command


def test_help_names_every_verb_in_order_and_the_exit_statuses() -> None:
    done = run("--help")
    assert (done.status, done.err) == (0, "")
    assert re.findall(r"^  ([a-z]+)  +\S", done.out, flags=re.MULTILINE)[-len(VERBS) :] == [*VERBS]
    assert all(f"{status} " in done.out for status in (0, 1, 2, 3, 70))


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_helps(verb: str) -> None:
    done = run(verb, "--help")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"Usage: crosscase {verb}")
    command = command_of(verb)
    assert command.name == verb
    assert command.help
    options = [p for p in command.params if isinstance(p, click.Option)]
    assert [p.name for p in options if not p.help] == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_and_option_is_in_the_reference(verb: str) -> None:
    text = REFERENCE.read_text(encoding="utf-8")
    (section,) = re.findall(rf"^## {verb}\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    for param in command_of(verb).params:
        if isinstance(param, click.Option):
            assert all(name in section for name in param.opts)


def test_the_reference_is_up_to_date_whatever_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    made = write_reference()
    assert made == REFERENCE.read_text(encoding="utf-8"), HELP
    in_blocks = [line for block in made.split("```")[1::2] for line in block.split("\n")]
    assert max(len(line) for line in in_blocks) <= 80


def test_the_version_is_the_package_s() -> None:
    import crosscase

    assert run("--version").out == f"crosscase, version {crosscase.__version__}\n"
