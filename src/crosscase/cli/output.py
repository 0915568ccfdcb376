"""Writing data: DataFrames as a table to read, as CSV or as JSON."""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pandas import DataFrame

    from crosscase.interchange.losses import Loss
    from crosscase.scoring import Selection
    from crosscase.study import Study

__all__ = [
    "choose_named",
    "emit",
    "frame_text",
    "json_text",
    "make_folder",
    "open_study",
    "records_of",
    "say",
    "select_codings",
    "split_names",
    "tell_losses",
]

Declared = TypeVar("Declared")

WIDEST = 60
"""Longest text of a cell in a table to read; CSV and JSON have everything."""

LEFT_OUT = ("torn-line", "unplaced")
"""Rules whose breach leaves codings out; analyses say so, the rest is for ``check`` to say."""


def say(message: str) -> None:
    """Say something to the person, on standard error.

    Parameters
    ----------
    message : str
        What to say.
    """
    click.echo(message, err=True)


def count_of(number: int, what: str, several: str = "") -> str:
    """Return a number with what it counts, in the singular where it is one.

    Parameters
    ----------
    number : int
        How many.
    what : str
        What one of them is called.
    several : str
        What several are called; with an s by default.

    Returns
    -------
    str
        The number and the word.

    Examples
    --------
    >>> count_of(1, "text"), count_of(0, "text"), count_of(2, "party", "parties")
    ('1 text', '0 texts', '2 parties')
    """
    return f"{number} {what if number == 1 else several or what + 's'}"


def from_here(path: Path) -> Path:
    """Return a path as one would type it: from the current folder where it lies in that.

    Parameters
    ----------
    path : Path
        A file or a folder.

    Returns
    -------
    Path
        The same place.

    Examples
    --------
    >>> str(from_here(Path.cwd() / "reports"))
    'reports'
    """
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def open_study(root: Path) -> Study:
    """Read a study and say what of its codings an analysis leaves out.

    Parameters
    ----------
    root : Path
        The study folder.

    Returns
    -------
    Study
        Everything in it.
    """
    from crosscase.api import load

    study = load(root)
    for problem in study.problems:
        if problem.rule in LEFT_OUT:
            say(f"{problem.severity}: {problem}")
    return study


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in an option that lists them with commas.

    Parameters
    ----------
    text : str
        What the option was given.

    Returns
    -------
    tuple of str
        The names, without the spaces around them.
    """
    return tuple(part.strip() for part in text.split(",") if part.strip())


def select_codings(
    study: Study,
    *,
    coders: tuple[str, ...],
    kinds: tuple[str, ...],
    without_kinds: tuple[str, ...],
    snapshot: str,
) -> Selection:
    """Say which codings count, and tell of coders asked for that never do.

    Parameters
    ----------
    study : Study
        The study.
    coders, kinds, without_kinds, snapshot
        What the options that verbs share were given.

    Returns
    -------
    Selection
        What counts.

    Raises
    ------
    UsageError
        When a name is not known.
    """
    from crosscase.api import make_selection

    selection = make_selection(
        study, coders=coders, kinds=kinds, without_kinds=without_kinds, snapshot=snapshot
    )
    for coder in sorted(selection.coders or ()):
        if not study.coders[coder].counts:
            say(f"coder {coder} does not count (study.yaml): none of their codings is used")
    return selection


def choose_named(
    declared: Mapping[str, Declared], names: Sequence[str], what: str
) -> dict[str, Declared]:
    """Return what was asked for by name, in the order declared.

    Parameters
    ----------
    declared : mapping
        All there is, by name.
    names : sequence of str
        What was asked for; nothing for all.
    what : str
        The word for one of them.

    Returns
    -------
    dict
        Those, by name.

    Raises
    ------
    UsageError
        When a name is not declared.
    """
    from crosscase.errors import UsageError

    for name in names:
        if name not in declared:
            known = ", ".join(declared) or "none"
            raise UsageError(f"{what} {name!r} is not declared; allowed: {known}")
    return {name: one for name, one in declared.items() if not names or name in names}


def make_folder(output: str) -> Path:
    """Make the folder that several files go to.

    Parameters
    ----------
    output : str
        Its path.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    UsageError
        When a file stands in its way.
    """
    from crosscase.errors import UsageError

    folder = Path(output)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{output}: found a file; allowed: a folder; choose another name")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def emit(text: str | bytes, output: str) -> None:
    """Write text or a document to standard output or, whole or not at all, to a file.

    Parameters
    ----------
    text : str or bytes
        What to write.
    output : str
        Path of a file, or ``-``.

    Raises
    ------
    UsageError
        When there is no folder for the file, the path is a folder, or bytes would go to a terminal.
    """
    if output == "-":
        if isinstance(text, bytes) and sys.stdout.isatty():
            from crosscase.errors import UsageError

            raise UsageError(
                "a document cannot be shown in a terminal; allowed: a file or a pipe; "
                "name a file with --output"
            )
        try:
            click.echo(text, nl=False)
        except BrokenPipeError:
            # The reader of our output (head, less) has left; a complaint at exit helps nobody.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None
        return
    from crosscase.errors import UsageError
    from crosscase.storage import write_atomic

    file = Path(output)
    if file.is_dir():
        raise UsageError(f"{output}: found a folder; allowed: a file; add its name")
    if not file.parent.is_dir():
        raise UsageError(f"{output}: found no folder {file.parent}; make it or choose another")
    try:
        write_atomic(file, text)
    except OSError as error:
        if error.filename is not None:
            error.filename = output  # not the file beside it that was in the making
        raise
    say(f"written: {output}")


def tell_losses(losses: Sequence[Loss], file: str) -> None:
    """Say how much did not get across, by kind, and where the list is.

    Parameters
    ----------
    losses : sequence of Loss
        What did not.
    file : str
        Where the list of them goes; empty when nobody asked for it.
    """
    from crosscase.interchange.losses import count_losses

    if losses:
        hint = "" if file else "; --losses FILE lists them"
        say(f"not carried over: {count_losses(losses)}{hint}")


def json_text(data: Any) -> str:
    """Return data as JSON to print.

    Parameters
    ----------
    data : object
        Plain data, in which every number is finite.

    Returns
    -------
    str
        Text that ends in a newline.
    """
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def records_of(frame: DataFrame, lists: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Return the rows of a DataFrame as plain data, for JSON.

    Parameters
    ----------
    frame : DataFrame
        Any.
    lists : iterable of str
        Columns that hold lists joined by ``;``, which become lists.

    Returns
    -------
    list of dict
        One for each row; a number that is not there, or not finite, is None.
    """
    records = [{str(k): _plain(v) for k, v in row.items()} for row in frame.to_dict("records")]
    for record in records:
        for name in lists:
            record[name] = [part for part in str(record[name]).split(";") if part]
    return records


def frame_text(frame: DataFrame, style: str, *, lists: Iterable[str] = ()) -> str:
    """Return a DataFrame as text.

    Parameters
    ----------
    frame : DataFrame
        What to show.
    style : {"table", "csv", "json"}
        How.
    lists : iterable of str
        Columns that hold lists joined by ``;``, which JSON shows as lists.

    Returns
    -------
    str
        Text that ends in a newline.
    """
    if style == "csv":
        return frame.to_csv(index=False, lineterminator="\n")
    if style == "json":
        return json_text(records_of(frame, tuple(lists)))
    if frame.empty:
        return "(nothing)\n"
    cells = frame.astype(object).where(frame.notna(), "").map(str)
    short = cells.map(lambda cell: cell if len(cell) <= WIDEST else cell[: WIDEST - 1] + "…")
    return short.to_string(index=False, justify="left") + "\n"
