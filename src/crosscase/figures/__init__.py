"""Declared figures: what they show as records and DataFrames, and their drawing as SVG."""

from __future__ import annotations

from crosscase.figures.drawing import draw_figure
from crosscase.figures.model import (
    Bar,
    Edge,
    Figure,
    Node,
    build_figure,
    build_figures,
    figure_frame,
)

__all__ = [
    "Bar",
    "Edge",
    "Figure",
    "Node",
    "build_figure",
    "build_figures",
    "draw_figure",
    "figure_frame",
]
