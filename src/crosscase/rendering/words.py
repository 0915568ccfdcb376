"""The words around a table, in Dutch and English."""

from __future__ import annotations

from crosscase.codebook import in_language
from crosscase.comparison import Table

__all__ = ["LEGEND", "caption_of", "source_of"]

LEGEND = {"nl": "Legenda", "en": "Legend"}

_TABLE = {"nl": "Tabel", "en": "Table"}
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
        Such as ``Table 8.1. Motives by municipality``.
    """
    return f"{in_language(_TABLE, language)} {table.id}. {in_language(table.title, language)}"


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
