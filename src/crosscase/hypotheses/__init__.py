"""From scores to verdicts: predictions, the rules that weigh them, and claims over units."""

from __future__ import annotations

from crosscase.hypotheses.expressions import expression_codes
from crosscase.hypotheses.frame import verdict_frame
from crosscase.hypotheses.records import (
    ALL,
    AtomOutcome,
    PredictionOutcome,
    RivalOutcome,
    ScoreKey,
    Verdict,
)
from crosscase.hypotheses.verdicts import evaluate
from crosscase.hypotheses.words import PREDICTION_STATES, TEST_LABELS, VERDICTS

__all__ = [
    "ALL",
    "PREDICTION_STATES",
    "TEST_LABELS",
    "VERDICTS",
    "AtomOutcome",
    "PredictionOutcome",
    "RivalOutcome",
    "ScoreKey",
    "Verdict",
    "evaluate",
    "expression_codes",
    "verdict_frame",
]
