"""Structures: quick reading takes nothing that thorough reading refuses; turns move with words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crosscase.corpus import Page, Turn
from crosscase.spans import text_sha256
from crosscase.storage import Structure, stored_stretches, write_structure
from crosscase.storage.findings import Findings
from crosscase.storage.restructuring import place_structure
from crosscase.storage.structure_file import _read_with_places
from crosscase.storage.structure_quick import read_quickly
from crosscase.storage.structure_records import StoredStructure

WORDS = st.text("abc é😀\n", min_size=1, max_size=60).filter(str.strip)
PARTS = st.lists(st.tuples(st.sampled_from(["I", "R"]), WORDS), min_size=1, max_size=8)


def build(parts: list[tuple[str, str]]) -> tuple[str, Structure]:
    text, turns = "", []
    for speaker, words in parts:
        said = f"{speaker}: {words}"
        turns.append(Turn(len(text), len(text) + len(said), speaker, "00:00:01.000"))
        text += f"{said}\n\n"
    return text, Structure(tuple(turns), (Page(0, len(text) - 2, "1"),))


@given(PARTS)
def test_what_is_written_is_read_both_ways(parts: list[tuple[str, str]]) -> None:
    text, structure = build(parts)
    data = write_structure(text_sha256(text), stored_stretches(structure, text)).encode()
    quick, findings = read_quickly(data, text), Findings()
    assert quick is not None
    assert quick.structure == structure
    assert _read_with_places(data, "s.json", text, findings) == quick
    assert findings.problems == []


@given(
    PARTS, st.integers(0, 2000), st.integers(0, 3), st.text('0123456789{}[]",:-aé\\', max_size=4)
)
def test_quick_reading_takes_nothing_that_is_wrong(
    parts: list[tuple[str, str]], at: int, cut: int, new: str
) -> None:
    text, structure = build(parts)
    held = write_structure(text_sha256(text), stored_stretches(structure, text))
    at %= len(held)
    data = (held[:at] + new + held[at + cut :]).encode()
    quick, findings = read_quickly(data, text), Findings()
    thorough = _read_with_places(data, "s.json", text, findings)
    if quick is not None:
        assert (thorough, findings.problems) == (quick, [])


@given(PARTS, WORDS)
def test_words_before_a_text_move_every_turn_or_none_is_lost_in_silence(
    parts: list[tuple[str, str]], words: str
) -> None:
    text, structure = build(parts)
    stored = StoredStructure(text_sha256(text), stored_stretches(structure, text), ())
    new = f"{words}\n\n{text}"
    placed, lost = place_structure(stored, new)
    assert len(placed) + len(lost) == len(stored.stretches)
    assert {one.of for one in lost} <= {one.of for one in stored.stretches}
    for kind in (Turn, Page):
        at = 0
        for one in (one for one in placed if isinstance(one.of, kind)):
            assert at <= one.of.start < one.of.end <= len(new)
            assert new[one.of.start : one.of.end].startswith(one.head)
            at = one.of.end
