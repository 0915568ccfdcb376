"""Dates are intervals of days."""

from __future__ import annotations

import pytest

from crosscase.errors import CrosscaseError
from crosscase.scoring.dates import days_of, first_day, within


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2012", "2012-01-01", "2012-12-31"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2011-02", "2011-02-01", "2011-02-28"),
        ("2012-12", "2012-12-01", "2012-12-31"),
        ("2012-07-09", "2012-07-09", "2012-07-09"),
    ],
)
def test_a_date_is_the_days_it_may_mean(text: str, first: str, last: str) -> None:
    assert [day.isoformat() for day in days_of(text)] == [first, last]
    assert first_day(text).isoformat() == first


@pytest.mark.parametrize("text", ["", "12", "2012-13", "2011-02-29", "2012-7", "July 2012", "0000"])
def test_no_date_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(CrosscaseError, match=r"allowed: a real year, month or day"):
        days_of(text)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("2006", True),
        ("2006-01-01", True),
        ("2005-12-31", False),
        ("2011-09-18", True),
        ("2011-09-19", False),  # half-open: the last day is the day before
        ("2011-08", True),
        ("2011-09", None),
        ("2011", None),
        ("2012", False),
        ("2005", False),
    ],
)
def test_a_period_is_half_open(text: str, inside: bool | None) -> None:
    assert within(text, "2006", "2011-09-19") is inside


def test_an_empty_end_is_open() -> None:
    assert within("1950", "", "2006") is True
    assert within("2050", "2006", "") is True
    assert within("2005", "2006", "") is False
    assert within("2012", "", "") is True


def test_a_date_that_holds_the_whole_period_is_too_vague() -> None:
    assert within("2012", "2012-03", "2012-04") is None
