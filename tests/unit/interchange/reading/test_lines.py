"""Printed lines become paragraphs; a hyphen goes only where the printer put it."""

from __future__ import annotations

from collections import Counter

import pytest

from crosscase.interchange.reading.lines import (
    Line,
    PrintedPage,
    drop_running,
    join_lines,
    mend_hyphen,
)

WIDTH = 300.0


def page(label: str, *lines: str | Line, right: float = 250.0) -> PrintedPage:
    """A page of lines 12 points apart; a text of 40 characters runs from 50 to 250."""
    made = []
    for number, one in enumerate(lines):
        if isinstance(one, str):
            one = Line(one, 50, min(50 + 5.0 * len(one), right), 400 - 12.0 * number, 10)
        made.append(one)
    return PrintedPage(label, WIDTH, tuple(made))


FULL = "woorden die de hele regel vullen tot het"


@pytest.mark.parametrize(
    ("first", "second", "made"),
    [
        ("gemeente", "secretaris", "gemeentesecretaris"),
        ("samen", "werking", "samenwerking"),
        ("oud", "wethouder", "oud-wethouder"),
        ("ex", "minister", "ex-minister"),
        ("Noord", "Holland", "Noord-Holland"),
        ("VVD", "fractie", "VVD-fractie"),
        ("e", "mail", "e-mail"),
        ("zee", "egel", "zee-egel"),
        ("auto", "ongeluk", "auto-ongeluk"),
        ("2011", "2012", "2011-2012"),
        ("beleids", "en", "beleids- en"),
        ("in", "of", "in- of"),
        ("lange-termijn", "visie", "lange-termijnvisie"),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, made: str) -> None:
    assert mend_hyphen(first, second, Counter()) == made


def test_the_text_itself_decides_first() -> None:
    assert mend_hyphen("co", "productie", Counter({"co-productie": 1})) == "co-productie"
    assert mend_hyphen("oud", "wethouder", Counter({"oudwethouder": 1})) == "oudwethouder"
    assert mend_hyphen("beleids", "vorming", Counter({"beleids-": 2})) == "beleids- vorming"
    even = Counter({"samenwerking": 1, "samen-werking": 1})
    assert mend_hyphen("samen", "werking", even) == "samenwerking"


def test_lines_of_a_paragraph_are_joined_and_short_ones_end_it() -> None:
    joined = join_lines([page("1", FULL, FULL, "einde.", FULL, "slot.")])
    assert joined.text == f"{FULL} {FULL} einde.\n\n{FULL} slot.\n"


def test_a_gap_an_indent_a_size_or_a_bullet_begins_a_paragraph() -> None:
    gap = [Line(FULL, 50, 250, y, 10) for y in (400, 388, 360)]
    assert join_lines([page("1", *gap)]).text == f"{FULL} {FULL}\n\n{FULL}\n"
    indent = [Line(FULL, 50, 250, 400, 10), Line(FULL, 65, 250, 388, 10)]
    assert join_lines([page("1", *indent)]).text == f"{FULL}\n\n{FULL}\n"
    size = [Line(FULL, 50, 250, 400, 14), Line(FULL, 50, 250, 388, 10)]
    assert join_lines([page("1", *size)]).text == f"{FULL}\n\n{FULL}\n"
    assert join_lines([page("1", FULL, "• " + FULL)]).text == f"{FULL}\n\n• {FULL}\n"


def test_a_speaker_begins_a_paragraph() -> None:
    lines = page("1", FULL, "R: " + FULL[3:])
    assert "\n\nR: " in join_lines([lines], openings=["R:"]).text
    assert "\n\nR: " not in join_lines([lines]).text


def test_a_sentence_goes_on_over_the_page_and_a_word_as_well() -> None:
    first = page("7", FULL, "woorden die de hele regel vullen gemeen-")
    joined = join_lines([first, page("8", "teraad en verder.")])
    assert joined.text == f"{FULL} woorden die de hele regel vullen gemeenteraad en verder.\n"
    seventh, eighth = joined.pages
    assert (seventh.label, eighth.label) == ("7", "8")
    assert joined.text[seventh.start : seventh.end].endswith("vullen gemeen")
    assert joined.text[eighth.start : eighth.end] == "teraad en verder."
    assert joined.mended == ("gemeenteraad",)


def test_a_finished_sentence_ends_with_its_page() -> None:
    joined = join_lines([page("1", FULL, "en dat was het."), page("2", "Daarna.")])
    assert joined.text == f"{FULL} en dat was het.\n\nDaarna.\n"


def test_columns_are_read_one_after_the_other() -> None:
    left = [Line("woorden links die de", 20, 140, 400.0 - 12 * n, 10) for n in range(3)]
    right = [Line("woorden rechts die de", 160, 280, 400.0 - 12 * n, 10) for n in range(3)]
    joined = join_lines([page("1", *left, *right)])
    assert (
        joined.text
        == " ".join([*["woorden links die de"] * 3, *["woorden rechts die de"] * 3]) + "\n"
    )


def test_hyphens_and_lines_can_stay() -> None:
    cut = page("1", FULL, "woorden die de hele regel vullen gemeen-", "teraad en verder.")
    lines = join_lines([cut], keep_lines=True)
    assert lines.text == f"{FULL}\nwoorden die de hele regel vullen gemeenteraad\nen verder.\n"
    both = join_lines([cut], keep_lines=True, keep_hyphens=True)
    assert both.text == f"{FULL}\nwoorden die de hele regel vullen gemeen-\nteraad en verder.\n"
    assert both.mended == ()
    hyphens = join_lines([cut], keep_hyphens=True)
    assert hyphens.text.endswith("vullen gemeen-teraad en verder.\n")


def running(count: int, *, offset: float = 0.0) -> list[PrintedPage]:
    return [
        page(
            str(n),
            Line("De raad", 50, 100, 580, 10),
            Line(f"Woorden van {'abcdefgh'[n]}.", 50, 150, 500 - offset * n, 10),
            Line(f"Pagina {n} van {count}", 50, 100, 20, 10),
            Line(f"{n}", 50, 60, 8, 10),
        )
        for n in range(count)
    ]


def test_what_recurs_at_the_edge_is_dropped_and_counted() -> None:
    pages, dropped = drop_running(running(4))
    assert [[line.text for line in one.lines] for one in pages] == [
        [f"Woorden van {letter}."] for letter in "abcd"
    ]
    assert dropped == {"De raad": 4, "Pagina 0 van 4": 4, "0": 4}


def test_what_does_not_recur_stays() -> None:
    pages = [page(str(n), f"Kop {'abc'[n]}", f"Voet {'abc'[n]}") for n in range(3)]
    assert drop_running(pages) == (pages, Counter())
    (one,) = running(1)
    assert drop_running([one]) == ([one], Counter())
    elsewhere = [
        page(str(n), Line("Dezelfde regel", 50, 150, 500 - 30.0 * n, 10), f"Voet {'abc'[n]}")
        for n in range(3)
    ]
    assert drop_running(elsewhere)[1] == Counter()
    inside = [
        page(str(n), f"Kop {'abc'[n]}", "Dezelfde regel", f"Voet {'abc'[n]}") for n in range(3)
    ]
    assert drop_running(inside)[1] == Counter()
