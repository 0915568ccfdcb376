"""What adding a coding through the workbench takes, as the codings of the document grow.

Run from the root of the repository as ``python -m benchmarks.server``; see README.md here. The
server is a process of its own; figures are multiples of what writing one line and waiting for the
disk takes in the same run, by the clock on the wall, since a person waits for both.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

from benchmarks.workbench import CODINGS, make_study, write_line

from crosscase.storage import load, make_add

ROUNDS = 101


class Client:
    """A program that has the token, as a page has the cookie."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        token = parse_qs(parts.query)["token"][0]
        self.headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
            "Accept-Encoding": "gzip",
        }
        self.connection = HTTPConnection(parts.hostname or "", parts.port, timeout=600)

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, bytes]:
        """Return status and body of an answer."""
        sent = None if body is None else json.dumps(body)
        self.connection.request(method, path, sent, self.headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read()


def measure(count: int, folder: Path) -> dict[str, list[float]]:
    """Return the seconds that each request took, and each line."""
    root = folder / "study"
    make_study(root, count)
    study = load(root, strict=False)
    text = study.documents["d"].text
    taken: dict[str, list[float]] = {}
    server = subprocess.Popen(
        [
            *(sys.executable, "-c", "from crosscase.cli import main; main()", "code"),
            *("--study", str(root), "--port", "0", "--no-browser", "--coder", "coder-1"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout is not None
        client = Client(server.stdout.readline().strip())

        def clock(name: str, method: str, path: str, body: Any = None) -> bytes:
            start = perf_counter()
            status, said = client.ask(method, path, body)
            taken.setdefault(name, []).append(perf_counter() - start)
            assert status in (200, 201), said
            return said

        clock("first", "GET", "/api/documents/d")
        for number in range(ROUNDS):
            at = number * 3989
            claim = {"code": "trust", "unit": "party-a", "value": "present"}
            event = make_add(study, "d", at, at + 9, coder="coder-1", **claim)
            start = perf_counter()
            write_line(folder / "line.jsonl", event)
            taken.setdefault("line", []).append(perf_counter() - start)
            request = {"request": uuid4().hex, "start": at, "end": at + 9}
            body = {**request, "quote": text[at : at + 9], "claims": [claim]}
            said = json.loads(clock("add", "POST", "/api/documents/d/codings", body))
            clock("changes", "GET", f"/api/changes?since={said['version']}")
        for _ in range(5):
            clock("document", "GET", "/api/documents/d")
    finally:
        server.terminate()
        server.wait(timeout=60)
        if server.stdout is not None:
            server.stdout.close()
    return taken


def main(most: int) -> None:
    """Print a row for each number of codings."""
    names = ("add", "slow", "changes", "document")
    print("codings    line (ms)   add (ms)" + "".join(f"{name:>12}" for name in names))
    for count in (size for size in CODINGS if size <= most):
        with tempfile.TemporaryDirectory() as folder:
            taken = measure(count, Path(folder))
        found = {name: median(times) for name, times in taken.items()}
        found["slow"] = quantiles(taken["add"], n=20)[-1]
        row = "".join(f"{found[name] / found['line']:>11.1f}×" for name in names)
        print(f"{count:>7,} {found['line'] * 1e3:>12.2f} {found['add'] * 1e3:>10.2f}{row}")
    print(f"of {ROUNDS} codings the median; slow: 95 of 100 take less; of 5 documents the median")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CODINGS[-1])
