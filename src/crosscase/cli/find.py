"""``crosscase find``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crosscase.cli.options import (
    format_option,
    output_option,
    sources_option,
    study_option,
)
from crosscase.cli.output import emit, frame_text, json_text, open_study

if TYPE_CHECKING:
    from crosscase.evidence import Evidence


def _fields(found: Evidence) -> Iterator[tuple[str, str]]:
    for name, value in found.as_dict().items():
        if name != "origins":
            yield name, str(value)
    for origin in found.origins:
        passage = f": {origin.text}" if origin.text else ""
        yield "origin", f"{origin.source} {origin.start}–{origin.end}{passage}"


@click.command("find")
@click.argument("words", required=False)
@study_option
@click.option("--coding", help="Id of a coding: show it with its origins.")
@click.option("--document", help="Search only this document.")
@sources_option
@format_option
@output_option
def command(
    words: str | None,
    root: Path,
    coding: str | None,
    document: str | None,
    sources: Path | None,
    style: str,
    output: str,
) -> None:
    """Find a coding with its origins, or WORDS in the texts with the codings that touch them.

    With --sources the origins come with the original passage, verified by hash.
    """
    import pandas as pd

    from crosscase.errors import UsageError
    from crosscase.evidence import evidence_of, search_texts

    if (words is None) == (coding is None):
        raise UsageError("give either WORDS to search for or --coding ID")
    study = open_study(root)
    if coding is not None:
        found = evidence_of(study, coding, sources=sources)
        if style == "json":
            emit(json_text(found.as_dict()), output)
            return
        rows = list(_fields(found))
        if style == "table":
            emit("".join(f"{name}: {value}\n" for name, value in rows), output)
        else:
            emit(frame_text(pd.DataFrame(rows, columns=["field", "value"]), style), output)
        return
    hits = search_texts(study, words or "", document=document or "")
    emit(frame_text(hits, style, lists=("codings",)), output)
