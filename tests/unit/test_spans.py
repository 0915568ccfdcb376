"""Spans of code points: anchoring, lines, case, and the one conversion at the edge."""

from __future__ import annotations

import hashlib

import pytest

from crosscase.errors import AnchorError
from crosscase.spans import (
    CONTEXT,
    Anchor,
    fold_case,
    line_of,
    line_starts,
    make_anchor,
    place_anchor,
    text_sha256,
    to_utf16,
)


def test_hash_is_that_of_the_utf8_bytes() -> None:
    assert text_sha256("é\n") == hashlib.sha256(b"\xc3\xa9\n").hexdigest()


def test_anchor_counts_code_points() -> None:
    assert make_anchor("😀é wij", 3, 6) == Anchor(3, 6, "wij", "😀é ", "")


def test_context_is_cut_at_32_code_points() -> None:
    anchor = make_anchor("a" * 40 + "X" + "b" * 40, 40, 41)
    assert (anchor.prefix, anchor.suffix) == ("a" * CONTEXT, "b" * CONTEXT)
    assert CONTEXT == 32


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 6), (5, 6)])
def test_span_must_lie_in_the_text(start: int, end: int) -> None:
    with pytest.raises(AnchorError, match="5 code points"):
        make_anchor("12345", start, end)


def test_whole_text_is_a_span() -> None:
    assert make_anchor("12345", 0, 5).quote == "12345"


class TestPlaceAnchor:
    def test_unchanged_text(self) -> None:
        anchor = make_anchor("Zij wil. Hij wil.", 13, 16)
        assert place_anchor(anchor, "Zij wil. Hij wil.") == anchor

    def test_context_decides_between_places(self) -> None:
        anchor = make_anchor("Zij wil. Hij wil.", 13, 16)
        moved = place_anchor(anchor, "Hij wil. Zij wil.")
        assert moved is not None
        assert moved.start == 4

    def test_new_context_is_that_of_the_new_text(self) -> None:
        anchor = make_anchor("oud: wil, daarna", 5, 8)
        assert place_anchor(anchor, "nieuw: wil, daarna") == Anchor(
            7, 10, "wil", "nieuw: ", ", daarna"
        )

    def test_words_that_are_gone(self) -> None:
        assert place_anchor(make_anchor("Zij wil.", 4, 7), "Zij wou.") is None

    def test_words_must_be_there_to_the_letter(self) -> None:
        assert place_anchor(make_anchor("Zij wil.", 4, 7), "Zij WIL.") is None

    def test_words_elsewhere_by_chance_are_not_these(self) -> None:
        anchor = make_anchor("De raad zei nee tegen het plan.", 12, 15)
        assert place_anchor(anchor, "Toen kwam de vraag. Het was nee, dus klaar.") is None

    @pytest.mark.parametrize(("shared", "found"), [(7, False), (8, True)])
    def test_eight_code_points_around_them_are_enough(self, shared: int, found: bool) -> None:
        context = "abcdefgh"
        old = "q" * 40 + context + "nee" + "r" * 40
        new = "s" * 40 + context[-shared:] + "nee" + "t" * 40
        anchor = make_anchor(old, 48, 51)
        assert (place_anchor(anchor, new) is not None) is found

    def test_both_sides_count_together(self) -> None:
        anchor = make_anchor("q" * 40 + "abcd" + "nee" + "efgh" + "r" * 40, 44, 47)
        moved = place_anchor(anchor, "s" * 40 + "abcd" + "nee" + "efgh" + "t" * 40)
        assert moved is not None

    def test_where_less_stands_around_them_all_of_it_must_be_shared(self) -> None:
        anchor = make_anchor("Ja, nee.", 4, 7)
        assert place_anchor(anchor, "Ja, nee. Of toch.") is not None
        assert place_anchor(anchor, "Nou ja, nee!") is None
        assert place_anchor(make_anchor("nee", 0, 3), "Zeg nee.") is not None

    @pytest.mark.parametrize(("length", "found"), [(31, False), (32, True)])
    def test_long_words_need_nothing_around_them(self, length: int, found: bool) -> None:
        quote = ("Zo kan het echt niet langer meer, " * 2)[:length]
        anchor = make_anchor("q" * 40 + quote + "r" * 40, 40, 40 + length)
        assert (place_anchor(anchor, "s" * 40 + quote + "t" * 40) is not None) is found

    def test_no_guess_between_places_that_look_alike(self) -> None:
        anchor = make_anchor("x wil y", 2, 5)
        assert place_anchor(anchor, "a wil b. a wil b.") is None

    def test_places_that_overlap_are_both_seen(self) -> None:
        assert place_anchor(make_anchor("aa", 0, 2), "aaa") is None

    def test_all_the_context_counts_on_either_side(self) -> None:
        text = "q" * 40 + " wil " + "r" * 40
        anchor = make_anchor(text, 41, 44)
        closer = "p wil " + "r" * 31 + "; " + "q" * 31 + " wil r"
        moved = place_anchor(anchor, closer)
        assert moved is not None
        # The first place shares 1 code point before and 32 after, the second 32 before and 2 after.
        assert moved.start == closer.rindex("wil")


def test_case_folds_one_to_one() -> None:
    text = "Straße İstanbul ΑΣ 😀"
    assert len(fold_case(text)) == len(text)
    assert fold_case("GEMEENTE Één") == "gemeente één"
    assert fold_case("İ") == "İ"


@pytest.mark.parametrize(
    ("text", "starts"),
    [("", [0]), ("a", [0]), ("a\n", [0, 2]), ("a\n\nb", [0, 2, 3]), ("\n", [0, 1])],
)
def test_line_starts(text: str, starts: list[int]) -> None:
    assert line_starts(text) == starts


def test_line_of_every_offset() -> None:
    starts = line_starts("ab\n\nc")
    assert [line_of(starts, offset) for offset in range(6)] == [1, 1, 1, 2, 3, 3]


def test_browsers_count_otherwise() -> None:
    text = "a😀é\uffff𝒳b"
    assert [to_utf16(text, offset) for offset in range(7)] == [0, 1, 3, 4, 5, 7, 8]
    assert to_utf16(text, len(text)) == len(text.encode("utf-16-le")) // 2
