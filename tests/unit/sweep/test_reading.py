"""Documents of text files, JSON lines and Parquet; what cannot be read costs no other."""

from __future__ import annotations

import gzip
import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from crosscase.sweep import reading
from crosscase.sweep.making import DocumentMaker
from crosscase.sweep.opening import Refused, open_slice
from crosscase.sweep.reading import Read, read_slice, row_groups
from crosscase.sweep.records import Fields, Slice
from tests.unit.sweep.corpus import SETTING, as_line, rows, write_lines, write_parquet


def whole(path: Path, **fields: Any) -> Slice:
    status = path.stat()
    return Slice(path.name, status.st_size, status.st_mtime_ns, **fields)


def read(path: Path, one: Slice | None = None, **options: Any) -> list[Read]:
    maker = DocumentMaker(replace(SETTING, **options))
    return list(read_slice(path.parent, path.name, one or whole(path), maker))


def ids(found: list[Read]) -> list[str]:
    """Ids of documents, and rules of failures."""
    return [
        one.document.id if one.document else f"!{one.failure.rule}" if one.failure else ""
        for one in found
    ]


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_lines_are_documents_and_bad_ones_cost_no_other(tmp_path: Path, ending: str) -> None:
    good = list(rows(3))
    given = [
        b"\xef\xbb\xbf" + as_line(good[0]),
        b"{bad\n",
        b"\n",
        b'"a text"\n',
        b'{"text": "\xff"}\n',
        good[1],
        b'{"id": "x"}\n',
        b'{"id": "y", "text": ["no"]}\n',
        b"[" * 100_000 + b"\n",
        b'{"id": ' + b"9" * 5000 + b', "text": "a"}\n',
        as_line(good[2]).rstrip(),
    ]
    path = write_lines(tmp_path / f"a.jsonl{ending}", given)
    found = read(path)
    assert ids(found) == [
        *("d0", "!bad-json", "!bad-json", "!bad-encoding", "d1", "!missing-field"),
        *("!wrong-type", "!bad-json", "!bad-json", "d2"),
    ]
    data = b"".join(one if isinstance(one, bytes) else as_line(one) for one in given)
    for one in found:
        assert one.place is not None
        assert one.place == 0 or data[one.place - 1 : one.place] == b"\n"
    texts = [one.document.text for one in found if one.document]
    assert texts == [row["text"] + "\n" for row in good]


def test_a_line_too_long_is_not_kept_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_LINE_ROOM", 100)
    long = {"id": "long", "text": "x" * 10_000}
    path = write_lines(tmp_path / "a.jsonl", [*rows(1), long, *rows(1)])
    assert ids(read(path, longest=150)) == ["d0", "!too-long", "d0"]


def test_slices_of_lines_together_are_the_file(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", list(rows(20)))
    size = path.stat().st_size
    for count in (1, 2, 7, 50):
        cuts = [size * at // count for at in range(count + 1)]
        found: list[Read] = []
        for start, end in itertools.pairwise(cuts):
            found += read(path, whole(path, start=start, end=end))
        assert ids(found) == [f"d{number}" for number in range(20)]
        assert [one.place for one in found] == [one.place for one in read(path)]


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_packed_file_that_is_cut_short_gives_what_comes_before(
    tmp_path: Path, ending: str
) -> None:
    import random

    noise = random.Random(1)
    given = [{**row, "text": f"{noise.randbytes(3000).hex()}"} for row in rows(400)]
    path = write_lines(tmp_path / f"a.jsonl{ending}", given)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 9 // 10] + bytes(64))
    found = ids(read(path))
    assert 100 < len(found) < 400
    assert found[:-1] == [f"d{number}" for number in range(len(found) - 1)]
    assert found[-1] == "!broken-file"
    told = read(path)[-1].failure
    assert told is not None
    assert "nothing after what stands at" in told.reason


def test_text_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Eén.\r\nTwee.", encoding="utf-8")
    (tmp_path / "b.md.gz").write_bytes(gzip.compress(b"# Kop\n\nTekst."))
    (tmp_path / "c.txt").write_bytes("één".encode("cp1252"))
    (tmp_path / "d.txt").write_bytes(b"x" * 200)
    found = [
        *(read(tmp_path / name, longest=40)[0] for name in ("a.txt", "b.md.gz", "c.txt", "d.txt"))
    ]
    assert ids(found) == ["a.txt", "b.md", "!bad-encoding", "!too-long"]
    assert found[0].document is not None
    assert found[0].document.text == "Eén.\nTwee.\n"
    assert [one.failure.document for one in found if one.failure] == ["c.txt", "d.txt"]
    assert ids(read(tmp_path / "c.txt", encoding="cp1252")) == ["c.txt"]


def test_the_longest_text_may_have_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("twaalf woord".encode("utf-32"))
    assert ids(read(tmp_path / "a.txt", longest=12)) == ["a.txt"]
    assert ids(read(tmp_path / "a.txt", longest=11)) == ["!too-long"]


@pytest.mark.parametrize(
    "options",
    [{}, {"use_dictionary": False}, {"compression": "zstd"}, {"data_page_size": 100}],
    ids=str,
)
def test_rows_of_parquet_are_documents(tmp_path: Path, options: dict[str, Any]) -> None:
    given = list(rows(50))
    path = write_parquet(tmp_path / "a.parquet", given, row_group_size=20, **options)
    found = read(path)
    assert ids(found) == [f"d{number}" for number in range(50)]
    assert [one.place for one in found] == list(range(50))
    lines = read(write_lines(tmp_path / "a.jsonl", given))
    assert [one.document for one in found] == [one.document for one in lines]
    some = read(path, whole(path, start=1, end=2))
    assert [one.place for one in some] == list(range(20, 40))


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())]
)
def test_texts_of_parquet_may_be_any_kind_of_text(tmp_path: Path, kind: pa.DataType) -> None:
    texts = [row["text"] for row in rows(30)]
    array = (
        pa.array(texts).dictionary_encode()
        if pa.types.is_dictionary(kind)
        else pa.array(texts, kind)
    )
    parquet.write_table(pa.table({"text": array}), tmp_path / "a.parquet")
    found = read(tmp_path / "a.parquet")
    assert [one.document.text for one in found if one.document] == [text + "\n" for text in texts]
    assert ids(found)[:2] == ["a.parquet:0", "a.parquet:1"]


def test_a_row_without_text_costs_no_other(tmp_path: Path) -> None:
    given = list(rows(3))
    given[1]["text"] = None
    assert ids(read(write_parquet(tmp_path / "a.parquet", given))) == ["d0", "!missing-field", "d2"]


def test_bytes_that_are_no_text_cost_no_other_row(tmp_path: Path) -> None:
    bad = pa.array([b"een", b"\xff\xfe", b"twee"]).view(pa.string())
    parquet.write_table(pa.table({"id": ["a", "b", "c"], "text": bad}), tmp_path / "a.parquet")
    assert ids(read(tmp_path / "a.parquet")) == ["a", "!bad-encoding", "c"]


def test_a_damaged_row_group_costs_no_other(tmp_path: Path) -> None:
    path = write_parquet(tmp_path / "a.parquet", list(rows(60)), row_group_size=20)
    group = parquet.read_metadata(path).row_group(1)
    (column,) = (
        group.column(at)
        for at in range(group.num_columns)
        if group.column(at).path_in_schema == "text"
    )
    at = column.dictionary_page_offset
    data = bytearray(path.read_bytes())
    data[at : at + column.total_compressed_size] = b"\xff" * column.total_compressed_size
    path.write_bytes(data)
    found = ids(read(path))
    assert found == [
        *(f"d{n}" for n in range(20)),
        "!bad-parquet",
        *(f"d{n}" for n in range(40, 60)),
    ]


def test_a_text_that_many_rows_repeat_is_in_memory_once(tmp_path: Path) -> None:
    """A small file whose dictionary unpacks to far more rows than fit."""
    text = "x" * 2_000_000
    array = pa.DictionaryArray.from_arrays(pa.array([0] * 64, pa.int32()), pa.array([text]))
    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"text": array}), path)
    assert path.stat().st_size < 200_000
    pool = pa.default_memory_pool()
    before, most = pool.bytes_allocated(), 0
    maker = DocumentMaker(SETTING)
    for one in read_slice(tmp_path, path.name, whole(path), maker):
        assert one.document
        most = max(most, pool.bytes_allocated() - before)
    assert most < 8 * len(text)


def test_what_is_no_parquet_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1" + bytes(100) + b"PAR1")
    assert ids(read(path)) == ["!bad-parquet"]
    path = write_parquet(tmp_path / "b.parquet", list(rows(2)))
    fields = Fields({"text": "inhoud"})
    (found,) = read(path, fields=fields)
    assert ids([found]) == ["!missing-field"]
    told = "no column 'inhoud'; there are id, text"
    with open_slice(tmp_path, path.name, whole(path)) as opened, pytest.raises(Refused, match=told):
        row_groups(opened, fields)
    assert ids(read(path, fields=Fields({"units": "gemeente"}))) == ["!missing-field"]


def test_what_was_refused_when_planning_is_told(tmp_path: Path) -> None:
    one = Slice("link.txt", 0, 0, refused="link: it leads out: elsewhere")
    (found,) = read(tmp_path / "link.txt", one)
    assert found.failure is not None
    assert (found.failure.rule, found.failure.reason) == ("link", "it leads out: elsewhere")
