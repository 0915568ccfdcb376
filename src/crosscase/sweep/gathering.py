"""From finished partitions to the summary, one partition after another."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from crosscase.storage.writing import replacing, write_atomic
from crosscase.sweep.counting import NUMBERS, SUMMARY, VALUES, Counts, summary_rows, value_rows
from crosscase.sweep.parts import FAILURES, sha256_of
from crosscase.sweep.planning import Plan
from crosscase.sweep.records import Job
from crosscase.sweep.working import RECEIPTS, read_done

__all__ = ["MANIFEST", "gather"]

MANIFEST = "manifest.json"
"""What was swept with what, and the hash of every file; written when all is done."""


def _write_csv(path: Path, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    with replacing(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
        text.flush()
        text.detach()


def _write_table(
    folder: Path, name: str, columns: Sequence[str], rows: list[tuple[Any, ...]]
) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    _write_csv(folder / f"{name}.csv", columns, rows)
    arrays = {
        column: pa.array([row[at] for row in rows], pa.string() if column in _NAMES else pa.int64())
        for at, column in enumerate(columns)
    }
    with replacing(folder / f"{name}.parquet") as file:
        parquet.write_table(pa.table(arrays), file, compression="zstd")


_NAMES = ("case", "unit", "code", "value")


def _failures(jobs: Iterable[Job]) -> Iterator[tuple[Any, ...]]:
    from pyarrow import parquet

    for job in jobs:
        path = job.path_to("failures", ".parquet")
        if path.exists():
            with parquet.ParquetFile(path) as known:
                for batch in known.iter_batches(1000):
                    yield from zip(
                        *(batch.column(name).to_pylist() for name in FAILURES), strict=True
                    )


def gather(jobs: Callable[[], Iterator[Job]], plan: Plan) -> Counts:
    """Write the summary of all partitions, the list of failures and the manifest.

    Parameters
    ----------
    jobs : callable
        Gives all partitions, in order.
    plan : Plan
        The plan.

    Returns
    -------
    Counts
        Those of all.
    """
    first = next(jobs())
    folder, setting = Path(first.output), first.setting
    total = Counts()
    parts: list[dict[str, Any]] = []
    for job in jobs():
        done = read_done(job)
        assert done is not None, f"{job.partition.name} is not finished"
        total.add(done[1])
        parts.append({"name": job.partition.name, "receipt": _hash(job.path_to(RECEIPTS, ".json"))})
    _write_table(folder, "summary", SUMMARY, summary_rows(total, setting.codes, setting.units))
    _write_table(folder, "values", VALUES, value_rows(total))
    _write_csv(folder / "failures.csv", tuple(FAILURES), _failures(jobs()))
    unknown = sorted(total.unknown.items(), key=lambda one: (-one[1], one[0]))
    _write_csv(folder / "unknown-units.csv", ("name", "documents"), unknown)
    names = ("summary.csv", "summary.parquet", "values.csv", "values.parquet")
    manifest = {
        **plan.about,
        "identity": plan.identity,
        "passed-over": plan.passed_over,
        "counts": {
            **{name: getattr(total, name) for name in NUMBERS},
            "failed": dict(sorted(total.failed.items())),
        },
        "files": {
            name: _hash(folder / name) for name in (*names, "failures.csv", "unknown-units.csv")
        },
        "partitions": parts,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    write_atomic(folder / MANIFEST, text + "\n", follow=False)
    return total


def _hash(path: Path) -> str:
    return sha256_of(path)[0]
