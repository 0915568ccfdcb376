"""Names replaced by pseudonyms throughout a study, in a new one; and the way back, with the key."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crosscase.errors import CrosscaseError, UsageError
from crosscase.sharing.codings import Grown
from crosscase.sharing.edits import splice
from crosscase.sharing.fields import csv_fields, json_fields, yaml_fields
from crosscase.sharing.folding import WORD, fold
from crosscase.sharing.key_file import (
    read_key,
    refuse_within,
    write_key,
    write_private,
)
from crosscase.sharing.matching import Matcher
from crosscase.sharing.names import Name, number_names
from crosscase.sharing.pattern_checks import plain_rule, refuse_patterns
from crosscase.sharing.rewriting import (
    Rewriting,
    RewrittenFile,
    rename_ids,
    rewrite_study,
    write_study,
)
from crosscase.sharing.rules import Rules
from crosscase.spans import text_sha256
from crosscase.storage import load
from crosscase.study import Study

__all__ = ["Pseudonymised", "pseudonymise", "pseudonymise_study", "restore"]

_TOLD = re.compile(r'"(?:memo|why|decision)": ?"(?:[^"\\]|\\.)*"')
_SLICES = ("prefix", "suffix", "head", "tail")


@dataclass(frozen=True, slots=True)
class Pseudonymised:
    """A study in which names were replaced.

    Parameters
    ----------
    names : tuple of Name
        The names with the pseudonyms they got.
    files : tuple of RewrittenFile
        Its files.
    left_out : tuple of str
        What of the study folder did not go along.
    grown : tuple of Grown
        Events whose span grew to a whole name.
    ids : mapping
        Ids that have another name.
    """

    names: tuple[Name, ...]
    files: tuple[RewrittenFile, ...]
    left_out: tuple[str, ...]
    grown: tuple[Grown, ...]
    ids: Mapping[str, str]


def _everything(root: Path, study: Study) -> list[str]:
    """Return all texts of a study, the documents first, in a fixed order."""
    documents = [study.documents[id].text for id in sorted(study.documents)]
    paths = [root / "study.yaml", *sorted(root.glob("codebooks/*.yaml"))]
    for ending in ("yaml", "csv", "txt", "json", "jsonl"):
        paths += sorted(root.glob(f"corpus/**/*.{ending}"))
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    told = [
        "\n".join(_TOLD.findall(text)) if path.suffix == ".jsonl" else text
        for path, text in zip(paths, texts, strict=True)
    ]
    return [*documents, *told]


def _in_order(names: Sequence[Name], texts: Iterable[str]) -> list[int]:
    """Return names in the order in which they first occur.

    The order of the list, often that of the alphabet, would tell something of the names.
    """
    matcher = Matcher(names)
    seen: dict[int, None] = {}
    for text in texts:
        seen.update(dict.fromkeys(hit.name for hit in matcher.find(text)))
    return [*seen, *(number for number in range(len(names)) if number not in seen)]


def _numbered(
    names: Sequence[Name], texts: Sequence[str], language: str, file: str
) -> tuple[Name, ...]:
    order = _in_order(names, texts)
    done = number_names([names[at] for at in order], "\n".join(texts), language=language, file=file)
    placed = dict(zip(order, done, strict=True))
    return tuple(placed[at] for at in range(len(names)))


def _without_cut_names(matcher: Matcher, text: str) -> str:
    """Return a quote without the part of a name that may stand at either edge of it."""
    words = matcher.words_of_names()
    text = splice(text, matcher.edits(text))
    for step in (0, -1):
        while found := list(WORD.finditer(fold(text)[0])):
            edge = found[step].group().casefold()
            cut = (word.endswith(edge) if step == 0 else word.startswith(edge) for word in words)
            if not any(cut):
                break
            positions = fold(text)[1]
            start, end = positions[found[step].start()], positions[found[step].end()]
            text = text[:start] + "…" + text[end:]
    return text


def _rules(matcher: Matcher, secret: bytes) -> Rules:
    def seal(digest: str) -> str:
        return hmac.new(secret, digest.encode("ascii"), hashlib.sha256).hexdigest()

    def words(text: str) -> str:
        return splice(text, matcher.edits(text))

    def pattern(text: str) -> str:
        # It is matched in small letters, and often written so.
        return splice(text, matcher.edits(text, loose=True))

    def rule(text: str) -> str:
        new = pattern(words(text))
        return "" if matcher.find(plain_rule(new), loose=True) else new

    return Rules(
        text=matcher.edits,
        words=words,
        memo=words,
        rename=matcher.rename,
        rename_file=lambda name: matcher.rename(words(name)),
        quote=lambda text: _without_cut_names(matcher, text),
        speaker=words,
        actor=words,
        pattern=pattern,
        rule=rule,
        seal=seal,
        hide_offsets=True,
    )


def _values(file: RewrittenFile) -> Iterable[str]:
    """Yield what a file says, but for slices of texts, which may begin within a word."""
    if file.path.endswith(".yaml"):
        fields = yaml_fields(file.text)
    elif file.path.endswith((".jsonl", ".json")):
        lines = file.text.split("\n") if file.path.endswith("l") else [file.text]
        fields = (one for line in lines for one in json_fields(line))
    elif file.path.endswith(".csv"):
        fields = csv_fields(file.text)
    else:
        return [file.text]
    return [str(one.value) for one in fields if one.path and one.path[-1] not in _SLICES]


def _hashes(study: Study) -> set[str]:
    """Return the hashes that would confirm a guess at what the study holds."""
    found = {*study.text_hashes.values()}
    found |= {str(getattr(one, "original_sha256", "")) for one in study.documents.values()}
    found |= {source.sha256 for source in study.sources.values()}
    found |= {one.sha256 for one in study.origins} | {row.sha256 for row in study.left_out}
    return found - {""}


def _refuse_betrayal(made: Rewriting, matcher: Matcher, study: Study) -> None:
    """Look once more for names and telling hashes, whatever wrote them there."""
    refuse_patterns(made.files, lambda text: bool(matcher.find(text, loose=True)), "a name")
    same = {text_sha256(file.text) for file in made.files if not file.back}
    telling = _hashes(study) - same
    for file in made.files:
        said = {file.path, *_values(file)}
        names = {value[hit.start : hit.end] for value in said for hit in matcher.find(value)}
        names |= {part for part in Path(file.path).parts if matcher.rename(part) != part}
        if names or any(digest in file.text for digest in telling):
            what = f"the name {min(names)}" if names else "a hash of the original"
            raise CrosscaseError(
                f"{file.old_path}: {what} would still stand in it, so nothing was written; "
                "take it out of the study by hand, and report this"
            )


def pseudonymise_study(root: Path, names: Sequence[Name], *, file: str = "names") -> Pseudonymised:
    """Replace names throughout a study, in memory.

    Parameters
    ----------
    root : Path
        The study folder, which is only read.
    names : sequence of Name
        What to replace, and by what.
    file : str
        Name of the list, for errors.

    Returns
    -------
    Pseudonymised
        The new study.

    Raises
    ------
    StudyError
        When the study has errors, or a pseudonym stands in it already.
    UsageError
        When two ids would get the same name.
    """
    study = load(root)
    texts = _everything(root, study)
    numbered = _numbered(names, texts, study.languages[0], file)
    # Of the whole of the study, so that the same study gives the same bytes, and nobody without
    # all of it can tell what was sealed.
    secret = hashlib.sha256("\0".join(texts).encode("utf-8", "replace")).digest()
    matcher = Matcher(numbered, rename_ids(root, study, Matcher(numbered).rename))
    made = rewrite_study(root, _rules(matcher, secret), study=study)
    _refuse_betrayal(made, matcher, study)
    return Pseudonymised(numbered, made.files, made.left_out, made.grown, made.ids)


def _refuse_output(output: Path, root: Path) -> None:
    place, study = Path(os.path.realpath(output)), Path(os.path.realpath(root))
    if place.is_relative_to(study) or study.is_relative_to(place):
        raise UsageError(
            f"{output}: found a folder within the study, or around it; allowed: a folder apart; "
            "choose another place"
        )
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise UsageError(f"{output}: there is something there; choose a new or empty folder")
    if not output.parent.is_dir():
        raise UsageError(f"{output}: found no folder {output.parent}; make it first")


def _write_folder(output: Path, files: Iterable[RewrittenFile]) -> None:
    """Write a folder whole or not at all."""
    with tempfile.TemporaryDirectory(prefix=f".{output.name}.", dir=output.parent) as name:
        folder = Path(name) / "study"
        folder.mkdir()
        write_study(folder, files)
        if output.is_dir():
            output.rmdir()
        folder.rename(output)


def pseudonymise(
    root: Path, output: Path, names: Sequence[Name], key: Path, *, file: str = "names"
) -> Pseudonymised:
    """Write a study in which names are replaced, and its key.

    Parameters
    ----------
    root : Path
        The study folder, which is only read.
    output : Path
        Where the new study comes: a folder that is not there yet, or is empty.
    names : sequence of Name
        What to replace, and by what.
    key : Path
        Where the key comes, outside both folders.
    file : str
        Name of the list, for errors.

    Returns
    -------
    Pseudonymised
        What was written.

    Raises
    ------
    StudyError
        When the study has errors, or a pseudonym stands in it already.
    UsageError
        When a place will not do, or two ids would get the same name.
    """
    refuse_within(key, (root, output), "the key")
    _refuse_output(output, root)
    if key.exists() or key.is_symlink():
        raise UsageError(f"{key}: there is such a file; choose another name for the key")
    made = pseudonymise_study(root, names, file=file)
    held = [(one, splice(one.text, one.back)) for one in made.files]
    write_private(key, write_key(made.names, held))
    try:
        _write_folder(output, made.files)
    except BaseException:
        key.unlink()
        raise
    return made


def restore(root: Path, output: Path, key: Path) -> tuple[str, ...]:
    """Write the study that a pseudonymised one was made from.

    Parameters
    ----------
    root : Path
        The pseudonymised study.
    output : Path
        Where the original comes: a folder that is not there yet, or is empty.
    key : Path
        Its key.

    Returns
    -------
    tuple of str
        The files written, relative to ``output``.

    Raises
    ------
    CrosscaseError
        When the key is damaged, or is that of another study or of an earlier state of it.
    """
    _refuse_output(output, root)
    keyed = read_key(key)
    wrong: list[str] = []
    files: list[RewrittenFile] = []
    for one in keyed:
        path = root / one.path
        data = b"" if path.is_symlink() or not path.is_file() else path.read_bytes()
        text = data.decode("utf-8", "replace")
        old = splice(text, one.back)
        if text_sha256(text) != one.sha256:
            wrong.append(f"{one.path}: not the file that the key was made with")
        elif text_sha256(old) != one.old_sha256:
            wrong.append(f"{one.path}: the key does not give back what it held")
        files.append(RewrittenFile(one.old_path, one.path, old, ()))
    if wrong:
        raise CrosscaseError(
            "\n".join(wrong) + "\nnothing was written; give the study as it was written, "
            "and the key that was written with it"
        )
    _write_folder(output, files)
    return tuple(file.path for file in files)
