"""Finding who speaks in a transcript, from the labels before the words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from crosscase.corpus import Turn

__all__ = ["Label", "Speakers", "find_labels", "find_speakers", "time_code"]

_CLOCK = r"(?:[0-9]{1,3}:)?[0-9]{1,2}:[0-5][0-9](?:[.,][0-9]{1,3})?"
_TIME = rf"[\[(<]?{_CLOCK}[\])>]?"
_NAME = r"[^\W_][^\n:|\[\]<>#*\"“”?!;]{0,39}?"
_BOLD = r"\*{0,2}"
_FORMS = (
    re.compile(
        rf"{_BOLD}(?:(?P<time>{_TIME})\s*[-–]?\s*)?(?P<name>{_NAME}){_BOLD}:{_BOLD}(?=\s|$)"
    ),
    re.compile(
        rf"{_BOLD}(?P<name>{_NAME}){_BOLD}\s*[,-]?\s+(?P<time>{_TIME}){_BOLD}(?:\s*$|:{_BOLD}(?=\s|$))"
    ),
    re.compile(rf"(?P<time>{_TIME})\s*\|\s*(?P<name>{_NAME})\s*\|(?=\s)"),
    re.compile(rf"(?P<name>{_NAME})\s*\|\s*(?P<time>{_TIME})\s*\|(?=\s)"),
    re.compile(rf"(?P<name>)(?P<time>[\[(]{_CLOCK}[\])])(?=\s|$)"),
)
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_HEADING = re.compile("#{1,6} ")
_NOTE = re.compile(r"\[\^[^\]\n]{1,9}\]:")
_NUMBERED = re.compile(r"\[[0-9]+\] ")
_MOST_WORDS = 5
_SHORT = 3
_RECURS = 2

_NO_SPEAKERS = re.compile(
    "aan|aanwezig|afwezig|agenda|auteur|besluit|betreft|bijlage|bijzonderheden|bron|cc|conclusie|"
    "datum|doel|duur|figuur|inleiding|kenmerk|kern|let|locatie|naam|noot|nota|onderwerp|"
    "opmerking|opmerkingen|plaats|ps|punt|samenvatting|status|tabel|tel|telefoon|tijd|titel|"
    "toelichting|u|uur|van|versie|voorbeeld|voorstel|zie|actie|actiepunt|"
    "abstract|action|am|attachment|attendees|author|date|decision|definition|example|figure|"
    "file|from|http|https|item|keywords|location|note|notes|page|place|pm|present|purpose|re|"
    "reference|result|results|section|see|source|subject|summary|table|time|title|to|topic|url|"
    "version|warning"
)
"""Words that stand before a colon in many documents and name no speaker."""


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before the words of a line and may name who says them.

    Parameters
    ----------
    start, end : int
        Half-open offsets of the line.
    name : str
        The name; empty for a time alone.
    time : str
        The time code as ``00:01:02.000``; empty without one.
    """

    start: int
    end: int
    name: str
    time: str


@dataclass(frozen=True, slots=True)
class Speakers:
    """The turns of a text, and what to say of how they were found.

    Parameters
    ----------
    turns : tuple of Turn
        In the order of the text; empty when it is no transcript.
    notes : tuple of str
        Which labels were taken for speakers and which were not.
    """

    turns: tuple[Turn, ...] = ()
    notes: tuple[str, ...] = ()


def time_code(text: str) -> str:
    """Return a time as hours, minutes, seconds and thousandths.

    Parameters
    ----------
    text : str
        Such as ``1:02``, ``[00:01:02]`` or ``0:01:02,5``.

    Returns
    -------
    str
        The time code; empty when there is no such time.

    Examples
    --------
    >>> time_code("[1:02]"), time_code("1:00:02,5"), time_code("75:10"), time_code("1:99:00")
    ('00:01:02.000', '01:00:02.500', '01:15:10.000', '')
    """
    match = re.fullmatch(
        r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-5][0-9])(?:[.,]([0-9]{1,3}))?", text.strip("[]()<> ")
    )
    if match is None:
        return ""
    hours, minutes, seconds, thousandths = match.groups()
    extra, minute = divmod(int(minutes), 60)
    if hours and extra:
        return ""
    return f"{int(hours or extra):02}:{minute:02}:{seconds}.{(thousandths or '0').ljust(3, '0')}"


def _is_name(name: str) -> bool:
    """Say whether what stands there may name a speaker."""
    words = name.split()
    return (
        0 < len(words) <= _MOST_WORDS
        and name[0].isalpha()
        and (not name[0].islower() or len(name) <= _SHORT)
        and not name.endswith((",", "-", "–"))
        and not _NO_SPEAKERS.fullmatch(words[0].casefold().rstrip("."))
    )


def find_labels(text: str) -> Iterator[Label]:
    r"""Yield what may name a speaker, line by line.

    Parameters
    ----------
    text : str
        A text with LF line ends.

    Yields
    ------
    Label
        In the order of the text.

    Examples
    --------
    >>> [(one.name, one.time) for one in find_labels("R: Ja.\n[01:02] I: Oh.\nEva  0:03\nNee.")]
    [('R', ''), ('I', '00:01:02.000'), ('Eva', '00:00:03.000')]
    """
    for line in _LINE.finditer(text):
        start = line.start() + len(line.group()) - len(line.group().lstrip())
        words = text[start : line.end()]
        if _HEADING.match(words) or _NUMBERED.match(words) or _NOTE.match(words):
            continue
        for form in _FORMS:
            match = form.match(words)
            if match is None:
                continue
            name = " ".join(match.group("name").split()).strip("*").strip()
            time = time_code(match.group("time") or "")
            if (not name and time) or _is_name(name):
                yield Label(start, line.end(), name, time)
                break


def _taken(labels: list[Label]) -> frozenset[str]:
    """Return the names that are speakers: they recur, and there are two or they have times."""
    count = Counter(label.name for label in labels)
    timed = Counter(label.name for label in labels if label.time)
    recurring = {name for name in count if name and count[name] >= _RECURS}
    if len(recurring) < 2 and not any(timed[name] == count[name] for name in recurring):
        recurring = set()
    if count[""] >= _RECURS:
        recurring.add("")
    if not recurring:
        return frozenset()
    # Where speakers have times, a name that has one is a speaker although it comes once.
    once = {name for name in count if timed[name] == count[name]}
    return frozenset(recurring | (once if any(timed[name] for name in recurring) else set()))


def _stops(text: str) -> list[int]:
    """Return where a turn ends at the latest: headings, notes, the end of the text."""
    return [
        line.start()
        for line in _LINE.finditer(text)
        if _HEADING.match(line.group()) or _NOTE.match(line.group())
    ] + [len(text)]


def find_speakers(text: str) -> Speakers:
    r"""Find the turns of a transcript.

    A label before the words is taken for a speaker when it recurs and another one does as well,
    or when it comes with time codes: a colon alone makes no speaker. A turn runs from its label
    to the next one, or to a heading.

    Parameters
    ----------
    text : str
        A text with LF line ends.

    Returns
    -------
    Speakers
        The turns; none when the text is no transcript.

    Examples
    --------
    >>> found = find_speakers("I: Why?\n\nR: Money.\n\nI: Oh.\n\nR: Yes.\nYes.\n")
    >>> [(turn.speaker, turn.start, turn.end) for turn in found.turns]
    [('I', 0, 7), ('R', 9, 18), ('I', 20, 26), ('R', 28, 40)]
    """
    labels = list(find_labels(text))
    taken = _taken(labels)
    if not taken:
        return Speakers()
    openings = [label for label in labels if label.name in taken]
    stops = _stops(text)
    at = 0
    turns: list[Turn] = []
    for number, label in enumerate(openings):
        while stops[at] < label.start:
            at += 1
        after = openings[number + 1].start if number + 1 < len(openings) else len(text)
        end = label.start + len(text[label.start : min(after, stops[at])].rstrip())
        turns.append(Turn(label.start, end, label.name, label.time))
    count = Counter(label.name or "times without a name" for label in openings)
    notes = ["speakers: " + ", ".join(f"{name} ({n})" for name, n in count.most_common(20))]
    others = Counter(label.name for label in labels if label.name and label.name not in taken)
    if others:
        named = ", ".join(f"{name} ({n})" for name, n in others.most_common(10))
        notes.append(f"taken for words, not for speakers: {named}")
    return Speakers(tuple(turns), tuple(notes))
