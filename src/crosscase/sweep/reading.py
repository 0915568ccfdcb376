"""From slices of files to documents, and to what could not be read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple

from crosscase.corpus import Document
from crosscase.sweep.making import DocumentMaker, decode
from crosscase.sweep.opening import Refused, bare_name, lines_between, lines_of, open_slice, unpack
from crosscase.sweep.records import FIELDS, Failure, Fields, Slice

__all__ = ["KINDS", "READABLE", "Read", "kind_of", "read_slice", "row_groups"]

KINDS = {
    ".txt": "text",
    ".md": "text",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".parquet": "parquet",
}
"""What is read, by ending."""

READABLE = ".txt, .md, .jsonl and .ndjson, each also with .gz or .zst behind it, and .parquet"
"""The same in words."""

_BOM = b"\xef\xbb\xbf"
_LINE_ROOM = 1 << 20
"""Bytes that a line may take for other fields than the text."""

_ROWS = 16
"""Rows of Parquet that are in memory at once."""

_LARGEST_COLUMN = 1 << 30
"""Bytes that the texts of a row group may unpack to."""


class Read(NamedTuple):
    """A document as read, or why there is none."""

    document: Document | None
    place: int | None
    failure: Failure | None = None


def kind_of(file: str) -> str:
    """Return what kind of file a name says it is; empty when it is none that is read.

    Examples
    --------
    >>> kind_of("raad/2012.jsonl.gz"), kind_of("a.TXT"), kind_of("a.parquet.gz"), kind_of("a.pdf")
    ('lines', 'text', '', '')
    """
    bare = bare_name(file)
    kind = KINDS.get(PurePosixPath(bare).suffix.lower(), "")
    return "" if kind == "parquet" and bare != file else kind


def read_slice(root: Path, file: str, planned: Slice, maker: DocumentMaker) -> Iterator[Read]:
    """Read the documents of a slice one after another.

    Parameters
    ----------
    root : Path
        The folder of the source.
    file : str
        The path of the file from there.
    planned : Slice
        The slice.
    maker : DocumentMaker
        Makes documents.

    Yields
    ------
    Read
        In the order of the file. What cannot be read costs no other, as far as one can tell where
        the next begins.

    Raises
    ------
    MovedError
        When the file is gone or changed.
    """
    last: Read | None = None
    try:
        if planned.refused:
            raise Refused(*planned.refused.split(": ", 1))
        with open_slice(root, file, planned) as opened:
            for last in _READERS[kind_of(file)](opened, planned, maker):
                yield last
    except Refused as refused:
        beyond = "" if last is None else f"nothing after what stands at {last.place} is read: "
        yield _failed(planned, None, Refused(refused.rule, beyond + refused.reason))


def _failed(planned: Slice, place: int | None, refused: Refused, document: str = "") -> Read:
    told = Failure(planned.file, place, document, refused.rule, refused.reason)
    return Read(None, place, told)


def _try(
    planned: Slice, place: int | None, make: Callable[[], Document], document: str = ""
) -> Read:
    try:
        return Read(make(), place)
    except Refused as refused:
        return _failed(planned, place, refused, document)
    except Exception as error:
        # Whatever strangers wrote costs no other document.
        return _failed(planned, place, Refused("crash", f"{type(error).__name__}: {error}"))


def _read_text(opened: IO[bytes], planned: Slice, maker: DocumentMaker) -> Iterator[Read]:
    name = bare_name(planned.file)

    def make() -> Document:
        stream = unpack(opened, planned.file, planned.size)
        longest = maker.setting.longest
        data = bytearray()
        while more := stream.read(1 << 20):
            data += more
            # A byte-order mark is a character more.
            if len(data) > 4 * (longest + 1):
                raise Refused("too-long", f"more than {longest} characters; or --longest")
        return maker.from_file(name, decode(bytes(data), maker.setting.encoding))

    yield _try(planned, None, make, name)


def _read_lines(opened: IO[bytes], planned: Slice, maker: DocumentMaker) -> Iterator[Read]:
    # A character takes six bytes where it is written as \uXXXX.
    longest = 6 * maker.setting.longest + _LINE_ROOM
    if planned.end:
        lines = lines_between(opened, planned.start, planned.end, longest)
    else:
        lines = lines_of(unpack(opened, planned.file, planned.size), longest)
    for at, line in lines:
        if line is None:
            yield _failed(planned, at, Refused("too-long", f"a line of more than {longest} bytes"))
        elif line.strip():
            bare = line.removeprefix(_BOM) if at == 0 else line
            yield _try(planned, at, partial(_parse, bare, f"{planned.file}:{at}", maker))


def _parse(line: bytes, otherwise: str, maker: DocumentMaker) -> Document:
    try:
        row = json.loads(line)
    except UnicodeDecodeError as error:
        raise Refused("bad-encoding", f"byte 0x{line[error.start]:02x} is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise Refused("bad-json", str(error)) from None
    if not isinstance(row, dict):
        raise Refused("bad-json", "no mapping on the line; allowed: one document a line, in { }")
    return maker.from_row(row, otherwise)


def row_groups(opened: IO[bytes], fields: Fields) -> list[int]:
    """Return how many bytes the texts of each row group of a Parquet file unpack to.

    Parameters
    ----------
    opened : file
        The file.
    fields : Fields
        What the fields are called.

    Returns
    -------
    list of int
        One for each row group.

    Raises
    ------
    Refused
        When it is no Parquet file with a column of texts.
    """
    known = _open_parquet(opened)
    column = _column(known, fields)
    groups = (known.metadata.row_group(at) for at in range(known.metadata.num_row_groups))
    return [group.column(column).total_uncompressed_size for group in groups]


def _open_parquet(opened: IO[bytes], **options: Any) -> Any:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        # The limits on the footer are against files that grow without end.
        return parquet.ParquetFile(
            opened,
            thrift_string_size_limit=1 << 26,
            thrift_container_size_limit=1 << 24,
            **options,
        )
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Refused("bad-parquet", f"cannot be read: {error}") from None
    except KeyError:
        raise Refused("missing-field", f"no column {options['read_dictionary'][0]!r}") from None


def _column(known: Any, fields: Fields) -> int:
    """Return the place of the column of texts."""
    name = fields["text"]
    paths = [known.metadata.schema.column(at).path for at in range(known.metadata.num_columns)]
    if name not in paths:
        allowed = ", ".join(paths[:12])
        raise Refused(
            "missing-field", f"no column {name!r}; there are {allowed}; --field text=NAME"
        )
    return paths.index(name)


def _read_parquet(opened: IO[bytes], planned: Slice, maker: DocumentMaker) -> Iterator[Read]:
    import pyarrow as pa

    fields = maker.setting.fields
    text = fields["text"]
    # Kept as a dictionary, a text that many rows repeat is in memory once.
    known = _open_parquet(opened, read_dictionary=[text], buffer_size=1 << 16, pre_buffer=False)
    column = _column(known, fields)
    wanted = {fields[name] for name in FIELDS}
    names = [name for name in known.schema_arrow.names if name in wanted]
    missing = sorted(set(fields.names.values()) - set(names))
    if missing:
        raise Refused("missing-field", f"no column {missing[0]!r}")
    count = known.metadata.num_row_groups
    sizes = [known.metadata.row_group(at).num_rows for at in range(count)]
    for group in range(planned.start, planned.end or count):
        place = sum(sizes[:group])
        held = known.metadata.row_group(group).column(column).total_uncompressed_size
        if held > _LARGEST_COLUMN:
            told = Refused("too-long", f"a row group with {held} bytes of text; write smaller ones")
            yield _failed(planned, place, told)
            continue
        try:
            for batch in known.iter_batches(_ROWS, row_groups=[group], columns=names):
                for at in range(batch.num_rows):
                    name = f"{planned.file}:{place}"
                    yield _try(planned, place, partial(_make_row, batch, at, name, maker))
                    place += 1
        except (pa.ArrowException, OSError, ValueError) as error:
            told = Refused("bad-parquet", f"from row {place} to the end of its row group: {error}")
            yield _failed(planned, place, told)


def _make_row(batch: Any, at: int, otherwise: str, maker: DocumentMaker) -> Document:
    try:
        row = {name: batch.column(name)[at].as_py() for name in batch.schema.names}
    except UnicodeDecodeError as error:
        raise Refused("bad-encoding", f"{error.reason} at byte {error.start}") from None
    return maker.from_row(row, otherwise)


_READERS: dict[str, Callable[[IO[bytes], Slice, DocumentMaker], Iterator[Read]]] = {
    "text": _read_text,
    "lines": _read_lines,
    "parquet": _read_parquet,
}
