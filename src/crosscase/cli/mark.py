"""``crosscase mark``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosscase.cli.options import study_option
from crosscase.cli.output import count_of, say
from crosscase.coding import DETAIL_FIELDS

if TYPE_CHECKING:
    from crosscase.errors import Problem

NEEDED = ("document", "quote", "code", "unit", "value")


@click.command("mark")
@click.argument("document", required=False)
@click.argument("quote", required=False)
@study_option
@click.option("--coder", required=True, help="Who codes.")
@click.option("--code", help="Code id.")
@click.option("--unit", help="Unit id.")
@click.option("--value", help="Value on the code's scale, or n/a.")
@click.option("--period", default="", help="Period ids joined by ;.")
@click.option("--date", default="", help="When the thing coded took place.")
@click.option("--actor", default="", help="Who within the party.")
@click.option("--toward", default="", help="The other party, for directed codes.")
@click.option("--decision", default="", help="Id of one undivided decision.")
@click.option("--memo", default="", help="Free text.")
@click.option(
    "--from",
    "lines",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with one JSON object a line, each with the fields above; all or none.",
)
def command(
    document: str | None,
    quote: str | None,
    root: Path,
    coder: str,
    lines: Path | None,
    **fields: str | None,
) -> None:
    """Add a coding: QUOTE, words that occur once in DOCUMENT, as evidence for a code.

    With --from many codings are added at once.
    """
    from crosscase.errors import StudyError, UsageError
    from crosscase.storage import add_codings, review_codings

    if lines is not None:
        if document or quote or any(fields.values()):
            raise UsageError("give either --from or DOCUMENT, QUOTE and options, not both")
        numbered, problems = _read_rows(lines)
        rows, places = list(numbered.values()), list(numbered)
        if problems:
            problems += review_codings(root, coder, rows, file=str(lines), lines=places)
            raise StudyError(problems)
        added = add_codings(root, coder, rows, file=str(lines), lines=places)
    else:
        row = {"document": document, "quote": quote, **fields}
        missing = [name for name in NEEDED if not row[name]]
        if missing:
            raise UsageError(f"found no {', '.join(missing)}; needed: {', '.join(NEEDED)}")
        rows = [{name: value for name, value in row.items() if value}]
        added = add_codings(root, coder, rows)
    for identity in added:
        click.echo(identity)
    say(f"{count_of(len(rows), 'coding')} added to corpus/codings/{coder}.jsonl")


def _read_row(line: str) -> dict[str, str] | tuple[str, str, str, str]:
    """Return the fields of a line, or the rule it breaks, what it has, may have and needs."""
    from crosscase.storage.coding_files import parse_json

    allowed = (*NEEDED, *DETAIL_FIELDS)
    try:
        row = parse_json(line)
    except ValueError as error:
        return "broken-json", str(error), "a JSON object", "mend it"
    if not isinstance(row, dict):
        return "wrong-type", type(row).__name__, "a JSON object", "mend it"
    if unknown := sorted(set(row) - set(allowed)):
        return "unknown-field", ", ".join(unknown), ", ".join(allowed), "leave it out"
    if other := [n for n, v in row.items() if v is not None and not isinstance(v, (str, int))]:
        return "wrong-type", ", ".join(other), "texts", "write it as a text"
    fields = {name: str(value) for name, value in row.items() if value not in (None, "")}
    if missing := [name for name in NEEDED if name not in fields]:
        return "missing-field", f"no {', '.join(missing)}", ", ".join(NEEDED), "add it"
    return fields


def _read_rows(path: Path) -> tuple[dict[int, dict[str, str]], list[Problem]]:
    """Return the codings in a file by line number, and what is wrong with other lines."""
    from crosscase.errors import Problem, StudyError

    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise StudyError(
            [Problem(str(path), 0, "not-utf8", str(error), "UTF-8", "save it as UTF-8")]
        ) from None
    rows: dict[int, dict[str, str]] = {}
    problems: list[Problem] = []
    # Not splitlines: JSON may hold characters that it takes for line ends.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        row = _read_row(line)
        if isinstance(row, tuple):
            problems.append(Problem(str(path), number, *row))
        else:
            rows[number] = row
    return rows, problems
