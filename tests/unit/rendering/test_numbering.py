from __future__ import annotations

import pytest

from crosscase.rendering.layout import Measure, spread_columns
from crosscase.rendering.numbering import number_tables, split_number


@pytest.mark.parametrize(
    ("id", "parts"),
    [
        ("8.1", ("8.", 1, "")),
        ("8.10", ("8.", 10, "")),
        ("8.01", ("8.0", 1, "")),
        ("8.0", ("8.", 0, "")),
        ("12", ("", 12, "")),
        ("a.3", ("a.", 3, "")),
        ("8.1b", ("8.", 1, "b")),
        ("2012-07", ("2012-0", 7, "")),
    ],
)
def test_a_number_is_read_and_written_as_it_was(id: str, parts: tuple[str, int, str]) -> None:
    number = split_number(id)
    assert number is not None
    assert (number.before, number.count, number.after) == parts
    assert str(number) == id


@pytest.mark.parametrize("id", ["sources", "h2-motives", "verdicts", "8.x", "", "9" * 40])
def test_a_name_is_no_number(id: str) -> None:
    assert split_number(id) is None


def test_names_are_counted_behind_whole_numbers_that_are_declared() -> None:
    numbers = number_tables(["one", "2", "two", "8.7", "three"])
    assert [str(number) for number in numbers] == ["3", "2", "4", "8.7", "5"]
    assert len({str(number) for number in numbers}) == 5


def test_columns_without_words_share_the_width() -> None:
    assert sum(spread_columns([Measure(0, 0, False)] * 7, 40)) == pytest.approx(1)
    assert spread_columns([Measure(0, 0, False)], 40) == (1,)
