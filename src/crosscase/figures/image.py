"""What turns a drawing into an image to print: PNG of so many dots, or PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from crosscase.errors import UsageError
from crosscase.figures.svg import STYLE

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

__all__ = ["DOTS", "IMAGES", "LEAST_DOTS", "MOST_DOTS", "write_image"]

DOTS, LEAST_DOTS, MOST_DOTS = 300, 30, 1200
"""Dots per inch: for print, and the least and the most that make sense."""

IMAGES: Mapping[str, Mapping[str, Any]] = {
    "png": {"Software": None},
    "pdf": {"Creator": "crosscase", "Producer": None, "CreationDate": None},
}
"""The formats, with what a file says of its making: nothing of the clock or of versions."""


def write_image(draw: Callable[[], Canvas], format: str, *, title: str, dots: int = DOTS) -> bytes:
    """Draw in the style of all figures and return an image.

    Parameters
    ----------
    draw : callable
        Draws.
    format : {"png", "pdf"}
        The format.
    title : str
        Of the figure.
    dots : int
        Dots per inch, for PNG, from 30 to 1200.

    Returns
    -------
    bytes
        The same for the same drawing and the same versions of the libraries that draw.

    Raises
    ------
    UsageError
        When there is no such format, or too few or too many dots are asked for.
    """
    from matplotlib import style

    if format not in IMAGES:
        raise UsageError(f"found format {format!r}; allowed: {', '.join(IMAGES)}; choose one")
    if not LEAST_DOTS <= dots <= MOST_DOTS:
        raise UsageError(
            f"found {dots} dots per inch; allowed: {LEAST_DOTS} to {MOST_DOTS}; 300 is for print"
        )
    with style.context(["default", dict(STYLE) | {"pdf.fonttype": 42}]):
        buffer = BytesIO()
        metadata = {"Title": title, **IMAGES[format]}
        draw().savefig(buffer, format=format, dpi=dots, metadata=metadata)
    return buffer.getvalue()
