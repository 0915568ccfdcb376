"""Makes ``tests.builders`` importable from every test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from crosscase.storage import load
from crosscase.study import Study

# A test that is slow on a busy machine is not wrong.
settings.register_profile("crosscase", deadline=None)
settings.load_profile("crosscase")

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what is rendered now to tests/golden/ instead of comparing with it",
    )


@pytest.fixture(scope="session")
def own_study() -> Study:
    """The study of this repository; tests read it and change nothing in it."""
    return load(ROOT)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compare bytes with a file in tests/golden/, or write the file with --update-golden."""

    def check(name: str, found: bytes) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(found)
        assert path.exists(), f"{path} is not there; run pytest --update-golden and read it"
        assert found.decode("utf-8") == path.read_bytes().decode("utf-8")

    return check
