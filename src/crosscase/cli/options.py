"""Options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = [
    "find_study",
    "format_option",
    "language_option",
    "output_option",
    "selection_options",
    "sources_option",
    "study_option",
]

Command = TypeVar("Command", bound=Callable[..., Any])


def find_study(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path:
    """Return the folder of the study given, or of the one around the current folder."""
    from crosscase.storage import locate_study

    return locate_study(value)


study_option = click.option(
    "--study",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    callback=find_study,
    help="Folder of the study (default: the study around the current folder).",
)

format_option = click.option(
    "--format",
    "style",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to write the data.",
)

output_option = click.option(
    "--output",
    default="-",
    show_default=True,
    help="File to write to; - is standard output.",
)

sources_option = click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with the publications behind the texts, to verify origins and show passages.",
)

language_option = click.option(
    "--lang",
    "language",
    help="Language of labels (default: the first of the study).",
)


def selection_options(command: Command) -> Command:
    """Add the options that say which codings count.

    Parameters
    ----------
    command : callable
        The function of a command.

    Returns
    -------
    callable
        The function with ``--coder``, ``--kind``, ``--without-kind`` and ``--snapshot``.
    """
    for option in (
        click.option("--coder", "coders", multiple=True, help="Only this coder (repeatable)."),
        click.option(
            "--kind", "kinds", multiple=True, help="Only documents of this kind (repeatable)."
        ),
        click.option(
            "--without-kind",
            "without_kinds",
            multiple=True,
            help="No documents of this kind (repeatable).",
        ),
        click.option("--snapshot", default="", help="The codings as they were at this snapshot."),
    ):
        command = option(command)
    return command
