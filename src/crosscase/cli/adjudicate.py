"""``crosscase adjudicate``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosscase.cli.options import study_option
from crosscase.cli.output import count_of, say, split_names
from crosscase.errors import Problem, StudyError, UsageError

if TYPE_CHECKING:
    from crosscase.adjudication import Answer, Item

CHANGES = (
    *("code", "unit", "value", "period", "date"),
    *("actor", "toward", "decision", "memo", "quote"),
)


@click.command("adjudicate")
@click.argument("items", nargs=-1, metavar="[ITEM]...")
@study_option
@click.option(
    "--coders",
    default="",
    metavar="A,B,…",
    help="The coders compared when the items were listed (default: all who cover a document).",
)
@click.option("--snapshot", default="", help="The snapshot at which the items were listed.")
@click.option("--keep", multiple=True, metavar="CODING", help="This coding stands (repeatable).")
@click.option("--none", "nothing", is_flag=True, help="None of the codings stands.")
@click.option(
    "--change",
    multiple=True,
    metavar="CODING",
    help="This coding stands, but with what the next options say (repeatable).",
)
@click.option("--code", help="With --change: its code.")
@click.option("--unit", help="With --change: its unit.")
@click.option("--value", help="With --change: its value.")
@click.option("--period", help="With --change: its periods, joined by ;.")
@click.option("--date", help="With --change: its date.")
@click.option("--actor", help="With --change: its actor.")
@click.option("--toward", help="With --change: the other party.")
@click.option("--decision", help="With --change: the undivided decision it is about.")
@click.option("--memo", help="With --change: its memo.")
@click.option("--quote", help="With --change: its words.")
@click.option("--by", multiple=True, metavar="CODER", help="Who decides (repeatable).")
@click.option("--why", default="", metavar="TEXT", help="The reason.")
@click.option(
    "--from",
    "lines",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with one JSON object a line: item, keep, add, by, why; all or none.",
)
@click.option(
    "--reopen", multiple=True, metavar="DECISION", help="Take this decision back (repeatable)."
)
def command(
    items: tuple[str, ...],
    root: Path,
    coders: str,
    snapshot: str,
    keep: tuple[str, ...],
    nothing: bool,
    change: tuple[str, ...],
    by: tuple[str, ...],
    why: str,
    lines: Path | None,
    reopen: tuple[str, ...],
    **fields: str | None,
) -> None:
    """Record what was decided on disagreements, by their ids from `crosscase disagreements`.

    Say which codings stand (--keep, --none or --change), who decided and why; or give the answers
    of a whole meeting with --from. Nothing that a coder coded is changed: the decision says what
    counts instead.
    """
    changes = {name: value for name, value in fields.items() if value is not None}
    one_by_one = bool(items or keep or nothing or change or by or why or changes)
    if [one_by_one, lines is not None, bool(reopen)].count(True) != 1:
        raise UsageError(
            "give one of: ITEM with --keep, --none or --change, --by and --why; --from; --reopen"
        )
    if reopen:
        from crosscase.adjudication import reopen as take_back

        taken = take_back(root, reopen)
        say(f"{count_of(len(taken), 'decision')} taken back")
        return
    from crosscase.adjudication import decide

    listed: dict[str, Any] = {"coders": split_names(coders), "snapshot": snapshot}
    if lines is not None:
        answers = _read_file(root, lines, listed)
    else:
        _refuse_odd(items, keep, nothing, change, changes)
        answers = _answer_each(root, items, listed, keep, change, changes, by, why)
    decided = decide(root, answers, file=str(lines) if lines else "", **listed)
    for decision in decided:
        click.echo(decision)
    say(f"{count_of(len(decided), 'disagreement')} settled in corpus/codings/adjudicated.jsonl")


def _refuse_odd(
    items: tuple[str, ...],
    keep: tuple[str, ...],
    nothing: bool,
    change: tuple[str, ...],
    changes: dict[str, str],
) -> None:
    if not items:
        raise UsageError("found no ITEM; `crosscase disagreements` lists them")
    if nothing == bool(keep or change):
        raise UsageError("give either --none, or --keep and --change with the codings that stand")
    if both := [one for one in change if one in keep]:
        raise UsageError(
            f"found {', '.join(both)} to keep and to change; allowed: one of the two; "
            "leave --keep out where the changed coding stands instead"
        )
    if bool(change) != bool(changes):
        raise UsageError(
            f"--change goes with what is to change: {', '.join(f'--{one}' for one in CHANGES)}"
        )


def _answer_each(
    root: Path,
    items: tuple[str, ...],
    listed: dict[str, Any],
    keep: tuple[str, ...],
    change: tuple[str, ...],
    changes: dict[str, str],
    by: tuple[str, ...],
    why: str,
) -> list[Answer]:
    """Return an answer for every item; each takes the codings named that are its own."""
    from crosscase.adjudication import Answer, change_coding, find_items
    from crosscase.storage import load

    known = {item.id: item for item in find_items(load(root), **listed)}
    _refuse_strangers([known[one] for one in items if one in known], items, (*keep, *change))
    answers = []
    for id in items:
        own = {coding.id: coding for coding in known[id].codings} if id in known else {}
        answers.append(
            Answer(
                item=id,
                by=by,
                why=why,
                keep=tuple(one for one in keep if one in own),
                add=tuple(change_coding(own[one], changes) for one in change if one in own),
            )
        )
    return answers


def _refuse_strangers(found: list[Item], items: tuple[str, ...], named: tuple[str, ...]) -> None:
    """Refuse codings of no item, and items of which no coding is named."""
    if len(found) < len(items):
        return  # what is wrong with the items is said first
    own = {coding.id: item.id for item in found for coding in item.codings}
    strangers = [one for one in named if one not in own]
    if strangers:
        raise UsageError(
            f"found {', '.join(strangers)}; allowed: codings of the items: {', '.join(own)}; "
            "name one of these"
        )
    left = [item.id for item in found if item.id not in {own[one] for one in named}]
    if named and left:
        raise UsageError(
            f"{', '.join(left)}: found no coding to keep or change; "
            "name one of each item, or decide with --none apart"
        )


def _read_file(root: Path, file: Path, listed: dict[str, Any]) -> list[Answer]:
    """Return the answers in a file; when a line cannot be read, everything wrong with all."""
    from crosscase.adjudication import read_answers, review_answers

    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise StudyError(
            [Problem(str(file), 0, "not-utf8", str(error), "UTF-8", "save it as UTF-8")]
        ) from None
    answers, problems = read_answers(text, str(file))
    if problems:
        raise StudyError(problems + review_answers(root, answers, file=str(file), **listed))
    return answers
