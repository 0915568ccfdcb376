"""Who is let in, from where, and what every answer carries; transcripts stay text."""

from __future__ import annotations

import json
import re
import secrets
import shutil
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

import crosscase.web.app
from crosscase.spans import text_sha256
from crosscase.storage import OpenStudy, load
from crosscase.web.app import make_app
from crosscase.web.security import HEADERS, LARGEST_BODY, Door, is_loopback
from crosscase.web.state import Workbench
from tests.folders import TEXTS, make_folder, replace_once, study_files
from tests.web.conftest import DOOR
from tests.web.test_codings_api import lines_of, new

ORIGIN = "http://127.0.0.1:8711"
ADDRESS = "/api/documents/d1/codings"


@pytest.fixture
def browser_like(study: Path) -> TestClient:
    """A browser that opened the address with the token: it has the cookie."""
    app = make_app(Workbench(OpenStudy(study), "c1"), DOOR)
    client = TestClient(app, base_url=ORIGIN, follow_redirects=False)
    assert client.get(f"/?token={DOOR.token}").status_code == 303
    return client


@pytest.fixture
def stranger(study: Path) -> TestClient:
    app = make_app(Workbench(OpenStudy(study), "c1"), DOOR)
    return TestClient(app, base_url=ORIGIN, follow_redirects=False)


def post(client: TestClient, **headers: str) -> Any:
    return client.post(ADDRESS, content=json.dumps(new()), headers=headers)


JSON = {"Content-Type": "application/json"}


def test_the_token_becomes_a_cookie_that_scripts_and_other_sites_do_not_get(
    stranger: TestClient,
) -> None:
    answer = stranger.get(f"/read/d1?token={DOOR.token}&lang=en")
    assert (answer.status_code, answer.headers["location"]) == (303, "/read/d1?lang=en")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("crosscase-8711=")
    assert "httponly" in cookie.lower()
    assert "samesite=strict" in cookie.lower()
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize(
    "beside", ['{"a":1}', "a[b]=c", "né=é", "=x", 'open="', "crosscase-8712=other"]
)
def test_cookies_of_other_programs_do_not_shut_the_door(stranger: TestClient, beside: str) -> None:
    own = f"{DOOR.cookie}={DOOR.token}"
    for line in (f"{beside}; {own}", f"{own}; {beside}"):
        answer = stranger.get("/", headers={"Cookie": line.encode("utf-8")})
        assert answer.status_code == 200


def test_a_link_on_another_site_is_traded_for_a_page_that_goes_on(stranger: TestClient) -> None:
    answer = stranger.get(f"/?token={DOOR.token}", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200
    assert 'http-equiv="refresh" content="0; url=/"' in answer.text
    assert DOOR.token not in answer.text


def test_the_address_never_leads_to_another_host(stranger: TestClient) -> None:
    answer = stranger.get(f"{ORIGIN}//evil.example/x?token={DOOR.token}")
    assert answer.headers["location"].startswith("/evil.example/")
    odd = stranger.get(f"/%5cevil.example?token={DOOR.token}")
    assert odd.headers["location"].startswith("/evil.example")


@pytest.mark.parametrize("path", ["/", "/read/d1", "/api/study", "/static/css/base.css", "/none"])
def test_without_the_token_nothing_is_shown(stranger: TestClient, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Cookie": "crosscase-8711=wrong"}):
        answer = stranger.get(path, headers=headers)
        assert answer.status_code == 401
        assert "Proef" not in answer.text
    assert stranger.get(f"{path}?token=wrong").status_code == 401


def test_tokens_are_compared_in_constant_time(
    stranger: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[bytes, bytes]] = []
    real = secrets.compare_digest

    def compare(a: bytes, b: bytes) -> bool:
        compared.append((a, b))
        return real(a, b)

    monkeypatch.setattr("crosscase.web.security.secrets.compare_digest", compare)
    stranger.get("/?token=wrong")
    stranger.get("/", headers=[(b"Authorization", "Bearer wröng".encode())])
    stranger.get("/", headers={"Cookie": "crosscase-8711=wrong"})
    assert len(compared) == 3
    assert {b for _, b in compared} == {DOOR.token.encode()}


def test_the_token_in_an_address_opens_no_api(stranger: TestClient) -> None:
    assert stranger.get(f"/api/study?token={DOOR.token}").status_code == 401


def test_a_ticket_opens_once(study: Path) -> None:
    door = Door("127.0.0.1", 8711)
    app = make_app(Workbench(OpenStudy(study), "c1"), door)
    ticket = door.draw_ticket()
    assert ticket in door.address(ticket)
    first = TestClient(app, base_url=ORIGIN, follow_redirects=False)
    assert first.get(f"/?token={ticket}").status_code == 303
    assert first.get("/").status_code == 200
    second = TestClient(app, base_url=ORIGIN, follow_redirects=False)
    assert second.get(f"/?token={ticket}").status_code == 401
    assert second.get("/", headers={"Authorization": f"Bearer {ticket}"}).status_code == 401


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8711",
        "127.0.0.1",
        "127.0.0.1:8712",
        "127.0.0.1.evil.example:8711",
        "localhost.evil.example:8711",
        "evil.example@127.0.0.1:8711",
        "127.0.0.1:8711:8711",
        "0.0.0.0:8711",
        "[::1]:8711",
        "",
    ],
)
def test_another_host_is_not_answered_whatever_the_token(client: TestClient, host: str) -> None:
    for path in ("/", "/api/study", f"/?token={DOOR.token}", "/static/css/base.css"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 421
        assert "Proef" not in answer.text
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("host", ["127.0.0.1:8711", "localhost:8711", "LOCALHOST:8711"])
def test_the_own_host_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/api/study", headers={"Host": host}).status_code == 200


def test_hosts_of_other_addresses() -> None:
    assert Door("::1", 8711).knows_host("[::1]:8711")
    assert Door("192.168.1.5", 80).knows_host("192.168.1.5")
    assert not Door("192.168.1.5", 80).knows_host("localhost")
    # A name can be made to lead here; an address cannot.
    assert Door("0.0.0.0", 8711).knows_host("192.168.1.5:8711")
    assert not Door("0.0.0.0", 8711).knows_host("evil.example:8711")
    assert Door(
        "::1", 8711
    ).address() == f"http://[::1]:8711/?token={Door('::1', 1, 't').token}" or (
        Door("::1", 8711, "t").address() == "http://[::1]:8711/?token=t"
    )
    assert [is_loopback(one) for one in ("127.0.0.2", "localhost", "10.0.0.1", "example")] == [
        True,
        True,
        False,
        False,
    ]


def test_two_hosts_are_not_answered(study: Path) -> None:
    from anyio.from_thread import start_blocking_portal

    app = make_app(Workbench(OpenStudy(study), "c1"), DOOR)
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1:8711"), (b"host", b"evil.example")],
    }
    # Not in this thread, where the browser's driver may have a loop of its own.
    with start_blocking_portal() as portal:
        portal.call(app, scope, receive, send)
    assert sent[0]["status"] == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": ORIGIN, **JSON}, 201),
        ({**JSON}, 403),
        ({"Origin": "null", **JSON}, 403),
        ({"Origin": "http://evil.example", **JSON}, 403),
        ({"Origin": "http://127.0.0.1:8712", **JSON}, 403),
        ({"Origin": "http://localhost:8711", **JSON}, 403),
        ({"Origin": "https://127.0.0.1:8711", **JSON}, 403),
        ({"Origin": ORIGIN, "Sec-Fetch-Site": "same-site", **JSON}, 403),
        ({"Origin": ORIGIN, "Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Origin": ORIGIN, "Content-Type": "text/plain"}, 415),
        ({"Origin": ORIGIN, "Content-Type": "multipart/form-data; boundary=x"}, 415),
        ({"Origin": ORIGIN}, 415),
    ],
)
def test_only_the_workbench_s_own_pages_change_anything(
    browser_like: TestClient, study: Path, headers: dict[str, str], status: int
) -> None:
    before = lines_of(study)
    assert post(browser_like, **headers).status_code == status
    assert len(lines_of(study)) == len(before) + (status == 201)


def test_a_program_with_the_token_needs_no_origin_but_gives_no_other(client: TestClient) -> None:
    assert post(client, **JSON).status_code == 201
    assert post(client, Origin="http://evil.example", **JSON).status_code == 403


def test_taking_back_needs_an_origin_as_well(browser_like: TestClient, study: Path) -> None:
    (coding, *_) = load(study).codings.values()
    address = f"/api/codings/{coding.id}?last={coding.last_claim}"
    assert browser_like.delete(address).status_code == 403
    assert browser_like.delete(address, headers={"Origin": "null"}).status_code == 403
    assert browser_like.delete(address, headers={"Origin": ORIGIN}).status_code == 200


@pytest.mark.parametrize("path", ["/api/study", "/api/documents/d1", "/static/js/api.js"])
def test_other_pages_cannot_embed_or_read_anything(browser_like: TestClient, path: str) -> None:
    for site in ("cross-site", "same-site"):
        for mode, dest in (("no-cors", "script"), ("cors", "empty"), ("navigate", "iframe")):
            headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
            assert browser_like.get(path, headers=headers).status_code == 403
    visit = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert browser_like.get(path, headers={"Sec-Fetch-Site": "same-site", **visit}).is_success


def test_a_body_that_is_too_large_is_not_read(client: TestClient) -> None:
    large = client.post(ADDRESS, content=b" " * (LARGEST_BODY + 1), headers=JSON)
    assert large.status_code == 413

    def unsaid() -> Any:
        for _ in range(40):
            yield b" " * (LARGEST_BODY // 20)

    answer = client.post(ADDRESS, content=unsaid(), headers=JSON)
    assert answer.status_code == 400


PATHS = [
    "/",
    "/none",
    "/api/study",
    "/api/none",
    "/api/documents/none",
    "/api/openapi.json",
    "/static/css/base.css",
    "/static/none.css",
    "/at/none",
    "/docs",
    "/redoc",
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_what_keeps_it_in(
    client: TestClient, stranger: TestClient, path: str
) -> None:
    for answer in (
        client.get(path),
        client.get(path, headers={"Host": "evil.example"}),
        client.request("TRACE", path, headers=JSON),
        client.post(path, content=b"{", headers=JSON),
        stranger.get(path),
    ):
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, (path, answer.status_code, name)
        kept = answer.headers["cache-control"]
        static = path == "/static/css/base.css" and answer.status_code == 200
        assert kept == ("no-cache" if static else "no-store")
        assert "access-control-allow-origin" not in answer.headers
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none';")


def test_a_fault_of_our_own_says_nothing_of_the_study(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = Workbench(OpenStudy(study), "c1")
    app = make_app(bench, DOOR)
    client = TestClient(
        app,
        base_url=ORIGIN,
        headers={"Authorization": f"Bearer {DOOR.token}"},
        raise_server_exceptions=False,
    )

    def fail() -> None:
        raise RuntimeError("secret words of a transcript")

    monkeypatch.setattr(bench, "moment", fail)
    for path in ("/api/study", "/"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "RuntimeError" in answer.text
        for name, value in HEADERS.items():
            assert answer.headers[name] == value


def test_documentation_pages_of_the_framework_are_off(client: TestClient) -> None:
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404
    assert client.get("/api/openapi.json").status_code == 200


def test_nothing_that_is_measured_goes_elsewhere(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://evil.example")
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    app = crosscase.web.app.make_behind(Workbench(OpenStudy(study), "c1"))
    assert not app._native_telemetry.enabled()
    with TestClient(app) as client:
        assert client.get("/api/study").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2fwords.py",
        "/static/../words.py",
        "/static/%2e%2e/words.py",
        "/static/..%5cwords.py",
        "/static//etc/passwd",
        "/static/css/..%2f..%2f..%2fwords.py",
        "/static/%00",
        "/static/",
        "/static/css",
    ],
)
def test_no_path_leads_out_of_the_files_of_the_pages(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404, 405)
    assert "def " not in answer.text
    assert "root:" not in answer.text


def test_no_link_leads_out_of_the_files_of_the_pages(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = tmp_path / "web"
    shutil.copytree(Path(crosscase.web.app.__file__).parent / "static", web / "static")
    (tmp_path / "secret.css").write_text("secret", encoding="utf-8")
    (web / "static/link.css").symlink_to(tmp_path / "secret.css")
    (web / "static/own.css").write_text("own", encoding="utf-8")
    monkeypatch.setattr(crosscase.web.app, "files", lambda package: web)
    app = make_app(Workbench(OpenStudy(study), "c1"), DOOR)
    client = TestClient(app, base_url=ORIGIN, headers={"Authorization": f"Bearer {DOOR.token}"})
    assert client.get("/static/own.css").text == "own"
    assert client.get("/static/link.css").status_code == 404


NASTY = (
    "<script>alert(1)</script> </script> <!-- {{ 7*7 }} {% raw %} ${7*7} & \"quoted\" 'too' "
    "\u2028 \u2029 \u202e tfel \u202c \ufeff <img src=x onerror=alert(1)> ]]> \\u003c"
)


@pytest.fixture
def nasty(tmp_path: Path) -> TestClient:
    files = study_files()
    text = f"{NASTY}\n\nNiemand was tegen.\n"
    files["corpus/texts/d2.md"] = text
    catalogue = replace_once(
        files["corpus/documents.yaml"], text_sha256(TEXTS["d2"]), text_sha256(text)
    )
    title = json.dumps(f"Besluit {NASTY[:60]}")
    files["corpus/documents.yaml"] = replace_once(catalogue, "title: Besluit", f"title: {title}")
    files["study.yaml"] = replace_once(
        files["study.yaml"], "{nl: Proef, en: Trial}", json.dumps(f"Proef {NASTY[:60]}")
    )
    root = make_folder(tmp_path / "nasty", files)
    app = make_app(Workbench(OpenStudy(root), "c1"), DOOR)
    return TestClient(app, base_url=ORIGIN, headers={"Authorization": f"Bearer {DOOR.token}"})


def test_transcripts_stay_text_in_the_api(nasty: TestClient) -> None:
    answer = nasty.get("/api/documents/d2")
    assert answer.headers["content-type"] == "application/json"
    said = answer.json()["document"]
    assert said["text"].startswith(NASTY)
    assert answer.content.isascii()


def test_titles_stay_text_in_pages(nasty: TestClient) -> None:
    page = nasty.get("/").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert page.count("</script>") == len(re.findall(r"<script ", page))
    message = nasty.get("/at/" + "<script>alert(1)</script>").text
    assert "<script>alert" not in message


def test_half_a_character_in_a_memo_does_not_break_a_page(study: Path) -> None:
    file = study / "corpus/codings/c1.jsonl"
    text = file.read_text(encoding="utf-8")
    first = json.loads(text.split("\n")[0])
    odd = {**first, "id": "odd", "memo": "\ud800"}
    file.write_text(text + json.dumps(odd) + "\n", encoding="utf-8")
    app = make_app(Workbench(OpenStudy(study), "c1"), DOOR)
    client = TestClient(app, base_url=ORIGIN, headers={"Authorization": f"Bearer {DOOR.token}"})
    assert client.get("/").status_code == 200
    assert client.get(f"/api/documents/{first['document']}").status_code == 200
