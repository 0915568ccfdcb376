"""The map of stability: its numbers are words in the drawing and in what is read aloud."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from crosscase.figures import StabilityCell, StabilityRow, draw_stability

SVG = "{http://www.w3.org/2000/svg}"
COLUMNS = ("Noord–Zuid", "Noord", "alle")
ROWS = (
    StabilityRow("H1. plain", (StabilityCell("supported", 3, 4), None, StabilityCell("n/a", 0, 0))),
    StabilityRow("H2. other", (None, StabilityCell("rejected", 1, 4), None)),
)


def draw(language: str = "en") -> str:
    return draw_stability(
        COLUMNS, ROWS, title="Firm & so", note="Darker is more.", language=language
    )


@pytest.mark.parametrize(("language", "number"), [("nl", "3 van 4"), ("en", "3 of 4")])
def test_verdicts_and_numbers_are_in_the_drawing_and_in_the_alternative(
    language: str, number: str
) -> None:
    root = ElementTree.fromstring(draw(language))
    told = root.attrib["aria-label"]
    assert root.attrib["role"] == "img"
    assert told.startswith("Firm & so. H1. plain: Noord–Zuid supported, ")
    assert number in told
    assert "H2. other: Noord rejected, 1" in told
    drawn = ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    assert {"supported", number, "rejected", "H1. plain", "Noord–Zuid", "Firm & so"} <= {
        word for text in drawn for word in (text, *text.split("\n"))
    }


def test_what_stands_under_every_choice_is_whole() -> None:
    assert StabilityCell("n/a", 0, 0).share == 1
    assert StabilityCell("supported", 3, 4).share == 0.75


def test_the_same_map_is_drawn_the_same_and_its_ids_are_its_own() -> None:
    assert draw() == draw()
    root = ElementTree.fromstring(draw())
    ids = [one.attrib["id"] for one in root.iter() if "id" in one.attrib]
    assert ids
    assert all(id.startswith("figure.stability.") for id in ids)


def test_long_names_break_after_a_dash_and_lose_nothing() -> None:
    name = "Dalfsen–Staphorst–Zwartewaterland"
    svg = draw_stability([name], [StabilityRow("H", (None,))], title="t", note="n", language="en")
    words = "".join("".join(ElementTree.fromstring(svg).itertext()).split())
    assert name in words
    assert "\u200b" not in svg
