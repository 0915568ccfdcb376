"""``crosscase configurations``."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosscase.cli.options import find_study, format_option, output_option, selection_options
from crosscase.cli.output import emit, frame_text, open_study, say, select_codings
from crosscase.errors import UsageError

if TYPE_CHECKING:
    from pandas import DataFrame

LISTS = ("cases",)
SMALL = 7
"""Up to so many cases a minimal formula hardly reduces anything."""


@dataclass(frozen=True)
class Question:
    """What is asked: of which outcome, by which conditions, with which cuts."""

    outcome: str
    conditions: tuple[str, ...]
    negate: bool
    size: int
    cut: float
    cut0: float | None
    cases_cut: int
    complete: bool


def _study_unless_data(ctx: click.Context, param: click.Parameter, value: Path | None) -> Any:
    if ctx.params.get("data") is None:
        return find_study(ctx, param, value)
    if value is not None:
        raise UsageError("found --study and --data; allowed: one of them; leave the other out")
    return None


def _parse_names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _parse_calibration(given: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """Read ``code:value=membership,…``."""
    found: dict[str, dict[str, float]] = {}
    for text in given:
        code, _, pairs = text.partition(":")
        try:
            parts = [pair.partition("=") for pair in pairs.split(",")]
            values = {value.strip(): float(number) for value, _, number in parts}
        except ValueError:
            values = {}
        if not code or not values or code in found:
            raise UsageError(
                f"--calibrate {text}: found no calibration of one code; allowed: such as "
                "trust:low=0,medium=0.33,high=1, once for each code; write it so"
            )
        found[code] = values
    return found


def _refuse_beside_data(**given: object) -> None:
    for name, value in given.items():
        if value:
            raise UsageError(
                f"found --{name.replace('_', '-')} and --data; it goes with a study only; "
                "leave one of the two out"
            )


def _calibrate(
    root: Path,
    question: Question,
    *,
    unit: str,
    period: str,
    calibrations: tuple[str, ...],
    selected: dict[str, Any],
) -> DataFrame:
    from crosscase.configurations import calibrate_scores
    from crosscase.scoring import Scorebook

    study = open_study(root)
    frame, left_out = calibrate_scores(
        study,
        Scorebook(study, select_codings(study, **selected)),
        question.outcome,
        question.conditions,
        units=unit,
        mapping=_parse_calibration(calibrations),
        period=period,
    )
    for one in left_out:
        say(f"left out: {one.unit}, because its score on {one.code} is {one.state}")
    if unit == "party":
        cases = len({study.case_of(str(party)) for party in frame.index})
        say(f"nested: {len(frame)} parties of {cases} cases, which are not independent")
    if frame.empty:
        raise UsageError(
            f"found no {unit} that is scored on all of {', '.join(frame.columns)}; allowed: at "
            "least one; choose other codes, or code more of the evidence"
        )
    return frame


def _say_diversity(frame: DataFrame, question: Question) -> None:
    """Say how little of what is possible was observed, and why no formula follows from it."""
    from crosscase.configurations import measure_diversity

    found = measure_diversity(
        frame,
        question.outcome,
        question.conditions,
        cases_cut=question.cases_cut,
        negate=question.negate,
    )
    scarce = f" ({found.scarce} of them with too few cases)" if found.scarce else ""
    say(
        f"outcome {'~' if question.negate else ''}{question.outcome}; diversity: "
        f"2^{found.conditions} = {found.configurations} configurations against {found.cases} "
        f"cases, {found.observed} occur, {found.remainders} are remainders{scarce}"
    )
    if found.contradictory:
        say(f"contradictory: {found.contradictory} of the configurations that occur")
    assumed = f"a parsimonious one would assume the outcome of {found.remainders} remainders"
    if found.cases <= SMALL:
        restated = (
            f"with {found.cases} cases a conservative one would hardly do more than list them"
        )
        say(f"no minimal formula: {restated}" + (f", {assumed}" if found.remainders else ""))
    elif found.remainders:
        say(f"no minimal formula is made here: {assumed}; R's QCA can make one (--write-qca)")


def _fit(frame: DataFrame, question: Question) -> DataFrame:
    from crosscase.configurations import fit_parameters

    return fit_parameters(
        frame,
        question.outcome,
        question.conditions,
        size=question.size,
        negate=question.negate,
    )


def _truth(frame: DataFrame, question: Question) -> DataFrame:
    from crosscase.configurations import AmbiguousCaseWarning, truth_table

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", AmbiguousCaseWarning)
        found = truth_table(
            frame,
            question.outcome,
            question.conditions,
            cut=question.cut,
            cut0=question.cut0,
            cases_cut=question.cases_cut,
            complete=question.complete,
            negate=question.negate,
        )
    for one in caught:
        say(f"warning: {one.message}")
        say("a calibration without 0.5 (--calibrate, for a study) gives every case a row")
    return found


def _write_qca(frame: DataFrame, question: Question, path: str) -> None:
    from crosscase.configurations import write_qca_commands, write_qca_table

    if path == "-":
        raise UsageError("--write-qca: found -; allowed: a file, which R can read; name one")
    emit(write_qca_table(frame, question.outcome, question.conditions), path)
    commands = write_qca_commands(
        path,
        question.outcome,
        question.conditions,
        cut=question.cut,
        cut0=question.cut0,
        cases_cut=question.cases_cut,
        negate=question.negate,
    )
    say(commands.rstrip("\n"))


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return "-" if value != value else f"{value:.3f}"
    return str(value)


def _text(frame: DataFrame, style: str) -> str:
    """Return the data; what is undefined is ``-`` to read, empty in CSV and null in JSON."""
    if style == "table":
        return frame_text(frame.astype(object).map(_shown), style)
    lists = [name for name in LISTS if name in frame.columns]
    return frame_text(frame, style, lists=lists)


@click.command("configurations")
@click.option(
    "--data",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    is_eager=True,
    help="CSV of memberships, the ids of the cases first (default: calibrate scores of a study).",
)
@click.option(
    "--study",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    callback=_study_unless_data,
    help="Folder of the study (default: the study around the current folder).",
)
@click.option("--outcome", required=True, help="Column or code of the outcome.")
@click.option("--conditions", required=True, help="Columns or codes, joined by commas.")
@click.option("--negate-outcome", "negate", is_flag=True, help="Explain the outcome's absence.")
@click.option(
    "--size",
    type=click.IntRange(min=1),
    default=2,
    show_default=True,
    help="Most conditions in one conjunction or disjunction.",
)
@click.option("--truth-table", "truth", is_flag=True, help="Show the truth table instead.")
@click.option(
    "--cut",
    type=click.FloatRange(0, 1),
    default=0.8,
    show_default=True,
    help="From this inclusion on a row of the truth table is 1.",
)
@click.option(
    "--cut0",
    type=click.FloatRange(0, 1),
    help="Below --cut and from this inclusion on it is C, below this 0.",
)
@click.option(
    "--cases-cut",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="A row with fewer cases is a remainder.",
)
@click.option("--complete", is_flag=True, help="Show the remainders (?) of the truth table too.")
@click.option("--write-qca", metavar="FILE", help="Also write the table for R's QCA.")
@click.option(
    "--unit",
    type=click.Choice(["case", "party"]),
    help="Which units of the study are compared (default: case).",
)
@click.option("--period", default="", help="Only the evidence of this period.")
@click.option(
    "--calibrate",
    "calibrations",
    metavar="CODE:VALUE=MEMBERSHIP,…",
    multiple=True,
    help="Memberships of the values of a code (repeatable; default: absent 0, partial 0.5, "
    "present 1 and likewise on other ordinal scales).",
)
@selection_options
@format_option
@output_option
def command(
    data: Path | None,
    root: Path,
    outcome: str,
    conditions: str,
    truth: bool,
    write_qca: str | None,
    unit: str | None,
    period: str,
    calibrations: tuple[str, ...],
    coders: tuple[str, ...],
    kinds: tuple[str, ...],
    without_kinds: tuple[str, ...],
    snapshot: str,
    style: str,
    output: str,
    **asked: Any,
) -> None:
    """Show how conditions and their combinations fit an outcome, or the truth table.

    Necessity and sufficiency of each condition, each negation (~), all conjunctions (*) and all
    disjunctions (+) up to --size, from crisp or fuzzy memberships: inclusion, PRI (of sufficiency),
    relevance of necessity, coverage and unique coverage. A unit of a study whose score is missing,
    inferred or contested is left out and named. No formula is minimised.
    """
    from crosscase.configurations import read_memberships

    question = Question(outcome, _parse_names(conditions), **asked)
    if question.complete and not truth:
        raise UsageError("found --complete alone; allowed: with --truth-table; add that")
    selected = {
        "coders": coders,
        "kinds": kinds,
        "without_kinds": without_kinds,
        "snapshot": snapshot,
    }
    if data:
        _refuse_beside_data(
            unit=unit,
            period=period,
            calibrate=calibrations,
            coder=coders,
            kind=kinds,
            without_kind=without_kinds,
            snapshot=snapshot,
        )
        frame = read_memberships(data)
    else:
        frame = _calibrate(
            root,
            question,
            unit=unit or "case",
            period=period,
            calibrations=calibrations,
            selected=selected,
        )
    found = _truth(frame, question) if truth else _fit(frame, question)
    _say_diversity(frame, question)
    if write_qca:
        _write_qca(frame, question, write_qca)
    emit(_text(found, style), output)
