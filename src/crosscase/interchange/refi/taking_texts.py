"""The sources of a project as documents."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from crosscase.codebook import Labels
from crosscase.corpus import KINDS, Document
from crosscase.errors import Problem
from crosscase.interchange.incoming import make_id
from crosscase.interchange.losses import Loss
from crosscase.interchange.refi.records import Project, SourceItem
from crosscase.interchange.refi.taking_units import OWN_VARIABLES, TakenUnits
from crosscase.interchange.refi.texts import Placed, place_selections
from crosscase.spans import text_sha256
from crosscase.storage.scalars import first_day
from crosscase.study import Study

__all__ = ["TakenTexts", "TextOf", "take_texts", "text_path"]

TextOf = Callable[[str, str | None, str], str | None]
"""From the path, the content and a name of a text to the text; None when there is none."""

_LANGUAGE_LENGTH = 2


def text_path(document: str) -> str:
    """Return where the text of a document is put in a study."""
    return f"corpus/texts/{document}.md"


@dataclass
class TakenTexts:
    """The documents of a project.

    Attributes
    ----------
    documents : dict
        By id.
    groups : dict
        Labels of source groups by id.
    placed : dict
        For each source, by its place among them: its document, and where its selections are.
    losses, warnings : list
        What did not come along, and what to know.
    order : tuple of str
        Ids of documents that come first, in this order.
    """

    documents: dict[str, Document] = field(default_factory=dict)
    groups: dict[str, Labels] = field(default_factory=dict)
    placed: dict[int, tuple[str, Placed]] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    order: tuple[str, ...] = ()

    def in_order(self) -> Mapping[str, Document]:
        """Return the documents by id, those that travelled with the study in its order."""
        first = [name for name in self.order if name in self.documents]
        return {name: self.documents[name] for name in dict.fromkeys([*first, *self.documents])}


class _Taker:
    def __init__(
        self, project: Project, own: Study | None, units: TakenUnits, text_of: TextOf, language: str
    ) -> None:
        self.project = project
        self.known = dict(own.documents) if own else {}
        self.units = units
        self.text_of = text_of
        self.language = language
        self.taken = TakenTexts(
            groups=dict(own.source_groups) if own else {}, order=tuple(self.known)
        )
        self.values: dict[str, list[tuple[str, str]]] = {}
        for case in project.cases:
            # MAXQDA and Quirkos put the variables of a source into a case without a name.
            if not case.name.strip() and len(case.sources) == 1:
                self.values.setdefault(case.sources[0], []).extend(case.values)

    def take(self, index: int, source: SourceItem) -> None:
        text = self.text_of(source.path, source.content, f"source {source.name}")
        if text is None or not text.strip().strip("\ufeff"):
            self.lose_source(source, "there is no text of it in the project, or no Unicode text")
            return
        origin = self.project.origin
        placed = place_selections(
            text,
            source.selections,
            one_for_crlf="ATLAS" in origin,
            trusted=self.project.is_ours,
        )
        if placed.note:
            action = "look whether the codings of this document have the right words"
            allowed = "positions in code points of a text with LF"
            self.taken.warnings.append(
                Problem(source.name, 0, "positions", placed.note, allowed, action, "warning")
            )
        document = self.document(source, placed.text)
        self.taken.documents[document.id] = document
        self.taken.placed[index] = (document.id, placed)

    def lose_source(self, source: SourceItem, why: str) -> None:
        where = "sources"
        self.taken.losses.append(Loss(f"{source.medium} source", source.name, where, why))
        for selection in source.selections:
            for mark in selection.marks:
                content = selection.description or selection.name
                self.taken.losses.append(
                    Loss("coding in a source without text", mark.code, source.name, why, content)
                )

    def document(self, source: SourceItem, text: str) -> Document:
        known = self.known.get(source.name)
        digest = text_sha256(text)
        if known and known.id not in self.taken.documents and source.medium == "text":
            self.lose_changes(source, known.title)
            path = text_path(known.id)
            return replace(known, text=text, sha256=digest, path=path)
        taken = {*self.known, *self.taken.documents}
        stem = PurePosixPath(source.name.replace("\\", "/")).stem or source.name
        name = make_id(stem, taken, "document")
        said = self.said(source)
        group = make_id(said.get("source group", "") or name, (), name)
        title = source.name.strip() or name
        self.taken.groups.setdefault(group, {"": said.get("source group", "") or title})
        self.lose_changes(source, "")
        role, party = said.get("role", ""), said.get("party", "")
        unit = self.units.units.get(party)
        language = said.get("language", "")
        return Document(
            id=name,
            title=title,
            kind=said["kind"] if said.get("kind") in KINDS else "document",
            path=text_path(name),
            sha256=digest,
            units=self.units.of_source(source),
            date=said["date"] if first_day(said.get("date", "")) else "",
            role=role,
            party=party if unit and unit.kind == "party" else "",
            source_group=group,
            language=language if len(language) == _LANGUAGE_LENGTH else self.language,
            text=text,
        )

    def said(self, source: SourceItem) -> dict[str, str]:
        """Return what variables say of a source, by their names."""
        names = {guid: one.name for guid, one in self.project.variables.items()}
        values = [*source.values]
        for guid in (source.guid, *source.also):
            values += self.values.get(guid, [])
        return {names.get(guid, guid): value for guid, value in values if value}

    def lose_changes(self, source: SourceItem, title: str) -> None:
        why = "documents of a study have none"
        if source.description.strip() not in ("", title.strip()):
            said = source.description
            self.taken.losses.append(
                Loss("description of a source", source.name, "sources", why, said)
            )
        for variable, value in self.said(source).items():
            if variable not in OWN_VARIABLES:
                self.taken.losses.append(
                    Loss("variable of a source", variable, source.name, why, value)
                )


def take_texts(
    project: Project, own: Study | None, units: TakenUnits, text_of: TextOf, language: str
) -> TakenTexts:
    """Take the texts of a project as documents.

    Parameters
    ----------
    project : Project
        The project.
    own : Study or None
        The study that travelled in it.
    units : TakenUnits
        Its cases.
    text_of : callable
        Gives texts.
    language : str
        Of texts that do not say.

    Returns
    -------
    TakenTexts
        The documents; those that no case claims are of no unit yet.
    """
    taker = _Taker(project, own, units, text_of, language)
    for index, source in enumerate(project.sources):
        taker.take(index, source)
    return taker.taken
