"""``crosscase configurations``."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosscase.cli.memberships import (
    Question,
    calibrate_asked,
    calibrate_declared,
    parse_calibrations,
    parse_names,
    read_table,
)
from crosscase.cli.options import find_study, format_option, output_option, selection_options
from crosscase.cli.output import count_of, emit, frame_text, say
from crosscase.errors import UsageError

if TYPE_CHECKING:
    from pandas import DataFrame

LISTS = ("cases",)
DEFAULT_CUT = 0.8
SMALL = 7
"""Up to so many cases a minimal formula hardly reduces anything."""


def _study_unless_data(ctx: click.Context, param: click.Parameter, value: Path | None) -> Any:
    if ctx.params.get("data") is None:
        return find_study(ctx, param, value)
    if value is not None:
        raise UsageError("found --study and --data; allowed: one of them; leave the other out")
    return None


def _refuse_beside(what: str, why: str, **given: object) -> None:
    found = [f"--{name.replace('_', '-')}" for name, value in given.items() if value]
    if found:
        raise UsageError(f"found {', '.join(found)} and {what}: {why}; leave one of the two out")


def _check_given(declared: str, question: Question, **compared: object) -> None:
    """Refuse an id beside what it stands for, and too little where there is no id."""
    asked = {"outcome": question.outcome, "conditions": question.conditions}
    if declared:
        _refuse_beside(f"the id {declared}", "the id says what is compared", **asked, **compared)
        return
    missing = [f"--{name}" for name, value in asked.items() if not value]
    if missing:
        raise UsageError(
            f"found no {' and no '.join(missing)}; allowed: --outcome and --conditions, or the id "
            "of configurations declared in codebooks/tables.yaml; add what is missing"
        )


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
        f"{question.units}, {found.observed} occur, remainders: {found.remainders}{scarce}"
    )
    if found.contradictory:
        say(f"contradictory: {found.contradictory} of the configurations that occur")
    assumed = (
        f"a parsimonious one would assume the outcome of {count_of(found.remainders, 'remainder')}"
    )
    if found.cases <= SMALL:
        restated = (
            f"with {found.cases} {question.units} a conservative one would hardly do more than "
            "list them"
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
@click.argument("declared", metavar="[ID]", default="")
@click.option(
    "--data",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    is_eager=True,
    help="CSV of memberships, with or without ids of the cases first (default: calibrate scores "
    "of a study).",
)
@click.option(
    "--study",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    callback=_study_unless_data,
    help="Folder of the study (default: the study around the current folder).",
)
@click.option(
    "--outcome", default="", help="Column or code of the outcome; ~Y and 1-Y are its negation."
)
@click.option("--conditions", default="", help="Columns or codes, joined by commas.")
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
    help="From this inclusion on a row of the truth table is 1 (default: as declared, else 0.8).",
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
    declared: str,
    data: Path | None,
    root: Path,
    outcome: str,
    conditions: str,
    truth: bool,
    cut: float | None,
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

    Outcome and conditions are those of ID, declared under configurations in codebooks/tables.yaml,
    or those given. Necessity and sufficiency of each condition, each negation (~), all
    conjunctions (*) and all disjunctions (+) up to --size, from crisp or fuzzy memberships:
    inclusion, PRI (of sufficiency), relevance of necessity, coverage and unique coverage. A unit of
    a study whose score is missing, inferred or contested is left out and named. No formula is
    minimised.
    """
    names = parse_names(conditions)
    question = Question(outcome.strip(), names, cut=DEFAULT_CUT if cut is None else cut, **asked)
    if question.complete and not truth:
        raise UsageError("found --complete alone; allowed: with --truth-table; add that")
    compared = {"unit": unit, "period": period, "calibrate": calibrations}
    _check_given(declared, question, data=data, **compared)
    selected = {
        "coders": coders,
        "kinds": kinds,
        "without_kinds": without_kinds,
        "snapshot": snapshot,
    }
    if declared:
        frame, question = calibrate_declared(root, declared, question, cut, selected)
    elif data:
        only = {"coder": coders, "kind": kinds, "without_kind": without_kinds}
        _refuse_beside("--data", "for a study only", **compared, **only, snapshot=snapshot)
        frame, question = read_table(data, question)
    else:
        mapping = parse_calibrations(calibrations)
        frame, question = calibrate_asked(
            root, question, unit=unit or "case", period=period, mapping=mapping, selected=selected
        )
    found = _truth(frame, question) if truth else _fit(frame, question)
    _say_diversity(frame, question)
    if write_qca:
        _write_qca(frame, question, write_qca)
    emit(_text(found, style), output)
