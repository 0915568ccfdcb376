"""``crosscase code``: what it prints, who codes, where it listens, how it stops."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscase.errors import UsageError
from crosscase.storage import load
from crosscase.web.state import choose_coder
from tests.cli.running import run
from tests.folders import make_folder, replace_once, study_files
from tests.web.serving import Server, start_server

Serve = Callable[..., Server]


def log_of(root: Path) -> str:
    return (root.parent / f"{root.name}.log").read_text(encoding="utf-8")


def test_the_first_line_is_the_address_and_ctrl_c_stops_it(study: Path) -> None:
    server = start_server(study)
    try:
        assert server.url.startswith("http://127.0.0.1:")
        assert len(server.token) >= 40
        with server.client() as client:
            assert client.get("/api/study").json()["coder"] == "c1"
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(timeout=30) == 0
    finally:
        server.stop()
    assert "c1 codes" in log_of(study)
    assert server.token not in log_of(study)
    assert "Traceback" not in log_of(study)


def test_every_start_has_a_token_of_its_own(study: Path, serve: Serve) -> None:
    first, second = serve(study), serve(study)
    assert first.token != second.token
    with first.client() as client:
        client.headers["Authorization"] = f"Bearer {second.token}"
        assert client.get("/api/study").status_code == 401


def test_the_only_coder_who_counts_codes(tmp_path: Path) -> None:
    study = load(make_folder(tmp_path / "one"))
    assert choose_coder(study) == "c1"
    assert choose_coder(study, "c2") == "c2"
    for wrong in ("c9", "adjudicated"):
        with pytest.raises(UsageError, match=f"found coder {wrong}; allowed: c1, c2"):
            choose_coder(study, wrong)


def test_with_several_coders_it_is_for_reading_only(tmp_path: Path, serve: Serve) -> None:
    files = study_files()
    files["study.yaml"] = replace_once(files["study.yaml"], "    counts: false\n", "")
    root = make_folder(tmp_path / "several", files)
    with serve(root).client() as client:
        assert client.get("/api/study").json()["coder"] is None
        assert "crosscase code --coder c1" in client.get("/").text
    assert "for reading only" in log_of(root)
    with serve(root, "--coder", "c2").client() as client:
        assert client.get("/api/study").json()["coder"] == "c2"


def test_a_study_with_errors_can_be_read(study: Path, serve: Serve) -> None:
    (study / "codebooks/tables.yaml").write_text("format: 1\ntables: none\n", encoding="utf-8")
    with serve(study).client() as client:
        page = client.get("/").text
        assert "crosscase check" in page
        assert client.get("/api/documents/d1").status_code == 200
    assert "the study has 1 error," in log_of(study)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--coder", "c9"], "found coder c9; allowed: c1, c2"),
        (["--host", "0.0.0.0"], "--allow-remote"),
        (["--host", "192.0.2.1"], "nothing is encrypted"),
        (["--host", "192.0.2.1", "--allow-remote"], "an address of this machine"),
        (["--port", "99999"], "99999"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_served(
    study: Path, options: list[str], said: str
) -> None:
    done = run("code", "--study", study, "--no-browser", *options)
    assert done.status == 2
    assert done.out == ""
    assert said in done.err


def test_a_port_in_use_is_said(study: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("code", "--study", study, "--no-browser", "--port", port)
    assert done.status == 2
    assert f"127.0.0.1 port {port}" in done.err
    assert "--port" in done.err


def test_the_browser_gets_a_token_that_works_once(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import uvicorn

    opened: list[str] = []
    there = threading.Event()

    def open_browser(address: str) -> bool:
        opened.append(address)
        there.set()
        return True

    monkeypatch.setattr("webbrowser.open", open_browser)
    bound: list[socket.socket] = []

    def run_server(self: uvicorn.Server, sockets: list[socket.socket]) -> None:
        # With any other protocol asyncio lets small answers wait for one another.
        assert sockets[0].proto == socket.IPPROTO_TCP
        bound.extend(sockets)
        sockets[0].close()

    monkeypatch.setattr(uvicorn.Server, "run", run_server)
    done = run("code", "--study", study, "--port", 0)
    assert there.wait(timeout=30)
    assert (done.status, len(opened), len(bound)) == (0, 1, 1)
    printed = done.out.splitlines()[0]
    assert opened[0].split("?")[0] == printed.split("?")[0]
    assert opened[0] != printed


def test_other_machines_are_let_in_only_with_a_warning(study: Path, serve: Serve) -> None:
    server = serve(study, "--host", "0.0.0.0", "--allow-remote")
    with server.client() as client:
        assert client.get("/api/study").status_code == 200
        wrong = client.get("/api/study", headers={"Host": "evil.example"})
        assert wrong.status_code == 421
    assert "nothing is encrypted" in log_of(study)
