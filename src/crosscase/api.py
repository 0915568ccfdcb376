"""What ``import crosscase`` offers: a study, and DataFrames from it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from crosscase.corpus import KINDS
from crosscase.errors import UsageError
from crosscase.scoring import Selection, score_frame
from crosscase.storage import load as load_study

if TYPE_CHECKING:
    from pandas import DataFrame

    from crosscase.study import Study

__all__ = ["choose_language", "load", "make_selection", "scores", "tables", "verdicts"]


def load(folder: Path | str) -> Study:
    """Read a study from its folder.

    Parameters
    ----------
    folder : Path or str
        The folder that holds ``study.yaml``.

    Returns
    -------
    Study
        Everything in it.

    Raises
    ------
    StudyError
        With every problem at once, when the study has errors.
    """
    return load_study(folder)


def make_selection(
    study: Study,
    *,
    coders: Iterable[str] = (),
    kinds: Iterable[str] = (),
    without_kinds: Iterable[str] = (),
    snapshot: str = "",
) -> Selection:
    """Say which codings count, and refuse names that the study does not know.

    Parameters
    ----------
    study : Study
        The study.
    coders : iterable of str
        Only these coders; all that count when empty.
    kinds, without_kinds : iterable of str
        Kinds of document to keep, or to leave out.
    snapshot : str
        The codings as they were at this snapshot.

    Returns
    -------
    Selection
        What counts.

    Raises
    ------
    UsageError
        When a name is not known.
    """
    wanted, kept, dropped = set(coders), set(kinds), set(without_kinds)
    _refuse_unknown("coder", wanted, study.coders)
    _refuse_unknown("kind of document", kept | dropped, KINDS)
    if snapshot:
        _refuse_unknown("snapshot", {snapshot}, study.snapshots)
    chosen = (kept or set(KINDS)) - dropped
    if not chosen:
        raise UsageError("no kind of document is left; leave out fewer kinds")
    return Selection(
        coders=frozenset(wanted) if wanted else None,
        kinds=None if chosen == set(KINDS) else frozenset(chosen),
        snapshot=snapshot,
    )


def _refuse_unknown(what: str, given: set[str], allowed: Iterable[str]) -> None:
    known = sorted(allowed)
    for name in sorted(given - set(known)):
        raise UsageError(f"{what} {name!r} is not known; allowed: {', '.join(known) or 'none'}")


def choose_language(study: Study, language: str = "") -> str:
    """Return a language of the study, and refuse any other.

    Parameters
    ----------
    study : Study
        The study.
    language : str
        Two letters; the study's first when empty.

    Returns
    -------
    str
        The language.

    Raises
    ------
    UsageError
        When it is not one of the study.
    """
    if language:
        _refuse_unknown("language", {language}, study.languages)
    return language or study.languages[0]


def scores(study: Study, *, period: str = "", selection: Selection | None = None) -> DataFrame:
    """Return what the codings together say about each unit and code.

    Parameters
    ----------
    study : Study
        The study.
    period : str
        Id of a period; all evidence counts when empty.
    selection : Selection, optional
        Which codings count.

    Returns
    -------
    DataFrame
        A row for each unit and code; columns as :func:`crosscase.scoring.score_frame`.

    Raises
    ------
    UsageError
        When the period is not known.
    """
    if period:
        _refuse_unknown("period", {period}, study.periods)
    return score_frame(study, period=period, selection=selection or Selection())


def tables(
    study: Study, *, selection: Selection | None = None, language: str = ""
) -> dict[str, DataFrame]:
    """Return the declared tables, filled.

    Parameters
    ----------
    study : Study
        The study.
    selection : Selection, optional
        Which codings count.
    language : str
        Language of the labels; the study's first when empty.

    Returns
    -------
    dict
        Table id → DataFrame whose first column is the row label.

    Raises
    ------
    UsageError
        When the language is not one of the study.
    """
    from crosscase.comparison import table_frames

    return table_frames(
        study, selection=selection or Selection(), language=choose_language(study, language)
    )


def verdicts(study: Study, *, selection: Selection | None = None) -> DataFrame:
    """Return the verdicts on the declared hypotheses.

    Parameters
    ----------
    study : Study
        The study.
    selection : Selection, optional
        Which codings count.

    Returns
    -------
    DataFrame
        A row for each hypothesis, reading and unit; the outcome over all units has unit ``all``.
    """
    from crosscase.hypotheses import verdict_frame

    return verdict_frame(study, selection=selection or Selection())
