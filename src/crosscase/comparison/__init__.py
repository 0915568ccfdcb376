"""Comparing cases: declared tables filled from scores, and derived beside published."""

from __future__ import annotations

from crosscase.comparison.build import build_table, build_tables, table_frames
from crosscase.comparison.published import (
    ValueComparison,
    VerdictComparison,
    compare_published,
    compare_published_verdicts,
    published_frame,
    published_verdict_frame,
)
from crosscase.comparison.shown import describe_score, ref_of
from crosscase.comparison.table import (
    Cell,
    Part,
    Ref,
    Row,
    Span,
    Table,
    evidence_id,
    find_ref,
    table_frame,
)
from crosscase.comparison.words import KIND_LABELS, STATES, describe_state

__all__ = [
    "KIND_LABELS",
    "STATES",
    "Cell",
    "Part",
    "Ref",
    "Row",
    "Span",
    "Table",
    "ValueComparison",
    "VerdictComparison",
    "build_table",
    "build_tables",
    "compare_published",
    "compare_published_verdicts",
    "describe_score",
    "describe_state",
    "evidence_id",
    "find_ref",
    "published_frame",
    "published_verdict_frame",
    "ref_of",
    "table_frame",
    "table_frames",
]
