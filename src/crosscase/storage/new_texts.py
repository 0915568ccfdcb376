"""Texts on their way into a study, and what keeps them out of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crosscase.spans import text_sha256
from crosscase.storage.documents_file import CATALOGUE, check_text
from crosscase.storage.findings import Findings, Place
from crosscase.storage.folder import Folder
from crosscase.storage.structure_file import (
    Structure,
    stored_stretches,
    structure_path,
    write_structure,
)
from crosscase.study import Study

__all__ = ["NewText", "check_new", "files_of", "text_id"]

_TEXTS = "corpus/texts"
_ORIGINALS = "corpus/originals"


@dataclass(frozen=True, slots=True)
class NewText:
    """A text that is ready to be entered.

    Parameters
    ----------
    id : str
        Id of the document.
    title : str
        Its title.
    text : str
        The text: LF, NFC.
    file : str
        The file it was read from, as messages name it.
    original_sha256 : str
        Hash of that file's bytes.
    structure : Structure
        Who speaks where, and the pages.
    original : bytes or None
        What the file holds, to be kept beside the text; None when it is not to be kept.
    ending : str
        What the name of the kept original ends in, with its dot.
    """

    id: str
    title: str
    text: str
    file: str
    original_sha256: str = ""
    structure: Structure = field(default_factory=Structure)
    original: bytes | None = None
    ending: str = ""

    @property
    def path(self) -> str:
        """Path of the text in the study."""
        return f"{_TEXTS}/{self.id}.md"

    @property
    def original_path(self) -> str:
        """Path of the kept original in the study; empty when it is not to be kept."""
        return f"{_ORIGINALS}/{self.id}{self.ending}" if self.original is not None else ""


def text_id(file: Path, findings: Findings) -> str:
    """Return the id that the name of a file gives its document.

    Parameters
    ----------
    file : Path
        The file.
    findings : Findings
        Gets a problem when the name has no letters or digits to make an id of.

    Returns
    -------
    str
        The id; empty when there is a problem.
    """
    plain = unicodedata.normalize("NFKD", file.stem).encode("ascii", "ignore").decode("ascii")
    name = re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")
    if not name:
        findings.add(
            Place(str(file)),
            "wrong-name",
            file.name,
            "a name with letters a–z or digits, which becomes the id",
            "rename the file",
        )
    return name


def files_of(one: NewText) -> dict[str, str | bytes]:
    """Return what is to be written for a text: contents by path.

    Parameters
    ----------
    one : NewText
        The text.

    Returns
    -------
    dict
        The text, its structure and its original, as far as it has them.
    """
    files: dict[str, str | bytes] = {one.path: one.text}
    if one.structure.turns or one.structure.pages:
        stretches = stored_stretches(one.structure, one.text)
        files[structure_path(one.id)] = write_structure(text_sha256(one.text), stretches)
    if one.original is not None:
        files[one.original_path] = one.original
    return files


def _refuse_unfit(new: Sequence[NewText], findings: Findings) -> None:
    """Refuse texts without words, or with characters that no file of a study holds."""
    for one in new:
        check_text(one.text, one.file, findings)
        if not one.text.strip():
            findings.add(
                Place(one.file),
                "empty-text",
                "no words",
                "a text",
                "leave it out, or save it again",
            )


def _refuse_known(new: Sequence[NewText], study: Study, findings: Findings) -> frozenset[str]:
    """Refuse files and texts that are in the study already; return the ids of these."""
    files = {one.original_sha256: one.id for one in study.documents.values()}
    texts = {one.sha256: one.id for one in study.documents.values()}
    files.pop("", None)
    refused: set[str] = set()
    for one in new:
        digest = text_sha256(one.text)
        same = "file" if one.original_sha256 in files else "text"
        known = files.get(one.original_sha256) or texts.get(digest)
        if known is not None:
            refused.add(one.id)
            findings.add(
                Place(one.file),
                "added-before",
                f"the same {same} as document {known}",
                "each text once: twice, one voice would count as two",
                "leave it out",
            )
        texts.setdefault(digest, one.id)
        if one.original_sha256:
            files.setdefault(one.original_sha256, one.id)
    return frozenset(refused)


def _refuse_taken(
    new: Sequence[NewText], known: frozenset[str], study: Study, findings: Findings
) -> None:
    """Refuse ids that are taken, in the catalogue or by a file that is not the same one."""
    folder = Folder(study.root, findings)
    taken = set(study.documents)
    paths = {document.path for document in study.documents.values()}
    for one in new:
        found = ""
        if one.id in taken or one.path in paths:
            found = f"{one.id}, which is in the study already"
        for path, held in files_of(one).items():
            wanted = held.encode("utf-8") if isinstance(held, str) else held
            if not found and folder.read(path) not in (None, wanted):
                found = f"{one.id}, of which {path} holds another text"
        if found and one.id not in known:
            findings.add(
                Place(CATALOGUE),
                "duplicate-id",
                found,
                "an id of its own",
                "rename the file; its name becomes the id",
            )
        taken.add(one.id)


def check_new(new: Sequence[NewText], study: Study, findings: Findings) -> None:
    """Note everything that keeps new texts out of a study.

    Parameters
    ----------
    new : sequence of NewText
        The texts.
    study : Study
        The study they are to come into.
    findings : Findings
        Gets the problems.
    """
    _refuse_unfit(new, findings)
    _refuse_taken(new, _refuse_known(new, study, findings), study, findings)
