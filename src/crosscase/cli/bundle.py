"""``crosscase bundle``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.options import study_option
from crosscase.cli.output import count_of, say
from crosscase.errors import UsageError

_TEXTS = ("full", "pseudonymised", "none")


@click.command("bundle")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@study_option
@click.option(
    "--texts",
    type=click.Choice(_TEXTS),
    required=True,
    help="In which form the texts go along.",
)
@click.option(
    "--names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The list of names to replace; needed for pseudonymised texts.",
)
@click.option(
    "--author",
    "authors",
    multiple=True,
    help='"Family, Given; ORCID" to cite (repeatable; default: as study.yaml says).',
)
@click.option("--license", default="", help="SPDX id, as CC-BY-4.0 (default: as study.yaml says).")
@click.option(
    "--lang",
    "languages",
    multiple=True,
    help="Language of the report (repeatable; default: all of the study).",
)
def command(
    file: Path,
    root: Path,
    texts: str,
    names: Path | None,
    authors: tuple[str, ...],
    license: str,
    languages: tuple[str, ...],
) -> None:
    """Pack the study into FILE, a zip for a data repository: files, results, report and hashes.

    The same study gives the same bytes. Originals, keys, lists of names and the version history
    never go along. The zip says itself what is in it, what was left out and how to check it.
    """
    from crosscase.bundle import gather_bundle, write_zip
    from crosscase.bundle.citation import read_author
    from crosscase.sharing.names import read_names
    from crosscase.storage.formats import LICENSES

    if file.suffix != ".zip":
        raise UsageError(f"{file}: allowed: a name that ends in .zip; choose such a name")
    if license and license not in LICENSES:
        raise UsageError(f"found license {license!r}; allowed: {', '.join(LICENSES)}; choose one")
    bundle = gather_bundle(
        root,
        texts=texts,
        names=None if names is None else read_names(names),
        authors=[read_author(author) for author in authors],
        license=license,
        languages=languages,
        progress=lambda step: say(f"bundle: {step}"),
    )
    write_zip(file, file.stem, bundle.files)
    for path in bundle.left_out:
        say(f"left out: {path}")
    if not bundle.cited:
        say("no CITATION.cff: give --author, or declare authors in study.yaml")
    say(f"{count_of(len(bundle.files), 'file')} in {file}")
