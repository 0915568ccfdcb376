"""A score as it is shown: its value and state in words, and the cell that carries them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping

from crosscase.codebook import NOT_APPLICABLE, REFERENCE_DATE, Labels, in_language
from crosscase.comparison.table import Cell, Ref, compose
from crosscase.comparison.words import RUNNING, STATES, describe_state, number_text
from crosscase.scoring import Score
from crosscase.specs.tables import ShowAs, find_shown_scale
from crosscase.study import Study

__all__ = [
    "KNOWN",
    "describe_score",
    "gather_codings",
    "observed_values",
    "ref_of",
    "score_cell",
    "show_range",
    "show_value",
    "value_labels",
]

KNOWN = ("scored", "inferred", "contested")
"""The states in which a score has a value to show."""


def ref_of(score: Score) -> Ref:
    """Return the reference to a score.

    Parameters
    ----------
    score : Score
        Any score.

    Returns
    -------
    Ref
        Its unit, code, period and other party.
    """
    return Ref(score.unit, score.code, score.period, score.toward)


def show_value(
    study: Study, code: str, value: str, language: str, show_as: Mapping[str, str]
) -> str:
    """Return a value as a reader sees it.

    A value named in ``show_as`` is shown under the label its target has on the scale that
    ``show_as`` names, or else on the scale of the study that fits all targets best, or as the
    target itself when no scale does.

    Parameters
    ----------
    study : Study
        The study.
    code : str
        The code the value is of.
    value : str
        A value id, or a number as text.
    language : str
        Two-letter language code.
    show_as : mapping
        From value id to the id or text it is shown as.

    Returns
    -------
    str
        The label.
    """
    if value in show_as:
        named = show_as.scale if isinstance(show_as, ShowAs) else ""
        shown = study.scales.get(named) or find_shown_scale(study.scales.values(), show_as.values())
        return shown.value_label(show_as[value], language) if shown else show_as[value]
    scale = study.scale_of(code)
    if scale.kind == "number":
        return number_text(value, language)
    return scale.value_label(value, language)


def value_labels(study: Study, code: str, value: str, show_as: Mapping[str, str]) -> Labels:
    """Return a value as readers see it, in every language of the study.

    Parameters
    ----------
    study : Study
        The study.
    code : str
        The code the value is of.
    value : str
        A value id, or a number as text.
    show_as : mapping
        As in :func:`show_value`.

    Returns
    -------
    mapping
        The label by language.
    """
    return compose(
        study.languages, lambda language: show_value(study, code, value, language, show_as)
    )


def observed_values(study: Study, score: Score) -> tuple[str, ...]:
    """Return the values the source groups of a contested score say, and those in between.

    These are not always the values the score may still take: where it is contested whether the
    code applies, it may take any.

    Parameters
    ----------
    study : Study
        The study.
    score : Score
        A score.

    Returns
    -------
    tuple of str
        In the order of the scale; nothing for numbers.
    """
    scale = study.scale_of(score.code)
    if scale.kind == "ordinal" and score.low and score.high:
        return scale.value_ids[scale.rank(score.low) : scale.rank(score.high) + 1]
    said = {voice.value for voice in score.voices}
    return tuple(value for value in scale.value_ids if value in said)


def show_range(study: Study, score: Score, language: str, show_as: Mapping[str, str]) -> str:
    """Return what a contested or imprecise score ranges over.

    Parameters
    ----------
    study : Study
        The study.
    score : Score
        A score.
    language : str
        Two-letter language code.
    show_as : mapping
        As in :func:`show_value`.

    Returns
    -------
    str
        ``low–high`` where the score has ends, else the values themselves; then that the code
        does not apply, when some say so.
    """
    ends = tuple(dict.fromkeys((score.low, score.high)))
    shown = ends if all(ends) else observed_values(study, score)
    texts = [show_value(study, score.code, value, language, show_as) for value in shown]
    ranged = ["–".join(texts)] if all(ends) else texts
    if any(voice.value == NOT_APPLICABLE for voice in score.voices):
        ranged.append(in_language(STATES["not-applicable"], language))
    return ", ".join(ranged)


def _show_days(first: str, last: str) -> str:
    if first == last:
        return first
    year, month, _ = first.split("-")
    if (first, last) == (f"{year}-01-01", f"{year}-12-31"):
        return year
    _, days = monthrange(int(year), int(month))
    if (first, last) == (f"{year}-{month}-01", f"{year}-{month}-{days}"):
        return f"{year}-{month}"
    return f"{first}–{last}"


def _show_events(study: Study, score: Score, language: str) -> str:
    """Return the events spoken of, each with its date as precisely as it is known."""
    scale = study.scale_of(score.code)
    days = {event: (first, last) for event, first, last in score.events}
    return "; ".join(
        f"{scale.value_label(event, language)} {_show_days(*days.get(event, ('', '')))}".rstrip()
        for event in observed_values(study, score)
    )


def describe_score(study: Study, score: Score, language: str, show_as: Mapping[str, str]) -> str:
    """Return everything a cell of its own says of a score.

    Parameters
    ----------
    study : Study
        The study.
    score : Score
        A score.
    language : str
        Two-letter language code.
    show_as : mapping
        As in :func:`show_value`.

    Returns
    -------
    str
        The value; in parentheses when inferred, with the word and the range when contested,
        and with the word when it is a span of years that is still running; the state in words
        when there is no value.
    """
    word = describe_state(score, language)
    if score.state not in KNOWN:
        return word
    kind = study.scale_of(score.code).kind
    if kind == "events":
        dated = _show_events(study, score, language)
        return f"{dated} ({word})" if score.state == "contested" else dated
    value = show_value(study, score.code, score.value, language, show_as)
    if score.state == "inferred":
        return f"({value})"
    ranged = show_range(study, score, language, show_as)
    remarks = []
    if score.state == "contested":
        remarks.append(f"{word}: {ranged}")
    elif kind == "number" and score.low != score.high:
        remarks.append(ranged)
    if score.events and score.events[-1][0] == REFERENCE_DATE:
        remarks.append(in_language(RUNNING, language))
    said = "; ".join(remarks)
    return f"{value} ({said})" if value and said else value or said


def gather_codings(scores: Iterable[Score]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codings behind several scores.

    Parameters
    ----------
    scores : iterable of Score
        Any scores.

    Returns
    -------
    tuple of two tuples of str
        Sorted ids for and against; a coding that is for one score and against another is in
        both.
    """
    listed = list(scores)
    return (
        tuple(sorted({id for score in listed for id in score.codings_for})),
        tuple(sorted({id for score in listed for id in score.codings_against})),
    )


def score_cell(study: Study, score: Score, show_as: Mapping[str, str]) -> Cell:
    """Return the cell that shows one score in full.

    Parameters
    ----------
    study : Study
        The study.
    score : Score
        The score.
    show_as : mapping
        As in :func:`show_value`.

    Returns
    -------
    Cell
        With the true value, whatever it is shown as.
    """
    return Cell(
        text=compose(
            study.languages, lambda language: describe_score(study, score, language, show_as)
        ),
        refs=(ref_of(score),),
        states=(score.state,),
        value=score.value,
        codings_for=score.codings_for,
        codings_against=score.codings_against,
    )
