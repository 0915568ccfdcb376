"""Ten passages in two documents, small enough to count by hand."""

from __future__ import annotations

from typing import Any

from crosscase.scoring import Scorebook, Selection
from crosscase.study import Study
from tests.builders import build_study, code, document

FIVE = "# Kop\n\n" + "\n\n".join(f"[{n}] Zin een. Zin twee." for n in range(1, 6)) + "\n"
CODES = (
    code("urgency"),
    code("conflict"),
    code("trust", "degree"),
    code("form", "form", level="case"),
)
CODINGS: tuple[tuple[Any, ...], ...] = (
    ("d1", "a", "urgency", "present", {"passage": 1}),
    ("d1", "a", "urgency", "present", {"passage": 2}),
    ("d1", "b", "urgency", "absent", {"passage": 3}),
    ("d1", "b", "conflict", "present", {"passage": 2}),
    ("d1", "b", "conflict", "partial", {"passage": 3}),
    ("d2", "a", "conflict", "present", {"passage": 1}),
    ("d2", "ab", "form", "network", {"passage": 5}),
)
"""Urgency is in passages 1–3 of d1, conflict in 2 and 3 of d1 and 1 of d2: two have both."""


def make_study(*more: Any, read: bool = True, **fields: Any) -> Study:
    documents = [document("d1", group="mayor", text=FIVE), document("d2", text=FIVE)]
    fields.setdefault("coverage", [("c1", "d1"), ("c1", "d2")] if read else [])
    return build_study(
        cases={"ab": ("a", "b")},
        codes=CODES,
        documents=documents,
        codings=[*CODINGS, *more],
        **fields,
    )


def make_book(*more: Any, selection: Selection | None = None, **fields: Any) -> Scorebook:
    return Scorebook(make_study(*more, **fields), selection or Selection())
