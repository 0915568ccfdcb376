"""Suggestions for a study."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from crosscase.errors import UsageError
from crosscase.study import Study
from crosscase.suggest.lexicon import Lexicon
from crosscase.suggestion import Suggestion, order_suggestions

__all__ = ["suggest_by_lexicon"]


def _choose(what: str, given: Iterable[str], known: Mapping[str, object]) -> set[str]:
    chosen = set(given)
    for name in sorted(chosen - known.keys()):
        allowed = ", ".join(known) or "none"
        raise UsageError(f"{what} {name!r} is not known; allowed: {allowed}")
    return chosen or set(known)


def suggest_by_lexicon(
    study: Study,
    *,
    documents: Iterable[str] = (),
    codes: Iterable[str] = (),
    pipeline: str = "",
    negation: bool = True,
) -> tuple[Suggestion, ...]:
    """Return what the patterns of the codebooks suggest in the documents of a study.

    Parameters
    ----------
    study : Study
        The study.
    documents, codes : iterable of str
        Only these; all when empty.
    pipeline : str
        An installed spaCy pipeline for documents in its language; the blank one by default.
    negation : bool
        Whether words that deny or weaken bear on the value; False shows what they do.

    Returns
    -------
    tuple of Suggestion
        In the order of :func:`crosscase.suggestion.order_suggestions`.

    Raises
    ------
    UsageError
        When a name is not known, the pipeline is not installed or a pattern asks for one, or no
        code asked for has patterns.
    """
    in_documents = _choose("document", documents, study.documents)
    for_codes = _choose("code", codes, study.codes)
    lexicon = Lexicon(
        (code for code in study.codes.values() if code.id in for_codes),
        study.scales,
        study.units,
        pipeline=pipeline,
        negation=negation,
    )
    if not lexicon.codes:
        raise UsageError(
            "no code has patterns to find; "
            "give codes `patterns:` in a codebook (docs/suggesting.md)"
        )
    found = (
        one
        for document in study.documents.values()
        if document.id in in_documents
        for one in lexicon.suggest(document)
    )
    return tuple(sorted(found, key=order_suggestions))
