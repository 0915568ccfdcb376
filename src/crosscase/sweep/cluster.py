"""Partitions done by the workers of a Dask cluster that the user names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from crosscase.errors import CrosscaseError, UsageError
from crosscase.sweep.processes import Worked, try_again
from crosscase.sweep.records import Done, Job
from crosscase.sweep.working import work_partition

__all__ = ["by_cluster"]

_AHEAD = 2
"""Jobs that are with the scheduler for each thread of a worker: one in work, one to follow."""

_PATIENCE = 30
"""Seconds to wait for a scheduler to answer, and then for a first worker."""


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise CrosscaseError(
            "a sweep on a cluster needs dask and distributed, which are not installed; "
            'install them with: python -m pip install "crosscase[sweep]"'
        ) from None
    if not address.startswith(("tcp://", "tls://")):
        raise UsageError(
            f"found --scheduler {address}; allowed: tcp://HOST:PORT or tls://HOST:PORT, as "
            "`dask scheduler` says when it starts"
        )
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"{address}: found no scheduler that answers ({error}); start one with `dask scheduler`"
        ) from None
    return client


def by_cluster(
    jobs: Iterator[Job], address: str, *, work: Worked = work_partition
) -> Iterator[Done]:
    """Do the work on a Dask cluster.

    Parameters
    ----------
    jobs : iterator of Job
        What to do.
    address : str
        Of the scheduler.
    work : callable
        What does it; its module has to be importable on the workers.

    Yields
    ------
    Done
        As they are done.

    Raises
    ------
    UsageError
        When no scheduler answers there, or it has no workers.
    CrosscaseError
        When a partition cannot be done.
    """
    with _connect(address) as client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            raise UsageError(
                f"{address}: found a scheduler without workers, for {_PATIENCE} seconds; start "
                f"some with `dask worker {address} --nthreads 1`, and run again"
            ) from None
        yield from _submit(client, jobs, work)


def _submit(client: Any, jobs: Iterator[Job], work: Worked) -> Iterator[Done]:
    from distributed import KilledWorker, as_completed

    open_jobs: dict[Any, Job] = {}
    ends: dict[int, list[Any]] = {}
    done = as_completed(loop=client.loop)
    tried = count()

    def submit(job: Job) -> None:
        key = f"sweep-{job.identity[:16]}-{job.partition.name}-{next(tried)}"
        future = client.submit(work, job, key=key, pure=False)
        open_jobs[future] = job
        done.add(future)

    for _ in range(_AHEAD * _threads(client)):
        job = next(jobs, None)
        if job is not None:
            submit(job)
    for future in done:
        job = open_jobs.pop(future)
        error = future.exception()
        if isinstance(error, KilledWorker):
            number = job.partition.number
            submit(try_again(job, ends.setdefault(number, []), "with its Dask worker"))
            continue
        if error is not None:
            raise _explained(error)
        following = next(jobs, None)
        if following is not None:
            submit(following)
        yield future.result()


def _explained(error: BaseException) -> BaseException:
    """Return an error of a worker so that it says where to look."""
    if isinstance(error, CrosscaseError | OSError):
        return error
    return CrosscaseError(
        f"the cluster could not do a partition: {type(error).__name__}: {error}; scheduler and "
        "workers need the same crosscase[sweep] as this machine; look at what they say"
    )


def _threads(client: Any) -> int:
    threads: dict[str, int] = client.nthreads()
    return max(1, sum(threads.values()))
