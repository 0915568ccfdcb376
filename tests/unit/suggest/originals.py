"""A study of two documents written from one publication, with all that can befall a suggestion.

The pattern of urgency is ``haast``; trust has none. What the publication says, and what it counts
for under urgency:

    foreword     hit, outside of every stretch
    clock        two sentences, one of them hit; the stretch of n1 [1] and of n2 [1]: found, right
    blind        hit; the stretch of n1 [2], coded with trust alone: wrong
    windows      hit; the stretch of n1 [3], in which nothing is coded: neither
    verdict      hit, excluded: not there
    pressed      no hit; a stretch of n2 [1] as well: missed
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from crosscase.corpus import Excluded, Origin, Source
from crosscase.spans import text_sha256
from crosscase.study import Study
from tests.builders import build_study, document
from tests.unit.suggest.example import with_patterns

PARTS = {
    "foreword": "Vooraf met haast geschreven.",
    "clock": "De gemeente A had haast. Er stond een klok.",
    "blind": "Men vertrouwde elkaar, haast blind.",
    "windows": "Het gebouw had haast geen ramen.",
    "verdict": "Oordeel: er was haast.",
    "pressed": "Daar drong de tijd.",
}
SOURCE = "\n\n".join(PARTS.values()) + "\n"
NOTES = {
    "n1": "[1] A moest haast maken. De koffie was op.\n\n[2] A en B vertrouwden elkaar.\n\n"
    "[3] Het gebouw is oud.\n",
    "n2": "[1] Er was grote haast bij B.\n",
}
RESTS = (("n1", "1", "clock"), ("n2", "1", "clock"), ("n1", "2", "blind"),
         ("n1", "3", "windows"), ("n2", "1", "pressed"))  # fmt: skip
CODINGS = (
    ("n1", "a", "urgency", "present", {"quote": "A moest haast maken."}),
    ("n1", "a", "trust", "present", {"quote": "A en B vertrouwden elkaar."}),
    ("n1", "b", "trust", "present", {"quote": "A en B vertrouwden elkaar."}),
    ("n2", "b", "urgency", "present", {"quote": "Er was grote haast bij B."}),
)


def at(part: str) -> tuple[int, int]:
    """Where a part of the publication stands."""
    start = SOURCE.index(PARTS[part])
    return start, start + len(PARTS[part])


def publication() -> Source:
    excluded = (Excluded(*at("verdict"), "verdict"),)
    hashed = text_sha256(SOURCE)
    return Source("src", "Book.", "src.txt", hashed, len(SOURCE), excluded, ((0, len(SOURCE)),))


def origins(rests: tuple[tuple[str, str, str], ...] = RESTS) -> tuple[Origin, ...]:
    return tuple(
        Origin(note, passage, "src", *at(part), text_sha256(PARTS[part]))
        for note, passage, part in rests
    )


def traced_study(pattern: str = "haast", **more: Any) -> Study:
    """The study; what is given takes the place of what it would be built with."""
    fields: dict[str, Any] = {
        "codes": ("urgency", "trust"),
        "documents": [replace(document(id, "a b ab", text=text)) for id, text in NOTES.items()],
        "codings": CODINGS,
        "coverage": [("c1", "n1"), ("c1", "n2")],
        "sources": {"src": publication()},
        "origins": origins(),
    }
    return with_patterns(build_study(**{**fields, **more}), pattern, declared="definitions")


__all__ = ["CODINGS", "NOTES", "PARTS", "RESTS", "SOURCE", "at", "origins", "traced_study"]
