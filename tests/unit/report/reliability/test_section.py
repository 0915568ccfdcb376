"""The section on reliability says what was computed, in both languages and both formats."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from crosscase.reliability import Estimate, agree_on_scores
from crosscase.report import write_report
from crosscase.report.layout import render_report_html, render_report_markdown
from crosscase.report.reliability.parts import draw_agreement
from crosscase.report.reliability.speaker import Speaker
from crosscase.study import Study
from tests.builders import code, labels
from tests.unit.report.example import Page
from tests.unit.report.reliability.example import (
    BOTH,
    BY_C2,
    ROWS,
    as_of,
    decided,
    parts_of,
    report_of,
    texts,
    two_coders,
)


def test_there_is_no_section_unless_two_coders_share_reading() -> None:
    alone = two_coders(*ROWS[:3], coverage=[("c1", "d1")])
    apart = two_coders(coverage=[("c1", "d1"), ("c2", "d2")])
    other_codes = two_coders(coverage=[("c1", "d1", "urgency"), ("c2", "d1", "trust")])
    for study in (alone, apart, other_codes):
        report = report_of(study)
        assert report.reliability is None
        assert draw_agreement(report) == ""
        html, markdown = render_report_html(report), render_report_markdown(report)
        assert "reliability" not in Page(html).by_id()
        for text in (html, markdown):
            assert "Would others code the same?" not in text


def test_it_says_who_were_compared_on_how_much_text() -> None:
    study = two_coders()
    words = {id: len(one.text.split()) for id, one in study.documents.items()}
    shared, all_ = words["d1"] + words["d2"], sum(words.values())
    (dutch, then), (english, now) = (
        parts_of(study, language)[""].sentences for language in ("nl", "en")
    )
    assert dutch == (
        f"Vergeleken zijn c1 en c2, op tekst die elk van hen geheel heeft gelezen: 2 van de 3 "
        f"documenten, {shared} van de {all_} woorden (67 %). Die tekst is zo gelezen voor 2 van de 2 "
        "codes."
    )
    assert english == (
        f"Compared are c1 and c2, on text that each of them has read completely: 2 of 3 documents, "
        f"{shared} of {all_} words (67 %). That text was read so for 2 of 2 codes."
    )
    assert then.startswith("Het zijn de coderingen zoals zij er nu zijn.")
    assert now.startswith("The codings are those of now.")


def test_coders_who_share_nothing_with_the_others_are_named() -> None:
    study = two_coders(
        *ROWS, ("d3", "a", "urgency", "absent", {"coder": "c3"}), coverage=[*BOTH, ("c3", "d3")]
    )
    said = parts_of(study)[""].sentences[0]
    assert said.startswith("Compared are c1 and c2, ")
    assert said.endswith("Not compared: c3. There is no text that all have read.")


def test_of_several_groups_the_one_that_read_most_is_compared() -> None:
    three = [*BOTH, ("c3", "d3"), ("c1", "d3")]
    report = report_of(two_coders(coverage=three))
    assert report.reliability
    assert report.reliability.moments[0].shared.coders == ("c1", "c2")
    turned = [("c1", "d1"), ("c2", "d1"), *((c, d) for c in ("c1", "c3") for d in ("d2", "d3"))]
    report = report_of(two_coders(coverage=turned))
    assert report.reliability
    assert report.reliability.moments[0].shared.coders == ("c1", "c3")


def test_the_first_table_has_alpha_of_all_codes_and_of_each_codebook() -> None:
    study = two_coders()
    (sheet,) = parts_of(study)["Agreement on scores"].sheets
    rows = texts(sheet)
    assert [row[0] for row in rows if len(row) == 1] == ["All codes", "book", "other"]
    found = agree_on_scores(study)
    alpha = found[(found["coefficient"] == "alpha-nominal") & (found["about"] == "found")]
    one = alpha.to_dict("records")[0]
    assert rows[1][:2] == [
        "found",
        f"{one['value']:.3f} [{one['low']:.2f};\u00a01.00]".replace("-", "−"),
    ]
    assert rows[1][3:] == ["83 %", "6", "few units: 6"]
    # of the two values of urgency one is shared; both coders never gave trust a value
    assert rows[2][0] == "value, presence (ordinal)"
    assert (rows[2][3], rows[2][4]) == ("50 %", "2")
    undefined = rows[3]
    assert undefined[:4] == ["value, degree (ordinal)", "–", "", "–"]
    assert undefined[5] == "no shared units: none has a value of two coders"


@pytest.mark.parametrize(
    ("value", "low", "n", "words"),
    [
        (0.9, 0.85, 40, "reliable"),
        (0.8, 0.8, 40, "reliable"),
        (0.9, 0.7, 40, "reliable, uncertain"),
        (0.9, float("nan"), 40, "reliable, uncertain"),
        (0.9, 0.85, 19, "reliable, uncertain"),
        (0.7999, 0.7, 40, "tentative"),
        (0.667, 0.5, 40, "tentative, uncertain"),
        (0.6669, 0.6, 40, "too low"),
        (-0.1, -0.5, 3, "too low"),
    ],
)
def test_alpha_is_judged_by_its_value_and_its_interval(
    value: float, low: float, n: int, words: str
) -> None:
    speaker = Speaker(report_of(two_coders()))
    assert speaker.level(Estimate("alpha-nominal", value, n, low, 1.0)) == words


def test_an_undefined_measure_is_never_a_number() -> None:
    same = [
        ("d1", "a", "urgency", "present"),
        ("d1", "a", "urgency", "present", BY_C2),
    ]
    parts = parts_of(two_coders(*same), "nl")
    (by_code,) = parts["Per code"].folded
    first = by_code.rows[0]
    assert (first[4].text, first[4].notes) == ("–", ("geen variatie: alle waarden zijn gelijk",))
    speaker = Speaker(report_of(two_coders(*same)))
    estimate = Estimate("kappa", float("nan"), 2, reason="no variation")
    assert (speaker.measure(estimate), speaker.level(estimate)) == ("–", "")


def test_a_code_below_the_level_is_marked_in_words() -> None:
    rows = [
        (text, unit, "urgency", "present", {"coder": coder, "passage": 3})
        for coder, text, unit in (("c1", "d1", "a"), ("c2", "d1", "b"))
    ]
    for language, low, sentence in (
        (
            "nl",
            "te laag",
            "Gevonden: α is te bepalen voor 1 van de 2 codes, en te laag voor 1: urgency.",
        ),
        ("en", "too low", "Found: α is defined for 1 of 2 codes, and too low for 1: urgency."),
    ):
        parts = parts_of(two_coders(*rows), language)
        part = parts["Per code" if language == "nl" else "Code by code"]
        (sheet,) = part.folded
        (urgency, trust) = sheet.rows
        assert urgency[0].link == "code.urgency"
        assert low in urgency[1].notes
        assert low not in trust[1].notes
        assert part.sentences[0] == sentence
    assert parts["Code by code"].sentences[1] == (
        "Value: α is defined for 0 of 2 codes, and too low for none of these."
    )


def test_passages_have_their_own_table_and_say_who_is_the_reference() -> None:
    part = parts_of(two_coders(), "nl")["Overeenstemming over passages"]
    (sheet,) = part.sheets
    assert sheet.head == ("Wat", "uα", "|uα", "cuα", "precisie", "vangst", "F1", "n", "Opmerkingen")
    assert [row[0].text for row in sheet.rows] == ["Alle codes", "book", "other"]
    # two passages in common, one of the first coder alone
    assert [row[7].text for row in sheet.rows] == ["5", "4", "1"]
    assert "het deel van de segmenten van c2 dat ook c1 codeerde" in part.sentences[1]


def test_the_matrices_stand_in_the_page_as_figure_and_as_tables() -> None:
    study = two_coders()
    report = report_of(study)
    part = parts_of(study)["Where the values differ"]
    first, second = part.folded
    assert first.head == ("c1 ↓ c2 →", "absent", "partial", "present", "silent")
    assert texts(first)[0] == ["absent", "0", "1", "0", "0"]
    assert texts(second)[3] == ["silent", "0", "0", "0", "2"]
    said = "Combinations of unit and code: 3. The same: 2 (where both are silent: 1); both found"
    assert said in first.caption
    assert "something else: 1; only c1 found something: 0; only c2: 0." in first.caption
    svg = draw_agreement(report)
    assert "presence: Combinations of unit and code: 3. The same: 2" in svg
    drawn = Page(render_report_html(report)).by_id()["reliability"].all("svg")[0]
    assert drawn.attributes["role"] == "img"
    assert "degree: Combinations of unit and code: 3." in drawn.attributes["aria-label"]


def test_scales_without_fixed_values_are_not_drawn() -> None:
    rows = [("d1", "a", "budget", "10"), ("d1", "a", "budget", "10", BY_C2)]
    study = two_coders(*rows, codes=("urgency", code("budget", "years")))
    part = parts_of(study)["Where the values differ"]
    assert part.sentences[1] == "Not drawn, because the scale has no fixed values: years."
    only = two_coders(*rows, codes=(code("budget", "years"),))
    assert not parts_of(only)["Where the values differ"].figure
    assert draw_agreement(report_of(only)) == ""


def test_a_snapshot_is_named_and_what_is_now_stands_beside_it() -> None:
    study = two_coders(snapshots={"then": ["k1", "k2", "k3", "k4"]})
    at_then = parts_of(replace(study, agreement="then"), "nl")[""].sentences[1]
    assert "momentopname ‘then’" in at_then
    assert "Sindsdien" not in at_then
    unread = as_of(study, redefined="urgency")
    said = parts_of(unread)[""].sentences[1]
    assert "the definition of 1 of the codes compared was changed" in said
    assert "How far they agree by the new definitions is not known yet." in said
    anew = as_of(study, redefined="urgency", read_anew=("c1", "c2"))
    parts = parts_of(anew)
    said = parts[""].sentences[1]
    assert "For 1 of these they have read text anew since. If that is the text on which" in said
    assert "agreement on other text may be lower. Where it differs" in said
    (by_code,) = parts["Code by code"].folded
    names = [row[0].text for row in by_code.rows]
    assert names == [
        "urgency (then)",
        "urgency (now, after definitions were improved)",
        "trust (then)",
    ]
    # k5, partial where the first said absent, was coded after the snapshot
    then, now = (row[4].text for row in by_code.rows[:2])
    assert then != now
    answer = parts["Account of the coding (COREQ)"].sheets[0].rows[2][1]
    assert "Changed after the comparison: the definition of urgency." in (
        answer.text,
        *answer.notes,
    )


def test_agreement_is_that_of_codings_before_they_were_decided_on() -> None:
    study = two_coders()
    before, after = parts_of(study), parts_of(decided(study, ["k2", "k5"], ["k5"]))
    for heading in ("Agreement on scores", "Agreement on passages", "Code by code"):
        assert before[heading] == after[heading]


def test_what_was_decided_and_what_it_changed() -> None:
    study = two_coders(coders={"c2": False})
    nothing = parts_of(study, "nl")["Wat er over verschillen is besloten"]
    assert nothing.sentences[0] == (
        "Plaatsen waar hun coderingen nu verschillen: 2. Besloten: 0; open: 2."
    )
    assert nothing.sentences[1].startswith("Er is geen besluit van kracht.")
    assert texts(nothing.sheets[0])[-1] == ["samen", "2", "0", "2"]
    part = parts_of(decided(study, ["k2", "k5"], ["k5"]))["What was decided on disagreements"]
    assert part.sentences[0].endswith("Settled: 1; open: 1.")
    assert part.sentences[1] == "Decided by c1 and c2 (1)."
    head, rows = part.sheets[0].head, texts(part.sheets[0])
    assert head[4:6] == ("c1's kept", "c2's kept")
    assert rows[0] == ["another value", "1", "1", "0", "0", "1", "0", "0", "0", "0"]
    assert part.fold == "Scores that decisions changed"
    # b says partial now; its case, pooled from a present and b absent, moves with it
    assert ["urgency", "b", "absent", "partial"] in texts(part.folded[0])
    assert f"Without them {len(part.folded[0].rows)} of the" in part.sentences[2]


def test_links_of_changed_scores_arrive_in_the_page() -> None:
    study = two_coders(coders={"c2": False})
    report = report_of(decided(study, ["k2", "k5"], ["k5"]))
    page = Page(render_report_html(report))
    links = page.by_id()["reliability"].links
    assert any(link.startswith("#score.b.urgency") for link in links)
    assert {link[1:] for link in links} <= set(page.by_id())


def test_coreq_is_answered_from_the_study() -> None:
    study = two_coders(coders={"c2": False})
    book, other = study.codebooks
    grouped = replace(
        book,
        theory=labels("Because."),
        source="Author 2010",
        groups={"g": labels("Group")},
    )
    part = parts_of(replace(study, codebooks=(grouped, other)))["Account of the coding (COREQ)"]
    (sheet,) = part.sheets
    coders, tree, origin, software = (row[1] for row in sheet.rows)
    assert coders.text == "2"
    assert coders.notes == ("c1 (counts in scores): c1", "c2 (does not count in scores): c2")
    assert tree.text == "Yes, every code with a definition. Codes: 2; codebooks: 2"
    assert tree.notes == ("book (codes: 1), in Group", "other (codes: 1)")
    assert origin.text == "From theory, as the codebook states it: book (Author 2010)."
    assert origin.notes == ("Without a stated theory: other.",)
    assert software.text.startswith("crosscase ")


def html_text(study: Study, language: str) -> str:
    section = Page(render_report_html(report_of(study, language))).by_id()["reliability"]
    return " ".join(section.text.split())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_html_and_markdown_say_the_same(language: str) -> None:
    study = decided(two_coders(), ["k2", "k5"], ["k5"])
    report = report_of(study, language)
    markdown = re.sub(r"\\(.)", r"\1", render_report_markdown(report))
    section = html_text(study, language)
    for part in parts_of(study, language).values():
        for sentence in part.sentences:
            assert " ".join(sentence.split()) in section
            assert " ".join(sentence.split()) in markdown
        for sheet in (*part.sheets, *part.folded):
            for row in sheet.rows:
                for cell in row:
                    for text in (cell.text, *cell.notes):
                        assert " ".join(text.split()) in section
                        assert " ".join(text.split()) in markdown
    assert f"](figure-confusion{report.ending}.svg)" in markdown


def test_a_third_language_gives_english_words_and_a_point() -> None:
    parts = parts_of(two_coders(languages=("de",)), "de")
    assert "Agreement on scores" in parts
    assert "0.667" in parts["Agreement on scores"].sentences[1]
    assert "0,667" in parts_of(two_coders(), "nl")["Overeenstemming over scores"].sentences[1]


def test_the_figure_is_a_file_of_the_report(tmp_path: Path) -> None:
    folder = tmp_path
    written = {file.name for file in write_report(two_coders(), folder, languages=["en"])}
    assert "figure-confusion.en.svg" in written
    alone = two_coders(*ROWS[:3], coverage=[("c1", "d1")])
    assert "figure-confusion.svg" not in {f.name for f in write_report(alone, folder / "alone")}
