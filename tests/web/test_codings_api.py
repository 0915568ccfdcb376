"""Adding, revising and taking back codings through the API."""

from __future__ import annotations

import json
import uuid
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from starlette.testclient import TestClient

from crosscase.storage import (
    append_events,
    check,
    codings_at,
    load,
    locking,
    make_revise,
    make_withdraw,
    reanchor,
)
from crosscase.web.api import codings
from tests.folders import TEXTS, study_files
from tests.web.conftest import open_client

QUOTE = "Alleen ging het niet meer"
START = TEXTS["d1"].index(QUOTE)
CLAIM = {"code": "urgency", "unit": "a", "value": "present"}


def new(*claims: dict[str, str], quote: str = QUOTE, start: int = START) -> dict[str, Any]:
    return {
        "request": uuid.uuid4().hex,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "claims": list(claims or (CLAIM,)),
    }


def lines_of(root: Path, coder: str = "c1") -> list[dict[str, Any]]:
    text = (root / f"corpus/codings/{coder}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def add(client: TestClient, *claims: dict[str, str]) -> list[dict[str, Any]]:
    answer = client.post("/api/documents/d1/codings", json=new(*claims))
    assert answer.status_code == 201, answer.text
    return answer.json()["codings"]


def test_a_coding_is_on_disk_with_its_words_and_all_it_claims(
    client: TestClient, study: Path
) -> None:
    claim = {**CLAIM, "period": "decision", "date": "2011-05", "memo": "twijfel & <b>"}
    (coding,) = add(client, claim)
    stored = load(study).codings[coding["id"]]
    assert (stored.quote, stored.start, stored.coder) == (QUOTE, START, "c1")
    assert (stored.period, stored.date, stored.memo) == ("decision", "2011-05", "twijfel & <b>")
    assert coding["last"] == coding["id"]
    assert coding["placed"] is True
    assert not coding["revised"]
    assert (
        client.get("/api/documents/d1").json()["codings"][-1] == coding
        or coding in (client.get("/api/documents/d1").json()["codings"])
    )


def test_several_claims_on_the_same_words_are_all_added_or_none(
    client: TestClient, study: Path
) -> None:
    before = lines_of(study)
    two = (CLAIM, {**CLAIM, "unit": "b", "value": "sometimes"})
    answer = client.post("/api/documents/d1/codings", json=new(*two))
    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert problem["rule"] == "off-scale"
    assert "sometimes" in problem["found"]
    assert "present" in problem["allowed"]
    assert lines_of(study) == before
    assert len(add(client, CLAIM, {**CLAIM, "unit": "b"})) == 2


def test_a_request_sent_again_adds_nothing_twice(client: TestClient, study: Path) -> None:
    body = new(CLAIM, {**CLAIM, "unit": "b"})
    first = client.post("/api/documents/d1/codings", json=body)
    count = len(lines_of(study))
    again = client.post("/api/documents/d1/codings", json=body)
    assert again.status_code == 201
    assert again.json() == first.json()
    assert len(lines_of(study)) == count
    # Nor by a server that was started since.
    third = open_client(study).post("/api/documents/d1/codings", json=body)
    assert third.json()["codings"] == first.json()["codings"]
    assert len(lines_of(study)) == count


def test_a_request_sent_again_says_what_became_of_its_coding(
    client: TestClient, study: Path
) -> None:
    body = new()
    (coding,) = client.post("/api/documents/d1/codings", json=body).json()["codings"]
    append_events(study, "c1", [make_revise(load(study).codings[coding["id"]], value="absent")])
    (revised,) = client.post("/api/documents/d1/codings", json=body).json()["codings"]
    assert (revised["value"], revised["revised"]) == ("absent", True)
    append_events(study, "c1", [make_withdraw(load(study).codings[coding["id"]])])
    count = len(lines_of(study))
    gone = client.post("/api/documents/d1/codings", json=body)
    assert gone.status_code == 409
    assert len(lines_of(study)) == count


def test_a_request_number_is_not_taken_for_other_words(client: TestClient) -> None:
    body = new()
    assert client.post("/api/documents/d1/codings", json=body).status_code == 201
    other = new(quote="Wij moesten wel", start=TEXTS["d1"].index("Wij moesten wel"))
    answer = client.post("/api/documents/d1/codings", json={**other, "request": body["request"]})
    assert answer.status_code == 409


@pytest.mark.parametrize(
    "claims",
    [
        [{**CLAIM, "value": "absent"}],
        [{**CLAIM, "unit": "b"}, CLAIM],
        [{**CLAIM, "memo": "anders"}],
    ],
)
def test_a_request_number_is_not_taken_for_other_claims(
    client: TestClient, study: Path, claims: list[dict[str, str]]
) -> None:
    body = new()
    assert client.post("/api/documents/d1/codings", json=body).status_code == 201
    before = lines_of(study)
    answer = client.post("/api/documents/d1/codings", json={**body, "claims": claims})
    assert answer.status_code == 409
    assert [one["rule"] for one in answer.json()["problems"]] == ["other-request"]
    assert lines_of(study) == before


def test_codings_of_which_a_server_wrote_half_are_all_there_when_asked_again(
    client: TestClient, study: Path
) -> None:
    body = new(CLAIM, {**CLAIM, "unit": "b"})
    first = client.post("/api/documents/d1/codings", json=body).json()
    file = study / "corpus/codings/c1.jsonl"
    file.write_bytes(file.read_bytes()[:-100])
    again = open_client(study).post("/api/documents/d1/codings", json=body)
    assert again.status_code == 201, again.text
    ids = [one["id"] for one in first["codings"]]
    assert [one["id"] for one in again.json()["codings"]] == ids
    assert {*ids} <= load(study).codings.keys()


def test_the_same_coding_asked_for_twice_at_once_is_added_once(
    client: TestClient, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second is looked at when the first is there, though it came while that was checked."""
    made: list[Future[Any]] = []
    with ThreadPoolExecutor(1) as threads:

        def make(*args: Any, **options: Any) -> Any:
            events = codings_at(*args, **options)
            if not made:
                made.append(threads.submit(client.post, "/api/documents/d1/codings", json=new()))
                wait(made, 0.5)
            return events

        monkeypatch.setattr(codings, "codings_at", make)
        first = client.post("/api/documents/d1/codings", json=new())
        second = made[0].result()
    assert (first.status_code, second.status_code) == (201, 422)
    assert [one["rule"] for one in second.json()["problems"]] == ["coded-already"]


def test_a_request_sent_again_after_the_text_changed_finds_its_coding(
    client: TestClient, study: Path
) -> None:
    body = new()
    (coding,) = client.post("/api/documents/d1/codings", json=body).json()["codings"]
    text = TEXTS["d1"].replace("# Interview", "# Een lang interview")
    (study / "corpus/texts/d1.md").write_text(text, encoding="utf-8")
    assert reanchor(study).moved
    again = client.post("/api/documents/d1/codings", json=body)
    assert again.status_code == 201, again.text
    (found,) = again.json()["codings"]
    assert (found["id"], found["start"]) == (coding["id"], text.index(QUOTE))


def test_the_same_coding_twice_is_refused(client: TestClient, study: Path) -> None:
    add(client)
    before = lines_of(study)
    answer = client.post("/api/documents/d1/codings", json=new())
    assert answer.status_code == 422
    assert [one["rule"] for one in answer.json()["problems"]] == ["coded-already"]
    twice = client.post("/api/documents/d1/codings", json=new(*[{**CLAIM, "unit": "b"}] * 2))
    assert [one["rule"] for one in twice.json()["problems"]] == ["coded-already"]
    assert lines_of(study) == before


def test_a_unit_of_which_the_document_does_not_speak_is_refused(client: TestClient) -> None:
    answer = client.post("/api/documents/d1/codings", json=new({**CLAIM, "unit": "c"}))
    assert [one["rule"] for one in answer.json()["problems"]] == ["unit-not-listed"]


def test_words_that_do_not_stand_there_are_refused(client: TestClient, study: Path) -> None:
    before = lines_of(study)
    answer = client.post("/api/documents/d1/codings", json=new(start=START + 1))
    assert answer.status_code == 409
    (problem,) = answer.json()["problems"]
    assert problem["rule"] == "other-words"
    outside = client.post("/api/documents/d1/codings", json=new(start=10_000))
    assert outside.status_code == 400
    assert client.post("/api/documents/none/codings", json=new()).status_code == 404
    assert lines_of(study) == before


def test_emoji_and_combining_characters_before_the_words_do_not_shift_them(
    study: Path, tmp_path: Path
) -> None:
    from crosscase.spans import text_sha256
    from tests.folders import make_folder, replace_once

    text = "👩‍👩‍👧 zei 😀: \u1eb9\u0301 dus.\n\nAlleen ging het niet meer 🇳🇱.\n"
    files = study_files()
    files["corpus/texts/d2.md"] = text
    files["corpus/documents.yaml"] = replace_once(
        files["corpus/documents.yaml"], text_sha256(TEXTS["d2"]), text_sha256(text)
    )
    kept = [line for line in files["corpus/codings/c1.jsonl"].splitlines() if '"d2"' not in line]
    files["corpus/codings/c1.jsonl"] = "\n".join(kept[:1]) + "\n"
    files.pop("corpus/snapshots/first.txt")
    root = make_folder(tmp_path / "emoji", files)
    client = open_client(root)
    start = text.index(QUOTE)
    body = new(start=start)
    answer = client.post("/api/documents/d2/codings", json=body)
    assert answer.status_code == 201, answer.text
    (coding,) = answer.json()["codings"]
    stored = load(root).codings[coding["id"]]
    assert text[stored.start : stored.end] == stored.quote == QUOTE
    assert stored.id not in load(root).unplaced


def test_revising_changes_what_is_sent_and_keeps_the_rest(client: TestClient, study: Path) -> None:
    (coding,) = add(client, {**CLAIM, "memo": "eerst", "period": "decision"})
    answer = client.patch(
        f"/api/codings/{coding['id']}",
        json={"last": coding["last"], "value": "partial", "memo": None},
    )
    assert answer.status_code == 200, answer.text
    revised = answer.json()["coding"]
    assert (revised["value"], revised["memo"], revised["period"]) == ("partial", "", "decision")
    assert revised["last"] != coding["last"]
    assert lines_of(study)[-1]["event"] == "revise"
    assert set(lines_of(study)[-1]) == {"id", "event", "of", "at", "coder", "value", "memo"}


def test_revising_to_what_stands_writes_nothing(client: TestClient, study: Path) -> None:
    (coding,) = add(client)
    before = lines_of(study)
    answer = client.patch(
        f"/api/codings/{coding['id']}", json={"last": coding["last"], "value": "present"}
    )
    assert answer.json()["coding"] == coding
    assert lines_of(study) == before


def test_a_revision_sent_again_is_carried_out_once(client: TestClient, study: Path) -> None:
    (coding,) = add(client)
    body = {"last": coding["last"], "value": "partial", "request": uuid.uuid4().hex}
    first = client.patch(f"/api/codings/{coding['id']}", json=body)
    count = len(lines_of(study))
    again = client.patch(f"/api/codings/{coding['id']}", json=body)
    assert again.status_code == 200
    assert again.json() == first.json()
    assert len(lines_of(study)) == count
    other = client.patch(f"/api/codings/{coding['id']}", json={**body, "value": "absent"})
    assert other.status_code == 409
    client.patch(
        f"/api/codings/{coding['id']}",
        json={"last": first.json()["coding"]["last"], "value": "absent"},
    )
    late = client.patch(f"/api/codings/{coding['id']}", json=body)
    assert (late.status_code, late.json()["coding"]["value"]) == (200, "absent")


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"value": "sometimes"}, 422),
        ({"value": None}, 400),
        ({"code": ""}, 400),
        ({"start": 3}, 400),
        ({"date": "yesterday"}, 422),
        ({"unit": "c"}, 422),
    ],
)
def test_a_revision_that_would_be_wrong_is_refused(
    client: TestClient, study: Path, change: dict[str, Any], status: int
) -> None:
    (coding,) = add(client)
    before = lines_of(study)
    answer = client.patch(f"/api/codings/{coding['id']}", json={"last": coding["last"], **change})
    assert answer.status_code == status, answer.text
    assert answer.json()["message"]
    assert lines_of(study) == before


def test_two_windows_that_revise_the_same_coding_the_second_is_told(client: TestClient) -> None:
    (coding,) = add(client)
    address = f"/api/codings/{coding['id']}"
    first = client.patch(address, json={"last": coding["last"], "value": "partial"})
    second = client.patch(address, json={"last": coding["last"], "value": "absent"})
    assert second.status_code == 409
    assert second.json()["current"] == first.json()["coding"]
    taken_back = client.delete(address, params={"last": coding["last"]})
    assert taken_back.status_code == 409
    assert taken_back.json()["current"] == first.json()["coding"]


def test_two_servers_that_revise_the_same_coding_the_second_is_told(
    client: TestClient, study: Path
) -> None:
    (coding,) = add(client)
    other = open_client(study)
    address = f"/api/codings/{coding['id']}"
    first = other.patch(address, json={"last": coding["last"], "value": "partial"})
    second = client.patch(address, json={"last": coding["last"], "value": "absent"})
    assert (first.status_code, second.status_code) == (200, 409)
    assert second.json()["current"]["value"] == "partial"
    assert [one.rule for one in check(study) if one.severity == "error"] == []


def test_a_coding_is_taken_back_and_stays_in_the_file(client: TestClient, study: Path) -> None:
    (coding,) = add(client)
    answer = client.delete(f"/api/codings/{coding['id']}", params={"last": coding["last"]})
    assert answer.json()["withdrawn"] == coding["id"]
    assert coding["id"] not in load(study).codings
    assert [one["event"] for one in lines_of(study)[-2:]] == ["add", "withdraw"]
    again = client.delete(f"/api/codings/{coding['id']}", params={"last": coding["last"]})
    assert again.status_code == 404


def test_each_coder_s_claims_are_left_to_that_coder(client: TestClient, study: Path) -> None:
    (coding,) = add(open_client(study, "c2"))
    refused = client.patch(
        f"/api/codings/{coding['id']}", json={"last": coding["last"], "value": "absent"}
    )
    assert refused.status_code == 403
    assert (
        client.delete(f"/api/codings/{coding['id']}", params={"last": coding["last"]}).status_code
        == 403
    )
    # The same claim by another coder is no repetition.
    assert add(client)


def test_nobody_codes_where_it_is_for_reading_only(study: Path) -> None:
    reading = open_client(study, "")
    (some, *_) = load(study).codings.values()
    for answer in (
        reading.post("/api/documents/d1/codings", json=new()),
        reading.patch(f"/api/codings/{some.id}", json={"last": some.last_claim, "value": "absent"}),
        reading.delete(f"/api/codings/{some.id}", params={"last": some.last_claim}),
        reading.put("/api/documents/d1/coverage", json={"codebook": "book"}),
    ):
        assert answer.status_code == 403
        assert "--coder" in answer.json()["message"]
    assert reading.get("/api/study").json()["coder"] is None


def test_half_a_character_is_refused_and_control_characters_too(client: TestClient) -> None:
    half = json.dumps(new({**CLAIM, "memo": "\ud800"}))
    answer = client.post(
        "/api/documents/d1/codings", content=half, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400
    control = client.post("/api/documents/d1/codings", json=new({**CLAIM, "memo": "a\x00b"}))
    assert control.status_code == 422


def test_a_file_that_another_program_holds_is_for_later(
    client: TestClient, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.01)
    before = lines_of(study)
    with FileLock(study / "corpus/codings/c1.jsonl.lock"):
        answer = client.post("/api/documents/d1/codings", json=new())
    assert answer.status_code == 503
    assert "another program" in answer.json()["message"]
    assert lines_of(study) == before


def test_of_a_study_that_is_away_nothing_is_said_to_be_gone(
    client: TestClient, study: Path
) -> None:
    (coding,) = add(client)
    file = study / "study.yaml"
    file.rename(study / "away.yaml")
    own = f"/api/codings/{coding['id']}"
    for answer in (
        client.get("/api/study"),
        client.get("/api/documents/d1"),
        client.post("/api/documents/d1/codings", json=new({**CLAIM, "unit": "b"})),
        client.patch(own, json={"last": coding["last"], "value": "absent"}),
        client.delete(f"{own}?last={coding['last']}"),
    ):
        assert answer.status_code == 503
        assert "study.yaml" in answer.json()["message"]
    (study / "away.yaml").rename(file)
    assert client.delete(f"{own}?last={coding['last']}").status_code == 200


class TestInstead:
    """Codings that take the place of others: all of it is done, or nothing."""

    def ask(self, client: TestClient, body: dict[str, Any]) -> Any:
        return client.post("/api/documents/d1/codings", json=body)

    def test_the_new_ones_are_there_and_the_old_ones_are_not(
        self, client: TestClient, study: Path
    ) -> None:
        (old,) = add(client)
        body = {**new({**CLAIM, "unit": "b"}), "instead": [{"id": old["id"], "last": old["last"]}]}
        answer = self.ask(client, body)
        assert answer.status_code == 201, answer.text
        codings = load(study).codings
        assert old["id"] not in codings
        (coding,) = answer.json()["codings"]
        assert codings[coding["id"]].unit == "b"
        count = len(lines_of(study))
        assert self.ask(client, body).json() == answer.json()
        assert len(lines_of(study)) == count
        other = self.ask(client, {**body, "instead": []})
        assert [one["rule"] for one in other.json()["problems"]] == ["other-request"]

    def test_what_is_refused_leaves_the_old_ones(self, client: TestClient, study: Path) -> None:
        (old,) = add(client)
        before = lines_of(study)
        instead = [{"id": old["id"], "last": old["last"]}]
        elsewhere = {**new(start=START + 1), "instead": instead}
        assert self.ask(client, elsewhere).status_code == 409
        stranger = {**new({**CLAIM, "unit": "c"}), "instead": instead}
        assert self.ask(client, stranger).status_code == 422
        assert lines_of(study) == before

    def test_the_old_one_does_not_count_as_coded_already(self, client: TestClient) -> None:
        (old,) = add(client)
        instead = [{"id": old["id"], "last": old["last"]}]
        assert self.ask(client, {**new(), "instead": instead}).status_code == 201

    def test_one_that_was_changed_since_is_told(self, client: TestClient, study: Path) -> None:
        (old,) = add(client)
        changed = {"last": old["last"], "value": "absent"}
        now = client.patch(f"/api/codings/{old['id']}", json=changed).json()["coding"]
        before = lines_of(study)
        instead = [{"id": old["id"], "last": old["last"]}]
        answer = self.ask(client, {**new({**CLAIM, "unit": "b"}), "instead": instead})
        assert answer.status_code == 409
        assert answer.json()["current"] == now
        assert lines_of(study) == before

    def test_those_of_others_and_those_that_are_gone_are_not_taken_back(
        self, client: TestClient, study: Path
    ) -> None:
        (gone,) = add(client)
        client.delete(f"/api/codings/{gone['id']}?last={gone['last']}")
        body = {**new(), "instead": [{"id": gone["id"], "last": gone["last"]}]}
        assert self.ask(client, body).status_code == 404
        body["instead"] = [{"id": "none", "last": ""}]
        assert self.ask(client, body).status_code == 404
        (other,) = add(open_client(study, "c2"))
        body["instead"] = [{"id": other["id"], "last": other["last"]}]
        assert self.ask(client, body).status_code == 403
        assert other["id"] in load(study, strict=False).codings

    def test_what_a_server_that_was_killed_did_not_take_back_is_taken_back(
        self, client: TestClient, study: Path
    ) -> None:
        (old,) = add(client)
        instead = [{"id": old["id"], "last": old["last"]}]
        body = {**new({**CLAIM, "unit": "b"}), "instead": instead}
        assert self.ask(client, body).status_code == 201
        file = study / "corpus/codings/c1.jsonl"
        file.write_bytes(file.read_bytes()[:-20])
        assert old["id"] in load(study, strict=False).codings
        assert self.ask(open_client(study), body).status_code == 201
        assert old["id"] not in load(study).codings
