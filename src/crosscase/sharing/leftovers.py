"""What was left in a pseudonymised study that a person should look at before it is shared."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crosscase.sharing.fields import json_fields, yaml_fields
from crosscase.sharing.folding import WORD, fold, fold_word
from crosscase.sharing.guessing import collect_guesses
from crosscase.sharing.matching import Matcher
from crosscase.sharing.names import Name
from crosscase.sharing.rewriting import RewrittenFile
from crosscase.spans import line_of, line_starts

__all__ = ["COLUMNS", "Leftover", "find_leftovers", "free_texts", "write_leftovers"]

COLUMNS = ("found", "why", "count", "places")

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?://\S+|(?<!\w)@\w{3,}")
_CITATION = re.compile(r"\[@[^\]\n]*\]")
_FREE_JSON = ("memo", "why", "speaker", "actor", "rule")
_SHOWN = 5
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that were left, and why they deserve a look."""

    found: str
    why: str
    count: int
    places: tuple[str, ...]


def free_texts(files: Iterable[RewrittenFile]) -> Iterator[tuple[str, str]]:
    """Yield (file, text) of what people wrote in the files of a study: texts, labels, memos."""
    for file in files:
        if file.path.endswith((".jsonl", ".json")):
            lines = file.text.split("\n") if file.path.endswith("l") else [file.text]
            fields = [one for line in lines if line.strip() for one in json_fields(line)]
            said = [str(one.value) for one in fields if one.path[-1] in _FREE_JSON and one.value]
            yield file.path, "\n\n".join(said)
        elif file.path.endswith(".yaml"):
            values = [str(one.value) for one in yaml_fields(file.text) if not one.is_key]
            yield file.path, "\n\n".join(values)
        else:
            yield file.path, file.text


class _Collected:
    def __init__(self) -> None:
        self.found: dict[tuple[str, str], list[str]] = {}

    def add(self, words: str, why: str, file: str, line: int) -> None:
        self.found.setdefault((why, words), []).append(f"{file}:{line}")


def _without(text: str, phrases: re.Pattern[str]) -> str:
    """Return a text with pseudonyms and citations blanked, its length kept."""
    for pattern in (_CITATION, phrases):
        text = pattern.sub(lambda match: "." * len(match.group()), text)
    return text


def _pseudonyms(names: Sequence[Name]) -> re.Pattern[str]:
    said = sorted({name.pseudonym for name in names}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, said))})(?:-?\w+)?", re.IGNORECASE)


def _stems(names: Sequence[Name]) -> re.Pattern[str]:
    words = {WORD.findall(fold_word(form))[-1].casefold() for n in names for form in n.forms}
    long = sorted((re.escape(one) for one in words if len(one) >= _SHORTEST), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(long) or '(?!)'})\w+")


def find_leftovers(names: Sequence[Name], files: Sequence[RewrittenFile]) -> list[Leftover]:
    """Return what looks like a name, and was left.

    Parameters
    ----------
    names : sequence of Name
        The names that were replaced.
    files : sequence of RewrittenFile
        The files of the new study.

    Returns
    -------
    list of Leftover
        What looks like a name; names of the list in lower case; longer words that begin with one;
        addresses. By reason, the frequent first. File and line of what stands in texts are those
        of the new study; elsewhere the line is that of the values in order.
    """
    matcher, phrases, stems = Matcher(names), _pseudonyms(names), _stems(names)
    kept = [(path, _without(text, phrases)) for path, text in free_texts(files)]
    collected = _Collected()
    for path, text in kept:
        starts = line_starts(text)
        folded, positions = fold(text)
        loose = [
            (hit.start, hit.end, "a name in lower case") for hit in matcher.find(text, loose=True)
        ]
        mails = [(m.start(), m.end(), "an address") for m in _MAIL.finditer(text)]
        longer = [
            (positions[m.start()], positions[m.end()], "a longer word that begins with a name")
            for m in stems.finditer(
                folded.casefold() if len(folded.casefold()) == len(folded) else ""
            )
        ]
        for start, end, why in (*loose, *mails, *longer):
            collected.add(" ".join(text[start:end].split()), why, path, line_of(starts, start))
    rows = [
        Leftover(words, why, len(places), tuple(places[:_SHOWN]))
        for (why, words), places in collected.found.items()
    ]
    for words, (_, count, note) in collect_guesses(kept).items():
        rows.append(Leftover(words, "looks like a name", count, tuple(note.split(": ")[1].split())))
    return sorted(rows, key=lambda one: (one.why, -one.count, one.found))


def write_leftovers(rows: Iterable[Leftover]) -> str:
    """Return leftovers as CSV with the columns of :data:`COLUMNS`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow((row.found, row.why, row.count, " ".join(row.places)))
    return text.getvalue()
