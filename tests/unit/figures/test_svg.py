"""What all figures share: shades on which words can be read."""

from __future__ import annotations

import pytest

from crosscase.figures.svg import INK, shade


def luminance(colour: tuple[float, ...]) -> float:
    """Relative luminance of WCAG 2.2."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("percent", range(0, 101, 5))
def test_words_can_be_read_on_every_shade(percent: int) -> None:
    ink = luminance(tuple(int(INK[at : at + 2], 16) / 255 for at in (1, 3, 5)))
    contrast = (luminance(shade(percent / 100)) + 0.05) / (ink + 0.05)
    assert contrast >= 4.5


def test_a_larger_share_is_darker() -> None:
    shades = [luminance(shade(percent / 100)) for percent in range(0, 101, 5)]
    assert shades == sorted(shades, reverse=True)
    assert shade(0) == (1, 1, 1)
