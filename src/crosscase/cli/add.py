"""``crosscase add``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.options import study_option
from crosscase.cli.output import say
from crosscase.corpus import KINDS


@click.command("add")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@study_option
@click.option(
    "--unit", "units", multiple=True, required=True, help="Unit it speaks about (repeatable)."
)
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="document",
    show_default=True,
    help="What kind of text it is.",
)
@click.option("--date", default="", help="2012, 2012-07 or 2012-07-09.")
@click.option("--role", default="", help="The speaker's role, or the body that issued it.")
@click.option("--party", default="", help="The party the speaker belongs to.")
@click.option("--group", default="", help="Source group: one person or body (default: the file).")
@click.option("--title", default="", help="Title, for one file (default: its first heading).")
@click.option("--lang", "language", default="", help="Language (default: the study's first).")
def command(
    files: tuple[Path, ...],
    root: Path,
    units: tuple[str, ...],
    kind: str,
    date: str,
    role: str,
    party: str,
    group: str,
    title: str,
    language: str,
) -> None:
    """Copy plain texts (FILES, .txt or .md) into the study and enter them in its catalogue.

    Line ends, byte-order mark and Unicode form are normalised once, here.
    """
    from crosscase.storage import add_texts

    for document in add_texts(
        root,
        files,
        units=units,
        kind=kind,
        date=date,
        role=role,
        party=party,
        source_group=group,
        language=language,
        title=title,
    ):
        click.echo(document)
    say(f"{len(files)} texts added; the catalogue is corpus/documents.yaml")
