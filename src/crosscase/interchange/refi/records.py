"""A project of another program as it was read, before anything is decided about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crosscase.errors import Problem
from crosscase.interchange.losses import Loss

__all__ = ["CaseItem", "CodeItem", "Mark", "Note", "Project", "Selection", "SourceItem", "Variable"]


@dataclass(frozen=True, slots=True)
class CodeItem:
    """A code, or a folder of codes."""

    guid: str
    name: str
    codable: bool
    colour: str = ""
    description: str = ""
    notes: tuple[str, ...] = ()
    children: tuple[CodeItem, ...] = ()

    def walk(self) -> Iterator[CodeItem]:
        """Yield the code and all below it, from the top down."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Mark:
    """A code put on something, by whom and when."""

    guid: str
    code: str
    user: str = ""
    at: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """A stretch of a text, by positions as the file has them; not of a text where they are None."""

    guid: str
    name: str
    start: int | None
    end: int | None
    description: str = ""
    user: str = ""
    at: str = ""
    notes: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceItem:
    """A text, with what was selected in it.

    Parameters
    ----------
    guid, name, description : str
        Of the source.
    medium : str
        ``text``, or what the text is a rendering of: ``pdf``, ``picture``, ``audio``, ``video``.
    path : str
        Where in the archive its text lies; empty when it is in ``content`` or there is none.
    content : str or None
        The text, when it stands in the project itself.
    also : tuple of str
        Further GUIDs under which it is referred to.
    """

    guid: str
    name: str
    description: str = ""
    medium: str = "text"
    path: str = ""
    content: str | None = None
    also: tuple[str, ...] = ()
    user: str = ""
    at: str = ""
    notes: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    selections: tuple[Selection, ...] = ()
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of cases or sources."""

    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class CaseItem:
    """A case: whom or what sources and selections are about; without a name a set of values."""

    guid: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A memo: a text of its own."""

    guid: str
    name: str
    path: str = ""
    content: str | None = None
    user: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """Everything that was read; GUIDs without braces and in lower case.

    Parameters
    ----------
    name, origin, description : str
        Of the project; ``origin`` is the program that wrote it.
    user, at : str
        Who made it, and when.
    users : mapping
        Names by GUID.
    codes : tuple of CodeItem
        The tops of the code tree.
    losses : tuple of Loss
        What has no place in a study, by its kind alone.
    warnings : tuple of Problem
        Where it departs from the standard.
    """

    name: str
    origin: str = ""
    description: str = ""
    user: str = ""
    at: str = ""
    users: Mapping[str, str] = field(default_factory=dict)
    codes: tuple[CodeItem, ...] = ()
    variables: Mapping[str, Variable] = field(default_factory=dict)
    cases: tuple[CaseItem, ...] = ()
    sources: tuple[SourceItem, ...] = ()
    notes: Mapping[str, Note] = field(default_factory=dict)
    note_refs: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def is_ours(self) -> bool:
        """Whether crosscase wrote it, so that everything in it means what crosscase means."""
        return self.origin.startswith("crosscase ")
