"""What a coder made of suggestions: accepted, corrected or rejected them, or nothing yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crosscase.coding import Coding, Event
from crosscase.study import Study
from crosscase.suggestion import Suggestion

__all__ = ["STATUSES", "Judgement", "changed_fields", "is_same_claim", "judge_suggestions"]

STATUSES = ("undecided", "accepted", "corrected", "rejected", "coded")
"""What can have become of a suggestion, for one coder."""

_COMPARED = ("quote", "code", "unit", "value")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a coder made of a suggestion.

    Parameters
    ----------
    status : str
        One of :data:`STATUSES`; ``coded`` when the coder coded the same by themselves.
    events : tuple of str
        Ids of the codings or the rejections that say so.
    """

    status: str
    events: tuple[str, ...] = ()


def changed_fields(coding: Coding | Event, proposed: Mapping[str, Any]) -> tuple[str, ...]:
    """Return in which fields a coding is another claim than the one proposed.

    Parameters
    ----------
    coding : Coding or Event
        A coding, or the event that added it.
    proposed : mapping
        What the suggestion proposed. What it left open counts as no change when filled in.

    Returns
    -------
    tuple of str
        Of ``quote``, ``code``, ``unit`` and ``value``.
    """
    return tuple(
        name for name in _COMPARED if proposed[name] and getattr(coding, name) != proposed[name]
    )


def is_same_claim(proposed: Mapping[str, Any], suggestion: Suggestion) -> bool:
    """Say whether a suggestion proposes what a coder has decided on before.

    How it came about plays no part, so that a decision holds for what another run or another
    method proposes. Nor does the value: who rejects a code rejects it whatever its value.

    Parameters
    ----------
    proposed : mapping
        What was decided on.
    suggestion : Suggestion
        Another suggestion, or the same.

    Returns
    -------
    bool
        Whether it is about the same words, code and unit; what was proposed of no unit in
        particular is about every unit.
    """
    if (proposed["document"], proposed["code"], proposed["quote"]) != (
        suggestion.document,
        suggestion.code,
        suggestion.quote,
    ):
        return False
    if proposed["unit"] not in ("", suggestion.unit):
        return False
    # In a text that changed elsewhere the same words may stand at another place.
    same_text = proposed["text_sha256"] == suggestion.text_sha256
    return not same_text or proposed["start"] == suggestion.start


class _Judge:
    """All that a coder decided, looked up by document and code."""

    def __init__(self, study: Study, coder: str) -> None:
        self.study = study
        self.by_suggestion: dict[str, list[Coding]] = {}
        self.coded: dict[tuple[str, str], list[Coding]] = {}
        self.proposed: dict[tuple[str, str], list[tuple[Mapping[str, Any], Coding | str]]] = {}
        for coding in study.coding_state.codings:
            if coding.coder != coder:
                continue
            if coding.proposed:
                self.by_suggestion.setdefault(coding.suggestion, []).append(coding)
                self._remember(coding.proposed, coding)
            if coding.id not in study.unplaced:
                self.coded.setdefault((coding.document, coding.code), []).append(coding)
        for one in study.coding_state.rejections:
            if one.coder == coder:
                self._remember(one.proposed, one.id)

    def _remember(self, proposed: Mapping[str, Any], decided: Coding | str) -> None:
        key = (str(proposed["document"]), str(proposed["code"]))
        self.proposed.setdefault(key, []).append((proposed, decided))

    def judge(self, one: Suggestion) -> Judgement:
        own = self.by_suggestion.get(one.id, [])
        key = (one.document, one.code)
        alike = [found for was, found in self.proposed.get(key, ()) if is_same_claim(was, one)]
        codings = own or [found for found in alike if isinstance(found, Coding)]
        if codings:
            same = any(not changed_fields(c, c.proposed or {}) for c in codings)
            ids = tuple(coding.id for coding in codings)
            return Judgement("accepted" if same else "corrected", ids)
        rejected = tuple(found for found in alike if isinstance(found, str))
        if rejected:
            return Judgement("rejected", rejected)
        coded = tuple(
            coding.id
            for coding in self.coded.get(key, ())
            if coding.start < one.end and one.start < coding.end and one.unit in ("", coding.unit)
        )
        return Judgement("coded", coded) if coded else Judgement("undecided")


def judge_suggestions(
    study: Study, suggestions: Iterable[Suggestion], coder: str
) -> dict[str, Judgement]:
    """Return what a coder made of suggestions.

    A decision holds until it is taken back: withdrawing the coding, or the rejection, makes the
    suggestion undecided again.

    Parameters
    ----------
    study : Study
        The study.
    suggestions : iterable of Suggestion
        Suggestions of it.
    coder : str
        The coder.

    Returns
    -------
    dict
        Suggestion id → judgement.
    """
    judge = _Judge(study, coder)
    return {one.id: judge.judge(one) for one in suggestions}
