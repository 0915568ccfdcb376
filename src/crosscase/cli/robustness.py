"""``crosscase robustness``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.options import format_option, output_option, study_option
from crosscase.cli.output import emit, frame_text, open_study, say

LISTS = ("removed",)
LEDGER_LISTS = (
    "codings_for",
    "codings_against",
    "groups_for",
    "groups_against",
    "discriminates",
)


@click.command("robustness")
@study_option
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    help="Only this kind, or all kinds that begin so: leave-out, alternative, stability, flip, "
    "single-voice, circular (repeatable).",
)
@click.option("--hypothesis", "hypotheses", multiple=True, help="Only this one (repeatable).")
@click.option(
    "--unit", "units", multiple=True, help="Only this case or party, or all (repeatable)."
)
@click.option(
    "--size",
    type=click.IntRange(0),
    default=2,
    show_default=True,
    help="Largest flip sets to try, of source groups and of codings.",
)
@click.option(
    "--draws",
    type=click.IntRange(0),
    default=1000,
    show_default=True,
    help="Joint alternatives to draw for a reading that has more.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of these draws.")
@click.option("--scores", is_flag=True, help="Show the scores that move as well.")
@click.option("--all", "everything", is_flag=True, help="Show what does not move as well.")
@click.option("--ledger", "as_ledger", is_flag=True, help="Show the ledger of rivals instead.")
@format_option
@output_option
def command(
    root: Path,
    kinds: tuple[str, ...],
    hypotheses: tuple[str, ...],
    units: tuple[str, ...],
    size: int,
    draws: int,
    seed: int,
    scores: bool,
    everything: bool,
    as_ledger: bool,
    style: str,
    output: str,
) -> None:
    """Say of every verdict what would change it, and what it hangs on.

    Each source group, document, coder and case is left out in turn; every rule, lifting,
    threshold, test and reading is tried one step away, alone and two at a time; and the smallest
    sets of source groups and of codings are found without which the verdict is another. Warnings
    name verdicts that rest on one source group, and tests that go round in a circle.
    """
    from crosscase.robustness import KINDS, ledger, robustness_frame

    study = open_study(root)
    if as_ledger:
        found = ledger(study, hypotheses=hypotheses, units=units)
        emit(frame_text(found, style, lists=LEDGER_LISTS), output)
        return
    chosen = [kind for kind in KINDS if any(kind.startswith(one) for one in kinds)]
    unknown = [one for one in kinds if not any(kind.startswith(one) for kind in KINDS)]
    frame = robustness_frame(
        study,
        kinds=[*chosen, *unknown],
        hypotheses=hypotheses,
        units=units,
        group_size=size,
        coding_size=size,
        seed=seed,
        draws=draws,
        scores=scores,
        moves_only=not everything,
        progress=say,
    )
    if style == "table":
        frame = frame.drop(columns=[] if scores else ["code", "period"])
    emit(frame_text(frame, style, lists=LISTS), output)
