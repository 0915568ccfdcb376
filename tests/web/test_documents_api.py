"""The study and its documents through the API, coverage, changes, search and disagreements."""

from __future__ import annotations

import gzip
import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from crosscase.adjudication import find_items
from crosscase.storage import OpenStudy, add_coding, check, cover_documents, load
from crosscase.web.api import documents
from crosscase.web.api.asking import visible_coders
from tests.folders import TEXTS, make_folder, replace_once, study_files
from tests.web.conftest import open_client
from tests.web.test_codings_api import CLAIM, add, lines_of, new


def test_the_study_says_what_can_be_coded(client: TestClient, study: Path) -> None:
    said = client.get("/api/study").json()
    record = load(study)
    assert said["coder"] == "c1"
    assert [one["id"] for one in said["units"]] == list(record.units)
    (book,) = said["codebooks"]
    assert [one["id"] for one in book["codes"]] == list(record.codes)
    urgency, duration = book["codes"][0], book["codes"][-1]
    assert urgency["definition"] == {"nl": "Besef van nood.", "en": "Sense of need."}
    assert (urgency["derived"], duration["derived"]) == (False, True)
    assert [one["id"] for one in said["scales"]["presence"]["values"]] == [
        "absent",
        "partial",
        "present",
    ]
    assert said["periods"][0]["dates"]["ab"] == ["", "2011-06"]
    assert [one["id"] for one in said["documents"]] == ["d1", "d2"]
    assert said["documents"][0]["length"] == len(TEXTS["d1"])


def test_only_one_s_own_codings_are_shown_unless_asked(client: TestClient, study: Path) -> None:
    own = {one.id for one in load(study).codings.values() if one.coder == "c1"}
    identity = add_coding(study, "c2", "d1", "Wij moesten wel", "urgency", "a", "partial")

    def ids(client: TestClient, **params: str) -> set[str]:
        answer = client.get("/api/documents/d1", params=params)
        return {one["id"] for one in answer.json()["codings"]}

    assert identity not in ids(client)
    assert ids(client) <= own
    assert identity in ids(client, others="c2")
    assert identity in ids(open_client(study, ""))
    assert client.get("/api/documents/d1", params={"others": "c9"}).status_code == 400


def test_a_document_comes_with_its_text_and_what_divides_it(client: TestClient) -> None:
    said = client.get("/api/documents/d1").json()["document"]
    assert said["text"] == TEXTS["d1"]
    assert [one["number"] for one in said["passages"]] == ["1", "2"]
    first = said["passages"][0]
    assert said["text"][first["start"] : first["end"]].startswith("[1] Wij moesten wel")
    assert client.get("/api/documents/d9").status_code == 404


def test_a_large_answer_is_packed_for_who_can_unpack_it(tmp_path: Path) -> None:
    files = study_files()
    text = TEXTS["d2"] + "Woord na woord. " * 20_000 + "\n"
    from crosscase.spans import text_sha256

    files["corpus/texts/d2.md"] = text
    files["corpus/documents.yaml"] = replace_once(
        files["corpus/documents.yaml"], text_sha256(TEXTS["d2"]), text_sha256(text)
    )
    client = open_client(make_folder(tmp_path / "large", files))
    with client.stream("GET", "/api/documents/d2", headers={"Accept-Encoding": "gzip"}) as packed:
        raw = b"".join(packed.iter_raw())
    assert packed.headers["content-encoding"] == "gzip"
    assert len(raw) < 100_000
    assert json.loads(gzip.decompress(raw))["document"]["text"] == text
    plain = client.get("/api/documents/d2", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json()["document"]["text"] == text


def test_coverage_is_stated_once_and_taken_back_in_part(client: TestClient, study: Path) -> None:
    address = "/api/documents/d2/coverage"
    coded = [code.id for code in load(study).codes.values() if code.derive is None]
    stated = client.put(address, json={"codebook": "book"})
    assert stated.status_code == 200, stated.text
    assert stated.json()["coverage"] == dict.fromkeys(coded, "covered")
    assert stated.json()["covered"] == ["book"]
    count = len(lines_of(study))
    assert client.put(address, json={"codes": ["urgency"]}).status_code == 200
    assert len(lines_of(study)) == count
    left = client.request("DELETE", address, json={"codes": ["urgency", "trust"]})
    assert left.json()["coverage"] == {
        code: "covered" for code in coded if code not in ("urgency", "trust")
    }
    assert left.json()["covered"] == []
    covers = [c for c in load(study).coding_state.coverage if c.document == "d2"]
    assert sorted(code for one in covers for code in one.codes) == sorted(
        set(coded) - {"urgency", "trust"}
    )
    nothing = client.request("DELETE", address, json={"codebook": "book"})
    assert nothing.json()["coverage"] == {}
    assert not [problem for problem in check(study) if problem.severity == "error"]
    assert client.put(address, json={}).status_code == 400
    assert client.put(address, json={"codebook": "none"}).status_code == 400
    assert client.put(address, json={"codes": ["none"]}).status_code == 400


def test_coverage_of_a_code_defined_anew_is_outdated(study: Path) -> None:
    cover_documents(study, "c1", ["d2"])
    book = study / "codebooks/book.yaml"
    text = book.read_text(encoding="utf-8")
    book.write_text(replace_once(text, "Besef van nood.", "Diep besef."), encoding="utf-8")
    said = open_client(study).get("/api/documents/d2").json()
    assert said["coverage"]["urgency"] == "outdated"
    assert said["coverage"]["distrust"] == "covered"
    assert said["document"]["covered"] == []
    assert said["document"]["covered_codes"] == said["document"]["codes"] - 1


def test_a_page_is_told_what_changed_and_no_more(client: TestClient, study: Path) -> None:
    def changes(since: str) -> dict[str, object]:
        answer = client.get("/api/changes", params={"since": since}).json()
        return {name: answer[name] for name in ("changed", "documents", "structure")}

    first = client.get("/api/study").json()["version"]
    assert changes(first) == {"changed": False, "documents": [], "structure": False}
    added = client.post("/api/documents/d1/codings", json=new()).json()["version"]
    assert changes(first) == {"changed": True, "documents": ["d1"], "structure": False}
    assert changes(added) == {"changed": False, "documents": [], "structure": False}
    events = client.get("/api/changes", params={"since": first}).json()["events"]
    codings = client.get("/api/documents/d1").json()["codings"]
    assert events
    assert set(events) <= {one["id"] for one in codings}
    assert changes("unknown") == {"changed": True, "documents": ["d1", "d2"], "structure": True}


def test_what_the_command_line_marks_is_seen(client: TestClient, study: Path) -> None:
    first = client.get("/api/study").json()["version"]
    identity = add_coding(study, "c1", "d2", "Niemand was tegen", "urgency", "a", "absent")
    told = client.get("/api/changes", params={"since": first}).json()
    assert (told["documents"], told["structure"]) == (["d2"], False)
    assert told["events"] == [identity]
    codings = client.get("/api/documents/d2").json()["codings"]
    assert identity in {one["id"] for one in codings}
    then = told["version"]
    cover_documents(study, "c1", ["d1"])
    assert client.get("/api/changes", params={"since": then}).json()["documents"] == ["d1"]
    book = study / "codebooks/book.yaml"
    text = book.read_text(encoding="utf-8")
    book.write_text(replace_once(text, "Besef van nood.", "Diep besef."), encoding="utf-8")
    assert client.get("/api/changes", params={"since": then}).json()["structure"] is True


def test_searching_finds_words_with_what_stands_around_them(
    client: TestClient, study: Path
) -> None:
    said = client.get("/api/search", params={"q": "WIJ MOESTEN"}).json()
    assert said["total"] == 1
    (hit,) = said["hits"]
    assert (hit["document"], hit["match"]) == ("d1", "Wij moesten")
    assert TEXTS["d1"][hit["start"] : hit["end"]] == "Wij moesten"
    none = client.get("/api/search", params={"q": "zzz"}).json()
    assert (none["total"], none["hits"]) == (0, [])
    assert client.get("/api/search", params={"q": ""}).status_code == 400
    few = client.get("/api/search", params={"q": "e", "limit": 2}).json()
    assert len(few["hits"]) == 2 < few["total"]


def test_searching_takes_accents_however_they_are_written(client: TestClient, study: Path) -> None:
    apart, composed = "crise\u0301", "cris\u00e9"
    for document, memo in (("d1", apart), ("d2", composed)):
        quote = {"d1": "Alleen ging het niet meer", "d2": "Niemand was tegen"}[document]
        add_coding(study, "c1", document, quote, "urgency", "a", "partial", memo=memo)
    for q in (apart, composed):
        said = client.get("/api/search", params={"q": q.upper(), "where": "codings"}).json()
        assert [one["document"] for one in said["hits"]] == ["d1", "d2"]
        page = client.get("/search", params={"q": q}).text
        assert page.count(f"<mark>{composed}</mark>") == 2


def test_searching_keeps_other_coders_codings_apart(client: TestClient, study: Path) -> None:
    identity = add_coding(
        study, "c2", "d1", "Wij moesten wel", "urgency", "a", "partial", memo="bijzonder"
    )

    def found(**params: str) -> list[dict[str, object]]:
        return client.get("/api/search", params=params).json()["hits"]

    assert found(q="bijzonder", where="codings") == []
    (hit,) = found(q="BIJZONDER", where="codings", others="c2")
    assert hit["codings"] == [identity]
    assert identity not in str(found(q="moesten"))
    assert identity in str(found(q="moesten", others="c2"))
    # By the name of the code in either language.
    assert identity in str(found(q="sense", where="codings", others="c2")) or identity in str(
        found(q="urgency", where="codings", others="c2")
    )


def two_coders(tmp_path: Path) -> Path:
    files = study_files()
    files["study.yaml"] = replace_once(files["study.yaml"], "    counts: false\n", "")
    root = make_folder(tmp_path / "two", files)
    for coder in ("c1", "c2"):
        cover_documents(root, coder, ["d1", "d2"])
    return root


def test_disagreements_are_listed_and_settled(tmp_path: Path) -> None:
    root = two_coders(tmp_path)
    client = open_client(root)
    (coding,) = add(client)
    other = add(open_client(root, "c2"), {**CLAIM, "value": "absent"})[0]
    items = client.get("/api/disagreements").json()["items"]
    (item,) = [one for one in items if coding["id"] in {c["id"] for c in one["codings"]}]
    assert (item["kind"], item["settled"]) == ("value", None)
    address = f"/api/disagreements/{item['id']}/decide"
    refused = client.post(address, json={"stands": ["none"], "why": "zo"})
    assert refused.status_code == 400
    without = client.post(address, json={"stands": [other["id"]], "by": ["c1", "c2"]})
    assert without.status_code == 422
    decided = client.post(
        address, json={"stands": [other["id"]], "by": ["c1", "c2"], "why": "in twijfel niet"}
    )
    assert decided.status_code == 201, decided.text
    assert decided.json()["item"]["settled"]["stands"] == [other["id"]]
    (found,) = [one for one in find_items(load(root)) if one.id == item["id"]]
    assert found.settled
    assert found.settled.why == "in twijfel niet"
    reopened = client.delete(f"/api/decisions/{decided.json()['decision']}")
    assert reopened.status_code == 200
    (found,) = [one for one in find_items(load(root)) if one.id == item["id"]]
    assert found.settled is None
    assert client.delete(f"/api/decisions/{decided.json()['decision']}").status_code == 404


def test_a_disagreement_can_be_settled_by_a_third_claim(tmp_path: Path) -> None:
    root = two_coders(tmp_path)
    client = open_client(root)
    (coding,) = add(client)
    add(open_client(root, "c2"), {**CLAIM, "value": "absent"})
    items = client.get("/api/disagreements").json()["items"]
    (item,) = [one for one in items if coding["id"] in {c["id"] for c in one["codings"]}]
    answer = client.post(
        f"/api/disagreements/{item['id']}/decide",
        json={
            "change": [{"coding": coding["id"], "value": "partial"}],
            "by": ["c1", "c2"],
            "why": "het midden",
        },
    )
    assert answer.status_code == 201, answer.text
    (added,) = answer.json()["item"]["added"]
    assert (added["coder"], added["value"]) == ("adjudicated", "partial")
    assert not [problem for problem in check(root) if problem.severity == "error"]


def test_a_decision_sent_again_is_recorded_once(tmp_path: Path) -> None:
    root = two_coders(tmp_path)
    client = open_client(root)
    (coding,) = add(client)
    add(open_client(root, "c2"), {**CLAIM, "value": "absent"})
    items = client.get("/api/disagreements").json()["items"]
    (item,) = [one for one in items if coding["id"] in {c["id"] for c in one["codings"]}]
    address = f"/api/disagreements/{item['id']}/decide"
    change = [{"coding": coding["id"], "value": "partial"}]
    body = {"request": uuid.uuid4().hex, "change": change, "by": ["c1", "c2"], "why": "midden"}
    first = client.post(address, json=body)
    assert first.status_code == 201, first.text
    file = root / "corpus/codings/adjudicated.jsonl"
    before = file.read_bytes()
    again = client.post(address, json=body)
    assert again.status_code == 201, again.text
    assert again.json() == first.json()
    assert client.post(address, json={**body, "why": "anders"}).status_code == 409
    assert file.read_bytes() == before
    # The added coding is there, the decision is not: it was killed in between.
    file.write_bytes(before[:-100])
    third = open_client(root).post(address, json=body)
    assert third.json()["decision"] == first.json()["decision"]
    assert third.json()["item"]["settled"]["stands"] == [third.json()["item"]["added"][0]["id"]]


def test_a_decision_sent_again_is_there_or_taken_back_whatever_was_revised(tmp_path: Path) -> None:
    client = open_client(two_coders(tmp_path))
    (coding,) = add(client)
    add(open_client(tmp_path / "two", "c2"), {**CLAIM, "value": "absent"})
    items = client.get("/api/disagreements").json()["items"]
    (item,) = [one for one in items if coding["id"] in {c["id"] for c in one["codings"]}]
    address = f"/api/disagreements/{item['id']}/decide"
    change = [{"coding": coding["id"], "value": "partial", "memo": None}]
    body = {"request": uuid.uuid4().hex, "change": change, "by": ["c1", "c2"], "why": "midden"}
    first = client.post(address, json=body).json()
    revised = client.patch(
        f"/api/codings/{coding['id']}", json={"last": coding["last"], "memo": "twijfel"}
    )
    assert revised.status_code == 200, revised.text
    again = client.post(address, json=body)
    assert again.status_code == 201, again.text
    assert again.json()["decision"] == first["decision"]
    for other in (
        {"why": "anders"},
        {"by": ["c1"]},
        {"stands": [coding["id"]]},
        {"change": []},
        {"change": [{**change[0], "value": "absent"}]},
    ):
        assert client.post(address, json={**body, **other}).status_code != 201
    assert client.delete(f"/api/decisions/{first['decision']}").status_code == 200
    gone = client.post(address, json=body)
    assert gone.status_code == 409
    assert [one["rule"] for one in gone.json()["problems"]] == ["changed-since"]


def forget(study: Path) -> None:
    """Take the first document out of the catalogue, as another program may."""
    file = study / "corpus/documents.yaml"
    file.write_text(replace_once(file.read_text("utf-8"), "- id: d1", "- id: d9"), "utf-8")


def test_an_answer_is_of_one_moment_whatever_changes_meanwhile(
    client: TestClient, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = client.get("/api/documents/d1").json()

    def change(*args: Any) -> Any:
        forget(study)
        return visible_coders(*args)

    with monkeypatch.context() as patched:
        patched.setattr(documents, "visible_coders", change)
        assert client.get("/api/documents/d1").json() == before
    assert client.get("/api/documents/d1").status_code == 404


def test_a_document_that_is_gone_once_something_was_written_is_not_found(
    client: TestClient, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def carry_out(*args: Any, **options: Any) -> Any:
        done = actually(*args, **options)
        forget(study)
        return done

    actually = OpenStudy.carry_out
    monkeypatch.setattr(OpenStudy, "carry_out", carry_out)
    answer = client.put("/api/documents/d1/coverage", json={"codebook": "book"})
    assert answer.status_code == 404


def test_one_coder_has_no_disagreements(client: TestClient) -> None:
    said = client.get("/api/disagreements").json()
    assert said["items"] == []
    assert said["lack"]
