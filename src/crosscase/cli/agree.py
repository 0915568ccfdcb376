"""``crosscase agree``."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosscase.cli.options import find_study, format_option, output_option
from crosscase.cli.output import emit, frame_text, open_study, say
from crosscase.errors import UsageError

if TYPE_CHECKING:
    from pandas import DataFrame

LONGEST = 1_000_000_000
"""The longest text, and so the widest tolerance."""

MOST_RESAMPLES = 1_000_000


def _study_unless_data(ctx: click.Context, param: click.Parameter, value: Path | None) -> Any:
    if ctx.params.get("data") is None:
        return find_study(ctx, param, value)
    if value is not None:
        raise UsageError("found --study and --data; allowed: one of them; leave the other out")
    return None


def _refuse(beside: str, **given: object) -> None:
    for name, value in given.items():
        if value is not None and value is not False and value != "":
            raise UsageError(f"found --{name} beside {beside}; leave one of the two out")


def _listed(text: str) -> tuple[str, ...]:
    """Return what an option lists with commas; one that has a comma itself stands in quotes."""
    try:
        rows = list(csv.reader([text], skipinitialspace=True, strict=True))
    except csv.Error:
        raise UsageError(
            f"found {text}; allowed: A,B,…, and quotes around one with a comma; close the quotes"
        ) from None
    return tuple(part.strip() for row in rows for part in row if part.strip())


def _given(**options: Any) -> dict[str, Any]:
    """Return the options that were given; the others are left to what they are without."""
    return {name: value for name, value in options.items() if value is not None}


def _from_table(
    path: Path, values: str, length: int | None, tolerance: int | None, **asked: Any
) -> DataFrame:
    """Compare the coders of a table: its columns say whether on values or on segments."""
    from crosscase.reliability import (
        agree_on_segments,
        agree_on_values,
        read_table,
        remark_on_values,
    )

    frame = read_table(path)
    if "value" in frame.columns and length is None:
        _refuse("a table of values", tolerance=tolerance)
        scale = _listed(values)
        found = agree_on_values(frame, values=scale, **_given(**asked))
        for one in () if scale else remark_on_values(frame, coders=asked["coders"]):
            say(f"{path}: {one}")
        return found
    if length is None:
        raise UsageError(f"{path}: found segments without --length; give the length of the text")
    drawn = {name: asked.pop(name) for name in ("resamples", "seed")}
    _refuse("a table of segments", values=values, **drawn)
    return agree_on_segments(frame, length, **_given(tolerance=tolerance, **asked))


def _from_study(root: Path, level: str, tolerance: int | None, **asked: Any) -> DataFrame:
    from crosscase.reliability import agree_on_passages, agree_on_scores

    study = open_study(root)
    if level == "segments":
        return agree_on_passages(study, **_given(tolerance=tolerance, **asked))
    _refuse("--level scores", tolerance=tolerance)
    return agree_on_scores(study, **_given(**asked))


def _matrices(frame: DataFrame) -> str:
    """Return the table to read: a matrix for each scale and pair, the first coder's values down."""
    shown = []
    for (scale, first, second), part in frame.groupby(["scale", "first", "second"], sort=False):
        values = list(dict.fromkeys(part["first_value"]))
        counts = part.pivot(index="first_value", columns="second_value", values="n")
        matrix = counts.loc[values, values].reset_index(names=f"{first} ↓ {second} →")
        shown.append(f"{scale}\n{frame_text(matrix, 'table')}")
    return "\n".join(shown) or frame_text(frame, "table")


def _confusion(root: Path, style: str, **asked: Any) -> str:
    from crosscase.reliability import confusion

    frame = confusion(open_study(root), **asked)
    return _matrices(frame) if style == "table" else frame_text(frame, style)


def _shown(frame: DataFrame) -> DataFrame:
    """Return the table to read: three decimals, and a dash where there is nothing."""
    numbers = ("value", "low", "high")
    texts = {name: [f"{x:z.3f}" if x == x else "-" for x in frame[name]] for name in numbers}
    return frame.assign(**texts)


@click.command("agree")
@click.option(
    "--data",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    is_eager=True,
    help="CSV with columns coder, unit, value, or coder, code, start, end (default: a study). "
    "Columns code, document and case tell units apart; an empty value is missing. See "
    "docs/formats.md.",
)
@click.option(
    "--study",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    callback=_study_unless_data,
    help="Folder of the study (default: the study around the current folder).",
)
@click.option(
    "--coders",
    default="",
    metavar="A,B,…",
    help="The coders compared; of two the first is the reference of precision and recall "
    "(default: all who cover a document, or all in the table). Quotes around one with a comma.",
)
@click.option("--codebook", default="", help="Only the codes of this codebook.")
@click.option(
    "--by",
    type=click.Choice(["code", "document", "case"]),
    help="Agreement within each of these.",
)
@click.option(
    "--level",
    type=click.Choice(["scores", "segments"]),
    help="Of a study: the scores of units, or the passages coded (default: scores).",
)
@click.option(
    "--confusion",
    "crossed",
    is_flag=True,
    help="Of a study: instead of coefficients, which value one coder gave where another gave "
    "which, for each scale and pair of coders.",
)
@click.option(
    "--length",
    type=click.IntRange(min=1, max=LONGEST),
    help="Of the text of a table of segments, in characters.",
)
@click.option(
    "--values",
    default="",
    metavar="LOW,…,HIGH",
    help="Of a table: the values there were to choose from, in their order (default: those that "
    "occur, as numbers when all are). Quotes around one with a comma.",
)
@click.option(
    "--tolerance",
    type=click.IntRange(min=0, max=LONGEST),
    help="Of precision, recall and F1: so many characters beyond a segment count as in it "
    "(default: 0).",
)
@click.option(
    "--snapshot",
    default="",
    help="Of a study: the codings and what was read as they were at this snapshot.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    help="Of the resamples for the intervals (default: 0).",
)
@click.option(
    "--resamples",
    type=click.IntRange(min=0, max=MOST_RESAMPLES),
    help="Resamples of units (of segments: of documents) for the intervals (default: 1000). A "
    "table of segments is one text and has none.",
)
@format_option
@output_option
def command(
    data: Path | None,
    root: Path,
    coders: str,
    codebook: str,
    by: str | None,
    level: str | None,
    crossed: bool,
    length: int | None,
    values: str,
    snapshot: str,
    style: str,
    output: str,
    **asked: Any,
) -> None:
    """Show how far coders agree, on text that all of them read.

    On scores: the proportion of agreement, Krippendorff's alpha, Cohen's and Fleiss' kappa, Gwet's
    AC1 and AC2, of whether evidence was found and of its value. On segments: Krippendorff's
    alphas for unitizing, precision, recall and F1. Each with a 95 % interval where there is
    something to resample. A coefficient that is undefined is empty, with the reason; the notice
    says what to know before trusting it.
    """
    asked |= {"coders": _listed(coders), "by": by or ""}
    if data:
        _refuse("--data", codebook=codebook, level=level, snapshot=snapshot, confusion=crossed)
        found = _from_table(data, values, length, **asked)
    else:
        _refuse("a study", length=length, values=values)
        asked |= {"codebook": codebook, "snapshot": snapshot}
        if crossed:
            numbers = {name: asked[name] for name in ("tolerance", "resamples", "seed")}
            _refuse("--confusion", level=level, by=by, **numbers)
            chosen = {name: asked[name] for name in ("coders", "codebook", "snapshot")}
            emit(_confusion(root, style, **chosen), output)
            return
        found = _from_study(root, level or "scores", **asked)
    emit(frame_text(_shown(found) if style == "table" else found, style), output)
