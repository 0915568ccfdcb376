"""``crosscase agree``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosscase.cli.options import find_study, format_option, output_option
from crosscase.cli.output import emit, frame_text, open_study, say
from crosscase.errors import UsageError

if TYPE_CHECKING:
    from pandas import DataFrame

LIKE_MISSING = ("NA", "N/A", "NaN", "nan", ".", "*")
"""What other programs write for a value that is not there."""


def _study_unless_data(ctx: click.Context, param: click.Parameter, value: Path | None) -> Any:
    if ctx.params.get("data") is None:
        return find_study(ctx, param, value)
    if value is not None:
        raise UsageError("found --study and --data; allowed: one of them; leave the other out")
    return None


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _refuse(beside: str, **given: object) -> None:
    for name, value in given.items():
        if value:
            raise UsageError(f"found --{name} beside {beside}; leave one of the two out")


def _from_table(path: Path, values: str, length: int | None, **asked: Any) -> DataFrame:
    """Compare the coders of a table: its columns say whether on values or on segments."""
    from crosscase.reliability import agree_on_segments, agree_on_values, read_table

    frame = read_table(path)
    if "value" in frame.columns and length is None:
        _refuse("a table of values", tolerance=asked.pop("tolerance"))
        odd = [text for text in LIKE_MISSING if (frame["value"] == text).any()]
        if odd:
            say(f"{path}: {', '.join(odd)} counts as a value; leave a missing value empty")
        return agree_on_values(frame, values=_split(values), **asked)
    if length is None:
        raise UsageError(f"{path}: found segments without --length; give the length of the text")
    _refuse("a table of segments", values=values)
    del asked["resamples"], asked["seed"]
    return agree_on_segments(frame, length, **asked)


def _from_study(root: Path, level: str, tolerance: int, **asked: Any) -> DataFrame:
    from crosscase.reliability import agree_on_passages, agree_on_scores

    study = open_study(root)
    if level == "segments":
        return agree_on_passages(study, tolerance=tolerance, **asked)
    _refuse("--level scores", tolerance=tolerance)
    return agree_on_scores(study, **asked)


def _shown(frame: DataFrame) -> DataFrame:
    """Return the table to read: three decimals, and a dash where there is nothing."""
    numbers = ("value", "low", "high")
    texts = {name: [f"{x:.3f}" if x == x else "-" for x in frame[name]] for name in numbers}
    return frame.assign(**texts)


@click.command("agree")
@click.option(
    "--data",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    is_eager=True,
    help="CSV with columns coder, unit, value, or coder, code, start, end (default: a study).",
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
    "(default: all who cover a document, or all in the table).",
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
@click.option("--length", type=click.IntRange(min=1), help="Of the text of a table of segments.")
@click.option(
    "--values",
    default="",
    metavar="LOW,…,HIGH",
    help="Of a table: the values there were to choose from, in their order.",
)
@click.option(
    "--tolerance",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Of precision, recall and F1: so many characters beyond a segment count as in it.",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Of the resamples for the intervals.",
)
@click.option(
    "--resamples",
    type=click.IntRange(min=0),
    default=1000,
    show_default=True,
    help="Resamples of units (of segments: of documents) for the intervals.",
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
    length: int | None,
    values: str,
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
    asked |= {"coders": _split(coders), "by": by or ""}
    if data:
        _refuse("--data", codebook=codebook, level=level)
        found = _from_table(data, values, length, **asked)
    else:
        _refuse("a study", length=length, values=values)
        found = _from_study(root, level or "scores", codebook=codebook, **asked)
    emit(frame_text(_shown(found) if style == "table" else found, style), output)
