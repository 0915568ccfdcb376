"""What a report says of suggestions: how good they are as last measured, and what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosscase.evaluation import Evaluation
from crosscase.judgements import changed_fields
from crosscase.storage import read_evaluation
from crosscase.study import Study
from crosscase.suggest.fingerprint import fingerprint, fingerprint_sources

__all__ = ["Decisions", "SuggestionsAccount", "gather_suggestions"]


@dataclass(frozen=True, slots=True)
class Decisions:
    """How many suggestions a coder made codings of that stand, and rejected."""

    coder: str
    accepted: int
    corrected: int
    rejected: int


@dataclass(frozen=True, slots=True)
class SuggestionsAccount:
    """What a report says of suggestions.

    Parameters
    ----------
    evaluation : Evaluation or None
        As it was last saved.
    current : bool
        Whether the study is as it was then.
    decisions : tuple of Decisions
        Of the coders who decided anything.
    sources_current : bool
        Whether all that an estimate on the publications rests on is as it was then.
    """

    evaluation: Evaluation | None
    current: bool
    decisions: tuple[Decisions, ...]
    sources_current: bool = False


def _decisions(study: Study) -> Iterator[Decisions]:
    state = study.coding_state
    for coder in study.coders:
        made = [one for one in state.codings if one.coder == coder and one.proposed]
        corrected = sum(bool(changed_fields(one, one.proposed or {})) for one in made)
        rejected = sum(one.coder == coder for one in state.rejections)
        if made or rejected:
            yield Decisions(coder, len(made) - corrected, corrected, rejected)


def gather_suggestions(study: Study) -> SuggestionsAccount | None:
    """Gather what there is to say of suggestions, without making or judging any anew.

    Parameters
    ----------
    study : Study
        The study.

    Returns
    -------
    SuggestionsAccount or None
        None where no evaluation was saved and nobody decided on a suggestion.

    Raises
    ------
    StudyError
        When the saved evaluation cannot be read.
    """
    evaluation = read_evaluation(study.root)
    decisions = tuple(_decisions(study))
    if evaluation is None and not decisions:
        return None
    current = evaluation is not None and evaluation.made_of == fingerprint(study)
    estimate = evaluation.sources if evaluation else None
    sources_current = estimate is not None and estimate.made_of == fingerprint_sources(study)
    return SuggestionsAccount(evaluation, current, decisions, sources_current)
