"""Codes as a tree in words: codebook, group, code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from crosscase.codebook import Code, Codebook, Scale, in_language
from crosscase.interchange.refi.names import Guids
from crosscase.study import Study

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["LABELS", "add_codes", "describe_code", "divide_description"]

LABELS: Mapping[str, Mapping[str, str]] = {
    "en": {"use": "Use: ", "avoid": "Avoid: ", "source": "Source: ", "scale": "Scale: "},
    "nl": {"use": "Wel: ", "avoid": "Niet: ", "source": "Bron: ", "scale": "Schaal: "},
}
"""How the paragraphs of a description begin, by language."""


def _describe_scale(scale: Scale, language: str) -> str:
    sign = " < " if scale.kind == "ordinal" else ", "
    values = sign.join(scale.value_label(value, language) for value in scale.value_ids)
    label = in_language(scale.label, language) or scale.id
    return f"{label} ({values})" if values else label


def describe_code(code: Code, scale: Scale | None, language: str) -> str:
    """Return what a coder reads of a code as one text.

    Parameters
    ----------
    code : Code
        The code.
    scale : Scale or None
        Its scale.
    language : str
        Two letters.

    Returns
    -------
    str
        Definition, when to use it and when not, source and scale, a paragraph each.
    """
    labels = LABELS.get(language, LABELS["en"])
    parts = {
        "use": in_language(code.use, language),
        "avoid": in_language(code.avoid, language),
        "source": code.source,
        "scale": _describe_scale(scale, language) if scale else "",
    }
    said = [labels[name] + text for name, text in parts.items() if text]
    return "\n\n".join([in_language(code.definition, language), *said])


def divide_description(text: str) -> dict[str, str]:
    r"""Divide a description into definition, use, avoid and source, where it names them.

    Parameters
    ----------
    text : str
        As :func:`describe_code` writes it, or any other; that is all definition then.

    Returns
    -------
    dict
        ``definition`` and, where they are named, ``use``, ``avoid`` and ``source``.

    Examples
    --------
    >>> divide_description("Need.\n\nUse: when said.")
    {'definition': 'Need.', 'use': 'when said.'}
    """
    begins = {
        label: name
        for labels in LABELS.values()
        for name, label in labels.items()
        if name != "scale"
    }
    found: dict[str, list[str]] = {"definition": []}
    at = "definition"
    for paragraph in text.split("\n\n"):
        for label, name in begins.items():
            if paragraph.startswith(label) and name not in found:
                at, paragraph = name, paragraph.removeprefix(label)
                found[at] = []
                break
        found[at].append(paragraph)
    return {name: "\n\n".join(parts) for name, parts in found.items()}


class _Tree:
    """Writes codes into an element, each under a name that no other has."""

    def __init__(self, study: Study, guids: Guids, language: str, namespace: str) -> None:
        self.study = study
        self.guids = guids
        self.language = language
        self.namespace = namespace
        self.taken: set[str] = set()

    def name(self, label: str, name: str) -> str:
        """Return a label that is unique: some programs know codes by their names alone."""
        unique = " ".join(label.split()) or name
        if unique.casefold() in self.taken:
            unique = f"{unique} ({name})"
        while unique.casefold() in self.taken:
            unique += "*"
        self.taken.add(unique.casefold())
        return unique

    def add(
        self, parent: etree._Element, kind: str, name: str, label: str, text: str
    ) -> etree._Element:
        from lxml import etree

        added = etree.SubElement(parent, f"{{{self.namespace}}}Code")
        added.set("guid", self.guids.of(kind, name))
        added.set("name", self.name(label, name))
        added.set("isCodable", "true" if kind == "code" else "false")
        if text:
            etree.SubElement(added, f"{{{self.namespace}}}Description").text = text
        return added

    def add_book(self, parent: etree._Element, book: Codebook) -> None:
        say = self._say
        about = "\n\n".join(part for part in (say(book.theory), book.source) if part)
        top = self.add(parent, "codebook", book.id, say(book.title), about)
        groups = {
            name: self.add(top, "group", f"{book.id}/{name}", say(label), "")
            for name, label in book.groups.items()
            if any(code.group == name for code in book.codes)
        }
        for code in book.codes:
            text = describe_code(code, self.study.scales.get(code.scale), self.language)
            self.add(groups.get(code.group, top), "code", code.id, say(code.label), text)

    @property
    def _say(self) -> Callable[[Mapping[str, str]], str]:
        return lambda labels: in_language(labels, self.language)


def add_codes(
    parent: etree._Element, study: Study, books: Iterable[Codebook], guids: Guids, namespace: str
) -> None:
    """Add the code tree of a study to an element ``Codes``.

    Parameters
    ----------
    parent : lxml.etree._Element
        The element ``Codes``.
    study : Study
        The study; its first language is that of the names.
    books : iterable of Codebook
        The codebooks to add.
    guids : Guids
        The GUIDs of the study.
    namespace : str
        Of the elements.
    """
    tree = _Tree(study, guids, study.languages[0], namespace)
    for book in books:
        tree.add_book(parent, book)
