"""Laying a report out: the whole as HTML and as Markdown, or a section or a part of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from types import CodeType

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from crosscase import __version__
from crosscase.comparison import Table
from crosscase.rendering import render_html, render_markdown
from crosscase.rendering.markdown import escape_markdown, escape_paragraph
from crosscase.report.configuration_words import WORDS as CONFIGURATION_WORDS
from crosscase.report.drawings import draw
from crosscase.report.filters import make_filters
from crosscase.report.model import Report
from crosscase.report.parts import Found, find_part
from crosscase.report.phrases import Phrases
from crosscase.report.robustness.words import WORDS as ROBUSTNESS_WORDS
from crosscase.report.said import Said
from crosscase.report.words import words_in

__all__ = [
    "SECTIONS",
    "Medium",
    "render_part",
    "render_report_html",
    "render_report_markdown",
    "render_section",
]

SECTIONS = (
    *("summary", "tables", "figures", "verdicts", "robustness", "configurations", "comparison"),
    *("discrepancies", "networks", "reliability", "suggestions", "material", "scores", "codings"),
)
"""The sections that can be laid out one by one."""


def _on_the_page(id: str) -> str:
    return f"#{id}"


def _shade(share: float) -> Markup:
    return Markup('style="--share: {:.3f}"').format(share)


def _inline(svg: str) -> Markup:
    """Return a drawing as part of a page: without prolog, its links as those of the page."""
    return (
        Markup(svg[svg.index("<svg") :].replace("<a xlink:href=", "<a href=")) if svg else Markup()
    )


def _draw(report: Report, name: str) -> Markup:
    return _inline(draw(report, name))


@dataclass(frozen=True, slots=True)
class Medium:
    """Where a report is laid out: how it links there, draws and shades.

    Parameters
    ----------
    link : callable
        Takes the id of a part (``coding.…``, ``score.…``, ``verdict.…``), gives its address.
    draw : callable
        Takes the report and the name of a drawing, gives what stands in the page for it.
    shade : callable
        Takes a share from 0 to 1, gives the attribute that shades a cell so.
    link_all : callable, optional
        Takes the ids of several scores, gives the address where they stand together; without it
        cells that rest on several do not link.
    link_document : callable, optional
        Takes the id of a document, gives the address of its text; without it titles do not link.
    """

    link: Callable[[str], str] = _on_the_page
    draw: Callable[[Report, str], Markup] = _draw
    shade: Callable[[float], Markup] = _shade
    link_all: Callable[[Sequence[str]], str] | None = None
    link_document: Callable[[str], str] | None = None


ONE_PAGE = Medium()
"""The report as one page that needs nothing from elsewhere."""


def _asset(name: str) -> Markup:
    return Markup(files("crosscase.report").joinpath("templates", name).read_text("utf-8"))


class _Compiled(BytecodeCache):
    """Templates compiled once: that takes longer than laying a small report out."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._held.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._held[bucket.key, bucket.checksum] = bucket.code


_COMPILED = {True: _Compiled(), False: _Compiled()}
"""For pages, where words are escaped, and for Markdown."""


def _environment(report: Report, medium: Medium, *, html: bool) -> Environment:
    environment = Environment(
        autoescape=html,
        loader=PackageLoader("crosscase.report"),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        bytecode_cache=_COMPILED[html],
    )

    def show_table(table: Table) -> str:
        if not html:
            return render_markdown(table, report.language)
        return Markup(
            render_html(table, report.language, link=medium.link, link_all=medium.link_all)
        )

    environment.filters.update(make_filters(report))
    environment.filters["md"] = escape_markdown
    environment.filters["md_paragraph"] = escape_paragraph
    environment.filters["table"] = show_table
    words = words_in(report.language)
    environment.globals |= {
        "report": report,
        "said": Said(report),
        "study": report.study,
        "language": report.language,
        "w": words,
        "cw": words_in(report.language, CONFIGURATION_WORDS),
        "rw": Phrases(ROBUSTNESS_WORDS, report.language).say,
        "made_by": words["made_by"].format(version=__version__),
        "link": medium.link,
        "link_document": medium.link_document,
        "draw": lambda name: medium.draw(report, name),
        "shade": medium.shade,
        "asset": _asset,
    }
    return environment


def render_section(report: Report, section: str, medium: Medium = ONE_PAGE) -> Markup:
    """Return one section of a report, without its heading.

    Only what the section shows is gathered.

    Parameters
    ----------
    report : Report
        The report.
    section : str
        One of :data:`SECTIONS`.
    medium : Medium
        Where it is laid out.

    Returns
    -------
    Markup
        HTML; empty where the report has no such section.
    """
    there: dict[str, Callable[[], object]] = {
        "robustness": lambda: report.robustness,
        "configurations": lambda: report.configurations or None,
        "networks": lambda: report.networks,
        "reliability": lambda: report.reliability,
        "suggestions": lambda: report.suggestions,
    }
    if section in there and there[section]() is None:
        return Markup()
    template = _environment(report, medium, html=True).get_template(f"{section}.html.j2")
    return Markup(template.render())


def render_part(report: Report, id: str, medium: Medium = ONE_PAGE) -> Markup:
    """Return one part of a report by its id, such as a score, a coding or a verdict.

    Parameters
    ----------
    report : Report
        The report.
    id : str
        As the report links to it. Of a hypothesis these are its readings, ``about.ID`` is what is
        said of it before them; ``facts.ID`` is a coding without its words, and ``overview`` the
        verdicts at a glance.
    medium : Medium
        Where it is laid out.

    Returns
    -------
    Markup
        HTML; empty where there is no such part.
    """
    found: Found | None = find_part(report, id)
    if found is None:
        return Markup()
    template = _environment(report, medium, html=True).get_template("part.html.j2")
    return Markup(template.render(kind=found.kind, one=found.record))


def render_report_html(report: Report, drawings: Mapping[str, str] | None = None) -> str:
    """Return the report as one self-contained page.

    Parameters
    ----------
    report : Report
        What to show.
    drawings : mapping, optional
        Its drawings as :func:`~crosscase.report.drawings.draw_all` gives them; made when left out.

    Returns
    -------
    str
        HTML that needs nothing from elsewhere.
    """
    medium = ONE_PAGE
    if drawings is not None:
        medium = Medium(draw=lambda _, name: _inline(drawings.get(name, "")))
    environment = _environment(report, medium, html=True)
    return environment.get_template("chapter.html.j2").render()


def render_report_markdown(report: Report) -> str:
    """Return the report as Markdown, with the same content.

    Parameters
    ----------
    report : Report
        What to show.

    Returns
    -------
    str
        Markdown with LF line ends.
    """
    environment = _environment(report, ONE_PAGE, html=False)
    return environment.get_template("chapter.md.j2").render()
