"""Which module reads which file, and the checks that all formats share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath

from crosscase.interchange.reading.records import (
    Given,
    Reader,
    Reading,
    ReadingOptions,
    refusal,
)
from crosscase.interchange.reading.speakers import find_speakers

__all__ = ["FORMATS", "read_file"]

FORMATS: Mapping[str, tuple[str, str]] = {
    ".docx": ("word", "read_docx"),
    ".odt": ("opendocument", "read_odt"),
    ".pdf": ("pdf", "read_pdf"),
    ".html": ("markup", "read_html"),
    ".htm": ("markup", "read_html"),
    ".md": ("plain", "read_plain"),
    ".txt": ("plain", "read_plain"),
    ".rtf": ("richtext", "read_rtf"),
    ".srt": ("captions", "read_srt"),
    ".vtt": ("captions", "read_vtt"),
}
"""By the ending of a file the module of this package that reads it, and its reader."""


def _reader(given: Given) -> Reader:
    ending = PurePath(given.name).suffix.lower()
    if ending not in FORMATS:
        raise refusal(
            given,
            "unknown-format",
            f"a file that ends in {ending}" if ending else "a file without an ending",
            ", ".join(FORMATS),
            "save it in one of these formats",
        )
    module, name = FORMATS[ending]
    reader: Reader = getattr(import_module(f"crosscase.interchange.reading.{module}"), name)
    return reader


def read_file(given: Given, options: ReadingOptions | None = None) -> Reading:
    r"""Read a file of any format that researchers bring.

    Parameters
    ----------
    given : Given
        The file; the ending of its name says its format.
    options : ReadingOptions, optional
        What to do otherwise than usual.

    Returns
    -------
    Reading
        Its text, with who speaks where and the pages, and what was changed or left out.

    Raises
    ------
    ForeignFileError
        When it is empty, too large, under a password, without text or damaged.

    Examples
    --------
    >>> talk = Given("talk.txt", b"I: Why?\n\nR: Money.\n\nI: Oh.\n\nR: Yes.")
    >>> read_file(talk).structure.turns[1]
    Turn(start=9, end=18, speaker='R', begin='', until='')
    """
    options = options or ReadingOptions()
    reader = _reader(given)
    if len(given.data) > options.limits.file:
        raise refusal(
            given,
            "file-too-large",
            f"more than {options.limits.file} bytes",
            f"at most {options.limits.file} bytes",
            "divide it, or save it without pictures",
        )
    if not given.data.strip(b"\0 \t\r\n\f"):
        raise refusal(given, "empty-text", "nothing", "a text", "leave it out, or save it again")
    reading = reader(given, options)
    if len(reading.text) > options.limits.text:
        raise refusal(
            given,
            "text-too-large",
            f"{len(reading.text)} characters",
            f"at most {options.limits.text} characters",
            "divide it into several files",
        )
    if not reading.text.strip():
        raise refusal(given, "empty-text", "no words", "a text", "leave it out, or save it again")
    if not options.speakers or reading.structure.turns:
        return reading
    found = find_speakers(reading.text)
    return replace(
        reading,
        structure=replace(reading.structure, turns=found.turns),
        notes=(*reading.notes, *found.notes),
    )
