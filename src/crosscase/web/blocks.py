"""A text in blocks to read: headings, paragraphs and turns, each with its quiet parts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crosscase.corpus import Document, Page, Turn, find_label, find_passages

__all__ = ["LONGEST", "Block", "Piece", "divide_text"]

LONGEST = 6000
"""Characters from which a paragraph is drawn as several blocks, so that each is drawn quickly."""

_HEADING = re.compile(r"^(?P<signs>#{1,6}) +(?P<words>[^\n]*[^\s])", re.MULTILINE)
_QUIET = re.compile(r"(?P<source>\[@[^\]\n]*\])")
_NUMBER = re.compile(r"\[\d+\] ")
_PAUSE = re.compile(r"[.!?…;,]?\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a block that is drawn in one way.

    Parameters
    ----------
    kind : {"", "number", "source", "speaker", "page"}
        Plain words, the number of a passage, where it comes from, a name before what is said; a
        page has no words, it says that another page of the original begins here.
    text : str
        The words.
    label : str
        The label of the page.
    """

    kind: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a text that is drawn as one.

    Parameters
    ----------
    start, end : int
        Half-open offsets in code points; between blocks there is only white space, and the signs
        before a heading.
    kind : {"heading", "paragraph", "rest"}
        A ``rest`` goes on with the paragraph before it.
    level : int
        Of a heading, 1 to 6; 0 elsewhere.
    pieces : tuple of Piece
        Together they are the words of the block, to the letter.
    speaker, begin : str
        Who begins to speak here and when, where the words themselves do not say.
    page : str
        The page of the original that begins with the block.
    """

    start: int
    end: int
    kind: str
    level: int
    pieces: tuple[Piece, ...] = ()
    speaker: str = ""
    begin: str = ""
    page: str = ""

    @property
    def words(self) -> str:
        """The words of the block."""
        return "".join(piece.text for piece in self.pieces)


def _headings(text: str, start: int, end: int) -> Iterator[Block]:
    """Yield the headings between two paragraphs, without the signs before them."""
    for line in _HEADING.finditer(text, start, end):
        yield Block(*line.span("words"), "heading", len(line["signs"]))


def _cuts(text: str, start: int, end: int, turns: Sequence[int]) -> list[int]:
    """Return where a paragraph is cut: where turns begin, and where it is too long to draw."""
    wanted = turns[bisect_right(turns, start) : bisect_left(turns, end)]
    cuts: list[int] = []
    for stop in (*wanted, end):
        at = cuts[-1] if cuts else start
        while stop - at > LONGEST:
            line = text.rfind("\n", at + LONGEST // 2, at + LONGEST)
            pauses = list(_PAUSE.finditer(text, at + LONGEST // 2, at + LONGEST))
            whole = [one for one in pauses if one.group()[0] in ".!?…"] or pauses
            at = line + 1 if line >= 0 else whole[-1].end() if whole else at + LONGEST
            cuts.append(at)
        if stop < end:
            cuts.append(stop)
    return cuts


def _paragraphs(text: str, start: int, end: int, turns: Sequence[int]) -> Iterator[Block]:
    begins = [start, *_cuts(text, start, end, turns)]
    known = set(turns)
    for at, until in zip(begins, [*begins[1:], end], strict=True):
        words = text[at:until]
        first = at + len(words) - len(words.lstrip())
        last = first + len(words.strip())
        if first < last:
            kind = "paragraph" if at == start or at in known else "rest"
            yield Block(first, last, kind, 0)


def _blocks(document: Document) -> Iterator[Block]:
    text = document.text
    turns = [turn.start for turn in document.turns]
    at = 0
    for passage in find_passages(document.id, text):
        yield from _headings(text, at, passage.start)
        yield from _paragraphs(text, passage.start, passage.end, turns)
        at = passage.end
    yield from _headings(text, at, len(text))


def _first_pieces(block: Block, text: str, turn: Turn | None) -> list[Piece]:
    """Return the number or the name that a block begins with."""
    number = _NUMBER.match(text, block.start, block.end) if block.kind == "paragraph" else None
    found = [Piece("number", number.group())] if number else []
    at = number.end() if number else block.start
    end = find_label(text, turn, at, block.end) if turn else at
    return [*found, Piece("speaker", text[at:end])] if at < end else found


def _pieces(block: Block, text: str, turn: Turn | None, pages: Sequence[Page]) -> list[Piece]:
    pieces = _first_pieces(block, text, turn)
    at = block.start + sum(len(piece.text) for piece in pieces)
    breaks = [page for page in pages if at < page.start < block.end]
    for start, end, kind in _stretches(text, at, block.end):
        here = start
        for page in [page for page in breaks if start <= page.start < end]:
            if here < page.start:
                pieces.append(Piece(kind, text[here : page.start]))
            pieces.append(Piece("page", "", page.label))
            here = page.start
        pieces.append(Piece(kind, text[here:end]))
    return pieces


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield plain and quiet stretches in turn, none of them empty."""
    at = start
    for match in _QUIET.finditer(text, start, end):
        if at < match.start():
            yield at, match.start(), ""
        yield match.start(), match.end(), "source"
        at = match.end()
    if at < end:
        yield at, end, ""


def divide_text(document: Document) -> tuple[Block, ...]:
    r"""Divide a document into the blocks it is read in.

    Parameters
    ----------
    document : Document
        The document.

    Returns
    -------
    tuple of Block
        In the order of the text, none of them empty; together they hold everything but white
        space and the signs before headings.

    Examples
    --------
    >>> from crosscase.corpus import Document
    >>> text = "# Kop\n\n[1] Een. [@bron, § 2]\n"
    >>> one = Document("d", "D", "document", "d.md", "", (), "", "", "", "", "nl", text)
    >>> for block in divide_text(one):
    ...     print(block.kind, block.level, [(piece.kind, piece.text) for piece in block.pieces])
    heading 1 [('', 'Kop')]
    paragraph 0 [('number', '[1] '), ('', 'Een. '), ('source', '[@bron, § 2]')]
    """
    turns, pages = document.turns, document.pages
    turn_starts = [turn.start for turn in turns]
    page_starts = [page.start for page in pages]
    found: list[Block] = []
    before = 0
    for block in _blocks(document):
        n = bisect_right(turn_starts, block.start) - 1
        turn = turns[n] if n >= 0 and before <= turns[n].start else None
        first, last = (bisect_right(page_starts, place) for place in (before - 1, block.start))
        inside = pages[last : bisect_left(page_starts, block.end)]
        pieces = tuple(_pieces(block, document.text, turn, inside))
        said = any(piece.kind == "speaker" for piece in pieces)
        found.append(
            replace(
                block,
                pieces=pieces,
                speaker=turn.speaker if turn and not said else "",
                begin=turn.begin if turn else "",
                page=pages[last - 1].label if first < last else "",
            )
        )
        before = block.end
    return tuple(found)
