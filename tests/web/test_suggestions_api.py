"""Deciding on suggestions through the API."""

from __future__ import annotations

import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from crosscase.spans import text_sha256
from crosscase.storage import (
    check,
    code_suggestions,
    load,
    read_history,
    read_suggestions,
    write_suggestions,
)
from crosscase.suggestion import Suggestion, identify_suggestion
from tests.folders import TEXTS, make_folder, replace_once, study_files
from tests.web.conftest import open_client
from tests.web.test_codings_api import lines_of

SENTENCE = "Alleen ging het niet meer."


def propose(quote: str = SENTENCE, **fields: Any) -> Suggestion:
    start = TEXTS["d1"].index(quote)
    values: dict[str, Any] = {
        "code": "urgency",
        "unit": "b",
        "value": "present",
        "rule": "niet meer",
        **fields,
    }
    return identify_suggestion(
        Suggestion(
            id="",
            document="d1",
            text_sha256=text_sha256(TEXTS["d1"]),
            start=start,
            end=start + len(quote),
            quote=quote,
            method="lexicon",
            score=None,
            reason={"nl": "het woord meer", "en": "the word meer"},
            hits=((start, start + 6),),
            **values,
        )
    )


WHOLE = propose()
OPEN = propose("Wij moesten wel.", unit="", value="", code="pressure")


@pytest.fixture
def suggested(study: Path) -> TestClient:
    write_suggestions(study, "lexicon", [WHOLE, OPEN])
    return open_client(study)


def ask(client: TestClient, one: Suggestion, what: str, **body: Any) -> Any:
    sent = {"request": uuid.uuid4().hex, **body}
    return client.post(f"/api/suggestions/{one.id}/{what}", json=sent)


def open_ids(client: TestClient) -> set[str]:
    said = client.get("/api/documents/d1/suggestions").json()
    assert said["suggestions"] == client.get("/api/documents/d1").json()["suggestions"]
    return {one["id"] for one in said["suggestions"]}


def test_suggestions_that_stand_open_come_with_their_reason(suggested: TestClient) -> None:
    said = suggested.get("/api/documents/d1/suggestions").json()["suggestions"]
    (whole,) = [one for one in said if one["id"] == WHOLE.id]
    assert whole["reason"] == {"nl": "het woord meer", "en": "the word meer"}
    assert whole["hits"] == [[WHOLE.start, WHOLE.start + 6]]
    assert TEXTS["d1"][whole["start"] : whole["end"]] == whole["quote"] == SENTENCE
    assert suggested.get("/api/study").json()["documents"][0]["suggestions"] == 2


def test_accepting_makes_the_coding_that_was_proposed(suggested: TestClient, study: Path) -> None:
    answer = ask(suggested, WHOLE, "accept")
    assert answer.status_code == 201, answer.text
    said = answer.json()
    assert said["status"] == "accepted"
    (coding,) = said["codings"]
    stored = load(study).codings[coding["id"]]
    assert (stored.quote, stored.unit, stored.suggestion) == (SENTENCE, "b", WHOLE.id)
    assert open_ids(suggested) == {OPEN.id}
    again = ask(suggested, WHOLE, "accept")
    assert [one["rule"] for one in again.json()["problems"]] == ["decided-already"]


def test_what_is_left_open_is_filled_in_for_each_unit(suggested: TestClient, study: Path) -> None:
    bare = ask(suggested, OPEN, "accept")
    assert {one["rule"] for one in bare.json()["problems"]} == {"no-unit", "no-value"}
    answer = ask(suggested, OPEN, "accept", units=["a", "b"], value="present", memo="beide")
    assert {one["unit"] for one in answer.json()["codings"]} == {"a", "b"}
    assert {one["memo"] for one in answer.json()["codings"]} == {"beide"}
    assert answer.json()["status"] == "accepted"


def test_correcting_takes_other_words_by_their_place(suggested: TestClient, study: Path) -> None:
    quote = "ging het niet"
    start = TEXTS["d1"].index(quote)
    where = {"start": start, "end": start + len(quote), "quote": quote}
    not_accepted = ask(suggested, WHOLE, "accept", **where)
    assert [one["rule"] for one in not_accepted.json()["problems"]] == ["not-as-proposed"]
    answer = ask(suggested, WHOLE, "correct", value="partial", **where)
    assert answer.status_code == 201, answer.text
    assert answer.json()["status"] == "corrected"
    (coding,) = answer.json()["codings"]
    assert (coding["start"], coding["quote"], coding["value"]) == (start, quote, "partial")
    (decided,) = read_history(study)
    assert decided.changed == ("quote", "value")
    wrong = ask(suggested, OPEN, "correct", start=0, end=5, quote="other", value="partial")
    assert wrong.status_code == 409


def test_rejecting_stands_until_it_is_taken_back(suggested: TestClient, study: Path) -> None:
    assert ask(suggested, WHOLE, "reject", memo="gaat over iets anders").status_code == 201
    assert open_ids(suggested) == {OPEN.id}
    (rejection,) = load(study).coding_state.rejections
    assert rejection.memo == "gaat over iets anders"
    write_suggestions(study, "lexicon", [WHOLE, OPEN])
    assert open_ids(suggested) == {OPEN.id}
    undone = ask(suggested, WHOLE, "undo").json()
    assert undone["suggestion"]["id"] == WHOLE.id
    assert undone["withdrawn"] == [rejection.id]
    assert open_ids(suggested) == {OPEN.id, WHOLE.id}
    nothing = ask(suggested, WHOLE, "undo")
    assert nothing.status_code == 400


def test_undoing_takes_the_codings_back(suggested: TestClient, study: Path) -> None:
    (coding,) = ask(suggested, WHOLE, "accept").json()["codings"]
    undone = ask(suggested, WHOLE, "undo").json()
    assert undone["withdrawn"] == [coding["id"]]
    assert coding["id"] not in load(study).codings
    assert not [problem for problem in check(study) if problem.severity == "error"]


def test_a_decision_sent_again_is_carried_out_once(suggested: TestClient, study: Path) -> None:
    for what in ("accept", "undo", "reject"):
        body = {"request": uuid.uuid4().hex}
        first = suggested.post(f"/api/suggestions/{WHOLE.id}/{what}", json=body)
        assert first.status_code == 201, first.text
        count = len(lines_of(study))
        again = suggested.post(f"/api/suggestions/{WHOLE.id}/{what}", json=body)
        assert again.status_code == 201, again.text
        assert len(lines_of(study)) == count
        said, repeated = first.json(), again.json()
        assert {**repeated, "version": ""} == {**said, "version": ""}


def test_a_request_number_is_not_taken_for_another_decision(
    suggested: TestClient, study: Path
) -> None:
    body = {"request": uuid.uuid4().hex, "memo": "ja"}
    assert suggested.post(f"/api/suggestions/{WHOLE.id}/accept", json=body).status_code == 201
    before = lines_of(study)
    for one, what, more in (
        (WHOLE, "accept", {"memo": "anders"}),
        (WHOLE, "correct", {"value": "partial"}),
        (WHOLE, "reject", {}),
        (OPEN, "reject", {}),
        (OPEN, "accept", {"units": ["a"], "value": "present"}),
    ):
        answer = suggested.post(f"/api/suggestions/{one.id}/{what}", json={**body, **more})
        assert answer.status_code == 409, answer.text
    assert lines_of(study) == before


def test_what_the_command_line_decided_is_seen(suggested: TestClient, study: Path) -> None:
    code_suggestions(study, "c1", [WHOLE.id])
    assert open_ids(suggested) == {OPEN.id}


def test_an_unknown_suggestion_is_not_found(suggested: TestClient) -> None:
    stranger = propose(rule="elders")
    for what in ("accept", "reject", "undo"):
        assert ask(suggested, stranger, what).status_code == 404
    assert ask(open_client(suggested_root(suggested), ""), WHOLE, "accept").status_code == 403


def suggested_root(client: TestClient) -> Path:
    return client.app.app.state.workbench.opened.root  # type: ignore[attr-defined]


def test_suggestions_are_found_in_one_document_and_others_kept(tmp_path: Path) -> None:
    files = study_files()
    files["codebooks/book.yaml"] = replace_once(
        files["codebooks/book.yaml"],
        "    definition: {nl: Besef van nood., en: Sense of need.}\n",
        "    definition: {nl: Besef van nood., en: Sense of need.}\n"
        "    patterns:\n      - {text: (vertrouwen|niemand)}\n",
    )
    root = make_folder(tmp_path / "patterns", files)
    client = open_client(root)
    for document in ("d1", "d2"):
        answer = client.post(f"/api/documents/{document}/suggest", json={"method": "lexicon"})
        assert answer.status_code == 201, answer.text
        assert answer.json()["found"] == 1
    assert [one.document for one in read_suggestions(load(root))] == ["d1", "d2"]
    client.post("/api/documents/d1/suggest", json={"method": "lexicon"})
    assert len(read_suggestions(load(root))) == 2


def test_what_another_program_suggests_meanwhile_is_kept(
    suggested: TestClient, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = identify_suggestion(replace(WHOLE, document="d2"))

    def find_slowly(*_: object, **__: object) -> tuple[Suggestion, ...]:
        write_suggestions(study, "lexicon", [elsewhere])
        return (OPEN,)

    assert open_ids(suggested) == {WHOLE.id, OPEN.id}
    monkeypatch.setattr("crosscase.suggest.suggest_by_lexicon", find_slowly)
    answer = suggested.post("/api/documents/d1/suggest", json={"method": "lexicon"})
    assert answer.status_code == 201, answer.text
    assert {one.id for one in read_suggestions(load(study))} == {OPEN.id, elsewhere.id}


def test_suggestions_that_cannot_be_read_keep_nobody_from_coding(
    suggested: TestClient, study: Path
) -> None:
    (study / "corpus/suggestions/lexicon.jsonl").write_text("{broken\n", encoding="utf-8")
    assert suggested.get("/api/documents/d1").json()["suggestions"] == []
    assert suggested.get("/api/documents/d1/suggestions").status_code == 422
    page = suggested.get("/?lang=en").text
    assert "The suggestions cannot be read" in page
    write_suggestions(study, "lexicon", [WHOLE, OPEN])
    assert open_ids(suggested) == {WHOLE.id, OPEN.id}


class TestSentAgain:
    """A decision of which no answer came is there, whatever has changed since."""

    @pytest.mark.parametrize("what", ["accept", "reject"])
    def test_after_suggestions_were_made_anew(
        self, suggested: TestClient, study: Path, what: str
    ) -> None:
        body = {"request": uuid.uuid4().hex}
        address = f"/api/suggestions/{WHOLE.id}/{what}"
        first = suggested.post(address, json=body)
        write_suggestions(study, "lexicon", [OPEN])
        again = suggested.post(address, json=body)
        assert again.status_code == 201, again.text
        assert again.json()["codings"] == first.json()["codings"]
        (study / "corpus/suggestions/lexicon.jsonl").write_text("{broken\n", encoding="utf-8")
        assert suggested.post(address, json=body).status_code == 201
        other = suggested.post(address, json={**body, "memo": "anders"})
        assert other.status_code != 201

    def test_after_the_text_changed(self, suggested: TestClient, study: Path) -> None:
        quote = "Alleen ging"
        start = TEXTS["d1"].index(quote)
        where = {"start": start, "end": start + len(quote), "quote": quote}
        body = {"request": uuid.uuid4().hex, "code": "pressure", **where}
        address = f"/api/suggestions/{WHOLE.id}/correct"
        assert suggested.post(address, json=body).status_code == 201
        text = study / "corpus/texts/d1.md"
        text.write_text("Nieuw. " + text.read_text("utf-8"), encoding="utf-8")
        again = suggested.post(address, json=body)
        assert again.status_code == 201, again.text

    def test_after_it_was_taken_back(self, suggested: TestClient, study: Path) -> None:
        for what in ("accept", "reject"):
            body = {"request": uuid.uuid4().hex}
            address = f"/api/suggestions/{WHOLE.id}/{what}"
            assert suggested.post(address, json=body).status_code == 201
            assert ask(suggested, WHOLE, "undo").status_code == 201
            count = len(lines_of(study))
            gone = suggested.post(address, json=body)
            assert gone.status_code == 409, gone.text
            assert [one["rule"] for one in gone.json()["problems"]] == ["changed-since"]
            assert len(lines_of(study)) == count

    def test_after_one_of_its_codings_was_taken_back(self, suggested: TestClient) -> None:
        body = {"request": uuid.uuid4().hex, "units": ["a", "b"], "value": "present"}
        address = f"/api/suggestions/{OPEN.id}/accept"
        first, _ = suggested.post(address, json=body).json()["codings"]
        gone = suggested.delete(f"/api/codings/{first['id']}?last={first['last']}")
        assert gone.status_code == 200
        assert suggested.post(address, json=body).status_code == 409


def test_what_was_made_of_suggestions_is_taken_back_though_they_cannot_be_read(
    suggested: TestClient, study: Path
) -> None:
    (coding,) = ask(suggested, WHOLE, "accept").json()["codings"]
    (study / "corpus/suggestions/lexicon.jsonl").write_text("{broken\n", encoding="utf-8")
    undone = ask(suggested, WHOLE, "undo")
    assert undone.status_code == 201, undone.text
    assert undone.json()["withdrawn"] == [coding["id"]]
    assert ask(suggested, OPEN, "undo").status_code == 422
