"""What LibreOffice wrote, once for all tests and all workers."""

from __future__ import annotations

from pathlib import Path

import pytest
from filelock import FileLock

from tests.programs import find_program
from tests.unit.interchange.reading.office import FORMATS, convert_all


@pytest.fixture(scope="session")
def office_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One document in every format that LibreOffice writes, by the name of the format."""
    find_program("office")
    base = tmp_path_factory.getbasetemp()
    shared = (base if base.parent.name.startswith("pytest-of-") else base.parent) / "office"
    with FileLock(f"{shared}.lock"):
        if not shared.is_dir():
            making = tmp_path_factory.mktemp("making")
            convert_all(making)
            making.rename(shared)
    return {name: shared / f"gesprek.{name}" for name in FORMATS}
