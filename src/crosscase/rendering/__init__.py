"""From one model of a table to the formats it is read in: a renderer a module, two protocols."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from crosscase.comparison import Table, evidence_id
from crosscase.errors import UsageError
from crosscase.rendering.csv import render_csv
from crosscase.rendering.docx import render_docx
from crosscase.rendering.html import render_html, render_page
from crosscase.rendering.latex import render_latex
from crosscase.rendering.markdown import render_markdown
from crosscase.rendering.verdicts import tabulate_verdicts
from crosscase.rendering.volume import Volume
from crosscase.rendering.xlsx import render_xlsx

__all__ = [
    "BINDERS",
    "RENDERERS",
    "Binder",
    "Renderer",
    "Volume",
    "bind_tables",
    "evidence_id",
    "render_csv",
    "render_docx",
    "render_html",
    "render_latex",
    "render_markdown",
    "render_page",
    "render_table",
    "render_xlsx",
    "tabulate_verdicts",
]


class Renderer(Protocol):
    """What turns one table into the text of a format."""

    def __call__(self, table: Table, language: str) -> str:
        """Return the table in the format, in a language."""
        ...


class Binder(Protocol):
    """What puts several tables into one file."""

    def __call__(self, volume: Volume, language: str) -> bytes:
        """Return the file, in a language."""
        ...


RENDERERS: Mapping[str, Renderer] = {
    "csv": render_csv,
    "html": render_html,
    "md": render_markdown,
    "tex": render_latex,
}
"""The renderers of one table by the ending of the files they make."""

BINDERS: Mapping[str, Binder] = {
    "docx": render_docx,
    "html": render_page,
    "xlsx": render_xlsx,
}
"""What makes one file of several tables, by its ending."""


def render_table(table: Table, ending: str, language: str) -> bytes:
    """Return a table as the content of a file.

    Parameters
    ----------
    table : Table
        The table.
    ending : str
        A key of :data:`RENDERERS`.
    language : str
        Two-letter language code.

    Returns
    -------
    bytes
        UTF-8 with LF line ends; the same table always gives the same bytes.

    Raises
    ------
    UsageError
        When there is no such format.
    """
    if ending not in RENDERERS:
        raise UsageError(
            f"table {table.id}: found format {ending!r}; allowed: {', '.join(RENDERERS)}; "
            "choose one of these"
        )
    return RENDERERS[ending](table, language).encode("utf-8")


def bind_tables(volume: Volume, ending: str, language: str) -> bytes:
    """Return several tables as the content of one file.

    Parameters
    ----------
    volume : Volume
        The tables.
    ending : str
        A key of :data:`BINDERS`.
    language : str
        Two-letter language code.

    Returns
    -------
    bytes
        The same tables always give the same bytes.

    Raises
    ------
    UsageError
        When there is no such format.
    """
    if ending not in BINDERS:
        raise UsageError(
            f"found format {ending!r}; allowed: {', '.join(BINDERS)}; choose one of these"
        )
    return BINDERS[ending](volume, language)
