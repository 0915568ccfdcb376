"""What an export and an import must keep of a study, to be compared."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from crosscase.interchange.formats import import_anew
from crosscase.interchange.refi.writing import write_project
from crosscase.storage import load
from crosscase.study import Study

CLAIM = (
    *("coder", "document", "start", "end", "quote", "prefix", "suffix", "text_sha256", "code"),
    *("unit", "value", "period", "date", "actor", "toward", "decision", "memo", "at"),
)
ABOUT = ("title", "kind", "units", "date", "role", "party", "source_group", "language")


def kept(study: Study) -> dict[str, Any]:
    """Everything that a round trip may not change; where a file lies is not part of it."""
    codings = [
        tuple(getattr(one, name) for name in CLAIM)
        for one in study.codings.values()
        if one.id not in study.unplaced
    ]
    return {
        "title": dict(study.title),
        "languages": study.languages,
        "reference_date": study.reference_date,
        "about": dict(study.about),
        "cited": (study.authors, study.license, study.report),
        "units": dict(study.units),
        "coders": dict(study.coders),
        "periods": dict(study.period_schemes),
        "scales": dict(study.scales),
        "books": [replace(book, path="") for book in study.codebooks],
        "texts": {one.id: one.text for one in study.documents.values()},
        "documents": {
            one.id: tuple(getattr(one, name) for name in ABOUT) for one in study.documents.values()
        },
        "groups": dict(study.source_groups),
        "codings": sorted(codings),
    }


def there_and_back(study: Study, folder: Path) -> Study:
    """Export a study and make a new one of the export."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "project.qdpx"
    file.write_bytes(write_project(study)[0])
    import_anew(folder / "back", file)
    return load(folder / "back")


def pack(files: Mapping[str, bytes | str]) -> bytes:
    """An archive of these files, as other programs make it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return held.getvalue()
