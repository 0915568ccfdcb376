"""Plain texts: which bytes stand for which characters, and what to make uniform."""

from __future__ import annotations

import codecs
import re
import unicodedata

from crosscase.interchange.marks import refuse_piled_marks
from crosscase.interchange.reading.records import Given, Reading, ReadingOptions, refusal
from crosscase.storage.folder import CONTROL

__all__ = ["MARKS", "decode_text", "drop_control", "first_heading", "make_uniform", "read_plain"]

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte-order marks and the encodings that they say; one that begins with another comes first."""

_WESTERN = "cp1252"
_WESTERN_SIGNS = frozenset(
    "àáâãäåæçèéêëìíîïñòóôõöøùúûüœß‘’‚“”„–—…•·€£§°ºª«»¿¡½¼²³´\u00a0\u00ad©®™×"
)
_CLEAR = 0.2
_SAMPLE = 1 << 16


def make_uniform(text: str) -> str:
    r"""Return a text with LF line ends, without byte-order mark, in Unicode normal form C.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text; blank lines at its end are gone, and it ends in one line end.

    Examples
    --------
    >>> make_uniform("\ufeffcafe\u0301\r\n\r\n")
    'café\n'
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    refuse_piled_marks(text, "the text")
    return unicodedata.normalize("NFC", text).rstrip("\n") + "\n"


def drop_control(text: str) -> tuple[str, int]:
    """Return a text without characters that belong in no file of a study, and how many went."""
    return CONTROL.subn("", text)


def first_heading(text: str) -> str:
    r"""Return the words of the first heading of a text.

    Parameters
    ----------
    text : str
        A text in which all that begins with ``#`` is a heading.

    Returns
    -------
    str
        Without the numbers of its notes; empty when there is no heading.

    Examples
    --------
    >>> first_heading("30 June\n\n## Why[^1]\n\nFor the money.\n")
    'Why'
    """
    heading = re.search(r"^#{1,6} +(\S.*)$", text, re.MULTILINE)
    return re.sub(r"\[\^\d+\]", "", heading.group(1)).strip() if heading else ""


def _decode(given: Given, encoding: str) -> str:
    try:
        return given.data.decode(encoding)
    except UnicodeDecodeError as error:
        line = given.data.count(b"\n", 0, error.start) + 1
        raise refusal(
            given,
            "bad-encoding",
            f"byte 0x{given.data[error.start]:02x} on line {line}, which is not {encoding}",
            "a text in the encoding that was named or that its byte-order mark says",
            "name another with --encoding, or save the file as UTF-8",
        ) from None
    except LookupError:
        raise refusal(
            given,
            "unknown-encoding",
            encoding,
            "the name of an encoding, such as utf-8, cp1252 or utf-16",
            "correct --encoding",
        ) from None
    except ValueError as error:
        raise refusal(
            given, "bad-encoding", str(error), "a text", "save the file as UTF-8"
        ) from None


def _is_western(data: bytes, *, dense: bool) -> bool:
    """Say whether bytes read as Western European words; ``dense`` allows accents everywhere."""
    try:
        text = data.decode(_WESTERN)
    except UnicodeDecodeError:
        return False
    odd = [ch for ch in text if ch > "\x7f"]
    letters = sum(ch.isalpha() for ch in text)
    known = sum(ch.lower() in _WESTERN_SIGNS for ch in odd)
    return known > 0.95 * len(odd) and (dense or len(odd) < 0.25 * letters)


def _guess(given: Given) -> str:
    """Return the encoding that a text without any sign of it most probably has.

    The library goes by what letters follow one another in a language; among encodings that
    are close, and for a few words, it cannot tell, and the Western one is the best guess.
    """
    from charset_normalizer import from_bytes

    coherence: dict[str, float] = {}
    for match in from_bytes(given.data[:_SAMPLE]):
        for name in match.could_be_from_charset:
            coherence.setdefault(name, match.coherence)
    usable = [name for name in coherence if coherence[name] > 0 and _fits(given.data, name)]
    best = max(usable, key=lambda name: coherence[name], default="")
    lead = coherence.get(best, 0.0) - coherence.get(_WESTERN, 0.0)
    if lead < _CLEAR and _is_western(given.data, dense=not best):
        return _WESTERN
    if best:
        return best
    raise refusal(
        given,
        "unknown-encoding",
        "bytes that are not UTF-8 and fit no encoding",
        "a text",
        "save the file as UTF-8, or name its encoding with --encoding",
    )


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def decode_text(given: Given, encoding: str = "") -> tuple[str, tuple[str, ...]]:
    """Return a file as text, and what to say of its encoding.

    A byte-order mark decides; then UTF-8, where every byte fits; else the encoding is detected.

    Parameters
    ----------
    given : Given
        The file.
    encoding : str
        The encoding, where the user names it.

    Returns
    -------
    str, tuple of str
        The text, byte-order mark and line ends as they lie, and notes.

    Raises
    ------
    ForeignFileError
        When the file is no text.
    """
    if encoding:
        return _decode(given, encoding), ()
    for mark, name in MARKS:
        if given.data.startswith(mark):
            notes = () if name == "utf-8-sig" else (f"read as {name}, as its first bytes say",)
            return _decode(given, name), notes
    wide = _without_mark(given.data)
    if wide:
        return _decode(given, wide), (f"read as {wide}: every other byte is zero",)
    if b"\0" in given.data:
        raise refusal(
            given,
            "no-text",
            "bytes that are no text",
            "a text",
            "look at what kind of file it is, or name its encoding with --encoding",
        )
    try:
        return given.data.decode("utf-8"), ()
    except UnicodeDecodeError:
        name = _guess(given)
        return _decode(given, name), (
            f"not UTF-8; read as {name}: look at letters with accents, and name another "
            "encoding with --encoding if they are wrong",
        )


def _without_mark(data: bytes) -> str:
    """Return the encoding of UTF-16 without byte-order mark; empty when it is none."""
    sample = data[:_SAMPLE]
    zeros = {"utf-16-be": sample[::2].count(0), "utf-16-le": sample[1::2].count(0)}
    most, least = max(zeros, key=lambda name: zeros[name]), min(zeros.values())
    return most if zeros[most] * 4 > len(sample) and not least else ""


def read_plain(given: Given, options: ReadingOptions) -> Reading:
    """Read a plain text or Markdown; nothing in it changes but its encoding and line ends."""
    text, notes = decode_text(given, options.encoding)
    text = make_uniform(text)
    heading = re.match(r"# +(\S.*)", text)
    return Reading(text, title=heading.group(1).strip() if heading else "", notes=notes)
