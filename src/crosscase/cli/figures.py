"""``crosscase figures``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.options import language_option, selection_options, study_option
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

IMAGES = ("png", "pdf")


@click.command("figures")
@click.argument("names", nargs=-1)
@study_option
@language_option
@selection_options
@click.option(
    "--format",
    "style",
    type=click.Choice(["svg", *IMAGES, "csv", "json", "table"]),
    default="table",
    show_default=True,
    help="The drawing, or its data.",
)
@click.option(
    "--dpi",
    "dots",
    type=click.IntRange(30, 1200),
    default=300,
    show_default=True,
    help="Dots per inch of png.",
)
@click.option(
    "--output",
    default="-",
    show_default=True,
    help="Folder to write a file for each to; - is standard output, for png and pdf of one figure.",
)
def command(
    names: tuple[str, ...],
    root: Path,
    language: str | None,
    coders: tuple[str, ...],
    kinds: tuple[str, ...],
    without_kinds: tuple[str, ...],
    snapshot: str,
    style: str,
    dots: int,
    output: str,
) -> None:
    """Draw the declared figures, or only those NAMES; or show the data they are drawn from.

    With --output DIR each figure becomes a file there, such as figure-8.1.png. Data printed as
    JSON are one object, with the figures by name.
    """
    from crosscase.api import choose_language
    from crosscase.errors import UsageError
    from crosscase.figures import Figure, build_figures, draw_figure, draw_image, figure_frame
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
    if output == "-" and style in IMAGES and len(wanted) != 1:
        raise UsageError(
            f"found {len(wanted)} figures for one stream; allowed: one {style} at a time; "
            "name one figure, or a folder with --output"
        )

    def draw(figure: Figure) -> str | bytes:
        if style in IMAGES:
            return draw_image(figure, spoken, style, dots=dots)
        if style == "svg":
            return draw_figure(figure, spoken)
        return frame_text(figure_frame(figure, spoken), style)

    ending = "txt" if style == "table" else style
    drawn = {name: draw(one) for name, one in wanted.items()}
    folder = None if output == "-" else make_folder(output)
    for name, content in drawn.items():
        if folder is None:
            say(f"figure {name}")
        emit(content, "-" if folder is None else str(folder / f"figure-{name}.{ending}"))
