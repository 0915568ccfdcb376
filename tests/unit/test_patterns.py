"""Patterns as people write them."""

from __future__ import annotations

import pytest

from crosscase.patterns import Gap, Pattern, PatternError, Word, parse_pattern


def test_words_wildcards_and_lemmas() -> None:
    assert parse_pattern("geen samenwerk* *werking *werk* ~moeten") == (
        (
            Word("geen"),
            Word("samenwerk", open_end=True),
            Word("werking", open_start=True),
            Word("werk", open_start=True, open_end=True),
            Word("moeten", lemma=True),
        ),
    )


@pytest.mark.parametrize(("text", "largest"), [("…", 3), ("...", 3), ("…6", 6), ("...12", 12)])
def test_gaps_say_how_large_they_may_be(text: str, largest: int) -> None:
    assert parse_pattern(f"geen {text} keus")[0][1] == Gap(largest)


def test_alternatives_are_combined_and_may_be_empty() -> None:
    found = parse_pattern("(beide|alle twee) (grote|) gemeenten")
    words = [" ".join(one.text for one in seq if isinstance(one, Word)) for seq in found]
    assert words == [
        "beide grote gemeenten",
        "beide gemeenten",
        "alle twee grote gemeenten",
        "alle twee gemeenten",
    ]


def test_alternatives_that_come_to_the_same_count_once() -> None:
    assert len(parse_pattern("(a|a) b")) == 1


@pytest.mark.parametrize(
    "text", ["", " ", "*", "~", "~*", "**", "…", "a …", "… a", "a …0 b", "(a|)", "((a|b)|c)", "a|b"]
)
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(PatternError, match="allowed:"):
        parse_pattern(text)


def test_tokens_have_a_name_to_read() -> None:
    pattern = Pattern(tokens=({"LOWER": "raad"}, {"IS_DIGIT": True, "OP": "?"}))
    assert pattern.name == "{LOWER: raad} {IS_DIGIT: True, OP: ?}"
    assert pattern.sequences == ()
