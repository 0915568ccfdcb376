"""Qualitative case studies from coded text to tested hypotheses, traceable all the way back.

Examples
--------
>>> import crosscase
>>> sorted(crosscase.__all__)[:3]
['CrosscaseError', 'Problem', 'StudyError']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crosscase.api import load, scores, tables, verdicts
    from crosscase.errors import CrosscaseError, Problem, StudyError

__version__ = "0.1.0"

__all__ = [
    "CrosscaseError",
    "Problem",
    "StudyError",
    "__version__",
    "load",
    "scores",
    "tables",
    "verdicts",
]

_HOMES = {
    "CrosscaseError": "crosscase.errors",
    "Problem": "crosscase.errors",
    "StudyError": "crosscase.errors",
    "load": "crosscase.api",
    "scores": "crosscase.api",
    "tables": "crosscase.api",
    "verdicts": "crosscase.api",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that importing crosscase is quick."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'crosscase' has no attribute {name!r}")
