"""The file formats as JSON Schema, for editors and other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from crosscase.errors import UsageError
from crosscase.storage.evaluation_file import evaluation_schema
from crosscase.storage.event_format import event_schema
from crosscase.storage.findings import suggest
from crosscase.storage.formats import CODEBOOK, DOCUMENTS, SOURCES, STRUCTURE, STUDY, UNITS
from crosscase.storage.spec_formats import EXPRESSION, HYPOTHESES, PUBLISHED, TABLES
from crosscase.storage.suggestion_format import suggestion_schema

__all__ = ["SCHEMAS", "schema"]

_MAKERS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "study": STUDY.schema,
    "documents": DOCUMENTS.schema,
    "structure": STRUCTURE.schema,
    "sources": SOURCES.schema,
    "codebook": CODEBOOK.schema,
    "tables": TABLES.schema,
    "hypotheses": HYPOTHESES.schema,
    "published": PUBLISHED.schema,
    "event": event_schema,
    "suggestion": suggestion_schema,
    "evaluation": evaluation_schema,
    "units": UNITS.schema,
}

SCHEMAS = tuple(_MAKERS)
"""The names :func:`schema` knows."""


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a kind of file.

    The schemas say which keys a file has and what they hold. That ids exist, values lie on
    their scales and quotes stand in their texts only ``check`` can tell.

    Parameters
    ----------
    name : str
        One of :data:`SCHEMAS`.

    Returns
    -------
    dict
        Plain data, ready for :func:`json.dumps`.

    Raises
    ------
    UsageError
        When there is no schema of that name.

    Examples
    --------
    >>> schema("study")["required"]
    ['format', 'title', 'languages', 'cases', 'coders']
    """
    if name not in _MAKERS:
        raise UsageError(
            f"found schema {name!r}; allowed: {', '.join(SCHEMAS)}; "
            + suggest(name, SCHEMAS, "write one of these")
        )
    made: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"crosscase {name}, format 1",
        **_MAKERS[name](),
    }
    if name == "hypotheses":
        made["$defs"] = {"expression": EXPRESSION.schema()}
    return made
