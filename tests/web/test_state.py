"""What the pages and the API share."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from crosscase.storage import OpenStudy
from crosscase.study import Study
from crosscase.web.state import Workbench


def test_who_looked_earlier_does_not_put_an_older_moment_over_a_newer_one(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = OpenStudy(study)
    there = opened.study()
    looks, looking, go_on = count(), threading.Event(), threading.Event()

    def look() -> tuple[Study, str]:
        first = next(looks) == 0
        if first:
            looking.set()
            go_on.wait(0.5)
        return there, "older" if first else "newer"

    monkeypatch.setattr(opened, "current", look)
    bench = Workbench(opened, "c1")
    with ThreadPoolExecutor(1) as threads:
        earlier = threads.submit(bench.moment)
        looking.wait()
        newer = bench.moment()
        go_on.set()
        earlier.result()
    assert bench.moment() is newer
