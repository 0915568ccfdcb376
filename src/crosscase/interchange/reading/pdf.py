"""Reading PDF: the words of its pages, in the order in which they are read."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crosscase.interchange.reading.lines import (
    Joined,
    Line,
    PrintedPage,
    drop_running,
    join_lines,
)
from crosscase.interchange.reading.plain import drop_control
from crosscase.interchange.reading.records import Given, Reading, ReadingOptions, refusal
from crosscase.interchange.reading.speakers import find_speakers
from crosscase.storage import Structure

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

__all__ = ["read_pdf"]

_BREAKS = "\r\n"
_HYPHEN = "\x02"
_SHOWN = 5
_LAST = 2048


def _open(given: Given) -> PdfDocument:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(given.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise refusal(
                given,
                "locked",
                "a PDF under a password",
                "a PDF without a password",
                "open it, and print or export it to a PDF without one",
            ) from None
        raise _broken(given, str(error)) from None


def _broken(given: Given, what: str) -> Exception:
    return refusal(
        given,
        "broken-pdf",
        f"a PDF that cannot be read ({what})",
        "a PDF that a viewer opens",
        "download it again, or print it to a PDF from a viewer",
    )


def _page_lines(page: PdfPage) -> list[Line]:
    """Return the lines of a page; pieces of one line that the page holds apart are joined."""
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    lines: list[Line] = []
    words: list[str] = []
    places: list[int] = []

    def end_line() -> None:
        text = "".join(words).strip()
        if text and places:
            ends = (places[0], places[len(places) // 2], places[-1])
            boxes = [textpage.get_charbox(index) for index in ends]
            size = max(pdfium.FPDFText_GetFontSize(textpage.raw, index) for index in ends)
            heights = [box[3] - box[1] for box in boxes]
            line = Line(
                text,
                min(box[0] for box in boxes),
                max(box[2] for box in boxes),
                min(box[1] for box in boxes),
                size if 1 < size < 400 else max(*heights, 1.0),
            )
            _add(lines, line)
        words.clear()
        places.clear()

    try:
        raw, code_of = textpage.raw, pdfium.FPDFText_GetUnicode
        for index in range(textpage.count_chars()):
            code = code_of(raw, index)
            ch = chr(code) if code <= 0x10FFFF else ""
            if ch in _BREAKS or ch == _HYPHEN:
                words.append("-" if ch == _HYPHEN else "")
                end_line()
            else:
                words.append(ch)
                if not ch.isspace():
                    places.append(index)
        end_line()
    finally:
        textpage.close()
    return lines


def _add(lines: list[Line], line: Line) -> None:
    """Add a line, or put it behind the one before when that stands at the same height."""
    before = lines[-1] if lines else None
    if (
        before is not None
        and abs(before.bottom - line.bottom) < min(before.size, line.size) * 0.6
        and line.left >= before.right - 1
        and not before.text.endswith("-")
    ):
        near = line.left - before.right < line.size * 0.15
        lines[-1] = Line(
            before.text + ("" if near else " ") + line.text,
            before.left,
            line.right,
            min(before.bottom, line.bottom),
            max(before.size, line.size),
        )
    else:
        lines.append(line)


def _read_pages(document: PdfDocument, given: Given, options: ReadingOptions) -> list[PrintedPage]:
    count = len(document)
    if count > options.limits.pages:
        raise refusal(
            given,
            "too-many-pages",
            f"{count} pages",
            f"at most {options.limits.pages}",
            "divide it into several files",
        )
    pages: list[PrintedPage] = []
    for number in range(count):
        label = _clean(document.get_page_label(number)).strip() or str(number + 1)
        page = document[number]
        try:
            lines = [replace(line, text=_clean(line.text).strip()) for line in _page_lines(page)]
            kept = tuple(line for line in lines if line.text)
            pages.append(PrintedPage(label, page.get_width(), kept))
        finally:
            page.close()
    return pages


def _clean(text: str) -> str:
    """Return words in normal form C; a lone half of a pair stands for no character."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return unicodedata.normalize("NFC", drop_control(whole)[0])


def _openings(pages: Sequence[PrintedPage]) -> tuple[str, ...]:
    """Return what lines begin with that are turns of speakers."""
    text = "\n".join(line.text for page in pages for line in page.lines)
    turns = find_speakers(text).turns
    return tuple({text[turn.start : turn.end].partition(":")[0] + ":" for turn in turns})


def _notes(
    dropped: Counter[str], joined: Joined, empty: list[str], options: ReadingOptions
) -> tuple[str, ...]:
    notes = []
    if empty:
        notes.append(f"pages without text, pictures perhaps: {', '.join(empty)}")
    if dropped:
        shown = "; ".join(f"“{words}” ({n})" for words, n in dropped.most_common(_SHOWN))
        more = f"; and {len(dropped) - _SHOWN} more" if len(dropped) > _SHOWN else ""
        notes.append(
            f"running headers, footers and page numbers left out: {shown}{more}; "
            "--keep-headers keeps them"
        )
    if joined.mended:
        shown = ", ".join(dict.fromkeys(joined.mended[:_SHOWN]))
        notes.append(
            f"hyphens at line ends taken out: {len(joined.mended)} ({shown}…); "
            "--keep-hyphens keeps them"
        )
    if not options.keep_lines:
        notes.append("lines joined to paragraphs; --keep-lines keeps them")
    return tuple(notes)


def read_pdf(given: Given, options: ReadingOptions) -> Reading:
    """Read a PDF.

    Pages are kept as structure. Headers, footers and page numbers that recur are left out,
    hyphens at line ends mended and lines joined, each unless the options say otherwise.
    """
    import pypdfium2

    document = _open(given)
    try:
        pages = _read_pages(document, given, options)
    except pypdfium2.PdfiumError as error:
        raise _broken(given, str(error)) from None
    finally:
        document.close()
    empty = [page.label for page in pages if not page.lines]
    if len(empty) == len(pages):
        raise refusal(
            given,
            "no-text",
            "pages without text, as of a scan",
            "a PDF with text",
            "recognise its text (OCR) with another program and add the result",
        )
    dropped: Counter[str] = Counter()
    if not options.keep_headers:
        pages, dropped = drop_running(pages)
    joined = join_lines(
        pages,
        openings=_openings(pages) if options.speakers else (),
        keep_hyphens=options.keep_hyphens,
        keep_lines=options.keep_lines,
    )
    notes = _notes(dropped, joined, empty, options)
    if b"%%EOF" not in given.data[-_LAST:]:
        notes = ("the end of the file is missing, and words may be as well", *notes)
    return Reading(joined.text, Structure(pages=joined.pages), notes=notes)
