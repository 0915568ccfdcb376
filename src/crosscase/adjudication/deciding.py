"""Deciding: recording in a study folder what coders who met answered, all of it or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from crosscase.adjudication.items import find_items
from crosscase.adjudication.meeting import FILE, Answer, Meeting, meet, reopening_events
from crosscase.coding import ADJUDICATED, Event
from crosscase.errors import Problem, StudyError
from crosscase.storage import OpenStudy
from crosscase.storage.loading import errors_of
from crosscase.study import Study

__all__ = ["decide", "reopen", "review_answers"]


def _meet(
    held: OpenStudy,
    study: Study,
    answers: Iterable[Answer],
    coders: Sequence[str],
    snapshot: str,
    file: str,
) -> tuple[Meeting, list[Problem]]:
    """Return the answers as events, and everything that keeps them from being recorded."""
    if errors := errors_of(study.problems):
        raise StudyError(errors)
    items = find_items(study, coders=coders, snapshot=snapshot)
    meeting = meet(study, items, answers, file or FILE)
    problems = list(meeting.problems)
    for problem, place in held.preview(ADJUDICATED, meeting.events):
        if file and place is not None:
            problem = replace(problem, file=file, line=meeting.lines[place])
        problems.append(problem)
    return meeting, problems


def review_answers(
    root: Path | str,
    answers: Iterable[Answer],
    *,
    coders: Sequence[str] = (),
    snapshot: str = "",
    file: str = "",
) -> list[Problem]:
    """Return everything that would keep :func:`decide` from recording answers; record nothing.

    Parameters
    ----------
    root, answers, coders, snapshot, file
        As for :func:`decide`.

    Returns
    -------
    list of Problem
        Nothing when all is well.
    """
    held = OpenStudy(root)
    return _meet(held, held.study(), answers, coders, snapshot, file)[1]


def decide(
    root: Path | str,
    answers: Iterable[Answer],
    *,
    coders: Sequence[str] = (),
    snapshot: str = "",
    file: str = "",
) -> tuple[str, ...]:
    """Record what was decided on disagreements, all of it or nothing.

    A decision that was overtaken by changes and is decided on anew is taken back.

    Parameters
    ----------
    root : Path or str
        The study folder.
    answers : iterable of Answer
        One for each item.
    coders : sequence of str
        The coders compared when the items were listed; all who cover anything when left out.
    snapshot : str
        The snapshot at which the items were listed; empty for now. Where definitions changed since,
        coders may have read the same text then and not yet now.
    file : str
        Where the answers were read; problems then name it with the line of the answer.

    Returns
    -------
    tuple of str
        Ids of the decisions, in the order of the answers.

    Raises
    ------
    StudyError
        With every answer that cannot be recorded and why; nothing is written then.
    UsageError
        When a coder or the snapshot does not exist, or fewer than two coders are compared.
    """
    held = OpenStudy(root)
    decisions: list[str] = []

    def make(study: Study) -> list[Event]:
        meeting, problems = _meet(held, study, answers, coders, snapshot, file)
        if problems:
            raise StudyError(problems)
        decisions.extend(meeting.decisions)
        return meeting.events

    held.carry_out(ADJUDICATED, make)
    return tuple(decisions)


def reopen(root: Path | str, decisions: Sequence[str]) -> tuple[str, ...]:
    """Take decisions back, all of them or none; what they settled is open again.

    Codings that were added for them alone are withdrawn.

    Parameters
    ----------
    root : Path or str
        The study folder.
    decisions : sequence of str
        Ids of decisions.

    Returns
    -------
    tuple of str
        Ids of the decisions taken back, each once.

    Raises
    ------
    UsageError
        When an id is not that of a decision that stands.
    """
    chosen = tuple(dict.fromkeys(decisions))
    OpenStudy(root).carry_out(ADJUDICATED, lambda study: reopening_events(study, chosen))
    return chosen
