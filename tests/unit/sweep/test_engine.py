"""Which programs a sweep is done with: all that decide what it writes, and no others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import crosscase
from crosscase.sweep.engine import engine_identity

ROOT = Path(crosscase.__file__).parent


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the program, which may be changed."""
    copied = tmp_path / "crosscase"
    shutil.copytree(ROOT, copied, ignore=shutil.ignore_patterns("static", "__pycache__"))
    monkeypatch.setattr(crosscase, "__file__", str(copied / "__init__.py"))
    engine_identity.cache_clear()
    yield copied
    engine_identity.cache_clear()


def fingerprint() -> str:
    engine_identity.cache_clear()
    return engine_identity().fingerprint


def test_every_module_that_decides_what_is_written_counts(program: Path) -> None:
    seen = {fingerprint()}
    for name in (
        *("sweep/parts.py", "suggest/units.py", "suggest/values.py", "suggestion.py", "spans.py"),
        *("codebook.py", "study.py", "corpus.py", "patterns.py", "storage/findings.py"),
        *("interchange/marks.py", "interchange/reading/plain.py"),
    ):
        with (program / name).open("a", encoding="utf-8") as file:
            file.write("# other\n")
        assert fingerprint() not in seen, name
        seen.add(fingerprint())


def test_no_other_module_counts(program: Path) -> None:
    before = fingerprint()
    for name in ("cli/sweep.py", "suggest/models.py", "storage/loading.py", "scoring/rules.py"):
        with (program / name).open("a", encoding="utf-8") as file:
            file.write("# other\n")
    assert fingerprint() == before


def test_line_ends_do_not_count(program: Path) -> None:
    before = fingerprint()
    path = program / "spans.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert fingerprint() == before


def test_the_tables_of_letters_count(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    monkeypatch.setattr("unicodedata.unidata_version", "99.0.0")
    assert fingerprint() != before
    engine_identity.cache_clear()
