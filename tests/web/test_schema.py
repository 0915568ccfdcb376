"""The API against its own description: no fault of ours, and answers as described."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import (
    negative_data_rejection,
    positive_data_acceptance,
)

from crosscase.storage import OpenStudy, check, load, write_suggestions
from crosscase.web.app import make_app, make_behind
from crosscase.web.state import Workbench
from tests.web.conftest import DOOR
from tests.web.test_suggestions_api import OPEN, WHOLE

HEADERS = {"Authorization": f"Bearer {DOOR.token}", "Host": "127.0.0.1:8711"}
REAL = {
    "document": ("d1", "d2"),
    "coding": ("e1", "e2"),
    "suggestion": (WHOLE.id, OPEN.id),
}
"""Names that are there; a name drawn at random never is."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.folders import make_folder

    folder = make_folder(tmp_path_factory.mktemp("schema") / "study")
    write_suggestions(folder, "lexicon", [WHOLE, OPEN])
    return folder


@pytest.fixture(scope="module")
def described(root: Path) -> Any:
    app = make_app(Workbench(OpenStudy(root), "c1"), DOOR)
    return schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=HEADERS)


def use_real_names(case: Any) -> None:
    """Put names that are there in the place of half of those drawn."""
    for name, real in REAL.items():
        drawn = (case.path_parameters or {}).get(name)
        if isinstance(drawn, str) and len(drawn) % 2:
            case.path_parameters[name] = real[len(drawn) // 2 % len(real)]


def operations() -> list[tuple[str, str, schemathesis.GenerationMode]]:
    """The operations, by the description alone, with what fits it and, where there is any, what
    does not: any text is a name."""
    found = []
    paths = make_behind(cast("Workbench", None)).openapi()["paths"]
    for path, methods in paths.items():
        for method, described in methods.items():
            found.append((method.upper(), path, schemathesis.GenerationMode.POSITIVE))
            in_query = any(one["in"] == "query" for one in described.get("parameters", ()))
            if in_query or "requestBody" in described:
                found.append((method.upper(), path, schemathesis.GenerationMode.NEGATIVE))
    return found


@pytest.mark.parametrize(
    ("method", "path", "mode"), operations(), ids=lambda one: getattr(one, "value", one)
)
def test_every_operation_answers_as_described(
    described: Any, method: str, path: str, mode: schemathesis.GenerationMode
) -> None:
    operation = described[path][method]

    @settings(max_examples=15, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy(generation_mode=mode))
    def answers(case: Any) -> None:
        use_real_names(case)
        response = case.call(headers=HEADERS)
        # What the study does not know is refused, and no description says what it knows.
        excluded = [positive_data_acceptance]
        if response.status_code == 413:
            excluded.append(negative_data_rejection)
        case.validate_response(response, headers=HEADERS, excluded_checks=excluded)

    answers()


def test_whatever_was_asked_the_study_has_no_errors(described: Any, root: Path) -> None:
    assert [problem for problem in check(root) if problem.severity == "error"] == []
    assert load(root).documents.keys() == {"d1", "d2"}
