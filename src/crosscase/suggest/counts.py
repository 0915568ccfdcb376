"""How many suggestions there are for each code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from crosscase.study import Study
from crosscase.suggestion import Suggestion

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["COLUMNS", "count_suggestions"]

COLUMNS = ("code", "suggestions", "sentences", "documents", "without_unit", "without_value")


def count_suggestions(study: Study, suggestions: Iterable[Suggestion]) -> DataFrame:
    """Return how many suggestions there are for each code.

    Parameters
    ----------
    study : Study
        The study, for the order of its codes.
    suggestions : iterable of Suggestion
        Its suggestions.

    Returns
    -------
    DataFrame
        A row for each code that has patterns or suggestions, with the columns ``code``,
        ``suggestions``, ``sentences``, ``documents``, and how many leave the unit
        (``without_unit``) or the value (``without_value``) to a person.
    """
    from pandas import DataFrame

    by_code: dict[str, list[Suggestion]] = defaultdict(list)
    for one in suggestions:
        by_code[one.code].append(one)
    rows = [
        (
            code.id,
            len(found := by_code[code.id]),
            len({(one.document, one.start, one.end) for one in found}),
            len({one.document for one in found}),
            sum(not one.unit for one in found),
            sum(not one.value for one in found),
        )
        for code in study.codes.values()
        if code.patterns or code.id in by_code
    ]
    return DataFrame(rows, columns=list(COLUMNS))
