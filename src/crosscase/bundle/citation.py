"""How a study is cited: ``CITATION.cff``, Citation File Format 1.2.0."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from crosscase.codebook import in_language
from crosscase.errors import UsageError
from crosscase.study import Author, Study

__all__ = ["read_author", "write_citation"]


def read_author(text: str) -> Author:
    """Read an author as given on the command line.

    Parameters
    ----------
    text : str
        ``Family, Given``, and optionally the ORCID after a semicolon.

    Returns
    -------
    Author
        The author.

    Raises
    ------
    UsageError
        When it is written otherwise.

    Examples
    --------
    >>> read_author("Doe, J.; https://orcid.org/0000-0002-1825-0097").family
    'Doe'
    """
    match = re.fullmatch(
        r"\s*([^,;]+?)\s*(?:,\s*([^;]+?)\s*)?(?:;\s*(https://orcid\.org/(?:\d{4}-){3}\d{3}[\dX])\s*)?",
        text,
    )
    if match is None:
        raise UsageError(
            f"found author {text!r}; allowed: Family, Given and optionally "
            "; https://orcid.org/0000-0000-0000-0000; write it so"
        )
    family, given, orcid = match.groups()
    return Author(family, given or "", "", orcid or "")


def _line(key: str, value: str, indent: str = "") -> str:
    return f"{indent}{key}: {json.dumps(value, ensure_ascii=False)}\n"


def _author(author: Author) -> str:
    fields = {
        "family-names": author.family,
        "given-names": author.given,
        "name-particle": author.particle,
        "orcid": author.orcid,
        "affiliation": author.affiliation,
    }
    lines = [_line(key, value, "    ") for key, value in fields.items() if value]
    return "  -" + lines[0][3:] + "".join(lines[1:])


def write_citation(study: Study, authors: Iterable[Author], license: str) -> str:
    """Return how a study is cited.

    Parameters
    ----------
    study : Study
        The study.
    authors : iterable of Author
        One at least.
    license : str
        SPDX id; empty when none is declared.

    Returns
    -------
    str
        YAML that fits the schema of Citation File Format 1.2.0.
    """
    title = in_language(study.title, study.languages[0])
    text = 'cff-version: "1.2.0"\n'
    text += _line("message", "If you use this study, please cite it as below.")
    text += _line("title", title) + "type: dataset\nauthors:\n"
    text += "".join(_author(author) for author in authors)
    return text + (_line("license", license) if license else "")
