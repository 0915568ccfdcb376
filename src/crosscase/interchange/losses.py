"""What a file of another program cannot carry: listed, counted, never dropped in silence."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from io import StringIO

__all__ = ["Loss", "count_losses", "write_losses"]


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """One thing that does not get across.

    Parameters
    ----------
    thing : str
        What kind of thing, such as ``link``.
    name : str
        Which one.
    where : str
        Where it stood.
    why : str
        Why it cannot be carried, and what becomes of it.
    content : str
        Its words, so that a person can still read them.
    """

    thing: str
    name: str
    where: str
    why: str
    content: str = ""


def write_losses(losses: Iterable[Loss]) -> str:
    """Return losses as CSV.

    Parameters
    ----------
    losses : iterable of Loss
        Any.

    Returns
    -------
    str
        A header and a line for each, sorted.

    Examples
    --------
    >>> print(write_losses([Loss("link", "a–b", "project", "there are no links")]), end="")
    thing,name,where,why,content
    link,a–b,project,there are no links,
    """
    written = StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(field.name for field in fields(Loss))
    rows.writerows(astuple(loss) for loss in sorted(losses))
    return written.getvalue()


def count_losses(losses: Iterable[Loss]) -> str:
    """Return how many losses there are of each kind of thing.

    Parameters
    ----------
    losses : iterable of Loss
        Any.

    Returns
    -------
    str
        Counts joined by commas, the most first; empty when there are none.

    Examples
    --------
    >>> links = [Loss("link", name, "", "") for name in "ab"]
    >>> count_losses([Loss("set", "", "", ""), *links])
    'link: 2, set: 1'
    """
    counted = Counter(loss.thing for loss in losses)
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{thing}: {count}" for thing, count in ordered)
