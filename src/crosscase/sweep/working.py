"""The work on one partition, in whatever process it is done."""

from __future__ import annotations

import json
import os
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from crosscase.storage.writing import write_atomic
from crosscase.suggest import Lexicon
from crosscase.sweep.counting import Counts, case_of
from crosscase.sweep.engine import engine_identity
from crosscase.sweep.making import DocumentMaker
from crosscase.sweep.parts import (
    FAILURES,
    SUGGESTIONS,
    failure_row,
    sha256_of,
    suggestion_row,
    writing_rows,
)
from crosscase.sweep.reading import Read, read_slice
from crosscase.sweep.records import Done, Failure, Job, MovedError, Slice, Spot

__all__ = ["PLAN", "RECEIPTS", "last_spot", "locate", "make_lexicon", "read_done", "work_partition"]

PLAN = "plan.jsonl"
"""What is to be read, in the output folder."""

RECEIPTS = "partitions"
"""The folder of what came of each partition; there is a file when its other files are whole."""

WATCHED = "watched"
"""The folder of how far partitions are that ended a process before."""

_SPOT = struct.Struct("<qq")
_LOCK = threading.Lock()
_lexicons: dict[str, Lexicon] = {}


def make_lexicon(job: Job) -> Lexicon:
    """Return the patterns of a sweep, compiled once a process."""
    if job.identity not in _lexicons:
        setting = job.setting
        _lexicons.clear()
        _lexicons[job.identity] = Lexicon(
            setting.codes, setting.scales, setting.units, pipeline=setting.pipeline
        )
    return _lexicons[job.identity]


def locate(job: Job, file: str) -> tuple[Path, str]:
    """Return the folder that a file of the source is below, and its path from there."""
    for prefix, root in job.roots:
        if file == prefix:
            return Path(root), file
        if prefix.endswith("/") or not prefix:
            if not file.startswith(prefix):
                continue
            return Path(root), file.removeprefix(prefix)
    raise MovedError(f"{file}: found in no source; begin the sweep anew")


def read_done(job: Job) -> tuple[Done, Counts] | None:
    """Return what came of a partition, if it was finished and its files are there.

    Parameters
    ----------
    job : Job
        The work on it.

    Returns
    -------
    (Done, Counts) or None
        None when it is still to be done.
    """
    path = job.path_to(RECEIPTS, ".json")
    try:
        receipt = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
    if receipt["identity"] != job.identity:
        return None
    for folder, written in receipt["files"].items():
        file = job.path_to(folder, ".parquet")
        if (file.stat().st_size if file.exists() else 0) != written["bytes"]:
            return None
    return _done(job, counts := Counts.from_plain(receipt["counts"])), counts


def _done(job: Job, counts: Counts) -> Done:
    return Done(
        *job.partition[:2], counts.documents, counts.failures, counts.suggestions, counts.text_bytes
    )


def _check_place(job: Job) -> None:
    """Refuse to work with other programs, or where the output is another folder."""
    found = engine_identity(job.setting.pipeline)
    if found.fingerprint != job.engine:
        raise MovedError(
            f"this process has {found.said}: these, or the code of crosscase, are not what the "
            "sweep was begun with; install the same versions for every process, or begin anew with "
            "another --output"
        )
    plan = Path(job.output) / PLAN
    if not plan.is_file():
        raise MovedError(
            f"{plan}: found no such file; every process, on every machine, has to see the output "
            "folder under the same path"
        )


def work_partition(job: Job) -> Done:
    """Read a partition, write its suggestions and failures, and say that it is done.

    The same job writes the same bytes, wherever and however often it is done.

    Parameters
    ----------
    job : Job
        What to do.

    Returns
    -------
    Done
        What came of it.

    Raises
    ------
    MovedError
        When the source changed, or source, output or programs are not those of the plan.
    """
    # spaCy's words are shared by the threads of a process.
    with _LOCK:
        _check_place(job)
        maker, counts = DocumentMaker(job.setting), Counts()
        suggestions, failures = (job.path_to(n, ".parquet") for n in ("suggestions", "failures"))
        with (
            _watching(job) as watch,
            writing_rows(suggestions, SUGGESTIONS) as add,
            writing_rows(failures, FAILURES, lazily=True) as add_failure,
        ):
            for planned, read in _read(job, maker, watch):
                failure = read.failure or _suggest(job, planned, read, counts, add)
                if failure:
                    counts.failures += 1
                    counts.failed[failure.rule] += 1
                    add_failure(failure_row(failure))
                    continue
                for name in maker.unknown:
                    counts.add_unknown(name, 1)
        if not counts.failures:
            failures.unlink(missing_ok=True)
        _write_receipt(job, counts)
        return _done(job, counts)


def _write_receipt(job: Job, counts: Counts) -> None:
    files = {}
    for folder in ("suggestions", "failures"):
        digest, size = sha256_of(job.path_to(folder, ".parquet"))
        files[folder] = {"sha256": digest, "bytes": size}
    receipt = {
        "format": "1",
        "identity": job.identity,
        "counts": counts.as_plain(),
        "files": files,
    }
    text = json.dumps(receipt, ensure_ascii=False, indent=1)
    write_atomic(job.path_to(RECEIPTS, ".json"), text + "\n", follow=False)


def _suggest(
    job: Job, planned: Slice, read: Read, counts: Counts, add: Callable[[Any], None]
) -> Failure | None:
    """Add what is suggested in a document; return why not when matching failed."""
    document = read.document
    assert document is not None
    units = job.setting.units
    try:
        found = [
            (one, case_of(one.unit, document, units)) for one in make_lexicon(job).suggest(document)
        ]
    except Exception as error:
        told = f"{type(error).__name__}: {error}"
        return Failure(planned.file, read.place, document.id, "crash", told)
    counts.add_document(document, found, units)
    for one, case in found:
        add(suggestion_row(one, document, planned.file, read.place, case))
    return None


def _read(
    job: Job, maker: DocumentMaker, watch: Callable[[Spot], None]
) -> Iterator[tuple[Slice, Read]]:
    """Yield what is read, past the spots that ended a process."""
    for at, planned in enumerate(job.partition.slices):
        ended = job.skipped.get(Spot(at, -1), "")
        if ended:
            yield planned, Read(None, None, Failure(planned.file, None, "", "crash", ended))
            continue
        watch(Spot(at, -1))
        for number, read in enumerate(read_slice(*locate(job, planned.file), planned, maker)):
            spot = Spot(at, number)
            watch(spot)
            ended = job.skipped.get(spot, "")
            if ended and read.document:
                name = read.document.id
                told = Failure(planned.file, read.place, name, "crash", ended)
                yield planned, Read(None, read.place, told)
            else:
                yield planned, read
            watch(Spot(at, -1))


@contextmanager
def _watching(job: Job) -> Iterator[Callable[[Spot], None]]:
    """Give something that keeps on disk how far the work is, where that was asked."""
    if not job.watched:
        yield lambda spot: None
        return
    path = job.path_to(WATCHED, "")
    path.parent.mkdir(exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        yield lambda spot: _keep(handle, spot)
    finally:
        os.close(handle)
        with suppress(FileNotFoundError):
            path.unlink()


def _keep(handle: int, spot: Spot) -> None:
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, _SPOT.pack(*spot))


def last_spot(job: Job) -> Spot | None:
    """Return how far a partition was when its process ended; None when that was not kept."""
    try:
        return Spot(*_SPOT.unpack(job.path_to(WATCHED, "").read_bytes()))
    except (FileNotFoundError, struct.error):
        return None
