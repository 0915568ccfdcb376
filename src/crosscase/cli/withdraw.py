"""``crosscase withdraw``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.options import study_option
from crosscase.cli.output import count_of, say


@click.command("withdraw")
@click.argument("codings", nargs=-1, required=True, metavar="ID...")
@study_option
@click.option("--coder", required=True, help="Whose codings they are.")
def command(codings: tuple[str, ...], root: Path, coder: str) -> None:
    """Take codings back, by their ids.

    The codings stay in the coder's file with an event that takes them back; to correct a coding,
    withdraw it and mark it again.
    """
    from crosscase.storage import withdraw_codings

    for event in withdraw_codings(root, coder, codings):
        click.echo(event)
    say(f"{coder} withdraws {count_of(len(codings), 'coding')}")
