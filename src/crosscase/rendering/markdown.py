"""Tables as Markdown, in the pipe notation that most readers of Markdown know."""

from __future__ import annotations

import re

from crosscase.codebook import in_language
from crosscase.comparison import Row, Table
from crosscase.rendering.words import LEGEND, caption_of, source_of

__all__ = ["escape_markdown", "escape_paragraph", "render_markdown"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&])")
_OPENING = re.compile(r"^([#+-]|\d+(?=[.)]))")


def escape_markdown(text: str) -> str:
    r"""Return a text that Markdown shows as it is, on one line.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        With special characters escaped and white space made single spaces.

    Examples
    --------
    >>> print(escape_markdown("a|b *c*"))
    a\|b \*c\*
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def escape_paragraph(text: str) -> str:
    r"""Return a text that Markdown shows as it is where a line begins with it.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        As :func:`escape_markdown` gives it, its beginning not that of a heading or a list.

    Examples
    --------
    >>> print(escape_paragraph("1. January"))
    1\. January
    """
    return _OPENING.sub(_keep_plain, escape_markdown(text))


def _keep_plain(match: re.Match[str]) -> str:
    opening = match.group()
    return f"{opening}\\" if opening.isdigit() else f"\\{opening}"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _row(row: Row, width: int, language: str) -> str:
    label = escape_markdown(in_language(row.label, language))
    if row.kind == "heading":
        return _line([f"**{label}**", *[""] * width])
    texts = [escape_markdown(in_language(cell.text, language)) for cell in row.cells]
    if row.kind == "note":
        return _line([f"{label}: {texts[0]}", *[""] * width])
    return _line([label, *texts])


def render_markdown(table: Table, language: str) -> str:
    """Return a table as Markdown.

    Parameters
    ----------
    table : Table
        The table.
    language : str
        Two-letter language code.

    Returns
    -------
    str
        Caption, table, note, legend and source, with LF line ends.
    """
    width = len(table.columns)
    heads = [in_language(head, language) for head in (table.corner, *table.columns)]
    blocks = [
        f"**{escape_markdown(caption_of(table, language))}**",
        "\n".join(
            [
                _line([escape_markdown(head) for head in heads]),
                _line(["---"] * (width + 1)),
                *(_row(row, width, language) for row in table.rows),
            ]
        ),
    ]
    if note := in_language(table.note, language):
        blocks.append(escape_paragraph(note))
    if table.legend:
        entries = [f"- {escape_paragraph(in_language(e, language))}" for e in table.legend]
        blocks.append("\n".join([f"{in_language(LEGEND, language)}:", "", *entries]))
    if source := source_of(table, language):
        blocks.append(escape_markdown(source))
    return "\n\n".join(blocks) + "\n"
