"""A study in which every sentence of the section on robustness has something to say."""

from __future__ import annotations

from dataclasses import replace

from crosscase.report.model import Report, gather_report
from crosscase.report.robustness.page import Line, Part
from crosscase.report.robustness.speaker import Speaker
from crosscase.specs import Reading
from crosscase.study import Study
from tests.builders import (
    at_least,
    build_study,
    code,
    document,
    equals,
    hypothesis,
    labels,
    predict,
)

NAMES = {
    "mayor": {"nl": "Burgemeester van Oost", "en": "Mayor of East"},
    "member": {"nl": "Raadslid van West", "en": "Councillor of West"},
    "papers": {"nl": "Stukken van Oost", "en": "Papers of East"},
    "writer": {"nl": "De schrijver", "en": "The writer"},
}
DOCUMENTS = (
    document("d-mayor", "lake east west", group="mayor", role="burgemeester"),
    document("d-member", "lake east west", group="member", role="raadslid"),
    document("d-plan", "lake east west", group="papers", kind="document"),
    document("d-story", "lake east west", group="writer", kind="narration"),
    document("d-north", "hill north", group="northerner"),
)
CODINGS = (
    ("d-mayor", "east", "urgency", "present", {"passage": 1}),  # k1
    ("d-mayor", "east", "pressure", "absent", {"passage": 1}),  # k2
    ("d-member", "west", "urgency", "present"),  # k3
    ("d-plan", "west", "urgency", "partial"),  # k4
    ("d-north", "north", "urgency", "absent"),  # k5
    ("d-story", "east", "trust", "present", {"passage": 1}),  # k6
    ("d-mayor", "west", "pressure", "present", {"coder": "c2"}),  # k7
    ("d-story", "east", "urgency", "present", {"passage": 1}),  # k8, in the passage of k6
)


def _added() -> Reading:
    return Reading("late", labels("late"), "", (predict("calm", equals("pressure", "absent")),))


NEED = hypothesis(
    "H1",
    level="party",
    claim="existential",
    rivals=[("H2", "exclusive"), ("H3", "compatible")],
    readings=[
        Reading(
            "plain",
            labels("plain"),
            "",
            (predict("need", at_least("urgency", "partial"), "smoking-gun"),),
        ),
        _added(),
    ],
)
PRESSED = hypothesis(
    "H2",
    predict(
        "pressed", equals("pressure", "present"), contrary=equals("pressure", "absent", "partial")
    ),
    level="party",
    rivals=[("H1", "exclusive")],
)
TRUSTED = hypothesis(
    "H3",
    predict("trusted", at_least("trust", "partial"), "smoking-gun"),
    level="party",
    scope=at_least("urgency", "partial"),
)


def full_study() -> Study:
    """Return the study; H3 was formed from the story it is tested with."""
    study = build_study(
        cases={"lake": ("east", "west"), "hill": ("north",)},
        codes=["urgency", code("pressure", lifting="any"), "trust"],
        documents=DOCUMENTS,
        codings=CODINGS,
        coverage=[("c1", one.id) for one in DOCUMENTS],
        hypotheses=[NEED, PRESSED, replace(TRUSTED, formed_from=("d-story",))],
    )
    return replace(study, source_groups={**study.source_groups, **NAMES})


def report_of(study: Study, language: str) -> Report:
    """Return the report of a study."""
    return gather_report(study, language=language)


def speaker_of(study: Study, language: str) -> Speaker:
    """Return what says the robustness of a study."""
    return Speaker(report_of(study, language))


def said(line: Line) -> str:
    """Return a line as text."""
    return "".join(bit.text for bit in line)


def lines_of(part: Part) -> list[str]:
    """Return all that a part says, cell by cell."""
    sheets = [*part.sheets, *(sheet for fold in part.folds for sheet in fold.sheets)]
    lines = [*part.lines, *part.after]
    for sheet in sheets:
        lines += sheet.lines
        lines += [line for row in sheet.rows for cell in row for line in cell]
    for fold in part.folds:
        for card in fold.cards:
            for lead, items in card.blocks:
                lines += [lead, *items]
    return [said(line) for line in lines]
