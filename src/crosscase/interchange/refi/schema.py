"""The official schemas of REFI-QDA."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["breaches"]

_FILES = {"project": "Project.xsd", "codebook": "Codebook.xsd"}


@cache
def _schema(kind: str) -> etree.XMLSchema:
    from lxml import etree

    source = files("crosscase.interchange.refi") / "schemas" / _FILES[kind]
    return etree.XMLSchema(etree.fromstring(source.read_bytes()))


def breaches(root: etree._Element, kind: str) -> list[tuple[int, str]]:
    """Say where a document departs from its schema.

    Parameters
    ----------
    root : lxml.etree._Element
        The root element.
    kind : {"project", "codebook"}
        Which schema.

    Returns
    -------
    list of (int, str)
        Line and what is wrong there; empty when the document is valid.
    """
    schema = _schema(kind)
    if schema.validate(root):
        return []
    log: Iterable[Any] = schema.error_log  # type: ignore[assignment]
    return [(error.line, error.message) for error in log]
