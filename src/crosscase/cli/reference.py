"""Writes the reference of the command line from the help of its verbs.

Run as ``python -m crosscase.cli.reference docs/cli.md``.
"""

from __future__ import annotations

import sys

import click

from crosscase.cli import VERBS, cli
from crosscase.cli.output import emit

__all__ = ["write_reference"]

_WIDTH = 80

_OPENING = """\
# The command line

What `crosscase --help` and `crosscase VERB --help` say; this page is made from it by `make docs`.

Data go to standard output, words about them to standard error. `--output FILE` writes the file
whole or not at all; `-` is standard output. A study is found from any folder within it, or given by
`--study`. `--debug` stands before the verb.
"""


def _help(command: click.Command, name: str, parent: click.Context | None = None) -> str:
    context = command.make_context(
        name,
        [],
        parent=parent,
        resilient_parsing=True,
        terminal_width=_WIDTH,
        max_content_width=_WIDTH,
        color=False,
    )
    return f"```text\n{command.get_help(context).rstrip()}\n```\n"


def _help_parts(command: click.Command, verb: str, root: click.Context) -> list[str]:
    """Return the help of the verbs within a verb, if it has any."""
    if not isinstance(command, click.Group):
        return []
    within = click.Context(command, info_name=verb, parent=root, terminal_width=_WIDTH)
    return [_help(one, name, within) for name, one in command.commands.items()]


def write_reference() -> str:
    """Return the reference of all verbs, in the order a researcher meets them.

    Returns
    -------
    str
        Markdown, the same on every computer.
    """
    root = click.Context(cli, info_name="crosscase", terminal_width=_WIDTH)
    root.help_option_names = ["-h", "--help"]
    parts = [_OPENING, _help(cli, "crosscase")]
    for verb, summary in VERBS.items():
        command = cli.get_command(root, verb)
        if command is not None:
            parts += [f"## {verb}\n", f"{summary}\n", _help(command, verb, root)]
            parts += _help_parts(command, verb, root)
    return "\n".join(parts)


def _main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        click.echo("give the file to write, such as docs/cli.md, or -", err=True)
        return 2
    emit(write_reference(), arguments[0])
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
