"""The section on robustness: what would change a verdict, and whether rivals are told apart."""

from __future__ import annotations

from crosscase.report.robustness.gather import Robustness, gather_robustness

__all__ = ["Robustness", "gather_robustness"]
