"""The whole chapter: tables, figures, verdicts and their evidence in one report."""

from __future__ import annotations

from crosscase.report.model import Report, gather_report
from crosscase.report.write import write_report

__all__ = ["Report", "gather_report", "write_report"]
