"""A small study made by the command line itself; every test gets a copy and stands in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.running import make_study


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_study(tmp_path_factory.mktemp("made"))


@pytest.fixture
def study(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "my-study"
    shutil.copytree(made, root)
    monkeypatch.chdir(root)
    return root
