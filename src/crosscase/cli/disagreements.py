"""``crosscase disagreements``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from crosscase.cli.options import format_option, language_option, output_option, study_option
from crosscase.cli.output import count_of, emit, frame_text, json_text, open_study, say, split_names
from crosscase.errors import UsageError

KINDS = ("code", "unit", "value", "one-sided", "detail", "boundary")


@click.command("disagreements")
@study_option
@click.option(
    "--coders",
    default="",
    metavar="A,B,…",
    help="The coders compared (default: all who cover a document).",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    help="Only this kind of disagreement (repeatable).",
)
@click.option("--document", default="", help="Only in this document.")
@click.option("--case", default="", help="Only where a coding is of this case or a party of it.")
@click.option("--code", default="", help="Only where a coding has this code.")
@click.option("--codebook", default="", help="Only where a coding has a code of this codebook.")
@click.option(
    "--tolerance",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Bounds no more than so many characters apart are the same.",
)
@click.option("--all", "everything", is_flag=True, help="Those settled as well, with by and why.")
@click.option("--snapshot", default="", help="The codings as they were at this snapshot.")
@click.option("--codings", is_flag=True, help="In CSV, one row for each coding at odds.")
@language_option
@format_option
@output_option
def command(
    root: Path,
    coders: str,
    tolerance: int,
    everything: bool,
    snapshot: str,
    codings: bool,
    language: str | None,
    style: str,
    output: str,
    **asked: Any,
) -> None:
    """Show where coders disagree, one item for each disagreement, ready to be decided on.

    Codings of the same words are matched: first those with the same code, unit and value, then
    those in which less and less is the same. What nobody answered is one-sided. Only text that all
    coders compared have read for the code is looked at. JSON has the passages and the
    definitions, and for each item the line to fill in for `crosscase adjudicate --from`.
    """
    from crosscase.adjudication import (
        choose_items,
        codings_frame,
        describe_items,
        find_items,
        items_frame,
        list_items,
    )

    if codings and style != "csv":
        raise UsageError(f"found --codings with --format {style}; allowed: csv; leave it out")
    study = open_study(root)
    found = find_items(study, coders=split_names(coders), tolerance=tolerance, snapshot=snapshot)
    chosen = choose_items(study, found, **asked)
    shown = tuple(item for item in chosen if everything or item.settled is None)
    spoken = language or study.languages[0]
    if style == "json":
        emit(json_text(describe_items(study, shown, spoken)), output)
    elif style == "csv":
        emit(frame_text(codings_frame(shown) if codings else items_frame(shown), style), output)
    else:
        emit(list_items(shown, spoken), output)
    settled = sum(item.settled is not None for item in chosen)
    say(f"{count_of(len(chosen), 'disagreement')}, {len(chosen) - settled} open, {settled} settled")
