"""From a coding to its words and their origin; words in context."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from crosscase.corpus import Origin, Source
from crosscase.errors import CheckFailedError, UsageError
from crosscase.evidence import evidence_of, gather_evidence, read_sources, search_texts
from crosscase.storage import load
from crosscase.study import Study
from tests.builders import build_study, document
from tests.folders import SOURCE, make_folder, make_sources, replace_once, study_files, text_sha256


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return load(make_folder(tmp_path / "study"))


def test_a_coding_leads_to_its_passage_and_origin(study: Study) -> None:
    found = evidence_of(study, "e2")
    assert (found.document.id, found.passage, found.placed) == ("d1", "2", True)
    assert found.passage_text.startswith("[2] Het vertrouwen in de buren")
    (origin,) = found.origins
    assert SOURCE[origin.start : origin.end] == "Goede buren, zegt men."
    assert (origin.source, origin.citation, origin.text) == ("src", "Auteur (2012). Titel.", "")
    assert origin.sha256 == text_sha256("Goede buren, zegt men.")
    data = found.as_dict()
    assert [*data][:4] == ["id", "coder", "document", "title"]
    assert data["toward"] == "b"
    assert data["origins"] == [
        {
            "source": "src",
            "citation": "Auteur (2012). Titel.",
            "start": 24,
            "end": 46,
            "sha256": origin.sha256,
            "text": "",
        }
    ]


def test_a_coding_over_two_passages_leads_to_both_and_all_their_origins() -> None:
    text = "# Kop\n[7] Een begin\n\nen een eind.\n\nDaarna niets.\n"
    study = build_study(
        documents=[document("d1", text=text)],
        codings=[("d1", "a", "urgency", "present", {"quote": "begin\n\nen een"})],
        sources={"s": Source("s", "Citation", "s.txt", "", 30, (), ())},
        origins=(
            Origin("d1", "p2", "s", 10, 20, "x"),
            Origin("d1", "7", "s", 0, 5, "y"),
            Origin("d1", "7", "s", 5, 10, "z"),
            Origin("d1", "p3", "s", 20, 30, "w"),
        ),
    )
    found = evidence_of(study, "k1")
    assert found.passage == "7;p2"
    assert found.passage_text == "[7] Een begin\n\nen een eind."
    assert [(one.start, one.end) for one in found.origins] == [(0, 5), (5, 10), (10, 20)]


def test_a_coding_up_to_the_next_passage_does_not_touch_it() -> None:
    text = "Een.\nTwee.\n\nDrie.\n"
    coding = ("d1", "a", "urgency", "present", {"start": 0, "end": text.index("Drie")})
    study = build_study(documents=[document("d1", text=text)], codings=[coding])
    assert evidence_of(study, "k1").passage == "p1"


def test_a_source_that_is_not_utf8_is_refused(study: Study, tmp_path: Path) -> None:
    data = b"Titel \xe9\n"
    (tmp_path / "source.txt").write_bytes(data)
    source = replace(study.sources["src"], sha256=hashlib.sha256(data).hexdigest())
    with pytest.raises(CheckFailedError, match=r"source\.txt: found a byte .* at 6; .*UTF-8"):
        read_sources(replace(study, sources={"src": source}), tmp_path)


def test_a_document_without_origins(study: Study) -> None:
    assert evidence_of(study, "e5").origins == ()


def test_with_the_sources_the_original_words_are_shown(study: Study, tmp_path: Path) -> None:
    sources = make_sources(tmp_path / "sources")
    assert evidence_of(study, "e1", sources=sources).origins[0].text == "Uit nood samen."
    assert read_sources(study, sources) == {"src": SOURCE}


def test_all_placed_codings_at_once(study: Study) -> None:
    found = gather_evidence(study, texts={})
    assert [*found] == ["e1", "e2", "e3", "e5"]
    assert all(found[id] == evidence_of(study, id) for id in found)


def test_sources_that_are_missing_or_another_are_refused(study: Study, tmp_path: Path) -> None:
    with pytest.raises(CheckFailedError, match="not found"):
        read_sources(study, tmp_path)
    (tmp_path / "source.txt").write_text(SOURCE.replace("ja", "nee"), encoding="utf-8")
    with pytest.raises(CheckFailedError, match="another text"):
        evidence_of(study, "e1", sources=tmp_path)


def test_an_origin_that_is_not_what_it_says_is_refused(tmp_path: Path) -> None:
    files = study_files()
    files["corpus/origins.csv"] = replace_once(files["corpus/origins.csv"], "src,7,22", "src,7,21")
    study = load(make_folder(tmp_path / "study", files), strict=False)
    with pytest.raises(CheckFailedError, match=r"characters 7–21 .* d1, passage 1"):
        read_sources(study, make_sources(tmp_path / "sources"))


def test_an_unknown_coding_is_refused(study: Study) -> None:
    with pytest.raises(UsageError, match="e6"):
        evidence_of(study, "e6")


def test_a_coding_whose_words_are_gone_has_no_passage() -> None:
    study = build_study(codings=[("d1", "a", "urgency", "present")], unplaced=["k1"])
    found = evidence_of(study, "k1")
    assert (found.placed, found.passage, found.passage_text, found.origins) == (False, "", "", ())
    assert gather_evidence(study, texts={}) == {}
    assert search_texts(study, "passage 1 of d1").codings.tolist() == [""]


TEXT = document("d1", text="[1] Één dag.\nEen dag later.\n\nDAG, zei hij. Dagdag.\n")


def searched(words: str, **options: object) -> list[tuple[str, str, str]]:
    study = build_study(
        documents=[TEXT, "d2"],
        codings=[("d1", "a", "urgency", "present", {"quote": "dag.\nEen"})],
    )
    found = search_texts(study, words, **options)  # type: ignore[arg-type]
    assert [*found.columns] == [
        "document",
        "passage",
        "speaker",
        "page",
        "start",
        "end",
        "left",
        "match",
        "right",
        "codings",
    ]
    for row in found.itertuples():
        text = study.documents[str(row.document)].text
        assert text[row.start : row.end] == row.match
    return [*zip(found.match, found.passage, found.codings, strict=True)]


def test_words_are_found_whatever_their_case_with_the_codings_that_touch_them() -> None:
    assert searched("dag") == [
        ("dag", "1", "k1"),
        ("dag", "1", ""),
        ("DAG", "p2", ""),
        ("Dag", "p2", ""),
        ("dag", "p2", ""),
    ]
    assert searched("één") == [("Één", "1", "")]
    assert searched(unicodedata.normalize("NFD", "één")) == [("Één", "1", "")]
    assert searched("nergens") == []
    assert searched(".*") == []


def test_the_surroundings_are_on_one_line() -> None:
    study = build_study(documents=[TEXT])
    (row,) = search_texts(study, "later", context=9).to_dict("records")
    assert (row["left"], row["right"]) == (" Een dag ", ".  DAG, z")


def test_only_one_document() -> None:
    assert searched("passage 1 of", document="d2") == [("Passage 1 of", "1", "")]
    assert searched("passage", document="d1") == []


@pytest.mark.parametrize(("words", "document"), [("", ""), ("dag", "d9")])
def test_nothing_to_look_for_or_no_such_document(words: str, document: str) -> None:
    with pytest.raises(UsageError):
        searched(words, document=document)


def test_every_coding_that_touches_a_hit_is_named() -> None:
    text = "ja " * 40
    spans = [(0, 120), (2, 5), (3, 4), (5, 9), (30, 31), (31, 34), (60, 90), (60, 61), (119, 120)]
    study = build_study(
        codings=[("d1", "a", "urgency", "present")] * len(spans),
        documents=[document("d1", text=text)],
    )
    codings = [
        replace(coding, start=start, end=end)
        for coding, (start, end) in zip(study.coding_state.codings, spans, strict=True)
    ]
    study = replace(study, coding_state=replace(study.coding_state, codings=tuple(codings)))
    hits = search_texts(study, "ja")
    assert len(hits) == 40
    for row in hits.to_dict("records"):
        touching = [c.id for c in codings if c.start < row["end"] and row["start"] < c.end]
        assert row["codings"].split(";") == touching
