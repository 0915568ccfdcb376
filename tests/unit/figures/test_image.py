from __future__ import annotations

import io

import matplotlib.image
import pytest

from crosscase.errors import UsageError
from crosscase.figures import build_figure, draw_image
from crosscase.scoring import Scorebook, Selection
from tests.unit.comparison.example import make_study
from tests.unit.figures.test_figures import BARS, MODEL


def image(spec: object, format: str, dots: int = 50) -> bytes:
    study = make_study()
    figure = build_figure(study, spec, Scorebook(study, Selection()))  # type: ignore[arg-type]
    return draw_image(figure, "en", format, dots=dots)


@pytest.mark.parametrize("spec", [BARS, MODEL])
@pytest.mark.parametrize("format", ["png", "pdf"])
def test_an_image_is_the_same_every_time_and_tells_nothing_of_its_making(
    spec: object, format: str
) -> None:
    made = image(spec, format)
    assert made == image(spec, format)
    assert b"matplotlib" not in made.lower()
    assert b"CreationDate" not in made
    assert b"Software" not in made


def test_a_png_has_ink_on_white_and_as_many_dots_as_asked() -> None:
    small, large = (matplotlib.image.imread(io.BytesIO(image(BARS, "png", d))) for d in (50, 100))
    assert abs(large.shape[1] - 2 * small.shape[1]) <= 2
    assert large[..., :3].max() == 1
    assert large[..., :3].min() < 0.3


@pytest.mark.parametrize(("format", "dots"), [("gif", 300), ("png", 10), ("png", 10_000)])
def test_what_cannot_be_drawn_is_refused(format: str, dots: int) -> None:
    with pytest.raises(UsageError, match=r"allowed: (png, pdf|30 to 1200)"):
        image(BARS, format, dots)
