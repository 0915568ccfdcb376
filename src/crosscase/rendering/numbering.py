"""The numbers of captions: as declared where an id is a number, else counted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Number", "number_tables", "split_number"]

_NUMBER = re.compile(r"((?:[A-Za-z][.-]?)?(?:\d+[.-])*0*?)(0|[1-9]\d{0,8})([A-Za-z]?)")


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a caption, in the parts that a word processor counts and those it does not.

    Parameters
    ----------
    before : str
        What stands before the part that is counted, such as ``8.``.
    count : int
        The part that is counted.
    after : str
        What stands behind it, such as ``a``.
    set : bool
        Whether the count is set here, whatever came before; else it is one more than that.
    """

    before: str
    count: int
    after: str
    set: bool

    def __str__(self) -> str:
        return f"{self.before}{self.count}{self.after}"


def split_number(id: str) -> Number | None:
    """Read a number in the id of a table.

    Parameters
    ----------
    id : str
        The id.

    Returns
    -------
    Number or None
        None when the id is a name.

    Examples
    --------
    >>> split_number("8.10")
    Number(before='8.', count=10, after='', set=True)
    >>> split_number("sources") is None
    True
    """
    found = _NUMBER.fullmatch(id)
    return Number(found[1], int(found[2]), found[3], set=True) if found else None


def number_tables(ids: Iterable[str]) -> tuple[Number, ...]:
    """Give the tables of one document their numbers.

    Parameters
    ----------
    ids : iterable of str
        Their ids, in the order of the document.

    Returns
    -------
    tuple of Number
        What a table declares is kept. Tables with a name are counted among themselves, from one
        on, or from the highest whole number that another declares.

    Examples
    --------
    >>> [str(number) for number in number_tables(["8.1", "sources", "8.2", "verdicts"])]
    ['8.1', '1', '8.2', '2']
    """
    declared = [split_number(id) for id in ids]
    last = max((one.count for one in declared if one and str(one).isdigit()), default=0)
    numbers: list[Number] = []
    before = 0
    for one in declared:
        if one is None:
            last += 1
            one = Number("", last, "", set=before != last - 1)
        before = one.count
        numbers.append(one)
    return tuple(numbers)
