"""``crosscase suggest``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosscase.cli.options import format_option, language_option, output_option, study_option
from crosscase.cli.output import emit, frame_text, open_study, say
from crosscase.errors import UsageError

if TYPE_CHECKING:
    from crosscase.study import Study
    from crosscase.suggestion import Suggestion


@click.command("suggest")
@study_option
@click.option(
    "--method",
    type=click.Choice(["lexicon", "learned"]),
    help="By the patterns of the codebook (the default), or learned from accepted codings.",
)
@click.option("--document", "documents", multiple=True, help="Only this document (repeatable).")
@click.option("--code", "codes", multiple=True, help="Only this code (repeatable).")
@click.option(
    "--pipeline",
    default="",
    help="An installed spaCy pipeline, such as nl_core_news_sm, for documents in its language.",
)
@click.option(
    "--into",
    "coder",
    default="",
    metavar="CODER",
    help="Show what this coder has not decided on or coded yet, instead of counts. Nothing is "
    "accepted.",
)
@click.option("--evaluate", is_flag=True, help="Measure both methods against accepted codings.")
@click.option(
    "--split",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="With --evaluate: a file of document ids, one a line, that the patterns were written "
    "without; they are scored on these alone.",
)
@click.option("--save", is_flag=True, help="With --evaluate: keep the outcome for the report.")
@click.option(
    "--resamples",
    type=click.IntRange(min=0, max=100_000),
    help="With --evaluate: resamples of documents for the intervals.  [default: 1000]",
)
@click.option("--seed", type=int, help="With --evaluate: where chance begins.  [default: 0]")
@language_option
@format_option
@output_option
def command(root: Path, evaluate: bool, language: str | None, style: str, output: str,
            **asked: Any) -> None:  # fmt: skip
    """Propose sentences to code, and show how many for each code.

    They go to corpus/suggestions, in place of all that the method suggested before. No score
    counts a suggestion: only a coder makes it a coding, with `crosscase suggestions`.

    With --evaluate nothing is proposed: precision, recall and F1 of every code say how well either
    method finds the sentences that were coded, where somebody read the document completely for
    the code. Learned models judge documents, and cases, they were not shown.
    """
    from crosscase.api import choose_language

    only_suggesting = ("method", "documents", "codes", "coder")
    only_evaluating = ("split", "save", "resamples", "seed")
    odd = [n for n in (only_suggesting if evaluate else only_evaluating) if asked[n]]
    if odd:
        names = {"documents": "document", "codes": "code", "coder": "into"}
        raise UsageError(
            f"found --{names.get(odd[0], odd[0])} "
            f"{'with' if evaluate else 'without'} --evaluate; leave one of the two out"
        )
    study = open_study(root)
    spoken = choose_language(study, language or "")
    if evaluate:
        wanted = {name: asked[name] for name in ("pipeline", *only_evaluating)}
        _evaluate(study, style, output, **wanted)
    else:
        wanted = {name: asked[name] for name in ("pipeline", *only_suggesting)}
        _suggest(study, spoken, style, output, **wanted)


def _find(
    study: Study, method: str, pipeline: str, **chosen: Sequence[str]
) -> tuple[Suggestion, ...]:
    if method == "lexicon":
        from crosscase.suggest import suggest_by_lexicon

        return suggest_by_lexicon(study, pipeline=pipeline, **chosen)
    from crosscase.suggest.learned import describe_lack, suggest_by_learning

    if pipeline:
        raise UsageError("found --pipeline with --method learned; it goes with the lexicon")
    learned = suggest_by_learning(study, **chosen)
    for code, lack in learned.lacks.items():
        say(describe_lack(code, lack))
    for code in learned.unlearned:
        say(f"{code}: not learned; its words tell nothing about documents they are not from")
    return learned.suggestions


def _suggest(study: Study, language: str, style: str, output: str, *, method: str | None,
             coder: str, **asked: Any) -> None:  # fmt: skip
    from crosscase.storage import write_suggestions
    from crosscase.suggest import count_suggestions
    from crosscase.suggest.listing import (
        judge_for_all,
        list_suggestions,
        order_uncertain,
        suggestions_frame,
    )

    method = method or "lexicon"
    if coder:
        judge_for_all(study, (), coder)  # an unknown coder is told before any work
    found = _find(study, method, **asked)
    path = write_suggestions(study.root, method, found)
    if not coder:
        emit(frame_text(count_suggestions(study, found), style), output)
        say(f"{len(found)} suggestions in {path}; none counts until a coder makes it a coding")
        return
    judged = judge_for_all(study, found, coder)
    open_ones = [one for one in found if judged[one.id].status == "undecided"]
    ordered = order_uncertain(open_ones) if method == "learned" else open_ones
    frame = suggestions_frame(study, ordered, judged, language)
    text = list_suggestions(frame, language) if style == "table" else ""
    emit(text or frame_text(frame, style, lists=("events",)), output)
    say(
        f"{len(found)} suggestions in {path}, {len(open_ones)} of them for {coder} to decide on; "
        "none counts until a coder makes it a coding"
    )


def _read_split(file: Path | None) -> tuple[str, ...]:
    if file is None:
        return ()
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: {error}; allowed: UTF-8; save it as UTF-8") from None
    names = tuple(line.strip() for line in lines if line.strip())
    if not names:
        raise UsageError(f"{file}: found no document id; name those the patterns were not tuned on")
    return names


def _evaluate(study: Study, style: str, output: str, *, pipeline: str, split: Path | None,
              save: bool, resamples: int | None, seed: int | None) -> None:  # fmt: skip
    from crosscase.storage import write_evaluation
    from crosscase.suggest import suggest_by_lexicon
    from crosscase.suggest.evaluating import evaluate_suggestions, evaluation_frame
    from crosscase.suggest.measures import RESAMPLES

    held_out = _read_split(split)
    has_patterns = any(code.patterns for code in study.codes.values())
    if held_out and not has_patterns:
        raise UsageError("found --split in a study without patterns; leave it out")
    evaluation = evaluate_suggestions(
        study,
        suggest_by_lexicon(study, pipeline=pipeline) if has_patterns else (),
        held_out=held_out,
        seed=seed or 0,
        resamples=RESAMPLES if resamples is None else resamples,
        progress=lambda step: say(f"evaluate: {step}"),
    )
    emit(frame_text(evaluation_frame(evaluation), style), output)
    if has_patterns:
        say(_TUNED[evaluation.patterns])
    if save:
        say(f"written: {write_evaluation(study.root, evaluation)}")


_TUNED = {
    "texts": "the lexicon is scored on the texts its patterns were tuned on, as far as is known: "
    "its numbers flatter it; declare `patterns_from: definitions` in the codebook, or give a "
    "--split, where that is not so",
    "definitions": "the codebook declares that the patterns were written from the definitions, "
    "without the texts they are scored on",
    "held-out": "the lexicon is scored on documents its patterns were written without, as --split "
    "says",
}
