"""The section on robustness: what it says is so, in both languages, on the page and in Markdown."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from crosscase.hypotheses import VERDICTS, evaluate
from crosscase.rendering.markdown import escape_markdown
from crosscase.report.layout import render_report_html, render_report_markdown
from crosscase.report.model import Report
from crosscase.report.phrases import Phrases
from crosscase.report.robustness.gather import FlipSets, gather_robustness
from crosscase.report.robustness.parts import describe_robustness, draw_map
from crosscase.report.robustness.words import WORDS
from crosscase.robustness.alternatives import Alternatives
from crosscase.robustness.wiring import Wiring
from crosscase.scoring import Scorebook, Selection
from crosscase.specs import Reading
from crosscase.study import Study
from tests.builders import (
    at_least,
    at_most,
    build_study,
    code,
    document,
    equals,
    hypothesis,
    labels,
    predict,
)
from tests.unit.report.example import Page
from tests.unit.report.robustness.example import (
    NAMES,
    full_study,
    lines_of,
    report_of,
    said,
    speaker_of,
)

PARTS = ("tried", "map", "flips", "voices", "ledger", "circles", "each")


@pytest.fixture(scope="module", params=["nl", "en"])
def report(request: pytest.FixtureRequest) -> Report:
    return report_of(full_study(), request.param)


def sentences(study: Study, language: str) -> dict[str, list[str]]:
    parts = describe_robustness(report_of(study, language))
    return dict(zip(PARTS, map(lines_of, parts), strict=True))


@pytest.fixture(scope="module")
def dutch() -> dict[str, list[str]]:
    return sentences(full_study(), "nl")


@pytest.fixture(scope="module")
def english() -> dict[str, list[str]]:
    return sentences(full_study(), "en")


def verdicts_of(study: Study, selection: Selection) -> dict[tuple[str, str, str], str]:
    verdicts = evaluate(study, Scorebook(study, selection))
    return {(v.hypothesis, v.reading, v.unit): v.verdict for v in verdicts}


def test_every_word_is_there_in_both_languages() -> None:
    for key, words in WORDS.items():
        assert set(words) == {"nl", "en"}, key
        assert all(words.values()), key


def test_the_flip_table_says_what_happens_when_it_is_done(report: Report) -> None:
    study, robustness = report.study, report.robustness
    assert robustness
    speaker = speaker_of(study, report.language)
    flips = lines_of(describe_robustness(report)[2])
    as_it_stands = verdicts_of(study, Selection())
    groups = sorted({one.source_group for one in study.documents.values()})
    sizes = set()
    for one in robustness.firmness:
        key = (one.hypothesis, one.reading, one.unit)
        assert one.verdict == as_it_stands[key]
        found = {
            items: after
            for size in range(1, (one.groups.size or robustness.size) + 1)
            for items in combinations(groups, size)
            if (after := verdicts_of(study, Selection(without_groups=frozenset(items)))[key])
            != one.verdict
        }
        assert dict(one.groups.sets) == found
        sizes.add(one.groups.size)
        if found:
            sentence = next(
                line
                for line in flips
                if line.startswith("Z" if report.language == "nl" else "W")
                and speaker.about(one) in line
            )
            for items, after in found.items():
                assert VERDICTS[after][report.language] in sentence
                for group in items:
                    assert speaker.group(group) in sentence
        for items, after in one.codings.sets:
            gone = verdicts_of(study, Selection(without_codings=frozenset(items)))
            assert gone[key] == after
    assert sizes == {0, 1, 2}


def test_what_needs_least_comes_first_and_what_is_decided_before_the_rest(
    dutch: dict[str, list[str]],
) -> None:
    lines = [line for line in dutch["flips"] if line.startswith("Zonder")]
    together = [" en " in line.split(" zou ")[0] for line in lines]
    decided = together[: together.index(True) + 2]
    assert decided == sorted(decided)
    assert lines[-1].startswith("Zonder het interview met ‘northerner’ zou H3 voor hill")
    assert "Zonder de vertelling van ‘De schrijver’ zou H3 voor east onbeslist zijn." in lines


def test_verdicts_that_nothing_moves_are_named_in_one_sentence(
    english: dict[str, list[str]],
) -> None:
    (sentence,) = (line for line in english["flips"] if line.startswith("No set of up to 2 source"))
    assert sentence == (
        "No set of up to 2 source groups or 2 codings changes the verdict on "
        "H1 (reading “plain”) for lake, north, hill and all parties together; "
        "H1 (reading “late”) for north and hill; H2 for west, north and hill; "
        "H3 for west, lake and all parties together."
    )


@pytest.mark.parametrize(
    ("group", "dutch", "english"),
    [
        (
            "mayor",
            "het interview met de burgemeester van Oost",
            "the interview with the mayor of E",
        ),
        ("member", "het interview met het raadslid van West", "the interview with the councillor"),
        ("two", "de interviews met ‘two’", "the interviews with “two”"),
        ("papers", "het document van de brongroep ‘Stukken", "the document of the source group “P"),
        ("files", "de documenten van de brongroep ‘files’", "the documents of the source group"),
        ("writer", "de vertelling van ‘De schrijver’", "the narration of “The writer”"),
        ("looker", "de observatie van ‘looker’", "the observation by “looker”"),
        ("lookers", "de observaties van ‘lookers’", "the observations by “lookers”"),
        ("both", "alles wat ‘both’ zegt", "all that “both” says"),
    ],
)
def test_a_source_group_is_said_by_what_its_documents_are(
    group: str, dutch: str, english: str
) -> None:
    documents = [
        document("m", group="mayor", role="burgemeester"),
        document("r", group="member", role="raadslid"),
        *(document(f"t{n}", group="two") for n in range(2)),
        document("p", group="papers", kind="document"),
        *(document(f"f{n}", group="files", kind="document") for n in range(2)),
        *(document(f"w{n}", group="writer", kind="narration") for n in range(2)),
        document("l", group="looker", kind="observation"),
        *(document(f"l{n}", group="lookers", kind="observation") for n in range(2)),
        document("b1", group="both"),
        document("b2", group="both", kind="document"),
    ]
    study = build_study(
        documents=documents,
        hypotheses=[hypothesis("H1", predict("p", equals("urgency", "absent")))],
    )
    study = replace(study, source_groups={**study.source_groups, **NAMES})
    assert speaker_of(study, "nl").group(group).startswith(dutch)
    assert speaker_of(study, "en").group(group).startswith(english)


@pytest.mark.parametrize(
    ("sets", "dutch", "english"),
    [
        ([("k1",)], "Onbeslist zonder deze codering: ", "Undetermined without this coding: "),
        (
            [("k1", "k2")],
            "Onbeslist zonder deze 2 coderingen samen",
            "Undetermined without these 2",
        ),
        (
            [("k1",), ("k3",)],
            "Onbeslist zonder een van deze 2 coderingen",
            "Undetermined without any",
        ),
        (
            [("k1", "k2"), ("k1", "k3"), ("k1", "k4"), ("k1", "k5")],
            "Onbeslist zonder een van deze 4 verzamelingen van 2 coderingen: ",
            "Undetermined without any one of these 4 sets of 2 codings: ",
        ),
    ],
)
def test_sets_of_codings_are_counted_and_the_first_are_led_to(
    sets: list[tuple[str, ...]], dutch: str, english: str
) -> None:
    for language, words in (("nl", dutch), ("en", english)):
        line = speaker_of(full_study(), language).sets_of_codings(sets, "undetermined")
        assert said(line).startswith(words)
        links = [bit.link for bit in line if bit.link]
        assert links == [f"coding.{id}" for items in sets[:3] for id in items]
        more = {"nl": "; en nog 1.", "en": "; and 1 more."}[language]
        assert said(line).endswith(more) == (len(sets) > 3)


def test_a_coding_is_said_with_its_coder_where_several_count() -> None:
    study = full_study()
    coder = study.codings["k1"].coder
    assert said(speaker_of(study, "en").coding("k1")).endswith(f", {coder})")
    alone = {id: replace(one, counts=id == coder) for id, one in study.coders.items()}
    line = speaker_of(replace(study, coders=alone), "en").coding("k1")
    assert not said(line).endswith(f"{coder})")


def test_only_the_page_says_that_cells_of_the_map_lead_somewhere(report: Report) -> None:
    leads = Phrases(WORDS, report.language).say("map_opens")
    assert leads in render_report_html(report)
    assert leads not in render_report_markdown(report)


def test_the_printed_page_keeps_the_titles_of_what_opens_and_wide_tables_whole(
    report: Report,
) -> None:
    _, printed = render_report_html(report).split("@media print {")
    assert "section > details > summary { display: block;" in printed
    assert ".scroll { overflow: visible; }" in printed


def wide_study() -> Study:
    """Return a study with every kind of alternative, thresholds in conditions and periods."""
    own = predict("own", at_least("trust", "medium", period="before"), "doubly-decisive")
    other = predict(
        "other",
        equals("urgency", "partial"),
        contrary=at_most("urgency", "partial"),
    )
    return build_study(
        codes=["urgency", code("trust", "degree", lifting="any"), code("sort", "tasks")],
        codings=[("d1", "a", "urgency", "present")],
        periods={"time": {"before": {"ab": ("", "2011")}, "after": {"ab": ("2011", "")}}},
        hypotheses=[
            hypothesis(
                "H1",
                scope=at_least("urgency", "partial"),
                rivals=[("H2", "exclusive")],
                readings=[
                    Reading("one", labels("one"), "", (own, other)),
                    Reading("two", labels("two"), "", (predict("s", equals("sort", "both")),)),
                ],
            ),
            hypothesis("H2", predict("theirs", at_least("urgency", "partial"))),
        ],
    )


def test_every_kind_of_alternative_is_said_as_a_condition() -> None:
    study = wide_study()
    found = Alternatives(Wiring(study))
    steps = [*found.of_reading("H1", "one"), *found.readings("H1", "one")]
    assert {step.kind for step in steps} == {"rule", "lifting", "threshold", "test", "reading"}
    first, _ = study.hypotheses
    words = {
        language: {speaker_of(study, language).step(step.name, first) for step in steps}
        for language in ("nl", "en")
    }
    assert all(len(some) == len(steps) for some in words.values())
    assert words["nl"] >= {
        "als voor de schaal ‘degree’ de regel ‘bij elk verschil het midden’ gold in plaats van "
        "‘mediaan van de brongroepen’",
        "als ‘trust’ van partijen naar casus ging volgens ‘niets van de partijen’ in plaats van "
        "‘de hoogste van de partijen’",
        "als de voorspelling ‘own’ bij ‘trust’ (before) sprak van ‘ten minste high’ in plaats van "
        "‘ten minste medium’",
        "als het tegendeel van de voorspelling ‘other’ bij ‘urgency’ sprak van ‘hoogstens absent’ "
        "in plaats van ‘hoogstens partial’",
        "als de voorwaarde bij ‘urgency’ sprak van ‘ten minste present’ in plaats van ‘ten minste "
        "partial’",
        "als de voorspelling ‘theirs’ van H2 een strohalm-test was in plaats van een hoop-test",
        "in de lezing ‘two’",
    }
    assert words["en"] >= {
        "if the rule for the scale “degree” were “the middle at any disagreement” instead of "
        "“median of the source groups”",
        "if “trust” went from parties to case by “nothing of the parties” instead of “the highest "
        "of the parties”",
        "if the prediction “own” spoke of “at least high” instead of “at least medium” on “trust” "
        "(before)",
        "if the prediction “other” spoke of “absent” instead of “partial” on “urgency”",
        "if the contrary of the prediction “other” spoke of “at most absent” instead of “at most "
        "partial” on “urgency”",
        "if the condition spoke of “at least present” instead of “at least partial” on “urgency”",
        "if the prediction “theirs” of H2 were a straw-in-the-wind test instead of a hoop test",
        "in the reading “two”",
    }


def test_what_was_tried_is_counted(
    dutch: dict[str, list[str]], english: dict[str, list[str]]
) -> None:
    _, alternatives, removals, summary = english["tried"]
    assert "matter, for each reading: 5 to 8." in alternatives
    assert "two together: all pairs." in alternatives
    assert "one at a time: 5 documents, 2 coders and 2 cases;" in removals
    assert "One coder counts" not in removals
    assert summary == (
        "Decided verdicts (supported, rejected or partly supported): 12. How many source groups must "
        "fall away before such a verdict changes? For 8 one is enough; for 2 it takes 2; for 2 even 2 "
        "are not enough."
    )
    assert "per lezing: 5 tot 8." in dutch["tried"][1]
    assert dutch["tried"][3].endswith("bij 2 zijn er 2 nodig; bij 2 zijn ook 2 niet genoeg.")


def test_one_coder_is_said_once_and_not_left_out_again() -> None:
    codings = [("d1", "ab", "urgency", "present")]
    study = build_study(
        codings=codings,
        hypotheses=[hypothesis("H1", predict("p", at_least("urgency", "partial"), "smoking-gun"))],
    )
    found = sentences_without_rivals(study)
    assert "One coder counts." in found["tried"][2]
    assert "1 document and 1 case" in found["tried"][2]
    assert not any("the codings of c1" in line for line in found["each"])
    assert any("without the case ab" in line for line in found["each"])
    both = sentences_without_rivals(
        build_study(codings=codings, hypotheses=study.hypotheses, coders={"c2": True})
    )
    assert "without the codings of c1: undetermined" in both["each"]


def sentences_without_rivals(study: Study) -> dict[str, list[str]]:
    parts = describe_robustness(report_of(study, "en"))
    names = [name for name in PARTS if name != "ledger"]
    return dict(zip(names, map(lines_of, parts), strict=True))


def test_joint_alternatives_that_were_drawn_are_said_to_be(report: Report) -> None:
    assert report.robustness
    firmness = tuple(replace(one, drawn=True) for one in report.robustness.firmness)
    changed = {"robustness": replace(report.robustness, firmness=firmness)}
    drawn = replace(report, found=report.found | changed)
    words = {
        "nl": ("1000 getrokken paren", "(startgetal 0)"),
        "en": ("1000 pairs drawn", "(seed 0)"),
    }
    parts = describe_robustness(drawn)
    for said_so in words[report.language]:
        assert said_so in lines_of(parts[0])[1]
    assert any(line.endswith(("(getrokken).", "(drawn).")) for line in lines_of(parts[-1]))


def test_one_voice_and_one_side_are_said(
    dutch: dict[str, list[str]], english: dict[str, list[str]]
) -> None:
    rows = list(zip(*[iter(english["voices"][1:])] * 3, strict=True))
    assert ("H2 for east: rejected", "all evidence, for and against", "Mayor of East") in rows
    every = "H1 (reading “plain”) for all parties together: supported"
    assert (every, "all that speaks against it", "northerner") in rows
    assert "alles wat ervoor spreekt" in dutch["voices"]
    none = sentences_without_rivals(
        build_study(hypotheses=[hypothesis("H1", predict("p", at_least("urgency", "partial")))])
    )
    assert none["voices"] == ["No verdict rests on one source group."]
    assert none["circles"] == [
        "No passage speaks both of a condition and of what is predicted, and no hypothesis was "
        "tested on a document it was formed from."
    ]


@pytest.mark.parametrize(
    ("dutch_words", "english_words"),
    [
        (
            "Voor east onderscheidt het bewijs H1 van H2: dezelfde coderingen doen ‘calm’ uitkomen en "
            "spreken ‘pressed’ van H2 tegen.",
            "For east the evidence discriminates between H1 and H2: the same codings meet “calm” and "
            "contradict “pressed” of H2.",
        ),
        (
            "Voor west onderscheidt het bewijs H1 van H2: dezelfde coderingen spreken ‘calm’ tegen en "
            "doen ‘pressed’ van H2 uitkomen.",
            "For west the evidence discriminates between H1 and H2: the same codings contradict “calm” "
            "and meet “pressed” of H2.",
        ),
        (
            "Voor north onderscheidt het bewijs H1 niet van H2: geen voorspelling van de een of de "
            "ander is uitgekomen of tegengesproken.",
            "For north the evidence does not discriminate between H1 and H2: no prediction of either "
            "is met or contradicted.",
        ),
        (
            "Voor west onderscheidt het bewijs H1 niet van H2: van beide is iets uitgekomen, en van "
            "geen van beide is iets tegengesproken.",
            "For west the evidence does not discriminate between H1 and H2: of each something is met, "
            "and of neither anything is contradicted.",
        ),
        (
            "Voor east onderscheidt het bewijs H1 niet van H2: geen uitkomst rust op coderingen die "
            "voor de een en tegen de ander spreken.",
            "For east the evidence does not discriminate between H1 and H2: no outcome rests on "
            "codings that speak for the one and against the other.",
        ),
        (
            "H3 is verenigbaar met H1; die twee hoeven niet uit elkaar te worden gehouden.",
            "H3 is compatible with H1; the two need not be told apart.",
        ),
    ],
)
def test_whether_rivals_are_told_apart_is_said(
    dutch_words: str, english_words: str, dutch: dict[str, list[str]], english: dict[str, list[str]]
) -> None:
    assert dutch_words in dutch["ledger"]
    assert english_words in english["ledger"]


def test_the_ledger_counts_and_opens_the_codings() -> None:
    part = describe_robustness(report_of(full_study(), "en"))[4]
    assert [fold.title for fold in part.folds] == [
        "H1 (reading “plain”) beside H2 and H3, unit by unit",
        "H1 (reading “late”) beside H2 and H3, unit by unit",
        "H2 beside H1, unit by unit",
    ]
    need = part.folds[0].sheets[0].rows[0]
    assert [said(cell[0]) for cell in need] == [
        "H1 (reading “plain”)",
        "need",
        "smoking-gun test",
        "met",
        "2 codings, 2 voices",
        "–",
        "–",
    ]
    counted = need[4][0][0]
    assert (counted.link, counted.codings) == ("verdict.H1.plain.east", ("k1", "k8"))


def test_circles_are_said_with_the_verdict_without_them(
    dutch: dict[str, list[str]], english: dict[str, list[str]]
) -> None:
    named = "H3 was formed in part from the narration “Title of d-story”. "
    assert (
        f"{named}Without these the verdict for east would be undetermined instead of supported."
        in english["circles"]
    )
    assert (
        f"{named}Without these as well the verdict for lake stays undetermined."
        in english["circles"]
    )
    assert english["circles"][-2:] == ["H3 for east: supported", "Title of d-story: passage 1."]
    assert any("Ook zonder blijft het oordeel voor lake onbeslist." in x for x in dutch["circles"])
    gone = verdicts_of(full_study(), Selection(without_documents=frozenset({"d-story"})))
    assert gone["H3", "reading", "east"] == "undetermined"


def test_the_page_and_the_markdown_say_the_same(report: Report) -> None:
    page = Page(render_report_html(report)).by_id()["robustness"]
    text = " ".join(page.text.split())
    markdown = " ".join(render_report_markdown(report).split())
    parts = describe_robustness(report)
    lines = {line for part in parts for line in lines_of(part)}
    assert len(lines) > 100
    for line in lines:
        assert " ".join(line.split()) in text
    for part in parts:
        assert escape_markdown(part.heading) in markdown
        cards = [card for fold in part.folds for card in fold.cards]
        sheets = [*part.sheets, *(sheet for fold in part.folds for sheet in fold.sheets)]
        bits = [bit for line in (*part.lines, *part.after) for bit in line]
        bits += [b for c in cards for lead, items in c.blocks for x in (lead, *items) for b in x]
        bits += [b for s in sheets for row in s.rows for cell in row for x in cell for b in x]
        for bit in bits:
            assert escape_markdown(bit.text) in markdown


def test_every_cell_of_the_map_leads_to_the_account_of_its_verdict(report: Report) -> None:
    page = Page(render_report_html(report)).by_id()
    (table,) = (
        one for one in page["robustness"].all("table") if one.attributes.get("class") == "map"
    )
    assert report.robustness
    links = [link[1:] for link in table.links if link.startswith("#robustness.")]
    assert sorted(links) == sorted(one.id for one in report.robustness.firmness)
    heads = [one.text for one in table.all("thead")[0].all("th")]
    assert heads[1:] == [
        "lake",
        "east",
        "west",
        "hill",
        "north",
        {"nl": "alle", "en": "all"}[report.language],
    ]
    for one in report.robustness.firmness:
        account = page[one.id]
        assert f"#verdict.{one.hypothesis}.{one.reading}.{one.unit}" in account.links
        proof = page[f"verdict.{one.hypothesis}.{one.reading}.{one.unit}"]
        assert f"#{one.id}" in proof.links
        (link,) = (a for a in table.all("a") if a.attributes["href"] == f"#{one.id}")
        stands, of = one.single
        number = f"{stands} van {of}" if report.language == "nl" else f"{stands} of {of}"
        assert number in link.text
        assert number in account.text
        assert number in proof.text
        assert link.attributes["style"] == f"--share: {stands / of:.3f}"


def test_the_map_is_empty_where_a_hypothesis_does_not_speak() -> None:
    own = predict("p", at_least("urgency", "partial"))
    study = build_study(
        codings=[("d1", "a", "urgency", "present")],
        hypotheses=[hypothesis("H1", own), hypothesis("H2", own, level="party")],
    )
    grid = describe_robustness(report_of(study, "en"))[1].grid
    assert grid
    assert grid.columns == ("ab", "a", "b", "all")
    assert [[cell is not None for cell in row.cells] for row in grid.rows] == [
        [True, False, False, True],
        [True, True, True, True],
    ]
    assert draw_map(report_of(study, "en")).count(" of ") > 0


def test_without_verdicts_there_is_no_section() -> None:
    study = build_study(codings=[("d1", "ab", "urgency", "present")])
    assert gather_robustness(study) is None
    report = report_of(study, "en")
    assert draw_map(report) == ""
    assert "robustness" not in Page(render_report_html(report)).by_id()
    assert "How firm" not in render_report_markdown(report)


def test_no_flip_set_has_no_size() -> None:
    assert FlipSets().size == 0
    assert FlipSets(((("a", "b"), "rejected"),)).size == 2
