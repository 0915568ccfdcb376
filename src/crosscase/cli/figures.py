"""``crosscase figures``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.options import folder_option, language_option, selection_options, study_option
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


@click.command("figures")
@click.argument("names", nargs=-1)
@study_option
@language_option
@selection_options
@click.option(
    "--format",
    "style",
    type=click.Choice(["svg", "csv", "json", "table"]),
    default="table",
    show_default=True,
    help="The drawing, or its data.",
)
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
    """Draw the declared figures, or only those NAMES; or show the data they are drawn from.

    With --output DIR each figure becomes a file there, such as figure-8.1.svg. Data printed as
    JSON are one object, with the figures by name.
    """
    from crosscase.api import choose_language
    from crosscase.figures import build_figures, draw_figure, figure_frame
    from crosscase.scoring import Scorebook

    study = open_study(root)
    selection = select_codings(
        study, coders=coders, kinds=kinds, without_kinds=without_kinds, snapshot=snapshot
    )
    spoken = choose_language(study, language or "")
    figures = {figure.id: figure for figure in build_figures(study, Scorebook(study, selection))}
    wanted = choose_named(figures, names, "figure")
    if output == "-" and style == "json":
        data = {name: records_of(figure_frame(one, spoken)) for name, one in wanted.items()}
        emit(json_text(data), "-")
        return
    ending = "txt" if style == "table" else style
    texts = {
        name: draw_figure(one, spoken)
        if style == "svg"
        else frame_text(figure_frame(one, spoken), style)
        for name, one in wanted.items()
    }
    folder = None if output == "-" else make_folder(output)
    for name, text in texts.items():
        if folder is None:
            say(f"figure {name}")
        emit(text, "-" if folder is None else str(folder / f"figure-{name}.{ending}"))
