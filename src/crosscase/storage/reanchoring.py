"""Finding the words of codings again after a text has changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from crosscase.coding import Coding, Event
from crosscase.errors import StudyError
from crosscase.spans import place_anchor
from crosscase.storage.appending import append_events
from crosscase.storage.catalogue_file import MENDED, set_hashes
from crosscase.storage.loading import Contents, errors_of, read_folder
from crosscase.storage.making import make_move
from crosscase.storage.restructuring import Replaced, restructure

__all__ = ["ReanchorResult", "catalogue", "reanchor"]


@dataclass(frozen=True, slots=True)
class ReanchorResult:
    """What became of codings of changed texts.

    Parameters
    ----------
    moved : tuple of str
        Ids of codings that were found again.
    unplaced : tuple of str
        Ids of codings whose words are gone, or stand in several places that look alike. They
        are kept and left out of scores.
    documents : tuple of str
        Ids of the documents whose hash in the catalogue was filled in or brought up to date.
    torn : tuple of str
        Files to which broken last lines were moved aside.
    structures : tuple of Replaced
        What became of the turns and pages of changed texts.
    """

    moved: tuple[str, ...]
    unplaced: tuple[str, ...]
    documents: tuple[str, ...]
    torn: tuple[str, ...] = ()
    structures: tuple[Replaced, ...] = ()


def _refuse_errors(contents: Contents) -> None:
    errors = errors_of(contents.study.problems)
    others = [problem for problem in errors if problem.rule not in MENDED]
    if others:
        raise StudyError(others)


def _moves(contents: Contents) -> tuple[list[tuple[Coding, Event]], list[str]]:
    study, hashes = contents.study, contents.background.corpus.hashes
    moves: list[tuple[Coding, Event]] = []
    unplaced: list[str] = []
    for coding in study.coding_state.codings:
        if coding.id not in study.unplaced:
            continue
        anchor = place_anchor(coding.anchor, study.documents[coding.document].text)
        if anchor is None:
            unplaced.append(coding.id)
        else:
            moves.append((coding, make_move(coding, anchor, hashes[coding.document])))
    return moves, unplaced


def reanchor(root: Path | str) -> ReanchorResult:
    """Bring a study up to date with texts that were meant to change.

    Each coding of a changed text is looked up by its words and the words around it; where it is
    found a ``move`` event is appended to its coder's file. Then the hashes of the texts in
    ``corpus/documents.yaml`` are brought up to date, by replacing only the old hash; a missing
    hash is filled in. Turns and pages are looked up by their words as well. Codings come first:
    when this breaks off half-way, doing it again finishes it. What a coder stated to have covered
    is of the old text, and is not covered any more until stated anew.

    Parameters
    ----------
    root : Path or str
        The study folder.

    Returns
    -------
    ReanchorResult
        What was moved, what could not be, and which documents have a new hash.

    Raises
    ------
    StudyError
        When the study has other errors than changed texts; these come first.
    """
    root = Path(root)
    contents = read_folder(root)
    _refuse_errors(contents)
    moves, unplaced = _moves(contents)
    torn: list[str] = []
    for coder in sorted({coding.coder for coding, _ in moves}):
        appended = append_events(
            root, coder, [event for coding, event in moves if coding.coder == coder]
        )
        torn += [appended.torn] if appended.torn else []
    corpus = contents.background.corpus
    changed = {
        document.id: corpus.hashes[document.id]
        for document in corpus.documents.values()
        if document.sha256 != corpus.hashes[document.id]
    }
    structures = restructure(root, corpus)
    set_hashes(root, changed)
    moved = tuple(coding.id for coding, _ in moves)
    return ReanchorResult(moved, tuple(unplaced), tuple(changed), tuple(torn), structures)


def catalogue(root: Path | str) -> tuple[str, ...]:
    """Fill in the hashes that documents in the catalogue lack.

    A researcher writes the entry of a document by hand and leaves ``sha256`` out; this computes
    it. Hashes that are there are left alone, and so are texts that cannot stay as they are.

    Parameters
    ----------
    root : Path or str
        The study folder.

    Returns
    -------
    tuple of str
        Ids of the documents whose hash was filled in.
    """
    root = Path(root)
    corpus = read_folder(root).background.corpus
    missing = {
        document.id: corpus.hashes[document.id]
        for document in corpus.documents.values()
        if not document.sha256
        and document.id in corpus.hashes
        and document.id not in corpus.unclean
    }
    set_hashes(root, missing)
    return tuple(missing)
