"""The drawings of networks, tested through what they say."""

from __future__ import annotations

from xml.etree import ElementTree

from crosscase.comparison import Ref
from crosscase.figures import draw_having, draw_together
from crosscase.network import Pair, find_pairs
from tests.unit.network.example import make_book, make_study

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"


def words(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg)
    return ["".join(one.itertext()).strip() for one in root.iter(f"{SVG}text")]


def links(svg: str) -> set[str]:
    return {one.get(HREF, "") for one in ElementTree.fromstring(svg).iter(f"{SVG}a")}


def together(language: str = "en", **options: int) -> str:
    book = make_book()
    pairs = find_pairs(book, "passage")
    return draw_together(
        book.study,
        pairs,
        within="passage",
        language=language,
        links={("urgency", "conflict"): "pair.urgency.conflict"},
        **options,
    )


def test_a_line_has_its_number_and_the_rule_stands_below() -> None:
    svg = together(least=1, groups=1)
    said = words(svg)
    assert {"urgency", "conflict", "2"} <= {*said}
    assert "Codes that occur together in a passage" in said
    text = " ".join(said)
    assert "Drawn are 1 of the 1 pairs of codes" in text
    assert "those with 1 or more shared passages from 1 or more source groups" in text
    assert links(svg) == {"#pair.urgency.conflict"}
    assert "Getekend zijn 1 van de 1 paren" in " ".join(words(together("nl", least=1, groups=1)))


def test_where_the_rule_leaves_nothing_nothing_is_drawn() -> None:
    assert together() == ""  # three passages and two source groups are asked for


def test_the_stronger_the_pair_the_thicker_its_line() -> None:
    study = make_study()
    pairs = [
        Pair("urgency", "conflict", 3, (), (), 100, 6, 6, 3),
        Pair("urgency", "trust", 3, (), (), 100, 30, 30, 3),
    ]
    svg = draw_together(study, pairs, within="unit", language="en", least=1, groups=0)
    lines = [
        one.get("style", "")
        for one in ElementTree.fromstring(svg).iter(f"{SVG}path")
        if "#52606d" in one.get("style", "")
    ]
    widths = [float(style.split("stroke-width: ")[1].split(";")[0]) for style in lines]
    assert widths[0] > widths[1] > 0.5


def test_units_and_codes_meet_in_marks_that_say_value_and_source_groups() -> None:
    svg = draw_having(make_book(), language="en", linked={Ref("a", "urgency")})
    said = words(svg)
    assert {"ab", "a", "b", "urgency", "conflict", "form"} <= {*said}
    assert "trust" not in said
    # The case, a and b on urgency; the case and b on conflict, a; the case on form.
    numbers = [one for one in said if one.rstrip("?").isdigit()]
    assert sorted(numbers) == [*"1111112"]
    assert links(svg) == {"#score.a.urgency"}
    assert "Drawn are 3 of the 3 codes" in " ".join(said)


def test_what_is_contested_is_said_in_the_number() -> None:
    extra = ("d2", "a", "urgency", "absent", {"passage": 4})
    said = words(draw_having(make_book(extra), language="nl"))
    assert "2?" in said
    assert "Getekend zijn 3 van de 3 codes" in " ".join(said)


def test_the_same_study_gives_the_same_bytes() -> None:
    assert together(least=1, groups=1) == together(least=1, groups=1)
    first, again = (draw_having(make_book(), language="nl") for _ in range(2))
    assert first == again
    assert ' id="figure.having.' in first
