"""``crosscase suggest``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosscase.cli.options import (
    format_option,
    language_option,
    output_option,
    sources_option,
    study_option,
)
from crosscase.cli.output import count_of, emit, frame_text, open_study, say
from crosscase.errors import UsageError

if TYPE_CHECKING:
    from crosscase.evaluation import Evaluation
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
@sources_option
@click.option(
    "--show",
    "shown",
    type=click.Choice(["sentences", "sources", "units", "values", "confusion", "negation"]),
    help="With --evaluate: only this table.  [default: all that there are; in csv and json, "
    "sentences]",
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
    the code. Learned models judge documents, and cases, they were not shown. How often the unit
    and the value are right is measured among the suggestions that are.

    With --sources as well it is estimated how well the publications behind the texts are read:
    through the stretches that coded passages rest on. Nobody coded the publications themselves;
    the messages say what follows from that.
    """
    from crosscase.api import choose_language

    only_suggesting = ("method", "documents", "codes", "coder")
    only_evaluating = ("split", "sources", "shown", "save", "resamples", "seed")
    odd = [n for n in (only_suggesting if evaluate else only_evaluating) if asked[n]]
    if odd:
        names = {"documents": "document", "codes": "code", "coder": "into", "shown": "show"}
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

        return suggest_by_lexicon(
            study, documents=chosen["documents"], codes=chosen["codes"], pipeline=pipeline
        )
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
    there = f"{count_of(len(found), 'suggestion')} in {path}"
    if not coder:
        emit(frame_text(count_suggestions(study, found), style), output)
        say(f"{there}; none counts until a coder makes it a coding")
        return
    judged = judge_for_all(study, found, coder)
    open_ones = [one for one in found if judged[one.id].status == "undecided"]
    ordered = order_uncertain(open_ones) if method == "learned" else open_ones
    frame = suggestions_frame(study, ordered, judged, language)
    text = list_suggestions(frame, language) if style == "table" else ""
    emit(text or frame_text(frame, style, lists=("events",)), output)
    say(
        f"{there}, {len(open_ones)} of them for {coder} to decide on; "
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
              sources: Path | None, shown: str | None, save: bool, resamples: int | None,
              seed: int | None) -> None:  # fmt: skip
    from crosscase.evidence import read_sources
    from crosscase.storage import write_evaluation
    from crosscase.suggest.evaluating import evaluate_suggestions
    from crosscase.suggest.measures import RESAMPLES
    from crosscase.suggest.proposing import propose

    held_out = _read_split(split)
    has_patterns = any(code.patterns for code in study.codes.values())
    if held_out and not has_patterns:
        raise UsageError("found --split in a study without patterns; leave it out")
    if sources is None and shown == "sources":
        raise UsageError("found --show sources without --sources; give the folder they are in")
    if sources is not None and not study.origins:
        raise UsageError("found --sources in a study without origins of passages; leave it out")
    texts = None if sources is None else read_sources(study, sources)

    def tell(step: str) -> None:
        say(f"evaluate: {step}")

    evaluation = evaluate_suggestions(
        study,
        propose(study, texts=texts, pipeline=pipeline, progress=tell),
        held_out=held_out,
        seed=seed or 0,
        resamples=RESAMPLES if resamples is None else resamples,
        progress=tell,
    )
    emit(_tables(evaluation, style, shown), output)
    if has_patterns:
        say(_TUNED[evaluation.patterns])
    if evaluation.sources:
        say(_ESTIMATE)
    if save:
        evaluation = evaluation if evaluation.sources else _keep_sources(study, evaluation)
        say(f"written: {write_evaluation(study.root, evaluation)}")


def _tables(evaluation: Evaluation, style: str, shown: str | None) -> str:
    """Return one table; to read, all that have anything when none is asked for."""
    from crosscase.suggest.frames import TABLES, evaluation_frame

    if shown or style != "table":
        return frame_text(evaluation_frame(evaluation, shown or "sentences"), style)
    frames = {name: evaluation_frame(evaluation, name) for name in TABLES}
    return "\n".join(
        f"{name}\n{frame_text(frame, style)}" for name, frame in frames.items() if len(frame)
    )


def _keep_sources(study: Study, evaluation: Evaluation) -> Evaluation:
    """Keep what was saved of the publications when they are not at hand, and say so."""
    from dataclasses import replace

    from crosscase.storage import read_evaluation
    from crosscase.suggest.fingerprint import fingerprint_sources

    saved = read_evaluation(study.root)
    if saved is None or saved.sources is None:
        return evaluation
    if saved.sources.made_of == fingerprint_sources(study):
        say("kept: the estimate on the sources; all it rests on is as it was")
    else:
        say(
            "kept, but out of date: the estimate on the sources; codings, patterns, texts or "
            "origins have changed since; give --sources to make it anew"
        )
    return replace(evaluation, sources=saved.sources)


_TUNED = {
    "texts": "the lexicon is scored on the texts its patterns were tuned on, as far as is known: "
    "its numbers flatter it; declare `patterns_from: definitions` in the codebook, or give a "
    "--split, where that is not so",
    "definitions": "the codebook declares that the patterns were written from the definitions, "
    "without the texts they are scored on",
    "held-out": "the lexicon is scored on documents its patterns were written without, as --split "
    "says",
}

_ESTIMATE = """\
sources: an estimate, not a measurement. Nobody coded the publications: coders read notes written
from them, and a coding says which passage of a note it is in, and the passage which stretches of a
publication it rests on. A stretch is found when a sentence about it is suggested for a code that
one of its passages has; a suggestion is right when its sentence is about such a stretch.
- Stretches are longer than codings and have several codes: a suggestion can be right by accident.
  `precision_chance` and `recall_chance` are what as many sentences at random would have.
- A passage may rest on stretches that bear another of its codings: recall can be too low.
- Suggestions outside of all stretches (`outside`) are neither right nor wrong: nobody looked there.
  Precision holds for stretches that coded passages rest on, not for a publication as a whole.
- Compare only with the rows of place `documents`, where the notes are judged in the same way."""
