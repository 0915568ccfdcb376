"""Which codes occur together, counted by hand."""

from __future__ import annotations

import math

import pytest

from crosscase.corpus import Document
from crosscase.errors import UsageError
from crosscase.network import Pair, find_pairs, find_windows, pair_frame, strongest_pairs
from crosscase.scoring import Scorebook, Selection
from tests.builders import decision
from tests.unit.network.example import make_book, make_study


def pair_of(book: Scorebook, within: str, first: str, second: str) -> Pair:
    (found,) = (
        one for one in find_pairs(book, within) if (one.first, one.second) == (first, second)
    )
    return found


def urgency_conflict(book: Scorebook, within: str = "passage") -> Pair:
    return pair_of(book, within, "urgency", "conflict")


def test_passages_that_have_both_and_how_many_were_to_be_expected() -> None:
    pair = urgency_conflict(make_book())
    assert (pair.both, pair.read, pair.of_first, pair.of_second, pair.of_both) == (2, 10, 3, 3, 2)
    assert pair.expected == pytest.approx(0.9)
    assert pair.association == pytest.approx(2 / 0.9)
    assert pair.shrunken == pytest.approx(2.5 / 1.4)
    assert pair.codings == ("k2", "k3", "k4", "k5")
    assert pair.groups == ("mayor",)


def test_documents_have_both_wherever_in_them() -> None:
    pair = urgency_conflict(make_book(), "document")
    assert (pair.both, pair.read, pair.of_first, pair.of_second) == (1, 2, 1, 2)
    assert pair.association == 1
    assert pair.codings == ("k1", "k2", "k3", "k4", "k5")


def test_units_have_what_is_coded_on_them_and_not_what_is_coded_on_others() -> None:
    # Urgency and conflict are coded on a and on b, and neither on their case.
    pair = urgency_conflict(make_book(), "unit")
    assert (pair.both, pair.read, pair.of_first, pair.of_second) == (2, 3, 2, 2)
    assert pair.association == pytest.approx(2 / (2 * 2 / 3))


def test_a_code_for_cases_and_one_for_parties_can_share_no_unit() -> None:
    pair = pair_of(make_book(), "unit", "urgency", "form")
    assert (pair.both, pair.read) == (0, 1)
    assert math.isnan(pair.association)  # of the one unit form is for, urgency has no coding


def test_sentences_are_given_as_spans() -> None:
    def sentences(document: Document) -> list[tuple[int, int]]:
        starts = [i for i, letter in enumerate(document.text) if letter == "Z"]
        return [(start, document.text.index(".", start) + 1) for start in starts]

    # The second sentence of passage 1 has both, the first has urgency alone.
    text = make_study().documents["d1"].text
    second = text.index("Zin twee.")
    more = ("d1", "a", "conflict", "present", {"start": second, "end": second + 8})
    book = make_book(more)
    pair = pair_of_sentences(book, sentences)
    assert (pair.both, pair.read, pair.of_first, pair.of_second) == (5, 20, 6, 7)
    assert urgency_conflict(book).both == 3


def pair_of_sentences(book: Scorebook, sentences: object) -> Pair:
    return find_pairs(book, "sentence", sentences=sentences)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("spans", [[(5, 3)], [(0, 5), (4, 8)], [(0, 10_000)], [(-1, 4)]])
def test_sentences_that_are_no_division_of_the_text_are_refused(
    spans: list[tuple[int, int]],
) -> None:
    with pytest.raises(UsageError, match=r"sentences of d1: found .* allowed: spans in the order"):
        find_windows(make_book(), "sentence", sentences=lambda _: spans)


def test_unknown_windows_and_sentences_without_spans_are_refused() -> None:
    with pytest.raises(UsageError, match="allowed: sentence, passage, document, unit"):
        find_pairs(make_book(), "page")
    with pytest.raises(UsageError, match="sentences without what divides a text"):
        find_pairs(make_book(), "sentence")


def test_a_second_coder_who_marks_the_same_adds_nothing_but_a_coding() -> None:
    again = ("d1", "a", "urgency", "partial", {"passage": 2, "coder": "c2"})
    before, after = urgency_conflict(make_book()), urgency_conflict(make_book(again))
    assert (after.both, after.of_first, after.read) == (before.both, before.of_first, 10)
    assert {*after.codings} == {*before.codings, "k8"}


def test_what_does_not_count_for_scores_does_not_count_here() -> None:
    extra = ("d2", "a", "urgency", "present", {"passage": 1})
    assert urgency_conflict(make_book(extra)).both == 3
    for fields in (
        {"coders": {"c1": True, "c2": False}},
        {"unplaced": ["k8"]},
    ):
        one = (*extra[:4], {"passage": 1, "coder": "c2"}) if "coders" in fields else extra
        assert urgency_conflict(make_book(one, **fields)).both == 2
    for selection in (
        Selection(without_codings=frozenset({"k8"})),
        Selection(without_groups=frozenset({"d2"})),
        Selection(without_documents=frozenset({"d2"})),
    ):
        assert urgency_conflict(make_book(extra, selection=selection)).both == 2


def test_a_coding_that_a_decision_sets_aside_does_not_count() -> None:
    other = ("d2", "a", "urgency", "present", {"passage": 1, "coder": "c2"})
    settled = decision("x1", "k8")
    assert urgency_conflict(make_book(other)).both == 3
    assert urgency_conflict(make_book(other, decisions=[settled])).both == 2


def test_not_applicable_says_nothing_of_the_code() -> None:
    extra = ("d2", "a", "urgency", "n/a", {"passage": 1, "memo": "no dealings"})
    assert urgency_conflict(make_book(extra)).both == 2


def test_words_in_no_passage_are_in_the_document_alone() -> None:
    heading = ("d2", "a", "urgency", "present", {"start": 0, "end": 5})
    book = make_book(heading)
    assert urgency_conflict(book).both == 2
    assert urgency_conflict(book, "document").both == 2


def test_words_over_two_passages_are_in_both() -> None:
    spans = make_study().passages["d2"]
    wide = ("d2", "a", "urgency", "present", {"start": spans[0].start, "end": spans[1].end})
    assert urgency_conflict(make_book(wide)).of_first == 5


def test_without_reading_there_are_counts_and_no_measure() -> None:
    pair = urgency_conflict(make_book(read=False))
    assert (pair.both, pair.read) == (2, 0)
    assert math.isnan(pair.expected) and math.isnan(pair.association) and math.isnan(pair.shrunken)


def test_the_measure_follows_from_what_was_read_for_both() -> None:
    # d2 was read for urgency only: it says nothing of how often the two are together.
    cover = [("c1", "d1"), ("c1", "d2", "urgency")]
    pair = urgency_conflict(make_book(coverage=cover))
    assert (pair.both, pair.read, pair.of_first, pair.of_second, pair.of_both) == (2, 5, 3, 2, 2)


def test_one_passage_of_two_rare_codes_is_drawn_towards_one() -> None:
    rare = Pair("x", "y", 1, (), (), 500, 1, 1, 1)
    often = Pair("x", "z", 12, (), (), 500, 30, 40, 12)
    assert rare.association == 500 > often.association
    assert rare.shrunken == pytest.approx(1.5 / 0.502)
    assert often.shrunken == pytest.approx(12.5 / 2.9)
    assert strongest_pairs([rare, often]) == (often, rare)


def test_the_strongest_are_chosen_with_those_that_tie_and_the_undefined_last() -> None:
    one = Pair("a", "b", 3, (), ("g1", "g2"), 10, 5, 5, 3)
    same = Pair("c", "d", 3, (), ("g1",), 10, 5, 5, 3)
    weaker = Pair("e", "f", 2, (), ("g1", "g2"), 10, 5, 5, 2)
    unread = Pair("g", "h", 9, (), ("g1", "g2"), 0, 0, 0, 0)
    never = Pair("i", "j", 0, (), (), 10, 5, 5, 0)
    pairs = [never, unread, weaker, one, same]
    assert strongest_pairs(pairs) == (one, same, weaker, unread)
    assert strongest_pairs(pairs, most=1) == (one, same)
    assert strongest_pairs(pairs, groups=2) == (one, weaker, unread)
    assert strongest_pairs(pairs, least=3) == (one, same, unread)
    assert strongest_pairs(pairs, least=0) == (one, same, weaker, never, unread)


def test_the_frame_names_both_codes_and_is_empty_where_undefined() -> None:
    book = make_book(read=False)
    row = pair_frame(book.study, find_pairs(book, "passage"), language="en").iloc[0]
    assert (row["first_label"], row["second_label"], row["both"]) == ("urgency", "conflict", 2)
    assert row["codings"] == "k2;k3;k4;k5"
    assert math.isnan(row["association"])
