"""A study written anew by rules: the one way in which pseudonyms and masks are put in place.

Only what a study is made of goes along. Every file is changed by edits that can be taken back,
and the new study is loaded before anybody sees it.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from crosscase.errors import CrosscaseError, StudyError, UsageError
from crosscase.sharing.codings import Grown, TextChange, codings_edits
from crosscase.sharing.edits import Edit, Shift, invert, splice, trim
from crosscase.sharing.fields import json_fields, yaml_fields
from crosscase.sharing.rules import Rules, condense_offsets, keep
from crosscase.sharing.structures import structure_edits
from crosscase.sharing.tables import YamlWork, csv_edits, snapshot_edits, yaml_edits
from crosscase.storage import SCHEMAS, load, schema, write_atomic
from crosscase.study import Study

__all__ = ["Rewriting", "RewrittenFile", "copy_study", "rename_ids", "rewrite_study", "write_study"]

_YAML = ("study.yaml", "corpus/documents.yaml", "corpus/sources.yaml")
_TABLES = ("corpus/origins.csv", "corpus/left-out.csv")
_LICENCES = ("LICENSE", "LICENSE.md", "LICENSE.txt", "corpus/LICENSE")
_GLOBS = ("codebooks/*.yaml", "corpus/published/*.yaml")
_FIXED = (*_YAML, *_TABLES, *_LICENCES, "codebooks/tables.yaml", "codebooks/hypotheses.yaml")
_FOLDERS = ("corpus", "codebooks", "texts", "codings", "published", "snapshots", "structure")
_CODINGS = "corpus/codings"
_ID_FIELDS = ("id", "report", "decision")
_RESERVED = ("all", "n/a", "adjudicated", "reference-date")
_WORKING = (".lock", ".tmp")
_SHOWN = 20
_LIMIT = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RewrittenFile:
    """A file of the new study.

    Parameters
    ----------
    path, old_path : str
        Where it is, and where it was, relative to the study folders.
    text : str
        What it holds.
    back : tuple of Edit
        What takes it back to what it held.
    """

    path: str
    old_path: str
    text: str
    back: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A study written anew.

    Parameters
    ----------
    files : tuple of RewrittenFile
        By path.
    left_out : tuple of str
        What of the study folder does not go along, with the reason.
    grown : tuple of Grown
        Events whose span grew.
    ids : mapping
        Ids that have another name: old → new.
    """

    files: tuple[RewrittenFile, ...]
    left_out: tuple[str, ...]
    grown: tuple[Grown, ...]
    ids: Mapping[str, str]


def _inside(root: Path, path: str) -> bool:
    """Whether a path is a file of the study itself, and no link out of it or within it."""
    at = root / path
    within = [at, *(root / parent for parent in PurePosixPath(path).parents)][:-1]
    return at.is_file() and not any(part.is_symlink() for part in within)


def _study_files(root: Path, study: Study) -> list[str]:
    """Return the paths of all files that the study is made of."""
    found = [*_YAML, *_TABLES, *_LICENCES]
    for pattern in (
        *_GLOBS,
        f"{_CODINGS}/*.jsonl",
        "corpus/snapshots/*.txt",
        "corpus/structure/*.json",
    ):
        found += sorted(one.relative_to(root).as_posix() for one in root.glob(pattern))
    found += [document.path for document in study.documents.values()]
    visible = (path for path in found if not PurePosixPath(path).name.startswith("."))
    return [path for path in dict.fromkeys(visible) if _inside(root, path)]


def _rest(root: Path, taken: Iterable[str]) -> list[str]:
    """Return what else the folder holds: files where the study has files, else whole folders."""
    known = set(taken)
    within = {str(parent) for path in known for parent in PurePosixPath(path).parents}
    found: list[str] = []
    waiting = [root]
    while waiting:
        for entry in sorted(waiting.pop().iterdir()):
            path = entry.relative_to(root).as_posix()
            if entry.name.startswith(".") or entry.suffix in _WORKING or path in known:
                continue
            folder = entry.is_dir() and not entry.is_symlink()
            if folder and path in within:
                waiting.append(entry)
            elif not folder or any(entry.iterdir()):
                found.append(path + "/" * entry.is_dir())
    return sorted(found)


def _read(root: Path, path: str) -> str:
    data = (root / path).read_bytes()
    if len(data) > _LIMIT:
        raise UsageError(f"{path}: found {len(data)} bytes; allowed: {_LIMIT}; divide the file")
    text = data.decode("utf-8")
    if text.startswith("\ufeff"):
        raise UsageError(f"{path}: found a byte-order mark; allowed: none; save it without")
    return text


def _words_of_formats(study: Study) -> frozenset[str]:
    """Return every key and fixed value that the formats know; no id may be renamed from these."""
    found = {*study.languages, *_RESERVED}
    waiting: list[object] = [schema(name) for name in SCHEMAS]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            found |= set(one.get("properties", ()))
            fixed = one.get("enum", [])
            found |= {value for value in fixed if isinstance(value, str)}
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
    return frozenset(found)


def _all_ids(texts: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    for path, text in texts.items():
        if path.endswith(".yaml"):
            read = yaml_fields(text)
            found |= {
                str(one.value)
                for one in read
                if not one.is_key and one.path and one.path[-1] in _ID_FIELDS
            }
        elif path.startswith(_CODINGS):
            found.add(PurePosixPath(path).stem)
            for line in re.findall(r'"(?:id|decision)": ?("(?:[^"\\]|\\.)*")', text):
                found |= {str(one.value) for one in json_fields(line)}
        elif path.startswith("corpus/snapshots/"):
            found.add(PurePosixPath(path).stem)
    return found


def rename_ids(root: Path, study: Study, rename: Callable[[str], str]) -> dict[str, str]:
    """Return the ids of a study that get another name; no two may get the same.

    Parameters
    ----------
    root : Path
        The study folder.
    study : Study
        What it holds.
    rename : callable
        An id → its new name.

    Returns
    -------
    dict
        Old → new.

    Raises
    ------
    UsageError
        When two ids would become one, or an id with a name in it is a word of the formats.
    """
    ids = sorted(_all_ids({path: _read(root, path) for path in _study_files(root, study)}))
    renamed = {old: new for old in ids if (new := rename(old)) != old}
    reserved = _words_of_formats(study)
    wrong = [
        f"the id {old} has a name in it and is a word of the formats; rename it in the study"
        for old in renamed
        if old in reserved
    ]
    owners: dict[str, str] = {}
    for old in ids:
        first = owners.setdefault(renamed.get(old, old), old)
        if first != old:
            wrong.append(
                f"the ids {first} and {old} would both become {renamed.get(old, old)}; "
                "rename one of them in the study, or choose other pseudonyms"
            )
    if wrong:
        raise UsageError("\n".join(wrong))
    return renamed


class _Work:
    """One study while it is written anew."""

    def __init__(self, root: Path, study: Study, rules: Rules, texts: Mapping[str, str]) -> None:
        self.root, self.study, self.rules, self.texts = root, study, rules, texts
        self.grown: list[Grown] = []
        self.left_out: list[str] = []
        self.ids = rename_ids(root, study, rules.rename)
        self.rules = replace(rules, rename=lambda old: self.ids.get(old, old))
        self.paths = self._new_paths(rules)
        self.documents = {document.path: document.id for document in study.documents.values()}
        self.changes = {
            document: self._change(texts[path])
            for path, document in self.documents.items()
            if path in texts
        }
        self.hashes = {one.old_sha256: one.new_sha256 for one in self.changes.values()}
        self.definitions: dict[str, tuple[str, str]] = {}
        ranks = condense_offsets(study) if rules.hide_offsets else {}
        self.yaml = YamlWork(self.ids, self.paths, self.hashes, ranks)

    def _change(self, text: str) -> TextChange:
        edits = self.rules.text(text)
        shift = Shift.of(() if self.rules.same_places else edits)
        return TextChange.of(text, splice(text, edits), edits, shift)

    def _new_paths(self, rules: Rules) -> dict[str, str]:
        found: dict[str, str] = {}
        for path in self.texts:
            found[path] = path if path in _FIXED else self._new_path(path, rules)
        if len(set(found.values())) < len(found):
            owners: dict[str, str] = {}
            for old, new in found.items():
                if owners.setdefault(new, old) != old:
                    raise UsageError(
                        f"the files {owners[new]} and {old} would both become {new}; "
                        "rename one of them in the study"
                    )
        return found

    def _new_path(self, path: str, rules: Rules) -> str:
        place = PurePosixPath(path)
        stem = self.ids.get(place.stem) or rules.rename_file(place.stem)
        folders = (
            part if part in _FOLDERS else rules.rename_file(part) for part in place.parent.parts
        )
        return str(PurePosixPath(*folders, stem + place.suffix))

    def edits(self, path: str) -> tuple[Edit, ...] | None:
        """Return the edits to a file; None when it is left out."""
        text, rules = self.texts[path], self.rules
        if path in self.documents:
            return self.changes[self.documents[path]].edits
        if path.endswith(".yaml"):
            return yaml_edits(text, rules, self.yaml)
        if path in _TABLES:
            return csv_edits(text, rules, self.yaml)
        if path.startswith(_CODINGS):
            return codings_edits(
                text,
                rules,
                self.changes,
                self.definitions,
                grown=self.grown,
                torn=lambda number: self.left_out.append(f"{path}:{number}: a torn line"),
            )
        if path.startswith("corpus/structure/"):
            change = self.changes.get(PurePosixPath(path).stem)
            return None if change is None else structure_edits(text, rules, change)
        if path.startswith("corpus/snapshots/"):
            return snapshot_edits(text, rules)
        new = rules.words(text)
        return (Edit(0, len(text), new),) if new != text else ()

    def file(self, path: str) -> RewrittenFile | None:
        """Return a file of the new study; None when it cannot go along."""
        edits = self.edits(path)
        if edits is None:
            self.left_out.append(f"{path}: the structure of another text")
            return None
        text = self.texts[path]
        made = tuple(trim(text, edit) for edit in edits)
        return RewrittenFile(self.paths[path], path, splice(text, made), invert(text, made))


def _recount_hashes(work: _Work, folder: Path) -> None:
    """Learn the hashes of the new definitions and hypotheses from the new files."""
    new = load(folder, strict=False)
    renamed = work.rules.rename
    for code in work.study.codes.values():
        after = new.codes.get(renamed(code.id))
        if after is not None:
            work.definitions[code.id] = (code.definition_sha256, after.definition_sha256)
    predicts = {one.id: one.predicts_sha256 for one in new.hypotheses}
    for one in work.study.hypotheses:
        if renamed(one.id) in predicts:
            work.hashes[one.predicts_sha256] = predicts[renamed(one.id)]


def write_study(folder: Path, files: Iterable[RewrittenFile]) -> None:
    """Write the files of a study into a folder.

    Parameters
    ----------
    folder : Path
        The folder.
    files : iterable of RewrittenFile
        The files.
    """
    for file in files:
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, file.text)


def copy_study(root: Path) -> Rewriting:
    """Return the files of a study as they are, without what never goes along.

    Parameters
    ----------
    root : Path
        The study folder.

    Returns
    -------
    Rewriting
        Its files; only where the originals of texts lie is not said any more.

    Raises
    ------
    StudyError
        When the study has errors.
    """
    study = load(root)
    texts = {path: _read(root, path) for path in _study_files(root, study)}
    rules = Rules(text=lambda text: (), words=keep, memo=keep)
    work = YamlWork({}, {}, {}, {})
    files = []
    for path, text in texts.items():
        catalogue = path == "corpus/documents.yaml"
        edits = yaml_edits(text, rules, work) if catalogue else ()
        files.append(RewrittenFile(path, path, splice(text, edits), invert(text, edits)))
    files.sort(key=lambda one: one.path)
    return Rewriting(tuple(files), tuple(_rest(root, texts)), (), {})


def rewrite_study(root: Path, rules: Rules, *, study: Study | None = None) -> Rewriting:
    """Write a study anew by rules, in memory.

    Parameters
    ----------
    root : Path
        The study folder, which is only read.
    rules : Rules
        What becomes of things.
    study : Study, optional
        What the folder holds, when it was read already.

    Returns
    -------
    Rewriting
        The files of the new study, known to load without errors.

    Raises
    ------
    StudyError
        When the study has errors.
    UsageError
        When two ids or files would get the same name.
    """
    study = study or load(root)
    texts = {path: _read(root, path) for path in _study_files(root, study)}
    work = _Work(root, study, rules, texts)
    work.left_out += _rest(root, texts)
    codings = [path for path in texts if path.startswith(_CODINGS)]
    late = [path for path in texts if path.endswith("/hypotheses.yaml")]
    early = [path for path in texts if path not in (*codings, *late)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = [file for path in early if (file := work.file(path))]
        write_study(folder, (*files, *(file for path in late if (file := work.file(path)))))
        _recount_hashes(work, folder)
        later = [file for path in (*late, *codings) if (file := work.file(path))]
        write_study(folder, later)
        try:
            load(folder)
        except StudyError as error:
            said = "\n".join(str(error).split("\n")[:_SHOWN])
            raise CrosscaseError(
                f"the new study would have errors, so it was not written:\n{said}"
            ) from None
    made = tuple(sorted((*files, *later), key=lambda one: one.path))
    return Rewriting(made, tuple(work.left_out), tuple(work.grown), work.ids)
