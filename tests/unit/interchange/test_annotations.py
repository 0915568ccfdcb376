"""Codings as Web Annotations: selectors that find the words, ids that stay, terms that are known."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crosscase.errors import UsageError
from crosscase.interchange.annotations import annotate_study, write_annotations
from crosscase.storage import load
from crosscase.study import Study
from tests.folders import TEXTS, add, lines, make_folder, study_files

TERMS = {
    *("id", "type", "label", "total", "first", "startIndex", "items", "motivation", "creator"),
    *("created", "body", "target", "purpose", "source", "value", "format", "language", "name"),
    *("selector", "exact", "prefix", "suffix", "start", "end", "rights"),
}
"""Terms of the context http://www.w3.org/ns/anno.jsonld that may be used."""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return load(make_folder(tmp_path / "study"))


def keys_of(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from data
        for value in data.values():
            yield from keys_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from keys_of(value)


def items_of(study: Study, **options: Any) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = annotate_study(study, **options)["first"]["items"]
    return items


def test_selectors_find_the_words_in_code_points(tmp_path: Path) -> None:
    text = "😀 e\u0301 is é.".replace("e\u0301", "é") + " 😀 De raad 😀 stemde in.\n"
    files = study_files()
    files["corpus/texts/d2.md"] = text
    from crosscase.spans import make_anchor, text_sha256

    start = text.index("raad 😀 stemde")
    anchor = make_anchor(text, start, start + len("raad 😀 stemde"))
    one = add("e1", "d2", "De raad")
    one |= {name: getattr(anchor, name) for name in ("start", "end", "quote", "prefix", "suffix")}
    one["text_sha256"] = text_sha256(text)
    files["corpus/codings/c1.jsonl"] = lines(one)
    files["corpus/snapshots/first.txt"] = "# Eerste\ne1\n"
    files["corpus/documents.yaml"] = files["corpus/documents.yaml"].replace(
        text_sha256(TEXTS["d2"]), text_sha256(text)
    )
    (item,) = items_of(load(make_folder(tmp_path / "study", files)))
    quoted, place = item["target"]["selector"]
    assert text[place["start"] : place["end"]] == quoted["exact"] == "raad 😀 stemde"
    assert text.index(quoted["prefix"] + quoted["exact"] + quoted["suffix"]) == start - len(
        quoted["prefix"]
    )


def test_only_terms_of_the_model_are_used(study: Study) -> None:
    made = annotate_study(study)
    assert made.pop("@context")[0] == "http://www.w3.org/ns/anno.jsonld"
    assert {key for key in keys_of(made) if not key.startswith("crosscase:")} <= TERMS
    assert made["total"] == len(made["first"]["items"]) == 4


def test_an_annotation_says_who_when_and_what(study: Study) -> None:
    item = next(one for one in items_of(study) if "Wij moesten" in json.dumps(one))
    assert item["creator"]["name"] == "c1"
    assert item["created"] == "2026-11-21T09:30:00Z"
    assert item["motivation"] == "classifying"
    claim, *tags, memo = item["body"]
    assert (claim["crosscase:code"], claim["crosscase:value"]) == ("urgency", "partial")
    assert [tag["value"] for tag in tags] == ["Urgentie", "A", "deels"]
    assert (memo["purpose"], memo["value"]) == ("commenting", "zwakker dan gedacht")
    english = items_of(study, language="en")
    assert "Urgency" in json.dumps(english)


def test_ids_are_uuids_and_stay(study: Study) -> None:
    ids = [item["id"] for item in items_of(study)]
    assert len(set(ids)) == len(ids)
    for id in ids:
        assert uuid.UUID(id).urn == id
    assert write_annotations(study) == write_annotations(load(study.root))


def test_an_event_that_is_a_uuid_keeps_it(tmp_path: Path) -> None:
    files = study_files()
    files["corpus/codings/c1.jsonl"] = lines(add("7f6c2a91d03b4e58a1c94d7be2065f3a"))
    del files["corpus/snapshots/first.txt"]
    (item,) = items_of(load(make_folder(tmp_path / "study", files)))
    assert item["id"] == "urn:uuid:7f6c2a91-d03b-4e58-a1c9-4d7be2065f3a"


def test_a_text_is_named_by_its_hash_or_its_address(study: Study) -> None:
    source = items_of(study)[0]["target"]["source"]
    assert source["id"].startswith("ni:///sha-256;")
    assert len(source["id"]) == len("ni:///sha-256;") + 43
    source = items_of(study, base="https://example.org/my study/")[0]["target"]["source"]
    assert source["id"] == "https://example.org/my study/corpus/texts/d1.md"


def test_one_document_at_a_time(study: Study) -> None:
    both = items_of(study, documents=["d1"]) + items_of(study, documents=["d2"])
    assert both == items_of(study)
    with pytest.raises(UsageError, match="d3"):
        annotate_study(study, documents=["d3"])


def test_codings_that_cannot_be_placed_are_left(tmp_path: Path) -> None:
    files = study_files()
    files["corpus/codings/c1.jsonl"] = lines(
        add("e1"), add("e2", text_sha256="f" * 64, code="pressure")
    )
    made = annotate_study(load(make_folder(tmp_path / "study", files)))
    assert made["total"] == 1
