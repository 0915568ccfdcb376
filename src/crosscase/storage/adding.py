"""Taking texts into a study: written, and catalogued with their hash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from crosscase.errors import Problem, StudyError
from crosscase.spans import text_sha256
from crosscase.storage.catalogue_file import MENDED, append_items, quoted, read_catalogue
from crosscase.storage.documents_file import CATALOGUE
from crosscase.storage.findings import Findings
from crosscase.storage.formats import DOCUMENTS
from crosscase.storage.loading import Contents, errors_of, read_folder
from crosscase.storage.locking import lock
from crosscase.storage.new_texts import NewText, check_new, files_of
from crosscase.storage.writing import write_atomic
from crosscase.storage.yamltree import read_yaml

__all__ = ["enter_texts"]


def _refuse_broken(contents: Contents) -> None:
    """Refuse to edit a catalogue that is not in order, but for hashes."""
    wrong = [
        problem
        for problem in errors_of(contents.study.problems)
        if problem.file in ("study.yaml", CATALOGUE) and problem.rule not in MENDED
    ]
    if wrong:
        raise StudyError(wrong)


def _item(
    one: NewText,
    units: Iterable[str],
    details: Mapping[str, str],
) -> dict[str, str]:
    item = {
        "id": one.id,
        "title": quoted(one.title),
        "kind": details["kind"],
        "path": one.path,
        "sha256": text_sha256(one.text),
        "units": f"[{', '.join(units)}]",
    }
    for name in ("date", "role", "party"):
        if details[name]:
            item[name] = quoted(details[name])
    item["source_group"] = details["source_group"] or one.id
    item["language"] = details["language"]
    if one.original_path:
        item["original"] = one.original_path
    if one.original_sha256:
        item["original_sha256"] = one.original_sha256
    return item


def _check_catalogue(text: str, known: Findings, findings: Findings) -> None:
    """Check the catalogue as it would become, against the cases and parties of the study."""
    trial = Findings()
    trial.defined = {kind: dict(known.defined.get(kind, {})) for kind in ("unit", "party")}
    tree = read_yaml(text.encode("utf-8"), CATALOGUE, trial)
    if tree is not None:
        DOCUMENTS.read(tree, trial)
    trial.resolve()
    findings.problems += trial.problems


def enter_texts(
    root: Path | str,
    texts: Sequence[NewText],
    *,
    units: Iterable[str],
    kind: str = "document",
    date: str = "",
    role: str = "",
    party: str = "",
    source_group: str = "",
    language: str = "",
    problems: Iterable[Problem] = (),
) -> tuple[str, ...]:
    """Write texts that are ready, with what belongs to them, and enter them in the catalogue.

    All of them are entered or none. A text that lies in the study already, to the letter, and is
    not catalogued is only entered. The catalogue is locked, so that several programs may add at
    once. :func:`crosscase.interchange.reading.add_files` makes texts ready.

    Parameters
    ----------
    root : Path or str
        The study folder.
    texts : sequence of NewText
        The texts.
    units : iterable of str
        Ids of the cases and parties they speak about.
    kind, date, role, party : str
        As in the catalogue.
    source_group : str
        One person or body; by default each text is a voice of its own. A group that is not in
        the catalogue yet is added to it.
    language : str
        Two letters; the study's first language by default.
    problems : iterable of Problem
        What is wrong already, with files of which no text could be made: it is told with the
        rest, and nothing is written.

    Returns
    -------
    tuple of str
        Ids of the documents.

    Raises
    ------
    StudyError
        With everything that is wrong; nothing is written then.
    CrosscaseError
        When another program does not let go of the catalogue.
    """
    root = Path(root)
    findings = Findings()
    findings.problems += problems
    details = {
        "kind": kind,
        "date": date,
        "role": role,
        "party": party,
        "source_group": source_group,
        "language": language,
    }
    if not (root / CATALOGUE).is_file():
        _refuse_broken(read_folder(root))
    with lock(root, CATALOGUE):
        _enter(root, texts, tuple(units), details, findings)
    return tuple(one.id for one in texts)


def _enter(
    root: Path,
    new: Sequence[NewText],
    units: Sequence[str],
    details: Mapping[str, str],
    findings: Findings,
) -> None:
    """Write new texts and their entries, when nothing is wrong with any; the lock is held."""
    contents = read_folder(root)
    study = contents.study
    _refuse_broken(contents)
    check_new(new, study, findings)
    details = {
        **details,
        "language": details["language"] or next(iter(study.languages), ""),
    }
    groups = [
        {"id": name, "label": quoted(label)}
        for name, label in _groups(new, details).items()
        if name not in study.source_groups
    ]
    text = read_catalogue(root)
    text = append_items(text, "source_groups", groups)
    # An id that is taken was told already.
    items = [_item(one, units, details) for one in new if one.id not in study.documents]
    text = append_items(text, "documents", items)
    _check_catalogue(text, contents.findings, findings)
    if findings.problems:
        raise StudyError(findings.problems)
    _write(root, new, text)


def _write(root: Path, new: Sequence[NewText], catalogue: str) -> None:
    """Write texts and then the catalogue; when that fails half-way, nothing new is left."""
    written: list[Path] = []
    try:
        for path, held in ((path, held) for one in new for path, held in files_of(one).items()):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            if not (root / path).exists():
                write_atomic(root / path, held, follow=False)
                written.append(root / path)
        write_atomic(root / CATALOGUE, catalogue)
    except BaseException:
        for file in written:
            file.unlink(missing_ok=True)
        raise


def _groups(new: Iterable[NewText], details: Mapping[str, str]) -> dict[str, str]:
    """Return the source groups of new texts with their labels: one for all, or one for each."""
    name = details["source_group"]
    return {name: details["role"] or name} if name else {one.id: one.title for one in new}
