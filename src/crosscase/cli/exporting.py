"""``crosscase export``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.options import study_option
from crosscase.cli.output import emit, open_study, tell_losses


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@study_option
@click.option("--losses", default="", help="File for the list of what was left behind (CSV).")
def command(file: Path, root: Path, losses: str) -> None:
    """Export the study to FILE, in the format of its ending.

    \b
    .qdpx    REFI-QDA project: texts, codes, codings, coders, cases, memos
    .qdc     REFI-QDA codebook: codes alone
    .jsonld  codings as W3C Web Annotations

    The same study gives the same bytes. docs/refi-qda.md says what becomes of what.
    """  # noqa: D301
    from crosscase.interchange.formats import export_study
    from crosscase.interchange.losses import write_losses

    data, left = export_study(open_study(root), file)
    emit(data, str(file))
    tell_losses(left, losses)
    if losses:
        emit(write_losses(left), losses)
