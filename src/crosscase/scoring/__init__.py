"""From codings to scores: period, voices, rule, lifting, mirror, in that order."""

from __future__ import annotations

from crosscase.scoring.frame import score_frame
from crosscase.scoring.overlay import Overlay
from crosscase.scoring.records import Score, Voice
from crosscase.scoring.scorebook import Scorebook
from crosscase.scoring.selection import Selection

__all__ = ["Overlay", "Score", "Scorebook", "Selection", "Voice", "score_frame"]
