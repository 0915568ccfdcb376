"""``crosscase verdicts``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.options import format_option, output_option, selection_options, study_option
from crosscase.cli.output import emit, frame_text, open_study, select_codings

LISTS = ("codings_for", "codings_against", "codings_condition", "missing", "counts")
SHOWN = ["unit", "hypothesis", "reading", "verdict", "rule", "explanation"]


@click.command("verdicts")
@study_option
@selection_options
@format_option
@output_option
def command(
    root: Path,
    coders: tuple[str, ...],
    kinds: tuple[str, ...],
    without_kinds: tuple[str, ...],
    snapshot: str,
    style: str,
    output: str,
) -> None:
    """Test the hypotheses on each unit; the outcome over all units has unit `all`.

    Every verdict comes with its proof: the rule that decided, the predictions met, contrary
    and open, the codings for and against, and what is missing.
    """
    from crosscase.api import verdicts

    study = open_study(root)
    selection = select_codings(
        study, coders=coders, kinds=kinds, without_kinds=without_kinds, snapshot=snapshot
    )
    frame = verdicts(study, selection=selection)
    emit(frame_text(frame if style != "table" else frame[SHOWN], style, lists=LISTS), output)
