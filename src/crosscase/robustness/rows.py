"""The rows that every analysis of robustness gives, and the table they make."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass, fields

from pandas import DataFrame

from crosscase.errors import UsageError

__all__ = ["COLUMNS", "KINDS", "Row", "refuse_unknown", "rows_frame"]

KINDS = (
    "leave-out-group",
    "leave-out-document",
    "leave-out-coder",
    "leave-out-case",
    "alternative-rule",
    "alternative-lifting",
    "alternative-threshold",
    "alternative-test",
    "alternative-reading",
    "stability-single",
    "stability-joint",
    "flip-groups",
    "flip-codings",
    "single-voice",
    "circular-passage",
    "circular-formed-from",
)
"""What a row can be about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that would, or would not, change a verdict or a score; see :func:`rows_frame`."""

    unit: str
    hypothesis: str = ""
    reading: str = ""
    kind: str
    removed: str = ""
    before: str
    after: str = ""
    code: str = ""
    period: str = ""
    size: int = 0
    stands: int = 0
    of: int = 0
    note: str = ""


def refuse_unknown(what: str, given: Iterable[str], allowed: Collection[str]) -> None:
    """Refuse a name that the study does not know.

    Parameters
    ----------
    what : str
        What it should be the name of.
    given : iterable of str
        The names.
    allowed : collection of str
        Those that are known.

    Raises
    ------
    UsageError
        When one is not.
    """
    unknown = [one for one in given if one not in allowed]
    if unknown:
        raise UsageError(
            f"{what} {', '.join(unknown)} is not known; "
            f"allowed: {', '.join(allowed) or 'none in this study'}; choose one of these"
        )


COLUMNS = tuple(one.name for one in fields(Row))
"""The columns of every such table."""


def rows_frame(rows: Iterable[Row]) -> DataFrame:
    """Return rows as a table.

    Parameters
    ----------
    rows : iterable of Row
        In any order; they stay in it.

    Returns
    -------
    DataFrame
        With the columns

        ``unit``, ``hypothesis``, ``reading``
            The verdict; of a score the unit alone.
        ``kind``
            One of :data:`KINDS`.
        ``removed``
            What was left out or done otherwise; ids are joined by ``;``.
        ``before``, ``after``
            The verdict as it stands and as it becomes; of a score its state, or ``state:value``.
        ``code``, ``period``
            Of a score.
        ``size``
            Of a flip set: how many things were left out; 0 when no set was found.
        ``stands``, ``of``
            Of stability: in how many of how many alternatives the verdict stands. Of a flip set
            ``of`` is the largest size that was tried.
        ``note``
            What else there is to say.
    """
    return DataFrame([astuple(row) for row in rows], columns=list(COLUMNS))
