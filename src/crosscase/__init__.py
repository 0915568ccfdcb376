"""Qualitative case studies from coded text to tested hypotheses, traceable all the way back."""

from __future__ import annotations

__version__ = "0.1.0"
