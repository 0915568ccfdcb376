"""Reading captions (srt, vtt): paragraphs to read, each cue a turn with its times."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from crosscase.corpus import Turn
from crosscase.interchange.reading.plain import decode_text, make_uniform
from crosscase.interchange.reading.records import Given, Reading, ReadingOptions, refusal
from crosscase.interchange.reading.speakers import find_labels, time_code
from crosscase.storage import Structure
from crosscase.storage.findings import list_some, shorten

__all__ = ["read_srt", "read_vtt"]

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,80})>")
_TAG = re.compile(
    r"</?(?:b|i|u|s|c|v|ruby|rt|lang|font)(?:[.\s][^<>]{0,200})?>|<[0-9:.]{4,16}>|\{\\[^{}]{0,200}\}",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…][\"'”’)]*$")
_PAUSE = 3.0
_AT_ONCE = 0.15
_LONG = 600


@dataclass(frozen=True, slots=True)
class _Cue:
    begin: str
    until: str
    speaker: str
    words: str
    opens: bool = False
    """Whether a label before its words begins a paragraph, though it names no speaker."""


def _seconds(time: str) -> float:
    hours, minutes, seconds = time.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _words(raw: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", raw)).split())


def _by_voice(raw: str) -> Iterator[tuple[str, str]]:
    """Yield who speaks and what, of a cue in which several may speak."""
    pieces = _VOICE.split(raw)
    yield "", _words(pieces[0])
    for name, words in zip(pieces[1::2], pieces[2::2], strict=True):
        yield " ".join(html.unescape(name).split()), _words(words)


def _cues(captions: Iterable[tuple[str, str, str]]) -> list[_Cue]:
    """Return the cues with words; a line that rolls on from the cue before is left out.

    It rolls on when the same voice shows it with no time between; said again later, it is said
    twice.
    """
    cues: list[_Cue] = []
    last = last_until = ""
    last_voices: list[str] = []
    for begin, until, raw in captions:
        lines = [line for line in raw.split("\n") if _words(line)]
        voices = _VOICE.findall(raw)
        rolls = bool(lines and last) and _words(lines[0]) == last and voices == last_voices
        rolls = rolls and abs(_seconds(begin) - _seconds(last_until)) <= _AT_ONCE
        last_until, last_voices = until, voices
        if rolls and len(lines) > 1:
            lines = lines[1:]
        elif rolls and cues:
            cues[-1] = replace(cues[-1], until=until)
            continue
        last = _words(lines[-1]) if lines else ""
        cues += [
            _Cue(begin, until, speaker, words)
            for speaker, words in _by_voice("\n".join(lines))
            if words
        ]
    return cues


def _label(cue: _Cue) -> str:
    label = next(find_labels(cue.words), None) if not cue.speaker and ":" in cue.words else None
    return label.name if label else ""


def _name_speakers(cues: list[_Cue]) -> tuple[list[_Cue], tuple[str, ...]]:
    """Take a label before the words of a cue for its speaker where the label recurs.

    The cues after it are that speaker's until another label comes. Where some recur, one that
    comes once may name somebody else or be no name: it stays, and nobody is named after it.
    """
    labels = [_label(cue) for cue in cues]
    count = Counter(label for label in labels if label)
    recurring = {label: n for label, n in count.most_common() if n > 1}
    named: list[_Cue] = []
    speaker = ""
    for cue, label in zip(cues, labels, strict=True):
        if label in recurring:
            speaker = label
            cue = replace(cue, words=cue.words.partition(":")[2].strip())
        elif label and recurring:
            speaker = ""
            cue = replace(cue, opens=True)
        named.append(replace(cue, speaker=cue.speaker or speaker))
    notes = []
    if recurring:
        notes.append("speakers: " + ", ".join(f"{name} ({n})" for name, n in recurring.items()))
        if once := [label for label in count if label not in recurring]:
            notes.append(f"labels that come once, after which nobody is named: {list_some(once)}")
    return [cue for cue in named if cue.words], tuple(notes)


def _unnamed(cues: list[_Cue]) -> list[_Cue]:
    """Return cues without speakers; a voice stays as a label before its words."""
    found: list[_Cue] = []
    before = ""
    for cue in cues:
        label = f"{cue.speaker}: " if cue.speaker and cue.speaker != before else ""
        found.append(replace(cue, speaker="", words=label + cue.words))
        before = cue.speaker
    return found


def _begins_paragraph(cue: _Cue, before: _Cue | None, length: int) -> bool:
    if before is None or cue.opens or cue.speaker != before.speaker:
        return True
    ended = _SENTENCE.search(before.words) is not None
    return ended and (length > _LONG or _seconds(cue.begin) - _seconds(before.until) >= _PAUSE)


def _write(cues: list[_Cue]) -> tuple[str, tuple[Turn, ...]]:
    parts: list[str] = []
    turns: list[Turn] = []
    at = length = 0
    before: _Cue | None = None
    for cue in cues:
        words = cue.words
        if _begins_paragraph(cue, before, length):
            words = f"{cue.speaker}: {words}" if cue.speaker else words
            between, length = "\n\n" if parts else "", 0
        else:
            between = " "
        start = at + len(between)
        at = start + len(words)
        length += len(words)
        parts += [between, words]
        turns.append(Turn(start, at, cue.speaker, cue.begin, max(cue.begin, cue.until)))
        before = cue
    return "".join(parts) + "\n", tuple(turns)


def _read(given: Given, options: ReadingOptions, form: str) -> Reading:
    import webvtt
    from webvtt.errors import MalformedCaptionError, MalformedFileError

    raw, notes = decode_text(given, options.encoding)
    lines = make_uniform(raw).split("\n")
    try:
        captions = webvtt.WebVTT.from_buffer(iter(lines), format=form)
    except (MalformedCaptionError, MalformedFileError) as error:
        raise refusal(
            given,
            f"broken-{form}",
            f"no captions ({shorten(str(error))})",
            f"a file of captions in the form {form}",
            "export it again from the program it comes from",
        ) from None
    timed = [(time_code(c.start), time_code(c.end), c.raw_text) for c in captions.captions]
    cues = _cues((begin, until, raw) for begin, until, raw in timed if begin and until)
    missed = sum("-->" in line for line in lines) - sum(bool(a and b) for a, b, _ in timed)
    if missed > 0:
        notes = (*notes, f"captions left out that are not in the form {form}: {missed}")
    named, told = _name_speakers(cues) if options.speakers else (_unnamed(cues), ())
    text, turns = _write(named)
    return Reading(text, Structure(turns=turns), notes=(*notes, *told))


def read_srt(given: Given, options: ReadingOptions) -> Reading:
    """Read SubRip captions; their marks of type are left out."""
    return _read(given, options, "srt")


def read_vtt(given: Given, options: ReadingOptions) -> Reading:
    """Read WebVTT captions; a voice is the speaker, notes and styles are left out."""
    return _read(given, options, "vtt")
