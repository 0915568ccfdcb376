"""``crosscase tables``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.options import (
    folder_option,
    format_option,
    language_option,
    selection_options,
    study_option,
)
from crosscase.cli.output import (
    choose_named,
    emit,
    frame_text,
    json_text,
    make_folder,
    open_study,
    records_of,
    say,
    select_codings,
)

ENDING = {"table": "txt", "csv": "csv", "json": "json"}


@click.command("tables")
@click.argument("names", nargs=-1)
@study_option
@language_option
@selection_options
@format_option
@folder_option
def command(
    names: tuple[str, ...],
    root: Path,
    language: str | None,
    coders: tuple[str, ...],
    kinds: tuple[str, ...],
    without_kinds: tuple[str, ...],
    snapshot: str,
    style: str,
    output: str,
) -> None:
    """Fill the declared tables, or only those NAMES.

    With --output DIR each table becomes a file there, such as table-8.1.csv. Printed as JSON
    they are one object, with the tables by name.
    """
    from crosscase.api import tables

    study = open_study(root)
    selection = select_codings(
        study, coders=coders, kinds=kinds, without_kinds=without_kinds, snapshot=snapshot
    )
    frames = tables(study, selection=selection, language=language or "")
    wanted = choose_named(frames, names, "table")
    if output != "-":
        folder = make_folder(output)
        for name, frame in wanted.items():
            emit(frame_text(frame, style), str(folder / f"table-{name}.{ENDING[style]}"))
        return
    if style == "json":
        data = {name: records_of(frame) for name, frame in wanted.items()}
        emit(json_text(data), "-")
        return
    for number, (name, frame) in enumerate(wanted.items()):
        if number:
            click.echo()
        if style == "table" or len(wanted) > 1:
            say(f"table {name}")
        emit(frame_text(frame, style), "-")
