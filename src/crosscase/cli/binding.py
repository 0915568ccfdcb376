"""Tables in the formats of documents: what the verbs that write them share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from crosscase.comparison import Table
    from crosscase.scoring import Scorebook

__all__ = ["DOCUMENTS", "TEXTS", "bind_document", "evidence_option"]

DOCUMENTS = ("docx", "xlsx", "html")
"""Formats that hold all tables in one file."""

TEXTS: Mapping[str, str] = {"md": "md", "latex": "tex"}
"""Formats of one table a file, with the ending of that file."""

evidence_option = click.option(
    "--without-evidence",
    is_flag=True,
    help="Leave the sheets with evidence, and so all quotes, out of a workbook.",
)


def bind_document(
    tables: Iterable[Table],
    book: Scorebook,
    style: str,
    *,
    language: str,
    without_evidence: bool,
) -> str | bytes:
    """Return tables as one document.

    Parameters
    ----------
    tables : iterable of Table
        The tables.
    book : Scorebook
        The scores they rest on.
    style : str
        One of :data:`DOCUMENTS`.
    language : str
        Two-letter language code.
    without_evidence : bool
        Whether a workbook has the tables only.

    Returns
    -------
    str or bytes
        The content of the file; HTML is text, which may be printed.
    """
    from crosscase.evidence import gather_evidence
    from crosscase.rendering import Volume, bind_tables

    evidence = {}
    if style == "xlsx" and not without_evidence:
        evidence = gather_evidence(book.study, texts={}, codings=book.codings.values())
    made = bind_tables(Volume(book.study, tuple(tables), evidence), style, language)
    return made.decode("utf-8") if style == "html" else made
