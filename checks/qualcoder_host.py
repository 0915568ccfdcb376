"""QualCoder without its windows: its own importer and exporter, run in a process of their own.

``python qualcoder_host.py SOURCE FOLDER PROJECT`` imports a REFI-QDA project into a new project of
QualCoder, ``FOLDER/first.qda``, exports that as ``FOLDER/first.qdpx`` and imports the export into
``FOLDER/second.qda``. ``FOLDER/told.json`` says what was run and what QualCoder said. It needs
PyQt6 and nothing of crosscase; ``checks/qualcoder.py`` starts it, with a home of its own, for
QualCoder writes into ``~/.qualcoder``.

QualCoder's own are the classes ``RefiImport`` and ``RefiExport`` with every module they import,
the class ``App`` and the method ``MainWindow.new_project``, which makes the database. The module
of the latter imports every window and the libraries of its language models, so that the class and
the method are taken out of their files and run alone. Stand-ins are the main window, the settings,
the log, the dialogs that ask for a file or wait for a button, and libraries that are not installed.
"""

from __future__ import annotations

import ast
import builtins
import importlib
import json
import logging
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import MagicMock

SETTINGS = {
    "codername": "default",
    "directory": "",
    "font": "Noto Sans",
    "fontsize": 10,
    "ai_enable": "False",
}
TAKEN_WHOLE = ("qualcoder.helpers", "qualcoder.speakers")
"""Modules whose names ``App`` and ``new_project`` use; of others they use none that is run."""


class QualCoder:
    """QualCoder as it lies in a folder.

    Parameters
    ----------
    source : Path
        The folder that holds the package ``qualcoder``.
    """

    def __init__(self, source: Path) -> None:
        self.package = source / "qualcoder"
        self.stand_ins: set[str] = set()
        sys.path.insert(0, str(source))
        builtins.__dict__.setdefault("_", str)
        self.refi = self.load("qualcoder.refi")
        self.importer = getattr(self.refi, "RefiImport", None) or self.refi.Refi_import
        self.exporter = getattr(self.refi, "RefiExport", None) or self.refi.Refi_export
        main = self.package / "__main__.py"
        home = self.package / "app.py"
        home = home if home.exists() else main
        self.App = self.take(home, "App", [])
        self.new_project = self.take(main, "new_project", ["MainWindow"])
        said = re.search(r'"(QualCoder \d[^"]*)"', home.read_text(encoding="utf-8"))
        self.version = said.group(1) if said else "QualCoder, version unknown"

    def load(self, name: str) -> ModuleType:
        """Import a module of QualCoder, with a stand-in for each library that is missing."""
        while True:
            try:
                return importlib.import_module(name)
            except ModuleNotFoundError as error:
                missing = error.name or ""
                if not missing or missing.startswith("qualcoder"):
                    raise
                self.stand_ins.add(missing)
                sys.modules[missing] = MagicMock()

    def take(self, file: Path, wanted: str, within: list[str]) -> Any:
        """Run one class or function of a file, with the names its module gives it."""
        module = ast.parse(file.read_text(encoding="utf-8"))
        names = dict(self.names_of(module))
        names |= {"logger": logging.getLogger("qualcoder"), "AiLLM": MagicMock()}
        body = module.body
        for name in within:
            body = next(
                one.body for one in body if isinstance(one, ast.ClassDef) and one.name == name
            )
        found = next(
            one
            for one in body
            if isinstance(one, ast.ClassDef | ast.FunctionDef) and one.name == wanted
        )
        alone = ast.Module([found], [])
        # Annotations are not looked at: this module's own `from __future__` holds here as well.
        exec(compile(alone, str(file), "exec"), names)
        return names[wanted]

    def names_of(self, module: ast.Module) -> Iterator[tuple[str, Any]]:
        """Yield the names that a module imports, and the constants it sets."""
        for node in module.body:
            if isinstance(node, ast.Import):
                for top in {one.name.split(".")[0] for one in node.names}:
                    if top in sys.stdlib_module_names:
                        yield top, importlib.import_module(top)
            elif isinstance(node, ast.ImportFrom):
                name = node.module or ""
                theirs = name.split(".")[0] not in {*sys.stdlib_module_names, "PyQt6"}
                held = MagicMock() if theirs and name not in TAKEN_WHOLE else self.load(name)
                for one in node.names:
                    yield one.asname or one.name, getattr(held, one.name, None) or MagicMock()
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        yield target.id, node.value.value

    def app(self) -> Any:
        """Return the state of the program, with settings that are written nowhere."""
        app = self.App.__new__(self.App)
        given: Mapping[str, Any] = {
            "version": self.version,
            "conn": None,
            "project_path": "",
            "project_name": "",
            "delete_backup": True,
            "settings": dict(SETTINGS),
            "ai": None,
            "ai_models": [],
            "write_config_ini": lambda *_: None,
        }
        for name, value in given.items():
            setattr(app, name, value)
        return app

    def make_project(self, place: Path, dialogs: Dialogs) -> Any:
        """Let QualCoder make a new project, ``place`` with ``.qda`` behind it."""
        dialogs.answer = str(place)
        self.new_project.__globals__["App"] = self.app
        window = MagicMock()
        self.new_project(window)
        # QualCoder commits each coding alone: waiting for the disk every time takes a minute.
        window.app.conn.execute("pragma synchronous = off")
        return window.app


class Dialogs:
    """Answers what QualCoder asks, and keeps what it tells in a box with a button."""

    def __init__(self) -> None:
        from PyQt6 import QtWidgets

        self.answer = ""
        self.told: list[str] = []
        self.program = QtWidgets.QApplication([])

        def tell(box: Any) -> int:
            self.told.append(box.text())
            return 1

        files: Any = QtWidgets.QFileDialog
        files.getOpenFileName = self.answering(lambda: (self.answer, "(*)"))
        files.getSaveFileName = self.answering(lambda: (self.answer, "(*)"))
        files.getExistingDirectory = self.answering(lambda: self.answer)
        boxes: Any = QtWidgets.QMessageBox
        boxes.exec = tell
        dialogs: Any = QtWidgets.QDialog
        dialogs.exec = lambda _: 1

    @staticmethod
    def answering(answer: Callable[[], Any]) -> Any:
        """Return what stands in for a dialog that asks for a file."""
        return staticmethod(lambda *_, **__: answer())


def run(source: Path, folder: Path, project: Path) -> None:
    """Import, export and import again; write down what was said."""
    (Path.home() / ".qualcoder").mkdir(exist_ok=True)
    dialogs = Dialogs()
    program = QualCoder(source)
    log: list[str] = []

    first = program.make_project(folder / "first", dialogs)
    dialogs.answer = str(project)
    program.importer(first, log, "qdpx")

    dialogs.answer = str(folder)
    program.exporter(first, log, "project")
    first.conn.close()

    second = program.make_project(folder / "second", dialogs)
    dialogs.answer = str(folder / "first.qdpx")
    program.importer(second, log, "qdpx")
    second.conn.close()

    own = sorted(
        str(Path(module.__file__).relative_to(program.package))
        for name, module in sys.modules.items()
        if name.startswith("qualcoder") and getattr(module, "__file__", None)
    )
    told = {
        "version": program.version,
        "own": own,
        "stand-ins": sorted(program.stand_ins),
        "log": log,
        "told": dialogs.told,
    }
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (folder / "told.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    run(*(Path(argument).resolve() for argument in sys.argv[1:]))
