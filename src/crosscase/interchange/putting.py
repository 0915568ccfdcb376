"""Putting additions into a study folder, all of them or none."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from crosscase.codebook import Labels, in_language
from crosscase.coding import CodingState, Event
from crosscase.errors import Problem, StudyError, UsageError
from crosscase.interchange.checking import Checked, check_additions
from crosscase.interchange.files import (
    case_entry,
    codebook_file,
    coder_entry,
    document_entry,
    documents_file,
    flow,
    scales_file,
    scheme_entry,
    study_file,
)
from crosscase.interchange.fitting import Additions, fit
from crosscase.interchange.incoming import Incoming, make_id
from crosscase.interchange.losses import Loss
from crosscase.storage import write_atomic
from crosscase.storage.appending import data_line
from crosscase.storage.catalogue_file import append_items
from crosscase.storage.coding_files import FOLDER as CODINGS
from crosscase.storage.documents_file import CATALOGUE
from crosscase.storage.loading import Contents, errors_of, read_folder
from crosscase.storage.locking import lock
from crosscase.storage.starting import dotted_files
from crosscase.study import Coder, Study, Unit

__all__ = ["make_study", "put_into"]

_STUDY = "study.yaml"
_CARRIED = (_STUDY, "codebooks", "corpus")
_LEFT = ("codings", "snapshots")

Files = dict[str, bytes]


def _codebook_files(new: Additions, taken: set[str], ids: set[str]) -> Files:
    files: dict[str, str] = {}
    if new.scales:
        id_ = make_id("scales", {*ids, *taken, *(book.id for book in new.books)}, "scales")
        title: Labels = {"en": "Scales", "nl": "Schalen"}
        files[f"codebooks/{id_}.yaml"] = scales_file(id_, title, new.scales.values())
    for book in new.books:
        stem = make_id(book.id, taken, "codebook")
        taken.add(stem)
        files[f"codebooks/{stem}.yaml"] = codebook_file(book)
    return {path: text.encode("utf-8") for path, text in files.items()}


def _text_files(new: Additions) -> Files:
    return {one.path: one.text.encode("utf-8") for one in new.documents.values()}


def _event_files(root: Path, events: Iterable[Event], checked: Checked) -> Files:
    """Return the codings files with new events at their ends."""
    by_coder: dict[str, list[Event]] = {}
    for event in events:
        by_coder.setdefault(event.coder, []).append(event)
    files: Files = {}
    for coder, own in by_coder.items():
        path = f"{CODINGS}/{coder}.jsonl"
        held = (root / path).read_bytes() if (root / path).is_file() else b""
        if held and not held.endswith(b"\n"):
            held += b"\n"
        files[path] = held + b"".join(data_line(checked.written[event.id]) for event in own)
    return files


def _flowing(entry: Mapping[str, Any]) -> dict[str, str]:
    return {key: flow(value) for key, value in entry.items()}


def _stage_into(root: Path, study: Study, new: Additions) -> Files:
    """Return the files that change, codings apart: lists get longer, and that is all."""
    taken = {path.stem for path in (root / "codebooks").glob("*.yaml")} | {"tables", "hypotheses"}
    ids = {book.id for book in study.codebooks}
    files = {**_text_files(new), **_codebook_files(new, taken, ids)}
    cases = [case_entry(one, new.units) for one in new.units.values() if one.kind == "case"]
    lists = {
        _STUDY: {
            "cases": cases,
            "coders": [coder_entry(one) for one in new.coders.values()],
            "period_schemes": [scheme_entry(one) for one in new.schemes.values()],
        },
        CATALOGUE: {
            "source_groups": [
                {"id": name, "label": dict(label) if "" not in label else label[""]}
                for name, label in new.groups.items()
            ],
            "documents": [document_entry(one) for one in new.documents.values()],
        },
    }
    for path, by_key in lists.items():
        text = (root / path).read_bytes().decode("utf-8").removeprefix("\ufeff")
        before = text
        for key, entries in by_key.items():
            text = append_items(text, key, [_flowing(entry) for entry in entries])
        if text != before:
            files[path] = text.encode("utf-8")
    return files


def _write(root: Path, files: Files) -> None:
    for path, data in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _without_codings(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name in _LEFT and Path(folder).name == "corpus"]


@contextmanager
def _copy_of(root: Path) -> Iterator[Path]:
    """Copy a study without its codings to a folder of this user alone; remove it afterwards."""
    with tempfile.TemporaryDirectory(prefix="crosscase-") as folder:
        copy = Path(folder) / "study"
        copy.mkdir()
        for name in _CARRIED:
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name, ignore=_without_codings)
            elif (root / name).is_file():
                shutil.copyfile(root / name, copy / name)
        yield copy


def _put(root: Path, files: Files) -> None:
    """Write files into a study; when one cannot be written, all are as they were."""
    before = {path: _held(root / path) for path in files}
    done: list[str] = []
    try:
        for path, data in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            done.append(path)
            write_atomic(root / path, data, follow=not path.startswith("corpus/texts/"))
    except BaseException:
        for path in reversed(done):
            with contextlib.suppress(OSError):
                held = before[path]
                if held is None:
                    (root / path).unlink(missing_ok=True)
                else:
                    write_atomic(root / path, held)
        raise


def _held(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _refuse_in_the_way(root: Path, contents: Contents, new: Additions) -> None:
    """Refuse files that are there and belong to nothing, and codings files that broke off."""
    wrong = [
        Problem(
            document.path,
            0,
            "file-in-the-way",
            "a text that no document names",
            f"no file, for {document.id} goes there",
            "move it elsewhere, or add it to the catalogue",
        )
        for document in new.documents.values()
        if (root / document.path).exists()
    ]
    written = {f"{CODINGS}/{event.coder}.jsonl" for event in new.events}
    wrong += [
        Problem(
            file.path,
            0,
            "torn-line",
            "a last line that broke off",
            "whole lines",
            "code something as this coder, which moves the broken line aside, and import again",
        )
        for file in contents.event_files
        if file.torn and file.path in written
    ]
    if wrong:
        raise StudyError(wrong)


def put_into(root: Path, incoming: Incoming, name: str) -> Additions:
    """Put what comes in into a study that is there, all of it or nothing.

    Parameters
    ----------
    root : Path
        The study folder.
    incoming : Incoming
        What comes in.
    name : str
        What to call the file in messages.

    Returns
    -------
    Additions
        What was new; codings that do not fit the study are among its losses.

    Raises
    ------
    StudyError
        When the study is not in order, or something is in the way.
    ForeignFileError
        When what comes in cannot be fitted to the study.
    """
    with ExitStack() as held:
        (root / CODINGS).mkdir(parents=True, exist_ok=True)
        for path in (_STUDY, CATALOGUE):
            held.enter_context(lock(root, path))
        for coder in sorted({event.coder for event in incoming.events}):
            held.enter_context(lock(root, f"{CODINGS}/{coder}.jsonl"))
        contents = read_folder(root)
        if wrong := errors_of(contents.study.problems):
            raise StudyError(wrong)
        events = [event for file in contents.event_files for event in file.events]
        new = fit(incoming, contents.study, events, name)
        _refuse_in_the_way(root, contents, new)
        files = _stage_into(root, contents.study, new)
        if files or new.events:
            with _copy_of(root) as copy:
                _write(copy, files)
                checked = check_additions(copy, contents.event_files, new.events, name)
            _drop(new, checked.unfit)
            _put(root, files | _event_files(root, new.events, checked))
    _tell_post_hoc(new, contents.study)
    return new


def _tell_post_hoc(new: Additions, study: Study) -> None:
    """Say which hypotheses were registered after codings that come in now."""
    first = min((event.at[:10] for event in new.events), default="")
    late = [one.id for one in study.hypotheses if first and one.registered_on > first]
    if late:
        new.messages.append(
            f"post hoc from now on: {', '.join(late)}; codings of {first} come in, which is before "
            "they were registered"
        )


def _drop(new: Additions, unfit: Mapping[str, Loss]) -> None:
    """Leave out codings that do not fit, and list them."""
    new.events = [event for event in new.events if event.id not in unfit]
    new.losses += unfit.values()


def _peopled(incoming: Incoming) -> Incoming:
    """Give what has no case or coder one of each, to be renamed: a study has both."""
    title = in_language(incoming.title, incoming.languages[0])
    case = Unit(make_id(title, (), "case"), "case", {"": title})
    coder = Coder("coder-1", {"en": "The researcher", "nl": "De onderzoeker"})
    return replace(
        incoming,
        units=incoming.units or {case.id: case},
        coders=incoming.coders or {coder.id: coder},
    )


def _empty(incoming: Incoming) -> Study:
    return Study(
        root=Path(),
        title=incoming.title,
        languages=incoming.languages,
        units={},
        coders={},
        period_schemes={},
        reference_date="",
        scales={},
        codebooks=(),
        documents={},
        source_groups={},
        sources={},
        origins=(),
        left_out=(),
        coding_state=CodingState((), (), (), ()),
    )


def _stage_new(incoming: Incoming, new: Additions) -> Files:
    """Return the files of a new study, codings apart."""
    written = study_file(
        title=incoming.title,
        languages=incoming.languages,
        reference_date=incoming.reference_date,
        about=incoming.about,
        report=incoming.report,
        authors=incoming.authors,
        license=incoming.license,
        units=new.units,
        coders=new.coders.values(),
        schemes=new.schemes.values(),
    )
    groups = {**incoming.source_groups, **new.groups}
    texts = {_STUDY: written, CATALOGUE: documents_file(new.documents.values(), groups)}
    files = {name: text.encode("utf-8") for name, text in {**dotted_files(), **texts}.items()}
    return files | _text_files(new) | _codebook_files(new, {"tables", "hypotheses"}, set())


def make_study(target: Path, incoming: Incoming, name: str) -> Additions:
    """Make a new study of what comes in, whole or not at all.

    Parameters
    ----------
    target : Path
        A folder that is empty or does not exist yet.
    incoming : Incoming
        What comes in.
    name : str
        What to call the file in messages.

    Returns
    -------
    Additions
        What is in the study.

    Raises
    ------
    UsageError
        When the folder holds something.
    ForeignFileError
        When no study in order can be made of it.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(
            f"{target}: found a folder that is not empty, or a file; allowed: a new or empty "
            "folder; choose another place"
        )
    incoming = _peopled(incoming)
    new = fit(incoming, _empty(incoming), (), name)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".crosscase-", dir=target.parent) as folder:
        made = Path(folder) / "study"
        _write(made, _stage_new(incoming, new))
        checked = check_additions(made, (), new.events, name)
        _drop(new, checked.unfit)
        _write(made, _event_files(made, new.events, checked))
        if target.exists():
            target.rmdir()
        made.rename(target)
    return new
