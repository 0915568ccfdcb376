"""The section on reliability: how far coders agree, and what they did about the rest."""

from __future__ import annotations

from crosscase.report.reliability.gather import Reliability, gather_reliability

__all__ = ["Reliability", "gather_reliability"]
