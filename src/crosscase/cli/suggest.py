"""``crosscase suggest``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.options import format_option, output_option, study_option
from crosscase.cli.output import emit, frame_text, open_study, say


@click.command("suggest")
@study_option
@click.option(
    "--method",
    type=click.Choice(["lexicon"]),
    default="lexicon",
    show_default=True,
    help="How to find them: by the patterns of the codebook.",
)
@click.option("--document", "documents", multiple=True, help="Only this document (repeatable).")
@click.option("--code", "codes", multiple=True, help="Only this code (repeatable).")
@click.option(
    "--pipeline",
    default="",
    help="An installed spaCy pipeline, such as nl_core_news_sm, for documents in its language.",
)
@format_option
@output_option
def command(
    root: Path,
    method: str,
    documents: tuple[str, ...],
    codes: tuple[str, ...],
    pipeline: str,
    style: str,
    output: str,
) -> None:
    """Propose sentences to code, and show how many for each code.

    They go to corpus/suggestions, in place of all that the method suggested before. No score
    counts a suggestion: only a coder makes it a coding.
    """
    from crosscase.storage import write_suggestions
    from crosscase.suggest import count_suggestions, suggest_by_lexicon

    study = open_study(root)
    found = suggest_by_lexicon(study, documents=documents, codes=codes, pipeline=pipeline)
    path = write_suggestions(root, method, found)
    emit(frame_text(count_suggestions(study, found), style), output)
    say(f"{len(found)} suggestions in {path}; none counts until a coder makes it a coding")
