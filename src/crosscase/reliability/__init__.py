"""Reliability: how far coders agree, on the values of units and on segments of text."""

from __future__ import annotations

from crosscase.reliability.alpha import METRICS, krippendorff_alpha
from crosscase.reliability.estimates import COLUMNS, RESAMPLES, Estimate, estimate_ratings
from crosscase.reliability.kappa import cohen_kappa, fleiss_kappa, gwet_ac, percent
from crosscase.reliability.marks import Marks
from crosscase.reliability.segments import SegmentAgreement
from crosscase.reliability.study_scores import agree_on_scores
from crosscase.reliability.study_segments import agree_on_passages
from crosscase.reliability.tables import agree_on_segments, agree_on_values, read_table
from crosscase.reliability.words import COEFFICIENTS

__all__ = [
    "COEFFICIENTS",
    "COLUMNS",
    "METRICS",
    "RESAMPLES",
    "Estimate",
    "Marks",
    "SegmentAgreement",
    "agree_on_passages",
    "agree_on_scores",
    "agree_on_segments",
    "agree_on_values",
    "cohen_kappa",
    "estimate_ratings",
    "fleiss_kappa",
    "gwet_ac",
    "krippendorff_alpha",
    "percent",
    "read_table",
]
