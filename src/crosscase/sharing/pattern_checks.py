"""Patterns of codes that would tell what a shared study is not to tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from crosscase.errors import CrosscaseError
from crosscase.sharing.fields import yaml_fields
from crosscase.sharing.rewriting import RewrittenFile

__all__ = ["pattern_texts", "plain_rule", "refuse_patterns"]

_SIGNS = re.compile(r"[A-Z_]+:|[^\w\s'’-]+")


def plain_rule(rule: str) -> str:
    """Return the words of the patterns that made a suggestion, without their signs."""
    return _SIGNS.sub(" ", rule)


def pattern_texts(text: str) -> list[str]:
    """Return what each pattern of a codebook says in all, its tokens joined.

    Parameters
    ----------
    text : str
        A YAML file of a study.

    Returns
    -------
    list of str
        A text a pattern; signs are spaces.
    """
    found: dict[tuple[object, ...], list[str]] = {}
    for one in yaml_fields(text):
        within = len(one.path) > 3 and (one.path[0], one.path[2]) == ("codes", "patterns")
        if within and not one.is_key:
            found.setdefault(tuple(one.path[:4]), []).append(str(one.value))
    return [plain_rule(" ".join(values)) for values in found.values()]


def refuse_patterns(
    files: Iterable[RewrittenFile], tells: Callable[[str], bool], what: str
) -> None:
    """Refuse codebooks whose patterns tell what is not to be told.

    A pattern is matched as it is written, in small letters or in pieces, so it cannot be
    rewritten as other words are.

    Parameters
    ----------
    files : iterable of RewrittenFile
        The new study.
    tells : callable
        Says whether a text tells it.
    what : str
        What it is, in words.

    Raises
    ------
    CrosscaseError
        With every codebook that does.
    """
    wrong = [
        f"{file.old_path}: found {what} in {count} patterns of codes"
        for file in files
        if file.path.startswith("codebooks/")
        and (count := sum(tells(one) for one in pattern_texts(file.text)))
    ]
    if wrong:
        raise CrosscaseError(
            "\n".join(wrong) + "\nallowed: patterns without them; take them out of a copy of the "
            "study, and share that"
        )
