"""Reliability: how far coders agree, on the values of units and on segments of text."""

from __future__ import annotations

from crosscase.reliability.alpha import METRICS, krippendorff_alpha
from crosscase.reliability.confusion import (
    CONFUSION_COLUMNS,
    SILENCE,
    Matrix,
    confusion,
    count_confusion,
)
from crosscase.reliability.estimates import COLUMNS, RESAMPLES, Estimate, estimate_ratings
from crosscase.reliability.kappa import cohen_kappa, fleiss_kappa, gwet_ac, percent
from crosscase.reliability.marks import Marks
from crosscase.reliability.segments import SegmentAgreement
from crosscase.reliability.study_scores import ScoreEstimate, agree_on_scores, estimate_scores
from crosscase.reliability.study_segments import (
    PassageEstimate,
    agree_on_passages,
    estimate_passages,
)
from crosscase.reliability.table_cells import remark_on_values
from crosscase.reliability.table_file import read_table
from crosscase.reliability.tables import LONGEST, agree_on_segments, agree_on_values
from crosscase.reliability.words import COEFFICIENTS, NOTICES, REASONS, remark

__all__ = [
    "COEFFICIENTS",
    "COLUMNS",
    "CONFUSION_COLUMNS",
    "LONGEST",
    "METRICS",
    "NOTICES",
    "REASONS",
    "RESAMPLES",
    "SILENCE",
    "Estimate",
    "Marks",
    "Matrix",
    "PassageEstimate",
    "ScoreEstimate",
    "SegmentAgreement",
    "agree_on_passages",
    "agree_on_scores",
    "agree_on_segments",
    "agree_on_values",
    "cohen_kappa",
    "confusion",
    "count_confusion",
    "estimate_passages",
    "estimate_ratings",
    "estimate_scores",
    "fleiss_kappa",
    "gwet_ac",
    "krippendorff_alpha",
    "percent",
    "read_table",
    "remark",
    "remark_on_values",
]
