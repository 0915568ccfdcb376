"""The files of the study that travel in a project as notes, to be read back exactly."""

from __future__ import annotations

from collections.abc import Mapping

from crosscase.interchange.files import codebook_file, documents_file, scales_file, study_file
from crosscase.study import Study

__all__ = ["ABOUT", "CATALOGUE", "SCALES", "STUDY", "is_codebook", "study_notes"]

STUDY = "study.yaml"
CATALOGUE = "documents.yaml"
SCALES = "scales.yaml"
_BOOK = "codebook "

ABOUT = (
    "Notes of the project that are named study.yaml, documents.yaml, scales.yaml and codebook … "
    "hold what the exchange standard has no place for. crosscase reads them when the project "
    "comes back."
)
"""What the description of a project says of its notes."""


def is_codebook(name: str) -> bool:
    """Say whether a note of this name holds a codebook."""
    return name.startswith(_BOOK)


def study_notes(study: Study) -> Mapping[str, str]:
    """Return the notes of a project by name: cases, coders, catalogue, scales and codebooks.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    mapping
        Name of the note → YAML, in the formats of the files of a study.
    """
    notes = {
        STUDY: study_file(
            title=study.title,
            languages=study.languages,
            reference_date=study.reference_date,
            about=study.about,
            report=study.report,
            authors=study.authors,
            license=study.license,
            units=study.units,
            coders=study.coders.values(),
            schemes=study.period_schemes.values(),
        ),
        CATALOGUE: documents_file(study.documents.values(), study.source_groups),
        SCALES: scales_file("scales-of-the-study", {"": "Scales"}, study.scales.values()),
    }
    for book in study.codebooks:
        notes[_BOOK + book.id] = codebook_file(book)
    return notes
