"""A first list of the names in a study, for a person to go over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from crosscase.sharing.guessing import find_guesses, suggest_names
from crosscase.sharing.names import Name
from crosscase.storage import load
from crosscase.study import Study

__all__ = ["suggest_for"]

_BETWEEN = re.compile(r"\s*[–—/]\s*|(?<=\w)-(?=[A-Z])")


def _known(study: Study) -> Iterator[tuple[str, str]]:
    """Yield names that the study itself declares, and their kind."""
    for unit in study.units.values():
        for label in unit.label.values():
            for part in _BETWEEN.split(label):
                guess = next(find_guesses(f"in {part}"), None)
                if guess is not None:
                    yield guess.words, "municipality"
    for document in study.documents.values():
        for turn in getattr(document, "turns", ()):
            if re.search(r"[^\W\d_]{3}", turn.speaker):
                yield turn.speaker, "person"


def _texts(study: Study) -> Iterator[tuple[str, str]]:
    for document in study.documents.values():
        yield document.id, document.text
        yield "roles", f"x {document.role}."
        yield "titles", f"x {document.title}."
    for labels in (*study.source_groups.values(), study.title, study.about):
        for label in labels.values():
            yield "labels", f"x {label}."
    for coding in study.codings.values():
        if coding.memo:
            yield "memos", coding.memo


def suggest_for(root: Path) -> list[tuple[Name, str]]:
    """Return what looks like a name in a study.

    Parameters
    ----------
    root : Path
        The study folder.

    Returns
    -------
    list of (Name, str)
        Names, each with a note on how often and where it stands.

    Raises
    ------
    StudyError
        When the study has errors.
    """
    study = load(root)
    return suggest_names(_texts(study), dict(_known(study)).items())
