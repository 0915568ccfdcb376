"""What codings are checked against."""

from __future__ import annotations

from dataclasses import dataclass

from crosscase.storage.codebook_files import CodebookFiles
from crosscase.storage.documents_file import CorpusFiles
from crosscase.storage.study_file import StudyFile

__all__ = ["Background"]


@dataclass(frozen=True, slots=True)
class Background:
    """The cases, codes and texts of a study, without its codings."""

    study: StudyFile
    codebooks: CodebookFiles
    corpus: CorpusFiles
