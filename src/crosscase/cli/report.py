"""``crosscase report``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from crosscase.cli.options import sources_option, study_option
from crosscase.cli.output import count_of, from_here, open_study, say
from crosscase.errors import UsageError


def _default_folder(root: Path) -> Path:
    """Return the folder of reports; one that a link puts outside the study must be asked for."""
    folder = root / "reports"
    target = Path(os.path.realpath(folder))
    if not target.is_relative_to(os.path.realpath(root)):
        raise UsageError(
            f"{folder}: found a link to {target}; allowed: a folder in the study; "
            "remove the link, or name the folder with --output"
        )
    return folder


@click.command("report")
@study_option
@click.option(
    "--lang",
    "languages",
    multiple=True,
    help="Language of the report (repeatable; default: the first of the study).",
)
@sources_option
@click.option(
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to (default: reports, in the study).",
)
@click.option(
    "--with",
    "documents",
    multiple=True,
    type=click.Choice(["docx", "xlsx"]),
    help="Also write all tables and the verdicts as one such document (repeatable).",
)
@click.option("--name", default="", help="Name of the pages (default: as study.yaml says).")
def command(
    root: Path,
    languages: tuple[str, ...],
    sources: Path | None,
    folder: Path | None,
    documents: tuple[str, ...],
    name: str,
) -> None:
    """Write the whole chapter: one HTML page, the same as Markdown, tables as CSV, figures as SVG.

    The same study gives the same bytes, in several languages at the cost of one. With --sources the
    origins are verified by hash and the evidence shows the original passage beside the note; such a
    report holds other people's words.
    """
    from crosscase.report import write_report

    study = open_study(root)
    written = write_report(
        study,
        folder or _default_folder(root),
        name=name or study.report,
        languages=languages,
        sources=sources,
        documents=documents,
        progress=lambda step: say(f"report: {step}"),
    )
    pages = " or ".join(str(from_here(file)) for file in written if file.suffix == ".html")
    say(f"{count_of(len(written), 'file')} in {from_here(written[0].parent)}; open {pages}")
