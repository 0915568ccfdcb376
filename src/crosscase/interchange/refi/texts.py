"""The text of a source: what the positions in it mean, and where they are in a text of a study."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crosscase.interchange.marks import refuse_piled_marks
from crosscase.interchange.refi.records import Selection
from crosscase.storage.folder import CONTROL

__all__ = ["Placed", "Uniform", "decode_text", "place_selections"]

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_TROUBLE = re.compile(f"\r\n?|[\x00-\x7f]?[^\x00-\x7f]+|{CONTROL.pattern}")
_LINE_NAME = re.compile(r"line:\d+ ?")
_ENOUGH = 3
_CLEARLY = 2

Positions = Callable[[int], int]


def decode_text(data: bytes) -> str | None:
    """Return a text file as text, a byte-order mark included; None when it is not Unicode.

    Parameters
    ----------
    data : bytes
        The file.

    Returns
    -------
    str or None
        The text, line ends as they lie.
    """
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return "\ufeff" + data.decode("utf-16") if wide else data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _needs_work(text: str) -> bool:
    return (
        "\r" in text
        or not unicodedata.is_normalized("NFC", text)
        or CONTROL.search(text) is not None
    )


def _make(piece: str) -> str:
    """Make a piece uniform: LF, Unicode normal form C, a space for what no study may hold."""
    if piece.startswith("\r"):
        return "\n"
    return CONTROL.sub(" ", unicodedata.normalize("NFC", piece))


@dataclass(frozen=True, slots=True)
class _Change:
    start: int
    end: int
    to: int
    piece: str
    made: str


class Uniform:
    r"""A text as a study has it, which knows where every place of the original went.

    Parameters
    ----------
    original : str
        Without byte-order mark.

    Attributes
    ----------
    text : str
        With LF, in normal form C, without control characters.

    Examples
    --------
    >>> made = Uniform("a\r\ne\u0301b")
    >>> made.text, made.start_at(3), made.end_at(5), made.end_at(6)
    ('a\néb', 2, 3, 4)
    """

    def __init__(self, original: str) -> None:
        self._changes: list[_Change] = []
        parts: list[str] = []
        at = shift = 0
        for match in _TROUBLE.finditer(original) if _needs_work(original) else ():
            piece = match.group()
            made = _make(piece)
            if made == piece:
                continue
            start, end = match.span()
            self._changes.append(_Change(start, end, start + shift, piece, made))
            parts += (original[at:start], made)
            at, shift = end, shift + len(made) - len(piece)
        parts.append(original[at:])
        self.text = "".join(parts)
        self._starts = [change.start for change in self._changes]

    def _at(self, place: int, step: int) -> int:
        index = bisect_left(self._starts, place) - 1
        if index < 0:
            return place
        change = self._changes[index]
        if place >= change.end:
            return place - change.end + change.to + len(change.made)
        cut = place - change.start
        while 0 < cut < len(change.piece):
            before = _make(change.piece[:cut])
            if before + _make(change.piece[cut:]) == change.made:
                return change.to + len(before)
            cut += step
        return change.to + (len(change.made) if cut else 0)

    def start_at(self, place: int) -> int:
        """Return where a stretch starts that started at a place of the original."""
        return self._at(place, -1)

    def end_at(self, place: int) -> int:
        """Return where a stretch ends; a letter of which it had a part is in it as a whole."""
        return self._at(place, 1)


def _without(marks: Sequence[int]) -> Positions:
    """Return how positions change when the characters before these places counted double."""
    counted = [place + number for number, place in enumerate(marks)]
    return lambda place: place - bisect_left(counted, place)


def _with(marks: Sequence[int]) -> Positions:
    """Return how positions change when these places now count double."""
    counted = [place - number for number, place in enumerate(marks)]
    return lambda place: place + bisect_left(counted, place)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to count: its name, and from its positions to those of the text as it lies.

    ``by_edges`` says whether it may be taken for where selections begin and end, without names.
    """

    name: str
    to_text: Positions
    by_edges: bool


def _readings(text: str, *, marked: bool, one_for_crlf: bool) -> Iterator[_Reading]:
    """Yield the ways in which positions in a text may have been counted, the likeliest first."""
    crlf = [match.start() for match in re.finditer("\r\n", text)]
    plain = text.replace("\r\n", "\n") if crlf else text
    ends = [("line ends CR LF counted as two", text, lambda place: place)]
    if crlf:
        single = ("line ends CR LF counted as one", plain, _with(crlf))
        ends.insert(0 if one_for_crlf else 1, single)
    for units in ("code points", "UTF-16 units"):
        for end, counted, to_text in ends:
            to_points: Positions = lambda place: place  # noqa: E731
            if units != "code points":
                astral = [match.start() for match in _ASTRAL.finditer(counted)]
                if not astral:
                    continue
                to_points = _without(astral)
            for shift in (0, 1) if marked else (0,):
                said = [units, *([end] if crlf else [])]
                said += ["the byte-order mark counted"] if shift else []
                by_edges = units == "code points" and not shift
                yield _Reading(", ".join(said), _chain(shift, to_points, to_text), by_edges)


def _chain(shift: int, to_points: Positions, to_text: Positions) -> Positions:
    return lambda place: to_text(to_points(max(place - shift, 0)))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _is_named(words: str, name: str) -> bool:
    """Say whether a selection is named after its words, in whole or cut off."""
    name = _flat(_LINE_NAME.sub("", name, count=1))
    cut = name.removesuffix("…").removesuffix("...").rstrip()
    if len(cut) < _ENOUGH:
        return False
    flat = _flat(words)
    return flat == name or (cut != name and flat.startswith(cut))


def _is_edge(text: str, place: int) -> bool:
    """Say whether a place lies between words."""
    inside = 0 < place < len(text)
    return not (inside and text[place - 1].isalnum() and text[place].isalnum())


def _score(
    reading: _Reading, text: str, spans: Sequence[tuple[int, int, str]]
) -> tuple[int, int, tuple[tuple[int, int], ...]]:
    """Return how many selections have the words of their names, and how many ends are edges."""
    placed = tuple((reading.to_text(start), reading.to_text(end)) for start, end, _ in spans)
    named = sum(
        _is_named(text[start:end], name)
        for (start, end), (_, _, name) in zip(placed, spans, strict=True)
    )
    edges = sum(_is_edge(text, start) + _is_edge(text, end) for start, end in placed)
    return named, edges, placed


@dataclass(frozen=True, slots=True)
class Placed:
    """A text of a study, and where in it the selections are.

    Parameters
    ----------
    text : str
        The text.
    spans : tuple of (int, int) or None
        For each selection its half-open span; None where it has no words in the text.
    note : str
        How positions were read, when they might be read in several ways.
    """

    text: str
    spans: tuple[tuple[int, int] | None, ...]
    note: str = ""


def _choose(
    text: str, spans: Sequence[tuple[int, int, str]], *, marked: bool, one_for_crlf: bool
) -> tuple[tuple[tuple[int, int], ...], str]:
    readings = [*_readings(text, marked=marked, one_for_crlf=one_for_crlf)]
    if len(readings) == 1 or not spans:
        return tuple((start, end) for start, end, _ in spans), ""
    scored = [(_score(reading, text, spans), reading) for reading in readings]
    best, taken = scored[0]
    for score, reading in scored[1:]:
        clearly = max(_CLEARLY, len(spans) // 4)
        clearer = score[0] == best[0] and score[1] >= best[1] + clearly and reading.by_edges
        if score[0] > best[0] or clearer:
            best, taken = score, reading
    same = all(score[2] == best[2] for score, _ in scored)
    # The standard is silent on line ends alone: of anything else only a departure is news.
    if same or ("\r\n" not in text and taken is readings[0]):
        return best[2], ""
    others = max((score[0] for score, reading in scored if reading is not taken), default=0)
    note = (
        f"positions read as {taken.name}: {best[0]} of {len(spans)} selections then have the "
        f"words of their names, at most {others} read otherwise"
    )
    return best[2], note


def place_selections(
    original: str,
    selections: Sequence[Selection],
    *,
    one_for_crlf: bool = False,
    trusted: bool = False,
) -> Placed:
    """Place selections in a text as a study has it.

    Where positions may have been counted in several ways (line ends CR LF as one or as two,
    the byte-order mark or not, code points as the standard says or UTF-16 units), the way is
    taken in which most selections have the words they are named after. Where names do not tell,
    line ends are read so that clearly more selections begin and end between words; otherwise
    the first of each is taken.

    Parameters
    ----------
    original : str
        The text as it lies in the archive.
    selections : sequence of Selection
        With positions as they stand in the project.
    one_for_crlf : bool
        Whether the program is known to count line ends CR LF as one.
    trusted : bool
        Whether positions are known to be as the standard says.

    Returns
    -------
    Placed
        Text and spans.
    """
    marked = original.startswith("\ufeff")
    text = original.removeprefix("\ufeff")
    spans = [(one.start or 0, one.end or 0, one.name) for one in selections]
    chosen, note = tuple((start, end) for start, end, _ in spans), ""
    if not trusted:
        chosen, note = _choose(text, spans, marked=marked, one_for_crlf=one_for_crlf)
    refuse_piled_marks(text, "a text of the project")
    made = Uniform(text)
    placed: list[tuple[int, int] | None] = []
    for (start, end), one in zip(chosen, selections, strict=True):
        given = one.start is not None and one.end is not None and one.start >= 0
        if not given or not 0 <= start < end <= len(text):
            placed.append(None)
            continue
        span = made.start_at(start), made.end_at(end)
        placed.append(span if span[0] < span[1] else None)
    return Placed(made.text, tuple(placed), note)
