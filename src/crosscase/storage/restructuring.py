"""Finding turns and pages again after their text has changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from crosscase.corpus import Page, Turn
from crosscase.spans import ENOUGH_CONTEXT
from crosscase.storage.documents_file import CorpusFiles
from crosscase.storage.structure_file import (
    KNOWN_BY,
    StoredStructure,
    Stretch,
    Structure,
    stored_stretches,
    structure_path,
    write_structure,
)
from crosscase.storage.writing import write_atomic

__all__ = ["Replaced", "place_structure", "restructure"]


@dataclass(frozen=True, slots=True)
class Replaced:
    """What became of the structure of one changed text.

    Parameters
    ----------
    document : str
        Id of the document.
    placed : int
        How many turns and pages were found again.
    unplaced : tuple of str
        The turns and pages that were not, each by its first words. They are kept in the file.
    """

    document: str
    placed: int
    unplaced: tuple[str, ...]


def _occurrences(words: str, text: str, start: int = 0, end: int | None = None) -> list[int]:
    found: list[int] = []
    at = text.find(words, start, end) if words else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1, end)
    return found


def _long_heads(stretches: Sequence[Stretch], text: str) -> dict[str, list[int]]:
    """Return where heads of full length stand, in one pass however many they are."""
    found: dict[str, list[int]] = {
        stretch.head: [] for stretch in stretches if len(stretch.head) == KNOWN_BY
    }
    for at in range(len(text) - KNOWN_BY + 1 if found else 0):
        places = found.get(text[at : at + KNOWN_BY])
        if places is not None:
            places.append(at)
    return found


def _starts(stretches: Sequence[Stretch], text: str) -> list[int | None]:
    """Return where each stretch begins now.

    A long head that stands in the text once is certain. The others are looked for between the
    certain ones around them, and found when there are as many of them there as there were.
    """
    heads = _long_heads(stretches, text)
    starts: list[int | None] = []
    for stretch in stretches:
        places = heads.get(stretch.head, [])
        starts.append(places[0] if len(places) == 1 else None)
    certain = [number for number, start in enumerate(starts) if start is not None]
    bounds = [-1, *certain, len(stretches)]
    for before, after in pairwise(bounds):
        low = (starts[before] or 0) + 1 if before >= 0 else 0
        high = len(text) if after == len(stretches) else starts[after] or 0
        run = range(before + 1, after)
        for head in {stretches[number].head for number in run}:
            alike = [number for number in run if stretches[number].head == head]
            places = _occurrences(head, text, low, high)
            if len(places) == len(alike):
                for number, place in zip(alike, places, strict=True):
                    starts[number] = place
    return starts


def _end(stretch: Stretch, start: int, limit: int, text: str) -> int | None:
    end = start + stretch.of.end - stretch.of.start
    if end <= limit and stretch.tail and text[start:end].endswith(stretch.tail):
        return end
    for tail in (stretch.tail, stretch.tail[-ENOUGH_CONTEXT:]):
        places = _occurrences(tail, text, start, limit)
        if len(places) == 1:
            return places[0] + len(tail)
    return None


def _without_overlap(found: Iterable[Stretch]) -> list[Stretch]:
    """Return the stretches that lie apart; of two that do not, the one known by more words."""
    kept: list[Stretch] = []
    for stretch in sorted(found, key=lambda one: (one.of.start, -len(one.head))):
        if kept and stretch.of.start < kept[-1].of.end:
            if len(stretch.head) > len(kept[-1].head):
                kept[-1] = stretch
        else:
            kept.append(stretch)
    return kept


def _place(
    stretches: Sequence[Stretch], earlier: Sequence[Stretch], text: str
) -> tuple[list[Stretch], list[Stretch]]:
    """Return stretches of one kind with their new place, and those that have none."""
    starts = _starts(stretches, text)
    for stretch in earlier:
        places = _occurrences(stretch.head, text)
        starts.append(places[0] if len(places) == 1 else None)
    everything = [*stretches, *earlier]
    limits = [*sorted({start for start in starts if start is not None}), len(text)]
    moved: dict[int, Stretch] = {}
    for number, (stretch, start) in enumerate(zip(everything, starts, strict=True)):
        if start is not None:
            end = _end(stretch, start, limits[bisect_right(limits, start)], text)
            if end is not None:
                moved[number] = replace(stretch, of=replace(stretch.of, start=start, end=end))
    kept = _without_overlap(moved.values())
    having = set(kept)
    lost = [one for number, one in enumerate(everything) if moved.get(number) not in having]
    return kept, lost


def place_structure(
    stored: StoredStructure, text: str
) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    r"""Find the turns and pages of a structure in a changed text.

    Parameters
    ----------
    stored : StoredStructure
        The structure of the text as it was.
    text : str
        The text as it is now.

    Returns
    -------
    tuple of Stretch, tuple of Stretch
        Turns and pages with their place, and those of which the words at either end are gone or
        may stand in several places.

    Examples
    --------
    >>> old = "I: Why?\n\nR: Money."
    >>> turns = Structure((Turn(0, 7, "I"), Turn(9, 18, "R")))
    >>> stored = StoredStructure("", stored_stretches(turns, old), ())
    >>> placed, lost = place_structure(stored, "I: Why?\n\nR: Money.\n\nI: Oh.")
    >>> [(one.of.start, one.of.end) for one in placed], lost
    ([(0, 7), (9, 18)], ())
    """
    placed: list[Stretch] = []
    lost: list[Stretch] = []
    for kind in (Turn, Page):
        kept, gone = _place(
            [one for one in stored.stretches if isinstance(one.of, kind)],
            [one for one in stored.unplaced if isinstance(one.of, kind)],
            text,
        )
        placed += kept
        lost += gone
    turns = tuple(one.of for one in placed if isinstance(one.of, Turn))
    pages = tuple(one.of for one in placed if isinstance(one.of, Page))
    return stored_stretches(Structure(turns, pages), text), tuple(lost)


def restructure(root: Path, corpus: CorpusFiles) -> tuple[Replaced, ...]:
    """Bring the structures of changed texts up to date.

    Parameters
    ----------
    root : Path
        The study folder.
    corpus : CorpusFiles
        The texts and structures as they lie there.

    Returns
    -------
    tuple of Replaced
        What became of each structure that was that of an earlier text.
    """
    done: list[Replaced] = []
    for document, stored in corpus.structures.items():
        digest = corpus.hashes.get(document)
        if digest is None or digest == stored.text_sha256:
            continue
        placed, lost = place_structure(stored, corpus.documents[document].text)
        write_atomic(
            root / structure_path(document), write_structure(digest, placed, lost), follow=False
        )
        done.append(Replaced(document, len(placed), tuple(one.head for one in lost)))
    return tuple(done)
