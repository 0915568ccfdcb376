"""What adding a coding to a study held open takes, as its codings grow.

Run from the root of the repository as ``python -m benchmarks.workbench``; see README.md here.
Figures are multiples of what writing one line and waiting for the disk takes in the same run, by
the clock on the wall, since a person waits for the disk as well.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.exchange import coding_line

from crosscase.coding import Event
from crosscase.spans import make_anchor, text_sha256
from crosscase.storage import OpenStudy, append_events, init, make_add
from crosscase.storage.appending import event_line

CODINGS = (100, 1000, 10_000)
LENGTH = 400_000
"""Characters of the one document."""

LINE = "Wij 😀 moesten wel, zei zij; er was geen andere weg.\n"
ROUNDS, FEW = 101, 3


def make_study(root: Path, count: int) -> None:
    """Make a study of one long document with so many codings, a third of them with a memo."""
    init(root, title=f"Study of {count}")
    text = (LINE * (LENGTH // len(LINE) + 1))[:LENGTH]
    digest = text_sha256(text)
    (root / "corpus/texts/d.md").write_text(text, encoding="utf-8", newline="\n")
    (root / "corpus/documents.yaml").write_text(
        "format: 1\nsource_groups:\n  - {id: g, label: Groep}\ndocuments:\n"
        f"  - {{id: d, title: Interview, kind: interview, path: corpus/texts/d.md, "
        f"sha256: {digest}, units: [party-a, party-b], source_group: g, language: nl}}\n",
        encoding="utf-8",
    )
    lines = []
    for number in range(count):
        at = number * (LENGTH - 60) // count
        anchor = make_anchor(text, at, at + 11)
        lines.append(coding_line(number, "d", digest, anchor))
    (root / "corpus/codings/coder-1.jsonl").write_text("".join(lines), encoding="utf-8")


def write_line(file: Path, event: Event) -> None:
    """Write the line of an event and wait until the disk has it: the least that any could do."""
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    try:
        os.write(handle, event_line(event))
        os.fsync(handle)
    finally:
        os.close(handle)


def measure(count: int, folder: Path) -> dict[str, float]:
    """Return the median seconds of each way to add a coding to so many."""
    root = folder / "study"
    make_study(root, count)
    start = perf_counter()
    held = OpenStudy(root)
    taken: dict[str, list[float]] = {"open": [perf_counter() - start]}

    def clock(name: str) -> None:
        taken.setdefault(name, []).append(perf_counter() - start)

    for number in range(ROUNDS):
        claim = {"code": "trust", "unit": "party-a", "value": "present"}
        at = number * 3989
        event = make_add(held.study(), "d", at, at + 9, coder="coder-1", **claim)
        start = perf_counter()
        write_line(folder / "line.jsonl", event)
        clock("line")
        start = perf_counter()
        held.append("coder-1", [event])
        clock("append")
        assert event.id in held.study().codings
        clock("and study")
    for _ in range(FEW):
        event = make_add(held.study(), "d", 1, 9, coder="coder-1", **claim)
        start = perf_counter()
        append_events(root, "coder-1", [event])
        clock("append_events")
    return {name: median(times) for name, times in taken.items()}


def main(most: int) -> None:
    """Print a row for each number of codings."""
    names = ("append", "and study", "append_events", "open")
    print("codings    line (ms)  append (ms)" + "".join(f"{name:>15}" for name in names))
    for count in (size for size in CODINGS if size <= most):
        with tempfile.TemporaryDirectory() as folder:
            taken = measure(count, Path(folder))
        row = "".join(f"{taken[name] / taken['line']:>14.1f}×" for name in names)
        print(f"{count:>7,} {taken['line'] * 1e3:>12.2f} {taken['append'] * 1e3:>12.2f}{row}")
    print(f"of {ROUNDS} appends the median; of {FEW} by append_events; open once")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else CODINGS[-1])
