"""Small studies of two coders for the section on reliability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from crosscase.coding import Coverage, Decision
from crosscase.report import Report, gather_report
from crosscase.report.reliability.parts import describe_reliability
from crosscase.report.reliability.speaker import Part, Sheet
from crosscase.study import Study
from tests.builders import build_study, code

BY_C2 = {"coder": "c2", "passage": 1}
BOTH = tuple((coder, text) for coder in ("c1", "c2") for text in ("d1", "d2"))

ROWS: tuple[Sequence[Any], ...] = (
    ("d1", "a", "urgency", "present"),
    ("d1", "b", "urgency", "absent"),
    ("d2", "a", "trust", "high"),
    ("d1", "a", "urgency", "present", BY_C2),
    ("d1", "b", "urgency", "partial", {"coder": "c2", "passage": 2}),
)


def two_coders(*rows: Sequence[Any], **more: Any) -> Study:
    """Return a study of codebooks ``book`` and ``other``; both coders cover d1 and d2, d3 nobody."""
    fields: dict[str, Any] = {
        "codes": ("urgency", code("trust", "degree", codebook="other")),
        "documents": ("d1", "d2", "d3"),
        "coverage": BOTH,
        **more,
    }
    return build_study(codings=rows or ROWS, **fields)


def as_of(study: Study, *, redefined: str, read_anew: Sequence[str] = ()) -> Study:
    """Return the study compared at snapshot ``then``; since then a code was defined anew.

    ``read_anew`` are the coders who have covered all texts by the new definition.
    """
    books = tuple(
        replace(
            book,
            codes=tuple(
                replace(one, definition={"": "Otherwise."}) if one.id == redefined else one
                for one in book.codes
            ),
        )
        for book in study.codebooks
    )
    changed = replace(study, codebooks=books, agreement="then")
    new = {redefined: changed.codes[redefined].definition_sha256}
    covers = [
        Coverage(coder, document, study.documents[document].sha256, new)
        for coder in read_anew
        for document in ("d1", "d2")
    ]
    state = study.coding_state
    return replace(changed, coding_state=replace(state, coverage=(*state.coverage, *covers)))


def decided(study: Study, settles: Sequence[str], stands: Sequence[str]) -> Study:
    """Return the study with a decision of both coders on some codings."""
    decision = Decision(
        "x1",
        {id: study.codings[id].last_claim for id in settles},
        tuple(stands),
        ("c1", "c2"),
        ("c1", "c2"),
        "Read together.",
    )
    return replace(study, coding_state=replace(study.coding_state, decisions=(decision,)))


def parts_of(study: Study, language: str = "en") -> dict[str, Part]:
    """Return the parts of the section by heading."""
    return {part.heading: part for part in describe_reliability(report_of(study, language))}


def report_of(study: Study, language: str = "en") -> Report:
    return gather_report(study, language=language)


def texts(sheet: Sheet) -> list[list[str]]:
    return [[cell.text for cell in row] for row in sheet.rows]
