"""Disagreements as a table: one row an item, or one row a coding."""

from __future__ import annotations

from collections.abc import Iterable

from pandas import DataFrame

from crosscase.adjudication.items import Item
from crosscase.coding import Coding

__all__ = ["CODING_COLUMNS", "ITEM_COLUMNS", "codings_frame", "items_frame"]

ITEM_COLUMNS = (
    *("item", "kind", "document", "start", "end", "quote", "codings", "coders", "silent"),
    *("codes", "units", "toward", "values", "periods", "dates", "actors", "decisions"),
    *("settled", "stands", "by", "why"),
)
"""The columns of :func:`items_frame`."""

CODING_COLUMNS = (
    *("item", "kind", "document", "coding", "coder", "start", "end", "quote"),
    *("code", "unit", "toward", "value", "period", "date", "actor", "decision", "memo"),
    *("settled", "stands"),
)
"""The columns of :func:`codings_frame`."""


def _join(values: Iterable[str]) -> str:
    return ";".join(values)


def _item_row(item: Item) -> tuple[object, ...]:
    def each(name: str) -> str:
        # Semicolons part the codings, so the periods of one coding are parted by a comma.
        return _join(getattr(coding, name).replace(";", ",") for coding in item.codings)

    settled = item.settled
    return (
        *(item.id, item.kind, item.document, item.start, item.end, item.quote),
        *(each("id"), each("coder"), _join(item.silent)),
        *(each("code"), each("unit"), each("toward"), each("value"), each("period")),
        *(each("date"), each("actor"), each("decision")),
        settled.id if settled else "",
        _join(settled.stands) if settled else "",
        _join(settled.by) if settled else "",
        settled.why if settled else "",
    )


def items_frame(items: Iterable[Item]) -> DataFrame:
    """Return disagreements with one row for each.

    Parameters
    ----------
    items : iterable of Item
        The disagreements.

    Returns
    -------
    DataFrame
        ``item``, ``kind``, ``document``, ``start``, ``end``, ``quote``; ``codings`` (ids) and for
        each of these, in the same order, ``coders``, ``codes``, ``units``, ``toward``, ``values``,
        ``periods``, ``dates``, ``actors``, ``decisions`` (undivided decisions the text speaks
        of); ``silent`` (coders without a coding); ``settled`` (the id of the decision, empty
        while open), and of that decision ``stands``, ``by``, ``why``. Lists are joined by ``;``,
        the periods of one coding by a comma.
    """
    return DataFrame([_item_row(item) for item in items], columns=list(ITEM_COLUMNS))


def _coding_row(item: Item, coding: Coding) -> tuple[object, ...]:
    settled = item.settled
    return (
        *(item.id, item.kind, item.document, coding.id, coding.coder),
        *(coding.start, coding.end, coding.quote, coding.code, coding.unit, coding.toward),
        *(coding.value, coding.period, coding.date, coding.actor, coding.decision, coding.memo),
        settled.id if settled else "",
        ("yes" if coding.id in settled.stands else "no") if settled else "",
    )


def codings_frame(items: Iterable[Item]) -> DataFrame:
    """Return disagreements with one row for each coding at odds.

    Parameters
    ----------
    items : iterable of Item
        The disagreements.

    Returns
    -------
    DataFrame
        ``item``, ``kind``, ``document``; ``coding`` (its id), ``coder``, ``start``, ``end``,
        ``quote`` and what it claims; ``settled`` (the id of the decision, empty while open) and
        ``stands`` (``yes`` or ``no``, empty while open).
    """
    rows = [_coding_row(item, coding) for item in items for coding in item.codings]
    return DataFrame(rows, columns=list(CODING_COLUMNS))
