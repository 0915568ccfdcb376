"""What deciding on suggestions comes to: the events that say so, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crosscase.coding import Coding, Event, Rejection
from crosscase.errors import StudyError, UsageError
from crosscase.judgements import Judgement, judge_suggestions
from crosscase.storage.claim_notes import claims_in, note_repeated, note_unlisted
from crosscase.storage.coding_by_place import codings_starting
from crosscase.storage.findings import Findings, Place, list_some
from crosscase.storage.making import come_of, make_add, make_reject, make_withdraw
from crosscase.storage.quotes import locate_quote
from crosscase.storage.suggestion_files import FOLDER, is_outdated
from crosscase.study import Study
from crosscase.suggestion import Suggestion

__all__ = ["Claim", "acceptances", "rejections", "undoings"]

_SHORTEST = 8
"""Characters that an id may be shortened to."""


@dataclass(frozen=True)
class Claim:
    """What a coder claims on top of a suggestion, or instead of what it proposes.

    Parameters
    ----------
    quote : str
        Other words of the document; empty for those proposed.
    span : tuple of (int, int), optional
        Where these words stand, half-open in code points, for who has them before them; looked up
        when left out.
    code, value : str
        Empty for what is proposed.
    units : tuple of str
        The cases or parties, a coding for each; empty for the one proposed.
    details : mapping
        ``period``, ``date``, ``actor``, ``toward``, ``decision`` and ``memo``, where they apply.
    """

    quote: str = ""
    span: tuple[int, int] | None = None
    code: str = ""
    value: str = ""
    units: tuple[str, ...] = ()
    details: Mapping[str, str] | None = None


def _place(one: Suggestion) -> Place:
    return Place(f"{FOLDER}/{one.method}.jsonl")


def _matching(start: str, ids: Iterable[str]) -> list[str]:
    """Return the ids that a person can mean by the first characters of one."""
    whole = list(ids)
    if start in whole:
        return [start]
    return [id for id in whole if len(start) >= _SHORTEST and id.startswith(start)]


def _choose(suggestions: Iterable[Suggestion], ids: Sequence[str]) -> list[Suggestion]:
    known = {one.id: one for one in suggestions}
    named = {id: _matching(id, known) for id in ids}
    unknown = [id for id, found in named.items() if len(found) != 1]
    if unknown:
        raise UsageError(
            f"found {', '.join(unknown)}; allowed: ids of suggestions as they were last made, "
            f"{len(known)} in {FOLDER}, or enough of their beginning; "
            "`crosscase suggestions list` gives them"
        )
    return [known[id] for id in dict.fromkeys(found[0] for found in named.values())]


def _note_outdated(study: Study, chosen: Iterable[Suggestion], findings: Findings) -> None:
    for one in chosen:
        if is_outdated(study, one):
            findings.add(
                _place(one),
                "outdated-suggestions",
                f"suggestion {one.id} about another text, code or unit than the study has",
                "suggestions about the study as it is",
                f"run `crosscase suggest --method {one.method}` again",
            )


def _note_decided(one: Suggestion, judged: Judgement, findings: Findings, *, more: bool) -> None:
    """Note that the coder has decided on a suggestion, or coded the same without it."""
    if judged.status == "undecided" or (more and judged.status != "rejected"):
        return
    advice = {
        "coded": "reject it, or leave it; --more codes it all the same",
        "rejected": "take that back first with `crosscase suggestions undo`",
    }.get(
        judged.status,
        "take that back first with `crosscase suggestions undo`, or code more of it with --more",
    )
    findings.add(
        _place(one),
        "decided-already",
        f"suggestion {one.id} of “{one.code}”, {judged.status} ({list_some(judged.events)})",
        "a suggestion that this coder has not decided on, nor coded by themselves",
        advice,
    )


def _note_gaps(one: Suggestion, claim: Claim, findings: Findings, *, correct: bool) -> None:
    given = {"unit": ";".join(claim.units), "value": claim.value, "code": claim.code}
    for name in ("unit", "value"):
        if not getattr(one, name) and not given[name]:
            findings.add(
                _place(one),
                f"no-{name}",
                f"suggestion {one.id} of “{one.code}” without {name}",
                f"a {name}, which a person has to say here",
                f"add --{name}",
            )
    changed = [name for name, new in given.items() if new and getattr(one, name) not in ("", new)]
    changed += ["quote"] if claim.quote and claim.quote != one.quote else []
    if changed and not correct:
        findings.add(
            _place(one),
            "not-as-proposed",
            f"suggestion {one.id} with another {', '.join(changed)}",
            "what it proposes, and what it leaves open",
            "use `crosscase suggestions correct`",
        )


def _add_events(
    study: Study, coder: str, one: Suggestion, claim: Claim, findings: Findings
) -> list[Event]:
    """Return the codings that come of a suggestion, one for each unit."""
    document, span = study.documents[one.document], (one.start, one.end)
    if claim.span:
        span = claim.span
    elif claim.quote:
        found = locate_quote(document, claim.quote, findings, near=span)
        if found is None:
            return []
        span = found
    units = claim.units or (one.unit,)
    for unit in units:
        note_unlisted(study, document, unit, findings)
    return [
        come_of(
            make_add(
                study,
                one.document,
                span[0],
                span[1],
                coder=coder,
                code=claim.code or one.code,
                unit=unit,
                value=claim.value or one.value,
                **(claim.details or {}),
            ),
            one,
        )
        for unit in units
    ]


def acceptances(
    study: Study,
    suggestions: Iterable[Suggestion],
    coder: str,
    ids: Sequence[str],
    claim: Claim | None = None,
    *,
    correct: bool = False,
    more: bool = False,
) -> list[Event]:
    """Return the events that make codings of suggestions, as proposed or corrected.

    Parameters
    ----------
    study : Study
        The study.
    suggestions : iterable of Suggestion
        All its suggestions.
    coder, ids, claim, correct, more
        As for :func:`crosscase.storage.code_suggestions`.

    Returns
    -------
    list of Event
        One for each suggestion and unit.

    Raises
    ------
    StudyError
        With everything that stands in the way.
    UsageError
        When an id is not that of a suggestion, or nothing is corrected.
    """
    claim = claim or Claim()
    if correct and not (claim.quote or claim.code or claim.value or claim.units):
        raise UsageError("nothing to correct: give another quote, code, unit or value, or accept")
    chosen, findings = _choose(suggestions, ids), Findings()
    judged = judge_suggestions(study, chosen, coder)
    _note_outdated(study, chosen, findings)
    for one in chosen:
        _note_decided(one, judged[one.id], findings, more=more)
        _note_gaps(one, claim, findings, correct=correct)
    events: list[Event] = []
    if not findings.problems:
        events = [
            event for one in chosen for event in _add_events(study, coder, one, claim, findings)
        ]
        places = {(event.document, event.start) for event in events}
        said = claims_in(one for place in places for one in codings_starting(study, *place))
        for event in events:
            note_repeated(study, event, said, findings)
    if findings.problems:
        raise StudyError(findings.problems)
    return events


def rejections(
    study: Study,
    suggestions: Iterable[Suggestion],
    coder: str,
    ids: Sequence[str],
    *,
    memo: str = "",
) -> list[Event]:
    """Return the events that reject suggestions.

    Parameters
    ----------
    study : Study
        The study.
    suggestions : iterable of Suggestion
        All its suggestions.
    coder, ids, memo
        As for :func:`crosscase.storage.reject_suggestions`.

    Returns
    -------
    list of Event
        One for each suggestion.

    Raises
    ------
    StudyError
        When a suggestion is outdated, or the coder has accepted, corrected or rejected it.
    UsageError
        When an id is not that of a suggestion.
    """
    chosen, findings = _choose(suggestions, ids), Findings()
    judged = judge_suggestions(study, chosen, coder)
    _note_outdated(study, chosen, findings)
    for one in chosen:
        if judged[one.id].status != "coded":
            _note_decided(one, judged[one.id], findings, more=False)
    if findings.problems:
        raise StudyError(findings.problems)
    return [make_reject(one, coder=coder, memo=memo) for one in chosen]


def undoings(
    study: Study, suggestions: Iterable[Suggestion], coder: str, ids: Sequence[str]
) -> list[Event]:
    """Return the events that take back what a coder decided on suggestions.

    Parameters
    ----------
    study : Study
        The study.
    suggestions : iterable of Suggestion
        All its suggestions.
    coder, ids
        As for :func:`crosscase.storage.undo_suggestions`.

    Returns
    -------
    list of Event
        One for each coding and rejection.

    Raises
    ------
    UsageError
        When the coder has decided nothing on one of them.
    """
    state = study.coding_state
    both: list[Coding | Rejection] = [*state.codings, *state.rejections]
    decided = {one.id: one for one in both if one.coder == coder and one.suggestion}
    now = {one.id: one for one in suggestions}
    known = {**now, **dict.fromkeys(one.suggestion for one in decided.values())}
    meant = {id: _matching(id, known) for id in ids}
    wanted = dict.fromkeys(one[0] if len(one) == 1 else id for id, one in meant.items())
    judged = judge_suggestions(study, [now[id] for id in wanted if id in now], coder)
    found: dict[str, Coding | Rejection] = {}
    without: list[str] = []
    for id in wanted:
        own = {event for event, one in decided.items() if one.suggestion == id}
        if id in judged:
            own.update(event for event in judged[id].events if event in decided)
        found |= {event: decided[event] for event in sorted(own)}
        without += [] if own else [id]
    if without:
        raise UsageError(
            f"found {', '.join(without)}; allowed: suggestions that {coder} has accepted, "
            "corrected or rejected; `crosscase suggestions history` gives their ids"
        )
    return [make_withdraw(one) for one in found.values()]
