"""How the cost of exporting and importing a REFI-QDA project grows with codings.

Run from the root of the repository as ``python -m benchmarks.exchange``; see README.md here.
Figures are ratios to a baseline measured in the same run, so that they do not depend on the
computer: what loading the same study from its folder takes.
"""

from __future__ import annotations

import gc
import io
import itertools
import json
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from time import process_time
from typing import TypeVar

from crosscase.interchange.formats import import_anew, import_into
from crosscase.interchange.refi.writing import write_project
from crosscase.spans import Anchor, make_anchor, text_sha256
from crosscase.storage import init, load
from crosscase.study import Study

CODINGS = (1000, 10_000, 100_000)
A_DOCUMENT = 250
"""Codings of one document; a study grows by documents."""

LINE = "Wij 😀 moesten wel, zei zij; er was geen andere weg.\n"
WORDS = "moesten wel"
ROUNDS = 3
Result = TypeVar("Result")


def coding_line(number: int, document: str, digest: str, anchor: Anchor) -> str:
    """Return the line of a coding: of three codes and values in turn, a third with a memo."""
    event = {
        "id": f"{number:032x}",
        "event": "add",
        "at": "2026-11-21T09:30:00Z",
        "coder": "coder-1",
        "document": document,
        **asdict(anchor),
        "text_sha256": digest,
        "code": ("urgency", "trust", "conflict")[number % 3],
        "unit": ("party-a", "party-b")[number % 2],
        "value": ("absent", "partial", "present")[number % 3],
        "memo": None if number % 3 else f"gedachte {number}",
    }
    return json.dumps(event, ensure_ascii=False) + "\n"


def make_study(root: Path, count: int, line: str = LINE, words: str = WORDS) -> Study:
    """Make a study of so many codings of words in lines with emoji, a third with a memo."""
    init(root, title=f"Study of {count}")
    documents, lines = ["format: 1", "documents:"], []
    for number in range(0, count, A_DOCUMENT):
        here = min(A_DOCUMENT, count - number)
        name, text = f"d{number}", line * here
        (root / f"corpus/texts/{name}.md").write_text(text, encoding="utf-8", newline="\n")
        digest = text_sha256(text)
        documents.append(
            f"  - {{id: {name}, title: Interview {number}, kind: interview, "
            f"path: corpus/texts/{name}.md, sha256: {digest}, units: [party-a, party-b], "
            f"source_group: g, language: nl}}"
        )
        for place in range(here):
            at = place * len(line) + line.index(words)
            anchor = make_anchor(text, at, at + len(words))
            lines.append(coding_line(number + place, name, digest, anchor))
    documents.insert(1, "source_groups:\n  - {id: g, label: Groep}")
    (root / "corpus/documents.yaml").write_text("\n".join(documents) + "\n", encoding="utf-8")
    codings = root / "corpus/codings/coder-1.jsonl"
    codings.write_text("".join(lines), encoding="utf-8")
    return load(root)


def seconds(work: Callable[[int], Result]) -> tuple[float, Result]:
    """Return the least processor time of a few rounds, and what the last gave."""
    least = float("inf")
    for number in range(ROUNDS):
        gc.collect()
        start = process_time()
        result = work(number)
        least = min(least, process_time() - start)
    return least, result


def parse(data: bytes) -> None:
    """Parse the XML of a project with lxml, and write it again: the least that any could do."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        etree.tostring(etree.fromstring(archive.read("project.qde")))


def measure(count: int, folder: Path) -> dict[str, float]:
    """Return the seconds of each step for a study of so many codings."""
    root = folder / "study"
    study = make_study(root, count)
    loading, _ = seconds(lambda _: load(root))
    exporting, (data, _) = seconds(lambda _: write_project(study))
    file = folder / "p.qdpx"
    file.write_bytes(data)
    parsing, _ = seconds(lambda _: parse(data))
    anew, _ = seconds(lambda number: import_anew(folder / f"new-{number}", file))
    again, new = seconds(lambda _: import_into(root, file))
    assert not new.events
    back = load(folder / "new-0")
    words = [
        study.documents[one.document].text[one.start : one.end] for one in back.codings.values()
    ]
    assert words == [WORDS] * count, "words were lost on the way"
    return {"load": loading, "lxml": parsing, "export": exporting, "new": anew, "again": again}


def main(most: int) -> None:
    """Print a row for each size, and how each step grows."""
    print("codings    load (s)      lxml    export  import, new  import, again")
    rows: list[tuple[int, dict[str, float]]] = []
    for count in (one for one in CODINGS if one <= most):
        with tempfile.TemporaryDirectory() as folder:
            took = measure(count, Path(folder))
        rows.append((count, took))
        ratios = [took[name] / took["load"] for name in ("lxml", "export", "new", "again")]
        print(
            f"{count:>7} {took['load']:>11.2f} {ratios[0]:>9.2f} {ratios[1]:>9.2f} "
            f"{ratios[2]:>12.2f} {ratios[3]:>14.2f}"
        )
    for (small, before), (large, after) in itertools.pairwise(rows):
        grown = ", ".join(f"{name} ×{after[name] / before[name]:.1f}" for name in after)
        print(f"{small} → {large} codings (×{large // small}): {grown}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
