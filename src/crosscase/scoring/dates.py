"""Dates as a text gives them: a day, a month or a year, each an interval of days."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from crosscase.errors import CrosscaseError

__all__ = ["days_of", "first_day", "within"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@lru_cache(maxsize=4096)
def days_of(text: str) -> tuple[date, date]:
    """Return the first and the last day a date may mean.

    Parameters
    ----------
    text : str
        ``2012``, ``2012-07`` or ``2012-07-09``.

    Returns
    -------
    tuple of (date, date)
        First and last day, both included.

    Raises
    ------
    CrosscaseError
        When it is no such date.

    Examples
    --------
    >>> [day.isoformat() for day in days_of("2012-02")]
    ['2012-02-01', '2012-02-29']
    """
    match = _DATE.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part) if part else 0 for part in match.groups())
        first = date(year, month or 1, day or 1)
        if day:
            return first, first
        last_month = month or 12
        return first, date(year, last_month, calendar.monthrange(year, last_month)[1])
    except ValueError:
        raise CrosscaseError(
            f"found date {text!r}; allowed: a real year, month or day such as 2012, 2012-07 or "
            "2012-07-09; run `crosscase check` to see where it stands"
        ) from None


def first_day(text: str) -> date:
    """Return the first day a date may mean.

    Parameters
    ----------
    text : str
        ``2012``, ``2012-07`` or ``2012-07-09``.

    Returns
    -------
    date
        The first day.

    Examples
    --------
    >>> first_day("2012-07").isoformat()
    '2012-07-01'
    """
    return days_of(text)[0]


def within(text: str, start: str, until: str) -> bool | None:
    """Say whether a date lies in a half-open period.

    The period runs from the first day of ``start`` to the day before the first day of
    ``until``; an empty end is open.

    Parameters
    ----------
    text : str
        The date.
    start, until : str
        The ends of the period.

    Returns
    -------
    bool or None
        True when all its days lie inside, False when all lie outside, None when the date is too
        vague to tell.

    Examples
    --------
    >>> within("2011-03", "2006", "2011-09-19")
    True
    >>> within("2012", "2006", "2011-09-19")
    False
    >>> within("2011", "2006", "2011-09-19") is None
    True
    """
    earliest, latest = days_of(text)
    starts_in = not start or earliest >= first_day(start)
    ends_in = not until or latest < first_day(until)
    if starts_in and ends_in:
        return True
    overlaps = (not start or latest >= first_day(start)) and (
        not until or earliest < first_day(until)
    )
    return None if overlaps else False
