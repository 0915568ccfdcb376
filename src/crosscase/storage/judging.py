"""Deciding on suggestions: accepting, correcting, rejecting, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from crosscase.storage.judging_events import Claim
from crosscase.storage.opened import OpenStudy

__all__ = ["code_suggestions", "reject_suggestions", "undo_suggestions"]


def code_suggestions(
    root: Path | str,
    coder: str,
    ids: Sequence[str],
    claim: Claim | None = None,
    *,
    correct: bool = False,
    more: bool = False,
) -> tuple[str, ...]:
    """Make codings of suggestions, as proposed or corrected; of all of them or of none.

    Parameters
    ----------
    root : Path or str
        The study folder.
    coder : str
        Who decides; the codings are theirs.
    ids : sequence of str
        Ids of suggestions.
    claim : Claim, optional
        What the suggestions leave open, and, when correcting, what is otherwise.
    correct : bool
        Whether anything may be otherwise than proposed.
    more : bool
        Whether to code also what the coder has coded already, by themselves or of the same
        suggestion: what is said of two parties is coded once for each.

    Returns
    -------
    tuple of str
        Ids of the new codings.

    Raises
    ------
    StudyError
        With everything that stands in the way; nothing is added then.
    UsageError
        When an id is not that of a suggestion, or nothing is corrected.
    """
    return OpenStudy(root).code_suggestions(coder, ids, claim, correct=correct, more=more)


def reject_suggestions(
    root: Path | str, coder: str, ids: Sequence[str], *, memo: str = ""
) -> tuple[str, ...]:
    """Reject suggestions, in the coder's own file, so that no later run brings them back.

    Parameters
    ----------
    root : Path or str
        The study folder.
    coder : str
        Who rejects them.
    ids : sequence of str
        Ids of suggestions; all are rejected or none.
    memo : str
        Why; may be empty.

    Returns
    -------
    tuple of str
        Ids of the events that say so.

    Raises
    ------
    StudyError
        When a suggestion is outdated, or the coder has accepted, corrected or rejected it.
    UsageError
        When an id is not that of a suggestion.
    """
    return OpenStudy(root).reject_suggestions(coder, ids, memo=memo)


def undo_suggestions(root: Path | str, coder: str, ids: Sequence[str]) -> tuple[str, ...]:
    """Take back what a coder decided on suggestions: the codings made of them, the rejections.

    Parameters
    ----------
    root : Path or str
        The study folder.
    coder : str
        Whose decisions they are.
    ids : sequence of str
        Ids of suggestions, as they are or as they were when decided on.

    Returns
    -------
    tuple of str
        Ids of the events that take them back.

    Raises
    ------
    UsageError
        When the coder has decided nothing on one of them.
    """
    return OpenStudy(root).undo_suggestions(coder, ids)
