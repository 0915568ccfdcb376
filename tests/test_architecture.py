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
    "patterns": 0.5,
    "codebook": 1,
    "corpus": 1,
    "coding": 1,
    "folding": 1.2,
    "decisions": 1.2,
    "suggestion": 1.2,
    "evaluation": 1.2,
    "specs": 1.2,
    "study": 1.5,
    "judgements": 1.7,
    "storage": 2,
    "scoring": 3,
    "evidence": 3,
    "comparison": 4,
    "hypotheses": 4,
    "configurations": 4,
    "reliability": 4,
    "adjudication": 4,
    "network": 4,
    "sharing": 4,
    "interchange": 4,
    "suggest": 4,
    "robustness": 5,
    "sweep": 5,
    "rendering": 6,
    "figures": 6,
    "report": 7,
    "bundle": 7.5,
    "api": 7,
    "cli": 8,
    "web": 8,
}
"""Within floors 0 and 1 the records stand in a fixed order as well: the study holds the others.
The bundle packs the report, so it stands just above it."""

LAZY = {
    "matplotlib": {"figures"},
    "networkx": {"figures", "network"},
    "xlsxwriter": {"rendering"},
    "charset_normalizer": {"interchange"},
    "mammoth": {"interchange"},
    "pypdfium2": {"interchange"},
    "striprtf": {"interchange"},
    "webvtt": {"interchange"},
    "spacy": {"suggest"},
    "ahocorasick_rs": {"suggest"},
    "sklearn": {"suggest"},
    "scipy": {"suggest"},
    "fastapi": {"web"},
    "starlette": {"web"},
    "uvicorn": {"web"},
    "pydantic": {"web"},
    "pyarrow": {"sweep"},
    "dask": {"sweep"},
    "distributed": {"sweep"},
}
"""Libraries that are slow to import, and the modules that may import them, inside functions."""

AT_THE_DOOR = {"web": "command"}
"""Packages that import slow libraries as they are imported, but for the module that is their door:
it imports the others inside functions."""


def module_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def run_at_once(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs when a module is imported: no functions, and nothing for type checkers."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from run_at_once(child)


def imports_of(path: Path) -> Iterator[tuple[str, int, bool]]:
    """Yield (module, line, run when the module is imported) of every import."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = {id(node) for node in run_at_once(tree)}
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
        owners = LAZY.get(name.split(".")[0])
        if owners is None:
            continue
        assert module_of(path) in owners, f"{path.name}:{line}: only in {', '.join(owners)}"
        if AT_THE_DOOR.get(module_of(path), path.stem) != path.stem:
            continue
        assert not top, f"{path.name}:{line}: import {name} inside a function"


def test_an_import_that_runs_at_once_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    import numpy\n"
        "try:\n    import matplotlib\nexcept ImportError:\n    pass\n"
        "def draw():\n    import networkx\n",
        encoding="utf-8",
    )
    at_once = [name for name, _, top in imports_of(path) if top]
    assert at_once == ["typing", "matplotlib"]


def loaded_after(code: str) -> set[str]:
    script = (
        f"import sys\n{code}\nprint(' '.join(sorted({{m.split('.')[0] for m in sys.modules}})))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_help_and_the_root_import_nothing_slow() -> None:
    slow = {
        "pandas",
        "numpy",
        "matplotlib",
        "networkx",
        "yaml",
        "jinja2",
        "docx",
        "xlsxwriter",
        "lxml",
        "spacy",
        "fastapi",
        "starlette",
        "uvicorn",
        "pydantic",
    }
    assert not slow & loaded_after("import crosscase")
    help_ = (
        "from crosscase.cli import main\nimport io, contextlib\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    main(['--help'])"
    )
    assert not slow & loaded_after(help_)
    assert not slow & loaded_after("import crosscase.web.command")


def test_the_root_offers_what_it_says() -> None:
    for name in crosscase.__all__:
        assert getattr(crosscase, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = crosscase.nothing


def long_functions(path: Path) -> list[str]:
    """Return the functions with more than 60 lines, their docstring aside."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[ast.get_docstring(node) is not None :]
            lines = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
            if lines > 60:
                found.append(f"{path.name}: {node.name}: {lines}")
    return found


def test_a_long_function_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text(
        f'def told():\n    """{"word" + chr(10)}{"    more" + chr(10)}"""\n'
        + "    a = 1\n" * 60
        + "async def long():\n"
        + "    a = 1\n" * 61,
        encoding="utf-8",
    )
    assert long_functions(path) == ["module.py: long: 61"]


def test_modules_stay_small() -> None:
    long_modules = [
        f"{p.relative_to(ROOT)}: {n}"
        for p in SOURCES
        if (n := len(p.read_text(encoding="utf-8").splitlines())) > 450 and p.name != "words.py"
    ]
    assert not long_modules


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_functions_stay_small(path: Path) -> None:
    assert long_functions(path) == []
