"""Tables as HTML fragments that can be heard as well as seen, each cell linked to its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from crosscase.codebook import in_language
from crosscase.comparison import Ref, Row, Table, evidence_id
from crosscase.rendering.volume import Volume
from crosscase.rendering.words import LEGEND, caption_of, source_of

__all__ = ["render_html", "render_page", "table_id"]


def table_id(table: Table) -> str:
    """Return the id under which a table can be linked to.

    Parameters
    ----------
    table : Table
        The table.

    Returns
    -------
    str
        Such as ``table.8.1``.
    """
    return f"table.{table.id}"


def _evidence_ids(refs: Iterable[Ref]) -> list[str]:
    return list(dict.fromkeys(evidence_id(ref) for ref in refs))


def _bodies(table: Table) -> list[list[Row]]:
    """Divide the rows, for a heading heads only the rows of its own table body."""
    bodies: list[list[Row]] = [[]]
    for row in table.rows:
        if row.kind == "heading" and bodies[-1]:
            bodies.append([])
        bodies[-1].append(row)
    return bodies


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        keep_trailing_newline=True,
        loader=PackageLoader("crosscase.rendering"),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["text"] = in_language
    environment.filters["evidence"] = _evidence_ids
    return environment


def link_on_page(id: str) -> str:
    """Return the link to evidence that stands on the same page."""
    return f"#{id}"


def render_html(
    table: Table,
    language: str,
    *,
    link: Callable[[str], str] | None = link_on_page,
    link_all: Callable[[Sequence[str]], str] | None = None,
) -> str:
    """Return a table as a fragment of HTML.

    Every cell names the scores it rests on in ``data-ref``, by :func:`evidence_id`; where it
    shows one score, or names units, its text links there. A balance also names the codings it
    counts, in ``data-codings``.

    Parameters
    ----------
    table : Table
        The table.
    language : str
        Two-letter language code.
    link : callable, optional
        Gives the address of the evidence with an id; when left out, on the same page. Without one
        texts do not link.
    link_all : callable, optional
        Gives the address of several pieces of evidence; the texts of cells that rest on several
        scores then link there.

    Returns
    -------
    str
        A ``div`` with the table, its note, legend and source; every text is escaped.
    """
    template = _environment().get_template("table.html")
    return template.render(
        link=link,
        link_all=link_all,
        table=table,
        language=language,
        id=table_id(table),
        caption=caption_of(table, language),
        bodies=_bodies(table),
        legend=in_language(LEGEND, language),
        source=source_of(table, language),
    )


def render_page(volume: Volume, language: str) -> bytes:
    """Return tables as a page of HTML of their own.

    Parameters
    ----------
    volume : Volume
        The tables; the evidence is for the report to show.
    language : str
        Two-letter language code.

    Returns
    -------
    bytes
        A page in UTF-8 that needs nothing from elsewhere.
    """
    tables = [Markup(render_html(one, language, link=None)) for one in volume.tables]
    page = _environment().get_template("page.html")
    title = in_language(volume.study.title, language)
    return page.render(title=title, language=language, tables=tables).encode("utf-8")
