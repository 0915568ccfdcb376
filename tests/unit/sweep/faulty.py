"""Work that goes wrong, to be done by real processes: it has to be importable there."""

from __future__ import annotations

import os
import signal
import struct
from pathlib import Path
from types import SimpleNamespace

from crosscase.corpus import Document
from crosscase.suggest import Lexicon
from crosscase.suggestion import Suggestion
from crosscase.sweep.records import Done, Job
from crosscase.sweep.working import work_partition

_suggest = Lexicon.suggest


def _ends_process(self: Lexicon, document: Document) -> list[Suggestion]:
    if "Document 7." in document.text:
        os.kill(os.getpid(), signal.SIGSEGV)
    return _suggest(self, document)


def _raises(self: Lexicon, document: Document) -> list[Suggestion]:
    if "Document 7." in document.text:
        raise RecursionError("too deep")
    return _suggest(self, document)


def work_until_a_crash(job: Job) -> Done:
    """Crash the process at one document, always."""
    Lexicon.suggest = _ends_process  # type: ignore[method-assign]
    return work_partition(job)


def work_with_an_error(job: Job) -> Done:
    """Raise an error at one document."""
    Lexicon.suggest = _raises  # type: ignore[method-assign]
    try:
        return work_partition(job)
    finally:
        Lexicon.suggest = _suggest  # type: ignore[method-assign]


def _half_way(self: Lexicon, document: Document) -> list[Suggestion]:
    mark = Path(os.environ["CROSSCASE_TEST_MARK"])
    if "Document 23." in document.text and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return _suggest(self, document)


def work_until_killed_once(job: Job) -> Done:
    """Be killed in the middle of a partition, the first time."""
    Lexicon.suggest = _half_way  # type: ignore[method-assign]
    return work_partition(job)


def end_always(job: Job) -> Done:
    """End the process before any document."""
    os._exit(3)


def work_that_dask_gives_up(job: Job) -> Done:
    """Do as Dask does when several workers ended over a partition: at its third document."""
    from distributed import KilledWorker

    if job.partition.number != 1 or job.skipped:
        return work_partition(job)
    if job.watched:
        path = job.path_to("watched", "")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(struct.pack("<qq", 0, 2))
    raise KilledWorker("sweep", SimpleNamespace(address="tcp://127.0.0.1:9"), 3)


def work_that_is_not_there(job: Job) -> Done:
    """Fail as a worker does that lacks a library."""
    raise ModuleNotFoundError("No module named 'crosscase'")
