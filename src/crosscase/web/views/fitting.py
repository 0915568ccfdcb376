"""What a page of the workbench needs of parts of a report: no styles within, headings its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from markupsafe import Markup

__all__ = ["fit_svg", "name_headings", "raise_headings", "shade_in_tenths"]

_STYLE = re.compile(r' style="([^"]*)"')
_PROLOG = re.compile(r"^.*?(?=<svg )", re.DOTALL)
_METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
_SHEET = re.compile(r"\s*<defs>\s*<style[^>]*>[^<]*</style>\s*</defs>")
_LINK = re.compile(r'<a (?:xlink:)?href="#([^"]+)">(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_HEADING = re.compile(r"<(/?)h([3-6])(?=[\s>])")


def _attributes(match: re.Match[str]) -> str:
    """Return declarations of style as attributes that mean the same."""
    pairs = (one.split(":", 1) for one in match.group(1).split(";") if ":" in one)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs)


def fit_svg(
    svg: str, link: Callable[[str], str], name: Callable[[str], str] = lambda id: ""
) -> Markup:
    """Make a drawing part of a page that allows no styles of its own.

    Parameters
    ----------
    svg : str
        As :mod:`crosscase.figures` draws it.
    link : callable
        Takes the id of a part of a report, gives its address.
    name : callable, optional
        Takes the id, gives what the part is called, to be heard with the words of a link.

    Returns
    -------
    Markup
        The same drawing: styles are attributes, links lead to their addresses. A link without
        words, beside which stands one with words, is for the mouse alone.

    Examples
    --------
    >>> fit_svg('<?xml?><svg width="9pt" height="4pt"><g style="fill: #fff; stroke: none"/></svg>',
    ...         lambda id: id)
    Markup('<svg width="9pt" height="4pt"><g fill="#fff" stroke="none"/></svg>')
    """
    fitted = _METADATA.sub("", _PROLOG.sub("", svg, count=1))
    if _SHEET.search(fitted):
        fitted = _SHEET.sub("", fitted).replace("<svg ", '<svg stroke-linejoin="round" ', 1)
    fitted = _STYLE.sub(_attributes, fitted)

    def lead(found: re.Match[str]) -> str:
        id, inner = found.groups()
        words = " ".join(_TAG.sub(" ", inner).split())
        called = escape(name(id)) if words else ""
        heard = f' aria-label="{called}: {words}"' if called else ""
        if not words:
            heard = ' tabindex="-1" aria-hidden="true"'
        return f'<a href="{escape(link(id))}"{heard}>{inner}</a>'

    return Markup(_LINK.sub(lead, fitted))


def shade_in_tenths(share: float) -> Markup:
    """Return the attribute by which a style sheet shades a cell.

    Parameters
    ----------
    share : float
        From 0 to 1.

    Returns
    -------
    Markup
        Such as ``data-share="7"``, in tenths.
    """
    return Markup('data-share="{}"').format(round(10 * share))


def raise_headings(html: str, by: int = 1) -> Markup:
    """Make the headings of a section those of a page that it is all of.

    Parameters
    ----------
    html : str
        A section as a report has it, its highest heading of the third level.
    by : int
        By how many levels.

    Returns
    -------
    Markup
        The same with every heading so much higher.

    Examples
    --------
    >>> raise_headings('<h3 id="a">A</h3><h4>B</h4>')
    Markup('<h2 id="a">A</h2><h3>B</h3>')
    """
    return Markup(_HEADING.sub(lambda found: f"<{found[1]}h{max(1, int(found[2]) - by)}", html))


_SECOND = re.compile(r"<h2(?: id=\"([^\"]+)\")?>(.*?)</h2>", re.DOTALL)


def name_headings(html: str) -> tuple[Markup, tuple[tuple[str, str], ...]]:
    """Give every heading of the second level an id, and list them.

    Parameters
    ----------
    html : str
        What a page shows, its headings plain text.

    Returns
    -------
    tuple of (Markup, tuple of (str, str))
        The same with ids, and the id and text of each heading.

    Examples
    --------
    >>> name_headings('<h2 id="a">A &amp; B</h2><h2>C</h2>')
    (Markup('<h2 id="a">A &amp; B</h2><h2 id="part.2">C</h2>'), (('a', 'A & B'), ('part.2', 'C')))
    """
    contents: list[tuple[str, str]] = []

    def name(found: re.Match[str]) -> str:
        id = found[1] or f"part.{len(contents) + 1}"
        contents.append((id, unescape(found[2])))
        return f'<h2 id="{id}">{found[2]}</h2>'

    return Markup(_SECOND.sub(name, html)), tuple(contents)
