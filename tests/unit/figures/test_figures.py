from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from crosscase.comparison import Ref
from crosscase.errors import StudyError, UsageError
from crosscase.figures import build_figure, build_figures, draw_figure, figure_frame
from crosscase.scoring import Scorebook, Selection
from crosscase.specs import FigureSpec
from crosscase.study import Study
from tests.builders import build_study, code, labels
from tests.unit.comparison.example import make_study

BARS = FigureSpec("8.1", {"nl": "Duur", "en": "Duration"}, "bars", code="duration")
MODEL = FigureSpec(
    "4.1",
    {"nl": "Model & zo", "en": "Model & such"},
    "model",
    nodes=(
        ("why", {"nl": "Waarom", "en": "Why"}, ("urgency",)),
        ("how", {"nl": "Hoe", "en": "How"}, ("trust", "adviser")),
        ("when", {"nl": "Wanneer", "en": "When"}, ("duration",)),
        ("rest", {"nl": "Rest", "en": "Rest"}, ()),
    ),
    edges=(
        ("why", "how", {"nl": "leidt tot", "en": "leads to"}),
        ("how", "when", labels("H1")),
        ("why", "when", {}),
        ("when", "rest", {}),
        ("rest", "when", {}),
    ),
)
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"


def make_book(study: Study) -> Scorebook:
    return Scorebook(study, Selection())


def draw(spec: FigureSpec, language: str = "nl", study: Study | None = None) -> str:
    study = study or make_study()
    return draw_figure(build_figure(study, spec, make_book(study)), language)


def written(svg: str) -> list[str]:
    return ["".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def test_bars_are_of_the_cases_with_their_range_and_what_they_rest_on() -> None:
    study = make_study()
    frame = figure_frame(build_figure(study, BARS, make_book(study)), "nl")
    assert frame.to_dict("records") == [
        {
            "unit": "ab",
            "label": "ab",
            "code": "duration",
            "state": "scored",
            "value": 4.0,
            "low": 3.5,
            "high": 4.5,
            "text": "4,0 (3,5–4,5)",
            "rule": "span:milestone:first-talks→realised",
            "codings": "k12;k13",
            "evidence": "score.ab.duration",
        },
        {
            "unit": "c",
            "label": "c",
            "code": "duration",
            "state": "scored",
            "value": 3.0,
            "low": 3.0,
            "high": 3.1,
            "text": "3,0 (3,0–3,1; loopt nog)",
            "rule": "span:milestone:first-talks→reference-date",
            "codings": "k14",
            "evidence": "score.c.duration",
        },
    ]


def test_a_bar_without_a_value_says_why() -> None:
    study = make_study()
    bars = replace(BARS, units=("c", "a"))
    figure = build_figure(study, bars, make_book(study))
    frame = figure_frame(figure, "en")
    assert frame["unit"].tolist() == ["c", "a"]
    assert frame["text"].tolist()[1] == "unsearched (0 of 2)"
    assert math.isnan(frame["value"][1])
    assert figure.refs == (Ref("a", "duration"), Ref("c", "duration"))


def test_bars_are_of_numbers_only() -> None:
    study = make_study()
    with pytest.raises(UsageError, match=r"figure 8\.1: code trust of bars is on a scale of kind"):
        build_figure(study, replace(BARS, code="trust"), make_book(study))


def test_a_number_that_no_bar_can_show_is_refused_with_its_codings() -> None:
    study = build_study(
        codes=[code("years-in-office", "years")],
        codings=[("d1", "ab", "years-in-office", "1" + "0" * 399)],
    )
    bars = replace(BARS, code="years-in-office")
    with pytest.raises(StudyError, match=r"a number of 400 characters for ab .* codings k1"):
        build_figure(study, bars, make_book(study))


def test_a_model_counts_the_evidence_on_the_codes_of_each_part() -> None:
    study = make_study()
    figure = build_figure(study, MODEL, make_book(study))
    nodes = figure_frame(figure, "en").query("element == 'node'")
    assert nodes[["id", "label", "codes", "codings", "groups", "layer"]].to_numpy().tolist() == [
        ["why", "Why", "urgency", 4, 2, 0],
        ["how", "How", "trust;adviser", 7, 3, 1],
        ["when", "When", "duration", 3, 1, 2],
        ["rest", "Rest", "", 0, 0, 2],
    ]
    assert figure.nodes[2].codings == ("k12", "k13", "k14")
    assert figure.nodes[0].refs == (Ref("a", "urgency"), Ref("ab", "urgency"), Ref("b", "urgency"))


def test_a_model_lists_its_arrows() -> None:
    study = make_study()
    frame = figure_frame(build_figure(study, MODEL, make_book(study)), "en")
    edges = frame.query("element == 'edge'")
    assert edges["id"].tolist()[:2] == ["why→how", "how→when"]
    assert edges["label"].tolist() == ["leads to", "H1", "", "", ""]
    assert edges["codings"].isna().all()


def test_a_model_heeds_the_selection() -> None:
    study = make_study()
    book = Scorebook(study, Selection(without_groups=frozenset({"d1"})))
    assert figure_frame(build_figure(study, MODEL, book), "en")["codings"][0] == 2


def test_figures_come_in_the_order_they_are_declared() -> None:
    study = make_study(figures=(MODEL, BARS))
    assert [figure.id for figure in build_figures(study, make_book(study))] == ["4.1", "8.1"]


@pytest.mark.parametrize("spec", [BARS, MODEL], ids=["bars", "model"])
def test_the_same_figure_is_the_same_drawing(spec: FigureSpec) -> None:
    first = draw(spec)
    assert first == draw(spec)
    assert "<dc:date>" not in first


def test_the_words_of_bars_are_text_in_the_language_asked_for() -> None:
    bars = replace(BARS, units=("ab", "a"))
    dutch, english = written(draw(bars, "nl")), written(draw(bars, "en"))
    assert {"Figuur 8.1. Duur", "4,0 (3,5–4,5)", "niet doorzocht (0 van 2)"} <= set(dutch)
    assert {"Figure 8.1. Duration", "4.0 (3.5–4.5)", "unsearched (0 of 2)"} <= set(english)


def test_only_a_missing_bar_is_hatched_and_each_looks_as_its_state() -> None:
    assert "<pattern" not in draw(BARS)
    assert "<pattern" in draw(replace(BARS, units=("a",)))
    disputed = [
        ("d1", "ab", "milestone", "first-talks", {"date": "2006"}),
        ("d2", "ab", "milestone", "first-talks", {"date": "2008"}),
    ]
    contested = draw(replace(BARS, units=("ab",)), study=make_study(codings=disputed))
    assert "stroke-dasharray" in contested
    assert "stroke-dasharray" not in draw(BARS)


def test_bars_link_to_their_evidence_within_the_page() -> None:
    root = ElementTree.fromstring(draw(BARS))
    links = list(root.iter(f"{SVG}a"))
    assert {link.attrib[HREF] for link in links} == {"#score.ab.duration", "#score.c.duration"}
    assert all("target" not in link.attrib for link in links)


def test_two_figures_on_one_page_share_no_ids_and_lose_no_reference() -> None:
    ids: list[str] = []
    for spec in (BARS, replace(BARS, id="8.2", units=("a",)), MODEL):
        root = ElementTree.fromstring(draw(spec))
        own = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
        used = {element.attrib[HREF] for element in root.iter(f"{SVG}use")}
        assert used <= {f"#{id}" for id in own}
        ids += own
    assert len(ids) == len(set(ids))


def test_the_words_of_a_model_are_text() -> None:
    words = written(draw(MODEL, "nl"))
    assert {
        "Figuur 4.1. Model & zo",
        "Waarom",
        "4 coderingen, 2 brongroepen",
        "leidt tot",
        "H1",
        "Rest",
    } <= set(words)
    assert "0 coderingen, 0 brongroepen" not in words
    assert "7 codings, 3 source groups" in written(draw(MODEL, "en"))


def test_a_drawing_takes_names_as_they_are() -> None:
    svg = draw(replace(BARS, title=labels("$x$ < \\alpha")))
    assert "Figuur 8.1. $x$ < \\alpha" in written(svg)


def test_an_arrow_within_a_layer_may_go_round() -> None:
    ring = replace(
        MODEL,
        nodes=tuple((id, labels(id), ()) for id in "abc"),
        edges=(("a", "b", {}), ("b", "c", {}), ("c", "a", labels("back"))),
    )
    assert "back" in written(draw(ring))


def test_an_arrow_may_lead_back_to_where_it_came_from_or_be_doubled() -> None:
    loop = ("why", "why", labels("again"))
    svg = draw(replace(MODEL, edges=(*MODEL.edges, loop, MODEL.edges[0])))
    assert written(svg).count("leidt tot") == 2
    assert "again" in written(svg)
    ids = [e.attrib["id"] for e in ElementTree.fromstring(svg).iter() if "id" in e.attrib]
    assert len(ids) == len(set(ids))


def test_figures_without_anything_in_them_are_drawn() -> None:
    assert written(draw(replace(MODEL, nodes=(), edges=()))) == ["Figuur 4.1. Model & zo"]
    study = make_study(cases={}, codings=(), coverage=(), documents=())
    assert "Figuur 8.1. Duur" in written(draw(BARS, study=study))


def test_heavy_libraries_wait_until_something_is_drawn() -> None:
    asked = "import sys, crosscase.figures; print({'matplotlib', 'networkx'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_numbers_on_the_axis_have_the_decimal_mark_of_the_language() -> None:
    study = build_study(
        codes=[
            code("milestone", "milestones"),
            code("duration", "years", derive=("milestone", "first-talks", "realised")),
        ],
        codings=[
            ("d1", "ab", "milestone", "first-talks", {"date": "2011-01-01"}),
            ("d1", "ab", "milestone", "realised", {"date": "2011-10-01"}),
        ],
    )
    assert {"0", "0,2", "1"} <= set(written(draw(BARS, study=study)))
    assert {"0", "0.2", "1"} <= set(written(draw(BARS, "en", study=study)))
