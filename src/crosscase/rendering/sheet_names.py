"""Names of the sheets of a workbook: legal in Excel, unique, and close to the ids."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["name_sheets"]

_LONGEST = 31
_ILLEGAL = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f]")
_RESERVED = {"history"}


def _shorten(text: str, units: int) -> str:
    """Return as much of a text as fits in so many UTF-16 units."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", errors="ignore")


def name_sheets(wanted: Iterable[str]) -> tuple[str, ...]:
    """Give every sheet a name.

    Parameters
    ----------
    wanted : iterable of str
        The names one would like, in order.

    Returns
    -------
    tuple of str
        The same where Excel allows it; else without what it forbids, shortened to 31 characters,
        and with a number where the name was given before.

    Examples
    --------
    >>> name_sheets(["8.1", "a/b", "A-B", ""])
    ('8.1', 'a-b', 'A-B (2)', '-')
    """
    given: list[str] = []
    taken = set(_RESERVED)
    for name in wanted:
        clean = _ILLEGAL.sub("-", name)
        clean = re.sub(r"^'|'$", "-", _shorten(clean, _LONGEST).strip()) or "-"
        found, count = clean, 1
        while found.lower() in taken:
            count += 1
            ending = f" ({count})"
            found = _shorten(clean, _LONGEST - len(ending)).rstrip() + ending
        taken.add(found.lower())
        given.append(found)
    return tuple(given)
