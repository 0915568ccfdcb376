"""Networks as DataFrames."""

from __future__ import annotations

from collections.abc import Iterable

from pandas import DataFrame, Index

from crosscase.codebook import in_language
from crosscase.network.cooccurrence import Pair
from crosscase.network.graphs import evidence_scores
from crosscase.network.windows import groups_behind
from crosscase.scoring import Scorebook
from crosscase.study import Study

__all__ = ["CASE_COLUMNS", "PAIR_COLUMNS", "case_frame", "pair_frame"]

PAIR_COLUMNS = (
    "first",
    "second",
    "first_label",
    "second_label",
    "both",
    "groups",
    "expected",
    "association",
    "shrunken",
    "read",
    "of_first",
    "of_second",
    "of_both",
    "codings",
)
"""The columns of :func:`pair_frame`."""

CASE_COLUMNS = (
    "unit",
    "kind",
    "case",
    "code",
    "codebook",
    "unit_label",
    "code_label",
    "codings",
    "groups",
    "state",
    "value",
    "low",
    "high",
    "rule",
    "coding_ids",
)
"""The columns of :func:`case_frame`."""


def pair_frame(study: Study, pairs: Iterable[Pair], *, language: str = "") -> DataFrame:
    """Return pairs of codes as a DataFrame.

    Parameters
    ----------
    study : Study
        The study.
    pairs : iterable of Pair
        The pairs.
    language : str
        Of the labels; the first of the study when empty.

    Returns
    -------
    DataFrame
        A row for each pair in the order given: the codes ``first`` and ``second`` with
        ``first_label`` and ``second_label``; ``both``, the windows that have codings of both, and
        ``groups``, the number of source groups these are from; ``expected``, ``association`` and
        ``shrunken`` as in :class:`crosscase.network.Pair` (NaN where undefined), which follow from
        ``read``, the windows read for both codes, and ``of_first``, ``of_second`` and ``of_both``,
        those among them with either and both; ``codings``, ids joined by ``;``.
    """
    spoken = language or study.languages[0]

    def label(code: str) -> str:
        return in_language(study.codes[code].label, spoken)

    rows = [
        (
            one.first,
            one.second,
            label(one.first),
            label(one.second),
            one.both,
            len(one.groups),
            one.expected,
            one.association,
            one.shrunken,
            one.read,
            one.of_first,
            one.of_second,
            one.of_both,
            ";".join(one.codings),
        )
        for one in pairs
    ]
    frame = DataFrame(rows, columns=Index(PAIR_COLUMNS))
    return frame.astype(dict.fromkeys(("expected", "association", "shrunken"), float))


def case_frame(book: Scorebook, *, language: str = "") -> DataFrame:
    """Return which case and party has which codes, as a DataFrame.

    Parameters
    ----------
    book : Scorebook
        The scores.
    language : str
        Of the labels; the first of the study when empty.

    Returns
    -------
    DataFrame
        A row for each ``unit`` and ``code`` whose score rests on codings, in the order of the
        study: the ``kind`` of unit and its ``case``, the ``codebook``, ``unit_label`` and
        ``code_label``, the numbers of ``codings`` and source ``groups`` the score rests on, its
        ``state``, ``value``, ``low``, ``high`` and ``rule``, and ``coding_ids`` joined by ``;``.
    """
    study = book.study
    spoken = language or study.languages[0]
    home = {code.id: one.id for one in study.codebooks for code in one.codes}
    rows = [
        (
            score.unit,
            study.units[score.unit].kind,
            study.case_of(score.unit),
            score.code,
            home[score.code],
            in_language(study.units[score.unit].label, spoken),
            in_language(study.codes[score.code].label, spoken),
            len(score.codings),
            len(groups_behind(book, score.codings)),
            score.state,
            score.value,
            score.low,
            score.high,
            score.rule,
            ";".join(score.codings),
        )
        for score in evidence_scores(book)
    ]
    return DataFrame(rows, columns=Index(CASE_COLUMNS))
