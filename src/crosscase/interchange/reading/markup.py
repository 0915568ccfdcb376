"""Reading HTML: the words a browser shows, and nothing fetched."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from crosscase.interchange.reading.composing import Composer
from crosscase.interchange.reading.plain import (
    decode_text,
    drop_control,
    first_heading,
    make_uniform,
)
from crosscase.interchange.reading.records import Given, Reading, ReadingOptions, refusal

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["compose_html", "read_html"]

_BLOCK = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset|"
    "figcaption|figure|footer|form|header|hr|html|legend|main|menu|nav|p|pre|section|summary"
)
_DROPPED = re.compile(
    "script|style|head|template|noscript|iframe|object|embed|svg|canvas|audio|video|map|input|"
    "select|textarea|datalist|applet|frameset"
)
_PICTURES = frozenset(("img", "picture"))
_HEADING = re.compile("h([1-6])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I)
_NOTE_MARK = re.compile(r"\[?([0-9]{1,4}|[ivxlc]{1,6}|[*†‡])\]?")
_NOTE_BODY = re.compile("(?:foot|end)note-[0-9]+")
_TOO_DEEP = "Excessive depth"


class _Walk:
    """Walks through the tree once, without recursion: strangers nest without end."""

    def __init__(self) -> None:
        self.composer = Composer()
        self.lists: list[tuple[str, int, int]] = []
        self.transparent: set[etree._Element] = set()
        self.preformatted = 0
        self.pictures = 0
        self.note_bodies = 0

    def walk(self, root: etree._Element) -> None:
        from lxml import etree

        dropped: etree._Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event in ("start", "end") and dropped is None:
                if event == "start" and self.is_dropped(element):
                    dropped = element
                elif event == "start":
                    self.start(element)
                    self.words(element.text)
                else:
                    self.end(element)
            elif event == "end" and element is dropped:
                dropped = None
            if event != "start" and dropped is None and element is not root:
                self.words(element.tail)

    def words(self, words: str | None) -> None:
        if words and self.preformatted:
            self.composer.write_lines(words)
        elif words:
            self.composer.write(words)

    def is_dropped(self, element: etree._Element) -> bool:
        """Say whether a browser does not show an element, or it leads back from a note."""
        tag = str(element.tag)
        if tag in _PICTURES:
            self.pictures += 1
        return (
            _DROPPED.fullmatch(tag) is not None
            or tag in _PICTURES
            or element.get("hidden") is not None
            or _HIDDEN.search(element.get("style", "")) is not None
            or self.is_note_mark(element)
        )

    def is_note_mark(self, element: etree._Element) -> bool:
        """Take the number of a note for what it is; say whether the element was one."""
        if element.tag != "a" or not (element.get("href") or "").startswith("#"):
            return False
        said = "".join(map(str, element.itertext())).strip()
        if said == "↑":
            return True
        match = _NOTE_MARK.fullmatch(said)
        if match is None:
            return False
        self.composer.write(f"[^{match.group(1)}]" + (": " if self.composer.is_empty else ""))
        return True

    def start(self, element: etree._Element) -> None:
        tag = str(element.tag)
        heading = _HEADING.fullmatch(tag)
        if heading:
            self.composer.heading(int(heading.group(1)))
        elif tag in ("ul", "ol", "menu"):
            self.composer.leave()
            self.lists.append((tag, self.composer.new_list() if not self.lists else 0, 0))
        elif tag == "li":
            self.item(element)
        elif tag == "table":
            self.table(element)
        elif tag in ("td", "th", "tr", "caption") and not self.in_table(element):
            self.composer.leave()
        elif tag in ("td", "th"):
            self.composer.open_cell()
        elif tag == "br":
            self.composer.line_break()
        elif tag == "q":
            self.composer.write("“")
        elif _BLOCK.fullmatch(tag):
            self.block()
        self.preformatted += tag == "pre"

    def end(self, element: etree._Element) -> None:
        tag = str(element.tag)
        self.preformatted -= tag == "pre"
        if _HEADING.fullmatch(tag):
            self.composer.leave()
        elif tag in ("ul", "ol", "menu"):
            self.composer.leave()
            del self.lists[-1:]
        elif tag == "table" and element not in self.transparent:
            self.composer.close_table()
        elif tag == "tr" and self.in_table(element):
            self.composer.end_row()
        elif tag == "q":
            self.composer.write("”")
        elif _BLOCK.fullmatch(tag) or tag in ("li", "td", "th", "tr", "table"):
            self.block()

    def block(self) -> None:
        """End the paragraph; within an item the next one goes on in it."""
        if self.lists:
            self.composer.end()
        else:
            self.composer.leave()

    def item(self, element: etree._Element) -> None:
        if _NOTE_BODY.match(element.get("id") or ""):
            self.note_bodies += 1
            self.composer.note(self.note_bodies)
            return
        if not self.lists:
            self.lists.append(("ul", self.composer.new_list(), 0))
        tag, number, count = self.lists[-1]
        self.lists[-1] = (tag, number, count + 1)
        mark = f"{count + 1}." if tag == "ol" else "-"
        self.composer.item(mark, len(self.lists), self.lists[0][1])

    def table(self, element: etree._Element) -> None:
        """Begin a table; one that only lays out a page, or has one column, is none."""
        inner = ".//table | .//h1 | .//h2 | .//h3 | .//h4 | .//h5 | .//h6"
        wide = any(
            sum(str(cell.tag) in ("td", "th") for cell in row) > 1 for row in element.iter("tr")
        )
        if not wide or element.xpath(inner):
            self.transparent.add(element)
            self.composer.leave()
        else:
            self.composer.open_table()

    def in_table(self, element: etree._Element) -> bool:
        table = next(element.iterancestors("table"), None)
        return table is not None and table not in self.transparent


def compose_html(html: str, given: Given) -> tuple[str, tuple[str, ...], str]:
    """Return the words that HTML shows, what was left out, and its title.

    Parameters
    ----------
    html : str
        The page.
    given : Given
        The file it is from.

    Returns
    -------
    str, tuple of str, str
        Text, notes and title.

    Raises
    ------
    ForeignFileError
        When elements are nested without end, so that the rest of the page was not read.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    clean, _ = drop_control(html)
    try:
        root = etree.fromstring(clean.encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if any(_TOO_DEEP in entry.message for entry in parser.error_log):
        raise refusal(
            given,
            "too-deep",
            "elements within one another without end",
            "at most 256 within one another",
            "save the page as plain text",
        )
    if root is None:
        return "\n", (), ""
    walk = _Walk()
    walk.walk(root)
    title = " ".join((root.findtext("head/title") or "").split())
    notes = (f"pictures left out: {walk.pictures}",) if walk.pictures else ()
    return walk.composer.text(), notes, title


def read_html(given: Given, options: ReadingOptions) -> Reading:
    """Read HTML; scripts, styles, forms and what is hidden are left out, links keep their words."""
    encoding = options.encoding
    declared = _CHARSET.search(given.data[:4096])
    if not encoding and declared and not given.data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = _usable(declared.group(1).decode("ascii"), given.data)
    html, notes = decode_text(given, encoding)
    text, left_out, title = compose_html(html, given)
    text = make_uniform(text)
    return Reading(text, title=title or first_heading(text), notes=(*notes, *left_out))


def _usable(declared: str, data: bytes) -> str:
    """Return the encoding that browsers take a declared one for; empty when it does not fit."""
    try:
        name = codecs.lookup(declared).name
        # Browsers take these for Windows' own, as pages mean it.
        name = "cp1252" if name in ("iso8859-1", "ascii") else name
        data.decode(name)
    except (LookupError, ValueError):
        return ""
    return name
