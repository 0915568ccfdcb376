"""Making a new study folder from the template that comes with crosscase."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from crosscase.errors import UsageError
from crosscase.storage.writing import write_atomic

__all__ = ["dotted_files", "init"]

_EMPTY_FOLDERS = ("corpus/texts", "corpus/codings", "corpus/published", "reports")
_README_LANGUAGES = ("nl", "en")
_DOTTED = ("gitattributes", "gitignore")


def _template() -> Iterator[tuple[str, str]]:
    """Yield the files of the template: path and text."""
    waiting: list[tuple[str, Traversable]] = [("", files("crosscase.storage") / "template")]
    while waiting:
        path, at = waiting.pop()
        if at.is_file():
            yield path, at.read_text(encoding="utf-8")
        else:
            waiting += [(f"{path}/{one.name}".lstrip("/"), one) for one in at.iterdir()]


def dotted_files() -> dict[str, str]:
    """Return the files that keep a study in order under version control: name → text."""
    return {f".{name}": text for name, text in _template() if name in _DOTTED}


def _refuse(root: Path, title: str, language: str) -> None:
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise UsageError(
            f"{root}: found a folder that is not empty, or a file; allowed: a new or empty folder; "
            "choose another place"
        )
    if not title.strip():
        raise UsageError("found no title; allowed: a text; give the study a title")
    if not re.fullmatch("[a-z]{2}", language):
        raise UsageError(
            f"found language {language!r}; allowed: two letters such as nl or en; correct it"
        )


def init(path: Path | str, *, title: str, language: str = "en") -> Path:
    """Make a new study: an example in good order, to be made one's own.

    Parameters
    ----------
    path : Path or str
        A folder that is empty or does not exist yet.
    title : str
        Title of the study.
    language : str
        Two letters. The README is Dutch for ``nl`` and English for any other.

    Returns
    -------
    Path
        The study folder.

    Raises
    ------
    UsageError
        When the folder holds something, so that nothing is ever overwritten.

    Examples
    --------
    >>> import tempfile
    >>> from crosscase.storage import check
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     root = init(Path(folder) / "new", title="A study", language="en")
    ...     [problem.rule for problem in check(root)]
    ['not-registered']
    """
    root = Path(path)
    _refuse(root, title, language)
    for folder in _EMPTY_FOLDERS:
        (root / folder).mkdir(parents=True, exist_ok=True)
    readme = f"README.{language if language in _README_LANGUAGES else 'en'}.md"
    for name, text in sorted(_template()):
        if name.startswith("README.") and name != readme:
            continue
        target = "README.md" if name == readme else f".{name}" if name in _DOTTED else name
        written = json.dumps(title, ensure_ascii=False) if target == "study.yaml" else title
        text = text.replace("LANGUAGE", language).replace("TITLE", written)
        (root / target).parent.mkdir(parents=True, exist_ok=True)
        write_atomic(root / target, text)
    return root
