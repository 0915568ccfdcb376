"""One voice a source group: the median of each coder, then over coders."""

from __future__ import annotations

from decimal import Decimal

import pytest

from crosscase.scoring import Scorebook, Voice
from crosscase.scoring.voices import decimal_text, middle_rank, number_median, ordinal_median
from tests.builders import build_study, code, document


@pytest.mark.parametrize(
    ("ranks", "size", "median"),
    [
        ([2], 3, 2),
        ([0, 1], 3, 1),  # half-way 0.5, up towards the middle 1
        ([1, 2], 3, 1),  # half-way 1.5, down towards the middle 1
        ([0, 2], 3, 1),  # exactly a value
        ([0, 0, 1, 2], 3, 1),
        ([3, 4], 5, 3),
        ([0, 1], 5, 1),
        ([0, 3], 5, 2),
        ([1, 4], 5, 2),
        ([0, 1], 4, 1),
        ([2, 3], 4, 2),
        ([1, 2], 4, 1),  # exactly the centre of an even scale: the lower of the two
        ([0, 3], 4, 1),
        ([0, 1], 2, 0),
        ([2, 0, 2], 3, 2),
    ],
)
def test_ordinal_median_rounds_towards_the_middle(ranks: list[int], size: int, median: int) -> None:
    assert ordinal_median(ranks, size) == median
    assert ordinal_median(ranks[::-1], size) == median


@pytest.mark.parametrize(("size", "middle"), [(1, 0), (2, 0), (3, 1), (4, 1), (5, 2)])
def test_middle_of_a_scale(size: int, middle: int) -> None:
    assert middle_rank(size) == middle


def test_number_median() -> None:
    assert number_median([Decimal(9), Decimal(1), Decimal(2)]) == 2
    assert number_median([Decimal(1), Decimal(2)]) == Decimal("1.5")


@pytest.mark.parametrize(
    ("number", "text"), [("2.50", "2.5"), ("1E+2", "100"), ("-0", "0"), ("0.1", "0.1")]
)
def test_decimal_text(number: str, text: str) -> None:
    assert decimal_text(Decimal(number)) == text


def test_a_group_has_one_voice_however_often_it_is_quoted() -> None:
    study = build_study(
        documents=[document("d1", group="mayor"), document("d2", group="mayor"), "d3"],
        codings=[
            ("d1", "a", "urgency", "present"),
            ("d1", "a", "urgency", "present"),
            ("d2", "a", "urgency", "present"),
            ("d3", "a", "urgency", "partial"),
        ],
    )
    score = Scorebook(study).score("a", "urgency")
    assert score.voices == (
        Voice("d3", "partial", ("k4",)),
        Voice("mayor", "present", ("k1", "k2", "k3")),
    )
    assert score.value == "partial"  # median of present and partial, towards the middle


def test_a_coder_who_codes_more_weighs_no_more() -> None:
    study = build_study(
        documents=["d1"],
        codings=[
            ("d1", "a", "urgency", "absent", {"coder": "c1"}),
            ("d1", "a", "urgency", "absent", {"coder": "c1"}),
            ("d1", "a", "urgency", "absent", {"coder": "c1"}),
            ("d1", "a", "urgency", "present", {"coder": "c2"}),
        ],
    )
    score = Scorebook(study).score("a", "urgency")
    assert score.voices == (Voice("d1", "partial", ("k1", "k2", "k3", "k4")),)
    assert (score.state, score.value) == ("scored", "partial")
    assert score.codings_for == ()
    assert score.codings_against == ("k1", "k2", "k3", "k4")


def test_coder_medians_round_before_the_group_does() -> None:
    # c1: very-poor and poor → poor; c2: good; c3: very-good. Median of poor, good, very-good.
    study = build_study(
        codes=[code("cost", "standing")],
        codings=[
            ("d1", "a", "cost", "very-poor"),
            ("d1", "a", "cost", "poor"),
            ("d1", "a", "cost", "good", {"coder": "c2"}),
            ("d1", "a", "cost", "very-good", {"coder": "c3"}),
        ],
    )
    assert Scorebook(study).score("a", "cost").value == "good"


def test_a_group_that_contradicts_itself_on_a_nominal_scale_has_two_voices() -> None:
    study = build_study(
        codes=[code("pilot", "yes-no")],
        codings=[
            ("d1", "a", "pilot", "yes"),
            ("d1", "a", "pilot", "no"),
            ("d1", "a", "pilot", "yes"),
        ],
    )
    score = Scorebook(study).score("a", "pilot")
    assert score.voices == (Voice("d1", "no", ("k2",)), Voice("d1", "yes", ("k1", "k3")))
    assert score.groups == ("d1",)
    assert (score.state, score.value, score.values) == ("contested", "", ("no", "yes"))


def test_number_voices() -> None:
    # d1: c1 says 1 and 3 → 2, c2 says 5 → 3.5; d2: 4. Median of 3.5 and 4.
    study = build_study(
        codes=[code("talks", "years")],
        codings=[
            ("d1", "a", "talks", "1"),
            ("d1", "a", "talks", "3"),
            ("d1", "a", "talks", "5", {"coder": "c2"}),
            ("d2", "a", "talks", "4.0"),
        ],
    )
    score = Scorebook(study).score("a", "talks")
    assert [voice.value for voice in score.voices] == ["3.5", "4"]
    assert (score.state, score.value, score.values) == ("scored", "3.75", ("3.75",))
    assert (score.low, score.high) == ("", "")
