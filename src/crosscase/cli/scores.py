"""``crosscase scores``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.options import format_option, output_option, selection_options, study_option
from crosscase.cli.output import emit, frame_text, open_study, select_codings

LISTS = ("codings", "inferred_from", "values", "codings_against", "undated", "events")
SHOWN = [
    "unit",
    "code",
    "state",
    "value",
    "period",
    "rule",
    "n_for",
    "n_against",
    "n_groups",
    "codings",
]


@click.command("scores")
@study_option
@click.option("--period", default="", help="Only the evidence of this period.")
@selection_options
@format_option
@output_option
def command(
    root: Path,
    period: str,
    coders: tuple[str, ...],
    kinds: tuple[str, ...],
    without_kinds: tuple[str, ...],
    snapshot: str,
    style: str,
    output: str,
) -> None:
    """Show what the codings together say about each unit and code."""
    from crosscase.api import scores

    study = open_study(root)
    selection = select_codings(
        study, coders=coders, kinds=kinds, without_kinds=without_kinds, snapshot=snapshot
    )
    frame = scores(study, period=period, selection=selection)
    emit(frame_text(frame if style != "table" else frame[SHOWN], style, lists=LISTS), output)
