"""What would change a verdict: exactly, and at the cost of what a change touches."""

from __future__ import annotations

from crosscase.robustness.frame import (
    DRAWS,
    SIZE,
    alternatives,
    circularity,
    flip_sets,
    leave_one_out,
    robustness_frame,
    single_voices,
    stability,
)
from crosscase.robustness.ledger import LEDGER_COLUMNS, discriminates, ledger
from crosscase.robustness.names import Renamed, read_step
from crosscase.robustness.rows import COLUMNS, KINDS
from crosscase.robustness.steps import ONE_STEP

__all__ = [
    "COLUMNS",
    "DRAWS",
    "KINDS",
    "LEDGER_COLUMNS",
    "ONE_STEP",
    "SIZE",
    "Renamed",
    "alternatives",
    "circularity",
    "discriminates",
    "flip_sets",
    "leave_one_out",
    "ledger",
    "read_step",
    "robustness_frame",
    "single_voices",
    "stability",
]
