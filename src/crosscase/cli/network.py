"""``crosscase network``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosscase.cli.options import language_option, output_option, selection_options, study_option
from crosscase.cli.output import emit, frame_text, open_study, say, select_codings
from crosscase.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crosscase.network import Pair
    from crosscase.scoring import Scorebook

PAIR_LISTS = ("codings",)
CASE_LISTS = ("coding_ids",)


def _refuse(**given: object) -> None:
    for name, value in given.items():
        if value is not None:
            raise UsageError(f"found --{name} beside --graph cases; leave one of the two out")


def _given(**options: Any) -> dict[str, Any]:
    """Return the options that were given; the others are left to what they are without."""
    return {name: value for name, value in options.items() if value is not None}


def _tell_unread(pairs: Sequence[Pair]) -> None:
    unread = sum(pair.both > pair.of_both or pair.read == 0 for pair in pairs)
    if unread:
        say(
            f"{unread} of {len(pairs)} pairs: not all that has both codes was read for both; their "
            "association follows from what was read, and is empty where nothing was"
        )


def _codes(book: Scorebook, within: str, style: str, language: str, chosen: dict[str, Any]) -> str:
    from crosscase.network import (
        find_pairs,
        graph_codes,
        pair_frame,
        render_graphml,
        strongest_pairs,
    )
    from crosscase.suggest import sentences_of

    pairs = find_pairs(book, within, sentences=sentences_of if within == "sentence" else None)
    if style == "svg":
        from crosscase.figures import draw_together

        return draw_together(book.study, pairs, within=within, language=language, **chosen)
    found = strongest_pairs(pairs, **chosen)
    _tell_unread(found)
    if style == "graphml":
        return render_graphml(graph_codes(book, found, language=language))
    frame = pair_frame(book.study, found, language=language)
    if style == "table":
        numbers = {
            name: [f"{x:.2f}" if x == x else "-" for x in frame[name]]
            for name in ("expected", "association", "shrunken")
        }
        shown = ["first", "second", "both", "groups", *numbers, "read", "of_first", "of_second"]
        return frame_text(frame.assign(**numbers)[shown], style)
    return frame_text(frame, style, lists=PAIR_LISTS)


def _cases(book: Scorebook, style: str, language: str, most: dict[str, Any]) -> str:
    from crosscase.network import case_frame, graph_cases, render_graphml, widest_codes

    if style == "svg":
        from crosscase.figures import draw_having

        return draw_having(book, language=language, **most)
    codes = widest_codes(book, **most) if most else tuple(book.study.codes)
    if style == "graphml":
        graph = graph_cases(book, language=language)
        dropped = [
            node
            for node, data in graph.nodes.items()
            if data["kind"] == "code" and data["code"] not in codes
        ]
        graph.remove_nodes_from(dropped)
        return render_graphml(graph)
    frame = case_frame(book, language=language)
    frame = frame[frame["code"].isin(codes)]
    if style == "table":
        frame = frame[["unit", "code", "codings", "groups", "state", "value", "rule"]]
        return frame_text(frame, style)
    return frame_text(frame, style, lists=CASE_LISTS)


@click.command("network")
@study_option
@click.option(
    "--graph",
    type=click.Choice(["codes", "cases"]),
    default="codes",
    show_default=True,
    help="Codes that occur together, or cases and parties with the codes they have.",
)
@click.option(
    "--within",
    type=click.Choice(["sentence", "passage", "document", "unit"]),
    help="Of codes: what they occur together in (default: passage).",
)
@click.option(
    "--least",
    type=click.IntRange(min=0),
    help="Of codes: only pairs together so many times (default: 1; in a drawing 3).",
)
@click.option(
    "--groups",
    type=click.IntRange(min=0),
    help="Of codes: only pairs from so many source groups (default: 1; in a drawing 2).",
)
@click.option(
    "--most",
    type=click.IntRange(min=1),
    help="Only so many: of codes the strongest pairs, of cases the codes most source groups speak "
    "of, with those that tie (default: all; in a drawing 40 and 30).",
)
@language_option
@selection_options
@click.option(
    "--format",
    "style",
    type=click.Choice(["table", "csv", "json", "graphml", "svg"]),
    default="table",
    show_default=True,
    help="The data, the graph for Gephi or igraph, or the drawing.",
)
@output_option
def command(
    root: Path,
    graph: str,
    within: str | None,
    least: int | None,
    groups: int | None,
    most: int | None,
    language: str | None,
    coders: tuple[str, ...],
    kinds: tuple[str, ...],
    without_kinds: tuple[str, ...],
    snapshot: str,
    style: str,
    output: str,
) -> None:
    """Show which codes occur together, or which case and party has which codes.

    Of each pair of codes: in how many sentences, passages, documents or units both occur (both),
    how many were to be expected from how often each occurs (expected), how many times that was
    found (association), and the same drawn towards 1 where little was expected (shrunken), by which
    pairs are sorted. Several codings of one code in one place count once.
    """
    from crosscase.api import choose_language
    from crosscase.scoring import Scorebook

    if graph == "cases":
        _refuse(within=within, least=least, groups=groups)
    study = open_study(root)
    selection = select_codings(
        study, coders=coders, kinds=kinds, without_kinds=without_kinds, snapshot=snapshot
    )
    book, spoken = Scorebook(study, selection), choose_language(study, language or "")
    if graph == "cases":
        text = _cases(book, style, spoken, _given(most=most))
    else:
        chosen = _given(least=least, groups=groups, most=most)
        text = _codes(book, within or "passage", style, spoken, chosen)
    if not text:
        raise UsageError(
            "--format svg: found nothing to draw; allowed: what --format table shows; "
            "lower --least and --groups, or code more"
        )
    emit(text, output)
