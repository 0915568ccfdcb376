"""Suggestions to be measured: in the documents of a study, and in the publications behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crosscase.study import Study
from crosscase.suggest.learned import suggest_by_learning
from crosscase.suggest.originals import Originals, make_originals
from crosscase.suggest.study import suggest_by_lexicon
from crosscase.suggestion import Suggestion

__all__ = ["Proposed", "propose"]


@dataclass(frozen=True)
class Proposed:
    """Suggestions in all documents of a study, to be measured.

    Parameters
    ----------
    lexicon : sequence of Suggestion
        What the patterns suggest.
    plain : sequence of Suggestion
        What they suggest without regard to words of negation.
    learned : sequence of Suggestion
        What is suggested by learning.
    originals : Originals or None
        The publications with what the patterns suggest there; None where they are not at hand.
    """

    lexicon: Sequence[Suggestion] = ()
    plain: Sequence[Suggestion] = ()
    learned: Sequence[Suggestion] = ()
    originals: Originals | None = None


def propose(
    study: Study,
    *,
    texts: Mapping[str, str] | None = None,
    pipeline: str = "",
    progress: Callable[[str], None] = lambda step: None,
) -> Proposed:
    """Make the suggestions to be measured, as `crosscase suggest` makes them.

    Parameters
    ----------
    study : Study
        The study.
    texts : mapping, optional
        The publications, as :func:`crosscase.evidence.read_sources` returns them.
    pipeline : str
        An installed spaCy pipeline for texts in its language; the blank one by default.
    progress : callable
        Told the name of each step when it begins.

    Returns
    -------
    Proposed
        Nothing by patterns in a study without.

    Raises
    ------
    UsageError
        When the pipeline is not installed, or a pattern asks for one.
    CrosscaseError
        When scikit-learn is not installed.
    """
    progress("suggestions")
    lexicon: tuple[Suggestion, ...] = ()
    plain: tuple[Suggestion, ...] = ()
    if any(code.patterns for code in study.codes.values()):
        lexicon = suggest_by_lexicon(study, pipeline=pipeline)
        plain = suggest_by_lexicon(study, pipeline=pipeline, negation=False)
    originals = None if texts is None else make_originals(study, texts, pipeline=pipeline)
    return Proposed(lexicon, plain, suggest_by_learning(study).suggestions, originals)
