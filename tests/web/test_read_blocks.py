"""A text in the blocks it is read in."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from crosscase.corpus import Document, Page, Turn
from crosscase.web.blocks import LONGEST, Block, divide_text
from tests.builders import document


def of(text: str, turns: tuple[Turn, ...] = (), pages: tuple[Page, ...] = ()) -> Document:
    return replace(document("d", text=text or "\n"), text=text, turns=turns, pages=pages)


def shown(block: Block) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text or piece.label) for piece in block.pieces]


def test_headings_paragraphs_numbers_and_sources_are_told_apart() -> None:
    blocks = divide_text(
        of("# Kop\n[12] Een zin. [@bron, § 1] Nog een.\nEn verder.\n\n## Tussenkop\n\nTwee.")
    )
    assert [(block.kind, block.level) for block in blocks] == [
        ("heading", 1),
        ("paragraph", 0),
        ("heading", 2),
        ("paragraph", 0),
    ]
    assert shown(blocks[0]) == [("", "Kop")]
    assert shown(blocks[1]) == [
        ("number", "[12] "),
        ("", "Een zin. "),
        ("source", "[@bron, § 1]"),
        ("", " Nog een.\nEn verder."),
    ]


def test_a_turn_begins_a_block_and_its_speaker_is_named_once() -> None:
    text = "Jan: Wij wilden wel.\nPiet: Wij niet.\n\nNog iets."
    turns = (
        Turn(0, 20, "Jan", "00:00:01", ""),
        Turn(21, 36, "Piet", "", ""),
        Turn(38, 47, "Jan", "00:01:00", ""),
    )
    first, second, third = divide_text(of(text, turns))
    assert shown(first) == [("speaker", "Jan: "), ("", "Wij wilden wel.")]
    assert (first.speaker, first.begin) == ("", "00:00:01")
    assert shown(second) == [("speaker", "Piet: "), ("", "Wij niet.")]
    assert (third.speaker, third.begin) == ("Jan", "00:01:00")


def test_pages_begin_beside_a_block_or_within_it() -> None:
    text = "Een alinea die doorloopt.\n\nEen tweede."
    pages = (Page(0, 10, "3"), Page(10, 26, "4"), Page(27, 38, "5"))
    first, second = divide_text(of(text, pages=pages))
    assert first.page == "3"
    assert shown(first) == [("", text[:10]), ("page", "4"), ("", text[10:25])]
    assert second.page == "5"


def test_a_paragraph_too_long_to_draw_is_cut_where_a_sentence_ends() -> None:
    text = "Dit is een zin van negenendertig tekens. " * 500
    blocks = divide_text(of(text))
    assert len(blocks) > 2
    assert [block.kind for block in blocks] == ["paragraph"] + ["rest"] * (len(blocks) - 1)
    assert all(block.end - block.start <= LONGEST for block in blocks)
    assert all(block.words.startswith("Dit") and block.words.endswith(".") for block in blocks)


def test_a_text_without_any_pause_is_cut_all_the_same() -> None:
    blocks = divide_text(of("x" * 20_000))
    assert "".join(block.words for block in blocks) == "x" * 20_000
    assert all(block.end - block.start <= LONGEST for block in blocks)


LINES = st.lists(
    st.sampled_from(
        [
            "# Kop",
            "###",
            "[3] Zin. [@a, § 1]",
            "A: ja",
            "",
            " ",
            "\t",
            "😀 e\u0301 לא",
            "x" * 7000,
            "#geen kop",
        ]
    ),
    max_size=8,
).map("\n".join)


@given(LINES, st.lists(st.integers(0, 200), max_size=4), st.lists(st.integers(0, 200), max_size=4))
def test_blocks_are_the_text_to_the_letter(text: str, turns: list[int], pages: list[int]) -> None:
    def stretches(starts: list[int]) -> list[tuple[int, int]]:
        kept = sorted({start for start in starts if start < len(text)})
        return list(pairwise([*kept, len(text)]))

    blocks = divide_text(
        of(
            text,
            tuple(Turn(a, b, "A") for a, b in stretches(turns)),
            tuple(Page(a, b, str(a)) for a, b in stretches(pages)),
        )
    )
    at = 0
    for block in blocks:
        assert at <= block.start < block.end
        assert not text[at : block.start].strip(" \t\n#")
        assert block.words == text[block.start : block.end]
        at = block.end
    assert not text[at:].strip(" \t\n#")
