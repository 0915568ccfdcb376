"""Files from strangers are opened as planned, unpacked with limits, and read line by line."""

from __future__ import annotations

import gzip
import io
import itertools
import os
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosscase.sweep import opening
from crosscase.sweep.opening import Refused, lines_between, lines_of, open_slice, unpack
from crosscase.sweep.records import MovedError, Slice


def planned(path: Path) -> Slice:
    status = path.stat()
    return Slice(path.name, status.st_size, status.st_mtime_ns)


def take(root: Path, file: str, one: Slice) -> bytes:
    with open_slice(root, file, one) as opened:
        return opened.read()


def test_a_file_is_read_as_planned(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    path = tmp_path / "a" / "b" / "c.txt"
    path.write_bytes(b"text")
    assert take(tmp_path, "a/b/c.txt", planned(path)) == b"text"


def test_a_file_that_changed_or_went_stops_the_sweep(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"text")
    before = planned(path)
    os.utime(path, ns=(before.changed + 1, before.changed + 1))
    with pytest.raises(MovedError, match=r"a\.txt: changed while it was swept"):
        take(tmp_path, "a.txt", before)
    path.unlink()
    with pytest.raises(MovedError, match="no such file"):
        take(tmp_path, "a.txt", before)


@pytest.mark.parametrize("file", ["link.txt", "inner/secret.txt"])
def test_no_link_is_followed_out_of_the_source(tmp_path: Path, file: str) -> None:
    outside, source = tmp_path / "outside", tmp_path / "source"
    outside.mkdir()
    source.mkdir()
    (outside / "secret.txt").write_bytes(b"secret")
    (source / "link.txt").symlink_to(outside / "secret.txt")
    (source / "inner").symlink_to(outside)
    with pytest.raises(Refused, match="unreadable-file"):
        take(source, file, planned(outside / "secret.txt"))


@pytest.mark.parametrize("file", ["../outside.txt", "/etc/passwd", "a/../../outside.txt"])
def test_no_path_leads_out_of_the_source(tmp_path: Path, file: str) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (tmp_path / "outside.txt").write_bytes(b"secret")
    with pytest.raises(MovedError, match="out of the source"):
        take(source, file, planned(tmp_path / "outside.txt"))


def test_a_pipe_put_in_the_place_of_a_file_holds_nothing_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(Refused, match="no regular file"):
        take(tmp_path, "a.txt", planned(tmp_path / "a.txt"))


def packed(data: bytes, ending: str) -> bytes:
    if ending == ".gz":
        return gzip.compress(data)
    return bytes(pa.Codec("zstd").compress(data, asbytes=True))


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_packed_files_are_unpacked_whole_also_when_they_have_several_parts(ending: str) -> None:
    data = packed(b"one\n", ending) + packed(b"two\n", ending)
    stream = unpack(io.BytesIO(data), f"a.jsonl{ending}", len(data))
    assert [line for _, line in lines_of(stream, 100)] == [b"one", b"two"]


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_bomb_is_not_unpacked_beyond_its_limit(
    monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(opening, "SMALL", 1000)
    data = packed(bytes(20_000_000), ending)
    stream = unpack(io.BytesIO(data), f"a.txt{ending}", len(data))
    read = 0
    with pytest.raises(Refused, match=r"grows-too-much.*250 times its size"):
        while True:
            read += len(stream.read(100_000))
    assert read <= max(1000, 250 * len(data))


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_packed_file_cut_short_is_told(ending: str) -> None:
    # What cannot be told apart from the end of a file is where no more bytes come.
    data = packed(os.urandom(300_000), ending)
    broken = data[: len(data) // 2] + bytes(1000)
    stream = unpack(io.BytesIO(broken), f"a.txt{ending}", len(broken))
    with pytest.raises(Refused, match="broken-file"):
        while stream.read(1000):
            pass


TEXTS = st.lists(st.sampled_from([b"a", b"bb", b"\n", b"\r", b"cccccc"]), max_size=30).map(b"".join)


@given(TEXTS, st.integers(1, 7), st.integers(0, 5))
def test_lines_are_those_of_the_file(data: bytes, chunk: int, longest: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(opening, "_CHUNK", chunk)
        found = list(lines_of(io.BytesIO(data), longest))
    parts = data.split(b"\n")
    expected, at = [], 0
    for part in parts if parts[-1] else parts[:-1]:
        expected.append((at, part if len(part) <= longest else None))
        at += len(part) + 1
    assert found == expected


@given(TEXTS, st.integers(1, 6))
def test_slices_of_a_file_hold_each_line_once(data: bytes, count: int) -> None:
    cuts = [len(data) * at // count for at in range(count + 1)]
    found = []
    for start, end in itertools.pairwise(cuts):
        found += list(lines_between(io.BytesIO(data), start, end, 100))
    assert found == list(lines_of(io.BytesIO(data), 100))
