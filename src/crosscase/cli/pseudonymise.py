"""``crosscase pseudonymise``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.options import study_option
from crosscase.cli.output import count_of, say
from crosscase.errors import UsageError

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("pseudonymise")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@study_option
@click.option(
    "--names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The list of names to replace (CSV; docs/formats.md).",
)
@click.option("--key", type=_FILE, help="The key: written anew, or read with --reverse.")
@click.option("--left", type=_FILE, help="Write here what looks like a name and was left.")
@click.option("--suggest", type=_FILE, help="Write a first list of names here, and nothing else.")
@click.option("--reverse", is_flag=True, help="Give back the study that the key belongs to.")
def command(
    folder: Path | None,
    root: Path,
    names: Path | None,
    key: Path | None,
    left: Path | None,
    suggest: Path | None,
    reverse: bool,
) -> None:
    """Write the study anew in FOLDER with its names replaced, and the key to it elsewhere.

    Start with --suggest, go over the list, then give it as --names. Nothing is replaced that is not
    in the list. The study itself stays as it is.
    """
    if suggest is not None:
        if folder or names or key or left or reverse:
            raise UsageError("found --suggest with other options; allowed: --suggest FILE alone")
        _suggest(root, suggest)
        return
    if folder is None or key is None:
        raise UsageError("found no FOLDER, or no --key; give both, or --suggest FILE")
    if reverse:
        if names or left:
            raise UsageError("found --reverse with --names or --left; allowed: FOLDER and --key")
        _reverse(root, folder, key)
        return
    if names is None:
        raise UsageError("found no --names; make a list with --suggest FILE and go over it")
    _pseudonymise(root, folder, names, key, left)


def _suggest(root: Path, file: Path) -> None:
    from crosscase.sharing.key_file import refuse_within, write_private
    from crosscase.sharing.names import write_names
    from crosscase.sharing.suggesting import suggest_for

    refuse_within(file, (root,), "the list of names")
    rows = suggest_for(root)
    write_private(file, write_names(rows))
    say(
        f"{len(rows)} that look like names, in {file}; remove what is none, and add what is missing"
    )


def _pseudonymise(root: Path, folder: Path, names: Path, key: Path, left: Path | None) -> None:
    from crosscase.sharing.key_file import refuse_within, write_private
    from crosscase.sharing.leftovers import find_leftovers, write_leftovers
    from crosscase.sharing.names import read_names
    from crosscase.sharing.pseudonymising import pseudonymise

    if left is not None:
        refuse_within(left, (root, folder), "the list of what was left")
        if left.exists():
            raise UsageError(f"{left}: there is such a file; choose another name")
    made = pseudonymise(root, folder, read_names(names), key, file=str(names))
    for one in made.grown:
        say(f"coding {one.event} in {one.document} grew to a whole name: {one.start}–{one.end}")
    for path in made.left_out:
        say(f"left out: {path}")
    rows = find_leftovers(made.names, made.files)
    if left is not None:
        write_private(left, write_leftovers(rows))
    where = left or "name a file with --left to see them"
    say(f"left in it: {len(rows)} that look like names or hold one ({where})")
    files = count_of(len(made.files), "file")
    say(f"{files} in {folder}; the key is {key}: keep it apart, and safe")


def _reverse(root: Path, folder: Path, key: Path) -> None:
    from crosscase.sharing.pseudonymising import restore

    written = restore(root, folder, key)
    say(f"{count_of(len(written), 'file')} in {folder}, as they were")
