"""Listing suggestions: the ones asked for, in an order to work through, with what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from crosscase.codebook import in_language
from crosscase.corpus import passage_at
from crosscase.errors import UsageError
from crosscase.judgements import Judgement, judge_suggestions
from crosscase.study import Study
from crosscase.suggestion import Suggestion, order_suggestions

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = [
    "HISTORY_COLUMNS",
    "LIST_COLUMNS",
    "choose_suggestions",
    "judge_for_all",
    "list_suggestions",
    "order_uncertain",
    "suggestions_frame",
]

LIST_COLUMNS = (
    *("id", "document", "passage", "start", "end", "code", "unit", "value"),
    *("method", "rule", "score", "status", "events", "quote", "reason"),
)
"""The columns of a list of suggestions."""

HISTORY_COLUMNS = (
    *("suggestion", "method", "rule", "document", "start", "end"),
    *("proposed_quote", "proposed_code", "proposed_unit", "proposed_value"),
    *("decision", "changed", "coder", "at", "event", "now", "quote", "code", "unit", "value"),
)
"""The columns of the history of suggestions."""

_OPEN: Mapping[str, Mapping[str, str]] = {
    "unit": {"nl": "eenheid?", "en": "unit?"},
    "value": {"nl": "waarde?", "en": "value?"},
    "why": {"nl": "waarom", "en": "why"},
}


def order_uncertain(suggestions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Sort suggestions with the least certain first: there a decision teaches the model most.

    Parameters
    ----------
    suggestions : iterable of Suggestion
        In any order.

    Returns
    -------
    tuple of Suggestion
        By how far their score is from one half; those without a score come last.

    References
    ----------
    Lewis, D. D., & Gale, W. A. (1994). A sequential algorithm for training text classifiers.
    SIGIR '94, 3–12 (uncertainty sampling).
    """
    return tuple(
        sorted(
            suggestions,
            key=lambda one: (
                1.0 if one.score is None else abs(one.score - 0.5),
                order_suggestions(one),
            ),
        )
    )


def _refuse_unknown(what: str, found: str, allowed: Iterable[str]) -> None:
    if found and found not in set(allowed):
        known = ", ".join(allowed) or "none"
        raise UsageError(f"{what} {found!r} is not known; allowed: {known}")


def judge_for_all(
    study: Study, suggestions: Sequence[Suggestion], coder: str = ""
) -> dict[str, Judgement]:
    """Return what became of suggestions: for one coder, or for all that decided anything.

    Parameters
    ----------
    study : Study
        The study.
    suggestions : sequence of Suggestion
        Its suggestions.
    coder : str
        Only this coder; all when empty, each then named with what they decided.

    Returns
    -------
    dict
        Suggestion id → judgement.

    Raises
    ------
    UsageError
        When there is no such coder.
    """
    _refuse_unknown("coder", coder, study.coders)
    if coder:
        return judge_suggestions(study, suggestions, coder)
    by_coder = {name: judge_suggestions(study, suggestions, name) for name in study.coders}
    found: dict[str, Judgement] = {}
    for one in suggestions:
        decided = {
            name: judged[one.id]
            for name, judged in by_coder.items()
            if judged[one.id].status != "undecided"
        }
        found[one.id] = Judgement(
            "; ".join(f"{judged.status} ({name})" for name, judged in decided.items())
            or "undecided",
            tuple(event for judged in decided.values() for event in judged.events),
        )
    return found


def choose_suggestions(
    study: Study,
    suggestions: Iterable[Suggestion],
    *,
    document: str = "",
    code: str = "",
    unit: str = "",
    method: str = "",
) -> tuple[Suggestion, ...]:
    """Keep the suggestions that are asked for.

    Parameters
    ----------
    study : Study
        The study.
    suggestions : iterable of Suggestion
        Suggestions of it.
    document, code, unit, method : str
        Only those of it; all when empty. The unit ``?`` keeps those without one.

    Returns
    -------
    tuple of Suggestion
        In the order given.

    Raises
    ------
    UsageError
        When the study has no such document, code or unit.
    """
    _refuse_unknown("document", document, study.documents)
    _refuse_unknown("code", code, study.codes)
    _refuse_unknown("unit", "" if unit == "?" else unit, study.units)
    wanted = "" if unit == "?" else unit
    return tuple(
        one
        for one in suggestions
        if document in ("", one.document)
        and code in ("", one.code)
        and (not unit or one.unit == wanted)
        and method in ("", one.method)
    )


def suggestions_frame(
    study: Study,
    suggestions: Iterable[Suggestion],
    judged: Mapping[str, Judgement],
    language: str,
) -> DataFrame:
    """Return suggestions as a table, with what was decided on each.

    Parameters
    ----------
    study : Study
        The study.
    suggestions : iterable of Suggestion
        In the order wanted.
    judged : mapping
        As :func:`judge_for_all` gives it.
    language : str
        Of the reasons.

    Returns
    -------
    DataFrame
        Columns :data:`LIST_COLUMNS`; ``events`` holds ids joined by ``;``.
    """
    import pandas as pd

    rows = [
        (
            *(one.id, one.document, passage_at(study.passages, one.document, one.start)),
            *(one.start, one.end, one.code, one.unit, one.value, one.method, one.rule, one.score),
            *(judged[one.id].status, ";".join(judged[one.id].events), one.quote),
            in_language(one.reason, language),
        )
        for one in suggestions
    ]
    return pd.DataFrame(rows, columns=list(LIST_COLUMNS))


def list_suggestions(frame: DataFrame, language: str) -> str:
    """Return a table of suggestions as text to read, a few lines for each.

    Parameters
    ----------
    frame : DataFrame
        As :func:`suggestions_frame` makes it.
    language : str
        Dutch or English.

    Returns
    -------
    str
        Text that ends in a newline.
    """
    words = {name: in_language(texts, language) for name, texts in _OPEN.items()}
    parts = []
    for row in frame.astype(object).where(frame.notna(), "").to_dict("records"):
        claim = " · ".join(
            (row["code"], row["unit"] or words["unit"], row["value"] or words["value"])
        )
        score = f"  {row['score']:.2f}" if row["score"] != "" else ""
        place = f"{row['document']} [{row['passage']}]" if row["passage"] else row["document"]
        quote = " ".join(row["quote"].split())
        parts.append(
            f"{row['id']}  {claim}{score}  ({row['status']})\n"
            f"    {place}: “{quote}”\n"
            f"    {words['why']}: {row['reason']}\n"
        )
    return "\n".join(parts) or "(nothing)\n"
