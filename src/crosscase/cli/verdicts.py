"""``crosscase verdicts``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.binding import DOCUMENTS, TEXTS, bind_document, evidence_option
from crosscase.cli.options import language_option, output_option, selection_options, study_option
from crosscase.cli.output import emit, frame_text, open_study, select_codings

LISTS = ("codings_for", "codings_against", "codings_condition", "missing", "counts")
SHOWN = ["unit", "hypothesis", "reading", "verdict", "rule", "explanation"]


@click.command("verdicts")
@study_option
@language_option
@selection_options
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "csv", "json", *TEXTS, *DOCUMENTS]),
    default="table",
    show_default=True,
    help="table, csv and json have a row for each verdict, the others are hypotheses by cases.",
)
@output_option
@evidence_option
def command(
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
    """Test the hypotheses on each unit; the outcome over all units has unit `all`.

    Every verdict comes with its proof: the rule that decided, the predictions met, contrary
    and open, the codings for and against, and what is missing. As md, latex, docx, xlsx or html
    they are the table of hypotheses by cases.
    """
    from crosscase.api import choose_language, verdicts
    from crosscase.hypotheses import evaluate
    from crosscase.rendering import RENDERERS, tabulate_verdicts
    from crosscase.scoring import Scorebook

    study = open_study(root)
    selection = select_codings(
        study, coders=coders, kinds=kinds, without_kinds=without_kinds, snapshot=snapshot
    )
    spoken = choose_language(study, language or "")
    if style in DOCUMENTS or style in TEXTS:
        book = Scorebook(study, selection)
        table = tabulate_verdicts(study, evaluate(study, book))
        if style in TEXTS:
            emit(RENDERERS[TEXTS[style]](table, spoken), output)
            return
        document = bind_document(
            [table], book, style, language=spoken, without_evidence=without_evidence
        )
        emit(document, output)
        return
    frame = verdicts(study, selection=selection)
    if (said := f"explanation_{spoken}") in frame:
        frame["explanation"] = frame[said]
    emit(frame_text(frame if style != "table" else frame[SHOWN], style, lists=LISTS), output)
