"""The words around a table, in Dutch and English."""

from __future__ import annotations

from crosscase.codebook import in_language
from crosscase.comparison import Table
from crosscase.rendering.numbering import split_number

__all__ = ["LEGEND", "TABLE", "caption_of", "legend_of", "source_of"]

LEGEND = {"nl": "Legenda", "en": "Legend"}
TABLE = {"nl": "Tabel", "en": "Table"}

_SOURCE = {"nl": "Bron", "en": "Source"}


def caption_of(table: Table, language: str) -> str:
    """Return the caption of a table.

    Parameters
    ----------
    table : Table
        The table.
    language : str
        Two-letter language code.

    Returns
    -------
    str
        Such as ``Table 8.1. Motives by municipality``; the title alone when the id is no number.
    """
    title = in_language(table.title, language)
    return (
        f"{in_language(TABLE, language)} {table.id}. {title}" if split_number(table.id) else title
    )


def legend_of(table: Table, language: str) -> str:
    """Return the legend of a table as one paragraph.

    Parameters
    ----------
    table : Table
        The table.
    language : str
        Two-letter language code.

    Returns
    -------
    str
        Such as ``Legend: ✓: the score; ?: contested.``; empty when nothing needs explaining.
    """
    entries = "; ".join(in_language(entry, language) for entry in table.legend)
    return f"{in_language(LEGEND, language)}. {entries}." if entries else ""


def source_of(table: Table, language: str) -> str:
    """Return the line that says where a table comes from.

    Parameters
    ----------
    table : Table
        The table.
    language : str
        Two-letter language code.

    Returns
    -------
    str
        Such as ``Source: Speulman 2012, table 8.1``; empty when none is declared.
    """
    return f"{in_language(_SOURCE, language)}: {table.source}" if table.source else ""
