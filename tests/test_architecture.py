"""Imports run downwards only, heavy libraries stay lazy, and the root offers what it says."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import crosscase

ROOT = Path(crosscase.__file__).parent

FLOORS = {
    "errors": 0,
    "spans": 0.5,
    "codebook": 1,
    "corpus": 1,
    "coding": 1,
    "specs": 1.2,
    "study": 1.5,
    "storage": 2,
    "scoring": 3,
    "evidence": 3,
    "comparison": 4,
    "hypotheses": 4,
    "configurations": 4,
    "rendering": 6,
    "figures": 6,
    "report": 7,
    "api": 7,
    "cli": 8,
}
"""Within floors 0 and 1 the records stand in a fixed order as well: the study holds the others."""

LAZY = {"matplotlib": "figures", "networkx": "figures"}
"""Libraries that are slow to import, and the one module that may import them, inside functions."""


def module_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Yield (module, line, at top level) of every import, leaving type checking aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = {id(node) for node in tree.body}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, id(node) in top
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno, id(node) in top


SOURCES = sorted(p for p in ROOT.rglob("*.py") if p != ROOT / "__init__.py")


def test_every_module_has_a_floor() -> None:
    assert {module_of(path) for path in SOURCES} == set(FLOORS)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_downwards(path: Path) -> None:
    here = module_of(path)
    for name, line, _ in imports_of(path):
        parts = name.split(".")
        if parts[0] != "crosscase" or len(parts) < 2 or parts[1] == here:
            continue
        assert FLOORS[parts[1]] < FLOORS[here], f"{path.name}:{line}: {here} imports {parts[1]}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_slow_libraries_are_imported_where_they_are_used(path: Path) -> None:
    for name, line, top in imports_of(path):
        owner = LAZY.get(name.split(".")[0])
        if owner is None:
            continue
        assert module_of(path) == owner, f"{path.name}:{line}: only {owner} draws"
        in_type_checking = "TYPE_CHECKING" in path.read_text(encoding="utf-8")
        assert not top or in_type_checking, f"{path.name}:{line}: import {name} inside a function"


def loaded_after(code: str) -> set[str]:
    script = (
        f"import sys\n{code}\nprint(' '.join(sorted({{m.split('.')[0] for m in sys.modules}})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_help_and_the_root_import_nothing_slow() -> None:
    slow = {"pandas", "numpy", "matplotlib", "networkx", "yaml", "jinja2"}
    assert not slow & loaded_after("import crosscase")
    help_ = (
        "from crosscase.cli import main\nimport io, contextlib\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    main(['--help'])"
    )
    assert not slow & loaded_after(help_)


def test_the_root_offers_what_it_says() -> None:
    for name in crosscase.__all__:
        assert getattr(crosscase, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = crosscase.nothing


def test_modules_and_functions_stay_small() -> None:
    long_modules = [
        f"{p.relative_to(ROOT)}: {n}"
        for p in SOURCES
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > 450 and p.name != "words.py"
    ]
    assert not long_modules
