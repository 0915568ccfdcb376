"""The drawing of confusion matrices."""

from __future__ import annotations

from xml.etree import ElementTree

from crosscase.figures import ConfusionPanel, draw_confusion

SVG = "{http://www.w3.org/2000/svg}"
SMALL = ConfusionPanel("Size & form", "ann", "bob", ("low", "high"), ((7, 1), (0, 12)))
LARGE = ConfusionPanel("Other", "ann", "bob", tuple("abcdefgh"), ((0,) * 8,) * 8)


def draw(*panels: ConfusionPanel, language: str = "en") -> ElementTree.Element:
    said = 'Of 20 "units" 19 <are> the same.'
    svg = draw_confusion(panels, title="Matrices", description=said, language=language)
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == said
    return root


def words(root: ElementTree.Element) -> list[str]:
    return ["".join(one.itertext()).strip() for one in root.iter(f"{SVG}text")]


def test_cells_hold_the_counts_row_by_row_and_the_names_of_coders_and_values() -> None:
    said = words(draw(SMALL))
    assert [one for one in said if one.isdigit()] == ["7", "1", "0", "12"]
    assert {"ann", "bob", "Size & form", "Matrices"} <= {*said}
    assert said.count("low") == said.count("high") == 2


def test_what_is_the_same_is_framed_and_not_told_by_colour_alone() -> None:
    framed = [
        path
        for path in draw(SMALL).iter(f"{SVG}path")
        if "fill: none" in path.get("style", "") and "#1f2933" in path.get("style", "")
    ]
    assert len(framed) == 2
    assert any("Framed: both coders say the same." in one for one in words(draw(SMALL)))
    dutch = words(draw(SMALL, language="nl"))
    assert any("Omrand: beide codeurs zeggen hetzelfde." in one for one in dutch)


def test_panels_go_on_in_another_row() -> None:
    one, four = draw(LARGE), draw(SMALL, LARGE, LARGE, LARGE)
    (width, height), (_, taller) = (
        [float(part) for part in root.get("viewBox", "").split()[2:]] for root in (one, four)
    )
    assert taller > height
    assert width < 11 * 72
    assert words(four).count("Other") == 3


def test_the_same_panels_give_the_same_bytes() -> None:
    first, again = (
        draw_confusion([SMALL], title="M", description="d", language="en") for _ in range(2)
    )
    assert first == again
    assert ' id="figure.confusion.' in first
