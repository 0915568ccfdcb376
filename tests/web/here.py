"""The workbench in a thread of the tests: there at once, where no process of its own is needed."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass
from pathlib import Path

import httpx2
import uvicorn
from fastapi import FastAPI

from crosscase.storage import OpenStudy
from crosscase.web.app import make_behind
from crosscase.web.security import Door, Gate
from crosscase.web.state import Workbench, choose_coder
from tests.web.serving import open_client

__all__ = ["Here", "serve_here"]


@dataclass
class Here:
    """A workbench that listens.

    Parameters
    ----------
    server, thread, behind
        What serves, where, and what.
    door : Door
        Its address and token.
    """

    server: uvicorn.Server
    thread: threading.Thread
    behind: FastAPI
    door: Door

    @property
    def url(self) -> str:
        return self.door.address()

    @property
    def origin(self) -> str:
        return f"http://{self.door.host}:{self.door.port}"

    def client(self) -> httpx2.Client:
        """A program that has the token."""
        return open_client(self.origin, self.door.token)

    def stop(self) -> None:
        """Stop listening, let go of every connection, and end what makes the slow pages."""
        self.server.force_exit = True
        self.server.should_exit = True
        self.thread.join(timeout=30)
        if results := getattr(self.behind.state, "results", None):
            results.close()


def serve_here(root: Path, *, coder: str = "", door: Door | None = None) -> Here:
    """Serve a study on a free port, or where another workbench was before.

    Parameters
    ----------
    root : Path
        The study.
    coder : str
        Who codes; ``-`` for reading only.
    door : Door, optional
        The address and token of a workbench that was stopped.
    """
    bound = socket.create_server(("127.0.0.1", door.port if door else 0))
    door = door or Door("127.0.0.1", bound.getsockname()[1])
    opened = OpenStudy(root)
    bench = Workbench(opened, "" if coder == "-" else choose_coder(opened.study(), coder))
    behind = make_behind(bench)
    behind.state.door = door
    config = uvicorn.Config(
        Gate(behind, door), log_level="error", access_log=False, lifespan="off", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    return Here(server, thread, behind, door)
