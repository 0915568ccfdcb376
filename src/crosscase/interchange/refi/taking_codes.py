"""The code tree of a project as a codebook."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from crosscase.codebook import NOT_APPLICABLE, Code, Labels, Scale, ScaleValue
from crosscase.interchange.incoming import make_id
from crosscase.interchange.losses import Loss
from crosscase.interchange.refi.codes import divide_description
from crosscase.interchange.refi.records import CodeItem, Project

__all__ = ["PRESENT", "TakenCodes", "make_scales", "take_codes"]

PRESENT = Scale(
    id="present",
    kind="nominal",
    rule="consensus",
    values=(ScaleValue("present", {"en": "present", "nl": "aanwezig"}),),
    label={"en": "Present", "nl": "Aanwezig"},
    description={
        "en": "A code of a program without values: it stands there, and no more is claimed.",
        "nl": "Een code uit een programma zonder waarden: hij staat er, meer wordt niet beweerd.",
    },
)
"""The scale of codes that have none; it has no value for absence, for nobody coded absence."""

_ID = re.compile("[a-z0-9][a-z0-9-]*")


@dataclass
class TakenCodes:
    """The codes of a project that are new to us.

    Attributes
    ----------
    ids : dict
        GUID → id of the code.
    codes : list of Code
        The codes, in the order of the tree.
    groups : dict
        Labels of groups by id.
    losses : list of Loss
        Colours and notes.
    """

    ids: dict[str, str] = field(default_factory=dict)
    codes: list[Code] = field(default_factory=list)
    groups: dict[str, Labels] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)


class _Taker:
    def __init__(self, book: str, known: Mapping[str, str], skip: Collection[str]) -> None:
        self.book = book
        self.skip = skip
        self.known = known
        self.taken = TakenCodes(dict(known))
        self.used = set(known.values())
        self.by_path: dict[str, str] = {}

    def take(self, item: CodeItem, above: tuple[str, ...]) -> None:
        known = item.guid in self.taken.ids or item.guid in self.skip
        if not known and (item.codable or not item.children):
            self.add(item, above)
        elif not known and item.description and not self.holds_known(item):
            self.lose("description of a folder", item, "", item.description)
        if item.colour and not known:
            self.lose("colour of a code", item, item.colour, "")
        for child in item.children:
            self.take(child, (*above, item.name))

    def holds_known(self, item: CodeItem) -> bool:
        return any(one.guid in self.known for one in item.walk())

    def lose(self, thing: str, item: CodeItem, where: str, content: str) -> None:
        why = "codes of a study have none"
        self.taken.losses.append(Loss(thing, item.name, where or "code tree", why, content))

    def group(self, above: tuple[str, ...]) -> str:
        """Return the id of the group that holds the codes below these."""
        path = " / ".join(above)
        if path and path not in self.by_path:
            name = make_id("-".join(above), self.taken.groups, "group")
            self.by_path[path] = name
            self.taken.groups[name] = {"": path}
        return self.by_path.get(path, "")

    def add(self, item: CodeItem, above: tuple[str, ...]) -> None:
        name = item.name.strip() or "(no name)"
        id_ = make_id(name, self.used, "code")
        self.used.add(id_)
        self.taken.ids[item.guid] = id_
        parts = divide_description(item.description) if item.description.strip() else {}
        self.taken.codes.append(
            Code(
                id=id_,
                codebook=self.book,
                label={"": name},
                definition={"": parts.get("definition", "").strip() or name},
                scale=PRESENT.id,
                group=self.group(above),
                use=_labels(parts.get("use", "")),
                avoid=_labels(parts.get("avoid", "")),
                source=parts.get("source", "").strip(),
            )
        )


def _labels(text: str) -> Labels:
    return {"": text} if text.strip() else {}


def take_codes(
    project: Project, book: str, known: Mapping[str, str], skip: Collection[str]
) -> TakenCodes:
    """Take the codes of a project that are not known yet.

    Folders, and codes that have codes below them, become groups named after their whole path;
    such a code is a code as well.

    Parameters
    ----------
    project : Project
        The project.
    book : str
        Id of the codebook they come in.
    known : mapping
        GUID → id of codes that are known.
    skip : collection of str
        GUIDs of codes that stand for cases.

    Returns
    -------
    TakenCodes
        The codes; those known are in ``ids`` as well.
    """
    taker = _Taker(book, known, skip)
    for item in project.codes:
        taker.take(item, ())
    return taker.taken


def _numeric(values: Collection[str]) -> bool:
    return all(re.fullmatch(r"-?\d{1,15}(\.\d{1,12})?", value) for value in values)


def make_scales(values: Mapping[str, Collection[str]]) -> Mapping[str, Scale]:
    """Make scales for codes that came with values but without their scales.

    Parameters
    ----------
    values : mapping
        For each code the values that codings state.

    Returns
    -------
    mapping
        For each code that can have one, a scale of these values, in no order for none is known.
    """
    made: dict[str, Scale] = {}
    for code, stated in values.items():
        said = sorted(set(stated) - {NOT_APPLICABLE})
        label = {"": f"Values of {code}"}
        name = f"{code}-values"
        if said and all(_ID.fullmatch(value) for value in said):
            listed = tuple(ScaleValue(value, {"": value}) for value in said)
            made[code] = Scale(name, "nominal", "consensus", listed, label)
        elif said and _numeric(said):
            made[code] = Scale(name, "number", "median", (), label)
    return made
