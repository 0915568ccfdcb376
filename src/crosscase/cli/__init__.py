"""The command line: one module a verb, imported when that verb is asked for."""

from __future__ import annotations

import errno
import io
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from crosscase import __version__

__all__ = ["main"]

VERBS = {
    "init": "Make a new study in an empty folder.",
    "add": "Add texts to the study and its catalogue.",
    "check": "Say everything that is wrong with the study.",
    "reanchor": "Find the codings of changed texts again.",
    "suggest": "Propose sentences to code, by the patterns of the codebook.",
    "suggestions": "List suggestions and decide on them.",
    "code": "Read and code the texts in the browser.",
    "sweep": "Find the patterns of codebooks in millions of documents.",
    "mark": "Add codings by their quotes.",
    "withdraw": "Take codings back.",
    "cover": "State that a coder has read documents completely.",
    "agree": "How far coders agree, on scores or on segments.",
    "disagreements": "Where coders disagree, item by item.",
    "adjudicate": "Record what was decided on disagreements.",
    "find": "Find a coding with its origins, or words in the texts.",
    "scores": "What the codings together say about each unit and code.",
    "tables": "Fill the declared tables.",
    "figures": "Draw the declared figures.",
    "network": "Which codes occur together, and which units have them.",
    "verdicts": "Test the hypotheses, with the proof of every verdict.",
    "robustness": "What would change a verdict, and what it hangs on.",
    "configurations": "Fit conditions and their combinations to an outcome.",
    "report": "Write the whole chapter as HTML, Markdown, CSV and SVG.",
    "import": "Import a project or codebook of another program.",
    "export": "Export the study for other programs.",
    "pseudonymise": "Write the study anew with its names replaced, and a key to it.",
    "bundle": "Pack the study for a repository, with or without its texts.",
    "schema": "Print the JSON Schema of a file format.",
}
"""The verbs in the order a researcher meets them."""

MODULES = {
    "import": "crosscase.cli.importing",
    "export": "crosscase.cli.exporting",
    "code": "crosscase.web.command",
}
"""The modules of verbs that cannot have their verb's name, or stand elsewhere."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order a researcher meets them."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command of a verb; None when there is no such verb."""
        if cmd_name not in VERBS:
            return None
        module = MODULES.get(cmd_name, f"crosscase.cli.{cmd_name}")
        command: click.Command = import_module(module).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of the first argument, or say which verbs there are."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            ctx.fail(f"no verb {args[0]!r}; allowed: {', '.join(VERBS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing them, so that help answers at once."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="crosscase")
@click.option("--debug", is_flag=True, help="Show the traceback when something goes wrong.")
def cli(debug: bool) -> None:
    """Code cases, compare them, test hypotheses, and walk back to the words.

    \b
    Exit status: 0 done · 1 something is wrong with the study · 2 wrong usage
    3 a check that was asked for failed · 70 our own fault
    """  # noqa: D301


def _speak_utf8() -> None:
    """Write UTF-8 with LF line ends, so that the data do not depend on where they are made."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


_OF_THE_PLACE = {
    errno.EACCES,
    errno.EEXIST,
    errno.EISDIR,
    errno.ELOOP,
    errno.ENAMETOOLONG,
    errno.ENOENT,
    errno.ENOTDIR,
    errno.EPERM,
    errno.EROFS,
}
"""Errors that another place would not give; a full disk is not among them."""


def _is_given(path: object, arguments: Sequence[str]) -> bool:
    """Say whether a path is one of the arguments or lies within one."""
    if not isinstance(path, str | Path):
        return False
    given = {Path(one.removeprefix("--output=")).absolute() for one in arguments if one}
    whole = Path(path).absolute()
    return not given.isdisjoint((whole, *whole.parents))


def _explain_io(error: OSError, arguments: Sequence[str]) -> tuple[str, int]:
    place = f"{error.filename}: " if error.filename else ""
    said = f"{place}{error.strerror or error}"
    if error.errno in _OF_THE_PLACE and _is_given(error.filename, arguments):
        return f"{said}; choose a place that can be used", 2
    return f"{said}; put that right and run again", 1


def _explain(error: Exception, arguments: Sequence[str]) -> tuple[str, int]:
    """Return what to say of a failure, and the exit status."""
    from crosscase.errors import CrosscaseError

    if isinstance(error, CrosscaseError):
        return str(error), error.exit_status
    if isinstance(error, OSError):
        return _explain_io(error, arguments)
    return (
        f"crosscase failed: {type(error).__name__}: {error}\n"
        "This is a fault in crosscase; run again with --debug before the verb "
        "and report what it shows.",
        70,
    )


def main(args: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status.

    Parameters
    ----------
    args : list of str, optional
        Arguments; those of the process when left out.
    """
    arguments = sys.argv[1:] if args is None else args
    options: dict[str, Any] = {"args": arguments, "prog_name": "crosscase"}
    _speak_utf8()
    try:
        # Without its standalone mode click returns the status of --help and its like.
        status = cli.main(**options, standalone_mode=False)
    except click.Abort:
        click.echo("stopped", err=True)
        sys.exit(130)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(2)
    except Exception as error:
        if "--debug" in arguments:
            import traceback

            traceback.print_exc()
        said, status = _explain(error, arguments)
        click.echo(said, err=True)
    sys.exit(status if isinstance(status, int) else 0)
