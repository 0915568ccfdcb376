"""Programs outside Python that some tests run; a test without its program is skipped.

``CROSSCASE_REQUIRE=office,browser`` makes a missing program a failure instead, as CI does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

COMMANDS = {
    "office": ("soffice", "libreoffice"),
    "browser": ("chromium", "chromium-browser"),
    "poppler": ("pdftotext",),
}
"""By the name that ``CROSSCASE_REQUIRE`` knows: the commands that will do."""


def find_program(name: str) -> str:
    """Return the path of a program; skip the test where it is missing, or fail it if required."""
    for command in COMMANDS[name]:
        if path := shutil.which(command):
            return path
    missing = f"none of {', '.join(COMMANDS[name])} is installed"
    if name in os.environ.get("CROSSCASE_REQUIRE", "").split(","):
        pytest.fail(f"{missing}, and CROSSCASE_REQUIRE asks for {name}")
    pytest.skip(missing)


def office_convert(file: Path, ending: str, folder: Path, *, name: str = "") -> Path:
    """Let LibreOffice write a file in another format into a folder, and return what it wrote.

    That is called as the file is, with the ending, unless another name is given.
    """
    profile = folder / "profile"
    done = subprocess.run(
        [
            find_program("office"),
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--convert-to",
            ending,
            "--outdir",
            str(folder),
            str(file),
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    made = folder / (name or f"{file.stem}.{ending.partition(':')[0]}")
    assert made.is_file(), f"soffice wrote no {made.name}: {done.stdout}{done.stderr}"
    return made
