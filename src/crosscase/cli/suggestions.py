"""``crosscase suggestions``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from crosscase.cli.options import format_option, language_option, output_option, study_option
from crosscase.cli.output import count_of, emit, frame_text, open_study, say

if TYPE_CHECKING:
    from crosscase.storage import Claim

Command = TypeVar("Command", bound=Callable[..., Any])

STATUSES = ("undecided", "accepted", "corrected", "rejected", "coded")

ids_argument = click.argument("suggestions", nargs=-1, required=True, metavar="ID...")
coder_option = click.option("--coder", required=True, help="Who decides.")


def detail_options(command: Command) -> Command:
    """Add the options for what no suggestion proposes."""
    for option in (
        click.option("--memo", default="", help="Free text."),
        click.option("--decision", default="", help="Id of one undivided decision."),
        click.option("--toward", default="", help="The other party, for directed codes."),
        click.option("--actor", default="", help="Who within the party."),
        click.option("--date", default="", help="When the thing coded took place."),
        click.option("--period", default="", help="Period ids joined by ;."),
    ):
        command = option(command)
    return command


more_option = click.option(
    "--more",
    is_flag=True,
    help="Also what this coder has coded already, by themselves or of the same suggestion.",
)


@click.group("suggestions")
def command() -> None:
    """List suggestions and decide on them: only what a coder accepts becomes a coding.

    `crosscase suggest` makes them. A decision stays in the coder's own file, whatever later runs
    propose; `crosscase suggestions undo` takes it back. An ID may be shortened to its first eight
    characters or more.
    """


def _claim(
    details: dict[str, str],
    *,
    units: tuple[str, ...],
    value: str,
    quote: str = "",
    code: str = "",
) -> Claim:
    from crosscase.storage import Claim

    given = {name: text for name, text in details.items() if text}
    return Claim(quote=quote, code=code, value=value, units=units, details=given)


def _tell(added: tuple[str, ...], coder: str, what: str, several: str = "") -> None:
    for identity in added:
        click.echo(identity)
    say(f"{count_of(len(added), what, several)} in corpus/codings/{coder}.jsonl")


@command.command("list")
@study_option
@click.option("--coder", default="", help="What this coder decided (default: every coder).")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(STATUSES),
    help="Only these, as this coder decided (repeatable).",
)
@click.option("--undecided", is_flag=True, help="Only what has not been decided on.")
@click.option("--document", default="", help="Only in this document.")
@click.option("--code", default="", help="Only of this code.")
@click.option("--unit", default="", help="Only about this unit; ? for those without one.")
@click.option(
    "--method",
    default="",
    type=click.Choice(["", "lexicon", "learned"]),
    help="Only of this method.",
)
@click.option(
    "--uncertain", is_flag=True, help="Least certain first, where a decision teaches most."
)
@click.option("--limit", type=click.IntRange(min=1), help="No more than so many.")
@language_option
@format_option
@output_option
def list_command(
    root: Path,
    coder: str,
    statuses: tuple[str, ...],
    undecided: bool,
    uncertain: bool,
    limit: int | None,
    method: str | None,
    language: str | None,
    style: str,
    output: str,
    **asked: str,
) -> None:
    """List suggestions as they were last made, with the reason for each and what was decided."""
    from crosscase.api import choose_language
    from crosscase.errors import UsageError
    from crosscase.storage import read_suggestions
    from crosscase.suggest.listing import (
        choose_suggestions,
        judge_for_all,
        list_suggestions,
        order_uncertain,
        suggestions_frame,
    )

    if statuses and not coder:
        raise UsageError("--status goes with --coder: what one coder decided another has not")
    study = open_study(root)
    spoken = choose_language(study, language or "")
    found = choose_suggestions(study, read_suggestions(study), method=method or "", **asked)
    judged = judge_for_all(study, found, coder)
    wanted = {*statuses, *(("undecided",) if undecided else ())}
    chosen = [one for one in found if not wanted or judged[one.id].status in wanted]
    ordered = order_uncertain(chosen) if uncertain else chosen
    frame = suggestions_frame(study, ordered[:limit], judged, spoken)
    text = list_suggestions(frame, spoken) if style == "table" else ""
    emit(text or frame_text(frame, style, lists=("events",)), output)
    open_ones = sum(one.status == "undecided" for one in judged.values())
    say(f"{count_of(len(found), 'suggestion')}, {open_ones} undecided; {len(frame)} shown")


@command.command("accept")
@ids_argument
@study_option
@coder_option
@click.option(
    "--unit", "units", multiple=True, help="The unit, where none is proposed (repeatable)."
)
@click.option("--value", default="", help="Where no value is proposed.")
@detail_options
@more_option
def accept_command(
    suggestions: tuple[str, ...],
    root: Path,
    coder: str,
    units: tuple[str, ...],
    value: str,
    more: bool,
    **details: str,
) -> None:
    """Make codings of suggestions as they are; all of them or none.

    What a suggestion leaves open has to be filled in. Prints the ids of the codings.
    """
    from crosscase.storage import code_suggestions

    claim = _claim(details, units=units, value=value)
    _tell(code_suggestions(root, coder, suggestions, claim, more=more), coder, "coding")


@command.command("correct")
@ids_argument
@study_option
@coder_option
@click.option("--quote", default="", help="Other words of the document, to the letter.")
@click.option("--code", default="", help="Another code.")
@click.option(
    "--unit", "units", multiple=True, help="Another unit, a coding for each (repeatable)."
)
@click.option("--value", default="", help="Another value.")
@detail_options
@more_option
def correct_command(
    suggestions: tuple[str, ...],
    root: Path,
    coder: str,
    quote: str,
    code: str,
    units: tuple[str, ...],
    value: str,
    more: bool,
    **details: str,
) -> None:
    """Make codings of suggestions with other words, code, unit or value.

    The coding remembers what was proposed. Prints the ids of the codings.
    """
    from crosscase.storage import code_suggestions

    claim = _claim(details, units=units, value=value, quote=quote, code=code)
    added = code_suggestions(root, coder, suggestions, claim, correct=True, more=more)
    _tell(added, coder, "coding")


@command.command("reject")
@ids_argument
@study_option
@coder_option
@click.option("--memo", default="", help="Why.")
def reject_command(suggestions: tuple[str, ...], root: Path, coder: str, memo: str) -> None:
    """Reject suggestions: these words say nothing of this code about this unit.

    That holds for every later run and both methods, until it is undone. Nothing that others coded
    is touched. Prints the ids of the events.
    """
    from crosscase.storage import reject_suggestions

    _tell(reject_suggestions(root, coder, suggestions, memo=memo), coder, "rejection")


@command.command("undo")
@ids_argument
@study_option
@coder_option
def undo_command(suggestions: tuple[str, ...], root: Path, coder: str) -> None:
    """Take back what a coder decided on suggestions; they are then undecided again.

    Codings made of them are withdrawn, rejections are taken back; both stay in the history.
    """
    from crosscase.storage import undo_suggestions

    withdrawn = undo_suggestions(root, coder, suggestions)
    _tell(withdrawn, coder, "decision taken back", "decisions taken back")


@command.command("history")
@click.argument("suggestions", nargs=-1, metavar="[ID]...")
@study_option
@format_option
@output_option
def history_command(suggestions: tuple[str, ...], root: Path, style: str, output: str) -> None:
    """Show which suggestions became evidence, by whom, changed or not, taken back or not."""
    import pandas as pd

    from crosscase.storage import read_history
    from crosscase.suggest.listing import HISTORY_COLUMNS

    open_study(root)
    rows = [one.as_dict() for one in read_history(root, suggestions=suggestions)]
    frame = pd.DataFrame(rows, columns=list(HISTORY_COLUMNS))
    emit(frame_text(frame, style, lists=("changed",)), output)
