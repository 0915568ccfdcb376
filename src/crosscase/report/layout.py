"""Laying a report out: one context, an HTML and a Markdown template."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from crosscase import __version__
from crosscase.codebook import in_language
from crosscase.comparison import ValueComparison, VerdictComparison
from crosscase.figures import draw_figure
from crosscase.rendering import render_html, render_markdown
from crosscase.rendering.markdown import escape_markdown, escape_paragraph
from crosscase.report.configuration_words import WORDS as CONFIGURATION_WORDS
from crosscase.report.filters import make_filters
from crosscase.report.model import Report, View
from crosscase.report.networks.parts import describe_networks, draw_networks
from crosscase.report.phrases import Phrases
from crosscase.report.reliability.parts import describe_reliability, draw_agreement
from crosscase.report.robustness.parts import describe_robustness, draw_map, firm_lines
from crosscase.report.robustness.words import WORDS as ROBUSTNESS_WORDS
from crosscase.report.suggestions.parts import describe_suggestions
from crosscase.report.words import words_in

__all__ = ["render_report_html", "render_report_markdown"]

_SECTIONS = (
    ("summary", "summary"),
    ("tables", "tables"),
    ("figures", "figures"),
    ("verdicts", "verdicts"),
    ("robustness", "robustness"),
    ("comparison", "comparison"),
    ("discrepancies", "discrepancies"),
    ("networks", "networks"),
    ("reliability", "reliability"),
    ("suggestions", "suggestions"),
    ("material", "material"),
    ("scores", "scores"),
    ("codings", "all_codings"),
)


def _asset(name: str) -> Markup:
    return Markup(files("crosscase.report").joinpath("templates", name).read_text("utf-8"))


def _inline(svg: str) -> Markup:
    """Return a drawing as part of a page: without prolog, its links as those of the page."""
    return Markup(svg[svg.index("<svg") :].replace("<a xlink:href=", "<a href="))


def _environment(report: Report, *, html: bool) -> Environment:
    environment = Environment(
        autoescape=html,
        loader=PackageLoader("crosscase.report"),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters.update(make_filters(report))
    environment.filters["md"] = escape_markdown
    environment.filters["md_paragraph"] = escape_paragraph
    return environment


def _tally(comparisons: tuple[ValueComparison | VerdictComparison, ...], words: str) -> str:
    counts = Counter(c.outcome for c in comparisons)
    return words.format(
        agrees=counts["agrees"], differs=counts["differs"], rest=counts["not-comparable"]
    )


def _tallies(report: Report, words: dict[str, str]) -> list[str]:
    lines = []
    views: list[tuple[str, View | None]] = [
        (words["derived"], report.now),
        (words["first_coded"], report.first),
        (words["without_narration"], report.without_narration),
    ]
    for name, view in views:
        if view is None:
            continue
        if view.values:
            lines.append(
                f"{words['tables']}, {name.lower()}: {_tally(view.values, words['tally'])}."
            )
        if view.published:
            lines.append(
                f"{words['verdicts']}, {name.lower()}: {_tally(view.published, words['tally'])}."
            )
    return lines


def _published_groups(report: Report) -> list[dict[str, Any]]:
    titles = {table.id: table.title for table in report.study.tables}
    groups = []
    for table in report.study.published_tables:
        rows = [
            {
                "now": now,
                "first": report.first.values[place] if report.first else None,
                "without": report.without_narration.values[place]
                if report.without_narration
                else None,
            }
            for place, now in enumerate(report.now.values)
            if now.table == table.id
        ]
        groups.append(
            {
                "id": table.id,
                "title": in_language(titles.get(table.id, {}), report.language),
                "reading": in_language(table.reading, report.language),
                "rows": rows,
            }
        )
    return groups


def _contents(report: Report, words: dict[str, str]) -> list[tuple[str, str]]:
    study = report.study
    there = {
        "tables": bool(report.tables),
        "figures": bool(report.figures),
        "verdicts": bool(study.hypotheses),
        "comparison": bool(study.published_tables or study.published_verdicts),
        "discrepancies": bool(study.discrepancies),
        "networks": report.networks is not None,
        "reliability": report.reliability is not None,
        "suggestions": report.suggestions is not None,
        "robustness": report.robustness is not None or bool(report.configurations),
    }
    return [(id, words[key]) for id, key in _SECTIONS if there.get(id, True)]


def _claim(report: Report, words: dict[str, str]) -> list[str]:
    sentences = [words["claim_text"]]
    if report.study.sources:
        sentences.append(words["claim_sources"])
    if report.without_narration:
        sentences.append(words["claim_narration"])
    return sentences


def _compared(report: Report, words: dict[str, str]) -> str:
    sentences = [words["comparison_text"]]
    if report.first:
        sentences.append(words["comparison_first"])
    if report.without_narration:
        sentences.append(words["comparison_without"])
    return " ".join(sentences)


def _context(report: Report) -> dict[str, Any]:
    words = words_in(report.language)
    return {
        "study": report.study,
        "language": report.language,
        "w": words,
        "contents": _contents(report, words),
        "tallies": _tallies(report, words),
        "claim": _claim(report, words),
        "compared": _compared(report, words),
        "now": report.now,
        "first": report.first,
        "without_narration": report.without_narration,
        "published": _published_groups(report),
        "scores": report.scores,
        "evidence": report.evidence,
        "documents": report.documents,
        "sources": report.sources,
        "verified": report.verified,
        "configurations": report.configurations,
        "cw": words_in(report.language, CONFIGURATION_WORDS),
        "networks": describe_networks(report),
        "reliability": describe_reliability(report) if report.reliability else (),
        "robustness": describe_robustness(report) if report.robustness else (),
        "suggestions": describe_suggestions(report.study, report.suggestions, report.language)
        if report.suggestions
        else (),
        "firm": firm_lines(report),
        "rw": Phrases(ROBUSTNESS_WORDS, report.language).say,
        "ending": report.ending,
        "made_by": words["made_by"].format(version=__version__),
    }


def render_report_html(report: Report) -> str:
    """Return the report as one self-contained page.

    Parameters
    ----------
    report : Report
        What to show.

    Returns
    -------
    str
        HTML that needs nothing from elsewhere.
    """
    figures = [
        {
            "id": figure.id,
            "title": in_language(figure.title, report.language),
            "note": in_language(figure.note, report.language),
            "svg": _inline(draw_figure(figure, report.language)),
            "refs": figure.refs if figure.kind == "bars" else (),
        }
        for figure in report.figures
    ]
    return (
        _environment(report, html=True)
        .get_template("chapter.html.j2")
        .render(
            **_context(report),
            tables=[Markup(render_html(table, report.language)) for table in report.tables],
            figures=figures,
            drawn={id: _inline(svg) if svg else "" for id, svg in draw_networks(report).items()},
            agreement=_inline(draw_agreement(report)) if report.reliability else "",
            stability=_inline(draw_map(report)) if report.robustness else "",
            style=_asset("style.css"),
            script=_asset("script.js"),
        )
    )


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
    return (
        _environment(report, html=False)
        .get_template("chapter.md.j2")
        .render(
            **_context(report),
            tables=[render_markdown(table, report.language) for table in report.tables],
            figures=report.figures,
        )
    )
