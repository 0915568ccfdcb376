"""YAML as a tree of strings with their lines, and every habit of YAML that surprises refused.

The tree is built from PyYAML's parser events rather than from its composed nodes, which no
longer know that an anchor or an alias stood there. Nothing is ever constructed, so no tag can
run code and no alias can grow.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from crosscase.spans import line_of, line_starts
from crosscase.storage.findings import Findings, Place, shorten
from crosscase.storage.folder import CONTROL, decode

__all__ = ["MAX_BYTES", "Broken", "Fields", "Items", "Scalar", "Tree", "read_yaml"]

MAX_BYTES = 8 * 1024 * 1024
"""A larger file is not read."""

MAX_DEPTH = 40
"""Deeper nesting is not read."""

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text."""

    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Tree, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping: by key, where the key stands and its value."""

    entries: Mapping[str, tuple[Place, Tree]]
    place: Place


@dataclass(frozen=True, slots=True)
class Broken:
    """What could not be read, of which a problem was already noted."""

    place: Place


Tree: TypeAlias = Scalar | Items | Fields | Broken


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been reached."""

    place: Place
    items: list[Tree]
    entries: dict[str, tuple[Place, Tree]]
    is_mapping: bool
    key: Scalar | None = None
    awaits_value: bool = False


def _note_control(character: str, place: Place, findings: Findings) -> None:
    findings.add(
        place,
        "control-character",
        f"U+{ord(character):04X}",
        "printable characters",
        "remove it",
    )


class _Builder:
    def __init__(self, text: str, file: str, findings: Findings) -> None:
        self.file = file
        self.findings = findings
        self.starts = line_starts(text)
        self.open: list[_Open] = []
        self.root: Tree | None = None
        self.documents = 0

    def place(self, mark: Any) -> Place:
        return Place(self.file, line_of(self.starts, mark.index))

    def take(self, event: yaml.Event) -> None:
        place = self.place(event.start_mark)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents == 2:
                self.findings.add(
                    place,
                    "several-documents",
                    "a second YAML document",
                    "one document a file",
                    "remove the line ---",
                )
        elif isinstance(event, yaml.AliasEvent):
            self.findings.add(
                place, "alias", f"*{event.anchor}", "no aliases", "write the value out"
            )
            self.put(Broken(place))
        elif isinstance(event, yaml.NodeEvent):
            self.refuse_habits(event, place)
            if isinstance(event, yaml.ScalarEvent):
                self.put(Scalar(self.printable(event.value, place), place))
            else:
                mapping = isinstance(event, yaml.MappingStartEvent)
                self.open.append(_Open(place, [], {}, mapping))
        elif isinstance(event, yaml.CollectionEndEvent):
            done = self.open.pop()
            if done.is_mapping:
                self.put(Fields(done.entries, done.place))
            else:
                self.put(Items(tuple(done.items), done.place))

    def refuse_habits(self, event: yaml.NodeEvent, place: Place) -> None:
        if event.anchor:
            self.findings.add(
                place, "anchor", f"&{event.anchor}", "no anchors", "remove the anchor"
            )
        if event.tag:  # type: ignore[attr-defined]
            tag = event.tag  # type: ignore[attr-defined]
            self.findings.add(place, "tag", tag, "no tags: every value is a text", "remove the tag")

    def printable(self, value: str, place: Place) -> str:
        """Refuse characters that an escape let in."""
        if not CONTROL.search(value):
            return value
        for match in CONTROL.finditer(value):
            _note_control(match.group(), place, self.findings)
        return CONTROL.sub(_REPLACEMENT, value)

    def put(self, tree: Tree) -> None:
        if not self.open:
            if self.documents == 1:
                self.root = tree
            return
        parent = self.open[-1]
        if not parent.is_mapping:
            parent.items.append(tree)
        elif not parent.awaits_value:
            parent.key = self.as_key(tree, parent)
            parent.awaits_value = True
        else:
            if parent.key is not None:
                parent.entries[parent.key.value] = (parent.key.place, tree)
            parent.awaits_value = False

    def as_key(self, tree: Tree, parent: _Open) -> Scalar | None:
        """Return the key if it may stand there; the value of one that may not is dropped."""
        if not isinstance(tree, Scalar):
            if not isinstance(tree, Broken):
                self.findings.add(
                    tree.place, "wrong-key", "a list or mapping", "a text", "write a text as key"
                )
            return None
        if tree.value == "<<":
            self.findings.add(tree.place, "merge-key", "<<", "no merge keys", "write the keys out")
            return None
        if tree.value in parent.entries:
            first = parent.entries[tree.value][0].line
            self.findings.add(
                tree.place,
                "duplicate-key",
                f"{shorten(tree.value)}, which stands on line {first} as well",
                "each key once",
                "remove one of the two",
            )
            return None
        return tree


def _clean(text: str, file: str, findings: Findings) -> str:
    """Note characters no YAML file may hold, and return the text without them."""
    if text.startswith("\ufeff"):
        findings.warn(
            Place(file, 1),
            "byte-order-mark",
            "a byte-order mark",
            "UTF-8 without one",
            "save the file as UTF-8 without byte-order mark",
        )
        text = text[1:]
    starts = line_starts(text)
    for match in CONTROL.finditer(text):
        _note_control(match.group(), Place(file, line_of(starts, match.start())), findings)
    return CONTROL.sub(_REPLACEMENT, text)


def _note_broken(error: yaml.YAMLError, builder: _Builder) -> None:
    mark = getattr(error, "problem_mark", None)
    place = builder.place(mark) if mark else Place(builder.file, 1)
    builder.findings.add(
        place,
        "broken-yaml",
        str(getattr(error, "problem", None) or "text that is not YAML"),
        "YAML",
        "look at the indentation, quotes, brackets and colons here and just above",
    )


def read_yaml(data: bytes, file: str, findings: Findings) -> Tree | None:
    r"""Read a YAML file as a tree of strings.

    Every problem in the file is noted, not only the first; only after a syntax error, or nesting
    without end, the parser can say nothing of the rest.

    Parameters
    ----------
    data : bytes
        What the file holds.
    file : str
        Its path in the study, for the places of problems.
    findings : Findings
        Gets the problems.

    Returns
    -------
    Tree or None
        The tree; an empty mapping for an empty file; None when the file could not be read.

    Examples
    --------
    >>> tree = read_yaml(b"answer: yes\ntime: 1:30\n", "study.yaml", Findings())
    >>> [(key, value.value, place.line) for key, (place, value) in tree.entries.items()]
    [('answer', 'yes', 1), ('time', '1:30', 2)]
    """
    if len(data) > MAX_BYTES:
        findings.add(
            Place(file),
            "file-too-large",
            f"{len(data)} bytes",
            f"at most {MAX_BYTES} bytes",
            "divide the file",
        )
        return None
    text = decode(data, Place(file), findings)
    if text is None:
        return None
    text = _clean(text, file, findings)
    builder = _Builder(text, file, findings)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
            if len(builder.open) > MAX_DEPTH:
                findings.add(
                    builder.open[-1].place,
                    "too-deep",
                    f"more than {MAX_DEPTH} levels",
                    f"at most {MAX_DEPTH} levels",
                    "make it simpler",
                )
                return None
    except yaml.YAMLError as error:
        _note_broken(error, builder)
        return None
    return builder.root or Fields({}, Place(file, 1))
