"""What goes into a bundle: the study, with or without texts, its results, and how to check it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from crosscase.bundle.citation import write_citation
from crosscase.bundle.readme import Told, write_readme
from crosscase.bundle.results import tabulate_results, tabulate_texts
from crosscase.bundle.zipping import MANIFEST, write_manifest
from crosscase.errors import UsageError
from crosscase.report import write_report
from crosscase.sharing.masking import mask_study
from crosscase.sharing.names import Name
from crosscase.sharing.pseudonymising import Pseudonymised, pseudonymise_study
from crosscase.sharing.rewriting import RewrittenFile, copy_study, write_study
from crosscase.storage import load
from crosscase.study import Author, Study

__all__ = ["TEXTS", "Bundle", "gather_bundle"]

TEXTS = ("full", "pseudonymised", "none")
"""In which form the texts go along."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What goes into the archive.

    Parameters
    ----------
    files : dict
        By path what each file holds.
    left_out : tuple of str
        What of the study folder does not go along.
    pseudonymised : Pseudonymised or None
        The pseudonymised study, when names were replaced.
    cited : bool
        Whether it says how to cite it.
    """

    files: dict[str, bytes]
    left_out: tuple[str, ...]
    pseudonymised: Pseudonymised | None
    cited: bool


def _stage(stack: ExitStack, files: Iterable[RewrittenFile]) -> Path:
    """Write files into a folder that is gone when the stack is closed."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    write_study(folder, files)
    return folder


def _report(
    study: Study, folder: Path, languages: Sequence[str], progress: Callable[[str], None]
) -> None:
    write_report(
        study,
        folder / "reports",
        name=study.report,
        languages=languages,
        progress=progress,
    )


def _held(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _refuse_options(texts: str, names: Sequence[Name] | None) -> None:
    if texts not in TEXTS:
        raise UsageError(f"found texts {texts!r}; allowed: {', '.join(TEXTS)}")
    if texts == "pseudonymised" and not names:
        raise UsageError(
            "found no list of names; allowed: pseudonymised texts with --names; "
            "make a list with `crosscase pseudonymise --suggest FILE` and go over it"
        )
    if texts == "full" and names:
        raise UsageError("found names with full texts; choose pseudonymised texts, or none")


def gather_bundle(
    root: Path,
    *,
    texts: str,
    names: Sequence[Name] | None = None,
    authors: Sequence[Author] = (),
    license: str = "",
    languages: Sequence[str] = (),
    progress: Callable[[str], None] = lambda step: None,
) -> Bundle:
    """Gather everything that goes into a bundle; nothing is written but temporary files.

    Parameters
    ----------
    root : Path
        The study folder, which is only read.
    texts : {"full", "pseudonymised", "none"}
        In which form the texts go along.
    names : sequence of Name, optional
        The names to replace; needed for pseudonymised texts, allowed without texts.
    authors : sequence of Author
        Who is to be named, instead of those that ``study.yaml`` declares.
    license : str
        SPDX id, instead of the one that ``study.yaml`` declares.
    languages : sequence of str
        Languages of the report; all of the study when empty.
    progress : callable, optional
        Told the name of each step when it begins.

    Returns
    -------
    Bundle
        The same study gives the same bytes.

    Raises
    ------
    StudyError
        When the study or the list of names is wrong.
    UsageError
        When the options do not go together.
    """
    _refuse_options(texts, names)
    with ExitStack() as stack:
        pseudonymised = None
        folder = root
        if names:
            progress("names")
            pseudonymised = pseudonymise_study(root, names)
            folder = _stage(stack, pseudonymised.files)
        more: dict[str, bytes] = {}
        if texts == "none":
            progress("texts")
            more["results/texts.csv"] = tabulate_texts(load(folder))
            folder = _stage(stack, mask_study(folder).files)
        copied = copy_study(folder)
        folder = _stage(stack, copied.files)
        study = load(folder)
        _report(study, folder, languages or study.languages, progress)
        progress("results")
        more |= tabulate_results(study)
        named = tuple(authors) or study.authors
        granted = license or study.license
        if named:
            more["CITATION.cff"] = write_citation(study, named, granted).encode("utf-8")
        left_out = pseudonymised.left_out if pseudonymised else copy_study(root).left_out
        files = _held(folder) | more
        told = Told(texts, bool(names), languages or study.languages, granted, tuple(files))
        files["README.md"] = write_readme(study, told, left_out).encode("utf-8")
        files[MANIFEST] = write_manifest(files)
    return Bundle(files, left_out, pseudonymised, bool(named))
