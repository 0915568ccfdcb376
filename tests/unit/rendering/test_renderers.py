from __future__ import annotations

import csv
import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from crosscase.comparison import Ref, evidence_id, table_frame
from crosscase.errors import UsageError
from crosscase.rendering import RENDERERS, render_csv, render_html, render_markdown, render_table
from tests.unit.comparison.example import PARTIES, codes, make_table, spec, units, values
from tests.unit.rendering.example import make_tables

KINDS = ["matrix", "placement", "crosstab", "balance"]


def parse(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(html)


@pytest.mark.parametrize("kind", KINDS)
def test_html_is_well_formed_and_every_cell_names_its_evidence(kind: str) -> None:
    table = make_tables()[kind]
    root = parse(render_html(table, "nl"))
    named = {id for cell in root.iter("td") for id in cell.attrib["data-ref"].split()}
    assert named == {evidence_id(ref) for ref in table.refs}
    assert all(cell.attrib["data-ref"] for cell in root.iter("td"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_of_html_fills_the_table(kind: str) -> None:
    table = make_tables()[kind]
    for line in parse(render_html(table, "nl")).iter("tr"):
        assert sum(int(cell.get("colspan", "1")) for cell in line) == len(table.columns) + 1


def test_html_says_what_its_headings_head() -> None:
    root = parse(render_html(make_tables()["placement"], "nl"))
    bodies = root.findall(".//tbody")
    assert [[th.text for th in body.iter("th")] for body in bodies] == [
        ["Before", "urgency"],
        ["During", "trust"],
        ["book", "distrust"],
    ]
    assert [th.attrib["scope"] for th in bodies[0].iter("th")] == ["rowgroup", "row"]
    assert {th.attrib["scope"] for th in root.findall("./table/thead//th")} == {"col"}
    assert root.attrib["lang"] == "nl"


def test_html_escapes_every_text() -> None:
    caption = parse(render_html(make_tables()["matrix"], "nl")).find("./table/caption")
    assert caption is not None
    assert caption.text == 'Tabel 8.1. Wie <b>&</b> "wat" | *waar*'
    assert len(caption) == 0


def test_html_links_a_cell_of_one_score_and_not_a_blank_one() -> None:
    table = make_table(spec("placement", units("a"), values("trust"), cell="mark"))
    low, _, high, _ = parse(render_html(table, "nl")).iter("td")
    assert [link.attrib["href"] for link in high] == ["#score.a.trust"]
    assert high.attrib["data-value"] == "high"
    assert len(low) == 0
    assert "data-value" not in low.attrib
    assert low.attrib["data-state"] == "scored"


def test_html_links_every_unit_it_names() -> None:
    declared = spec("crosstab", values("urgency"), PARTIES, units=("a", "b", "c1"), cell="units")
    root = parse(render_html(make_table(declared), "en"))
    note = root.findall(".//tr")[-1]
    assert [(link.text, link.attrib["href"]) for link in note.iter("a")] == [
        ("b: urgency partial (contested: absent–present)", "#score.b.urgency"),
        ("c1: urgency silent (1 of 1)", "#score.c1.urgency"),
    ]


def test_html_names_the_codings_a_balance_counts() -> None:
    first = next(parse(render_html(make_tables()["balance"], "nl")).iter("td"))
    assert first.attrib["data-codings"] == "k1 k2 k5 k8"


def test_markdown_has_as_many_cells_in_every_row() -> None:
    for table in make_tables().values():
        lines = [x for x in render_markdown(table, "nl").splitlines() if x.startswith("| ")]
        assert {line.replace("\\|", "").count("|") for line in lines} == {len(table.columns) + 2}


def test_markdown_puts_a_text_of_several_lines_on_one() -> None:
    table = make_table(spec("matrix", units("a"), codes("trust"), show_as={"high": "a\nb|c"}))
    assert "| a | a b\\|c |" in render_markdown(table, "nl").splitlines()


@pytest.mark.parametrize(
    ("note", "expected"),
    [("# one", "\\# one"), ("- one", "\\- one"), ("1. one", "1\\. one"), ("12 one", "12 one")],
)
def test_markdown_makes_no_list_or_heading_of_a_note(note: str, expected: str) -> None:
    table = replace(make_tables()["matrix"], note={"nl": note})
    assert expected in render_markdown(table, "nl").splitlines()


def test_csv_reads_back_as_the_frame() -> None:
    for table in make_tables().values():
        frame = table_frame(table, "nl")
        rows = list(csv.reader(io.StringIO(render_csv(table, "nl"))))
        assert rows == [list(frame.columns), *frame.to_numpy().tolist()]
        assert "\r" not in render_csv(table, "nl")


def test_a_file_is_the_text_in_utf_8() -> None:
    table = make_tables()["matrix"]
    for ending, render in RENDERERS.items():
        text = render(table, "en")
        assert isinstance(text, str)
        assert render_table(table, ending, "en") == text.encode("utf-8")


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="found format 'pdf'; allowed: csv, html, md"):
        render_table(make_tables()["matrix"], "pdf", "nl")


def test_the_words_around_the_table_follow_the_language() -> None:
    table = replace(make_tables()["matrix"], legend=({"nl": "uitleg", "en": "meaning"},))
    for render in (render_html, render_markdown):
        dutch, english = render(table, "nl"), render(table, "en")
        assert all(word in dutch for word in ("Tabel 8.1", "Legenda:", "uitleg", "Bron: "))
        assert all(word in english for word in ("Table 8.1", "Legend:", "meaning", "Source: "))


def test_the_period_is_part_of_what_a_cell_leads_to() -> None:
    assert evidence_id(Ref("a", "trust", "decision")) == "score.a.trust.decision"
