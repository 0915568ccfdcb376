"""``crosscase tables``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosscase.cli.binding import DOCUMENTS, TEXTS, bind_document, evidence_option
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

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pandas import DataFrame

ENDING = {"table": "txt", "csv": "csv", "json": "json"}


@click.command("tables")
@click.argument("names", nargs=-1)
@study_option
@language_option
@selection_options
@click.option(
    "--format",
    "style",
    type=click.Choice([*ENDING, *TEXTS, *DOCUMENTS]),
    default="table",
    show_default=True,
    help="How to write the tables.",
)
@click.option(
    "--output",
    default="-",
    show_default=True,
    help="File for docx, xlsx and html; else a folder to write a file for each to; "
    "- is standard output.",
)
@evidence_option
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
    without_evidence: bool,
) -> None:
    """Fill the declared tables, or only those NAMES.

    As docx, xlsx or html all tables are one file, given by --output FILE. In the other formats
    --output DIR gives each table a file there, such as table-8.1.csv. Printed as JSON they are
    one object, with the tables by name.
    """
    from crosscase.api import choose_language
    from crosscase.comparison import build_tables, table_frame
    from crosscase.rendering import RENDERERS
    from crosscase.scoring import Scorebook

    study = open_study(root)
    selection = select_codings(
        study, coders=coders, kinds=kinds, without_kinds=without_kinds, snapshot=snapshot
    )
    spoken, book = choose_language(study, language or ""), Scorebook(study, selection)
    built = {table.id: table for table in build_tables(study, book)}
    wanted = choose_named(built, names, "table")
    if style in DOCUMENTS:
        document = bind_document(
            wanted.values(), book, style, language=spoken, without_evidence=without_evidence
        )
        emit(document, output)
        return
    if style in TEXTS:
        render = RENDERERS[TEXTS[style]]
        drawn = {id: render(one, spoken) for id, one in wanted.items()}
        _write_each(drawn, TEXTS[style], output)
        return
    frames = {id: table_frame(one, spoken) for id, one in wanted.items()}
    if style == "csv":
        _warn_of_formulas(frames)
    if style == "json" and output == "-":
        emit(json_text({id: records_of(frame) for id, frame in frames.items()}), "-")
        return
    texts = {id: frame_text(frame, style) for id, frame in frames.items()}
    _write_each(texts, ENDING[style], output)


def _write_each(texts: Mapping[str, str], ending: str, output: str) -> None:
    """Write a file for each table, or print one after the other."""
    if output != "-":
        folder = make_folder(output)
        for name, text in texts.items():
            emit(text, str(folder / f"table-{name}.{ending}"))
        return
    for number, (name, text) in enumerate(texts.items()):
        if number:
            click.echo()
        if ending == ENDING["table"] or len(texts) > 1:
            say(f"table {name}")
        emit(text, "-")


def _warn_of_formulas(frames: Mapping[str, DataFrame]) -> None:
    from crosscase.rendering.csv import looks_like_formula

    for name, frame in frames.items():
        texts = [*map(str, frame.columns), *map(str, frame.to_numpy().ravel())]
        if found := sum(map(looks_like_formula, texts)):
            say(
                f"table {name}: {found} texts begin with = + - @ or a tab, which a spreadsheet "
                "may run as a formula; open it as text, or write it with --format xlsx"
            )
