"""The pages of results: every way on is there, nothing comes but from the report's functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from starlette.testclient import TestClient

from crosscase.comparison import build_tables
from crosscase.report import gather_report
from crosscase.report.layout import render_section
from crosscase.scoring import Scorebook, Selection
from crosscase.storage import init, load
from crosscase.web.views import PATHS
from crosscase.web.views.places import find_anchor
from crosscase.web.views.results import Results
from tests.unit.report.example import Page, full_study, hostile_study
from tests.web.conftest import open_client
from tests.web.views import ADDRESSES, LANGUAGES, SLOW, links_of, make_study, read_page


def close(client: TestClient) -> None:
    """End the processes that a workbench started."""
    behind = client.app.app  # type: ignore[attr-defined]
    results: Results | None = getattr(behind.state, "results", None)
    if results is not None:
        results.close()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_study(tmp_path_factory.mktemp("views"))


@pytest.fixture(scope="module")
def client(root: Path) -> Iterator[TestClient]:
    client = open_client(root, "c2")
    yield client
    close(client)


def test_every_link_of_every_page_arrives(client: TestClient) -> None:
    client.cookies.set("crosscase-lang", "nl")
    waiting, pages = list(ADDRESSES), {}
    wanted: dict[str, set[str]] = {}
    while waiting:
        address = waiting.pop()
        if address in pages:
            continue
        page = pages[address] = read_page(client, address)
        assert page.root.all("html")[0].attributes["lang"] == "nl"
        for path, fragment in links_of(page, address):
            if path.startswith(("/read/", "/?", "/static/")) or "lang=" in path or "theme=" in path:
                continue
            wanted.setdefault(path, set()).add(unquote(fragment))
            if path not in pages and path != "/" and "most=" not in path:
                waiting.append(path)
    for path, fragments in wanted.items():
        if path in pages:
            ids = {one.id for one in pages[path].root.all()}
            assert fragments - {""} <= ids, path
    assert len([path for path in pages if path.startswith("/scores/score.")]) > 20
    assert len([path for path in pages if path.startswith("/codings/")]) >= 6
    assert {"/verdicts/H1", "/verdicts/H2"} <= pages.keys()


def test_every_address_is_one_of_the_paths(client: TestClient) -> None:
    assert {path for path in PATHS if "{" not in path} == {*ADDRESSES, "/evidence"}


def test_texts_are_linked_at_the_words(client: TestClient, root: Path) -> None:
    study = load(root)
    for id, coding in study.codings.items():
        page = read_page(client, f"/codings/{id}")
        links = [link for link in page.root.links if link.startswith("/read/")]
        assert f"/read/{coding.document}#coding.{id}" in links
        (words,) = page.root.all("mark")
        assert words.text == coding.quote


@pytest.mark.parametrize("address", ["/tables", "/comparison", "/material"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_what_the_report_says(
    client: TestClient, root: Path, address: str, language: str
) -> None:
    client.cookies.set("crosscase-lang", language)
    report = gather_report(load(root), language=language)
    here = read_page(client, address).root.all("main")[0]
    there = Page(f"<main>{render_section(report, address[1:])}</main>").root
    for tag in ("td", "caption", "th"):
        said = [" ".join(one.text.split()) for one in there.all(tag)]
        assert said == [" ".join(one.text.split()) for one in here.all(tag)][: len(said)]
    assert there.all("td")


@pytest.mark.parametrize("address", SLOW)
def test_what_takes_long_is_what_the_report_says(
    client: TestClient, root: Path, address: str
) -> None:
    client.cookies.set("crosscase-lang", "en")
    report = gather_report(load(root), language="en")
    here = read_page(client, address).root
    (made,) = [one for one in here.all("div") if one.attributes.get("class") == "made"]
    there = Page(f"<main>{render_section(report, address[1:])}</main>").root
    for tag in ("td", "p", "h2"):
        said = [" ".join(one.text.split()) for one in there.all("h3" if tag == "h2" else tag)]
        assert [" ".join(one.text.split()) for one in made.all(tag)] == said


@pytest.mark.parametrize("address", [*ADDRESSES, "/verdicts/H1", "/search?q=de"])
def test_no_page_has_styles_of_its_own(client: TestClient, address: str) -> None:
    read_page(client, address)
    text = client.get(address).text
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", text)


def test_what_is_found_stands_between_whole_words(client: TestClient, root: Path) -> None:
    texts = " | ".join(one.text.replace("\n", " ") for one in load(root).documents.values())
    hits = [
        [one.text for one in hit.all("span") if one.attributes["class"] in ("left", "right")]
        for hit in read_page(client, "/search?q=de&coder=all").root.all("a")
        if hit.attributes.get("class") == "hit-words text"
    ]
    cut = [left for left, _ in hits if left.startswith("… ")]
    assert cut
    for left in cut:
        assert f" {left[2:]}" in texts
    for right in [right for _, right in hits if right.endswith(" …")]:
        assert f"{right[:-1]}" in texts


def test_every_cell_opens_its_evidence(client: TestClient) -> None:
    cells = read_page(client, "/tables").root.all("td")
    wanted = {cell.attributes["data-ref"] for cell in cells if cell.attributes.get("data-ref")}
    assert any(" " in one for one in wanted)
    for refs in wanted:
        query = "&".join(f"id={quote(one)}" for one in refs.split())
        text = client.get(f"/evidence?fragment=1&{query}").text
        assert "<html" not in text
        pieces = Page(f"<main>{text}</main>").root.all("div")
        anchors = [
            one.attributes["data-anchor"] for one in pieces if "data-anchor" in one.attributes
        ]
        assert anchors == refs.split()
    for cell in cells:  # without scripts as well
        if cell.attributes.get("data-ref") and cell.text.strip():
            assert cell.all("a"), cell.text


def test_what_is_open_stands_in_the_address(client: TestClient) -> None:
    page = read_page(client, "/tables?open=score.a.urgency+coding.e5")
    (panel,) = page.root.all("dialog")
    assert "open" in panel.attributes
    anchors = [one.attributes.get("data-anchor") for one in panel.all()]
    assert [one for one in anchors if one] == ["score.a.urgency", "coding.e5"]
    assert "open" not in read_page(client, "/tables").root.all("dialog")[0].attributes


def test_evidence_that_is_being_made_says_so(tmp_path: Path) -> None:
    client = open_client(make_study(tmp_path))
    address = "/evidence?fragment=1&id=robustness.H1.plain.a"
    assert "data-waiting" in client.get(address).text
    read_page(client, "/robustness")
    assert 'id="robustness.H1.plain.a"' in client.get(address).text
    for other in ("robustness.H1.plain.x", "robustness.H1.plain.a&kind=interview"):
        assert "data-waiting" not in client.get(f"/evidence?fragment=1&id={other}").text
    close(client)


def test_only_some_codings_count_when_asked(client: TestClient, root: Path) -> None:
    study = load(root)
    kinds = frozenset({"interview", "document", "observation"})
    book = Scorebook(study, Selection(kinds=kinds))
    client.cookies.set("crosscase-lang", "en")
    for query in ("kind=interview&kind=document", "without-kind=narration"):
        page = read_page(client, f"/tables?{query}")
        said = [cell.text.strip() for cell in page.root.all("td")]
        expected = [
            cell.text.get("en", next(iter(cell.text.values()), ""))
            for table in build_tables(study, book)
            for row in table.rows
            for cell in row.cells
        ]
        assert said == expected
        assert said != [cell.text.strip() for cell in read_page(client, "/tables").root.all("td")]
        links = {path for path, _ in links_of(page, "/tables") if path.startswith("/scores/")}
        assert links and all(
            path.endswith("?kind=document&kind=interview")
            or path.endswith("?kind=interview&kind=document")
            for path in links
        )


def test_at_a_snapshot_a_coding_says_what_it_said_then(client: TestClient) -> None:
    now = client.get("/codings/e1").text
    then = client.get("/codings/e1?snapshot=first-coding").text
    assert "zwakker dan gedacht" in now and "deels" in now
    facts = then[then.index("<dl") : then.index("</dl>")]
    assert "aanwezig" in facts and "zwakker" not in facts


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/tables?coder=nobody", 400, "nobody"),
        ("/tables?kind=novel", 400, "novel"),
        ("/verdicts?snapshot=never", 400, "never"),
        ("/tables?without-kind=interview&without-kind=document&without-kind=narration&without-kind=observation", 400, "no kind"),
        ("/verdicts/H9", 404, "H9"),
        ("/scores?codebook=none", 400, "none"),
        ("/scores?period=never", 400, "never"),
        ("/scores/urgency", 404, ""),
        ("/scores/score.a.nothing", 404, "score.a.nothing"),
        ("/codings/e6", 404, "e6"),
        ("/evidence", 404, "no id"),
        ("/evidence?id=coding.none", 404, "coding.none"),
        ("/search?q=a&code=nothing", 400, "nothing"),
        ("/search?where=nowhere", 400, "nowhere"),
        ("/search?coder=nobody", 400, "nobody"),
        ("/disagreements?item=d-0", 404, "d-0"),
        ("/disagreements?kind=odd", 400, "odd"),
        ("/disagreements?case=nowhere", 400, "nowhere"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(
    client: TestClient, address: str, status: int, said: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert said in answer.text


@pytest.mark.parametrize(
    ("anchor", "address"),
    [
        ("verdict.H1.plain.a", "/verdicts/H1#verdict.H1.plain.a"),
        ("verdict.H1.plain.all", "/verdicts/H1#verdict.H1.plain.all"),
        ("hypothesis.H2", "/verdicts/H2"),
        ("robustness.H1.plain.a", "/robustness#robustness.H1.plain.a"),
        ("score.a.urgency", "/scores/score.a.urgency"),
        ("score.a.trust.decision.b", "/scores/score.a.trust.decision.b"),
        ("table.1", "/tables#table.1"),
        ("figure.having", "/networks#figure.having"),
        ("code.urgency", "/material#code.urgency"),
        ("pair.urgency.trust", "/networks#pair.urgency.trust"),
        ("discrepancies", "/comparison#discrepancies"),
        ("summary", "/verdicts"),
        ("scores", "/scores"),
        *((name, "") for name in ("", "verdict.H1.plain", "verdict.H1.other.a", "score.a")),
        *((name, "") for name in ("table.0", "pair.urgency.nothing", "coding.none", "x.y")),
    ],
)
def test_anchors_of_the_report_have_an_address(root: Path, anchor: str, address: str) -> None:
    study = load(root)
    if anchor == "table.1":
        anchor, address = (one.replace("1", study.tables[0].id) for one in (anchor, address))
    assert find_anchor(study, anchor) == address


def test_an_anchor_leads_to_its_page(client: TestClient) -> None:
    answer = client.get("/at/verdict.H1.plain.a", follow_redirects=False)
    assert answer.headers["location"] == "/verdicts/H1#verdict.H1.plain.a"


def test_a_coding_tells_its_history(client: TestClient) -> None:
    client.cookies.set("crosscase-lang", "en")
    page = read_page(client, "/codings/e1")
    (history,) = [one for one in page.root.all("details") if "history" in one.attributes["class"]]
    said = [" ".join(one.text.split()) for one in history.all("li")]
    assert said == [
        "2026-11-21 09:30 UTC added",
        "2026-11-21 09:30 UTC revised: value → partial; memo → zwakker dan gedacht",
    ]


def test_words_that_moved_are_said_not_to_count(tmp_path: Path) -> None:
    root = full_study(tmp_path)
    text = root / "corpus/texts/d2.md"
    text.write_text("Een heel andere tekst.\n", encoding="utf-8")
    catalogue = root / "corpus/documents.yaml"
    before = load(root, strict=False).documents["d2"].sha256
    from crosscase.spans import text_sha256

    catalogue.write_text(
        catalogue.read_text("utf-8").replace(before, text_sha256("Een heel andere tekst.\n")),
        encoding="utf-8",
    )
    client = open_client(root)
    answer = client.get("/codings/e5?lang=en")
    assert "no longer where they were" in answer.text
    assert "Niemand was tegen" not in answer.text.split('<div id="view"')[1].split("history")[0]


def test_results_follow_the_codings(tmp_path: Path) -> None:
    client = open_client(make_study(tmp_path))
    before = client.get("/scores/score.b.urgency").text
    version = re.search(r'id="newer"[^>]*data-version="([^"]+)"', before)
    assert version
    text = client.get("/api/documents/d1").json()["document"]["text"]
    start = text.index("ging het niet meer")
    body = {
        "request": "1" * 32,
        "start": start,
        "end": start + 18,
        "quote": "ging het niet meer",
        "claims": [{"code": "urgency", "unit": "b", "value": "present"}],
    }
    assert client.post("/api/documents/d1/codings", json=body).status_code == 201
    after = client.get("/scores/score.b.urgency").text
    assert "“ging het niet meer”" in after and "“ging het niet meer”" not in before
    assert client.get(f"/api/changes?since={version[1]}").json()["changed"] is True


def test_a_study_with_errors_is_not_analysed(tmp_path: Path) -> None:
    root = full_study(tmp_path)
    with (root / "corpus/codings/c1.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "x", "event": "odd"}\n')
    client = open_client(root)
    for address in ("/tables", "/verdicts", "/robustness", "/search?q=de", "/codings/e1"):
        answer = client.get(address)
        assert answer.status_code == 422
        assert "corpus/codings/c1.jsonl" in answer.text


def test_an_address_that_is_not_there_is_told_in_one_language(tmp_path: Path) -> None:
    client = open_client(init(tmp_path / "new", title="A study", language="en"))
    page = client.get("/nowhere?lang=nl")
    assert page.status_code == 404
    assert "Niet gevonden" in page.text
    assert "Not Found" not in page.text
    assert client.get("/api/nowhere").json()["message"] == "Not Found"


@pytest.mark.parametrize(
    ("address", "said", "not_said"),
    [
        ("/figures", "under `figures` in codebooks/tables.yaml", "too little"),
        ("/robustness", "hypotheses in codebooks/hypotheses.yaml", "too little"),
        ("/reliability", "once two coders have read the same text", "too little"),
        ("/networks", "once something is coded", "too little"),
        ("/disagreements", "no two coders have read the same text", "found coder-1"),
        ("/search", "adjudicated: what coders agreed on", "too little"),
    ],
)
def test_a_page_without_results_says_what_to_do(
    tmp_path: Path, address: str, said: str, not_said: str
) -> None:
    root = init(tmp_path / "new", title="A study", language="en")
    client = open_client(root, "coder-1")
    page = read_page(client, address).root.text
    close(client)
    assert said in page
    assert not_said not in page


@pytest.mark.parametrize("coder", ["", "coder-1"])
def test_a_new_study_says_what_it_lacks(tmp_path: Path, coder: str) -> None:
    client = open_client(init(tmp_path / "new", title="A study", language="en"), coder)
    for address in ADDRESSES:
        page = read_page(client, address)
        assert page.root.all("h1")[0].text.strip()
    close(client)


def test_hostile_words_are_only_words(tmp_path: Path) -> None:
    hostile_study(tmp_path)
    client = open_client(tmp_path / "hostile")
    addresses = [
        *ADDRESSES,
        "/verdicts/H1",
        "/codings/n1",
        "/search?q=alert",
        "/search?code=urgency",
    ]
    addresses += [f"/search?q={quote('<script>alert(1)</script>')}", "/scores/score.b.urgency"]
    for address in addresses:
        page = read_page(client, address)
        assert not page.root.all("img"), address
        for script in page.root.all("script"):
            assert "src" in script.attributes or script.attributes["type"] == "application/json"
    close(client)
