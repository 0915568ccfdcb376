"""The tables of an evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING

from crosscase.evaluation import (
    Crossed,
    Evaluation,
    Measured,
    Negated,
    Traced,
    UnitsMeasured,
    ValuesMeasured,
)

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["TABLES", "evaluation_frame"]

TABLES: Mapping[str, type] = {
    "sentences": Measured,
    "sources": Traced,
    "units": UnitsMeasured,
    "values": ValuesMeasured,
    "confusion": Crossed,
    "negation": Negated,
}
"""The tables, and the record of a row."""


def evaluation_frame(evaluation: Evaluation, table: str = "sentences") -> DataFrame:
    """Return a table of an evaluation.

    Parameters
    ----------
    evaluation : Evaluation
        Any.
    table : str
        One of :data:`TABLES`.

    Returns
    -------
    DataFrame
        Columns as the parameters of the record of its rows; numbers that are undefined are
        missing.
    """
    import pandas as pd

    rows = {
        "sentences": evaluation.rows,
        "sources": evaluation.sources.rows if evaluation.sources else (),
        "units": evaluation.units,
        "values": evaluation.values,
        "confusion": evaluation.crossed,
        "negation": evaluation.negated,
    }[table]
    names = [field.name for field in fields(TABLES[table])]
    return pd.DataFrame([[getattr(row, name) for name in names] for row in rows], columns=names)
