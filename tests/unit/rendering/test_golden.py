"""What every renderer makes of every kind of table, whole, as files that can be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from crosscase.rendering import RENDERERS, render_table
from tests.unit.rendering.example import make_tables


@pytest.mark.parametrize("ending", sorted(RENDERERS))
@pytest.mark.parametrize("kind", ["matrix", "placement", "crosstab", "balance"])
def test_a_table_is_rendered_as_before(
    kind: str, ending: str, golden: Callable[[str, bytes], None]
) -> None:
    language = "en" if kind == "crosstab" else "nl"
    golden(f"{kind}.{ending}", render_table(make_tables()[kind], ending, language))
