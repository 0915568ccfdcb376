"""``crosscase reanchor``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.options import study_option
from crosscase.cli.output import count_of, say


@click.command("reanchor")
@study_option
def command(root: Path) -> None:
    """Find the codings of changed texts again and note where they moved to.

    Moves are appended to the coders' files; nothing is rewritten. Turns of speakers and pages
    move along. The hashes of the texts in the catalogue are brought up to date. Codings, turns
    and pages whose words are gone or stand in two places alike are listed, kept, and left out;
    the exit status is then 3.
    """
    from crosscase.storage import reanchor

    result = reanchor(root)
    for coding in result.moved:
        click.echo(f"moved\t{coding}")
    for coding in result.unplaced:
        click.echo(f"unplaced\t{coding}")
    for one in result.structures:
        say(f"{one.document}: {one.placed} turns and pages found again")
        for words in one.unplaced:
            click.echo(f"unplaced\t{one.document}\t{' '.join(words.split())}")
    for document in result.documents:
        say(f"{document}: its hash in the catalogue is that of its text now")
    for file in result.torn:
        say(f"a last line that had broken off was moved to {file}")
    say(f"{count_of(len(result.moved), 'coding')} moved, {len(result.unplaced)} not placed")
    if result.unplaced or any(one.unplaced for one in result.structures):
        raise SystemExit(3)
