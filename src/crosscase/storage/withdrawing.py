"""Taking codings back: an event that answers the last of each, nothing is erased."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from crosscase.errors import UsageError
from crosscase.storage.appending import append_events
from crosscase.storage.loading import load
from crosscase.storage.making import make_withdraw

__all__ = ["withdraw_codings"]


def withdraw_codings(root: Path | str, coder: str, ids: Sequence[str]) -> tuple[str, ...]:
    """Take codings back; all of them or none.

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
    study = load(root, strict=False)
    wrong = [id for id in ids if id not in study.codings or study.codings[id].coder != coder]
    if wrong:
        raise UsageError(
            f"{', '.join(wrong)}: no live coding of {coder} has this id; "
            "`crosscase scores --format json` and `crosscase find WORDS` give ids"
        )
    events = [make_withdraw(study.codings[id]) for id in dict.fromkeys(ids)]
    append_events(root, coder, events)
    return tuple(event.id for event in events)
