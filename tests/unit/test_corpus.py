"""Texts divided into passages, and the passage at an offset."""

from __future__ import annotations

import pytest

from crosscase.corpus import find_passages, passage_at


def divided(text: str) -> list[tuple[str, str]]:
    return [(p.number, text[p.start : p.end]) for p in find_passages("d", text)]


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("", []),
        ("\n \n\t\n", []),
        ("# Kop\n\n[7] Een.\n\nTwee.\n", [("7", "[7] Een."), ("p2", "Twee.")]),
        ("Een\nregel.\n\n\nTwee.", [("p1", "Een\nregel."), ("p2", "Twee.")]),
        ("# Kop\nDit is de tekst.\n", [("p1", "Dit is de tekst.")]),
        ("Een.\n## Kop\n[2] Twee.", [("p1", "Een."), ("2", "[2] Twee.")]),
        ("# Kop\n###### Kop\nEen.", [("p1", "Een.")]),
        ("#woord vooraan.\n\n#\n", [("p1", "#woord vooraan."), ("p2", "#")]),
        ("####### Zeven.", [("p1", "####### Zeven.")]),
        ("Een # Kop\n", [("p1", "Een # Kop")]),
        ("Een.\n   \nTwee.\n\u00a0\t\nDrie.", [("p1", "Een."), ("p2", "Twee."), ("p3", "Drie.")]),
        ("  Een.\n  twee  \n", [("p1", "  Een.\n  twee  ")]),
    ],
)
def test_paragraphs_are_divided_by_blank_lines_and_headings(
    text: str, passages: list[tuple[str, str]]
) -> None:
    assert divided(text) == passages


def test_a_long_blank_line_takes_no_long_time() -> None:
    assert divided(" " * 1_000_000 + "\nEen.") == [("p1", "Een.")]


def test_the_passage_at_an_offset() -> None:
    text = "# Kop\nEen.\n\n[4] Twee.\n"
    passages = {"d": find_passages("d", text)}
    at = {words: passage_at(passages, "d", text.index(words)) for words in ("Kop", "Een", "Twee")}
    assert at == {"Kop": "", "Een": "p1", "Twee": "4"}
    assert passage_at(passages, "other", 0) == ""
