"""``crosscase cover``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.options import study_option
from crosscase.cli.output import count_of, say


@click.command("cover")
@click.argument("documents", nargs=-1, required=True)
@study_option
@click.option("--coder", required=True, help="Who has read them.")
@click.option("--codebook", "codebooks", multiple=True, help="Only for this codebook (repeatable).")
def command(documents: tuple[str, ...], root: Path, coder: str, codebooks: tuple[str, ...]) -> None:
    """State that a coder has read DOCUMENTS completely for all codes, or for those of a codebook.

    Only then is silence about a code known as silence. The statement holds for the text and the
    definitions as they are now.
    """
    from crosscase.storage import cover_documents

    done = cover_documents(root, coder, documents, codebooks=codebooks)
    if done.torn:
        say(f"a last line that had broken off was moved to {done.torn}")
    say(f"{coder} covers {count_of(len(documents), 'document')}")
