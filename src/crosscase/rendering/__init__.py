"""From one model of a table to the formats it is read in: a renderer a module, one protocol."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from crosscase.comparison import Table, evidence_id
from crosscase.errors import UsageError
from crosscase.rendering.csv import render_csv
from crosscase.rendering.html import render_html
from crosscase.rendering.markdown import render_markdown

__all__ = [
    "RENDERERS",
    "Renderer",
    "evidence_id",
    "render_csv",
    "render_html",
    "render_markdown",
    "render_table",
]


class Renderer(Protocol):
    """What turns a table into a format: text, or bytes where the format is not text."""

    def __call__(self, table: Table, language: str) -> str | bytes:
        """Return the table in the format, in a language."""
        ...


RENDERERS: Mapping[str, Renderer] = {
    "csv": render_csv,
    "html": render_html,
    "md": render_markdown,
}
"""The renderers by the ending of the files they make."""


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
        Text is UTF-8 with LF line ends; the same table always gives the same bytes.

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
    rendered = RENDERERS[ending](table, language)
    return rendered.encode("utf-8") if isinstance(rendered, str) else rendered
