"""``crosscase init``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.output import say


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--title", default="", help="Title of the study.")
@click.option("--lang", "language", default="en", show_default=True, help="Its language.")
def command(folder: Path, title: str, language: str) -> None:
    """Make a new study in FOLDER, which must be empty or not exist yet.

    The study comes with one case of two parties, a codebook of three codes, a table and a
    hypothesis, all there to be replaced, and a README that says what to do next.
    """
    from crosscase.storage import init

    init(folder, title=title or folder.name, language=language)
    say(f"a new study stands in {folder}; read {folder / 'README.md'} next")
