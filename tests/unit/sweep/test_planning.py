"""Sources are walked in an order of their own and cut by size."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from crosscase.errors import UsageError
from crosscase.sweep.planning import make_plan, read_partitions
from crosscase.sweep.reading import row_groups
from crosscase.sweep.records import Partition, Slice
from crosscase.sweep.walking import name_sources
from tests.unit.sweep.corpus import SETTING, rows, write_lines, write_parquet, write_texts


def plan(tmp_path: Path, *sources: Path, most: int = 4000, **_: Any) -> list[Partition]:
    output = tmp_path / "out"
    output.mkdir(exist_ok=True)
    path = output / "plan.jsonl"
    made = make_plan(name_sources(sources), SETTING, output, path, most)
    found = list(read_partitions(path))
    assert made.partitions == len(found)
    assert made.size == sum(one.size for one in found)
    return found


def files(found: list[Partition]) -> list[str]:
    return [one.file for partition in found for one in partition.slices]


def test_files_are_in_the_order_of_their_names_whatever_the_disk_says(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in ("b.txt", "a/z.txt", "a.txt", "a/b/c.md", "B.txt"):
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    expected = ["B.txt", "a/b/c.md", "a/z.txt", "a.txt", "b.txt"]
    assert files(plan(tmp_path, source)) == expected


def test_what_is_not_read_is_told(tmp_path: Path) -> None:
    source = tmp_path / "source"
    write_texts(source, 2)
    for name in ("x.pdf", "y.PDF", ".DS_Store", "README", ".git/config.txt"):
        (source / name).parent.mkdir(exist_ok=True)
        (source / name).write_text("x", encoding="utf-8")
    (source / "link.txt").symlink_to(tmp_path / "elsewhere.txt")
    (source / "folder").symlink_to(tmp_path)
    os.mkfifo(source / "pipe.txt")
    (source / os.fsdecode(b"\xff.txt")).write_text("x", encoding="utf-8")
    output = tmp_path / "out"
    output.mkdir()
    made = make_plan(name_sources([source]), SETTING, output, output / "plan.jsonl", 1000)
    assert made.passed_over == {".pdf": 2, "hidden": 2, "no ending": 1}
    slices = [s for one in read_partitions(output / "plan.jsonl") for s in one.slices]
    refused = {one.file: one.refused.split(":")[0] for one in slices if one.refused}
    assert refused == {
        "folder": "link",
        "link.txt": "link",
        "pipe.txt": "unreadable-file",
        "\\udcff.txt": "bad-name",
    }
    assert len(slices) == len(refused) + 2


def test_the_output_is_no_source(tmp_path: Path) -> None:
    write_texts(tmp_path / "source", 2)
    write_parquet(tmp_path / "out" / "suggestions" / "part-00000.parquet", list(rows(2)))
    assert all(name.startswith("source/") for name in files(plan(tmp_path, tmp_path)))


def test_large_lines_are_cut_by_bytes_and_small_files_packed(tmp_path: Path) -> None:
    source = tmp_path / "source"
    large = write_lines(source / "large.jsonl", list(rows(100)))
    write_lines(source / "packed.jsonl.gz", list(rows(100)))
    write_texts(source / "texts", 6)
    found = plan(tmp_path, source, most=6000)
    slices = [one for partition in found for one in partition.slices if one.file == "large.jsonl"]
    size = large.stat().st_size
    assert [one.start for one in slices] == [0, *(one.end for one in slices[:-1])]
    assert slices[-1].end == size
    assert max(one.end - one.start for one in slices) <= 6000
    (packed,) = (one for p in found for one in p.slices if one.file.endswith(".gz"))
    assert (packed.start, packed.end) == (0, 0)
    assert [one.number for one in found] == list(range(len(found)))
    texts = [[one.file for one in p.slices if "texts/" in one.file] for p in found]
    assert sum(map(len, texts)) == 6
    assert max(map(len, texts)) > 1


def test_parquet_is_cut_by_row_groups(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "a.parquet", list(rows(200)), row_group_size=20)
    found = plan(tmp_path, path)
    slices = [(one.start, one.end) for partition in found for one in partition.slices]
    assert slices[0][0] == 0
    assert slices[-1][1] == 10
    assert [a for a, _ in slices[1:]] == [b for _, b in slices[:-1]]
    assert len(slices) > 2


def test_a_partition_is_larger_than_asked_only_where_nothing_can_be_cut(tmp_path: Path) -> None:
    """Files count for 2,048 bytes more than they have."""
    source = tmp_path / "texts"
    source.mkdir()
    for number, size in enumerate((300, 1900, 100, 5000, 10)):
        (source / f"{number}.txt").write_bytes(b"x" * size)
    found = [[one.file for one in p.slices] for p in plan(tmp_path, source, most=6300)]
    assert found == [["0.txt", "1.txt"], ["2.txt"], ["3.txt"], ["4.txt"]]

    (tmp_path / "out" / "plan.jsonl").unlink()
    path = write_parquet(tmp_path / "a.parquet", list(rows(40)), row_group_size=10)
    with path.open("rb") as opened:
        sizes = row_groups(opened, SETTING.fields)
    most = sizes[0] + sizes[1] + sizes[2] - 1
    slices = [one for p in plan(tmp_path, path, most=most) for one in p.slices]
    assert [(one.start, one.end) for one in slices] == [(0, 2), (2, 4)]


def test_a_file_that_is_no_parquet_is_planned_as_a_failure(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.parquet").write_bytes(b"nothing of the kind")
    write_texts(source, 1)
    found = [one for partition in plan(tmp_path, source) for one in partition.slices]
    assert [one.refused.split(":")[0] for one in found] == ["", "bad-parquet"]


def test_several_sources_have_names(tmp_path: Path) -> None:
    one, other = tmp_path / "raad", tmp_path / "college"
    write_texts(one, 1)
    write_texts(other, 1)
    file = write_lines(tmp_path / "a.jsonl", list(rows(1)))
    expected = ["a.jsonl", "college/Ommen/d000.txt", "raad/Ommen/d000.txt"]
    assert files(plan(tmp_path, one, file, other)) == expected
    # In whatever order they are named it is the same plan.
    assert files(plan(tmp_path, other, one, file)) == expected
    (tmp_path / "x" / "raad").mkdir(parents=True)
    with pytest.raises(UsageError, match="2 sources named raad"):
        name_sources([one, tmp_path / "x" / "raad"])


def test_what_is_no_source_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    with pytest.raises(UsageError, match=r"another kind of file; allowed: \.txt, \.md"):
        name_sources([tmp_path / "a.pdf"])
    with pytest.raises(UsageError, match="found nothing there"):
        name_sources([tmp_path / "no"])
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=r"no document in the source \(nothing at all\)"):
        plan(tmp_path, tmp_path / "empty")
    assert not (tmp_path / "out" / "plan.jsonl").exists()


def test_a_plan_is_read_as_it_was_made(tmp_path: Path) -> None:
    source = write_texts(tmp_path / "source", 30)
    found = plan(tmp_path, source)
    assert len(found) > 3
    lines = (tmp_path / "out" / "plan.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == len(found) + 1
    assert json.loads(lines[1])["slices"] == [list(one) for one in found[0].slices]
    assert isinstance(found[0].slices[0], Slice)
