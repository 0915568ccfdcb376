"""A small corpus in every form, and what of it is to be found."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from crosscase.patterns import Pattern
from crosscase.study import Unit
from crosscase.sweep import Setting
from tests.builders import SCALES, code

UNITS = {
    "oh": Unit("oh", "case", {"": "Ommen–Hardenberg"}, parties=("ommen", "hardenberg")),
    "ommen": Unit("ommen", "party", {"": "Ommen"}, case="oh", aliases=("Ommense",)),
    "hardenberg": Unit("hardenberg", "party", {"": "Hardenberg"}, case="oh"),
    "zwolle": Unit("zwolle", "case", {"": "Zwolle"}),
}
CODES = (
    code("trust", patterns=(Pattern("vertrouwen"),)),
    code("work", patterns=(Pattern("samenwerk*"),), level="case"),
    code("silent"),
)
SETTING = Setting(CODES, {scale.id: scale for scale in SCALES}, UNITS)

SENTENCES = (
    "Ommen heeft vertrouwen in Hardenberg.",
    "Hardenberg heeft geen vertrouwen.",
    "Wij willen samenwerken.",
    "Er gebeurde die dag niets.",
    "De samenwerking en het vertrouwen van Zwolle groeiden.",
)


def rows(count: int) -> Iterator[dict[str, Any]]:
    """Yield documents, each different, of which some give no unit and one gives an unknown one."""
    given = (["oh", "ommen", "hardenberg"], "Zwolle", None, ["Ommense", "hardenberg"], "Kampen")
    for number in range(count):
        chosen = [SENTENCES[(number * k) % 5] for k in (1, 2, 3)]
        yield {
            "id": f"d{number}",
            "text": f"Document {number}. {' '.join(chosen)}",
            "units": given[number % 5],
            "party": "ommen" if number % 2 else None,
            "date": f"2012-{number % 12 + 1:02d}",
        }


def as_line(row: Any) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n"


def write_lines(path: Path, given: Sequence[Any]) -> Path:
    """Write JSON lines; bytes among the rows as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = b"".join(row if isinstance(row, bytes) else as_line(row) for row in given)
    if path.suffix == ".gz":
        data = gzip.compress(data, mtime=0)
    if path.suffix == ".zst":
        data = bytes(pa.Codec("zstd").compress(data, asbytes=True))
    path.write_bytes(data)
    return path


def write_parquet(path: Path, given: Sequence[dict[str, Any]], **options: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    units = [[one] if isinstance(one, str) else one for one in (row["units"] for row in given)]
    table = pa.table(
        {
            **{n: [row[n] for row in given] for n in ("id", "text", "party", "date")},
            "units": pa.array(units, pa.list_(pa.string())),
            "other": ["x" * 100] * len(given),
        }
    )
    parquet.write_table(table, path, **options)
    return path


def write_texts(folder: Path, count: int) -> Path:
    """Write a tree of text files, folder by unit."""
    for number, row in enumerate(rows(count)):
        path = folder / ("Ommen", "zwolle", "elders")[number % 3] / f"d{number:03d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(row["text"], encoding="utf-8")
    return folder


def hashes(output: Path) -> dict[str, str]:
    """Return every file in a folder with the hash of what it holds."""
    return {
        str(path.relative_to(output)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


def read_rows(output: Path, folder: str = "suggestions") -> list[dict[str, Any]]:
    """Return the rows of all partitions."""
    found: list[dict[str, Any]] = []
    for path in sorted((output / folder).glob("*.parquet")):
        found += parquet.read_table(path).to_pylist()
    return found
