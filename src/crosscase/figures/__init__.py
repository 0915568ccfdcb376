"""Declared figures: what they show as records and DataFrames, and as SVG, PNG or PDF."""

from __future__ import annotations

from crosscase.figures.confusion import ConfusionPanel, draw_confusion
from crosscase.figures.drawing import draw_figure, draw_image
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

__all__ = [
    "DOTS",
    "IMAGES",
    "LEAST_DOTS",
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
    "draw_image",
    "draw_stability",
    "figure_frame",
]
