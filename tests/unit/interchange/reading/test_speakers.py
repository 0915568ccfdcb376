"""Speakers are found where a transcript names them, and nowhere else."""

from __future__ import annotations

import pytest

from crosscase.interchange.reading.speakers import find_speakers, time_code


def spoken(text: str) -> list[tuple[str, str, str]]:
    return [
        (turn.speaker, turn.begin, text[turn.start : turn.end])
        for turn in find_speakers(text).turns
    ]


def names(text: str) -> list[str]:
    return [speaker for speaker, _, _ in spoken(text)]


def test_labels_that_recur_are_speakers() -> None:
    text = "# Gesprek\n\nI: Waarom?\n\nR: Geld.\n\nEn nog eens geld.\n\nI: Oh.\n\nR: Ja.\n\n## Slot\n\nEinde.\n"
    assert spoken(text) == [
        ("I", "", "I: Waarom?"),
        ("R", "", "R: Geld.\n\nEn nog eens geld."),
        ("I", "", "I: Oh."),
        ("R", "", "R: Ja."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[00:00:01] Interviewer: Hoe?\n[00:01:02] R1: Zo.\n[00:01:30] Interviewer: Ja?\n[00:02:00] R1: Ja.",
        "0:01 Interviewer: Hoe?\n1:02 R1: Zo.\n1:30 - Interviewer: Ja?\n2:00 R1: Ja.",
        "Interviewer [00:00:01]: Hoe?\nR1 [00:01:02]: Zo.\nInterviewer (1:30): Ja?\nR1 (2:00): Ja.",
        "Interviewer   0:01\nHoe?\n\nR1   1:02\nZo.\n\nInterviewer   1:30\nJa?\n\nR1   2:00\nJa.",
        "0:01 | Interviewer | Hoe?\n1:02 | R1 | Zo.\n1:30 | Interviewer | Ja?\n2:00 | R1 | Ja.",
        "Interviewer | 0:01 | Hoe?\nR1 | 1:02 | Zo.\nInterviewer | 1:30 | Ja?\nR1 | 2:00 | Ja.",
    ],
)
def test_times_beside_the_name_are_kept(text: str) -> None:
    assert [(speaker, begin) for speaker, begin, _ in spoken(text)] == [
        ("Interviewer", "00:00:01.000"),
        ("R1", "00:01:02.000"),
        ("Interviewer", "00:01:30.000"),
        ("R1", "00:02:00.000"),
    ]


@pytest.mark.parametrize(
    "label",
    [
        "Interviewer",
        "**Interviewer**",
        "R 1",
        "Mevr. De Vries",
        "O'Neill-Jansen",
        "Ömer",
        "r",
        "محمد",
    ],
)
def test_names_of_many_kinds(label: str) -> None:
    text = f"{label}: een\n\nX: twee\n\n{label}: drie\n\nX: vier\n"
    assert names(text) == [label.strip("*"), "X"] * 2


def test_bold_may_hold_the_colon() -> None:
    assert names("**I:** een\n\n**R:** twee\n\n**I:** drie\n\n**R:** vier\n") == ["I", "R"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "Besluit: akkoord.\n\nToelichting: geen.\n\nBesluit: niet akkoord.\n\nToelichting: geld.\n",
        "Datum: 9 juli\nPlaats: Ommen\nDatum: 10 juli\nPlaats: Ommen\n",
        "Zo zei hij: het kan niet.\n\nToen zei zij: het moet.\n",
        "Conclusie: duur.\n",
        "Eva: een.\n\nEva: twee.\n",
        "De vergadering begint om 12:30 uur: koffie.\nDe vergadering begint om 12:30 uur: thee.\n",
        "https://a.nl/x: y\nhttps://a.nl/x: y\nhttp://b.nl: z\nhttp://b.nl: z\n",
        "[12] Een.\n\n[12] Twee.\n",
        "Ommen | 17.000\nOmmen | 18.000\nDalfsen | 1\nDalfsen | 2\n",
        "# I: Waarom?\n\n# R: Geld\n\n# I: Oh\n\n# R: Ja\n",
        "",
    ],
)
def test_a_colon_makes_no_speaker(text: str) -> None:
    assert find_speakers(text).turns == ()


def test_what_comes_once_is_words_and_told() -> None:
    found = find_speakers("I: Waarom?\nR: Geld.\nConclusies: duur.\nI: Oh.\nR: Ja.\n")
    assert [turn.speaker for turn in found.turns] == ["I", "R", "I", "R"]
    assert found.notes == (
        "speakers: I (2), R (2)",
        "taken for words, not for speakers: Conclusies (1)",
    )


def test_a_name_with_a_time_counts_once_where_others_have_times() -> None:
    assert names("[0:01] A: een\n[0:02] B: twee\n[0:03] A: drie\n") == ["A", "B", "A"]


def test_times_alone_are_turns_without_a_name() -> None:
    assert spoken("[0:01] een\n\n[0:20] twee\n") == [
        ("", "00:00:01.000", "[0:01] een"),
        ("", "00:00:20.000", "[0:20] twee"),
    ]


def test_notes_at_the_end_are_nobodys() -> None:
    text = "I: Een.\nR: Twee.\nI: Drie.\nR: Vier[^1].\n\n[^1]: Zie het besluit.\n"
    assert spoken(text)[-1][2] == "R: Vier[^1]."


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("1:02", "00:01:02.000"),
        ("00:01:02,5", "00:01:02.500"),
        ("100:00:01.123", "100:00:01.123"),
        ("61:00", "01:01:00.000"),
        ("1:61", ""),
        ("1:75:00", ""),
        ("noon", ""),
    ],
)
def test_time_codes(given: str, code: str) -> None:
    assert time_code(given) == code
