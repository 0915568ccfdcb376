"""``crosscase import``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from crosscase.cli.options import find_study
from crosscase.cli.output import count_of, emit, say, tell_losses


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--study",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of the study (default: the study around the current folder).",
)
@click.option(
    "--to", type=click.Path(path_type=Path), help="Make a new study in this folder instead."
)
@click.option(
    "--unit",
    default="",
    help="Unit of codings that no case of the project claims (default: a case named after it).",
)
@click.option(
    "--lang",
    "language",
    default="",
    help="Language of the texts (default: the study's first; for a new study en).",
)
@click.option("--losses", default="", help="File for the list of what did not come along (CSV).")
@click.pass_context
def command(
    ctx: click.Context,
    file: Path,
    study: Path | None,
    to: Path | None,
    unit: str,
    language: str,
    losses: str,
) -> None:
    """Import FILE of another program: a REFI-QDA project (.qdpx) or codebook (.qdc).

    What is in the study already is recognised and nothing of it is changed; an import that fails
    leaves nothing. docs/refi-qda.md says what becomes of what.
    """
    from crosscase.errors import UsageError
    from crosscase.interchange.fitting import count_new
    from crosscase.interchange.formats import import_anew, import_into
    from crosscase.interchange.losses import write_losses

    if to is not None and study is not None:
        raise UsageError("found --study and --to; allowed: one of them; leave one out")
    if to is not None:
        new = import_anew(to, file, unit=unit, language=language or "en")
    else:
        root = find_study(ctx, ctx.command.params[1], study)
        new = import_into(root, file, unit=unit, language=language)
    for problem in new.warnings:
        say(f"warning: {problem}")
    for message in new.messages:
        say(message)
    say(f"new in {to or root}: {_list_counts(count_new(new))}")
    if new.known:
        say(f"in the study already: {_list_counts(dict(sorted(new.known.items())))}")
    tell_losses(new.losses, losses)
    if losses:
        emit(write_losses(new.losses), losses)


def _list_counts(counts: Mapping[str, int]) -> str:
    """Return how many there are of each kind of thing; kinds are named in the plural."""
    return ", ".join(count_of(n, what.removesuffix("s")) for what, n in counts.items())
