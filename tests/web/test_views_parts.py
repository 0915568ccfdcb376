"""What stands between the report and a page: drawings without styles, headings, what was chosen."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from starlette.datastructures import QueryParams

from crosscase.errors import UsageError
from crosscase.report import gather_report
from crosscase.report.drawings import draw_all
from crosscase.storage import load
from crosscase.study import Study
from crosscase.web.views.chosen import EVERYTHING, Chosen, read_chosen
from crosscase.web.views.fitting import fit_svg, name_headings, raise_headings, shade_in_tenths
from crosscase.web.views.places import Places
from tests.web.views import make_study

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return load(make_study(tmp_path_factory.mktemp("parts")))


def declarations(element: ElementTree.Element) -> dict[str, str]:
    """The style of an element, whether in declarations or in attributes."""
    style = element.attrib.get("style", "")
    pairs = [one.split(":", 1) for one in style.split(";") if ":" in one]
    own = {name.strip(): value.strip() for name, value in pairs}
    return own | {n: v for n, v in element.attrib.items() if n not in ("style", f"{XLINK}href")}


def test_drawings_keep_their_looks_and_lose_their_styles(study: Study) -> None:
    drawn = draw_all(gather_report(study, language="en"))
    assert {"stability", "confusion", "having"} <= drawn.keys()
    for svg in drawn.values():
        fitted = fit_svg(svg, lambda id: f"/at/{id}?a&b", lambda id: f"<{id}>")
        assert not re.search(r"style=|<style|<\?xml|<!DOCTYPE|metadata", fitted)
        there = [
            one
            for one in ElementTree.fromstring(svg).iter()
            if one.tag.startswith(SVG) and one.tag != f"{SVG}style"
        ]
        here = [*ElementTree.fromstring(fitted).iter()]
        assert here[0].attrib["stroke-linejoin"] == "round"
        words = [one.text for one in there if one.text and one.text.strip()]
        assert words == [one.text for one in here if one.text and one.text.strip()]
        # The definitions that held the style sheet are gone with it.
        for tag in ("path", "text", "use", "rect", "g", "a", "clipPath"):
            pairs = zip(
                [one for one in there if one.tag == SVG + tag],
                [one for one in here if one.tag == SVG + tag],
                strict=True,
            )
            for old, new in pairs:
                looks, kept = declarations(old), dict(new.attrib)
                if tag == "a":
                    id = old.attrib[XLINK + "href"][1:]
                    words = " ".join("".join(new.itertext()).split())
                    assert kept.pop("href") == f"/at/{id}?a&b"
                    silent = {"tabindex": "-1", "aria-hidden": "true"}
                    assert kept == ({"aria-label": f"<{id}>: {words}"} if words else silent)
                else:
                    kept.pop(f"{XLINK}href", None)
                    assert kept == looks


def test_headings_are_raised_but_never_above_the_first() -> None:
    said = "<h3 id='a'>A</h3><h4>B</h4><h5>C</h5><p>&lt;h3></p><h30>"
    assert raise_headings(said, by=3) == "<h1 id='a'>A</h1><h1>B</h1><h2>C</h2><p>&lt;h3></p><h30>"
    assert raise_headings(said, by=0) == said


def test_headings_get_names_once() -> None:
    named, contents = name_headings('<h2>A</h2><h2 id="x.1">B</h2><h2 class="c">C</h2>')
    assert contents == (("part.1", "A"), ("x.1", "B"))
    assert name_headings(named) == (named, contents)


@pytest.mark.parametrize(("share", "tenths"), [(0, 0), (0.04, 0), (0.06, 1), (0.95, 10), (1, 10)])
def test_shades_are_in_tenths(share: float, tenths: int) -> None:
    assert shade_in_tenths(share) == f'data-share="{tenths}"'


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("", EVERYTHING),
        ("lang=nl&open=score.a", EVERYTHING),
        ("coder=c1", EVERYTHING),  # the only one who counts
        ("coder=c2", Chosen(coders=("c2",))),
        ("kind=document&kind=interview", Chosen(kinds=("interview", "document"))),
        ("kind=interview&kind=document&kind=narration", EVERYTHING),
        ("without-kind=narration", Chosen(kinds=("interview", "document"))),
        ("kind=interview&kind=document&without-kind=document", Chosen(kinds=("interview",))),
        ("kind=observation", Chosen(kinds=("observation",))),
        ("snapshot=first-coding", Chosen(snapshot="first-coding")),
    ],
)
def test_what_counts_is_read_from_the_address(study: Study, query: str, chosen: Chosen) -> None:
    found = read_chosen(study, QueryParams(query))
    assert found == chosen
    assert bool(found) == (chosen != EVERYTHING)
    assert read_chosen(study, QueryParams(found.query)) == found


def test_what_is_not_known_is_refused(study: Study) -> None:
    for query in ("coder=x", "kind=x", "without-kind=x", "snapshot=x"):
        with pytest.raises(UsageError, match="allowed"):
            read_chosen(study, QueryParams(query))


def test_addresses_keep_what_was_chosen_where_it_matters() -> None:
    places = Places(Chosen(kinds=("interview",)))
    assert places.link("table.8.1") == "/tables?kind=interview#table.8.1"
    assert places.link("coding.a:b/c") == "/codings/a%3Ab%2Fc?kind=interview"
    assert places.link("code.urgency") == "/material#code.urgency"
    assert places.link("robustness.H1.plain.a") == "/robustness#robustness.H1.plain.a"
    assert places.link_all(["score.a.x"]) == "/scores/score.a.x?kind=interview"
    assert places.link_all(["score.a.x", "score.b.x"]) == (
        "/evidence?id=score.a.x&id=score.b.x&kind=interview"
    )
    assert places.link_document("d 1") == "/read/d%201"
    assert places.with_query("/tables") == "/tables?kind=interview"
    assert Places().with_query("/tables") == "/tables"
