"""Rewriting the YAML, CSV and text files of a study."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from crosscase.sharing.edits import Edit
from crosscase.sharing.fields import (
    Field,
    csv_fields,
    quote_csv,
    quote_yaml,
    yaml_fields,
    yaml_gaps,
)
from crosscase.sharing.rules import Rules

__all__ = ["YamlWork", "csv_edits", "snapshot_edits", "yaml_edits"]

_COMMENTS = re.compile(r"#[^\n]*(?:\n[ \t]*#[^\n]*)*")
_NEXT_COMMENT = re.compile(r"\n[ \t]*#")

Ranks = Mapping[str, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class YamlWork:
    """What rewriting a YAML file needs to know beside the rules.

    Parameters
    ----------
    ids : mapping
        Every id that has another name: old → new.
    paths : mapping
        Path of a text → its new path.
    hashes : mapping
        Hash of a text, or of what a hypothesis predicts → the hash it has now.
    ranks : mapping
        Source → offset → rank; empty where offsets stay.
    """

    ids: Mapping[str, str]
    paths: Mapping[str, str]
    hashes: Mapping[str, str]
    ranks: Ranks


def _source_number(one: Field, entries: Mapping[int, str], work: YamlWork) -> str | None:
    """Return what an offset in, or the length of, a source becomes; None for anything else."""
    if one.path[0] != "sources" or one.path[-1] not in ("start", "end", "length"):
        return None
    ranks = work.ranks.get(entries.get(int(one.path[1]), ""))
    return None if ranks is None else str(ranks[int(str(one.value))])


def _value(one: Field, sources: Mapping[int, str], work: YamlWork, rules: Rules) -> str:
    """Return what a scalar becomes."""
    value, last = str(one.value), one.path[-1]
    if value in work.ids:
        return work.ids[value]
    if one.is_key or not value:
        return value
    if last == "original" and one.path[0] == "documents":
        return ""  # the file itself never goes along
    if last in ("sha256", "original_sha256"):
        return work.hashes.get(value) or rules.seal(value)
    if last == "path":
        return work.paths.get(value, value)
    if last == "file" and one.path[0] == "sources":
        return rules.rename_file(value)
    if "patterns" in one.path or "aliases" in one.path:
        return rules.pattern(rules.words(value))
    number = _source_number(one, sources, work)
    return rules.words(value) if number is None else number


def yaml_edits(text: str, rules: Rules, work: YamlWork) -> tuple[Edit, ...]:
    """Return the edits to a YAML file; comments are free text.

    Parameters
    ----------
    text : str
        What the file holds, known to be a valid file of a study.
    rules : Rules
        What becomes of things.
    work : YamlWork
        What else there is to know.

    Returns
    -------
    tuple of Edit
        In the order of the file.
    """
    fields = list(yaml_fields(text))
    sources = {
        int(one.path[1]): str(one.value)
        for one in fields
        if len(one.path) == 3 and one.path[0] == "sources" and one.path[2] == "id"
        if not one.is_key
    }
    edits: list[Edit] = []
    for one in fields:
        new = _value(one, sources, work, rules)
        if new != one.value or one.remark:
            plain = new.isdecimal() and str(one.value).isdecimal()
            edits.append(Edit(one.start, one.end, new if plain else quote_yaml(new)))
    for start, end in yaml_gaps(text, fields):
        for match in _COMMENTS.finditer(text, start, end):
            # A name may be broken over two lines of comment.
            told = _NEXT_COMMENT.sub(" ", match.group())
            if (new := rules.words(told)) != told:
                edits.append(Edit(match.start(), match.end(), "# " + new.lstrip("# ")))
    return tuple(sorted(edits))


def csv_edits(text: str, rules: Rules, work: YamlWork) -> tuple[Edit, ...]:
    """Return the edits to ``origins.csv`` or ``left-out.csv``."""
    source: dict[Any, str] = {
        one.path[0]: str(one.value) for one in csv_fields(text) if one.path[1] == "source"
    }
    changes: Mapping[str, Callable[[Field], str]] = {
        "document": lambda one: rules.rename(str(one.value)),
        "source": lambda one: rules.rename(str(one.value)),
        "sha256": lambda one: rules.seal(str(one.value)),
        "reason": lambda one: rules.words(str(one.value)),
    }
    edits: list[Edit] = []
    for one in csv_fields(text):
        name, value = str(one.path[1]), str(one.value)
        ranks = work.ranks.get(source.get(one.path[0], ""))
        if name in ("start", "end"):
            new = str(ranks[int(value)]) if ranks is not None else value
        else:
            new = changes[name](one) if name in changes else value
        if new != value:
            edits.append(Edit(one.start, one.end, quote_csv(new)))
    return tuple(edits)


def snapshot_edits(text: str, rules: Rules) -> tuple[Edit, ...]:
    """Return the edits to a snapshot: its label is free text, then come ids."""
    edits: list[Edit] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        new = rules.words(line) if number == 0 else rules.rename(line)
        if new != line:
            edits.append(Edit(at, at + len(line), new))
        at += len(line) + 1
    return tuple(edits)
