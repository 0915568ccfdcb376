"""A sweep from its sources to its summary, begun or gone on with."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TextIO

from filelock import FileLock, Timeout

from crosscase.corpus import Document
from crosscase.errors import CrosscaseError, UsageError
from crosscase.sweep.cluster import by_cluster
from crosscase.sweep.counting import Counts
from crosscase.sweep.gathering import gather
from crosscase.sweep.planning import PARTITION_BYTES, Plan, light, make_plan, read_partitions
from crosscase.sweep.processes import by_processes, here
from crosscase.sweep.progress import Progress
from crosscase.sweep.records import Done, Job, Setting
from crosscase.sweep.walking import name_sources
from crosscase.sweep.working import PLAN, RECEIPTS, WATCHED, make_lexicon, read_done

__all__ = ["Outcome", "sweep"]

_FOLDERS = ("suggestions", "failures", RECEIPTS)
_LOCK = ".lock"
_LEFTOVER = re.compile(r"\..+\.[0-9a-f]{32}\.tmp")


class Outcome(NamedTuple):
    """What came of a sweep: its counts, how many partitions, and how many were there before."""

    counts: Counts
    partitions: int
    before: int
    passed_over: dict[str, int]


def _require_pyarrow() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise CrosscaseError(
            "a sweep needs pyarrow, which is not installed; "
            'install it with: python -m pip install "crosscase[sweep]"'
        ) from None


def _prepare(output: Path, sources: Sequence[Path]) -> None:
    """Make the output folder, or refuse one that holds something else."""
    if output.exists() and not output.is_dir():
        raise UsageError(f"{output}: found a file; allowed: a folder; choose another --output")
    for source in sources:
        if output.exists() and source.resolve() == output.resolve():
            raise UsageError(f"{output}: found the source; allowed: another folder as --output")
    output.mkdir(parents=True, exist_ok=True)
    held = {entry.name for entry in output.iterdir()} - {_LOCK}
    held = {name for name in held if not _LEFTOVER.fullmatch(name)}
    if held and PLAN not in held:
        raise UsageError(
            f"{output}: found {sorted(held)[0]} and no sweep; allowed: an empty folder, a new one, "
            "or one that a sweep was begun in; choose another --output"
        )


@contextmanager
def _holding(output: Path) -> Iterator[None]:
    try:
        with FileLock(output / _LOCK, timeout=0):
            yield
    except Timeout:
        raise CrosscaseError(
            f"{output}: another sweep is writing there; wait for it, or give another --output"
        ) from None


def _clean(output: Path) -> None:
    """Remove what processes that were ended left half written."""
    for folder in (output, *(output / name for name in _FOLDERS)):
        for entry in folder.iterdir() if folder.is_dir() else ():
            if _LEFTOVER.fullmatch(entry.name):
                entry.unlink(missing_ok=True)
    watched = output / WATCHED
    if watched.is_dir():
        for entry in watched.iterdir():
            entry.unlink(missing_ok=True)
        watched.rmdir()


def sweep(
    sources: Sequence[Path],
    output: Path,
    setting: Setting,
    *,
    workers: int = 0,
    scheduler: str = "",
    progress: TextIO | None = None,
    partition_bytes: int = PARTITION_BYTES,
    run: Callable[[Iterator[Job]], Iterator[Done]] | None = None,
) -> Outcome:
    """Suggest by patterns in all documents of some sources, or go on doing so.

    Parameters
    ----------
    sources : sequence of Path
        Files and folders.
    output : Path
        The folder to write to: a new or empty one, or one in which the same was begun.
    setting : Setting
        What is asked.
    workers : int
        How many processes; none does the work in this one.
    scheduler : str
        Address of a Dask scheduler, whose workers do the work instead.
    progress : text stream, optional
        Where to tell how far it is.
    partition_bytes : int
        The size of partitions.
    run : callable, optional
        What does the jobs, in place of ``workers`` and ``scheduler``.

    Returns
    -------
    Outcome
        The counts; the same, like every byte in the output folder, however the work was divided
        and however often it was begun anew.

    Raises
    ------
    UsageError
        When something else was begun in the output folder, or there is nothing to find or read.
    CrosscaseError
        When the source changes, or processes keep ending.
    """
    _require_pyarrow()
    setting = light(setting)
    if not setting.codes:
        raise UsageError(
            "no code has patterns to find; "
            "give codes `patterns:` in a codebook (docs/suggesting.md)"
        )
    named = name_sources(sources)
    _prepare(output, sources)
    output = output.resolve()
    with _holding(output):
        plan = make_plan(named, setting, output, output / PLAN, partition_bytes)
        for folder in _FOLDERS:
            (output / folder).mkdir(exist_ok=True)
        _clean(output)
        roots = tuple((source.prefix, str(source.root)) for source in named)

        def jobs() -> Iterator[Job]:
            engine = plan.about["programs"]
            for partition in read_partitions(output / PLAN):
                yield Job(partition, roots, str(output), setting, plan.identity, engine)

        runner = run or _runner(workers, scheduler)
        outcome = _run(jobs, runner, plan, progress)
        _clean(output)
    return outcome


def _runner(workers: int, scheduler: str) -> Callable[[Iterator[Job]], Iterator[Done]]:
    if scheduler:
        return lambda jobs: by_cluster(jobs, scheduler)
    if workers:
        return lambda jobs: by_processes(jobs, workers)
    return here


def _run(
    jobs: Callable[[], Iterator[Job]],
    runner: Callable[[Iterator[Job]], Iterator[Done]],
    plan: Plan,
    stream: TextIO | None,
) -> Outcome:
    first = next(jobs())
    # A pattern that cannot be used, or a pipeline that is not there, is told before any work.
    make_lexicon(first).suggest(_nothing(first.setting.language))
    progress = Progress(plan.partitions, plan.size, stream)
    before = 0

    def left() -> Iterator[Job]:
        nonlocal before
        for job in jobs():
            done = read_done(job)
            if done is None:
                yield job
            else:
                before += 1
                progress.skip(done[0])

    try:
        for done in runner(left()):
            progress.add(done)
    finally:
        progress.close()
    counts = gather(jobs, plan)
    return Outcome(counts, plan.partitions, before, plan.passed_over)


def _nothing(language: str) -> Document:
    return Document("nothing", "", "document", "", "", (), "", "", "", "", language, "")
