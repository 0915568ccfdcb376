"""Nothing that was acknowledged is lost, whatever happens to the server or beside it."""

from __future__ import annotations

import random
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2

from crosscase.cli import main
from crosscase.storage import OpenStudy, check, load
from tests.folders import TEXTS
from tests.web.serving import Server

TEXT = TEXTS["d1"]
Serve = Callable[..., Server]


def claims_anew() -> Iterator[dict[str, Any]]:
    """Codings of every span of the text in turn, no two alike."""
    for start in range(len(TEXT) - 30):
        for length in range(4, 24, 2):
            quote = TEXT[start : start + length]
            if quote.strip():
                yield {
                    "request": uuid.uuid4().hex,
                    "start": start,
                    "end": start + length,
                    "quote": quote,
                    "claims": [{"code": "urgency", "unit": "a", "value": "present"}],
                }


def burst(server: Server, bodies: Iterator[dict[str, Any]], said: list[dict[str, Any]]) -> None:
    """Add codings until the server no longer answers; note each that it acknowledged."""
    with server.client() as client:
        for body in bodies:
            try:
                answer = client.post("/api/documents/d1/codings", json=body)
            except httpx2.TransportError:
                return
            assert answer.status_code == 201, answer.text
            said.extend(answer.json()["codings"])


def refused_by_check(root: Path) -> list[str]:
    return [str(problem) for problem in check(root) if problem.severity == "error"]


def test_a_server_killed_in_the_middle_of_a_burst_loses_nothing_acknowledged(
    study: Path, serve: Serve
) -> None:
    moments = random.Random(8)
    bodies = claims_anew()
    acknowledged: list[dict[str, Any]] = []
    for _ in range(4):
        server = serve(study)
        before = len(acknowledged)
        thread = threading.Thread(target=burst, args=(server, bodies, acknowledged))
        thread.start()
        while len(acknowledged) == before:
            time.sleep(0.005)
        time.sleep(moments.uniform(0.0, 0.4))
        server.kill()
        thread.join(timeout=60)
        assert not thread.is_alive()
        assert len(acknowledged) > before
        assert refused_by_check(study) == []
    codings = load(study).codings
    for one in acknowledged:
        stored = codings[one["id"]]
        assert (stored.start, stored.end, stored.quote) == (one["start"], one["end"], one["quote"])
    with serve(study).client() as client:
        there = {one["id"] for one in client.get("/api/documents/d1").json()["codings"]}
    assert {one["id"] for one in acknowledged} <= there


def test_a_line_that_broke_off_costs_only_itself(study: Path, serve: Serve) -> None:
    file = study / "corpus/codings/c1.jsonl"
    whole = file.read_bytes()
    before = set(load(study).codings)
    bodies = claims_anew()
    server = serve(study)
    with server.client() as client:
        first = client.post("/api/documents/d1/codings", json=next(bodies)).json()["codings"][0]
    server.kill()
    line = file.read_bytes()[len(whole) :]
    # As if the power had failed before the next line was whole.
    with file.open("ab") as stream:
        stream.write(line[: len(line) // 2])
    with serve(study).client() as client:
        body = next(bodies)
        second = client.post("/api/documents/d1/codings", json=body).json()["codings"][0]
        again = client.post("/api/documents/d1/codings", json=body).json()["codings"][0]
    assert again == second
    assert set(load(study).codings) == before | {first["id"], second["id"]}
    assert refused_by_check(study) == []


def test_two_coders_at_two_servers_do_not_clobber_one_another(study: Path, serve: Serve) -> None:
    said: dict[str, list[dict[str, Any]]] = {"c1": [], "c2": []}
    servers = {coder: serve(study, "--coder", coder) for coder in said}
    threads = []
    for coder, server in servers.items():
        some = [body for body, _ in zip(claims_anew(), range(25), strict=False)]
        threads.append(threading.Thread(target=burst, args=(server, iter(some), said[coder])))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    codings = load(study).codings
    for coder, some in said.items():
        assert len(some) == 25
        assert {codings[one["id"]].coder for one in some} == {coder}
    assert refused_by_check(study) == []
    # Each server shows what the other wrote, when asked.
    with servers["c1"].client() as client:
        answer = client.get("/api/documents/d1", params={"others": "c2"}).json()
    assert {one["id"] for one in said["c2"]} <= {one["id"] for one in answer["codings"]}


def test_one_coder_at_two_servers_and_the_command_line_lose_nothing(
    study: Path, serve: Serve
) -> None:
    servers = [serve(study), serve(study)]
    said: list[list[dict[str, Any]]] = [[], []]
    every = [body for body, _ in zip(claims_anew(), range(40), strict=False)]
    threads = [
        threading.Thread(target=burst, args=(server, iter(every[place::2]), said[place]))
        for place, server in enumerate(servers)
    ]
    held = OpenStudy(study)
    for thread in threads:
        thread.start()
    for place in range(3):
        quote = ("Niemand was tegen", "stemde in", "op 3 mei")[place]
        try:
            main(
                [
                    *("mark", "d2", quote, "--study", str(study), "--coder", "c1"),
                    *("--code", "urgency", "--unit", "a", "--value", "absent"),
                ]
            )
        except SystemExit as stop:
            assert stop.code == 0
    for thread in threads:
        thread.join(timeout=120)
    codings = load(study).codings
    assert {one["id"] for some in said for one in some} <= set(codings)
    assert sum(len(some) for some in said) == 40
    assert {"Niemand was tegen", "stemde in", "op 3 mei"} <= {one.quote for one in codings.values()}
    assert refused_by_check(study) == []
    assert held.study().codings == codings
