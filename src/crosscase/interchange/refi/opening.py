"""Opening files of other programs: projects (.qdpx) and codebooks (.qdc)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from crosscase.errors import ForeignFileError, Problem
from crosscase.interchange.archives import Archive, ArchiveLimits, open_archive
from crosscase.interchange.incoming import Incoming
from crosscase.interchange.refi.reading import read_xml
from crosscase.interchange.refi.taking import take_codebook, take_project
from crosscase.interchange.refi.texts import decode_text
from crosscase.interchange.xml import XmlLimits
from crosscase.storage.findings import list_some
from crosscase.study import Unit

__all__ = ["read_codebook", "read_project"]

_LIMITS = ArchiveLimits(files=100_000, size=1 << 36)
"""Recordings may be large: of all there is in a project only the texts are ever unpacked."""

_TEXT_SIZE = 1 << 26
_ALL_TEXTS = 1 << 27


def _refusal(name: str, rule: str, found: str, allowed: str, action: str) -> ForeignFileError:
    return ForeignFileError([Problem(name, 0, rule, found, allowed, action)])


def _find_project(archive: Archive) -> str:
    """Return the name of the project file, which some programs name after the project."""
    found = archive.find("project.qde")
    if found:
        return found
    named = [name for name in archive.names if name.lower().endswith(".qde")]
    if len(named) == 1:
        return named[0]
    raise _refusal(
        archive.name,
        "no-project-file",
        f"{len(named)} files .qde ({list_some(named)})" if named else "no file .qde",
        "one file project.qde",
        "export the project again as REFI-QDA",
    )


class _Texts:
    """Gives the texts that a project names by their paths, each unpacked when asked for."""

    def __init__(self, archive: Archive, project: str) -> None:
        self.archive = archive
        self.folder = str(PurePosixPath(project).parent)
        self.given = 0

    def _candidates(self, path: str) -> Iterator[str]:
        bare = path.strip().removeprefix("internal://").lstrip("/")
        base = "" if self.folder == "." else f"{self.folder}/"
        for one in dict.fromkeys((bare, unquote(bare))):
            yield f"{base}sources/{one}"
            yield f"{base}{one}"

    def find(self, path: str) -> str | None:
        if path.startswith(("relative:", "absolute:")):
            return None
        return next((one for x in self._candidates(path) if (one := self.archive.find(x))), None)

    def get(self, path: str, content: str | None, name: str) -> str | None:
        """Return a text: what stands in the project, or else the file that it names."""
        found = self.find(path) if path else None
        if found is None:
            return content
        size = self.archive.size(found)
        self.given += size
        if size > _TEXT_SIZE or self.given > _ALL_TEXTS:
            raise _refusal(
                f"{self.archive.name}: {name}",
                "too-large",
                f"a text of {size} bytes, {self.given} of texts so far",
                f"at most {_TEXT_SIZE} in one, {_ALL_TEXTS} in all",
                "leave the text out, or divide the project",
            )
        return decode_text(self.archive.read(found))


def read_project(path: Path, *, unit: Unit | None, language: str) -> Incoming:
    """Read a project in the words of a study.

    Parameters
    ----------
    path : Path
        A ``.qdpx`` file.
    unit : Unit or None
        What codings are about that no case claims.
    language : str
        Of texts that do not say, two letters.

    Returns
    -------
    Incoming
        What it brings.

    Raises
    ------
    ForeignFileError
        When it is unsafe, or no REFI-QDA project.
    """
    with open_archive(path, name=path.name, limits=_LIMITS) as archive:
        file = _find_project(archive)
        if archive.size(file) > XmlLimits().size:
            raise _refusal(
                f"{path.name}: {file}",
                "too-large",
                f"{archive.size(file)} bytes",
                f"at most {XmlLimits().size}",
                "divide the project",
            )
        project = read_xml(archive.read(file), f"{path.name}: {file}")
        texts = _Texts(archive, file)
        return take_project(project, texts.get, name=path.stem, unit=unit, language=language)


def read_codebook(path: Path, *, language: str) -> Incoming:
    """Read a codebook in the words of a study.

    Parameters
    ----------
    path : Path
        A ``.qdc`` file.
    language : str
        Of a new study, two letters.

    Returns
    -------
    Incoming
        Its codes.

    Raises
    ------
    ForeignFileError
        When it is unsafe, or no REFI-QDA codebook.
    """
    size, most = path.stat().st_size, XmlLimits().size
    if size > most:
        found, allowed = f"{size} bytes", f"at most {most}"
        raise _refusal(path.name, "too-large", found, allowed, "divide the codebook")
    project = read_xml(path.read_bytes(), path.name)
    return take_codebook(project, name=path.stem, language=language)
