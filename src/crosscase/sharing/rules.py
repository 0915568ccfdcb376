"""What a rewriting does to each kind of thing in a study."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from crosscase.sharing.edits import Edit
from crosscase.study import Study

__all__ = ["Rules", "condense_offsets", "keep"]


def keep(text: str) -> str:
    """Return a text as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Rules:
    """What becomes of the texts, words, ids and hashes of a study.

    Parameters
    ----------
    text : callable
        The text of a document → the edits to it.
    words : callable
        Any other free text → what it becomes.
    memo : callable
        A memo → what it becomes; an empty one is no memo.
    rename : callable
        An id → its new name.
    rename_file : callable
        The name of a file → its new name.
    quote : callable
        A quote whose text is not there any more → what it becomes.
    speaker : callable
        A speaker → the new name.
    actor : callable
        Who within a party a coding is about → the new name.
    pattern : callable
        A pattern of a code, or a word of one, however it is written → what it becomes.
    rule : callable
        The patterns that made a suggestion → what they become.
    seal : callable
        A hash of something that does not go along → another one that says nothing of it.
    same_places : bool
        Whether edits leave every offset what it was.
    hide_offsets : bool
        Whether offsets in publications keep their order only.
    """

    text: Callable[[str], tuple[Edit, ...]]
    words: Callable[[str], str]
    memo: Callable[[str], str]
    rename: Callable[[str], str] = keep
    rename_file: Callable[[str], str] = keep
    quote: Callable[[str], str] = keep
    speaker: Callable[[str], str] = keep
    actor: Callable[[str], str] = keep
    pattern: Callable[[str], str] = keep
    rule: Callable[[str], str] = keep
    seal: Callable[[str], str] = keep
    same_places: bool = False
    hide_offsets: bool = False


def _ranks(offsets: Iterable[int]) -> dict[int, int]:
    return {offset: rank for rank, offset in enumerate(sorted(set(offsets)))}


def condense_offsets(study: Study) -> Mapping[str, Mapping[int, int]]:
    """Return for each source its offsets by rank.

    Which ranges overlap, and in what order they stand, stays what it was; where in the
    publication they are, and how long it is, is not said any more.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    mapping
        Source id → offset → rank.
    """
    found: dict[str, Mapping[int, int]] = {}
    for source in study.sources.values():
        offsets = [0, source.length]
        offsets += [offset for pair in source.covered for offset in pair]
        offsets += [offset for one in source.excluded for offset in (one.start, one.end)]
        for rows in (study.origins, study.left_out):
            offsets += [
                offset for row in rows if row.source == source.id for offset in (row.start, row.end)
            ]
        found[source.id] = _ranks(offsets)
    return found
