"""Networks: codes that occur together, and cases and parties with the codes they have."""

from __future__ import annotations

from crosscase.network.cooccurrence import Pair, find_pairs, strongest_pairs
from crosscase.network.frames import CASE_COLUMNS, PAIR_COLUMNS, case_frame, pair_frame
from crosscase.network.graphml import render_graphml
from crosscase.network.graphs import evidence_scores, graph_cases, graph_codes, widest_codes
from crosscase.network.windows import WITHIN, Sentences, Windows, find_windows, groups_behind

__all__ = [
    "CASE_COLUMNS",
    "PAIR_COLUMNS",
    "WITHIN",
    "Pair",
    "Sentences",
    "Windows",
    "case_frame",
    "evidence_scores",
    "find_pairs",
    "find_windows",
    "graph_cases",
    "graph_codes",
    "groups_behind",
    "pair_frame",
    "render_graphml",
    "strongest_pairs",
    "widest_codes",
]
