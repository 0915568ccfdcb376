"""Captions become paragraphs to read, and every cue keeps its times."""

from __future__ import annotations

import pytest

from crosscase.errors import ForeignFileError
from crosscase.interchange.reading import Given, Reading, ReadingOptions, read_file

VTT = """\
WEBVTT

NOTE made by hand

STYLE
::cue { color: red }

intro
00:01.000 --> 00:04.000 align:start
<v.loud Anna>Waarom <b>ging</b> het <i.x>zo</i>?</v>

00:00:04.500 --> 00:00:08.000
<v Piet>Wij moesten &amp; wilden
<00:00:06.000>wel <lacht>.</v>

00:00:08.000 --> 00:00:09.000
<v Piet>Echt.</v>
<v Anna>Oh 😀.</v>
"""

SRT = """\
1
00:00:01,000 --> 00:00:02,500
<i>Interviewer:</i> Hoe gaat het?

2
00:00:03,000 --> 00:00:04,000
R: {\\an8}Goed

3
00:00:04,000 --> 00:00:05,250
en met jou?

4
00:01:06,000 --> 00:01:07,000
Interviewer: Ook.

5
00:01:08,000 --> 00:01:09,000
R: Ja dan.
"""


def read(text: str, name: str, **options: bool) -> Reading:
    return read_file(Given(name, text.encode()), ReadingOptions(**options))


def spoken(reading: Reading) -> list[tuple[str, str, str, str]]:
    return [
        (turn.speaker, turn.begin, turn.until, reading.text[turn.start : turn.end])
        for turn in reading.structure.turns
    ]


def test_voices_are_speakers_and_tags_go() -> None:
    reading = read(VTT, "a.vtt")
    assert reading.text == (
        "Anna: Waarom ging het zo?\n\nPiet: Wij moesten & wilden wel <lacht>. Echt.\n\nAnna: Oh 😀.\n"
    )
    assert spoken(reading) == [
        ("Anna", "00:00:01.000", "00:00:04.000", "Anna: Waarom ging het zo?"),
        ("Piet", "00:00:04.500", "00:00:08.000", "Piet: Wij moesten & wilden wel <lacht>."),
        ("Piet", "00:00:08.000", "00:00:09.000", "Echt."),
        ("Anna", "00:00:08.000", "00:00:09.000", "Anna: Oh 😀."),
    ]


def test_labels_in_captions_are_speakers_until_the_next() -> None:
    reading = read(SRT, "a.srt")
    assert reading.text == (
        "Interviewer: Hoe gaat het?\n\nR: Goed en met jou?\n\nInterviewer: Ook.\n\nR: Ja dan.\n"
    )
    assert spoken(reading)[1:3] == [
        ("R", "00:00:03.000", "00:00:04.000", "R: Goed"),
        ("R", "00:00:04.000", "00:00:05.250", "en met jou?"),
    ]


def test_a_label_that_comes_once_among_others_is_nobody_elses() -> None:
    more = "".join(
        f"\n{n}\n00:02:{2 * n:02},000 --> 00:02:{2 * n + 1:02},000\n{words}\n"
        for n, words in enumerate(["Gast: Nee.", "Toch niet.", "Kortom: nee.", "R: Oh."], start=6)
    )
    reading = read(SRT + more, "a.srt")
    assert reading.text.endswith("R: Ja dan.\n\nGast: Nee. Toch niet.\n\nKortom: nee.\n\nR: Oh.\n")
    assert [(speaker, words) for speaker, _, _, words in spoken(reading)[-5:]] == [
        ("R", "R: Ja dan."),
        ("", "Gast: Nee."),
        ("", "Toch niet."),
        ("", "Kortom: nee."),
        ("R", "R: Oh."),
    ]
    assert reading.notes == (
        "speakers: R (3), Interviewer (2)",
        "labels that come once, after which nobody is named: Gast, Kortom",
    )


def test_labels_that_all_come_once_are_words() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nGast: Nee.\n\n2\n00:00:03,000 --> 00:00:04,000\nDus: ja.\n"
    reading = read(text, "a.srt")
    assert reading.text == "Gast: Nee. Dus: ja.\n"
    assert reading.notes == ()


def test_without_speakers_the_words_and_times_stay() -> None:
    reading = read(SRT, "a.srt", speakers=False)
    assert "Interviewer: Hoe gaat het? R: Goed en met jou?" in reading.text
    assert {turn.speaker for turn in reading.structure.turns} == {""}
    assert reading.structure.turns[2].begin == "00:00:04.000"


def test_a_voice_without_speakers_is_a_label() -> None:
    reading = read(VTT, "a.vtt", speakers=False)
    assert "Anna: Waarom ging het zo? Piet: Wij moesten" in reading.text
    assert "<lacht>. Echt. Anna: Oh" in reading.text
    assert {turn.speaker for turn in reading.structure.turns} == {""}


def test_a_pause_after_a_sentence_begins_a_paragraph() -> None:
    cue = "{n}\n00:00:{a:02},000 --> 00:00:{b:02},000\n{words}\n\n"
    text = "".join(
        cue.format(n=n, a=a, b=b, words=words)
        for n, (a, b, words) in enumerate(
            [(1, 2, "Een."), (3, 4, "Twee"), (10, 11, "drie."), (20, 21, "Vier.")], start=1
        )
    )
    assert read(text, "a.srt").text == "Een. Twee drie.\n\nVier.\n"


def test_lines_that_roll_on_are_taken_once() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nwij moesten\n\n"
        "00:02.000 --> 00:03.000\nwij moesten\nverder gaan\n\n"
        "00:03.000 --> 00:04.000\nverder gaan\n\n"
    )
    reading = read(text, "a.vtt")
    assert reading.text == "wij moesten verder gaan\n"
    assert reading.structure.turns[-1].until == "00:00:04.000"


def test_a_cue_that_cannot_be_read_is_told() -> None:
    broken = SRT.replace("00:00:04,000 --> 00:00:05,250", "00:00:04 --> later")
    reading = read(broken, "a.srt")
    assert "captions left out that are not in the form srt: 1" in reading.notes
    assert "R: Goed" in reading.text


@pytest.mark.parametrize(
    ("text", "name", "rule"),
    [
        ("hello", "a.vtt", "broken-vtt"),
        ("hello", "a.srt", "broken-srt"),
        ("WEBVTT\n", "a.vtt", "empty-text"),
        ("1\n00:00:01,000 --> 00:00:02,000\n<i></i>\n", "a.srt", "empty-text"),
    ],
)
def test_what_is_no_captions_is_refused(text: str, name: str, rule: str) -> None:
    with pytest.raises(ForeignFileError) as refused:
        read(text, name)
    assert [problem.rule for problem in refused.value.problems] == [rule]


@pytest.mark.parametrize("second", ["<v Bob>Yes.", "<v Ann>Yes."])
def test_the_same_words_said_again_are_said_twice(second: str) -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Yes.\n\n"
        f"00:09.000 --> 00:10.000\n{second}\n\n00:11.000 --> 00:12.000\n<v Ann>Good.\n"
    )
    said = [words for _, _, _, words in spoken(read(text, "talk.vtt"))]
    assert sum("Yes." in words for words in said) == 2


def test_another_voice_with_the_same_words_is_heard_though_it_follows_at_once() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Yes.\n\n00:02.000 --> 00:03.000\n<v Bob>Yes.\n"
    )
    assert "Bob: Yes." in read(text, "talk.vtt").text
