"""``crosscase sweep``."""

from __future__ import annotations

import codecs
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crosscase.cli.options import find_study
from crosscase.cli.output import choose_named, count_of, say
from crosscase.errors import UsageError

if TYPE_CHECKING:
    from crosscase.sweep import Outcome, Setting

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_ANY = click.Path(exists=True, path_type=Path)


@click.command("sweep")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=_ANY)
@click.option(
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder to write to: a new one, or one to go on in.",
)
@click.option(
    "--codebook",
    "codebooks",
    multiple=True,
    type=_ANY,
    help="A codebook with patterns or scales, or a folder of them (repeatable).",
)
@click.option("--units", type=_FILE, help="A YAML file with the cases and parties to look for.")
@click.option(
    "--study",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A study that has the cases and parties, and the codebooks where none is named.",
)
@click.option("--code", "codes", multiple=True, help="Only this code (repeatable).")
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="NAME=FIELD",
    help="What JSON lines or Parquet have for id, text, units, party, date or language "
    "(repeatable; default: the same names).",
)
@click.option(
    "--by-folder", is_flag=True, help="Text files: their folders are named after their units."
)
@click.option(
    "--any-unit", is_flag=True, help="A document that gives no unit may be about any of them."
)
@click.option(
    "--lang", "language", default="nl", show_default=True,
    help="Language of documents that say none.",
)  # fmt: skip
@click.option(
    "--encoding", default="utf-8", show_default=True,
    help="Encoding of text files without byte-order mark.",
)  # fmt: skip
@click.option(
    "--longest",
    type=click.IntRange(min=1, max=100_000_000),
    default=10_000_000,
    show_default=True,
    help="Characters of the longest document that is read.",
)
@click.option(
    "--pipeline",
    default="",
    help="An installed spaCy pipeline, such as nl_core_news_sm, for documents in its language.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1, max=1024),
    help="Processes on this machine (default: one for each processor).",
)
@click.option(
    "--scheduler",
    default="",
    metavar="ADDRESS",
    help="A Dask scheduler, as tcp://HOST:PORT; its workers then read the texts.",
)
@click.option(
    "--progress/--no-progress",
    default=None,
    help="Tell how far it is (default: where standard error is a terminal).",
)
def command(sources: tuple[Path, ...], output: Path, workers: int | None, scheduler: str,
            progress: bool | None, **asked: Any) -> None:  # fmt: skip
    """Find the patterns of codebooks in any number of documents: SOURCE is files and folders.

    Read are .txt and .md, a document each; .jsonl (a document a line), all of these also with .gz
    or .zst behind; and .parquet. Suggestions go to Parquet files in the folder of --output, with
    a summary by case and code and a list of what could not be read. Stopped and run again
    it goes on, and ends with the same bytes. docs/sweep.md says more. Nothing counts: a suggestion
    is not evidence.
    """
    from crosscase.sweep import sweep
    from crosscase.sweep.progress import standard_error

    if scheduler and workers:
        raise UsageError("found --workers and --scheduler; allowed: one of them; leave one out")
    if scheduler:
        say(f"the workers of {scheduler} read the texts")
    outcome = sweep(
        sources,
        output,
        _setting(**asked),
        workers=0 if scheduler else workers or _processors(),
        scheduler=scheduler,
        progress=standard_error(progress),
    )
    _tell(outcome, output)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _setting(
    *,
    codebooks: tuple[Path, ...],
    units: Path | None,
    study: Path | None,
    codes: tuple[str, ...],
    fields: tuple[str, ...],
    **options: Any,
) -> Setting:
    from crosscase.storage.apart import read_apart
    from crosscase.sweep import Setting

    if units and study:
        raise UsageError("found --units and --study; allowed: one of them; leave one out")
    if not codebooks and not study:
        raise UsageError("found no --codebook; name one, or a --study that has codebooks")
    encoding = options["encoding"]
    try:
        "".encode(codecs.lookup(encoding).name)
    except LookupError:
        raise UsageError(
            f"found --encoding {encoding}; allowed: the name of an encoding, such as utf-8, cp1252 "
            "or utf-16"
        ) from None
    if len(options["language"]) != 2 or not options["language"].islower():
        raise UsageError(f"found --lang {options['language']}; allowed: two letters, such as nl")
    apart = read_apart(codebooks, units)
    known, scales, named = apart.codes, apart.scales, apart.units
    if study:
        held = _open(study)
        named = held.units
        if not codebooks:
            known, scales = held.codes, held.scales
    chosen = choose_named(known, codes, "code")
    return Setting(tuple(chosen.values()), scales, named, fields=_fields(fields), **options)


def _open(folder: Path) -> Any:
    from crosscase.cli.output import open_study

    context = click.get_current_context()
    return open_study(find_study(context, context.command.params[0], folder))


def _fields(given: tuple[str, ...]) -> Any:
    from crosscase.sweep.records import FIELDS, Fields

    names: dict[str, str] = {}
    for one in given:
        name, sign, field = one.partition("=")
        if not sign or not field or name not in FIELDS or name in names:
            raise UsageError(
                f"found --field {one}; allowed: NAME=FIELD, each name once, with NAME one of "
                f"{', '.join(FIELDS)}"
            )
        names[name] = field
    return Fields(names)


def _tell(outcome: Outcome, output: Path) -> None:
    counts = outcome.counts
    if outcome.before:
        say(f"{outcome.before} of {outcome.partitions} partitions were there already")
    if outcome.passed_over:
        passed = ", ".join(f"{n} {ending}" for ending, n in outcome.passed_over.items())
        say(f"passed over: {passed}")
    if counts.failures:
        told = ", ".join(f"{n} {rule}" for rule, n in sorted(counts.failed.items()))
        say(f"not read: {counts.failures} ({told}); {output / 'failures.csv'} lists them")
    if counts.without_unit:
        say(f"no unit that is known: {count_of(counts.without_unit, 'document')}")
    if counts.unknown:
        say(f"names of units that are not known: {output / 'unknown-units.csv'}")
    documents = count_of(counts.documents, "document")
    say(
        f"{count_of(counts.suggestions, 'suggestion')} in {documents}, in {output}; "
        "none counts until a coder makes it a coding"
    )
