"""Declared figures: what they show as records and DataFrames, and as SVG, PNG or PDF."""

from __future__ import annotations

from crosscase.figures.confusion import ConfusionPanel, draw_confusion
from crosscase.figures.drawing import draw_figure, draw_image
from crosscase.figures.having import MOST_CODES, draw_having
from crosscase.figures.image import DOTS, IMAGES, LEAST_DOTS, MOST_DOTS
from crosscase.figures.model import (
    Bar,
    Edge,
    Figure,
    Node,
    build_figure,
    build_figures,
    figure_frame,
)
from crosscase.figures.stability import StabilityCell, StabilityRow, draw_stability
from crosscase.figures.together import GROUPS, LEAST, MOST, draw_together

__all__ = [
    "DOTS",
    "GROUPS",
    "IMAGES",
    "LEAST",
    "LEAST_DOTS",
    "MOST",
    "MOST_CODES",
    "MOST_DOTS",
    "Bar",
    "ConfusionPanel",
    "Edge",
    "Figure",
    "Node",
    "StabilityCell",
    "StabilityRow",
    "build_figure",
    "build_figures",
    "draw_confusion",
    "draw_figure",
    "draw_having",
    "draw_image",
    "draw_stability",
    "draw_together",
    "figure_frame",
]
