"""What a researcher declares: tables, figures, hypotheses, and what others have published."""

from __future__ import annotations

from crosscase.specs.configurations import ConfigurationSpec
from crosscase.specs.hypothesis import (
    EXPRESSIONS,
    TESTS,
    Expression,
    Hypothesis,
    Prediction,
    Reading,
    Rival,
    ScoreRef,
    walk,
)
from crosscase.specs.published import (
    Discrepancy,
    PublishedTable,
    PublishedValue,
    PublishedVerdict,
)
from crosscase.specs.tables import Axis, Column, FigureSpec, TableSpec

__all__ = [
    "EXPRESSIONS",
    "TESTS",
    "Axis",
    "Column",
    "ConfigurationSpec",
    "Discrepancy",
    "Expression",
    "FigureSpec",
    "Hypothesis",
    "Prediction",
    "PublishedTable",
    "PublishedValue",
    "PublishedVerdict",
    "Reading",
    "Rival",
    "ScoreRef",
    "TableSpec",
    "walk",
]
