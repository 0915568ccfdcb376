"""Partitions done by processes of this machine."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from multiprocessing import connection, get_context, parent_process
from multiprocessing.connection import Connection
from typing import Any

from crosscase.errors import CrosscaseError
from crosscase.sweep.records import Done, Job
from crosscase.sweep.working import last_spot, work_partition

__all__ = ["Worked", "by_processes", "here", "try_again"]

MOST_ENDS = 12
"""How often processes may end over one partition before that is the end of the sweep."""

Worked = Callable[[Job], Done]


def try_again(job: Job, ends: list[Any], how: str) -> Job:
    """Return the job to do after a process ended over one.

    A document that ends the process twice, when it was looked at where it ends, is left out from
    then on. Once may be chance: another program took the memory, or somebody ended the process.

    Parameters
    ----------
    job : Job
        The job.
    ends : list
        The spots it ended at so far, in which this one is noted.
    how : str
        How the process ended.

    Returns
    -------
    Job
        The next.

    Raises
    ------
    CrosscaseError
        When it ended too often.
    """
    spot = last_spot(job) if job.watched else None
    seen = spot in ends
    ends.append(spot)
    if spot is not None and seen:
        ends.clear()
        return replace(job, skipped={**job.skipped, spot: f"ended the process twice ({how})"})
    if len(ends) >= MOST_ENDS:
        raise CrosscaseError(
            f"{job.partition.name}: {len(ends)} processes ended over it ({how}), at no one "
            "document; is there enough memory? use fewer --workers, and run again to go on"
        )
    return replace(job, watched=True)


def here(jobs: Iterator[Job], *, work: Worked = work_partition) -> Iterator[Done]:
    """Do the work in this very process, one job after another."""
    yield from map(work, jobs)


def _leave_with_parent() -> None:
    """End this process when the one that started it is gone."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _serve(pipe: Connection, work: Worked) -> None:
    """Do jobs as they come, until none does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is told as well, and ends this
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):
        while (job := pipe.recv()) is not None:
            try:
                answer: Done | Exception = work(job)
            except Exception as error:
                answer = _sendable(error)
            pipe.send(answer)


def _sendable(error: Exception) -> Exception:
    """Return an error that can be sent: those of the system as they are, others in words."""
    if isinstance(error, CrosscaseError):
        kept = CrosscaseError(str(error))
        kept.exit_status = error.exit_status
        return kept
    if isinstance(error, OSError):
        return error
    return RuntimeError(f"{type(error).__name__}: {error}")


class _Worker:
    """A process, its pipe, and the job it is on."""

    def __init__(self, work: Worked) -> None:
        # A process of its own from the start: threads and locks of this one do not come along.
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work), daemon=True)
        self.process.start()
        theirs.close()
        self.job: Job | None = None

    def give(self, job: Job) -> None:
        self.job = job
        with suppress(OSError):  # it ended just now, which its pipe will tell
            self.pipe.send(job)

    def take(self) -> Done | None:
        """Return what came of the job; None when the process ended."""
        try:
            answer = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
            return None
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, Done)
        self.job = None
        return answer

    @property
    def how(self) -> str:
        code = self.process.exitcode or 0
        if code >= 0:
            return f"exit status {code}"
        with suppress(ValueError):
            return signal.Signals(-code).name
        return f"signal {-code}"

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def by_processes(
    jobs: Iterator[Job], workers: int, *, work: Worked = work_partition
) -> Iterator[Done]:
    """Do the work in processes of this machine.

    Parameters
    ----------
    jobs : iterator of Job
        What to do.
    workers : int
        How many processes.
    work : callable
        What does it.

    Yields
    ------
    Done
        As they are done.

    Raises
    ------
    CrosscaseError
        When a partition cannot be done.
    """
    busy: dict[Connection, _Worker] = {}
    ends: dict[int, list[Any]] = {}
    try:
        for job in (job for _, job in zip(range(workers), jobs, strict=False)):
            worker = _Worker(work)
            busy[worker.pipe] = worker
            worker.give(job)
        while busy:
            ready = connection.wait(list(busy))
            for pipe in [pipe for pipe in busy if pipe in ready]:
                worker = busy[pipe]
                done = worker.take()
                if done is None:
                    assert worker.job is not None
                    again = ends.setdefault(worker.job.partition.number, [])
                    following: Job | None = try_again(worker.job, again, worker.how)
                    busy.pop(pipe).stop()
                    worker = _Worker(work)
                    busy[worker.pipe] = worker
                else:
                    following = next(jobs, None)
                if following is None:
                    busy.pop(pipe).stop()
                else:
                    worker.give(following)
                if done is not None:
                    yield done
    finally:
        for worker in busy.values():
            worker.stop()
