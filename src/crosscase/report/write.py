"""Writing a report: the pages, the tables as CSV, the figures as SVG, and documents on request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from crosscase.errors import UsageError
from crosscase.rendering import BINDERS, Volume, bind_tables, render_csv, tabulate_verdicts
from crosscase.report.drawings import draw_all
from crosscase.report.layout import render_report_html, render_report_markdown
from crosscase.report.model import Report, gather_report
from crosscase.storage import write_atomic
from crosscase.study import Study

__all__ = ["DOCUMENTS", "write_report"]

DOCUMENTS = tuple(ending for ending in BINDERS if ending != "html")
"""Documents of all tables that can go with a report."""


def _bind(report: Report, ending: str) -> bytes:
    """Return the tables of a report, and its verdicts as a table, in one document."""
    tables = report.tables
    if report.study.hypotheses:
        tables = (*tables, tabulate_verdicts(report.study, report.now.verdicts))
    return bind_tables(Volume(report.study, tables, report.evidence), ending, report.language)


def _render_files(report: Report, name: str, documents: Iterable[str]) -> dict[str, str | bytes]:
    """Return the files of a report in its language, by name."""
    ending, language = report.ending, report.language
    drawings = draw_all(report)
    files: dict[str, str | bytes] = {
        f"{name}{ending}.html": render_report_html(report, drawings),
        f"{name}{ending}.md": render_report_markdown(report),
    }
    files |= {f"table-{t.id}{ending}.csv": render_csv(t, language) for t in report.tables}
    files |= {f"{name}{ending}.{one}": _bind(report, one) for one in documents}
    return files | {f"figure-{id}{ending}.svg": svg for id, svg in drawings.items()}


def write_report(
    study: Study,
    folder: Path,
    *,
    name: str = "report",
    languages: Iterable[str] = (),
    sources: Path | None = None,
    documents: Iterable[str] = (),
    progress: Callable[[str], None] = lambda step: None,
) -> tuple[Path, ...]:
    """Write the report of a study.

    The language is part of a file's name unless it is the first of the study. Everything is
    computed once for all languages, before the first file is written, and each file appears whole
    or not at all.

    Parameters
    ----------
    study : Study
        The study.
    folder : Path
        Where to write; made when it is not there.
    name : str
        Name of the pages, without ending.
    languages : iterable of str
        Languages to write it in; the study's first when empty.
    sources : Path, optional
        Folder with the publications, to verify origins and show the original passages.
    documents : iterable of str
        Of :data:`DOCUMENTS`: in which to write all tables and the verdicts as well.
    progress : callable, optional
        Told the name of each step when it begins.

    Returns
    -------
    tuple of Path
        The files written, those of a language together and its page first.

    Raises
    ------
    UsageError
        When a language is not one of the study, there is no such document, or the name cannot be
        that of a file.
    CheckFailedError
        When a publication is missing or another than the origins were taken from.
    """
    asked = tuple(dict.fromkeys(languages)) or study.languages[:1]
    for language in asked:
        if language not in study.languages:
            raise UsageError(
                f"language {language!r} is not known; allowed: {', '.join(study.languages)}"
            )
    added = tuple(dict.fromkeys(documents))
    for one in added:
        if one not in DOCUMENTS:
            raise UsageError(f"found document {one!r}; allowed: {', '.join(DOCUMENTS)}")
    if not re.fullmatch(r"[\w-][\w.-]*", name):
        raise UsageError(
            f"found name {name!r}; allowed: letters, digits, dots and hyphens; choose such a name"
        )
    report = gather_report(study, language=asked[0], sources=sources, progress=progress)
    files: dict[str, str | bytes] = {}
    for language in asked:
        progress(f"pages, {language}")
        files |= _render_files(replace(report, language=language), name, added)
    progress("files")
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for file, text in files.items():
        write_atomic(folder / file, text, follow=False)  # a study may come with any link
        written.append(folder / file)
    return tuple(written)
