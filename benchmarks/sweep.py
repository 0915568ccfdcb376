"""How fast many documents are swept, by processes and on a Dask cluster beside one process.

Run from the root of the repository as ``python -m benchmarks.sweep``; see README.md here. Figures
are ratios to one process in the same run. The text is that of benchmarks/suggest.py: words put
together to compounds at random, which nothing was tuned on.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import NamedTuple

from benchmarks.suggest import PHRASES, Writer, make_lexicon

from crosscase.storage import load
from crosscase.suggest import Lexicon
from crosscase.suggest.language import load_words
from crosscase.sweep import Setting, sweep, working
from crosscase.sweep.cluster import by_cluster
from crosscase.sweep.planning import PARTITION_BYTES
from crosscase.sweep.processes import by_processes
from crosscase.sweep.records import Done, Job
from crosscase.sweep.working import work_partition

WORKERS = 2
ROUNDS = 3
COMPOUNDS = 0.35
LOG = "CROSSCASE_BENCHMARK_LOG"

Runner = Callable[[Iterator[Job]], Iterator[Done]]


def peak_memory() -> float:
    """Return the most memory that this process had, in megabytes.

    Linux's own ``ru_maxrss`` would begin with that of the process that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("utf-8"))
        if found:
            return int(found.group(1)) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(job: Job) -> Done:
    """Do a partition, and note what this process took so far of the processor and the memory."""
    done = work_partition(job)
    line = f"{os.getpid()} {process_time()} {peak_memory()}\n"
    with Path(os.environ[LOG]).open("a", encoding="utf-8") as log:
        log.write(line)
    return done


class Taken(NamedTuple):
    """What a run took: seconds by the clock, of processors, and megabytes at most in a process."""

    seconds: float
    processor: float
    memory: float


def write_documents(path: Path, size: int, seed: int) -> int:
    """Write documents as JSON lines until they have so many bytes; return how many there are."""
    writer = Writer(load_words("nl"), seed, COMPOUNDS)
    units = ("a", "b", "Aadorp–Beestad", None)
    count = written = 0
    with path.open("w", encoding="utf-8") as file:
        while written < size:
            row = {"id": f"d{count}", "text": writer.text(), "units": units[count % len(units)]}
            written += file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def setting_of(lexicon: Lexicon) -> Setting:
    """Return the patterns of a lexicon as what a sweep asks."""
    return Setting(lexicon.codes, lexicon.scales, lexicon.units)


def digest(output: Path) -> str:
    """Return a hash of all files of a sweep."""
    total = hashlib.sha256()
    for path in sorted(one for one in output.rglob("*") if one.is_file()):
        total.update(str(path.relative_to(output)).encode("utf-8"))
        total.update(path.read_bytes())
    return total.hexdigest()


@contextmanager
def processes(number: int) -> Iterator[Runner]:
    """Give what does jobs in processes, which are started by it."""
    yield lambda jobs: by_processes(jobs, number, work=measured)


@contextmanager
def cluster(number: int) -> Iterator[Runner]:
    """Give what does jobs on a new cluster on this machine."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=number, threads_per_worker=1, processes=True, dashboard_address=None
    ) as made:
        yield lambda jobs: by_cluster(jobs, made.scheduler_address, work=measured)


def run(
    source: Path, output: Path, setting: Setting, starting: AbstractContextManager[Runner]
) -> Taken:
    """Sweep once, with nothing kept of the runs before."""
    log = Path(os.environ[LOG])
    log.write_text("", encoding="utf-8")
    working._lexicons.clear()
    # Eight partitions at least, so that two processes have the same to do.
    most = min(PARTITION_BYTES, source.stat().st_size // 8 + 1)
    start = perf_counter()
    with starting as runner:
        sweep([source], output, setting, run=runner, partition_bytes=most)
        seconds = perf_counter() - start
    lines = [line.split() for line in log.read_text("utf-8").splitlines()]
    processor = {process: float(taken) for process, taken, _ in lines}
    return Taken(seconds, sum(processor.values()), max(float(one[2]) for one in lines))


def compare(name: str, source: Path, setting: Setting, folder: Path) -> None:
    """Print what a sweep takes in one process, in two, and on a cluster of two."""
    size, count = source.stat().st_size / 1e6, sum(1 for _ in source.open("rb"))
    print(f"\n{name}: {size:.0f} MB, {count} documents")
    ways: dict[str, Callable[[], AbstractContextManager[Runner]]] = {
        "one process": lambda: processes(1),
        f"{WORKERS} processes": lambda: processes(WORKERS),
        f"Dask, {WORKERS} workers": lambda: cluster(WORKERS),
    }
    digests, best = set(), dict.fromkeys(ways, Taken(float("inf"), float("inf"), 0.0))
    for number in range(ROUNDS):
        for told, start in ways.items():
            output = folder / f"{name} {told} {number}"
            taken = run(source, output, setting, start())
            digests.add(digest(output))
            seconds, processor, memory = zip(best[told], taken, strict=True)
            best[told] = Taken(min(seconds), min(processor), max(memory))
    base = best["one process"].seconds
    for told, taken in best.items():
        print(
            f"  {told:<18} {base / taken.seconds:5.2f} × one process   "
            f"({size / taken.seconds:5.1f} MB/s here, {size / taken.processor:4.1f} MB for each "
            f"second of a processor, {taken.memory:4.0f} MB in a process)"
        )
    print(f"  all of them wrote {'the same bytes' if len(digests) == 1 else 'OTHER BYTES'}")
    counts = json.loads((output / "manifest.json").read_text("utf-8"))["counts"]
    written = sum(one.stat().st_size for one in output.rglob("*") if one.is_file()) / 1e6
    print(f"  {counts['suggestions']} suggestions, {written:.1f} MB of output")


def main(size: int = 60_000_000, seed: int = 1) -> None:
    """Print rates with 1,000 phrases, and with the patterns of the study on a quarter of it."""
    study = load(".")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ[LOG] = str(folder / "log")
        phrases = Writer(load_words("nl"), seed, COMPOUNDS).phrases(PHRASES)
        for part in (1, 4):
            (folder / str(part)).mkdir()
            write_documents(folder / str(part) / "documents.jsonl", size // part, seed + part)
        print("load of the machine before:", *(f"{one:.1f}" for one in os.getloadavg()))
        source = folder / "1" / "documents.jsonl"
        compare("1,000 phrases", source, setting_of(make_lexicon(phrases)), folder)
        whole = Setting(tuple(study.codes.values()), study.scales, study.units)
        source = folder / "4" / "documents.jsonl"
        compare("patterns of the study", source, whole, folder)
        print("load of the machine after:", *(f"{one:.1f}" for one in os.getloadavg()))


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
