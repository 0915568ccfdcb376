"""``crosscase report``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from crosscase.cli.options import language_option, sources_option, study_option
from crosscase.cli.output import open_study, say
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
@language_option
@sources_option
@click.option(
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write to (default: reports, in the study).",
)
@click.option("--name", default="", help="Name of the pages (default: as study.yaml says).")
def command(
    root: Path, language: str | None, sources: Path | None, folder: Path | None, name: str
) -> None:
    """Write the whole chapter: one HTML page, the same as Markdown, tables as CSV, figures as SVG.

    The same study gives the same bytes. With --sources the origins are verified by hash and the
    evidence shows the original passage beside the note; such a report holds other people's words.
    """
    from crosscase.report import write_report

    study = open_study(root)
    written = write_report(
        study,
        folder or _default_folder(root),
        name=name or study.report,
        language=language or "",
        sources=sources,
        progress=lambda step: say(f"report: {step}"),
    )
    say(f"{len(written)} files in {written[0].parent}; open {written[0]}")
