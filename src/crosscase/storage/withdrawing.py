"""Taking codings back: an event that answers the last of each, nothing is erased."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from crosscase.storage.opened import OpenStudy

__all__ = ["withdraw_codings"]


def withdraw_codings(root: Path | str, coder: str, ids: Sequence[str]) -> tuple[str, ...]:
    """Take codings back as they are at that moment; all of them or none.

    Parameters
    ----------
    root : Path or str
        The study folder.
    coder : str
        Whose codings they are; no coder takes back what another coded.
    ids : sequence of str
        Ids of live codings.

    Returns
    -------
    tuple of str
        Ids of the events that take them back.

    Raises
    ------
    UsageError
        When an id is not that of a live coding of the coder.
    """
    return OpenStudy(root).withdraw_codings(coder, ids)
