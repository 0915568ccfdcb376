"""``crosscase code`` in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2

__all__ = ["Server", "open_client", "start_server"]


def open_client(origin: str, token: str) -> httpx2.Client:
    """Return a program that asks a server, and has its token."""
    headers = {"Authorization": f"Bearer {token}"}
    return httpx2.Client(base_url=origin, headers=headers, timeout=30, trust_env=False)


@dataclass
class Server:
    """A server that runs.

    Parameters
    ----------
    process : Popen
        The process.
    url : str
        The first line it printed: its address, with the token.
    """

    process: subprocess.Popen[str]
    url: str

    @property
    def origin(self) -> str:
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def token(self) -> str:
        return parse_qs(urlsplit(self.url).query)["token"][0]

    def client(self) -> httpx2.Client:
        """A program that has the token."""
        return open_client(self.origin, self.token)

    def kill(self) -> None:
        """End it as the power failing would: SIGKILL."""
        self.process.kill()
        self.process.wait(timeout=30)

    def stop(self) -> None:
        """End it, when it still runs, as Ctrl-C would not need to."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.kill()
        if self.process.stdout is not None:
            self.process.stdout.close()


def start_server(root: Path, *options: str) -> Server:
    """Start ``crosscase code`` on a free port, and return when it has said its address."""
    log = root.parent / f"{root.name}.log"
    with log.open("a", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [
                *(sys.executable, "-c", "from crosscase.cli import main; main()"),
                *("code", "--study", str(root), "--port", "0", "--no-browser", *options),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    assert process.stdout is not None
    url = process.stdout.readline().strip()
    if not url.startswith("http://"):
        process.kill()
        process.wait(timeout=30)
        process.stdout.close()
        said = log.read_text(encoding="utf-8")
        raise AssertionError(f"crosscase code said {url!r} and: {said}")
    return Server(process, url)
