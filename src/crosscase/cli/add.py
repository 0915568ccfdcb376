"""``crosscase add``."""

from __future__ import annotations

from pathlib import Path

import click

from crosscase.cli.options import study_option
from crosscase.cli.output import count_of, say
from crosscase.corpus import KINDS


def _units(root: Path, cases: tuple[str, ...], units: tuple[str, ...]) -> list[str]:
    """Return the units that texts speak about: those named, and each case with its parties."""
    from crosscase.errors import UsageError
    from crosscase.storage import load

    if not cases and not units:
        raise UsageError("found no unit; name what the texts speak about with --case or --unit")
    if not cases:
        return list(units)
    known = load(root, strict=False).units
    found: list[str] = []
    for case in cases:
        if case not in known or known[case].kind != "case":
            allowed = ", ".join(name for name, unit in known.items() if unit.kind == "case")
            raise UsageError(f"found --case {case}; allowed: {allowed}; correct it")
        found += [case, *known[case].parties]
    return list(dict.fromkeys([*found, *units]))


@click.command("add")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@study_option
@click.option(
    "--case",
    "cases",
    multiple=True,
    help="Case it speaks about, with its parties (repeatable).",
)
@click.option("--unit", "units", multiple=True, help="Unit it speaks about (repeatable).")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="document",
    show_default=True,
    help="What kind of text it is.",
)
@click.option("--date", default="", help="2012, 2012-07 or 2012-07-09.")
@click.option("--role", default="", help="The speaker's role, or the body that issued it.")
@click.option("--party", default="", help="The party the speaker belongs to.")
@click.option("--group", default="", help="Source group: one person or body (default: the file).")
@click.option(
    "--title",
    default="",
    help="Title, for one file (default: its first heading, or else its name).",
)
@click.option(
    "--lang", "--language", "language", default="", help="Language (default: the study's first)."
)
@click.option("--keep-original", is_flag=True, help="Keep each file beside its text.")
@click.option("--no-speakers", is_flag=True, help="Look for no speakers.")
@click.option(
    "--encoding", default="", help="Encoding of plain texts, captions and HTML (default: detected)."
)
@click.option("--keep-hyphens", is_flag=True, help="Of a PDF: leave hyphens at line ends in.")
@click.option("--keep-lines", is_flag=True, help="Of a PDF: leave line ends as they are.")
@click.option("--keep-headers", is_flag=True, help="Of a PDF: leave headers and page numbers in.")
def command(
    files: tuple[Path, ...],
    root: Path,
    cases: tuple[str, ...],
    units: tuple[str, ...],
    kind: str,
    date: str,
    role: str,
    party: str,
    group: str,
    title: str,
    language: str,
    keep_original: bool,
    no_speakers: bool,
    encoding: str,
    keep_hyphens: bool,
    keep_lines: bool,
    keep_headers: bool,
) -> None:
    """Take FILES into the study and enter them in its catalogue, all of them or none.

    Read are docx, odt, pdf, html, md, txt, rtf, srt and vtt. Speakers, time codes and pages are
    kept beside the text; what was changed or left out is told. docs/adding.md says what each
    format keeps.
    """
    from crosscase.interchange.reading import ReadingOptions, add_files

    added = add_files(
        root,
        files,
        units=_units(root, cases, units),
        kind=kind,
        date=date,
        role=role,
        party=party,
        source_group=group,
        language=language,
        title=title,
        keep_original=keep_original,
        options=ReadingOptions(
            encoding=encoding,
            speakers=not no_speakers,
            keep_hyphens=keep_hyphens,
            keep_lines=keep_lines,
            keep_headers=keep_headers,
        ),
    )
    for file, note in added.notes:
        say(f"{file}: {note}")
    for document in added.documents:
        click.echo(document)
    say(f"{count_of(len(files), 'text')} added; the catalogue is corpus/documents.yaml")
