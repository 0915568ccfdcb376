"""Where sentences begin and end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crosscase.corpus import Turn
from crosscase.suggest.language import load_words
from crosscase.suggest.sentences import divide_sentences, labels_of, sentences_of
from crosscase.web.blocks import divide_text
from tests.builders import document


def sentences(text: str) -> list[str]:
    abbreviations = load_words("nl").abbreviations
    return [text[start:end] for start, end in divide_sentences(text, abbreviations)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Een. Twee! Drie?", ["Een.", "Twee!", "Drie?"]),
        (
            "Dhr. Jansen en mevr. De Vries kwamen. Zij niet.",
            ["Dhr. Jansen en mevr. De Vries kwamen.", "Zij niet."],
        ),
        (
            "Zie o.a. Dalfsen. Zie p. 5 en art. 3. Klaar.",
            ["Zie o.a. Dalfsen.", "Zie p. 5 en art. 3.", "Klaar."],
        ),
        ("Dat zei J. P. Balkenende. Ja.", ["Dat zei J. P. Balkenende.", "Ja."]),
        ("Geld, tijd enz. De raad wil.", ["Geld, tijd enz.", "De raad wil."]),
        ("In 2012. De raad.", ["In 2012.", "De raad."]),
        (
            "“Wij willen.” Dat zei hij. (Zo was het.) Ja.",
            ["“Wij willen.”", "Dat zei hij.", "(Zo was het.)", "Ja."],
        ),
        ("Wat een ... gedoe. Echt… waar.", ["Wat een ... gedoe.", "Echt… waar."]),
        (
            "# Kop. Nog een.\n[12] Een\nregel. Twee.\n\n[13] Drie.",
            ["Een\nregel.", "Twee.", "Drie."],
        ),
        (
            "Zo is het (p. 5). [@bron, § 5.2.2]\n\nTwee [@bron] is meer. [@a] [@b]",
            ["Zo is het (p. 5).", "Twee [@bron] is meer."],
        ),
        (
            "Punten:\n- een punt\n- nog een\n1. De raad.",
            ["Punten:", "- een punt", "- nog een", "1. De raad."],
        ),
        ("Kost 3.5 euro. Meer niet.", ["Kost 3.5 euro.", "Meer niet."]),
        ("... !", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_only_the_passages_asked_for_are_divided() -> None:
    text = "Een. Twee.\n\nDrie.\n\nVier. Vijf."
    every = divide_sentences(text)
    assert divide_sentences(text, around=[text.index("Vijf")]) == every[3:]
    assert divide_sentences(text, around=[0, text.index("Drie")]) == every[:3]
    assert divide_sentences(text, around=[]) == []


def test_the_name_before_what_is_said_is_no_part_of_a_sentence() -> None:
    text = "Interviewer: Waarom? Zo?\nWethouder\nHet moest\nInterviewer: O\n\n[4] Wethouder:\tJa.\n"
    starts = [0, text.index("Wethouder"), text.index("Interviewer: O"), text.index("[4]")]
    names = ["Interviewer", "Wethouder"] * 2
    turns = tuple(map(Turn, starts, [*starts[1:], len(text)], names))
    talk = replace(document("d1", "a", text=text), turns=turns)
    said = ["Waarom?", "Zo?", "Het moest", "O", "Ja."]
    assert [text[start:end] for start, end in sentences_of(talk)] == said
    apart = [(p.kind, p.text) for block in divide_text(talk) for p in block.pieces if p.kind]
    assert [words for kind, words in apart if kind == "speaker"] == [
        text[start:end] for start, end in labels_of(talk)
    ]
