"""The report: every way back is there, nothing comes from elsewhere, the same bytes each time."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from crosscase.comparison import Ref, evidence_id
from crosscase.errors import CheckFailedError, UsageError
from crosscase.report import Report, gather_report, write_report
from crosscase.report.filters import make_filters
from crosscase.report.layout import render_report_html, render_report_markdown
from crosscase.scoring import Scorebook
from crosscase.specs import PublishedValue, Reading
from crosscase.storage import cover_documents, load
from tests.builders import build_study, code, equals, hypothesis, labels, predict
from tests.folders import make_folder, make_sources, study_files
from tests.unit.report.example import HOSTILE, Page, full_study, hostile_study, with_narration

REMOTE = re.compile(r"url\(|@import|https?:|//cdn|\bsrc\s*=", re.IGNORECASE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return full_study(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module", params=["nl", "en"])
def report(request: pytest.FixtureRequest, folder: Path) -> Report:
    return gather_report(load(folder), language=request.param)


@pytest.fixture(scope="module")
def html(report: Report) -> str:
    return render_report_html(report)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


@pytest.fixture(scope="module")
def markdown(report: Report) -> str:
    return render_report_markdown(report)


def test_the_example_has_all_that_a_report_can_show(report: Report) -> None:
    assert report.first
    assert report.without_narration
    assert report.now.values
    assert report.now.published
    assert report.study.discrepancies
    assert report.tables
    assert report.figures
    assert any(e.origins for e in report.evidence.values())
    assert any(v.scope for v in report.now.verdicts)
    assert {s.state for s in report.scores.values()} >= {"scored", "unsearched"}


def test_every_link_arrives_and_every_id_is_unique(page: Page) -> None:
    ids = [one.id for one in page.root.all() if one.id]
    assert sorted(ids) == sorted(set(ids))
    links = page.root.links
    assert links
    assert {link[0] for link in links} == {"#"}
    assert {unquote(link[1:]) for link in links} <= set(ids)
    for cell in page.root.all("td"):
        assert set(cell.attributes.get("data-ref", "").split()) <= set(ids)
        codings = cell.attributes.get("data-codings", "").split()
        assert {f"coding.{one}" for one in codings} <= set(ids)
    svg_uses = [one.attributes.get("xlink:href", "") for one in page.root.all("use")]
    assert {use.removeprefix("#") for use in svg_uses} <= set(ids)


def test_nothing_is_loaded_from_elsewhere(page: Page) -> None:
    for one in page.root.all():
        assert one.tag not in ("link", "iframe", "object", "embed", "img", "base", "form")
        for name, value in one.attributes.items():
            assert not name.startswith("on"), f"{one.tag} has {name}"
            if name.startswith("xmlns"):
                continue
            if name in ("src", "href", "xlink:href", "style", "action"):
                assert not re.search(r"https?:|//|@import|javascript:", value), value
                assert all(u.startswith("#") for u in re.findall(r"url\(([^)]*)", value))
        if one.tag in ("style", "script"):
            assert not REMOTE.search(one.text)
    (policy,) = [
        m.attributes["content"] for m in page.root.all("meta") if "http-equiv" in m.attributes
    ]
    assert "default-src 'none'" in policy


def test_every_verdict_lists_its_predictions_with_their_scores(page: Page, report: Report) -> None:
    cards = page.by_id()
    assert any(v.codings_for or v.codings_against for v in report.now.verdicts)
    for verdict in report.now.verdicts:
        card = cards[f"verdict.{verdict.hypothesis}.{verdict.reading}.{verdict.unit}"]
        assert verdict.explanation[report.language] in card.text
        outcomes = [*verdict.predictions, *([verdict.scope] if verdict.scope else [])]
        for outcome in outcomes:
            assert {f"#{evidence_id(Ref(*key))}" for key in outcome.scores} <= card.links
            codings = outcome.codings_for + outcome.codings_against
            assert {f"#coding.{one}" for one in codings} <= card.links
        if verdict.predictions:
            rows = [row for row in card.all("tr") if row.all("td")]
            assert len(rows) == len(outcomes) + len(verdict.rivals)
        else:
            assert any(link.startswith("#verdict.") for link in card.links)


def test_a_claim_rests_on_the_verdicts_of_its_units(page: Page) -> None:
    cards = page.by_id()
    for unit, parties in (("all", "abcd"), ("ab", "ab")):
        own = {f"#robustness.H1.plain.{unit}"}
        links = {f"#verdict.H1.plain.{party}" for party in parties}
        assert cards[f"verdict.H1.plain.{unit}"].links == links | own


def test_every_score_lists_its_codings(page: Page, report: Report) -> None:
    cards = page.by_id()
    with_codings = 0
    for ref, score in report.scores.items():
        links = cards[evidence_id(ref)].links
        codings = set(score.codings) | set(score.undated)
        assert {f"#coding.{one}" for one in codings} == {x for x in links if x[:8] == "#coding."}
        with_codings += bool(codings)
    assert with_codings


def test_an_inferred_score_leads_to_the_one_it_is_inferred_from(tmp_path: Path) -> None:
    files = with_narration(study_files())
    files["corpus/codings/c1.jsonl"] = files["corpus/codings/c1.jsonl"].replace(
        '"value": "high"', '"value": "low"'
    )
    root = make_folder(tmp_path, files)
    cover_documents(root, "c1", ["d1", "d2", "d3"])
    report = gather_report(load(root), language="en")
    inferred = {ref: s for ref, s in report.scores.items() if s.inferred_from}
    assert inferred
    page = Page(render_report_html(report))
    for ref, score in inferred.items():
        (source,) = score.inferred_from
        unit, code = source.split(":")
        target = evidence_id(Ref(unit, code, ref.period))
        assert f"#{target}" in page.by_id()[evidence_id(ref)].links
        assert target in page.by_id()


def test_every_coding_says_what_where_and_who(page: Page, report: Report) -> None:
    cards = page.by_id()
    assert {f"coding.{one}" for one in report.evidence} == {
        id for id in cards if id.startswith("coding.")
    }
    for id, evidence in report.evidence.items():
        text = cards[f"coding.{id}"].text
        for part in (
            evidence.coding.quote,
            evidence.document.title,
            evidence.document.role or "De raad",
            evidence.coding.coder,
            evidence.coding.memo,
            *(f"{origin.start}–{origin.end}" for origin in evidence.origins),
        ):
            assert part in text
    assert "src" in cards["coding.e1"].text


def test_published_results_stand_beside_derived_ones_in_every_view(
    page: Page, report: Report
) -> None:
    comparison = page.by_id()["comparison"]
    verdicts, values = comparison.all("table")
    heads = ["".join(th.text for th in one.all("thead")) for one in (verdicts, values)]
    for words in ("Zoals eerst gecodeerd", "Zonder vertelling"):
        if report.language == "nl":
            assert all(words in head for head in heads)
    (row,) = verdicts.all("tbody")[0].all("tr")
    assert "#verdict.H1.plain.all" in row.links
    assert len(values.all("tbody")[0].all("tr")) == 2
    discrepancy = page.by_id()["discrepancy.twice"]
    assert {"#verdict.H1.plain.a", "#score.a.urgency"} == discrepancy.links
    assert "§ 7: wel" in discrepancy.text


def test_the_markdown_says_the_same_and_its_links_arrive(markdown: str, report: Report) -> None:
    targets = re.findall(r'<a id="([^"]+)"></a>', markdown)
    scores = {evidence_id(ref) for ref in report.scores}
    assert sorted(targets) == sorted({f"coding-{one}" for one in report.evidence} | scores)
    links = re.findall(r"(?<!\\)\]\(([^)]+)\)", markdown)
    inner = {link[1:] for link in links if link.startswith("#")}
    assert inner
    assert inner <= set(targets)
    figures = [link for link in links if not link.startswith("#")]
    drawn = [*(figure.id for figure in report.figures), "stability", "having"]
    assert figures == [f"figure-{id}{report.ending}.svg" for id in drawn]
    for verdict in report.now.verdicts:
        assert " ".join(verdict.explanation[report.language].split())[:20] in markdown
    assert "Onbeslist." in markdown


def test_markdown_tables_are_whole(markdown: str) -> None:
    block: list[str] = []
    tables = 0
    for line in [*markdown.split("\n"), ""]:
        if line.startswith("|"):
            block.append(line)
            continue
        if block:
            widths = {len(re.findall(r"(?<!\\)\|", row)) for row in block}
            assert len(widths) == 1, block
            assert re.fullmatch(r"\|( --- \|)+", block[1])
            tables += 1
        block = []
    assert tables >= 7


def test_words_are_in_the_language_asked_for(html: str, markdown: str, report: Report) -> None:
    own, other = ("Oordelen", "Verdicts") if report.language == "nl" else ("Verdicts", "Oordelen")
    assert f'<html lang="{report.language}">' in html
    for text in (html, markdown):
        assert own in text
        assert other not in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_hostile_words_stay_words(tmp_path: Path, language: str) -> None:
    report = gather_report(hostile_study(tmp_path), language=language)
    html = render_report_html(report)
    page = Page(html)
    tags = {one.tag for one in page.root.all()}
    assert "img" not in tags
    scripts = page.root.all("script")
    assert len(scripts) == 1
    assert "alert" not in scripts[0].text
    assert "<script>alert" not in html
    assert "onerror=alert" not in {name for one in page.root.all() for name in one.attributes}
    assert HOSTILE in page.by_id()["coding.n1"].text
    assert HOSTILE in page.by_id()["summary"].text or HOSTILE in page.root.all("title")[0].text
    assert page.root.text.count(HOSTILE) >= 15
    assert "49" not in page.by_id()["coding.n1"].text
    markdown = render_report_markdown(report)
    assert not re.search(r"(?<!\\)<(?!/?a[ >])", markdown.replace("\n> ", "\n"))


def test_two_runs_and_shuffled_lines_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    files = with_narration(study_files())
    path = "corpus/codings/c1.jsonl"
    files[path] = "".join(reversed(files[path].splitlines(keepends=True)))
    shuffled = make_folder(tmp_path / "shuffled", files)
    made = []
    for number, root in enumerate((folder, folder, shuffled)):
        out = tmp_path / str(number)
        written = write_report(load(root), out)
        assert sorted(written) == sorted(out.iterdir())
        made.append({file.name: file.read_bytes() for file in written})
    assert made[0] == made[1] == made[2]
    assert "report.html" in made[0]


def test_languages_but_the_first_are_part_of_the_names(folder: Path, tmp_path: Path) -> None:
    first = write_report(load(folder), tmp_path / "out", name="chapter-8")
    second = write_report(load(folder), tmp_path / "out", name="chapter-8", languages=["en"])
    assert first[0].name == "chapter-8.html"
    assert second[0].name == "chapter-8.en.html"
    assert not set(first) & set(second)
    assert len(first) == len(second) == 2 + 4 + 4


@pytest.mark.parametrize("wrong", [{"languages": ["nl", "fr"]}, {"name": "../x"}, {"name": ""}])
def test_a_language_or_name_that_cannot_be_is_refused(
    folder: Path, tmp_path: Path, wrong: dict[str, Any]
) -> None:
    with pytest.raises(UsageError, match="allowed"):
        write_report(load(folder), tmp_path / "out", **wrong)
    assert not (tmp_path / "out").exists()


def test_source_text_is_shown_only_with_the_sources(folder: Path, tmp_path: Path) -> None:
    study = load(folder)
    sources = make_sources(tmp_path / "sources")
    with_them = render_report_html(gather_report(study, language="nl", sources=sources))
    without = render_report_html(gather_report(study, language="nl"))
    assert "Uit nood samen." in Page(with_them).by_id()["coding.e1"].text
    assert "Goede buren" in with_them
    for words in ("Uit nood samen", "Goede buren, zegt", "Nawoord", "Uitslag"):
        assert words not in without
    for words in ("Nawoord", "Uitslag"):
        assert words not in with_them


def test_changed_sources_are_refused_before_anything_is_written(
    folder: Path, tmp_path: Path
) -> None:
    sources = make_sources(tmp_path / "sources")
    (sources / "source.txt").write_text("Iets anders.\n", encoding="utf-8")
    with pytest.raises(CheckFailedError, match="another text"):
        write_report(load(folder), tmp_path / "out", sources=sources)
    assert not (tmp_path / "out").exists()


def test_bare_studies_give_a_report() -> None:
    coded = [("d1", "a", "urgency", "present")]
    for study in (
        build_study(),
        build_study(codings=coded),
        build_study(codings=coded, documents=[], unplaced=["k1"]),
        build_study(codes=(), cases={"ab": ()}),
    ):
        report = gather_report(study, language="nl")
        page = Page(render_report_html(report))
        ids = {one.id for one in page.root.all()}
        assert {unquote(link[1:]) for link in page.root.links} <= ids
        assert {"summary", "material", "scores", "codings"} <= ids
        assert not {"tables", "figures", "verdicts", "comparison", "discrepancies"} & ids
        assert render_report_markdown(report).startswith("# Study\n")


def test_codings_that_are_not_in_their_place_are_left_out() -> None:
    study = build_study(
        codings=[("d1", "a", "urgency", "present"), ("d1", "b", "urgency", "absent")],
        unplaced=["k1"],
    )
    report = gather_report(study, language="en")
    assert [*report.evidence] == ["k2"]
    assert report.documents[0].codings == 1


def test_each_step_is_told(folder: Path) -> None:
    steps: list[str] = []
    gather_report(load(folder), language="nl", progress=steps.append)
    assert steps[:8] == [
        "sources",
        "scores",
        "tables",
        "figures",
        "comparison",
        "evidence",
        "reliability",
        "networks",
    ]
    assert steps[8] == "robustness, leaving one out"


def test_registration_is_said_as_it_is(folder: Path, tmp_path: Path) -> None:
    said = render_report_html(gather_report(load(folder), language="en"))
    assert said.count("Written down before coding, on 2026-01-01.") == 2
    files = with_narration(study_files())
    hypotheses = files["codebooks/hypotheses.yaml"]
    hypotheses = re.sub(r" +registered: .*REGISTERED-H2.*\n", "", hypotheses)
    files["codebooks/hypotheses.yaml"] = hypotheses.replace("REGISTERED-H1", "0" * 64)
    changed = render_report_html(
        gather_report(load(make_folder(tmp_path, files), strict=False), language="en")
    )
    assert "Post hoc: predicts something else" in changed
    assert "Not registered before coding." in changed
    assert "Written down before coding" not in changed


def test_a_verdict_by_rule_5_shows_the_hoop_that_its_rival_missed() -> None:
    mine = predict("mine", equals("urgency", "present"))
    late = Reading("late", labels("late"), "Elsewhere 2010", (mine,), added="2027-01-02")
    study = build_study(
        codes=["urgency", "pressure"],
        codings=[("d1", "ab", "urgency", "present"), ("d2", "ab", "pressure", "absent")],
        hypotheses=[
            hypothesis(
                "H1",
                rivals=[("H2", "exclusive")],
                readings=[Reading("first", labels("first"), "", (mine,)), late],
            ),
            hypothesis("H2", predict("theirs", equals("pressure", "present"))),
        ],
    )
    first, second = study.hypotheses
    registered = replace(first, registered_on="2026-01-01", registered_sha256=first.predicts_sha256)
    study = replace(study, hypotheses=(registered, second))
    report = gather_report(study, language="en")
    verdict = report.now.verdict_of("H1", "first", "ab")
    assert verdict
    assert (verdict.verdict, verdict.rule) == ("supported", 5)
    page = Page(render_report_html(report))
    card = page.by_id()["verdict.H1.first.ab"]
    assert "Rival H2: theirs" in card.text
    scores, codings = {"#score.ab.urgency", "#score.ab.pressure"}, {"#coding.k1", "#coding.k2"}
    assert scores | codings | {"#robustness.H1.first.ab"} == card.links
    assert "Elsewhere 2010" in page.root.text
    overview = page.by_id()["summary"].all("tbody")[0].all("tr")
    assert ["post hoc" in row.text for row in overview] == [False, True, True]
    for said in (page.root.text, render_report_markdown(report)):
        assert said.count("Post hoc: added on 2027-01-02, when coding had begun.") == 1


def test_a_long_list_of_codings_is_folded_and_none_is_lost() -> None:
    claim = predict("mine", equals("urgency", "present"))
    study = build_study(
        codings=[("d1", "ab", "urgency", "present") for _ in range(7)],
        hypotheses=[hypothesis("H1", claim)],
    )
    page = Page(render_report_html(gather_report(study, language="en")))
    card = page.by_id()["verdict.H1.reading.ab"]
    assert {f"#coding.k{n}" for n in range(1, 8)} <= card.links
    _, folded = card.all("details")
    assert folded.all("summary")[0].text == "and 3 more"
    assert len(folded.links) == 3


def test_scores_are_said_as_in_the_tables() -> None:
    study = build_study(
        codes=[
            code("milestone", "milestones"),
            code("duration", "years", derive=("milestone", "first-talks", "realised")),
            code("advisers", "yes-no"),
        ],
        codings=[
            ("d1", "ab", "milestone", "first-talks", {"date": "2010-01-01"}),
            ("d1", "ab", "milestone", "realised", {"date": "2012-07-01"}),
            ("d1", "ab", "advisers", "yes"),
            ("d2", "ab", "advisers", "no"),
        ],
    )
    filters = make_filters(gather_report(study, language="nl"))
    book = Scorebook(study)
    said = {id: filters["score_text"](book.score("ab", id)) for id in study.codes}
    assert said["duration"] == "2,5"
    assert said["advisers"] == "omstreden: no, yes"
    assert said["milestone"] == "first-talks 2010-01-01; realised 2012-07-01"
    published = PublishedValue("ab", "duration", ("2.5", "2.6"), "", "prose", "")
    assert filters["published_values"](published) == "2,5 / 2,6"


@pytest.mark.parametrize(
    ("claim", "k", "words"),
    [
        ("at-least", 2, "holds for at least 2 units"),
        ("at-least", 1, "holds for at least one unit"),
        ("existential", 0, "holds for at least one unit"),
        ("universal", 0, "holds for all units"),
    ],
)
def test_what_is_claimed_is_said_with_its_number(claim: str, k: int, words: str) -> None:
    mine = predict("mine", equals("urgency", "present"))
    study = build_study(hypotheses=[hypothesis("H1", mine, claim=claim, k=k)])
    html = render_report_html(gather_report(study, language="en"))
    assert f"Claim: {words}" in " ".join(html.split())


def test_a_third_language_gives_english_words_and_no_dutch() -> None:
    mine = predict("mine", equals("urgency", "present"))
    study = build_study(
        codings=[("d1", "ab", "urgency", "present"), ("d2", "ab", "urgency", "absent")],
        hypotheses=[hypothesis("H1", mine)],
        languages=("de",),
    )
    report = gather_report(study, language="de")
    for text in (render_report_html(report), render_report_markdown(report)):
        assert "contested" in text
        for dutch in ("omstreden", "Onbeslist", "onbeslist", "mediaan"):
            assert dutch not in text


@pytest.mark.parametrize("opening", ["# ", "1. ", "2) ", "- ", "+ "])
def test_a_paragraph_of_the_markdown_is_no_heading_or_list(opening: str) -> None:
    words = labels(f"{opening}Words.")
    mine = replace(predict("mine", equals("urgency", "present")), label=words)
    claim = replace(hypothesis("H1", mine), statement=words)
    markdown = render_report_markdown(
        gather_report(build_study(hypotheses=[claim], about=words), language="en")
    )
    lines = [line for line in markdown.split("\n") if "Words." in line and "|" not in line]
    kept = opening.replace(opening.strip()[-1], f"\\{opening.strip()[-1]}")
    assert lines[0] == f"{kept}Words."
    assert lines[1] == f"> {kept}Words."
    assert lines[2].startswith(f"- {kept}Words. (")


def test_why_something_of_a_source_is_left_out_is_said_in_words(report: Report) -> None:
    (source, *_) = report.sources
    told = replace(source, left_out=(("running-heads", 0.25),))
    there = replace(report, found=report.found | {"sources": (told,)})
    for text in (render_report_html(there), render_report_markdown(there)):
        assert "(running heads)" in text
        assert "running-heads" not in text


def test_the_markdown_has_the_proofs_and_the_scores(markdown: str, report: Report) -> None:
    scores = {f"(#{evidence_id(ref)})" for ref in report.scores}
    proven = [v for v in report.now.verdicts if v.predictions]
    assert proven
    read = {
        f"(#{evidence_id(Ref(*key))})" for v in proven for o in v.predictions for key in o.scores
    }
    assert read
    assert read <= scores
    for link in read:
        assert link in markdown
    for ref in report.scores:
        assert f'| <a id="{evidence_id(ref)}"></a>' in markdown
    for verdict in proven:
        for one in (*verdict.codings_for, *verdict.codings_against):
            assert f"(#coding-{one})" in markdown
