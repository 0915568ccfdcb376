"""From the printed lines of pages to paragraphs: running heads, hyphens, line ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from crosscase.corpus import Page

__all__ = ["Joined", "Line", "PrintedPage", "drop_running", "join_lines", "mend_hyphen"]

_SAME_HEIGHT = 4.0
_EDGE = 3
_RECURS = 3
_LOOSE = 1.3
_WIDE = 0.55
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*-?")
_BULLET = re.compile(r"[•·▪◦‣●○■–—-]\s|[•▪◦‣●○■]")
_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_NUMBER = re.compile(r"[0-9]+|\b[ivxlc]+\b", re.IGNORECASE)
_CUT = re.compile(r"([^\W_]+(?:-[^\W_]+)*)[-‐\u00ad]$")
_FIRST = re.compile(r"[^\W_]+")
_AND = re.compile("en|of|and|or|und|oder|et|ou|noch|tot|to", re.IGNORECASE)
_ALWAYS = re.compile(
    "oud|ex|niet|non|vice|pro|anti|adjunct|kandidaat|interim|privé|self|all|half|quasi|semi"
)
_CLASH = re.compile("aa|ee|ii|oo|uu|ai|au|ae|ei|eu|ie|ij|oe|oi|ou|ui")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line.

    Parameters
    ----------
    text : str
        Its words.
    left, right, bottom : float
        Where it stands on the page, in points from the lower left corner.
    size : float
        Size of its type, in points.
    """

    text: str
    left: float
    right: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as it is printed.

    Parameters
    ----------
    label : str
        Its number.
    width : float
        In points.
    lines : tuple of Line
        In the order of reading.
    """

    label: str
    width: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """A text made of printed lines.

    Parameters
    ----------
    text : str
        The text.
    pages : tuple of Page
        What of it stands on which page.
    mended : tuple of str
        The words of which a hyphen at a line end was taken out, in order.
    """

    text: str
    pages: tuple[Page, ...]
    mended: tuple[str, ...]


def _shape(line: Line) -> str:
    """Return a line without what differs from page to page: its numbers."""
    return " ".join(_NUMBER.sub("#", line.text).casefold().split())


def _running(pages: Sequence[Sequence[Line]], *, top: bool) -> list[tuple[int, Line]]:
    """Return the outermost lines that recur at the same height, each with its page."""
    enough = min(_RECURS, max(2, len(pages)))
    places: dict[str, list[tuple[int, Line]]] = {}
    for number, lines in enumerate(pages):
        if lines:
            line = max(lines, key=lambda one: one.bottom if top else -one.bottom)
            places.setdefault(_shape(line), []).append((number, line))
    return [
        (number, line)
        for found in places.values()
        for number, line in found
        if sum(abs(other.bottom - line.bottom) <= _SAME_HEIGHT for _, other in found) >= enough
    ]


def drop_running(pages: Sequence[PrintedPage]) -> tuple[list[PrintedPage], Counter[str]]:
    """Take out headers, footers and page numbers: outer lines that recur at the same height.

    A line goes when it is the outermost that is left of its page, and lines that differ in
    nothing but numbers stand at the same height on three pages or more (on both, of two).

    Parameters
    ----------
    pages : sequence of PrintedPage
        The pages.

    Returns
    -------
    list of PrintedPage, Counter
        The pages with the lines that are left; and how many lines were taken out that look like
        this one, the first of its kind.
    """
    left = [list(page.lines) for page in pages]
    dropped: Counter[str] = Counter()
    first: dict[str, str] = {}
    for top in (True, False):
        for _ in range(_EDGE):
            running = _running(left, top=top)
            for number, line in running:
                left[number].remove(line)
                dropped[first.setdefault(_shape(line), line.text)] += 1
            if not running:
                break
    kept = [replace(page, lines=tuple(lines)) for page, lines in zip(pages, left, strict=True)]
    return kept, dropped


def mend_hyphen(first: str, second: str, known: Counter[str]) -> str:
    """Return what two pieces around a hyphen at a line end are when they stand on one line.

    The text itself decides first: as the word stands within a line elsewhere. Otherwise a
    hyphen is real before a capital or a figure, after a figure or a single letter, after words
    such as *oud* and *ex* that keep it, and between vowels that would be read as one
    (*zee-egel*); where *en* or *of* follows it stands for a piece that is left out
    (*beleids- en uitvoeringstaken*). Any other is the printer's.

    Parameters
    ----------
    first, second : str
        The piece before the hyphen and the one on the next line.
    known : Counter
        How often words stand within lines, in lower case.

    Returns
    -------
    str
        The word without hyphen, with it, or the two pieces apart.

    Examples
    --------
    >>> mend_hyphen("gemeente", "secretaris", Counter())
    'gemeentesecretaris'
    >>> mend_hyphen("oud", "wethouder", Counter())
    'oud-wethouder'
    >>> mend_hyphen("beleids", "en", Counter())
    'beleids- en'
    """
    forms = (first + second, f"{first}-{second}")
    without, with_hyphen = (known[form.casefold()] for form in forms)
    if without != with_hyphen:
        return forms[0] if without > with_hyphen else forms[1]
    if _AND.fullmatch(second) or known[f"{first}-".casefold()]:
        return f"{first}- {second}"
    last = first.rpartition("-")[2].casefold()
    real = (
        len(last) < 2
        or not second[0].islower()
        or first[-1].isupper()
        or not first[-1].isalpha()
        or _ALWAYS.fullmatch(last)
        or _CLASH.fullmatch(last[-1] + second[0])
    )
    return forms[1] if real else forms[0]


@dataclass(slots=True)
class _Column:
    """Lines that run down the page without a jump, each with the number of its page."""

    width: float
    lines: list[tuple[int, Line]] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0

    def measure(self) -> None:
        """Say between which edges the lines stand; all may be shorter than there is room."""
        self.left = min(line.left for _, line in self.lines)
        self.right = max(line.right for _, line in self.lines)
        if self.right > self.width * _WIDE:
            self.right = max(self.right, self.width - self.left)


def _columns(pages: Sequence[PrintedPage]) -> list[_Column]:
    columns: list[_Column] = []
    for number, page in enumerate(pages):
        before: Line | None = None
        for line in page.lines:
            if before is None or line.bottom > before.bottom + before.size / 2:
                columns.append(_Column(page.width))
            columns[-1].lines.append((number, line))
            before = line
    for column in columns:
        column.measure()
    return columns


def _leading(columns: Iterable[_Column]) -> float:
    """Return how far lines stand apart as a rule, in sizes of type."""
    gaps = [
        (a.bottom - b.bottom) / a.size
        for column in columns
        for (_, a), (_, b) in pairwise(column.lines)
        if abs(a.size - b.size) < a.size * 0.08 and a.bottom > b.bottom
    ]
    return median(gaps) if gaps else 1.2


def _would_fit(line: Line, after: Line, right: float) -> bool:
    """Say whether the next word would have fitted on a line: then its end was meant."""
    width = (line.right - line.left) / len(line.text)
    word = after.text.split(maxsplit=1)[0]
    return line.right + (len(word) + 1) * width + line.size < right


def _begins(line: Line, before: Line, column: _Column, *, first: bool, leading: float) -> bool:
    """Say whether a line begins a paragraph; the first of a column may go on from another."""
    if _BULLET.match(line.text) or abs(line.size - before.size) > before.size * 0.08:
        return True
    if first:
        return bool(_END.search(before.text))
    apart = (before.bottom - line.bottom) / before.size
    indented = line.left - before.left > line.size * 0.8 and abs(before.left - column.left) < 2
    return apart > leading * _LOOSE or indented or _would_fit(before, line, column.right)


class _Writer:
    """Puts lines behind one another and keeps where each page begins and ends."""

    def __init__(self, known: Counter[str], *, keep_hyphens: bool, keep_lines: bool) -> None:
        self.known = known
        self.keep_hyphens = keep_hyphens
        self.keep_lines = keep_lines
        self.parts: list[str] = []
        self.length = 0
        self.mended: list[str] = []
        self.pulled = 0
        self.spans: dict[int, tuple[int, int]] = {}

    def put(self, words: str) -> None:
        self.parts.append(words)
        self.length += len(words)

    def write(self, line: Line, page: int, *, begins: bool) -> None:
        words = line.text.strip()
        self.pulled = 0
        if begins and self.parts:
            self.put("\n\n")
        elif self.parts:
            words = self.join(self.parts.pop(), words)
        start = self.spans.get(page, (self.length - self.pulled, 0))[0]
        self.put(words)
        self.spans[page] = (start, self.length)

    def join(self, before: str, words: str) -> str:
        """End the line before so that a next one may follow; return what is left of that."""
        self.length -= len(before)
        between = "\n" if self.keep_lines else " "
        cut, after = _CUT.search(before), _FIRST.match(words)
        if cut is None or after is None:
            self.put(before)
            self.put(between)
            return words
        if self.keep_hyphens:
            self.put(before)
            self.put("\n" if self.keep_lines else "")
            return words
        made = mend_hyphen(cut.group(1), after.group(), self.known)
        if made == cut.group(1) + after.group():
            self.mended.append(made)
        self.put(before[: cut.start()] + made[: -len(after.group())])
        # Without its hyphen the page before ends earlier.
        self.spans = {page: (a, min(b, self.length)) for page, (a, b) in self.spans.items()}
        if self.keep_lines:
            head, _, words = words.partition(" ")
            self.put(head)
            self.put("\n")
            self.pulled = len(head) + 1
        return words


def _known_words(pages: Sequence[PrintedPage]) -> Counter[str]:
    """Count the words that stand within lines, where no line end can have cut them."""
    known: Counter[str] = Counter()
    for page in pages:
        for line in page.lines:
            known.update(word.casefold() for word in _WORD.findall(line.text)[1:-1])
    return known


def join_lines(
    pages: Sequence[PrintedPage],
    *,
    openings: Iterable[str] = (),
    keep_hyphens: bool = False,
    keep_lines: bool = False,
) -> Joined:
    """Join printed lines to paragraphs.

    A line begins a paragraph when it stands further off or further in than lines do as a rule,
    is of another size, begins with a bullet or a speaker, or when its first word would have
    fitted on the line before. Over a page or column the sentence goes on until it ends.

    Parameters
    ----------
    pages : sequence of PrintedPage
        The pages.
    openings : iterable of str
        What a line begins with that is a turn of a speaker.
    keep_hyphens : bool
        Leave hyphens at line ends in their words.
    keep_lines : bool
        Leave the line ends; a word that one divides moves up to the first line.

    Returns
    -------
    Joined
        The text with its pages.
    """
    speakers = tuple(openings)
    columns = _columns(pages)
    leading = _leading(columns)
    writer = _Writer(_known_words(pages), keep_hyphens=keep_hyphens, keep_lines=keep_lines)
    before: Line | None = None
    for column in columns:
        for place, (page, line) in enumerate(column.lines):
            begins = (
                before is None
                or line.text.startswith(speakers)
                or _begins(line, before, column, first=place == 0, leading=leading)
            )
            writer.write(line, page, begins=begins)
            before = line
    spans = sorted(writer.spans.items())
    return Joined(
        "".join(writer.parts) + "\n",
        tuple(Page(start, end, pages[page].label) for page, (start, end) in spans if start < end),
        tuple(writer.mended),
    )
