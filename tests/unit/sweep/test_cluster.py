"""A sweep on a Dask cluster of processes on this machine writes the bytes of a serial one."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from crosscase.errors import CrosscaseError, UsageError
from crosscase.sweep import sweep
from crosscase.sweep.cluster import by_cluster
from crosscase.sweep.records import Done, Job
from tests.unit.sweep import faulty
from tests.unit.sweep.corpus import SETTING, hashes, read_rows, rows, write_lines

SIZE = 4000
PATIENCE = 120
ROOT = Path(__file__).parents[3]


@contextmanager
def started(log: Path, says: str, *arguments: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Start a part of Dask, wait for what it says, and end it afterwards."""
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments, "--host", "127.0.0.1", "--no-dashboard"],
            stderr=file,
            stdout=file,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "CROSSCASE_TEST_MARK": str(log.parent / "mark"),
            },
        )
    try:
        until = time.monotonic() + PATIENCE
        while (found := re.search(says, log.read_text("utf-8"))) is None:
            assert process.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < until, log.read_text("utf-8")
            time.sleep(0.05)
        yield process, found.group(1)
    finally:
        process.kill()
        process.wait()


Cluster = tuple[str, list[subprocess.Popen[bytes]]]


SCHEDULER = (r"Scheduler at:\s+(tcp://\S+)", "scheduler", "--port", "0")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler and two workers, each a process of its own."""
    logs = tmp_path_factory.mktemp("logs")
    with started(logs / "scheduler", *SCHEDULER) as (_, address):
        worker = (
            r"Registered to:\s+(tcp://\S+)",
            "worker",
            address,
            "--nthreads",
            "1",
            "--no-nanny",
        )
        with started(logs / "1", *worker) as (one, _), started(logs / "2", *worker) as (other, _):
            yield address, [one, other]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(
        tmp_path_factory.mktemp("source") / "a.jsonl", [*rows(200), b"{bad\n", *rows(200)]
    )


@pytest.fixture(scope="module")
def serial(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    output = tmp_path_factory.mktemp("serial") / "out"
    sweep([source], output, SETTING, partition_bytes=SIZE)
    return hashes(output)


def test_an_error_of_a_worker_is_told_here(cluster: Cluster, source: Path, tmp_path: Path) -> None:
    def gone(jobs: Iterator[Job]) -> Iterator[Done]:
        held = list(jobs)
        os.utime(source, ns=(0, 0))
        yield from by_cluster(iter(held), cluster[0])

    status = source.stat()
    try:
        with pytest.raises(CrosscaseError, match=r"a\.jsonl: changed while it was swept"):
            sweep([source], tmp_path / "out", SETTING, partition_bytes=SIZE, run=gone)
    finally:
        os.utime(source, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_worker_without_our_program_is_told(
    cluster: Cluster, source: Path, tmp_path: Path
) -> None:
    def work(jobs: Iterator[Job]) -> Iterator[Done]:
        yield from by_cluster(jobs, cluster[0], work=faulty.work_that_is_not_there)

    with pytest.raises(CrosscaseError, match="workers need the same crosscase"):
        sweep([source], tmp_path / "out", SETTING, partition_bytes=SIZE, run=work)


def test_a_worker_killed_half_way_changes_no_byte(
    cluster: Cluster, source: Path, serial: dict[str, str], tmp_path: Path
) -> None:
    address, workers = cluster
    finished: list[int] = []

    def work(jobs: Iterator[Job]) -> Iterator[Done]:
        for done in by_cluster(jobs, address, work=faulty.work_until_killed_once):
            finished.append(done.number)
            yield done

    outcome = sweep([source], tmp_path / "out", SETTING, partition_bytes=SIZE, run=work)
    # One of the two was ended with SIGKILL between two documents; the other did all that was left.
    assert sorted(process.poll() or 0 for process in workers) == [-signal.SIGKILL, 0]
    assert sorted(finished) == list(range(outcome.partitions))
    assert outcome.partitions > 10
    assert hashes(tmp_path / "out") == serial
    # What one began the other, and this machine alone, go on with.
    for name in ("part-00003", "part-00007"):
        (tmp_path / "out" / "partitions" / f"{name}.json").unlink()
    again = sweep([source], tmp_path / "out", SETTING, partition_bytes=SIZE, scheduler=address)
    assert again.before == again.partitions - 2
    assert hashes(tmp_path / "out") == serial


def test_a_document_that_ends_workers_is_left_out(
    cluster: Cluster, source: Path, serial: dict[str, str], tmp_path: Path
) -> None:
    def work(jobs: Iterator[Job]) -> Iterator[Done]:
        yield from by_cluster(jobs, cluster[0], work=faulty.work_that_dask_gives_up)

    outcome = sweep([source], tmp_path / "out", SETTING, partition_bytes=SIZE, run=work)
    failed = read_rows(tmp_path / "out", "failures")
    assert sorted(row["rule"] for row in failed) == ["bad-json", "crash"]
    assert "ended the process twice (with its Dask worker)" in [row["reason"] for row in failed]
    assert outcome.counts.documents == 399
    found = hashes(tmp_path / "out")
    same = {name for name in serial if found.get(name) == serial[name]}
    assert {"suggestions/part-00000.parquet", "suggestions/part-00002.parquet"} <= same


def test_a_scheduler_that_is_not_there(tmp_path: Path, source: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("crosscase.sweep.cluster._PATIENCE", 1)
    for address, told in (
        ("127.0.0.1:9", "allowed: tcp://"),
        ("tcp://127.0.0.1:9", "no scheduler"),
    ):
        with pytest.raises(UsageError, match=told):
            sweep([source], tmp_path / "out", SETTING, partition_bytes=SIZE, scheduler=address)


def test_a_scheduler_without_workers(tmp_path: Path, source: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("crosscase.sweep.cluster._PATIENCE", 1)
    with (
        started(tmp_path / "log", *SCHEDULER) as (_, address),
        pytest.raises(UsageError, match=f"without workers.*`dask worker {address}"),
    ):
        sweep([source], tmp_path / "out", SETTING, partition_bytes=SIZE, scheduler=address)
