"""Two cases with three hypotheses, small enough to know every answer by heart."""

from __future__ import annotations

from typing import Any

from crosscase.study import Study
from tests.builders import (
    at_least,
    build_study,
    code,
    document,
    equals,
    hypothesis,
    predict,
)

CASES = {"lake": ("east", "west"), "hill": ("north",)}
DOCUMENTS = (
    document("d-mayor", "lake east west", group="mayor"),
    document("d-clerk", "lake east west", group="clerk"),
    document("d-clerk-2", "lake east west", group="clerk", kind="document"),
    document("d-north", "hill north", group="northerner"),
)
CODINGS = (
    ("d-mayor", "east", "urgency", "present"),  # k1
    ("d-clerk", "east", "urgency", "partial"),  # k2
    ("d-clerk-2", "east", "urgency", "partial"),  # k3
    ("d-mayor", "west", "urgency", "present"),  # k4
    ("d-north", "north", "urgency", "present"),  # k5
    ("d-mayor", "east", "pressure", "absent"),  # k6
)
"""Urgency: in the east partial (a tie of present and partial), in the west and north present."""

NEED = hypothesis(
    "H1",
    predict("need", at_least("urgency", "partial"), "smoking-gun"),
    level="party",
    claim="universal",
    rivals=[("H2", "exclusive")],
)
PRESSED = hypothesis(
    "H2",
    predict("pressed", equals("pressure", "present"), "hoop"),
    level="party",
    claim="existential",
    rivals=[("H1", "exclusive")],
)


def small_study(**more: Any) -> Study:
    """H1 is supported everywhere; H2 rejected in the east and else undetermined."""
    given: dict[str, Any] = {
        "cases": CASES,
        "codes": ["urgency", code("pressure", lifting="any")],
        "documents": DOCUMENTS,
        "codings": CODINGS,
        "coverage": [("c1", one.id) for one in DOCUMENTS],
        "hypotheses": [NEED, PRESSED],
    }
    return build_study(**{**given, **more})
