"""The files of a partition: suggestions and failures as Parquet, written row group by row group."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from crosscase.codebook import in_language
from crosscase.corpus import Document
from crosscase.storage.writing import replacing
from crosscase.suggestion import Suggestion
from crosscase.sweep.records import Failure

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "FAILURES",
    "SUGGESTIONS",
    "RowWriter",
    "failure_row",
    "sha256_of",
    "suggestion_row",
    "writing_rows",
]

_GROUP = 5_000
"""Rows of a row group: as many as are in memory at once."""

SUGGESTIONS = {
    "id": "string",
    "document": "string",
    "file": "string",
    "place": "int64",
    "date": "string",
    "document_units": "string",
    "text_sha256": "string",
    "start": "int64",
    "end": "int64",
    "quote": "string",
    "code": "string",
    "case": "string",
    "unit": "string",
    "unit_asked": "bool",
    "value": "string",
    "value_asked": "bool",
    "rule": "string",
    "reason": "string",
    "hits": "spans",
}
"""The columns of suggestions, with their types."""

FAILURES = {
    "file": "string",
    "place": "int64",
    "document": "string",
    "rule": "string",
    "reason": "string",
}
"""The columns of failures, with their types."""


def suggestion_row(
    one: Suggestion, document: Document, file: str, place: int | None, case: str
) -> tuple[Any, ...]:
    """Return a suggestion as a row of :data:`SUGGESTIONS`.

    Parameters
    ----------
    one : Suggestion
        The suggestion.
    document : Document
        Its document.
    file : str
        The file of the source that the document is in.
    place : int or None
        Where in the file: the byte its line begins at, or its row.
    case : str
        The case it is about; empty when that is not known.

    Returns
    -------
    tuple
        Values in the order of the columns.
    """
    return (
        one.id,
        one.document,
        file,
        place,
        document.date,
        ";".join(document.units),
        one.text_sha256,
        one.start,
        one.end,
        one.quote,
        one.code,
        case,
        one.unit,
        not one.unit,
        one.value,
        not one.value,
        one.rule,
        in_language(one.reason, document.language),
        [{"start": start, "end": end} for start, end in one.hits],
    )


def _whole(text: str) -> str:
    """Return a text that UTF-8 can hold."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def failure_row(one: Failure) -> tuple[Any, ...]:
    """Return a failure as a row of :data:`FAILURES`."""
    return (_whole(one.file), one.place, _whole(one.document), one.rule, _whole(one.reason))


def _schema(columns: dict[str, str]) -> pa.Schema:
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "int64": pa.int64(),
        "bool": pa.bool_(),
        "spans": pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())])),
    }
    return pa.schema([(name, types[kind]) for name, kind in columns.items()])


class RowWriter:
    """Writes rows to a Parquet file, a row group at a time; made by :func:`writing_rows`."""

    def __init__(self, file: IO[bytes], columns: dict[str, str]) -> None:
        from pyarrow import parquet

        self._schema = _schema(columns)
        # Statistics of long texts are large and serve nobody.
        self._writer = parquet.ParquetWriter(
            file, self._schema, compression="zstd", write_statistics=["document", "code", "unit"]
        )
        self._rows: list[Sequence[Any]] = []
        self.count = 0

    def add(self, row: Sequence[Any]) -> None:
        """Add a row."""
        self._rows.append(row)
        self.count += 1
        if len(self._rows) == _GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        columns = zip(*self._rows, strict=True) if self._rows else [()] * len(self._schema)
        arrays = [
            pa.array(values, field.type)
            for values, field in zip(columns, self._schema, strict=True)
        ]
        self._writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=self._schema))
        self._rows.clear()

    def close(self, *, whole: bool) -> None:
        """Write what is left, or leave off where something failed."""
        try:
            if self._rows and whole:
                self._flush()
        finally:
            self._writer.close()


@contextmanager
def writing_rows(path: Path, columns: dict[str, str], *, lazily: bool = False) -> Iterator[Any]:
    """Give something to add rows to, that become a Parquet file when all went well.

    Parameters
    ----------
    path : Path
        The file.
    columns : dict
        :data:`SUGGESTIONS` or :data:`FAILURES`.
    lazily : bool
        Whether there is no file without rows.

    Yields
    ------
    callable
        That takes a row.
    """
    with ExitStack() as stack:
        made: list[RowWriter] = []

        def start() -> RowWriter:
            writer = RowWriter(stack.enter_context(replacing(path)), columns)
            made.append(writer)
            return writer

        def add(row: Sequence[Any]) -> None:
            (made[0] if made else start()).add(row)

        if not lazily:
            start()
        whole = False
        try:
            yield add
            whole = True
        finally:
            for writer in made:
                writer.close(whole=whole)


def sha256_of(path: Path) -> tuple[str, int]:
    """Return the SHA-256 of a file and its size; an empty text and 0 where there is none."""
    if not path.exists():
        return "", 0
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), os.fstat(file.fileno()).st_size
